"""Reading text files that strangers may have written: their size, their encoding, and what to say if they are amiss."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from followersim.scenario.errors import Message, Problem, ScenarioError
from followersim.scenario.fields import is_plain
from followersim.scenario.suggest import alike

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Kind:
    """What to expect of a kind of files: at most so many bytes, these endings; and what to advise if it is amiss.

    `pipes` allows what the person at the command line may name, but not a file: to read it need not come to an end.
    """

    most_bytes: int
    too_big: str
    endings: tuple[str, ...]
    advice: str
    pipes: bool = False


YAML: Final = Kind(1_000_000, "too_big", (".yaml", ".yml"), "try_new", pipes=True)
CSV: Final = Kind(10_000_000, "csv_too_big", (".csv", ".tsv"), "csv_form")


def read_text(path: Path, file: str, kind: Kind) -> str:
    """Return the text of a file (`file` is what messages call it); raise `ScenarioError` if that is impossible."""
    try:
        if not (kind.pipes or _is_ordinary(path)):
            raise ScenarioError([Problem(Message("not_a_plain_file"), file)])
        with path.open("rb") as stream:
            content = stream.read(kind.most_bytes + 1)
    except FileNotFoundError:
        raise ScenarioError([_missing(path, file, kind)]) from None
    except IsADirectoryError:
        raise ScenarioError([Problem(Message("is_folder"), file, suggestion=Message("try_file_inside"))]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise ScenarioError([Problem(Message("unreadable", {"reason": reason}), file)]) from None
    if len(content) > kind.most_bytes:
        raise ScenarioError([Problem(Message(kind.too_big), file, suggestion=Message(kind.advice))])
    return _decode(content, file, kind)


def _is_ordinary(path: Path) -> bool:
    mode = path.stat().st_mode
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _missing(path: Path, file: str, kind: Kind) -> Problem:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.suffix in kind.endings)[:2000]
    except OSError:
        names = []
    near = alike(path.name, names) or alike(path.name + kind.endings[0], names)
    if near:
        return Problem(
            Message("no_such_file"), file, suggestion=Message("did_you_mean", {"name": path.parent / near[0]})
        )
    return Problem(Message("no_such_file"), file, suggestion=Message(kind.advice))


def _decode(content: bytes, file: str, kind: Kind) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ScenarioError([Problem(Message("utf16"), file, 1, suggestion=Message("save_as_utf8"))])
    if b"\0" in content:
        raise ScenarioError([Problem(Message("binary"), file, suggestion=Message(kind.advice))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ScenarioError([Problem(Message("encoding"), file, line, suggestion=Message("save_as_utf8"))]) from None
    return text


def control_characters(text: str, file: str | None) -> Problem | None:
    """Return what is wrong with a text that holds something nobody can see; nothing if it does not."""
    if text.isascii() and text.isprintable():
        return None
    for number, line in enumerate(text.splitlines(), start=1):
        if not is_plain(line, lines=True):
            return Problem(Message("control_characters_in_file"), file, number, suggestion=Message("remove_characters"))
    return None

"""Bring the catalogues up to date: ``python -m followersim.locale.update [--merge OTHER.po ...]``.

Every marked sentence of the source gets an entry, translations are kept, sentences that are gone are set aside at the
end of the file (``#~``, to be moved or deleted by hand), and the file that the program reads (``.mo``) is made. What
still needs a hand is told; the exit code is then 1. A catalogue that git left with both sides of a conflict is taken
as both sides: entries of either are kept. ``--merge`` takes the entries of other catalogues as well.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import string
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from followersim.locale import DOMAIN, FOLDER, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDTH: Final = 116
_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)  # the same catalogue is the same bytes on any day
_HEADER: Final = "# The sentences of followersim; the English ones stand in the code and are the keys.\n#"
_CONFLICT: Final = re.compile(r"^(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)")


# ---- what the source says ----------------------------------------------------------------------------------------


def marked(
    file: IO[bytes],
    keywords: Any,  # noqa: ARG001 - Babel hands these over
    comment_tags: Any,  # noqa: ARG001
    options: Any,  # noqa: ARG001
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Yield the marked sentences of a Python file, as Babel wants them; raises SyntaxError for one it cannot read."""
    for node in ast.walk(ast.parse(file.read(), getattr(file, "name", "<text>"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS:
            yield from _read(node, node.func.id)


_MARKS: Final = {"N_": (0, 1), "NP_": (0, 2), "translate": (1, 2), "plural": (1, 3)}


def _read(call: ast.Call, mark: str) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    first, last = _MARKS[mark]
    texts = [_text(argument) for argument in call.args[first:last]]
    context = next((_text(word.value) for word in call.keywords if word.arg == "context"), "")
    if None in texts or context is None or len(texts) != last - first:
        if mark in {"N_", "NP_"} or any(isinstance(part, ast.JoinedStr) for part in call.args[first:last]):
            raise SyntaxError(f"line {call.lineno}: {mark} needs sentences written out, without f")
        return  # a sentence that was marked elsewhere
    found = [text for text in texts if text is not None]
    if mark not in {"N_", "NP_"}:
        context = ""  # there it fills a gap
    name = ("np" if context else "n") if len(found) == 2 else ("p" if context else "")
    messages = (*((context,) if context else ()), *found)
    yield call.lineno, f"{name}gettext", messages if len(messages) > 1 else messages[0], []


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def template(source: Path = FOLDER.parent) -> Catalog:
    """Return a catalogue of all marked sentences below a folder, in the order of the source, without translations."""
    found = Catalog(charset="utf-8")
    methods = [("**.py", f"{__name__ if __name__ != '__main__' else 'followersim.locale.update'}:marked")]
    for path, line, msgid, _, context in sorted(extract_from_dir(source, methods), key=lambda one: one[:2]):
        found.add(msgid, locations=[(Path(path).as_posix(), line)], context=context)
    return found


# ---- what the catalogue says -------------------------------------------------------------------------------------


def path_of(lang: str, ending: str = "po") -> Path:
    """Return the file of a language."""
    return FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def sides(text: str) -> list[str]:
    """Return a text, or the two texts that git wrote into one at a conflict."""
    if not re.search(r"^<<<<<<<", text, re.MULTILINE):
        return [text]
    ours, theirs, place = [], [], " "
    for line in text.splitlines(keepends=True):
        if mark := _CONFLICT.match(line):
            place = {"<": "ours", "|": "base", "=": "theirs", ">": " "}[mark[1][0]]
            continue
        if place in {" ", "ours"}:
            ours.append(line)
        if place in {" ", "theirs"}:
            theirs.append(line)
    return ["".join(ours), "".join(theirs)]


def read(lang: str, paths: Sequence[Path]) -> tuple[Catalog, list[str]]:
    """Return one catalogue of the entries of several files, and what two of them say differently (the first counts)."""
    whole, differing = Catalog(locale=lang, charset="utf-8"), []
    for path in paths:
        for side in sides(path.read_text(encoding="utf-8")):
            part = read_po(io.StringIO(side), locale=lang, abort_invalid=True)
            for message in [*part, *part.obsolete.values()]:
                if not message.id or not _strings(message):
                    continue
                there = whole.get(message.id, message.context)
                if there is None:
                    whole.add(
                        message.id, message.string, context=message.context, flags=message.flags,
                        user_comments=message.user_comments,
                    )  # fmt: skip
                elif there.string != message.string:
                    differing.append(f"{path.name}: {_first(message)!r} is {there.string!r} and {message.string!r}")
    return whole, differing


def update(lang: str, others: Sequence[Path] = ()) -> list[str]:
    """Bring the catalogue of a language up to date; return what still needs a hand."""
    path = path_of(lang)
    catalog, differing = read(lang, [path, *others] if path.exists() else others)
    catalog.update(template(), no_fuzzy_matching=True)
    _write(lang, catalog)
    return [*differing, *faults(catalog)]


def _write(lang: str, catalog: Catalog) -> None:
    catalog.project, catalog.header_comment, catalog.fuzzy = DOMAIN, _HEADER, False
    catalog.version = catalog.last_translator = catalog.msgid_bugs_address = ""
    catalog.language_team = lang
    catalog.creation_date = catalog.revision_date = _DAY
    for ending in ("po", "mo"):
        written = io.BytesIO()
        if ending == "po":
            write_po(written, catalog, width=_WIDTH, sort_by_file=True, include_lineno=False)
        else:
            write_mo(written, catalog)
        path_of(lang, ending).write_bytes(written.getvalue())


# ---- what is wrong with it ---------------------------------------------------------------------------------------


def faults(catalog: Catalog) -> list[str]:
    """Return what is wrong with a catalogue: missing, doubtful or left over, or with other gaps than the English."""
    found = [f"no longer in the source: {_first(message)!r}" for message in catalog.obsolete.values()]
    for message in catalog:
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        said, forms = _strings(message), catalog.num_plurals if len(ids) > 1 else 1
        if message.fuzzy:
            found.append(f"marked as fuzzy: {ids[0]!r}")
        if len(said) < forms:
            found.append(f"not translated: {ids[0]!r}")
        wrong = [text for text in said if all(gaps(text) != gaps(one) for one in ids)]
        found += [f"other gaps than in English: {ids[0]!r} and {text!r}" for text in wrong]
    return found


def gaps(text: str) -> list[str]:
    """Return the names of the gaps of a sentence; raises ValueError if its brackets do not fit."""
    names = sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})
    for name in names:
        if not name.isidentifier():
            raise ValueError(f"{{{name}}} is not the name of a gap in {text!r}")
    return names


def _strings(message: Message) -> list[str]:
    said = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return [text for text in said if text]


def _first(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def main() -> int:
    """Update the catalogues of all languages; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m followersim.locale.update", description=__doc__)
    parser.add_argument("--merge", type=Path, nargs="+", default=[], metavar="OTHER.po")
    others = parser.parse_args().merge
    told = [line for lang in LANGUAGES if lang != "en" for line in update(lang, others)]
    for line in told:
        sys.stderr.write(f"{line}\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())

"""The building blocks of the texts: lists of lines, one file per part of the conversation and language.

A list is named after what it is for, such as `praise` or `reply.thank`; `praise/young` is the same in the voice of
young people. In a line, `(a|b|)` is one of the alternatives, and `<name>` stands for a line of another list.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.feed.luck import Dice

Lists = dict[str, tuple[str, ...]]

_CHOICE: Final = re.compile(r"\(([^()]*\|[^()]*)\)")
_GAP: Final = re.compile(r"<([\w./]+)>")
_BEFORE_MARK: Final = re.compile(r" (?=[.,;!?](?!\.))")  # where an alternative was empty
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
OWN_VOICE: Final = 0.6  # how often a list in somebody's own voice is preferred to the one for everybody
MOST_STEPS: Final = 60


@cache
def lists(lang: str) -> Lists:
    """Return all lists of a language by name."""
    found: Lists = {}
    for file in sorted((resources.files("followersim.feed") / "texts" / lang).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            for name, text in _read(file.read_text(encoding="utf-8")).items():
                found[name] = tuple(line.strip() for line in text.splitlines() if line.strip())
    return found


@cache
def rates() -> Mapping[str, Any]:
    """Return how often things happen: emoji, spelling slips, openings."""
    return _read((resources.files("followersim.feed") / "texts" / "rates.yaml").read_text(encoding="utf-8"))


def rate(what: str, segment: str) -> float:
    """Return how often something happens with people of a segment; an empty segment is the company."""
    return float(rates()[what][segment or "company"])


def _read(text: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, in C where there is one
    return content


def line(found: Lists, name: str, segment: str, dice: Dice) -> str:
    """Draw a line of a list, in somebody's own voice if there is one and as the dice will."""
    own = found.get(f"{name}/{segment}")
    prefers_own = dice() < OWN_VOICE
    common = found.get(name)
    if own and (prefers_own or not common):
        return dice.pick(own)
    return dice.pick(common) if common else ""


def expand(text: str, found: Lists, segment: str, dice: Dice, gaps: Mapping[str, str]) -> str:
    """Draw the alternatives of a line and fill its gaps, from `gaps` or from other lists."""
    for _ in range(MOST_STEPS):
        if match := _CHOICE.search(text):
            filling = dice.pick(match[1].split("|"))
        elif match := _GAP.search(text):
            filling = gaps[match[1]] if match[1] in gaps else line(found, match[1], segment, dice)
        else:
            break
        text = text[: match.start()] + filling + text[match.end() :]
    return _BEFORE_MARK.sub("", " ".join(text.split()))

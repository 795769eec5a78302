"""What is wrong with a file, said so that its author can repair it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from followersim.locale import translate
from followersim.scenario.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followersim.scenario.vocabulary import Language

_MOST_SHOWN: Final = 20
_LONGEST_SHOWN: Final = 60
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str, *, most: int | None = None) -> str:
    """Return a text with everything that a terminal could obey replaced by a visible code, shortened if asked."""
    shown = text if most is None or len(text) <= most else text[: most - 1] + "…"
    return "".join(_code(c) if unicodedata.category(c) in _HIDDEN else c for c in shown)


def _code(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65_536 else f"\\U{number:08x}"


@dataclass(frozen=True)
class Message:
    """A sentence of the catalogue `messages.py` and what belongs into its gaps."""

    name: str
    gaps: Mapping[str, Any] = field(default_factory=dict)

    def in_language(self, lang: Language) -> str:
        """Return the sentence; gaps that are messages themselves are put into the same language."""
        gaps = {
            key: gap.in_language(lang) if isinstance(gap, Message) else _in_gap(gap) for key, gap in self.gaps.items()
        }
        return translate(lang, MESSAGES[self.name], **gaps)


def _in_gap(gap: object) -> str:
    if isinstance(gap, float):
        return f"{gap:g}"
    return visible(str(gap))


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where (file, line from 1, dotted key; each may be unknown), what, and what to do."""

    message: Message
    file: str | None = None
    line: int | None = None
    key: str | None = None
    suggestion: Message | None = None

    def render(self, lang: Language) -> str:
        """Return one or two lines of text."""
        place = [visible(self.file)] if self.file else []
        if self.line is not None:
            place.append(Message("line", {"line": self.line}).in_language(lang))
        if self.key:
            place.append(visible(self.key, most=120))
        text = self.message.in_language(lang)
        text = f"{', '.join(place)}: {text}" if place else text
        return f"{text}\n  -> {self.suggestion.in_language(lang)}" if self.suggestion else text


class ScenarioError(Exception):
    """The input is wrong. Holds everything that was found, and the language the author asked for, if any."""

    def __init__(self, problems: Iterable[Problem], language: Language | None = None) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file or "", problem.line or 0)))
        self.language = language
        super().__init__(self.render())

    def render(self, lang: Language | None = None) -> str:
        """Return all problems as text for people."""
        lang = lang or self.language or "en"
        lines = [problem.render(lang) for problem in self.problems[:_MOST_SHOWN]]
        more = len(self.problems) - _MOST_SHOWN
        if more > 0:
            lines.append(Message("more_problems", {"more": more}).in_language(lang))
        return "\n".join(lines)


def shown(value: object) -> str | Message:
    """Return a found value as an author would write it, short and harmless."""
    if value is None:
        return Message("nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{visible(value, most=_LONGEST_SHOWN)}"'
    if isinstance(value, dict | list | tuple):
        return "{…}" if isinstance(value, dict) else "[…]"
    if isinstance(value, int) and abs(value) >= 10**40:
        return "…"
    return visible(str(value), most=_LONGEST_SHOWN)

"""Which language to speak: the one asked for with --lang, else that of the scenario, else that of the system."""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Language = Literal["en", "de"]


def asked(args: Sequence[str]) -> Language | None:
    """Return the language that command line arguments ask for, if any and if there is such a language."""
    found: str | None = None
    for number, word in enumerate(args):
        if word == "--lang" and number + 1 < len(args):
            found = args[number + 1]
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return known(found)


def known(name: object) -> Language | None:
    """Return a language if there is one of that name."""
    return "de" if name == "de" else "en" if name == "en" else None


def of_system() -> Language:
    """Return German where the system speaks German, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "de" if value.lower().startswith("de") else "en"
    try:
        name = locale.getlocale()[0] or ""
    except ValueError:
        return "en"
    return "de" if name.lower().startswith(("de", "german")) else "en"


@dataclass
class Call:
    """A call of the program: the words typed, without its name, and the language of the scenario once that is known."""

    words: list[str]
    of_scenario: Language | None = None

    @property
    def language(self) -> Language:
        """The language to speak."""
        return asked(self.words) or self.of_scenario or of_system()


def in_use(ctx: Any) -> Language:
    """Return the language of a click context: that of the command line, else of the scenario, else of the system."""
    return call_of(ctx).language


def settle(ctx: Any, of_scenario: object) -> Language:
    """Remember the language that a scenario asks for, so that whatever happens is said in it; return the one in use."""
    call = call_of(ctx)
    call.of_scenario = known(of_scenario)
    return call.language


def call_of(ctx: Any) -> Call:
    """Return the call that a click context belongs to."""
    root = ctx.find_root()
    if not isinstance(root.obj, Call):
        root.obj = Call([])
    return root.obj


def words_of(ctx: Any) -> list[str]:
    """Return the words of the command line that a click context belongs to, without the program's name."""
    return list(call_of(ctx).words)

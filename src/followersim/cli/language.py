"""Which language to speak: the one asked for with --lang, or that of the system."""

from __future__ import annotations

import locale
import os
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


def in_use(ctx: Any) -> Language:
    """Return the language of a click context: the one asked for on the command line, else that of the system."""
    return asked(words_of(ctx)) or of_system()


def words_of(ctx: Any) -> list[str]:
    """Return the words of the command line that a click context belongs to, without the program's name."""
    words = ctx.find_root().obj
    return list(words) if isinstance(words, list) else []

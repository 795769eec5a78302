"""German and English: every sentence that the program says, from one catalogue.

The English sentence stands in the code and is its own key (gettext's way); the German one stands in
``de/LC_MESSAGES/followersim.po``. Where a sentence is said, ``translate(lang, "{n} people wrote", n=...)``; where it is
only written down to be said later, ``N_("...")`` marks it. After a change: ``python -m followersim.locale.update``.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import Any, Final

LANGUAGES: Final = ("en", "de")
FOLDER: Final = Path(__file__).parent
DOMAIN: Final = "followersim"
_END_OF_CONTEXT: Final = "\x04"  # what gettext writes between a context and a sentence


def N_(msgid: str, /, *, context: str = "") -> str:  # noqa: N802 - the name that gettext's readers know
    """Mark a sentence that is said later, by ``translate``; return it, with its context if it has one.

    context: tells apart what is the same in English and not in German ("day" after "in" and on its own). The gaps are
    written as in ``str.format``: ``{name}``; a real curly bracket is written twice.
    """
    return _with(context, msgid)


def NP_(one: str, many: str, /, *, context: str = "") -> tuple[str, str]:  # noqa: N802
    """Mark a sentence for one and for many, said later by ``plural(lang, *marked, n)``."""
    return _with(context, one), many


def _with(context: str, msgid: str) -> str:
    return f"{context}{_END_OF_CONTEXT}{msgid}" if context else msgid


def translate(lang: str, msgid: str, /, **gaps: Any) -> str:
    """Return a sentence in a language, its gaps filled. A sentence without translation stays English.

    Raises ValueError for a language that the program does not speak, KeyError for a gap that is not filled.
    """
    said = msgid if lang == "en" else catalogue(lang).gettext(msgid)
    return said.rpartition(_END_OF_CONTEXT)[2].format(**gaps)


def plural(lang: str, one: str, many: str, n: int, /, **gaps: Any) -> str:
    """Return a sentence in the form that goes with a number; its gap ``{n}`` is the number as people write it."""
    said = (one if n == 1 else many) if lang == "en" else catalogue(lang).ngettext(one, many, n)
    if "{n}" in said and "n" not in gaps:
        from followersim.locale.numbers import number  # noqa: PLC0415 - a help page needs no numbers

        gaps["n"] = number(n, lang)
    return said.rpartition(_END_OF_CONTEXT)[2].format(**gaps)


@cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """Return the sentences of a language other than English; raises ValueError if there is no such language."""
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language {lang!r}: there are {', '.join(LANGUAGES)}")
    with (FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)

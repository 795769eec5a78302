"""The words of the charts that are drawn on request: English in the code, German here."""

from __future__ import annotations

from typing import Any, Final

from followersim.analysis.numbers import check_language

GERMAN: Final = {}


def translate(lang: str, msgid: str, **gaps: Any) -> str:
    """Return a text in a language, its gaps filled. ``msgid`` is the English text."""
    check_language(lang)
    return (GERMAN[msgid] if lang == "de" else msgid).format(**gaps)


def plural(lang: str, one: str, many: str, n: int, **gaps: Any) -> str:
    """Return the text for a number of things; ``n`` decides between the two."""
    return translate(lang, one if n == 1 else many, **gaps)

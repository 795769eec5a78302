"""Numbers as people read them, in English (1,234.5) and German (1.234,5)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.cli.words import counted, word
from followersim.locale import numbers

if TYPE_CHECKING:
    from followersim.cli.language import Language


def number(value: float | None, lang: Language, digits: int = 0) -> str:
    """Return a number with separators; a dash where there is none."""
    if value is None or not math.isfinite(value):
        return "-"
    return numbers.number(value, lang, digits).replace(numbers.MINUS, "-")  # not every terminal has more


def sizes(policies: int, points: int, worlds: int, lang: Language) -> str:
    """Return the size of a run as a product; a single point goes without saying."""
    parts = {"policies": policies, "points": points, "worlds": worlds}
    return " x ".join(counted(n, what, lang) for what, n in parts.items() if what != "points" or n > 1)


def percent(share: float | None, lang: Language) -> str:
    """Return a share (0-1) as per cent."""
    if share is None or not math.isfinite(share):
        return "-"
    digits = 1 if 0 < share < 0.095 else 0
    return number(100 * share, lang, digits) + ("%" if lang == "en" else " %")


def room(size: int, lang: Language) -> str:
    """Return an amount of data in megabytes or gigabytes."""
    if size < 995_000_000:
        return word("megabytes", lang, n=number(max(1, size / 1e6), lang))
    return word("gigabytes", lang, n=number(size / 1e9, lang, 1))

"""Numbers as people read them, in English (1,234.5) and German (1.234,5)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followersim.cli.language import Language


def number(value: float | None, lang: Language, digits: int = 0) -> str:
    """Return a number with separators; a dash where there is none."""
    if value is None or not math.isfinite(value):
        return "-"
    text = f"{value:,.{digits}f}"
    if text.strip("-0.,") == "":
        text = text.removeprefix("-")
    return text.translate(str.maketrans(",.", ".,")) if lang == "de" else text


def percent(share: float | None, lang: Language) -> str:
    """Return a share (0-1) as per cent."""
    if share is None or not math.isfinite(share):
        return "-"
    digits = 1 if 0 < share < 0.095 else 0
    return number(100 * share, lang, digits) + " %"

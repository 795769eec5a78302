"""Numbers as people write them: 1,234.5 and 35% in English, 1.234,5 and 35 % in German. Babel knows how."""

from __future__ import annotations

import math
from functools import cache

from followersim.locale import LANGUAGES, translate

MINUS = "\u2212"
NO_BREAK = "\u00a0"  # keeps a number and its sign on one line
MISSING = "\u2013"


def check_language(lang: str) -> None:
    """Raise ValueError unless the language is one that the program speaks."""
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language {lang!r}: there are {', '.join(LANGUAGES)}")


def number(value: float | None, lang: str, decimals: int = 0, *, signed: bool = False) -> str:
    """Return a number with thousands separators and a real minus sign; a dash for None and NaN.

    signed: a plus sign before positive numbers. A number that rounds to zero has no sign.
    """
    check_language(lang)
    if value is None or math.isnan(value):
        return MISSING
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    from babel.numbers import format_decimal  # noqa: PLC0415 - a help page needs no numbers

    rounded = round(value, decimals)
    digits = format_decimal(abs(rounded), _pattern(decimals), lang)
    if rounded < 0:
        return MINUS + digits
    return "+" + digits if signed and rounded > 0 else digits


def _pattern(decimals: int) -> str:
    """Return how Babel is asked for a number; what is rounded already is not rounded again."""
    return f"#,##0.{'0' * decimals}" if decimals > 0 else "#,##0"


@cache
def _percent_pattern(lang: str) -> str:
    """Return how a language writes per cent: "#,##0%", with a no-break space before the sign in German."""
    from babel import Locale  # noqa: PLC0415 - the same

    check_language(lang)
    return str(Locale.parse(lang).percent_formats[None].pattern)


def short(value: float | None, lang: str, *, signed: bool = False) -> str:
    """Return a number with as many decimals as its size deserves: 0.25, 3.5, 120."""
    if value is None or math.isnan(value) or math.isinf(value):
        return number(value, lang)
    size = abs(value)
    decimals = 0 if size >= 10 or value == round(value) else 1 if size >= 1 else 2
    return number(value, lang, decimals, signed=signed)


def percent(share: float | None, lang: str, decimals: int = 0) -> str:
    """Return a share (0-1) as percent."""
    if share is None or math.isnan(share):
        return MISSING
    return _percent_pattern(lang).replace("#,##0", number(100 * share, lang, decimals))


def percent_range(low: float, high: float, lang: str) -> str:
    """Return an interval of shares (0-1), like 0-2% or 27-40%; one decimal where whole percents would say 0-0."""
    decimals = 1 if round(100 * low) == round(100 * high) else 0
    left = number(100 * low, lang, decimals)
    return f"{left}{MISSING}{percent(high, lang, decimals)}"


def interval(low: float, high: float, lang: str) -> str:
    """Return an interval of signed differences: "+80 to +160", "+80 bis +160"."""
    ends = {"low": short(low, lang, signed=True), "high": short(high, lang, signed=True)}
    return translate(lang, "{low} to {high}", **ends)

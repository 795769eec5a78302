"""Numbers as people write them: 1,234.5 and 35% in English, 1.234,5 and 35 % in German."""

from __future__ import annotations

import math

LANGUAGES = ("en", "de")
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
    rounded = round(value, decimals)
    digits = f"{abs(rounded):,.{decimals}f}"
    if lang == "de":
        digits = digits.translate(str.maketrans(",.", ".,"))
    if rounded < 0:
        return MINUS + digits
    return "+" + digits if signed and rounded > 0 else digits


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
    return number(100 * share, lang, decimals) + (f"{NO_BREAK}%" if lang == "de" else "%")


def percent_range(low: float, high: float, lang: str) -> str:
    """Return an interval of shares (0-1), like 0-2% or 27-40%; one decimal where whole percents would say 0-0."""
    decimals = 1 if round(100 * low) == round(100 * high) else 0
    left = number(100 * low, lang, decimals)
    return f"{left}{MISSING}{percent(high, lang, decimals)}"


def interval(low: float, high: float, lang: str) -> str:
    """Return an interval of signed differences: "+80 to +160", "+80 bis +160"."""
    word = {"en": "to", "de": "bis"}[lang]
    return f"{short(low, lang, signed=True)} {word} {short(high, lang, signed=True)}"

"""Dates as people write them: Mon 2026-03-02 in English, Mo 02.03.2026 in German. Babel knows the names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from followersim.locale.numbers import check_language

if TYPE_CHECKING:
    from datetime import date

_NUMBERS: Final = {"en": "y-MM-dd", "de": "dd.MM.y"}
_WORDS: Final = {"en": "d MMMM y", "de": "d. MMMM y"}


def numeric(day: date, lang: str) -> str:
    """Return a date in numbers: 2026-03-02, 02.03.2026."""
    check_language(lang)
    return format_date(day, _NUMBERS[lang], lang)


def with_weekday(day: date, lang: str) -> str:
    """Return a date in numbers with its weekday: Mon 2026-03-02, Mo 02.03.2026."""
    check_language(lang)
    return format_date(day, f"ccc {_NUMBERS[lang]}", lang)


def in_words(day: date, lang: str) -> str:
    """Return a date with the name of its month: 2 March 2026, 2. März 2026."""
    check_language(lang)
    return format_date(day, _WORDS[lang], lang)

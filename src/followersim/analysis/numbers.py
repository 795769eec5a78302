"""The numbers of `followersim.locale.numbers`, by the name they had."""

from followersim.locale.numbers import (
    LANGUAGES,
    MINUS,
    MISSING,
    NO_BREAK,
    check_language,
    interval,
    number,
    percent,
    percent_range,
    short,
)

__all__ = (
    "LANGUAGES",
    "MINUS",
    "MISSING",
    "NO_BREAK",
    "check_language",
    "interval",
    "number",
    "percent",
    "percent_range",
    "short",
)

"""Dates are as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from followersim.locale import dates

DAY = date(2026, 3, 2)


def test_dates_follow_the_language() -> None:
    assert (dates.numeric(DAY, "en"), dates.numeric(DAY, "de")) == ("2026-03-02", "02.03.2026")
    assert (dates.with_weekday(DAY, "en"), dates.with_weekday(DAY, "de")) == ("Mon 2026-03-02", "Mo 02.03.2026")
    assert (dates.in_words(DAY, "en"), dates.in_words(DAY, "de")) == ("2 March 2026", "2. März 2026")
    with pytest.raises(ValueError, match="unknown language"):
        dates.numeric(DAY, "fr")

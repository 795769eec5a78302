"""The chart of all targets of the validation keeps the rules of charts as far as they are its: it has no policies, no
axes of counts and no sweep, but texts, colours, a title and an alternative text like all others."""

from __future__ import annotations

import warnings

import pytest

from followersim.charts.validation import draw_validation
from tests.charts import checking
from tests.validation.made_up import MIXED, report


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("profiles", [("small_business", "corporation"), ("corporation",)])
def test_the_chart_of_targets_keeps_the_rules(lang: str, profiles: tuple[str, ...]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = checking.drawn(draw_validation(report(MIXED, profiles).as_dict(), lang))
    for rule in (checking.sizes, checking.places, checking.contrasts, checking.colours, checking.title):
        assert list(rule(figure)) == []
    assert list(checking.alternative(figure)) == []
    assert list(checking.number_format(figure, lang)) == []
    assert list(checking.furniture(figure)) == []

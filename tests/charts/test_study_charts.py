"""The charts of the sensitivity study and of the regime map keep the rules of charts as far as they are theirs.

They have no counts and few panels, but texts, colours, titles and alternative texts like all others; there is one look.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from followersim.charts.regime_map import draw_regime_map
from followersim.charts.sensitivity import draw_all
from tests.charts import checking
from tests.sensitivity import made_up

if TYPE_CHECKING:
    from followersim.charts.page import Chart

LONG = "Eine Kommunikationsstrategie mit langem Namen, der kein Ende nehmen will, Nummer"
POLICIES = {
    "two": ("Handles criticism well", "Harsh replies"),
    "one": ("Harsh replies",),
    "many": tuple(f"{LONG} {n}" for n in range(6)),
}


@cache
def report(case: str) -> dict[str, Any]:
    return made_up.report(POLICIES[case], n=12)


def wrong(chart: Chart, lang: str, names: tuple[str, ...]) -> list[str]:
    figure = checking.drawn(chart)
    rules = (checking.places, checking.contrasts, checking.colours, checking.title, checking.furniture)
    return [
        *(fault for rule in rules for fault in rule(figure)),
        *checking.sizes(figure),
        *checking.alternative(figure, names),
        *checking.number_format(figure, lang, names),
    ]


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("case", POLICIES)
def test_the_charts_of_a_sensitivity_study_keep_the_rules(case: str, lang: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = {name: wrong(chart, lang, POLICIES[case]) for name, chart in draw_all(report(case), lang)}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_regime_map_keeps_the_rules(lang: str) -> None:
    assert wrong(draw_regime_map(made_up.regimes(), lang), lang, POLICIES["two"]) == []

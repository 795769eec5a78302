"""Analysis and charts take the real scenario of the scenario room, not only the stand-in of these tests."""

from __future__ import annotations

import pytest

from followersim import charts
from followersim.analysis.summary import summarise, summary_table
from followersim.scenario import Scenario
from tests.synthetic import make_daily


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("sweep", [{}, {"team.members": [1, 2]}])
def test_a_real_scenario_is_summarised_and_drawn(lang: str, sweep: dict[str, list[int]]) -> None:
    scenario = Scenario(
        question={"en": "What if?", "de": "Was, wenn?"},
        policies=["handles_criticism_well", {"based_on": "harsh_reply", "name": "sharp, but only sometimes"}],
        events=[{"type": "product_fault", "day": 20}, {"type": "product_fault", "per_month": 0.1}],
        sweep=sweep,
        worlds=20,
    )
    daily = make_daily(scenario, 20)
    summary = summarise(daily, scenario)
    assert len(summary["results"]) == 2 * max(1, len(sweep.get("team.members", [])))
    assert len(summary_table(summary)) == len(summary["results"])
    for name in charts.names():
        assert charts.draw(name, daily, summary, scenario, lang).alt_text

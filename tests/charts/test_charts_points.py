"""Pictures of one policy at some points of a sweep: which points, and what is written above them."""

from __future__ import annotations

import pytest

from followersim import charts
from followersim.analysis.summary import summarise
from followersim.charts.sweeps import spread
from tests.charts.checking import words_of
from tests.synthetic import HARSH, WELL, Scenario, make_daily


def test_points_from_all_over_the_sweep_with_the_one_that_is_told_of() -> None:
    assert spread(3, 4, 1) == [0, 1, 2]
    assert spread(10, 4, 3) == [0, 3, 6, 9]
    assert spread(10, 4, 4) == [0, 4, 6, 9]
    for count in range(5, 30):
        for told in range(count):
            places = spread(count, 4, told)
            assert told in places
            assert places == sorted(set(places))
            assert len(places) == 4


@pytest.mark.parametrize("name", ["gained_lost", "wind"])
def test_panels_of_two_keys_are_told_apart_and_the_title_tells_of_one_of_them(name: str) -> None:
    points = [{"team.members": n, "events.0.severity": s} for n in (1, 2, 4) for s in (0.3, 0.6, 0.9)]
    scenario = Scenario(policies=(WELL, HARSH), points=points, days=30)
    daily = make_daily(scenario, 12, point_effect=0.1)
    chart = charts.draw(name, daily, summarise(daily, scenario), scenario, "en")
    values = [f"{p['team.members']} / {p['events.0.severity']}" for p in points]
    shown = [line for line in words_of(chart).splitlines() if line in values]
    assert len(shown) == len(set(shown)) == 4
    assert any("panels: People in the team / Severity of the event" in part for part in chart.unit)
    told = next(
        p for p in points if f"{p['team.members']}; Severity of the event: {p['events.0.severity']})" in chart.finding
    )
    assert f"{told['team.members']} / {told['events.0.severity']}" in shown


def test_where_nobody_came_and_nobody_left_the_picture_says_so() -> None:
    scenario = Scenario(policies=(WELL, HARSH), days=3)
    daily = make_daily(scenario, 2)
    coming_and_going = [name for name in daily.columns if name.startswith(("new_followers", "lost_followers"))]
    daily[coming_and_going] = 0
    daily["n_followers"] = scenario.followers
    chart = charts.draw("gained_lost", daily, summarise(daily, scenario), scenario, "en")
    assert "Nobody came and nobody left." in words_of(chart)

"""What kind of sweep it is, in which regime a point lies, and the titles of charts that only sweeps have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followersim.analysis.best import best_of_daily
from followersim.analysis.findings import clearly_different, growth_finding
from followersim.analysis.findings_sweeps import (
    best_finding,
    criticism_finding,
    followers_finding,
    likelihood_finding,
    regime_finding,
)
from followersim.analysis.grids import axes_of, grid_of, lie_anywhere, points_of
from followersim.analysis.regimes import regime_of
from followersim.analysis.statistics import wilson
from followersim.analysis.summary import summarise
from followersim.analysis.words import point_words
from tests.synthetic import HARSH, SILENT, WELL, Policy, Scenario, make_daily

TWO_KEYS = [{"team.members": m, "team.training": t / 2} for m in (4, 1, 2) for t in (0, 1)]


def sweep_of(points: list[dict[str, Any]], **more: Any) -> Scenario:
    return Scenario(points=points, days=40, **more)


def test_a_grid_has_all_combinations_of_two_keys() -> None:
    grid = grid_of(TWO_KEYS)
    assert grid is not None
    assert grid.across.key == "team.members"
    assert grid.across.values == (1, 2, 4)  # numbers ascend, whatever their order in the file
    assert grid.up.values == (0, 0.5)
    assert grid.size == 6
    assert {(grid.across.place(p), grid.up.place(p)) for p in TWO_KEYS} == {(x, y) for x in range(3) for y in range(2)}
    assert grid_of(TWO_KEYS[1:]) is None
    assert grid_of([{"a": 1}, {"a": 2}]) is None
    assert grid_of([{}]) is None
    assert grid_of([{"a": a, "b": 1, "c": 1} for a in range(3)]) is None
    assert grid_of([{"a": 1, "b": 1}]) is None


def test_values_that_are_no_numbers_keep_their_order() -> None:
    values = [["witty", "thank"], "thank", True, 1, "1"]
    (axis,) = axes_of([{"a": value} for value in values])
    assert axis.values == tuple(values)
    assert not axis.is_scale
    assert [axis.place({"a": value}) for value in values] == list(range(5))
    assert point_words({"team.members": ["a", "b"]}, "en") == "People in the team: a, b"


def test_many_points_lie_anywhere_unless_they_make_up_a_row_or_a_map() -> None:
    row = [{"a": n} for n in range(13)]
    assert not lie_anywhere(sweep_of(row))
    assert lie_anywhere(sweep_of(row, is_grid=False))
    assert not lie_anywhere(sweep_of(row[:12], is_grid=False))
    assert not lie_anywhere(sweep_of([{"a": n, "b": m} for n in range(5) for m in range(5)]))
    assert lie_anywhere(sweep_of([{"a": n, "b": m, "c": 1} for n in range(5) for m in range(5)]))
    assert points_of(sweep_of(row)) == row
    assert points_of(Scenario()) == [{}]


@given(st.integers(1, 300), st.data())
def test_a_regime_is_open_where_the_interval_reaches_across_a_border(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    low, high = wilson(k, n)
    found = regime_of({"share": k / n, "low": low, "high": high})
    assert found.name == ("quiet" if k / n < 0.05 else "explosive" if k / n > 0.5 else "near")
    crosses = any(low < border <= high for border in (0.05,)) or low <= 0.5 < high
    assert found.open == crosses


def test_the_borders_belong_to_the_middle() -> None:
    assert regime_of({"share": 0.05, "low": 0.05, "high": 0.5}) == ("near", False)
    assert regime_of({"share": 0.0, "low": 0.0, "high": 0.05}) == ("quiet", True)


def test_titles_say_from_where_to_where() -> None:
    scenario = sweep_of(TWO_KEYS)
    daily = make_daily(scenario, 200, point_effect=0.2)
    summary = summarise(daily, scenario)
    harsh = [r for r in summary["results"] if r["policy"] == "harsh_reply"]
    low, high = (round(100 * pick(r["shitstorm"]["share"] for r in harsh)) for pick in (min, max))
    assert likelihood_finding(summary, scenario, "en") == (
        f"“Harsh replies”: a shitstorm in {low}% to {high}% of the runs, depending on the point"
    )
    assert f"in {low}\u00a0% bis {high}\u00a0% der Durchläufe, je nach Punkt" in likelihood_finding(
        summary, scenario, "de"
    )
    least = min(r["difference"]["n_followers_end"]["median"] for r in harsh)
    followers = followers_finding(summary, scenario, "en")
    assert followers.startswith(f"“Harsh replies” against “Handles criticism well”: \u2212{abs(least):.0f} to ")
    assert "critical messages per run on average, depending on the point" in criticism_finding(summary, scenario, "en")
    assert "kritische Nachrichten je Durchlauf im Mittel" in criticism_finding(summary, scenario, "de")


def test_a_title_without_storms_counts_all_runs() -> None:
    scenario = sweep_of(TWO_KEYS, policies=(Policy("calm", "Calm", 0), Policy("calm_too", "Calm, too", 0)))
    summary = summarise(make_daily(scenario, 20), scenario)
    assert likelihood_finding(summary, scenario, "en") == "A shitstorm in none of 240 runs"
    assert likelihood_finding(summary, scenario, "de") == "In keinem von 240 Durchläufen ein Shitstorm"


def test_a_title_of_one_policy_says_what_it_gains() -> None:
    scenario = sweep_of(TWO_KEYS, policies=(HARSH,))
    summary = summarise(make_daily(scenario, 40), scenario)
    assert followers_finding(summary, scenario, "en").startswith("“Harsh replies”: +")
    title = regime_finding(summary, scenario, "en")
    assert title.startswith("“Harsh replies”: near-critical at ")
    assert " of 6 points" in title
    german = regime_finding(summary, scenario, "de")
    assert "an der Schwelle an " in german
    assert " von 6 Punkten" in german


def test_a_title_names_the_best_by_both_criteria() -> None:
    scenario = sweep_of(TWO_KEYS)
    best = best_of_daily(make_daily(scenario, 100), scenario)
    assert best is not None
    assert best_finding(best, scenario, "en") == (
        "“Handles criticism well”: fewest shitstorms at 6 of 6 points, most followers at 6"
    )
    assert best_finding(best, scenario, "de") == (
        "„Geht gut mit Kritik um“: an 6 von 6 Punkten die wenigsten Shitstorms, an 6 die meisten Follower"
    )
    # with more growth, the harsh policy has more followers in most worlds, and storms in some
    mixed = sweep_of(TWO_KEYS, policies=(WELL, replace(HARSH, growth=5.0)))
    best = best_of_daily(make_daily(mixed, 100), mixed)
    assert best is not None
    assert "; “Harsh replies”: most followers at " in best_finding(best, mixed, "en")
    same = sweep_of(TWO_KEYS, policies=(WELL, replace(WELL, name="twin", title="Twin")))
    best = best_of_daily(make_daily(same, 40), same)
    assert best is not None
    assert best_finding(best, same, "en") == "No policy is clearly best at any of 6 points"
    assert "An keinem von 6 Punkten" in best_finding(best, same, "de")


def test_many_points_do_not_make_luck_a_finding() -> None:
    """A difference that is clear at one of many points by its own p value is not clear among all of them."""
    scenario = sweep_of([{"team.members": n} for n in range(12)], policies=(WELL, SILENT))
    summary = summarise(make_daily(scenario, 20), scenario)
    for n, result in enumerate(r for r in summary["results"] if r["difference"]):
        difference = result["difference"]["n_followers_end"]
        difference.update({"p": 0.03 if n == 3 else 0.7, "clear": n == 3, "median": 1.0 if n == 3 else 0.5})
    pairs = [r for r in summary["results"] if r["difference"]]
    assert clearly_different(pairs, "n_followers_end") == []
    assert growth_finding(summary, scenario, "en").startswith("No clear difference")
    assert followers_finding(summary, scenario, "de").startswith("Kein klarer Unterschied: ")
    pairs[3]["difference"]["n_followers_end"]["p"] = 0.001
    assert clearly_different(pairs, "n_followers_end") == [pairs[3]]
    assert not growth_finding(summary, scenario, "en").startswith("No clear")


@pytest.mark.parametrize("lang", ["en", "de"])
def test_titles_shorten_names_only(lang: str) -> None:
    scenario = sweep_of(TWO_KEYS, policies=(Policy("a", "A" * 90, 0.1), Policy("b", "B" * 90, 0.4)))
    daily = make_daily(scenario, 40)
    summary, best = summarise(daily, scenario), best_of_daily(daily, scenario)
    assert best is not None
    for finding in (likelihood_finding, followers_finding, criticism_finding):
        assert len(finding(summary, scenario, lang, 10)) < len(finding(summary, scenario, lang)) - 70
    assert len(best_finding(best, scenario, lang, 10)) < len(best_finding(best, scenario, lang)) - 70

"""The summary: numbers by hand, the same worlds compared, honest verdicts, wrong frames refused, speed."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from followersim.analysis.frames import split
from followersim.analysis.storms import Storm, cause_of, storms_of_world
from followersim.analysis.summary import DIFFERENCES, summarise, summary_table
from tests.synthetic import HARSH, WELL, Event, Policy, Scenario, make_daily

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

SCENARIO = Scenario()


@pytest.fixture(scope="module", name="daily")
def daily_of_the_scenario() -> pd.DataFrame:
    return make_daily(SCENARIO)


@pytest.fixture(scope="module", name="summary")
def summary_of_the_scenario(daily: pd.DataFrame) -> dict[str, Any]:
    return summarise(daily, SCENARIO)


def test_it_has_every_key_of_the_contract(summary: Mapping[str, Any]) -> None:
    assert list(summary) == ["followersim", "scenario", "hash", "seed", "worlds", "days", "results"]
    assert (summary["worlds"], summary["days"], summary["seed"]) == (200, 90, 1)
    base, harsh = summary["results"]
    six = {"mean", "median", "q05", "q25", "q75", "q95"}
    for measure in (
        "n_followers_start", "n_followers_end", "new_followers", "lost_followers", "n_posts", "n_views", "n_likes",
        "n_shares", "n_praise", "n_questions", "n_criticism", "share_answered", "first_response_min",
        "first_response_min_mean", "staff_hours", "cost", "mean_trust_end", "share_active_week", "engagement_per_post",
        "peak_critics_24h",
    ):  # fmt: skip
        assert set(harsh[measure]) == six, measure
    assert set(harsh["lost_followers_by_cause"]["scandal"]) == six
    assert (base["baseline"], base["difference"]) == (True, {})
    assert set(harsh["difference"]) == {*DIFFERENCES, "shitstorm"}
    assert set(harsh["wind_force"]) == set("0123456")
    assert sum(harsh["wind_force"].values()) == 200
    assert harsh["shitstorm"]["k"] == harsh["wind_force"]["5"] + harsh["wind_force"]["6"]


def test_it_agrees_with_slow_pandas(daily: pd.DataFrame, summary: Mapping[str, Any]) -> None:
    harsh = daily[daily["policy"] == "harsh_reply"].groupby("world")
    found = summary["results"][1]
    assert found["n_criticism"]["median"] == harsh["n_criticism"].sum().median()
    assert found["n_followers_end"]["q05"] == pytest.approx(harsh["n_followers"].last().quantile(0.05))
    assert found["peak_critics_24h"]["mean"] == pytest.approx(harsh["critics_24h"].max().mean())
    assert found["share_answered"]["mean"] == pytest.approx(
        (harsh["n_answered"].sum() / harsh["n_received"].sum()).mean()
    )
    assert found["share_active_week"]["mean"] == pytest.approx(0.02)
    assert found["shitstorm"]["k"] == int((harsh["wind_force"].max() >= 5).sum())


def test_followers_by_cause_add_up(summary: Mapping[str, Any]) -> None:
    for result in summary["results"]:
        for group in ("new_followers", "lost_followers"):
            causes = sum(six["mean"] for six in result[f"{group}_by_cause"].values())
            assert causes == pytest.approx(result[group]["mean"])


def test_rows_may_come_in_any_order(daily: pd.DataFrame, summary: Mapping[str, Any]) -> None:
    assert summarise(daily.sample(frac=1, random_state=5), SCENARIO) == summary
    assert summarise(daily.astype({"policy": "category", "point": "category"}), SCENARIO) == summary


def test_it_is_plain_json_even_where_nothing_was_measured(daily: pd.DataFrame) -> None:
    quiet = daily.assign(
        n_received=0, n_answered=0, first_response_min=np.nan, first_response_min_mean=np.nan, n_posts=0
    )
    result = summarise(quiet, SCENARIO)["results"][0]
    assert result["share_answered"]["mean"] is None
    assert result["first_response_min"]["median"] is None
    assert result["engagement_per_post"]["median"] is None
    json.dumps(result, allow_nan=False)


def test_verdicts_follow_the_intervals(summary: Mapping[str, Any]) -> None:
    difference = summary["results"][1]["difference"]
    followers = difference["n_followers_end"]
    assert followers["high"] < 0
    assert followers["clear"]
    assert followers["verdict"] == "worse"
    assert followers["share_worlds_better"] == 0
    assert difference["shitstorm"]["verdict"] == "worse"
    assert difference["shitstorm"]["caused"] > 0
    assert difference["shitstorm"]["prevented"] == 0
    # most worlds have exactly as much criticism under both policies: the median is 0, the counts tell the rest
    criticism = difference["n_criticism"]
    assert (criticism["median"], criticism["verdict"]) == (0, "no clear difference")
    assert criticism["worlds_higher"] > 0
    assert criticism["worlds_lower"] == 0
    assert criticism["p"] < 0.001


def test_better_is_better() -> None:
    turned = Scenario(policies=(HARSH, WELL))
    difference = summarise(make_daily(turned), turned)["results"][1]["difference"]
    assert difference["n_followers_end"]["verdict"] == "better"
    assert difference["shitstorm"]["verdict"] == "better"
    assert difference["shitstorm"]["prevented"] > 0


def test_the_same_policy_twice_makes_no_difference() -> None:
    twins = Scenario(policies=(WELL, replace(WELL, name="twin")))
    daily = make_daily(twins, 40)
    columns = [c for c in daily.columns if c not in {"policy", "point", "world", "company", "day"}]
    half = len(daily) // 2
    daily.loc[daily.index[half:], columns] = daily.loc[daily.index[:half], columns].to_numpy()
    for measure in summarise(daily, twins)["results"][1]["difference"].values():
        assert measure["verdict"] == "no clear difference"
        assert not measure["clear"]


def test_differences_use_only_worlds_that_both_have(daily: pd.DataFrame) -> None:
    part = daily[(daily["policy"] != "harsh_reply") | (daily["world"] >= 150)]
    result = summarise(part, SCENARIO)["results"][1]
    assert result["worlds"] == 50
    assert result["difference"]["n_followers_end"]["n"] == 50


def test_an_interrupted_run_without_its_baseline_has_no_differences(daily: pd.DataFrame) -> None:
    (result,) = summarise(daily[daily["policy"] == "harsh_reply"], SCENARIO)["results"]
    assert result["difference"] == {}


def test_exact_response_times_when_all_delays_are_known(daily: pd.DataFrame) -> None:
    responses = {("harsh_reply", "{}", world, "main"): np.array([1.0, 2.0, 60.0]) for world in range(199)}
    result = summarise(daily, SCENARIO, responses)["results"][1]
    assert result["first_response_min"]["q95"] == 2
    assert result["first_response_min_mean"]["mean"] == 21


def test_points_of_a_sweep_are_compared_with_their_own_baseline() -> None:
    sweep = Scenario(points=[{"team.members": 1}, {"team.members": 4}])
    results = summarise(make_daily(sweep, 30), sweep)["results"]
    assert [(r["policy"], r["point"]) for r in results] == [
        (policy, point) for point in ({"team.members": 1}, {"team.members": 4}) for policy in (WELL.name, HARSH.name)
    ]
    assert [r["baseline"] for r in results] == [True, False, True, False]


def test_wrong_frames_are_refused(daily: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="days are missing"):
        summarise(daily.drop(index=17), SCENARIO)
    with pytest.raises(ValueError, match="lacks the columns world"):
        summarise(daily.drop(columns="world"), SCENARIO)
    with pytest.raises(ValueError, match="does not have"):
        summarise(daily, Scenario(policies=(WELL,)))


def test_blocks_are_worlds_by_days_and_start_at_zero(daily: pd.DataFrame) -> None:
    block = split(daily, SCENARIO)[1]
    assert block.measure("n_views").shape == (200, 90)
    assert not block.growth()[:, 0].any()
    assert block.growth()[7, -1] == block.measure("n_followers")[7, -1] - 5000


def test_storms_have_start_peak_end_size_and_cause() -> None:
    wind = np.array([0, 1, 5, 6, 4, 4, 5, 0, 0, 0, 5.0])
    criticism = np.arange(11, dtype=float)
    critics = np.array([0, 0, 3, 9, 8, 8, 9, 0, 0, 0, 4.0])
    events = [Event(day=0), Event("leak", 2), Event(day=None)]
    assert storms_of_world(wind, criticism, critics, events) == [
        Storm(2, 3, 6, 6, 20, "leak"),
        Storm(10, 10, 10, 5, 10, "by_itself"),
    ]
    assert storms_of_world(np.zeros(5), np.zeros(5), np.zeros(5)) == []


def test_a_storm_is_blamed_on_events_of_the_last_three_days_only() -> None:
    assert cause_of(5, [Event(day=2)]) == "product_fault"
    assert cause_of(6, [Event(day=2)]) == "by_itself"
    assert cause_of(5, [Event(day=6)]) == "by_itself"
    assert cause_of(5, [Event(day=5, hour=9), Event("leak", 5, 8)]) == "product_fault"


def test_storms_in_the_summary_have_causes(summary: Mapping[str, Any]) -> None:
    storms = summary["results"][1]["storms"]
    assert storms["n"] >= summary["results"][1]["shitstorm"]["k"]
    assert sum(storms["by_cause"].values()) == storms["n"]
    assert storms["by_cause"]["product_fault"] > 0


def test_the_table_has_one_row_per_result_and_runs_no_formulas() -> None:
    evil = Scenario(policies=(WELL, Policy('=HYPERLINK("x")', "t"), Policy("@sum", "t"), Policy("-1", "t")))
    sweep = replace(evil, points=[{"posting.hours": "+8-19"}, {"posting.hours": "9-17"}])
    table = summary_table(summarise(make_daily(sweep, 8), sweep))
    assert len(table) == 8
    assert list(table["policy"][:4]) == [WELL.name, '\'=HYPERLINK("x")', "'@sum", "'-1"]
    assert set(table["posting.hours"]) == {"'+8-19", "9-17"}
    assert table["difference_n_followers_end_median"].iloc[1] < 0  # numbers stay numbers
    assert {"shitstorm_share", "wind_force_6", "lost_followers_by_cause_bored_median"} <= set(table.columns)


def test_summarising_two_hundred_worlds_is_fast(daily: pd.DataFrame) -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        summarise(daily, SCENARIO)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3

"""The best policy per point: exact small cases, and by simulation how often luck alone names one."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followersim.analysis import best_words
from followersim.analysis.best import (
    CRITERIA,
    FOLLOWERS,
    SHITSTORM,
    UNCLEAR,
    Best,
    End,
    best_of,
    best_of_daily,
    best_table,
)
from followersim.analysis.best import best_of_ends as judged
from followersim.analysis.frames import split
from followersim.analysis.statistics import holm, runs_needed, sign_test, wilson
from followersim.analysis.summary import whole_of
from tests.analysis.test_analysis_statistics import SIGMAS
from tests.synthetic import HARSH, NEIGHBOUR, SILENT, WELL, Policy, Scenario, make_daily

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

POINTS = [{"team.members": n} for n in (1, 2, 4)]


def end(policy: str, stormy: Sequence[int], followers: Sequence[float], point: int = 0, first: int = 0) -> End:
    """Return the end of some worlds."""
    worlds = np.arange(first, first + len(stormy))
    return End(policy, {"x": point}, worlds, np.array(stormy, dtype=bool), np.array(followers, dtype=float))


def verdicts(best: Best | None, criterion: str) -> list[str | None]:
    """Return the best policy at every point."""
    assert best is not None
    return [point.verdicts[criterion].best for point in best.points]


def test_holm_gives_known_values() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]).tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.7]).tolist() == [1, 1]
    assert len(holm([])) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_lies_between_the_p_value_and_that_of_bonferroni_and_keeps_the_order(p: list[float]) -> None:
    adjusted, values = holm(p), np.array(p)
    assert np.all(adjusted >= values)
    assert np.all(adjusted <= np.minimum(values * len(p), 1) + 1e-12)
    assert adjusted[np.argmin(values)] == pytest.approx(min(1, values.min() * len(p)))
    assert np.all(np.diff(adjusted[np.argsort(values, kind="stable")]) >= 0)


@pytest.mark.parametrize("comparisons", [1, 2, 30, 60_000])
def test_the_runs_needed_are_just_enough(comparisons: int) -> None:
    n = runs_needed(comparisons)
    assert sign_test(n, 0) * comparisons <= 0.05
    assert sign_test(n - 1, 0) * comparisons > 0.05


def test_best_is_who_beats_each_other_one() -> None:
    calm, stormy = [0] * 40, [1] * 40
    ends = [
        end(policy, storms, [100] * 40, point)
        for point, all_storms in enumerate([(calm, stormy, stormy), (calm, calm, stormy), (calm, calm, calm)])
        for policy, storms in zip("abc", all_storms, strict=True)
    ]
    best = judged(ends)
    assert verdicts(best, SHITSTORM) == ["a", None, None]
    assert verdicts(best, FOLLOWERS) == [None, None, None]
    assert best is not None
    assert best.comparisons == 9
    assert [point.verdicts[SHITSTORM].not_beaten for point in best.points] == [("a",), ("a", "b"), ("a", "b", "c")]
    assert best.count(SHITSTORM) == {"a": 1, None: 2}
    first = best.points[0].verdicts[SHITSTORM]
    assert first.p == pytest.approx(sign_test(40, 0) * 9)  # the smallest of nine
    assert (first.leader, first.value) == ("a", 0.0)


def test_more_followers_are_better_and_fewer_storms_are() -> None:
    few, many = [100.0 + n for n in range(30)], [101.0 + n for n in range(30)]
    ends = [end(p, s, f, k) for k in range(2) for p, s, f in (("a", [1] * 30, many), ("b", [0] * 30, few))]
    best = judged(ends)
    assert verdicts(best, FOLLOWERS) == ["a", "a"]
    assert verdicts(best, SHITSTORM) == ["b", "b"]
    assert best is not None
    assert best.points[0].verdicts[FOLLOWERS].value == np.median(many)


def test_only_worlds_that_both_have_are_compared_in_any_order() -> None:
    rng = np.random.default_rng(1)
    luck = rng.random(60)
    ends = []
    for point in range(2):
        for policy, chance, worlds in (("a", 0.1, np.arange(60)), ("b", 0.7, rng.permutation(60)[:50])):
            ends.append(End(policy, {"x": point}, worlds, luck[worlds] < chance, luck[worlds]))
    best = judged(ends)
    assert verdicts(best, SHITSTORM) == ["a", "a"]
    assert verdicts(best, FOLLOWERS) == [None, None]  # equal in each common world


def test_one_policy_or_one_point_have_no_best() -> None:
    calm = [0] * 9
    assert judged([end("a", calm, calm, point) for point in range(3)]) is None
    assert judged([end(policy, calm, calm) for policy in "ab"]) is None
    assert judged([]) is None


def test_few_runs_are_never_clear_and_this_is_said() -> None:
    ends = [end(p, [s] * 6, [s] * 6, point) for point in range(10) for p, s in (("a", 0), ("b", 1))]
    best = judged(ends)
    assert best is not None
    assert best.too_few_runs
    assert best.runs_needed == 9
    assert set(verdicts(best, SHITSTORM)) == {None}
    assert "it takes 9" in best_words.too_few(best, "en")
    assert "mindestens 9" in best_words.too_few(best, "de")


def _luck(rng: np.random.Generator, points: int, policies: int, worlds: int) -> Iterator[End]:
    """Yield policies that do not differ but by luck; half of it is that of the world, which all points share."""
    shared, walk = rng.random(worlds), rng.normal(0, 30, worlds)
    for point in range(points):
        for policy in range(policies):
            own = np.where(rng.random(worlds) < 0.5, shared, rng.random(worlds))
            followers = 5000 + walk + rng.normal(0, 20, worlds)
            yield End(f"p{policy}", {"x": point}, np.arange(worlds), own < 0.2, followers)


@pytest.mark.parametrize(("points", "policies", "worlds"), [(6, 2, 60), (4, 3, 60), (2, 2, 200)])
def test_luck_names_a_best_policy_anywhere_in_at_most_5_percent_of_sweeps(
    points: int, policies: int, worlds: int
) -> None:
    # If the true rate were 5 %, the simulated one would exceed the bound once in a million times
    tries, rng = 2000, np.random.default_rng([points, policies, worlds])
    false = dict.fromkeys(CRITERIA, 0)
    for _ in range(tries):
        best = judged(_luck(rng, points, policies, worlds))
        for criterion in CRITERIA:
            false[criterion] += any(verdicts(best, criterion))
    bound = 0.05 + SIGMAS * math.sqrt(0.05 * 0.95 / tries)
    assert max(false.values()) / tries < bound, false


def test_luck_names_none_more_often_when_the_number_of_worlds_depends_on_the_results() -> None:
    """The rule of `worlds: auto`, with the level that its intervals have; the bound as above."""
    tries, rng, level = 4000, np.random.default_rng(5), 0.97
    false = dict.fromkeys(CRITERIA, 0)
    for _ in range(tries):
        ends = list(_luck(rng, 3, 2, 400))
        worlds = next((n for n in range(50, 400, 50) if _known(ends, n, level)), 400)
        best = judged((_first(one, worlds) for one in ends), level)
        for criterion in CRITERIA:
            false[criterion] += any(verdicts(best, criterion))
    assert max(false.values()) / tries < 0.05 + SIGMAS * math.sqrt(0.05 * 0.95 / tries), false


def _first(one: End, n: int) -> End:
    return End(one.policy, one.point, one.worlds[:n], one.stormy[:n], one.followers[:n])


def _known(ends: Sequence[End], n: int, level: float) -> bool:
    bounds = [wilson(int(one.stormy[:n].sum()), n, level) for one in ends]
    return all(high - low <= 0.1 for low, high in bounds)


def test_a_planted_difference_is_found() -> None:
    """The second of three policies has fewer storms and more followers at the second of four points only."""
    rng, found = np.random.default_rng(9), 0
    for _ in range(50):
        ends = [
            one._replace(stormy=_calmer(rng, one.stormy), followers=one.followers + 25)
            if (one.policy, one.point["x"]) == ("p1", 1)
            else one
            for one in _luck(rng, 4, 3, 200)
        ]
        best = judged(ends)
        wanted = [None, "p1", None, None]
        found += verdicts(best, SHITSTORM) == wanted and verdicts(best, FOLLOWERS) == wanted
    assert found >= 45  # by chance a storm less or more may hide it, or one elsewhere look clear


def _calmer(rng: np.random.Generator, stormy: NDArray[np.bool_]) -> NDArray[np.bool_]:
    calmer: NDArray[np.bool_] = stormy & (rng.random(len(stormy)) < 0.05)
    return calmer


def test_the_daily_table_and_values_per_world_say_the_same() -> None:
    scenario = Scenario(policies=(WELL, HARSH, SILENT), points=POINTS, days=40, rivals=(NEIGHBOUR,))
    daily = make_daily(scenario, 60)
    found = best_of_daily(daily, scenario)
    assert found == best_of(whole_of(block) for block in split(daily, scenario))
    alone = replace(scenario, rivals=())
    assert found == best_of_daily(daily[daily["company"] == "main"], alone)
    assert found is not None
    assert found.at({"team.members": 2}) is found.points[1]
    assert found.at({"team.members": 3}) is None
    assert found.count(SHITSTORM).get("harsh_reply", 0) == 0
    assert verdicts(found, FOLLOWERS) == ["handles_criticism_well"] * 3


EVIL = (Policy("=1+1", "=1+1", 0.02, 3.0), Policy(UNCLEAR, "\U0001f525", 0.6, 0.5))


def test_the_table_is_safe_and_begins_with_the_keys() -> None:
    points: list[dict[str, Any]] = [{"@sum": "=cmd|' /C calc'!A0", "b": ["x", "y"]}, {"@sum": "ok", "b": True}]
    scenario = Scenario(policies=EVIL, points=points, days=40)
    best = best_of_daily(make_daily(scenario, 60), scenario)
    assert best is not None
    table = best_table(best)
    assert list(table.columns[:3]) == ["'@sum", "b", "worlds"]
    assert table["'@sum"].tolist() == ["'=cmd|' /C calc'!A0", "ok"]
    assert table["b"].tolist() == ['["x", "y"]', True]
    text = table.to_csv(index=False)
    read = pd.read_csv(io.StringIO(text))
    assert read["followers_best"].tolist() == ["'=1+1", "'=1+1"]
    assert read["followers_clear"].tolist() == [True, True]
    assert read["comparisons"].tolist() == [2, 2]
    assert [json.loads(cell) for cell in read["followers_not_beaten"]] == [["=1+1"], ["=1+1"]]
    assert all(0 <= p < 0.05 for p in read["shitstorm_p"])
    turned = best_of_daily(make_daily(scenario, 3), scenario)
    assert turned is not None
    unclear = best_table(turned)
    assert unclear["shitstorm_best"].tolist() == [UNCLEAR] * 2
    assert unclear["shitstorm_clear"].tolist() == [False, False]


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ("6 comparisons a column (3 points x 2 pairs)", "Holm", "5% at most")),
        ("de", ("6 Vergleiche je Spalte (3 Punkte x 2 Paare)", "Holm", "höchstens 5\u00a0%")),
    ],
)
def test_the_number_of_comparisons_is_stated(lang: str, parts: Sequence[str]) -> None:
    best = Best([], 6, 2, 0.95)
    best = replace(best, points=[judged_point(n) for n in range(3)])
    text = best_words.how_sure(best, lang)
    assert all(part in text for part in parts), text
    assert best_words.too_few(best, lang) == ""


def judged_point(n: int) -> Any:
    best = judged([end(p, [0] * 40, [0] * 40, point) for point in (n, n + 1) for p in "ab"])
    assert best is not None
    return best.points[0]


def test_verdicts_in_words() -> None:
    titles = {"a": "Harsh replies", "b": "B"}
    ends = [end(p, [s] * 40, [1234 * (1 - s)] * 40, point) for point in range(2) for p, s in (("a", 0), ("b", 1))]
    best = judged(ends)
    assert best is not None
    verdict = best.points[0].verdicts
    assert best_words.verdict_words(verdict[SHITSTORM], SHITSTORM, titles, "de") == "Harsh replies (0\u00a0%)"
    assert best_words.verdict_words(verdict[FOLLOWERS], FOLLOWERS, titles, "de") == "Harsh replies (1.234)"
    assert best_words.counts_words(best, SHITSTORM, titles, "en") == "Harsh replies 2"

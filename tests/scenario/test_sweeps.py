"""Sweeps over points, CSV files and samples: which points there are, and what is the case at each of them."""

from __future__ import annotations

import builtins
import itertools
import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followersim.scenario import Scenario, ScenarioError, load_scenario
from followersim.scenario.changes import takes_fractions
from followersim.scenario.frames import MOST_KEPT
from followersim.scenario.plan import plan
from followersim.scenario.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FAULT = {"type": "product_fault", "day": 20}
POINTS: list[dict[str, Any]] = [
    {"team.members": 3, "triage": "hottest_first", "team.training": 0.5},
    {"team.members": 1, "triage": "oldest_first", "team.training": 0.5},
    {"team.members": 3, "triage": "oldest_first", "team.training": 1.0},
]


SPACED = """

 team.members , triage, team.training,,
3, hottest_first, 0.5,,
,,,,

1 ,oldest_first,0.5
3,oldest_first,1.0,,,
"""


@pytest.fixture
def from_csv(tmp_path: Path) -> Callable[..., Scenario]:
    """Load a scenario that sweeps over the points in a table."""

    def load(table: str, **more: Any) -> Scenario:
        (tmp_path / "points.csv").write_bytes(table.encode("utf-8"))
        (tmp_path / "x.yaml").write_text(json.dumps({"sweep": {"csv": "points.csv"}, **more}), encoding="utf-8")
        return load_scenario(tmp_path / "x.yaml")

    return load


def test_points_are_run_in_their_order() -> None:
    scenario = Scenario(policies=["harsh_reply", "broadcast_only"], sweep={"points": POINTS})
    assert scenario.points == POINTS
    assert (scenario.point_count, scenario.is_grid, len(scenario.cases())) == (3, False, 6)
    assert scenario.sweep == {
        "team.members": [3, 1], "triage": ["hottest_first", "oldest_first"], "team.training": [0.5, 1.0],
    }  # fmt: skip
    for case, (point, _) in zip(scenario.cases(), itertools.product(POINTS, range(2)), strict=True):
        assert case.point == point
        assert (case.policy.team.members, case.policy.triage) == (point["team.members"], point["triage"])


def test_the_first_point_says_the_order_of_the_keys() -> None:
    turned = [dict(reversed(point.items())) if number else point for number, point in enumerate(POINTS)]
    scenario = Scenario(sweep={"points": turned})
    assert [list(point) for point in scenario.points] == [list(POINTS[0])] * 3
    assert scenario.hash == Scenario(sweep={"points": POINTS}).hash


def test_a_grid_says_that_it_is_one() -> None:
    grid = Scenario(sweep={"team.members": [1, 2], "team.training": [0, 1]})
    assert grid.is_grid
    assert Scenario().is_grid
    assert (Scenario().points, Scenario().sweep, Scenario().point_count) == ([{}], {}, 1)
    assert grid.resolved()["sweep"] == {"team.members": [1, 2], "team.training": [0, 1]}
    assert Scenario(sweep={"points": grid.points}).hash != grid.hash


@pytest.mark.parametrize(
    "table",
    [
        "team.members,triage,team.training\n3,hottest_first,0.5\n1,oldest_first,0.5\n3,oldest_first,1.0\n",
        "team.members;triage;team.training\r\n3;hottest_first;0.5\r\n1;oldest_first;0.5\r\n3;oldest_first;1.0",
        "team.members\ttriage\tteam.training\n3\thottest_first\t.5\n1\toldest_first\t5e-1\n3\toldest_first\t1.\n",
        "\ufeffsep=;\nteam.members;triage;team.training\n3;hottest_first;0.5\n1;oldest_first;0.5\n3;oldest_first;1.0\n",
        '"team.members","triage","team.training"\n"3","hottest_first","0.5"\n"1","oldest_first","0.5"\n3,oldest_first,1.0',
        SPACED,
        "team.members,triage,team.training\r3,hottest_first,0.5\r1,oldest_first,0.5\r3,oldest_first,1.0\r",
    ],
    ids=["commas", "semicolons", "tabs", "spreadsheet", "quotes", "blanks", "old line ends"],
)
def test_a_csv_file_means_its_points(from_csv: Callable[..., Scenario], table: str) -> None:
    scenario = from_csv(table, name="x")
    assert scenario.points == POINTS
    assert not scenario.is_grid
    assert scenario.hash == Scenario(name="x", sweep={"points": POINTS}).hash
    assert scenario.cases() == Scenario(name="x", sweep={"points": POINTS}).cases()


def test_cells_are_read_as_yaml_reads_words(from_csv: Callable[..., Scenario]) -> None:
    scenario = from_csv(
        "account,team.gives_up_at_queue,posting.weekdays,period.start,events.0.severity\n"
        'yes,1_000,"sat,sun",2026-04-01,1e-1\nFALSE,7,mo-fr,2026-04-02,1\n',
        events=[FAULT],
    )
    assert [list(point.values()) for point in scenario.points] == [
        [True, 1000, "sat,sun", "2026-04-01", 0.1],
        [False, 7, "mo-fr", "2026-04-02", 1],
    ]
    assert [type(point["events.0.severity"]) for point in scenario.points] == [float, int]
    assert [case.start.day for case in scenario.cases()[::3]] == [1, 2]


@pytest.mark.parametrize(
    "cell", ["=1+1", "=HYPERLINK(1)", "+1", "@x", "!!python/object:os.system", "<script>", "*a", "{a}"]
)
def test_what_looks_like_a_formula_is_only_a_word(from_csv: Callable[..., Scenario], cell: str) -> None:
    if cell == "+1":  # which is a number, as in YAML
        assert from_csv(f"team.members\n{cell}\n").points == [{"team.members": 1}]
        return
    with pytest.raises(ScenarioError) as caught:
        from_csv(f"team.members,triage\n1,oldest_first\n1,{cell}\n")
    (problem,) = caught.value.problems
    assert (problem.line, problem.key, problem.message.name) == (3, "triage", "wrong_choice")
    assert cell in problem.render("en")


def test_a_csv_file_stands_beside_the_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "points.CSV").write_text("team.members\n2\n", encoding="utf-8")
    (tmp_path / "below" / "x.yaml").write_text("sweep: {csv: ../points.CSV}\n", encoding="utf-8")
    assert load_scenario(tmp_path / "below" / "x.yaml").points == [{"team.members": 2}]
    monkeypatch.chdir(tmp_path)
    assert Scenario(sweep={"csv": "points.CSV"}).points == [{"team.members": 2}]


def test_the_table_of_the_documentation_is_right(from_csv: Callable[..., Scenario]) -> None:
    text = (Path(__file__).parents[2] / "docs" / "writing_scenarios.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"^```csv\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert from_csv(table).point_count == table.count("\n") - 1


RANGES: dict[str, list[float]] = {"team.members": [1, 5], "team.training": [0.0, 1], "parameters.contagion": [0.5, 2.0]}


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
def test_a_sample_fills_its_ranges(method: str) -> None:
    sweep = {"sample": method, "size": 64, "ranges": RANGES}
    scenario = Scenario(sweep=sweep)
    assert (scenario.point_count, scenario.is_grid, scenario.hints) == (64, False, ())
    for key, (low, high) in RANGES.items():
        values = [point[key] for point in scenario.points]
        assert all(low <= value <= high for value in values)
        assert {type(value) for value in values} == {int if key == "team.members" else float}
        if key == "team.members":
            assert all(values.count(whole) >= 64 // 5 - 3 for whole in range(1, 6))
        else:  # one in each of 64 slices: a property of both methods
            assert sorted(int((value - low) / (high - low) * 64 - 1e-6) for value in values) == list(range(64))
    assert all(case.policy.team.members == case.point["team.members"] for case in scenario.cases())


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
def test_a_sample_depends_on_the_seed_and_nothing_else(method: str) -> None:
    sweep = {"sample": method, "size": 8, "ranges": RANGES}
    scenario = Scenario(sweep=sweep, seed=7)
    assert scenario.points == Scenario(sweep=sweep, seed=7, worlds=3, policies=["harsh_reply"]).points
    assert scenario.with_changes(worlds=9, set={"period.days": 10}).points == scenario.points
    other = scenario.with_changes(seed=8)
    assert all(point not in scenario.points for point in other.points)
    assert other.with_changes(seed=7).hash == scenario.hash
    assert other.cases() == Scenario(sweep=sweep, seed=8).cases()


def test_a_sample_written_out_needs_neither_chance_nor_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = Scenario(sweep={"sample": "sobol", "size": 4, "ranges": RANGES})
    _without_scipy(monkeypatch)
    again = Scenario.from_mapping(json.loads(json.dumps(scenario.resolved())))
    assert again.points == scenario.points
    assert (again.hash, again.cases()) == (scenario.hash, scenario.cases())
    assert again.with_changes(seed=99).points == scenario.points


def _without_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def imported(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "scipy":
            raise ModuleNotFoundError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", imported)


def test_without_scipy_one_learns_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    _without_scipy(monkeypatch)
    with pytest.raises(ScenarioError) as caught:
        Scenario(sweep={"sample": "sobol", "size": 4, "ranges": RANGES})
    (problem,) = caught.value.problems
    assert problem.key == "sweep.sample"
    for lang in LANGUAGES:
        assert 'pip install "followersim[sampling]"' in problem.render(lang)
    assert Scenario(sweep={"points": POINTS}).point_count == 3


def hints(sweep: dict[str, Any]) -> list[tuple[str | None, str, str | None]]:
    """Return the hints about a sweep: key, message, advice."""
    scenario = Scenario(sweep=sweep)
    assert all(hint.render(lang) for hint in scenario.hints for lang in LANGUAGES)
    return [(hint.key, hint.message.name, hint.suggestion.name if hint.suggestion else None) for hint in scenario.hints]


def test_what_is_hardly_meant_gets_a_hint() -> None:
    def sample(size: int, ranges: dict[str, list[float]], method: str = "sobol") -> dict[str, Any]:
        return {"sample": method, "size": size, "ranges": ranges}

    smooth = {"team.training": [0.0, 1.0]}
    assert hints(sample(64, smooth)) == hints(sample(1, smooth)) == hints(sample(6, smooth, "latin_hypercube")) == []
    assert hints(sample(6, smooth)) == [("sweep.size", "sobol_size", "take_power")]
    assert hints(sample(2, {"parameters.contagion": [1, 3]})) == [
        ("sweep.ranges.parameters.contagion", "whole_span", "write_span")
    ]
    few = sample(50, {"team.members": [1, 3]}, "latin_hypercube")
    assert hints(few) == [("sweep.size", "sample_repeats", "sample_or_grid")]
    assert sorted(point["team.members"] for point in Scenario(sweep=few).points) == [1, 2, 3]


@pytest.mark.parametrize(
    ("key", "fractions"),
    [
        ("team.members", False), ("team.training", True), ("posting.posts_per_day", True), ("triage", False),
        ("replies.criticism.share", True), ("companies.joins_from_fit", True), ("posting.mix.offer", True),
        ("team.gives_up_at_queue", False), ("profile.publicity", True), ("profile.followers", False),
        ("audience.people", False), ("period.days", False), ("events.0.severity", True), ("events.0.day", False),
        ("rivals.0.overlap", True), ("rivals.0.followers", False), ("parameters.contagion", True), ("x.y", False),
        ("team", False), ("events", False),
    ],
)  # fmt: skip
def test_it_is_known_which_keys_take_fractions(key: str, fractions: bool) -> None:
    assert takes_fractions(key) is fractions


def test_every_point_is_what_the_same_changes_make() -> None:
    base: dict[str, Any] = {
        "policies": ["harsh_reply", {"based_on": "crisis_plan", "name": "x", "team": {"members": 3}}, {"name": "y"}],
        "profile": {"based_on": "corporation", "posts_per_day": 3},
        "events": [FAULT, {"type": "leak", "per_month": 1}],
        "rivals": [{"name": "shop", "profile": "small_business", "policy": {"name": "p"}, "followers": 90}],
        "parameters": {"contagion": 2},
    }
    points: list[dict[str, Any]] = [
        {
            "team.members": members, "profile": profile, "profile.publicity": publicity, "posting.mix.offer": offer,
            "events.1.severity": severity, "parameters.contagion": contagion, "rivals.0.policy.team.members": members,
            "rivals.0.overlap": overlap, "replies.criticism.share": offer, "period.days": days, "crisis.members": 2,
        }
        for members, profile, publicity, offer, severity, contagion, overlap, days in itertools.product(
            (1, 2), ("small_business", "corporation"), (0.5,), (0.2, 0.9), (0.1,), (1, 3), (0.1, 0.2), (30, 60)
        )
    ]  # fmt: skip
    swept = Scenario(sweep={"points": points}, **base)
    plain = Scenario(**base)
    for number, point in enumerate(points):
        alone = plain.with_changes(set=point).cases()
        for case, same in zip(swept.cases_at(number), alone, strict=True):
            assert (case.policy, case.profile, case.rivals, case.events) == (
                same.policy, same.profile, same.rivals, same.events,
            )  # fmt: skip
            assert (case.people, case.days, case.parameters) == (same.people, same.days, same.parameters)
            assert case.policy.model_dump() == same.policy.model_dump()
            assert case.policy.model_fields_set == same.policy.model_fields_set


def test_changes_that_alter_nothing_at_the_points_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = Scenario(sweep={"points": POINTS}, worlds=3)
    monkeypatch.setattr("followersim.scenario.build.build_policy", None)
    other = scenario.with_changes(worlds=4, seed=9, language="de", set={"name": "y"})
    assert (other.worlds, other.seed, other.language, other.name.en) == (4, 9, "de", "y")
    assert other.cases() == scenario.cases()
    assert scenario.with_changes() is scenario
    monkeypatch.undo()
    changed = other.with_changes(set={"period.days": 5})
    assert {case.days for case in changed.cases()} == {5}
    assert [policy.name for policy in other.with_changes(policies=["harsh_reply"]).policies] == ["harsh_reply"]


def test_values_that_look_alike_stay_apart() -> None:
    scenario = Scenario(policies=["harsh_reply"], sweep={"points": [{"account": True}, {"account": False}]})
    assert [case.policy.account for case in scenario.cases()] == [True, False]
    for wrong in (1, 0):  # equal to true and false, but no truth values
        with pytest.raises(ScenarioError):
            Scenario(policies=["harsh_reply"], sweep={"points": [{"account": True}, {"account": wrong}]})


def many(count: int) -> Iterable[str]:
    """Yield the lines of a table of so many different points."""
    yield "team.training,posting.posts_per_day,parameters.contagion,profile.publicity"
    for number in range(count):
        share = number / count
        yield f"{share:.6f},{6 * share:.6f},{0.5 + share:.6f},{5 * share:.6f}"


def test_many_points_take_little_memory_and_are_made_when_they_are_needed(from_csv: Callable[..., Scenario]) -> None:
    scenario = from_csv("\n".join(many(MOST_KEPT + 500)), policies=["harsh_reply", "broadcast_only"])
    assert len(scenario._builder.policies) <= MOST_KEPT
    assert plan(scenario).simulations == (MOST_KEPT + 500) * 2 * 200
    for number in (0, MOST_KEPT + 499, 0):
        first, second = scenario.cases_at(number)
        assert first.policy.team.training == scenario.points[number]["team.training"]
        assert (first.baseline, second.baseline, second.policy.name) == (True, False, "broadcast_only")


@pytest.mark.slow
def test_ten_thousand_points_are_loaded_in_seconds(from_csv: Callable[..., Scenario]) -> None:
    table = "\n".join(many(10_000))
    start = time.process_time()
    scenario = from_csv(table)
    assert scenario.point_count == 10_000
    assert time.process_time() - start < 15  # 3 s on an idle laptop


def test_the_plan_of_a_sweep_counts_every_point() -> None:
    points = [{"period.days": 10}, {"period.days": 100}]
    planned = plan(Scenario(policies=["harsh_reply"], sweep={"points": points}, worlds=10), cores=1)
    assert (planned.points, planned.days, planned.simulations) == (2, 100, 20)
    alone = [plan(Scenario(policies=["harsh_reply"], period={"days": days}, worlds=10), cores=1) for days in (10, 100)]
    assert planned.bytes == sum(one.bytes for one in alone)
    rival = plan(Scenario(policies=["harsh_reply"], period={"days": 10}, worlds=10, rivals=[{"name": "x"}]), cores=1)
    assert rival.bytes == 2 * alone[0].bytes

"""Several companies in one world, segments of the audience, and columns that only some scenarios have."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import followersim as fs
from followersim.experiment import reusable
from followersim.experiment.counterfactuals import explain
from followersim.experiment.frames import Measures
from followersim.experiment.optional import OPTIONAL, optional_columns, uncertain_columns
from followersim.experiment.segments import NAME, read_segments
from followersim.experiment.unit_files import Piece
from followersim.model import codes
from followersim.model.simulation import simulate

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ["policy", "point", "world", "company", "day"]
ATTACKS = {
    "based_on": "handles_criticism_well",
    "name": "attacks",
    "companies": {"starts": "attack", "starts_per_month": 30},
}
RIVALS: list[dict[str, Any]] = [
    {"name": "nebenan", "followers": 100, "overlap": 0.5, "policy": "harsh_reply"},
    {"name": "other", "title": {"en": "Other", "de": "Andere"}, "followers": 60},
]
SMALL: dict[str, Any] = {
    "policies": ["handles_criticism_well", ATTACKS],
    "audience": {"followers": 300, "people": 600},
    "period": {"days": 6},
    "events": [{"day": 1, "hour": 9, "type": "scandal", "company": "nebenan", "share": 0.5}],
    "rivals": RIVALS,
    "worlds": 3,
    "look_at": "At both audiences.",
    "ask": ["Would you do that?"],
}
PLAIN = {name: SMALL[name] for name in ("audience", "period")} | {"policies": ["broadcast_only"], "worlds": 2}


def small(**changes: Any) -> fs.Scenario:
    return fs.Scenario(**{**SMALL, **changes})


@pytest.fixture(scope="module")
def result() -> fs.Result:
    return fs.run(small(), jobs=2, segments=True)


@pytest.fixture(scope="module")
def written(result: fs.Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results")
    result.write(folder)
    return folder


class TestCompanies:
    """Every company of a world has its rows and its results."""

    def test_rows_are_ordered_by_policy_company_world_and_day(self, result: fs.Result) -> None:
        daily = result.daily
        assert len(daily) == 2 * 3 * 3 * 6
        assert not daily.duplicated(KEYS).any()
        order = daily.groupby(["policy", "company", "world"], sort=False).size()
        expected = [
            (policy, company, world)
            for policy in ("handles_criticism_well", "attacks")
            for company in ("main", "nebenan", "other")
            for world in range(3)
        ]
        assert order.index.tolist() == expected
        assert daily["day"].tolist() == list(range(6)) * 18

    def test_the_rows_say_what_the_model_gave(self, result: fs.Result) -> None:
        daily = result.daily
        for policy, companies in zip(
            ["handles_criticism_well", "attacks"], simulate(small().cases(), 1, 2), strict=True
        ):
            assert [found.company for found in companies] == ["main", "nebenan", "other"]
            for found in companies:
                rows = daily[(daily["policy"] == policy) & (daily["world"] == 2) & (daily["company"] == found.company)]
                for k, name in enumerate(codes.COUNTS):
                    if name in rows:
                        assert rows[name].tolist() == found.counts[:, k].tolist(), name
                for name in ("n_followers", "trust_own", "trust_other", "trust_both"):
                    assert rows[name].tolist() == found.levels[:, codes.LEVELS.index(name)].tolist(), name

    def test_the_same_bytes_for_any_number_of_jobs(self, result: fs.Result) -> None:
        again = fs.run(small(), jobs=1, segments=True)
        pd.testing.assert_frame_equal(again.daily, result.daily, check_exact=True)
        assert again.summary_dict() == result.summary_dict()
        assert again.segment_rows() == result.segment_rows()

    def test_the_summary_has_a_result_for_each(self, result: fs.Result) -> None:
        results = result.summary_dict()["results"]
        assert [(r["company"], r["n_followers_start"]["mean"]) for r in results[:3]] == [
            ("main", 300), ("nebenan", 100), ("other", 60),
        ]  # fmt: skip
        made = results[3]
        assert made["n_gestures"]["mean"] > 0
        assert made["gesture_effects"]["own"]["likes_per_gesture"]["mean"] is not None
        assert sum(r["n_gestures_received"]["mean"] for r in results[4:]) >= made["n_gestures"]["mean"] - 1e-9

    def test_a_sweep_may_change_other_companies(self) -> None:
        swept = small(sweep={"rivals.0.followers": [20, 80]}, worlds=1, policies=["broadcast_only"])
        results = fs.run(swept).summary_dict()["results"]
        assert [r["n_followers_start"]["mean"] for r in results if r["company"] == "nebenan"] == [20, 80]

    def test_a_notebook_shows_the_main_company(self, result: fs.Result) -> None:
        html = result._repr_html_()
        assert html.count("<tr>") == 3
        assert "nebenan" not in html

    def test_reasons_are_those_of_the_main_company(self) -> None:
        found = explain(small(worlds=10, period={"days": 2}), outcomes=["followers"], jobs=2)
        daily = fs.run(small(worlds=10, period={"days": 2})).daily
        last = daily[(daily["company"] == "main") & (daily["day"] == 1)].groupby("policy", sort=False)["n_followers"]
        assert found.levels["followers"] == tuple(last.mean())

    def test_the_manifest_keeps_what_is_for_the_trainer(self, written: Path) -> None:
        scenario = json.loads((written / "manifest.json").read_text("utf-8"))["scenario"]
        assert "both audiences" in str(scenario["look_at"])
        assert "Would you" in str(scenario["ask"])


class TestSegments:
    """What happened in each segment of the audience."""

    def test_segments_add_up_to_the_whole(self, result: fs.Result) -> None:
        table = result.segments()
        assert len(table) == 2 * 3 * 6
        for found in result.summary_dict()["results"]:
            rows = [
                row
                for row in result.segment_rows()
                if (row["policy"], row["company"]) == (found["policy"], found["company"])
            ]
            for name in codes.GROUP_COUNTS:
                assert sum(row[name] for row in rows) == pytest.approx(found[name]["mean"]), name
        assert set(table["company"]) == {"main", "nebenan", "other"}

    def test_they_are_kept_only_when_asked_for(self) -> None:
        usual = fs.run(small(worlds=1))
        with pytest.raises(ValueError, match="segments=True"):
            usual.segments()

    def test_they_are_written_and_read_again(self, result: fs.Result, written: Path) -> None:
        assert read_segments(written, result.scenario) == result.segment_rows()
        table = pd.read_csv(written / NAME)
        assert table["company"].unique().tolist() == ["main", "nebenan", "other"]
        assert NAME in json.loads((written / "manifest.json").read_text("utf-8"))["files"]

    def test_odd_names_survive_the_file(self, tmp_path: Path) -> None:
        policies = [{"based_on": "broadcast_only", "name": name} for name in ("a, b", 'it\'s "quoted"', "'x")]
        found = fs.run(
            fs.Scenario(**{**PLAIN, "policies": policies, "sweep": {"posting.hours": ["8-19", "9-17"]}}), segments=True
        )
        found.write(tmp_path)
        assert read_segments(tmp_path, found.scenario) == found.segment_rows()

    def test_results_without_them_are_not_reused_where_they_are_wanted(
        self, result: fs.Result, written: Path, tmp_path: Path
    ) -> None:
        assert reusable(written, result.scenario, also=[NAME])
        usual = fs.run(fs.Scenario(**PLAIN))
        usual.write(tmp_path)
        assert reusable(tmp_path, usual.scenario)
        assert not reusable(tmp_path, usual.scenario, also=[NAME])

    def test_outdated_ones_do_not_stay(self, tmp_path: Path) -> None:
        scenario = fs.Scenario(**PLAIN)
        fs.run(scenario, segments=True).write(tmp_path)
        fs.run(scenario, seed=2).write(tmp_path)
        assert not (tmp_path / NAME).exists()

    def test_what_somebody_else_wrote_stays(self, tmp_path: Path) -> None:
        scenario = fs.Scenario(**PLAIN)
        (tmp_path / NAME).write_text("mine", encoding="utf-8")
        fs.run(scenario).write(tmp_path)
        fs.run(scenario).write(tmp_path)
        assert (tmp_path / NAME).read_text("utf-8") == "mine"


class TestOptionalColumns:
    """Columns are there only where the scenario can have what they count."""

    def test_a_usual_scenario_has_none(self) -> None:
        scenario = fs.Scenario(**PLAIN, events=[{"day": 1, "type": "product_fault"}])
        assert optional_columns(scenario.cases()) == ()
        assert set(fs.run(scenario).daily.columns) & set(OPTIONAL) == set()

    @pytest.mark.parametrize(
        ("changes", "columns"),
        [
            ({"events": [{"day": 1, "type": "rival_move"}]}, {"lost_followers_rival"}),
            ({"events": [{"per_month": 1, "type": "leak"}]}, {"n_leaks_prevented"}),
            ({"events": [{"day": 1, "type": "false_claim"}]}, {"n_corrections"}),
            ({"advertising": {"contacts_per_day": 50}}, {"n_ad_contacts"}),
            ({"posting": {"mix": {"survey": 1}}}, {"n_survey_answers", "survey_trust"}),
            ({"team": {"gives_up_at_queue": 1}}, {"is_silent"}),
        ],
    )
    def test_each_comes_with_what_brings_it(self, changes: dict[str, Any], columns: set[str]) -> None:
        content: dict[str, Any] = {**PLAIN}
        if "events" in changes:
            content |= changes
        else:
            content["policies"] = ["broadcast_only", {"based_on": "broadcast_only", "name": "own", **changes}]
        scenario = fs.Scenario(**content)
        assert set(optional_columns(scenario.cases())) == columns
        daily = fs.run(scenario).daily
        assert set(daily.columns) & set(OPTIONAL) == columns
        total = daily[[name for name in daily.columns if name.startswith("lost_followers_")]].sum(axis=1)
        assert (total == daily["lost_followers"]).all()

    def test_the_policies_of_other_companies_count_too(self) -> None:
        policy = {"name": "ads", "advertising": {"contacts_per_day": 9}}
        rivals = [{"name": "nebenan", "followers": 50, "policy": policy}]
        found = optional_columns(fs.Scenario(**PLAIN, rivals=rivals).cases())
        assert found == tuple(name for name in OPTIONAL if name in found)
        assert {"n_ad_contacts", "n_gestures", "trust_both", "lost_followers_gesture"} < set(found)

    def test_advertising_has_a_price_per_contact(self) -> None:
        buys = {"based_on": "broadcast_only", "name": "buys", "advertising": {"contacts_per_day": 80}}
        result = fs.run(fs.Scenario(**{**PLAIN, "policies": ["broadcast_only", buys]}))
        usual, bought = result.summary_dict()["results"]
        assert usual["n_ad_contacts"]["mean"] == 0
        assert bought["n_ad_contacts"]["mean"] > 100
        assert 0 < bought["cost_per_contact"]["mean"] < usual["cost_per_contact"]["mean"]

    def test_policies_in_python_bring_what_they_do(self, tmp_path: Path) -> None:
        code = "class {name}:\n    def decide(self, view):\n        return {{'{key}': {value}}}\n"
        for name, key, value in (("Buys", "advertising.contacts_per_day", 80), ("Posts", "posting.posts_per_day", 3)):
            (tmp_path / f"own_{name.lower()}_policy.py").write_text(code.format(name=name, key=key, value=value))
            text = f"policies: [own_{name.lower()}_policy:{name}]\naudience: {{followers: 200}}\nperiod: {{days: 2}}\n"
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        buys, posts = (fs.load_scenario(tmp_path / f"{name}.yaml", trust_code=True) for name in ("Buys", "Posts"))
        assert "n_ad_contacts" in uncertain_columns(buys.cases())
        assert set(fs.run(posts, worlds=1).daily.columns) & set(OPTIONAL) == set()
        assert set(fs.run(buys, worlds=1).daily.columns) & set(OPTIONAL) == {"n_ad_contacts"}

    def test_trust_of_those_who_answer_is_a_mean(self) -> None:
        mix = {"name": "asks", "posting": {"mix": {"survey": 1}}, "replies": {"answer": {"reply": "thank"}}}
        cases = fs.Scenario(**{**PLAIN, "policies": [mix], "worlds": 1}).cases()
        ((found,),) = simulate(cases, 1, 0)
        found = replace(found, counts=found.counts.copy(), levels=found.levels.copy())
        found.counts[:, codes.COUNTS.index("n_survey_answers")] = [2, 0, 4, 0, 0, 0]
        found.levels[:, codes.LEVELS.index("survey_trust_sum")] = [1.0, 0, 3.0, 0, 0, 0]
        trust = Measures(cases).of(Piece.of([found]))["survey_trust"].tolist()
        assert trust[:3:2] == [0.5, 0.75]
        assert np.isnan(trust[1])

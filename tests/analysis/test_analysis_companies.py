"""Several companies and measures that only some scenarios have: by hand, and never mixed up."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from followersim.analysis.findings import FINDINGS, finding
from followersim.analysis.frames import split
from followersim.analysis.gestures import gesture_sentence
from followersim.analysis.inputs import Happening, companies_of, rival_titles, timeline
from followersim.analysis.segments import Groups, segment_rows, segment_table, segment_titles
from followersim.analysis.storms import BY_ITSELF, OTHER_COMPANY, cause_of
from followersim.analysis.summary import summarise, summary_table
from followersim.analysis.words import event_name, happening_name
from tests.synthetic import HARSH, NEIGHBOUR, WELL, Event, Policy, Rival, Scenario, Words, make_daily

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

SECOND = Rival("=2nd", "Second", followers=300)
SCENARIO = Scenario(rivals=(NEIGHBOUR, SECOND), days=30)
ALONE = replace(SCENARIO, rivals=())


@pytest.fixture(scope="module", name="daily")
def daily_of_the_scenario() -> pd.DataFrame:
    return make_daily(SCENARIO, 40)


@pytest.fixture(scope="module", name="summary")
def summary_of_the_scenario(daily: pd.DataFrame) -> dict[str, Any]:
    return summarise(daily, SCENARIO)


def test_every_company_has_its_results(summary: Mapping[str, Any]) -> None:
    found = [(r["policy"], r["company"], r["n_followers_start"]["median"]) for r in summary["results"]]
    assert found == [
        (policy.name, company, start)
        for policy in (WELL, HARSH)
        for company, start in (("main", 5000), ("neighbour", 2000), ("=2nd", 300))
    ]
    assert [r["baseline"] for r in summary["results"]] == [True] * 3 + [False] * 3


def test_a_company_is_compared_with_itself(daily: pd.DataFrame, summary: Mapping[str, Any]) -> None:
    last = daily[daily["day"] == 29].pivot_table(index="world", columns=["policy", "company"], values="n_followers")
    for result in summary["results"][3:]:
        name = result["company"]
        expected = (last["harsh_reply", name] - last["handles_criticism_well", name]).median()
        assert result["difference"]["n_followers_end"]["median"] == expected
    assert all(result["difference"] == {} for result in summary["results"][:3])


def test_growth_begins_at_the_followers_of_the_company(daily: pd.DataFrame) -> None:
    for block in split(daily, SCENARIO):
        assert block.followers == {"main": 5000, "neighbour": 2000, "=2nd": 300}[block.company]
        assert block.growth()[3, -1] == block.measure("n_followers")[3, -1] - block.followers


def test_rows_may_come_in_any_order_and_of_known_companies_only(
    daily: pd.DataFrame, summary: Mapping[str, Any]
) -> None:
    assert summarise(daily.sample(frac=1, random_state=2), SCENARIO) == summary
    with pytest.raises(
        ValueError, match=r"companies that the scenario does not have: handles_criticism_well \{\} =2nd"
    ):
        summarise(daily, replace(SCENARIO, rivals=(NEIGHBOUR,)))


def test_the_main_company_has_the_same_results_with_and_without_others(
    daily: pd.DataFrame, summary: Mapping[str, Any]
) -> None:
    alone = summarise(make_daily(ALONE, 40), ALONE)["results"]
    own = [result for result in summary["results"] if result["company"] == "main"]
    for ours, theirs in zip(own, alone, strict=True):
        groups = ("lost_followers", "lost_followers_by_cause", "new_followers", "n_followers_end", "difference")
        assert all(ours[name] == theirs[name] for name in theirs if name not in groups)
    assert len(daily) == 3 * len(make_daily(ALONE, 40))


@pytest.mark.parametrize("chart", FINDINGS)
@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("points", [[{}], [{"team.members": 1}, {"team.members": 4}]])
def test_findings_speak_of_the_main_company_only(chart: str, lang: str, points: list[dict[str, Any]]) -> None:
    loud = Rival("loud", "Loud", storm_chance=1.0, growth=50.0)
    scenario = Scenario(rivals=(loud,), points=points, days=30)
    summary = summarise(make_daily(scenario, 20), scenario)
    own = {**summary, "results": [r for r in summary["results"] if r["company"] == "main"]}
    assert len(own["results"]) * 2 == len(summary["results"])
    assert finding(chart, summary, scenario, lang) == finding(chart, own, scenario, lang)


def test_the_table_names_companies_and_runs_none_as_a_formula(summary: Mapping[str, Any]) -> None:
    table = summary_table(dict(summary))
    assert list(table["company"][:3]) == ["main", "neighbour", "'=2nd"]
    assert table["gesture_effects_other_trust_per_reached_median"].iloc[3] < 0


def test_names_and_events_of_other_companies() -> None:
    events = (Event(), Event("scandal", 3, 9, "neighbour"), Event("leak", None))
    scenario = replace(SCENARIO, events=events)
    case = scenario.cases()[0]
    assert companies_of(case) == ["main", "neighbour", "=2nd"]
    assert rival_titles(scenario, "de") == {"neighbour": "Der Laden nebenan", "=2nd": "Second"}
    shown = timeline(case, "en")
    assert [happening_name(event, "en") for event in shown] == [
        "product fault", "The shop next door: scandal", "leak",
    ]  # fmt: skip
    assert shown[1] == Happening("scandal", 3, 9, "The shop next door")


def test_storms_have_causes_at_ones_own_company_first() -> None:
    own, other = [Event(day=2)], [Event("scandal", 3, 9, "neighbour")]
    assert cause_of(4, own, other) == "product_fault"
    assert cause_of(6, own, other) == OTHER_COMPANY
    assert cause_of(7, own, other) == BY_ITSELF
    assert "anderen Unternehmen" in event_name(OTHER_COMPANY, "de")


def test_praise_is_not_to_blame_and_absence_lasts() -> None:
    assert cause_of(5, [Event(day=4), Event("viral_praise", 5), Event("offer", 5)]) == "product_fault"
    assert cause_of(5, [Event("rival_move", 5)]) == BY_ITSELF
    away = Event("staff_absence", 5, lasts_days=7.0)
    assert cause_of(15, [away]) == "staff_absence"
    assert cause_of(16, [away]) == BY_ITSELF
    assert cause_of(9, [replace(away, type="product_fault")]) == BY_ITSELF


def test_storms_of_other_companies_are_blamed_on_their_events() -> None:
    events = (Event(day=5, company="neighbour"),)
    scenario = Scenario(policies=(HARSH,), rivals=(replace(NEIGHBOUR, storm_chance=1.0),), events=events, days=30)
    own, other = summarise(make_daily(scenario, 40), scenario)["results"]
    assert set(other["storms"]["by_cause"]) == {"product_fault"}
    assert own["storms"]["n"] > 0
    assert set(own["storms"]["by_cause"]) == {OTHER_COMPANY}


def with_columns(**columns: Any) -> dict[str, Any]:
    """Return the result of one policy in two worlds of two days, with more columns."""
    scenario = Scenario(policies=(WELL,), days=2, events=())
    daily = make_daily(scenario, 2).assign(**{name: np.array(values) for name, values in columns.items()})
    result: dict[str, Any] = summarise(daily, scenario)["results"][0]
    json.dumps(result, allow_nan=False)
    return result


def test_measures_of_some_scenarios_are_there_only_in_those() -> None:
    usual = with_columns()
    assert not {"n_ad_contacts", "cost_per_contact", "survey_trust", "is_silent", "gesture_effects"} & set(usual)


def test_the_cost_of_a_contact_counts_all_costs_and_all_contacts() -> None:
    result = with_columns(
        n_ad_contacts=[100, 0, 0, 0],
        n_followers=[1000, 0, 0, 0],
        contact_frequency=[0.3, 50.0, 0.0, 0.0],
        cost=[30.0, 5.0, 7.0, 7.0],
    )
    assert result["cost_per_contact"]["mean"] == pytest.approx(35 / 350)  # the other world has no contacts
    assert result["n_ad_contacts"]["mean"] == 50


def test_each_answer_to_a_survey_counts_once() -> None:
    result = with_columns(n_survey_answers=[1, 3, 0, 0], survey_trust=[0.9, 0.1, np.nan, np.nan])
    assert result["survey_trust"]["median"] == pytest.approx(0.3)
    assert result["n_survey_answers"]["mean"] == 2
    nobody = with_columns(n_survey_answers=[0] * 4, survey_trust=[np.nan] * 4)
    assert nobody["survey_trust"]["mean"] is None


def test_an_account_that_falls_silent_is_counted_once() -> None:
    assert with_columns(is_silent=[0, 1, 0, 0])["is_silent"]["mean"] == 0.5
    assert with_columns(n_leaks_prevented=[1, 1, 0, 0], n_corrections=4)["n_leaks_prevented"]["mean"] == 1


def test_what_gestures_did_in_each_audience(summary: Mapping[str, Any]) -> None:
    none, made = summary["results"][0], summary["results"][3]
    assert none["gesture_effects"]["own"]["likes_per_gesture"]["mean"] is None
    assert none["gesture_effects"]["own"]["trust_per_reached"]["low"] is None
    assert not none["gesture_effects"]["own"]["trust_per_reached"]["clear"]
    effects = made["gesture_effects"]
    assert [effects[audience]["likes_per_gesture"]["mean"] for audience in ("own", "other", "both")] == [3, 4, 5]
    assert effects["own"]["trust_per_reached"]["median"] == pytest.approx(0.002, abs=2e-4)
    assert effects["other"]["trust_per_reached"]["high"] < 0
    assert [effects[audience]["trust_per_reached"]["clear"] for audience in ("own", "other")] == [True, True]


def test_gestures_in_words(summary: Mapping[str, Any]) -> None:
    none, made = summary["results"][0], summary["results"][3]
    assert gesture_sentence(none, SCENARIO, "en") == ""
    assert gesture_sentence({"policy": "x"}, SCENARIO, "en") == ""
    effects = {
        audience: {"likes_per_gesture": {"mean": likes}, "trust_per_reached": {"median": trust, "n": n, "clear": clear}}
        for audience, likes, trust, n, clear in (
            ("own", 3.0, 0.0021, 9, True), ("other", 1.0, -0.0834, 9, True), ("both", 0.25, 0.1, 9, False),
        )
    }  # fmt: skip
    result = {**made, "n_gestures": {"mean": 3.0}, "gesture_effects": effects}
    assert gesture_sentence(result, SCENARIO, "en") == (
        "“Harsh replies”: 3 gestures per run; among those who follow only us: 3 likes per gesture, trust in us +0.21 "
        "for each time seen; among those who follow only the other company: 1 like per gesture, trust in us \u22128.3 "
        "for each time seen; among those who follow both: 0.25 likes per gesture, no clear change of trust (trust runs "
        "from 0 to 100)."
    )
    assert gesture_sentence(result, SCENARIO, "de") == (
        "„Barsche Antworten“: 3 Gesten je Durchlauf; bei denen, die nur uns folgen: 3 Likes je Geste, Vertrauen in uns "
        "+0,21 je Kontakt; bei denen, die nur dem anderen Unternehmen folgen: 1 Like je Geste, Vertrauen in uns "
        "\u22128,3 je Kontakt; bei denen, die beiden folgen: 0,25 Likes je Geste, Vertrauen ohne klare Veränderung "
        "(Vertrauen reicht von 0 bis 100)."
    )


def test_unclear_effects_are_called_unclear(summary: Mapping[str, Any]) -> None:
    made = json.loads(json.dumps(summary["results"][3]))
    for effect in made["gesture_effects"].values():
        effect["trust_per_reached"]["clear"] = False
    made["gesture_effects"]["both"]["trust_per_reached"]["n"] = 0  # nobody follows both
    text = gesture_sentence(made, SCENARIO, "en")
    assert text.count("no clear change of trust") == 2
    assert "both" not in text
    assert "from 0 to 100" not in text


MEASURES = ("n_followers_start", "n_followers_end", "n_likes")


def groups_of(scenario: Scenario, company: str = "main") -> list[Groups]:
    """Return two worlds in which segment k has k followers in the first and none in the second at the end."""
    n = len(segment_titles("en"))
    counts = np.zeros((2, n, len(MEASURES)), np.int32)
    counts[:, :, 0], counts[0, :, 1], counts[1, :, 2] = 7, np.arange(n), 3
    trust = np.stack([np.full(n, 0.25), np.full(n, np.nan)])
    return [Groups(case, company, counts, trust) for case in scenario.cases()]


def test_segments_are_means_over_worlds() -> None:
    rows = segment_rows(groups_of(Scenario()), MEASURES)
    assert len(rows) == 2 * len(segment_titles("en"))
    assert list(rows[0]) == [
        "policy", "company", "point", "segment", "worlds", *MEASURES, "mean_trust_end",
    ]  # fmt: skip
    third = rows[2]
    assert (third["segment"], third["worlds"]) == (list(segment_titles("en"))[2], 2)
    assert [third[name] for name in MEASURES] == [7, 1, 1.5]
    assert third["mean_trust_end"] == 0.25  # the world without followers does not count
    assert rows[0]["mean_trust_end"] is None
    json.dumps(rows, allow_nan=False)


def test_the_table_of_segments_runs_no_formulas() -> None:
    evil = Scenario(policies=(Policy("=1+1", "t"),), points=[{"posting.hours": "+8-19", "team.members": 2}])
    table = segment_table(segment_rows(groups_of(evil, "@sum"), MEASURES))
    assert list(table.columns[:5]) == ["policy", "company", "point", "posting.hours", "team.members"]
    assert table.iloc[0].tolist()[:5] == [
        "'=1+1", "'@sum", '{"posting.hours": "+8-19", "team.members": 2}', "'+8-19", 2,
    ]  # fmt: skip


def test_segments_have_titles_in_both_languages() -> None:
    english, german = segment_titles("en"), segment_titles("de")
    assert list(english) == list(german)
    assert english["customer"] == "customers"
    assert german["customer"] == "Kunden"


def test_titles_of_rivals_may_be_in_two_languages() -> None:
    one = replace(NEIGHBOUR, title=Words("", ""))
    assert rival_titles(replace(SCENARIO, rivals=(one,)), "en") == {"neighbour": "neighbour"}

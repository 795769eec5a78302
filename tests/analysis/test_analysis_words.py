"""Numbers, names and sentences in both languages, and above all: no finding that the numbers do not carry."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followersim.analysis.findings import FINDINGS, finding
from followersim.analysis.summary import summarise
from followersim.analysis.words import (
    WIND_NAMES,
    event_name,
    icons_of,
    of_twenty,
    point_words,
    policy_sentence,
    quoted,
    runs,
    verdict,
    wind_name,
)
from followersim.locale.numbers import interval, number, percent, percent_range, short
from tests.synthetic import HARSH, POLICIES, WELL, Policy, Scenario, make_daily


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (1234567.891, "1,234,568", "1.234.568"),
        (-1500, "\u22121,500", "\u22121.500"),
        (-0.4, "0", "0"),
        (None, "\u2013", "\u2013"),
        (math.nan, "\u2013", "\u2013"),
        (math.inf, "∞", "∞"),
    ],
)
def test_numbers(value: float | None, english: str, german: str) -> None:
    assert number(value, "en") == english
    assert number(value, "de") == german


def test_numbers_with_decimals_signs_and_percent() -> None:
    assert number(1234.5, "en", 1, signed=True) == "+1,234.5"
    assert number(1234.5, "de", 1, signed=True) == "+1.234,5"
    assert number(0.001, "de", 2, signed=True) == "0,00"
    assert [short(v, "de") for v in (0.256, 3.54, 3.0, 25.4)] == ["0,26", "3,5", "3", "25"]
    assert percent(0.354, "en") == "35%"
    assert percent(0.354, "de") == "35\u00a0%"
    assert percent_range(0.0, 0.018, "en") == "0\u20132%"
    assert percent_range(0.001, 0.004, "de") == "0,1\u20130,4\u00a0%"
    assert interval(-160, 80, "de") == "\u2212160 bis +80"
    with pytest.raises(ValueError, match="unknown language"):
        number(1, "fr")


def test_the_wind_scale_has_its_authors_names() -> None:
    assert tuple(wind_name(force, "de") for force in range(len(WIND_NAMES))) == (
        "Windstille", "leiser Zug", "schwache Brise", "frische Brise", "starker Wind", "Sturm", "Orkan",
    )  # fmt: skip
    assert wind_name(6, "en") == "hurricane"


@pytest.mark.parametrize(
    ("k", "n", "english", "german"),
    [
        (7, 20, "in 7 of 20 runs", "in 7 von 20 Durchläufen"),
        (0, 200, "in none of 200 runs", "in keinem von 200 Durchläufen"),
        (1500, 1500, "in all 1,500 runs", "in allen 1.500 Durchläufen"),
        (1, 1, "in the only run", "im einzigen Durchlauf"),
        (0, 1, "not in the only run", "nicht im einzigen Durchlauf"),
    ],
)
def test_counts_of_runs(k: int, n: int, english: str, german: str) -> None:
    assert runs(k, n, "en") == english
    assert runs(k, n, "de") == german


@pytest.mark.parametrize(
    ("k", "n", "words", "brief"),
    [
        (70, 200, "7 of 20", "7 of 20"),
        (67, 200, "about 7 of 20", "≈ 7 of 20"),
        (1, 200, "fewer than 1 of 20", "< 1 of 20"),
        (199, 200, "more than 19 of 20", "> 19 of 20"),
        (0, 200, "none of 200", "none of 200"),
        (200, 200, "20 of 20", "20 of 20"),
        (3, 8, "3 of 8", "3 of 8"),
    ],
)
def test_shares_as_people_picture_them(k: int, n: int, words: str, brief: str) -> None:
    assert of_twenty(k, n, "en") == words
    assert of_twenty(k, n, "en", brief=True) == brief
    assert "von" in of_twenty(k, n, "de")


@given(st.integers(1, 5000), st.data())
def test_icons_never_turn_rare_into_never_nor_often_into_always(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    filled, icons = icons_of(k, n)
    assert icons == min(n, 20)
    assert (filled == 0) == (k == 0)
    assert (filled == icons) == (k == n)
    assert abs(filled / icons - k / n) <= max(1 / icons, 1e-9)


def test_names_are_quoted_and_cut() -> None:
    assert quoted("Harsh replies", "de") == "„Harsh replies“"
    assert quoted("Harsh replies", "en", 6) == "“Harsh…”"
    assert event_name("product_fault", "de") == "Produktfehler"
    assert event_name("something_new", "de") == "something new"
    assert event_name("by_itself", "de") == "ohne Ereignis im Zeitplan"
    assert verdict("no clear difference", "de") == "kein klarer Unterschied"


def test_sweep_points_in_words() -> None:
    assert point_words({"team.members": 2, "replies.criticism.share": 0.25}, "de") == (
        "Personen im Team: 2; Beantwortete Kritik: 0,25"
    )
    assert point_words({"parameters.x": 1e-7, "y": "9-17", "z": True}, "en") == "parameters.x: 1e-07; y: 9-17; z: yes"


def _summary(scenario: Scenario, worlds: int = 200, **more: Any) -> dict[str, Any]:
    return summarise(make_daily(scenario, worlds, **more), scenario)


def test_findings_say_what_the_summary_says() -> None:
    scenario = Scenario()
    summary = _summary(scenario)
    base, harsh = summary["results"]
    lost = round(-harsh["difference"]["n_followers_end"]["median"])
    storms = harsh["shitstorm"]["k"], base["shitstorm"]["k"]
    criticism = round(harsh["n_criticism"]["mean"]), round(base["n_criticism"]["mean"])
    assert finding("growth", summary, scenario, "en") == (
        f"“Harsh replies”: {lost} fewer followers than with “Handles criticism well”"
    )
    assert finding("growth", summary, scenario, "de") == (
        f"„Barsche Antworten“: {lost} Follower weniger als bei „Geht gut mit Kritik um“"
    )
    assert finding("shitstorm", summary, scenario, "de") == (
        f"Ein Shitstorm in {storms[0]} von 200 Durchläufen bei „Barsche Antworten“, "
        f"in {storms[1]} bei „Geht gut mit Kritik um“"
    )
    assert finding("feedback", summary, scenario, "en") == (
        f"{criticism[0]} critical messages per run on average with “Harsh replies”, "
        f"{criticism[1]} with “Handles criticism well”"
    )
    sentence = policy_sentence(harsh, scenario, "en")
    assert f"a shitstorm in {storms[0]} of 200 runs" in sentence
    assert f"{lost} fewer followers" in sentence


@pytest.mark.parametrize("chart", FINDINGS)
@pytest.mark.parametrize("lang", ["en", "de"])
def test_no_difference_is_called_no_difference(chart: str, lang: str) -> None:
    scenario = Scenario(policies=(WELL, Policy("same", "Same", WELL.storm_chance, WELL.growth)))
    summary = _summary(scenario, 40)
    pairs = summary["results"][1]["difference"]
    assert not pairs["n_followers_end"]["clear"]
    title = finding(chart, summary, scenario, lang)
    words = {
        "en": ("No clear difference", "with each policy"),
        "de": ("Kein klarer Unterschied", "bei jeder Strategie"),
    }
    assert any(part in title for part in words[lang]), title
    if chart == "growth":
        assert words[lang][0].lower() in policy_sentence(summary["results"][1], scenario, lang).lower()


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_few_runs_prove_nothing(lang: str) -> None:
    scenario = Scenario(policies=(WELL, POLICIES[6]))
    summary = _summary(scenario, 5)
    assert summary["results"][1]["difference"]["n_followers_end"]["low"] > 0
    few = {"en": "Too few runs", "de": "Zu wenige Durchläufe"}[lang]
    assert finding("growth", summary, scenario, lang).startswith(few)
    all_runs = {"en": "(all 5 runs: ", "de": "(alle 5 Durchläufe: "}[lang]
    assert all_runs in policy_sentence(summary["results"][1], scenario, lang)


def test_no_storm_is_never_called_impossible() -> None:
    calm = Scenario(policies=(Policy("a", "A", 0), Policy("b", "B", 0)))
    summary = _summary(calm)
    assert finding("shitstorm", summary, calm, "en") == "A shitstorm in none of 200 runs, whatever the policy"
    assert finding("shitstorm", summary, calm, "de").startswith("In keinem von 200 Durchläufen ein Shitstorm")
    alone = Scenario(policies=(Policy("a", "A", 0),))
    assert finding("shitstorm", _summary(alone), alone, "en") == "“A”: a shitstorm in none of 200 runs"


def test_one_policy_speaks_for_itself() -> None:
    alone = Scenario(policies=(HARSH,))
    summary = _summary(alone)
    gain = round(summary["results"][0]["n_followers_end"]["median"] - 5000)
    assert finding("growth", summary, alone, "de") == (
        f"„Barsche Antworten“: {gain} Follower mehr nach 90 Tagen (zu Beginn 5.000)"
    )
    assert "critical and" in finding("feedback", summary, alone, "en")


@pytest.mark.parametrize("chart", FINDINGS)
@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("policies", [(HARSH,), (WELL, HARSH), POLICIES])
def test_sweeps_name_the_points_of_the_extremes(chart: str, lang: str, policies: tuple[Policy, ...]) -> None:
    sweep = Scenario(points=[{"team.members": n} for n in (1, 2, 4)], policies=policies)
    title = finding(chart, _summary(sweep, 60, point_effect=0.6), sweep, lang)
    assert {"en": "People in the team: ", "de": "Personen im Team: "}[lang] in title
    assert any(character.isdigit() for character in title)


def test_names_can_be_shortened_without_losing_the_finding() -> None:
    scenario = Scenario()
    summary = _summary(scenario)
    title = finding("growth", summary, scenario, "en", 8)
    assert title.startswith("“Harsh…”: ")
    assert "fewer followers" in title


def test_what_storms_cost_is_not_hidden_behind_the_median() -> None:
    scenario = Scenario(policies=(WELL, Policy("risky", "Risky", 0.5, WELL.growth - 0.15)))
    summary = _summary(scenario)
    difference = summary["results"][1]["difference"]["n_followers_end"]
    quarter = round(-difference["q25"])
    assert quarter > -2.5 * difference["median"] > 0
    assert finding("growth", summary, scenario, "en").endswith(f", at least {quarter} fewer in every fourth run")
    assert finding("growth", summary, scenario, "de").endswith(
        f", in jedem vierten Durchlauf mindestens {quarter} weniger"
    )


def test_runs_without_the_baseline_are_told_by_themselves() -> None:
    scenario = Scenario(policies=POLICIES[:3])
    daily = make_daily(scenario, 20)
    summary = summarise(daily[daily["policy"] != WELL.name], scenario)
    assert finding("growth", summary, scenario, "en").startswith("5,")
    assert "critical and" in finding("feedback", summary, scenario, "en")
    assert finding("shitstorm", summary, scenario, "en").startswith("No clear difference")

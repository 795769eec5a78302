"""Every scenario that comes with the program says what it is for, and runs."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

import followersim as fs
from followersim.scenario.catalogue import policy_names
from followersim.scenario.vocabulary import EVENT_NAMES, MAIN

SCENARIOS: Final = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))
REMARKS: Final = ("Run it:", "What it shows", "What to look at", "Try changing")
MEASURES: Final = re.compile(
    r"\b(?:(?:new|lost)_followers_by_cause_|n_|staff_hours_|storms_|is_silent_)[a-z_]+"
    r"|\b(?:first_response_min|mean_trust_end|cost_per_contact|survey_trust)[a-z_]*"
)
MOST_SERIES: Final = 4
N_QUESTIONS: Final = 3
N_WORLDS: Final = 2
N_DAYS: Final = 4
FOLLOWERS_OF_RIVALS: Final = 300


def short(path: Path) -> fs.Scenario:
    """Return a scenario cut down to a few days and people; what happens is moved into them."""
    scenario = fs.load_scenario(path)
    changes = {"period.days": N_DAYS, "audience.people": 3000, "audience.followers": 1000}
    moved = {f"events.{number}.day": 1 for number, event in enumerate(scenario.events) if event.day is not None}
    rivals = {f"rivals.{number}.followers": FOLLOWERS_OF_RIVALS for number in range(len(scenario.rivals))}
    return scenario.with_changes(worlds=N_WORLDS, set={**changes, **moved, **rivals})


@cache
def outcome(path: Path) -> fs.Result:
    """Return the result of the short run; one process is quicker than starting several."""
    return fs.run(short(path), jobs=1)


def remarks_of(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith("#"))


each_scenario = pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)


def test_there_are_enough_for_every_occasion() -> None:
    assert len(SCENARIOS) >= 24


def test_every_kind_of_event_happens_in_one_of_them() -> None:
    happening = {event.type for path in SCENARIOS for event in fs.load_scenario(path).events}
    assert happening == set(EVENT_NAMES)


def test_every_built_in_policy_appears_in_one_of_them() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in SCENARIOS)
    settings = "\n".join(line for line in texts.splitlines() if not line.startswith("#"))
    assert [name for name in policy_names() if not re.search(rf"\b{name}\b", settings)] == []


@each_scenario
def test_it_runs_with_every_policy_at_every_point_for_every_company(path: Path) -> None:
    result = outcome(path)
    rows = [(row["policy"], row["point"], row["company"]) for row in result.summary_dict()["results"]]
    cases = short(path).cases()
    companies = [(case, name) for case in cases for name in (MAIN, *(rival.name for rival in case.rivals))]
    assert rows == [(case.policy.name, case.point, name) for case, name in companies]
    assert len(result.daily) == len(rows) * N_WORLDS * N_DAYS
    assert (result.daily["n_followers"] > 0).all()
    assert result.daily["n_views"].sum() > 0


@each_scenario
def test_what_happens_happens_to_somebody(path: Path) -> None:
    scenario = fs.load_scenario(path)
    companies = {MAIN, *(rival.name for rival in scenario.rivals)}
    assert {event.company for event in scenario.events} <= companies
    assert all(event.day is None or event.day < scenario.days for event in scenario.events)


@each_scenario
def test_it_speaks_both_languages(path: Path) -> None:
    scenario = fs.load_scenario(path)
    titles = [policy.title for policy in scenario.policies] + [rival.title for rival in scenario.rivals]
    for text in (scenario.name, scenario.question, scenario.notes, scenario.look_at, *scenario.ask, *titles):
        assert text.en
        assert text.de
        assert text.de != text.en


@each_scenario
def test_it_has_three_questions_for_the_audience(path: Path) -> None:
    scenario = fs.load_scenario(path)
    assert len(scenario.ask) == N_QUESTIONS
    for question in scenario.ask:
        assert question.en.endswith("?")
        assert question.de.endswith("?")
    assert len({question.en for question in scenario.ask}) == N_QUESTIONS


@each_scenario
def test_its_remarks_help_a_trainer(path: Path) -> None:
    remarks = remarks_of(path)
    for heading in REMARKS:
        assert heading in remarks
    assert f"followersim run scenarios/{path.name}" in remarks
    assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 120


@each_scenario
def test_its_remarks_name_only_what_the_summary_holds(path: Path) -> None:
    named = set(MEASURES.findall(remarks_of(path)))
    columns = list(outcome(path).summary().columns)
    assert {name for name in named if not any(column.startswith(name) for column in columns)} == set()


@each_scenario
def test_it_fits_a_chart_and_names_a_baseline(path: Path) -> None:
    scenario = fs.load_scenario(path)
    assert 2 <= len(scenario.policies) <= MOST_SERIES
    assert scenario.cases()[0].baseline
    assert scenario.seed == 1


def test_harsh_reply_is_what_everybody_starts_with() -> None:
    scenario = fs.load_scenario(SCENARIOS[0].with_name("harsh_reply.yaml"))
    assert [policy.name for policy in scenario.policies] == ["handles_criticism_well", "harsh_reply"]
    assert (scenario.people, scenario.followers, scenario.worlds, scenario.days) == (20_000, 5_000, 200, 90)
    assert scenario.start.isoformat() == "2026-03-02"
    event = scenario.events[0]
    assert (event.type, event.day, event.hour, event.share, event.severity) == ("product_fault", 20, 10, 0.05, 0.6)

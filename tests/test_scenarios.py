"""Every scenario that comes with the program says what it is for, and runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

import followersim as fs

SCENARIOS: Final = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))
REMARKS: Final = ("Run it:", "What it shows", "What to look at", "Try changing")
MOST_SERIES: Final = 4


def short(path: Path) -> fs.Scenario:
    """Return a scenario cut down to a few days and people; what happens is moved into them."""
    scenario = fs.load_scenario(path)
    changes = {"period.days": 4, "audience.people": 3000, "audience.followers": 1000}
    moved = {f"events.{number}.day": 1 for number in range(len(scenario.events))}
    return scenario.with_changes(worlds=2, set={**changes, **moved})


def test_there_are_ten() -> None:
    assert len(SCENARIOS) == 10


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_it_runs_with_every_policy_at_every_point(path: Path) -> None:
    scenario = short(path)
    result = fs.run(scenario)
    rows = [(row["policy"], row["point"]) for row in result.summary_dict()["results"]]
    assert rows == [(case.policy.name, case.point) for case in scenario.cases()]
    assert len(result.daily) == len(rows) * 2 * 4
    assert (result.daily["n_followers"] > 0).all()
    assert result.daily["n_views"].sum() > 0


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_it_speaks_both_languages(path: Path) -> None:
    scenario = fs.load_scenario(path)
    texts = [scenario.name, scenario.question, scenario.notes, *(policy.title for policy in scenario.policies)]
    for text in texts:
        assert text.en
        assert text.de != text.en


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_its_remarks_help_a_trainer(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    remarks = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    for heading in REMARKS:
        assert heading in remarks
    assert f"followersim run scenarios/{path.name}" in remarks
    assert max(map(len, text.splitlines())) <= 120
    named = set(re.findall(r"\b(?:new|lost)_followers_by_cause_\w+|\bn_[a-z_]+|\bmean_trust_end", remarks))
    columns = list(fs.run(short(path), worlds=1).summary().columns)
    assert {name for name in named if not any(column.startswith(name) for column in columns)} == set()


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
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

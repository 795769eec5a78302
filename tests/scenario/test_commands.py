"""What `list`, `show`, `check` and `new` say about events and other companies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from followersim.cli import main
from followersim.scenario import Event, load_scenario
from followersim.scenario.vocabulary import EVENT_NAMES

TEXT = """\
audience: {followers: 2000}
policies: [attacks_rival, crisis_plan]
rivals: [{name: shop, title: {en: The shop, de: Der Laden}, followers: 1000}]
events: [{type: product_launch, day: 3, company: shop}]
look_at: {en: The storms, de: Die Stürme}
ask: [{en: Why?, de: Warum?}]
worlds: 20
"""


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a scenario, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    Path("two.yaml").write_text(TEXT, encoding="utf-8")


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Call the program and return what it says."""
    with pytest.raises(SystemExit) as left:
        main(list(words), prog_name="followersim")
    assert left.value.code == code
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_list_events_says_how_large_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["name"]: row for row in json.loads(said(capsys, "list", "events", "--json"))}
    assert list(rows) == list(EVENT_NAMES)
    assert rows["staff_absence"]["lasts_days"] == 7
    assert rows["leak"]["responsibility"] == "preventable"
    assert "Personalausfall" in said(capsys, "list", "events", "--lang", "de")


@pytest.mark.parametrize("name", EVENT_NAMES)
def test_show_event_can_be_put_into_a_scenario(capsys: pytest.CaptureFixture[str], name: str) -> None:
    english, german = said(capsys, "show", "event", name), said(capsys, "show", "event", name, "--lang", "de")
    assert english.startswith("# ")
    assert english != german
    event = yaml.safe_load(english)
    assert event == yaml.safe_load(german)
    assert Event.model_validate({**event, "day": 1}) == Event.model_validate({"type": name, "day": 1})


def test_show_event_knows_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert 'Did you mean "leak"?' in said(capsys, "show", "event", "leek", code=2)
    assert "followersim list events" in said(capsys, "show", "event", "zzzzzz", code=2)


def test_show_scenario_with_other_companies_is_a_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    Path("shown.yaml").write_text(said(capsys, "show", "scenario", "two.yaml", "--lang", "de"), encoding="utf-8")
    shown, scenario = load_scenario("shown.yaml"), load_scenario("two.yaml")
    assert shown.events == scenario.events
    assert shown.rivals[0].title.en == "Der Laden"
    assert shown.rivals[0].policy.companies == scenario.rivals[0].policy.companies
    assert [case.policy.crisis for case in shown.cases()] == [case.policy.crisis for case in scenario.cases()]
    assert (shown.look_at.de, shown.ask[0].de) == ("Die Stürme", "Warum?")


def test_check_counts_companies(capsys: pytest.CaptureFixture[str]) -> None:
    assert "over 90 days, 2 companies in each; about" in said(capsys, "check", "two.yaml")
    assert "darin je 2 Unternehmen; etwa" in said(capsys, "check", "two.yaml", "--lang", "de")
    Path("one.yaml").write_text("worlds: 20\n", encoding="utf-8")
    assert "companies" not in said(capsys, "check", "one.yaml")


@pytest.mark.parametrize("lang", ["en", "de"])
def test_new_offers_another_company(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    said(capsys, "new", "mine.yaml", "--lang", lang)
    text = Path("mine.yaml").read_text(encoding="utf-8")
    assert "followersim list events" in text
    assert load_scenario("mine.yaml").rivals == ()
    Path("mine.yaml").write_text(text.replace("# rivals:", "rivals:"), encoding="utf-8")
    (rival,) = load_scenario("mine.yaml").rivals
    assert (rival.followers, rival.shared_followers) == (5000, 1500)

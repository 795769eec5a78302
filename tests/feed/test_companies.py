"""Several companies: each has a feed of its own, and when they talk to each other one sees to whom."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import followersim as fs
from followersim.cli import main
from followersim.feed.lines import records
from followersim.feed.messages import messages_of
from followersim.feed.replay import finished, part_of, replay
from followersim.feed.writer import Writer
from followersim.model import codes

if TYPE_CHECKING:
    from pathlib import Path

    from followersim.experiment.work import Part
    from followersim.feed.replay import Replay

COLUMNS = {
    "post": "n_posts",
    "share": "n_shares",
    "praise": "n_praise",
    "question": "n_questions",
    "criticism": "n_criticism",
    "defence": "n_defences",
    "answer": "n_answers_to_questions",
    "recommendation": "n_recommendations",
}
TOWARDS_OTHERS: dict[str, Any] = {
    "launch": "congratulate",
    "storm": "congratulate",
    "starts": "attack",
    "starts_per_month": 20,
    "joins_from_fit": 0,
    "delay_h": 2,
    "reply": {"congratulate": "return", "tease": "witty", "attack": "retaliate", "join": "thank"},
}
SCENARIO: dict[str, Any] = {
    "question": "What do they say to each other?",
    "audience": {"people": 6000, "followers": 3000},
    "period": {"days": 20, "start": "2026-03-02"},
    "rivals": [
        {
            "name": "tea house",
            "title": {"en": "The Tea House", "de": "Das Teehaus"},
            "followers": 1500,
            "policy": {
                "based_on": "personal_voice",
                "name": "cheeky",
                "companies": {**TOWARDS_OTHERS, "starts": "tease"},
            },
        }
    ],
    "policies": [
        {
            "based_on": "handles_criticism_well",
            "name": "lively",
            "corrects_by_post": True,
            "discloses": True,
            "replies": {
                "answer": {"share": 1, "reply": "thank"},
                "false_claim": {"share": 1, "reply": "correction"},
            },
            "posting": {"posts_per_day": 4, "mix": {"personal": 0.5, "survey": 0.5}},
            "companies": TOWARDS_OTHERS,
        }
    ],
    "events": [
        {"day": 1, "hour": 9, "type": "service_outage", "share": 0.5},
        {"day": 3, "hour": 9, "type": "false_claim", "share": 0.2},
        {"day": 6, "hour": 9, "type": "leak"},
        {"day": 8, "hour": 9, "type": "scandal"},
        {"day": 10, "hour": 9, "type": "viral_praise"},
        {"day": 12, "hour": 9, "type": "product_launch"},
        {"day": 15, "hour": 9, "type": "product_launch", "company": "tea house"},
    ],
    "worlds": 1,
    "seed": 5,
}


@cache
def part() -> Part:
    """Return the scenario's only policy, ready to run."""
    return part_of(fs.Scenario(**SCENARIO))


@cache
def world(company: int) -> Replay:
    """Return the world as a company sees it."""
    return replay(part(), 5, 0, company)


def writer(company: int) -> Writer:
    """Return what gives a company's feed its words."""
    found = world(company)
    return Writer(found.messages, found.key, "en", companies=found.companies)


@pytest.mark.parametrize("company", [0, 1])
def test_counts_per_day_are_those_of_the_model(company: int) -> None:
    simulation = finished(part(), 5, 0)
    messages = sorted(messages_of(simulation, company), key=lambda m: m.when)
    found = records(messages, writer(company), fs.Scenario(**SCENARIO).start)
    kinds = Counter((entry["day"], entry["kind"]) for entry in found)
    replies = Counter((entry["day"], entry["reply_type"]) for entry in found if entry["kind"] == "reply")
    gestures = Counter(entry["day"] for entry in found if entry.get("content") in codes.GESTURES)
    counts = simulation.worlds[company].counts
    for day in range(len(counts)):
        for kind, column in COLUMNS.items():
            assert kinds[day, kind] == counts[day, codes.COUNTS.index(column)], (day, kind)
        for reply in codes.REPLY_TYPES:
            assert replies[day, reply] == counts[day, codes.COUNTS.index(f"n_replies_{reply}")], (day, reply)
        assert gestures[day] == counts[day, codes.N_GESTURES]
    assert gestures.total() > 10


def test_events_and_occasions_are_known() -> None:
    own, theirs = world(0).messages, world(1).messages
    criticism = {message.origin: message.event for message in own if message.kind == "criticism" and message.about}
    assert criticism.items() >= {("outage", "service_outage"), ("leak", "leak"), ("false_claim", "false_claim")}
    assert {message.event for message in own if message.content == "correction"} == {"false_claim"}
    assert {message.is_disclosed for message in own if message.content == "leak"} == {True}
    assert sum(message.is_story for message in own) == 1
    assert all(not message.event for message in (*own, *theirs) if message.is_gesture)
    occasions = Counter(message.occasion for message in (*own, *theirs) if message.is_gesture)
    assert set(occasions) >= {"", "answer", "launch", "forced"}


def test_gestures_name_the_other_company() -> None:
    for company, name in ((0, "The Tea House"), (1, "@company")):
        words = writer(company)
        gestures = [message for message in world(company).messages if message.is_gesture]
        named = [message for message in gestures if message.content != "joining"]
        assert all(name in words.text(message) for message in named)
        found = records(gestures, words, fs.Scenario(**SCENARIO).start)
        assert {entry["about"] for entry in found if entry["kind"] == "post"} == {name}


def test_the_same_person_has_the_same_name_everywhere() -> None:
    ours, theirs = writer(0).handles, writer(1).handles
    assert [ours.of(person) for person in range(50)] == [theirs.of(person) for person in range(50)]
    assert (ours.of(-1), theirs.of(-1)) == ("@company", "@tea_house")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the scenario as a file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "street.yaml").write_text(json.dumps(SCENARIO), encoding="utf-8")
    return "street.yaml"


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Call the program; return exit code, stdout and stderr."""
    with pytest.raises(SystemExit) as left:
        main(["feed", *words], prog_name="followersim")
    said = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, said.out, said.err


def test_a_rival_can_be_read(capsys: pytest.CaptureFixture[str], file: str) -> None:
    code, out, _ = call(capsys, file, "--company", "tea house", "--limit", "0", "--lang", "de")
    assert code == 0
    assert "Beitrag (Stichelei gegen @firma)  @tea_house" in out
    assert "  @firma: " not in out
    own = call(capsys, file, "--limit", "0", "--lang", "de")[1]
    assert own == call(capsys, file, "--limit", "0", "--lang", "de", "--company", "main")[1]
    assert "Beitrag (Angriff auf Das Teehaus)  @firma" in own
    assert "Beitrag (Umfrage)  @firma" in own
    found = json.loads(call(capsys, file, "--company", "tea house", "--limit", "0", "--json")[1])
    assert {"The Tea House"} == {
        entry["about"]
        for entry in json.loads(call(capsys, file, "--limit", "0", "--json")[1])
        if entry.get("about") and entry["kind"] == "post"
    }
    assert {entry["author"] for entry in found if entry["kind"] == "post"} == {"@tea_house"}


def test_a_rival_without_a_storm_is_told_so(capsys: pytest.CaptureFixture[str], file: str) -> None:
    code, out, _ = call(capsys, file, "--company", "tea house", "--around-storm", "--set", "period.days=16")
    assert code == 0
    assert "under cheeky" in out


def test_an_unknown_company_is_explained(capsys: pytest.CaptureFixture[str], file: str) -> None:
    code, out, err = call(capsys, file, "--company", "tea hause")
    assert (code, out) == (2, "")
    assert "--company" in err
    assert "main, tea house" in err
    assert "tea house" in err.partition("->")[2]

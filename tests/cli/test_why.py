"""`why`: what it says in both languages, as JSON, and about wrong input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from followersim.scenario.catalogue import mechanisms

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.stand_in import Said

SMALL = """\
policies: [handles_criticism_well, harsh_reply, broadcast_only]
audience: {people: 2000, followers: 1000}
period: {days: 20}
events: [{type: product_fault, day: 3, share: 0.3, severity: 0.8}]
"""
SHORT = ("--worlds", "12", "--jobs", "2")


@pytest.fixture(autouse=True)
def _small() -> None:
    Path("small.yaml").write_text(SMALL, encoding="utf-8")
    Path("equal.yaml").write_text(
        SMALL.replace(
            "[handles_criticism_well, harsh_reply, broadcast_only]",
            "[harsh_reply, {based_on: harsh_reply, name: the same}]",
        ),
        encoding="utf-8",
    )


def test_it_speaks_english_and_german(call: Callable[..., Said]) -> None:
    english = call("why", "small.yaml", "--policy", "harsh_reply", *SHORT)
    german = call("why", "small.yaml", "--policy", "harsh_reply", *SHORT, "--lang", "de")
    assert (english.code, german.code) == (0, 0)
    assert "Why “Harsh replies” turns out differently from “Handles criticism well”" in english.out
    assert "Warum „Schroff antworten“ anders ausgeht als „Gut mit Kritik umgehen“" in german.out
    for heading, said in (("Followers: ", english), ("Criticism: ", english), ("Kritik: ", german)):
        assert heading in said.out
    assert "about" in english.err
    assert "etwa" in german.err
    assert all(len(line) <= 120 for line in (english.out + german.out).splitlines())
    assert len(english.out.splitlines()) == pytest.approx(len(german.out.splitlines()), abs=8)


def test_json_adds_up_and_holds_nothing_else(call: Callable[..., Said]) -> None:
    said = call("why", "small.yaml", "--policy", "harsh_reply", *SHORT, "--json", "--outcome", "criticism")
    assert (said.code, said.err) == (0, "")
    found = json.loads(said.out)
    assert (found["baseline"], found["policy"], found["worlds"]) == ("handles_criticism_well", "harsh_reply", 12)
    assert list(found["outcomes"]) == ["criticism"]
    outcome = found["outcomes"]["criticism"]
    parts = [cause["mean"] for cause in outcome["causes"]] + [outcome["other"]["mean"]]
    assert sum(parts) == pytest.approx(outcome["policy"] - outcome["baseline"])
    assert {cause["mechanism"] for cause in outcome["causes"]} <= set(mechanisms())
    assert len(outcome["amplifiers"]) == 4


def test_equal_policies_have_no_difference(call: Callable[..., Said]) -> None:
    said = call("why", "equal.yaml", *SHORT)  # with two policies, --policy can be left out
    assert said.code == 0
    assert said.out.count("No difference: both come to exactly the same in every world.") == 3
    assert call("why", "equal.yaml", *SHORT, "--lang", "de").out.count("Kein Unterschied") == 3


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "handles_criticism_well is the baseline; the others are: harsh_reply, broadcast_only"),
        (("--policy", "handles_criticism_well"), "is the baseline itself"),
        (("--policy", "harsh_replies"), "harsh_reply"),
        (("--policy", "harsh_reply", "--worlds", "3"), "10"),
        (("--policy", "harsh_reply", "--outcome", "follower"), "followers"),
    ],
)
def test_wrong_input_is_explained(call: Callable[..., Said], words: tuple[str, ...], expected: str) -> None:
    said = call("why", "small.yaml", *words)
    assert (said.code, said.out) == (2, "")
    assert expected in said.err

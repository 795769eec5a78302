"""The command `feed`, as people call it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from followersim.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SCENARIO = """
question: What do they write?
profile: small_business
audience: {people: 4000, followers: 2000}
period: {days: 12, start: 2026-03-02}
policies: [handles_criticism_well, harsh_reply]
events: [{day: 3, hour: 9, type: product_fault, share: %s, severity: 0.9}]
worlds: 2
seed: 1
"""


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "calm.yaml").write_text(SCENARIO % 0.001, encoding="utf-8")
    (tmp_path / "wild.yaml").write_text(SCENARIO % 0.5, encoding="utf-8")


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Call the program; return exit code, stdout and stderr."""
    with pytest.raises(SystemExit) as left:
        main(["feed", *words], prog_name="followersim")
    said = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, said.out, said.err


def test_the_feed_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "calm.yaml", "--days", "0-2", "--limit", "0")
    assert code == 0
    assert "Day 0, Mon 2026-03-02: wind force 0" in out
    assert "post  @company" in out
    again = call(capsys, "calm.yaml", "--days", "0-2", "--limit", "0")
    assert again[1] == out
    german = call(capsys, "calm.yaml", "--days", "0", "--lang", "de")[1]
    assert "Tag 0, Mo 02.03.2026" in german
    assert "Beitrag  @firma" in german
    assert "Tag 1" not in german


def test_a_limit_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, "wild.yaml", "--policy", "harsh_reply", "--limit", "5", "--json")
    assert code == 0
    assert "later messages are left out after the first 5" in err
    assert sum(entry["kind"] != "reply" for entry in json.loads(out)) == 5


def test_around_a_storm(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "wild.yaml", "--policy", "harsh_reply", "--around-storm", "--json", "--limit", "0")
    assert code == 0
    found = json.loads(out)
    assert len(out.splitlines()) == len(found) + 2
    assert {entry["kind"] for entry in found} >= {"post", "criticism", "reply"}
    messages = [entry["day"] for entry in found if entry["kind"] != "reply"]
    assert max(messages) - min(messages) <= 10
    for entry in found:
        if entry["kind"] == "reply":
            assert entry["in_reply_to"] is not None
            assert entry["delay_min"] >= 0


def test_no_storm_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "calm.yaml", "--around-storm")
    assert code == 0
    assert "There is no shitstorm in world 0 under handles_criticism_well" in out
    assert "None of the first 20 worlds has one." in out
    code, out, err = call(capsys, "calm.yaml", "--around-storm", "--json", "--lang", "de")
    assert json.loads(out) == []
    assert "keinen Shitstorm" in err


def test_another_world_with_a_storm_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("followersim.feed.replay.world_with_storm", lambda *_: 7)
    assert "World 7 has one: --world 7" in call(capsys, "calm.yaml", "--around-storm")[1]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["calm.yaml", "--policy", "harsh_repli"], "harsh_reply"),
        (["calm.yaml", "--world", "-1"], "0 to 99999"),
        (["calm.yaml", "--days", "5-3"], "5 to 3650"),
        (["calm.yaml", "--days", "x"], '"x"'),
        (["nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_wrong_words_are_explained(capsys: pytest.CaptureFixture[str], words: list[str], part: str) -> None:
    code, out, err = call(capsys, *words)
    assert (code, out) == (2, "")
    assert part in err

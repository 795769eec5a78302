"""The command: the same proposal however it is run, files that `run` takes, and clear words for what does not fit."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

import followersim as fs
from followersim.calibration import calibrate
from followersim.cli import calibrate_text, main
from tests.calibration.accounts import account, as_csv

if TYPE_CHECKING:
    from collections.abc import Callable

DATA: Final = ["--data", "shop.csv", "--parameter", "message_rate", "--parameter", "joining_rate", "--lang", "en"]
TARGETS: Final = ["--target", "congratulation", "--quick", "--parameter", "contents.congratulation.likes"]
FILES: Final = ("parameters.yaml", "calibration.json", "trials.jsonl")


class Said(NamedTuple):
    """What a call of the program left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def shop() -> str:
    """Return the figures of a small account as the text of a file."""
    return as_csv(account({"message_rate": 3.0}, followers=800, days=28))


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shop: str
) -> Callable[..., Said]:
    """Call the program in a folder with an account, and return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "shop.csv").write_text(shop, encoding="utf-8")

    def run(*words: str) -> Said:
        with pytest.raises(SystemExit) as left:
            main(["calibrate", *words], prog_name="followersim")
        captured = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Said(left.value.code, captured.out, captured.err)

    return run


def content(folder: str) -> dict[str, bytes]:
    """Return the files of a folder."""
    return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def test_the_same_command_gives_the_same_bytes_for_any_jobs_and_after_a_kill(call: Callable[..., Said]) -> None:
    one = call(*DATA, "--trials", "7", "--jobs", "1", "--out", "one")
    two = call(*DATA, "--trials", "7", "--jobs", "2", "--out", "two")
    assert one.code == two.code == 0
    assert sorted(content("one")) == sorted(FILES)
    assert content("one") == content("two")
    assert one.out == two.out
    killed = [sys.executable, "-m", "followersim", "calibrate", *DATA, "--trials", "7", "--jobs", "1", "--out", "three"]
    process = subprocess.Popen(killed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    trials = Path("three", "trials.jsonl")
    while process.poll() is None and not (trials.exists() and trials.read_bytes().count(b"\n") > 3):
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert not Path("three", "parameters.yaml").exists()
    rest = call(*DATA, "--trials", "7", "--out", "three")
    assert "Going on where an earlier run stopped" in rest.err
    assert content("three") == content("one")


def test_the_proposal_is_a_scenario_that_runs(call: Callable[..., Said]) -> None:
    said = call(*DATA, "--trials", "4", "--json", "--out", "found")
    report = json.loads(said.out)
    assert report == json.loads(Path("found", "calibration.json").read_text(encoding="utf-8"))
    scenario = fs.load_scenario("found/parameters.yaml")
    assert scenario.parameters == report["changes"]
    assert scenario.followers == report["followers"]
    assert len(fs.run(scenario.with_changes(worlds=1, set={"period.days": 3})).daily) == 9
    assert "message_rate" in Path("found", "parameters.yaml").read_text(encoding="utf-8")


def test_the_tables_speak_both_languages(call: Callable[..., Said]) -> None:
    english, german = (call(*DATA[:-1], lang, "--trials", "2", "--out", "found") for lang in ("en", "de"))
    for part in ("Your account", "messages a day per 1,000 followers", "candidates tried", "Leeway"):
        assert part in english.out
    for part in ("Ihr Konto", "Nachrichten am Tag je 1.000 Follower", "Kandidaten", "Spielraum"):
        assert part in german.out
    assert "Your" not in german.out
    assert "Geschrieben nach found" in german.err


def test_published_targets_are_searched_and_can_be_met(call: Callable[..., Said]) -> None:
    far_off = "contents.congratulation.likes=0.1..4"
    said = call(*TARGETS[:-1], far_off, "--trials", "6", "--json", "--out", "found")
    assert said.code == 0
    report = json.loads(said.out)
    (goal,) = report["goals"]
    assert goal["key"] == "small_business/congratulation"
    assert goal["band"] == [5.0, 20.0]
    (one,) = report["parameters"]
    assert one["range"] == [0.1, 4.0]
    assert 2.05 < one["after"] <= 4.0  # from the middle of the range upwards: fewer likes would be below the band
    assert goal["after"]["value"] == pytest.approx(5.5, abs=0.7)
    again = call(*TARGETS[:-1], far_off, "--trials", "6", "--out", "found", "--lang", "en")
    assert "Small business" in again.out
    assert "congratulating a rival" in again.out


def test_another_search_in_the_same_folder_is_refused(call: Callable[..., Said]) -> None:
    assert call(*DATA, "--trials", "1").code == 0
    other = call(*DATA, "--trials", "1", "--seed", "2")
    assert other.code == 2
    assert "results/calibration/trials.jsonl" in other.err
    assert "--fresh" in other.err
    assert call(*DATA, "--trials", "1", "--seed", "2", "--fresh").code == 0
    assert call(*DATA, "--trials", "1").code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--parameter", "like"], 'Did you mean "likes"'),
        (["--target", "growht"], 'Did you mean "growth"'),
        (["--scenario", "x.yaml"], "needs --data"),
        (["--data", "shop.csv", "--target", "growth"], "published targets"),
        (["--data", "shop.csv", "--profile", "corporation", "--profile", "small_business"], "one profile"),
        (["--data", "shop.csv", "--profile", "corporation", "--scenario", "x.yaml"], "already says"),
        (["--data", "shop.csv", "--scenario", "nowhere.yaml"], "no such file"),
        (["--data", "shopp.csv"], 'Did you mean "shop.csv"'),
        (["--data", "."], "folder"),
        (["--trials", "0"], "1 to 100000"),
        (["--scale", "many"], "--scale"),
    ],
)
def test_what_does_not_fit_is_explained(call: Callable[..., Said], words: list[str], said: str) -> None:
    english, german = call(*words, "--lang", "en"), call(*words, "--lang", "de")
    assert english.code == german.code == 2
    assert said in english.err
    assert german.err != english.err
    assert english.out == ""
    assert "Traceback" not in english.err
    assert not Path("results").exists()


def test_without_scipy_it_says_how_to_install_it(call: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrate, "find_spec", lambda _: None)
    english, german = call(*DATA), call(*DATA, "--lang", "de")
    assert english.code == german.code == 2
    for said in (english, german):
        assert 'python -m pip install "followersim[calibration]"' in said.err
    assert "nicht installiert" in german.err


def test_a_proposal_that_is_no_better_elsewhere_is_not_praised() -> None:
    one = {"name": "likes", "before": 0.01, "after": 0.02, "leeway": [0.0, 0.1], "leeway_share": 1.0}
    report: dict[str, Any] = {
        "followersim": "0", "goals_from": "targets", "goals": [], "seed": 1, "trials": 3, "changes": {"likes": 0.02},
        "loss": {"before": 2.0, "after": 1.0}, "loss_in_other_worlds": {"before": 2.0, "after": 3.0},
        "parameters": [{**one, "verdict": "not_determined"}],
    }  # fmt: skip
    assert "no better" in " ".join(calibrate_text.text(report, "en").split())
    assert "nicht besser" in " ".join(calibrate_text.text(report, "de").split())
    assert "not determined" in calibrate_text.text(report, "en")
    better = {**report, "loss_in_other_worlds": {"before": 2.0, "after": 1.0}}
    assert "no better" not in " ".join(calibrate_text.text(better, "en").split())
    assert calibrate_text.proposal(report, "en").endswith("parameters:\n  likes: 0.02    # was 0.01\n")

"""Studies of the model itself: the same for any number of jobs, resumed after any interruption, and wrong input."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from followersim.cli import main
from followersim.experiment.errors import InterruptedRunError
from followersim.experiment.hidden import UNITS
from followersim.scenario.errors import ScenarioError
from followersim.sensitivity.draws import LOG, Draws
from followersim.sensitivity.regime_map import KEY, regime_map
from followersim.sensitivity.study import Size, default_scenario, study
from tests.sensitivity.made_up import FEW, SMALL, small_scenario

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """Return a small study, run once."""
    return study(small_scenario(), FEW, jobs=1)


def test_jobs_change_nothing(found: dict[str, Any]) -> None:
    assert json.dumps(study(small_scenario(), FEW, jobs=3)) == json.dumps(found)


def test_the_study_says_what_it_did(found: dict[str, Any]) -> None:
    assert [one["name"] for one in found["factors"]] == ["complains", "contagion"]
    assert len(found["screening"]["results"]) == 2 * 3
    assert found["indices"]["draws"] == 4 * (2 + 2)
    assert found["ranking"]["draws"] == 6
    assert found["simulations"] == (1 + 3 * 3 + 16 + 6) * 2 * 2
    peaks = next(
        one for one in found["screening"]["results"] if one["output"] == "peak" and one["policy"] == "harsh_reply"
    )
    effects = {row["name"]: row["mu"] for row in peaks["factors"]}
    assert effects["complains"] > 0, "who complains more readily is a critic more often"
    assert found["usual"]["harsh_reply"]["peak"] > 0


def test_all_draws_meet_the_same_worlds() -> None:
    answer = Draws(small_scenario(), worlds=2)
    here, same, other = answer([{}, {"contagion": 1.0}, {"complains": 0.0}])
    assert (here == same).all(), "the usual value is no other world"
    assert (here != other).any()
    again = Draws(small_scenario().with_changes(seed=4), worlds=2)([{}])[0]
    assert (here != again).any()


def lines_of(log: Path) -> list[bytes]:
    """Return the lines of a log with a draw in each."""
    return [line for line in log.read_bytes().splitlines() if line]


def test_an_interrupted_study_goes_on(found: dict[str, Any], tmp_path: Path) -> None:
    def interrupt(done: int, _total: int) -> None:
        if done == 7:
            raise KeyboardInterrupt

    with pytest.raises(InterruptedRunError) as error:
        study(small_scenario(), FEW, jobs=1, folder=tmp_path, progress=interrupt)
    assert (error.value.done, error.value.total) == (7, 32)
    log = tmp_path / UNITS / LOG
    kept = lines_of(log)
    assert 3 < len(kept) <= 7, "draws that are the same run once"
    # a crash in the middle of a line, and a bit that has turned, cost these two draws
    log.write_bytes(b"\n".join([*kept[:-2], kept[-2].replace(b".", b",", 1), kept[-1][:40]]))
    told: list[int] = []
    sizes: list[Size] = []
    whole = study(
        small_scenario(),
        FEW,
        jobs=2,
        folder=tmp_path,
        announce=sizes.append,
        progress=lambda done, _total: told.append(done),
    )
    assert json.dumps(whole) == json.dumps(found)
    assert sizes[0].kept == len(kept) - 2
    assert sizes[0].total == told[-1] == 32
    size = log.stat().st_size
    assert json.dumps(study(small_scenario(), FEW, folder=tmp_path)) == json.dumps(found)
    assert log.stat().st_size == size, "nothing was run again"
    lines = len(lines_of(log))
    more = replace(FEW, trajectories=4, outputs=("peak",))
    assert study(small_scenario(), more, folder=tmp_path)["screening"]["trajectories"] == 4
    assert len(lines_of(log)) - lines <= 3, "a trajectory of two factors is three draws"


def test_another_seed_or_number_of_worlds_uses_nothing(tmp_path: Path) -> None:
    Draws(small_scenario(), worlds=1, folder=tmp_path)([{}])
    for scenario, worlds in ((small_scenario().with_changes(seed=9), 1), (small_scenario(), 2)):
        answer = Draws(scenario, worlds=worlds, folder=tmp_path)
        answer([{}])
        assert answer.ran == 1
    answer = Draws(small_scenario(), worlds=1, folder=tmp_path)
    answer([{}, {}])
    assert answer.ran == 0


def test_a_single_policy_has_no_order() -> None:
    scenario = small_scenario().with_changes(policies=["harsh_reply"])
    report = study(scenario, replace(FEW, samples=0, trajectories=2))
    assert report["ranking"] is None
    assert report["indices"] is None


def test_a_sweep_cannot_be_studied() -> None:
    scenario = small_scenario().with_changes()
    swept = type(scenario).from_mapping({**SMALL, "sweep": {"team.members": [1, 2]}})
    with pytest.raises(ScenarioError, match="without a sweep"):
        study(swept, FEW)


def test_what_is_studied_if_nothing_is_said() -> None:
    scenario = default_scenario()
    assert scenario.days == 90
    assert [policy.name for policy in scenario.policies] == ["handles_criticism_well", "harsh_reply"]
    assert len(scenario.events) == 1


def test_the_regime_map_counts_worlds_with_a_storm() -> None:
    small = {"audience": SMALL["audience"], "period": SMALL["period"], "events": SMALL["events"]}
    found = regime_map((0.0, 1.0), ("handles_criticism_well", "harsh_reply"), worlds=3, changes=small)
    assert found["default"] in found["values"]
    assert len(found["cells"]) == 2 * len(found["values"])
    assert {cell["n"] for cell in found["cells"]} == {3}
    assert all(cell["low"] <= cell["share"] <= cell["high"] for cell in found["cells"])
    assert KEY == "parameters.contagion"


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    """Return the file of a small scenario."""
    path = tmp_path / "small.yaml"
    path.write_text(json.dumps(SMALL), encoding="utf-8")
    return path


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run the command; return exit code, output and messages."""
    with pytest.raises(SystemExit) as end:
        main(["sensitivity", *words])
    out, err = capsys.readouterr()
    return int(end.value.code or 0), out, err


def test_the_command_tells_and_writes(small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "found"
    few = ("--quick", "--parameter", "complains", "--parameter", "anger_step=0.2..0.6", "--draws", "5", "--worlds", "2")
    code, text, news = call(capsys, str(small_file), *few, "--out", str(out), "--lang", "de")
    assert code == 0
    assert "2 Parameter werden verändert" in news
    assert "Hängt die Reihenfolge der Strategien davon ab?" in text
    assert "complains" in text
    assert "\u2212" not in text
    assert "\u00a0" not in text
    assert all(len(line) <= 120 for line in text.splitlines())
    names = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    assert {"sensitivity.json", "ranking.png", "screening_peak.svg", "screening_followers.png"} <= set(names)
    code, text, news = call(capsys, str(small_file), *few, "--out", str(out), "--json", "--output", "peak")
    assert (code, news) == (0, "")
    report = json.loads(text)
    assert report["outputs"] == ["peak"]
    assert report == json.loads((out / "sensitivity.json").read_bytes())
    code, text, _ = call(capsys, str(small_file), *few, "--lang", "en", "--output", "followers", "--interactions")
    assert "Does the order of policies hinge on it?" in text
    assert "Followers gained" in text
    assert "Shitstorm" not in text.replace("shitstorms", "")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--samples", "48"), "Take 32 or 64."),
        (("--parameter", "x"), "--parameter"),
        (("--within", "1"), "--within"),
        (("--within", "nan"), "--within"),
        (("--trajectories", "1"), "--trajectories"),
        (("--output", "storm"), "shitstorm"),
        (("no_such.yaml",), "no_such.yaml"),
        (("--top", "0"), "--top"),
    ],
)
def test_wrong_input_is_explained(
    words: tuple[str, ...], part: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Draws, "__call__", lambda *_: pytest.fail("nothing may run"))
    code, out, err = call(capsys, *words, "--lang", "en")
    assert (code, out) == (2, "")
    assert part in err
    assert "Traceback" not in err


@pytest.mark.parametrize(("lang", "said"), [("en", "SALib is not installed"), ("de", "SALib ist nicht installiert")])
def test_a_missing_extra_is_named(
    lang: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    code, out, err = call(capsys, "--quick", "--lang", lang)
    assert (code, out) == (2, "")
    assert said in err
    assert "pip install 'followersim[calibration]'" in err

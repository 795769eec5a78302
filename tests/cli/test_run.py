"""`followersim run`: what it calls, what it says, how it ends."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followersim.cli.table import table
from followersim.experiment import ResultError
from followersim.scenario import Scenario
from tests.cli.stand_in import summary_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.cli.language import Language
    from tests.cli.stand_in import FakeExperiment, Said


@pytest.fixture(autouse=True)
def _no_other_experiment(experiment: FakeExperiment) -> None:
    del experiment


def test_a_run_ends_with_a_table_and_the_folder(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str
) -> None:
    said = call("run", scenario_file)
    assert said.code == 0
    assert experiment.written == [(Path("results/small"), ["followersim", "run", "small.yaml"])]
    for part in (
        "What happens?", "20 runs of 90 days", "Handles criticism well", "5,000 -> 4,880", "62%", "1,234",
        "in 7 of 20 runs (18% to 57%)", "in none of 20 runs", "120 fewer followers (70 to 180)",
        "Written to results/small",
    ):  # fmt: skip
        assert part in " ".join(said.out.split()), part
    assert "compiling the model" in said.err


def test_a_run_in_german(call: Callable[..., Said], scenario_file: str) -> None:
    out = " ".join(call("run", scenario_file, "--lang", "de").out.split())
    for part in ("5.000 -> 4.880", "in 7 von 20 Durchläufen", "120 Follower weniger", "Geschrieben nach results/small"):
        assert part in out, part


def test_the_scenario_decides_the_language_unless_told(
    call: Callable[..., Said], experiment: FakeExperiment, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.yaml").write_text("language: de\nworlds: 2\n", encoding="utf-8")
    Path("b.yaml").write_text("worlds: 2\n", encoding="utf-8")
    call("run", "a.yaml")
    call("run", "a.yaml", "--lang", "en")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    call("run", "b.yaml")
    assert [scenario.language for scenario in experiment.runs] == ["de", "en", "de"]


def test_options_reach_the_run(call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str) -> None:
    words = "--worlds 3 --seed 9 --jobs 2 --set team.members=4 --set period.days=10 --policy harsh_reply --out there"
    assert call("run", scenario_file, *words.split()).code == 0
    (scenario,) = experiment.runs
    assert (scenario.worlds, scenario.seed, scenario.days) == (3, 9, 10)
    assert [(policy.name, policy.team.members) for policy in scenario.policies] == [("harsh_reply", 4)]
    usual = {"executor": "threads", "dask": None, "fresh": False, "segments": False}
    assert experiment.options == [{"jobs": 2, **usual}]
    assert Path("there/summary.json").exists()


def test_json_is_the_summary_and_nothing_else(call: Callable[..., Said], scenario_file: str) -> None:
    said = call("run", scenario_file, "--json")
    assert json.loads(said.out)["scenario"] == "small"
    again = call("run", scenario_file, "--json")
    assert json.loads(again.out) == json.loads(said.out)
    Path("other.yaml").write_text("worlds: 2\n", encoding="utf-8")
    several = json.loads(call("run", scenario_file, "other.yaml", "--json").out)
    assert [summary["scenario"] for summary in several] == ["small", "other"]


def test_quiet_means_quiet(call: Callable[..., Said], scenario_file: str) -> None:
    assert call("run", scenario_file, "--quiet") == (0, "", "")
    assert Path("results/small/summary.json").exists()


def test_a_second_run_reuses_unless_asked_for_a_fresh_one(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str
) -> None:
    first, second = call("run", scenario_file), call("run", scenario_file)
    assert len(experiment.runs) == 1
    assert "nothing has changed" in second.err
    assert second.out.splitlines()[:-1] == first.out.splitlines()[:-1]
    call("run", scenario_file, "--fresh")
    call("run", scenario_file, "--seed", "2")
    assert len(experiment.runs) == 3


def test_several_files_get_a_folder_each(call: Callable[..., Said], scenario_file: str) -> None:
    Path("other.yaml").write_text("worlds: 2\n", encoding="utf-8")
    assert call("run", scenario_file, "other.yaml", "--out", "both").code == 0
    assert {path.name for path in Path("both").iterdir()} == {"small", "other"}
    Path("sub").mkdir()
    Path("sub/small.yaml").write_text("worlds: 2\n", encoding="utf-8")
    said = call("run", scenario_file, "sub/small.yaml")
    assert said.code == 2
    assert "same folder" in said.err


WRONG = {
    "unknown key": "wrlds: 3",
    "wrong type": "worlds: many",
    "out of range": "worlds: 0",
    "impossible date": "period: {start: 2026-02-30}",
    "not YAML": "a: [b",
    "tabs": "period:\n\tdays: 3",
    "markup": "name: <script>alert(1)</script>",
    "formula": "policies: [{name: '=HYPERLINK(\"http://x\")'}]",
    "path": "name: ../../x",
    "escape": 'name: "\\e[2J"',
    "raw escape": "name: \x1b[2J",
    "bomb": "a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + before] * 10)}]\n" for before, name in zip("abcdef", "bcdefg", strict=True)
    ),
    "latin-1": "name: Gr\xfcn",
    "utf-16": "name: x",
    "huge": "#" * 1_000_001,
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("what", WRONG)
def test_wrong_input_is_explained_and_writes_nothing(call: Callable[..., Said], what: str, lang: str) -> None:
    encoding = what if what in {"latin-1", "utf-16"} else "utf-8"
    Path("wrong.yaml").write_text(WRONG[what], encoding=encoding)
    for command in ("run", "check"):
        said = call(command, "wrong.yaml", "--lang", lang)
        assert said.code == 2
        assert said.out == ""
        assert said.err.startswith("wrong.yaml")
        assert what == "huge" or {"en": "line", "de": "Zeile"}[lang] in said.err
        assert "Traceback" not in said.err
        assert "\x1b" not in said.err
    assert [path.name for path in Path().iterdir()] == ["wrong.yaml"]


def test_all_wrong_files_are_explained_at_once(call: Callable[..., Said]) -> None:
    Path("a.yaml").write_text("worlds: 0", encoding="utf-8")
    Path("b.yaml").write_text("seed: x", encoding="utf-8")
    said = call("run", "a.yaml", "b.yaml", "c.yaml")
    assert said.code == 2
    assert [line.split(",")[0].split(":")[0] for line in said.err.splitlines() if "->" not in line] == [
        "a.yaml", "b.yaml", "c.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--set", "team"], "KEY=VALUE"),
        (["--set", "team.membres=3"], 'Did you mean "members"'),
        (["--set", "team.members=x"], "0 to 50"),
        (["--set", "team.members=[1"], "not valid YAML"),
        (["--policy", "harsh"], "harsh_reply"),
        (["--policy", "nowhere.yaml"], "nowhere.yaml"),
        (["--policy", "os:getcwd"], "--trust-code"),
    ],
)
def test_wrong_options_are_explained(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str, words: list[str], part: str
) -> None:
    said = call("run", scenario_file, *words)
    assert said.code == 2
    assert part in said.err
    assert not experiment.runs


def test_trusted_code_is_passed_on(call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str) -> None:
    assert call("run", scenario_file, "--policy", "os:getcwd", "--trust-code").code == 0
    assert experiment.runs[0].cases()[0].python_policy == "os:getcwd"


@pytest.mark.parametrize(
    "case",
    [
        (KeyboardInterrupt(), 130, "Interrupted"),
        (OSError(errno.ENOSPC, "No space left on device", "results/small"), 1, "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "results"), 1, "not allowed"),
        (OSError(errno.EIO, "Input/output error"), 1, "Input/output error"),
        (ResultError(errno.ENOSPC, "No space left on device", "results/small"), 1, "results could not be written"),
        (MemoryError(), 1, "not enough memory"),
        (ZeroDivisionError("division by zero"), 1, "fault of the program"),
    ],
)
def test_trouble_while_running_is_said_plainly(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str, case: tuple[BaseException, int, str]
) -> None:
    trouble, code, part = case
    experiment.trouble = trouble
    said = call("run", scenario_file)
    assert said.code == code
    assert part in said.err
    assert "Traceback" not in said.err


def test_details_of_faults_are_there_for_those_who_want_them(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWERSIM_DEBUG", "1")
    experiment.trouble = ZeroDivisionError("division by zero")
    assert "Traceback" in call("run", scenario_file).err


def test_a_folder_that_cannot_be_written_is_found_before_the_work(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str
) -> None:
    Path("file").write_text("x", encoding="utf-8")
    said = call("run", scenario_file, "--out", "file/results")
    assert said.code == 1
    assert "--out" in said.err
    assert call("run", scenario_file, "--out", "file").code == 1
    assert not experiment.runs


def test_a_reader_who_leaves_early_is_no_trouble(scenario_file: str) -> None:
    command = f"{sys.executable} -c 'from followersim.cli import main; main()' list parameters"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -n 1"], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
    del scenario_file


def test_a_poor_terminal_is_no_trouble(scenario_file: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [sys.executable, "-c", "from followersim.cli import main; main()", "list", "policies", "--lang", "de"]
    done = subprocess.run(command, capture_output=True, env=env, check=True)
    assert b"harsh_reply" in done.stdout
    del scenario_file


def text_of(**content: Any) -> str:
    """Return the table of a scenario with made-up results."""
    scenario = Scenario(**content)
    return table(summary_of(scenario), scenario, "en")


def test_the_table_has_a_block_per_point_and_fits_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    content: dict[str, Any] = {"policies": ["broadcast_only", "harsh_reply", "answers_praise"], "worlds": 20}
    for columns in (40, 80, 100, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        text = text_of(**content, sweep={"team.members": [1, 2]})
        assert "People in the team: 2" in text
        assert all(len(line) <= max(columns, 60) for line in text.splitlines())
    many = text_of(**content, sweep={"team.training": [number / 100 for number in range(50)]})
    assert "38 more points" in many


def test_the_table_survives_missing_numbers_and_hostile_names() -> None:
    scenario = Scenario(policies=[{"name": "a", "title": "Wide 宽 <b>"}])
    summary: dict[str, Any] = {"results": [{"policy": "a", "share_answered": {"median": None}}, {"policy": "\x1b[2J"}]}
    text = table(summary, scenario, "de")
    assert "\x1b" not in text
    assert "Wide 宽 <b>" in text


@pytest.mark.parametrize(
    ("lang", "head", "storm"),
    [
        ("en", "1 run of 1 day;", "in the only run (21% to 100%)"),
        ("de", "1 Durchlauf über 1 Tag;", "im einzigen Durchlauf (21 % bis 100 %)"),
    ],
)
def test_one_run_of_one_day_is_singular(lang: Language, head: str, storm: str) -> None:
    scenario = Scenario(policies=["harsh_reply"], worlds=1, period={"days": 1})
    summary = summary_of(scenario)
    summary["worlds"] = summary["days"] = 1
    summary["results"][0]["shitstorm"] = {"k": 1, "n": 1, "share": 1.0, "low": 0.207, "high": 1.0}
    text = table(summary, scenario, lang)
    assert head in text
    assert storm in " ".join(text.split())


def test_a_number_and_its_per_cent_sign_stay_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in range(60, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = text_of(policies=["broadcast_only", "harsh_reply", "answers_praise"]).splitlines()
        cells = [piece for line in lines for piece in line.split("  ")]
        assert not any(cell.lstrip().startswith("%") for cell in cells)

"""What `followersim run` says about long, interrupted, failed and shared runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followersim.cli import run as module
from followersim.experiment.errors import BusyError, ExecutorError, FailedUnitsError, InterruptedRunError
from tests.cli.stand_in import FakeResult, summary_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.stand_in import FakeExperiment, Said


@pytest.fixture(autouse=True)
def _no_other_experiment(experiment: FakeExperiment) -> None:
    del experiment


def test_long_and_large_runs_are_announced(call: Callable[..., Said], scenario_file: str) -> None:
    assert "takes" not in (short := call("run", scenario_file).err)
    assert "disk" not in short
    said = call("run", scenario_file, "--worlds", "100000", "--jobs", "1").err
    assert "about 1 h" in said or "min" in said
    assert "GB on the disk" in said
    said = call("run", scenario_file, "--worlds", "90000", "--lang", "de").err
    assert "GB auf dem Datenträger" in said
    assert call("run", scenario_file, "--worlds", "80000", "--quiet").err == ""


def test_a_small_disk_is_noticed(
    call: Callable[..., Said], scenario_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_free", lambda _: 2_500_000)
    assert "only 2 MB are free" in call("run", scenario_file, "--worlds", "100000").err
    assert "free" not in call("run", scenario_file).err


def test_what_an_earlier_run_has_done_is_said(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str
) -> None:
    experiment.already = 1
    assert "Going on where an earlier run stopped: 50% are done" in call("run", scenario_file).err
    assert "Weiter, wo ein früherer Lauf" in call("run", scenario_file, "--lang", "de").err
    experiment.already = 0
    assert "Going on" not in call("run", scenario_file, "--seed", "3").err


def test_work_of_another_run_is_mentioned(call: Callable[..., Said], scenario_file: str) -> None:
    units = Path("results/small/.units")
    units.mkdir(parents=True)
    (units / "x.npz").write_bytes(b"")
    said = call("run", scenario_file)
    assert said.code == 0
    assert "results/small/.units (1 files)" in said.err


def test_failed_work_is_said_and_what_is_complete_is_shown(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str
) -> None:
    from followersim.scenario import load_scenario  # noqa: PLC0415 - heavy

    result: Any = FakeResult(load_scenario(scenario_file))
    experiment.trouble = FailedUnitsError(["ValueError: no."], 7, result)
    said = call("run", scenario_file)
    assert said.code == 1
    assert "1 of 7 units of work failed; the first one said: ValueError: no.\n" in said.err
    assert "tries only these again" in said.err
    assert "Handles criticism well" in said.out
    as_json = call("run", scenario_file, "--json")
    assert as_json.code == 1
    assert json.loads(as_json.out)["scenario"] == "small"
    experiment.trouble = FailedUnitsError(["ValueError: no."], 7, None)
    nothing = call("run", scenario_file, "--json", "--lang", "de")
    assert (nothing.code, nothing.out) == (1, "")
    assert "Arbeitspaketen sind gescheitert" in nothing.err


def test_one_failed_scenario_keeps_no_other_from_running(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str
) -> None:
    Path("other.yaml").write_text("worlds: 2\n", encoding="utf-8")
    experiment.trouble = FailedUnitsError(["no"], 2, None)
    experiment.only_first = True
    said = call("run", scenario_file, "other.yaml")
    assert said.code == 1
    assert [scenario.slug for scenario in experiment.runs] == ["other"]
    assert "Written to results/other" in said.out


@pytest.mark.parametrize(
    "case",
    [
        (InterruptedRunError(3, 40), 130, ("3 of 40 units of work are finished and kept", "3 von 40 Arbeitspaketen")),
        (BusyError(Path("results/small")), 1, ("another run is writing", "ein anderer Lauf")),
        (ExecutorError("no_dask"), 2, ("pip install 'followersim[dask]'", "nicht installiert")),
        (
            ExecutorError("no_cluster", address="tcp://x:1"),
            2,
            ("no Dask scheduler at tcp://x:1", "kein Dask-Scheduler"),
        ),
        (ExecutorError("lost_cluster"), 1, ("cannot be reached any more", "nicht mehr erreichbar")),
    ],
)
def test_trouble_is_said_in_both_languages(
    call: Callable[..., Said],
    experiment: FakeExperiment,
    scenario_file: str,
    case: tuple[BaseException, int, tuple[str, str]],
) -> None:
    trouble, code, words = case
    experiment.trouble = trouble
    said = call("run", scenario_file)
    assert said.code == code
    assert words[0] in said.err
    assert words[1] in call("run", scenario_file, "--lang", "de").err


def test_the_last_of_resume_and_fresh_counts(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str
) -> None:
    call("run", scenario_file, "--resume")
    call("run", scenario_file)
    assert len(experiment.runs) == 1
    call("run", scenario_file, "--fresh")
    assert [options["fresh"] for options in experiment.options] == [False, True]


def test_workers_are_passed_on(call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str) -> None:
    assert call("run", scenario_file, "--executor", "processes").code == 0
    assert call("run", scenario_file, "--dask", "local", "--fresh").code == 0
    assert [(one["executor"], one["dask"]) for one in experiment.options] == [("processes", None), ("threads", "local")]
    wrong = call("run", scenario_file, "--executor", "magic")
    assert wrong.code == 2
    assert "threads, processes" in wrong.err


def test_a_run_with_as_many_worlds_as_needed_says_why(
    call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = True

    def stopped(result: FakeResult) -> dict[str, Any]:
        about = {"half_width": 0.05, "reached": reached}
        return {**summary_of(result.scenario), "worlds": 350, "stopping": about}

    monkeypatch.setattr(FakeResult, "summary_dict", stopped)
    said = " ".join(call("run", scenario_file, "--worlds", "auto").out.split())
    assert experiment.runs[0].auto_worlds
    assert "350 worlds were enough: every likelihood of a shitstorm is known to +/- 5 percentage points" in said
    reached = False
    said = " ".join(call("run", scenario_file, "--worlds", "auto", "--fresh", "--lang", "de").out.split())
    assert "Auch nach 350 Welten ist nicht jede Wahrscheinlichkeit" in said

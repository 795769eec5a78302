"""Threads, processes, Dask: the same bytes from all, and workers that die take nothing with them."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

import followersim as fs
from followersim.experiment import executors
from followersim.experiment.driving import drive
from followersim.experiment.ending import Ending
from followersim.experiment.errors import ExecutorError, FailedUnitsError
from followersim.experiment.jobs import Fault, Job, run_elsewhere
from followersim.experiment.units import maker, works_of
from tests.experiment import cases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followersim.experiment.executors import Outcome
    from followersim.experiment.units import Unit

HOME = Path(__file__).parents[2]
ELSEWHERE = {**os.environ, "PYTHONPATH": f"{HOME}{os.pathsep}{HOME / 'src'}", "LC_ALL": "C.UTF-8"}


def from_outside(folder: Path, *words: str, code: str = "") -> None:
    """Run the scenario as a program: worker processes start from a fresh interpreter."""
    path = cases.scenario_file(folder)
    small = "from followersim import charts; from followersim.experiment import units; charts.names = lambda *_: [];"
    program = folder / "program.py"
    program.write_text(
        f"{small} units.BLOCK_SIZES = (5,)\n{code}\nif __name__ == '__main__':\n"
        "    from followersim.cli import main\n    main()\n",
        encoding="utf-8",
    )
    command = [sys.executable, str(program), "run", str(path), "--out", str(folder / "out"), "--quiet", *words]
    done = subprocess.run(command, env=ELSEWHERE, cwd=folder, capture_output=True, text=True, check=False)
    # a cluster may log what it thinks of a worker that dies
    assert done.returncode == 0, done.stderr


def tables_without_name(found: dict[str, bytes]) -> dict[str, bytes]:
    """Return the tables; the summary without the scenario's name, which is that of the file."""
    return {name: content.replace(b'"many"', b'"Many_units"') for name, content in found.items()}


@pytest.mark.usefixtures("_no_charts", "_small_blocks")
@pytest.mark.parametrize("jobs", [1, 4])
def test_threads_give_the_same_bytes(tmp_path: Path, undisturbed: dict[str, bytes], jobs: int) -> None:
    fs.run(cases.scenario(), out=tmp_path, jobs=jobs)
    assert cases.content(tmp_path) == undisturbed


@pytest.mark.slow
def test_processes_give_the_same_bytes(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    from_outside(tmp_path, "--executor", "processes", "--jobs", "2")
    assert tables_without_name(cases.content(tmp_path / "out")) == undisturbed


# in a process of its own: a local cluster with three workers, one of which is killed when a third is done
KILLING = """
import os, signal
from followersim.experiment import executors
real = executors.Dask.__init__
def noting(self, *rest):
    real(self, *rest)
    executors.cluster = self._cluster
executors.Dask.__init__ = noting
from followersim.cli import terminal
def progress(self, done, total):
    if done >= total // 3 and not hasattr(self, "killed"):
        self.killed = list(executors.cluster.workers.values())[1].process.process.pid
        os.kill(self.killed, signal.SIGKILL)
    if done == total:
        print("killed", self.killed)
terminal.Progress.__call__ = progress
"""


@pytest.mark.slow
def test_a_dask_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    from_outside(tmp_path, "--dask", "local", "--jobs", "3", code=KILLING)
    assert tables_without_name(cases.content(tmp_path / "out")) == undisturbed


@pytest.mark.slow
@pytest.mark.usefixtures("_no_charts", "_small_blocks")
def test_a_policy_in_python_runs_in_processes(tmp_path: Path) -> None:
    """And the units of a worker that dies are given to another one."""
    scenario = cases.breaking(tmp_path, breaks=False)
    try:
        fs.run(scenario, out=tmp_path / "threads", jobs=2)
        killed: list[int] = []

        def kill(done: int, total: int) -> None:
            if 0 < done < total and not killed:
                children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="utf-8").split()
                named = {int(c): Path(f"/proc/{c}/cmdline").read_bytes() for c in children}
                killed.append(next(child for child, name in named.items() if b"spawn_main" in name))
                os.kill(killed[0], signal.SIGKILL)

        fs.run(scenario, out=tmp_path / "processes", jobs=2, executor="processes", progress=kill)
        assert killed
        assert cases.content(tmp_path / "processes") == cases.content(tmp_path / "threads")
        cases.forget_policies()
        with pytest.raises(FailedUnitsError, match=r"no idea in plans\.txt"):
            fs.run(cases.breaking(tmp_path, breaks=True), out=tmp_path / "x", jobs=1, executor="processes")
    finally:
        cases.forget_policies()


@pytest.mark.slow
def test_worker_processes_end_with_their_master(tmp_path: Path) -> None:
    scenario = cases.scenario_file(tmp_path, worlds=100_000)
    command = [sys.executable, "-m", "followersim", "run", str(scenario), "--out", str(tmp_path / "out"), "--quiet"]
    with subprocess.Popen([*command, "--executor", "processes", "--jobs", "1"], env=ELSEWHERE) as process:
        limit = time.monotonic() + 60
        while not cases.units_in(tmp_path / "out") and time.monotonic() < limit:
            time.sleep(0.1)
        path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        workers = [int(child) for child in path.read_text(encoding="utf-8").split()]
        process.kill()
    assert workers
    limit = time.monotonic() + 20
    while any(is_alive(worker) for worker in workers) and time.monotonic() < limit:
        time.sleep(0.1)
    assert not [worker for worker in workers if is_alive(worker)]


def is_alive(number: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{number}/status").read_text(encoding="utf-8")
    except OSError:
        return False


class Shaky:
    """Workers that die whenever they get the unit of world 3, or for the first time they get that of world 1."""

    computes_here = True
    width = 2

    def __init__(self) -> None:
        self.renewed = 0
        self.died = False
        self.is_broken = False

    def submit(self, job: Job) -> Outcome:
        if self.is_broken:
            raise BrokenProcessPool
        outcome: Outcome = Future()
        if job.unit.start == 3 or (job.unit.start == 1 and not self.died):
            self.died = self.is_broken = True
            outcome.set_exception(BrokenProcessPool())
        else:
            outcome.set_result(b"content")
        return outcome

    def renew(self) -> None:
        self.renewed += 1
        self.is_broken = False

    def drop_waiting(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        return list(outcomes)

    def close(self, *, now: bool) -> None:
        del now


def jobs_of(scenario: fs.Scenario, worlds: int) -> list[Job]:
    work = works_of(scenario)[0]
    return [Job(work.unit(world, world + 1), work, maker()) for world in range(worlds)]


def test_only_the_unit_that_kills_its_worker_fails() -> None:
    found: dict[int, Any] = {}

    def keep(unit: Unit, outcome: bytes | Fault) -> None:
        assert unit.start not in found
        found[unit.start] = outcome

    shaky = Shaky()
    drive(shaky, jobs_of(cases.scenario(), 8), keep, Ending())
    assert sorted(found) == list(range(8))
    assert [world for world, outcome in found.items() if isinstance(outcome, Fault)] == [3]
    assert "died each time" in found[3].text
    assert shaky.renewed >= 3


def test_what_is_kept_wrongly_ends_everything() -> None:
    def full(unit: Unit, outcome: bytes | Fault) -> None:
        del unit, outcome
        raise fs.ResultError(errno.ENOSPC, "full", "results")

    with pytest.raises(fs.ResultError, match="the disk is full"):
        drive(Shaky(), jobs_of(cases.scenario(), 1), full, Ending())


def test_jobs_and_their_outcomes_travel() -> None:
    job = pickle.loads(pickle.dumps(jobs_of(cases.scenario(), 1)[0]))  # noqa: S301 - our own
    content = run_elsewhere(job)
    assert content == jobs_of(cases.scenario(), 1)[0].run(Event())
    fault = run_elsewhere(Job(job.unit, job.work, "another program"))
    assert isinstance(fault, Fault)
    assert "another version" in pickle.loads(pickle.dumps(fault)).text  # noqa: S301


def test_dask_that_is_missing_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(executors, "import_module", missing)
    with pytest.raises(ExecutorError, match=r"pip install 'followersim\[dask\]'") as caught:
        fs.run(cases.scenario(), dask="local")
    assert caught.value.is_input
    assert "installiert" in caught.value.render("de")


def test_a_scheduler_that_is_not_there_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nobody:
        @staticmethod
        def Client(*_: object, **__: object) -> None:  # noqa: N802 - Dask's name
            raise OSError("timed out")

    monkeypatch.setattr(executors, "import_module", lambda _: Nobody)
    with pytest.raises(ExecutorError, match="tcp://nowhere:1"):
        fs.run(cases.scenario(), dask="tcp://nowhere:1")


def test_other_executors_are_refused() -> None:
    with pytest.raises(ValueError, match="threads, processes"):
        fs.run(cases.scenario(), executor="magic")

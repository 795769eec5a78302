"""Running a scenario: every policy and every point of the sweep in the same worlds.

What is finished is kept at once, unit by unit, and put together at the end. With a folder to write to, an interrupted
run goes on where it was.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from followersim.experiment.ending import Ending
from followersim.experiment.errors import FailedUnitsError
from followersim.experiment.executors import EXECUTORS, LOCAL, executor_of
from followersim.experiment.pictures import PLAIN, Pictures
from followersim.experiment.unit_store import LockedFolder, UnitStore
from followersim.experiment.units import works_of
from followersim.experiment.work import warm_up
from followersim.experiment.working import Working
from followersim.experiment.writing import Finished
from followersim.model.compiling import is_compiled
from followersim.model.setup import set_up
from followersim.scenario.scenario import Scenario, load_scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from followersim.experiment.executors import Executor
    from followersim.experiment.result import Extra, Result
    from followersim.experiment.units import PointWork


def run(
    scenario: Scenario | str | Path,
    *,
    worlds: int | Literal["auto"] | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    on_compile: Callable[[], None] | None = None,
    segments: bool = False,
    out: str | Path | None = None,
    command: Sequence[str] = (),
    executor: str = "threads",
    dask: str | None = None,
    fresh: bool = False,
    ending: Ending | None = None,
    extra: Extra | None = None,
    pictures: Pictures = PLAIN,
) -> Result:
    """Run a scenario (or the file that holds one) and return its result.

    Args:
        scenario: the scenario, or the path of its file.
        worlds: number of worlds, or "auto", if not the scenario's.
        seed: start of the random numbers, if not the scenario's.
        jobs: units of work at the same time (default: one per core). The result is the same, to the byte, for any
            number.
        progress: called with (simulations done, all simulations), from what an earlier run has done to the end.
        on_compile: called if the model has to be compiled first, which happens once per computer and version.
        segments: keep what happened in each segment of the audience, for `Result.segments` and `segments.csv`.
        out: folder to write the results to, all files at once; what is finished is kept there and never done twice.
            Without it, nothing outlives the result; `Result.write` still writes everything.
        command: the command line to write down in the manifest.
        executor: "threads" or "processes"; the latter in a program of one's own needs `if __name__ == "__main__"`.
        dask: address of a Dask scheduler, or "local" for a cluster on this computer.
        fresh: forget what an earlier run has finished in the folder.
        pictures: charts beside those that every run writes, and how all of them look (with `out` only).
        ending: what may ask for an early end; see `Ending`. Without it, Ctrl-C ends the run within a moment.
        extra: writes more files about the result to the folder that it is given, and returns them (with `out` only).

    Raises `ScenarioError` for wrong input, `ResultError` when something cannot be written, `ExecutorError` when the
    workers asked for are not there, and `FailedUnitsError` when some of the work failed and all else is done and
    written. Without `out`, the first error of any unit ends the run.
    """
    if not isinstance(scenario, Scenario):
        scenario = load_scenario(scenario)
    if worlds is not None or seed is not None:
        scenario = scenario.with_changes(worlds=worlds, seed=seed, origin="run")
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")
    if executor not in EXECUTORS:
        raise ValueError(f"unknown executor {executor!r}: there are {', '.join(EXECUTORS)}")
    workers = _Workers(executor, dask, jobs, on_compile)
    this = _Run(scenario, workers, ending or Ending(), progress, segments=segments)
    if out is None:
        return this.in_memory()
    return this.into(Path(out), command, fresh=fresh, extra=extra, pictures=pictures)


@dataclass(frozen=True)
class _Workers:
    """Who does the work, asked for but not yet there."""

    executor: str
    dask: str | None
    jobs: int | None
    on_compile: Callable[[], None] | None

    @contextmanager
    def opened(self, first: PointWork) -> Iterator[Executor]:
        """Open the executor; where it computes on this computer, the model is compiled before, once for all."""
        with executor_of(self.executor, self.dask, self.jobs) as executor:
            if executor.computes_here or (self.dask in {None, LOCAL} and not is_compiled()):
                self._compile(first)
            yield executor

    def _compile(self, first: PointWork) -> None:
        """Load the compiled rules, or compile them, in this thread: two threads at once would both do it."""
        if self.on_compile is not None and not is_compiled():
            self.on_compile()
        warm_up(set_up(first.cases[0]))


@dataclass(frozen=True)
class _Run:
    """One call of `run`."""

    scenario: Scenario
    workers: _Workers
    ending: Ending
    progress: Callable[[int, int], None] | None
    segments: bool
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    clock: float = field(default_factory=time.perf_counter)

    def in_memory(self) -> Result:
        """Run without a folder of the user's: the tables lie in a temporary one that goes with the result."""
        folder = Path(tempfile.mkdtemp(prefix="followersim-"))
        try:
            store = UnitStore(folder, lasting=False)
            store.folder.mkdir()
            finished = self._finish(store, keep_going=False)
            result = finished.put_together(folder)
            shutil.rmtree(store.folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        result.owns_folder()
        return result

    def into(
        self, folder: Path, command: Sequence[str], *, fresh: bool, extra: Extra | None, pictures: Pictures
    ) -> Result:
        """Run and write everything to a folder."""
        with LockedFolder(folder):
            store = UnitStore(folder)
            if fresh:
                store.clear()
            finished = self._finish(store, keep_going=True)
            working = finished.working
            result = finished.write(folder, command, extra, pictures)
            if result is None or working.faults:
                raise FailedUnitsError(working.texts(), len(working.units), result)
            store.remove(working.units)
            return result

    def _finish(self, store: UnitStore, *, keep_going: bool) -> Finished:
        works = works_of(self.scenario)
        with Working(
            works,
            store,
            lambda: self.workers.opened(works[0]),
            self.ending,
            keep_going=keep_going,
            progress=self.progress,
        ) as working:
            if self.scenario.auto_worlds:
                working.finish_enough()
            else:
                working.finish(self.scenario.worlds)
        return Finished(self.scenario, working, self.started, self.clock, self.segments)

"""Running a scenario: every policy and every point of the sweep in the same worlds."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from followersim.experiment.frames import Gathering
from followersim.experiment.pool import default_jobs, run_all
from followersim.experiment.result import Result
from followersim.experiment.work import points_of, tasks_of, warm_up
from followersim.model.compiling import is_compiled
from followersim.scenario.scenario import Scenario, load_scenario

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from followersim.experiment.work import Finished, Point


def run(
    scenario: Scenario | str | Path,
    *,
    worlds: int | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    on_compile: Callable[[], None] | None = None,
    segments: bool = False,
) -> Result:
    """Run a scenario (or the file that holds one) and return its result.

    Args:
        scenario: the scenario, or the path of its file.
        worlds: number of worlds, if not the scenario's.
        seed: start of the random numbers, if not the scenario's.
        jobs: worlds at the same time (default: one per core). The result is the same, to the byte, for any number.
        progress: called with (simulations done, all simulations), from 0 to the end.
        on_compile: called if the model has to be compiled first, which happens once per computer and version.
        segments: keep what happened in each segment of the audience, for `Result.segments` and `segments.csv`.

    Raises `ScenarioError` for wrong input. Ctrl-C ends the run within a moment.
    """
    if not isinstance(scenario, Scenario):
        scenario = load_scenario(scenario)
    if worlds is not None or seed is not None:
        scenario = scenario.with_changes(worlds=worlds, seed=seed, origin="run")
    threads = default_jobs() if jobs is None else jobs
    if threads < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")
    started, clock = datetime.now(UTC), time.perf_counter()
    gathering = Gathering(scenario.cases(), scenario.worlds, segments=segments)
    _gather(gathering, scenario, threads, progress, on_compile)
    daily, responses, groups = gathering.daily(), gathering.response_minutes(), gathering.segments()
    return Result(scenario, daily, responses, started=started, seconds=time.perf_counter() - clock, groups=groups)


def _gather(
    gathering: Gathering,
    scenario: Scenario,
    threads: int,
    progress: Callable[[int, int], None] | None,
    on_compile: Callable[[], None] | None,
) -> None:
    done, total = 0, len(scenario.cases()) * scenario.worlds

    def keep(finished: list[Finished]) -> None:
        nonlocal done
        for one in finished:
            gathering.put(one.case, one.world, one.results)
        done += len(finished)
        if progress is not None:
            progress(done, total)

    points = points_of(scenario)
    first = next(points)
    _compile(first, on_compile)
    if progress is not None:
        progress(0, total)
    run_all(tasks_of(chain([first], points), scenario.seed, scenario.worlds), threads, keep)


def _compile(point: Point, on_compile: Callable[[], None] | None) -> None:
    """Load the compiled rules, or compile them, in this thread: two threads at once would both do it."""
    if on_compile is not None and not is_compiled():
        on_compile()
    warm_up(point.parts[0].setup)

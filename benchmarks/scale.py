"""Measures what units of work cost: keeping them, handing them to workers, putting them together.

    python benchmarks/scale.py              prints tables for docs/scale.md
    python benchmarks/scale.py --no-dask    without the Dask cluster

Wall clock, best of three, model compiled beforehand. Small shared machines are noisy: run it on an idle one.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent

import followersim as fs  # noqa: E402 - the project may be on the path only now
from followersim.experiment.driving import drive  # noqa: E402
from followersim.experiment.ending import Ending  # noqa: E402
from followersim.experiment.executors import executor_of  # noqa: E402
from followersim.experiment.jobs import Job  # noqa: E402
from followersim.experiment.unit_files import UnitFile, pack  # noqa: E402
from followersim.experiment.unit_store import UnitStore  # noqa: E402
from followersim.experiment.units import maker, units_of, works_of  # noqa: E402
from followersim.experiment.work import Task, prepared, warm_up  # noqa: E402
from followersim.experiment.working import Working  # noqa: E402
from followersim.experiment.writing import Finished  # noqa: E402
from followersim.model.setup import set_up  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followersim.experiment.executors import Executor
    from followersim.experiment.jobs import Fault
    from followersim.experiment.units import PointWork

TIMES = 3
TINY: dict[str, Any] = {
    "policies": ["broadcast_only"],
    "audience": {"followers": 1, "people": 2},
    "period": {"days": 1},
}


def best(measure: Callable[[], float]) -> float:
    """Return the shortest of some times."""
    return min(measure() for _ in range(TIMES))


def seconds(do: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def of_a_unit() -> None:
    """Print what a unit of the usual scenario costs beside its simulations."""
    scenario = fs.load_scenario(ROOT / "scenarios" / "harsh_reply.yaml").with_changes(worlds=200)
    (work,) = works_of(scenario)
    unit = next(units_of([work], scenario.worlds))
    point = prepared(work.cases, None)
    warm_up(point.parts[0].setup)
    never = Event()

    def simulations() -> list[Any]:
        return [
            [found.results for found in Task(point, work.seed, world).run(never)]
            for world in range(unit.start, unit.stop)
        ]

    results = simulations()
    content = pack(unit, results)
    parts = {
        f"the simulations ({unit.worlds} worlds, {len(work.cases)} policies)": best(lambda: seconds(simulations)),
        "packing": best(lambda: seconds(lambda: pack(unit, results))),
        "looking at it": best(lambda: seconds(lambda: UnitFile.of(content, unit).facts)),
    }
    with tempfile.TemporaryDirectory(dir=ROOT) as folder:
        store = UnitStore(Path(folder))
        store.folder.mkdir()
        parts["writing it, safe from power cuts"] = best(lambda: seconds(lambda: store.put(unit, content)))
        parts["putting it together with 19 others, on one core"] = best(lambda: together(scenario)) / 20
    whole = next(iter(parts.values()))
    print(f"| a unit of {len(content) / 1000:.0f} kB | ms | per cent |\n| --- | --- | --- |")
    for what, took in parts.items():
        print(f"| {what} | {took * 1000:.1f} | {100 * took / whole:.1f} |")


@contextmanager
def finished(scenario: fs.Scenario, folder: Path) -> Iterator[Finished]:
    """Run all units of a scenario."""
    store = UnitStore(folder, lasting=False)
    store.folder.mkdir()
    works = works_of(scenario)
    with Working(
        works, store, lambda: executor_of("threads", None, None), Ending(), keep_going=True, progress=None
    ) as working:
        working.finish(scenario.worlds)
    yield Finished(scenario, working, datetime.now(UTC), time.perf_counter(), segments=False)


def together(scenario: fs.Scenario) -> float:
    """Return how long it takes to put the units of a scenario together, summary included."""
    with tempfile.TemporaryDirectory() as name, finished(scenario, Path(name)) as work:
        return seconds(lambda: work.put_together(Path(name)))


def hand_out(executor: Executor, work: PointWork, units: int) -> float:
    """Let workers run units of one world each; return the seconds it took."""
    kept: list[bytes | Fault] = []
    jobs = (Job(work.unit(k, k + 1), work, maker()) for k in range(units))
    took = seconds(lambda: drive(executor, jobs, lambda _, outcome: kept.append(outcome), Ending()))
    if not all(isinstance(outcome, bytes) for outcome in kept):
        raise RuntimeError("a unit failed")
    return took


def of_executors(*, dask: bool) -> None:
    """Print what it costs to hand a unit to a worker and take its content, with units that do next to nothing."""
    print("\n| executor, 2 workers | start, s | ms per unit |\n| --- | --- | --- |")
    scenario = fs.Scenario(**TINY)
    (work,) = works_of(scenario)
    warm_up(set_up(work.cases[0]))
    alone = best(lambda: seconds(lambda: [Job(work.unit(k, k + 1), work, maker()).run(Event()) for k in range(100)]))
    print(f"| (the work itself) | | {alone * 10:.2f} |")
    for name, address in (("threads", None), ("processes", None), ("dask", "local"))[: 3 if dask else 2]:
        start = time.perf_counter()
        with executor_of("threads" if address else name, address, 2) as executor:
            hand_out(executor, work, 8)  # every worker loads the model
            ready = time.perf_counter() - start
            took = min(hand_out(executor, work, 1000) for _ in range(TIMES))
        print(f"| {name} | {ready:.1f} | {took:.2f} |")


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-dask", action="store_true")
    options = parser.parse_args()
    of_a_unit()
    of_executors(dask=not options.no_dask)


if __name__ == "__main__":
    main()

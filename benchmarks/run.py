"""Measures the engine: sizes, growth with followers, days and posts, and the plain-Mesa reference in the same run.

    python benchmarks/run.py            prints tables and rewrites docs/speed.md
    python benchmarks/run.py --quick    smaller sizes, prints only

Times are medians over several worlds, wall clock, one thread, rules compiled beforehand. Small shared machines are
noisy: trust ratios of one run more than seconds of two.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import time
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.reference.model import ReferenceModel  # noqa: E402 - the project must be on the path first

from followersim.model.records import MESSAGE, PERSON, TIE  # noqa: E402
from followersim.model.setup import set_up  # noqa: E402
from followersim.model.simulation import Simulation  # noqa: E402
from followersim.scenario import Scenario  # noqa: E402

if TYPE_CHECKING:
    from followersim.scenario.scenario import Case

INCIDENT = {"type": "product_fault", "day": 20, "hour": 10, "share": 0.05, "severity": 0.6}
LISTS_PER_PERSON = 12  # bytes: places in the lists by presence and by segment, and in the list of the angry


@dataclass(frozen=True)
class Timing:
    """Medians over worlds, in milliseconds."""

    drawing: float
    running: float
    n_messages: int


def case_of(followers: int, days: int = 90, posts_per_day: float = 2.0, people_per_follower: int = 4) -> Case:
    """Return one policy (handles criticism well) with an incident."""
    return Scenario.from_mapping(
        {
            "policies": [
                {
                    "based_on": "handles_criticism_well",
                    "name": "handles_criticism_well",
                    "posting": {"posts_per_day": posts_per_day},
                    "team": {"members": max(1, min(50, followers // 5000))},
                }
            ],
            "audience": {"people": followers * people_per_follower, "followers": followers},
            "period": {"days": days},
            "events": [INCIDENT] if days > 20 else [],
        }
    ).cases()[0]


def measure(case: Case, worlds: int) -> Timing:
    """Return the median time to draw the people of a world, and to run it."""
    setup = set_up(case)
    drawing, running, n_messages = [], [], 0
    for world in range(worlds):
        start = time.perf_counter()
        simulation = Simulation(setup, 1, world)
        drawn = time.perf_counter()
        simulation.advance()
        drawing.append(drawn - start)
        running.append(time.perf_counter() - drawn)
        n_messages = int(simulation.arrays.state["n_messages"][0])
    return Timing(statistics.median(drawing) * 1000, statistics.median(running) * 1000, n_messages)


def table(head: list[str], rows: list[list[Any]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def sizes(followers: list[int]) -> str:
    """Return the table of sizes."""
    rows = []
    for n in followers:
        timing = measure(case_of(n), 9 if n <= 10_000 else 3)
        each = (timing.drawing + timing.running) / n * 1000
        rows.append([f"{n:,}", f"{n * 4:,}", f"{timing.drawing:.1f}", f"{timing.running:.1f}", f"{each:.1f}"])
    return table(["followers", "people", "drawing the people, ms", "90 days by the hour, ms", "µs per follower"], rows)


def growth() -> str:
    """Return how time grows with followers, days and posts, each doubled alone."""
    usual = {"followers": 10_000, "days": 60, "posts_per_day": 2.0}
    base = measure(case_of(**usual), 9).running  # type: ignore[arg-type]
    rows = [["10,000 followers, 60 days, 2 posts a day", f"{base:.1f}", "1"]]
    for name, factor in (("followers", 2), ("days", 2), ("posts_per_day", 2), ("posts_per_day", 4)):
        changed = measure(case_of(**{**usual, name: usual[name] * factor}), 9).running  # type: ignore[arg-type]
        rows.append([f"{name} x {factor}", f"{changed:.1f}", f"{changed / base:.2f}"])
    return table(["world", "ms", "times the first"], rows)


def companies() -> str:
    """Return the time of one, two and three companies that share an audience, measured in turns on the same worlds."""
    usual = {
        "policies": ["handles_criticism_well"],
        "audience": {"people": 20_000, "followers": 5_000},
        "events": [INCIDENT],
    }
    rivals = [{"name": name, "policy": "dialogue_with_companies"} for name in ("next door", "across the street")]
    setups = [set_up(Scenario.from_mapping({**usual, "rivals": rivals[:n]}).cases()[0]) for n in range(3)]
    times: list[list[float]] = [[], [], []]
    for world in range(15):
        for setup, found in zip(setups, times, strict=True):
            start = time.perf_counter()
            Simulation(setup, 1, world).advance()
            found.append(time.perf_counter() - start)
    medians = [statistics.median(found) * 1000 for found in times]
    rows = [[n + 1, f"{ms:.1f}", f"{ms / medians[0]:.2f}"] for n, ms in enumerate(medians)]
    return table(["companies with 5,000 followers each", "ms", "times one"], rows)


def side_by_side(followers: int, days: int) -> str:
    """Return the time of the engine and of the plain-Mesa reference on the same world, and check the same outcome."""
    case = case_of(followers, days)
    engine = measure(case, 9)
    ours = Simulation(set_up(case), 1, 0)
    ours.advance()
    start = time.perf_counter()
    reference = ReferenceModel(case, 1, 0)
    reference.run()
    plain = (time.perf_counter() - start) * 1000
    same = len(reference.messages) == int(ours.arrays.state["n_messages"][0])
    whole = engine.drawing + engine.running
    rows = [
        ["plain Mesa objects (tests/reference)", f"{plain:,.0f}", "1"],
        ["followersim", f"{whole:.1f}", f"{plain / whole:,.0f}"],
    ]
    head = f"{followers:,} followers, {days} days, the same world" + ("" if same else " - OUTCOMES DIFFER")
    return table([head, "ms", "times faster"], rows)


def corporation_mb() -> float:
    """Return the size of all arrays of a corporation's world after a quarter with harsh replies, in MB."""
    case = Scenario.from_mapping({"profile": "corporation", "policies": ["harsh_reply"], "events": [INCIDENT]}).cases()[
        0
    ]
    simulation = Simulation(set_up(case), 1, 0)
    simulation.advance()
    arrays = (getattr(simulation.arrays, field.name) for field in fields(simulation.arrays))
    return sum(array.nbytes for array in arrays if isinstance(array, np.ndarray)) / 1e6


def memory() -> str:
    """Return bytes of state per person, and the memory of a corporation's world."""
    state = PERSON.itemsize + TIE.itemsize + LISTS_PER_PERSON
    return (
        f"A person costs {state} bytes: {PERSON.itemsize} of traits, {TIE.itemsize} of feelings, {LISTS_PER_PERSON} in "
        f"lists. A message costs {MESSAGE.itemsize}. The graph costs nothing: it is computed where it is needed.\n\n"
        f"All arrays of a world of the profile `corporation` (300,000 people), a storm included: "
        f"{corporation_mb():.0f} MB. The process around it needs 200 to 250 MB more, for Python, NumPy, pandas, "
        "Matplotlib and Numba's compiler."
    )


def main() -> None:
    """Measure, print, and write docs/speed.md unless asked for the quick version."""
    parser = argparse.ArgumentParser(description="Measure the engine.")
    parser.add_argument("--quick", action="store_true", help="smaller sizes, nothing written")
    quick = parser.parse_args().quick
    Simulation(set_up(case_of(200, 2)), 1, 0).advance()  # compiles
    text = "\n\n".join(
        [
            "# Speed",
            f"Written by `make bench`; one thread, medians, compiled beforehand; {platform.machine()}, two cores.",
            "## Sizes",
            sizes([2_000, 5_000] if quick else [2_000, 5_000, 100_000, 1_000_000]),
            memory(),
            "## Growth",
            (
                "Work is in proportion to what happens (exposures), not to people times hours. What is above twice for "
                "twice the followers is the processor's cache: from some ten thousand followers on, the people no "
                "longer fit into it, and each exposure waits for memory."
            ),
            growth(),
            "## Several companies",
            companies(),
            "## Against plain Mesa",
            "The reference is the same model with one `mesa.Agent` per person; the tests hold both equal draw by draw.",
            side_by_side(500 if quick else 5_000, 30 if quick else 90),
        ]
    )
    print(text)
    if not quick:
        (ROOT / "docs" / "speed.md").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

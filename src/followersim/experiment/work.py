"""One world of one point of the sweep, under all policies, with the same people and luck."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from followersim.model.deciding import DecidingSimulation
from followersim.model.setup import Setup, set_up
from followersim.model.simulation import CaseResult, Simulation, result_of
from followersim.policies.loading import load_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from threading import Event

    from followersim.model.audience import People
    from followersim.policies import Policy
    from followersim.scenario.scenario import Case, Scenario

HOURS_BETWEEN_LOOKS: Final = 24 * 7


class StoppedError(Exception):
    """The run was interrupted while this world was on its way."""


@dataclass
class Part:
    """One case, ready to run: its place at its point, its numbers, and what makes its policy if that is code."""

    number: int
    case: Case
    setup: Setup
    make_policy: Callable[[], Policy] | None

    def simulation(self, seed: int, world: int, people: People | None, capacity: int) -> Simulation:
        """Return this case in a world, at its start."""
        if self.make_policy is None:
            return Simulation(self.setup, seed, world, people, capacity)
        policy = self.make_policy()
        return DecidingSimulation(self.setup, seed, world, people, capacity, case=self.case, policy=policy)


@dataclass
class Point:
    """The cases of one point of the sweep. `capacity` is what the largest world so far needed: a hint for the next."""

    parts: list[Part]
    capacity: int = field(default=0)


@dataclass(frozen=True)
class Finished:
    """What the case of this number gave in a world, one result per company, the main one first."""

    case: int
    world: int
    results: list[CaseResult]


@dataclass(frozen=True)
class Task:
    """One world of one point."""

    point: Point
    seed: int
    world: int

    def run(self, stop: Event) -> list[Finished]:
        """Run every case in this world; raise `StoppedError` soon after `stop` is set."""
        shared: dict[tuple[object, ...], People] = {}
        results = []
        for part in self.point.parts:
            identity = part.setup.people_identity
            simulation = part.simulation(self.seed, self.world, shared.get(identity), self.point.capacity)
            shared[identity] = simulation.people
            while simulation.hour < simulation.setup.n_hours:
                if stop.is_set():
                    raise StoppedError
                simulation.advance(simulation.hour + HOURS_BETWEEN_LOOKS)
            self.point.capacity = max(self.point.capacity, simulation.capacity)
            found = [_alone(result) for result in result_of(simulation)]
            results.append(Finished(part.number, self.world, found))
        return results


def _alone(result: CaseResult) -> CaseResult:
    """Return a result that keeps nothing of its world alive."""
    return replace(
        result,
        response_day=result.response_day.astype(np.int32),
        response_min=result.response_min.astype(np.int32),
    )


def points_of(scenario: Scenario) -> Iterator[Point]:
    """Prepare one point of the sweep after the other."""
    folder = Path(scenario.path).parent if scenario.path else None
    width = len(scenario.policies)
    cases = scenario.cases()
    for start in range(0, len(cases), width):
        yield prepared(cases[start : start + width], folder)


def prepared(cases: Sequence[Case], folder: Path | None) -> Point:
    """Return the cases of a point, ready to run; policies in Python are also looked for in a folder."""
    makers = [load_policy(case.python_policy, folder) if case.python_policy else None for case in cases]
    return Point(
        [Part(k, case, set_up(case), maker) for k, (case, maker) in enumerate(zip(cases, makers, strict=True))]
    )


def warm_up(setup: Setup) -> None:
    """Load the compiled rules, or compile them, by running a world of hardly anybody and one company for an hour."""
    main = setup.companies[0]
    alone = replace(main, n_followers=min(10, main.n_followers))
    Simulation(replace(setup, n_people=20, n_hours=24, companies=(alone,)), 0, 0).advance(1)

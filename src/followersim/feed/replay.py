"""Running one world again, under one policy, and keeping what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from followersim.experiment.work import Part, points_of, warm_up
from followersim.feed.companies import Companies
from followersim.feed.messages import Message, messages_of
from followersim.model import codes
from followersim.model.compiling import is_compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.model.simulation import Simulation
    from followersim.scenario.scenario import Scenario

STORM_FROM: Final = 5
"""Wind force from which a day belongs to a shitstorm."""

DAYS_BEFORE_STORM: Final = 3
DAYS_AFTER_STORM: Final = 7
WORLDS_TO_LOOK_THROUGH: Final = 20


@dataclass(frozen=True)
class Replay:
    """One world under one policy, run to the end, as one company sees it.

    `winds`: wind force by day; `key`: the world's luck.
    """

    messages: list[Message]
    winds: list[int]
    key: int
    n_people: int
    companies: Companies

    @property
    def storm_day(self) -> int | None:
        """The first day of a shitstorm, None if there is none."""
        return next((day for day, force in enumerate(self.winds) if force >= STORM_FROM), None)


def part_of(scenario: Scenario, on_compile: Callable[[], None] | None = None) -> Part:
    """Return the first policy at the first point of the sweep, ready to run."""
    part = next(points_of(scenario)).parts[0]
    if on_compile is not None and not is_compiled():
        on_compile()
    warm_up(part.setup)
    return part


def finished(part: Part, seed: int, world: int) -> Simulation:
    """Run a world to its end: the same, to the byte, as in a run of the whole scenario."""
    simulation = part.simulation(seed, world, None, 0)
    simulation.advance()
    return simulation


def replay(part: Part, seed: int, world: int, company: int = 0) -> Replay:
    """Run a world and return what was written in it to and by a company (0: the main one, then its rivals)."""
    simulation = finished(part, seed, world)
    return Replay(
        messages_of(simulation, company),
        winds_of(simulation, company),
        int(simulation.key),
        part.setup.n_people,
        Companies.of(part.case, company),
    )


def winds_of(simulation: Simulation, company: int = 0) -> list[int]:
    """Return the wind force of each day."""
    return [int(force) for force in simulation.worlds[company].levels[:, codes.L_WIND]]


def world_with_storm(part: Part, seed: int, company: int = 0) -> int | None:
    """Return the first world in which a company has a shitstorm; None if there is none among the first twenty."""
    for world in range(WORLDS_TO_LOOK_THROUGH):
        if max(winds_of(finished(part, seed, world), company), default=0) >= STORM_FROM:
            return world
    return None


def days_around_storm(replayed: Replay) -> tuple[int, int] | None:
    """Return the first and the last day of the window around the first shitstorm."""
    day = replayed.storm_day
    if day is None:
        return None
    return max(0, day - DAYS_BEFORE_STORM), min(len(replayed.winds) - 1, day + DAYS_AFTER_STORM)

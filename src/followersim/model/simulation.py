"""Running worlds: one policy in one world, or all cases of a scenario in the same world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.audience import People, begin, make_people
from followersim.model.records import Column, World, allocate
from followersim.model.rules.hours import run_hours
from followersim.model.setup import Setup, set_up
from followersim.model.streams import world_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.scenario.scenario import Case

SMALLEST_CAPACITY = 4096
FOLLOWERS_PER_PLACE = 5  # what waits and what is written in an ordinary quarter stays below a fifth of the followers


class Simulation:
    """One world under one policy, advanced hour by hour or in one stretch: the result is the same to the byte.

    Arrays that turn out too small are replaced by larger ones and the world is run again from its start; since all luck
    belongs to persons and hours, this changes nothing but the time it takes.
    """

    def __init__(self, setup: Setup, seed: int, world: int, people: People | None = None, capacity: int = 0) -> None:
        self.setup = setup
        self.key = world_key(seed, world)
        self.people = people or make_people(
            setup.n_people, setup.n_followers, self.key, setup.segment_shares, setup.parameters
        )
        self.capacity = max(capacity, SMALLEST_CAPACITY, setup.n_followers // FOLLOWERS_PER_PLACE)
        self.arrays = self._start()

    def _start(self) -> World:
        setup = self.setup
        arrays = allocate({**vars(self.people), **setup.arrays}, setup.n_hours, self.capacity)
        state = arrays.state
        state["key"] = self.key
        state["free"] = -1
        state["last_offer"] = -1
        state["start_weekday"] = setup.start_weekday
        state["n_start"] = setup.n_followers
        state["n_followers"] = setup.n_followers
        state["usual"] = setup.n_followers * setup.parameters.values["usual_at_start"]
        begin(arrays)
        return arrays

    @property
    def hour(self) -> int:
        """Hours simulated so far."""
        return int(self.arrays.state["hour"][0])

    def advance(self, until: int | None = None) -> None:
        """Run up to an hour (default: to the end of the period)."""
        until = self.setup.n_hours if until is None else min(until, self.setup.n_hours)
        while not run_hours(self.arrays, until):
            self.capacity *= 4
            self.arrays = self._start()


@dataclass(frozen=True)
class CaseResult:
    """What one policy in one world gave: daily counts and levels, and the delays of all replies.

    counts: (days, len(codes.COUNTS)) whole numbers; levels: (days, len(codes.LEVELS)); first_response: one row per
    answered message (day of the message, minutes to the reply); answered: answered messages by day received.
    """

    counts: Column
    levels: Column
    response_day: Column
    response_min: Column


def result_of(simulation: Simulation) -> CaseResult:
    """Return what a finished simulation gave."""
    arrays = simulation.arrays
    messages = arrays.messages[: int(arrays.state["n_messages"][0])]
    # a deletion is no answer
    answered = messages[(messages["reply_hour"] >= 0) & (messages["reply"] != codes.DELETE)]
    return CaseResult(
        counts=arrays.counts,
        levels=arrays.levels,
        response_day=answered["hour"] // 24,
        response_min=answered["delay_min"],
    )


def simulate(cases: Sequence[Case], seed: int, world: int) -> list[CaseResult]:
    """Run all cases in one world: the same people and the same luck for each of them."""
    return simulate_setups([set_up(case) for case in cases], seed, world)


def simulate_setups(setups: Sequence[Setup], seed: int, world: int) -> list[CaseResult]:
    """Run prepared cases in one world; cases that agree about the people share them."""
    shared: dict[tuple[object, ...], People] = {}
    results = []
    capacity = 0
    for setup in setups:
        simulation = Simulation(setup, seed, world, shared.get(setup.people_identity), capacity)
        shared[setup.people_identity] = simulation.people
        simulation.advance()
        capacity = simulation.capacity
        results.append(result_of(simulation))
    return results

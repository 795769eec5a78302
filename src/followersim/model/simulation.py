"""Running worlds: one policy in one world, or all cases of a scenario in the same world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from followersim.model import codes
from followersim.model.audience import People, begin, make_people, overlapping
from followersim.model.records import Column, World, allocate
from followersim.model.rules.hours import run_hours
from followersim.model.setup import CompanySetup, Setup, set_up
from followersim.model.streams import company_key, world_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.scenario.scenario import Case

SMALLEST_CAPACITY = 4096
CHANGING = ("playbook", "rules", "books", "rulesets", "events")  # of a company, and not to be shared between worlds
LISTENS_AT_START = 0.5
FOLLOWERS_PER_PLACE = 5  # what waits and what is written in an ordinary quarter stays below a fifth of the followers


class Simulation:
    """One world under one policy, advanced hour by hour or in one stretch: the result is the same to the byte.

    `worlds` holds one `World` per company, the main one first, which is also `arrays`.

    Arrays that turn out too small are replaced by larger ones and the world is run again from its start; since all luck
    belongs to persons and hours, this changes nothing but the time it takes.
    """

    def __init__(self, setup: Setup, seed: int, world: int, people: People | None = None, capacity: int = 0) -> None:
        self.setup = setup
        self.key = world_key(seed, world)
        self.people = people or make_people(
            setup.n_people, setup.n_followers, self.key, setup.segment_shares, setup.parameters
        )
        most = max(company.n_followers for company in setup.companies)
        self.capacity = max(capacity, SMALLEST_CAPACITY, most // FOLLOWERS_PER_PLACE)
        self.worlds = self._start()

    @property
    def arrays(self) -> World:
        """The main company's world."""
        return self.worlds[0]

    def _start(self) -> list[World]:
        worlds = [self._start_company(number) for number in range(len(self.setup.companies))]
        for world in worlds:
            world.market[:] = [other.address for other in worlds]
        return worlds

    def _start_company(self, number: int) -> World:
        setup, company = self.setup, self.setup.companies[number]
        own = {name: company.arrays[name].copy() for name in CHANGING}
        shared = {**vars(self.people), **setup.arrays, **company.arrays, **own}
        arrays = allocate(shared, setup.n_hours, self.capacity, len(setup.companies))
        state = arrays.state
        state["key"] = self.key if number == 0 else company_key(self.key, number)
        state["world_key"] = self.key
        state["index"] = number
        state["free"] = -1
        state["last_offer"] = -1
        state["launched"] = -1_000_000
        state["listens"] = LISTENS_AT_START
        state["is_silent"] = company.arrays["playbook"]["account"][0] == 0.0
        state["start_weekday"] = setup.start_weekday
        state["n_start"] = company.n_followers
        state["n_followers"] = company.n_followers
        state["usual"] = company.n_followers * setup.parameters.values["usual_at_start"]
        followers = np.zeros(setup.n_people, np.uint8)
        if number == 0:
            followers[: setup.n_followers] = 1
        else:
            overlapping(followers, setup.n_followers, company.n_followers, company.n_shared, state["key"][0])
        begin(arrays, followers)
        return arrays

    @property
    def hour(self) -> int:
        """Hours simulated so far."""
        return int(self.arrays.state["hour"][0])

    def advance(self, until: int | None = None) -> None:
        """Run up to an hour (default: to the end of the period)."""
        until = self.setup.n_hours if until is None else min(until, self.setup.n_hours)
        while not run_hours(self.arrays, until):
            self.grow()

    def grow(self) -> None:
        """Start again with larger arrays."""
        self.capacity *= 4
        self.worlds = self._start()


@dataclass(frozen=True)
class CaseResult:
    """What one policy in one world gave for one company: daily counts and levels, and the delays of all replies.

    counts: (days, len(codes.COUNTS)) whole numbers; levels: (days, len(codes.LEVELS)); response_day, response_min: one
    entry per answered message (day of the message, minutes to the reply). groups: whole-period counts by segment,
    (segments, len(codes.GROUP_COUNTS)); group_trust: mean trust of each segment's followers at the end, NaN if there
    are none.
    """

    company: str
    counts: Column
    levels: Column
    response_day: Column
    response_min: Column
    groups: Column
    group_trust: Column


def result_of(simulation: Simulation) -> list[CaseResult]:
    """Return what a finished simulation gave, one result per company, the main one first."""
    companies = simulation.setup.companies
    return [_result(company, world) for company, world in zip(companies, simulation.worlds, strict=True)]


def _result(company: CompanySetup, arrays: World) -> CaseResult:
    messages = arrays.messages[: int(arrays.state["n_messages"][0])]
    # a deletion is no answer
    answered = messages[(messages["reply_hour"] >= 0) & (messages["reply"] != codes.DELETE)]
    groups, trust = _by_segment(arrays)
    return CaseResult(
        company=company.name,
        counts=arrays.counts,
        levels=arrays.levels,
        response_day=answered["hour"] // 24,
        response_min=answered["delay_min"],
        groups=groups,
        group_trust=trust,
    )


def _by_segment(arrays: World) -> tuple[Column, Column]:
    """Return the counts by segment, followers at start and end filled in, and the trust of those at the end."""
    n = len(arrays.segments)
    segment = arrays.people["segment"]
    follows = arrays.ties["since"] >= 0
    groups = arrays.groups.copy()
    groups[:, codes.G_END] = np.bincount(segment[follows], minlength=n)
    groups[:, codes.G_START] = groups[:, codes.G_END] - groups[:, codes.G_NEW] + groups[:, codes.G_LOST]
    trust = np.bincount(segment[follows], arrays.ties["trust"][follows], minlength=n)
    return groups, np.divide(trust, groups[:, codes.G_END], out=np.full(n, np.nan), where=groups[:, codes.G_END] > 0)


def simulate(cases: Sequence[Case], seed: int, world: int) -> list[list[CaseResult]]:
    """Run all cases in one world: the same people and the same luck for each of them."""
    return simulate_setups([set_up(case) for case in cases], seed, world)


def simulate_setups(setups: Sequence[Setup], seed: int, world: int) -> list[list[CaseResult]]:
    """Run prepared cases in one world; cases that agree about the people share them. One list of companies per case."""
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

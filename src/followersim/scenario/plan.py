"""What a run would do and about how long it would take."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followersim.scenario.scenario import Case, Scenario
    from followersim.scenario.schema import Policy

# An estimate, not a promise: time per person, day and post (one more stands for what happens without posts), for each
# company, on one core of an ordinary laptop; and what charts and files take. A world with a storm takes up to ten
# times as long.
SECONDS_PER_PERSON_DAY_POST: Final = 4e-9
SECONDS_PER_RUN: Final = 4.0
SECONDS_PER_POINT: Final = 0.02

# What the results take on the disk: compressed daily numbers of each company, its numbers for the whole period, and its
# part of the summaries. Finished units of work take about as much as the daily numbers until they are put together.
BYTES_PER_DAY: Final = 60
BYTES_PER_WORLD: Final = 500
BYTES_PER_RESULT: Final = 35_000


@dataclass(frozen=True)
class Plan:
    """How much a scenario asks for. `seconds` is an estimate on this computer with all its cores.

    `bytes` is what the results will take on the disk. With `auto_worlds`, worlds, seconds and bytes are the most that
    may be needed; it usually ends sooner.
    """

    policies: int
    points: int
    worlds: int
    people: int
    days: int
    cores: int
    seconds: float
    companies: int = 1
    auto_worlds: bool = False
    bytes: int = 0

    @property
    def simulations(self) -> int:
        """Number of single simulations; at most so many with `auto_worlds`."""
        return self.policies * self.points * self.worlds


def plan(scenario: Scenario, cores: int | None = None) -> Plan:
    """Return what running a scenario means; sizes are those of the largest point of the sweep."""
    extent, policies, points = scenario.extent, len(scenario.policies), scenario.point_count
    cores = cores or os.cpu_count() or 1
    seconds = scenario.worlds * extent.work * SECONDS_PER_PERSON_DAY_POST / cores
    return Plan(
        policies=policies,
        points=points,
        worlds=scenario.worlds,
        people=extent.people,
        days=extent.days,
        cores=cores,
        seconds=SECONDS_PER_RUN + SECONDS_PER_POINT * policies * points + seconds,
        companies=1 + len(scenario.rivals),
        auto_worlds=scenario.auto_worlds,
        bytes=scenario.worlds * (extent.company_days * BYTES_PER_DAY + extent.companies * BYTES_PER_WORLD)
        + extent.companies * BYTES_PER_RESULT,
    )


def seconds_of_a_world(cases: Iterable[Case]) -> float:
    """Return about how long one world takes under all of these cases, one after the other on one core."""
    return sum(work_of(case) for case in cases) * SECONDS_PER_PERSON_DAY_POST


def work_of(case: Case) -> float:
    """Return how much there is to do in each world, in persons times days times posts."""
    policies = (case.policy, *(rival.policy for rival in case.rivals))
    return case.people * case.days * sum(1 + _posts_per_day(policy) for policy in policies)


def _posts_per_day(policy: Policy) -> float:
    return policy.posting.posts_per_day if policy.account else 0.0

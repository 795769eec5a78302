"""The world as a plain Mesa model: people, who reads whom, and companies, hour by hour (sections 3 and 5)."""

from __future__ import annotations

import math
from itertools import accumulate
from statistics import NormalDist
from typing import TYPE_CHECKING

import mesa

from tests.reference.company import Company
from tests.reference.luck import Decision, bits, normal, uniform
from tests.reference.network import Network
from tests.reference.parameters import Parameters
from tests.reference.traits import Traits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.scenario.scenario import Case
    from tests.reference.message import Message


class ReferenceModel(mesa.Model):  # type: ignore[misc] # mesa has no types
    """One world under one policy of the main company, with its rivals if there are any."""

    def __init__(self, case: Case, seed: int, world: int) -> None:
        super().__init__(rng=seed)
        self.case = case
        self.parameters = Parameters(case.parameters)
        self.key = bits(seed, world, 0, 0)
        self.hour = 0
        self.n_hours = case.days * 24
        self.traits = self._draw_people()
        self.network = Network(self.key, case.people, self.parameters)
        self.presence = self._presence_of_classes()
        self.climate = 0.0
        self.companies = [Company(self, 0, case.company, case.policy, case.profile)]
        self.companies[0].open_account(range(case.followers))
        self._add_rivals()
        mesa.Agent._ids.pop(self, None)  # Mesa would keep the model alive for ever

    def _draw_people(self) -> list[Traits]:
        case, names = self.case, [segment.name for segment in self.parameters.segments]
        inside = list(accumulate(case.profile.segments.get(name, 0.0) for name in names))
        outside = list(accumulate(case.profile.segments_outside.get(name, 0.0) for name in names))
        return [
            Traits(self.key, i, self.parameters, inside if i < case.followers else outside) for i in range(case.people)
        ]

    def _presence_of_classes(self) -> list[float]:
        p = self.parameters
        raw = [math.exp(p.presence_spread * NormalDist().inv_cdf((k + 0.5) / 10)) for k in range(10)]
        return [presence / (math.fsum(raw) / 10) / max(1e-9, 1 - p.dormant) for presence in raw]

    def _add_rivals(self) -> None:
        case = self.case
        for number, rival in enumerate(case.rivals, 1):
            company = Company(self, number, rival.name, rival.policy, rival.profile)
            company.branch = 0 if rival.same_branch else number
            n_both = int(rival.followers * rival.overlap + 0.5)
            both = self._stretch(company, 0, range(case.followers), n_both)
            others = self._stretch(company, 1, range(case.followers, case.people), rival.followers - n_both)
            company.open_account([*both, *others])
            self.companies.append(company)

    def _stretch(self, company: Company, who: int, people: Sequence[int], n: int) -> list[int]:
        """Return so many people in a row, from a place that luck decides."""
        first = int(uniform(company.key, who, 0, Decision.FOLLOWS_TOO) * len(people))
        return [people[(first + k) % len(people)] for k in range(n)]

    @property
    def messages(self) -> list[Message]:
        """The messages of the main company."""
        return self.companies[0].messages

    @property
    def day(self) -> int:
        """The day, from 0."""
        return self.hour // 24

    def is_on(self, weekdays: Sequence[bool]) -> bool:
        """Return whether today is one of these weekdays, Monday first."""
        return weekdays[(self.case.start.weekday() + self.day) % 7]

    def run(self) -> None:
        """Run to the end."""
        while self.hour < self.n_hours:
            self.step()

    def step(self) -> None:
        """Let an hour pass."""
        if self.hour % 168 == 0:
            self._climate_changes()
        if self.hour % 24 == 0:
            for company in self.companies:
                company.new_day()
        for company in self.companies:
            company.relations.look_around()
        for company in self.companies:
            company.live_an_hour()
        self.hour += 1

    def _climate_changes(self) -> None:
        p = self.parameters
        own = p.climate_spread * normal(self.key, 0, self.hour // 168, Decision.CLIMATE)
        self.climate = math.exp(own - 0.5 * p.climate_spread * p.climate_spread)

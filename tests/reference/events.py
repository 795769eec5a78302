"""What happens to a company, by plan or by chance (sections 6 and 7.13)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from tests.reference.clock import delay, later
from tests.reference.luck import Decision, candidates, uniform
from tests.reference.message import Kind
from tests.reference.traits import DORMANT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.reference.company import Company
    from tests.reference.parameters import Numbers
    from tests.reference.person import Person

HOURS_PER_MONTH = 30 * 24
LONGEST_MIN = 48 * 60


@dataclass(eq=False)
class Event:
    """Something that happens once, or by chance any number of times."""

    number: int
    type: str
    kind: Numbers  # its row of the table of happenings, for those that strike
    hour: int | None
    chance: float
    share: float
    severity: float
    blame: float = 1.0
    lasts_h: float = 0.0
    is_corrected: bool = False


class Events:
    """The events of one company."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.model = company.model
        self.list = list(self._planned())
        profile = company.profile
        chance = profile.incidents_per_month / HOURS_PER_MONTH
        if chance > 0:
            fault = self._kind("product_fault")
            share, severity = profile.incident_share, profile.incident_severity
            self.list.append(Event(len(self.list), "product_fault", fault, None, chance, share, severity))

    def _kind(self, name: str) -> Numbers:
        return self.model.parameters.happenings.get(name, self.model.parameters)

    def _planned(self) -> Iterator[Event]:
        p = self.model.parameters
        blames = {"victim": p.blame_victim, "accident": 1.0, "preventable": p.blame_preventable}
        mine = (event for event in self.model.case.events if event.company == self.company.name)
        for number, event in enumerate(mine):
            yield Event(
                number,
                event.type,
                self._kind(event.type),
                None if event.day is None else event.day * 24 + event.hour,
                (event.per_month or 0) / HOURS_PER_MONTH,
                event.share,
                event.severity,
                blames[event.responsibility],
                event.lasts_days * 24,
            )

    def happen(self) -> None:
        """Let begin what begins in this hour."""
        for event in self.list:
            own_doing = event.type in {"product_fault", "service_outage", "leak", "scandal"}
            chance = event.chance * (1 - self.company.learned) if own_doing else event.chance
            by_chance = event.hour is None and self._luck(event, Decision.INCIDENT_CHANCE) < chance
            if event.hour == self.model.hour or by_chance:
                self._begin(event)

    def _begin(self, event: Event) -> None:
        company = self.company
        if event.type == "leak":
            self._leak(event)
        elif event.type == "product_launch":
            self._launch(event)
        elif event.type == "offer":
            company.posting.post_at_once("offer", 0)
            company.posting.tempting = 0.5 + event.severity
        elif event.type == "viral_praise":
            self._go_viral(event)
        elif event.type == "media_report":
            company.record.media_report(self.model.parameters.report_loudness * event.severity)
        elif event.type == "rival_move":
            self._woo(event)
        elif event.type == "staff_absence":
            company.team.absent_share = event.share
            company.team.absent_until = self.model.hour + int(event.lasts_h)
        else:
            event.is_corrected = False
            self.strike(event, event.severity)

    def _luck(self, event: Event, decision: Decision) -> float:
        return uniform(self.company.key, event.number, self.model.hour, decision)

    def _customers(self, event: Event, segment: Numbers, decision: Decision) -> Iterator[Person]:
        """Yield a share of a segment."""
        who = (event.number * 64 + segment.place) * 131072 + self.model.hour
        luck = partial(uniform, self.company.key, who, decision=decision)
        return candidates(self.company.members(segment), min(0.999, event.share), luck)

    def _people(self, event: Event, decision: Decision) -> Iterator[Person]:
        """Yield a share of everybody who looks at the network."""
        key, hour = self.company.key, self.model.hour

        def luck(step: int) -> float:
            return uniform(key, event.number, hour * 1048576 + step, decision)

        return candidates(self._online, min(0.999, event.share), luck)

    @property
    def _online(self) -> Sequence[Person]:
        return list(chain.from_iterable(self.company.by_presence))

    # --- incidents

    def strike(self, event: Event, severity: float) -> None:
        """Let people notice an incident in the coming hours."""
        company, p = self.company, self.model.parameters
        concerns_all = event.kind.concerns_all == 1
        longest = min(2880, event.lasts_h * 60) if event.lasts_h > 0 else 2880
        for segment in p.segments:
            if segment.experiences_per_day == 0 and not concerns_all:
                continue
            for person in self._customers(event, segment, Decision.INCIDENT_SKIP):
                if concerns_all and person.who.presence == DORMANT:
                    continue
                u = person.luck(Decision.INCIDENT_DELAY, self.model.hour)
                waking = min(longest, delay(u, p.notice_half_life_min, 1))
                hour, minute = later(p.awake, self.model.hour, 0, waking)
                company.put(hour, partial(person.notice_incident, event, severity, minute))

    def _leak(self, event: Event) -> None:
        company, p = self.company, self.model.parameters
        caught = 1 - math.exp(-company.playbook.posting.review_min / p.review_catches_min)
        if self._luck(event, Decision.REVIEW_CATCHES) < caught:
            company.count("n_leaks_prevented")
            return
        company.posting.post_at_once("leak", 0, event)
        if company.playbook.discloses:
            self.strike(event, event.severity * (1 - p.disclosure_softens))
        elif self._luck(event, Decision.LEAK_FOUND) < p.leak_found:
            wait = 2 + int(self._luck(event, Decision.LEAK_FOUND_AFTER) * p.leak_found_within_h)
            company.put(self.model.hour + wait, partial(self.strike, event, event.severity))

    # --- other events

    def _launch(self, event: Event) -> None:
        company, p, hour = self.company, self.model.parameters, self.model.hour
        company.launched = hour
        company.posting.post_at_once("launch", 0, event)
        for segment in p.segments:
            if segment.experiences_per_day == 0:
                continue
            for person in self._customers(event, segment, Decision.TRIES_SKIP):
                wait = 1 + int(person.luck(Decision.TRIES_DELAY, hour) * p.tries_within_h)
                company.put(hour + wait, person.meet_product)

    def _go_viral(self, event: Event) -> None:
        company, p, hour = self.company, self.model.parameters, self.model.hour
        online = self._online
        if not online or event.share == 0:
            return
        author = online[int(self._luck(event, Decision.VIRAL_AUTHOR) * len(online))]
        author.touch()
        praise = author.write(Kind.PRAISE, 0)
        praise.heat = event.severity
        for person in self._people(event, Decision.VIRAL_SKIP):
            waking = delay(person.luck(Decision.VIRAL_DELAY, hour), p.view_half_life_min, p.view_tail)
            if person is not author and waking <= LONGEST_MIN:
                then, minute = later(p.awake, hour, 0, waking)
                company.put(then, partial(person.see, praise, minute))

    def _woo(self, event: Event) -> None:
        company, hour = self.company, self.model.hour
        for person in self._people(event, Decision.WOOED_SKIP):
            if not person.follows:
                continue
            person.touch()
            chance = event.severity * (1 - person.trust) * person.loyalty
            if person.luck(Decision.WOOED, hour) < chance:
                person.leave("rival")
                if company.others:
                    myself = person.towards(company.others[0])
                    myself.company.put(hour + 1, myself.be_won_over)

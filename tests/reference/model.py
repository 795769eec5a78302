"""The model as a plain Mesa model: every person an agent, every hour a step (sections 3, 5, 6 and 7.8)."""

from __future__ import annotations

import math
from functools import partial
from itertools import accumulate
from statistics import NormalDist
from typing import TYPE_CHECKING

import mesa

from tests.reference.clock import delay, fading, later
from tests.reference.company import Company
from tests.reference.luck import Decision, bits, candidates, uniform
from tests.reference.message import Kind, Message
from tests.reference.network import Network
from tests.reference.page import Page
from tests.reference.parameters import Parameters
from tests.reference.person import Person
from tests.reference.record import Record
from tests.reference.somebody import DORMANT, Somebody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followersim.scenario.scenario import Case
    from tests.reference.parameters import Numbers

LONGEST_MIN = 48 * 60


class ReferenceModel(mesa.Model):  # type: ignore[misc] # mesa has no types
    """One world under one policy."""

    def __init__(self, case: Case, seed: int, world: int) -> None:
        super().__init__(rng=seed)
        self.case = case
        self.profile = case.profile
        self.parameters = Parameters(case.parameters)
        self.key = bits(seed, world, 0, 0)
        self.n_start = case.followers
        self.hour = 0
        self.n_hours = case.days * 24
        self.messages: list[Message] = []
        self.spread_up_to = 0
        self.buckets: dict[int, list[Callable[[], None]]] = {}
        self.followers: set[Somebody] = set()
        self.last_criticism: dict[Somebody, int] = {}  # of those who criticised in the last 24 hours
        self.angry: dict[Somebody, None] = {}  # a set that keeps its order
        self.people = self._make_people()
        self.network = Network(self.key, case.people, self.parameters)
        self.by_presence = [[a for a in self.people if a.presence == k] for k in range(DORMANT)]
        self.presence = self._presence_of_classes()
        self.page = Page(self)
        self.company = Company(self, case.policy)
        self.record = Record(self)
        mesa.Agent._ids.pop(self, None)  # Mesa would keep the model alive for ever

    def _make_people(self) -> list[Person]:
        names = [segment.name for segment in self.parameters.segments]
        inside = list(accumulate(self.profile.segments.get(name, 0.0) for name in names))
        outside = list(accumulate(self.profile.segments_outside.get(name, 0.0) for name in names))
        people = [Person(self, i, inside if i < self.n_start else outside) for i in range(self.case.people)]
        for person in people[: self.n_start]:
            person.follows = True
            self.followers.add(person)
        return people

    def _presence_of_classes(self) -> list[float]:
        p = self.parameters
        raw = [math.exp(p.presence_spread * NormalDist().inv_cdf((k + 0.5) / 10)) for k in range(10)]
        return [presence / (math.fsum(raw) / 10) / max(1e-9, 1 - p.dormant) for presence in raw]

    @property
    def day(self) -> int:
        """The day, from 0."""
        return self.hour // 24

    @property
    def mass(self) -> float:
        """How much of a mass stands against the company."""
        share = len(self.last_criticism) / max(1, len(self.followers))
        return share / (share + self.parameters.mass_half)

    def count(self, what: str) -> None:
        """Count something that has happened today."""
        self.record.counts[-1][what] += 1

    def put(self, hour: int, action: Callable[[], None]) -> None:
        """Put something into the bucket of an hour."""
        if hour < self.n_hours:
            self.buckets.setdefault(hour, []).append(action)

    def members(self, segment: Numbers) -> list[Person]:
        """Return the people of a segment."""
        return [person for person in self.people if person.segment is segment]

    def run(self) -> None:
        """Run to the end."""
        while self.hour < self.n_hours:
            self.step()

    def step(self) -> None:
        """Let an hour pass."""
        self._forget()
        self.page.grows_older()
        self.company.post_load *= fading(1, self.parameters.post_load_half_life_h)
        if self.hour % 24 == 0:
            self.record.begin_day()
            self.company.plan_day()
        self._events_happen()
        self.company.publish()
        self._people_experience()
        for action in self.buckets.pop(self.hour, []):
            action()
        self._people_visit()
        self.company.work()
        self._words_spread()
        self.record.media_look()
        if self.hour % 24 == 12:
            self._people_discover()
            self._offers_attract()
        self.record.hour_is_over()
        self.hour += 1

    def _forget(self) -> None:
        self.last_criticism = {who: hour for who, hour in self.last_criticism.items() if hour > self.hour - 24}

    # --- events and experience

    def _events_happen(self) -> None:
        profile, month = self.profile, 30 * 24
        events = [
            (None if event.day is None else event.day * 24 + event.hour, (event.per_month or 0) / month, event)
            for event in self.case.events
        ]
        e = -1
        for e, (hour, chance, event) in enumerate(events):
            by_chance = hour is None and uniform(self.key, e, self.hour, Decision.INCIDENT_CHANCE) < chance
            if hour == self.hour or by_chance:
                self._fault(e, event.share, event.severity)
        chance = profile.incidents_per_month / month
        if chance > 0 and uniform(self.key, e + 1, self.hour, Decision.INCIDENT_CHANCE) < chance:
            self._fault(e + 1, profile.incident_share, profile.incident_severity)

    def _fault(self, e: int, share: float, severity: float) -> None:
        p = self.parameters
        for segment in p.segments:
            if segment.experiences_per_day == 0:
                continue
            luck = partial(self._jump, (e * 64 + segment.place) * 131072 + self.hour, Decision.INCIDENT_SKIP)
            for person in candidates(self.members(segment), min(0.999, share), luck):
                waking = delay(person.luck(Decision.INCIDENT_DELAY, self.hour), p.notice_half_life_min, 1)
                hour, minute = later(p.awake, self.hour, 0, min(2880, waking))
                self.put(hour, partial(person.notice_incident, severity, minute))

    def _jump(self, who: int, decision: Decision, step: int) -> float:
        return uniform(self.key, who, step, decision)

    def _people_experience(self) -> None:
        p = self.parameters
        share_of_day = p.awake[self.hour % 24] / sum(p.awake)
        for segment in p.segments:
            luck = partial(self._jump, segment.place * 1048576 + self.hour, Decision.EXPERIENCE_SKIP)
            for person in candidates(self.members(segment), segment.experiences_per_day * share_of_day, luck):
                person.experience()

    # --- spreading

    def spread_post(self, post: Message) -> None:
        """Let a post reach followers."""
        p = self.parameters
        for k, presence in enumerate(self.presence):
            cap = min(1, p.reach * presence * 1.5)

            def luck(step: int, k: int = k) -> float:
                return uniform(post.key, k, step, Decision.POST_SKIP)

            for person in candidates(self.by_presence[k], cap, luck):
                chance = p.reach * presence * (0.5 + person.engagement) * post.attention
                if person.follows and person.luck_with(post, Decision.POST_SEEN) * cap < chance:
                    self._will_see(person, post, Decision.POST_DELAY)

    def _will_see(self, person: Person, message: Message, decision: Decision) -> None:
        p = self.parameters
        waking = delay(person.luck_with(message, decision), p.view_half_life_min, p.view_tail)
        if waking > LONGEST_MIN:
            return
        hour, minute = later(p.awake, message.hour, message.minute, waking)
        if message.kind != Kind.POST and hour == message.hour:
            hour, minute = hour + 1, 0
        self.put(hour, partial(person.see, message, minute))

    def _words_spread(self) -> None:
        for message in self.messages[self.spread_up_to :]:
            if message.kind not in (Kind.POST, Kind.QUESTION):
                self._spread_words(message)
        self.spread_up_to = len(self.messages)

    def _spread_words(self, message: Message) -> None:
        p, author = self.parameters, message.written_by
        outrage = math.pow(p.outrage, min(5, message.heat - 1)) if message.kind == Kind.CRITICISM else 1
        for number in self.network.readers(author.number, author.n_distant):
            reader = self.people[number]
            if reader.presence == DORMANT:
                continue
            chance = p.person_reach * self.presence[reader.presence] * outrage
            if reader.luck_with(message, Decision.MESSAGE_SEEN) < chance:
                self._will_see(reader, message, Decision.MESSAGE_DELAY)

    # --- visits

    def _people_visit(self) -> None:
        p = self.parameters
        base = p.visits_per_day / 24 * 1.5 * p.awake[self.hour % 24]
        wanted = base * (1 + self.page.promotion)
        low, high = 0.0, base
        for layer in range(8):
            if wanted <= low:
                return
            share = (min(wanted, high) - low) / (high - low)
            for person in self._visitors(layer, high - low, share):
                person.visit()
            low, high = high, high * 3

    def _visitors(self, layer: int, rate: float, share: float) -> Iterator[Person]:
        p = self.parameters
        for k, presence in enumerate(self.presence):
            luck = partial(self._jump, (layer * 32 + k) * 131072 + self.hour, Decision.VISIT_SKIP)
            for person in candidates(self.by_presence[k], min(0.9, rate * presence), luck):
                chance = share
                if not person.follows:
                    chance *= min(1, p.outsider_visits * (1 + p.media_to_outsiders * self.page.media_boost))
                accepted = person.luck(Decision.VISIT_ACCEPTED, self.hour * 8 + layer) < chance
                if accepted and person.visited != self.hour:
                    person.visited = self.hour
                    yield person

    # --- membership

    def _people_discover(self) -> None:
        p = self.parameters
        is_alive = 1 - math.exp(-self.company.post_load)
        for segment in p.segments:
            cap = min(0.5, p.discovery * self.profile.publicity * segment.joins * 2)
            for person in self._by_day(segment, cap, Decision.DISCOVERY_SKIP):
                chance = is_alive * person.trust
                is_outside = not person.follows and person.presence != DORMANT
                if is_outside and person.luck(Decision.DISCOVERY, self.day) < chance:
                    person.touch()
                    person.follow("discovery")

    def _by_day(self, segment: Numbers, cap: float, decision: Decision) -> Iterator[Person]:
        def luck(step: int) -> float:
            return uniform(self.key, segment.place, self.day * 1048576 + step, decision)

        return candidates(self.members(segment), cap, luck)

    def _offers_attract(self) -> None:
        p, last = self.parameters, self.company.last_offer
        if last is None:
            return
        for segment in p.segments:
            if self.hour - last <= 24:
                cap = min(0.5, p.offer_pull * self.profile.publicity * segment.deals)
                for person in self._by_day(segment, cap, Decision.OFFER_SKIP):
                    chance = 0.5 + 0.5 * person.trust
                    is_outside = not person.follows and person.presence != DORMANT
                    if is_outside and person.luck(Decision.OFFER_JOINS, self.day) < chance:
                        person.touch()
                        person.follow("offer")
            elif segment.deals > 0:
                for person in self._by_day(segment, min(0.9, p.offer_over), Decision.OFFER_OVER_SKIP):
                    came_for_it = person.follows and person.via == "offer"
                    chance = 1 - 0.7 * person.engagement
                    if came_for_it and person.luck(Decision.OFFER_OVER, self.day) < chance:
                        person.leave("offer_over")

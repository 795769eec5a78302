"""One company in its world: what belongs to it, and its hour (sections 2 and 3)."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import mesa

from tests.reference.audience import Audience
from tests.reference.clock import fading
from tests.reference.events import Events
from tests.reference.luck import Decision, bits
from tests.reference.page import Page
from tests.reference.person import Person
from tests.reference.posting import Posting
from tests.reference.record import Record
from tests.reference.relations import Relations
from tests.reference.spreading import Spreading
from tests.reference.team import Team
from tests.reference.traits import DORMANT

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from followersim.scenario.schema import Policy, Profile
    from tests.reference.message import Message
    from tests.reference.model import ReferenceModel
    from tests.reference.parameters import Numbers
    from tests.reference.somebody import Somebody


class Company(mesa.Agent):  # type: ignore[misc] # mesa has no types
    """A company with its account, its policy and everybody's feelings towards it."""

    model: ReferenceModel

    def __init__(self, model: ReferenceModel, number: int, name: str, policy: Policy, profile: Profile) -> None:
        super().__init__(model)
        self.number = number
        self.name = name
        self.policy = policy
        self.profile = profile
        self.branch = 0
        self.key = model.key if number == 0 else bits(model.key, number, 0, Decision.COMPANY)
        self.people = [Person(self, who) for who in model.traits]
        self.by_presence = [[a for a in self.people if a.who.presence == k] for k in range(DORMANT)]
        self.followers: set[Somebody] = set()
        self.messages: list[Message] = []
        self.buckets: dict[int, list[Callable[[], None]]] = {}
        self.last_criticism: dict[Somebody, int] = {}  # of those who criticised in the last 24 hours
        self.angry: dict[Somebody, None] = {}  # a set that keeps its order
        self.in_crisis = False
        self.silent = not policy.account
        self.listens = 0.5
        self.insight = 0
        self.launched: int | None = None
        self.wind = 0

    def open_account(self, followers: Collection[int]) -> None:
        """Begin with these followers."""
        for number in followers:
            self.people[number].follows = True
            self.followers.add(self.people[number])
        self.n_start = len(followers)
        self.page = Page(self)
        self.posting = Posting(self)
        self.team = Team(self)
        self.events = Events(self)
        self.spreading = Spreading(self)
        self.audience = Audience(self)
        self.relations = Relations(self)
        self.record = Record(self)

    @cached_property
    def others(self) -> list[Company]:
        """The other companies of the world."""
        return [company for company in self.model.companies if company is not self]

    def members(self, segment: Numbers) -> list[Person]:
        """Return the people of a segment."""
        return self._by_segment[segment.name]

    @cached_property
    def _by_segment(self) -> dict[str, list[Person]]:
        names = [segment.name for segment in self.model.parameters.segments]
        return {name: [person for person in self.people if person.who.segment.name == name] for name in names}

    @property
    def playbook(self) -> Policy:
        """The policy, or what it becomes in a crisis."""
        return self._crisis_playbook if self.in_crisis else self.policy

    @cached_property
    def _crisis_playbook(self) -> Policy:
        return self.policy.in_crisis()

    @property
    def mass(self) -> float:
        """How much of a mass stands against the company."""
        share = len(self.last_criticism) / max(1, len(self.followers))
        return share / (share + self.model.parameters.mass_half)

    @property
    def learned(self) -> float:
        """By which share trouble has become rarer, because answers were acted upon."""
        p = self.model.parameters
        return p.learning_max * self.insight / (self.insight + p.learning_half)

    def count(self, what: str, n: int = 1) -> None:
        """Count something that has happened today."""
        self.record.counts[self.model.day][what] += n

    def put(self, hour: int, action: Callable[[], None]) -> None:
        """Put something into the bucket of an hour."""
        if hour < self.model.n_hours:
            self.buckets.setdefault(hour, []).append(action)

    def live_an_hour(self) -> None:
        """Go through the phases of an hour."""
        model = self.model
        self.last_criticism = {who: hour for who, hour in self.last_criticism.items() if hour > model.hour - 24}
        self.page.grows_older()
        self.posting.post_load *= fading(1, model.parameters.post_load_half_life_h)
        self.in_crisis = self.policy.crisis is not None and self.wind >= self.policy.crisis.from_wind_force
        if model.hour % 24 == 0:
            self.posting.plan_day()
        self.events.happen()
        self.posting.publish()
        self.audience.experience()
        for action in self.buckets.setdefault(model.hour, []):
            action()  # and whatever it puts into the same bucket
        self.audience.visit()
        self.audience.see_advertisements()
        self.team.work()
        self.spreading.spread_new_words()
        self.record.media_look()
        if model.hour % 24 == 12:
            self.audience.discover()
            self.audience.chase_offers()
            self.audience.forget_silent_account()
        self.record.hour_is_over()
        del self.buckets[model.hour]

    def new_day(self) -> None:
        """Begin to count a day."""
        self.record.counts.append(Counter())

"""What somebody feels about a company, and whether they follow it (sections 7.3 and 7.10)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import mesa

from tests.reference.clock import fading
from tests.reference.luck import Decision, normal, uniform
from tests.reference.traits import DORMANT, within

if TYPE_CHECKING:
    from tests.reference.company import Company
    from tests.reference.events import Event
    from tests.reference.message import Message
    from tests.reference.model import ReferenceModel
    from tests.reference.person import Person
    from tests.reference.traits import Traits


class Somebody(mesa.Agent):  # type: ignore[misc] # mesa has no types
    """A person towards one company; what people do stands in `Writer`, `Reader` and `Person`."""

    model: ReferenceModel

    def __init__(self, company: Company, who: Traits) -> None:
        super().__init__(company.model)
        self.company = company
        self.who = who
        segment = who.segment
        self.trust = within(0.02, segment.trust + segment.trust_spread * self._normal(Decision.TRUST), 0.98)
        own = segment.engagement + segment.engagement_spread * self._normal(Decision.ENGAGEMENT)
        self.usual_engagement = within(0.02, own, 0.95)
        self.engagement = self.usual_engagement
        self.anger = 0.0
        self.fatigue = 0.0
        self.crowding = 0.0
        self.touched = 0
        self.follows = False
        self.via = "start"
        self.last_active: int | None = None
        self.n_answers = 0
        self.n_heard = 0
        self.n_unthanked = 0
        self.knows: Event | None = None
        self.visited: int | None = None

    def luck(self, decision: Decision, when: int) -> float:
        """Return the person's luck with the company at a time."""
        return uniform(self.company.key, self.who.number, when, decision)

    def luck_with(self, message: Message, decision: Decision, when: int = 0) -> float:
        """Return the person's luck with a message."""
        return uniform(message.key, self.who.number, when, decision)

    def _normal(self, decision: Decision) -> float:
        return normal(self.company.key, self.who.number, 0, decision)

    def towards(self, other: Company) -> Person:
        """Return the same person towards another company."""
        return other.people[self.who.number]

    def count(self, what: str, in_segment: str = "") -> None:
        """Count something that the person does, for the day and for the person's segment."""
        self.company.count(what)
        self.company.record.by_segment[self.who.segment.name][in_segment or what] += 1

    # --- feelings

    def touch(self) -> None:
        """Bring feelings up to the present hour."""
        elapsed = self.model.hour - self.touched
        if elapsed == 0:
            return
        self.touched = self.model.hour
        p = self.model.parameters
        self.anger *= fading(elapsed, p.anger_half_life_h)
        self.fatigue *= fading(elapsed, p.fatigue_half_life_h)
        self.crowding *= fading(elapsed, p.crowding_half_life_h)
        away = self.engagement - self.usual_engagement
        self.engagement = self.usual_engagement + away * fading(elapsed, p.engagement_half_life_h)

    def move_trust(self, amount: float) -> None:
        """Gain or lose trust."""
        if amount > 0:
            self.trust += min(amount * (1 - self.trust) * (0.5 + self.trust), 1 - self.trust)
        else:
            self.trust += max(self.model.parameters.trust_loss_weight * amount * self.trust, -self.trust)

    def move_engagement(self, amount: float) -> None:
        """Gain or lose engagement."""
        self.engagement += amount * (1 - self.engagement if amount > 0 else self.engagement)

    def get_angrier(self, amount: float) -> None:
        """Anger grows."""
        self.anger += amount * (1 - self.anger)
        if self.anger >= self.model.parameters.angry_from:
            self.company.angry.setdefault(self)

    def tire(self, amount: float) -> None:
        """Fatigue grows."""
        self.fatigue += amount * (1 - self.fatigue)

    @property
    def freshness(self) -> float:
        """What fatigue leaves of the wish to be outraged."""
        return math.exp(-self.model.parameters.fatigue_weight * self.fatigue)

    def wish(self, rate: float) -> float:
        """Return the probability that the person writes."""
        if self.who.presence == DORMANT:
            return 0.0
        talk = self.who.talk * (1 + self.model.parameters.learned_by_answers * min(5, self.n_answers))
        return 1 - math.exp(-rate * talk)

    def is_active(self) -> None:
        """The person has done something today."""
        self.last_active = self.model.day

    # --- membership

    @property
    def could_follow(self) -> bool:
        """Whether the person is outside and looks at the network at all."""
        return not self.follows and self.who.presence != DORMANT

    def follow(self, cause: str) -> None:
        """Begin to follow, unless the person does, or there is nothing to follow."""
        if not self.follows and self.company.playbook.account:
            self.follows = True
            self.via = cause
            self.company.followers.add(self)
            self.count(f"new_followers_{cause}", "new_followers")

    def be_won_over(self) -> None:
        """Come over from another company."""
        self.touch()
        self.follow("offer")

    def leave(self, cause: str) -> None:
        """Stop following, unless the person does not."""
        if self.follows:
            self.follows = False
            self.company.followers.remove(self)
            self.count(f"lost_followers_{cause}", "lost_followers")

    @property
    def loyalty(self) -> float:
        """What replies received leave of the wish to go."""
        return math.exp(-self.model.parameters.answered_keeps * min(3, self.n_answers))

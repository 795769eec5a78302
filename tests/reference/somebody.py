"""Somebody of the audience: who they are, what they feel, whether they follow (sections 7.2, 7.3, 7.10)."""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING

import mesa

from tests.reference.clock import fading
from tests.reference.luck import Decision, normal, uniform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.reference.message import Message
    from tests.reference.model import ReferenceModel
    from tests.reference.parameters import Numbers

DORMANT = 10


def within(low: float, value: float, high: float) -> float:
    """Return a value, not below and not above limits."""
    return min(high, max(low, value))


class Somebody(mesa.Agent):  # type: ignore[misc] # mesa has no types
    """A person with traits and feelings; what people do stands in `Person`."""

    model: ReferenceModel

    def __init__(self, model: ReferenceModel, number: int, upto: Sequence[float]) -> None:
        super().__init__(model)
        self.number = number
        self.segment = self._segment(upto)
        self.presence = self._presence()
        self._draw_traits()
        segment = self.segment
        self.trust = within(0.02, segment.trust + segment.trust_spread * self.normal(Decision.TRUST), 0.98)
        own = segment.engagement + segment.engagement_spread * self.normal(Decision.ENGAGEMENT)
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
        self.visited: int | None = None

    def luck(self, decision: Decision, when: int) -> float:
        """Return the person's luck at a time."""
        return uniform(self.model.key, self.number, when, decision)

    def luck_with(self, message: Message, decision: Decision, when: int = 0) -> float:
        """Return the person's luck with a message."""
        return uniform(message.key, self.number, when, decision)

    def normal(self, decision: Decision) -> float:
        """Return an approximately normal number that belongs to the person."""
        return normal(self.model.key, self.number, 0, decision)

    # --- traits

    def _segment(self, upto: Sequence[float]) -> Numbers:
        u = self.luck(Decision.SEGMENT, 0)
        segments = self.model.parameters.segments
        return next((segment for segment, end in zip(segments, upto, strict=True) if u < end), segments[-1])

    def _presence(self) -> int:
        dormant = within(0.0, 1 - (1 - self.model.parameters.dormant) * self.segment.presence, 1.0)
        u = self.luck(Decision.PRESENCE, 0)
        return DORMANT if u < dormant else min(9, int((u - dormant) / (1 - dormant) * 10))

    def _draw_traits(self) -> None:
        p, segment = self.model.parameters, self.segment
        talk = math.exp(p.talk_spread * self.normal(Decision.TALK) - 0.5 * p.talk_spread * p.talk_spread)
        self.talk = segment.talk * min(p.talk_cap, talk)
        irritability = segment.irritability + p.irritability_spread * self.normal(Decision.IRRITABILITY)
        self.irritability = within(0, irritability, 1)
        patience = p.patience_median_min * math.exp(p.patience_spread * self.normal(Decision.PATIENCE))
        self.patience_min: float = struct.unpack("f", struct.pack("f", patience))[0]
        readers = p.distant_readers_median * math.exp(p.distant_readers_spread * self.normal(Decision.READERS))
        self.n_distant = int(min(readers * segment.readers, p.distant_readers_cap))

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
            self.model.angry.setdefault(self)

    def tire(self, amount: float) -> None:
        """Fatigue grows."""
        self.fatigue += amount * (1 - self.fatigue)

    @property
    def freshness(self) -> float:
        """What fatigue leaves of the wish to be outraged."""
        return math.exp(-self.model.parameters.fatigue_weight * self.fatigue)

    def wish(self, rate: float) -> float:
        """Return the probability that the person writes."""
        if self.presence == DORMANT:
            return 0.0
        talk = self.talk * (1 + self.model.parameters.learned_by_answers * min(5, self.n_answers))
        return 1 - math.exp(-rate * talk)

    def is_active(self) -> None:
        """The person has done something today."""
        self.last_active = self.model.day

    # --- membership

    def follow(self, cause: str) -> None:
        """Begin to follow, unless the person does."""
        if not self.follows:
            self.follows = True
            self.via = cause
            self.model.followers.add(self)
            self.model.count(f"new_followers_{cause}")

    def leave(self, cause: str) -> None:
        """Stop following, unless the person does not."""
        if self.follows:
            self.follows = False
            self.model.followers.remove(self)
            self.model.count(f"lost_followers_{cause}")

    @property
    def loyalty(self) -> float:
        """What replies received leave of the wish to go."""
        return math.exp(-self.model.parameters.answered_keeps * min(3, self.n_answers))

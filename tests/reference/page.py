"""The account's page: what stands on it, how hot it is, and how much the network shows it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.reference.clock import fading
from tests.reference.luck import Decision, normal, uniform
from tests.reference.message import Kind, Message

if TYPE_CHECKING:
    from tests.reference.model import ReferenceModel
    from tests.reference.person import Person


class Page:
    """Praise, questions and criticism of the last day, in the order of appearance."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model = model
        self.messages: list[Message] = []
        self.weight = 0.0
        self.promotion = 0.0
        self.media_boost = 0.0
        self.news = 0.0
        self.climate = 0.0

    def grows_older(self) -> None:
        """Let an hour pass."""
        model, p = self.model, self.model.parameters
        if model.hour % 168 == 0:
            own = p.climate_spread * normal(model.key, 0, model.hour // 168, Decision.CLIMATE)
            self.climate = math.exp(own - 0.5 * p.climate_spread * p.climate_spread)
        self.weight *= fading(1, p.page_half_life_h)
        self.media_boost *= fading(1, p.media_half_life_h)
        self.news *= fading(1, p.news_half_life_h)
        self.messages = [message for message in self.messages if message.hour >= model.hour - 24]
        heat = self.weight / max(1, model.n_start)
        self.promotion = p.promotion_max * heat / (heat + p.promotion_half) + p.media_visibility * self.media_boost

    def weight_of(self, message: Message) -> float:
        """Return the weight of a message that is new."""
        return message.heat if message.kind == Kind.CRITICISM else self.model.parameters.calm_weight

    def shows(self, message: Message) -> None:
        """Put a message on the page."""
        self.messages.append(message)
        self.weight += self.weight_of(message)

    def takes_away(self, message: Message, share: float) -> None:
        """Take away a share of the weight that a message still has."""
        age = self.model.hour - message.hour
        lost = self.weight_of(message) * share * fading(age, self.model.parameters.page_half_life_h)
        self.weight = max(0.0, self.weight - lost)

    def item(self, visitor: Person, number: int) -> Message | None:
        """Return what a visitor reads as the n-th item, if it is feedback."""
        model, p = self.model, self.model.parameters
        weight = self.weight * (1 + p.promotion_on_page * self.promotion)
        other = p.other_content * model.n_start
        if visitor.luck(Decision.VISIT_ITEM, model.hour * 16 + number) * (weight + other) >= weight:
            return None
        if not self.messages:
            return None
        for attempt in range(8):
            when = model.hour * 256 + number * 16 + attempt
            u = uniform(model.key, visitor.number, when, Decision.VISIT_CHOICE)
            message = self.messages[-1 - int(u * u * len(self.messages))]
            if message.is_deleted or message.hour == model.hour:
                continue
            if visitor.luck(Decision.VISIT_HEAT, when) * p.heat_cap < self.weight_of(message):
                return message
        return None

"""The account's page: what stands on it, how hot it is, and how much the network shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.clock import fading
from tests.reference.luck import Decision
from tests.reference.message import Kind, Message

if TYPE_CHECKING:
    from tests.reference.company import Company
    from tests.reference.events import Event
    from tests.reference.somebody import Somebody


class Page:
    """Praise, questions and criticism of the last day, in the order of appearance."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.model = company.model
        self.messages: list[Message] = []
        self.weight = 0.0
        self.promotion = 0.0
        self.media_boost = 0.0
        self.news = 0.0
        self.pinned: Event | None = None  # the false claim whose correction stands at the top
        self.pinned_until = 0

    def grows_older(self) -> None:
        """Let an hour pass."""
        model, p = self.model, self.model.parameters
        self.weight *= fading(1, p.page_half_life_h)
        self.media_boost *= fading(1, p.media_half_life_h)
        self.news *= fading(1, p.news_half_life_h)
        self.messages = [message for message in self.messages if message.hour >= model.hour - 24]
        heat = self.weight / max(1, self.company.n_start)
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

    def item(self, visitor: Somebody, number: int) -> Message | None:
        """Return what a visitor reads as the n-th item, if it is feedback."""
        model, p = self.model, self.model.parameters
        weight = self.weight * (1 + p.promotion_on_page * self.promotion)
        other = p.other_content * self.company.n_start
        if visitor.luck(Decision.VISIT_ITEM, model.hour * 16 + number) * (weight + other) >= weight:
            return None
        if not self.messages:
            return None
        for attempt in range(8):
            when = model.hour * 256 + number * 16 + attempt
            u = visitor.luck(Decision.VISIT_CHOICE, when)
            message = self.messages[-1 - int(u * u * len(self.messages))]
            if message.is_deleted or message.hour == model.hour:
                continue
            if visitor.luck(Decision.VISIT_HEAT, when) * p.heat_cap < self.weight_of(message):
                return message
        return None

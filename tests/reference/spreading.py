"""How posts and words reach people (sections 7.8 and 7.15)."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from tests.reference.clock import delay, later
from tests.reference.luck import Decision, candidates, uniform
from tests.reference.message import Kind, Message
from tests.reference.traits import DORMANT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reference.company import Company
    from tests.reference.person import Person

LONGEST_MIN = 48 * 60


class Spreading:
    """How the messages of one company travel."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.model = company.model
        self.done = 0  # so many messages have found their readers

    def _by_presence(self, reach: float, post: Message, decision: Decision) -> Iterator[tuple[float, float, Person]]:
        """Yield candidates for seeing a post, with cap and presence."""
        for k, presence in enumerate(self.model.presence):
            cap = min(1, reach * presence * 1.5)
            luck = partial(uniform, post.key, k, decision=decision)
            for person in candidates(self.company.by_presence[k], cap, luck):
                yield cap, presence, person

    def spread_post(self, post: Message) -> None:
        """Let a post reach followers."""
        reach = self.model.parameters.reach
        for cap, presence, person in self._by_presence(reach, post, Decision.POST_SKIP):
            chance = reach * presence * (0.5 + person.engagement) * post.attention
            if person.follows and person.luck_with(post, Decision.POST_SEEN) * cap < chance:
                self._will_see(person, post, Decision.POST_DELAY)

    def spread_to_followers_of(self, other: Company, gesture: Message) -> None:
        """Let a gesture reach those who follow the other company only."""
        reach = self.model.parameters.mention_reach
        for cap, presence, person in self._by_presence(reach, gesture, Decision.OTHER_SKIP):
            towards_other = person.towards(other)
            if not towards_other.follows or person.follows:
                continue
            chance = reach * presence * (0.5 + towards_other.engagement)
            if person.luck_with(gesture, Decision.OTHER_SEEN) * cap < chance:
                self._will_see(person, gesture, Decision.OTHER_DELAY)

    def _will_see(self, person: Person, message: Message, decision: Decision) -> None:
        p = self.model.parameters
        waking = delay(person.luck_with(message, decision), p.view_half_life_min, p.view_tail)
        if waking > LONGEST_MIN:
            return
        hour, minute = later(p.awake, message.hour, message.minute, waking)
        if message.kind != Kind.POST and hour == message.hour:
            hour, minute = hour + 1, 0
        self.company.put(hour, partial(person.see, message, minute))

    def spread_new_words(self) -> None:
        """Let find its readers what has been written since the last time."""
        messages = self.company.messages
        for message in messages[self.done :]:
            if message.kind not in (Kind.POST, Kind.QUESTION):
                self._spread_words(message)
        self.done = len(messages)

    def _spread_words(self, message: Message) -> None:
        p, author = self.model.parameters, message.written_by.who
        outrage = math.pow(p.outrage, min(5, message.heat - 1)) if message.kind == Kind.CRITICISM else 1
        for number in self.model.network.readers(author.number, author.n_distant):
            reader = self.company.people[number]
            if reader.who.presence == DORMANT:
                continue
            chance = p.person_reach * self.model.presence[reader.who.presence] * outrage
            if reader.luck_with(message, Decision.MESSAGE_SEEN) < chance:
                self._will_see(reader, message, Decision.MESSAGE_DELAY)

"""What the company does: post (section 7.4) and answer (section 7.7)."""

from __future__ import annotations

import math
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

import mesa

from tests.reference.clock import fading
from tests.reference.luck import COMPANY, Decision, message_key, uniform
from tests.reference.message import Kind, Message, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.scenario.schema import Policy, ReplyRule
    from tests.reference.model import ReferenceModel
    from tests.reference.parameters import Numbers

LOOKS_AT = 200


class Company(mesa.Agent):  # type: ignore[misc] # mesa has no types
    """The company with its account, its policy and its team. Times are minutes since the start."""

    model: ReferenceModel

    def __init__(self, model: ReferenceModel, policy: Policy) -> None:
        super().__init__(model)
        self.policy = policy
        self.post_load = 0.0
        self.last_offer: int | None = None
        self.plan: list[tuple[int, Numbers]] = []  # minute of the day, content
        self.preparation_min = 0.0
        self.free_at = [0.0] * policy.team.members
        self.queue: list[Message] = []
        self.stress = 0.0
        self.staff_min = 0.0
        self.cost = 0.0

    def _is_on(self, weekdays: Sequence[bool]) -> bool:
        return weekdays[(self.model.case.start.weekday() + self.model.day) % 7]

    # --- publishing

    def plan_day(self) -> None:
        """Decide at midnight on the posts of the day."""
        model, posting, day = self.model, self.policy.posting, self.model.day
        self.plan = []
        if not self._is_on(posting.open_days):
            return
        n = int(posting.posts_per_day)
        if uniform(model.key, 0, day, Decision.POSTS_TODAY) < posting.posts_per_day - n:
            n += 1
        start, end = posting.open_hours
        mix = posting.mix
        upto = list(accumulate([mix.personal, mix.service, mix.product, mix.offer]))
        contents = model.parameters.contents
        for j in range(n):
            share_of_day = (j + uniform(model.key, j, day, Decision.POST_TIME)) / n
            minute = int(start * 60 + share_of_day * ((end - start) * 60))
            u = uniform(model.key, j, day, Decision.POST_CONTENT)
            found = (content for content, limit in zip(contents, upto, strict=False) if u < limit)
            self.plan.append((minute, next(found, contents[-1])))

    def publish(self) -> None:
        """Post what is planned for this hour."""
        start, end = self.policy.team.open_hours
        for j, (minute, content) in enumerate(self.plan):
            if minute // 60 != self.model.hour % 24:
                continue
            if self.policy.team.members > 0:
                if self.preparation_min > self.policy.team.members * (end - start) * 60:
                    continue
                self.preparation_min += content.minutes
            self._post(j, minute % 60, content)

    def _post(self, j: int, minute: int, content: Numbers) -> None:
        model = self.model
        key = message_key(model.key, COMPANY, model.day, 16 + j)
        post = Message(len(model.messages), key, Kind.POST, model.hour, minute, content=content)
        post.attention = 1 / (1 + model.parameters.attention_shared * self.post_load)
        model.messages.append(post)
        self.post_load += 1
        if content.name == "offer":
            self.last_offer = model.hour
        model.count("n_posts")
        model.spread_post(post)

    # --- the queue

    def rule_for(self, message: Message) -> ReplyRule:
        """Return what the playbook says about a message, by its heat now."""
        replies = self.policy.replies
        if message.kind == Kind.PRAISE:
            return replies.praise
        if message.kind == Kind.QUESTION:
            return replies.question
        return replies.heated_criticism if message.heat >= self.model.parameters.heated_from else replies.criticism

    def is_addressed(self, message: Message) -> None:
        """Receive a message: answer it some time, or never."""
        model = self.model
        message.is_addressed = True
        model.count("n_received")
        author = message.written_by
        message.rule = rule = self.rule_for(message)
        if rule.share > 0 and author.luck_with(message, Decision.ANSWERED) < rule.share:
            self.queue.append(message)
        after = int(model.parameters.ignored_after_h)
        model.put(model.hour + after, partial(author.feel_ignored, message, message.minute))

    # --- the team

    def work(self) -> None:
        """Work for an hour: prepare posts, then reply."""
        model, team, p = self.model, self.policy.team, self.model.parameters
        self.stress *= fading(1, p.stress_half_life_h)
        works_from, works_to = team.open_hours
        hour_of_day = model.hour % 24
        if team.members == 0 or not self._is_on(team.open_days) or not works_from <= hour_of_day < works_to:
            return
        start = model.hour * 60.0
        shift_end = (model.day * 24 + works_to) * 60.0
        self._prepare_posts(start)
        self.queue = [m for m in self.queue if model.hour - m.hour <= m.rule_on_arrival.max_delay_h]
        while self.queue and self._reply_to_next(start, shift_end):
            pass
        waiting = len(self.queue)
        pressure = waiting / (waiting + p.stress_half_queue * team.members)
        self._get_stressed(p.stress_by_queue * pressure)

    def _get_stressed(self, amount: float) -> None:
        self.stress = min(1, self.stress + amount * (1 - self.stress))

    def _prepare_posts(self, start: float) -> None:
        for _ in self.free_at:
            member = self.free_at.index(min(self.free_at))
            begin = max(start, self.free_at[member])
            minutes = min(self.preparation_min, max(0, start + 60 - begin))
            if minutes <= 0:
                return
            self.free_at[member] = begin + minutes
            self.preparation_min -= minutes
            self.staff_min += minutes

    def _reply_to_next(self, start: float, shift_end: float) -> bool:
        """Reply to one message; return whether there was still time for it."""
        model = self.model
        member = self.free_at.index(min(self.free_at))
        free = max(start, self.free_at[member])
        message = self._most_urgent(free)
        begin = max(free, self._noticed(message))
        reply = self._reply_to(message)
        end = begin + reply.minutes
        if begin >= start + 60 or end > shift_end:
            return False
        self.queue.remove(message)
        self.free_at[member] = end
        self.staff_min += reply.minutes
        self.cost += reply.cost
        if message.kind == Kind.CRITICISM:
            stress = model.parameters.stress_by_criticism * message.heat
            self._get_stressed(stress)
        done = int(end + self.policy.team.approval_min)
        if done // 60 == model.hour:
            self.deliver(message, reply, done % 60)
        else:
            model.put(done // 60, partial(self.deliver, message, reply, done % 60))
        return True

    def _noticed(self, message: Message) -> float:
        written = message.hour * 60 + message.minute
        every = self.policy.team.checks_every_min
        return math.ceil(written / every) * every if every > 0 else written

    def _most_urgent(self, free: float) -> Message:
        looked_at = self.queue[:LOOKS_AT]
        noticed = [message for message in looked_at if self._noticed(message) <= free]
        return max(noticed, key=self._rank) if noticed else min(looked_at, key=self._noticed)

    def _rank(self, message: Message) -> float:
        ranks: dict[str, float] = {
            "oldest_first": 0,
            "criticism_first": 1 if message.kind == Kind.CRITICISM else 0,
            "most_read_first": message.written_by.n_distant,
            "hottest_first": message.heat,
        }
        return ranks[self.policy.triage]

    def _reply_to(self, message: Message) -> Numbers:
        types = self.model.parameters.reply_types
        rule = message.rule_on_arrival
        author = message.written_by
        heard = author.n_heard if message.kind == Kind.CRITICISM else 0
        name: str = rule.reply[min(heard, len(rule.reply) - 1)]
        if message.kind == Kind.CRITICISM and name != "delete":
            chance = self.model.parameters.slip * self.stress * (1 - self.policy.team.training)
            if author.luck_with(message, Decision.SLIP) < chance:
                return types["harsh"]
        return types[name]

    def deliver(self, message: Message, reply: Numbers, minute: int) -> None:
        """A reply appears."""
        model = self.model
        author = message.written_by
        author.touch()
        waited = (model.hour - message.hour) * 60 + minute - message.minute
        is_private = not message.rule_on_arrival.public
        message.reply = Reply(reply, model.hour, waited, is_private)
        model.count(f"n_replies_{reply.name}")
        model.count("n_contacts")
        if reply.name == "delete":
            message.is_deleted = True
            model.page.takes_away(message, 1)
            if not author.notices_deletion(message):
                return
        author.get_reply(message, reply, waited, minute)

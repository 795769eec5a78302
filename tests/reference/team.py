"""Who answers feedback, when and how (sections 7.5, 7.7 and 7.12)."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from tests.reference.clock import fading
from tests.reference.luck import Decision
from tests.reference.message import Kind, Message, Origin, Reply

if TYPE_CHECKING:
    from followersim.scenario.schema import ReplyRule
    from tests.reference.company import Company
    from tests.reference.parameters import Numbers

LOOKS_AT = 200
MOST_PEOPLE = 50


class Team:
    """The people who answer. Times are minutes since the start."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.model = company.model
        self.free_at = [0.0] * MOST_PEOPLE
        self.queue: list[Message] = []
        self.stress = 0.0
        self.absent_share = 0.0
        self.absent_until = 0

    # --- the queue

    def rule_of(self, message: Message) -> ReplyRule:
        """Return what the playbook says now about a message."""
        rule: ReplyRule = getattr(self.company.playbook.replies, message.rule)
        return rule

    def _rule_for(self, message: Message) -> str:
        rules = {Kind.PRAISE: "praise", Kind.QUESTION: "question", Kind.ANSWER: "answer"}
        if message.kind in rules:
            return rules[message.kind]
        if message.origin == Origin.FALSE_CLAIM:
            return "false_claim"
        return "heated_criticism" if message.heat >= self.model.parameters.heated_from else "criticism"

    def is_addressed(self, message: Message) -> None:
        """Receive a message: answer it some time, or never."""
        company = self.company
        if not company.playbook.account:
            return
        message.is_addressed = True
        company.count("n_received")
        author = message.written_by
        message.rule = self._rule_for(message)
        rule = self.rule_of(message)
        if rule.share > 0 and author.luck_with(message, Decision.ANSWERED) < rule.share:
            self.queue.append(message)
        after = int(self.model.parameters.ignored_after_h)
        company.put(self.model.hour + after, partial(author.feel_ignored, message, message.minute))

    # --- being there

    def _in_regular_hours(self) -> bool:
        team = self.company.playbook.team
        begins, ends = team.open_hours
        return self.model.is_on(team.open_days) and begins <= self.model.hour % 24 < ends

    def _on_duty(self) -> bool:
        team = self.company.playbook.team
        begins, ends = team.duty_open_hours
        return self.model.is_on(team.duty_open_days) and begins <= self.model.hour % 24 < ends

    def _present(self) -> int:
        """Return how many people are at work in this hour."""
        team = self.company.playbook.team
        n = 0
        if self._in_regular_hours():
            n = team.answering
        elif self._on_duty():
            n = team.answering_on_duty
        is_full = self.model.hour >= self.absent_until
        return n if is_full else math.ceil(n * (1 - self.absent_share) - 0.5)

    def may_give_up(self) -> None:
        """Fall silent for good when too much waits at the end of a day."""
        limit = self.company.playbook.team.gives_up_at_queue
        if limit is not None and len(self.queue) >= limit:
            self.company.silent = True

    # --- work

    def work(self) -> None:
        """Work for an hour: prepare posts, then reply."""
        model, p = self.model, self.model.parameters
        self.stress *= fading(1, p.stress_half_life_h)
        present = self._present()
        if self.company.silent or present == 0:
            return
        team = self.company.playbook.team
        start = model.hour * 60.0
        ends = team.open_hours[1] if self._in_regular_hours() else team.duty_open_hours[1]
        shift_end = (model.day * 24 + ends) * 60.0
        self._prepare_posts(start, present)
        self.queue = [message for message in self.queue if self._is_still_answered(message)]
        while self.queue and self._reply_to_next(start, shift_end, present):
            pass
        waiting = len(self.queue)
        pressure = waiting / (waiting + p.stress_half_queue * present)
        self._get_stressed(p.stress_by_queue * pressure)

    def _is_still_answered(self, message: Message) -> bool:
        rule = self.rule_of(message)
        return rule.share > 0 and self.model.hour - message.hour <= rule.max_delay_h

    def _get_stressed(self, amount: float) -> None:
        self.stress = min(1, self.stress + amount * (1 - self.stress))

    def _first_free(self, present: int) -> int:
        return self.free_at.index(min(self.free_at[:present]))

    def _prepare_posts(self, start: float, present: int) -> None:
        posting = self.company.posting
        for _ in range(present):
            member = self._first_free(present)
            begin = max(start, self.free_at[member])
            minutes = min(posting.preparation_min, max(0, start + 60 - begin))
            if minutes <= 0:
                return
            self.free_at[member] = begin + minutes
            posting.preparation_min -= minutes
            self.company.record.staff_min += minutes

    def _reply_to_next(self, start: float, shift_end: float, present: int) -> bool:
        """Reply to one message; return whether there was still time for it."""
        model, record = self.model, self.company.record
        member = self._first_free(present)
        free = max(start, self.free_at[member])
        message = self._most_urgent(free)
        begin = max(free, self._noticed(message))
        reply = self._reply_to(message)
        end = begin + reply.minutes
        if begin >= start + 60 or end > shift_end:
            return False
        self.queue.remove(message)
        self.free_at[member] = end
        record.staff_min += reply.minutes
        record.cost += reply.cost
        if message.kind == Kind.CRITICISM:
            stress = model.parameters.stress_by_criticism * message.heat
            self._get_stressed(stress)
        done = int(end + self.company.playbook.team.approval_min)
        if done // 60 == model.hour:
            self.deliver(message, reply, done % 60)
        else:
            self.company.put(done // 60, partial(self.deliver, message, reply, done % 60))
        return True

    def _noticed(self, message: Message) -> float:
        written = message.hour * 60 + message.minute
        every = self.company.playbook.team.checks_every_min
        return math.ceil(written / every) * every if every > 0 else written

    def _most_urgent(self, free: float) -> Message:
        looked_at = self.queue[:LOOKS_AT]
        noticed = [message for message in looked_at if self._noticed(message) <= free]
        return max(noticed, key=self._rank) if noticed else min(looked_at, key=self._noticed)

    def _rank(self, message: Message) -> float:
        ranks: dict[str, float] = {
            "oldest_first": 0,
            "criticism_first": 1 if message.kind == Kind.CRITICISM else 0,
            "most_read_first": message.written_by.who.n_distant,
            "hottest_first": message.heat,
        }
        return ranks[self.company.playbook.triage]

    def _reply_to(self, message: Message) -> Numbers:
        types = self.model.parameters.reply_types
        rule = self.rule_of(message)
        author = message.written_by
        heard = author.n_heard if message.kind == Kind.CRITICISM else 0
        name: str = rule.reply[min(heard, len(rule.reply) - 1)]
        if message.kind == Kind.CRITICISM and name != "delete":
            chance = self.model.parameters.slip * self.stress * (1 - self.company.playbook.team.training)
            if author.luck_with(message, Decision.SLIP) < chance:
                return types["harsh"]
        return types[name]

    def deliver(self, message: Message, reply: Numbers, minute: int) -> None:
        """A reply appears."""
        company, hour = self.company, self.model.hour
        author = message.written_by
        author.touch()
        waited = (hour - message.hour) * 60 + minute - message.minute
        message.reply = Reply(reply, hour, waited, is_private=not self.rule_of(message).public)
        company.count(f"n_replies_{reply.name}")
        company.count("n_contacts")
        if reply.name == "delete":
            message.is_deleted = True
            company.page.takes_away(message, 1)
            if not author.notices_deletion(message):
                return
        author.get_reply(message, reply, waited, minute)

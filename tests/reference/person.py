"""What the company's replies, or their absence, do to those who wrote (section 7.7)."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from tests.reference.luck import Decision
from tests.reference.message import Kind, Message, Origin
from tests.reference.reading import Reader

if TYPE_CHECKING:
    from tests.reference.parameters import Numbers


class Person(Reader):
    """Anyone of the audience, towards one company."""

    def get_reply(self, message: Message, reply: Numbers, waited: float, minute: int) -> None:
        """Feel the company's reply to one's own message."""
        p = self.model.parameters
        self._be_heard(message, reply, minute)
        mass = self.company.mass
        timely = p.benefit_floor + (1 - p.benefit_floor) / (1 + waited / p.benefit_half_min)
        self._feel_reply(message, reply, timely, mass)
        if waited > self.who.patience_min:
            self.move_trust(-p.late_loss)
            self.get_angrier(p.late_anger)
        if reply.author_trust >= 0:
            self._be_pleased(message, reply, timely, mass, minute)
        if reply.provokes > 0:
            self._be_provoked(message, reply, minute)
        hazard = reply.leaves * (1 - self.trust) * self.loyalty
        if self.luck_with(message, Decision.LEAVES_AFTER_REPLY) < hazard:
            self.leave("deleted" if reply.name == "delete" else "harsh_reply")

    def _be_heard(self, message: Message, reply: Numbers, minute: int) -> None:
        company = self.company
        if reply.name != "delete":
            company.listens += self.model.parameters.listens_step * (1 - company.listens)
        if message.kind == Kind.CRITICISM:
            self.n_heard = min(250, self.n_heard + 1)
            if message.origin == Origin.FALSE_CLAIM:
                self._be_set_right(message, reply, minute)
        elif message.kind == Kind.ANSWER and company.playbook.acts_on_answers:
            company.insight += 1

    def _be_set_right(self, message: Message, reply: Numbers, minute: int) -> None:
        company, claim = self.company, message.event
        assert claim is not None
        if self.luck_with(message, Decision.CONVINCED) < reply.debunks:
            self.knows = claim
        if reply.name == "correction" and company.playbook.corrects_by_post and not claim.is_corrected:
            claim.is_corrected = True
            company.page.pinned = claim
            company.page.pinned_until = self.model.hour + int(self.model.parameters.pinned_h)
            company.put(self.model.hour + 1, partial(company.posting.post_at_once, "correction", minute, claim))

    def _feel_reply(self, message: Message, reply: Numbers, timely: float, mass: float) -> None:
        p = self.model.parameters
        weight = 1 - mass * reply.needs_hearing if message.kind == Kind.CRITICISM else 1
        if reply.author_trust >= 0:
            self.move_trust(reply.author_trust * timely * weight)
        else:
            self.move_trust(reply.author_trust * (1 + p.mass_backfires * mass))
        if reply.author_engagement >= 0:
            self.move_engagement(reply.author_engagement * timely)
        else:
            self.move_engagement(reply.author_engagement)
        if reply.author_anger >= 0:
            self.get_angrier(reply.author_anger)
        else:
            self.anger *= 1 + reply.author_anger * (0.5 + 0.5 * timely) * weight

    def _be_pleased(self, message: Message, reply: Numbers, timely: float, mass: float, minute: int) -> None:
        p = self.model.parameters
        self.n_answers = min(250, self.n_answers + 1)
        self.n_unthanked = 0
        if message.kind == Kind.CRITICISM:
            share = reply.calms_thread * timely * (1 - mass)
            self.company.page.takes_away(message, share)
            message.heat *= 1 - share
        rate = p.recommends * max(0, reply.author_engagement * timely) * self.trust
        if self.luck_with(message, Decision.RECOMMENDS) < self.wish(rate):
            self.say(Kind.RECOMMENDATION, minute, message)

    def _be_provoked(self, message: Message, reply: Numbers, minute: int) -> None:
        rate = reply.provokes * (0.3 + self.who.irritability) * self.freshness
        if self.luck_with(message, Decision.PROVOKED) < 1 - math.exp(-rate):
            then = self.model.hour + 1 + int(self.luck_with(message, Decision.REPLY_DELAY) * 4)
            self.company.put(then, partial(self._hit_back, message, message.heat * reply.evidence_heats, minute))

    def _hit_back(self, message: Message, heat: float, minute: int) -> None:
        self.touch()
        is_deleted = message.reply is not None and message.reply.kind.name == "delete"
        origin = Origin.DELETED if is_deleted else Origin.HARSH_REPLY
        self.criticise(heat, origin, minute, message, event=message.event)

    def feel_ignored(self, message: Message, minute: int) -> None:
        """Notice that nobody has answered for too long, if so."""
        p = self.model.parameters
        if message.reply is not None and (message.reply.kind.name != "delete" or self.notices_deletion(message)):
            return
        self.touch()
        self.company.listens -= p.listens_step * self.company.listens
        if message.kind in (Kind.PRAISE, Kind.ANSWER):
            self.move_engagement(-p.unthanked_engagement)
            self.move_trust(-p.unthanked_loss)
            self.n_unthanked = min(250, self.n_unthanked + 1)
            return
        share = 1.0 if message.kind == Kind.CRITICISM else p.question_ignored
        self.move_trust(-p.ignored_loss * share)
        self.move_engagement(-p.ignored_engagement * share)
        self.get_angrier(p.ignored_anger * share)
        self.n_answers //= 2
        rate = p.repeats * share * (0.3 + self.who.irritability) * self.freshness
        if self.luck_with(message, Decision.REPEATS) < 1 - math.exp(-rate):
            heat = max(1, message.heat) * p.ignored_heats
            self.criticise(heat, Origin.IGNORED, minute, message, event=message.event)
        hazard = p.leaves_ignored * share * (1 - self.trust) * self.loyalty
        if self.luck_with(message, Decision.LEAVES_IGNORED) < hazard:
            self.leave("ignored")

    def notices_deletion(self, message: Message) -> bool:
        """Return whether the person notices that an own message is gone."""
        return self.luck_with(message, Decision.DELETION_NOTICED) < self.model.parameters.deletion_noticed

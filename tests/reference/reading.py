"""What people read on their way and on the page, and what it does to them (section 7.9)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.reference.luck import Decision
from tests.reference.message import Kind, Message, Origin
from tests.reference.reading_posts import PostReader

if TYPE_CHECKING:
    from tests.reference.parameters import Numbers

LEAVING_CAUSE = {
    Origin.EXPERIENCE: "bad_experience",
    Origin.INCIDENT: "scandal",
    Origin.POST: "promotional",
    Origin.IGNORED: "ignored",
    Origin.HARSH_REPLY: "harsh_reply",
    Origin.DELETED: "deleted",
    Origin.UNTHANKED: "ignored",
    Origin.IMITATION: "bad_experience",
    Origin.OUTAGE: "bad_experience",
    Origin.LEAK: "scandal",
    Origin.FALSE_CLAIM: "scandal",
    Origin.SCANDAL: "scandal",
    Origin.GESTURE: "gesture",
}
FROM_AN_EVENT = (Origin.INCIDENT, Origin.OUTAGE, Origin.LEAK, Origin.FALSE_CLAIM, Origin.SCANDAL)


class Reader(PostReader):
    """Somebody who reads what the company and others write."""

    def see(self, message: Message, minute: int) -> None:
        """Read a post of the company, or what somebody wrote whom one reads."""
        self.touch()
        message.n_views += 1
        if message.kind == Kind.POST:
            if message.towards is not None:
                self.read_gesture(message, message.towards, minute)
            elif self.follows:
                self.read_post(message, minute)
        elif message.kind == Kind.CRITICISM:
            self._read_criticism(message, minute)
        elif message.kind != Kind.ANSWER:
            self._read_kind_words(message)

    def _read_kind_words(self, message: Message) -> None:
        p = self.model.parameters
        is_correction = message.kind == Kind.DEFENCE and message.event is not None
        if is_correction and self.luck_with(message, Decision.CONVINCED) < p.correction_convinces:
            self.knows = message.event
        self.move_trust(p.heard_praise)
        appeal = 1 + p.viral_appeal * message.heat
        if message.kind == Kind.SHARE and message.parent is not None:
            appeal = message.parent.posted.word_of_mouth
        chance = p.word_of_mouth * appeal * 2 * self.trust * self.who.segment.joins
        if self.luck_with(message, Decision.WORD_OF_MOUTH) < chance:
            self.follow("word_of_mouth")

    # --- criticism

    def _read_criticism(self, message: Message, minute: int) -> None:
        company, p, hour = self.company, self.model.parameters, self.model.hour
        mass, heat, origin = company.mass, message.heat, message.origin
        reply = message.visible_reply
        if reply is not None:
            if reply.extra_heat > 0:
                heat *= 1 + reply.extra_heat * (1 + p.mass_backfires * mass)
                origin = Origin.HARSH_REPLY
            else:
                heat *= 1 + reply.extra_heat * (1 - mass * reply.needs_hearing)
            self._see_reply(reply)
        else:
            self._miss_a_reply(message)
        if message.origin == Origin.FALSE_CLAIM and self._knows_better(message):
            self._defend(message, p.corrects, minute)
            return
        force = p.contagion * self.model.climate * heat * self._susceptibility() * self._novelty()
        if message.event is not None and message.origin in FROM_AN_EVENT:
            force *= company.profile.responsibility * message.event.blame
        self.tire(p.fatigue_by_reading)
        if self.luck_with(message, Decision.ANGERED, hour) < 1 - math.exp(-force):
            self._get_angry(message, heat, origin, mass, minute)
        elif self.trust >= p.defender_trust:
            self._defend(message, p.defends, minute)
        if self.luck_with(message, Decision.CURIOUS, hour) < p.curious:
            self.follow("storm")

    def _susceptibility(self) -> float:
        return self.who.irritability * (1.2 - self.trust) * self.freshness

    def _novelty(self) -> float:
        return 1 / (1 + self.company.page.news / self.model.parameters.old_news)

    def _knows_better(self, message: Message) -> bool:
        reply = message.visible_reply
        if self.knows is message.event:
            return True
        if reply is not None and self.luck_with(message, Decision.CONVINCED) < reply.debunks:
            self.knows = message.event
            return True
        return False

    def _defend(self, message: Message, rate: float, minute: int) -> None:
        p = self.model.parameters
        wish = self.wish(rate * self.trust * self.engagement)
        if self.luck_with(message, Decision.DEFENDS, self.model.hour) < wish:
            self.say(Kind.DEFENCE, minute, message)
            message.heat *= 1 - p.defence_calms

    def _get_angry(self, message: Message, heat: float, origin: Origin, mass: float, minute: int) -> None:
        p, hour = self.model.parameters, self.model.hour
        self.get_angrier(p.anger_step * min(1, 0.5 * heat))
        self.move_trust(-p.seen_criticism_loss * min(2, heat))
        tired = self.freshness / (1 + mass / p.crowd_saturates)
        if self.luck_with(message, Decision.JOINS, hour) < self.wish(p.joins_in * self.anger * tired):
            passed_on = p.heat_passed_on * heat + (1 - p.heat_passed_on)
            self.criticise(passed_on, origin, minute, message, event=message.event, is_viral=True)
        self._spill_over()
        hazard = p.leaves_angry * self.anger * (1 - self.trust) * self.loyalty
        if self.luck_with(message, Decision.LEAVES_ANGRY, hour) < hazard:
            self.leave(LEAVING_CAUSE[origin])

    def _spill_over(self) -> None:
        """Think less of other companies of the branch, too (section 7.15)."""
        p = self.model.parameters
        for other in self.company.others:
            if other.branch == self.company.branch:
                myself = self.towards(other)
                myself.touch()
                myself.move_trust(-p.spill_loss)
                myself.get_angrier(p.spill_anger)

    def _see_reply(self, reply: Numbers) -> None:
        if reply.bystander_trust >= 0:
            self.move_trust(reply.bystander_trust)
            self.move_engagement(reply.bystander_engagement)
        else:
            self.move_trust(reply.bystander_trust * (2 * self.who.irritability * (1.2 - self.trust)))

    def _miss_a_reply(self, message: Message) -> None:
        p = self.model.parameters
        if message.is_addressed and self.model.hour - message.hour >= p.unanswered_visible_h:
            self.move_trust(-p.seen_ignored_loss)

    # --- the page

    def visit(self) -> None:
        """Look at what stands at the top, then read a handful of items."""
        company, p, hour = self.company, self.model.parameters, self.model.hour
        if hour < company.page.pinned_until and self.luck(Decision.READS_PINNED, hour) < p.post_convinces:
            self.knows = company.page.pinned
        minute = int(60 * self.luck(Decision.VISIT_MINUTE, hour))
        for number in range(int(p.items_per_visit)):
            message = company.page.item(self, number)
            if message is None or message.author is self:
                continue
            self.touch()
            message.n_views += 1
            if message.kind == Kind.CRITICISM:
                self._read_criticism(message, minute)
                self._imitate(message, minute)
            elif message.visible_reply is not None:
                company.count("n_contacts")
                self._see_reply(message.visible_reply)
            else:
                self._miss_a_reply(message)

    def _imitate(self, message: Message, minute: int) -> None:
        p, reply = self.model.parameters, message.visible_reply
        if reply is None:
            return
        rate = reply.imitation * self.who.segment.deals
        if rate > 0 and self.luck_with(message, Decision.IMITATES, self.model.hour) < self.wish(rate):
            self.criticise(p.imitation_heat, Origin.IMITATION, minute, message, is_viral=True)

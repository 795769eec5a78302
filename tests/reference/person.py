"""What people write, experience and read (sections 7.5, 7.6, 7.7 and 7.9)."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from tests.reference.clock import delay, later
from tests.reference.luck import Decision, message_key, normal
from tests.reference.message import Kind, Message, Origin
from tests.reference.somebody import Somebody

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
}
COUNTED_AS = {
    Kind.SHARE: "n_shares",
    Kind.PRAISE: "n_praise",
    Kind.QUESTION: "n_questions",
    Kind.DEFENCE: "n_defences",
    Kind.ANSWER: "n_answers_to_questions",
    Kind.RECOMMENDATION: "n_recommendations",
}


class Person(Somebody):
    """Anyone of the audience."""

    # --- writing

    def _new_message(self, kind: Kind, minute: int, parent: Message | None) -> Message:
        model = self.model
        key = message_key(model.key, self.number, model.hour, kind)
        message = Message(len(model.messages), key, kind, model.hour, minute, author=self, parent=parent)
        model.messages.append(message)
        self.is_active()
        return message

    def say(self, kind: Kind, minute: int, parent: Message | None = None) -> None:
        """Write something other than criticism; praise that never got thanks may turn into it."""
        p = self.model.parameters
        if kind == Kind.PRAISE and self.n_unthanked > 0:
            turned = 1 - math.exp(-p.unthanked_turns * self.n_unthanked)
            if self.luck(Decision.TURNS_CRITICAL, self.model.hour) < turned:
                self.criticise(p.unthanked_heat, Origin.UNTHANKED, minute)
                return
        message = self._new_message(kind, minute, parent)
        self.model.count(COUNTED_AS[kind])
        if kind == Kind.SHARE and parent is not None:
            parent.n_shares += 1
        if kind in (Kind.PRAISE, Kind.QUESTION):
            self.model.page.shows(message)
            self.model.company.is_addressed(message)

    def criticise(
        self, heat: float, origin: Origin, minute: int, parent: Message | None = None, *, is_viral: bool = False
    ) -> None:
        """Criticise in public."""
        model, p = self.model, self.model.parameters
        mass = model.mass
        message = self._new_message(Kind.CRITICISM, minute, parent)
        z = normal(message.key, self.number, 0, Decision.HEAT)
        spread = math.exp(p.heat_spread * z - 0.5 * p.heat_spread * p.heat_spread)
        message.heat = min(p.heat_cap, heat * spread * (1 + p.mass_heats * mass))
        message.origin = origin
        message.is_viral = is_viral
        self.tire(p.fatigue_by_writing)
        model.count("n_criticism")
        if is_viral:
            model.count("n_viral")
        model.last_criticism[self] = model.hour
        model.page.news += 1 / max(1, model.n_start)
        model.page.shows(message)
        if origin == Origin.DELETED and not is_viral:
            return
        if not is_viral or self.luck_with(message, Decision.ADDRESSED) < p.viral_addressed:
            model.company.is_addressed(message)

    # --- own experience

    def experience(self) -> None:
        """Use the product, with good or bad luck."""
        model, p, hour = self.model, self.model.parameters, self.model.hour
        self.touch()
        minute = int(60 * self.luck(Decision.EXPERIENCE_MINUTE, hour))
        if self.luck(Decision.EXPERIENCE_GOOD, hour) < model.profile.bad_experience_share:
            severity = p.usual_severity * (0.5 + self.luck(Decision.EXPERIENCE_SEVERITY, hour))
            self.suffer(severity, Origin.EXPERIENCE, minute)
            return
        self.move_trust(p.good_experience)
        self.move_engagement(p.good_experience)
        u = self.luck(Decision.EXPERIENCE_WORDS, hour)
        praises = self.wish(p.praises * self.engagement * self.trust)
        if u < praises:
            self.say(Kind.PRAISE, minute)
        elif u < praises + self.wish(p.asks):
            self.say(Kind.QUESTION, minute)

    def notice_incident(self, severity: float, minute: int) -> None:
        """Find out that one is concerned."""
        self.touch()
        self.suffer(severity, Origin.INCIDENT, minute)

    def suffer(self, severity: float, origin: Origin, minute: int) -> None:
        """Have a bad experience."""
        p, hour = self.model.parameters, self.model.hour
        self.move_trust(-p.bad_experience * severity)
        self.get_angrier(severity * (0.3 + self.irritability) * p.bad_angers)
        wish = self.wish(p.complains * severity * (0.3 + self.irritability))
        if self.luck(Decision.COMPLAINT, hour) < wish:
            self._find_a_way_to_complain(0.5 + severity, origin, minute)
        hazard = p.leaves_bad * severity * (1 - self.trust) * self.loyalty
        if self.luck(Decision.EXPERIENCE_LEAVING, hour) < hazard:
            self.leave("bad_experience")

    def _find_a_way_to_complain(self, heat: float, origin: Origin, minute: int) -> None:
        model, p, hour = self.model, self.model.parameters, self.model.hour
        u = self.luck(Decision.PRIVATE_ATTEMPT, hour)
        if u < p.complains_at_once:
            self.criticise(heat, origin, minute)
        elif u < p.complains_at_once + (1 - p.complains_at_once) * p.private_fails:
            waking = delay(self.luck(Decision.COMPLAINT_DELAY, hour), p.private_half_life_min, 1)
            then, then_minute = later(p.awake, hour, minute, min(2880, waking))
            model.put(max(then, hour + 1), partial(self.complain, heat, origin, then_minute))

    def complain(self, heat: float, origin: Origin, minute: int) -> None:
        """Complain in public after a failed private attempt."""
        self.touch()
        self.criticise(heat * self.model.parameters.failed_attempt_heats, origin, minute)

    # --- reading what others wrote

    def see(self, message: Message, minute: int) -> None:
        """Read a post of the company, or what somebody wrote whom one reads."""
        self.touch()
        message.n_views += 1
        if message.kind == Kind.POST:
            if self.follows:
                self._read_post(message, minute)
        elif message.kind == Kind.CRITICISM:
            self._read_criticism(message, minute)
        elif message.kind != Kind.ANSWER:
            self._read_kind_words(message)

    def _read_post(self, post: Message, minute: int) -> None:
        content = post.content
        assert content is not None
        self.model.count("n_views")
        self.model.count("n_contacts")
        crowding = self.crowding
        self.crowding += 1
        self.move_trust(content.trust * (0.5 + self.model.profile.human_voice))
        self.move_engagement(content.engagement)
        cause = self._reason_to_leave_over(post, content, crowding)
        if cause:
            self.leave(cause)
        else:
            self._react(post, content, crowding, minute)

    def _reason_to_leave_over(self, post: Message, content: Numbers, crowding: float) -> str | None:
        p = self.model.parameters
        distance = (1 - self.engagement) * (1.2 - self.trust)
        u = self.luck_with(post, Decision.POST_LEAVING)
        upto = 0.0
        for cause, probability in (
            ("bored", p.leaves_bored * distance * self.loyalty),
            ("crowded", p.leaves_crowded * max(0, crowding - p.crowding_free) * distance * self.loyalty),
            ("promotional", p.leaves_promotional * content.promotion * distance * self.loyalty),
        ):
            upto += probability
            if u < upto:
                return cause
        return None

    def _react(self, post: Message, content: Numbers, crowding: float, minute: int) -> None:
        p = self.model.parameters
        mood = (0.5 + self.engagement) / (1 + p.crowding_dulls * crowding)
        if p.day_from <= post.hour % 24 < p.day_to:
            mood *= p.daytime_bonus
        criticism = self.wish(p.criticises_post * content.criticism * (1.2 - self.trust) * self.irritability)
        answer = self.wish(p.answers_question * self.trust * self.trust) if content.name == "question" else 0
        u = self.luck_with(post, Decision.POST_REACTION)
        upto = 0.0
        for reaction, probability in (
            ("like", p.likes * content.likes * mood),
            (Kind.SHARE, p.shares * content.shares * mood),
            (Kind.PRAISE, self.wish(p.praises_post * content.praise * mood * self.trust)),
            (Kind.QUESTION, self.wish(p.asks_about_post * content.questions * mood)),
            (Kind.CRITICISM, criticism),
            (Kind.ANSWER, answer),
        ):
            upto += probability
            if u >= upto:
                continue
            if reaction == "like":
                self.is_active()
                self.model.count("n_likes")
                post.n_likes += 1
            elif reaction == Kind.CRITICISM:
                self.criticise(p.post_criticism_heat, Origin.POST, minute, post)
            elif isinstance(reaction, Kind):
                self.say(reaction, minute, post)
            return

    def _read_kind_words(self, message: Message) -> None:
        p = self.model.parameters
        self.move_trust(p.heard_praise)
        appeal = 1.0
        if message.kind == Kind.SHARE and message.parent is not None and message.parent.content is not None:
            appeal = message.parent.content.word_of_mouth
        chance = p.word_of_mouth * appeal * 2 * self.trust * self.segment.joins
        if self.luck_with(message, Decision.WORD_OF_MOUTH) < chance:
            self.follow("word_of_mouth")

    def _read_criticism(self, message: Message, minute: int) -> None:
        model, p = self.model, self.model.parameters
        mass, heat, origin = model.mass, message.heat, message.origin
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
        susceptible = self.irritability * (1.2 - self.trust) * self.freshness
        novelty = 1 / (1 + model.page.news / p.old_news)
        force = p.contagion * model.page.climate * heat * susceptible * novelty
        if message.origin == Origin.INCIDENT:
            force *= model.profile.responsibility
        self.tire(p.fatigue_by_reading)
        if self.luck_with(message, Decision.ANGERED, model.hour) < 1 - math.exp(-force):
            self._get_angry(message, heat, origin, mass, minute)
        elif self.trust >= p.defender_trust:
            wish = self.wish(p.defends * self.trust * self.engagement)
            if self.luck_with(message, Decision.DEFENDS, model.hour) < wish:
                self.say(Kind.DEFENCE, minute, message)
                message.heat *= 1 - p.defence_calms
        if self.luck_with(message, Decision.CURIOUS, model.hour) < p.curious:
            self.follow("storm")

    def _get_angry(self, message: Message, heat: float, origin: Origin, mass: float, minute: int) -> None:
        p, hour = self.model.parameters, self.model.hour
        self.get_angrier(p.anger_step * min(1, 0.5 * heat))
        self.move_trust(-p.seen_criticism_loss * min(2, heat))
        tired = self.freshness / (1 + mass / p.crowd_saturates)
        if self.luck_with(message, Decision.JOINS, hour) < self.wish(p.joins_in * self.anger * tired):
            passed_on = p.heat_passed_on * heat + (1 - p.heat_passed_on)
            self.criticise(passed_on, origin, minute, message, is_viral=True)
        hazard = p.leaves_angry * self.anger * (1 - self.trust) * self.loyalty
        if self.luck_with(message, Decision.LEAVES_ANGRY, hour) < hazard:
            self.leave(LEAVING_CAUSE[origin])

    def _see_reply(self, reply: Numbers) -> None:
        if reply.bystander_trust >= 0:
            self.move_trust(reply.bystander_trust)
            self.move_engagement(reply.bystander_engagement)
        else:
            self.move_trust(reply.bystander_trust * (2 * self.irritability * (1.2 - self.trust)))

    def _miss_a_reply(self, message: Message) -> None:
        p = self.model.parameters
        if message.is_addressed and self.model.hour - message.hour >= p.unanswered_visible_h:
            self.move_trust(-p.seen_ignored_loss)

    # --- the page

    def visit(self) -> None:
        """Read a handful of items."""
        model, p = self.model, self.model.parameters
        minute = int(60 * self.luck(Decision.VISIT_MINUTE, model.hour))
        for number in range(int(p.items_per_visit)):
            message = model.page.item(self, number)
            if message is None or message.author is self:
                continue
            self.touch()
            message.n_views += 1
            if message.kind == Kind.CRITICISM:
                self._read_criticism(message, minute)
                self._imitate(message, minute)
            elif message.visible_reply is not None:
                model.count("n_contacts")
                self._see_reply(message.visible_reply)
            else:
                self._miss_a_reply(message)

    def _imitate(self, message: Message, minute: int) -> None:
        p, reply = self.model.parameters, message.visible_reply
        if reply is None:
            return
        rate = reply.imitation * self.segment.deals
        if rate > 0 and self.luck_with(message, Decision.IMITATES, self.model.hour) < self.wish(rate):
            self.criticise(p.imitation_heat, Origin.IMITATION, minute, message, is_viral=True)

    # --- being answered, or not

    def get_reply(self, message: Message, reply: Numbers, waited: float, minute: int) -> None:
        """Feel the company's reply to one's own message."""
        p, mass = self.model.parameters, self.model.mass
        if message.kind == Kind.CRITICISM:
            self.n_heard = min(250, self.n_heard + 1)
        timely = p.benefit_floor + (1 - p.benefit_floor) / (1 + waited / p.benefit_half_min)
        self._feel_reply(message, reply, timely, mass)
        if waited > self.patience_min:
            self.move_trust(-p.late_loss)
            self.get_angrier(p.late_anger)
        if reply.author_trust >= 0:
            self._be_pleased(message, reply, timely, mass, minute)
        if reply.provokes > 0:
            self._be_provoked(message, reply, minute)
        hazard = reply.leaves * (1 - self.trust) * self.loyalty
        if self.luck_with(message, Decision.LEAVES_AFTER_REPLY) < hazard:
            self.leave("deleted" if reply.name == "delete" else "harsh_reply")

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
            self.model.page.takes_away(message, share)
            message.heat *= 1 - share
        rate = p.recommends * max(0, reply.author_engagement * timely) * self.trust
        if self.luck_with(message, Decision.RECOMMENDS) < self.wish(rate):
            self.say(Kind.RECOMMENDATION, minute, message)

    def _be_provoked(self, message: Message, reply: Numbers, minute: int) -> None:
        rate = reply.provokes * (0.3 + self.irritability) * self.freshness
        if self.luck_with(message, Decision.PROVOKED) < 1 - math.exp(-rate):
            then = self.model.hour + 1 + int(self.luck_with(message, Decision.REPLY_DELAY) * 4)
            self.model.put(then, partial(self._hit_back, message, message.heat * reply.evidence_heats, minute))

    def _hit_back(self, message: Message, heat: float, minute: int) -> None:
        self.touch()
        is_deleted = message.reply is not None and message.reply.kind.name == "delete"
        origin = Origin.DELETED if is_deleted else Origin.HARSH_REPLY
        self.criticise(heat, origin, minute, message)

    def feel_ignored(self, message: Message, minute: int) -> None:
        """Notice that nobody has answered for too long, if so."""
        p = self.model.parameters
        if message.reply is not None and (message.reply.kind.name != "delete" or self.notices_deletion(message)):
            return
        self.touch()
        if message.kind == Kind.PRAISE:
            self.move_engagement(-p.unthanked_engagement)
            self.move_trust(-p.unthanked_loss)
            self.n_unthanked = min(250, self.n_unthanked + 1)
            return
        share = 1.0 if message.kind == Kind.CRITICISM else p.question_ignored
        self.move_trust(-p.ignored_loss * share)
        self.move_engagement(-p.ignored_engagement * share)
        self.get_angrier(p.ignored_anger * share)
        self.n_answers //= 2
        rate = p.repeats * share * (0.3 + self.irritability) * self.freshness
        if self.luck_with(message, Decision.REPEATS) < 1 - math.exp(-rate):
            self.criticise(max(1, message.heat) * p.ignored_heats, Origin.IGNORED, minute, message)
        hazard = p.leaves_ignored * share * (1 - self.trust) * self.loyalty
        if self.luck_with(message, Decision.LEAVES_IGNORED) < hazard:
            self.leave("ignored")

    def notices_deletion(self, message: Message) -> bool:
        """Return whether the person notices that an own message is gone."""
        return self.luck_with(message, Decision.DELETION_NOTICED) < self.model.parameters.deletion_noticed

"""What people write, and what they experience with the product (sections 7.5, 7.6 and 7.13)."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, cast

from tests.reference.clock import delay, later
from tests.reference.luck import Decision, message_key, normal
from tests.reference.message import Kind, Message, Origin
from tests.reference.somebody import Somebody

if TYPE_CHECKING:
    from tests.reference.events import Event
    from tests.reference.person import Person

COUNTED_AS = {
    Kind.SHARE: "n_shares",
    Kind.PRAISE: "n_praise",
    Kind.QUESTION: "n_questions",
    Kind.DEFENCE: "n_defences",
    Kind.ANSWER: "n_answers_to_questions",
    Kind.RECOMMENDATION: "n_recommendations",
}
ORIGIN_OF = {
    "product_fault": Origin.INCIDENT,
    "service_outage": Origin.OUTAGE,
    "leak": Origin.LEAK,
    "false_claim": Origin.FALSE_CLAIM,
    "scandal": Origin.SCANDAL,
}


class Writer(Somebody):
    """Somebody who may write."""

    def _new_message(self, kind: Kind, minute: int, parent: Message | None) -> Message:
        company, hour = self.company, self.model.hour
        key = message_key(company.key, self.who.number, hour, kind)
        author = cast("Person", self)
        message = Message(len(company.messages), key, kind, hour, minute, author=author, parent=parent)
        company.messages.append(message)
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
        self.write(kind, minute, parent)

    def write(self, kind: Kind, minute: int, parent: Message | None = None) -> Message:
        """Write something other than criticism."""
        company = self.company
        message = self._new_message(kind, minute, parent)
        self.count(COUNTED_AS[kind])
        if kind in (Kind.PRAISE, Kind.QUESTION):
            company.page.shows(message)
            company.team.is_addressed(message)
        if parent is None:
            return message
        if kind == Kind.SHARE:
            parent.n_shares += 1
        if kind == Kind.DEFENCE and parent.origin == Origin.FALSE_CLAIM:
            message.event = parent.event
            company.count("n_corrections")
        if kind == Kind.ANSWER and parent.posted.name == "survey":
            company.count("n_survey_answers")
            company.record.survey_trust += self.trust
            company.team.is_addressed(message)
        return message

    def criticise(
        self,
        heat: float,
        origin: Origin,
        minute: int,
        parent: Message | None = None,
        *,
        event: Event | None = None,
        is_viral: bool = False,
    ) -> None:
        """Criticise in public."""
        company, p = self.company, self.model.parameters
        mass = company.mass
        message = self._new_message(Kind.CRITICISM, minute, parent)
        z = normal(message.key, self.who.number, 0, Decision.HEAT)
        spread = math.exp(p.heat_spread * z - 0.5 * p.heat_spread * p.heat_spread)
        message.heat = min(p.heat_cap, heat * spread * (1 + p.mass_heats * mass))
        message.origin = origin
        message.event = event
        message.is_viral = is_viral
        self.tire(p.fatigue_by_writing)
        self.count("n_criticism")
        if is_viral:
            company.count("n_viral")
        company.last_criticism[self] = self.model.hour
        company.page.news += 1 / max(1, company.n_start)
        company.page.shows(message)
        if origin == Origin.DELETED and not is_viral:
            return
        if not is_viral or self.luck_with(message, Decision.ADDRESSED) < p.viral_addressed:
            company.team.is_addressed(message)

    # --- own experience

    def meet_product(self) -> None:
        """Use the product, with good or bad luck."""
        company, p, hour = self.company, self.model.parameters, self.model.hour
        self.touch()
        minute = int(60 * self.luck(Decision.EXPERIENCE_MINUTE, hour))
        if self.luck(Decision.EXPERIENCE_GOOD, hour) < company.profile.bad_experience_share * (1 - company.learned):
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

    def notice_incident(self, event: Event, severity: float, minute: int) -> None:
        """Find out that one is concerned: suffer, and perhaps ask what is going on."""
        self.touch()
        if event.type != "false_claim" or self._believes(event):
            self.suffer(severity, ORIGIN_OF[event.type], minute, event)
        asks = event.kind.asks
        wish = self.wish(self.model.parameters.complains * asks)
        if asks > 0 and self.luck(Decision.EVENT_ASKS, self.model.hour) < wish:
            self.write(Kind.QUESTION, minute).event = event

    def _believes(self, claim: Event) -> bool:
        believed = self.model.parameters.claim_believed * (1.2 - self.trust)
        return self.knows is not claim and self.luck(Decision.BELIEVES, self.model.hour) < believed

    def suffer(self, severity: float, origin: Origin, minute: int, event: Event | None = None) -> None:
        """Have a bad experience, from an event or in everyday life."""
        p, hour = self.model.parameters, self.model.hour
        blame = event.blame if event else 1.0
        complains = p.complains * event.kind.complains if event else p.complains
        self.move_trust(-p.bad_experience * severity * blame)
        self.get_angrier(min(1, severity * (0.3 + self.who.irritability) * p.bad_angers * blame))
        wish = self.wish(complains * severity * (0.3 + self.who.irritability))
        if self.luck(Decision.COMPLAINT, hour) < wish:
            self._find_a_way_to_complain(0.5 + severity, origin, minute, event)
        hazard = p.leaves_bad * severity * blame * (1 - self.trust) * self.loyalty
        if self.luck(Decision.EXPERIENCE_LEAVING, hour) < hazard:
            is_scandal = origin in (Origin.LEAK, Origin.FALSE_CLAIM, Origin.SCANDAL)
            self.leave("scandal" if is_scandal else "bad_experience")

    def _find_a_way_to_complain(self, heat: float, origin: Origin, minute: int, event: Event | None) -> None:
        p, hour = self.model.parameters, self.model.hour
        at_once = 1 if event and event.kind.is_private == 0 else p.complains_at_once
        u = self.luck(Decision.PRIVATE_ATTEMPT, hour)
        if u < at_once:
            self.criticise(heat, origin, minute, event=event)
        elif u < at_once + (1 - at_once) * p.private_fails:
            waking = delay(self.luck(Decision.COMPLAINT_DELAY, hour), p.private_half_life_min, 1)
            then, then_minute = later(p.awake, hour, minute, min(2880, waking))
            self.company.put(max(then, hour + 1), partial(self.complain, heat, origin, then_minute, event))

    def complain(self, heat: float, origin: Origin, minute: int, event: Event | None) -> None:
        """Complain in public after a failed private attempt."""
        self.touch()
        self.criticise(heat * self.model.parameters.failed_attempt_heats, origin, minute, event=event)

"""What a company does towards others (section 7.15)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from tests.reference.clock import fading
from tests.reference.luck import Decision, message_key, uniform

if TYPE_CHECKING:
    from tests.reference.company import Company

HOURS_PER_MONTH = 720
GESTURES: Final = {"congratulate": "congratulation", "tease": "tease", "attack": "attack"}


class Relations:
    """How one company deals with the others."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.model = company.model
        self.noticed_storm: dict[Company, int] = {}  # hour

    def look_around(self) -> None:
        """Look for occasions at the other companies."""
        company, hour = self.company, self.model.hour
        policy = company.playbook.companies
        if company.silent:
            return
        for other in company.others:
            if other.launched == hour - 1:
                self._plan(policy.launch, other)
            if policy.storm != "nothing" and self._sees_storm(other):
                self._plan(policy.storm, other)
            chance = policy.starts_per_month / HOURS_PER_MONTH
            if uniform(company.key, other.number, hour, Decision.STARTS) < chance:
                self._plan(policy.starts, other)
            self._may_join(other)

    def _sees_storm(self, other: Company) -> bool:
        hour, last = self.model.hour, self.noticed_storm.get(other)
        if other.wind < self.model.parameters.storm_noticed_from or (last is not None and hour - last <= 168):
            return False
        self.noticed_storm[other] = hour
        return True

    def _may_join(self, other: Company) -> None:
        p, hour, myself = self.model.parameters, self.model.hour, self.company.number
        policy = self.company.playbook.companies
        if policy.joins_from_fit is None:
            return
        if uniform(other.key, 0, hour, Decision.CONVERSATION) >= p.conversations_per_month / HOURS_PER_MONTH:
            return
        fit = uniform(other.key, myself, hour, Decision.CONVERSATION_FIT)
        is_invited = uniform(other.key, myself, hour, Decision.INVITED) < p.invited
        if fit >= policy.joins_from_fit and (is_invited or not policy.only_invited):
            self._put_on_agenda("joining", other, fit + p.invitation if is_invited else fit)

    def _plan(self, gesture: str, other: Company) -> None:
        if gesture != "nothing":
            self._put_on_agenda(GESTURES[gesture], other, 1)

    def _put_on_agenda(self, content: str, other: Company, fit: float) -> None:
        company, hour = self.company, self.model.hour
        due = hour + max(1, int(company.playbook.companies.delay_h))
        begins, ends = company.playbook.posting.open_hours
        if due % 24 < begins:
            due += begins - due % 24
        elif due % 24 >= ends:
            due += 24 - due % 24 + begins
        fit = min(1, fit) * fading(due - hour - 1, self.model.parameters.occasion_half_life_h)
        minute = int(60 * uniform(company.key, other.number, hour, Decision.GESTURE_MINUTE))
        company.put(due, partial(self._make, content, other, fit, minute))

    def _make(self, content: str, other: Company, fit: float, minute: int, *, is_answer: bool = False) -> None:
        """Post a gesture for the followers of both companies."""
        company = self.company
        if company.silent:
            return
        row = self.model.parameters.contents[content]
        company.posting.preparation_min += row.minutes
        key = message_key(company.key, -1 - other.number, self.model.hour, 64 + row.place)
        post = company.posting.new_post(row, minute, key)
        post.towards = other
        post.heat = fit
        company.count("n_gestures")
        other.count("n_gestures_received")
        company.spreading.spread_post(post)
        company.spreading.spread_to_followers_of(other, post)
        if not is_answer:
            other.relations.answer(content, company, minute)

    def answer(self, content: str, other: Company, minute: int) -> None:
        """Answer another company's gesture, or do not."""
        company = self.company
        policy = company.playbook.companies
        replies = {
            "congratulation": policy.reply.congratulate,
            "tease": policy.reply.tease,
            "attack": policy.reply.attack,
            "joining": policy.reply.join,
        }
        reply = replies.get(content, "nothing")
        if reply == "nothing" or company.silent:
            return
        back = {"thank": "thanks", "return": content, "retaliate": "attack", "witty": "tease"}[reply]
        due = self.model.hour + max(1, int(policy.delay_h))
        company.put(due, partial(self._make, back, other, 1.0, minute, is_answer=True))

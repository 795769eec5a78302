"""What the audience does of itself, hour by hour: experience, visit, come and go (sections 7.6, 7.9, 7.10 and 7.14)."""

from __future__ import annotations

import math
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from tests.reference.luck import Decision, candidates, uniform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reference.company import Company
    from tests.reference.parameters import Numbers
    from tests.reference.person import Person


class Audience:
    """Everybody, towards one company."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.model = company.model
        self.online = list(chain.from_iterable(company.by_presence))

    def _jump(self, who: int, decision: Decision, step: int) -> float:
        return uniform(self.company.key, who, step, decision)

    def _by_day(self, who: int, decision: Decision, step: int) -> float:
        return uniform(self.company.key, who, self.model.day * 1048576 + step, decision)

    def _share_of_day(self) -> float:
        awake = self.model.parameters.awake
        return awake[self.model.hour % 24] / sum(awake)

    def experience(self) -> None:
        """Let people use the product."""
        for segment in self.model.parameters.segments:
            luck = partial(self._jump, segment.place * 1048576 + self.model.hour, Decision.EXPERIENCE_SKIP)
            cap = segment.experiences_per_day * self._share_of_day()
            for person in candidates(self.company.members(segment), cap, luck):
                person.meet_product()

    # --- visits

    def visit(self) -> None:
        """Let people visit the page."""
        p = self.model.parameters
        base = p.visits_per_day / 24 * 1.5 * p.awake[self.model.hour % 24]
        wanted = base * (1 + self.company.page.promotion)
        low, high = 0.0, base
        for layer in range(8):
            if wanted <= low:
                return
            share = (min(wanted, high) - low) / (high - low)
            for person in self._visitors(layer, high - low, share):
                person.visit()
            low, high = high, high * 3

    def _visitors(self, layer: int, rate: float, share: float) -> Iterator[Person]:
        p, hour = self.model.parameters, self.model.hour
        for k, presence in enumerate(self.model.presence):
            luck = partial(self._jump, (layer * 32 + k) * 131072 + hour, Decision.VISIT_SKIP)
            for person in candidates(self.company.by_presence[k], min(0.9, rate * presence), luck):
                chance = share
                if not person.follows:
                    chance *= min(1, p.outsider_visits * (1 + p.media_to_outsiders * self.company.page.media_boost))
                accepted = person.luck(Decision.VISIT_ACCEPTED, hour * 8 + layer) < chance
                if accepted and person.visited != hour:
                    person.visited = hour
                    yield person

    # --- membership

    def see_advertisements(self) -> None:
        """Let people see what attention the company has bought."""
        company, p = self.company, self.model.parameters
        bought = company.playbook.advertising
        if not self.online:
            return
        # the same order of operations as in the description
        rate = bought.contacts_per_day / len(self.online) * p.awake[self.model.hour % 24] / sum(p.awake)
        luck = partial(self._jump, self.model.hour, Decision.AD_SKIP)
        for person in candidates(self.online, min(0.9, rate), luck):
            person.touch()
            company.record.cost += bought.cost_per_contact
            company.count("n_contacts")
            company.count("n_ad_contacts")
            person.move_trust(p.ad_trust)
            chance = p.ad_follows * person.who.segment.joins * (0.5 + person.trust)
            if company.playbook.account and person.luck(Decision.AD_FOLLOWS, self.model.hour) < chance:
                person.follow("advertising")

    def discover(self) -> None:
        """Let people come across the account."""
        company, p, day = self.company, self.model.parameters, self.model.day
        is_alive = 1 - math.exp(-company.posting.post_load)
        for segment in p.segments:
            cap = min(0.5, p.discovery * company.profile.publicity * segment.joins * 2)
            luck = partial(self._by_day, segment.place, Decision.DISCOVERY_SKIP)
            for person in candidates(company.members(segment), cap, luck):
                chance = is_alive * person.trust
                if person.could_follow and person.luck(Decision.DISCOVERY, day) < chance:
                    person.touch()
                    person.follow("discovery")

    def chase_offers(self) -> None:
        """Let people come for an offer, and go when it is over."""
        last = self.company.posting.last_offer
        if last is None:
            return
        for segment in self.model.parameters.segments:
            if self.model.hour - last <= 24:
                self._come_for_offer(segment)
            elif segment.deals > 0:
                self._go_after_offer(segment)

    def _come_for_offer(self, segment: Numbers) -> None:
        company, p, day = self.company, self.model.parameters, self.model.day
        cap = min(0.5, p.offer_pull * company.profile.publicity * segment.deals * company.posting.tempting)
        luck = partial(self._by_day, segment.place, Decision.OFFER_SKIP)
        for person in candidates(company.members(segment), cap, luck):
            chance = 0.5 + 0.5 * person.trust
            if person.could_follow and person.luck(Decision.OFFER_JOINS, day) < chance:
                person.touch()
                person.follow("offer")

    def _go_after_offer(self, segment: Numbers) -> None:
        p, day = self.model.parameters, self.model.day
        luck = partial(self._by_day, segment.place, Decision.OFFER_OVER_SKIP)
        for person in candidates(self.company.members(segment), min(0.9, p.offer_over), luck):
            came_for_it = person.follows and person.via == "offer"
            chance = 1 - 0.7 * person.engagement
            if came_for_it and person.luck(Decision.OFFER_OVER, day) < chance:
                person.leave("offer_over")

    def forget_silent_account(self) -> None:
        """Let people tidy away an account that has fallen silent."""
        if self.company.silent:
            luck = partial(self._by_day, 0, Decision.FORGETS_SKIP)
            for person in candidates(self.online, self.model.parameters.leaves_silent, luck):
                person.leave("bored")

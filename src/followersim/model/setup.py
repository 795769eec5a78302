"""From a case (a policy and a company, as people describe them) to the numbers that the compiled rules read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from followersim.model import codes
from followersim.model.audience import presence_of_classes
from followersim.model.parameters import Parameters, as_record
from followersim.model.records import EVENT, RULE, Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followersim.scenario.scenario import Case
    from followersim.scenario.schema import Policy, Profile

HOURS_PER_MONTH = 30 * 24


def weekday_mask(days: Iterable[bool]) -> int:
    """Return weekdays as bits, Monday lowest."""
    return sum(1 << k for k, is_on in enumerate(days) if is_on)


def playbook_record(policy: Policy) -> Column:
    """Return posting plan, team and triage of a policy as one record."""
    mix = policy.posting.mix
    upto = np.cumsum([mix.personal, mix.service, mix.product, mix.offer])
    posts_from, posts_to = policy.posting.open_hours
    works_from, works_to = policy.team.open_hours
    return as_record(
        {
            "posts_per_day": policy.posting.posts_per_day,
            "posts_from": posts_from,
            "posts_to": posts_to,
            "post_days": weekday_mask(policy.posting.open_days),
            "upto_personal": float(upto[0]),
            "upto_service": float(upto[1]),
            "upto_product": float(upto[2]),
            "upto_offer": float(upto[3]),
            "members": policy.team.members,
            "works_from": works_from,
            "works_to": works_to,
            "work_days": weekday_mask(policy.team.open_days),
            "training": policy.team.training,
            "approval_min": policy.team.approval_min,
            "checks_every_min": policy.team.checks_every_min,
            "triage": codes.TRIAGES.index(policy.triage),
        }
    )


def rule_records(policy: Policy) -> Column:
    """Return the rules of a playbook, one record per kind of feedback."""
    rules = np.zeros(len(codes.RULES), RULE)
    for k, kind in enumerate(codes.RULES):
        rule = getattr(policy.replies, kind)
        types = [codes.REPLY_TYPES.index(reply) for reply in rule.reply]
        rules[k]["share"] = rule.share
        rules[k]["max_delay_h"] = rule.max_delay_h
        rules[k]["is_public"] = int(rule.public)
        rules[k]["n_replies"] = len(types) if rule.share > 0 else 0
        rules[k]["reply"][: len(types)] = types
    return rules


def event_records(case: Case) -> Column:
    """Return the events of timeline and chance, and the incidents by chance of the company itself."""
    rows = []
    for event in case.events:
        hour = -1 if event.day is None else event.day * 24 + event.hour
        rows.append((hour, 0, event.share, event.severity, (event.per_month or 0.0) / HOURS_PER_MONTH))
    profile = case.profile
    if profile.incidents_per_month > 0:
        rate = profile.incidents_per_month / HOURS_PER_MONTH
        rows.append((-1, 0, profile.incident_share, profile.incident_severity, rate))
    return np.array(rows, EVENT) if rows else np.zeros(0, EVENT)


def company_record(profile: Profile) -> Column:
    """Return what the rules need to know of a company."""
    return as_record(
        {
            "publicity": profile.publicity,
            "human_voice_of_posts": 0.5 + profile.human_voice,
            "responsibility": profile.responsibility,
            "bad_experience_share": profile.bad_experience_share,
            "hourly_cost": profile.hourly_cost,
        }
    )


def cumulated(shares: Mapping[str, float], names: Iterable[str]) -> Column:
    """Return the cumulated shares of the segments in the order of the parameters."""
    return np.cumsum([shares.get(name, 0.0) for name in names])


@dataclass(frozen=True)
class Setup:
    """One case as numbers: everything about a run but the world."""

    n_people: int
    n_followers: int
    n_hours: int
    start_weekday: int
    parameters: Parameters
    segment_shares: Column
    arrays: dict[str, Column]

    @property
    def people_identity(self) -> tuple[object, ...]:
        """Return what decides about the people: cases that agree in it share them."""
        values = self.parameters.values
        traits = ("dormant", "presence", "talk", "irritability", "patience", "distant")
        return (
            self.n_people,
            self.n_followers,
            self.segment_shares.tobytes(),
            self.arrays["segments"].tobytes(),
            tuple(value for name, value in values.items() if name.startswith(traits)),
        )


def set_up(case: Case) -> Setup:
    """Return a case as numbers. The case is valid: the scenario room has seen to that."""
    parameters = Parameters(case.parameters)
    segments = list(parameters.tables["segments"])
    shares = np.array([cumulated(case.profile.segments, segments), cumulated(case.profile.segments_outside, segments)])
    return Setup(
        n_people=case.people,
        n_followers=case.followers,
        n_hours=case.days * 24,
        start_weekday=case.start.weekday(),
        parameters=parameters,
        segment_shares=shares,
        arrays={
            "events": event_records(case),
            "p": parameters.record(),
            "presence": presence_of_classes(parameters),
            "awake": parameters.column("hours", "awake"),
            "segments": parameters.table("segments"),
            "contents": parameters.table("contents"),
            "replies": parameters.table("reply_types"),
            "winds": parameters.table("wind_forces"),
            "company": company_record(case.profile),
            "playbook": playbook_record(case.policy),
            "rules": rule_records(case.policy),
        },
    )

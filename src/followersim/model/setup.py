"""From a case (a policy and a company, as people describe them) to the numbers that the compiled rules read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from followersim.model import codes
from followersim.model.audience import presence_of_classes
from followersim.model.parameters import Parameters, as_record
from followersim.model.records import EVENT, RULE, Column
from followersim.scenario.vocabulary import Gesture, GestureReply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from followersim.scenario.scenario import Case
    from followersim.scenario.schema import Companies, Policy, Profile

HOURS_PER_MONTH = 30 * 24
GESTURES: tuple[str, ...] = get_args(Gesture)
GESTURE_REPLIES: tuple[str, ...] = get_args(GestureReply)


def weekday_mask(days: Iterable[bool]) -> int:
    """Return weekdays as bits, Monday lowest."""
    return sum(1 << k for k, is_on in enumerate(days) if is_on)


def playbook_record(policy: Policy) -> Column:
    """Return posting plan, team, triage and everything else of a policy but its replies as one record."""
    mix = policy.posting.mix
    upto = np.cumsum([mix.personal, mix.service, mix.product, mix.offer, mix.question])
    posts_from, posts_to = policy.posting.open_hours
    works_from, works_to = policy.team.open_hours
    duty_from, duty_to = policy.team.duty_open_hours
    return as_record(
        {
            "posts_per_day": policy.posting.posts_per_day,
            "posts_from": posts_from,
            "posts_to": posts_to,
            "post_days": weekday_mask(policy.posting.open_days),
            "review_min": policy.posting.review_min,
            "upto_personal": float(upto[0]),
            "upto_service": float(upto[1]),
            "upto_product": float(upto[2]),
            "upto_offer": float(upto[3]),
            # without surveys, rounding must not bring one about
            "upto_question": float(upto[4]) if mix.survey > 0 else 2.0,
            "members": policy.team.answering,
            "works_from": works_from,
            "works_to": works_to,
            "work_days": weekday_mask(policy.team.open_days),
            "duty_members": policy.team.answering_on_duty,
            "duty_from": duty_from,
            "duty_to": duty_to,
            "duty_days": weekday_mask(policy.team.duty_open_days),
            "training": policy.team.training,
            "approval_min": policy.team.approval_min,
            "checks_every_min": policy.team.checks_every_min,
            "gives_up": policy.team.gives_up_at_queue or 0,
            "triage": codes.TRIAGES.index(policy.triage),
            "account": policy.account,
            "discloses": policy.discloses,
            "corrects_by_post": policy.corrects_by_post,
            "acts_on_answers": policy.acts_on_answers,
            "contacts_per_day": policy.advertising.contacts_per_day,
            "cost_per_contact": policy.advertising.cost_per_contact,
            "crisis_from": policy.crisis.from_wind_force if policy.crisis else 0,
            **_towards_others(policy.companies),
        }
    )


def _towards_others(companies: Companies) -> dict[str, float]:
    """Return what a playbook says about other companies as numbers; -1: joins no conversation."""
    reply = companies.reply
    return {
        "on_launch": GESTURES.index(companies.launch),
        "on_storm": GESTURES.index(companies.storm),
        "starts": GESTURES.index(companies.starts),
        "starts_per_month": companies.starts_per_month,
        "joins_from_fit": -1.0 if companies.joins_from_fit is None else companies.joins_from_fit,
        "only_invited": companies.only_invited,
        "gesture_delay_h": companies.delay_h,
        "to_congratulation": GESTURE_REPLIES.index(reply.congratulate),
        "to_tease": GESTURE_REPLIES.index(reply.tease),
        "to_attack": GESTURE_REPLIES.index(reply.attack),
        "to_joining": GESTURE_REPLIES.index(reply.join),
    }


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


def playbook_arrays(policy: Policy) -> dict[str, Column]:
    """Return the playbook that holds at the start, and both playbooks: the usual one and that for a crisis."""
    usual, crisis = playbook_record(policy), playbook_record(policy.in_crisis())
    rulesets = np.stack([rule_records(policy), rule_records(policy.in_crisis())])
    if policy.crisis is not None:
        drop_unanswered(rulesets)
    return {
        "playbook": usual.copy(),
        "rules": rulesets[0].copy(),
        "books": np.concatenate([usual, crisis]),
        "rulesets": rulesets,
    }


def drop_unanswered(rules: Column) -> None:
    """Let what a rule never answers leave the queue: it may wait there since another playbook held."""
    rules["max_delay_h"][rules["n_replies"] == 0] = -1.0


def event_records(case: Case, company: str, profile: Profile, parameters: Parameters) -> Column:
    """Return the events of timeline and chance of a company, and its own incidents by chance."""
    blame = {
        "victim": parameters.values["blame_victim"],
        "accident": 1.0,
        "preventable": parameters.values["blame_preventable"],
    }
    rows = []
    for event in case.events:
        if event.company != company:
            continue
        hour = -1 if event.day is None else event.day * 24 + event.hour
        rows.append(
            (
                hour,
                codes.EVENT_TYPES.index(event.type),
                event.share,
                event.severity,
                (event.per_month or 0.0) / HOURS_PER_MONTH,
                blame[event.responsibility],
                event.lasts_days * 24.0,
                0,
            )
        )
    if profile.incidents_per_month > 0:
        rate = profile.incidents_per_month / HOURS_PER_MONTH
        fault = codes.PRODUCT_FAULT
        rows.append((-1, fault, profile.incident_share, profile.incident_severity, rate, 1.0, 0.0, 0))
    return np.array(rows, EVENT) if rows else np.zeros(0, EVENT)


def company_record(profile: Profile, branch: int = 0) -> Column:
    """Return what the rules need to know of a company; storms spill over within a branch."""
    return as_record(
        {
            "publicity": profile.publicity,
            "human_voice_of_posts": 0.5 + profile.human_voice,
            "responsibility": profile.responsibility,
            "bad_experience_share": profile.bad_experience_share,
            "hourly_cost": profile.hourly_cost,
            "branch": branch,
        }
    )


def cumulated(shares: Mapping[str, float], names: Iterable[str]) -> Column:
    """Return the cumulated shares of the segments in the order of the parameters."""
    return np.cumsum([shares.get(name, 0.0) for name in names])


@dataclass(frozen=True)
class CompanySetup:
    """One company as numbers. `n_shared` of its followers at the start also follow the main company."""

    name: str
    n_followers: int
    n_shared: int
    arrays: dict[str, Column]


@dataclass(frozen=True)
class Setup:
    """One case as numbers: everything about a run but the world.

    `arrays` is what all companies have in common; the first of `companies` is the main one.
    """

    n_people: int
    n_hours: int
    start_weekday: int
    parameters: Parameters
    segment_shares: Column
    arrays: dict[str, Column]
    companies: tuple[CompanySetup, ...]

    @property
    def n_followers(self) -> int:
        """Followers of the main company at the start."""
        return self.companies[0].n_followers

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
        n_hours=case.days * 24,
        start_weekday=case.start.weekday(),
        parameters=parameters,
        segment_shares=shares,
        arrays={
            "p": parameters.record(),
            "presence": presence_of_classes(parameters),
            "awake": parameters.column("hours", "awake"),
            "segments": parameters.table("segments"),
            "contents": parameters.table("contents"),
            "replies": parameters.table("reply_types"),
            "gestures": parameters.table("gestures"),
            "happenings": parameters.table("happenings"),
            "winds": parameters.table("wind_forces"),
        },
        companies=tuple(_company_setups(case, parameters)),
    )


def _company_setups(case: Case, parameters: Parameters) -> Iterator[CompanySetup]:
    """Yield the main company, then its rivals."""

    def arrays(name: str, profile: Profile, policy: Policy, branch: int) -> dict[str, Column]:
        return {
            "events": event_records(case, name, profile, parameters),
            "company": company_record(profile, branch),
            **playbook_arrays(policy),
        }

    yield CompanySetup(case.company, case.followers, case.followers, arrays(case.company, case.profile, case.policy, 0))
    for number, rival in enumerate(case.rivals, 1):
        branch = 0 if rival.same_branch else number
        yield CompanySetup(
            rival.name, rival.followers, rival.shared_followers, arrays(rival.name, rival.profile, rival.policy, branch)
        )

"""Companies, policies and short periods that nobody has thought of, for tests of what must hold in all of them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, get_args

import followersim as fs
from followersim.model import codes
from followersim.scenario.catalogue import parameters_file
from followersim.scenario.vocabulary import Gesture, GestureReply, Responsibility

if TYPE_CHECKING:
    from followersim.scenario import Case

_SHARES = (0.0, 0.3, 1.0)
_HOURS = ("0-24", "9-17", "23-24", "0-1", "6-22")
_DAYS = ("mon-sun", "mon-sun", "mon-fri", "sat,sun")
_CONTENTS = ("personal", "service", "product", "offer", "question", "survey")


def random_rule(chance: random.Random) -> dict[str, Any]:
    """Return a rule of reply."""
    return {
        "share": chance.choice((0.0, 0.5, 1.0, 1.0)),
        "reply": chance.choices(codes.REPLY_TYPES, k=chance.randint(1, 3)),
        "public": chance.random() < 0.7,
        "max_delay_h": chance.choice((0, 5, 48, 168)),
    }


def random_companies(chance: random.Random) -> dict[str, Any]:
    """Return what is done towards other companies."""
    gestures, replies = get_args(Gesture), get_args(GestureReply)
    return {
        "launch": chance.choice(gestures),
        "storm": chance.choice(gestures),
        "starts": chance.choice(gestures),
        "starts_per_month": chance.choice((0, 60)),
        "joins_from_fit": chance.choice((None, 0, 0.5)),
        "only_invited": chance.random() < 0.3,
        "delay_h": chance.choice((0, 1, 30)),
        "reply": {name: chance.choice(replies) for name in ("congratulate", "tease", "attack", "join")},
    }


def random_crisis(chance: random.Random) -> dict[str, Any]:
    """Return a plan for a crisis."""
    return {
        "from_wind_force": chance.choice((1, 2, 5)),
        "replies": {rule: random_rule(chance) for rule in codes.RULES if chance.random() < 0.5},
        "posts_per_day": chance.choice((None, 0, 5)),
        "members": chance.choice((None, 0, 2, 7)),
        "hours": chance.choice((None, *_HOURS)),
    }


def random_policy(chance: random.Random, name: str = "random") -> dict[str, Any]:
    """Return a policy."""
    return {
        "name": name,
        "account": chance.random() < 0.95,
        "discloses": chance.random() < 0.5,
        "corrects_by_post": chance.random() < 0.5,
        "acts_on_answers": chance.random() < 0.5,
        "posting": {
            "posts_per_day": chance.choice((0, 0.5, 3, 24)),
            "hours": chance.choice(_HOURS),
            "weekdays": chance.choice(_DAYS),
            "review_min": chance.choice((0, 0, 5)),
            "mix": {content: chance.choice((0.1, 1)) for content in _CONTENTS},
        },
        "replies": {rule: random_rule(chance) for rule in codes.RULES},
        "triage": chance.choice(codes.TRIAGES),
        "advertising": {"contacts_per_day": chance.choice((0, 0, 500)), "cost_per_contact": 0.01},
        "companies": random_companies(chance),
        "crisis": chance.choice((None, random_crisis(chance))),
        "team": {
            "members": chance.choice((0, 1, 3, 50)),
            "hours": chance.choice(_HOURS),
            "weekdays": chance.choice(_DAYS),
            "training": chance.choice(_SHARES),
            "approval_min": chance.choice((0, 59, 600)),
            "enabled": chance.choice((1.0, 1.0, 0.4, 0.0)),
            "duty_members": chance.choice((0, 0, 2)),
            "duty_hours": chance.choice(_HOURS),
            "duty_weekdays": chance.choice(_DAYS),
            "gives_up_at_queue": chance.choice((None, None, 5)),
        },
    }


def random_event(chance: random.Random, companies: list[str]) -> dict[str, Any]:
    """Return something that happens to one of the companies."""
    place = {"type": chance.choice(codes.EVENT_TYPES), "day": chance.randint(0, 3), "hour": chance.randint(0, 23)}
    responsibility = chance.choice(get_args(Responsibility))
    size = {"share": chance.choice((0.0, 0.2, 1.0)), "severity": chance.choice((0.1, 1.0))}
    return {**place, **size, "responsibility": responsibility, "company": chance.choice(companies)}


# louder and more fickle than real people, so that small worlds are full of life
_LOUD = {
    "reach": 0.1, "likes": 0.05, "shares": 0.05, "praises_post": 0.05, "asks_about_post": 0.05, "criticises_post": 0.05,
    "answers_question": 0.5, "complains": 5, "contagion": 5, "joins_in": 20, "defends": 5, "visits_per_day": 1,
    "media_from_critics": 1, "media_from_share": 0.0001, "media_rate": 1, "leaves_bored": 0.1, "leaves_crowded": 0.1,
    "leaves_promotional": 0.1, "leaves_angry": 1, "leaves_ignored": 1, "leaves_bad": 1, "offer_over": 1,
    "offer_pull": 0.1, "discovery": 0.1, "curious": 1, "promotion_max": 200, "answers_survey": 0.5,
    "mention_reach": 0.3, "ad_follows": 0.1, "conversations_per_month": 300, "forced_annoys": 5, "corrects": 5,
    "leaves_gesture": 5,
}  # fmt: skip
_KNOWN = parameters_file()["parameters"]


def random_case(seed: int) -> Case:
    """Return a company, perhaps with rivals, a policy and a short period."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    people = chance.randint(200, 800)
    loud = {name: value for name, value in _LOUD.items() if name in _KNOWN and chance.random() < 0.6}
    loud = {name: min(max(value, _KNOWN[name]["range"][0]), _KNOWN[name]["range"][1]) for name, value in loud.items()}
    rivals = [f"rival {number}" for number in range(chance.choice((0, 0, 1, 2)))]
    followers = chance.choice((0, 1, people // 2, people)) if not rivals else people // 2
    scenario = fs.Scenario(
        policies=[random_policy(chance)],
        profile={
            "bad_experience_share": chance.choice(_SHARES),
            "publicity": chance.choice((0, 1, 5)),
            "incidents_per_month": chance.choice((0, 10)),
        },
        audience={"people": people, "followers": followers},
        period={"days": chance.randint(4, 10)},
        rivals=[
            {
                "name": name,
                "policy": random_policy(chance, f"of {name}"),
                "followers": people // 3,
                "overlap": chance.choice((0.0, 0.5, 1.0)),
                "same_branch": chance.random() < 0.5,
            }
            for name in rivals
        ],
        events=[random_event(chance, ["main", *rivals]) for _ in range(chance.randint(0, 4))],
        parameters=loud,
    )
    return scenario.cases()[0]

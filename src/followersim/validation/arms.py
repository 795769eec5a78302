"""What is run to measure the targets: arms, each a policy in a situation, watched in its own way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from followersim.model.setup import set_up
from followersim.scenario import Scenario
from followersim.validation import observing, watching

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from followersim.model.setup import Setup
    from followersim.validation.sample import Values

    Observation = Mapping[str, Values]
    Observer = Callable[[Setup, int, int], Observation]

PROFILES: Final = ("small_business", "corporation")

ORDERED: Final = ("handles_criticism_well", "answers_praise", "broadcast_only", "deletes_criticism", "harsh_reply")
"""The policies whose order is a target."""

# a corporation with a fifth of its people, and of its team of four; one person is the least
_SCALED: Final[dict[str, tuple[dict[str, Any], dict[str, int]]]] = {
    "small_business": ({}, {"people": 20_000, "followers": 5_000}),
    "corporation": ({"team": {"members": 1}}, {"people": 60_000, "followers": 20_000}),
}

_INCIDENT: Final = {"type": "product_fault", "day": 20, "hour": 10, "share": 0.05, "severity": 0.6}
_STRONG: Final = {"type": "product_fault", "hour": observing.TRIGGER_HOUR, "share": 0.1, "severity": 0.8}
_NEVER_AWAY: Final = {
    "members": 10,
    "hours": "0-24",
    "weekdays": "mon-sun",
    "training": 1.0,
    "approval_min": 0,
    "checks_every_min": 0,
}
_LAUNCHES: Final = tuple({"type": "product_launch", "day": day, "company": "next door"} for day in range(2, 42, 4))


@dataclass(frozen=True)
class Arm:
    """A policy in a situation. `worlds`: of the small business, of the corporation, and in a quick look."""

    policy: Mapping[str, Any]
    days: int
    worlds: tuple[int, int, int]
    observe: Observer
    events: tuple[Mapping[str, Any], ...] = ()
    has_rival: bool = False
    profile: Mapping[str, Any] = field(default_factory=dict)

    def setup(self, profile: str, parameters: Mapping[str, float]) -> Setup:
        """Return the arm for a company, ready to run."""
        changes, audience = _SCALED[profile]
        rivals = []
        if self.has_rival:
            followers = audience["followers"]
            rivals.append(
                {"name": "next door", "policy": "handles_criticism_well", "followers": followers, "overlap": 0.3}
            )
        scenario = Scenario.from_mapping(
            {
                "policies": [{"name": "arm", **self.policy}],
                "profile": {"based_on": profile, **changes, **self.profile},
                "audience": audience,
                "period": {"days": self.days},
                "events": [dict(event) for event in self.events],
                "rivals": rivals,
                "parameters": dict(parameters),
            }
        )
        return set_up(scenario.cases()[0])

    def n_worlds(self, profile: str, *, quick: bool) -> int:
        """Return how many worlds are run."""
        return self.worlds[2] if quick else self.worlds[PROFILES.index(profile)]


def _well(**changes: Any) -> dict[str, Any]:
    return {"based_on": "handles_criticism_well", **changes}


def _critics_get(reply: str, share: float, **more: Any) -> dict[str, Any]:
    rule = {"share": share, "reply": reply, **more}
    return {"criticism": rule, "heated_criticism": rule}


# seven in ten messages get a reply in office hours, unless they have waited since before the last evening
_OFFICE: Final = {
    kind: {"share": 0.7, "reply": reply, "max_delay_h": 16}
    for kind, reply in (
        ("praise", "thank"),
        ("question", "answer"),
        ("criticism", "empathy"),
        ("heated_criticism", "empathy"),
    )
}

ARMS: Final[dict[str, Arm]] = {
    "calm": Arm(_well(), 60, (300, 60, 12), observing.calm),
    "calm_1_post": Arm(_well(posting={"posts_per_day": 1}), 60, (160, 60, 12), observing.calm),
    "calm_4_posts": Arm(_well(posting={"posts_per_day": 4}), 60, (160, 60, 12), observing.calm),
    "day_and_night": Arm(
        _well(posting={"posts_per_day": 4, "hours": "0-24"}), 60, (80, 40, 12), observing.day_and_night
    ),
    "year": Arm(_well(), 365, (16, 8, 3), observing.concentration),
    "views": Arm(_well(), 21, (40, 20, 8), watching.views),
    "office": Arm(
        _well(replies=_OFFICE, team={"hours": "8-18", "weekdays": "mon-fri"}), 60, (80, 40, 12), observing.responses
    ),
    "at_once": Arm(_well(team=_NEVER_AWAY), 60, (120, 40, 16), watching.replies),
    "within_hours": Arm(_well(team={**_NEVER_AWAY, "checks_every_min": 150}), 60, (80, 40, 12), watching.replies),
    "harsh_or_nothing": Arm(
        {"based_on": "harsh_reply", "replies": _critics_get("harsh", 0.5), "team": _NEVER_AWAY},
        21,
        (1000, 300, 80),
        watching.concerned,
        events=({**_INCIDENT, "day": observing.STORM_DAY},),
    ),
    "trigger": Arm(
        _well(replies=_critics_get("explanation", 0.5)),
        75,
        (160, 80, 24),
        observing.trigger,
        events=({**_STRONG, "day": observing.TRIGGER_DAY},),
    ),
    **{
        reply: Arm(
            _well(replies=_critics_get(reply, 0.5), team={**_NEVER_AWAY, "checks_every_min": 60}),
            8,
            (1600, 480, 80),
            observing.spreading,
            events=({**_STRONG, "day": observing.STORM_DAY},),
        )
        for reply in ("apology", "private_channel")
    },
    "rival": Arm(
        {"based_on": "congratulates_rival"}, 45, (40, 15, 4), observing.gestures, events=_LAUNCHES, has_rival=True
    ),
    **{policy: Arm({"based_on": policy}, 90, (300, 200, 24), observing.outcome, (_INCIDENT,)) for policy in ORDERED},
}

"""The built-in policies (one YAML file each, in this folder), and what a policy written in Python has to offer.

A policy in Python is any object with a method `decide`. It is asked at midnight before each day and says what changes:

    class CarefulInStorms:
        def decide(self, view):
            if view.wind_force >= 4:
                return {"replies.criticism.reply": ["empathy", "apology"], "posting.posts_per_day": 0}
            return {"replies.criticism.reply": "answer", "posting.posts_per_day": 2}

    fs.FollowerModel(policy=CarefulInStorms(), rng=1).run()
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followersim.scenario.schema import Policy as Playbook

__all__ = ["Policy", "View"]


@dataclass(frozen=True)
class View:
    """What a company sees of itself when it decides: nothing that a real one could not know.

    Attributes:
        hour: hours since the start; `day` and `date` are the day that begins or goes on.
        weekday: 0 is Monday.
        n_followers: followers now.
        queue: messages that wait for a reply.
        critics_24h: different persons who criticised in the last 24 hours.
        wind_force: 0-6, the largest of the day before (of today, for policies that decide within the day).
        stress: of the team, 0-1.
        staff_hours: hours worked on the day before.
        yesterday: counts of the day before, named as in the daily table (`n_praise`, `new_followers_offer` ...);
            all zero on the first day.
        playbook: what holds until something else is decided.
    """

    hour: int
    day: int
    date: date
    weekday: int
    n_followers: int
    queue: int
    critics_24h: int
    wind_force: int
    stress: float
    staff_hours: float
    yesterday: Mapping[str, int]
    playbook: Playbook


@runtime_checkable
class Policy(Protocol):
    """A policy written in Python: one method.

    It may also have an attribute `every_hours` (a whole number, 24 if missing): how often it is asked, from hour 0 on.
    The posting plan of a day is made at midnight, so posts change from the next midnight; all else changes at once.
    A scenario makes one object per world and policy, so whatever the object remembers belongs to one world.
    """

    def decide(self, view: View) -> Playbook | Mapping[str, Any] | None:
        """Return a whole playbook, or the changes to the one that holds, or None."""

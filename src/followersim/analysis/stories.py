"""One world as a story, and the audience of one storm: what charts need to know about them, and which world is told.

The world told is that of a middling storm: neither one of the worst nor one that hardly anybody noticed. Pictures and
conversations that tell of one world all tell of this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from followersim.analysis.frames import MAIN_COMPANY, split
from followersim.analysis.inputs import point_key
from followersim.analysis.storms import Storm, follows_event, had_shitstorm, storms_of_world

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from followersim.analysis.frames import Block, DailyLike
    from followersim.analysis.inputs import EventLike, ScenarioLike

    Values = NDArray[np.float64]


SOON_DAYS: Final = 10
"""A storm that begins at most so many days after an event needs no other explanation."""

MOST_WORLDS: Final = 2000
"""So many worlds are in memory at a time."""


class Chosen(NamedTuple):
    """The world that is told: its policy, its number, its largest storm (None: it never stormed), of how many storms.

    ``n_storms`` is in how many worlds there is a storm.
    """

    policy: str
    world: int
    storm: Storm | None
    n_storms: int


@dataclass(frozen=True)
class Story:
    """One world under one policy, day by day.

    ``followers`` has the start as its first value; ``replies`` counts replies by type and day of the reply; all others
    have one value per day. ``received`` counts messages that wanted a reply, ``answered`` those of them that got one.
    """

    policy: str
    world: int
    storm: Storm | None
    n_storms: int
    followers: Values
    praise: Values
    criticism: Values
    wind: Values
    replies: Mapping[str, Values]
    received: int
    answered: int

    @property
    def days(self) -> int:
        """Length of the period in days."""
        return len(self.criticism)


@dataclass(frozen=True)
class Crowd:
    """Everybody in the audience during one storm. All arrays have one value per person.

    ``reached``: read or wrote criticism; ``angry``: was angry at some hour, too; ``spoke``: wrote criticism;
    ``left``: no longer follows at the end; ``follows``: followed at the beginning. ``n_storms`` is as in `Chosen`.
    ``circles`` is how many circles of friends there are: a person belongs to the one of their number modulo this.
    """

    policy: str
    world: int
    storm: Storm | None
    n_storms: int
    first_day: int
    last_day: int
    circles: int
    follows: NDArray[np.bool_]
    reached: NDArray[np.bool_]
    angry: NDArray[np.bool_]
    spoke: NDArray[np.bool_]
    left: NDArray[np.bool_]

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.reached)


def choose(
    daily: pd.DataFrame | DailyLike,
    summary: Mapping[str, Any],
    scenario: ScenarioLike,
    policies: Collection[str] | None = None,
) -> Chosen:
    """Return the world to tell at the first point: of the policy with most storms, one of middling size.

    Of these, one that begins soon after an event of the company explains itself best; then one in whose world the
    baseline stays calm shows best what a policy can do. If nobody has a storm: of the policy with most critics, the
    world with most of them. ``policies`` are those that may be told, all if left out. Raises ValueError if there are
    no results of them.
    """
    first = point_key(scenario.cases()[0].point)
    blocks = [b for b in split(daily, scenario) if b.company == MAIN_COMPANY and b.point == first]
    shares = {
        r["policy"]: (r["shitstorm"]["k"], r["peak_critics_24h"]["mean"])
        for r in summary["results"]
        if r["company"] == MAIN_COMPANY and point_key(r["point"]) == first
    }
    told = [block for block in blocks if policies is None or block.policy in policies]
    if not told:
        raise ValueError("there are no results to tell of")
    block = max(told, key=lambda b: shares.get(b.policy, (0, 0.0)))
    largest = _largest_storms(block)
    if not largest:
        return Chosen(block.policy, _most_critics(block), None, 0)
    base = next((b for b in blocks if b.case.baseline and b is not block), None)
    world, storm = _middling(largest, block.own_events, _stormy(base) if base is not None else frozenset())
    return Chosen(block.policy, world, storm, len(largest))


def _middling(
    largest: Sequence[tuple[int, Storm]], events: Sequence[EventLike], stormy: Collection[int]
) -> tuple[int, Storm]:
    """Return the world with the most telling storm of middling size: of the middle half of all.

    ``stormy`` are the worlds in which the baseline has a storm, too.
    """
    ordered = sorted(largest, key=lambda one: (one[1].size, one[0]))
    n = len(ordered)
    half = range((n + 1) // 4, max(n - (n + 1) // 4, (n + 1) // 4 + 1))

    def rank(place: int) -> tuple[bool, bool, float]:
        world, storm = ordered[place]
        explained = follows_event(storm.start, events, SOON_DAYS)
        return (not explained, world in stormy, abs(place - (n - 1) / 2))

    return ordered[min(half, key=rank)]


def _most_critics(block: Block) -> int:
    """Return the world with most critics within 24 hours."""
    peaks = [part.measure("critics_24h").max(axis=1) for part in block.parts(MOST_WORLDS)]
    return int(block.worlds[int(np.argmax(np.concatenate(peaks)))])


def _stormy(block: Block) -> frozenset[int]:
    """Return the worlds that have a storm."""
    parts = block.parts(MOST_WORLDS)
    return frozenset(n for part in parts for n in part.worlds[had_shitstorm(part.measure("wind_force"))].tolist())


def _largest_storms(block: Block) -> list[tuple[int, Storm]]:
    """Return the largest storm of each world that has one."""
    own = block.own_events
    others = [event for event in block.case.events if event not in own]
    found = []
    for part in block.parts(MOST_WORLDS):
        wind, criticism, critics = (part.measure(name) for name in ("wind_force", "n_criticism", "critics_24h"))
        for row in np.flatnonzero(had_shitstorm(wind)).tolist():
            storms = storms_of_world(wind[row], criticism[row], critics[row], own, others)
            found.append((int(part.worlds[row]), max(storms, key=lambda storm: storm.size)))
    return found

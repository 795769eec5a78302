"""One world as a story, and the audience of one storm: what charts need to know about them, and which world is told.

The world told is that of a middling storm: neither the worst one nor one that hardly anybody noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from followersim.analysis.frames import MAIN_COMPANY, split
from followersim.analysis.inputs import point_key
from followersim.analysis.storms import Storm, storms_of_world

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from followersim.analysis.frames import Block, DailyLike
    from followersim.analysis.inputs import ScenarioLike

    Values = NDArray[np.float64]


class Chosen(NamedTuple):
    """The world that is told: its policy, its number, its storm (None: it never stormed), of how many storms."""

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

    ``reached``: read or wrote criticism; ``angry``: was angry at some hour; ``spoke``: wrote criticism; ``left``: no
    longer follows at the end; ``follows``: followed at the beginning. ``circles`` is how many circles of friends there
    are: a person belongs to the one of their number modulo this.
    """

    policy: str
    world: int
    storm: Storm | None
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


def choose(daily: pd.DataFrame | DailyLike, summary: Mapping[str, Any], scenario: ScenarioLike) -> Chosen:
    """Return the world to tell at the first point: of the policy with most storms, the one of middling size.

    If nobody has a storm: of the policy with the strongest wind, the world with the most critics.
    """
    first = point_key(scenario.cases()[0].point)
    blocks = [b for b in split(daily, scenario) if b.company == MAIN_COMPANY and b.point == first]
    shares = {
        r["policy"]: (r["shitstorm"]["k"], r["peak_critics_24h"]["mean"])
        for r in summary["results"]
        if r["company"] == MAIN_COMPANY and point_key(r["point"]) == first
    }
    if not blocks:
        raise ValueError("there are no results to draw")
    block = max(blocks, key=lambda b: shares.get(b.policy, (0, 0.0)))
    largest = _largest_storms(block)
    if not largest:
        peaks = block.measure("critics_24h").max(axis=1)
        return Chosen(block.policy, int(block.worlds[int(np.argmax(peaks))]), None, 0)
    ordered = sorted(largest, key=lambda one: (one[1].size, one[0]))
    world, storm = ordered[(len(ordered) - 1) // 2]
    return Chosen(block.policy, world, storm, len(ordered))


def _largest_storms(block: Block) -> list[tuple[int, Storm]]:
    """Return the largest storm of each world that has one."""
    wind, criticism, critics = (block.measure(name) for name in ("wind_force", "n_criticism", "critics_24h"))
    own = block.own_events
    others = [event for event in block.case.events if event not in own]
    found = []
    for row, world in enumerate(block.worlds.tolist()):
        storms = storms_of_world(wind[row], criticism[row], critics[row], own, others)
        if storms:
            found.append((world, max(storms, key=lambda storm: storm.size)))
    return found

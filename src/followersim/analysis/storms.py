"""Storms of a world: when they began, peaked and ended, how strong and how large they were, what preceded them.

A shitstorm is wind force 5 or 6 on the scale of Graf and Schwede (2012).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from followersim.scenario.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from followersim.analysis.inputs import EventLike

SHITSTORM_FORCE = 5
WIND_FORCES = range(7)
CAUSE_WINDOW_DAYS = 3
BY_ITSELF = "by_itself"
OTHER_COMPANY = "other_company"
NOT_TO_BLAME: Final = frozenset({"offer", "viral_praise", "rival_move"})
LASTING: Final = frozenset(name for name, about in EVENT_TYPES.items() if about.lasts_days > 0)
# wind force looks back 24 h, so a night or a weekend of quiet does not end a storm
PAUSE_DAYS = 2


@dataclass(frozen=True)
class Storm:
    """One storm: first, strongest and last day (0-based), wind force at its peak, critical messages in it, cause.

    ``cause`` is the type of the company's latest event of the timeline in the three days before the start (for what
    lasts: before its end), "other_company" if only another company had one, else "by_itself" (which includes incidents
    that came by chance). What brings praise or wooes followers is nobody's storm.
    """

    start: int
    peak: int
    end: int
    wind_force: int
    size: int
    cause: str


def had_shitstorm(wind_force: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for each world (row) of worlds x days whether it had a shitstorm on any day."""
    return np.asarray((wind_force >= SHITSTORM_FORCE).any(axis=1), dtype=np.bool_)


def follows_event(start: int, events: Iterable[EventLike], within: int) -> bool:
    """Say whether a storm begins at most so many days after an event that may have led to it."""
    return bool(_recent(start, events, within))


def _recent(start: int, events: Iterable[EventLike], within: int = CAUSE_WINDOW_DAYS) -> list[tuple[int, int, str]]:
    """Return day, hour and type of the events that may have led to a storm which begins on a day."""
    found = []
    for event in events:
        if event.day is not None and event.type not in NOT_TO_BLAME:
            lasts = int(event.lasts_days) if event.type in LASTING else 0
            if 0 <= start - event.day <= lasts + within:
                found.append((event.day, event.hour or 0, event.type))
    return found


def cause_of(start: int, events: Iterable[EventLike], others: Iterable[EventLike] = ()) -> str:
    """Return the cause of a storm by its first day; ``others`` are events of other companies."""
    if recent := _recent(start, events):
        return max(recent)[2]
    return OTHER_COMPANY if _recent(start, others) else BY_ITSELF


def storms_of_world(
    wind_force: NDArray[np.float64],
    criticism: NDArray[np.float64],
    critics: NDArray[np.float64],
    events: Iterable[EventLike] = (),
    others: Iterable[EventLike] = (),
) -> list[Storm]:
    """Return the storms of one world from its daily wind force, critical messages and critics in 24 h.

    Days of wind force 5 or more that are at most two quieter days apart belong to one storm; its strongest day is
    the one with the highest wind force, and among those the one with the most critics.
    """
    days = np.flatnonzero(wind_force >= SHITSTORM_FORCE)
    if len(days) == 0:
        return []
    events, others = list(events), list(others)
    storms = []
    for part in np.split(days, np.flatnonzero(np.diff(days) > PAUSE_DAYS + 1) + 1):
        start, end = int(part[0]), int(part[-1])
        force = int(wind_force[part].max())
        strongest = part[wind_force[part] == force]
        peak = int(strongest[np.argmax(critics[strongest])])
        size = int(np.nansum(criticism[start : end + 1]))
        storms.append(Storm(start, peak, end, force, size, cause_of(start, events, others)))
    return storms

"""Hours of day and week: when people are awake, and when a delay in waking time ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followersim.model.compiling import compiled
from followersim.model.streams import luck

if TYPE_CHECKING:
    import numpy as np

    from followersim.model.records import Column


@compiled
def later(awake: Column, hour: int, minute: int, waking_minutes: float) -> tuple[int, int]:
    """Return (hour, minute) after so many waking minutes; an hour of the night holds few of them."""
    left = waking_minutes
    room = (60.0 - minute) * awake[hour % 24]
    while left >= room:
        left -= room
        hour += 1
        minute = 0
        room = 60.0 * awake[hour % 24]
    return hour, min(59, minute + int(left / awake[hour % 24]))


@compiled
def delay(key: np.uint64, person: int, time: int, decision: int, half_life_min: float, tail: float) -> float:
    """Return a delay in waking minutes: P(later than d) = (1 + d / tau) ** -tail, tau from the half-life."""
    tau = half_life_min / (2.0 ** (1.0 / tail) - 1.0)
    return tau * ((1.0 - luck(key, person, time, decision)) ** (-1.0 / tail) - 1.0)

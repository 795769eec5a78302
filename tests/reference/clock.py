"""Delays in waking time, and what is left of things after a while."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def fading(elapsed_h: float, half_life_h: float) -> float:
    """Return what is left after some hours."""
    return math.exp(-0.6931471805599453 * elapsed_h / half_life_h)


def delay(u: float, half_min: float, tail: float) -> float:
    """Return a delay in waking minutes: half of all delays are shorter than `half_min`."""
    tau = half_min / (math.pow(2, 1 / tail) - 1)
    return tau * (math.pow(1 - u, -1 / tail) - 1)


def later(awake: Sequence[float], hour: int, minute: int, waking_min: float) -> tuple[int, int]:
    """Return hour and minute after so many waking minutes."""
    left = waking_min
    while True:
        share = awake[hour % 24]
        room = (60 - minute) * share
        if left < room:
            return hour, min(59, minute + int(left / share))
        left -= room
        hour, minute = hour + 1, 0

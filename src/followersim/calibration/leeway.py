"""What the goals leave open: how far each parameter could move without the goals getting any worse.

At the best candidate, each parameter is moved a little up and down. From these slopes linear programs say how far a
parameter can go while no goal that is met leaves its band and none that is missed gets worse: alone, and while all
others make up for it as best they can. What can go through most of its range is not determined by the goals.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from followersim.calibration.goals import Goal, Measured
    from followersim.calibration.search import Search

    Vector = npt.NDArray[np.float64]

MOVE: Final = 0.1
"""So much of its scale a parameter is moved up and down to see what it does."""

OPEN, LOOSE, TIGHT = "not_determined", "loosely_determined", "determined"
LARGEST_TIGHT, LARGEST_LOOSE = 0.2, 0.5


@dataclass(frozen=True)
class Leeway:
    """How far a parameter can go: values, and the share of its scale; alone, and with the others making up for it."""

    name: str
    low: float
    high: float
    together: float
    alone: float

    @property
    def verdict(self) -> str:
        """Determined: within a fifth of its scale. Loosely: within half of it. Else not determined."""
        return TIGHT if self.together <= LARGEST_TIGHT else LOOSE if self.together <= LARGEST_LOOSE else OPEN


def looks(search: Search) -> int:
    """Return how many candidates have to be run."""
    return 2 * len(search.knobs)


def leeways(search: Search) -> list[Leeway]:
    """Return the leeway of every parameter at the best candidate."""
    best = search.best
    places = np.array(best.places)
    above, below = _limits(search, best.found, _slopes(search, places))
    found = []
    for k, knob in enumerate(search.knobs):
        low, high = _reach(k, places, above, below)
        alone = _reach_alone(k, places, above, below)
        values = (knob.value(places[k] + low), knob.value(places[k] + high))
        found.append(Leeway(knob.name, *values, together=high - low, alone=alone[1] - alone[0]))
    return found


def _slopes(search: Search, places: Vector) -> Vector:
    """Return by how much each goal changes along the scale of each knob; 0 where it is less than chance (one error)."""
    slopes = np.zeros((len(search.scales), len(places)))
    for k in range(len(places)):
        ends = []
        for move in (-MOVE, MOVE):
            moved = places.copy()
            moved[k] = min(1.0, max(0.0, moved[k] + move))
            ends.append((moved[k], search.measured(search.values_at(moved))))
        (low, before), (high, after) = ends
        for row, key in enumerate(search.scales):
            change = after[key].value - before[key].value
            error = max(before[key].error, after[key].error)
            if math.isfinite(change) and abs(change) >= (error if math.isfinite(error) else 0.0):
                slopes[row, k] = change / (high - low)
    return slopes


Limits = list[tuple["Vector", float]]
"""Rows of a linear program: slopes times moves is at most a number."""


def _limits(search: Search, found: Mapping[str, Measured], slopes: Vector) -> tuple[Limits, Limits]:
    """Return what must not be exceeded upwards, and downwards."""
    above: Limits = []
    below: Limits = []
    for goal, row in zip(search.goals.goals, slopes, strict=True):
        value = found[goal.key].value
        if not math.isfinite(value) or not row.any():
            continue
        low, high = _allowed(goal, value)
        if math.isfinite(high):
            above.append((row, high - value))
        if math.isfinite(low):
            below.append((-row, value - low))
    return above, below


def _allowed(goal: Goal, value: float) -> tuple[float, float]:
    """Return the band, opened up to where the model is if that is outside."""
    return min(goal.low, value), max(goal.high, value)


def _reach(k: int, places: Vector, above: Limits, below: Limits) -> tuple[float, float]:
    """Return how far down and up a knob can go while the others move as well."""
    from scipy.optimize import linprog  # noqa: PLC0415 - heavy, and an optional extra

    rows = [*above, *below]
    ends = []
    for sign in (1.0, -1.0):
        aim = np.zeros(len(places))
        aim[k] = sign
        result: Any = linprog(
            aim,
            A_ub=np.array([row for row, _ in rows]) if rows else None,
            b_ub=np.array([most for _, most in rows]) if rows else None,
            bounds=[(-place, 1.0 - place) for place in places],
            method="highs",
        )
        ends.append(float(result.x[k]) if result.x is not None else 0.0)
    return min(ends[0], 0.0), max(ends[1], 0.0)


def _reach_alone(k: int, places: Vector, above: Limits, below: Limits) -> tuple[float, float]:
    """Return how far down and up a knob can go while the others stay."""
    low, high = -float(places[k]), 1.0 - float(places[k])
    for row, most in (*above, *below):
        if row[k] > 0:
            high = min(high, max(0.0, most / row[k]))
        elif row[k] < 0:
            low = max(low, min(0.0, most / row[k]))
    return low, high

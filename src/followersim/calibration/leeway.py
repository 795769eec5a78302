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

from followersim.calibration.knobs import DIGITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from followersim.calibration.goals import Measured
    from followersim.calibration.knobs import Knob
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
    slopes, spans = _slopes(search)
    limits = _limits(search, best.found, slopes)
    # how far down and up each can go, counted in spans
    room = [
        ((knob.low - best.values[knob.name]) / span, (knob.high - best.values[knob.name]) / span)
        for knob, span in zip(search.knobs, spans, strict=True)
    ]
    found = []
    for k, knob in enumerate(search.knobs):
        here, span = best.values[knob.name], spans[k]
        low, high = (_inside(here + move * span, knob) for move in _reach(k, room, limits))
        alone = [knob.place(_inside(here + move * span, knob)) for move in _reach_alone(k, room, limits)]
        together = knob.place(high) - knob.place(low)
        found.append(Leeway(knob.name, _short(low), _short(high), together=together, alone=alone[1] - alone[0]))
    return found


def _inside(value: float, knob: Knob) -> float:
    return min(knob.high, max(knob.low, value))


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def _slopes(search: Search) -> tuple[Vector, list[float]]:
    """Return by how much each goal changes when each knob is turned by its span; the spans are differences of values.

    What changes by less than chance (one standard error) does not count as a change.
    """
    best = search.best
    slopes = np.zeros((len(search.scales), len(search.knobs)))
    spans = []
    for k, knob in enumerate(search.knobs):
        ends = []
        for move in (-MOVE, MOVE):
            moved = list(best.places)
            moved[k] = min(1.0, max(0.0, moved[k] + move))
            values = {**best.values, knob.name: knob.value(moved[k])}
            ends.append((values[knob.name], search.measured(values)))
        (low, before), (high, after) = ends
        spans.append(high - low)
        for row, key in enumerate(search.scales):
            change = after[key].value - before[key].value
            error = max(before[key].error, after[key].error)
            if math.isfinite(change) and abs(change) >= (error if math.isfinite(error) else 0.0):
                slopes[row, k] = change
    return slopes, spans


Limits = list[tuple["Vector", float]]
"""Rows of a linear program: slopes times moves is at most a number."""

Room = list[tuple[float, float]]


def _limits(search: Search, found: Mapping[str, Measured], slopes: Vector) -> Limits:
    """Return what must not be exceeded: the band of each goal, opened up to where the model is if that is outside."""
    limits: Limits = []
    for goal, row in zip(search.goals.goals, slopes, strict=True):
        value = found[goal.key].value
        if not math.isfinite(value) or not row.any():
            continue
        if math.isfinite(goal.high):
            limits.append((row, max(0.0, goal.high - value)))
        if math.isfinite(goal.low):
            limits.append((-row, max(0.0, value - goal.low)))
    return limits


def _reach(k: int, room: Room, limits: Limits) -> tuple[float, float]:
    """Return how far down and up a knob can go while the others move as well."""
    from scipy.optimize import linprog  # noqa: PLC0415 - heavy, and an optional extra

    ends = []
    for sign in (1.0, -1.0):
        aim = np.zeros(len(room))
        aim[k] = sign
        result: Any = linprog(
            aim,
            A_ub=np.array([row for row, _ in limits]) if limits else None,
            b_ub=np.array([most for _, most in limits]) if limits else None,
            bounds=room,
            method="highs",
        )
        ends.append(float(result.x[k]) if result.x is not None else 0.0)
    return min(ends[0], 0.0), max(ends[1], 0.0)


def _reach_alone(k: int, room: Room, limits: Limits) -> tuple[float, float]:
    """Return how far down and up a knob can go while the others stay."""
    low, high = room[k]
    for row, most in limits:
        if row[k] > 0:
            high = min(high, most / row[k])
        elif row[k] < 0:
            low = max(low, most / row[k])
    return low, high

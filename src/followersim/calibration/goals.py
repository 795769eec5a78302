"""What a search is after: numbers that the model should reach, measured from worlds, and how far it is from them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]

FARTHEST: Final = 50.0
"""How far off a number counts at most; also one that could not be measured."""

WIDTHS_95: Final = 2 * 1.96
"""A 95 % interval is so many standard errors wide."""

LARGEST_MARGIN: Final = 0.25
SMALLEST_ERROR: Final = 0.01


class Measured(NamedTuple):
    """A number as the model has it, with its 95 % interval over worlds; NaN where nothing was seen."""

    value: float
    low: float
    high: float

    @property
    def error(self) -> float:
        """The standard error."""
        return (self.high - self.low) / WIDTHS_95


@dataclass(frozen=True)
class Goal:
    """A number to be reached: a band, or one's own figure with the limits of its chance.

    key: unique; low, high: limits (infinite: none), in `unit`; `beyond`: the lower limit itself is not enough.
    point: the figure itself, where it is known; the search then aims at it, and not only into the band.
    """

    key: str
    title: Mapping[str, str]
    unit: str
    low: float
    high: float
    beyond: bool = False
    point: float | None = None
    profile: str | None = None


class Goals(Protocol):
    """Goals and the worlds in which they are measured."""

    @property
    def goals(self) -> Sequence[Goal]:
        """The goals, in the order of the table."""

    def identity(self) -> dict[str, Any]:
        """Return everything but the parameters that decides about what is measured, as plain data."""

    def measure(self, changes: Mapping[str, float], *, fresh: bool) -> dict[str, Measured]:
        """Run the worlds with some parameters changed; `fresh`: other worlds than those of the search."""

    def verdict(self, goal: Goal, found: Measured) -> str:
        """Say whether a goal is met: a verdict of `validation`."""


class Scale(NamedTuple):
    """Where the search wants a number to be, and what counts as one step away from there."""

    low: float
    high: float
    step: float


def scale_of(goal: Goal, start: Measured) -> Scale:
    """Return how distances to a goal are counted, given what the model has at the start.

    One's own figure: standard errors of the figure and of the model together. A band: half of its width is one step,
    and its limits are approached no nearer than one standard error (at most a quarter of the width). A band with one
    limit has no width: there, one step is the standard error.
    """
    error = start.error if math.isfinite(start.error) else 0.0
    if goal.point is not None:
        own = (goal.high - goal.low) / WIDTHS_95
        return Scale(goal.point, goal.point, math.hypot(own, error))
    if math.isfinite(goal.low) and math.isfinite(goal.high):
        width = goal.high - goal.low
        margin = min(error, LARGEST_MARGIN * width)
        return Scale(goal.low + margin, goal.high - margin, width / 2)
    limit = goal.low if math.isfinite(goal.low) else goal.high
    error = max(error, SMALLEST_ERROR * abs(limit), 1e-9)
    return Scale(goal.low + error, goal.high - error, error)


def distance(scale: Scale, value: float) -> float:
    """Return how many steps a number is below (negative) or above where it should be; 0 inside."""
    if not math.isfinite(value):
        return FARTHEST
    if value < scale.low:
        return max(-FARTHEST, (value - scale.low) / scale.step)
    return min(FARTHEST, max(0.0, (value - scale.high) / scale.step))


def loss_of(distances: Vector) -> float:
    """Return the loss: of each distance d, 2 (sqrt(1 + d²) - 1), added up.

    That is d² for small distances and 2d for large ones: a goal that cannot be reached does not outweigh all others.
    """
    return float(np.sum(2.0 * (np.sqrt(1.0 + distances**2) - 1.0)))

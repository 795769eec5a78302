"""Points of a sweep that lie anywhere, as they are drawn: values with intervals, places on an axis, means nearby."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from followersim.analysis.findings import criticism_of, gain_of, lead_of
from followersim.analysis.grids import value_key
from followersim.analysis.words import value_words
from followersim.charts.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from followersim.analysis.grids import Axis

    Point = Mapping[str, Any]
    Result = Mapping[str, Any]
    Values = NDArray[np.float64]

_FEW_VALUES: Final = 12
_NEAR: Final = 8


class Measure(NamedTuple):
    """One value of every result with its interval, if it has one; ``sign`` -1 is drawn downward."""

    value: Callable[[Result], float]
    bounds: Callable[[Result], tuple[float, float]] | None
    sign: int = 1


class Line(NamedTuple):
    """Means of marks near each other, and what their places on the axis are called."""

    x: Values
    y: Values
    names: list[str]


@dataclass(frozen=True)
class Scale:
    """The places of the points on an axis: numbers, or 0, 1, 2 ... for anything else."""

    axis: Axis
    x: Values
    is_few: bool
    points: Sequence[Mapping[str, Any]]

    @property
    def limits(self) -> tuple[float, float]:
        """The ends of the axis, with some room."""
        low, high = float(self.x.min()), float(self.x.max())
        room = 0.5 * self.step if self.is_few else 0.04 * (high - low)
        return low - room, high + room

    @property
    def step(self) -> float:
        """The smallest distance between values."""
        values = np.unique(self.x)
        return float(np.diff(values).min()) if len(values) > 1 else 1.0


def scale_of(axis: Axis, points: Sequence[Mapping[str, Any]]) -> Scale:
    if axis.is_scale:
        x = np.array([float(point[axis.key]) for point in points])
    else:
        x = np.array([float(axis.place(point)) for point in points])
    return Scale(axis, x, not axis.is_scale or len(axis) <= _FEW_VALUES, points)


def measures_of(chart: str, *, compared: bool) -> list[Measure]:
    """Return what a chart shows at each point."""
    if chart == "shitstorm":
        return [Measure(_percent("share"), lambda r: (_percent("low")(r), _percent("high")(r)))]
    if chart == "feedback":
        return [Measure(lambda r: float(r["n_praise"]["mean"]), None), Measure(criticism_of, None, -1)]
    return [Measure(lead_of, _lead_bounds) if compared else Measure(gain_of, _gain_bounds)]


def _percent(key: str) -> Callable[[Result], float]:
    return lambda result: 100 * float(result["shitstorm"][key])


def _lead_bounds(result: Result) -> tuple[float, float]:
    difference = result["difference"]["n_followers_end"]
    return float(difference["low"]), float(difference["high"])


def _gain_bounds(result: Result) -> tuple[float, float]:
    start = float(result["n_followers_start"]["median"])
    return float(result["n_followers_end"]["q05"]) - start, float(result["n_followers_end"]["q95"]) - start


def kept(points: Sequence[Mapping[str, Any]], most: int) -> NDArray[np.intp]:
    """Return which points are shown: by chance, since every n-th of a regular sequence has a pattern of its own."""
    if len(points) <= most:
        return np.arange(len(points))
    return np.sort(by_chance(points)[:most])


def by_chance(points: Sequence[Mapping[str, Any]]) -> NDArray[np.intp]:
    """Return the numbers of points in an order that has nothing to do with their values, always the same."""
    digests = [hashlib.sha256(value_key(dict(point)).encode("utf-8", "backslashreplace")).digest() for point in points]
    return np.array(sorted(range(len(points)), key=lambda n: digests[n]), dtype=np.intp)


def line_of(scale: Scale, y: Values, lang: str) -> Line:
    """Return the means at each of a few values, else of an eighth of the points each; nothing for a few points."""
    if scale.is_few:
        places = np.unique(scale.x)
        means = np.array([y[scale.x == place].mean() for place in places])
        return Line(places, means, [clean(value_words(value, lang)) for value in scale.axis.values])
    if len(y) < 3 * _NEAR:
        return Line(np.empty(0), np.empty(0), [])
    parts = np.array_split(np.argsort(scale.x, kind="stable"), _NEAR)
    x = np.array([scale.x[part].mean() for part in parts])
    return Line(x, np.array([y[part].mean() for part in parts]), [value_words(round_to(v), lang) for v in x.tolist()])


def round_to(value: float, digits: int = 3) -> float:
    """Return a number with so many digits that count."""
    return float(f"{value:.{digits}g}")

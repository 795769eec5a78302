"""The shape of a sweep: a grid over two keys, which makes a map, or points that lie anywhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from followersim.analysis.inputs import ScenarioLike

    Point = Mapping[str, Any]

MOST_PANELS: Final = 12
"""So many points have a panel each in small multiples."""


def value_key(value: Any) -> str:
    """Return a value of a sweep as one string that tells it from all others."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def is_number(value: Any) -> bool:
    """Return whether a value lies on a scale."""
    return isinstance(value, int | float) and not isinstance(value, bool)


@dataclass(frozen=True)
class Axis:
    """One key of a sweep and its values: numbers in ascending order, anything else as the points first have it."""

    key: str
    values: tuple[Any, ...]

    @property
    def is_scale(self) -> bool:
        """Whether all values are numbers."""
        return all(is_number(value) for value in self.values)

    def place(self, point: Point) -> int:
        """Return the number of a point's value, from 0."""
        return self._places[value_key(point[self.key])]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {value_key(value): n for n, value in enumerate(self.values)}

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True)
class Grid:
    """All combinations of the values of two keys: ``across`` has at least as many as ``up``."""

    across: Axis
    up: Axis

    @property
    def size(self) -> int:
        """How many points there are."""
        return len(self.across) * len(self.up)


def points_of(scenario: ScenarioLike) -> list[Point]:
    """Return the points of a scenario's sweep in their order; one empty point without a sweep."""
    found: dict[str, Point] = {}
    for case in scenario.cases():
        found.setdefault(value_key(dict(case.point)), case.point)
    return list(found.values())


def axes_of(points: Sequence[Point]) -> list[Axis]:
    """Return the keys of some points with their values."""
    return [_axis(key, (point[key] for point in points)) for key in points[0]] if points else []


def _axis(key: str, values: Iterable[Any]) -> Axis:
    distinct = list({value_key(value): value for value in values}.values())
    return Axis(key, tuple(sorted(distinct) if all(map(is_number, distinct)) else distinct))


def grid_of(points: Sequence[Point]) -> Grid | None:
    """Return the grid that points make up: all combinations of the values of exactly two keys; None if they do not."""
    axes = axes_of(points)
    if len(axes) != 2 or len(points) < 2 or not _is_full(points, axes):
        return None
    across, up = axes if len(axes[0]) >= len(axes[1]) else reversed(axes)
    return Grid(across, up)


def lie_anywhere(scenario: ScenarioLike) -> bool:
    """Return whether the points of a sweep are too many for a panel each, and make up neither a row nor a map."""
    points = points_of(scenario)
    return len(points) > MOST_PANELS and (len(points[0]) > 2 or not scenario.is_grid)


def _is_full(points: Sequence[Point], axes: Sequence[Axis]) -> bool:
    return prod(len(axis) for axis in axes) == len(points)

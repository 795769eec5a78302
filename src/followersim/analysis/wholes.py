"""What is known of the whole period: one value per world of every measure, and the storms, for one company under one
policy at one point of the sweep. The values may lie on the disk; they are read one after the other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.analysis import statistics, storms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from followersim.analysis.frames import Block
    from followersim.analysis.inputs import CaseLike

    Values = NDArray[np.float64]

_VALUES_AT_ONCE: Final = 250_000


@dataclass(frozen=True, eq=False)
class Whole:
    """All worlds of one policy at one point (canonical JSON) for one company.

    ``measures`` holds one value per world; names of kinds are "group/kind". ``strongest`` returns the largest wind
    force of each world. ``storms`` is what a ``StormTally`` of all its days says.
    """

    case: CaseLike
    company: str
    point: str
    worlds: NDArray[np.int64]
    n_days: int
    measures: Mapping[str, Values]
    strongest: Callable[[], Values]
    storms: dict[str, Any]

    @property
    def stormy(self) -> NDArray[np.bool_]:
        """Whether there was a shitstorm, by world."""
        return np.asarray(self.strongest() >= storms.SHITSTORM_FORCE, dtype=np.bool_)


class StormTally:
    """Counts the storms of worlds that come in pieces."""

    def __init__(self) -> None:
        self._found: list[tuple[float, float, float]] = []
        self._causes: dict[str, int] = {}

    def add(self, block: Block) -> None:
        """Add the storms of some worlds."""
        wind, criticism, critics = (block.measure(name) for name in ("wind_force", "n_criticism", "critics_24h"))
        own = block.own_events
        others = [event for event in block.case.events if event not in own]
        for row in np.flatnonzero(storms.had_shitstorm(wind)):
            for storm in storms.storms_of_world(wind[row], criticism[row], critics[row], own, others):
                self._found.append((storm.start, storm.end - storm.start + 1, storm.size))
                self._causes[storm.cause] = self._causes.get(storm.cause, 0) + 1

    def numbers(self) -> dict[str, Any]:
        """Return how many storms there were in all worlds, and their days, size, first day and causes."""
        values = np.array(self._found or [(np.nan,) * 3], dtype=np.float64).T
        named = dict(zip(("start", "days", "size"), values, strict=True))
        return {"n": len(self._found), "by_cause": dict(sorted(self._causes.items())), **six_of(named)}


def safe(value: float) -> float | None:
    """Return a number that JSON knows: NaN and infinity become None."""
    return float(value) if math.isfinite(value) else None


def six_of(measures: Mapping[str, Values]) -> dict[str, Any]:
    """Return the six statistics of every measure, kinds nested under their group."""
    result: dict[str, Any] = {}
    names = iter(measures)
    while first := next(names, None):
        values = measures[first]
        more = list(islice(names, max(0, _VALUES_AT_ONCE // max(1, len(values)) - 1)))
        rows = statistics.six_rows(np.stack([values, *(measures[name] for name in more)]))
        for name, row in zip([first, *more], rows.tolist(), strict=True):
            six = {key: safe(value) for key, value in zip(statistics.STATISTICS, row, strict=True)}
            group, _, kind = name.partition("/")
            if kind:
                result.setdefault(group, {})[kind] = six
            else:
                result[name] = six
    return result

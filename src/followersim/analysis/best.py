"""Which policy is best at each point of a sweep, if any is: clearly better than every other one in the same worlds.

Two criteria are judged apart: the likelihood of a shitstorm (exact McNemar test on the same worlds) and the followers
at the end (sign test on the same worlds). All pairs of policies at all points are compared, so there are many
comparisons, and some of them would look clear by luck alone. Their p values are therefore adjusted together, for each
criterion, by the method of Holm (1979): the chance that any "best" of a criterion anywhere in the sweep is only luck is
at most 5 %.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from followersim.analysis import statistics, storms
from followersim.analysis.frames import split
from followersim.analysis.inputs import MAIN_COMPANY, point_key
from followersim.analysis.table import plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from followersim.analysis.frames import DailyLike
    from followersim.analysis.inputs import ScenarioLike
    from followersim.analysis.wholes import Whole

FILE: Final = "best.csv"
SHITSTORM, FOLLOWERS = "shitstorm", "followers"
CRITERIA: Final = (SHITSTORM, FOLLOWERS)
UNCLEAR: Final = "no clear difference"


class End(NamedTuple):
    """How the worlds of one policy ended at one point: whether there was a shitstorm, and the followers."""

    policy: str
    point: Mapping[str, Any]
    worlds: NDArray[np.int64]
    stormy: NDArray[np.bool_]
    followers: NDArray[np.float64]


@dataclass(frozen=True)
class Verdict:
    """What one criterion says at one point.

    Attributes:
        leader: the policy with the best number: the smallest share of worlds with a shitstorm, the largest median of
            followers; the first of them if several have it. If one is clearly best, that one.
        value: that number.
        clear: whether it is clearly better than each other policy.
        p: the largest adjusted p value of its comparisons with the others; 1 if it is not ahead of each of them.
        not_beaten: the policies that no other one is clearly better than.
    """

    leader: str
    value: float
    clear: bool
    p: float
    not_beaten: tuple[str, ...]

    @property
    def best(self) -> str | None:
        """The policy that is clearly best, if there is one."""
        return self.leader if self.clear else None


@dataclass(frozen=True)
class PointBest:
    """The verdicts at one point, by criterion."""

    point: Mapping[str, Any]
    worlds: int
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True)
class Best:
    """The verdicts at all points, and how many comparisons there were for each criterion.

    ``level`` is that of each criterion: 1 - level is the chance that any "best" is only luck.
    """

    points: Sequence[PointBest]
    comparisons: int
    pairs: int
    level: float

    @property
    def runs_needed(self) -> int:
        """How many worlds the clearest difference needs to be clear among so many comparisons."""
        return statistics.runs_needed(self.comparisons, self.level)

    @property
    def too_few_runs(self) -> bool:
        """Whether there are too few worlds for any policy to be clearly best."""
        return max(point.worlds for point in self.points) < self.runs_needed

    def at(self, point: Mapping[str, Any]) -> PointBest | None:
        """Return the verdicts at a point."""
        return self._by_key.get(point_key(point))

    @cached_property
    def _by_key(self) -> dict[str, PointBest]:
        return {point_key(found.point): found for found in self.points}

    def count(self, criterion: str) -> dict[str | None, int]:
        """Return at how many points each policy is clearly best; None: no policy is."""
        counts: dict[str | None, int] = {}
        for found in self.points:
            best = found.verdicts[criterion].best
            counts[best] = counts.get(best, 0) + 1
        return counts


def best_of(wholes: Iterable[Whole], level: float = statistics.LEVEL) -> Best | None:
    """Return which policy is best at each point; None unless there are two policies and two points at least.

    Expects the policies of a point one after the other. They are read point by point.
    """
    return best_of_ends(
        (
            End(
                whole.case.policy.name,
                whole.case.point,
                whole.worlds,
                whole.stormy,
                np.asarray(whole.measures["n_followers_end"], dtype=np.float64),
            )
            for whole in wholes
            if whole.company == MAIN_COMPANY
        ),
        level,
    )


def best_of_daily(
    daily: pd.DataFrame | DailyLike, scenario: ScenarioLike, level: float = statistics.LEVEL
) -> Best | None:
    """Return the same as ``best_of`` from the daily table."""
    return best_of_ends(
        (
            End(
                block.policy,
                block.case.point,
                block.worlds,
                storms.had_shitstorm(block.measure("wind_force")),
                block.measure("n_followers")[:, -1],
            )
            for block in split(daily, scenario)
            if block.company == MAIN_COMPANY
        ),
        level,
    )


class _Pair(NamedTuple):
    """One comparison: p values by criterion, and whether the first (1) or the second (-1) policy does better."""

    p: tuple[float, float]
    ahead: tuple[int, int]


@dataclass(frozen=True)
class _Compared:
    """One point: its policies, their numbers by criterion (the smaller, the better), and all pairs."""

    point: Mapping[str, Any]
    worlds: int
    policies: tuple[str, ...]
    numbers: tuple[tuple[float, ...], tuple[float, ...]]
    pairs: tuple[_Pair, ...]


def best_of_ends(ends: Iterable[End], level: float = statistics.LEVEL) -> Best | None:
    """Return the same as ``best_of`` from how the worlds ended, the policies of a point one after the other."""
    compared = [_compare(list(group)) for _, group in groupby(ends, key=lambda end: point_key(end.point))]
    if len(compared) < 2 or min(len(one.policies) for one in compared) < 2:
        return None
    adjusted = [
        statistics.holm([pair.p[criterion] for one in compared for pair in one.pairs])
        for criterion in range(len(CRITERIA))
    ]
    points, first = [], 0
    for one in compared:
        here = slice(first, first + len(one.pairs))
        first += len(one.pairs)
        verdicts = {
            name: _verdict(one, criterion, adjusted[criterion][here], level) for criterion, name in enumerate(CRITERIA)
        }
        points.append(PointBest(one.point, one.worlds, verdicts))
    return Best(points, first, max(len(one.pairs) for one in compared), level)


def _compare(ends: Sequence[End]) -> _Compared:
    """Compare each policy with each other one in the worlds that both have."""
    pairs = []
    for one, other in combinations(ends, 2):
        _, ours, theirs = np.intersect1d(one.worlds, other.worlds, assume_unique=True, return_indices=True)
        storm = statistics.paired_storms(one.stormy[ours], other.stormy[theirs])
        diff = one.followers[ours] - other.followers[theirs]
        more, fewer = int((diff > 0).sum()), int((diff < 0).sum())
        ahead = (int(np.sign(storm.prevented - storm.caused)), int(np.sign(more - fewer)))
        pairs.append(_Pair((storm.p, statistics.sign_test(more, fewer)), ahead))
    return _Compared(
        ends[0].point,
        max(len(end.worlds) for end in ends),
        tuple(end.policy for end in ends),
        (tuple(float(end.stormy.mean()) for end in ends), tuple(-float(np.median(end.followers)) for end in ends)),
        tuple(pairs),
    )


def _verdict(one: _Compared, criterion: int, adjusted: NDArray[np.float64], level: float) -> Verdict:
    """Return what a criterion says at a point, given the adjusted p values of its pairs."""
    n = len(one.policies)
    p = np.ones((n, n))  # row: the better policy, column: the worse one
    for (i, j), pair, value in zip(combinations(range(n), 2), one.pairs, adjusted.tolist(), strict=True):
        if pair.ahead[criterion]:
            p[(i, j) if pair.ahead[criterion] > 0 else (j, i)] = value
    beats = p < 1 - level
    weakest = np.where(np.eye(n, dtype=bool), 0.0, p).max(axis=1)
    numbers = one.numbers[criterion]
    winners = np.flatnonzero(beats.sum(axis=1) == n - 1)
    leader = int(winners[0]) if len(winners) else int(np.argmin(numbers))
    unbeaten = tuple(one.policies[k] for k in np.flatnonzero(~beats.any(axis=0)))
    return Verdict(one.policies[leader], abs(numbers[leader]), bool(len(winners)), float(weakest[leader]), unbeaten)


def best_table(best: Best) -> pd.DataFrame:
    """Return the verdicts as a table, one row per point, safe to open in a spreadsheet program.

    First the keys of the point; then for each criterion: the best policy or "no clear difference", whether it is clear,
    the policy with the best number, that number, the adjusted p value, and all policies that are not clearly beaten (a
    JSON list).
    """
    return pd.DataFrame(list(_rows(best)))


def _rows(best: Best) -> Iterator[dict[str, Any]]:
    for found in best.points:
        row: dict[str, Any] = {plain_cell(str(key)): _cell(value) for key, value in found.point.items()}
        row["worlds"] = found.worlds
        for criterion, number in zip(CRITERIA, ("share", "median"), strict=True):
            verdict = found.verdicts[criterion]
            row |= {
                f"{criterion}_best": plain_cell(verdict.best or UNCLEAR),
                f"{criterion}_clear": verdict.clear,
                f"{criterion}_leader": plain_cell(verdict.leader),
                f"{criterion}_{number}": verdict.value,
                f"{criterion}_p": verdict.p,
                f"{criterion}_not_beaten": json.dumps(verdict.not_beaten, ensure_ascii=False),
            }
        row["comparisons"] = best.comparisons
        yield row


def _cell(value: Any) -> Any:
    """Return a value of the sweep as a cell."""
    if isinstance(value, list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return plain_cell(value) if isinstance(value, str) else value

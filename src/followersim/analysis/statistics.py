"""Exact, small-sample statistics without distributional assumptions.

Worlds are independent replications, and every policy meets the same worlds. So proportions get Wilson intervals, and
differences between policies are taken world by world and get the sign-test interval of the median, which holds for
any distribution. Nothing here draws random numbers: the same data give the same interval.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

STATISTICS = ("mean", "median", "q05", "q25", "q75", "q95")
LEVEL = 0.95
_MOST_REMEMBERED = 5000
_QUANTILES = (0.5, 0.05, 0.25, 0.75, 0.95)


class PairedMedian(NamedTuple):
    """The median of paired differences, its interval, and the confidence that this interval really has.

    ``level`` is at least the level asked for, unless there are too few pairs for it (under 6 for 95 %): then low and
    high are the smallest and the largest difference and ``level`` says how little that is worth. Ties only raise it.
    """

    median: float
    low: float
    high: float
    level: float

    def clear(self, level: float = 0.95) -> bool:
        """Return whether the interval reaches the level and excludes zero."""
        return self.level >= level and (self.low > 0 or self.high < 0)


class PairedStorms(NamedTuple):
    """Worlds with a shitstorm under two policies, and the exact McNemar p value of the difference."""

    prevented: int
    caused: int
    both: int
    neither: int
    p: float


def wilson(k: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the Wilson score interval of a proportion of ``k`` in ``n`` (Wilson 1927); (0, 1) when n is 0.

    Raises ValueError unless 0 <= k <= n.
    """
    if not 0 <= k <= n:
        raise ValueError(f"k must lie between 0 and n, but k = {k} and n = {n}")
    if n == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, weight = k / n, z * z / n
    centre = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * math.sqrt(share * (1 - share) / n + weight / (4 * n))
    # the formula gives 0 and 1 at the edges, floating point almost does
    low = 0.0 if k == 0 else max(0.0, centre - half)
    high = 1.0 if k == n else min(1.0, centre + half)
    return low, high


def six_rows(matrix: ArrayLike) -> NDArray[np.float64]:
    """Return mean, median, q05, q25, q75, q95 of every row, as columns; NaN is left out, a row of NaN gives NaN.

    Quantiles interpolate linearly between order statistics. Sums run over sorted values, so that the order of the
    worlds does not change the last bit.
    """
    values = np.sort(np.atleast_2d(np.asarray(matrix, dtype=np.float64)), axis=1)  # NaN goes to the end
    count = values.shape[1] - np.isnan(values).sum(axis=1)
    result = np.full((values.shape[0], len(STATISTICS)), np.nan)
    some = count > 0
    values, count = values[some], count[some]
    rows = np.arange(len(values))
    result[some, 0] = np.nansum(values, axis=1) / count
    for column, q in enumerate(_QUANTILES, start=1):
        position = q * (count - 1)
        below = np.floor(position).astype(np.int64)
        above = np.minimum(below + 1, count - 1)
        left, right = values[rows, below], values[rows, above]
        result[some, column] = left + (right - left) * (position - below)
    return result


def six_numbers(values: ArrayLike) -> dict[str, float]:
    """Return mean, median, q05, q25, q75 and q95 of the values, leaving out NaN; all NaN when nothing is left."""
    return dict(zip(STATISTICS, six_rows(np.ravel(np.asarray(values, dtype=np.float64)))[0].tolist(), strict=True))


def fair_coin_cdf(n: int) -> NDArray[np.float64]:
    """Return P(X <= k) for k = 0..n, X the number of heads in n tosses of a fair coin."""
    return _remembered_cdf(n) if n <= _MOST_REMEMBERED else _fair_coin_cdf(n)


@lru_cache(maxsize=64)
def _remembered_cdf(n: int) -> NDArray[np.float64]:
    return _fair_coin_cdf(n)


def _fair_coin_cdf(n: int) -> NDArray[np.float64]:
    k = np.arange(1, n + 1)
    log_pmf = np.concatenate([[0.0], np.cumsum(np.log((n + 1 - k) / k))]) - n * math.log(2)
    cdf: NDArray[np.float64] = np.minimum(np.cumsum(np.exp(log_pmf)), 1.0)
    cdf.flags.writeable = False
    return cdf


def median_ranks(n: int, level: float = 0.95) -> tuple[int, float]:
    """Return (r, reached): the r-th smallest and r-th largest of n values enclose the median at confidence reached.

    r is the largest rank that still reaches the level; when even the extremes do not, r is 1 and reached is lower.
    """
    if n < 1:
        raise ValueError("at least one value is needed")
    tail = fair_coin_cdf(n)
    fitting = int(np.searchsorted(tail, (1 - level) / 2 * (1 + 1e-12), side="right"))
    rank = max(1, min(fitting, (n + 1) // 2))
    return rank, max(0.0, 1 - 2 * float(tail[rank - 1]))


def paired_median(diff: ArrayLike, level: float = 0.95) -> PairedMedian:
    """Return the median of paired differences with its distribution-free interval (sign test, order statistics).

    The interval covers the true median with at least the level for any distribution, ties included. NaN differences
    are left out; without any difference everything is NaN and the level reached is 0.
    """
    values = np.ravel(np.asarray(diff, dtype=np.float64))
    values = np.sort(values[~np.isnan(values)])
    if len(values) == 0:
        return PairedMedian(math.nan, math.nan, math.nan, 0.0)
    rank, reached = median_ranks(len(values), level)
    return PairedMedian(float(np.median(values)), float(values[rank - 1]), float(values[-rank]), reached)


def paired_median_by_day(diff: NDArray[np.float64], level: float = 0.95) -> NDArray[np.float64]:
    """Return median, low, high per day (three rows) of differences given as worlds x days without NaN."""
    values = np.sort(diff, axis=0)
    rank, _ = median_ranks(len(values), level)
    return np.stack([np.median(values, axis=0), values[rank - 1], values[-rank]])


def sign_test(higher: int, lower: int) -> float:
    """Return the exact two-sided p value of the sign test; for yes-no outcomes this is the exact McNemar test.

    Pairs that do not differ say nothing and are left out.
    """
    n = higher + lower
    return min(1.0, 2 * float(fair_coin_cdf(n)[min(higher, lower)]))


def holm(p: ArrayLike) -> NDArray[np.float64]:
    """Return p values adjusted for being many (Holm 1979), in the same order.

    Whoever calls a difference real where the adjusted value is below 5 % errs anywhere among all of them with a chance
    of at most 5 %, however the tests depend on each other.
    """
    values = np.ravel(np.asarray(p, dtype=np.float64))
    order = np.argsort(values, kind="stable")
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum(np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1)), 1.0)
    return adjusted


def runs_needed(comparisons: int, level: float = LEVEL) -> int:
    """Return how many pairs a sign test needs to be clear among so many comparisons, even if all go the same way."""
    return 1 + math.ceil(math.log2(max(comparisons, 1) / (1 - level)) - 1e-9)


def paired_storms(policy: ArrayLike, baseline: ArrayLike) -> PairedStorms:
    """Compare the same worlds under two policies: True where a world had at least one shitstorm.

    prevented: a shitstorm under the baseline only; caused: under the policy only.
    """
    ours, theirs = np.asarray(policy, dtype=bool), np.asarray(baseline, dtype=bool)
    if ours.shape != theirs.shape:
        raise ValueError("both policies must have the same worlds")
    prevented, caused = int((theirs & ~ours).sum()), int((ours & ~theirs).sum())
    both, neither = int((ours & theirs).sum()), int((~ours & ~theirs).sum())
    return PairedStorms(prevented, caused, both, neither, sign_test(prevented, caused))

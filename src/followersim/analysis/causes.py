"""Causes of a difference: shares that add up, from outcomes with mechanisms switched on one after the other.

Pure arithmetic: numbers per world come in, an attribution comes out. The method and its limits are in docs/causes.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Values = NDArray[np.float64]

LEVEL: Final = 0.95
LEVEL_OF_CAUSES: Final = 0.99
"""Stricter: among twenty mechanisms without effect, one in a hundred may pass, not one in twenty."""

MAIN_SHARE: Final = 0.4
"""A cause is the main reason from this share of the difference on."""

Verdict = Literal["no_difference", "no_clear_difference", "main_reason", "no_single_reason"]


class Estimate(NamedTuple):
    """A mean over worlds and the interval in which the true mean lies."""

    mean: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval excludes zero."""
        return self.low > 0 or self.high < 0


class Counterfactual(NamedTuple):
    """What is left of a difference without one mechanism, and by how much that differs from the whole difference."""

    left: Estimate
    change: Estimate


@dataclass(frozen=True)
class Cause:
    """One mechanism's part in a difference; `share` is 1 for all of it, and None where there is no clear difference."""

    name: str
    contribution: Estimate
    share: float | None


@dataclass(frozen=True)
class Attribution:
    """A difference (policy minus baseline) and its parts: `causes` and `other` add up to it.

    `causes` holds what is distinguishable from zero, what drives the difference first, what works against it last.
    """

    difference: Estimate
    causes: tuple[Cause, ...]
    other: Estimate
    other_share: float | None
    verdict: Verdict

    @property
    def main(self) -> tuple[Cause, ...]:
        """The main reasons: one, or two that matter about as much, or none."""
        return tuple(cause for cause in self.causes if (cause.share or 0.0) >= MAIN_SHARE)


def contributions(orders: NDArray[np.int64], values: Values) -> Values:
    """Return each player's contribution: the mean, over some orders, of what changes when the player joins.

    orders: (orders, players), each row a permutation; values: (orders, players + 1), in column k the outcome with the
    first k players of that row. Over all permutations these are the Shapley values; for any set of orders they add up
    to the outcome with all players minus the one with none, and a player who never changes anything gets zero.
    """
    steps = np.diff(values, axis=1)
    joined = np.zeros_like(steps)
    np.put_along_axis(joined, orders, steps, axis=1)
    means: Values = joined.mean(axis=0)
    return means


def t_quantile(p: float, freedom: int) -> float:
    """Return Student's quantile by Cornish and Fisher's expansion: right to some per cent from 5 degrees of freedom."""
    z = NormalDist().inv_cdf(p)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def estimate(values: Values, level: float = LEVEL) -> Estimate:
    """Return the mean over worlds with its interval (Student's t); without end when there are fewer than two worlds."""
    n = len(values)
    mean = math.fsum(values) / n
    if n < 2:
        return Estimate(mean, -math.inf, math.inf)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1))
    half = t_quantile(0.5 + level / 2, n - 1) * spread / math.sqrt(n)
    return Estimate(mean, mean - half, mean + half)


def counterfactual(difference: Values, left: Values) -> Counterfactual:
    """Return what is left of a difference, given the differences per world with and without a mechanism."""
    return Counterfactual(estimate(left), estimate(left - difference))


def attribute(names: Sequence[str], difference: Values, parts: Values) -> Attribution:
    """Return the causes of a difference.

    difference: per world, policy minus baseline; parts: (worlds, mechanisms), the contributions to it. What they leave
    of the difference exists with all mechanisms switched off; it belongs to `other`, as do the mechanisms that cannot
    be told from zero (99 % interval).
    """
    total = estimate(difference)
    estimates = [estimate(parts[:, k], LEVEL_OF_CAUSES) for k in range(len(names))]
    named = [k for k, part in enumerate(estimates) if part.is_clear]
    sign = -1.0 if total.mean < 0 else 1.0
    named.sort(key=lambda k: -sign * estimates[k].mean)
    causes = tuple(Cause(names[k], estimates[k], _share(estimates[k].mean, total)) for k in named)
    other = estimate(difference - parts[:, named].sum(axis=1), LEVEL_OF_CAUSES)
    return Attribution(total, causes, other, _share(other.mean, total), _verdict(difference, total, causes))


def settle_first(found: Attribution, parts: Mapping[str, Values], left: Mapping[str, tuple[float, ...]]) -> Attribution:
    """Decide which cause comes first among those whose contributions cannot be told apart.

    Where two mechanisms act only together (a slip is harsh, harshness provokes), their contributions are equal; first
    comes the one without which the least is left. parts: contributions per world by the cause's name; left: how much is
    left without a cause, of this difference and then, for those that are equal in it, of others.
    """
    if len(found.causes) < 2:
        return found
    first = found.causes[0]
    sign = -1.0 if first.contribution.mean < 0 else 1.0

    def is_rival(cause: Cause) -> bool:
        ahead = estimate(parts[first.name] - parts[cause.name], LEVEL_OF_CAUSES)
        return cause.contribution.mean * sign > 0 and not (cause is not first and ahead.is_clear)

    best = min(filter(is_rival, found.causes), key=lambda cause: left[cause.name])
    others = tuple(cause for cause in found.causes if cause is not best)
    return replace(found, causes=(best, *others))


def _share(part: float, total: Estimate) -> float | None:
    return part / total.mean if total.is_clear else None


def _verdict(difference: Values, total: Estimate, causes: Sequence[Cause]) -> Verdict:
    if not difference.any():
        return "no_difference"
    if not total.is_clear:
        return "no_clear_difference"
    if any((cause.share or 0.0) >= MAIN_SHARE for cause in causes):
        return "main_reason"
    return "no_single_reason"

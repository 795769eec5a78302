"""From worlds to a value with an interval: whole worlds are drawn again and again, for people share their world."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping

Values = npt.NDArray[np.float64]

RESAMPLES: Final = 600
LEVEL: Final = 0.95


class Sample:
    """What was observed in the worlds of some arms, and the same for many other draws of those worlds (bootstrap).

    Every method returns one row per draw; row 0 is what was observed. Arms with the same number of worlds are the same
    worlds, and are drawn together: differences between them are paired.
    """

    def __init__(self, arms: Mapping[str, Mapping[str, Values]], resamples: int = RESAMPLES) -> None:
        """Take per arm and quantity an array with one row per world."""
        self._arms = arms
        self._resamples = resamples
        self._drawn: dict[int, npt.NDArray[np.int64]] = {}

    def worlds(self, arm: str) -> int:
        """Return the number of worlds of an arm."""
        return len(next(iter(self._arms[arm].values())))

    def _draws(self, worlds: int) -> npt.NDArray[np.int64]:
        """Return which worlds are in each draw: (draws, worlds)."""
        if worlds not in self._drawn:
            others = np.random.default_rng(worlds).integers(0, worlds, (self._resamples, worlds))
            self._drawn[worlds] = np.concatenate([np.arange(worlds)[None, :], others])
        return self._drawn[worlds]

    def each(self, arm: str, name: str) -> Values:
        """Return a quantity of each world in each draw: (draws, worlds)."""
        values: Values = self._arms[arm][name][self._draws(self.worlds(arm))]
        return values

    def total(self, arm: str, name: str) -> Values:
        """Return the sum of a quantity over worlds: (draws,), or (draws, n) of a quantity that is a list of numbers."""
        worlds = self.worlds(arm)
        draws = self._draws(worlds)
        times = np.zeros((len(draws), worlds))
        np.add.at(times, (np.arange(len(draws))[:, None], draws), 1.0)
        totals: Values = times @ self._arms[arm][name]
        return totals

    def difference(self, arm: str, other: str, name: str) -> Values:
        """Return by how much more often something happens in an arm than in another, as a share of the same worlds.

        The other draws are those of the interval after Agresti and Min (2005): worlds drawn again would know nothing of
        what is too rare to have been observed.
        """
        one, two = self._arms[arm][name], self._arms[other][name]
        n = len(one)
        more, less = float(((one > 0) & (two == 0)).sum()), float(((one == 0) & (two > 0)).sum())
        middle = (more - less) / (n + 2)
        spread = math.sqrt(more + less + 1.0 - (more - less) ** 2 / (n + 2)) / (n + 2)
        places = (np.arange(self._resamples) + 0.5) / self._resamples
        others = [middle + spread * NormalDist().inv_cdf(float(place)) for place in places]
        return np.array([(more - less) / n, *others])

    def ratio(self, arm: str, above: str, below: str) -> Values:
        """Return the ratio of two sums over worlds; NaN where there is nothing to divide by."""
        return divide(self.total(arm, above), self.total(arm, below))


def divide(above: Values, below: Values) -> Values:
    """Return a quotient, NaN where there is nothing to divide by."""
    quotient: Values = np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
    return quotient


def median_of_counts(counts: Values) -> Values:
    """Return the median of whole numbers from how often each occurs: (draws, numbers) to (draws,), NaN if none do.

    The numbers are minutes that have begun, so half a minute is added.
    """
    upto = np.cumsum(counts, axis=1)
    places = (upto < upto[:, -1:] / 2).sum(axis=1)
    medians: Values = np.where(upto[:, -1] > 0, places + 0.5, np.nan)
    return medians


def value_and_interval(draws: Values) -> tuple[float, float, float]:
    """Return the observed value and its interval (percentiles of the draws); NaN where nothing was observed."""
    if not np.isfinite(draws[0]):
        return float("nan"), float("nan"), float("nan")
    rest = draws[1:][np.isfinite(draws[1:])]
    if not len(rest):
        return float(draws[0]), float("nan"), float("nan")
    low, high = np.quantile(rest, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(draws[0]), float(low), float(high)

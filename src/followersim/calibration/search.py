"""The search itself: points spread evenly over the ranges, then least squares from the best of them (SciPy).

Every candidate is run in the same worlds (common random numbers), so two candidates differ by their parameters alone,
and the search takes the same way whenever it is repeated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.calibration.goals import Measured, distance, loss_of, scale_of
from followersim.calibration.knobs import changes_of
from followersim.scenario.sampling import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from followersim.calibration.goals import Goals, Scale
    from followersim.calibration.journal import Journal
    from followersim.calibration.knobs import Knob

    Vector = npt.NDArray[np.float64]

SHARE_SPREAD: Final = 4
"""One trial in so many goes to points spread over the ranges, the others to least squares."""

STEP: Final = 0.04
"""Slopes are taken over so much of a scale: wide enough that chance does not hide them."""

TOLERANCE: Final = 1e-3
MOST_STARTS: Final = 3


class NoMoreTrialsError(Exception):
    """All trials that were asked for have been made."""


@dataclass(frozen=True)
class Trial:
    """A candidate: places on the scales, values of the knobs, what was measured, and the loss."""

    places: tuple[float, ...]
    values: Mapping[str, float]
    found: Mapping[str, Measured]
    loss: float


class Search:
    """A search for values of knobs at which goals are met. `on_trial` is called after each trial.

    `trials` holds all candidates in the order in which they were tried, the model as it is first.
    """

    def __init__(
        self,
        goals: Goals,
        knobs: Sequence[Knob],
        journal: Journal,
        *,
        seed: int = 1,
        most: int = 100,
        on_trial: Callable[[], None] | None = None,
    ) -> None:
        self.goals, self.knobs, self.journal = goals, tuple(knobs), journal
        self.seed, self.most, self._on_trial = seed, most, on_trial
        self.trials: list[Trial] = []
        self._by_values: dict[tuple[float, ...], Trial] = {}
        start = self.measured(self.usual)
        self.scales: dict[str, Scale] = {goal.key: scale_of(goal, start[goal.key]) for goal in goals.goals}
        self.usual_loss = self._loss(start)

    @property
    def usual(self) -> dict[str, float]:
        """The values of the knobs in the model as it is."""
        return {knob.name: knob.usual for knob in self.knobs}

    @property
    def best(self) -> Trial:
        """The candidate with the smallest loss; the first of them."""
        return min(self.trials, key=lambda trial: trial.loss)

    def measured(self, values: Mapping[str, float], *, fresh: bool = False) -> dict[str, Measured]:
        """Return what the model does with some values; looked up if that has been run."""
        found = self.journal.known(values, fresh=fresh)
        if found is None:
            found = self.goals.measure(changes_of(values), fresh=fresh)
            self.journal.put(values, found, fresh=fresh)
        if self._on_trial is not None:
            self._on_trial()
        return found

    def run(self) -> None:
        """Make at most `most` trials; fewer if least squares come to rest before."""
        try:
            self._try(np.array([knob.start for knob in self.knobs]))
            n = self.most // SHARE_SPREAD
            for row in spread("sobol", n, len(self.knobs), self.seed) if n else ():
                self._try(np.array(row))
            starts = sorted(self.trials, key=lambda trial: trial.loss)[:MOST_STARTS]
            for trial in starts:
                self._descend(np.array(trial.places))
        except NoMoreTrialsError:
            return

    def values_at(self, places: Sequence[float] | Vector) -> dict[str, float]:
        """Return the values of the knobs at places on their scales."""
        return {knob.name: knob.value(float(place)) for knob, place in zip(self.knobs, places, strict=True)}

    def distances(self, found: Mapping[str, Measured]) -> Vector:
        """Return how far each goal is away, in the order of the goals."""
        return np.array([distance(scale, found[key].value) for key, scale in self.scales.items()])

    def _loss(self, found: Mapping[str, Measured]) -> float:
        return loss_of(self.distances(found))

    def _try(self, places: Vector) -> Vector:
        """Try a candidate and return its distances; raise `NoMoreTrialsError` if there is no trial left for it."""
        values = self.values_at(places)
        known = self._by_values.get(tuple(values.values()))
        if known is None:
            if len(self.trials) >= self.most:
                raise NoMoreTrialsError
            found = self.measured(values)
            known = Trial(tuple(map(float, places)), values, found, self._loss(found))
            self.trials.append(known)
            self._by_values[tuple(values.values())] = known
        return self.distances(known.found)

    def _descend(self, start: Vector) -> None:
        """Go downhill by least squares, each goal's distance being one residual."""
        from scipy.optimize import least_squares  # noqa: PLC0415 - heavy, and an optional extra

        def slopes(places: Vector, *_: Any) -> Vector:
            here = self._try(places)
            columns = []
            for k in range(len(places)):
                step = STEP if places[k] <= 0.5 else -STEP
                there = places.copy()
                there[k] += step
                columns.append((self._try(there) - here) / step)
            return np.array(columns).T

        least_squares(
            lambda places: self._try(places),
            np.clip(start, 0.001, 0.999),
            jac=slopes,
            bounds=(0.0, 1.0),
            loss="soft_l1",
            xtol=TOLERANCE,
            ftol=TOLERANCE,
            gtol=TOLERANCE,
        )

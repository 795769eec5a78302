"""The search itself: points spread evenly around the model as it is, then least squares from the best of them (SciPy).

Every candidate is run in the same worlds (common random numbers), so two candidates differ by their parameters alone,
and the search takes the same way whenever it is repeated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

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

SHARE_SPREAD: Final = 8
"""One trial in so many goes to points spread over the ranges, the others to least squares."""

AROUND: Final = 0.1
"""They are spread so far around the model as it is, on each scale. Farther away, storms are long and trials slow."""

LONGEST_MOVE, SHORTEST_MOVE = 0.1, 0.03
"""Slopes are taken over so much of a scale: wide where the way is far, so that chance does not hide them."""

CHANCE: Final = 0.5
"""So many standard errors a value must change to have a slope. Worlds being the same, differences are less noisy."""

FIRST_BOX, LARGEST_BOX, SMALLEST_BOX = 0.15, 0.3, 0.005
"""So far a step of least squares may go on each scale."""

SHORT: Final = 0.1
"""How much a move of a whole scale counts against a step of a goal: of moves that do the same, the shorter is taken."""

SLACK: Final = 1e-9
LEAST_GAIN: Final = 0.01
GOOD_ENOUGH: Final = 0.01
"""A loss of so much per goal is met: a tenth of a step off, on average."""

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
            start = np.array(self.trials[0].places)
            for row in spread("sobol", n, len(self.knobs), self.seed) if n else ():
                self._try(np.clip(start + AROUND * (2.0 * np.array(row) - 1.0), 0.0, 1.0))
            starts = sorted(self.trials, key=lambda trial: trial.loss)[:MOST_STARTS]
            for trial in starts:
                if not self._is_good(self.best):
                    self._descend(trial)
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

    def _try(self, places: Vector) -> Trial:
        """Try a candidate; raise `NoMoreTrialsError` if there is no trial left for it."""
        values = self.values_at(places)
        known = self._by_values.get(tuple(values.values()))
        if known is None:
            if len(self.trials) >= self.most:
                raise NoMoreTrialsError
            found = self.measured(values)
            known = Trial(tuple(map(float, places)), values, found, self._loss(found))
            self.trials.append(known)
            self._by_values[tuple(values.values())] = known
        return known

    def _descend(self, here: Trial) -> None:
        """Go downhill: take slopes, go to where they promise the least loss within a box, and again from there."""
        box = FIRST_BOX
        slopes = self._slopes(here, box)
        while box >= SMALLEST_BOX and not self._is_good(here):
            move = self._step(here, slopes, box)
            there = self._try(np.array(here.places) + move)
            if there.loss < here.loss - LEAST_GAIN * min(1.0, here.loss):
                here, box = there, min(LARGEST_BOX, 1.5 * box)
                slopes = self._slopes(here, box)
            else:
                box = min(box, float(np.abs(move).max())) / 2

    def _is_good(self, trial: Trial) -> bool:
        return trial.loss <= GOOD_ENOUGH * len(self.scales)

    def _slopes(self, here: Trial, box: float) -> Vector:
        """Return by how many steps each goal's value changes along each scale: (goals, knobs).

        What hardly changes may be chance, and does not count.
        """
        columns = []
        length = min(LONGEST_MOVE, max(SHORTEST_MOVE, box))
        chance = CHANCE * np.nan_to_num([here.found[key].error / scale.step for key, scale in self.scales.items()])
        for k, place in enumerate(here.places):
            move = length if place <= 0.5 else -length
            places = np.array(here.places)
            places[k] += move
            change = np.nan_to_num(self._in_steps(self._try(places)) - self._in_steps(here))
            columns.append(np.where(np.abs(change) >= chance, change, 0.0) / move)
        return np.array(columns).T

    def _in_steps(self, trial: Trial) -> Vector:
        """Return the value of each goal, counted in steps of its scale."""
        return np.array([trial.found[key].value / scale.step for key, scale in self.scales.items()])

    def _step(self, here: Trial, slopes: Vector, box: float) -> Vector:
        """Return the move within a box that brings the goals nearest to where they should be, if slopes were straight.

        Unknown are the moves and, for each goal, the place within its limits that it should have: minimise the squares
        of (value + slopes x moves - place). Goals that are far off weigh less, as they do in the loss.
        """
        from scipy.optimize import lsq_linear  # noqa: PLC0415 - heavy, and an optional extra

        values, places = self._in_steps(here), np.array(here.places)
        weights = np.where(np.isfinite(values), (1.0 + self.distances(here.found) ** 2) ** -0.25, 0.0)
        n, m = len(places), len(values)
        lows = [*np.maximum(-box, -places), *(scale.low / scale.step for scale in self.scales.values())]
        highs = [*np.minimum(box, 1.0 - places), *(scale.high / scale.step for scale in self.scales.values())]
        solved = lsq_linear(
            np.block([[weights[:, None] * slopes, -np.diag(weights)], [SHORT * np.eye(n), np.zeros((n, m))]]),
            np.concatenate([-weights * np.nan_to_num(values), np.zeros(n)]),
            bounds=(np.array(lows) - SLACK, np.array(highs) + SLACK),
        )
        moves: Vector = np.clip(solved.x[:n], lows[:n], highs[:n])
        return moves

"""The same worlds with mechanisms switched off: what of the difference between two policies is left without them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.analysis.causes import attribute, contributions, counterfactual, settle_first
from followersim.analysis.storms import SHITSTORM_FORCE
from followersim.experiment.optional import optional_columns, uncertain_columns
from followersim.experiment.pool import default_jobs, run_all
from followersim.experiment.work import Part, Point, Task, warm_up
from followersim.model import codes
from followersim.model.compiling import is_compiled
from followersim.model.setup import set_up
from followersim.policies.loading import load_policy
from followersim.scenario.catalogue import mechanisms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from threading import Event

    from numpy.typing import NDArray

    from followersim.analysis.causes import Attribution, Counterfactual
    from followersim.model.simulation import CaseResult
    from followersim.policies import Policy
    from followersim.scenario.scenario import Case, Scenario

    Values = NDArray[np.float64]

OUTCOMES: Final = ("followers", "criticism", "shitstorm")
ORDERS_PER_WORLD: Final = 2

Switched = frozenset[str]
"""Names of the mechanisms that are switched off."""


@dataclass(frozen=True)
class Explanation:
    """Why one policy does otherwise than the baseline.

    `levels` holds the mean outcome of baseline and policy; `without` the difference that is left when one mechanism
    alone is switched off, for all causes of any outcome and all amplifiers.
    """

    scenario: Scenario
    levels: dict[str, tuple[float, float]]
    attributions: dict[str, Attribution]
    without: dict[str, dict[str, Counterfactual]]

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain data for JSON."""
        scenario = self.scenario
        return {
            "scenario": scenario.slug,
            "hash": scenario.hash,
            "seed": scenario.seed,
            "worlds": scenario.worlds,
            "days": scenario.days,
            "point": scenario.points[0],
            "baseline": scenario.policies[0].name,
            "policy": scenario.policies[1].name,
            "outcomes": {name: self._outcome(name) for name in self.attributions},
        }

    def _outcome(self, name: str) -> dict[str, Any]:
        found, without = self.attributions[name], self.without[name]
        rest = {"mechanism": "other", **found.other._asdict(), "share": found.other_share}
        causes = [
            {
                "mechanism": cause.name,
                **mechanisms()[cause.name],
                **cause.contribution._asdict(),
                "share": cause.share,
                "without": without[cause.name].left._asdict(),
            }
            for cause in found.causes
        ]
        amplifiers = [
            {
                "mechanism": amplifier,
                **mechanisms()[amplifier],
                "without": one.left._asdict(),
                "change": one.change._asdict(),
            }
            for amplifier, one in without.items()
            if mechanisms()[amplifier]["kind"] == "amplifier"
        ]
        return {
            "baseline": self.levels[name][0],
            "policy": self.levels[name][1],
            "difference": {**found.difference._asdict(), "clear": found.difference.is_clear},
            "verdict": found.verdict,
            "main": [cause.name for cause in found.main],
            "causes": causes,
            "other": rest,
            "amplifiers": amplifiers,
        }


@dataclass(frozen=True)
class Pair:
    """The two cases that are compared, and how their worlds are run."""

    cases: tuple[Case, Case]
    makers: tuple[Callable[[], Policy] | None, ...]
    seed: int
    off: Mapping[str, Mapping[str, float]]

    def parts(self, switched: Sequence[Switched]) -> list[Part]:
        """Return both cases under each set of switches, baseline first."""
        parts: list[Part] = []
        for names in switched:
            changes = {key: value for name in sorted(names) for key, value in self.off[name].items()}
            for case, maker in zip(self.cases, self.makers, strict=True):
                changed = replace(case, parameters={**case.parameters, **changes})
                parts.append(Part(len(parts), changed, set_up(changed), maker))
        return parts


@dataclass(frozen=True)
class _World:
    """One world under some sets of switches; `run` returns its number and outcomes (switches, policies, outcomes)."""

    pair: Pair
    world: int
    switched: tuple[Switched, ...]

    def run(self, stop: Event) -> tuple[int, Values]:
        finished = Task(Point(self.pair.parts(self.switched)), self.pair.seed, self.world).run(stop)
        values = np.array([_outcomes(one.results[0]) for one in finished])
        return self.world, values.reshape(len(self.switched), 2, len(OUTCOMES))


def _outcomes(result: CaseResult) -> tuple[float, float, float]:
    """Return what a run comes to for the company it is about, in the order of OUTCOMES."""
    storm = result.levels[:, codes.L_WIND].max() >= SHITSTORM_FORCE
    followers = result.levels[-1, codes.L_FOLLOWERS]
    return float(followers), float(result.counts[:, codes.N_CRITICISM].sum()), float(storm)


def orders_of(world: int, n: int, seed: int) -> NDArray[np.int64]:
    """Return the orders in which mechanisms are switched on in a world: a permutation and its reverse.

    Every n worlds share a shuffled permutation, shifted by one place from world to world: so each mechanism comes at
    each place equally often.
    """
    shuffled = np.random.default_rng([seed, world // n]).permutation(n)
    order = np.roll(shuffled, world % n)
    return np.stack([order, order[::-1]]).astype(np.int64)


class _Runs:
    """All runs of an explanation: counts them, and hands the outcomes on."""

    def __init__(self, pair: Pair, worlds: int, threads: int, progress: Callable[[int, int], None] | None) -> None:
        self.pair, self.worlds, self.threads = pair, worlds, threads
        self._progress = progress
        self._done = self._total = 0

    def run(self, sets: Callable[[int], tuple[Switched, ...]]) -> Values:
        """Run every world under the sets of switches meant for it; return (worlds, sets, policies, outcomes)."""
        jobs = [_World(self.pair, world, sets(world)) for world in range(self.worlds)]
        self._total += sum(2 * len(job.switched) for job in jobs)
        found: dict[int, Values] = {}

        def keep(one: tuple[int, Values]) -> None:
            found[one[0]] = one[1]
            self._done += 2 * len(one[1])
            self._tell()

        self._tell()
        run_all(jobs, self.threads, keep)
        return np.array([found[world] for world in range(self.worlds)])

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._done, self._total)


def possible(scenario: Scenario) -> dict[str, dict[str, Any]]:
    """Return the mechanisms that can be at work in a scenario: no time is spent on rumours where there are none."""
    cases = scenario.cases()
    columns = {None, *optional_columns(cases), *uncertain_columns(cases)}
    return {name: about for name, about in mechanisms().items() if about["needs"] in columns}


def of_kind(kind: str, scenario: Scenario) -> list[str]:
    """Return the possible mechanisms of a kind. Only a "cause" answers to what the company does and gets a share."""
    return [name for name, about in possible(scenario).items() if about["kind"] == kind]


def simulations(scenario: Scenario) -> int:
    """Return about how many simulations an explanation takes."""
    causes, amplifiers = of_kind("cause", scenario), of_kind("amplifier", scenario)
    return scenario.worlds * 2 * (ORDERS_PER_WORLD * len(causes) + len(amplifiers))


def explain(
    scenario: Scenario,
    *,
    outcomes: Iterable[str] = OUTCOMES,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    on_compile: Callable[[], None] | None = None,
) -> Explanation:
    """Explain how the second policy of a scenario differs from the first, at the first point of the sweep.

    jobs: worlds at the same time (default: one per core); the result is the same for any number. progress: called with
    (simulations done, all simulations known of). on_compile: called if the model has to be compiled first.
    """
    pair = _pair(scenario)
    if on_compile is not None and not is_compiled():
        on_compile()
    warm_up(set_up(pair.cases[0]))
    runs = _Runs(pair, scenario.worlds, jobs or default_jobs(), progress)
    asked = [name for name in OUTCOMES if name in set(outcomes)]
    plain = runs.run(lambda _: (frozenset(),))[:, 0]
    difference = plain[:, 1] - plain[:, 0]
    names = of_kind("cause", scenario)
    parts = _parts(runs, names, difference)
    attributions = {name: attribute(names, difference[:, k], parts[:, :, k]) for k, name in _numbered(asked)}
    left = _left(runs, attributions, of_kind("amplifier", scenario), difference)
    for k, name in _numbered(asked):
        by_name = {cause: parts[:, c, k] for c, cause in enumerate(names)}
        left_by_name = {cause: _size(values, difference, k) for cause, values in left.items()}
        attributions[name] = settle_first(attributions[name], by_name, left_by_name)
    return Explanation(
        scenario,
        {name: (float(plain[:, 0, k].mean()), float(plain[:, 1, k].mean())) for k, name in _numbered(asked)},
        attributions,
        {
            name: {one: counterfactual(difference[:, k], values[:, k]) for one, values in left.items()}
            for k, name in _numbered(asked)
        },
    )


def _numbered(asked: Sequence[str]) -> list[tuple[int, str]]:
    return [(OUTCOMES.index(name), name) for name in asked]


def _pair(scenario: Scenario) -> Pair:
    baseline, policy = scenario.cases()[:2]
    folder = Path(scenario.path).parent if scenario.path else None
    makers = tuple(
        load_policy(case.python_policy, folder) if case.python_policy else None for case in (baseline, policy)
    )
    off = {name: about["neutral"] for name, about in possible(scenario).items()}
    return Pair((baseline, policy), makers, scenario.seed, off)


def _parts(runs: _Runs, names: Sequence[str], difference: Values) -> Values:
    """Return what each mechanism contributes in each world: (worlds, mechanisms, outcomes)."""
    n = len(names)
    if not difference.any():
        return np.zeros((runs.worlds, n, len(OUTCOMES)))
    everything = frozenset(names)

    def sets(world: int) -> tuple[Switched, ...]:
        found = [everything]
        for order in orders_of(world, n, runs.pair.seed):
            found += [everything - {names[k] for k in order[:on]} for on in range(1, n)]
        return tuple(found)

    values = runs.run(sets)
    values = values[:, :, 1] - values[:, :, 0]
    parts = np.empty((runs.worlds, n, len(OUTCOMES)))
    for world in range(runs.worlds):
        chains = values[world, 1:].reshape(ORDERS_PER_WORLD, n - 1, len(OUTCOMES))
        none = np.broadcast_to(values[world, 0], (ORDERS_PER_WORLD, 1, len(OUTCOMES)))
        full = np.broadcast_to(difference[world], (ORDERS_PER_WORLD, 1, len(OUTCOMES)))
        steps = np.concatenate([none, chains, full], axis=1)
        for k in range(len(OUTCOMES)):
            parts[world, :, k] = contributions(orders_of(world, n, runs.pair.seed), steps[:, :, k])
    return parts


def _size(left: Values, difference: Values, outcome: int) -> tuple[float, float]:
    """Return how much is left in the single worlds, of one outcome and of all of them, as shares of the whole."""
    whole = np.abs(difference).mean(axis=0)
    shares = np.abs(left).mean(axis=0) / np.where(whole > 0, whole, 1.0)
    return float(shares[outcome]), float(shares.sum())


def _left(
    runs: _Runs, attributions: Mapping[str, Attribution], amplifiers: list[str], difference: Values
) -> dict[str, Values]:
    """Switch off each cause and each amplifier alone: what is left of the difference, (worlds, outcomes) for each."""
    if not difference.any():
        return {}
    named = [cause.name for found in attributions.values() for cause in found.causes]
    single = list(dict.fromkeys(named + amplifiers))
    values = runs.run(lambda _: tuple(frozenset({name}) for name in single))
    left = values[:, :, 1] - values[:, :, 0]
    return {name: left[:, s] for s, name in enumerate(single)}

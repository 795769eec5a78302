"""Runs the worlds of all targets and says which targets are met."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

import followersim
from followersim.experiment.pool import default_jobs, run_all
from followersim.experiment.work import warm_up
from followersim.model.compiling import is_compiled
from followersim.validation.arms import ARMS, PROFILES
from followersim.validation.sample import Sample, value_and_interval
from followersim.validation.targets import TARGETS, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from threading import Event

    from followersim.model.setup import Setup
    from followersim.validation.arms import Observation

MET, NOT_MET, UNDECIDED = "met", "not_met", "undecided"
QUICK_PROFILES: Final = PROFILES[:1]


@dataclass(frozen=True)
class Finding:
    """A target at a profile: value and 95 % interval over worlds, in the target's unit; NaN if nothing was seen.

    others: the values with other seeds, that is in other worlds altogether.
    """

    target: Target
    profile: str
    value: float
    low: float
    high: float
    worlds: int
    others: tuple[float, ...] = ()

    @property
    def verdict(self) -> str:
        """Met: the whole interval lies in the band. Not met: none of it does. Else undecided."""
        target = self.target
        if math.isnan(self.value) or math.isnan(self.low):
            return UNDECIDED
        reaches_in = self.low > target.low if target.beyond else self.low >= target.low
        if reaches_in and self.high <= target.high:
            return MET
        below = self.high <= target.low if target.beyond else self.high < target.low
        return NOT_MET if below or self.low > target.high else UNDECIDED

    @property
    def is_within(self) -> bool:
        """Whether the value itself lies in the band, with every seed, whatever the interval says."""
        return all(self.target.has(value) for value in (self.value, *self.others))

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain data for JSON; None stands for "no limit" and "nothing seen"."""
        target = self.target
        return {
            "target": target.name,
            "profile": self.profile,
            "title": dict(target.title),
            "condition": dict(target.condition),
            "source": target.source,
            "measured": target.measured,
            "unit": target.unit,
            "band": [_plain(target.low), _plain(target.high)],
            "beyond": target.beyond,
            "value": _plain(self.value),
            "low": _plain(self.low),
            "high": _plain(self.high),
            "worlds": self.worlds,
            "verdict": self.verdict,
            "other_seeds": [_plain(value) for value in self.others],
            "within_with_other_seeds": [target.has(value) for value in self.others],
        }


def _plain(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


@dataclass(frozen=True)
class Validation:
    """All findings of a run. `is_quick`: from so few worlds that a finding may stay undecided."""

    findings: tuple[Finding, ...]
    seeds: tuple[int, ...]
    is_quick: bool

    def count(self, verdict: str) -> int:
        """Return how many findings have a verdict."""
        return sum(finding.verdict == verdict for finding in self.findings)

    @property
    def is_passed(self) -> bool:
        """Whether all targets are met, and in their bands with every seed; in a quick look, whether none is missed."""
        if self.is_quick:
            return self.count(NOT_MET) == 0
        return self.count(MET) == len(self.findings) and all(finding.is_within for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain data for JSON."""
        return {
            "followersim": followersim.__version__,
            "seed": self.seeds[0],
            "other_seeds": list(self.seeds[1:]),
            "quick": self.is_quick,
            **{verdict: self.count(verdict) for verdict in (MET, NOT_MET, UNDECIDED)},
            "targets": [finding.as_dict() for finding in self.findings],
        }


@dataclass(frozen=True)
class _World:
    """One world of an arm."""

    profile: str
    arm: str
    setup: Setup
    seed: int
    world: int

    def run(self, stop: Event) -> tuple[_World, Observation | None]:
        return self, None if stop.is_set() else ARMS[self.arm].observe(self.setup, self.seed, self.world)


def observe(
    profile: str,
    arms: Iterable[str],
    *,
    seed: int = 1,
    quick: bool = False,
    times: int = 1,
    jobs: int | None = None,
    parameters: Mapping[str, float] | None = None,
    progress: Callable[[], None] | None = None,
) -> Sample:
    """Run the worlds of some arms for one company and return what was observed.

    times: so many times as many worlds. parameters: changes against the defaults. progress: called after each world.
    The result is the same for any `jobs`.
    """
    setups = {arm: ARMS[arm].setup(profile, parameters or {}) for arm in dict.fromkeys(arms)}
    counts = {arm: times * ARMS[arm].n_worlds(profile, quick=quick) for arm in setups}

    def worlds() -> Iterator[_World]:
        for arm, setup in setups.items():
            for world in range(counts[arm]):
                yield _World(profile, arm, setup, seed, world)

    found: dict[str, dict[int, Observation]] = {arm: {} for arm in setups}

    def keep(one: tuple[_World, Observation | None]) -> None:
        job, observation = one
        if observation is not None:
            found[job.arm][job.world] = observation
        if progress is not None:
            progress()

    run_all(worlds(), jobs or default_jobs(), keep)
    return Sample(
        {
            arm: {name: np.array([each[world][name] for world in range(counts[arm])]) for name in each[0]}
            for arm, each in found.items()
        }
    )


def validate(
    *,
    profiles: Iterable[str] | None = None,
    targets: Iterable[str] | None = None,
    seed: int = 1,
    seeds: int = 1,
    quick: bool = False,
    jobs: int | None = None,
    parameters: Mapping[str, float] | None = None,
    progress: Callable[[int, int], None] | None = None,
    on_compile: Callable[[], None] | None = None,
) -> Validation:
    """Measure all targets (or those named) and return value, interval and verdict of each.

    profiles: companies, both if left out, in a quick look the first one. seeds: how many seeds are looked at, from
    `seed` on; verdicts are those of the first. progress: called with (worlds done, all worlds). on_compile: called if
    the model has to be compiled first.
    """
    chosen_profiles = tuple(profiles or (QUICK_PROFILES if quick else PROFILES))
    names = None if targets is None else set(targets)
    chosen = [target for target in TARGETS if names is None or target.name in names]
    arms = list(dict.fromkeys(arm for target in chosen for arm in target.arms))
    if on_compile is not None and not is_compiled():
        on_compile()
    warm_up(ARMS["calm"].setup(PROFILES[0], {}))
    total = seeds * sum(ARMS[arm].n_worlds(profile, quick=quick) for arm in arms for profile in chosen_profiles)
    done = -1

    def step() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    step()
    findings = []
    for profile in chosen_profiles:
        samples = [
            observe(profile, arms, seed=seed + k, quick=quick, jobs=jobs, parameters=parameters, progress=step)
            for k in range(seeds)
        ]
        findings += [_finding(target, profile, samples) for target in chosen]
    return Validation(tuple(findings), tuple(range(seed, seed + seeds)), quick)


def _finding(target: Target, profile: str, samples: Sequence[Sample]) -> Finding:
    first, *rest = samples
    value, low, high = value_and_interval(target.measure(first))
    others = tuple(float(target.measure(sample)[0]) for sample in rest)
    return Finding(target, profile, value, low, high, min(first.worlds(arm) for arm in target.arms), others)

"""The goals that come from publications: the targets of `validation`, measured as it measures them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followersim.calibration.goals import Goal, Measured
from followersim.validation.sample import value_and_interval
from followersim.validation.targets import TARGETS
from followersim.validation.validate import Finding, observe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.validation.targets import Target


class PublishedGoals:
    """Targets at some profiles. `times`: so many times the worlds of a quick look, the same for every candidate."""

    def __init__(
        self,
        profiles: Sequence[str],
        *,
        names: Sequence[str] | None = None,
        times: int = 1,
        seed: int = 1,
        jobs: int | None = None,
        on_world: Callable[[], None] | None = None,
    ) -> None:
        self.profiles = tuple(profiles)
        self.targets = tuple(target for target in TARGETS if not names or target.name in names)
        self.times, self.seed, self.jobs, self.on_world = times, seed, jobs, on_world
        self._goals = tuple(_goal(target, profile) for profile in self.profiles for target in self.targets)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """All targets of the first profile, then those of the next."""
        return self._goals

    def identity(self) -> dict[str, Any]:
        """Return what decides about the values."""
        return {
            "targets": {target.name: [repr(target.low), repr(target.high)] for target in self.targets},
            "profiles": list(self.profiles),
            "times": self.times,
            "seed": self.seed,
        }

    def measure(self, changes: Mapping[str, float], *, fresh: bool) -> dict[str, Measured]:
        """Run the worlds and return every target's value by the key of its goal."""
        arms = list(dict.fromkeys(arm for target in self.targets for arm in target.arms))
        found = {}
        for profile in self.profiles:
            sample = observe(
                profile,
                arms,
                seed=self.seed + fresh,
                quick=True,
                times=self.times,
                jobs=self.jobs,
                parameters=changes,
                progress=self.on_world,
            )
            for target in self.targets:
                found[_key(target, profile)] = Measured(*value_and_interval(target.measure(sample)))
        return found

    def verdict(self, goal: Goal, found: Measured) -> str:
        """Return the verdict of `validation`."""
        profile, _, name = goal.key.partition("/")
        target = next(target for target in self.targets if target.name == name)
        return Finding(target, profile, *found, worlds=0).verdict


def _key(target: Target, profile: str) -> str:
    return f"{profile}/{target.name}"


def _goal(target: Target, profile: str) -> Goal:
    return Goal(
        key=_key(target, profile),
        title=target.title,
        unit=target.unit,
        low=target.low,
        high=target.high,
        beyond=target.beyond,
        profile=profile,
    )

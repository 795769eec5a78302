"""Reports with made-up numbers, for tests of what is said and drawn about them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.validation.targets import TARGETS
from followersim.validation.validate import Finding, Validation

if TYPE_CHECKING:
    from collections.abc import Iterable

PROFILES = ("small_business", "corporation")


def finding(number: int, profile: str, *, at: float, wide: float) -> Finding:
    """Return a finding at a place of its band (0: lower limit, 1: upper limit), with an interval of a width."""
    target = TARGETS[number]
    high = target.high if math.isfinite(target.high) else max(2 * target.low, target.low + 1)
    size = high - target.low
    value = target.low + at * size
    return Finding(target, profile, value, value - wide * size, value + wide * size, 20)


def report(places: Iterable[tuple[float, float]] = ((0.5, 0.1),), profiles: Iterable[str] = PROFILES) -> Validation:
    """Return a validation of all targets; places and widths are used in turn."""
    turns = list(places)
    findings = [
        finding(number, profile, at=turns[(number + k) % len(turns)][0], wide=turns[(number + k) % len(turns)][1])
        for k, profile in enumerate(profiles)
        for number in range(len(TARGETS))
    ]
    return Validation(tuple(findings), seeds=(1,), is_quick=False)


MIXED = ((0.5, 0.1), (1.0, 0.2), (-2.0, 0.1), (4.0, 0.3), (0.9, 0.05))
"""Met, undecided, missed, far out, met."""

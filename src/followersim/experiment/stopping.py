"""`worlds: auto`: how many worlds are enough, decided by a rule that is fixed beforehand and leaves intervals honest.

After every 50 worlds the likelihoods of a shitstorm are looked at, all policies, points and companies together. The run
ends when each is known to +/- 5 percentage points, that is, when each interval is at most ten points wide. Who stops
when it looks good stops too often on a lucky streak: with intervals of a nominal 95 %, only 92 % would hold the
true value at its worst. The intervals are therefore made a little wider, of a nominal level of 97 %. Then at least 95 %
of them hold the true value wherever that is 1 % or more, and at least 93 % below (`tests/experiment/test_stopping.py`
works that out exactly).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.statistics import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERY: Final = 50
MOST: Final = 1000
LOOKS: Final = tuple(range(EVERY, MOST + 1, EVERY))
HALF_WIDTH: Final = 0.05
LEVEL: Final = 0.97
RULE: Final = (
    "Look after every 50 worlds; stop when the interval of every likelihood of a shitstorm is at most 10 percentage "
    "points wide, at the latest after 1,000. The intervals have a nominal level of 97 %, so that at least 95 % of them "
    "hold the true value (93 % where it is below 1 %) although the number of worlds depends on the results."
)


def is_enough(counts: Iterable[int], worlds: int) -> bool:
    """Say whether every likelihood is known well enough, given in how many of the worlds there was a shitstorm."""
    return all(half_width(k, worlds) <= HALF_WIDTH for k in set(counts))


def half_width(k: int, n: int) -> float:
    """Return half the width of the interval of a likelihood."""
    low, high = wilson(k, n, LEVEL)
    return (high - low) / 2


def statement(looks: int, *, reached: bool) -> dict[str, Any]:
    """Return what `summary.json` says about the rule and what came of it, after so many looks."""
    return {
        "rule": RULE,
        "half_width": HALF_WIDTH,
        "level": LEVEL,
        "most": MOST,
        "looks": list(LOOKS[:looks]),
        "reached": reached,
    }

"""Round numbers on an axis that need not begin at 0, as many as have room beside each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from followersim.charts import theme
from followersim.charts.text import width
from followersim.locale.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST: Final = 6
_FEWEST: Final = 3
_ROOM: Final = 24


def _steps(span: float) -> Iterator[tuple[float, int]]:
    """Yield steps of 1, 2, 2.5 and 5 times a power of ten, from fine to coarse, and the decimals that they need."""
    power = math.floor(math.log10(span)) - 2
    for exponent in range(power, power + 4):
        for factor in (1, 2, 2.5, 5):
            yield factor * 10.0**exponent, max(0, (factor == 2.5) - exponent)


def value_ticks(low: float, high: float, lang: str, room: float) -> tuple[list[float], list[str]]:
    """Return 3 to 6 round numbers between two others and how they are written; fewer where they have no room.

    ``room`` is the length of the axis in pixels.
    """
    if not high > low:
        return [low], [number(low, lang)]
    best: tuple[list[float], list[str]] = ([], [])
    for step, decimals in _steps(high - low):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if not 2 <= last - first + 1 <= _MOST:
            continue
        ticks = [round(n * step, decimals) for n in range(first, last + 1)]
        labels = [number(tick, lang, decimals) for tick in ticks]
        pitch = room * step / (high - low)
        fits = max(width(label, theme.SMALL) for label in labels) + _ROOM <= pitch
        if fits and (not best[0] or len(best[0]) < _FEWEST):
            best = (ticks, labels) if len(ticks) > len(best[0]) else best
    return best

"""Followers on a slide: single runs as thin lines, the median of all runs as a thick one, names at the ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.analysis.frames import in_turns
from followersim.analysis.words import happening_name
from followersim.charts import theme
from followersim.charts.axes import count_ticks, day_ticks
from followersim.locale import N_, translate
from followersim.locale.numbers import number
from followersim.report.slides_charts import Axis, Picture, Series, lines, pattern
from followersim.report.slides_labels import LABEL, UNDER, End, label_across, label_ends
from followersim.report.slides_template import FREE, SMALLEST, Place
from followersim.report.slides_text import Words, add_text, cut, plain, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from followersim.analysis.frames import Block
    from followersim.analysis.inputs import Happening

    Values = NDArray[np.float64]

MOST_POINTS: Final = 150
_WITH_GAIN: Final = 4
_BESIDE: Final = 3.35
_BESIDE_MANY: Final = 4.7
_LEFT: Final = 1.15
_FLAGS: Final = 0.45
_MOST_RUNS: Final = {1: 20, 2: 20, 3: 10, 4: 10}
_PIXELS: Final = 144
"""Of a chart for a projector, per inch of a slide."""


@dataclass(frozen=True)
class Line:
    """One policy: its name and colour, its followers at the end (median, and gained since the start), its runs."""

    title: str
    colour: str
    end: float
    gain: float
    block: Block


def shown_runs(policies: int, worlds: int) -> int:
    """Return how many single runs of each policy are drawn; none where there are many policies."""
    return min(worlds, _MOST_RUNS.get(policies, 0))


def add_growth(slide: Any, found: Sequence[Line], events: Sequence[Happening], about: str, lang: str) -> None:
    """Add the chart and what stands beside and above it."""
    n_days = max(line.block.n_days for line in found)
    days, step = _days(n_days)
    series, ends = _series(found, days, lang)
    drawn = [value for one in series for value in one.values if value is not None]
    beside = _BESIDE if len(found) <= _WITH_GAIN else _BESIDE_MANY
    flags = _FLAGS if any(event.day is not None for event in events) else 0.0
    place = Place(FREE.left, FREE.top + flags, FREE.width - beside, FREE.height - flags - LABEL)
    inner = Place(place.left + _LEFT, place.top + 0.15, place.width - _LEFT - 0.1, place.height - 0.15 - UNDER)
    ticks, (low, high) = count_ticks(min(drawn), max(drawn), inner.height * _PIXELS * 0.55)
    axis = Axis(low, high, ticks[1] - ticks[0], pattern(lang, max(abs(low), abs(high)), signed=True))
    # an axis has its ticks at multiples counted from its lower end
    axis = Axis(_at_least(low, axis.step), _at_most(high, axis.step), axis.step, axis.pattern)
    categories = [number(float(day), lang) for day in days]
    lines(
        slide, Picture(place, translate(lang, _NAME), about, categories, series, axis, inner.within(place), named=False)
    )
    under = range(0, n_days + 1, step)
    label_across(
        slide,
        [(inner.left + inner.width * day / n_days, number(float(day), lang)) for day in under],
        place.bottom,
        lang,
    )
    labels = [
        End(
            line.title,
            line.colour,
            f"{number(line.end, lang)} ({number(line.gain, lang, signed=True)})"
            if len(found) <= _WITH_GAIN
            else number(line.end, lang),
            inner.bottom - (end - axis.low) / (axis.high - axis.low) * inner.height,
        )
        for line, end in zip(found, ends, strict=True)
    ]
    label_ends(slide, labels, inner.right, lang)
    if flags:
        _flag(slide, events, inner, n_days, lang)


_NAME: Final = N_("Followers gained or lost since the start")


def _at_least(value: float, step: float) -> float:
    return float(np.floor(value / step) * step)


def _at_most(value: float, step: float) -> float:
    return float(np.ceil(value / step) * step)


def _days(n_days: int) -> tuple[list[int], int]:
    """Return the days that are drawn, and how many days are between two labels."""
    ticks = day_ticks(n_days, 5)
    step = max(1, int(ticks[1]))
    fits = [s for s in range(1, step + 1) if step % s == 0 and n_days / s <= MOST_POINTS]
    apart = fits[0] if fits else step
    days = list(range(0, n_days + 1, apart))
    if days[-1] != n_days:
        days.append(n_days)
    return days, step


def _series(found: Sequence[Line], days: Sequence[int], lang: str) -> tuple[list[Series], list[float]]:
    at = np.asarray(days, dtype=np.int64)
    thin, thick, ends = [], [], []
    for line in found:
        n = shown_runs(len(found), len(line.block.worlds))
        if n:
            part = next(line.block.parts(n))
            for world, values in zip(part.worlds.tolist(), part.growth_on(at).tolist(), strict=True):
                name = translate(lang, "{policy}, world {n}", policy=line.title, n=world)
                thin.append(Series(name, values, theme.tint(line.colour, 0.38), width=1.25))
        turns = in_turns(at, len(line.block.worlds))
        median = np.concatenate([np.median(line.block.growth_on(some), axis=0) for some in turns])
        name = translate(lang, "{policy}, median", policy=line.title)
        thick.append(Series(name, median.tolist(), line.colour, width=5.0))
        ends.append(float(median[-1]))
    return [*thin, *reversed(thick)], ends


def _flag(slide: Any, events: Sequence[Happening], inner: Place, n_days: int, lang: str) -> None:
    """Name events above the days on which they happen, as far as there is room."""
    free = inner.left - 0.9
    for event in sorted((one for one in events if one.day is not None), key=lambda one: one.day or 0):
        text = plain(f"▼ {happening_name(event, lang)}")
        wide = min(width(text, SMALLEST) / 72 + 0.1, 6.0)
        day = min(float(event.day or 0), n_days)
        left = inner.left + inner.width * day / n_days - 0.15
        left = min(left, FREE.right - wide)
        if left < free:
            continue
        words = [Words(cut(text, SMALLEST, wide), SMALLEST, theme.QUIET)]
        add_text(slide, Place(left, FREE.top - 0.02, wide, _FLAGS - 0.02), words, lang)
        free = left + wide + 0.2

"""Axes for the last row: 3 to 6 ticks, horizontal numbers, a strong zero line, flags for events."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from matplotlib.path import Path as Outline

from followersim.analysis.words import happening_name
from followersim.charts import theme
from followersim.charts.labels import push_apart
from followersim.charts.text import clean, cut, width
from followersim.locale import translate
from followersim.locale.numbers import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from followersim.analysis.inputs import Happening
    from followersim.charts.page import Box, Chart

FLAG_HEIGHT = 46
_DAY_STEPS = (1, 2, 5, 7, 10, 14, 15, 20, 30, 60, 90, 120, 180, 365, 730, 1095)
_MOST_FLAGS = 12
_TICK_PITCH = 42
_DAY_PAD = 20  # below the lowest number of the upright axis


def _steps(span: float) -> list[float]:
    """Return steps of 1, 2, 5 times a power of ten around a fifth of a span, whole numbers only."""
    power = 10 ** math.floor(math.log10(max(span, 1) / 10))
    return [step for step in (power * m for m in (1, 2, 5, 10, 20, 50, 100)) if step >= 1]


def count_ticks(low: float, high: float, height: float = 400) -> tuple[list[float], tuple[float, float]]:
    """Return 3 to 6 round ticks that include 0, and limits that hold both them and the data.

    The axis always includes 0: what is drawn are counts or differences of counts. ``height`` is the height of the
    axis in pixels; low ones get fewer ticks.
    """
    most = max(3, min(6, int(height // _TICK_PITCH)))
    low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 2:
        if low < 0 < high:
            low, high = min(low, -1.0), max(high, 1.0)
        else:
            low, high = (-2.0, 0.0) if low < 0 else (0.0, 2.0)
    pad = 0.04 * (high - low)
    ends = (low - pad if low < 0 else low, high + pad if high > 0 else high)
    best, wanted = list[float](), (3 + most) / 2
    for step in _steps(high - low):
        ticks = [step * n for n in range(math.ceil(ends[0] / step - 1e-9), math.floor(ends[1] / step + 1e-9) + 1)]
        if 3 <= len(ticks) <= most and abs(len(ticks) - wanted) < abs(len(best) - wanted):
            best = ticks
    if not best:
        step = next(s for s in _steps(high - low) if (ends[1] - ends[0]) / s < 3)
        best = [step * n for n in range(math.floor(ends[0] / step), math.ceil(ends[1] / step) + 1)]
        ends = (min(ends[0], best[0]), max(ends[1], best[-1]))
    return best, ends


def day_ticks(days: int, most: int = 6) -> list[float]:
    """Return round days from 0 to the end of a period, 3 to ``most`` where the period has so many."""
    if days == 1:
        return [0, 0.5, 1]
    fitting = [step for step in _DAY_STEPS if days // step + 1 <= most and days // step >= 2]
    if not fitting:
        return [0.0, float(days // 2), float(days)]
    # a step that ends exactly at the last day is nicer than a finer one
    exact = [step for step in fitting if days % step == 0]
    return [float(day) for day in range(0, days + 1, (exact or fitting)[0])]


def dress(
    axes: Axes,
    days: int,
    ticks: Sequence[float],
    limits: tuple[float, float],
    lang: str,
    *,
    numbers: bool = True,
    day_numbers: bool = True,
    most_days: int = 6,
    absolute: bool = False,
    signed: bool = False,
) -> None:
    """Give axes their limits, grid, zero line and numbers.

    ``absolute`` writes counts downward without a minus, ``signed`` writes plus signs: gained, not there.
    """
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_xlim(0, days)
    axes.set_ylim(*limits)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0, pad=theme.points(12))
    axes.tick_params(axis="x", length=0, pad=theme.points(_DAY_PAD))
    axes.hlines([t for t in ticks if t], 0, days, color=theme.RULE, linewidth=theme.points(1.5), zorder=0.5)
    axes.hlines([0], 0, days, color=theme.QUIET, linewidth=theme.points(2.5), zorder=0.6)
    labels = [number(abs(t) if absolute else t, lang, signed=signed) if numbers else "" for t in ticks]
    axes.set_yticks(list(ticks), labels)
    x_ticks = day_ticks(days, most_days)
    decimals = 1 if days == 1 else 0
    axes.set_xticks(x_ticks, [number(t, lang, decimals if t % 1 else 0) if day_numbers else "" for t in x_ticks])
    for label in [*axes.get_xticklabels(), *axes.get_yticklabels()]:
        label.set_fontproperties(theme.REGULAR)
        label.set_fontsize(theme.points(theme.SMALL))
        label.set_color(theme.QUIET)


def name_days(chart: Chart, box: Box, lang: str) -> None:
    """Write what the numbers under a panel count, to the left of the first one."""
    right = box.left - 24
    word = cut(translate(lang, "Day"), theme.SMALL, right)
    chart.write(right, box.bottom + _DAY_PAD, word, colour=theme.QUIET, ha="right", va="top")


def mark_events(
    chart: Chart, panels: Sequence[Box], days: int, events: Sequence[Happening]
) -> list[tuple[float, Happening]]:
    """Mark events of the timeline by dashed lines through panels, and return them with their days in order."""
    known = [(e.day + (e.hour or 0) / 24, e) for e in events if e.day is not None and e.day < days]
    known.sort(key=lambda one: (one[0], one[1].type))
    for day, _ in known:
        for box in panels:
            x = box.left + box.width * day / days
            chart.rule((x, box.top), (x, box.bottom), colour=theme.QUIET, thick=2, linestyle=(0, (4, 4)), zorder=0.4)
    return known


def flag_events(chart: Chart, panels: Sequence[Box], days: int, events: Sequence[Happening], lang: str) -> None:
    """Mark events of the timeline by a dashed line through panels above each other, and name them above the first.

    Where there is no room for all names, the first ones are named and the rest counted.
    """
    first = panels[0]
    known = mark_events(chart, panels, days, events)
    day_word = translate(lang, "day")
    labels: list[tuple[float, str]] = []
    for day, event in known[:_MOST_FLAGS]:
        labels.append((day, clean(f"▼ {happening_name(event, lang)}, {day_word} {int(day)}")))
    while labels:
        rest = len(known) - len(labels)
        names = [name for _, name in labels]
        if rest:
            names[-1] += translate(lang, " (+{n} more)", n=rest)
        names = [cut(name, theme.SMALL, first.width) for name in names]
        sizes = [width(name, theme.SMALL) + 30 for name in names]
        if sum(sizes) <= first.width + 30 or len(labels) == 1:
            # the mark at the beginning of a label points at its line
            wanted = [
                first.left + first.width * day / days + s / 2 - 12 for (day, _), s in zip(labels, sizes, strict=True)
            ]
            for x, name, size in zip(
                push_apart(wanted, sizes, first.left, first.right + 30), names, sizes, strict=True
            ):
                chart.write(x - size / 2, first.top - FLAG_HEIGHT / 2, name)
            return
        labels.pop()


def storm_outline() -> Outline:
    """Return a thundercloud in the square from (0, 0) to (1, 1), y upward."""
    move, line, curve, close = Outline.MOVETO, Outline.LINETO, Outline.CURVE4, Outline.CLOSEPOLY
    cloud = [
        (move, (0.20, 0.38)),
        (curve, (0.02, 0.38)), (curve, (-0.02, 0.64)), (curve, (0.17, 0.68)),
        (curve, (0.17, 0.92)), (curve, (0.48, 1.02)), (curve, (0.58, 0.82)),
        (curve, (0.74, 0.94)), (curve, (0.92, 0.80)), (curve, (0.86, 0.66)),
        (curve, (1.04, 0.62)), (curve, (1.02, 0.38)), (curve, (0.82, 0.38)),
        (close, (0.20, 0.38)),
        (move, (0.52, 0.32)), (line, (0.34, 0.32)), (line, (0.26, 0.13)), (line, (0.40, 0.13)), (line, (0.34, -0.04)),
        (line, (0.64, 0.20)), (line, (0.48, 0.20)),
        (close, (0.52, 0.32)),
    ]  # fmt: skip
    return Outline([point for _, point in cloud], [code for code, _ in cloud])

"""Growth: how followers came and went in single runs, and beneath it the paired difference to the baseline.

What is drawn is the number of followers gained or lost since the start, so that the axis begins at an honest zero and
the spread between runs can still be seen; the labels at the lines give the followers there are in the end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import patheffects
from matplotlib.collections import LineCollection

from followersim.analysis.frames import in_turns, paired_rows
from followersim.analysis.inputs import policy_title, timeline
from followersim.analysis.statistics import median_ranks, paired_median_by_day
from followersim.analysis.words import LEVEL, quoted
from followersim.charts import theme
from followersim.charts.axes import FLAG_HEIGHT, count_ticks, dress, flag_events, name_days
from followersim.charts.labels import push_apart
from followersim.charts.page import Box, Chart
from followersim.charts.text import clean, cut, width
from followersim.locale import N_, translate
from followersim.locale.numbers import interval, number, short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from followersim.analysis.frames import Block

    Values = NDArray[np.float64]

_TICK_ROOM = 130
_TICK_ROOM_LARGE = 166
_DAY_ROOM = 60
_TWO_LINES = 4
_DIFFERENCE_HEADER = 50


@dataclass(frozen=True)
class Curve:
    """One policy as it is drawn: single runs, the median of all runs, and its name and colour."""

    block: Block
    number: int
    title: str
    colour: str
    days: Values
    runs: Values
    median: Values


def shown_runs(policies: int, worlds: int) -> int:
    """Return how many single runs are drawn per policy: 20 to 40, fewer when there are many policies."""
    return min(worlds, 40 if policies <= 2 else 25 if policies <= 4 else 20)


def curves_of(blocks: Sequence[Block], numbers: Mapping[str, int], lang: str, most_points: int = 181) -> list[Curve]:
    """Return the curves of one sweep point; long periods are thinned out to about so many points a line.

    ``numbers`` are the policies' numbers in the scenario, which give them their colours.
    """
    curves = []
    for block in blocks:
        step = math.ceil((block.n_days + 1) / most_points)
        n = numbers[block.policy]
        days = np.unique(np.append(np.arange(0, block.n_days + 1, step), block.n_days))
        shown = next(block.parts(shown_runs(len(blocks), len(block.worlds)))).growth_on(days)
        title = clean(policy_title(block.case.policy, lang))
        turns = in_turns(days, len(block.worlds))
        median = np.concatenate([np.median(block.growth_on(some), axis=0) for some in turns])
        curves.append(Curve(block, n, title, theme.series_colour(n), days.astype(np.float64), shown, median))
    return curves


def draw_curves(axes: Axes, curves: Sequence[Curve], gid: str = "") -> None:
    """Draw single runs thin and medians above them, the coloured policies above the grey ones."""
    for curve in reversed(curves):
        lines = [np.column_stack([curve.days, run]) for run in curve.runs]
        axes.add_collection(
            LineCollection(
                lines, colors=curve.colour, linewidths=theme.points(theme.THIN), alpha=0.32, zorder=2,
                gid=f"{gid}runs-{curve.number}", capstyle="round",
            ),
            autolim=False,
        )  # fmt: skip
    for curve in reversed(curves):
        halo = patheffects.withStroke(linewidth=theme.points(theme.HALO), foreground=theme.PAPER)
        axes.plot(
            curve.days, curve.median, color=curve.colour, linewidth=theme.points(theme.MEDIAN), zorder=3,
            path_effects=[halo], solid_capstyle="round", gid=f"{gid}median-{curve.number}",
        )  # fmt: skip


def value_range(curves: Sequence[Curve]) -> tuple[float, float]:
    """Return the smallest and the largest value drawn."""
    drawn = [values for curve in curves for values in (curve.runs, curve.median) if values.size]
    return min(float(values.min()) for values in drawn), max(float(values.max()) for values in drawn)


def draw_growth(chart: Chart, body: Box, blocks: Sequence[Block], numbers: Mapping[str, int], lang: str) -> None:
    """Draw the growth of the policies at one point into a box of the page."""
    curves = curves_of(blocks, numbers, lang)
    days = max(block.n_days for block in blocks)
    labels = (430 if theme.look().large_room else 502) + (68 if len(blocks) > _TWO_LINES else 0)
    ticks_room = _TICK_ROOM_LARGE if theme.look().large_room else _TICK_ROOM
    left, plot_width = body.left + ticks_room, body.width - ticks_room - labels
    compared = len(blocks) > 1 and any(block.case.baseline for block in blocks)
    events = timeline(blocks[0].case, lang)
    flags = FLAG_HEIGHT if any(e.day is not None for e in events) else 10
    free = body.height - flags - _DAY_ROOM - (_DIFFERENCE_HEADER + 20 if compared else 0)
    upper = Box(left, body.top + flags, plot_width, free * (0.66 if compared else 1))
    panels = [upper]
    axes = chart.panel(upper, "growth")
    ticks, limits = count_ticks(*value_range(curves), upper.height)
    dress(axes, days, ticks, limits, lang, day_numbers=not compared, signed=True)
    draw_curves(axes, curves)
    _end_labels(chart, upper, curves, limits, lang)
    if compared:
        lower = Box(left, upper.bottom + _DIFFERENCE_HEADER + 20, plot_width, free * 0.34)
        panels.append(lower)
        _draw_difference(chart, lower, curves, days, lang)
    flag_events(chart, panels, days, events, lang)
    bottom = panels[-1]
    name_days(chart, bottom, lang)


def _end_labels(chart: Chart, box: Box, curves: Sequence[Curve], limits: tuple[float, float], lang: str) -> None:
    """Write each policy's name and its followers at the end (median) next to its line."""
    low, high = limits
    two_lines = len(curves) <= _TWO_LINES and box.height + 54 >= 2 * theme.LABEL * theme.LINE_HEIGHT * len(curves)
    size = theme.LABEL * 2 * theme.LINE_HEIGHT + 8 if two_lines else theme.LABEL * theme.LINE_HEIGHT
    ends = [box.bottom - (float(c.median[-1]) - low) / (high - low) * box.height for c in curves]
    centres = push_apart(ends, [size] * len(curves), box.top - 30, box.bottom + 24)
    for curve, end, y in zip(curves, ends, centres, strict=True):
        _leader(chart, box.right, end, y, colour=curve.colour, gid=f"leader-{curve.number}")
        x, colour = box.right + 42, theme.ink(curve.colour)
        gain = float(curve.median[-1])
        value = number(curve.block.followers + gain, lang)
        room = theme.WIDTH - theme.MARGIN - x
        if two_lines:
            step = theme.LABEL * theme.LINE_HEIGHT / 2
            title = cut(curve.title, theme.LABEL, room, bold=True)
            name = chart.write(x, y - step, title, size=theme.LABEL, colour=colour, bold=True)
            words = f"{value} ({number(gain, lang, signed=True)})"
            chart.write(x, y + step, words, size=theme.LABEL, colour=colour).set_gid(f"value-{curve.number}")
        else:
            title = cut(f"{value} {curve.title}", theme.LABEL, room)
            name = chart.write(x, y, title, size=theme.LABEL, colour=colour)
        name.set_gid(f"name-{curve.number}")


def _leader(chart: Chart, x: float, end: float, label: float, *, colour: str, gid: str) -> None:
    """Connect the end of a line with its label."""
    chart.rule((x + 6, end), (x + 32, label), colour=colour, thick=2.5, solid_capstyle="round", gid=gid)


def difference_bands(curves: Sequence[Curve], base: Curve) -> list[tuple[Curve, Values]]:
    """Return for every curve but the baseline the paired difference to it by day: rows are median, low and high."""
    bands = []
    for curve in curves:
        if curve is base:
            continue
        ours, theirs = paired_rows(curve.block, base.block)
        if len(ours):
            by_day = [
                paired_median_by_day(curve.block.growth_on(days)[ours] - base.block.growth_on(days)[theirs])
                for days in in_turns(curve.days.astype(np.int64), len(ours))
            ]
            bands.append((curve, np.concatenate(by_day, axis=1)))
    return bands


def _draw_difference(chart: Chart, box: Box, curves: Sequence[Curve], days: int, lang: str) -> None:
    """Draw the median paired difference to the baseline by day, with its interval as a band."""
    base = next(c for c in curves if c.block.case.baseline)
    bands = difference_bands(curves, base)
    if not bands:
        return
    axes = chart.panel(box, "difference")
    drawn = [band if c.colour != theme.GREY else band[:1] for c, band in bands]
    ticks, limits = count_ticks(min(float(b.min()) for b in drawn), max(float(b.max()) for b in drawn), box.height)
    dress(axes, days, ticks, limits, lang, signed=True)
    for curve, (median, low, high) in reversed(bands):
        if curve.colour != theme.GREY:
            axes.fill_between(
                curve.days,
                low,
                high,
                color=curve.colour,
                alpha=0.25,
                linewidth=0,
                zorder=1.5,
                gid=f"band-{curve.number}",
            )
        axes.plot(
            curve.days,
            median,
            color=curve.colour,
            linewidth=theme.points(theme.MEDIAN),
            zorder=3,
            solid_capstyle="round",
            gid=f"difference-{curve.number}",
        )
    _difference_header(chart, box, base, min(len(c.block.worlds) for c, _ in bands), lang)
    _difference_labels(chart, box, [(c, b) for c, b in bands if c.colour != theme.GREY], limits, lang)


def _difference_header(chart: Chart, box: Box, base: Curve, worlds: int, lang: str) -> None:
    """Write what the lower panel shows."""
    few = median_ranks(worlds)[1] < LEVEL
    what = (
        N_("Difference to {name} in the same runs: median and range of all runs")
        if few
        else N_("Difference to {name} in the same runs: median and 95% interval")
    )
    around = translate(lang, what, name=quoted("", lang))
    room = theme.WIDTH - 2 * theme.MARGIN - width(around, theme.SMALL)
    name = quoted(cut(base.title, theme.SMALL, min(room, 640)), lang)
    chart.write(theme.MARGIN, box.top - _DIFFERENCE_HEADER / 2 - 6, translate(lang, what, name=name))


def _difference_labels(
    chart: Chart, box: Box, bands: Sequence[tuple[Curve, Any]], limits: tuple[float, float], lang: str
) -> None:
    """Write the difference at the end and its interval next to each line."""
    low, high = limits
    size = theme.LABEL * theme.LINE_HEIGHT + theme.SMALL * theme.LINE_HEIGHT + 6
    ends = [box.bottom - (float(band[0][-1]) - low) / (high - low) * box.height for _, band in bands]
    alone = box.height + 70 < size * len(bands)  # then median and interval share a line
    size = theme.LABEL * theme.LINE_HEIGHT if alone else size
    centres = push_apart(ends, [size] * len(bands), box.top - (-8 if alone else 20), box.bottom + 50)
    for (curve, band), end, y in zip(bands, ends, centres, strict=True):
        _leader(chart, box.right, end, y, colour=curve.colour, gid=f"lead-{curve.number}")
        x, colour = box.right + 42, theme.ink(curve.colour)
        median, least, most = (float(row[-1]) for row in band)
        words = short(median, lang, signed=True)
        ahead = chart.write(x, y - (0 if alone else 20), words, size=theme.LABEL, colour=colour, bold=True)
        ahead.set_gid(f"ahead-{curve.number}")
        beside = width(words, theme.LABEL, bold=True) + 16 if alone else 0
        spread = chart.write(x + beside, y + (0 if alone else 19), f"({interval(least, most, lang)})", colour=colour)
        spread.set_gid(f"interval-{curve.number}")

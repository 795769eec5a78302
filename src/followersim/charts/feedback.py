"""Feedback: praise upward, criticism downward from one zero line, one panel per policy on equal axes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from followersim.analysis.frames import in_turns
from followersim.analysis.inputs import policy_title, timeline
from followersim.charts import theme
from followersim.charts.axes import FLAG_HEIGHT, count_ticks, dress, flag_events, mark_events, name_days
from followersim.charts.page import Box, Chart
from followersim.charts.text import clean, cut, width
from followersim.locale import translate
from followersim.locale.numbers import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from followersim.analysis.frames import Block

    Values = NDArray[np.float64]

MOST_PANELS = 6
_TICK_ROOM = 96
_GAP = 90
_ROW_GAP = 16
_LINE = 46
_DAY_ROOM = 60
_MOST_BINS = 120


@dataclass(frozen=True)
class Flow:
    """Messages of one kind per day: the mean of all runs, and what 19 of 20 runs stay within; total: mean per run."""

    mean: Values
    high: Values
    total: float

    @property
    def top(self) -> float:
        """The largest value drawn; rare storms can lift the mean above what 19 of 20 runs stay within."""
        return max(float(self.high.max()), float(self.mean.max()))


@dataclass(frozen=True)
class Panel:
    """Praise and criticism under one policy."""

    title: str
    edges: Values
    praise: Flow
    criticism: Flow


def _binned(values: Values, days: int) -> Values:
    """Return means per bin of so many days, worlds x bins; the last bin may be shorter."""
    starts = np.arange(0, values.shape[1], days)
    sums = np.add.reduceat(values, starts, axis=1)
    return sums / np.diff(np.append(starts, values.shape[1]))


def _flow(block: Block, name: str, days: int) -> Flow:
    means, highs, totals = [], [], np.zeros(len(block.worlds))
    firsts = np.arange(0, block.n_days, days)
    for some in in_turns(firsts, days * len(block.worlds)):
        values = block.measure_on(name, np.arange(some[0], min(some[-1] + days, block.n_days)))
        binned = _binned(values, days)
        means.append(binned.mean(axis=0))
        highs.append(np.quantile(binned, 0.95, axis=0))
        totals += values.sum(axis=1)
    return Flow(np.concatenate(means), np.concatenate(highs), float(totals.mean()))


def bin_days(days: int) -> int:
    """Return how many days are put together: one, or whole weeks when there are more than 120 days."""
    return 1 if days <= _MOST_BINS else 7 * math.ceil(days / 7 / _MOST_BINS)


def panels_of(blocks: Sequence[Block], lang: str) -> list[Panel]:
    """Return the panels of policies, or of one policy at several points."""
    panels = []
    for block in blocks:
        days = bin_days(block.n_days)
        edges = np.append(np.arange(0, block.n_days, days), block.n_days).astype(np.float64)
        praise, criticism = (_flow(block, name, days) for name in ("n_praise", "n_criticism"))
        title = clean(policy_title(block.case.policy, lang))
        panels.append(Panel(title, edges, praise, criticism))
    return panels


def grid_shape(count: int) -> tuple[int, int]:
    """Return rows and columns for so many panels."""
    columns = count if count <= 3 else 2 if count == 4 else 3
    return math.ceil(count / columns), columns


def in_rows(policies: int) -> bool:
    """Return whether so many panels stand in two rows, which leaves no room for the names of events in each."""
    return grid_shape(min(policies, MOST_PANELS))[0] > 1


def draw_feedback(chart: Chart, body: Box, blocks: Sequence[Block], lang: str) -> None:
    """Draw up to six policies at one point into a box of the page."""
    panels = panels_of(blocks[:MOST_PANELS], lang)
    days = max(block.n_days for block in blocks)
    rows, columns = grid_shape(len(panels))
    wide = (body.width - _TICK_ROOM - _GAP * (columns - 1)) / columns
    flags = FLAG_HEIGHT if rows == 1 and any(e.day is not None for e in timeline(blocks[0].case, lang)) else 8
    above = _LINE * 2 + flags
    height = (body.height - _ROW_GAP * (rows - 1)) / rows
    free = height - above - _DAY_ROOM
    praise, criticism = max(p.praise.top for p in panels), max(p.criticism.top for p in panels)
    ticks, (low, high) = count_ticks(-criticism, praise, free)
    below = _LINE if rows == 1 else 0
    low -= (high - low) * below / (free - below)  # room for the words on criticism, below everything drawn
    for n, panel in enumerate(panels):
        row, column = divmod(n, columns)
        left, top = body.left + _TICK_ROOM + column * (wide + _GAP), body.top + row * (height + _ROW_GAP)
        box = Box(left, top + above, wide, free)
        axes = chart.panel(box, f"feedback-{n}")
        dress(axes, days, ticks, (low, high), lang, numbers=column == 0, absolute=True, most_days=4)
        _areas(axes, panel, f"-{n}")
        plot, events = Box(left, box.top, wide, free - below), timeline(blocks[n].case, lang)
        if rows == 1:
            flag_events(chart, [plot], days, events, lang)
        else:
            mark_events(chart, [plot], days, events)
        if column == 0 and row == rows - 1:
            name_days(chart, box, lang)
        title = cut(panel.title, theme.LABEL, wide, bold=True)
        chart.write(left, top + _LINE * 0.5, title, size=theme.LABEL, bold=True).set_gid(f"name-{n}")
        _totals(
            chart,
            panel,
            f"-{n}",
            (left, top + _LINE * 1.5),
            (left, box.bottom - _LINE * 0.5) if below else None,
            room=wide,
            lang=lang,
        )


def _totals(
    chart: Chart,
    panel: Panel,
    gid: str,
    up: tuple[float, float],
    down: tuple[float, float] | None,
    *,
    room: float,
    lang: str,
) -> None:
    """Write praise above and criticism below, or both in one line where there is no place below."""
    words = translate(lang, "Praise"), translate(lang, "Criticism")
    totals = (panel.praise.total, panel.criticism.total)
    praise, criticism = (f"{m} {w} {number(t, lang)}" for m, w, t in zip("▲▼", words, totals, strict=True))
    fits = width(f"{praise}{criticism}", theme.LABEL) + 30 <= room
    size = theme.LABEL if down or fits else theme.SMALL
    chart.write(*up, praise, size=size, colour=theme.ink(theme.GREEN)).set_gid(f"praise{gid}")
    where = down or (up[0] + width(praise, size) + 30, up[1])
    chart.write(*where, criticism, size=size, colour=theme.ink(theme.VERMILLION)).set_gid(f"criticism{gid}")


def _areas(axes: Axes, panel: Panel, gid: str = "") -> None:
    """Draw the mean as a full area and what 19 of 20 runs stay within as a light one behind it."""
    for flow, sign, colour, name in (
        (panel.praise, 1, theme.GREEN, "praise"),
        (panel.criticism, -1, theme.VERMILLION, "criticism"),
    ):
        light = theme.tint(colour, 0.28)
        axes.stairs(sign * flow.high, panel.edges, fill=True, color=light, zorder=1, gid=f"{name}-high{gid}")
        axes.stairs(sign * flow.mean, panel.edges, fill=True, color=colour, zorder=2, gid=f"{name}-mean{gid}")

"""Feedback: praise upward, criticism downward from one zero line, one panel per policy on equal axes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from followersim.analysis.inputs import policy_title
from followersim.analysis.numbers import number
from followersim.charts import theme
from followersim.charts.axes import FLAG_HEIGHT, count_ticks, dress, flag_events, name_days
from followersim.charts.page import Box, Chart
from followersim.charts.text import clean, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from followersim.analysis.frames import Block

    Values = NDArray[np.float64]

MOST_PANELS = 6
PRAISE, CRITICISM = theme.GREEN, theme.VERMILLION
_TICK_ROOM = 96
_GAP = 90
_ROW_GAP = 16
_LINE = 46
_DAY_ROOM = 52
_MOST_BINS = 120


@dataclass(frozen=True)
class Flow:
    """Messages of one kind per day: the mean of all runs, and what 19 of 20 runs stay within; total: mean per run."""

    mean: Values
    high: Values
    total: float


@dataclass(frozen=True)
class Panel:
    """Praise and criticism under one policy."""

    title: str
    edges: Values
    praise: Flow
    criticism: Flow


def _binned(values: Values, width: int) -> Values:
    """Return means per bin of so many days, worlds x bins; the last bin may be shorter."""
    starts = np.arange(0, values.shape[1], width)
    sums = np.add.reduceat(values, starts, axis=1)
    return sums / np.diff(np.append(starts, values.shape[1]))


def _flow(values: Values, width: int) -> Flow:
    binned = _binned(values, width)
    return Flow(binned.mean(axis=0), np.quantile(binned, 0.95, axis=0), float(values.sum(axis=1).mean()))


def panels_of(blocks: Sequence[Block], lang: str) -> list[Panel]:
    """Return the panels; days are put together to weeks or more when there are more than 120."""
    panels = []
    for block in blocks:
        width = 1 if block.n_days <= _MOST_BINS else 7 * math.ceil(block.n_days / 7 / _MOST_BINS)
        edges = np.append(np.arange(0, block.n_days, width), block.n_days).astype(np.float64)
        praise, criticism = (_flow(block.measure(name), width) for name in ("n_praise", "n_criticism"))
        title = clean(policy_title(block.case.policy, lang))
        panels.append(Panel(title, edges, praise, criticism))
    return panels


def grid_shape(count: int) -> tuple[int, int]:
    """Return rows and columns for so many panels."""
    columns = count if count <= 3 else 2 if count == 4 else 3
    return math.ceil(count / columns), columns


def draw_feedback(chart: Chart, body: Box, blocks: Sequence[Block], lang: str) -> None:
    """Draw up to six policies at one point into a box of the page."""
    panels = panels_of(blocks[:MOST_PANELS], lang)
    days = max(block.n_days for block in blocks)
    praise = max(float(p.praise.high.max()) for p in panels)
    criticism = max(float(p.criticism.high.max()) for p in panels)
    ticks, (low, high) = count_ticks(-criticism, praise)
    rows, columns = grid_shape(len(panels))
    width = (body.width - _TICK_ROOM - _GAP * (columns - 1)) / columns
    above = _LINE * 2 + (FLAG_HEIGHT if any(e.day is not None for e in blocks[0].case.events) else 6)
    height = (body.height - _ROW_GAP * (rows - 1)) / rows
    free = height - above - _DAY_ROOM
    low -= (high - low) * _LINE / (free - _LINE)  # room for the words on criticism, below everything drawn
    for n, panel in enumerate(panels):
        row, column = divmod(n, columns)
        left, top = body.left + _TICK_ROOM + column * (width + _GAP), body.top + row * (height + _ROW_GAP)
        box = Box(left, top + above, width, free)
        axes = chart.panel(box, f"feedback-{n}")
        dress(axes, days, ticks, (low, high), lang, numbers=column == 0, absolute=True, most_days=4)
        _areas(axes, panel)
        flag_events(chart, [Box(box.left, box.top, width, free - _LINE)], days, blocks[n].case.events, lang)
        if column == 0 and row == rows - 1:
            name_days(chart, box, lang)
        title = cut(panel.title, theme.LABEL, width, bold=True)
        chart.write(left, top + _LINE * 0.5, title, size=theme.LABEL, bold=True)
        counts = (number(flow.total, lang) for flow in (panel.praise, panel.criticism))
        words = {"en": ("Praise", "Criticism"), "de": ("Lob", "Kritik")}[lang]
        up, down = (f"{mark} {word} {count}" for mark, count, word in zip("▲▼", counts, words, strict=True))
        chart.write(left, top + _LINE * 1.5, up, size=theme.LABEL, colour=theme.ink(PRAISE))
        chart.write(left, box.bottom - _LINE * 0.5, down, size=theme.LABEL, colour=theme.ink(CRITICISM))


def _areas(axes: Axes, panel: Panel) -> None:
    """Draw the mean as a full area and what 19 of 20 runs stay within as a light one behind it."""
    for flow, sign, colour, name in ((panel.praise, 1, PRAISE, "praise"), (panel.criticism, -1, CRITICISM, "criticism")):
        axes.stairs(sign * flow.high, panel.edges, fill=True, color=theme.tint(colour, 0.28), zorder=1, gid=f"{name}-high")
        axes.stairs(sign * flow.mean, panel.edges, fill=True, color=colour, zorder=2, gid=f"{name}-mean")

"""Small multiples for the charts that are drawn on request: lines by day, one panel per point, on the same axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
from matplotlib import patheffects

from followersim.analysis.inputs import timeline
from followersim.charts import theme
from followersim.charts.axes import count_ticks, dress, mark_events, name_days
from followersim.charts.labels import push_apart
from followersim.charts.page import Box, Chart
from followersim.charts.sweeps import (
    DAY_ROOM,
    HEADING,
    TICK_ROOM,
    VALUE_ROOM,
    cells_of,
    few_days,
    most_rows,
    name_policies,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from followersim.charts.request import Request

    Values = NDArray[np.float64]


@dataclass(frozen=True)
class Small:
    """One line of a panel: the policy's number, values by day, and what is written beside it.

    What is written is about the end of the line, unless ``at`` says that it is another value of the axis.
    """

    number: int
    days: Values
    values: Values
    label: str
    at: float | None = None


def end_room() -> float:
    """Return how much room the labels at the ends of lines have."""
    return 430 if theme.look().large_room else 502


class Numbered(Protocol):
    """What has the number of a policy."""

    @property
    def number(self) -> int: ...


Any_ = TypeVar("Any_", bound=Numbered)


def labelled(lines: Sequence[Any_], box: Box) -> list[Any_]:
    """Return the lines that are named beside a panel: all, or those with a colour where they are too many."""
    fits = len(lines) * theme.LABEL * theme.LINE_HEIGHT <= box.height + 44
    return [line for line in lines if fits or line.number < len(theme.SERIES)]


def name_row(request: Request, chart: Chart, body: Box) -> Box:
    """Write the policies' names above the panels, in their colours, and return the room beneath."""
    named = [(request.numbers[policy], title) for policy, title in request.names.items()]
    return name_policies(chart, body, named if len(named) > 1 else [], request.lang)


def draw_small(
    request: Request, chart: Chart, body: Box, panels: Sequence[Sequence[Small]], *, gid: str, signed: bool = False
) -> None:
    """Draw the lines of every point on the same axes."""
    body = name_row(request, chart, body)
    values = [line.values[~np.isnan(line.values)] for panel in panels for line in panel]
    ends = [end for one in values if len(one) for end in (float(one.min()), float(one.max()))]
    cells = cells_of(body, len(panels), TICK_ROOM, DAY_ROOM, most_rows(gid, len(request.names)))
    height = cells[0].box.height - HEADING - 10
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    ticks, limits = count_ticks(low, high, height)
    for n, (cell, point, panel) in enumerate(zip(cells, request.points, panels, strict=True)):
        chart.write(cell.box.left, cell.box.top + 22, request.headings[0][n], size=theme.LABEL)
        box = Box(cell.box.left, cell.box.top + HEADING + 10, cell.box.width - VALUE_ROOM, height)
        axes = chart.panel(box, f"{gid}-{n}")
        numbered = {"numbers": cell.first, "day_numbers": cell.lowest, "signed": signed}
        dress(axes, request.days, ticks, limits, request.lang, most_days=few_days(box), **numbered)
        for line in reversed(panel):
            halo = patheffects.withStroke(linewidth=theme.points(theme.HALO), foreground=theme.PAPER)
            axes.plot(
                line.days, line.values, color=theme.series_colour(line.number), linewidth=theme.points(theme.MEDIAN),
                zorder=3, path_effects=[halo], solid_capstyle="round", gid=f"{gid}-{n}-{line.number}",
            )  # fmt: skip
        mark_events(chart, [box], request.days, timeline(point.blocks[0].case, request.lang))
        if cell.corner:
            name_days(chart, box, request.lang)
        _label(chart, box, [line for line in panel if line.number < len(theme.SERIES)], limits)


def _label(chart: Chart, box: Box, lines: Sequence[Small], limits: tuple[float, float]) -> None:
    """Write the number of each coloured line beside the panel, at its height."""
    low, high = limits
    last = [line.values[~np.isnan(line.values)] for line in lines]
    wanted = [
        line.at if line.at is not None else float(v[-1]) if len(v) else low for line, v in zip(lines, last, strict=True)
    ]
    ends = [box.bottom - (value - low) / (high - low) * box.height for value in wanted]
    centres = push_apart(ends, [theme.LABEL * 1.2] * len(ends), box.top - 14, box.bottom + 14)
    for line, y in zip(lines, centres, strict=True):
        colour = theme.ink(theme.series_colour(line.number))
        chart.write(box.right + 14, y, line.label, size=theme.LABEL, colour=colour)

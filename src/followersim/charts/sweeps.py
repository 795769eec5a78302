"""Small multiples for sweeps: one panel per point on shared axes, policies named once above them in their colours."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from followersim.analysis.frames import paired_rows
from followersim.analysis.inputs import policy_title, timeline
from followersim.analysis.statistics import paired_median
from followersim.analysis.words import difference_words, point_values, point_words, sweep_name
from followersim.charts import theme
from followersim.charts.axes import count_ticks, dress, mark_events, name_days
from followersim.charts.feedback import panels_of
from followersim.charts.growth import Curve, curves_of, draw_curves, shown_runs, value_range
from followersim.charts.labels import push_apart, widest_fit
from followersim.charts.page import Box, Chart
from followersim.charts.shitstorm import Risk, draw_icons, page_axes, share_words
from followersim.charts.text import clean, cut, width
from followersim.locale import translate
from followersim.locale.numbers import number, percent_range, short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from followersim.analysis.frames import Block

MOST_POINTS = 12
_NAMES = 54
_NAME_GAP = 50
HEADING = 46
TICK_ROOM = 118
VALUE_ROOM = 136
_COLUMN_GAP = 26
_ROW_GAP = 14
DAY_ROOM = 58
_RISK = 68
_LARGE_RISK = 220
_TWO_ROWS = 140
_LOWEST_BODY = 715
_LOWEST_BODY_LARGE = 390
_LINE_BUDGET = 15_000  # points of all lines together: keeps the SVG well below a megabyte


@dataclass(frozen=True)
class Point:
    """One point of a sweep, with the blocks of all policies there."""

    point: Mapping[str, Any]
    blocks: tuple[Block, ...]
    heading: str = ""


def panels_of_points(blocks: Sequence[Block]) -> list[Point]:
    """Return the points of a sweep in the order of the scenario."""
    groups: dict[str, list[Block]] = {}
    for block in blocks:
        groups.setdefault(block.point, []).append(block)
    return [Point(group[0].case.point, tuple(group)) for group in groups.values()]


def shape(count: int, most_rows: int = 3) -> tuple[int, int]:
    """Return rows and columns for up to twelve panels."""
    columns = count if count <= 3 else 2 if count == 4 else 3 if count in {5, 6, 9} else 4
    columns = max(columns, math.ceil(count / most_rows))
    if theme.look().large_room and most_rows > 1:
        columns = min(2, count)
    return math.ceil(count / columns), columns


def most_policies(chart: str) -> int:
    """Return how many policies small multiples show: all, but only those with a colour where rows have no names."""
    return len(theme.SERIES) if chart == "shitstorm" else MOST_POINTS


def most_rows(chart: str, policies: int) -> int:
    """Return how many rows of panels there is room for."""
    if chart != "shitstorm":
        return 1 if theme.look().large_room else 3
    panel = HEADING + _ROW_GAP + _RISK * min(policies, most_policies(chart))
    lowest = _LOWEST_BODY_LARGE if theme.look().large_room else _LOWEST_BODY
    return max(1, min(3, int((lowest - _NAMES + _ROW_GAP) // panel)))


def most_points(chart: str, policies: int) -> int:
    """Return how many points a chart has room for: twelve, fewer for the shitstorms of many policies."""
    rows = most_rows(chart, policies)
    if theme.look().large_room:
        return 2 * rows if chart == "shitstorm" else 3 * rows
    return 4 * rows


def shown_points(chart: str, points: Sequence[Point], policies: int) -> list[Point]:
    """Return the points that a chart has room for: the first ones; in a large room, some from all over the sweep."""
    most = most_points(chart, policies)
    if len(points) <= most or not theme.look().large_room:
        return list(points[:most])
    return [points[round(n * (len(points) - 1) / (most - 1))] for n in range(most)]


@dataclass(frozen=True)
class Cell:
    """The place of one panel of small multiples, and whether it has numbers at its left and beneath it."""

    box: Box
    first: bool
    lowest: bool
    corner: bool


def cells_of(body: Box, count: int, left: float, beneath: float, rows: int = 3) -> list[Cell]:
    """Return one cell per panel, leaving room for numbers at the left of the first column and under the last row."""
    rows, columns = shape(count, rows)
    wide = (body.width - left - _COLUMN_GAP * (columns - 1)) / columns
    high = (body.height - beneath - _ROW_GAP * (rows - 1)) / rows
    cells = []
    for n in range(count):
        row, column = divmod(n, columns)
        box = Box(body.left + left + column * (wide + _COLUMN_GAP), body.top + row * (high + _ROW_GAP), wide, high)
        cells.append(Cell(box, column == 0, n + columns >= count, n == (rows - 1) * columns))
    return cells


def _named(blocks: Sequence[Block], numbers: Mapping[str, int], lang: str) -> list[tuple[int, str]]:
    """Return the policies' numbers and titles; nothing for one policy."""
    named = [(numbers[b.policy], clean(policy_title(b.case.policy, lang))) for b in blocks]
    return named if len(named) > 1 else []


def name_policies(chart: Chart, body: Box, named: Sequence[tuple[int, str]], lang: str) -> Box:
    """Write the coloured ones of some policies above the panels, and return the box beneath."""
    if not named:
        return body
    few = len(named) <= len(theme.SERIES)  # then those in grey are named, too
    coloured = [(n, title) for n, title in named if few or n < len(theme.SERIES)]
    rest = len(named) - len(coloured)
    texts = [(f"name-{n}", theme.ink(theme.series_colour(n)), title) for n, title in coloured]
    if rest:
        texts.append(("names-rest", theme.QUIET, translate(lang, "{n} more in grey", n=rest)))
    wanted = [width(title, theme.LABEL, bold=True) for _, _, title in texts]
    most, x = widest_fit(wanted, body.width - _NAME_GAP * (len(texts) - 1)), body.left
    for (name, colour, title), wide in zip(texts, wanted, strict=True):
        shown = title if wide <= most else cut(title, theme.LABEL, most, bold=True)
        text = chart.write(x, body.top + 22, shown, size=theme.LABEL, colour=colour, bold=True)
        text.set_gid(name)
        x += min(wide, most) + _NAME_GAP
    return Box(body.left, body.top + _NAMES, body.width, body.height - _NAMES)


def headings(chart: str, points: Sequence[Point], policies: int, lang: str) -> tuple[list[str], str]:
    """Return what is written above each panel, and the names of the sweep keys if there was no room for them there."""
    left = 0 if chart == "shitstorm" else TICK_ROOM
    _, columns = shape(len(points), most_rows(chart, policies))
    wide = (theme.WIDTH - 2 * theme.MARGIN - left - _COLUMN_GAP * (columns - 1)) / columns
    full = [clean(point_words(point.point, lang)) for point in points]
    if all(width(text, theme.LABEL) <= wide for text in full):
        return full, ""
    values = [cut(clean(point_values(point.point, lang)), theme.LABEL, wide) for point in points]
    return values, clean(" / ".join(sweep_name(key, lang) for key in points[0].point))


def spread(count: int, most: int, told: int) -> list[int]:
    """Return at most so many places of a row, evenly from the first to the last; one that is told of is among them."""
    if count <= most:
        return list(range(count))
    places = [round(n * (count - 1) / (most - 1)) for n in range(most)]
    if told not in places:
        places[min(range(most), key=lambda n: abs(places[n] - told))] = told
    return places


def few_days(box: Box) -> int:
    """Return how many numbers of days a panel has room for."""
    return max(3, min(6, int(box.width // 95)))


def sweep_growth(chart: Chart, body: Box, points: Sequence[Point], numbers: Mapping[str, int], lang: str) -> None:
    """Draw growth at every point on the same axes, with the gain at the end and the difference to the baseline."""
    body = name_policies(chart, body, _named(points[0].blocks, numbers, lang), lang)
    policies = len(points[0].blocks)
    coloured = min(policies, len(theme.SERIES))
    lines = len(points) * coloured * shown_runs(policies, len(points[0].blocks[0].worlds))
    per_line = max(12, min(91, _LINE_BUDGET // max(lines, 1)))
    curves = [[_without_grey_runs(c) for c in curves_of(point.blocks, numbers, lang, per_line)] for point in points]
    ranges = [value_range(group) for group in curves]
    days = max(block.n_days for point in points for block in point.blocks)
    cells = cells_of(body, len(points), TICK_ROOM, DAY_ROOM, most_rows("growth", 1))
    second = 36 if policies == 2 and shape(len(points))[0] < 3 else 0
    above = HEADING + second + 10
    plot_height = cells[0].box.height - above
    ticks, limits = count_ticks(min(low for low, _ in ranges), max(high for _, high in ranges), plot_height)
    for n, (cell, point, group) in enumerate(zip(cells, points, curves, strict=True)):
        chart.write(cell.box.left, cell.box.top + 22, point.heading, size=theme.LABEL)
        if second:
            _difference(chart, cell.box, point, (n, max(c.number for c in group)), lang)
        box = Box(cell.box.left, cell.box.top + above, cell.box.width - VALUE_ROOM, plot_height)
        axes = chart.panel(box, f"growth-{n}")
        numbered = {"numbers": cell.first, "day_numbers": cell.lowest, "signed": True}
        dress(axes, days, ticks, limits, lang, most_days=few_days(box), **numbered)
        draw_curves(axes, group, f"point-{n}-")
        mark_events(chart, [box], days, timeline(point.blocks[0].case, lang))
        if cell.corner:
            name_days(chart, box, lang)
        labelled = [c for c in group if c.number < len(theme.SERIES)]
        low, high = limits
        ends = [box.bottom - (float(c.median[-1]) - low) / (high - low) * box.height for c in labelled]
        centres = push_apart(ends, [theme.LABEL * 1.2] * len(ends), box.top - 14, box.bottom + 14)
        for curve, y in zip(labelled, centres, strict=True):
            gain = number(float(curve.median[-1]), lang, signed=True)
            text = chart.write(box.right + 14, y, gain, size=theme.LABEL, colour=theme.ink(curve.colour))
            text.set_gid(f"point-{n}-gain-{curve.number}")


def _without_grey_runs(curve: Curve) -> Curve:
    """Keep only the median of policies without a colour: their single runs would fill small panels with grey."""
    return curve if curve.number < len(theme.SERIES) else replace(curve, runs=curve.runs[:0])


def _difference(chart: Chart, cell: Box, point: Point, numbers: tuple[int, int], lang: str) -> None:
    """Write the paired difference of the second policy to the first under the heading of a panel.

    ``numbers`` are those of the point and of the policy.
    """
    base = next((b for b in point.blocks if b.case.baseline), None)
    other = next((b for b in point.blocks if not b.case.baseline), None)
    if base is None or other is None:
        return
    ours, theirs = paired_rows(other, base)
    last = np.array([other.n_days])
    found = paired_median((other.growth_on(last)[ours] - base.growth_on(last)[theirs])[:, 0])
    words = difference_words(found._asdict(), lang)
    if width(words, theme.SMALL) > cell.width:
        words = short(found.median, lang, signed=True)
    n, policy = numbers
    text = chart.write(cell.left, cell.top + HEADING + 16, words, colour=theme.ink(theme.series_colour(policy)))
    text.set_gid(f"point-{n}-difference-{policy}")


def sweep_feedback(chart: Chart, body: Box, points: Sequence[Point], numbers: Mapping[str, int], lang: str) -> None:
    """Draw the mean praise (up) and criticism (down) of all policies at every point on the same axes."""
    body = name_policies(chart, body, _named(points[0].blocks, numbers, lang), lang)
    panels = [panels_of(point.blocks, lang) for point in points]
    top = max(float(p.praise.mean.max()) for group in panels for p in group)
    bottom = max(float(p.criticism.mean.max()) for group in panels for p in group)
    days = max(block.n_days for point in points for block in point.blocks)
    cells = cells_of(body, len(points), TICK_ROOM, DAY_ROOM, most_rows("growth", 1))
    plot_height = cells[0].box.height - HEADING - 10
    ticks, limits = count_ticks(-bottom, top, plot_height)
    for n, (cell, point, group) in enumerate(zip(cells, points, panels, strict=True)):
        chart.write(cell.box.left, cell.box.top + 22, point.heading, size=theme.LABEL)
        box = Box(cell.box.left, cell.box.top + HEADING + 10, cell.box.width - VALUE_ROOM, plot_height)
        axes = chart.panel(box, f"feedback-{n}")
        numbered = {"numbers": cell.first, "day_numbers": cell.lowest, "absolute": True}
        dress(axes, days, ticks, limits, lang, most_days=few_days(box), **numbered)
        order = sorted(range(len(group)), key=lambda i: -numbers[point.blocks[i].policy])
        for i in order:
            policy = numbers[point.blocks[i].policy]
            colour = theme.series_colour(policy)
            for flow, sign, name in ((group[i].praise, 1, "praise"), (group[i].criticism, -1, "criticism")):
                axes.stairs(
                    sign * flow.mean, group[i].edges, color=colour, linewidth=theme.points(3), baseline=None,
                    gid=f"point-{n}-{name}-mean-{policy}",
                )  # fmt: skip
        mark_events(chart, [box], days, timeline(point.blocks[0].case, lang))
        if cell.corner:
            name_days(chart, box, lang)
        named = sorted(i for i in order if numbers[point.blocks[i].policy] < len(theme.SERIES))
        _totals(
            chart,
            box,
            [(numbers[point.blocks[i].policy], group[i].praise.total, group[i].criticism.total) for i in named],
            lang,
            gid=f"point-{n}",
        )


def _totals(chart: Chart, box: Box, totals: Sequence[tuple[int, float, float]], lang: str, *, gid: str) -> None:
    """Write praise and criticism per run beside a panel; only criticism when there is no room for both."""
    step = theme.SMALL * theme.LINE_HEIGHT
    both = 2 * len(totals) * step <= box.height + 30
    lines = [("▼", number, criticism) for number, _, criticism in totals]
    if both:
        lines = [("▲", number, praise) for number, praise, _ in totals] + lines
    y = box.top + (box.height - step * (len(lines) - 1)) / 2
    for mark, policy, total in lines:
        colour = theme.ink(theme.series_colour(policy))
        text = chart.write(box.right + 14, y, f"{mark} {number(total, lang)}", colour=colour)
        text.set_gid(f"{gid}-{'praise' if mark == '▲' else 'criticism'}-{policy}")
        y += step


def sweep_shitstorm(
    chart: Chart,
    body: Box,
    points: Sequence[Point],
    risks: Sequence[Sequence[Risk]],
    numbers: Mapping[str, int],
    *,
    lang: str,
) -> None:
    """Draw, at every point and for every policy, in how many of 20 runs there is a shitstorm."""
    blocks = points[0].blocks[: len(theme.SERIES)]
    body = name_policies(chart, body, _named(blocks, numbers, lang), lang)
    axes = page_axes(chart)
    cells = cells_of(body, len(points), 0, 0, most_rows("shitstorm", len(blocks)))
    for n, (cell, point, here) in enumerate(zip(cells, points, risks, strict=True)):
        box = cell.box
        chart.write(box.left, box.top + 22, point.heading, size=theme.LABEL)
        pitch = min(_LARGE_RISK, (box.height - HEADING) / len(here))
        for row, risk in enumerate(here):
            place = Box(box.left, box.top + HEADING + row * pitch, box.width, pitch)
            _risk(chart, axes, place, risk, gid=f"point-{n}-policy-{row}", lang=lang)


def _risk(chart: Chart, axes: Axes, place: Box, risk: Risk, *, gid: str, lang: str) -> None:
    """Write "7 of 20" with its interval and draw the icons beneath: in two rows of ten where there is room."""
    large = place.height >= _TWO_ROWS
    size = 48 if large else theme.LABEL
    bounds = f"({percent_range(risk.low, risk.high, lang)})"
    share = share_words(risk, size, place.width - width(bounds, theme.SMALL) - 20, lang)
    middle = place.top + (32 if large else 20)
    words = chart.write(place.left, middle, share, size=size, colour=theme.ink(risk.colour), bold=True)
    beside = chart.write(place.left + width(share, size, bold=True) + 20, middle, bounds, colour=theme.QUIET)
    words.set_gid(f"{gid}-share")
    beside.set_gid(f"{gid}-bounds")
    if large:
        icons = Box(place.left, place.top + 66, place.width, min(place.height - 92, place.width / 5))
    else:
        icons = Box(place.left, place.top + 40, min(place.width, 24.0 * 20), 24)
    draw_icons(axes, icons, risk, 10 if large else 20, gid)

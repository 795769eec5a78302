"""Maps of a sweep over two keys: one cell per point, one panel per policy or question, on the same axes.

Cells are coloured, and say in words or by a pattern what their colour says. Where they are too small for words, only
the colours are left, and a panel may have landmarks: some of its cells named.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from followersim.analysis.words import sweep_name, value_words
from followersim.charts import theme
from followersim.charts.page import Box
from followersim.charts.text import clean, cut, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from matplotlib.axes import Axes

    from followersim.analysis.grids import Axis, Grid
    from followersim.charts.page import Chart

    Place = tuple[int, int]

SIZES: Final = (44, 38, theme.LABEL, theme.SMALL)
_HEADING: Final = 48
_KEY_NAME: Final = 42
_TICKS: Final = 44
_GAP: Final = 30
_ROW_GAP: Final = 18
_TICK_GAP: Final = 16
_MOST_LABELS: Final = 12
_WIDEST_LABEL: Final = 260
_NARROWEST_LABEL: Final = 60
_LINE: Final = theme.SMALL * theme.LINE_HEIGHT
_PAD: Final = 14
_MOST_SHAPES: Final = 2_000  # more cells become a picture: shapes would make the SVG too large
_STROKE_STEP: Final = 20
SLASH, BACKSLASH, LINES, CROSS = 1, 2, 3, 4


class Tile(NamedTuple):
    """One cell: its colour, what is written on it, and the pattern (0: none) for those who see no colours."""

    fill: str
    words: str = ""
    pattern: int = 0


@dataclass(frozen=True)
class Panel:
    """One map: its heading and its cells by their place on both axes; cells without results are missing."""

    heading: str
    tiles: Mapping[Place, Tile]


@dataclass(frozen=True)
class _Frame:
    """Where the panels are: their cells' size in pixels, and the size of what is written on them (0: no room)."""

    rows: int
    columns: int
    wide: float
    high: float
    size: float


def draw_maps(
    chart: Chart,
    body: Box,
    grid: Grid,
    panels: Sequence[Panel],
    lang: str,
    *,
    gid: str,
    landmarks: bool = False,
    widest_label: float = _WIDEST_LABEL,
) -> bool:
    """Draw maps on shared axes; return whether there was room for the words of the cells.

    With ``landmarks`` some cells are named where there is no room in all. Labels of the upright axis that are wider
    than ``widest_label`` pixels are cut.
    """
    ups = [clean(value_words(value, lang)) for value in grid.up.values]
    ticks = max(min(width(label, theme.SMALL), widest_label) for label in ups) + _TICK_GAP
    heading = _HEADING if any(panel.heading for panel in panels) else 0
    body = _name_up(chart, body, grid.up, lang)
    frame = _best_frame(body, grid, panels, ticks, heading)
    across = frame.wide * len(grid.across)
    for n, panel in enumerate(panels):
        row, column = divmod(n, frame.columns)
        left = body.left + ticks + column * (across + _GAP)
        top = body.top + heading + row * (frame.high * len(grid.up) + heading + _ROW_GAP)
        box = Box(left, top, across, frame.high * len(grid.up))
        if panel.heading:
            name = cut(panel.heading, theme.LABEL, box.width, bold=True)
            chart.write(box.left, box.top - heading / 2, name, size=theme.LABEL, bold=True)
        many = grid.size * len(panels) > _MOST_SHAPES
        _draw_panel(chart, box, grid, panel, frame, gid=f"{gid}-{n}", as_picture=many, landmarks=landmarks)
        if column == 0:
            _label_up(chart, box, grid.up, ups, left=body.left, ticks=ticks)
        if n + frame.columns >= len(panels):
            _label_across(chart, box, grid.across, lang)
        if n == (frame.rows - 1) * frame.columns:
            name = clean(sweep_name(grid.across.key, lang)) + (" →" if grid.across.is_scale else "")
            y = box.bottom + _TICKS + _KEY_NAME / 2
            chart.write(box.left, y, cut(name, theme.SMALL, theme.WIDTH - theme.MARGIN - box.left), colour=theme.QUIET)
    return bool(frame.size)


def _name_up(chart: Chart, body: Box, axis: Axis, lang: str) -> Box:
    """Write what the upright axis is about above it, and return the room beneath."""
    name = ("↑ " if axis.is_scale else "") + clean(sweep_name(axis.key, lang))
    chart.write(body.left, body.top + _KEY_NAME / 2 - 4, cut(name, theme.SMALL, body.width), colour=theme.QUIET)
    return Box(body.left, body.top + _KEY_NAME, body.width, body.height - _KEY_NAME)


def _best_frame(body: Box, grid: Grid, panels: Sequence[Panel], ticks: float, heading: float) -> _Frame:
    """Return the arrangement of panels that leaves most room for words."""
    words = {tile.words for panel in panels for tile in panel.tiles.values() if tile.words}
    widest = max((width(text, theme.SMALL, bold=True) for text in words), default=1.0)
    frames = []
    for columns in range(1, len(panels) + 1):
        rows = math.ceil(len(panels) / columns)
        if rows * columns - len(panels) >= columns:
            continue
        wide = (body.width - ticks - _GAP * (columns - 1)) / columns / len(grid.across)
        free = body.height - rows * heading - (rows - 1) * _ROW_GAP - _TICKS - _KEY_NAME
        high = free / rows / len(grid.up)
        frames.append((min(wide / (widest + _PAD), high / _LINE), rows, columns, wide, high))
    _, rows, columns, wide, high = max(frames)
    fitting = (
        size for size in SIZES if high >= size * theme.LINE_HEIGHT and wide >= widest * size / theme.SMALL + _PAD
    )
    return _Frame(rows, columns, wide, high, next(fitting, 0.0))


def _draw_panel(
    chart: Chart,
    box: Box,
    grid: Grid,
    panel: Panel,
    frame: _Frame,
    *,
    gid: str,
    as_picture: bool,
    landmarks: bool,
) -> None:
    """Draw the cells of one panel and what is written on them."""
    axes = chart.panel(box, gid)
    axes.set_xlim(0, box.width)
    axes.set_ylim(box.height, 0)
    axes.set_axis_off()
    upward = grid.up.is_scale
    gap = 2.0 if min(frame.wide, frame.high) > 14 else 0.0
    cells = {
        (x, y): Box(x * frame.wide, (len(grid.up) - 1 - y if upward else y) * frame.high, frame.wide, frame.high)
        for x, y in panel.tiles
    }
    if as_picture:
        _draw_picture(axes, box, grid, panel, upward=upward)
    else:
        inner = {
            place: Box(cell.left + gap / 2, cell.top + gap / 2, cell.width - gap, cell.height - gap)
            for place, cell in cells.items()
        }
        draw_tiles(axes, [(inner[place], tile) for place, tile in panel.tiles.items()])
    if frame.size:
        shown = list(panel.tiles)
    elif landmarks:
        shown = _landmarks(panel, frame)
    else:
        return
    for place in shown:
        tile, cell = panel.tiles[place], cells[place]
        spot = Box(box.left + cell.left, box.top + cell.top, cell.width, cell.height)
        write_on(chart, axes, spot, tile, frame.size or theme.SMALL, origin=(box.left, box.top), always=not frame.size)


def _landmarks(panel: Panel, frame: _Frame) -> list[Place]:
    """Return cells that are far enough from each other to be named."""
    step_x, step_y = (math.ceil(need / size) for need, size in ((64, frame.wide), (64, frame.high)))
    return [
        (x, y)
        for x, y in panel.tiles
        if panel.tiles[x, y].words and x % step_x == step_x // 2 and y % step_y == step_y // 2
    ]


def _rectangle(box: Box) -> Outline:
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
    return Outline([*corners, corners[0]], closed=True)


def draw_tiles(axes: Axes, tiles: Iterable[tuple[Box, Tile]]) -> None:
    """Draw coloured rectangles and their patterns; one shape per colour and pattern."""
    groups: dict[tuple[str, int], list[Box]] = {}
    for box, tile in tiles:
        groups.setdefault((tile.fill, tile.pattern), []).append(box)
    for (fill, pattern), boxes in groups.items():
        shape = Outline.make_compound_path(*(_rectangle(box) for box in boxes))
        axes.add_patch(PathPatch(shape, facecolor=fill, edgecolor="none", linewidth=0, zorder=1))
        strokes = [stroke for box in boxes for stroke in strokes_of(box, pattern)]
        if strokes:
            ends = [end for stroke in strokes for end in stroke]
            lines = Outline(ends, [Outline.MOVETO, Outline.LINETO] * len(strokes))
            colour = theme.mix(fill, theme.readable_on(fill), 0.38)
            axes.add_patch(
                PathPatch(lines, facecolor="none", edgecolor=colour, linewidth=theme.points(2.5), zorder=1.1)
            )


def strokes_of(box: Box, pattern: int) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the lines of a pattern within a rectangle; the lines of rectangles beside each other join."""
    if pattern == LINES:
        for n in range(math.ceil(box.top / _STROKE_STEP), math.ceil(box.bottom / _STROKE_STEP)):
            yield (box.left, n * _STROKE_STEP), (box.right, n * _STROKE_STEP)
    if pattern in {SLASH, CROSS}:  # x + y is the same along a line
        for c in _multiples(box.left + box.top, box.right + box.bottom):
            start, end = max(box.left, c - box.bottom), min(box.right, c - box.top)
            yield (start, c - start), (end, c - end)
    if pattern in {BACKSLASH, CROSS}:  # x - y is
        for c in _multiples(box.left - box.bottom, box.right - box.top):
            start, end = max(box.left, c + box.top), min(box.right, c + box.bottom)
            yield (start, start - c), (end, end - c)


def _multiples(low: float, high: float) -> Iterator[float]:
    step = _STROKE_STEP * math.sqrt(2)
    for n in range(math.ceil(low / step), math.ceil(high / step)):
        yield n * step


def write_on(
    chart: Chart, axes: Axes, spot: Box, tile: Tile, size: float, *, origin: tuple[float, float], always: bool = False
) -> None:
    """Write the words of a tile in its middle; ``spot`` is on the page, the axes begin at ``origin``.

    A pattern leaves room for them; with ``always`` so do the cells around.
    """
    if not tile.words:
        return
    if tile.pattern or always:
        wide, high = width(tile.words, size, bold=True) + 16, size * 1.2
        left = spot.left - origin[0] + (spot.width - wide) / 2
        room = Box(left, spot.top - origin[1] + (spot.height - high) / 2, wide, high)
        axes.add_patch(PathPatch(_rectangle(room), facecolor=tile.fill, edgecolor="none", linewidth=0, zorder=1.2))
    chart.write(
        spot.left + spot.width / 2,
        spot.top + spot.height / 2,
        tile.words,
        size=size,
        colour=theme.readable_on(tile.fill),
        ha="center",
        bold=True,
    )


def _draw_picture(axes: Axes, box: Box, grid: Grid, panel: Panel, *, upward: bool) -> None:
    """Draw the cells as a picture, one pixel each."""
    pixels = np.ones((len(grid.up), len(grid.across), 3))
    for (x, y), tile in panel.tiles.items():
        pixels[len(grid.up) - 1 - y if upward else y, x] = to_rgb(tile.fill)
    axes.imshow(pixels, extent=(0, box.width, box.height, 0), interpolation="nearest", aspect="auto", zorder=1)


def _label_up(chart: Chart, box: Box, axis: Axis, labels: Sequence[str], *, left: float, ticks: float) -> None:
    """Write the values of the upright axis at the left, or every n-th of them."""
    pitch = box.height / len(labels)
    for n in _every(len(labels), _LINE / pitch):
        place = len(labels) - 1 - n if axis.is_scale else n
        label = cut(labels[n], theme.SMALL, ticks - _TICK_GAP)
        y = box.top + (place + 0.5) * pitch
        chart.write(left + ticks - _TICK_GAP, y, label, colour=theme.QUIET, ha="right")


def _label_across(chart: Chart, box: Box, axis: Axis, lang: str) -> None:
    """Write the values of the other axis beneath, or every n-th of them."""
    labels = [clean(value_words(value, lang)) for value in axis.values]
    pitch = box.width / len(labels)
    widest = max(width(label, theme.SMALL) for label in labels)
    if not axis.is_scale:  # words are cut rather than left out
        widest = min(widest, max(pitch - 20, _NARROWEST_LABEL))
    beyond = max(0, math.ceil((widest - 24 - pitch) / 2 / pitch))  # labels of panels side by side keep apart
    for n in _every(len(labels) - 2 * beyond, (widest + 20) / pitch):
        label = cut(labels[n + beyond], theme.SMALL, widest)
        chart.write(
            box.left + (n + beyond + 0.5) * pitch, box.bottom + _TICKS / 2, label, colour=theme.QUIET, ha="center"
        )


def _every(count: int, at_least: float) -> range:
    """Return the numbers of the labels to write: at most twelve, and so many apart at least."""
    return range(0, count, max(math.ceil(at_least), math.ceil(count / _MOST_LABELS)))

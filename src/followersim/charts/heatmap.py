"""Heat map: how likely a shitstorm is at every point of a grid over two keys, one panel per policy, one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.charts import theme
from followersim.charts.maps import Panel, Tile, draw_maps, draw_tiles
from followersim.charts.page import Box, Chart
from followersim.charts.shitstorm import page_axes
from followersim.charts.text import width
from followersim.locale.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.analysis.grids import Grid

    Result = Mapping[str, Any]

MOST_PANELS: Final = 4
_TOPS: Final = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0)
_SCALE: Final = 46
_STEPS: Final = 60


def top_of(results: Sequence[Result]) -> float:
    """Return the end of the common scale: a round share above all others."""
    highest = max(result["shitstorm"]["share"] for result in results)
    return next(top for top in _TOPS if top >= highest)


def panels_of(grid: Grid, results: Sequence[Result], names: Mapping[str, str], lang: str) -> list[Panel]:
    """Return one panel per policy; a single one needs no heading."""
    top = top_of(results)
    tiles: dict[str, dict[tuple[int, int], Tile]] = {policy: {} for policy in names}
    for result in results:
        place = (grid.across.place(result["point"]), grid.up.place(result["point"]))
        share = result["shitstorm"]["share"]
        tiles[result["policy"]][place] = Tile(theme.ramp(share / top), percent(share, lang))
    return [Panel(names[policy] if len(names) > 1 else "", found) for policy, found in tiles.items()]


def draw_heatmap(
    chart: Chart, body: Box, grid: Grid, results: Sequence[Result], names: Mapping[str, str], *, lang: str
) -> None:
    """Draw the maps of up to four policies into a box of the page; a scale where cells have no room for numbers."""
    panels = panels_of(grid, results, names, lang)
    scale = Box(body.right - 700, body.top - 4, 700, _SCALE)
    if not draw_maps(chart, body, grid, panels, lang, gid="heatmap"):
        _draw_scale(chart, scale, top_of(results), lang)


def _draw_scale(chart: Chart, box: Box, top: float, lang: str) -> None:
    """Draw the colours from none to the most."""
    ends = [percent(share, lang) for share in (0.0, top)]
    after = width(ends[1], theme.SMALL) + 16
    left, right = box.left + width(ends[0], theme.SMALL) + 16, box.right - after
    middle, step = box.top + box.height / 2, (right - left) / _STEPS
    tiles = [
        (Box(left + n * step, box.top + 8, step + 0.5, box.height - 16), Tile(theme.ramp(n / (_STEPS - 1))))
        for n in range(_STEPS)
    ]
    draw_tiles(page_axes(chart), tiles)
    chart.write(left - 16, middle, ends[0], colour=theme.QUIET, ha="right")
    chart.write(right + 16, middle, ends[1], colour=theme.QUIET)

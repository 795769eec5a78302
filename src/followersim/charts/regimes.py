"""Regimes: which policy is best at every point of a grid; of a single policy, where it is quiet and where explosive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.best import CRITERIA
from followersim.analysis.best_words import HEADS, UNCLEAR_WORDS
from followersim.analysis.findings_sweeps import OPEN_WORDS, REGIME_WORDS
from followersim.analysis.regimes import EXPLOSIVE_ABOVE, NAMES, QUIET_BELOW, regime_of
from followersim.charts import theme
from followersim.charts.labels import widest_fit
from followersim.charts.maps import BACKSLASH, CROSS, LINES, SLASH, Panel, Tile, draw_maps, draw_tiles, write_on
from followersim.charts.page import Box, Chart
from followersim.charts.shitstorm import page_axes
from followersim.charts.text import clean, cut, width
from followersim.locale import translate
from followersim.locale.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.analysis.best import Best
    from followersim.analysis.grids import Grid
    from followersim.analysis.regimes import Name, Regime

    Result = Mapping[str, Any]

_PATTERNS: Final = (0, SLASH, BACKSLASH, LINES)
_SHADES: Final[dict[Name, float]] = {"quiet": 0.0, "near": 0.42, "explosive": 1.0}
_ROW: Final = 52
_SWATCH: Final = Box(0, 0, 92, 42)
_BESIDE: Final = 14
_APART: Final = 44
_MOST_IN_ROW: Final = 4
_SIZES: Final = (theme.LABEL, theme.SMALL)


def tile_of(number: int) -> Tile:
    """Return how the policy with this number (from 0) is drawn: its colour, its letter, its pattern."""
    letter = chr(ord("A") + number)
    if number < len(theme.SERIES):
        return Tile(theme.SERIES[number], letter, _PATTERNS[number])
    return Tile(theme.tint(theme.GREY, 0.75), letter, CROSS)


def unclear() -> Tile:
    """Return how a point is drawn at which no policy is clearly the best."""
    return Tile(theme.FAINT)


def regime_tile(regime: Regime, share: float, lang: str) -> Tile:
    """Return how a regime is drawn: the darker, the stormier, hatched where it is open; with the share on it."""
    return Tile(theme.ramp(_SHADES[regime.name]), percent(share, lang), SLASH if regime.open else 0)


def best_panels(grid: Grid, best: Best, names: Mapping[str, str], lang: str) -> list[Panel]:
    """Return one panel per criterion."""
    order = list(names)
    panels = []
    for criterion in CRITERIA:
        tiles = {}
        for found in best.points:
            winner = found.verdicts[criterion].best
            place = (grid.across.place(found.point), grid.up.place(found.point))
            tiles[place] = unclear() if winner is None else tile_of(order.index(winner))
        panels.append(Panel(translate(lang, HEADS[criterion]), tiles))
    return panels


def regime_panels(grid: Grid, results: Sequence[Result], lang: str) -> list[Panel]:
    """Return the only panel of a single policy."""
    tiles = {
        (grid.across.place(r["point"]), grid.up.place(r["point"])): regime_tile(
            regime_of(r["shitstorm"]), r["shitstorm"]["share"], lang
        )
        for r in results
    }
    return [Panel("", tiles)]


def draw_best(chart: Chart, body: Box, grid: Grid, best: Best, names: Mapping[str, str], *, lang: str) -> None:
    """Draw which policy is best by each criterion, and above it what the letters mean."""
    panels = best_panels(grid, best, names, lang)
    order = list(names)
    there = {winner for criterion in CRITERIA for winner in best.count(criterion)}
    named = [policy for policy in names if policy in there or len(names) < _MOST_IN_ROW]
    key = [(tile_of(order.index(policy)), names[policy]) for policy in named]
    if None in there:
        key.append((unclear(), translate(lang, UNCLEAR_WORDS)))
    body = _draw_key(chart, body, key)
    draw_maps(chart, body, grid, panels, lang, gid="regimes", landmarks=True)


def draw_regimes(chart: Chart, body: Box, grid: Grid, results: Sequence[Result], lang: str) -> None:
    """Draw the regime of a single policy at every point, and above it what the shades mean."""
    body = draw_regime_key(chart, body, lang)
    draw_maps(chart, body, grid, regime_panels(grid, results, lang), lang, gid="regimes")


def draw_regime_key(chart: Chart, body: Box, lang: str) -> Box:
    """Write what the shades of regimes mean, and return the room beneath."""
    key = [(Tile(theme.ramp(_SHADES[name])), words) for name, words in zip(NAMES, shades_in_words(lang), strict=True)]
    key.append((Tile(theme.ramp(_SHADES["near"]), "", SLASH), translate(lang, OPEN_WORDS)))
    return _draw_key(chart, body, key)


def shades_in_words(lang: str) -> list[str]:
    """Return what the shades mean, from quiet to explosive."""
    low, high = percent(QUIET_BELOW, lang), percent(EXPLOSIVE_ABOVE, lang)
    bounds: dict[Name, str] = {
        "quiet": f"< {low}",
        "near": f"{low.rstrip('%').rstrip()}\u2013{high}",
        "explosive": f"> {high}",
    }
    return [f"{translate(lang, REGIME_WORDS[name])} ({bounds[name]})" for name in NAMES]


def _most_in_row() -> int:
    return 2 if theme.look().large_room else _MOST_IN_ROW


def _draw_key(chart: Chart, body: Box, items: Sequence[tuple[Tile, str]]) -> Box:
    """Write what colours, letters and patterns mean, up to four in a row, and return the room beneath."""
    axes = page_axes(chart)
    most_in_row = _most_in_row()
    rows = [items[n : n + most_in_row] for n in range(0, len(items), most_in_row)]
    for number, row in enumerate(rows):
        texts = [clean(text) for _, text in row]
        fixed = (_SWATCH.width + _BESIDE) * len(row) + _APART * (len(row) - 1)
        # only policies, which have a letter, have names that may be cut
        size = next((s for s in _SIZES if fixed + sum(width(text, s) for text in texts) <= body.width), theme.SMALL)
        names = [width(text, size) for (tile, _), text in zip(row, texts, strict=True) if tile.words]
        ours = sum(width(text, size) for (tile, _), text in zip(row, texts, strict=True) if not tile.words)
        most = widest_fit(names, body.width - fixed - ours)
        x, y = body.left, body.top + number * _ROW
        for (tile, _), text in zip(row, texts, strict=True):
            spot = Box(x, y, _SWATCH.width, _SWATCH.height)
            draw_tiles(axes, [(spot, tile)])
            write_on(chart, axes, spot, tile, theme.SMALL, origin=(0, 0))
            shown = cut(text, size, most) if tile.words and width(text, size) > most else text
            chart.write(spot.right + _BESIDE, y + spot.height / 2, shown, size=size)
            x = spot.right + _BESIDE + width(shown, size) + _APART
    used = len(rows) * _ROW + 6
    return Box(body.left, body.top + used, body.width, body.height - used)

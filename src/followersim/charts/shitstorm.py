"""Shitstorm: in how many of 20 runs, how sure that is, and how strong the wind gets in a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline

from followersim.analysis.storms import SHITSTORM_FORCE, WIND_FORCES
from followersim.analysis.words import icons_of, of_twenty, runs, titles, wind_name
from followersim.charts import theme
from followersim.charts.axes import storm_outline
from followersim.charts.page import Box, Chart
from followersim.charts.text import balanced, clean, cut, width
from followersim.locale import translate
from followersim.locale.numbers import number, percent, percent_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes

    from followersim.analysis.inputs import ScenarioLike

_HEADER = 92
_FOOTER = 48
_GAP = 35
# widths of the columns for numbers, icons and wind forces; they fill the page together with two gaps
_COLUMNS = (560, 680, 490)
_COMPACT_COLUMNS = (860, 440, 430)
_LARGE_ROOM_COLUMNS = (372, 330, 420)
_TIGHT = 1.14  # from line to line of one label, in a large room
_LARGE = (80, 72, theme.LARGE)
_MIDDLE_SIZE = 44
_TALL = 205
_MIDDLE = 94


@dataclass(frozen=True)
class Risk:
    """How likely a shitstorm is under one policy, and the runs by their strongest wind force."""

    title: str
    colour: str
    k: int
    n: int
    low: float
    high: float
    wind: tuple[int, ...]


def risks_of(results: Iterable[Mapping[str, Any]], scenario: ScenarioLike, lang: str) -> list[Risk]:
    """Return the risks of the results of one sweep point, in the order of the policies."""
    names = titles(scenario, lang)
    order = list(names)
    risks = []
    for result in results:
        storm, policy = result["shitstorm"], result["policy"]
        wind = tuple(int(result["wind_force"][str(force)]) for force in WIND_FORCES)
        colour = theme.series_colour(order.index(policy))
        risks.append(Risk(clean(names[policy]), colour, storm["k"], storm["n"], storm["low"], storm["high"], wind))
    return risks


def page_axes(chart: Chart) -> Axes:
    """Return invisible axes over the whole page, in pixels from the left and from the top."""
    axes = chart.panel(Box(0, 0, theme.WIDTH, theme.HEIGHT), "icons")
    axes.set_xlim(0, theme.WIDTH)
    axes.set_ylim(theme.HEIGHT, 0)
    axes.set_axis_off()
    return axes


def draw_icons(axes: Axes, box: Box, risk: Risk, per_row: int, gid: str) -> None:
    """Draw clouds for runs, storms first and filled; the rest light grey."""
    filled, count = icons_of(risk.k, risk.n)
    rows = -(-count // per_row)
    pitch = min(box.width / per_row, box.height / rows)
    size = pitch * 0.84
    top = box.top + (box.height - rows * pitch) / 2
    outlines: dict[str, list[Outline]] = {risk.colour: [], theme.RULE: []}
    for n in range(count):
        row, column = divmod(n, per_row)
        x, y = box.left + column * pitch, top + row * pitch + (pitch - size) / 2
        cloud = storm_outline()
        placed = Outline(np.asarray(cloud.vertices) * [size, -size] + [x, y + size], cloud.codes)
        outlines[risk.colour if n < filled else theme.RULE].append(placed)
    for colour, paths in outlines.items():
        if paths:
            shape = Outline.make_compound_path(*paths)
            name = f"{gid}-storms" if colour == risk.colour else f"{gid}-calm"
            axes.add_patch(PathPatch(shape, facecolor=colour, edgecolor="none", gid=name))


def draw_strip(chart: Chart, axes: Axes, box: Box, risk: Risk, *, lang: str, gid: str) -> None:
    """Draw one cell per wind force: the darker, the more runs; storms in the policy's colour."""
    cell = box.width / len(risk.wind)
    for force, count in enumerate(risk.wind):
        share = count / max(risk.n, 1)
        base = risk.colour if force >= SHITSTORM_FORCE else theme.QUIET
        fill = theme.tint(base, 0.12 + 0.88 * float(np.sqrt(share))) if count else theme.PAPER
        left = box.left + force * cell
        axes.add_patch(
            Rectangle(
                (left + 2, box.top),
                cell - 4,
                box.height,
                facecolor=fill,
                edgecolor=theme.RULE,
                linewidth=theme.points(1.5),
                gid=f"{gid}-{force}",
            )
        )
        text = number(count, lang) if risk.n < 1000 else percent(share, lang)
        colour = theme.readable_on(fill) if count else theme.QUIET
        count_text = chart.write(left + cell / 2, box.top + box.height / 2, text, colour=colour, ha="center")
        count_text.set_gid(f"{gid}-{force}-count")


def draw_shitstorm(chart: Chart, body: Box, risks: Sequence[Risk], lang: str) -> None:
    """Draw the risks of up to twelve policies at one point into a box of the page."""
    axes = page_axes(chart)
    height = (body.height - _HEADER) / len(risks)
    footer = height < _TALL
    if footer:
        height -= _FOOTER / len(risks)
    numbers, icons_wide, strip_wide = _columns(height)
    strip_left, icons_left = body.right - strip_wide, body.right - strip_wide - _GAP - icons_wide
    _header(chart, Box(strip_left, body.top, strip_wide, _HEADER), icons_left, risks[0].n, lang)
    for n, risk in enumerate(risks):
        row = Box(body.left, body.top + _HEADER + n * height, body.width, height)
        if n:
            chart.rule((row.left, row.top), (row.right, row.top), colour=theme.RULE, thick=1.5)
        middle = row.top + height / 2
        before = len(chart.texts)
        _numbers(chart, row, risk, numbers, lang)
        for k, text in enumerate(chart.texts[before:]):
            text.set_gid(f"words-{n}-{k}")
        icons = Box(icons_left, row.top + 4, icons_wide, height - 8)
        draw_icons(axes, icons, risk, 5 if len(risks) == 1 else 10, f"policy-{n}")
        size = min(76.0, height - 16)
        strip = Box(strip_left, middle - size / 2, strip_wide, size)
        draw_strip(chart, axes, strip, risk, lang=lang, gid=f"strip-{n}")
        if not footer or n == len(risks) - 1:
            _name_forces(chart, strip, lang)


def _columns(height: float) -> tuple[float, float, float]:
    """Return the widths of numbers, icons and wind forces in rows of a height."""
    if theme.look().large_room:
        return _LARGE_ROOM_COLUMNS
    return _COLUMNS if height >= _MIDDLE else _COMPACT_COLUMNS


def _header(chart: Chart, strip: Box, icons_left: float, worlds: int, lang: str) -> None:
    """Write what the icons and the cells count, and the wind forces above the cells."""
    shown = min(20, worlds)
    icons = translate(lang, "With a shitstorm, out of {n}", n=shown)
    wind = translate(lang, "Runs by strongest wind")
    left = min(icons_left, strip.left - 30 - width(icons, theme.SMALL))
    chart.write(left, strip.top + 24, icons)
    chart.write(strip.left, strip.top + 24, wind)
    cell = strip.width / len(WIND_FORCES)
    for force in WIND_FORCES:
        chart.write(strip.left + (force + 0.5) * cell, strip.top + 68, str(force), colour=theme.QUIET, ha="center")


def _name_forces(chart: Chart, strip: Box, lang: str) -> None:
    """Write what the ends of the wind scale are called, under the cells."""
    y = strip.bottom + 9
    chart.write(strip.left + 4, y + 22, wind_name(0, lang), colour=theme.QUIET)
    storms_left = strip.left + strip.width * SHITSTORM_FORCE / len(WIND_FORCES)
    chart.rule((storms_left + 3, y), (strip.right - 3, y), colour=theme.QUIET, thick=3)
    chart.write(strip.right - 2, y + 22, translate(lang, "shitstorm"), ha="right")


def _numbers(chart: Chart, row: Box, risk: Risk, room: float, lang: str) -> None:
    """Write name, share of 20, runs and interval: large where there is room, in one line where there is none."""
    if theme.look().large_room:
        _few_numbers(chart, row, risk, room, lang)
        return
    left, colour, middle = row.left, theme.ink(risk.colour), row.top + row.height / 2
    bounds = percent_range(risk.low, risk.high, lang)
    name = cut(risk.title, theme.LABEL, room, bold=True)
    if row.height >= _TALL:
        chart.write(left, middle - 88, name, size=theme.LABEL, colour=colour, bold=True)
        words = of_twenty(risk.k, risk.n, lang)
        size = next((s for s in _LARGE if width(words, s, bold=True) <= room), theme.LARGE)
        share = share_words(risk, size, room, lang)
        chart.write(left, middle - 24, share, size=size, colour=colour, bold=True)
        chart.write(left, middle + 38, runs(risk.k, risk.n, lang))
        interval = translate(lang, "95% interval: {bounds}", bounds=bounds)
        chart.write(left, middle + 76, interval, colour=theme.QUIET)
    elif row.height >= _MIDDLE:
        chart.write(left, middle - 28, name, size=theme.LABEL, colour=colour, bold=True)
        share = share_words(risk, _MIDDLE_SIZE, room - 180, lang)
        chart.write(left, middle + 24, share, size=_MIDDLE_SIZE, colour=colour, bold=True)
        after = left + width(share, _MIDDLE_SIZE, bold=True) + 24
        chart.write(after, middle + 26, f"({bounds})", colour=theme.QUIET)
    else:
        share = share_words(risk, theme.LABEL, 290, lang)
        chart.write(left, middle, cut(risk.title, theme.LABEL, room - 460), size=theme.LABEL, colour=colour)
        chart.write(left + room - 440, middle, share, size=theme.LABEL, colour=colour, bold=True)
        chart.write(left + room - 20, middle, f"({bounds})", colour=theme.QUIET, ha="right")


def _few_numbers(chart: Chart, row: Box, risk: Risk, room: float, lang: str) -> None:
    """Write name, share of 20 and interval in as many lines as there is room for: in a large room."""
    colour, bounds = theme.ink(risk.colour), f"({percent_range(risk.low, risk.high, lang)})"
    share = share_words(risk, theme.LABEL, room, lang)
    step = theme.LABEL * _TIGHT
    fitting = int(row.height / step)
    names = balanced(risk.title, theme.LABEL, room, 2 if fitting > 3 else 1, bold=True)
    apart = fitting >= len(names) + 2  # share and interval in a line of their own
    y = row.top + row.height / 2 - step * (len(names) + apart) / 2
    for n, name in enumerate(names):
        chart.write(row.left, y + n * step, name, size=theme.LABEL, colour=colour, bold=True)
    y += len(names) * step
    if not apart and width(f"{share} {bounds}", theme.LABEL, bold=True) > room:
        share = share_words(risk, theme.LABEL, room - width(bounds, theme.SMALL) - 20, lang)
    chart.write(row.left, y, share, size=theme.LABEL, colour=colour, bold=True)
    if apart:
        chart.write(row.left, y + step, bounds, colour=theme.QUIET)
    elif (after := width(share, theme.LABEL, bold=True) + 14) + width(bounds, theme.SMALL) <= room:
        chart.write(row.left + after, y, bounds, colour=theme.QUIET)


def share_words(risk: Risk, size: float, room: float, lang: str) -> str:
    """Return "7 of 20" in words if they fit, else with signs."""
    words = of_twenty(risk.k, risk.n, lang)
    return words if width(words, size, bold=True) <= room else of_twenty(risk.k, risk.n, lang, brief=True)

"""Wind: the wind force day by day, one thin row per run, so that one sees when storms come and how long they last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from followersim.analysis.inputs import timeline
from followersim.analysis.storms import SHITSTORM_FORCE
from followersim.analysis.words import of_twenty, point_words, runs_words, storm_runs
from followersim.charts import theme
from followersim.charts.axes import FLAG_HEIGHT, day_ticks, flag_events, name_days
from followersim.charts.page import Box, Chart
from followersim.charts.sweeps import spread
from followersim.charts.text import cut, width, wrap
from followersim.locale import N_, plural, translate
from followersim.locale.numbers import number, short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from followersim.analysis.frames import Block
    from followersim.charts.request import Request

    Values = NDArray[np.float64]
    Result = Mapping[str, Any]

MOST_ROWS: Final = 20
MOST_ROWS_LARGE: Final = 10
_MOST_PANELS: Final = 4
_KEY: Final = 46
_TICKS: Final = 56
_GAP: Final = 18
_STRONGEST: Final = 6
_BESIDE: Final = 40


@dataclass(frozen=True)
class Panel:
    """One policy, or one point: runs (rows) by day, the stormiest first, and what is written beside it."""

    heading: str
    colour: str
    result: Result
    runs: Values


def draw_wind(request: Request) -> Chart:
    """Draw one panel per policy; with a sweep, one per point, of the policy with most storms."""
    lang = request.lang
    panels, keys = _panels(request)
    shown = len(panels[0].runs)
    unit = [
        translate(
            lang, "Wind force by day, one row per run: {n} of {runs}", n=shown, runs=runs_words(request.worlds, lang)
        )
        if shown < request.worlds
        else translate(lang, "Wind force by day, one row per run: all {n}", n=number(shown, lang)),
        translate(lang, "from the stormiest to the calmest"),
    ]
    if request.swept:
        unit += [translate(lang, "policy: {policy}", policy=request.quoted(panels[0].result["policy"])), *keys]
    there = len({str(r["point"]) for r in request.results}) if request.swept else len(request.names)
    if there > len(panels):
        unit.append(translate(lang, "{n} more not shown", n=there - len(panels)))
    return request.chart(
        lambda limit: finding(request, limit),
        [part for part in unit if part],
        lambda chart, body: _draw(request, chart, body, panels),
        lambda: [in_words(request, panel.result) for panel in panels],
    )


def _most_panels() -> int:
    return 3 if theme.look().large_room else _MOST_PANELS


def _panels(request: Request) -> tuple[list[Panel], list[str]]:
    """Return the panels, and what the subtitle says of them; runs are spread from the stormiest to the calmest."""
    most = _most_panels()
    keys: list[str] = []
    if not request.swept:
        blocks = list(request.every_point[0].blocks)
        results = request.at(request.every_point[0])
        worst = _stormiest(results)["policy"]
        first = blocks[:most]
        if all(block.policy != worst for block in first):
            first[-1] = next(block for block in blocks if block.policy == worst)
        headings = [request.names[block.policy] for block in first]
        chosen = first
    else:
        told = _stormiest(request.results)
        every = [block for point in request.every_point for block in point.blocks if block.policy == told["policy"]]
        place = next(n for n, block in enumerate(every) if dict(block.case.point) == told["point"])
        chosen = [every[n] for n in spread(len(every), most, place)]
        headings, keys = request.point_headings([block.case.point for block in chosen], _labels() - _BESIDE)
    return [_panel(request, block, heading) for block, heading in zip(chosen, headings, strict=True)], keys


def _labels() -> int:
    return 400 if theme.look().large_room else 470


def _panel(request: Request, block: Block, heading: str) -> Panel:
    runs = block.measure("wind_force")
    order = np.lexsort((np.arange(len(runs)), -(runs >= SHITSTORM_FORCE).sum(axis=1), -runs.max(axis=1)))
    n = min(MOST_ROWS_LARGE if theme.look().large_room else MOST_ROWS, len(runs))
    order = order[((np.arange(n) + 0.5) * len(runs) / n).astype(np.int64)]
    result = next(r for r in request.results if r["policy"] == block.policy and r["point"] == dict(block.case.point))
    return Panel(heading, theme.series_colour(request.numbers[block.policy]), result, runs[order])


def _stormiest(results: Sequence[Result]) -> Result:
    return max(results, key=lambda r: (float(r["shitstorm"]["share"]), float(r["storms"]["size"]["mean"] or 0.0)))


def finding(request: Request, limit: int) -> str:
    """Return where storms are most likely, from when on and for how long."""
    lang, result = request.lang, _stormiest(request.results)
    storm = result["shitstorm"]
    runs = storm_runs(storm["k"], storm["n"], lang)
    policy = request.quoted(result["policy"], limit)
    if result["point"]:
        policy += f" ({point_words(result['point'], lang)})"
    if not storm["k"]:
        strongest = max(int(force) for r in request.results for force, count in r["wind_force"].items() if count)
        said = translate(lang, "{runs}; the strongest wind is force {force}", runs=runs, force=strongest)
        return said[:1].upper() + said[1:]
    begins = int(result["storms"]["start"]["median"])
    if storm["k"] == 1:
        said = translate(lang, "{policy}: {runs}, on day {day}", policy=policy, runs=runs, day=begins)
        return said + _lasting(result, lang)
    return translate(
        lang, "{policy}: {runs}, half of them by day {day}", policy=policy, runs=runs, day=begins
    ) + _lasting(result, lang)


def _lasting(result: Result, lang: str) -> str:
    days = float(result["storms"]["days"]["median"])
    return plural(lang, ", lasting {n} day", ", lasting {n} days", 1 if days == 1 else 2, n=short(days, lang))


def in_words(request: Request, result: Result) -> str:
    """Return the numbers of a result as a sentence."""
    lang, storm = request.lang, result["shitstorm"]
    policy = request.quoted(result["policy"])
    if result["point"]:
        policy += f" ({point_words(result['point'], lang)})"
    share = of_twenty(storm["k"], storm["n"], lang)
    text = f"{policy}: {share}, {storm_runs(storm['k'], storm['n'], lang)}"
    if storm["k"]:
        day = number(result["storms"]["start"]["median"], lang)
        begins = N_("; it begins on day {day}") if storm["k"] == 1 else N_("; half of the storms begin by day {day}")
        text += translate(lang, begins, day=day) + _lasting(result, lang)
    forces = ", ".join(f"{force}: {number(count, lang)}" for force, count in result["wind_force"].items())
    return translate(lang, "{text}; runs by strongest wind force {forces}.", text=text, forces=forces)


def colour_of(force: int) -> str:
    """Return the colour of a wind force: nothing when calm, ever darker blue, storms in the colour of criticism."""
    if force >= SHITSTORM_FORCE:
        return theme.VERMILLION if force == SHITSTORM_FORCE else theme.ink(theme.VERMILLION)
    return theme.tint(theme.BLUE, (0.0, 0.3, 0.5, 0.75, 1.0)[force])


def _draw(request: Request, chart: Chart, body: Box, panels: Sequence[Panel]) -> None:
    """Draw the panels above each other, each with its policy's name and its storms at the right."""
    lang, days = request.lang, request.days
    _draw_key(chart, body, lang)
    events = timeline(request.every_point[0].blocks[0].case, lang)
    flags = FLAG_HEIGHT if any(e.day is not None for e in events) else 6
    left, wide = body.left + 96, body.width - 96 - _labels()
    top = body.top + _KEY + flags
    high = (body.bottom - _TICKS - top - _GAP * (len(panels) - 1)) / len(panels)
    boxes = []
    for n, panel in enumerate(panels):
        box = Box(left, top + n * (high + _GAP), wide, high)
        boxes.append(box)
        axes = chart.panel(box, f"wind-{n}")
        _dress(axes, box, days, lang, numbers=n == len(panels) - 1)
        _rows(axes, box, panel.runs, days, gid=f"wind-{n}")
        _name(chart, box, panel, lang)
    flag_events(chart, boxes, days, events, lang)
    name_days(chart, boxes[-1], lang)


def _dress(axes: Axes, box: Box, days: int, lang: str, *, numbers: bool) -> None:
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_xlim(0, days)
    axes.set_ylim(box.height, 0)
    axes.set_yticks([])
    axes.tick_params(axis="x", length=0, pad=theme.points(14))
    ticks = day_ticks(days)
    axes.set_xticks(ticks, [number(t, lang, 1 if t % 1 else 0) if numbers else "" for t in ticks])
    for label in axes.get_xticklabels():
        label.set_fontproperties(theme.REGULAR)
        label.set_fontsize(theme.points(theme.SMALL))
        label.set_color(theme.QUIET)
    axes.vlines(ticks, 0, box.height, color=theme.RULE, linewidth=theme.points(1.5), zorder=0.3)


def _rows(axes: Axes, box: Box, runs: Values, days: int, *, gid: str) -> None:
    """Draw the runs: each day a bar as high as the wind is strong, in its colour; one shape per wind force."""
    pitch = box.height / max(len(runs), 1)
    bases = (np.arange(len(runs)) + 1) * pitch - 0.12 * pitch
    axes.hlines(bases, 0, days, color=theme.RULE, linewidth=theme.points(1), zorder=0.4)
    for force in range(1, _STRONGEST + 1):
        shapes = []
        for row, run in enumerate(runs):
            here = np.flatnonzero(run == force)
            for part in np.split(here, np.flatnonzero(np.diff(here) > 1) + 1):
                if len(part):
                    x0, x1 = float(part[0]), float(part[-1]) + 1
                    y1 = float(bases[row])
                    y0 = y1 - 0.86 * pitch * force / _STRONGEST
                    shapes.append(Outline([(x0, y1), (x0, y0), (x1, y0), (x1, y1), (x0, y1)], closed=True))
        if shapes:
            whole = Outline.make_compound_path(*shapes)
            axes.add_patch(PathPatch(whole, facecolor=colour_of(force), linewidth=0, zorder=2, gid=f"{gid}-{force}"))


def _name(chart: Chart, box: Box, panel: Panel, lang: str) -> None:
    """Write the name of a panel, in how many runs there is a storm, and for how long, at its right."""
    x, room = box.right + _BESIDE, theme.WIDTH - theme.MARGIN - box.right - _BESIDE
    storm = panel.result["shitstorm"]
    colour = theme.ink(panel.colour)
    share = of_twenty(storm["k"], storm["n"], lang)
    storms = translate(lang, "storm: {share}", share=share)
    step = theme.LABEL * theme.LINE_HEIGHT
    rows = 2 if box.height >= 3 * step else 1
    lines = [(line, theme.LABEL, True) for line in wrap(panel.heading, theme.LABEL, room, rows, bold=True)]
    if width(storms, theme.LABEL) > room:
        storms = translate(lang, "storm: {share}", share=of_twenty(storm["k"], storm["n"], lang, brief=True))
    lines.append((cut(storms, theme.LABEL, room), theme.LABEL, False))
    if box.height < 2 * step:
        lines = [(cut(f"{share} · {panel.heading}", theme.LABEL, room), theme.LABEL, False)]
    y = box.top + box.height / 2 - step * (len(lines) - 1) / 2
    for text, size, bold in lines:
        chart.write(x, y, text, size=size, colour=colour, bold=bold)
        y += step


def _draw_key(chart: Chart, body: Box, lang: str) -> None:
    """Write what the colours and heights mean: wind forces 1 to 6, above the panels."""
    said = translate(lang, "Wind force")
    chart.write(body.left, body.top + 16, said, colour=theme.QUIET)
    x = body.left + width(said, theme.SMALL) + 24
    axes = chart.panel(Box(body.left, body.top - 6, body.width, 44), "wind-key")
    axes.set_xlim(body.left, body.right)
    axes.set_ylim(44, 0)
    axes.set_axis_off()
    for force in range(1, _STRONGEST + 1):
        high = 36 * force / _STRONGEST
        axes.bar([x + 14], [-high], 28, bottom=40, color=colour_of(force), linewidth=0)
        chart.write(x + 36, body.top + 16, str(force))
        x += 36 + 46
    chart.write(x, body.top + 16, translate(lang, "5 and 6: shitstorm"), colour=theme.ink(theme.VERMILLION))

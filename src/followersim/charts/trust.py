"""Trust: how it changed in single runs, and beneath it the paired difference to the baseline.

Like growth, what is drawn is the change since the first day: the axis begins at an honest zero, and the labels at the
lines give the trust there is in the end. Trust is told in points, 0 to 100.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.analysis.findings import ENOUGH_FOR_QUARTERS, FAR, clearly_different
from followersim.analysis.frames import in_turns, paired_rows
from followersim.analysis.inputs import timeline
from followersim.analysis.statistics import median_ranks, paired_median_by_day
from followersim.analysis.words import LEVEL, days_words, point_values, point_words, quoted, runs_words
from followersim.charts import theme
from followersim.charts.axes import FLAG_HEIGHT, count_ticks, dress, flag_events, name_days
from followersim.charts.growth import Curve, draw_curves, shown_runs, value_range
from followersim.charts.labels import push_apart
from followersim.charts.page import Box, Chart
from followersim.charts.panels import Small, draw_small, end_room, labelled
from followersim.charts.text import cut, width
from followersim.locale import translate
from followersim.locale.numbers import interval, short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from followersim.analysis.frames import Block
    from followersim.charts.request import Request
    from followersim.charts.sweeps import Point

    Values = NDArray[np.float64]
    Result = Mapping[str, Any]

POINTS: Final = 100
_TICK_ROOM: Final = 130
_DAY_ROOM: Final = 60
_HEADER: Final = 50
_MOST_POINTS: Final = 181


def draw_trust(request: Request) -> Chart:
    """Draw trust by day: with differences beneath, or as small multiples where there is a sweep."""
    lang = request.lang
    unit = [
        translate(lang, "Mean trust of the followers since the first day, in points of 100"),
        *request.panel_words(),
        _thin(request) if not request.swept else "",
        translate(lang, "thick: median of {runs}", runs=runs_words(request.worlds, lang)),
        *request.grey_words(),
    ]
    return request.chart(
        lambda limit: finding(request, limit),
        [part for part in unit if part],
        lambda chart, body: _sweep(request, chart, body) if request.swept else _draw(request, chart, body),
        lambda: [in_words(request, result) for point in request.points for result in request.at(point)],
    )


def _thin(request: Request) -> str:
    n = shown_runs(len(request.names), request.worlds)
    if n == request.worlds:
        return translate(request.lang, "thin: every run")
    return translate(request.lang, "thin: {n} single runs", n=n)


def level_of(result: Result) -> float:
    """Return the trust at the end in points (median of all runs)."""
    return POINTS * float(result["mean_trust_end"]["median"])


def _difference(result: Result) -> dict[str, Any]:
    """Return the paired difference to the baseline in points; nothing for the baseline."""
    found = result["difference"].get("mean_trust_end")
    if not found or found["median"] is None:
        return {}
    return {**found, **{key: POINTS * found[key] for key in ("median", "low", "high")}}


def finding(request: Request, limit: int) -> str:
    """Return the clearest difference in trust to the baseline; of a single policy, the trust at the end."""
    lang = request.lang
    pairs = [result for result in request.results if _difference(result)]
    base = next((result for result in request.results if result["baseline"]), None)
    if not pairs or base is None:
        return _levels(request, limit)
    clear = clearly_different(pairs, "mean_trust_end")
    result = max(clear or pairs, key=lambda r: abs(_difference(r)["median"]))
    found = _difference(result)
    gaps = {"policy": request.quoted(result["policy"], limit), "baseline": request.quoted(base["policy"], limit)}
    if request.swept:
        gaps["policy"] += f" ({point_words(result['point'], lang)})"
    if not clear:
        spread = interval(found["low"], found["high"], lang)
        amount = f"{short(found['median'], lang, signed=True)} ({spread})"
        return translate(
            lang, "No clear difference in trust between {policy} and {baseline}: {amount} points", amount=amount, **gaps
        )
    amount = short(abs(found["median"]), lang)
    if found["median"] < 0:
        said = translate(lang, "{policy}: trust {amount} points lower than with {baseline}", amount=amount, **gaps)
    else:
        said = translate(lang, "{policy}: trust {amount} points higher than with {baseline}", amount=amount, **gaps)
    return said + _every_fourth(found, lang)


def _every_fourth(found: Mapping[str, Any], lang: str) -> str:
    """Return what happens in every fourth run, where that is far worse, or far better, than the median says."""
    median = found["median"]
    quarter = POINTS * (found["q25"] if median < 0 else found["q75"])
    if found["n"] < ENOUGH_FOR_QUARTERS or abs(quarter) < FAR * abs(median):
        return ""
    amount = short(abs(quarter), lang)
    if median < 0:
        return translate(lang, ", at least {amount} lower in every fourth run", amount=amount)
    return translate(lang, ", at least {amount} higher in every fourth run", amount=amount)


def _levels(request: Request, limit: int) -> str:
    """Return the trust of one policy at the end; with a sweep, from the lowest to the highest."""
    lang = request.lang
    low, high = (pick(request.results, key=level_of) for pick in (min, max))
    policy = request.quoted(high["policy"], limit)
    if low is high:
        return translate(
            lang,
            "{policy}: trust at {level} of 100 points after {days}",
            policy=policy,
            level=request.number(level_of(high), 1),
            days=days_words(high["days"], lang),
        )
    return translate(
        lang,
        "{policy}: trust at {low} of 100 points ({at_low}) to {high} ({at_high})",
        policy=policy,
        low=request.number(level_of(low), 1),
        high=request.number(level_of(high), 1),
        at_low=point_words(low["point"], lang),
        at_high=point_values(high["point"], lang),
    )


def in_words(request: Request, result: Result) -> str:
    """Return the numbers of a result as a sentence."""
    lang = request.lang
    six = result["mean_trust_end"]
    text = translate(
        lang,
        "{policy}: trust at {median} of 100 points after {days} (median; 9 of 10 runs: {low} to {high})",
        policy=request.quoted(result["policy"])
        + (f" ({point_words(result['point'], lang)})" if result["point"] else ""),
        days=days_words(result["days"], lang),
        **{
            key: request.number(POINTS * six[name], 1)
            for key, name in (("median", "median"), ("low", "q05"), ("high", "q95"))
        },
    )
    if found := _difference(result):
        amount = f"{short(found['median'], lang, signed=True)} ({interval(found['low'], found['high'], lang)})"
        text += translate(lang, "; difference to the baseline {amount}", amount=amount)
    return text + "."


def _change(block: Block, days: NDArray[np.int64]) -> Values:
    """Return the change of trust since the first day after some numbers of days, worlds x days, in points."""
    values = block.measure_on("mean_trust", np.maximum(np.append(days, 1) - 1, 0))
    return POINTS * (values[:, :-1] - values[:, -1:])


def _trust(block: Block, days: NDArray[np.int64]) -> Values:
    return POINTS * block.measure_on("mean_trust", np.maximum(days - 1, 0))


def curves_of(point: Point, request: Request) -> list[Curve]:
    """Return the curves of one point."""
    curves = []
    for block in point.blocks:
        step = math.ceil((block.n_days + 1) / _MOST_POINTS)
        days = np.unique(np.append(np.arange(0, block.n_days + 1, step), block.n_days))
        n = request.numbers[block.policy]
        shown = _change(next(block.parts(shown_runs(len(point.blocks), len(block.worlds)))), days)
        turns = in_turns(days, len(block.worlds))
        median = np.concatenate([np.median(_change(block, some), axis=0) for some in turns])
        title = request.names[block.policy]
        curves.append(Curve(block, n, title, theme.series_colour(n), days.astype(np.float64), shown, median))
    return curves


def _draw(request: Request, chart: Chart, body: Box) -> None:
    """Draw the change of trust, and beneath it the difference to the baseline."""
    point, lang = request.points[0], request.lang
    curves = curves_of(point, request)
    labels, left = end_room(), body.left + _TICK_ROOM
    wide = body.width - _TICK_ROOM - labels
    compared = len(curves) > 1 and any(c.block.case.baseline for c in curves)
    events = timeline(point.blocks[0].case, lang)
    flags = FLAG_HEIGHT if any(e.day is not None for e in events) else 10
    free = body.height - flags - _DAY_ROOM - (_HEADER + 20 if compared else 0)
    upper = Box(left, body.top + flags, wide, free * (0.62 if compared else 1))
    panels = [upper]
    axes = chart.panel(upper, "trust")
    ticks, limits = count_ticks(*value_range(curves), upper.height)
    dress(axes, request.days, ticks, limits, lang, day_numbers=not compared, signed=True)
    draw_curves(axes, curves)
    _end_labels(request, chart, upper, curves, limits)
    if compared:
        lower = Box(left, upper.bottom + _HEADER + 20, wide, free * 0.38)
        panels.append(lower)
        _draw_difference(request, chart, lower, curves)
    flag_events(chart, panels, request.days, events, lang)
    name_days(chart, panels[-1], lang)


def _end_labels(request: Request, chart: Chart, box: Box, curves: Sequence[Curve], limits: tuple[float, float]) -> None:
    """Write each policy's name and its trust at the end (median) next to its line."""
    low, high = limits
    curves = labelled(curves, box)
    ends = {result["policy"]: level_of(result) for result in request.at(request.points[0])}
    pair = 2 * theme.LABEL * theme.LINE_HEIGHT
    first, last = max(6.0, box.top - 30), box.bottom + 24  # nothing leaves the page
    two = len(curves) <= 4 and last - first >= pair * len(curves)
    size = pair if two else pair / 2
    wanted = [box.bottom - (float(c.median[-1]) - low) / (high - low) * box.height for c in curves]
    for curve, end, y in zip(curves, wanted, push_apart(wanted, [size] * len(curves), first, last), strict=True):
        chart.leader(box.right, end, y, curve.colour)
        x, colour = box.right + 42, theme.ink(curve.colour)
        value = request.number(ends[curve.block.policy], 1)
        room = theme.WIDTH - theme.MARGIN - x
        if not two:
            chart.write(x, y, cut(f"{value} {curve.title}", theme.LABEL, room), size=theme.LABEL, colour=colour)
            continue
        step = theme.LABEL * theme.LINE_HEIGHT / 2
        name = cut(curve.title, theme.LABEL, room, bold=True)
        chart.write(x, y - step, name, size=theme.LABEL, colour=colour, bold=True)
        said = translate(request.lang, "{n} of 100", n=value)
        chart.write(x, y + step, said, size=theme.LABEL, colour=colour)


def _draw_difference(request: Request, chart: Chart, box: Box, curves: Sequence[Curve]) -> None:
    """Draw the median paired difference to the baseline by day, with its interval as a band."""
    base = next(c for c in curves if c.block.case.baseline)
    bands = []
    for curve in curves:
        ours, theirs = paired_rows(curve.block, base.block)
        if curve is not base and len(ours):
            days = in_turns(curve.days.astype(np.int64), len(ours))
            by_day = [
                paired_median_by_day(_trust(curve.block, some)[ours] - _trust(base.block, some)[theirs])
                for some in days
            ]
            bands.append((curve, np.concatenate(by_day, axis=1)))
    drawn = [band if c.colour != theme.GREY else band[:1] for c, band in bands]
    ticks, limits = count_ticks(min(float(b.min()) for b in drawn), max(float(b.max()) for b in drawn), box.height)
    axes = chart.panel(box, "difference")
    dress(axes, request.days, ticks, limits, request.lang, signed=True)
    for curve, (median, low, high) in reversed(bands):
        if curve.colour != theme.GREY:
            axes.fill_between(curve.days, low, high, color=curve.colour, alpha=0.25, linewidth=0, zorder=1.5)
        axes.plot(curve.days, median, color=curve.colour, linewidth=theme.points(theme.MEDIAN), zorder=3)
    few = median_ranks(len(base.block.worlds))[1] < LEVEL
    room = theme.WIDTH - 2 * theme.MARGIN - width(_header("", few=few, lang=request.lang), theme.SMALL)
    name = cut(base.title, theme.SMALL, room - 40)
    if name == base.title:
        said = _header(quoted(name, request.lang), few=few, lang=request.lang)
    else:
        said = _short_header(quoted(base.title, request.lang), few=few, lang=request.lang)
    said = cut(said, theme.SMALL, theme.WIDTH - 2 * theme.MARGIN)
    chart.write(theme.MARGIN, box.top - _HEADER / 2 - 6, said)
    _difference_labels(request, chart, box, [(c, b) for c, b in bands if c.colour != theme.GREY], limits)


def _header(policy: str, *, few: bool, lang: str) -> str:
    if few:
        return translate(lang, "Difference to {policy} in the same runs: median and range of all runs", policy=policy)
    return translate(lang, "Difference to {policy} in the same runs: median and 95% interval", policy=policy)


def _short_header(policy: str, *, few: bool, lang: str) -> str:
    if few:
        return translate(lang, "Median and range of the difference to {policy}", policy=policy)
    return translate(lang, "Median and 95% interval of the difference to {policy}", policy=policy)


def _difference_labels(
    request: Request, chart: Chart, box: Box, bands: Sequence[tuple[Curve, Values]], limits: tuple[float, float]
) -> None:
    low, high = limits
    size = theme.LABEL * theme.LINE_HEIGHT + theme.SMALL * theme.LINE_HEIGHT + 6
    ends = [box.bottom - (float(band[0][-1]) - low) / (high - low) * box.height for _, band in bands]
    alone = box.height + 70 < size * len(bands)  # then median and interval share a line
    size = theme.LABEL * theme.LINE_HEIGHT if alone else size
    centres = push_apart(ends, [size] * len(bands), box.top - (-8 if alone else 20), box.bottom + 50)
    for (curve, band), end, y in zip(bands, ends, centres, strict=True):
        chart.leader(box.right, end, y, curve.colour)
        x, colour = box.right + 42, theme.ink(curve.colour)
        median, least, most = (float(row[-1]) for row in band)
        words = short(median, request.lang, signed=True)
        chart.write(x, y - (0 if alone else 20), words, size=theme.LABEL, colour=colour, bold=True)
        beside = width(words, theme.LABEL, bold=True) + 16 if alone else 0
        chart.write(x + beside, y + (0 if alone else 19), f"({interval(least, most, request.lang)})", colour=colour)


def _sweep(request: Request, chart: Chart, body: Box) -> None:
    """Draw the median change at every point on the same axes, with the trust at the end beside the lines."""
    panels = []
    for point in request.points:
        ends = {result["policy"]: level_of(result) for result in request.at(point)}
        panels.append(
            [
                Small(c.number, c.days, c.median, request.number(ends[c.block.policy], 1))
                for c in curves_of(point, request)
            ]
        )
    draw_small(request, chart, body, panels, gid="trust", signed=True)

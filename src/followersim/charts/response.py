"""Response: how long until the first reply, day by day, and beneath it how many messages wait for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib import patheffects

from followersim.analysis.inputs import timeline
from followersim.analysis.summary import weighted_median
from followersim.analysis.words import point_values, point_words, runs_words
from followersim.charts import theme
from followersim.charts.axes import FLAG_HEIGHT, count_ticks, dress, flag_events, name_days
from followersim.charts.feedback import bin_days
from followersim.charts.labels import push_apart
from followersim.charts.page import Box, Chart
from followersim.charts.panels import Small, draw_small, end_room, labelled
from followersim.charts.text import cut, width
from followersim.locale import plural, translate
from followersim.locale.numbers import MISSING, number, short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from followersim.analysis.frames import Block
    from followersim.charts.request import Request

    Values = NDArray[np.float64]
    Result = Mapping[str, Any]

_TICK_ROOM: Final = 110
_DAY_ROOM: Final = 60
_HEADER: Final = 54
_MIN_PER_H: Final = 60
_MIN_PER_DAY: Final = 24 * 60
_HIGH: Final = 0.95
_WEEK: Final = 7
_MOST_SINGLE_DAYS: Final = 28
_MOST_BINS: Final = 120
_ALIKE: Final = 1.15


@dataclass(frozen=True)
class Line:
    """One policy: the middle of all runs by day and what 19 of 20 runs stay below; NaN where nobody got a reply."""

    policy: str
    number: int
    days: Values
    middle: Values
    high: Values
    end: str
    waiting: str


def draw_response(request: Request) -> Chart:
    """Draw response times and the queue, or response times as small multiples where there is a sweep."""
    lang = request.lang
    runs = translate(lang, "thick: median of {runs}", runs=runs_words(request.worlds, lang))
    numbers = translate(lang, "numbers: median time, mean of the fullest queues")
    if request.swept:
        whole = translate(lang, "numbers: median of the whole period")
        unit = [_what(request), *request.panel_words(), runs, whole]
    else:
        unit = [runs, translate(lang, "thin: 19 of 20 runs stay below"), numbers, *request.grey_words()]
    return request.chart(
        lambda limit: finding(request, limit),
        unit,
        lambda chart, body: _sweep(request, chart, body) if request.swept else _draw(request, chart, body),
        lambda: [in_words(request, result) for point in request.points for result in request.at(point)],
    )


def minutes_of(result: Result) -> float | None:
    """Return the minutes to the first reply (median of all runs); None if nobody ever got one."""
    found = result["first_response_min"]["median"]
    return None if found is None else float(found)


def duration(minutes: float, lang: str, *, brief: bool = False) -> str:
    """Return a length of time in the unit that suits it: "41 minutes", "9.3 hours", "2.5 days"; in brief "41 min"."""
    if minutes < 1.5 * _MIN_PER_H:
        n = round(minutes)
        return translate(lang, "{n} min", n=n) if brief else plural(lang, "{n} minute", "{n} minutes", n)
    if minutes < 2 * _MIN_PER_DAY:
        n_hours = short(minutes / _MIN_PER_H, lang)
        return translate(lang, "{n} h", n=n_hours) if brief else translate(lang, "{n} hours", n=n_hours)
    n_days = short(minutes / _MIN_PER_DAY, lang)
    return translate(lang, "{n} d", n=n_days) if brief else translate(lang, "{n} days", n=n_days)


def queue_of(result: Result) -> float:
    """Return how many messages wait at most in a run (mean): storms fill the queue in some runs only."""
    return float(result["peak_queue"]["mean"])


def finding(request: Request, limit: int) -> str:
    """Return where people wait longest, or where most of them wait: whichever differs more."""
    lang = request.lang
    known = [result for result in request.results if minutes_of(result) is not None]
    if not known:
        runs = runs_words(request.worlds, lang)
        return translate(lang, "Nobody gets a reply: 0 messages answered in {runs}", runs=runs)
    fast, slow = (pick(known, key=lambda r: minutes_of(r) or 0.0) for pick in (min, max))
    full, empty = (pick(known, key=queue_of) for pick in (max, min))
    times = {"slow": duration(minutes_of(slow) or 0.0, lang), "fast": duration(minutes_of(fast) or 0.0, lang)}
    policy = request.quoted(slow["policy"], limit)
    slower = (minutes_of(slow) or 0.0) / max(minutes_of(fast) or 0.0, 1.0)
    fuller = queue_of(full) / max(queue_of(empty), 1.0)
    if not request.swept and fast is not slow and fuller > max(slower, _ALIKE):
        return _queue_finding(request, full, empty, limit)
    if fast is slow:
        return translate(lang, "{policy}: first reply after {slow}", policy=policy, **times)
    if request.swept:
        own = [result for result in known if result["policy"] == slow["policy"]]
        fast = min(own, key=lambda r: minutes_of(r) or 0.0)
        times["fast"] = duration(minutes_of(fast) or 0.0, lang)
        return translate(
            lang,
            "{policy}: first reply after {slow} ({at_slow}), at best after {fast} ({at_fast})",
            policy=policy,
            at_slow=point_words(slow["point"], lang),
            at_fast=point_values(fast["point"], lang),
            **times,
        )
    if slower < _ALIKE:
        return translate(lang, "All answer about equally fast: first reply after {fast} to {slow}", **times)
    best = request.quoted(fast["policy"], limit)
    return translate(
        lang, "{policy}: first reply after {slow}, with {best} after {fast}", policy=policy, best=best, **times
    )


def _queue_finding(request: Request, full: Result, empty: Result, limit: int) -> str:
    """Return how many wait where most wait, and where fewest do."""
    lang = request.lang
    gaps = {
        "policy": request.quoted(full["policy"], limit),
        "best": request.quoted(empty["policy"], limit),
        "n": request.number(queue_of(full)),
        "m": request.number(queue_of(empty)),
    }
    return translate(lang, "{policy}: up to {n} people wait for a reply, {m} with {best}", **gaps)


def in_words(request: Request, result: Result) -> str:
    """Return the numbers of a result as a sentence."""
    lang = request.lang
    minutes = minutes_of(result)
    policy = request.quoted(result["policy"])
    if result["point"]:
        policy += f" ({point_words(result['point'], lang)})"
    waiting = request.number(queue_of(result))
    if minutes is None and round(queue_of(result)) == 0:  # nobody reads, so nothing waits
        return translate(lang, "{policy}: nobody gets a reply.", policy=policy)
    if minutes is None:
        return translate(
            lang, "{policy}: nobody gets a reply; waiting messages: up to {n} (mean).", policy=policy, n=waiting
        )
    return translate(
        lang,
        "{policy}: first reply after {time} (median); waiting messages: up to {n} (mean).",
        policy=policy,
        time=duration(minutes, lang),
        n=waiting,
    )


def _what(request: Request) -> str:
    if week_of(request.days) == 1:
        return translate(request.lang, "Time until the first reply, in {unit}", unit=_unit_of(request)[1])
    return translate(request.lang, "Time until the first reply, week by week, in {unit}", unit=_unit_of(request)[1])


def _unit_of(request: Request) -> tuple[float, str]:
    """Return the minutes of the unit on the axis, and its name: that of the longest time drawn."""
    longest = max((float(v) for r in request.results if (v := r["first_response_min"]["q95"]) is not None), default=0.0)
    if longest < 2 * _MIN_PER_H:
        return 1, translate(request.lang, "minutes")
    if longest < 4 * _MIN_PER_DAY:
        return _MIN_PER_H, translate(request.lang, "hours")
    return _MIN_PER_DAY, translate(request.lang, "days of 24 hours")


def _waiting(block: Block) -> tuple[Values, Values, Values]:
    """Return days, median and 95 % of all runs of the messages that wait at the end of a day, at most in each bin."""
    step = bin_days(block.n_days)
    firsts = np.arange(0, block.n_days, step)
    middles, highs = [], []
    for first in firsts.tolist():
        values = block.measure_on("queue", np.arange(first, min(first + step, block.n_days))).max(axis=1)
        middles.append(np.median(values))
        highs.append(np.quantile(values, _HIGH))
    middle_days: Values = firsts.astype(np.float64) + step / 2
    return middle_days, np.array(middles), np.array(highs)


def week_of(days: int) -> int:
    """Return how many days of replies are put together: weeks, since on weekends many teams do not answer."""
    return 1 if days < _MOST_SINGLE_DAYS else bin_days(days) if days > _MOST_BINS else _WEEK


def _times(block: Block, scale: float) -> tuple[Values, Values, Values]:
    """Return days, and median and 95 % of all runs of the time to the first reply; NaN where nobody got one.

    Within a run and a week it is the median of the days' medians, each day counting by its replies.
    """
    step = week_of(block.n_days)
    firsts = np.arange(0, block.n_days, step)
    middles, highs = [], []
    for first in firsts.tolist():
        some = np.arange(first, min(first + step, block.n_days))
        values = weighted_median(block.measure_on("first_response_min", some), block.measure_on("n_answered", some))
        known = values[~np.isnan(values)] / scale
        middles.append(np.median(known) if len(known) else np.nan)
        highs.append(np.quantile(known, _HIGH) if len(known) else np.nan)
    middle_days: Values = np.minimum(firsts + step / 2, block.n_days).astype(np.float64)
    return middle_days, np.array(middles), np.array(highs)


def _lines(request: Request, name: str, blocks: Sequence[Block], results: Sequence[Result]) -> list[Line]:
    by_policy = {result["policy"]: result for result in results}
    lang = request.lang
    found = []
    for block in blocks:
        days, middle, high = _waiting(block) if name == "queue" else _times(block, _unit_of(request)[0])
        result = by_policy[block.policy]
        minutes = minutes_of(result)
        end, waiting = translate(lang, "no reply"), ""
        if minutes is not None:
            end = translate(lang, "after {time}", time=duration(minutes, lang))
            waiting = translate(lang, "up to {n} waiting", n=number(queue_of(result), lang))
        found.append(Line(block.policy, request.numbers[block.policy], days, middle, high, end, waiting))
    return found


def _draw(request: Request, chart: Chart, body: Box) -> None:
    """Draw response times above the queue."""
    point, lang = request.points[0], request.lang
    results = request.at(point)
    left, wide = body.left + _TICK_ROOM, body.width - _TICK_ROOM - end_room()
    events = timeline(point.blocks[0].case, lang)
    flags = FLAG_HEIGHT if any(e.day is not None for e in events) else 0
    high = (body.height - 2 * _HEADER - 14 - flags - _DAY_ROOM) / 2
    panels, drawn = [], []
    for n, (name, header) in enumerate(
        (("first_response_min", _what(request)), ("queue", translate(lang, "Messages that wait at the end of the day")))
    ):
        top = body.top + _HEADER + flags + n * (high + _HEADER + 14)
        box = Box(left, top, wide, high)
        panels.append(box)
        where = box.top - _HEADER / 2 - (flags if n == 0 else 0) - 4
        room = body.width if n == 0 else left + wide - theme.MARGIN  # the labels beside the panels begin there
        chart.write(theme.MARGIN, where, cut(header, theme.SMALL, room), colour=theme.TEXT)
        lines = _lines(request, name, point.blocks, results)
        tops = [v for line in lines for v in (*line.middle, *(line.high if line.number < 4 else ())) if not np.isnan(v)]
        ticks, limits = count_ticks(0, max(tops, default=0.0), box.height)
        axes = chart.panel(box, f"response-{n}")
        dress(axes, request.days, ticks, limits, lang, day_numbers=n == 1)
        _draw_lines(axes, lines)
        drawn.append((lines, limits))
    _end_labels(request, chart, panels, *drawn[0])
    flag_events(chart, panels, request.days, events, lang)
    name_days(chart, panels[-1], lang)


def _draw_lines(axes: Axes, lines: Sequence[Line]) -> None:
    for line in reversed(lines):
        colour = theme.series_colour(line.number)
        if colour != theme.GREY:
            axes.plot(line.days, line.high, color=colour, linewidth=theme.points(2), alpha=0.75, zorder=2)
        halo = patheffects.withStroke(linewidth=theme.points(theme.HALO), foreground=theme.PAPER)
        axes.plot(
            line.days, line.middle, color=colour, linewidth=theme.points(theme.MEDIAN), zorder=3, path_effects=[halo],
            solid_capstyle="round",
        )  # fmt: skip


def _end_labels(
    request: Request, chart: Chart, boxes: Sequence[Box], lines: Sequence[Line], limits: tuple[float, float]
) -> None:
    """Write name, time and queue of each policy beside both panels, next to where its line ends in the upper one."""
    upper, lower = boxes
    low, high = limits
    room = theme.WIDTH - theme.MARGIN - upper.right - 42
    beside = Box(upper.right + 42, upper.top - 24, room, lower.bottom + 20 - upper.top + 24)
    lines = labelled(lines, beside)
    step = theme.LABEL * theme.LINE_HEIGHT
    rows = next((k for k in (3, 2, 1) if (k * step + 12) * len(lines) <= beside.height), 1)
    sizes = [rows * step + (12 if rows > 1 else 0)] * len(lines)
    lasts = [v[~np.isnan(v)] for v in (line.middle for line in lines)]
    ends = [upper.bottom - (float(v[-1] if len(v) else low) - low) / (high - low) * upper.height for v in lasts]
    for line, end, y in zip(lines, ends, push_apart(ends, sizes, beside.top, beside.bottom), strict=True):
        colour = theme.series_colour(line.number)
        chart.leader(upper.right, end, y, colour)
        for n, (words, size, bold) in enumerate(_label(request, line, rows, room)):
            at = y + (n - (rows - 1) / 2) * step
            chart.write(beside.left, at, words, size=size, colour=theme.ink(colour), bold=bold)


def _label(request: Request, line: Line, rows: int, room: float) -> list[tuple[str, float, bool]]:
    """Return the lines of a label, each with its size and whether it is bold."""
    name = request.names[line.policy]
    if rows == 1:
        return [(cut(f"{line.end} · {name}", theme.LABEL, room), theme.LABEL, False)]
    head = (cut(name, theme.LABEL, room, bold=True), theme.LABEL, True)
    if rows == 3 and line.waiting:
        return [head, *((cut(words, theme.LABEL, room), theme.LABEL, False) for words in (line.end, line.waiting))]
    both = f"{line.end} · {line.waiting}"
    if line.waiting and width(both, theme.SMALL) <= room:
        return [head, (both, theme.SMALL, False)]
    return [head, (cut(line.end, theme.LABEL, room), theme.LABEL, False)]


def _sweep(request: Request, chart: Chart, body: Box) -> None:
    """Draw the response times at every point on the same axes."""
    panels = []
    for point in request.points:
        lines = _lines(request, "first_response_min", point.blocks, request.at(point))
        panels.append([_small(request, point, line) for line in lines])
    draw_small(request, chart, body, panels, gid="response")


def _small(request: Request, point: Any, line: Line) -> Small:
    """Return a line with the median of the whole period, written at its height."""
    result = next(r for r in request.at(point) if r["policy"] == line.policy)
    minutes = minutes_of(result)
    label = MISSING if minutes is None else duration(minutes, request.lang, brief=True)
    at = None if minutes is None else minutes / _unit_of(request)[0]
    return Small(line.number, line.days, line.middle, label, at)

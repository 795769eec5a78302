"""Story: one world on one axis of time: followers, praise and criticism, wind, and what the company replied."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.patches import Rectangle

from followersim.analysis.inputs import timeline
from followersim.analysis.words import days_words, followers_more_or_fewer, which_days
from followersim.charts import theme
from followersim.charts.axes import FLAG_HEIGHT, count_ticks, dress, flag_events, name_days
from followersim.charts.labels import push_apart
from followersim.charts.page import Box, Chart
from followersim.charts.text import clean, cut, width
from followersim.charts.wind import colour_of
from followersim.locale import translate
from followersim.locale.numbers import number
from followersim.scenario.catalogue import parameters_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from followersim.analysis.stories import Story
    from followersim.charts.request import Request

_TICK_ROOM: Final = 110
_DAY_ROOM: Final = 58
_HEADER: Final = 44
_STRIP: Final = 40
_ROW: Final = 44
_MOST_REPLIES: Final = 4
_MOST_REPLIES_LARGE: Final = 1


def draw_story(request: Request) -> Chart:
    """Draw one world. ``material`` is a story."""
    story: Story = request.material
    lang = request.lang
    unit = [
        _which(request, story),
        translate(lang, "everything by day"),
        translate(
            lang,
            "{answered} of {received} messages to the company answered",
            answered=_n(story.answered, lang),
            received=_n(story.received, lang),
        ),
    ]
    return request.chart(
        lambda limit: finding(request, limit),
        unit,
        lambda chart, body: _draw(request, chart, body),
        lambda: in_words(request),
    )


def _n(value: float, lang: str) -> str:
    return number(value, lang)


def _which(request: Request, story: Story) -> str:
    """Say which of all runs is told, by the number that it has in tables and that `followersim feed --world` takes."""
    lang = request.lang
    gaps = {"n": story.world, "all": _n(request.worlds, lang)}
    if request.worlds == 1:
        return translate(lang, "Run {n}, the only one", **gaps)
    if story.storm is None:
        return translate(lang, "Run {n}: of {all} the one with most critics", **gaps)
    if story.n_storms == 1:
        return translate(lang, "Run {n}: of {all} the only one with a storm", **gaps)
    return translate(
        lang, "Run {n}: {k} of {all} have a storm, this one is of middling size", k=_n(story.n_storms, lang), **gaps
    )


def finding(request: Request, limit: int) -> str:
    """Return what happened in the storm; without one, in the whole period."""
    story: Story = request.material
    lang = request.lang
    policy = request.quoted(story.policy, limit)
    if story.storm is None:
        change = float(story.followers[-1] - story.followers[0])
        return translate(
            lang,
            "{policy}, one run: no shitstorm, {n} critical messages, {change}",
            policy=policy,
            n=_n(float(story.criticism.sum()), lang),
            change=followers_more_or_fewer(change, lang),
        )
    storm = story.storm
    change = float(story.followers[storm.end + 1] - story.followers[storm.start])
    days = storm.end - storm.start + 1
    return translate(
        lang,
        "{policy}, one run: a storm of {days} with {n} critical messages and {change}",
        policy=policy,
        days=days_words(days, lang),
        n=_n(storm.size, lang),
        change=followers_more_or_fewer(change, lang),
    )


@cache  # the whole file is copied for it
def reply_title(kind: str, lang: str) -> str:
    """Return what a type of reply is called."""
    row = parameters_file()["tables"]["reply_types"]["rows"].get(kind, {})
    return str(row.get("title", {}).get(lang, kind.replace("_", " ")))


def _replies(story: Story) -> list[tuple[str, float]]:
    """Return types of replies and how many there were, the most frequent first."""
    totals = [(kind, float(by_day.sum())) for kind, by_day in story.replies.items()]
    return sorted((one for one in totals if one[1]), key=lambda one: (-one[1], one[0]))


def in_words(request: Request) -> list[str]:
    """Return the story in sentences."""
    story: Story = request.material
    lang = request.lang
    said = [
        translate(
            lang,
            "{start} followers at the start, {end} ({change}) in the end.",
            start=_n(float(story.followers[0]), lang),
            end=_n(float(story.followers[-1]), lang),
            change=number(float(story.followers[-1] - story.followers[0]), lang, signed=True),
        ),
        translate(
            lang,
            "{criticism} critical and {praise} praising messages; strongest wind force {wind}.",
            criticism=_n(float(story.criticism.sum()), lang),
            praise=_n(float(story.praise.sum()), lang),
            wind=int(story.wind.max()),
        ),
    ]
    if story.storm is not None:
        said.append(
            translate(
                lang,
                "Shitstorm on {days}, most critical messages on day {peak}: {n}.",
                days=which_days(story.storm.start, story.storm.end, lang),
                peak=_worst(story),
                n=_n(float(story.criticism[_worst(story)]), lang),
            )
        )
    listed = "; ".join(f"{reply_title(kind, lang)}: {_n(count, lang)}" for kind, count in _replies(story))
    if listed:
        said.append(translate(lang, "Replies: {list}.", list=listed))
    return said


def _worst(story: Story) -> int:
    """Return the day with most criticism."""
    return int(np.argmax(story.criticism))


def _draw(request: Request, chart: Chart, body: Box) -> None:
    """Draw the panels above each other."""
    story: Story = request.material
    lang = request.lang
    large = theme.look().large_room
    labels = 470 if large else 400
    left, wide = body.left + _TICK_ROOM, body.width - _TICK_ROOM - labels
    case = next(c for c in request.scenario.cases() if c.policy.name == story.policy)
    events = timeline(case, lang)
    flags = FLAG_HEIGHT if any(e.day is not None for e in events) else 10
    replies = _replies(story)[: _MOST_REPLIES_LARGE if large else _MOST_REPLIES]
    # where texts are large there is no room for the wind and the name of the storm: the title has told of both
    gaps, strip_height, header = (36, 0, 4) if large else (34, _STRIP, _HEADER)
    free = body.height - flags - _DAY_ROOM - strip_height - 2 * gaps - len(replies) * _ROW - header
    followers = Box(left, body.top + flags, wide, (0.5 if large else 0.42) * free)
    messages = Box(left, followers.bottom + gaps, wide, (0.5 if large else 0.58) * free)
    strip = Box(left, messages.bottom + gaps, wide, strip_height)
    rows = Box(left, strip.bottom + header, wide, max(len(replies) * _ROW, 1))
    # without replies the days are numbered beneath the line that names the storm
    last = rows if replies else Box(left, strip.top, wide, strip_height + header) if strip_height else None
    panels = [followers, messages, *([strip] if strip_height and replies else []), *([last] if last else [])]
    _shade_storm(chart, panels, story)
    _followers(chart, followers, story, lang)
    _messages(chart, messages, story, lang)
    if strip_height:
        _wind(chart, strip, story, lang)
    if not large:
        _name_storm(chart, Box(left, strip.bottom, wide, header), story, lang)
    if replies:
        _reply_rows(chart, rows, story, replies, lang)
    axes = chart.panel(panels[-1], "days")
    dress(axes, story.days, [0], (0, 1), lang, numbers=False)
    axes.set_yticks([])
    flag_events(chart, panels, story.days, events, lang)
    name_days(chart, panels[-1], lang)


def _shade_storm(chart: Chart, panels: Sequence[Box], story: Story) -> None:
    """Shade the days of the storm through all panels."""
    if story.storm is None:
        return
    top, bottom = panels[0].top, panels[-1].bottom
    box = Box(panels[0].left, top, panels[0].width, bottom - top)
    axes = chart.panel(box, "storm")
    axes.set_xlim(0, story.days)
    axes.set_ylim(0, 1)
    axes.set_axis_off()
    days = story.storm.end - story.storm.start + 1
    axes.add_patch(Rectangle((story.storm.start, 0), days, 1, facecolor=theme.FAINT, linewidth=0, zorder=0.1))


def _name_storm(chart: Chart, box: Box, story: Story, lang: str) -> None:
    """Write beside the shaded days what they are; ``box`` is a strip of the page with nothing else at its right."""
    if story.storm is None:
        return
    said = translate(lang, "shitstorm, {days}", days=which_days(story.storm.start, story.storm.end, lang))
    wide, y = width(said, theme.SMALL), box.top + box.height / 2
    end = box.left + box.width * (story.storm.end + 1) / story.days + 14
    x = (
        end
        if end + wide <= theme.WIDTH - theme.MARGIN
        else box.left + box.width * story.storm.start / story.days - 14 - wide
    )
    if x > theme.MARGIN + width(translate(lang, "Replies by kind"), theme.SMALL) + 20:
        chart.write(x, y, said, colour=theme.ink(theme.VERMILLION))


def _followers(chart: Chart, box: Box, story: Story, lang: str) -> None:
    """Draw followers gained or lost since the start."""
    change = story.followers - story.followers[0]
    ticks, limits = count_ticks(float(change.min()), float(change.max()), box.height)
    axes = chart.panel(box, "followers")
    dress(axes, story.days, ticks, limits, lang, day_numbers=False, signed=True)
    axes.plot(
        np.arange(len(change)), change, color=theme.BLACK, linewidth=theme.points(theme.MEDIAN + 1), zorder=3,
        solid_capstyle="round", gid="story-followers",
    )  # fmt: skip
    low, high = limits
    end = box.bottom - (float(change[-1]) - low) / (high - low) * box.height
    y = min(max(end, box.top + 20), box.bottom - 30)
    count = f"{_n(float(story.followers[-1]), lang)} ({number(float(change[-1]), lang, signed=True)})"
    _beside(chart, box.right, y, [translate(lang, "Followers"), count], theme.BLACK)


def _beside(chart: Chart, x: float, y: float, lines: Sequence[str], colour: str) -> None:
    """Write lines beside a panel, the first one bold."""
    step = theme.LABEL * 1.16
    room = theme.WIDTH - theme.MARGIN - x - 24
    top = y - step * (len(lines) - 1) / 2
    for n, line in enumerate(lines):
        words = cut(line, theme.LABEL, room, bold=n == 0)
        chart.write(x + 24, top + n * step, words, size=theme.LABEL, colour=theme.ink(colour), bold=n == 0)


def _messages(chart: Chart, box: Box, story: Story, lang: str) -> None:
    """Draw praise upward and criticism downward, and say which day was the worst."""
    ticks, limits = count_ticks(-float(story.criticism.max()), float(story.praise.max()), box.height)
    axes = chart.panel(box, "messages")
    dress(axes, story.days, ticks, limits, lang, day_numbers=False, absolute=True)
    edges = np.arange(story.days + 1)
    axes.stairs(story.praise, edges, fill=True, color=theme.GREEN, zorder=2, gid="story-praise")
    axes.stairs(-story.criticism, edges, fill=True, color=theme.VERMILLION, zorder=2, gid="story-criticism")
    zero = box.bottom - (0 - limits[0]) / (limits[1] - limits[0]) * box.height
    praise = f"▲ {translate(lang, 'Praise')} {_n(float(story.praise.sum()), lang)}"
    criticism = f"▼ {translate(lang, 'Criticism')} {_n(float(story.criticism.sum()), lang)}"
    size = theme.LABEL * theme.LINE_HEIGHT
    places = push_apart([zero - 24, zero + 24], [size, size], box.top, box.bottom)
    _beside(chart, box.right, places[0], [praise], theme.GREEN)
    _beside(chart, box.right, places[1], [criticism], theme.VERMILLION)
    worst = _worst(story)
    most = float(story.criticism[worst])
    if most < 3:
        return
    said = translate(lang, "day {day}: {n} critical messages", day=worst, n=_n(most, lang))
    x = box.left + box.width * (worst + 0.5) / story.days
    wide, top = width(said, theme.SMALL), box.bottom - theme.SMALL * 1.4
    deep = zero + story.criticism / max(-limits[0], 1e-9) * (box.bottom - zero)  # where the bars end
    for left in (x + 24, x - 24 - wide):
        days = slice(
            int((left - box.left) / box.width * story.days), int((left + wide - box.left) / box.width * story.days) + 1
        )
        if left > box.left and left + wide < box.right and (deep[days] < top).all() and zero < top:
            chart.write(left, box.bottom - theme.SMALL * 0.7, said, colour=theme.ink(theme.VERMILLION))
            return


def _wind(chart: Chart, box: Box, story: Story, lang: str) -> None:
    """Draw the wind force by day: the higher and darker, the stronger."""
    axes = chart.panel(box, "wind")
    axes.set_xlim(0, story.days)
    axes.set_ylim(0, 6)
    axes.set_axis_off()
    axes.hlines([0], 0, story.days, color=theme.RULE, linewidth=theme.points(1.5), zorder=0.4)
    for force in range(1, 7):
        here = np.flatnonzero(story.wind == force)
        if len(here):
            axes.bar(here + 0.5, force, 1.0, color=colour_of(force), linewidth=0, zorder=2)
    strongest = int(story.wind.max())
    said = translate(lang, "Wind: up to force {force}", force=strongest)
    _beside(chart, box.right, box.top + box.height / 2, [said], theme.VERMILLION if strongest > 4 else theme.BLUE)


def _reply_rows(chart: Chart, box: Box, story: Story, replies: Sequence[tuple[str, float]], lang: str) -> None:
    """Draw one row per type of reply: bars by day on one scale, the name and the number at the right."""
    if not theme.look().large_room:
        chart.write(theme.MARGIN, box.top - _HEADER / 2, translate(lang, "Replies by kind"))
    top = max(float(story.replies[kind].max()) for kind, _ in replies)
    labels = [clean(f"{_n(count, lang)} × {reply_title(kind, lang)}") for kind, count in replies]  # noqa: RUF001 - times
    room = theme.WIDTH - theme.MARGIN - box.right - 24
    size = theme.LABEL if max(width(said, theme.LABEL) for said in labels) <= room else theme.SMALL
    for n, ((kind, _), said) in enumerate(zip(replies, labels, strict=True)):
        row = Box(box.left, box.top + n * _ROW, box.width, _ROW)
        axes = chart.panel(row, f"reply-{n}")
        _row_axes(axes, story.days, top)
        edges = np.arange(story.days + 1)
        axes.stairs(story.replies[kind], edges, fill=True, color=theme.BLUE, zorder=2, gid=f"story-{kind}")
        chart.write(
            row.right + 24, row.top + _ROW * 0.62, cut(said, size, room), size=size, colour=theme.ink(theme.BLUE)
        )


def _row_axes(axes: Axes, days: int, top: float) -> None:
    axes.set_xlim(0, days)
    axes.set_ylim(0, max(top, 1) * 1.1)
    axes.set_axis_off()
    axes.hlines([0], 0, days, color=theme.RULE, linewidth=theme.points(1.5), zorder=0.4)

"""Gained and lost: what brought followers and what drove them away, per policy on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.words import days_words, point_words, runs_words
from followersim.charts import theme
from followersim.charts.axes import count_ticks
from followersim.charts.page import Box, Chart
from followersim.charts.sweeps import spread
from followersim.charts.text import balanced, cut, width
from followersim.locale import N_, translate
from followersim.locale.numbers import MINUS, short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.charts.request import Request

    Result = Mapping[str, Any]

GAINED: Final = {
    "discovery": N_("found the page"),
    "word_of_mouth": N_("heard from others"),
    "advertising": N_("saw advertising"),
    "offer": N_("wanted the offer"),
    "storm": N_("curious about the storm"),
}
LOST: Final = {
    "bored": N_("bored"),
    "crowded": N_("too many posts"),
    "promotional": N_("too much advertising"),
    "offer_over": N_("offer is over"),
    "ignored": N_("felt ignored"),
    "harsh_reply": N_("harsh reply"),
    "deleted": N_("criticism deleted"),
    "bad_experience": N_("bad experience"),
    "scandal": N_("outraged at the incident"),
    "rival": N_("went to a rival"),
    "gesture": N_("gesture towards others"),
}
_GROUPS: Final = (("new_followers_by_cause", GAINED), ("lost_followers_by_cause", LOST))
_MOST_PANELS: Final = 4
_HEADING: Final = 50
_TICKS: Final = 50
_GAP: Final = 34
_NAMES: Final = 0.36  # share of the width that the names of the causes may take
_LEAST_ROW: Final = 41
_OTHER: Final = "other"


@dataclass(frozen=True)
class Panel:
    """One policy, or one point of a sweep: its heading, its colour, and how many came or went, by group and cause."""

    heading: str
    colour: str
    values: Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class Row:
    """One cause: its group, its name, and what it is called."""

    group: str
    cause: str
    title: str


def draw_gained_lost(request: Request) -> Chart:
    """Draw one panel per policy; with a sweep, one panel per point, of the policy that changes most."""
    lang = request.lang
    shown = _shown(request)
    headings, keys = _headings(request, shown)
    panels = [_panel(request, result, heading) for result, heading in zip(shown, headings, strict=True)]
    unit = [
        translate(lang, "Followers gained and lost by cause, mean of {runs}", runs=runs_words(request.worlds, lang)),
        translate(lang, "in {days}", days=days_words(request.days, lang)),
    ]
    if request.swept:
        unit += [translate(lang, "policy: {policy}", policy=request.quoted(shown[0]["policy"])), *keys]
    left = (len({str(r["point"]) for r in request.results}) if request.swept else len(request.names)) - len(shown)
    if left:
        unit.append(translate(lang, "{n} more not shown", n=left))
    return request.chart(
        lambda limit: finding(request, limit),
        unit,
        lambda chart, body: _draw(request, chart, body, panels),
        lambda: [in_words(request, result) for result in shown],
    )


def _most_panels() -> int:
    return 2 if theme.look().large_room else _MOST_PANELS


def _shown(request: Request) -> list[Result]:
    """Return the results that have a panel: the policies, or the points of the policy that changes most."""
    if not request.swept:
        largest = _largest(request)
        first = request.results[: _most_panels()]
        return first if largest[0] in first else [*first[:-1], largest[0]]
    told = _largest(request)[0]
    own = [result for result in request.results if result["policy"] == told["policy"]]
    return [own[n] for n in spread(len(own), _most_panels(), own.index(told))]


def _values(result: Result) -> dict[tuple[str, str], float]:
    """Return the means of a result by group and cause."""
    return {(group, cause): float(six["mean"] or 0.0) for group, _ in _GROUPS for cause, six in result[group].items()}


def _headings(request: Request, shown: Sequence[Result]) -> tuple[list[str], list[str]]:
    """Return what stands above the panels, and what the subtitle says of that."""
    if not request.swept:
        return [request.names[result["policy"]] for result in shown], []
    room = (1 - _NAMES) * (theme.WIDTH - 2 * theme.MARGIN) / len(shown) - _GAP
    return request.point_headings([result["point"] for result in shown], room)


def _panel(request: Request, result: Result, heading: str) -> Panel:
    return Panel(heading, theme.series_colour(request.numbers[result["policy"]]), _values(result))


def title_of(cause: str, lang: str) -> str:
    """Return what a cause is called."""
    known = {**GAINED, **LOST}.get(cause)
    return translate(lang, known) if known else cause.replace("_", " ")


def _largest(request: Request) -> tuple[Result, Result | None, tuple[str, str]]:
    """Return the result and the cause that differ most from the baseline (with a sweep: at any point), and it.

    Without a baseline, the largest of all, and None.
    """
    best: tuple[float, Result, Result | None, tuple[str, str]] | None = None
    for result in request.results:
        base = next((r for r in request.results if r["baseline"] and r["point"] == result["point"]), None)
        if base is result and len(request.names) > 1:
            continue
        compared = None if base is result else base
        theirs = _values(compared) if compared else {}
        for key, value in _values(result).items():
            size = abs(value - theirs.get(key, 0.0))
            if best is None or size > best[0]:
                best = (size, result, compared, key)
    if best is None:
        raise ValueError("there are no results to draw")
    return best[1:]


def finding(request: Request, limit: int) -> str:
    """Return the cause in which a policy differs most from the baseline; of a single policy, the largest cause."""
    lang = request.lang
    result, base, key = _largest(request)
    amount = _amount(_values(result)[key], lang)
    gaps = {"policy": request.quoted(result["policy"], limit), "cause": title_of(key[1], lang)}
    if result["point"]:
        gaps["policy"] += f" ({point_words(result['point'], lang)})"
    lost = key[0] == "lost_followers_by_cause"
    if base is None:
        if lost:
            return translate(lang, "{policy}: {n} followers lost per run, reason: {cause}", n=amount, **gaps)
        return translate(lang, "{policy}: {n} followers gained per run, reason: {cause}", n=amount, **gaps)
    gaps["baseline"] = request.quoted(base["policy"], limit)
    other = _amount(_values(base)[key], lang)
    if lost:
        return translate(lang, "{policy}: {n} followers lost ({cause}), {m} with {baseline}", n=amount, m=other, **gaps)
    return translate(lang, "{policy}: {n} followers gained ({cause}), {m} with {baseline}", n=amount, m=other, **gaps)


def _amount(value: float, lang: str) -> str:
    return short(value, lang) if 0 < value < 9.95 else short(float(round(value)), lang)


def in_words(request: Request, result: Result) -> str:
    """Return the numbers of a result as a sentence."""
    lang = request.lang
    policy = request.quoted(result["policy"]) + (f" ({point_words(result['point'], lang)})" if result["point"] else "")
    values = _values(result)
    lists = {
        word: "; ".join(
            f"{title_of(cause, lang)}: {_amount(value, lang)}"
            for (group, cause), value in values.items()
            if group == name and value > 0
        )
        or "0"
        for word, name in (("gained", "new_followers_by_cause"), ("lost", "lost_followers_by_cause"))
    }
    return translate(lang, "{policy}, gained: {gained}. Lost: {lost}.", policy=policy, **lists)


def _rows(panels: Sequence[Panel], room: float, lang: str) -> list[Row]:
    """Return the causes that there is room for, gained first, the largest first; the rest goes together."""
    totals = {key: max(panel.values.get(key, 0.0) for panel in panels) for key in panels[0].values}
    there = {key: total for key, total in totals.items() if total > 0}
    most = max(4, int(room // _LEAST_ROW) - 2)
    rest: set[tuple[str, str]] = set()
    if len(there) > most:
        rest = set(sorted(there, key=lambda key: there[key])[: len(there) - most + 1])
    rows = []
    for group, _ in _GROUPS:
        keys = sorted((key for key in there if key[0] == group and key not in rest), key=lambda key: -there[key])
        rows += [Row(group, cause, title_of(cause, lang)) for _, cause in keys]
        if any(key[0] == group for key in rest):
            rows.append(Row(group, _OTHER, translate(lang, "everything else")))
    return rows


def _value(panel: Panel, row: Row, rows: Sequence[Row]) -> float:
    if row.cause != _OTHER:
        return panel.values.get((row.group, row.cause), 0.0)
    named = {(r.group, r.cause) for r in rows}
    return sum(value for key, value in panel.values.items() if key[0] == row.group and key not in named)


def _heading_lines(body: Box, panels: Sequence[Panel]) -> int:
    """Return how many lines the headings of the panels take, with as little room as they may have."""
    wide = ((1 - _NAMES) * body.width - _GAP * (len(panels) - 1)) / len(panels)
    return 2 if any(width(panel.heading, theme.LABEL, bold=True) > wide for panel in panels) else 1


def _draw(request: Request, chart: Chart, body: Box, panels: Sequence[Panel]) -> None:
    """Draw names of the causes at the left and the bars of each panel beside each other."""
    lang = request.lang
    lines = _heading_lines(body, panels)
    above = _HEADING + (lines - 1) * theme.LABEL * theme.LINE_HEIGHT
    rows = _rows(panels, body.height - above - _TICKS - 40, lang)
    if not rows:
        chart.write(body.left, body.top + 60, translate(lang, "Nobody came and nobody left."), size=theme.LABEL)
        return
    heads = {
        "new_followers_by_cause": translate(lang, "▲ Gained"),
        "lost_followers_by_cause": translate(lang, "▼ Lost"),
    }
    groups = list(dict.fromkeys(row.group for row in rows))
    pitch = min(62.0, (body.height - above - _TICKS) / (len(rows) + len(groups)))
    names = min(max([width(row.title, theme.SMALL) for row in rows] or [0]) + 64, _NAMES * body.width)
    wide = (body.width - names - _GAP * (len(panels) - 1)) / len(panels)
    top = body.top + above
    places: list[tuple[Row, float]] = []
    y = top
    heads_at: dict[str, float] = {}
    for group in groups:
        heads_at[group] = y
        colour = theme.ink(theme.GREEN if group == "new_followers_by_cause" else theme.VERMILLION)
        chart.write(body.left, y + pitch / 2, heads[group], colour=colour, bold=True)
        y += pitch
        for row in (r for r in rows if r.group == group):
            chart.write(body.left + 26, y + pitch / 2, cut(row.title, theme.SMALL, names - 36))
            places.append((row, y))
            y += pitch
    high = max((_value(panel, row, rows) for panel in panels for row in rows), default=0.0)
    room = max(width(_amount(high, lang), theme.SMALL), 70) + 16
    # as many numbers as have room beside each other, where `count_ticks` thinks of numbers above each other
    pitch_of_ticks = width(_amount(high, lang), theme.SMALL) + 30
    ticks, (_, end) = count_ticks(0, high, (wide - room) / pitch_of_ticks * 42)
    for n, panel in enumerate(panels):
        left = body.left + names + n * (wide + _GAP)
        for k, heading in enumerate(balanced(panel.heading, theme.LABEL, wide, lines, bold=True)):
            at = body.top + 22 + k * theme.LABEL * theme.LINE_HEIGHT
            chart.write(left, at, heading, size=theme.LABEL, colour=theme.ink(panel.colour), bold=True)
        box = Box(left, top, wide - room, y - top)
        for group, at in heads_at.items():
            total = sum(value for (of, _), value in panel.values.items() if of == group)
            sign = "+" if group == "new_followers_by_cause" else MINUS
            colour = theme.ink(theme.GREEN if group == "new_followers_by_cause" else theme.VERMILLION)
            amount = f"{sign}{_amount(total, lang)}" if total else "0"
            chart.write(left + 10, at + pitch / 2, amount, colour=colour, bold=True)
        bars = [(row, at, _value(panel, row, rows)) for row, at in places]
        _bars(request, chart, box, bars, sizes=(pitch, end), ticks=ticks, n=n)


def _bars(
    request: Request,
    chart: Chart,
    box: Box,
    bars: Sequence[tuple[Row, float, float]],
    *,
    sizes: tuple[float, float],
    ticks: Sequence[float],
    n: int,
) -> None:
    """Draw the bars of one panel with their numbers at their ends."""
    pitch, end = sizes
    axes = chart.panel(box, f"gained-lost-{n}")
    axes.set_xlim(0, end)
    axes.set_ylim(box.height, 0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=theme.points(10))
    axes.set_yticks([])
    axes.set_xticks(list(ticks), [request.number(tick) for tick in ticks])
    for label in axes.get_xticklabels():
        label.set_fontproperties(theme.REGULAR)
        label.set_fontsize(theme.points(theme.SMALL))
        label.set_color(theme.QUIET)
    axes.vlines([t for t in ticks if t], 0, box.height, color=theme.RULE, linewidth=theme.points(1.5), zorder=0.5)
    axes.vlines([0], 0, box.height, color=theme.QUIET, linewidth=theme.points(2.5), zorder=3)
    for row, top, value in bars:
        middle = top - box.top + pitch / 2
        colour = theme.GREEN if row.group == "new_followers_by_cause" else theme.VERMILLION
        axes.barh([middle], [value], height=pitch * 0.62, color=colour, linewidth=0, zorder=2, gid=f"{row.cause}-{n}")
        x = box.left + value / end * box.width + 10
        chart.write(x, top + pitch / 2, _amount(value, request.lang), colour=theme.TEXT if value else theme.QUIET)

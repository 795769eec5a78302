"""What matters and what does not: effects after Morris, indices after Sobol, and whether the order of policies holds.

All are made from the report of a sensitivity study (its JSON): a row per parameter, a mark per policy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.sensitivity_words import claim, output_word, short_meaning, the_output, unit_word
from followersim.analysis.words import UNLIMITED, quoted, shorten, value_words
from followersim.charts import theme
from followersim.charts.page import Box, Chart, furnish
from followersim.charts.sweeps import name_policies
from followersim.charts.text import clean, cut, width, wrap
from followersim.charts.ticks import value_ticks
from followersim.locale import N_, translate
from followersim.locale.numbers import NO_BREAK, check_language, number, percent, percent_range, short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from matplotlib.axes import Axes

    Entry = Mapping[str, Any]

MOST_ROWS: Final = 8
MOST_CLAIMS: Final = 9
_LABELS: Final = 800
_GAP: Final = 28
_TICKS: Final = 50
_END: Final = 26  # room for half of the last number on the axis
_SIZE: Final = 29.0
_VALUE_ROOM: Final = 330
_BETTER, _EQUAL, _WORSE = theme.BLUE, "#D9D9D9", theme.VERMILLION

_WORDS: Final[dict[str, str]] = {
    "most": N_("Matters most for {the} ({size}): {meaning}"),
    "nothing": N_("Nothing moves {the} clearly in {runs} simulations"),
    "explains": N_("Explains most, {size} of the differences ({output}): {meaning}"),
    "effect": N_("dot: effect of its whole range (mu*), {unit}"),
    "interval": N_("line: 95% interval"),
    "sigma": N_("cross: spread (sigma)"),
    "open": N_("open: not clear"),
    "index": N_("filled: share of the variance explained alone"),
    "total": N_("frame: with all that it does together with others"),
    "range": N_("value ÷ {within} to \u00d7 {within}"),
    "shown": N_("{n} of {all} parameters"),
    "worlds": N_("{n} worlds"),
    "drawn": N_("first {n} of {all} policies"),
    "holds": N_("In {share} of {draws} draws of the parameters: {claim}"),
    "numbers": N_("{n} parameters at once, {range}"),
    "better": N_("it is so"),
    "equal": N_("the same for both"),
    "worse": N_("the other way round"),
    "share": N_("right: share with 95% interval"),
    "more": N_("{n} more comparisons are not shown"),
}


def _word(name: str, lang: str, **gaps: Any) -> str:
    return translate(lang, _WORDS[name], **gaps)


@dataclass(frozen=True)
class _Text:
    """A text in two languages, as the page wants it."""

    texts: Mapping[str, str]

    def in_language(self, lang: str) -> str:
        """Return it in a language."""
        return self.texts[lang]


@dataclass(frozen=True)
class _Source:
    """The question and the name of what was studied."""

    slug: str
    question: _Text


def _source(report: Entry) -> tuple[_Source, int]:
    about = report["scenario"]
    return _Source(about["name"], _Text(about["question"])), report["seed"]


def draw_all(report: Entry, lang: str) -> Iterator[tuple[str, Chart]]:
    """Yield every chart of a report with its name: two per output, and one on the order of policies."""
    for output in report["outputs"]:
        yield f"screening_{output}", draw_screening(report, output, lang)
        if report["indices"] and any(varies(result) for result in _of(report["indices"], output)):
            yield f"indices_{output}", draw_indices(report, output, lang)
    if report["ranking"]:
        yield "ranking", draw_ranking(report, lang)


def varies(result: Entry) -> bool:
    """Return whether an output changed at all, so that there are indices."""
    return result["total"][0]["value"] is not None


def _of(part: Entry, output: str) -> list[Entry]:
    """Return the results about an output, of the policies that have a colour."""
    return [result for result in part["results"] if result["output"] == output][: len(theme.SERIES)]


def _named(report: Entry, lang: str) -> list[tuple[int, str]]:
    titles = [clean(policy["title"][lang]) for policy in report["policies"]]
    return list(enumerate(titles))[: len(theme.SERIES)]


def _frame_words(report: Entry, lang: str, shown: int) -> list[str]:
    """Return what every chart says about how it was made."""
    policies = len(report["policies"])
    drawn = [_word("drawn", lang, n=len(theme.SERIES), all=policies)] if policies > len(theme.SERIES) else []
    return [
        *drawn,
        _word("shown", lang, n=number(shown, lang), all=number(len(report["factors"]), lang)),
        _range_word(report, lang),
        _word("worlds", lang, n=number(report["worlds"], lang)),
    ]


def _range_word(report: Entry, lang: str) -> str:
    return _word("range", lang, within=value_words(report["within"], lang))


def meanings(report: Entry, lang: str) -> dict[str, str]:
    """Return what each factor means, without explanations."""
    return {factor["name"]: clean(short_meaning(factor["meaning"][lang])) for factor in report["factors"]}


def draw_screening(report: Entry, output: str, lang: str) -> Chart:
    """Draw the largest effects on an output, in English ("en") or German ("de")."""
    check_language(lang)
    results = _of(report["screening"], output)
    by_name = [{row["name"]: row for row in result["factors"]} for result in results]
    sizes = {name: max(rows[name]["mu_star"] for rows in by_name) for name in by_name[0]}
    names = sorted((name for name, size in sizes.items() if size > 0), key=lambda name: -sizes[name])[:MOST_ROWS]
    # a few are clear by luck alone: a title needs more than those
    trusted = [
        rows
        for result, rows in zip(results, by_name, strict=True)
        if sum(row["clear"] for row in rows.values()) > result["by_luck"]
    ]
    clear = [name for name in names if any(rows[name]["clear"] for rows in trusted)]
    first = [rows[clear[0]]["mu_star"] for rows in trusted if rows[clear[0]]["clear"]] if clear else []
    largest = (clear[0], _size(max(first), output, lang)) if first else None
    heading = _heading("most", report, largest, output, lang)
    unit = [
        _word("effect", lang, unit=unit_word(output, lang)),
        *(_word(name, lang) for name in ("interval", "sigma", "open")),
        *_frame_words(report, lang, len(names)),
    ]
    top = max([max(rows[n]["mu_star_high"], rows[n]["sigma"]) for rows in by_name for n in names], default=1.0)

    def mark(axes: Axes, name: str, y: float, number_: int, _high: float) -> None:
        row, colour = by_name[number_][name], theme.series_colour(number_)
        ends = [row["mu_star_low"], row["mu_star_high"]]
        axes.plot(ends, [y, y], color=colour, linewidth=theme.points(4), solid_capstyle="butt", zorder=2)
        _dot(axes, (row["sigma"], y), "x", colour, colour)
        _dot(axes, (row["mu_star"], y), "o", colour, colour if row["clear"] else theme.PAPER)

    return _rows_chart(
        report, names, (0.0, top), mark, heading=heading, unit=unit, lang=lang, alternative=_effects_text
    )


def _size(value: float, output: str, lang: str) -> str:
    """Return an effect with its unit: percentage points, or percent of the followers."""
    if output == "shitstorm":
        return f"{short(value, lang)} {unit_word(output, lang)}"
    return translate(lang, "{share} of the followers", share=percent(value / 100, lang, 0 if value >= 10 else 1))


def _heading(kind: str, report: Entry, first: tuple[str, str] | None, output: str, lang: str) -> Callable[[int], str]:
    """Return what makes the title with a meaning of at most so many characters.

    ``first`` is what comes first, and how large it is; without it, nothing is clear.
    """
    words = {"the": the_output(output, lang), "output": output_word(output, lang)}
    if first is None:
        return lambda _limit: _word("nothing", lang, runs=number(report["simulations"], lang), **words)
    name, size = first
    told = meanings(report, lang)[name]
    return lambda limit: _word(kind, lang, meaning=shorten(told, limit), size=size, **words)


def _effects_text(report: Entry, names: Sequence[str], lang: str) -> str:
    told = meanings(report, lang)
    return " ".join(f"{name}: {told[name]}." for name in names)


def draw_indices(report: Entry, output: str, lang: str) -> Chart:
    """Draw which share of an output's variance is due to which parameter, alone and in all."""
    check_language(lang)
    results = _of(report["indices"], output)
    values = [
        {first["name"]: (first, total) for first, total in zip(result["first"], result["total"], strict=True)}
        for result in results
    ]
    moving = [rows for result, rows in zip(results, values, strict=True) if varies(result)]
    names = sorted(report["indices"]["factors"], key=lambda name: -max(rows[name][1]["value"] for rows in moving))
    names = names[:MOST_ROWS]
    clear = [rows[names[0]][1]["value"] for rows in moving if rows[names[0]][1]["clear"]]
    heading = _heading("explains", report, (names[0], percent(max(clear), lang)) if clear else None, output, lang)
    unit = [*(_word(name, lang) for name in ("index", "total", "interval")), *_frame_words(report, lang, len(names))]
    ends = [end for rows in moving for name in names for one in rows[name] for end in (one["low"], one["high"])]

    def mark(axes: Axes, name: str, y: float, number_: int, high: float) -> None:
        if not varies(results[number_]):
            return
        first, total = values[number_][name]
        colour = theme.series_colour(number_)
        frame: dict[str, Any] = {"facecolor": theme.PAPER, "edgecolor": colour, "linewidth": theme.points(3)}
        axes.barh(y, max(total["value"], 0.0), high, zorder=2, **frame)
        axes.barh(y, max(first["value"], 0.0), high, color=theme.tint(colour, 0.55), zorder=2.1, linewidth=0)
        for one, shift in ((first, -high / 5), (total, high / 5)):
            line: dict[str, Any] = {"color": theme.ink(colour), "linewidth": theme.points(3), "zorder": 3}
            axes.plot([one["low"], one["high"]], [y + shift, y + shift], solid_capstyle="butt", **line)

    limits = (min(0.0, *ends), max(1.0, *ends))
    return _rows_chart(report, names, limits, mark, heading=heading, unit=unit, lang=lang, alternative=_effects_text)


def _dot(axes: Axes, place: tuple[float, float], marker: str, colour: str, fill: str) -> None:
    axes.plot(
        *([one] for one in place), marker=marker, markersize=theme.points(17), markerfacecolor=fill,
        markeredgecolor=colour, markeredgewidth=theme.points(4), linestyle="none", zorder=3, clip_on=False,
    )  # fmt: skip


def _rows_chart(
    report: Entry,
    names: Sequence[str],
    limits: tuple[float, float],
    mark: Callable[[Axes, str, float, int, float], None],
    *,
    heading: Callable[[int], str],
    unit: Sequence[str],
    lang: str,
    alternative: Callable[[Entry, Sequence[str], str], str],
) -> Chart:
    """Draw a chart with a row per parameter: its meaning at the left, what ``mark`` draws per policy at the right."""
    told = meanings(report, lang)
    with theme.style():
        chart = Chart()
        body = furnish(chart, heading, unit, source=_source(report), lang=lang)
        named = _named(report, lang)
        body = name_policies(chart, body, named, lang)
        panel = Box(body.left + _LABELS + _GAP, body.top, body.width - _LABELS - _GAP - _END, body.height - _TICKS)
        axes = chart.panel(panel, "parameters")
        _dress(chart, axes, panel, limits, lang)
        pitch = panel.height / max(len(names), 1)
        for n, name in enumerate(names):
            middle = panel.top + (n + 0.5) * pitch
            _label(chart, told[name], body.left, middle, lines=2 if pitch >= 74 else 1)
            slot = min(pitch * 0.8 / len(named), 44.0)
            for k in range(len(named)):
                y = (n + 0.5) * pitch + (k - (len(named) - 1) / 2) * slot
                mark(axes, name, y, k, slot * 0.8)
        chart.alt_text = f"{clean(heading(UNLIMITED))}. {alternative(report, names, lang)}"
    return chart


def _fitting(sentence: Callable[[int], str], lines: int) -> str:
    """Return a sentence with names as long as fit into the labels; only names are shortened as long as possible."""
    for limit in (UNLIMITED, *range(60, 8, -4)):
        text = clean(sentence(limit))
        if " ".join(wrap(text, _SIZE, _LABELS, lines)) == text:
            break
    return text


def _label(chart: Chart, text: str, left: float, middle: float, *, lines: int) -> None:
    """Write a text in one line or two, cut with an ellipsis if it is longer."""
    written = wrap(text, _SIZE, _LABELS, lines)
    for n, line in enumerate(written):
        y = middle + (n - (len(written) - 1) / 2) * _SIZE * theme.LINE_HEIGHT
        chart.write(left, y, line, size=_SIZE)


def _dress(chart: Chart, axes: Axes, panel: Box, limits: tuple[float, float], lang: str) -> None:
    """Give the panel its scale: pixels downward, the output's unit to the right."""
    low, high = limits
    high = high if high > low else low + 1.0
    axes.set_xlim(low, high + 0.02 * (high - low))
    axes.set_ylim(panel.height, 0)
    axes.set_axis_off()
    ticks, labels = value_ticks(low, high, lang, panel.width)
    for tick, text in zip(ticks, labels, strict=True):
        strong = tick == 0
        axes.axvline(
            tick, color=theme.QUIET if strong else theme.RULE, linewidth=theme.points(2.5 if strong else 1.5), zorder=1
        )
        x = panel.left + (tick - low) / (1.02 * (high - low)) * panel.width
        chart.write(x, panel.bottom + _TICKS / 2, text, colour=theme.QUIET, ha="center")


def draw_ranking(report: Entry, lang: str) -> Chart:
    """Draw in which share of draws the first policy does better than the others."""
    check_language(lang)
    ranking = report["ranking"]
    titles = {policy["name"]: policy["title"][lang] for policy in report["policies"]}
    entries = ranking["results"][:MOST_CLAIMS]
    left_out = len(ranking["results"]) - len(entries)
    best = next((entry for entry in entries if entry["output"] == "followers"), entries[0])
    draws = number(ranking["draws"], lang)

    def said(entry: Entry, limit: int = UNLIMITED) -> str:
        one, other = (quoted(titles[entry[name]], lang, limit) for name in ("policy", "against"))
        return claim(entry["output"], one, other, lang)

    def heading(limit: int) -> str:
        return _word("holds", lang, share=percent(best["share"], lang), draws=draws, claim=said(best, limit))

    unit = [
        _word("numbers", lang, n=number(ranking["numbers"], lang), range=_range_word(report, lang)),
        _word("worlds", lang, n=number(report["worlds"], lang)),
        _word("share", lang),
        *([_word("more", lang, n=left_out)] if left_out else []),
    ]
    with theme.style():
        chart = Chart()
        body = furnish(chart, heading, unit, source=_source(report), lang=lang)
        body = _key(chart, body, lang)
        wide = body.width - _LABELS - 2 * _GAP - _VALUE_ROOM
        panel = Box(body.left + _LABELS + _GAP, body.top, wide, body.height)
        axes = chart.panel(panel, "ranking")
        axes.set_xlim(0, 1)
        axes.set_ylim(panel.height, 0)
        axes.set_axis_off()
        pitch = panel.height / len(entries)
        high = min(pitch * 0.62, 80.0)
        for n, entry in enumerate(entries):
            middle = panel.top + (n + 0.5) * pitch
            lines = 3 if pitch >= 110 else 2
            _label(chart, _fitting(partial(said, entry), lines), body.left, middle, lines=lines)
            bar = Box(panel.left, middle - high / 2, panel.width, high)
            _draw_shares(chart, axes, bar, panel.top, entry, lang=lang)
            interval = percent_range(entry["low"], entry["high"], lang)
            text = f"{percent(entry['share'], lang)} ({interval})".replace(" ", NO_BREAK)
            chart.write(body.right, middle, text, size=theme.LABEL, ha="right")
        shares = (
            f"{said(entry)}: {percent(entry['share'], lang)} ({percent_range(entry['low'], entry['high'], lang)})."
            for entry in entries
        )
        chart.alt_text = " ".join([f"{clean(heading(UNLIMITED))}.", *shares])
    return chart


def _key(chart: Chart, body: Box, lang: str) -> Box:
    """Write what the colours mean."""
    x, y = body.left, body.top + 22
    for name, colour in (("better", _BETTER), ("equal", _EQUAL), ("worse", _WORSE)):
        chart.rule((x, y), (x + 44, y), colour=colour, thick=30, solid_capstyle="butt")
        text = _word(name, lang)
        chart.write(x + 58, y, text, size=theme.LABEL)
        x += 58 + width(text, theme.LABEL) + 60
    return Box(body.left, body.top + 62, body.width, body.height - 62)


def _draw_shares(chart: Chart, axes: Axes, bar: Box, top: float, entry: Entry, *, lang: str) -> None:
    """Draw the three shares as one bar, each with its number where there is room for it."""
    total = entry["better"] + entry["equal"] + entry["worse"]
    start, middle = 0.0, bar.top + bar.height / 2
    for name, colour in (("better", _BETTER), ("equal", _EQUAL), ("worse", _WORSE)):
        share = entry[name] / total
        axes.barh(middle - top, share, bar.height, left=start, color=colour, linewidth=0)
        text = number(entry[name], lang)
        if width(text, theme.SMALL) + 16 <= share * bar.width:
            x = bar.left + (start + share / 2) * bar.width
            chart.write(x, middle, cut(text, theme.SMALL, 200), colour=theme.readable_on(colour), ha="center")
        start += share

"""Points of a sweep that lie anywhere, as in a sample: one panel per key, one mark per point and policy.

What is shown is the measure of the chart that scenarios without a sweep have under the same name: the likelihood of a
shitstorm, followers at the end, praise and criticism. A mark has its interval; a line runs through the means of marks
that lie near each other, since at each of them other keys are different, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib import patheffects

from followersim.analysis.findings import main_results
from followersim.analysis.findings_sweeps import SCATTER_FINDINGS
from followersim.analysis.grids import axes_of, points_of
from followersim.analysis.words import UNLIMITED, sweep_name, titles, value_words
from followersim.charts import theme
from followersim.charts.axes import count_ticks
from followersim.charts.captions_scatter import scatter_text, scatter_unit
from followersim.charts.page import Box, Chart, furnish
from followersim.charts.points import Line, Scale, by_chance, kept, line_of, measures_of, scale_of
from followersim.charts.sweeps import name_policies
from followersim.charts.text import clean, cut, width
from followersim.charts.ticks import value_ticks
from followersim.locale.numbers import number, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from followersim.analysis.grids import Axis
    from followersim.analysis.inputs import ScenarioLike

    Result = Mapping[str, Any]
    Values = NDArray[np.float64]

MOST_KEYS: Final = 4
MOST_MARKS: Final = 300
"""Marks in a panel, of all coloured policies together: more are only a cloud."""

_TICK_ROOM: Final = 130
_GAP: Final = 60
_HEADING: Final = 50
_TICKS: Final = 54
_MARK: Final = 11
_BAR: Final = 0.36


def draw_points(name: str, summary: Result, scenario: ScenarioLike, lang: str) -> Chart:
    """Draw the likelihood, followers or feedback at points that lie anywhere, against the values of their keys."""
    results = main_results(summary)
    there = {result["policy"] for result in results}
    names = {policy: clean(title) for policy, title in titles(scenario, lang).items() if policy in there}
    compared = name == "growth" and any(_has_lead(result) for result in results)
    drawn = [result for result in results if not compared or _has_lead(result)]
    axes = axes_of(points_of(scenario))
    picture = _Picture(name, drawn, names, axes=axes[:MOST_KEYS], lang=lang)
    unit = scatter_unit(
        name,
        drawn,
        baseline=next((names[r["policy"]] for r in results if r["baseline"]), "") if compared else "",
        shown=picture.shown,
        has_lines=bool(picture.lines_in_words()),
        left_out_keys=[axis.key for axis in axes[MOST_KEYS:]],
        lang=lang,
    )
    with theme.style():
        chart = Chart()
        finding = SCATTER_FINDINGS[name]
        source = (scenario, summary["seed"])
        body = furnish(chart, lambda limit: finding(summary, scenario, lang, limit), unit, source=source, lang=lang)
        picture.draw(chart, body)
        heading = finding(summary, scenario, lang, UNLIMITED)
        chart.alt_text = scatter_text(name, heading, drawn, names, picture.lines_in_words(), unit=unit, lang=lang)
    return chart


def _has_lead(result: Result) -> bool:
    return bool(result["difference"]) and result["difference"]["n_followers_end"]["median"] is not None


class _Picture:
    """The panels of one chart."""

    def __init__(
        self,
        name: str,
        results: Sequence[Result],
        names: Mapping[str, str],
        *,
        axes: Sequence[Axis],
        lang: str,
    ) -> None:
        self.name, self.names, self.axes, self.lang = name, names, axes, lang
        self.numbers = {policy: n for n, policy in enumerate(names)}
        self.by_policy = {policy: group for policy in names if (group := [r for r in results if r["policy"] == policy])}
        self.measures = measures_of(name, compared=name == "growth" and any(map(_has_lead, results)))
        coloured = min(len(self.by_policy), len(theme.SERIES))
        total = max(len(group) for group in self.by_policy.values())
        self.shown = (min(total, max(1, MOST_MARKS // coloured)), total)

    def draw(self, chart: Chart, body: Box) -> None:
        """Draw one panel per key on a common upright axis."""
        if len(self.names) > 1:
            named = [(self.numbers[policy], self.names[policy]) for policy in self.by_policy]
            body = name_policies(chart, body, named, self.lang)
        columns = len(self.axes)
        wide = (body.width - _TICK_ROOM - _GAP * (columns - 1)) / columns
        high = body.height - _HEADING - _TICKS
        ticks, limits = self._upright(high)
        for n, axis in enumerate(self.axes):
            box = Box(body.left + _TICK_ROOM + n * (wide + _GAP), body.top + _HEADING, wide, high)
            heading = clean(sweep_name(axis.key, self.lang))
            size = theme.LABEL if width(heading, theme.LABEL) <= wide else theme.SMALL
            chart.write(box.left, box.top - _HEADING + 22, cut(heading, size, wide), size=size)
            axes = chart.panel(box, f"points-{n}")
            self._dress(axes, ticks, limits, numbers=n == 0)
            self._draw_panel(axes, axis, box)

    def _colour(self, policy: str) -> str:
        return theme.series_colour(self.numbers[policy])

    def _upright(self, high: float) -> tuple[list[float], tuple[float, float]]:
        """Return ticks and limits of the upright axis; the marks that are left out fit, too."""
        ends = [0.0]
        for policy, group in self.by_policy.items():
            for value, bounds, sign in self.measures:
                ends += [sign * value(result) for result in group]
                if bounds is not None and self._colour(policy) != theme.GREY:
                    ends += [sign * end for result in group for end in bounds(result)]
        low, top = min(ends), max(ends)
        return count_ticks(low, top, high)

    def _dress(self, axes: Axes, ticks: Sequence[float], limits: tuple[float, float], *, numbers: bool) -> None:
        for side in ("top", "right", "left", "bottom"):
            axes.spines[side].set_visible(False)
        axes.set_ylim(*limits)
        axes.set_axisbelow(True)
        axes.tick_params(length=0, pad=theme.points(12))
        for tick in ticks:
            strong = tick == 0
            axes.axhline(
                tick, color=theme.QUIET if strong else theme.RULE, linewidth=theme.points(2.5 if strong else 1.5),
                zorder=0.6 if strong else 0.5,
            )  # fmt: skip
        axes.set_yticks(list(ticks), [self._tick(tick) if numbers else "" for tick in ticks])

    def _tick(self, tick: float) -> str:
        if self.name == "shitstorm":
            return percent(tick / 100, self.lang)
        return number(abs(tick) if self.name == "feedback" else tick, self.lang, signed=self.name == "growth")

    def _draw_panel(self, axes: Axes, axis: Axis, box: Box) -> None:
        """Draw marks, intervals and lines, the coloured policies above the grey ones."""
        for policy, group in reversed(self.by_policy.items()):
            colour = self._colour(policy)
            scale = scale_of(axis, [result["point"] for result in group])
            axes.set_xlim(*scale.limits)
            chosen = kept([result["point"] for result in group], self.shown[0])
            x = self._apart(scale, policy)[chosen]
            for value, bounds, sign in self.measures:
                y = sign * np.array([value(result) for result in group])
                if bounds is not None and colour != theme.GREY:
                    ends = sign * np.array([bounds(result) for result in group])[chosen]
                    _draw_intervals(axes, x, ends, colour)
                axes.plot(
                    x, y[chosen], linestyle="", marker="o", markersize=theme.points(_MARK), markeredgewidth=0,
                    color=colour, alpha=0.6, zorder=2, clip_on=False,
                )  # fmt: skip
        for policy, group in reversed(self.by_policy.items()):
            scale = scale_of(axis, [result["point"] for result in group])
            for _, value, sign in self._signed():
                line = line_of(scale, sign * np.array([value(result) for result in group]), self.lang)
                _draw_line(axes, line, scale, self._colour(policy))
        self._label(axes, scale, box)

    def _signed(self) -> list[tuple[int, Callable[[Result], float], int]]:
        return [(n, measure.value, measure.sign) for n, measure in enumerate(self.measures)]

    def _apart(self, scale: Scale, policy: str) -> Values:
        """Return where marks are drawn: where many share a value, beside each other, policy by policy."""
        if not scale.is_few:
            return scale.x
        policies = list(self.by_policy)
        slot = 0.8 * scale.step / len(policies)
        places = np.empty(len(scale.x))
        order = by_chance(scale.points)
        for value in np.unique(scale.x):
            here = order[scale.x[order] == value]
            places[here] = (np.arange(len(here)) + 0.5) / len(here) - 0.5
        middle = (policies.index(policy) - (len(policies) - 1) / 2) * slot
        return scale.x + middle + 0.8 * slot * places

    def _label(self, axes: Axes, scale: Scale, box: Box) -> None:
        """Write the values beneath a panel: each of a few, else round numbers."""
        low, high = scale.limits
        if scale.is_few:
            places = np.unique(scale.x).tolist()
            labels = [clean(value_words(value, self.lang)) for value in scale.axis.values]
            if not scale.axis.is_scale:  # words are cut rather than left out
                labels = [cut(label, theme.SMALL, box.width / len(labels) - 16) for label in labels]
        else:
            places, labels = value_ticks(low, high, self.lang, box.width)
        free, room = -_GAP / 2 + 6, box.width + _GAP / 2 - 6
        kept_labels = []
        for x, label in zip(places, labels, strict=True):
            middle, half = (x - low) / (high - low) * box.width, width(label, theme.SMALL) / 2
            if middle - half > free and middle + half < room:
                kept_labels.append((x, label))
                free = middle + half + 16
        places, labels = [x for x, _ in kept_labels], [label for _, label in kept_labels]
        axes.set_xticks(places, labels)
        for text in [*axes.get_xticklabels(), *axes.get_yticklabels()]:
            text.set_fontproperties(theme.REGULAR)
            text.set_fontsize(theme.points(theme.SMALL))
            text.set_color(theme.QUIET)

    def lines_in_words(self) -> list[str]:
        """Return what the lines show, one sentence per key, policy and measure."""
        sentences = []
        for axis in self.axes:
            for policy, group in self.by_policy.items():
                scale = scale_of(axis, [result["point"] for result in group])
                for _, value, _ in self._signed():
                    line = line_of(scale, np.array([value(result) for result in group]), self.lang)
                    if line.names:
                        values = ", ".join(
                            f"{name}: {self._tick(y)}" for name, y in zip(line.names, line.y.tolist(), strict=True)
                        )
                        sentences.append(f"{self.names[policy]}, {sweep_name(axis.key, self.lang)}: {values}.")
        return sentences


def _draw_intervals(axes: Axes, x: Values, ends: Values, colour: str) -> None:
    """Draw the intervals of all marks as one shape."""
    gaps = np.full(len(x), np.nan)
    xs, ys = np.column_stack([x, x, gaps]).ravel(), np.column_stack([ends[:, 0], ends[:, 1], gaps]).ravel()
    axes.plot(xs, ys, color=colour, linewidth=theme.points(2), alpha=0.22, zorder=1.8, solid_capstyle="butt")


def _draw_line(axes: Axes, line: Line, scale: Scale, colour: str) -> None:
    """Draw the means, joined where the axis is a scale, else as bars; a narrow halo leaves marks in sight."""
    halo = [patheffects.withStroke(linewidth=theme.points(theme.MEDIAN + 3), foreground=theme.PAPER)]
    look: dict[str, Any] = {"color": colour, "linewidth": theme.points(theme.MEDIAN), "zorder": 3, "path_effects": halo}
    if scale.axis.is_scale:
        axes.plot(line.x, line.y, solid_capstyle="round", **look)
        return
    for x, y in zip(line.x.tolist(), line.y.tolist(), strict=True):
        axes.plot([x - _BAR, x + _BAR], [y, y], solid_capstyle="butt", **look)

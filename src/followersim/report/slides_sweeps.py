"""Slides of a sweep: lines along one key, tables over two, points where there are more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.findings import finding
from followersim.analysis.findings_sweeps import SCATTER_FINDINGS
from followersim.analysis.grids import MOST_PANELS, grid_of, is_number, points_of
from followersim.analysis.inputs import point_key
from followersim.analysis.words import point_values, runs_words, sweep_name
from followersim.charts import theme
from followersim.charts.axes import count_ticks
from followersim.charts.ticks import value_ticks
from followersim.locale import translate
from followersim.report import slides_notes as say
from followersim.report.slides_charts import Axis, Picture, Points, Series, lines, pattern, percent_pattern, scatter
from followersim.report.slides_deck import counted
from followersim.report.slides_labels import LABEL, UNDER, End, label_across, label_ends
from followersim.report.slides_maps import add_maps
from followersim.report.slides_measures import FEEDBACK, GROWTH, SHITSTORM, Measure, measure_of
from followersim.report.slides_template import CHART, FREE, SMALLEST, Place
from followersim.report.slides_text import Words, add_text, cut, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.report.results import Results
    from followersim.report.slides_deck import Deck

    Result = Mapping[str, Any]

_MOST_KEYS: Final = 3
"""So many keys have a slide each with the likelihood of a shitstorm at points that lie anywhere."""

_MOST_NAMED: Final = 10
_SHORT_LIST: Final = 4
_BESIDE: Final = 3.6
_LEFT: Final = 1.25
_TOP: Final = 0.2
_TICKS_PER_INCH: Final = 80
_NUMBERS_PER_INCH: Final = 36
_SHARE_STEPS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25)


def add_sweep(deck: Deck, results: Results) -> None:
    """Add the slides with charts of a sweep."""
    points = points_of(results.scenario)
    grid = grid_of(points)
    if grid is not None:
        add_maps(deck, results, grid)
        return
    is_line = len(points) <= MOST_PANELS or (len(points[0]) == 1 and results.scenario.is_grid)
    for name in (SHITSTORM, GROWTH, FEEDBACK):
        (_along if is_line else _scattered)(deck, results, measure_of(name, results, deck.lang))


def _along(deck: Deck, results: Results, measure: Measure) -> None:
    """Add lines over the points of a sweep."""
    lang, said = deck.lang, measure.said()
    title = partial(finding, measure.name, results.summary, results.scenario, lang)
    slide = deck.add(CHART, title, say.both(lang, say.SWEEP, *said))
    points = list({point_key(one["point"]): one["point"] for one in measure.results}.values())
    deck.underline(slide, _what(results, measure, list(points[0])))
    place, inner, shares = _placed(named=False)
    axis = _axis(measure, inner.height)
    series, ends = [], []
    for policy in measure.policies:
        name, colour = measure.titles[policy], _colour(measure, policy)
        by_point = {point_key(one["point"]): measure.value(one) for one in measure.of(policy)}
        values = [by_point.get(point_key(point)) for point in points]
        series.append(Series(name, values, colour, marks=True, width=4.0))
        last = next(one for one in reversed(values) if one is not None)
        y = inner.bottom - (last - axis.low) / (axis.high - axis.low) * inner.height
        ends.append(End(name, colour, measure.words(last), y))
    categories = [plain(point_values(point, lang)) for point in points]
    drawn = list(reversed(series))  # the first policy above the others
    lines(slide, Picture(place, measure.called, " ".join(said), categories, drawn, axis, shares, named=False))
    # a point stands in the middle of its place
    pitch = inner.width / len(points)
    under = [(inner.left + (n + 0.5) * pitch, category) for n, category in enumerate(categories)]
    label_across(slide, under, place.bottom, lang)
    label_ends(slide, ends, inner.right, lang)


def _scattered(deck: Deck, results: Results, measure: Measure) -> None:
    """Add points over each of the first keys that are numbers, of shitstorms; over the first one of the rest."""
    lang, said = deck.lang, [measure.range(policy) for policy in measure.policies]
    keys = [key for key in measure.results[0]["point"] if all(is_number(one["point"][key]) for one in measure.results)]
    shown = keys[: _MOST_KEYS if measure.name == SHITSTORM else 1]
    for n, key in enumerate(shown, start=1):
        title: Callable[[int], str] = partial(SCATTER_FINDINGS[measure.name], results.summary, results.scenario, lang)
        title = title if len(shown) == 1 else counted(title, n, len(shown))
        slide = deck.add(CHART, title, say.both(lang, say.SWEEP, *said))
        deck.underline(slide, _what(results, measure, [key]))
        place, inner, shares = _placed(named=True)
        points = [
            Points(
                measure.titles[policy],
                [float(one["point"][key]) for one in measure.of(policy)],
                [measure.value(one) for one in measure.of(policy)],
                _colour(measure, policy),
            )
            for policy in measure.policies
        ]
        picture = Picture(place, measure.called, " ".join(said), (), (), _axis(measure, inner.height), shares)
        xs = [x for one in points for x in one.x]
        scatter(slide, picture, points, _across(min(xs), max(xs), lang, inner.width))
        _name(slide, points, inner.right + 0.35, lang)


def _name(slide: Any, points: Sequence[Points], left: float, lang: str) -> None:
    """Name the colours of points beside them."""
    wide, rows = FREE.right - left, 2 if len(points) <= _SHORT_LIST else 1
    words = [
        Words(cut(f"● {plain(one.name)}", SMALLEST, wide, lines=rows), SMALLEST, theme.ink(one.colour), space=4)
        for one in points[:_MOST_NAMED]
    ]
    add_text(slide, Place(left, FREE.top, wide, FREE.height), words, lang, anchor="top")


def _what(results: Results, measure: Measure, keys: Sequence[str]) -> str:
    """Return what is drawn, over which keys, from how many worlds."""
    worlds = runs_words(results.summary["worlds"], measure.lang)
    across = plain(", ".join(sweep_name(key, measure.lang) for key in keys))
    return translate(measure.lang, "{what}; across: {keys}; {runs}", what=measure.called, keys=across, runs=worlds)


def _colour(measure: Measure, policy: str) -> str:
    return theme.series_colour(list(measure.titles).index(policy))


def _axis(measure: Measure, inches: float) -> Axis:
    """Return the axis of values: it includes 0, and its ends are ticks."""
    values = [measure.value(one) for one in measure.results]
    if measure.name == SHITSTORM:
        top = max([*values, 4 * _SHARE_STEPS[0]])
        step = next(one for one in _SHARE_STEPS if top / one <= 5)
        return Axis(0.0, min(1.0, step * -(-top // step)), step, percent_pattern(measure.lang))
    ticks, (low, high) = count_ticks(min(values), max(values), inches * _TICKS_PER_INCH)
    step = ticks[1] - ticks[0]
    low, high = step * (low // step), step * -(-high // step)
    return Axis(low, high, step, pattern(measure.lang, max(-low, high), signed=measure.name == GROWTH))


def _across(low: float, high: float, lang: str, inches: float) -> Axis:
    """Return the axis of a key: round numbers, its ends at ticks, and no point on an end."""
    ticks, _ = value_ticks(low, high, lang, inches * _NUMBERS_PER_INCH)
    step = round(ticks[1] - ticks[0], 9) if len(ticks) > 1 else max(abs(low), 1.0)
    return Axis(round(step * (-(-low // step) - 1), 9), round(step * (high // step + 1), 9), step, "General")


def _placed(*, named: bool) -> tuple[Place, Place, tuple[float, float, float, float]]:
    """Return where a chart stands, where its plot is, and the plot as shares of it; ``named``: its axis has numbers."""
    place = Place(FREE.left, FREE.top, FREE.width - _BESIDE, FREE.height - (0.0 if named else LABEL))
    under = UNDER + (LABEL if named else 0.0)
    inner = Place(place.left + _LEFT, place.top + _TOP, place.width - _LEFT - 0.15, place.height - _TOP - under)
    return place, inner, inner.within(place)

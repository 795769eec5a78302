"""Slides of a sweep: lines along one key, tables over two, points where there are more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.best import CRITERIA
from followersim.analysis.best_words import HEADS, UNCLEAR_WORDS, counts_words, how_sure, too_few
from followersim.analysis.findings import criticism_of, finding, gain_of, lead_of, main_results
from followersim.analysis.findings_sweeps import SCATTER_FINDINGS, best_finding
from followersim.analysis.grids import MOST_PANELS, grid_of, is_number, points_of
from followersim.analysis.inputs import point_key
from followersim.analysis.words import point_values, quoted, runs, runs_words, storm_runs, sweep_name, titles, value_words
from followersim.charts import theme
from followersim.charts.axes import count_ticks
from followersim.charts.ticks import value_ticks
from followersim.locale import N_, translate
from followersim.locale.numbers import MISSING, number, percent, short
from followersim.report import slides_notes as say
from followersim.report.slides_charts import Axis, Picture, Points, Series, lines, pattern, percent_pattern, scatter
from followersim.report.slides_labels import End, label_across, label_ends
from followersim.report.slides_table import Cell, add_table
from followersim.report.slides_template import CHART, FREE, SMALLEST, Place
from followersim.report.slides_text import Words, add_text, cut, plain, width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.analysis.best import Best
    from followersim.analysis.grids import Grid
    from followersim.report.results import Results
    from followersim.report.slides_deck import Deck

    Result = Mapping[str, Any]

MOST_MAPS: Final = 4
_MOST_ACROSS, _MOST_UP = 9, 7
_MOST_KEYS: Final = 3
_BESIDE: Final = 3.6
_LEFT: Final = 1.25
_BOTTOM: Final = 0.55
_HEAD: Final = 3.4
_WIDEST: Final = 2.1
_POINTS_PER_INCH: Final = 72
_PIXELS: Final = 80

_KINDS: Final = {
    "shitstorm": N_("Likelihood of a shitstorm"),
    "growth": N_("Followers at the end, difference to {policy} (median)"),
    "gain": N_("Followers gained or lost (median)"),
    "feedback": N_("Critical messages per run (mean)"),
}


def add_sweep(deck: Deck, results: Results) -> None:
    """Add the slides with charts of a sweep."""
    points = points_of(results.scenario)
    grid = grid_of(points)
    if grid is not None:
        _maps(deck, results, grid)
        if results.best is not None:
            _best(deck, results, grid, results.best)
        for name in ("growth", "feedback"):
            _map_of_widest(deck, results, grid, name)
        return
    is_line = len(points) <= MOST_PANELS or (len(points[0]) == 1 and results.scenario.is_grid)
    for name in ("shitstorm", "growth", "feedback"):
        (_along if is_line else _scattered)(deck, results, name)


def _share(result: Result) -> float:
    return float(result["shitstorm"]["share"])


def _measure(name: str, results: Results, lang: str) -> tuple[Callable[[Result], float], str, list[Result]]:
    """Return how to read a measure from a result, what it is called, and the results that have it."""
    found = main_results(results.summary)
    if name == "shitstorm":
        return _share, translate(lang, _KINDS["shitstorm"]), found
    if name == "feedback":
        return criticism_of, translate(lang, _KINDS["feedback"]), found
    pairs = [one for one in found if one["difference"] and one["difference"]["n_followers_end"]["median"] is not None]
    if not pairs:
        return gain_of, translate(lang, _KINDS["gain"]), found
    base = next(one["policy"] for one in found if one["baseline"])
    name_of_base = quoted(plain(titles(results.scenario, lang)[base]), lang, 30)
    return lead_of, translate(lang, _KINDS["growth"], policy=name_of_base), pairs


def _value_words(name: str, value: float, lang: str) -> str:
    if name == "shitstorm":
        return percent(value, lang)
    return short(value, lang, signed=True) if name == "growth" else number(value, lang)


def _axis(name: str, values: Sequence[float], high: float, lang: str) -> Axis:
    if name == "shitstorm":
        top = max([*values, 0.04])
        step = next(s for s in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25) if top / s <= 5)
        return Axis(0.0, min(1.0, step * -(-top // step)), step, percent_pattern(lang))
    ticks, (low, up) = count_ticks(min(values), max(values), high * _PIXELS)
    step = ticks[1] - ticks[0]
    low, up = step * (low // step), step * -(-up // step)
    return Axis(low, up, step, pattern(lang, max(-low, up), signed=name == "growth"))


def _said(name: str, found: Sequence[Result], value: Callable[[Result], float], results: Results, lang: str) -> list[str]:
    """Return every number of a chart in words, one sentence per policy."""
    said = []
    for policy, title in titles(results.scenario, lang).items():
        of_policy = [one for one in found if one["policy"] == policy]
        if of_policy:
            values = "; ".join(f"{point_values(one['point'], lang)}: {_value_words(name, value(one), lang)}" for one in of_policy)
            said.append(f"{quoted(title, lang)}: {values}.")
    return said


def _along(deck: Deck, results: Results, name: str) -> None:
    """Add lines over the points of a sweep."""
    lang, names = deck.lang, titles(results.scenario, deck.lang)
    value, called, found = _measure(name, results, lang)
    said = _said(name, found, value, results, lang)
    keys = ", ".join(sweep_name(key, lang) for key in found[0]["point"])
    slide = deck.add(CHART, lambda limit: finding(name, results.summary, results.scenario, lang, limit), say.both(lang, say.SWEEP, *said))
    worlds = runs_words(results.summary["worlds"], lang)
    deck.underline(slide, translate(lang, "{what}; across: {keys}; {runs}", what=called, keys=plain(keys), runs=worlds))
    points = list({point_key(one["point"]): one["point"] for one in found}.values())
    series, ends = [], []
    for number_, (policy, title) in enumerate(names.items()):
        by_point = {point_key(one["point"]): value(one) for one in found if one["policy"] == policy}
        if by_point:
            colour = theme.series_colour(number_)
            values = [by_point.get(point_key(point)) for point in points]
            series.append(Series(title, values, colour, marks=True, width=4.0))
            last = next(one for one in reversed(values) if one is not None)
            ends.append((title, colour, last))
    place, inner, shares = _placed()
    axis = _axis(name, [value(one) for one in found], inner.height, lang)
    categories = [point_values(point, lang) for point in points]
    picture = Picture(place, called, " ".join(said), categories, list(reversed(series)), axis, shares, named=False)
    lines(slide, picture)
    # a point stands in the middle of its place
    pitch = inner.width / len(points)
    under = [(inner.left + (n + 0.5) * pitch, plain(category)) for n, category in enumerate(categories)]
    label_across(slide, under, inner.bottom, lang)
    labels = [
        End(title, colour, _value_words(name, last, lang), inner.bottom - (last - axis.low) / (axis.high - axis.low) * inner.height)
        for title, colour, last in ends
    ]
    label_ends(slide, labels, inner.right, lang)


def _placed(below: float = 0.02) -> tuple[Place, Place, tuple[float, float, float, float]]:
    """Return where a chart stands, where its plot is, and the plot as shares of it; ``below``: room under the plot."""
    outside = _BOTTOM if below < _BOTTOM else 0.0
    place = Place(FREE.left, FREE.top, FREE.width - _BESIDE, FREE.height - outside)
    inner = Place(place.left + _LEFT, place.top + 0.2, place.width - _LEFT - 0.15, place.height - 0.2 - below)
    shares = (
        (inner.left - place.left) / place.width, (inner.top - place.top) / place.height,
        inner.width / place.width, inner.height / place.height,
    )  # fmt: skip
    return place, inner, shares


def _spread(n: int, most: int) -> list[int]:
    """Return numbers of values to show, evenly spread, the first and the last among them."""
    return list(range(n)) if n <= most else sorted({round(k * (n - 1) / (most - 1)) for k in range(most)})


def _shown_words(grid: Grid, lang: str) -> str:
    across, up = min(len(grid.across), _MOST_ACROSS), min(len(grid.up), _MOST_UP)
    if across * up == grid.size:
        return ""
    return translate(lang, "{n} of {all} points shown", n=number(across * up, lang), all=number(grid.size, lang))


def _grid_table(slide: Any, grid: Grid, cells: Mapping[tuple[int, int], Cell], name: str, about: str, lang: str) -> None:
    """Add a table with one cell per point: the second key downwards from its largest value, the first one across."""
    across, up = _spread(len(grid.across), _MOST_ACROSS), _spread(len(grid.up), _MOST_UP)
    labels = [value_words(grid.up.values[m], lang) for m in up]
    first = min(_HEAD, max(1.2, *(width(label, SMALLEST) / 72 + 0.3 for label in labels)))
    wide = min(_WIDEST, (FREE.width - first) / len(across))
    head = [Cell("↓ →", bold=True)]
    head += [Cell(cut(value_words(grid.across.values[n], lang), SMALLEST, wide - 0.25), bold=True) for n in across]
    rows = [head]
    for m, label in reversed(list(zip(up, labels, strict=True))):
        row = Cell(cut(label, SMALLEST, first - 0.25), bold=True)
        rows.append([row, *(cells.get((n, m), Cell(MISSING)) for n in across)])
    add_table(slide, rows, (first, *[wide] * len(across)), name, about, lang)


def _axes_words(grid: Grid, lang: str) -> str:
    return translate(lang, "across: {across}; down: {down}", across=plain(sweep_name(grid.across.key, lang)), down=plain(sweep_name(grid.up.key, lang)))


def _maps(deck: Deck, results: Results, grid: Grid) -> None:
    """Add a table per policy with the likelihood of a shitstorm at each point."""
    lang, names = deck.lang, titles(results.scenario, deck.lang)
    found = main_results(results.summary)
    there = [policy for policy in names if any(one["policy"] == policy for one in found)]
    for policy in there[:MOST_MAPS]:
        mine = [one for one in found if one["policy"] == policy]
        fills = {point_key(one["point"]): theme.ramp(_share(one)) for one in mine}
        title = partial(_range, mine, names, lang)
        _map(deck, results, grid, "shitstorm", title, translate(lang, "Runs with a shitstorm"), mine, _share, fills)


def _map_of_widest(deck: Deck, results: Results, grid: Grid, name: str) -> None:
    """Add a table of a measure for the policy for which it goes farthest."""
    lang = deck.lang
    value, called, found = _measure(name, results, lang)
    groups: dict[str, list[Result]] = {}
    for one in found:
        groups.setdefault(one["policy"], []).append(one)
    mine = max(groups.values(), key=lambda group: max(map(value, group)) - min(map(value, group)))
    most = max(abs(value(one)) for one in mine) or 1.0
    fills = {point_key(one["point"]): theme.ramp(0.6 * abs(value(one)) / most) for one in mine}

    def title(limit: int) -> str:
        return SCATTER_FINDINGS[name](results.summary, results.scenario, lang, limit)

    _map(deck, results, grid, name, title, called, mine, value, fills)


def _map(
    deck: Deck,
    results: Results,
    grid: Grid,
    name: str,
    title: Callable[[int], str],
    called: str,
    mine: Sequence[Result],
    value: Callable[[Result], float],
    fills: Mapping[str, str],
) -> None:
    """Add a table of the values of one policy, a cell per point."""
    lang, policy = deck.lang, titles(results.scenario, deck.lang)[mine[0]["policy"]]
    said = _said(name, mine, value, results, lang)
    slide = deck.add(CHART, title, say.both(lang, say.MAP, *said))
    worlds = runs_words(results.summary["worlds"], lang)
    parts = (called, _axes_words(grid, lang), _shown_words(grid, lang), worlds)
    deck.underline(slide, "; ".join(part for part in parts if part))
    cells = {
        (grid.across.place(one["point"]), grid.up.place(one["point"])): Cell(
            _value_words(name, value(one), lang), fill=fills[point_key(one["point"])]
        )
        for one in mine
    }
    _grid_table(slide, grid, cells, policy, " ".join(said), lang)


def _range(mine: Sequence[Result], names: Mapping[str, str], lang: str, limit: int) -> str:
    """Return from where to where the likelihood goes for one policy."""
    low, high = (pick(mine, key=_share)["shitstorm"] for pick in (min, max))
    name = quoted(names[mine[0]["policy"]], lang, limit)
    if high["k"] == 0:
        return f"{name}: {storm_runs(0, sum(one['shitstorm']['n'] for one in mine), lang)}"
    return translate(
        lang,
        "{policy}: a shitstorm {low} at best, {high} at worst",
        policy=name,
        low=runs(low["k"], low["n"], lang),
        high=runs(high["k"], high["n"], lang),
    )


def _best(deck: Deck, results: Results, grid: Grid, best: Best) -> None:
    """Add a table per criterion that has a clear winner anywhere: which policy is best at each point."""
    lang = deck.lang
    names = {policy: plain(title) for policy, title in titles(results.scenario, lang).items()}
    order = list(names)
    said = [f"{HEADS[criterion][lang]}: {counts_words(best, criterion, names, lang)}." for criterion in CRITERIA]
    clear = [criterion for criterion in CRITERIA if set(best.count(criterion)) != {None}]
    for criterion in clear or CRITERIA[:1]:
        title: Callable[[int], str] = (
            partial(_winner, best, criterion, names, lang)
            if clear
            else lambda limit: best_finding(best, results.scenario, lang, limit)
        )
        slide = deck.add(CHART, title, say.both(lang, say.MAP, *said, how_sure(best, lang), too_few(best, lang)))
        cells = {}
        for one in best.points:
            winner = one.verdicts[criterion].best
            place = grid.across.place(one.point), grid.up.place(one.point)
            cells[place] = (
                Cell(MISSING)
                if winner is None
                else Cell(_letter(order, winner), bold=True, fill=theme.tint(theme.series_colour(order.index(winner)), 0.3))
            )
        there = [policy for policy in names if policy in best.count(criterion)]
        key = [f"{_letter(order, policy)} = {cut(names[policy], SMALLEST, 10.0 / len(there))}" for policy in there[:4]]
        key += [f"{MISSING} = {UNCLEAR_WORDS[lang]}"] if None in best.count(criterion) else []
        deck.underline(slide, "; ".join([*key, _axes_words(grid, lang)]))
        _grid_table(slide, grid, cells, HEADS[criterion][lang], " ".join(said), lang)


def _letter(order: Sequence[str], policy: str) -> str:
    return chr(ord("A") + order.index(policy) % 26)


def _winner(best: Best, criterion: str, names: Mapping[str, str], lang: str, limit: int) -> str:
    """Return which policy is clearly best at most points, and at how many."""
    counts = {policy: count for policy, count in best.count(criterion).items() if policy is not None}
    policy = max(counts, key=lambda one: counts[one])
    return translate(
        lang,
        "{what}: {policy} is clearly best at {k} of {n} points",
        what=HEADS[criterion][lang],
        policy=quoted(names[policy], lang, limit),
        k=number(counts[policy], lang),
        n=number(len(best.points), lang),
    )


def _scattered(deck: Deck, results: Results, name: str) -> None:
    """Add points over each of the first keys that are numbers."""
    lang, names = deck.lang, titles(results.scenario, deck.lang)
    value, called, found = _measure(name, results, lang)
    keys = [key for key in found[0]["point"] if all(is_number(one["point"][key]) for one in found)]
    for key in keys[:_MOST_KEYS] if name == "shitstorm" else keys[:1]:
        notes = say.both(lang, say.SWEEP, *_said_ranges(name, found, value, names, lang))
        slide = deck.add(CHART, lambda limit: SCATTER_FINDINGS[name](results.summary, results.scenario, lang, limit), notes)
        text = translate(
            lang, "{what}; across: {keys}; {runs}", what=called, keys=plain(sweep_name(key, lang)),
            runs=runs_words(results.summary["worlds"], lang),
        )  # fmt: skip
        deck.underline(slide, text)
        place, inner, shares = _placed(_BOTTOM)
        axis = _axis(name, [value(one) for one in found], inner.height, lang)
        series = []
        for n, (policy, title) in enumerate(names.items()):
            mine = [one for one in found if one["policy"] == policy]
            if mine:
                series.append(Points(title, [float(one["point"][key]) for one in mine], [value(one) for one in mine], theme.series_colour(n)))
        about = " ".join(_said_ranges(name, found, value, names, lang))
        picture = Picture(place, called, about, (), (), axis, shares)
        xs = [x for one in series for x in one.x]
        scatter(slide, picture, series, _across(min(xs), max(xs), lang, inner.width))
        wide = FREE.right - inner.right - 0.35
        names_ = [cut(f"● {plain(one.name)}", SMALLEST, wide, lines=2 if len(series) < 5 else 1) for one in series]
        words = [Words(name_, SMALLEST, theme.ink(one.colour), space=4) for name_, one in zip(names_, series, strict=True)]
        add_text(slide, Place(inner.right + 0.35, FREE.top, wide, FREE.height), words[:10], lang, anchor="top")


def _across(low: float, high: float, lang: str, inches: float) -> Axis:
    """Return the axis of a key: round numbers, its ends at ticks."""
    ticks, _ = value_ticks(low, high, lang, inches * 0.5 * _POINTS_PER_INCH)
    step = round(ticks[1] - ticks[0], 9) if len(ticks) > 1 else max(abs(low), 1.0)
    # no point lies on an edge
    return Axis(round(step * (-(-low // step) - 1), 9), round(step * (high // step + 1), 9), step, "General")


def _said_ranges(name: str, found: Sequence[Result], value: Callable[[Result], float], names: Mapping[str, str], lang: str) -> list[str]:
    said = []
    for policy, title in names.items():
        values = [value(one) for one in found if one["policy"] == policy]
        if values:
            said.append(
                translate(
                    lang, "{policy}: {low} to {high} at {n} points.", policy=quoted(title, lang), n=number(len(values), lang),
                    low=_value_words(name, min(values), lang), high=_value_words(name, max(values), lang),
                )  # fmt: skip
            )
    return said

"""Slides of a sweep over two keys: tables with a cell per point, the darker, the more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.best import CRITERIA, FOLLOWERS
from followersim.analysis.best import SHITSTORM as STORMS
from followersim.analysis.best_words import counts_words, how_sure, too_few
from followersim.analysis.findings_sweeps import SCATTER_FINDINGS, best_finding
from followersim.analysis.inputs import point_key
from followersim.analysis.words import quoted, runs, storm_runs, sweep_name, titles, value_words
from followersim.charts import theme
from followersim.locale import N_, NP_, plural, translate
from followersim.locale.numbers import MISSING, number
from followersim.report import slides_notes as say
from followersim.report.slides_measures import FEEDBACK, GROWTH, SHITSTORM, Measure, measure_of, share_of
from followersim.report.slides_table import Cell, Table, add_table
from followersim.report.slides_template import CHART, FREE, SMALLEST
from followersim.report.slides_text import cut, plain, width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.analysis.best import Best
    from followersim.analysis.grids import Axis, Grid
    from followersim.report.results import Results
    from followersim.report.slides_deck import Deck

    Result = Mapping[str, Any]

MOST_MAPS: Final = 4
"""So many policies have a table of their own."""

_MOST_ACROSS, _MOST_UP = 9, 7
_WIDEST_NAME: Final = 3.4
_NARROWEST_NAME: Final = 1.2
_WIDEST: Final = 2.1
_MARGINS: Final = 0.26
_HEADS: Final = {STORMS: N_("Fewest shitstorms"), FOLLOWERS: N_("Most followers")}
_UNCLEAR: Final = N_("no clear difference")
_RUNS: Final = NP_("{n} run", "{n} runs")
_CORNER: Final = "↓ →"


def add_maps(deck: Deck, results: Results, grid: Grid) -> None:
    """Add the slides with tables: shitstorms of each policy, the best policy, followers, criticism."""
    _Maps(deck, results, grid).add()


@dataclass(frozen=True)
class _Maps:
    """The tables of one sweep."""

    deck: Deck
    results: Results
    grid: Grid

    @property
    def lang(self) -> str:
        return self.deck.lang

    def add(self) -> None:
        storms = measure_of(SHITSTORM, self.results, self.lang)
        for policy in storms.policies[:MOST_MAPS]:
            mine = storms.of(policy)
            fills = {point_key(one["point"]): theme.ramp(share_of(one)) for one in mine}
            self._values(storms, policy, partial(_range, mine, storms.titles, self.lang), fills)
        if self.results.best is not None:
            self._best(self.results.best)
        for name in (GROWTH, FEEDBACK):
            self._widest(measure_of(name, self.results, self.lang))

    def _widest(self, measure: Measure) -> None:
        """Add a measure of the policy for which it goes farthest."""

        def span(policy: str) -> float:
            values = [measure.value(one) for one in measure.of(policy)]
            return max(values) - min(values)

        def title(limit: int) -> str:
            return SCATTER_FINDINGS[measure.name](self.results.summary, self.results.scenario, self.lang, limit)

        policy = max(measure.policies, key=span)
        mine = measure.of(policy)
        most = max(abs(measure.value(one)) for one in mine) or 1.0
        fills = {point_key(one["point"]): theme.ramp(0.6 * abs(measure.value(one)) / most) for one in mine}
        self._values(measure, policy, title, fills)

    def _values(self, measure: Measure, policy: str, title: Callable[[int], str], fills: Mapping[str, str]) -> None:
        """Add the values of one policy."""
        said = measure.said([policy])
        slide = self.deck.add(CHART, title, say.both(self.lang, say.MAP, *said))
        cells = {
            self._place(one): Cell(measure.words(measure.value(one)), fill=fills[point_key(one["point"])])
            for one in measure.of(policy)
        }
        worlds = plural(self.lang, *_RUNS, self.results.summary["worlds"])
        self.deck.underline(slide, f"{measure.called}; {self._axes()}", self._shown(cells), worlds)
        self._table(slide, cells, measure.titles[policy], " ".join(said))

    def _best(self, best: Best) -> None:
        """Add a table for each criterion that has a clear winner anywhere: which policy is best at each point."""
        lang, scenario = self.lang, self.results.scenario
        names = {policy: plain(title) for policy, title in titles(scenario, lang).items()}
        order = list(names)
        said = [f"{translate(lang, _HEADS[one])}: {counts_words(best, one, names, lang)}." for one in CRITERIA]
        notes = say.both(lang, say.MAP, *said, how_sure(best, lang), too_few(best, lang))
        clear = [criterion for criterion in CRITERIA if set(best.count(criterion)) != {None}]
        for criterion in clear or CRITERIA[:1]:
            title: Callable[[int], str] = (
                partial(_winner, best, criterion, names, lang) if clear else partial(best_finding, best, scenario, lang)
            )
            slide = self.deck.add(CHART, title, notes)
            there = best.count(criterion)
            named = [policy for policy in names if policy in there][:MOST_MAPS]
            key = [f"{_letter(order, one)} = {cut(names[one], SMALLEST, 10.0 / len(named))}" for one in named]
            key += [f"{MISSING} = {translate(lang, _UNCLEAR)}"] if None in there else []
            cells = {self._place(one): _of_winner(order, one.verdicts[criterion].best) for one in best.points}
            self.deck.underline(slide, "; ".join([*key, self._axes()]), self._shown(cells))
            self._table(slide, cells, translate(lang, _HEADS[criterion]), " ".join(said))

    def _place(self, result: Any) -> tuple[int, int]:
        point = result.point if hasattr(result, "point") else result["point"]
        return self.grid.across.place(point), self.grid.up.place(point)

    def _axes(self) -> str:
        across, down = (plain(sweep_name(axis.key, self.lang)) for axis in (self.grid.across, self.grid.up))
        return translate(self.lang, "across: {across}; down: {down}", across=across, down=down)

    def _shown(self, cells: Mapping[tuple[int, int], Cell]) -> str:
        """Return how many points are shown, if not all are."""
        n = len(self._columns(cells)) * len(_spread(self.grid.up, _MOST_UP))
        if n == self.grid.size:
            return ""
        shown, every = number(n, self.lang), number(self.grid.size, self.lang)
        return translate(self.lang, "{n} of {all} points shown", n=shown, all=every)

    def _columns(self, cells: Mapping[tuple[int, int], Cell]) -> list[int]:
        """Return which values have a column: as many as have room for their numbers."""
        widest = max(width(cell.text, SMALLEST) for cell in cells.values()) / 72 + _MARGINS
        return _spread(self.grid.across, max(2, min(_MOST_ACROSS, int((FREE.width - self._first()) / widest))))

    def _first(self) -> float:
        """Return the width of the column that names the values of the second key."""
        labels = [value_words(self.grid.up.values[m], self.lang) for m in _spread(self.grid.up, _MOST_UP)]
        longest = max(width(label, SMALLEST) / 72 + _MARGINS for label in labels)
        return min(_WIDEST_NAME, max(_NARROWEST_NAME, longest))

    def _table(self, slide: Any, cells: Mapping[tuple[int, int], Cell], name: str, about: str) -> None:
        """Add a table with a cell per point: one key across, the other one downwards from its largest value."""
        across, up, first = self._columns(cells), _spread(self.grid.up, _MOST_UP), self._first()
        wide = min(_WIDEST, (FREE.width - first) / len(across))
        heads = [value_words(self.grid.across.values[n], self.lang) for n in across]
        rows = [[Cell(_CORNER, bold=True), *(Cell(cut(head, SMALLEST, wide - _MARGINS), bold=True) for head in heads)]]
        for m in reversed(up):
            label = value_words(self.grid.up.values[m], self.lang)
            row = Cell(cut(label, SMALLEST, first - _MARGINS), bold=True)
            rows.append([row, *(cells.get((n, m), Cell(MISSING)) for n in across)])
        add_table(slide, Table(rows, (first, *[wide] * len(across)), name, about), self.lang)


def _spread(axis: Axis, most: int) -> list[int]:
    """Return numbers of values to show, evenly spread, the first and the last among them."""
    n = len(axis)
    return list(range(n)) if n <= most else sorted({round(k * (n - 1) / (most - 1)) for k in range(most)})


def _range(mine: Sequence[Result], names: Mapping[str, str], lang: str, limit: int) -> str:
    """Return from where to where the likelihood goes for one policy."""
    low, high = (pick(mine, key=share_of)["shitstorm"] for pick in (min, max))
    name = quoted(names[mine[0]["policy"]], lang, limit)
    if high["k"] == 0:
        return f"{name}: {storm_runs(0, sum(one['shitstorm']['n'] for one in mine), lang)}"
    first, last = (runs(one["k"], one["n"], lang) for one in (low, high))
    return translate(lang, "{policy}: a shitstorm {low} at best, {high} at worst", policy=name, low=first, high=last)


def _letter(order: Sequence[str], policy: str) -> str:
    return chr(ord("A") + order.index(policy) % 26)


def _of_winner(order: Sequence[str], winner: str | None) -> Cell:
    if winner is None:
        return Cell(MISSING)
    colour = theme.series_colour(order.index(winner))
    return Cell(_letter(order, winner), bold=True, fill=theme.tint(colour, 0.3))


def _winner(best: Best, criterion: str, names: Mapping[str, str], lang: str, limit: int) -> str:
    """Return which policy is clearly best at most points, and at how many."""
    counts = {policy: count for policy, count in best.count(criterion).items() if policy is not None}
    policy = max(counts, key=lambda one: counts[one])
    return translate(
        lang,
        "{what}: {policy} is clearly best at {k} of {n} points",
        what=translate(lang, _HEADS[criterion]),
        policy=quoted(names[policy], lang, limit),
        k=number(counts[policy], lang),
        n=number(len(best.points), lang),
    )

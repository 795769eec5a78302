"""Tables and cards of a page: every number comes from the summary and says from which place of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from followersim.analysis.findings import main_results
from followersim.analysis.inputs import point_key, rival_titles
from followersim.analysis.words import (
    WIND_NAMES,
    icons_of,
    level_words,
    of_twenty,
    point_words,
    storm_interval,
    storm_runs,
    titles,
    wind_name,
)
from followersim.locale import N_, translate
from followersim.locale.numbers import interval, number, percent, percent_range, short

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.report.results import Results

    Result = Mapping[str, Any]

MOST_ROWS: Final = 120
MOST_RISKS: Final = 24


class Cell(NamedTuple):
    """A number as people read it; where it is in the summary (keys with dots), and its value there."""

    text: str
    path: str
    value: float | None


class Row(NamedTuple):
    """A row of a table: what it is about, its policy's number, and its cells."""

    label: str
    policy: int
    cells: list[Cell]


class Table(NamedTuple):
    """A table with its heads; `left_out` rows had no room."""

    caption: str
    heads: list[str]
    rows: list[Row]
    left_out: int


class Card(NamedTuple):
    """One policy at a glance."""

    title: str
    policy: int
    is_baseline: bool
    point: str
    filled: int
    icons: int
    words: str
    runs: str
    interval: str
    cells: list[tuple[str, Cell, str]]


class Figures:
    """The numbers of a result in a language."""

    def __init__(self, results: Results, lang: str) -> None:
        self.lang = lang
        self.all: list[Result] = list(results.summary["results"])
        self.titles = titles(results.scenario, lang)
        self.rivals = rival_titles(results.scenario, lang)
        self.numbers = {policy: n for n, policy in enumerate(self.titles)}
        self.main = main_results(results.summary)
        self.is_swept = len({point_key(result["point"]) for result in self.main}) > 1

    def cell(self, result: Result, path: str, write: Callable[[float | None], str]) -> Cell:
        """Return the number at a place of a result; a dash where there is none."""
        value: Any = result
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        number_ = float(value) if isinstance(value, int | float) else None
        return Cell(write(number_), f"{self._place(result)}.{path}", number_)

    def _place(self, result: Result) -> int:
        return next(k for k, one in enumerate(self.all) if one is result)

    def label(self, result: Result) -> str:
        """Return what a row is about: the policy, and the point of the sweep."""
        at = f" ({point_words(result['point'], self.lang)})" if result["point"] else ""
        return f"{self.titles[result['policy']]}{at}"

    def table(
        self, caption: str, columns: Sequence[tuple[str, str, Callable[[float | None], str]]], rows: Sequence[Result]
    ) -> Table:
        """Return a table of some measures of some results."""
        shown = rows[:MOST_ROWS]
        return Table(
            caption,
            [head for head, _, _ in columns],
            [
                Row(
                    self.label(result),
                    self.numbers[result["policy"]],
                    [self.cell(result, path, write) for _, path, write in columns],
                )
                for result in shown
            ],
            len(rows) - len(shown),
        )

    def whole(self, value: float | None) -> str:
        """Write a whole number."""
        return number(value, self.lang)

    def some(self, value: float | None) -> str:
        """Write a number with the decimals that its size deserves."""
        return short(value, self.lang)

    def signed(self, value: float | None) -> str:
        """Write a difference."""
        return short(value, self.lang, signed=True)

    def share(self, value: float | None) -> str:
        """Write a share."""
        return percent(value, self.lang)

    def fine_share(self, value: float | None) -> str:
        """Write a share with a decimal."""
        return percent(value, self.lang, 1)

    def growth(self) -> Table:
        """Return followers and the difference to the baseline."""
        t = self._word
        columns = [
            (t(N_("Followers at the start")), "n_followers_start.median", self.whole),
            (t(N_("At the end (median)")), "n_followers_end.median", self.whole),
            (t(N_("1 of 20 runs below")), "n_followers_end.q05", self.whole),
            (t(N_("1 of 20 runs above")), "n_followers_end.q95", self.whole),
        ]
        if any(result["difference"] for result in self.main):
            columns += [
                (t(N_("Difference to the baseline (median)")), "difference.n_followers_end.median", self.signed),
                (t(N_("Interval from")), "difference.n_followers_end.low", self.signed),
                (t(N_("to", context="table")), "difference.n_followers_end.high", self.signed),
            ]
        return self.table(t(N_("Followers")), columns, self.main)

    def feedback(self) -> Table:
        """Return praise, questions and criticism."""
        t = self._word
        columns = [
            (t(N_("Praise (mean a run)")), "n_praise.mean", self.some),
            (t(N_("Questions (mean)")), "n_questions.mean", self.some),
            (t(N_("Criticism (mean)")), "n_criticism.mean", self.some),
            (t(N_("Criticism, 1 of 20 runs above")), "n_criticism.q95", self.some),
        ]
        return self.table(t(N_("Feedback")), columns, self.main)

    def storms(self) -> Table:
        """Return runs with a shitstorm and all runs by their strongest wind force."""
        t = self._word
        names = [wind_name(force, self.lang) for force in range(len(WIND_NAMES))]
        columns = [
            (t(N_("Runs with a shitstorm")), "shitstorm.k", self.whole),
            (t(N_("of", context="table")), "shitstorm.n", self.whole),
            (t(N_("Interval from")), "shitstorm.low", self.fine_share),
            (t(N_("to", context="table")), "shitstorm.high", self.fine_share),
            *((f"{force}: {name}", f"wind_force.{force}", self.whole) for force, name in enumerate(names)),
        ]
        return self.table(t(N_("Shitstorms, and runs by their strongest wind force")), columns, self.main)

    def more(self) -> Table:
        """Return what else one may want to know."""
        t = self._word
        columns = [
            (t(N_("Answered (mean)")), "share_answered.mean", self.share),
            (t(N_("First reply after, minutes (median)")), "first_response_min.median", self.whole),
            (t(N_("Working hours (mean)")), "staff_hours.mean", self.whole),
            (t(N_("Cost (mean)")), "cost.mean", self.whole),
            (t(N_("Trust at the end, 0 to 1 (mean)")), "mean_trust_end.mean", self._two),
            (t(N_("Active followers a week (mean)")), "share_active_week.mean", self.fine_share),
            (t(N_("Likes and shares a post (mean)")), "engagement_per_post.mean", self.some),
            (t(N_("Most critics in 24 h (median)")), "peak_critics_24h.median", self.whole),
        ]
        return self.table(t(N_("Dialogue, effort and trust")), columns, self.main)

    def other_companies(self) -> Table | None:
        """Return the same for other companies, if there are any."""
        rows = [result for result in self.all if result["company"] in self.rivals]
        if not rows:
            return None
        t = self._word
        columns = [
            (t(N_("At the end (median)")), "n_followers_end.median", self.whole),
            (t(N_("Difference to the baseline (median)")), "difference.n_followers_end.median", self.signed),
            (t(N_("Praise (mean a run)")), "n_praise.mean", self.some),
            (t(N_("Criticism (mean)")), "n_criticism.mean", self.some),
            (t(N_("Runs with a shitstorm")), "shitstorm.k", self.whole),
            (t(N_("of", context="table")), "shitstorm.n", self.whole),
        ]
        found = self.table(t(N_("Other companies in the same runs")), columns, rows)
        named = [
            row._replace(label=f"{self.rivals[result['company']]}: {row.label}")
            for row, result in zip(found.rows, rows, strict=False)
        ]
        return found._replace(rows=named)

    def cards(self) -> list[Card]:
        """Return every policy at a glance; with a sweep, every policy at some points, from the first to the last."""
        return [self._card(result) for result in self.main if point_key(result["point"]) in self._shown_points]

    @cached_property
    def _shown_points(self) -> list[str]:
        points = list(dict.fromkeys(point_key(result["point"]) for result in self.main))
        most = max(2, MOST_RISKS // len(self.titles))
        if len(points) <= most:
            return points
        return [points[round(k * (len(points) - 1) / (most - 1))] for k in range(most)]

    @property
    def points_left_out(self) -> int:
        """At how many points of the sweep nothing is shown at a glance."""
        return len({point_key(result["point"]) for result in self.main}) - len(self._shown_points)

    def _card(self, result: Result) -> Card:
        storm, lang = result["shitstorm"], self.lang
        filled, icons = icons_of(storm["k"], storm["n"])
        end = self.cell(result, "n_followers_end.median", self.whole)
        cells = [(self._word(N_("Followers at the end")), end, "")]
        difference = result["difference"].get("n_followers_end")
        if difference and difference["median"] is not None:
            spread = f"{level_words(difference, lang)}: {interval(difference['low'], difference['high'], lang)}"
            lead = self.cell(result, "difference.n_followers_end.median", self.signed)
            cells.append((self._word(N_("Difference to the baseline")), lead, spread))
        cells.append(
            (self._word(N_("Critical messages a run (mean)")), self.cell(result, "n_criticism.mean", self.some), "")
        )
        return Card(
            title=self.titles[result["policy"]],
            policy=self.numbers[result["policy"]],
            is_baseline=bool(result["baseline"]) and len(self.titles) > 1,
            point=point_words(result["point"], lang),
            filled=filled,
            icons=icons,
            words=of_twenty(storm["k"], storm["n"], lang),
            runs=storm_runs(storm["k"], storm["n"], lang),
            interval=storm_interval(storm, lang),
            cells=cells,
        )

    def _two(self, value: float | None) -> str:
        return number(value, self.lang, 2)

    def _word(self, msgid: str) -> str:
        return translate(self.lang, msgid)

    def percent_range(self, low: float, high: float) -> str:
        """Write an interval of shares."""
        return percent_range(low, high, self.lang)

"""What a chart is asked to show, and how its page is furnished: finding, unit, source, alternative text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from followersim.analysis.findings import main_results
from followersim.analysis.frames import MAIN_COMPANY, split
from followersim.analysis.inputs import point_key
from followersim.analysis.words import UNLIMITED, point_values, point_words, quoted, sweep_name, titles
from followersim.charts import theme
from followersim.charts.page import Chart, furnish
from followersim.charts.room import policies_shown
from followersim.charts.sweeps import Point, headings, panels_of_points, shown_points
from followersim.charts.text import clean, width
from followersim.locale import translate
from followersim.locale.numbers import number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from followersim.analysis.frames import DailyLike
    from followersim.analysis.inputs import ScenarioLike
    from followersim.charts.page import Box

    Summary = Mapping[str, Any]
    Result = Mapping[str, Any]


@dataclass(frozen=True)
class Request:
    """One chart of one run. ``material`` is what some charts need beside tables and summary."""

    name: str
    daily: pd.DataFrame | DailyLike
    summary: Summary
    scenario: ScenarioLike
    lang: str
    material: Any = None

    @cached_property
    def results(self) -> list[Result]:
        """The results of the company that the scenario is about."""
        return main_results(self.summary)

    @cached_property
    def names(self) -> dict[str, str]:
        """The titles of the policies that have results, ready to be drawn, in the order of the scenario."""
        there = self.fitting
        return {policy: clean(title) for policy, title in titles(self.scenario, self.lang).items() if policy in there}

    @cached_property
    def fitting(self) -> list[str]:
        """The names of the policies that there is room for."""
        return policies_shown(self.name, self.results)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of the policies, which give them their colours."""
        return {policy: n for n, policy in enumerate(titles(self.scenario, self.lang))}

    @cached_property
    def every_point(self) -> list[Point]:
        """The points of the sweep with the daily numbers of all policies there."""
        blocks = [
            block
            for block in split(self.daily, self.scenario)
            if block.company == MAIN_COMPANY and block.policy in self.fitting
        ]
        if not blocks:
            raise ValueError("there are no results to draw")
        return panels_of_points(blocks)

    @cached_property
    def points(self) -> list[Point]:
        """The points that there is room for."""
        return shown_points(self.name, self.every_point, len(self.names))

    @property
    def swept(self) -> bool:
        """Whether there is more than one point."""
        return len(self.every_point) > 1

    @property
    def worlds(self) -> int:
        """How many worlds there are."""
        return max(int(result["worlds"]) for result in self.results)

    @property
    def days(self) -> int:
        """Length of the period in days."""
        return max(int(result["days"]) for result in self.results)

    def at(self, point: Point) -> list[Result]:
        """Return the results at a point."""
        key = point_key(point.point)
        return [r for r in self.results if point_key(r["point"]) == key and r["policy"] in self.fitting]

    def quoted(self, policy: str, limit: int = UNLIMITED) -> str:
        """Return the title of a policy in quotation marks, cut to a limit."""
        return quoted(titles(self.scenario, self.lang)[policy], self.lang, limit)

    def number(self, value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
        """Return a number as people write it."""
        return number(value, self.lang, decimals, signed=signed)

    @cached_property
    def headings(self) -> tuple[list[str], str]:
        """What is written above the panels of a sweep, and the names of its keys if they have no room there."""
        return headings(self.name, self.points, len(self.names), self.lang)

    def point_headings(self, points: Sequence[Mapping[str, Any]], room: float) -> tuple[list[str], list[str]]:
        """Return headings of panels that are points of a sweep, and what the subtitle says of them.

        Where there is no room for the names of what is varied, the headings are values and the subtitle has the names.
        """
        full = [point_words(point, self.lang) for point in points]
        if all(width(clean(heading), theme.LABEL, bold=True) <= room for heading in full):
            return full, []
        keys = " / ".join(sweep_name(key, self.lang) for key in points[0])
        return [point_values(point, self.lang) for point in points], [translate(self.lang, "panels: {keys}", keys=keys)]

    def panel_words(self) -> list[str]:
        """Say what the panels of a sweep are, and how many points are not shown, where that needs to be said."""
        if not self.swept:
            return []
        said = [translate(self.lang, "panels: {keys}", keys=self.headings[1])] if self.headings[1] else []
        shown, there = len(self.points), len(self.every_point)
        if shown < there:
            said.append(translate(self.lang, "{n} of {all} points shown", n=shown, all=there))
        return said

    def grey_words(self) -> list[str]:
        """Say how many policies are not shown, or only as grey lines that are not named where there is no room."""
        missing = len(titles(self.scenario, self.lang)) - len(self.names)
        if missing:
            return [translate(self.lang, "{n} more not shown", n=missing)]
        grey = sum(number >= len(theme.SERIES) for number in map(self.numbers.__getitem__, self.names))
        return (
            [translate(self.lang, "{n} more in grey", n=grey)] if grey and len(self.names) > len(theme.SERIES) else []
        )

    def chart(
        self,
        finding: Callable[[int], str],
        unit: Sequence[str],
        draw: Callable[[Chart, Box], None],
        sentences: Callable[[], Sequence[str]],
    ) -> Chart:
        """Return a chart with title and subtitle that ``draw`` draws and ``sentences`` put into words."""
        chart = Chart()
        body = furnish(chart, finding, unit, source=(self.scenario, self.summary["seed"]), lang=self.lang)
        draw(chart, body)
        said = [chart.finding + ".", *sentences(), "; ".join(unit) + "."]
        chart.alt_text = " ".join(said)
        return chart

"""The pictures of a page: the three that everybody plays with, and the others, each where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from followersim.analysis.findings import main_results
from followersim.analysis.words import ELLIPSIS
from followersim.charts import OF_GRIDS
from followersim.report.html.pictures import StyleBook, picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followersim.charts.page import Chart
    from followersim.report.html.figures import Table
    from followersim.report.results import Results
    from followersim.scenario.vocabulary import Language

ALWAYS: Final = ("gained_lost", "wind")
"""Shown even if nobody asked for them: they need nothing but the tables."""

_ON_REQUEST: Final = ("gained_lost", "wind", "response", "trust")
_OF_ONE_RUN: Final = ("story", "audience")


@dataclass(frozen=True)
class Shown:
    """A picture in the page.

    Attributes:
        name: of the chart.
        heading, unit: what stands above it.
        svg: the picture itself.
        in_words: its numbers as sentences.
        table: its numbers as a table; None: they are told in words.
        has_days: whether one can move along its days.
        is_light: it keeps its colours on a dark page.
    """

    name: str
    heading: str
    unit: str
    svg: Markup
    in_words: str
    table: Table | None = None
    has_days: bool = False
    is_light: bool = False


class Album:
    """Draws the pictures of one page; their styles are gathered on the way."""

    def __init__(self, results: Results, lang: Language) -> None:
        self.results, self.lang = results, lang
        self.styles = StyleBook()

    def main(
        self,
        drawn: Mapping[str, Chart],
        findings: Mapping[str, str],
        tables: Mapping[str, Table],
        values: Mapping[str, object],
    ) -> list[Shown]:
        """Return the pictures that every run has."""
        shown = []
        for name, chart in drawn.items():
            one = picture(chart, name, self.styles)
            heading = findings.get(name, one.heading) if ELLIPSIS in one.heading else one.heading
            svg, in_days, light = Markup(one.svg), bool(values.get(name)), name in OF_GRIDS  # noqa: S704 - escaped there
            shown.append(Shown(name, heading, one.unit, svg, one.alt, tables.get(name), in_days, light))
        return shown

    def causes(self) -> list[Shown]:
        """Return the picture of causes, if they were measured."""
        return self._drawn(["causes"] if self.results.causes is not None else [])

    def of_one_run(self) -> dict[str, Shown]:
        """Return the pictures of the run that is told: its story, and the audience of its storm if asked for.

        The model runs again for them: call this only if that run is known to come out as it did.
        """
        if self.results.runs_python:
            return {}
        names = [name for name in _OF_ONE_RUN if name == "story" or name in self.results.charts]
        return {one.name: one for one in self._drawn(names)}

    def further(self) -> list[Shown]:
        """Return the other pictures that the run wrote, and some that always help if there is anything to see."""
        asked = self.results.charts
        return self._drawn(name for name in _ON_REQUEST if name in asked or (name in ALWAYS and self._tells(name)))

    def _tells(self, name: str) -> bool:
        """Say whether anybody came or left, or whether the wind blew at all."""
        for result in main_results(self.results.summary):
            causes = [*result["new_followers_by_cause"].values(), *result["lost_followers_by_cause"].values()]
            winds = [count for force, count in result["wind_force"].items() if int(force)]
            if any(winds) if name == "wind" else any(six["mean"] for six in causes):
                return True
        return False

    def _drawn(self, names: Iterable[str]) -> list[Shown]:
        return [self._told(name, self.results.chart(name, self.lang)) for name in names]

    def _told(self, name: str, chart: Chart) -> Shown:
        """Return a picture whose numbers are told in words."""
        one = picture(chart, name, self.styles, has_parts=False)
        heading = chart.finding if ELLIPSIS in one.heading else one.heading
        words = chart.alt_text.removeprefix(f"{chart.finding}. ")
        return Shown(name, heading, one.unit, Markup(one.svg), words)  # noqa: S704 - escaped there

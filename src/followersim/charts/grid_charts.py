"""The charts that only a grid over two keys has: from the summary and the best policies to the finished figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followersim.analysis.best import best_of_daily
from followersim.analysis.findings import main_results
from followersim.analysis.findings_sweeps import best_finding, likelihood_finding, regime_finding
from followersim.analysis.grids import grid_of, points_of
from followersim.analysis.words import UNLIMITED, titles
from followersim.charts import theme
from followersim.charts.captions import left_out
from followersim.charts.captions_sweeps import (
    best_text,
    best_unit,
    heatmap_text,
    heatmap_unit,
    regime_text,
    regime_unit,
)
from followersim.charts.heatmap import MOST_PANELS, draw_heatmap
from followersim.charts.page import Chart, furnish
from followersim.charts.regimes import draw_best, draw_regimes, shades_in_words
from followersim.charts.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from followersim.analysis.best import Best
    from followersim.analysis.frames import DailyLike
    from followersim.analysis.grids import Grid
    from followersim.analysis.inputs import ScenarioLike
    from followersim.charts.page import Box

    Summary = Mapping[str, Any]


def draw_grid_chart(
    name: str,
    daily: pd.DataFrame | DailyLike,
    summary: Summary,
    scenario: ScenarioLike,
    *,
    lang: str,
    best: Best | None,
) -> Chart:
    """Draw the heat map or the regimes of a scenario; ValueError if its sweep is no grid over two keys."""
    grid = grid_of(points_of(scenario))
    if grid is None:
        raise ValueError(f"the chart {name!r} needs a sweep over all combinations of two keys")
    results = main_results(summary)
    there = {result["policy"] for result in results}
    names = {policy: clean(title) for policy, title in titles(scenario, lang).items() if policy in there}
    furnished = _Furnished(summary, scenario, lang)
    if name == "heatmap":
        return _heatmap(furnished, grid, results, names)
    if len(names) == 1:
        return furnished.chart(
            lambda limit: regime_finding(summary, scenario, lang, limit),
            regime_unit(results, lang),
            lambda chart, body: draw_regimes(chart, body, grid, results, lang),
            lambda heading: f"{regime_text(heading, results, lang)} {'; '.join(shades_in_words(lang))}.",
        )
    found = best or best_of_daily(daily, scenario)
    if found is None:
        raise ValueError("there are too few results to draw")
    return furnished.chart(
        lambda limit: best_finding(found, scenario, lang, limit),
        best_unit(found, lang),
        lambda chart, body: draw_best(chart, body, grid, found, names, lang=lang),
        lambda heading: best_text(heading, found, names, lang),
    )


def _heatmap(furnished: _Furnished, grid: Grid, results: Sequence[Summary], names: Mapping[str, str]) -> Chart:
    lang = furnished.lang
    drawn = dict(list(names.items())[: 2 if theme.look().large_room else MOST_PANELS])
    shown = [result for result in results if result["policy"] in drawn]
    missing = [names[policy] for policy in names if policy not in drawn]
    return furnished.chart(
        lambda limit: likelihood_finding(furnished.summary, furnished.scenario, lang, limit),
        [*heatmap_unit(shown, lang), *([left_out(missing, lang)] if missing else [])],
        lambda chart, body: draw_heatmap(chart, body, grid, shown, drawn, lang=lang),
        lambda heading: heatmap_text(heading, shown, drawn, lang),
    )


class _Furnished:
    """Makes charts of one run: page, title, subtitle, source, alternative text."""

    def __init__(self, summary: Summary, scenario: ScenarioLike, lang: str) -> None:
        self.summary, self.scenario, self.lang = summary, scenario, lang

    def chart(
        self,
        finding: Callable[[int], str],
        unit: Sequence[str],
        draw: Callable[[Chart, Box], None],
        describe: Callable[[str], str],
    ) -> Chart:
        """Return a chart that ``draw`` draws and ``describe`` puts into words."""
        with theme.style():
            chart = Chart()
            source = (self.scenario, self.summary["seed"])
            draw(chart, furnish(chart, finding, unit, source=source, lang=self.lang))
            chart.alt_text = describe(finding(UNLIMITED))
        return chart

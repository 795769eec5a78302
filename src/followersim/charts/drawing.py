"""From the name of a chart to the finished figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.findings import finding, main_results
from followersim.analysis.frames import MAIN_COMPANY, split
from followersim.analysis.grids import lie_anywhere
from followersim.analysis.inputs import point_key, timeline
from followersim.analysis.words import titles
from followersim.charts import NEED_MATERIAL, OF_GRIDS, ON_REQUEST, theme
from followersim.charts.audience import draw_audience
from followersim.charts.captions import Shown, alternative, unit
from followersim.charts.causes import draw_causes
from followersim.charts.feedback import MOST_PANELS, draw_feedback, in_rows
from followersim.charts.gained_lost import draw_gained_lost
from followersim.charts.grid_charts import draw_grid_chart
from followersim.charts.growth import draw_growth
from followersim.charts.page import Chart, furnish
from followersim.charts.request import Request
from followersim.charts.response import draw_response
from followersim.charts.room import policies_shown
from followersim.charts.scatter import draw_points
from followersim.charts.shitstorm import draw_shitstorm, risks_of
from followersim.charts.story import draw_story
from followersim.charts.sweeps import (
    headings,
    most_policies,
    panels_of_points,
    shown_points,
    sweep_feedback,
    sweep_growth,
    sweep_shitstorm,
)
from followersim.charts.text import clean
from followersim.charts.trust import draw_trust
from followersim.charts.wind import draw_wind
from followersim.locale.numbers import check_language
from followersim.scenario.vocabulary import CHARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from followersim.analysis.best import Best
    from followersim.analysis.frames import DailyLike
    from followersim.analysis.inputs import ScenarioLike
    from followersim.charts.sweeps import Point


def draw(
    name: str,
    daily: pd.DataFrame | DailyLike,
    summary: Mapping[str, Any],
    scenario: ScenarioLike,
    *,
    lang: str,
    best: Best | None = None,
    material: Any = None,
    look: theme.Look | None = None,
) -> Chart:
    """Draw a chart; see ``followersim.charts.draw``."""
    check_language(lang)
    if name not in CHARTS:
        raise ValueError(f"unknown chart {name!r}: there are {', '.join(CHARTS)}")
    with theme.style(look):
        if name in ON_REQUEST:
            if name in NEED_MATERIAL and material is None:
                raise ValueError(f"the chart {name!r} needs more than tables: see Result.plot")
            return _ON_REQUEST[name](Request(name, daily, summary, scenario, lang, material))
        return _draw(name, daily, summary, scenario, lang=lang, best=best)


_ON_REQUEST: Final[dict[str, Callable[[Request], Chart]]] = {
    "trust": draw_trust,
    "response": draw_response,
    "gained_lost": draw_gained_lost,
    "wind": draw_wind,
    "causes": draw_causes,
    "story": draw_story,
    "audience": draw_audience,
}


def _draw(
    name: str,
    daily: pd.DataFrame | DailyLike,
    summary: Mapping[str, Any],
    scenario: ScenarioLike,
    *,
    lang: str,
    best: Best | None,
) -> Chart:
    """Draw one of the charts that `run` always writes."""
    if name in OF_GRIDS:
        return draw_grid_chart(name, daily, summary, scenario, lang=lang, best=best)
    if lie_anywhere(scenario):
        return draw_points(name, summary, scenario, lang)
    return _draw_blocks(name, daily, summary, scenario, lang)


def _draw_blocks(
    name: str, daily: pd.DataFrame | DailyLike, summary: Mapping[str, Any], scenario: ScenarioLike, lang: str
) -> Chart:
    """Draw one of the charts that every scenario has."""
    blocks = [block for block in split(daily, scenario) if block.company == MAIN_COMPANY]
    if not blocks:
        raise ValueError("there are no results to draw")
    numbers: dict[str, int] = {}
    for block in blocks:
        numbers.setdefault(block.policy, len(numbers))
    fitting = policies_shown(name, main_results(summary))
    blocks = [block for block in blocks if block.policy in fitting]
    every = panels_of_points(blocks)
    points = shown_points(name, every, len(fitting))
    panel_names = ""
    if len(every) > 1:
        written, panel_names = headings(name, points, len(fitting), lang)
        points = [replace(point, heading=heading) for point, heading in zip(points, written, strict=True)]
    names = policy_names(scenario, numbers, lang)
    shown = _shown(name, summary, points, len(every), (names, fitting), lang=lang)
    shown = replace(shown, panel_names=panel_names)
    with theme.style():
        chart = Chart()
        body = furnish(
            chart,
            lambda limit: finding(name, summary, scenario, lang, limit),
            unit(name, shown, lang),
            source=(scenario, summary["seed"]),
            lang=lang,
        )
        risks = [risks_of(_results_at(point, shown.results), scenario, lang) for point in points]
        if name == "growth" and shown.swept:
            sweep_growth(chart, body, points, numbers, lang)
        elif name == "growth":
            draw_growth(chart, body, points[0].blocks, numbers, lang)
        elif name == "feedback" and shown.swept:
            sweep_feedback(chart, body, points, numbers, lang)
        elif name == "feedback":
            draw_feedback(chart, body, points[0].blocks, lang)
        elif shown.swept:
            sweep_shitstorm(chart, body, points, risks, numbers, lang=lang)
        else:
            draw_shitstorm(chart, body, risks[0], lang)
        chart.alt_text = alternative(name, finding(name, summary, scenario, lang), shown, scenario, lang)
    return chart


def policy_names(scenario: ScenarioLike, numbers: Mapping[str, int], lang: str) -> dict[str, str]:
    """Return the titles of the policies that have results, ready to be drawn."""
    titled = titles(scenario, lang)
    return {policy: clean(titled[policy]) for policy in numbers}


def _results_at(point: Point, results: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    key = point_key(point.point)
    return [result for result in results if point_key(result["point"]) == key]


def _shown(
    name: str,
    summary: Mapping[str, Any],
    points: Sequence[Point],
    all_points: int,
    policies: tuple[Mapping[str, str], Sequence[str]],
    *,
    lang: str,
) -> Shown:
    """Return what the chart shows and what it leaves out. ``policies`` are all with their names, and those that fit."""
    names, fitting = policies
    keys = {point_key(point.point) for point in points}
    swept = all_points > 1
    panels = most_policies(name) if swept else MOST_PANELS if name == "feedback" else len(names)
    drawn = fitting[:panels]
    results = [
        result
        for result in summary["results"]
        if result["company"] == MAIN_COMPANY and point_key(result["point"]) in keys and result["policy"] in drawn
    ]
    rows_of_panels = name == "feedback" and in_rows(len(fitting))
    return Shown(
        results=results,
        policies=len(fitting),
        swept=swept,
        left_out_points=all_points - len(points),
        left_out_policies=tuple(names[policy] for policy in names if policy not in drawn),
        events=timeline(points[0].blocks[0].case, lang),
        events_named=name == "shitstorm" or not (swept or rows_of_panels),
        panel_names="",
    )

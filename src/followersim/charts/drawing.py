"""From the name of a chart to the finished figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followersim.analysis.findings import finding
from followersim.analysis.frames import MAIN_COMPANY, split
from followersim.analysis.numbers import check_language, number
from followersim.charts import theme
from followersim.charts.feedback import draw_feedback
from followersim.charts.growth import draw_growth, shown_runs
from followersim.charts.page import Chart, furnish

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from followersim.analysis.inputs import ScenarioLike


def draw(name: str, daily: pd.DataFrame, summary: Mapping[str, Any], scenario: ScenarioLike, lang: str) -> Chart:
    check_language(lang)
    blocks = [block for block in split(daily, scenario) if block.company == MAIN_COMPANY]
    with theme.style():
        chart = Chart()
        body = furnish(chart, lambda limit: finding(name, summary, scenario, lang, limit), "Followers gained or lost since the start (5,000) · thin: single runs, 40 of 200 per policy · thick: median of all 200 runs", scenario, summary, lang)
        if name == "shitstorm":
            from followersim.charts.shitstorm import risks_of, draw_shitstorm
            draw_shitstorm(chart, body, risks_of(summary["results"], scenario, lang), lang)
        else:
            {"growth":draw_growth,"feedback":draw_feedback}[name](chart, body, blocks, lang)
    return chart

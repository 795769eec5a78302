"""Pictures for a projector: pure functions from the tidy frame and the summary to a matplotlib Figure.

Matplotlib is imported when a picture is drawn, not before, so that listing the charts costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.grids import grid_of, points_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from followersim.analysis.best import Best
    from followersim.analysis.frames import DailyLike
    from followersim.analysis.inputs import ScenarioLike
    from followersim.charts.page import Chart

__all__ = ["OF_ALL", "OF_GRIDS", "draw", "names", "save"]

OF_ALL: Final = ("growth", "feedback", "shitstorm")
OF_GRIDS: Final = ("heatmap", "regimes")


def names(scenario: ScenarioLike | None = None) -> list[str]:
    """Return the names of the charts that every scenario has, or of all that a scenario has.

    A sweep over all combinations of two keys has maps, too.
    """
    has_maps = scenario is not None and grid_of(points_of(scenario)) is not None
    return [*OF_ALL, *(OF_GRIDS if has_maps else ())]


def draw(
    name: str,
    daily: pd.DataFrame | DailyLike,
    summary: Mapping[str, Any],
    scenario: ScenarioLike,
    lang: str,
    *,
    best: Best | None = None,
) -> Chart:
    """Draw a chart from the daily frame and the summary of the same run, in English ("en") or German ("de").

    The figure's ``alt_text`` says in words what it shows. ``best`` spares the chart of the best policies to find them
    again in the daily frame. Raises ValueError for an unknown chart or language, and for a map where there is no grid.
    """
    from followersim.charts.drawing import draw as draw_now  # noqa: PLC0415 - matplotlib is slow to import

    return draw_now(name, daily, summary, scenario, lang=lang, best=best)


def save(figure: Chart, path: Path) -> list[Path]:
    """Write a chart as ``path`` + ".png" and ``path`` + ".svg" and return both paths; see ``saving.save``."""
    from followersim.charts.saving import save as save_now  # noqa: PLC0415 - matplotlib is slow to import

    return save_now(figure, path)

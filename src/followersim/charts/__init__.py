"""Pictures for a projector: pure functions from the tidy frame and the summary to a matplotlib Figure.

Matplotlib is imported when a picture is drawn, not before, so that listing the charts costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followersim.scenario.vocabulary import CHARTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from followersim.analysis.frames import DailyLike
    from followersim.analysis.inputs import ScenarioLike
    from followersim.charts.page import Chart

__all__ = ["draw", "names", "save"]


def names() -> list[str]:
    """Return the names of all charts."""
    return list(CHARTS)


def draw(
    name: str, daily: pd.DataFrame | DailyLike, summary: Mapping[str, Any], scenario: ScenarioLike, lang: str
) -> Chart:
    """Draw a chart from the daily frame and the summary of the same run, in English ("en") or German ("de").

    The figure's ``alt_text`` says in words what it shows. Raises ValueError for an unknown chart or language.
    """
    from followersim.charts.drawing import draw as draw_now  # noqa: PLC0415 - matplotlib is slow to import

    return draw_now(name, daily, summary, scenario, lang)


def save(figure: Chart, path: Path) -> list[Path]:
    """Write a chart as ``path`` + ".png" and ``path`` + ".svg" and return both paths; see ``saving.save``."""
    from followersim.charts.saving import save as save_now  # noqa: PLC0415 - matplotlib is slow to import

    return save_now(figure, path)

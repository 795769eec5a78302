"""Pictures for a projector: pure functions from the tidy frame and the summary to a matplotlib Figure.

Matplotlib is imported when a picture is drawn, not before, so that listing the charts costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from followersim.analysis.inputs import ScenarioLike
    from followersim.charts.page import Chart

__all__ = ["DESCRIPTIONS", "draw", "names", "save"]

DESCRIPTIONS: Final = {
    "growth": {
        "en": "followers gained and lost in single runs, and the difference to the baseline",
        "de": "gewonnene und verlorene Follower in einzelnen Durchläufen und der Unterschied zur ersten Strategie",
    },
    "feedback": {
        "en": "praise upward and criticism downward, day by day, one panel per policy",
        "de": "Lob nach oben, Kritik nach unten, Tag für Tag, ein Feld je Strategie",
    },
    "shitstorm": {
        "en": "in how many of 20 runs there is a shitstorm, and how strong the wind gets",
        "de": "in wie vielen von 20 Durchläufen ein Shitstorm kommt und wie stark der Wind wird",
    },
}


def names() -> list[str]:
    """Return the names of all charts."""
    return list(DESCRIPTIONS)


def draw(name: str, daily: pd.DataFrame, summary: Mapping[str, Any], scenario: ScenarioLike, lang: str) -> Chart:
    """Draw a chart from the daily frame and the summary of the same run, in English ("en") or German ("de").

    The figure's ``alt_text`` says in words what it shows. Raises ValueError for an unknown chart or language.
    """
    from followersim.charts.drawing import draw as draw_now  # noqa: PLC0415 - matplotlib is slow to import

    return draw_now(name, daily, summary, scenario, lang)


def save(figure: Chart, path: Path) -> list[Path]:
    """Write a chart as ``path`` + ".png" and ``path`` + ".svg" and return both paths; see ``saving.save``."""
    from followersim.charts.saving import save as save_now  # noqa: PLC0415 - matplotlib is slow to import

    return save_now(figure, path)

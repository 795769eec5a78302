"""Pictures for a projector: pure functions from the tidy frame and the summary to a matplotlib Figure.

Matplotlib is imported when a picture is drawn, not before, so that listing the charts costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.grids import grid_of, points_of
from followersim.scenario.vocabulary import ON_REQUEST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from followersim.analysis.best import Best
    from followersim.analysis.frames import DailyLike
    from followersim.analysis.inputs import ScenarioLike
    from followersim.charts.page import Chart
    from followersim.charts.theme import Look

__all__ = ["NEED_MATERIAL", "OF_ALL", "OF_GRIDS", "ON_REQUEST", "draw", "look_of", "names", "save"]

OF_ALL: Final = ("growth", "feedback", "shitstorm")
OF_GRIDS: Final = ("heatmap", "regimes")
NEED_MATERIAL: Final = ("causes", "story", "audience")
"""What is in no table: the model has to run again for them."""


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
    material: Any = None,
    look: Look | None = None,
) -> Chart:
    """Draw a chart from the daily frame and the summary of the same run, in English ("en") or German ("de").

    The figure's ``alt_text`` says in words what it shows. ``best`` spares the chart of the best policies to find them
    again in the daily frame. ``material`` is what some charts need beside: "causes" an explanation as data
    (``Explanation.as_dict``), "story" a ``Story``, "audience" a ``Crowd``. ``look`` is a theme and whether the room is
    large; see ``look_of``. Raises ValueError for an unknown chart or language, for a map where there is no grid, and
    where the material is missing.
    """
    from followersim.charts.drawing import draw as draw_now  # noqa: PLC0415 - matplotlib is slow to import

    return draw_now(name, daily, summary, scenario, lang=lang, best=best, material=material, look=look)


def look_of(theme: str = "light", *, large_room: bool = False) -> Look:
    """Return a look: "light", "dark" or "print"; for a large room all text is half as large again.

    Raises ValueError for another theme.
    """
    from followersim.charts.theme import Look as Chosen  # noqa: PLC0415 - matplotlib is slow to import

    return Chosen(theme, large_room)


def save(figure: Chart, path: Path) -> list[Path]:
    """Write a chart as ``path`` + ".png" and ``path`` + ".svg" and return both paths; see ``saving.save``."""
    from followersim.charts.saving import save as save_now  # noqa: PLC0415 - matplotlib is slow to import

    return save_now(figure, path)

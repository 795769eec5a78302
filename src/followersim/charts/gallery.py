"""The pictures of the gallery: ``python -m followersim.charts.gallery docs/images``.

Each is what ``followersim run`` writes with the options that the gallery names beside it, at half the size.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from followersim.charts import theme

if TYPE_CHECKING:
    from followersim.charts.page import Chart
    from followersim.experiment.result import Result


class Picture(NamedTuple):
    """One picture: its file, the scenario and the options that it is made with."""

    file: str
    scenario: str
    chart: str
    lang: str = "en"
    theme: str = "light"
    large_room: bool = False


PICTURES: Final = (
    Picture("growth", "harsh_reply", "growth"),
    Picture("feedback", "harsh_reply", "feedback"),
    Picture("shitstorm", "harsh_reply", "shitstorm"),
    Picture("causes", "harsh_reply", "causes"),
    Picture("response", "understaffed", "response"),
    Picture("trust", "harsh_reply", "trust"),
    Picture("gained_lost", "harsh_reply", "gained_lost"),
    Picture("wind", "harsh_reply", "wind"),
    Picture("story", "harsh_reply", "story"),
    Picture("audience", "harsh_reply", "audience"),
    Picture("sweep", "team_size_sweep", "response"),
    Picture("dark", "harsh_reply", "story", theme="dark"),
    Picture("print", "harsh_reply", "growth", theme="print"),
    Picture("large_room", "harsh_reply", "shitstorm", large_room=True),
    Picture("german", "harsh_reply", "story", lang="de"),
)


def small_png(chart: Chart) -> bytes:
    """Return a chart as PNG, 960 x 540 pixels."""
    buffer = io.BytesIO()
    with theme.style(chart.look):
        chart.savefig(buffer, format="png", dpi=chart.dpi / 2, metadata={"Software": None})
    return buffer.getvalue()


def make(folder: Path, scenarios: Path, only: tuple[str, ...] = ()) -> list[Path]:
    """Draw the pictures of the gallery, all of them or those asked for by file, and return their files."""
    from followersim.experiment.runner import run  # noqa: PLC0415 - nothing of this is needed to import the module

    results: dict[str, Result] = {}
    written = []
    for picture in PICTURES:
        if only and picture.file not in only:
            continue
        if picture.scenario not in results:
            results[picture.scenario] = run(scenarios / f"{picture.scenario}.yaml")
        chart = results[picture.scenario].plot(
            picture.chart, picture.lang, theme=picture.theme, large_room=picture.large_room
        )
        path = folder / f"{picture.file}.png"
        path.write_bytes(small_png(chart))
        written.append(path)
    return written


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path("scenarios"), tuple(sys.argv[2:]))

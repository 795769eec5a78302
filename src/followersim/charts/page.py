"""A picture of 1920 x 1080 pixels and what is on every one of them: question, finding, unit, source.

Positions are pixels of the page from the left and from the top, like in a drawing program; matplotlib counts from the
bottom. For a large room the page has fewer and larger ones (see ``theme``).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

import followersim
from followersim.analysis.inputs import text_in
from followersim.analysis.words import UNLIMITED
from followersim.charts import theme
from followersim.charts.text import clean, cut, fit_names, leading_parts, parts_in_lines, width
from followersim.locale import translate
from followersim.locale.numbers import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from followersim.analysis.inputs import Asked


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the left and the top."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


class Chart(Figure):
    """A matplotlib Figure that is drawn in pixels, knows its alternative text, and shows itself in a notebook."""

    def __init__(self) -> None:
        self.look = theme.look()
        self.page = (theme.WIDTH, theme.HEIGHT)
        size = (self.page[0] / theme.DPI, self.page[1] / theme.DPI)
        super().__init__(figsize=size, dpi=theme.DPI * self.look.scale, facecolor=theme.PAPER)
        FigureCanvasAgg(self)
        self.heading = ""
        self.sentence: Callable[[int], str] = lambda _: self.heading
        self.unit: tuple[str, ...] = ()
        self.alt_text = ""

    @property
    def finding(self) -> str:
        """The heading in full, where names have been cut to fit; without the stop at its end."""
        return self.sentence(UNLIMITED).rstrip(".")

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = theme.SMALL,
        colour: str | None = None,
        bold: bool = False,
        ha: str = "left",
        va: str = "center_baseline",
    ) -> Text:
        """Write a line of text, taken literally: a dollar sign starts no formula. ``y`` is its middle by default."""
        wide, high = self.page
        return self.text(
            x / wide, 1 - y / high, clean(text), fontproperties=theme.BOLD if bold else theme.REGULAR,
            fontsize=theme.points(size), color=colour or theme.TEXT, ha=ha, va=va, parse_math=False,
        )  # fmt: skip

    def panel(self, box: Box, gid: str) -> Axes:
        """Add empty axes that fill a box exactly; ``gid`` becomes its id in the SVG."""
        wide, high = self.page
        axes = self.add_axes((box.left / wide, 1 - box.bottom / high, box.width / wide, box.height / high))
        axes.set_gid(gid)
        axes.patch.set_visible(False)
        return axes

    def rule(
        self, start: tuple[float, float], end: tuple[float, float], *, colour: str, thick: float, **more: Any
    ) -> None:
        """Draw a straight line between two points of the page, behind the panels."""
        x, y = (start[0], end[0]), (start[1], end[1])
        wide, high = self.page
        self.add_artist(
            Line2D(
                [v / wide for v in x], [1 - v / high for v in y],
                color=colour, linewidth=theme.points(thick), transform=self.transFigure, **more,
            )
        )  # fmt: skip

    def leader(self, x: float, end: float, label: float, colour: str) -> None:
        """Connect the end of a line, at the right edge ``x`` of a panel, with its label beside it."""
        self.rule((x + 6, end), (x + 32, label), colour=colour, thick=2.5, solid_capstyle="round")

    def _repr_png_(self) -> bytes:
        """Show the picture in a notebook, with or without matplotlib's own notebook support."""
        with theme.style(self.look):
            buffer = io.BytesIO()
            self.savefig(buffer, format="png")
        return buffer.getvalue()


def furnish(
    chart: Chart, finding: Callable[[int], str], unit: Sequence[str], *, source: tuple[Asked, int], lang: str
) -> Box:
    """Write question, finding (the title), unit and source, and return the box that is left for the data.

    ``finding`` makes the title with names of at most so many characters; ``unit`` says in parts what is drawn, in
    which unit and from how many worlds, what matters most first; ``source`` is the scenario and the seed. On a slide,
    which has its own place for these words, the box is the whole page.
    """
    room = theme.WIDTH - 2 * theme.MARGIN
    chart.sentence = finding
    if theme.look().bare:
        chart.heading, chart.unit = clean(finding(UNLIMITED)), tuple(unit)
        return Box(theme.MARGIN, theme.MARGIN, room, theme.HEIGHT - 2 * theme.MARGIN)
    scenario, seed = source
    large = theme.look().large_room
    y = 18.0 if large else 34.0
    question = "" if large else clean(text_in(scenario.question, lang))  # whoever shows the chart has just asked it
    if question:
        chart.write(theme.MARGIN, y + theme.SMALL / 2, cut(question, theme.SMALL, room), colour=theme.QUIET)
        y += theme.SMALL * theme.LINE_HEIGHT + 6
    glued, size = fit_names(finding, theme.TITLES, room)
    lines = [line.replace(NO_BREAK, " ") for line in glued]
    for line in lines:
        y += size * theme.LINE_HEIGHT
        chart.write(theme.MARGIN, y - size * 0.62, line, size=size)
    chart.heading, chart.unit = " ".join(lines), tuple(unit)
    y += 10
    parts = [clean(part) for part in unit]
    for line in leading_parts(parts, theme.SMALL, room, 2) if large else parts_in_lines(parts, theme.SMALL, room, 2):
        chart.write(theme.MARGIN, y + theme.SMALL * 0.62, line, colour=theme.QUIET)
        y += theme.SMALL * theme.LINE_HEIGHT
    source_y = theme.HEIGHT - (26 if large else 34)
    seed_words = translate(lang, "seed {n}", n=seed).replace(" ", NO_BREAK)
    rest = f" · {seed_words} · followersim{NO_BREAK}{followersim.__version__}"
    named = translate(lang, "Scenario {name}", name=scenario.slug)
    slug = cut(clean(named), theme.SMALL, room - width(rest, theme.SMALL))
    chart.write(theme.MARGIN, source_y, slug + rest, colour=theme.QUIET)
    top = y + 14
    return Box(theme.MARGIN, top, room, source_y - theme.SMALL - top)

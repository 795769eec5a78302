"""Slides with the further charts of a run, as pictures: those that cannot be drawn with the means of a presentation.

Title, subtitle and alternative text are those of the chart, and native; the picture has the data alone, as wide as the
slide, so that its text has 24 points like everything else.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from pptx.util import Emu

from followersim.analysis.findings import main_results
from followersim.charts import ON_REQUEST, theme
from followersim.report import slides_notes as say
from followersim.report.slides_charts import describe
from followersim.report.slides_deck import fitting
from followersim.report.slides_template import CHART, Place, emu
from followersim.report.slides_text import plain

if TYPE_CHECKING:
    from followersim.charts.page import Chart
    from followersim.report.results import Results
    from followersim.report.slides_deck import Deck

LOOK: Final = theme.Look(large_room=True, bare=True)
_WIDE: Final = 12.55
PICTURE: Final = Place(0.62, 2.53, _WIDE, _WIDE * theme.BARE_PAGE[1] / theme.BARE_PAGE[0])
_OF_ONE_WORLD: Final = frozenset({"story", "audience"})


def shown(results: Results) -> list[str]:
    """Return the names of the charts that have a slide with a picture, in the order of the slides.

    Those of one world make the model run again: not if there is a policy written in Python, which nobody may have
    looked at.
    """
    runs_code = any(case.python_policy is not None for case in results.scenario.cases())
    there = [name for name in ON_REQUEST if name in results.charts and name in say.PICTURES]
    return [name for name in sorted(there, key=list(say.PICTURES).index) if not (runs_code and name in _OF_ONE_WORLD)]


def add_pictures(deck: Deck, results: Results) -> None:
    """Add a slide for each of these charts."""
    for name in shown(results):
        with theme.style(LOOK):
            chart = results.chart(name, deck.lang)
            picture = _png(chart)
        said, asked = say.PICTURES[name]
        if name == "wind" and not any(one["shitstorm"]["k"] for one in main_results(results.summary)):
            asked = say.QUIET_WIND
        slide = deck.add(CHART, chart.sentence, say.both(deck.lang, (said, asked), *_said(chart)))
        deck.underline(slide, *chart.unit)
        box = (Emu(emu(v)) for v in (PICTURE.left, PICTURE.top, PICTURE.width, PICTURE.height))
        shape = slide.shapes.add_picture(picture, *box)
        shape.name = plain(chart.heading)
        describe(shape, chart.alt_text)


def _png(chart: Chart) -> io.BytesIO:
    """Return the picture alone: what it shows in words is the slide's to say."""
    written = io.BytesIO()
    chart.savefig(written, format="png", metadata={"Software": None})
    written.seek(0)
    return written


def _said(chart: Chart) -> list[str]:
    """Return the numbers of the picture in words, as far as a speaker may want them.

    Not what stands above it, unless there was no room.
    """
    said = chart.alt_text.removeprefix(f"{chart.finding}.")
    said = said.removesuffix("; ".join(chart.unit) + ".").strip()
    rest = [f"{part[:1].upper()}{part[1:]}." for part in fitting(*chart.unit)[1]]
    return [*([said] if said and len(said) <= say.LONGEST else []), *rest]

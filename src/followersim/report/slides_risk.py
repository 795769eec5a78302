"""How likely a shitstorm is, as slides: a guess with empty clouds, and the same clouds filled afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from matplotlib.path import Path as Outline
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from followersim.analysis.words import ICONS, icons_of, of_twenty, runs
from followersim.charts import theme
from followersim.charts.axes import storm_outline
from followersim.locale import N_, translate
from followersim.locale.numbers import NO_BREAK, number, percent_range
from followersim.report.slides_charts import Axis, Picture, Series, bars, describe, pattern
from followersim.report.slides_labels import label_rows
from followersim.report.slides_template import FREE, SMALLEST, Place, emu, rgb
from followersim.report.slides_text import LINE, NARROW, Words, add_text, cut, largest, n_lines, plain, width

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WITH_CLOUDS: Final = 4
"""So many policies have a row of clouds each; more have bars."""

_PER_ROW: Final = 10
_NAME: Final = 3.2
_GAP: Final = 0.3
_CLOUDS: Final = 4.7
_TALLEST: Final = 1.75
_NUMBERS: Final = FREE.width - _NAME - _CLOUDS - 2 * _GAP


@dataclass(frozen=True)
class Risk:
    """One policy: how often there was a shitstorm, and the interval of its likelihood (shares)."""

    title: str
    colour: str
    k: int
    n: int
    low: float
    high: float


def add_clouds(slide: Any, risks: Sequence[Risk], lang: str, *, guess: bool = False) -> None:
    """Add one row per policy: name, 20 clouds, and how many of them are storms; all empty for a guess."""
    high = min(FREE.height / len(risks), _TALLEST)
    for number_, risk in enumerate(risks):
        top = FREE.top + number_ * high + (FREE.height - high * len(risks)) / 2
        _row(slide, Place(FREE.left, top, FREE.width, high), risk, lang, guess=guess)


def _row(slide: Any, row: Place, risk: Risk, lang: str, *, guess: bool) -> None:
    colour, title = theme.ink(risk.colour), plain(risk.title)
    place = Place(row.left, row.top + 0.06, _NAME, row.height - 0.12)
    size = largest(
        (32, 28, 26, SMALLEST),
        lambda one: n_lines(title, one, _NAME) * one * LINE / 72 <= place.height,
    )
    most = max(1, int(place.height * 72 / (size * LINE)))
    name = cut(title, size, _NAME, lines=most)
    add_text(slide, place, [Words(name, size, colour, bold=True)], lang, name=title)
    filled, count = (0, min(ICONS, risk.n)) if guess else icons_of(risk.k, risk.n)
    clouds = Place(place.right + _GAP, row.top + 0.06, _CLOUDS, row.height - 0.12)
    group = _clouds(slide, clouds, filled, count, risk.colour)
    group.name = title
    numbers = Place(clouds.right + _GAP, place.top, _NUMBERS, place.height)
    if guess:
        describe(group, translate(lang, "{n} empty clouds to guess with: {policy}", n=count, policy=risk.title))
        blank = translate(lang, "___ of {n}", n=count)
        add_text(slide, numbers, [Words(blank, 40, colour, bold=True)], lang)
        return
    describe(
        group,
        translate(
            lang,
            "{policy}: clouds filled: {filled} of {count}; a shitstorm {runs}, 95% interval {interval}",
            policy=risk.title, filled=filled, count=count, runs=runs(risk.k, risk.n, lang),
            interval=percent_range(risk.low, risk.high, lang),
        ),
    )  # fmt: skip
    add_text(slide, numbers, numbers_of(risk, lang, colour, place.height), lang)


def numbers_of(risk: Risk, lang: str, colour: str, high: float = FREE.height) -> list[Words]:
    """Return the share of 20 in large letters, and under it the runs and the interval; ``high`` inches are free."""
    room = high * 72 / LINE - SMALLEST
    sizes = [size for size in (48, 44, 40, 36, 32, 28) if size <= room] or [SMALLEST]
    words = of_twenty(risk.k, risk.n, lang)
    size: float = next((one for one in sizes if width(words, one) <= _NUMBERS * 72), 0)
    if size < min(36, sizes[0]):
        words = of_twenty(risk.k, risk.n, lang, brief=True)
        size = next((one for one in sizes if width(words, one) <= _NUMBERS * 72), SMALLEST)
    interval = percent_range(risk.low, risk.high, lang).replace(NO_BREAK, NARROW)
    count = translate(lang, "{k} of {n}", k=number(risk.k, lang), n=number(risk.n, lang))
    return [Words(words, size, colour, bold=True), Words(f"{count} ({interval})", SMALLEST, theme.QUIET)]


def _clouds(slide: Any, place: Place, filled: int, count: int, colour: str) -> Any:
    rows = -(-count // _PER_ROW)
    pitch = min(place.width / _PER_ROW, place.height / rows)
    size = pitch * 0.82
    top = place.top + (place.height - rows * pitch) / 2
    group = slide.shapes.add_group_shape()
    for number_ in range(count):
        row, column = divmod(number_, _PER_ROW)
        x, y = place.left + column * pitch, top + row * pitch + (pitch - size) / 2
        cloud = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Emu(emu(v)) for v in (x, y, size, size)))
        cloud.shadow.inherit = False
        _shape_of_storm(cloud)
        is_storm = number_ < filled
        cloud.fill.solid()
        cloud.fill.fore_color.rgb = RGBColor.from_string(rgb(colour if is_storm else theme.PAPER))
        cloud.line.color.rgb = RGBColor.from_string(rgb(colour if is_storm else theme.GREY))
        cloud.line.width = Pt(1.25)
        cloud.name = str(number_ + 1)
    return group


def _shape_of_storm(shape: Any) -> None:
    """Give a shape the outline of a thundercloud, the one that the charts draw."""
    custom = etree.Element(qn("a:custGeom"))
    for name in ("avLst", "gdLst", "ahLst", "cxnLst"):
        etree.SubElement(custom, qn(f"a:{name}"))
    etree.SubElement(custom, qn("a:rect"), l="0", t="0", r="r", b="b")
    path = etree.SubElement(etree.SubElement(custom, qn("a:pathLst")), qn("a:path"), w="1000", h="1000")
    names = {Outline.MOVETO: "moveTo", Outline.LINETO: "lnTo", Outline.CURVE4: "cubicBezTo", Outline.CLOSEPOLY: "close"}
    for points, code in storm_outline().iter_segments():
        step = etree.SubElement(path, qn(f"a:{names[code]}"))
        if code != Outline.CLOSEPOLY:
            for x, y in points.reshape(-1, 2):
                etree.SubElement(step, qn("a:pt"), x=str(round(1000 * x)), y=str(round(1000 * (1 - y))))
    preset = shape._element.spPr.find(qn("a:prstGeom"))  # noqa: SLF001 - no other way
    preset.addprevious(custom)
    preset.getparent().remove(preset)


def add_bars(slide: Any, risks: Sequence[Risk], about: str, lang: str) -> None:
    """Add one bar per policy, its length the runs with a shitstorm, with intervals, and the numbers beside it."""
    most = max(risk.n for risk in risks)
    names = Place(FREE.left, FREE.top, 4.3, FREE.height)
    beside = Place(FREE.right - 3.5, FREE.top, 3.5, FREE.height)
    place = Place(names.right + 0.15, FREE.top, beside.left - names.right - 0.3, FREE.height)
    top = 1.02 * max(risk.high * risk.n for risk in risks) or 1.0
    series = Series(
        translate(lang, _RUNS_WITH),
        [float(risk.k) for risk in risks],
        theme.BLUE,
        errors=[(risk.low * risk.n, risk.high * risk.n) for risk in risks],
    )
    axis = Axis(0, top, top, pattern(lang, most), visible=False)
    titles = [risk.title for risk in risks]
    whole = (0.0, 0.0, 1.0, 1.0)
    bars(slide, Picture(place, translate(lang, _RUNS_WITH), about, titles, [series], axis, whole, named=False))
    label_rows(slide, titles, names, lang, align="right")
    label_rows(slide, [numbers_of(risk, lang, theme.TEXT)[1].text for risk in risks], beside, lang)


_RUNS_WITH: Final = N_("Runs with a shitstorm")

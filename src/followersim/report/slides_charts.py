"""Native charts: their numbers lie in a workbook inside the deck, so that everything can be edited.

The charts keep the rules of those for a projector: at most four coloured series, text of at least 24 points, counts
from zero, numbers written as people of the language write them, whatever the computer's own language is.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Self

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt
from xlsxwriter import Workbook

from followersim.charts import theme
from followersim.locale.numbers import NO_BREAK, number, percent
from followersim.report.slides_template import FONT, SMALLEST, emu, rgb
from followersim.report.slides_text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.report.slides_template import Place

_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@dataclass(frozen=True)
class Series:
    """One series: its name, a value per category (None: none) and how it is drawn; ``width`` of a line in points."""

    name: str
    values: Sequence[float | None]
    colour: str
    width: float = 4.5
    marks: bool = False
    errors: Sequence[tuple[float, float]] = ()
    """Lower and upper bound per value."""


@dataclass(frozen=True)
class Axis:
    """The axis of values: its ends, the distance of its ticks, and how numbers are written on it."""

    low: float
    high: float
    step: float
    pattern: str
    visible: bool = True
    labelled: bool = True


@dataclass(frozen=True)
class Picture:
    """What a chart needs: where it stands, its categories, series, axis of values, and its alternative text.

    ``inner`` is where the plot itself lies inside the frame, as shares of width and height: left, top, width, height.
    """

    place: Place
    name: str
    about: str
    categories: Sequence[str]
    series: Sequence[Series]
    axis: Axis
    inner: tuple[float, float, float, float]
    named: bool = True
    """Whether the axis names the categories; else somebody writes them beneath."""

    labels: str = ""
    """How numbers at bars or points are written; empty: none."""

    labelled: Sequence[int] = field(default=())
    """Which series have numbers; all if empty."""


@dataclass(frozen=True)
class Points:
    """One series of points."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    colour: str


def pattern(lang: str, largest: float, *, signed: bool = False) -> str:
    """Return the number format that writes whole numbers as a language does, on a computer of any language.

    The usual formats follow the computer; here the marks are written out. ``largest`` is the largest number there is.
    """
    mark = f"\\{number(1000, lang)[1]}"
    plus = "\\+" if signed else ""
    if largest >= 1_000_000:
        return f"[>=1000000]{plus}#{mark}000{mark}000;[>=1000]{plus}#{mark}000;0"
    if largest >= 1000:
        return f"[>=1000]{plus}#{mark}000;[<=-1000]\\\u2212#{mark}000;0"
    return f"{plus}0;\\\u22120;0"


def percent_pattern(lang: str) -> str:
    """Return the number format of whole percents."""
    return percent(0, lang).replace(NO_BREAK, "\\ ")


def workbook(categories: Sequence[str], series: Sequence[Series]) -> bytes:
    """Return the workbook behind a chart: categories in the first column, a series in each further one."""
    with _Book() as book:
        for row, category in enumerate(categories, start=1):
            book.text(row, 0, category)
        for column, one in enumerate(series, start=1):
            book.text(0, column, one.name)
            for row, value in enumerate(one.values, start=1):
                if value is not None:
                    book.number(row, column, value)
    return book.content


def _workbook_of_points(points: Sequence[Points]) -> bytes:
    """Return the workbook behind points: x and y of each series beneath those of the one before."""
    with _Book() as book:
        row = 0
        for one in points:
            book.text(row, 1, plain(one.name))
            for x, y in zip(one.x, one.y, strict=True):
                row += 1
                book.number(row, 0, x)
                book.number(row, 1, y)
            row += 2
    return book.content


class _Book:
    """A workbook that is the same bytes for the same numbers.

    Names are written as text, and marked as such for whoever edits the cell: no name becomes a formula or a link.
    """

    def __init__(self) -> None:
        self._written = io.BytesIO()
        self._book = Workbook(
            self._written,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self._book.set_properties({"created": _CREATED, "author": "followersim"})
        self._sheet = self._book.add_worksheet("Sheet1")
        self._text = self._book.add_format({"quote_prefix": True, "num_format": "@"})
        self._sheet.set_column(0, 0, 30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._book.close()
        self.content = self._written.getvalue()

    def text(self, row: int, column: int, text: str) -> None:
        self._sheet.write_string(row, column, text, self._text)

    def number(self, row: int, column: int, value: float) -> None:
        self._sheet.write_number(row, column, value)


def bars(slide: Any, picture: Picture) -> Any:
    """Add horizontal bars, the first category at the top; return the chart."""
    chart = _chart(slide, picture, XL_CHART_TYPE.BAR_CLUSTERED)
    chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for one, drawn in zip(picture.series, plot.series, strict=True):
        _fill(drawn.format, one.colour)
        drawn.invert_if_negative = False
        if one.errors:
            _error_bars(drawn, one)
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(rgb(theme.QUIET))
    return chart


def stacked(slide: Any, picture: Picture) -> Any:
    """Add horizontal bars of parts end to end, the first category at the top; parts without a colour are not seen."""
    chart = _chart(slide, picture, XL_CHART_TYPE.BAR_STACKED)
    chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    for one, drawn in zip(picture.series, plot.series, strict=True):
        if one.colour:
            _fill(drawn.format, one.colour)
        else:
            drawn.format.fill.background()
        drawn.invert_if_negative = False
    return chart


def columns(slide: Any, picture: Picture) -> Any:
    """Add vertical columns that touch each other; series lie on one another, or point up and down."""
    chart = _chart(slide, picture, XL_CHART_TYPE.COLUMN_CLUSTERED)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 12, 100
    for one, drawn in zip(picture.series, plot.series, strict=True):
        _fill(drawn.format, one.colour)
        drawn.invert_if_negative = False
    return chart


def lines(slide: Any, picture: Picture) -> Any:
    """Add lines; return the chart."""
    marks = any(one.marks for one in picture.series)
    chart = _chart(slide, picture, XL_CHART_TYPE.LINE_MARKERS if marks else XL_CHART_TYPE.LINE)
    for one, drawn in zip(picture.series, chart.plots[0].series, strict=True):
        drawn.smooth = False
        line = drawn.format.line
        line.width = Pt(one.width)
        line.color.rgb = RGBColor.from_string(rgb(one.colour))
        line._get_or_add_ln().set("cap", "rnd")  # noqa: SLF001 - no other way
        if one.marks:
            drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 13
            _fill(drawn.marker.format, one.colour)
            drawn.marker.format.line.color.rgb = RGBColor.from_string(rgb(theme.PAPER))
    # the first and the last point stand on the edges of the plot
    if not marks:
        element = chart.value_axis._element  # noqa: SLF001 - no other way
        for old in element.findall(qn("c:crossBetween")):
            element.remove(old)
        between = etree.Element(qn("c:crossBetween"))
        between.set("val", "midCat")
        element.find(qn("c:crosses")).addnext(between)
    return chart


def scatter(slide: Any, picture: Picture, points: Sequence[Points], across: Axis) -> Any:
    """Add points; ``picture`` has no series and no categories of its own. Return the chart."""
    data = XyChartData(number_format="General")
    for one in points:
        series = data.add_series(plain(one.name))
        for x, y in zip(one.x, one.y, strict=True):
            series.add_data_point(x, y)
    chart = _framed(slide, picture, XL_CHART_TYPE.XY_SCATTER, data, _workbook_of_points(points))
    _dress_values(chart.value_axis, picture.axis)
    _dress_values(chart.category_axis, across)
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _set_inner(chart, picture.inner)
    for one, drawn in zip(points, chart.plots[0].series, strict=True):
        drawn.format.line.fill.background()
        drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 12
        _fill(drawn.marker.format, one.colour)
        drawn.marker.format.line.color.rgb = RGBColor.from_string(rgb(theme.PAPER))
    return chart


def _chart(slide: Any, picture: Picture, kind: Any) -> Any:
    """Add a chart with its axes, fonts and workbook."""
    data = CategoryChartData(number_format="General")
    categories = [plain(category) for category in picture.categories]
    series = [Series(plain(one.name), one.values, one.colour) for one in picture.series]
    data.categories = categories
    for one in series:
        data.add_series(one.name, one.values)
    chart = _framed(slide, picture, kind, data, workbook(categories, series))
    _dress_values(chart.value_axis, picture.axis)
    _dress_categories(chart.category_axis, named=picture.named)
    _set_inner(chart, picture.inner)
    if picture.labels:
        _number(chart, picture)
    return chart


def _framed(slide: Any, picture: Picture, kind: Any, data: Any, book: bytes) -> Any:
    """Add a chart with its workbook, name, alternative text and font."""
    place = picture.place
    frame = slide.shapes.add_chart(
        kind, *(Emu(emu(v)) for v in (place.left, place.top, place.width, place.height)), data
    )
    frame.name = plain(picture.name)
    describe(frame, picture.about)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(book)
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(SMALLEST), FONT
    chart.font.color.rgb = RGBColor.from_string(rgb(theme.QUIET))
    return chart


def describe(shape: Any, about: str) -> None:
    """Give a shape an alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", plain(about))  # noqa: SLF001 - no other way


def _fill(fill_format: Any, colour: str) -> None:
    fill_format.fill.solid()
    fill_format.fill.fore_color.rgb = RGBColor.from_string(rgb(colour))


def _dress_values(axis: Any, about: Axis) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = about.low, about.high, about.step
    axis.has_major_gridlines = about.visible
    if about.visible:
        axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(rgb(theme.RULE))
        axis.major_gridlines.format.line.width = Pt(1)
        axis.tick_labels.number_format = about.pattern
        axis.tick_labels.number_format_is_linked = False
        axis.tick_labels.font.size = Pt(SMALLEST)
    is_labelled = about.visible and about.labelled
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW if is_labelled else XL_TICK_LABEL_POSITION.NONE
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()


def _dress_categories(axis: Any, *, named: bool) -> None:
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW if named else XL_TICK_LABEL_POSITION.NONE
    axis.tick_labels.font.size = Pt(SMALLEST)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = RGBColor.from_string(rgb(theme.QUIET))
    axis.format.line.width = Pt(1.5)


def _set_inner(chart: Any, inner: tuple[float, float, float, float]) -> None:
    """Say where the plot lies, so that text beside it meets it on every computer."""
    plot_area = chart._chartSpace.chart.plotArea  # noqa: SLF001 - no other way
    old = plot_area.find(qn("c:layout"))
    if old is not None:
        plot_area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    parts = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    parts |= dict(zip("xywh", (f"{share:.5f}" for share in inner), strict=True))
    for name, value in parts.items():
        etree.SubElement(manual, qn(f"c:{name}")).set("val", value)
    plot_area.insert(0, layout)


def _number(chart: Any, picture: Picture) -> None:
    """Write the numbers at the ends of bars or above points."""
    for n, drawn in enumerate(chart.plots[0].series):
        if picture.labelled and n not in picture.labelled:
            continue
        labels = drawn.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = picture.labels, False
        labels.font.size, labels.font.bold = Pt(SMALLEST), True
        labels.font.color.rgb = RGBColor.from_string(rgb(theme.ink(picture.series[n].colour)))
        is_line = drawn._element.find(qn("c:smooth")) is not None  # noqa: SLF001
        labels.position = XL_LABEL_POSITION.ABOVE if is_line else XL_LABEL_POSITION.OUTSIDE_END


def _error_bars(drawn: Any, one: Series) -> None:
    """Add the intervals as thin lines over the ends of the bars."""
    bounds = {
        "minus": [value - low for value, (low, _) in zip(_known(one), one.errors, strict=True)],
        "plus": [high - value for value, (_, high) in zip(_known(one), one.errors, strict=True)],
    }
    bar = etree.Element(qn("c:errBars"))
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bar, qn(f"c:{name}")).set("val", value)
    for name in ("plus", "minus"):
        values = etree.SubElement(etree.SubElement(bar, qn(f"c:{name}")), qn("c:numLit"))
        etree.SubElement(values, qn("c:formatCode")).text = "General"
        etree.SubElement(values, qn("c:ptCount")).set("val", str(len(bounds[name])))
        for n, bound in enumerate(bounds[name]):
            point = etree.SubElement(values, qn("c:pt"))
            point.set("idx", str(n))
            etree.SubElement(point, qn("c:v")).text = repr(max(0.0, float(bound)))
    shape = etree.SubElement(bar, qn("c:spPr"))
    line = etree.SubElement(shape, qn("a:ln"))
    line.set("w", str(Pt(2.5)))
    fill = etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"))
    fill.set("val", rgb(theme.BLACK))
    drawn._element.find(qn("c:cat")).addprevious(bar)  # noqa: SLF001 - no other way


def _known(one: Series) -> list[float]:
    return [float(value or 0.0) for value in one.values]

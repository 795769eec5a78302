"""Charts as SVG inside a page: no styles of their own, no ids that clash, colours that the page can turn, parts that a
script can find.

Matplotlib writes SVG for a file: with style attributes, which a strict Content-Security-Policy forbids, and with its
own ids. Here every style becomes a class of the page's one style sheet, every colour a variable, and every part with a
name of its own (`gid`) says in data attributes what it is and which policy it belongs to.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import matplotlib as mpl

from followersim.charts import theme
from followersim.locale.numbers import NO_BREAK
from followersim.report.html.colours import dark, readable_on_dark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.text import Text

    from followersim.charts.page import Chart

POINTS: Final = 72 / theme.DPI
"""Matplotlib's SVG counts in points; so many make a pixel of a chart."""

_NAMED: Final = re.compile(r"(?:point-(?P<point>\d+)-)?(?P<piece>[a-z]+(?:-[a-z]+)*)-(?P<n>\d+)(?:-(?P<more>[\w-]+))?")
_ANY_NAME: Final = re.compile(r"(figure|patch|line2d|text|matplotlib\.axis|xtick|ytick|LineCollection|axes)_?[\d.]*")
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}\b")
_NUMBER: Final = re.compile(r"-?\d+\.\d+")
_SPACE: Final = re.compile(r"\s+")
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_DROPPED: Final = frozenset({"font-family", "font-stretch", "font-variant", "font-style"})
_KEPT: Final = frozenset({"x", "y", "width", "height", "d", "clip-path", "points", "cx", "cy", "r"})
_TEXT_GAP: Final = 6
_SIDE: Final = theme.MARGIN - 32
"""So much of the margin at both sides is left to the page."""


@dataclass
class StyleBook:
    """The styles and colours of all pictures of a page."""

    classes: dict[str, str] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)

    def name_of(self, style: str) -> str:
        """Return the class of a style, with its colours as variables."""
        said = _COLOUR.sub(lambda found: f"var(--{self._variable(found[0])})", style)
        return self.classes.setdefault(said, f"k{len(self.classes)}")

    def _variable(self, colour: str) -> str:
        light = colour.lower()
        self.colours.setdefault(f"c{light[1:]}", f"{light} {dark(light)}")
        return f"c{light[1:]}"

    def text_on(self, fill: str) -> str:
        """Return the class of text on a shape of a colour: it must be readable on the dark page, too."""
        light = fill.lower()
        name = f"on{light[1:]}"
        self.colours.setdefault(name, f"{theme.readable_on(light).lower()} {readable_on_dark(light)}")
        return self.classes.setdefault(f"fill:var(--{name})", f"k{len(self.classes)}")

    def css(self) -> tuple[str, str, str]:
        """Return the variables of a light page, those of a dark one, and the classes."""
        ways = [colours.split() for colours in self.colours.values()]
        light, dark_ = (
            "".join(f"--{name}:{way[k]};" for name, way in zip(self.colours, ways, strict=True)) for k in (0, 1)
        )
        return light, dark_, "".join(f".{name}{{{style}}}" for style, name in self.classes.items())


@dataclass(frozen=True)
class Picture:
    """A chart for a page: the SVG, its finding and alternative text, and the lines that stood under its title."""

    svg: str
    heading: str
    unit: str
    alt: str


@dataclass(frozen=True)
class _Frame:
    """The part of a chart that is left when title, unit and source stand in the page, in pixels."""

    top: float
    bottom: float


def picture(chart: Chart, name: str, styles: StyleBook, *, has_parts: bool = True) -> Picture:
    """Return a chart for a page: without question, title, unit and source, which the page says itself.

    has_parts: whether its parts say which policy they belong to, so that a script can find them.
    """
    header, source = _furniture(chart)
    frame = _frame(chart, header)
    for text in (*header, source):
        text.set_visible(False)
    for text in chart.texts:  # as a file the weight is enough, as text in a page it must be said
        if text.get_fontproperties().get_file() == theme.BOLD_FILE:
            text.set_fontweight("bold")
    buffer = io.BytesIO()
    try:
        with theme.style(), mpl.rc_context({"svg.fonttype": "none"}):
            chart.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    finally:
        for text in (*header, source):
            text.set_visible(True)
    root = ET.fromstring(buffer.getvalue())  # noqa: S314 - written by matplotlib a moment ago
    svg = _Writer(name, styles, has_parts=has_parts).written(root, frame, chart.heading, chart.alt_text)
    return Picture(svg, _glued(chart.heading), " · ".join(chart.unit), chart.alt_text)


def _frame(chart: Chart, header: list[Text]) -> _Frame:
    """Return what is left of the page below the header; labels of many lines may reach into it."""
    rest = chart.texts[len(header) + 1 :]
    top = min([_edge(header[-1], 1) + _TEXT_GAP, *(_edge(text, -1) - _TEXT_GAP for text in rest)])
    return _Frame(top, theme.HEIGHT - 34 - theme.SMALL + _TEXT_GAP)


def _edge(text: Text, side: int) -> float:
    """Return where a line of text begins (side -1) or ends (1), in pixels from the top."""
    middle = (1 - text.get_position()[1]) * theme.HEIGHT
    return middle + side * 0.6 * float(text.get_fontsize()) / POINTS


def _furniture(chart: Chart) -> tuple[list[Text], Text]:
    """Return the lines above the data and the source line: the first texts that a chart writes, in this order."""
    at_bottom = 1 - (theme.HEIGHT - 34) / theme.HEIGHT
    for k, text in enumerate(chart.texts):
        if abs(text.get_position()[1] - at_bottom) < 1e-6:
            return list(chart.texts[:k]), text
    raise ValueError("the chart has no source line")


def _glued(text: str) -> str:
    """Return text in which a number and its per cent sign stay on one line."""
    return re.sub(r"(?<=\d) (?=%)", NO_BREAK, text)


class _Writer:
    """Writes one picture."""

    def __init__(self, name: str, styles: StyleBook, *, has_parts: bool) -> None:
        self.name, self.styles, self.has_parts = name, styles, has_parts
        self.fills: dict[str, str] = {}
        self.ids: dict[str, str] = {}

    def written(self, root: ET.Element, frame: _Frame, heading: str, alt: str) -> str:
        left, width = _SIDE * POINTS, (theme.WIDTH - 2 * _SIDE) * POINTS
        top, bottom = frame.top * POINTS, frame.bottom * POINTS
        body = "".join(self._all(child) for child in root)
        title, description = f"{self.name}-title", f"{self.name}-description"
        return (
            f'<svg class="chart" data-chart="{self.name}" viewBox="{_short(left)} {_short(top)} {_short(width)} '
            f'{_short(bottom - top)}" role="img" aria-labelledby="{title} {description}" focusable="false">'
            f'<title id="{title}">{escape(heading)}</title><desc id="{description}">{escape(alt)}</desc>{body}</svg>'
        )

    def _all(self, element: ET.Element) -> str:
        tag = element.tag.rpartition("}")[2]
        gid = element.get("id", "")
        if tag in {"metadata", "style", "title", "desc"} or gid == "patch_1":
            return ""
        inside = "".join(self._all(child) for child in self._named(element, gid))
        if tag in {"g", "defs"}:
            if not inside:
                return ""
            attributes = self._data(gid) + self._clipped(element) if tag == "g" else ""
            return f"<{tag}{attributes}>{inside}</{tag}>" if attributes or tag == "defs" else inside
        if tag == "clipPath":
            return f'<clipPath id="{self._id(gid)}">{inside}</clipPath>'
        text = escape(element.text or "") if tag == "text" else ""
        return f"<{tag}{self._attributes(element, tag)}>{text}{inside}</{tag}>"

    def _named(self, element: ET.Element, gid: str) -> Iterator[ET.Element]:
        """Yield what is in an element; shapes learn whose text stands on them, text on which shape it stands."""
        for child in element:
            if gid.startswith("strip-"):
                colour = _COLOUR.search(child.get("style", ""))
                if gid.endswith("-count"):
                    child.set("on", self.fills.get(gid.removesuffix("-count"), ""))
                elif colour:
                    self.fills[gid] = colour[0]
            yield child

    def _attributes(self, element: ET.Element, tag: str) -> str:
        said = {
            key.strip(): value.strip()
            for key, _, value in (part.partition(":") for part in element.get("style", "").split(";"))
            if value and key.strip() not in _DROPPED
        }
        is_shape = tag in {"path", "text", "use"} and not element.get("id")  # black is not said, but meant
        if is_shape and not {"fill", "stroke"} & said.keys():
            said["fill"] = theme.BLACK.lower()
        on = element.get("on")
        if on:
            said.pop("fill", None)
        names = [self.styles.name_of(";".join(f"{key}:{value}" for key, value in said.items()))] if said else []
        if on:
            names.append(self.styles.text_on(on))
        found = [f'class="{" ".join(names)}"'] if names else []
        if element.get("id") and tag == "path":
            found.append(f'id="{self._id(element.get("id", ""))}"')
        if tag == "use":
            found.append(f'href="#{self._id(element.get(_HREF, "#")[1:])}"')
        for key, value in element.attrib.items():
            if key in _KEPT:
                found.append(f'{key}="{escape(self._value(key, value))}"')
        return "".join(f" {one}" for one in found)

    def _clipped(self, element: ET.Element) -> str:
        clip = element.get("clip-path")
        return f' clip-path="{self._value("clip-path", clip)}"' if clip else ""

    def _value(self, key: str, value: str) -> str:
        if key == "clip-path":
            return f"url(#{self._id(value[5:-1])})"
        return _SPACE.sub(" ", _NUMBER.sub(lambda found: _short(float(found[0])), value)).strip()

    def _id(self, gid: str) -> str:
        return self.ids.setdefault(gid, f"{self.name}-id-{len(self.ids)}")

    def _data(self, gid: str) -> str:
        """Return data attributes that say what a part is; nothing for parts without a name of their own."""
        if not gid or not self.has_parts or _ANY_NAME.fullmatch(gid):
            return ""
        found = _NAMED.fullmatch(gid)
        if found is None:
            return f' data-piece="{escape(gid)}"'
        said = {"piece": found["piece"], "policy": found["n"], "more": found["more"], "point": found["point"]}
        return "".join(f' data-{key}="{escape(value)}"' for key, value in said.items() if value)


def _short(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    text = f"{value:.1f}"
    return text.removesuffix(".0").replace("-0", "0") if text in {"-0.0", "0.0"} else text.removesuffix(".0")

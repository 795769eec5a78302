"""Sizes, colours and fonts of all charts, made for the last row of a seminar room.

There is one theme in three looks, light, dark and print, and one for large rooms, whose texts are half as large again.
Which look holds is decided once, by ``style``; everything that is drawn asks here for its colours at that moment.

Lengths are pixels of a page of 1920 x 1080. For a large room the page has 1280 x 720 of them, each shown as one and a
half: the same picture with less room. Colours are four that people with any colour vision tell apart, all with a
contrast of at least 3 : 1 on their paper; text has at least 4.5 : 1.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties

from followersim.scenario.vocabulary import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

DPI: Final = 100
"""Of a page's own pixels; see ``Look.scale`` for those of the picture."""

SMALL: Final = 29
LARGE: Final = 64
LINE_HEIGHT: Final = 1.25

BARE_PAGE: Final = (1088, 424)
"""Of a chart on a slide: so few pixels that its text, shown as wide as the slide, has 24 points."""

THIN: Final = 1.3
MEDIAN: Final = 4.0
HALO: Final = 8.0

if TYPE_CHECKING:
    # of the look that holds: found by __getattr__ at the end of this file
    WIDTH: int
    MARGIN: float
    LABEL: int
    HEIGHT: int
    TITLES: tuple[float, ...]
    BLACK: str
    BLUE: str
    VERMILLION: str
    GREEN: str
    SERIES: tuple[str, ...]
    GREY: str
    TEXT: str
    QUIET: str
    RULE: str
    FAINT: str
    PAPER: str
    RAMP: tuple[str, ...]


@dataclass(frozen=True)
class Colours:
    """The colours of a look. ``inks`` are shades of the series for text, which needs more contrast than a line."""

    paper: str
    text: str
    quiet: str  # text of less importance, ticks and sources
    rule: str  # grid lines and empty shapes
    faint: str  # areas of which nothing is said
    series: tuple[str, str, str, str]
    grey: str  # lines of policies beyond the fourth
    inks: tuple[str, str, str, str, str]  # of the series and the grey
    ramp: tuple[str, ...]  # from little to much: one hue that only goes away from the paper


COLOURS: Final = {
    "light": Colours(
        paper="#FFFFFF",
        text="#000000",
        quiet="#545454",
        rule="#D9D9D9",
        faint="#E6E6E6",
        series=("#000000", "#0072B2", "#D55E00", "#009E73"),
        grey="#707070",
        inks=("#000000", "#005A8E", "#A84A00", "#007354", "#545454"),
        ramp=("#F0F6FA", "#B5D5E8", "#5FA8D0", "#0072B2", "#00294D"),
    ),
    "dark": Colours(
        paper="#15191E",
        text="#FFFFFF",
        quiet="#B9C0C8",
        rule="#3B424B",
        faint="#2A3038",
        series=("#FFFFFF", "#4D9DE6", "#E8743B", "#3FD9A0"),
        grey="#929292",
        inks=("#FFFFFF", "#6FB3F0", "#F2925F", "#3FD9A0", "#B9C0C8"),
        ramp=("#1E2630", "#1F4468", "#2F76B5", "#6FB3F0", "#DCEEFF"),
    ),
    # on paper, and copied in black and white: series differ in lightness, too
    "print": Colours(
        paper="#FFFFFF",
        text="#000000",
        quiet="#3D3D3D",
        rule="#C8C8C8",
        faint="#E0E0E0",
        series=("#000000", "#004C80", "#C04F00", "#4A9F80"),
        grey="#5C5C5C",
        inks=("#000000", "#004C80", "#A84400", "#1F6B50", "#3D3D3D"),
        ramp=("#F4F4F4", "#C6D3DE", "#86A3BB", "#3F6F96", "#00263F"),
    ),
}


@dataclass(frozen=True)
class Look:
    """How a chart looks: one of the three themes, and whether it is for a large room.

    A bare one is the picture alone, for a slide that has title, subtitle and source of its own.
    """

    theme: str = "light"
    large_room: bool = False
    bare: bool = False

    def __post_init__(self) -> None:
        if self.bare and not self.large_room:
            raise ValueError("a bare chart is one for a large room")
        if self.theme not in THEMES:
            raise ValueError(f"unknown theme {self.theme!r}: there are {', '.join(THEMES)}")

    @property
    def colours(self) -> Colours:
        """The colours of the theme."""
        return COLOURS[self.theme]

    @property
    def page(self) -> tuple[int, int]:
        """Width and height of the page in its own pixels."""
        if self.bare:
            return BARE_PAGE
        return (1280, 720) if self.large_room else (1920, 1080)

    @property
    def margin(self) -> int:
        """The free edge of the page at the left and the right."""
        if self.bare:
            return 6
        return 44 if self.large_room else 60

    @property
    def label(self) -> int:
        """Size of what names things; on a slide no larger than other text, for there is little room."""
        return SMALL if self.bare else 33

    @property
    def scale(self) -> float:
        """How many pixels of the picture a pixel of the page has."""
        return 1.5 if self.large_room else 1.0

    def __str__(self) -> str:
        return f"{self.theme}, large room" if self.large_room else self.theme


_look: ContextVar[Look] = ContextVar("look", default=Look())  # noqa: B039 - it cannot be changed

# the limits are 48, 32 and 28 px, 43 px for all text in a large room; a little above them survives any rounding
_TITLES: Final = ((56, 53, 50, 48.5), (44, 40, 35, 32.5))
"""Sizes of a title of one line; one of two lines has one of the last two."""

_FONTS: Final = Path(mpl.get_data_path()) / "fonts" / "ttf"
REGULAR_FILE: Final = str(_FONTS / "DejaVuSans.ttf")
BOLD_FILE: Final = str(_FONTS / "DejaVuSans-Bold.ttf")
REGULAR: Final = FontProperties(fname=REGULAR_FILE)
BOLD: Final = FontProperties(fname=BOLD_FILE)

_SETTINGS: Final[dict[Any, Any]] = {
    "svg.fonttype": "path",  # the same picture on a computer without the font
    "svg.hashsalt": "followersim",  # the same bytes for the same picture
    "path.simplify": True,
    "path.simplify_threshold": 0.2,
    "agg.path.chunksize": 0,
    "axes.unicode_minus": True,
    "figure.dpi": DPI,
    "savefig.dpi": "figure",
}


def look() -> Look:
    """Return the look that holds."""
    return _look.get()


def points(px: float) -> float:
    """Return pixels of the page as typographic points, matplotlib's unit of lengths."""
    return px * 72 / DPI


def series_colour(number: int) -> str:
    """Return the colour of the policy with this number; from the fifth on all are grey."""
    colours = look().colours
    return colours.series[number] if number < len(colours.series) else colours.grey


def ink(colour: str) -> str:
    """Return the shade of a series' colour that text is set in."""
    colours = look().colours
    return dict(zip((*colours.series, colours.grey), colours.inks, strict=True)).get(colour, colour)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0-1 (WCAG 2)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1-21 (WCAG 2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return a colour mixed with a share (0-1) of another one."""
    parts = zip(to_rgb(one), to_rgb(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02x}" for a, b in parts)


def ramp(share: float) -> str:
    """Return the colour of a share, 0-1, on a map, in a hundred steps."""
    steps = look().colours.ramp
    place = round(min(max(share, 0.0), 1.0) * 100) / 100 * (len(steps) - 1)
    below = min(int(place), len(steps) - 2)
    return mix(steps[below], steps[below + 1], place - below)


def tint(colour: str, strength: float) -> str:
    """Return a colour mixed with the paper, in a hundred steps; strength 1 is the colour itself, 0 is the paper."""
    return mix(look().colours.paper, colour, round(strength, 2))


def readable_on(colour: str) -> str:
    """Return black or white, whichever reads better on a colour."""
    return max(("#000000", "#FFFFFF"), key=lambda text: contrast(text, colour))


@contextmanager
def style(wanted: Look | None = None) -> Iterator[None]:
    """Draw with matplotlib's own defaults and the settings above, whatever the user's matplotlibrc says.

    ``wanted`` is the look; without it, that which holds goes on.
    """
    token = _look.set(wanted or look())
    try:
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update(_SETTINGS)
            yield
    finally:
        _look.reset(token)


if not TYPE_CHECKING:  # so that names are checked

    def __getattr__(name: str) -> Any:
        """Return what depends on the look that holds."""
        now = look()
        match name:
            case "WIDTH" | "HEIGHT":
                return now.page[name == "HEIGHT"]
            case "MARGIN" | "LABEL":
                return getattr(now, name.lower())
            case "TITLES":
                return _TITLES[now.large_room]
            case "BLACK" | "BLUE" | "VERMILLION" | "GREEN":
                return now.colours.series[("BLACK", "BLUE", "VERMILLION", "GREEN").index(name)]
            case "SERIES" | "GREY" | "TEXT" | "QUIET" | "RULE" | "FAINT" | "PAPER" | "RAMP":
                return getattr(now.colours, name.lower())
            case _:
                raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

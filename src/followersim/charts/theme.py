"""Sizes, colours and fonts of all charts, made for the last row of a seminar room.

Lengths are pixels of a 1920 x 1080 picture. Colours are four that people with any colour vision tell apart, all with
a contrast of at least 3 : 1 on white; text is black or a dark grey with at least 4.5 : 1.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH: Final = 1920
HEIGHT: Final = 1080
DPI: Final = 100
MARGIN: Final = 60

# the limits are 48, 32 and 28 px; a little above them survives any rounding
TITLES: Final = (56, 53, 50, 48.5)
"""Sizes of a title of one line; one of two lines has one of the last two."""
LABEL: Final = 33
SMALL: Final = 29
LARGE: Final = 64
LINE_HEIGHT: Final = 1.25

BLACK: Final = "#000000"
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
GREEN: Final = "#009E73"
SERIES: Final = (BLACK, BLUE, VERMILLION, GREEN)
GREY: Final = "#8C8C8C"
"""Lines of policies beyond the fourth."""
TEXT: Final = "#000000"
QUIET: Final = "#545454"
"""Text of less importance, ticks and sources."""
RULE: Final = "#D9D9D9"
"""Grid lines and empty shapes."""
PAPER: Final = "#FFFFFF"

RAMP: Final = ("#F0F6FA", "#B5D5E8", "#5FA8D0", BLUE, "#00294D")
"""From little to much on a map: one hue that only gets darker, so that it reads without colour vision, too."""

# text in a series' colour needs more contrast than a line in it: darker shades of the same hue
_INK: Final = {BLACK: BLACK, BLUE: "#005A8E", VERMILLION: "#A84A00", GREEN: "#007354", GREY: QUIET}

THIN: Final = 1.3
MEDIAN: Final = 4.0
HALO: Final = 8.0

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
    "savefig.dpi": DPI,
}


def points(px: float) -> float:
    """Return pixels as typographic points, matplotlib's unit of lengths."""
    return px * 72 / DPI


def series_colour(number: int) -> str:
    """Return the colour of the policy with this number; from the fifth on all are grey."""
    return SERIES[number] if number < len(SERIES) else GREY


def ink(colour: str) -> str:
    """Return the shade of a series' colour that text is set in."""
    return _INK.get(colour, colour)


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
    place = round(min(max(share, 0.0), 1.0) * 100) / 100 * (len(RAMP) - 1)
    below = min(int(place), len(RAMP) - 2)
    return mix(RAMP[below], RAMP[below + 1], place - below)


def tint(colour: str, strength: float) -> str:
    """Return a colour mixed with white; strength 1 is the colour itself, 0 is white."""
    mixed = (round(255 * (1 - strength * (1 - part))) for part in to_rgb(colour))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def readable_on(colour: str) -> str:
    """Return black or white, whichever reads better on a colour."""
    return max((BLACK, PAPER), key=lambda text: contrast(text, colour))


@contextmanager
def style() -> Iterator[None]:
    """Draw with matplotlib's own defaults and the settings above, whatever the user's matplotlibrc says."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield

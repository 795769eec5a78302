"""Colours of pictures on a dark page: the same hues, lighter, with the contrast that they have on white."""

from __future__ import annotations

from typing import Final

from matplotlib.colors import to_rgb

from followersim.charts import theme

PAPER: Final = "#15191e"
"""The ground of a dark page."""

INK: Final = "#ffffff"
_DARK: Final = {
    theme.BLACK: INK,
    theme.BLUE: "#4d9de6",
    theme.VERMILLION: "#e8743b",
    theme.GREEN: "#3fd9a0",
    theme.GREY: "#929292",
    theme.QUIET: "#b9c0c8",
    theme.RULE: "#3b424b",
    theme.PAPER: PAPER,
    theme.ink(theme.BLUE): "#6fb3f0",
    theme.ink(theme.VERMILLION): "#f2925f",
    theme.ink(theme.GREEN): "#3fd9a0",
}
_TINTED: Final = (theme.BLUE, theme.VERMILLION, theme.GREEN, theme.QUIET, theme.BLACK)
_ROUNDING: Final = 2.5 / 255


def dark(colour: str) -> str:
    """Return what a colour of a chart becomes on a dark page."""
    known = {light.lower(): there for light, there in _DARK.items()}
    if colour.lower() in known:
        return known[colour.lower()]
    for base in _TINTED:
        strength = _strength(colour, base)
        if strength is not None:
            return theme.mix(PAPER, dark(base), strength)
    red, green, blue = to_rgb(colour)
    return theme.mix(PAPER, INK, 1 - (0.3 * red + 0.6 * green + 0.1 * blue))


def _strength(colour: str, base: str) -> float | None:
    """Return the strength (0-1) with which a colour is a tint of a base on white; None if it is no tint of it."""
    pairs = list(zip(to_rgb(colour), to_rgb(base), strict=True))
    most = max(pairs, key=lambda pair: 1 - pair[1])
    strength = (1 - most[0]) / (1 - most[1])
    if not 0 <= strength <= 1 or any(abs(1 - strength * (1 - b) - c) > _ROUNDING for c, b in pairs):
        return None
    return strength


def readable_on_dark(colour: str) -> str:
    """Return what text is set in on a shape that has this colour on a light page, when the page is dark."""
    there = dark(colour)
    return max((INK, theme.BLACK), key=lambda text: theme.contrast(text, there)).lower()

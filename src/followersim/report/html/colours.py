"""Colours of pictures on a dark page: the same hues, lighter, with the contrast that they have on white."""

from __future__ import annotations

from typing import Final

from matplotlib.colors import to_rgb

from followersim.charts import theme

_DAY: Final = theme.COLOURS["light"]
_NIGHT: Final = theme.COLOURS["dark"]
PAPER: Final = _NIGHT.paper.lower()
"""The ground of a dark page."""

INK: Final = _NIGHT.text.lower()


def _named(colours: theme.Colours) -> tuple[str, ...]:
    named = (colours.text, colours.grey, colours.quiet, colours.rule, colours.faint, colours.paper)
    return tuple(colour.lower() for colour in (*colours.series, *colours.inks, *named))


_DARK: Final = dict(zip(_named(_DAY), _named(_NIGHT), strict=True))
_TINTED: Final = (*_DAY.series[1:], _DAY.grey, _DAY.quiet, _DAY.series[0])  # greys from light to dark
_ROUNDING: Final = 2.5 / 255


def dark(colour: str) -> str:
    """Return what a colour of a chart becomes on a dark page."""
    if colour.lower() in _DARK:
        return _DARK[colour.lower()]
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
    return max((INK, _DAY.text), key=lambda text: theme.contrast(text, there)).lower()

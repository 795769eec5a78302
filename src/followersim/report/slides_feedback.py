"""Praise and criticism on a slide: over time for up to three policies, as sums for more."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.analysis.frames import in_turns
from followersim.charts import theme
from followersim.charts.axes import count_ticks, day_ticks
from followersim.locale import N_, translate
from followersim.locale.numbers import number
from followersim.report.slides_charts import Axis, Picture, Series, bars, columns, pattern
from followersim.report.slides_labels import LABEL, UNDER, label_across, label_rows
from followersim.report.slides_template import FREE, SMALLEST, Place
from followersim.report.slides_text import Words, add_text, cut, plain, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from followersim.analysis.frames import Block

    Values = NDArray[np.float64]

MOST_PANELS: Final = 3
MOST_WITH_HEAD: Final = 10
"""So many policies leave room for words above the bars; of more, the line under the title must say what they are."""

PRAISE, CRITICISM = theme.GREEN, theme.VERMILLION
_MOST_BINS: Final = 45
_LEFT: Final = 1.0
_GAP: Final = 0.6
_LINE: Final = 0.44
_PRAISE: Final = N_("Praise")
_CRITICISM: Final = N_("Criticism")
_PIXELS: Final = 80


@dataclass(frozen=True)
class Voices:
    """One policy: its name, and praise and criticism of a run (means)."""

    title: str
    praise: float
    criticism: float
    block: Block | None = None


def bin_days(n_days: int) -> int:
    """Return how many days are put together in a column: one, or a divisor of the days between two labels."""
    step = max(1, int(day_ticks(n_days, 4)[1]))
    fits = [s for s in range(1, step + 1) if step % s == 0 and n_days / s <= _MOST_BINS]
    return fits[0] if fits else max(1, math.ceil(n_days / _MOST_BINS))


def _means(block: Block, name: str, apart: int) -> list[float]:
    """Return messages a day, the mean over all runs, per bin."""
    total = np.concatenate(
        [block.measure_on(name, some).mean(axis=0) for some in in_turns(np.arange(block.n_days), len(block.worlds))]
    )
    starts = np.arange(0, block.n_days, apart)
    sums = np.add.reduceat(total, starts)
    means: list[float] = (sums / np.diff(np.append(starts, block.n_days))).tolist()
    return means


def add_panels(slide: Any, found: Sequence[Voices], abouts: Sequence[str], lang: str) -> None:
    """Add one chart per policy on equal axes: praise upward, criticism downward."""
    blocks = [one.block for one in found if one.block is not None]
    n_days = max(block.n_days for block in blocks)
    apart = bin_days(n_days)
    praise = [_means(block, "n_praise", apart) for block in blocks]
    criticism = [_means(block, "n_criticism", apart) for block in blocks]
    plot = (FREE.width - _LEFT - _GAP * (len(found) - 1)) / len(found)
    totals = [_totals(one, lang) for one in found]
    in_one = all(width("    ".join(words.text for words in both), SMALLEST) / 72 <= plot for both in totals)
    above = _LINE * (2 if in_one else 3)
    ticks, (low, high) = count_ticks(
        -max(map(max, criticism)), max(map(max, praise)), (FREE.height - above - LABEL) * _PIXELS
    )
    step = ticks[1] - ticks[0]
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    between = max(1, int(day_ticks(n_days, 4)[1]))
    for n, (one, about) in enumerate(zip(found, abouts, strict=True)):
        first = n == 0
        left = FREE.left + n * (plot + _GAP) + (0 if first else _LEFT)
        place = Place(left, FREE.top + above, plot + (_LEFT if first else 0), FREE.height - above - LABEL)
        start = _LEFT if first else 0.0
        shares = (
            start / place.width,
            0.12 / place.height,
            (place.width - start) / place.width,
            (place.height - 0.12 - UNDER) / place.height,
        )
        days = [number(float(day), lang) for day in range(0, n_days, apart)]
        series = [
            Series(translate(lang, _PRAISE), praise[n], PRAISE),
            Series(translate(lang, _CRITICISM), [-value for value in criticism[n]], CRITICISM),
        ]
        axis = Axis(low, high, step, _absolute(lang, max(-low, high)), labelled=first)
        columns(slide, Picture(place, plain(one.title), about, days, series, axis, shares, named=False))
        x = FREE.left + _LEFT + n * (plot + _GAP)
        under = [(x + plot * day / n_days, number(float(day), lang)) for day in range(0, n_days + 1, between)]
        label_across(slide, under, place.bottom, lang)
        _head(slide, Place(x, FREE.top, plot, above - 0.04), one, totals[n], in_one=in_one, lang=lang)


def _absolute(lang: str, largest: float) -> str:
    """Return the number format that writes criticism, which points downward, without a minus."""
    up = pattern(lang, largest)
    return up.replace("\\\u2212", "") if ";" in up else f"{up};{up};{up}"


def _totals(one: Voices, lang: str) -> list[Words]:
    return [
        Words(f"{sign} {translate(lang, word)} {number(value, lang)}", SMALLEST, theme.ink(colour), bold=True)
        for sign, word, value, colour in (
            ("▲", _PRAISE, one.praise, PRAISE),
            ("▼", _CRITICISM, one.criticism, CRITICISM),
        )
    ]


def _head(slide: Any, place: Place, one: Voices, totals: Sequence[Words], *, in_one: bool, lang: str) -> None:
    name = cut(plain(one.title), SMALLEST, place.width)
    words = [Words(name, SMALLEST, theme.TEXT, bold=True)]
    if not in_one:
        add_text(slide, place, [*words, *totals], lang, anchor="top", name=plain(one.title))
        return
    line = _LINE
    add_text(slide, Place(place.left, place.top, place.width, line), words, lang, anchor="top", name=plain(one.title))
    wide = width(totals[0].text, SMALLEST) / 72 + 0.25
    top = place.top + line
    add_text(slide, Place(place.left, top, wide, line - 0.04), [totals[0]], lang, anchor="top")
    add_text(slide, Place(place.left + wide, top, place.width - wide, line - 0.04), [totals[1]], lang, anchor="top")


def add_sums(slide: Any, found: Sequence[Voices], about: str, lang: str) -> None:
    """Add two bars per policy: praise to the right, criticism to the left."""
    most_left = max(one.criticism for one in found)
    most_right = max(one.praise for one in found)
    whole = (most_left + most_right) or 1.0
    # room for the numbers at the ends of the bars
    low, high = -most_left - 0.24 * whole, most_right + 0.24 * whole
    up, down = f"▶ {translate(lang, _PRAISE)}", f"{translate(lang, _CRITICISM)} ◀"
    # and for the words above the bars
    above = _LINE if len(found) <= MOST_WITH_HEAD else 0.0
    names = Place(FREE.left, FREE.top + above, 4.3, FREE.height - above)
    place = Place(names.right + 0.15, names.top, FREE.right - names.right - 0.15, names.height)
    right, left = ((width(word, SMALLEST) / 72 + 0.3) / place.width for word in (up, down))
    high = max(high, -low * right / (1 - right))
    low = min(low, -high * left / (1 - left))
    # whole numbers, as they are written everywhere: programs that show slides round halves in another way
    series = [
        Series(translate(lang, _PRAISE), [float(round(one.praise)) for one in found], PRAISE),
        Series(translate(lang, _CRITICISM), [-float(round(one.criticism)) for one in found], CRITICISM),
    ]
    titles = [one.title for one in found]
    bars(
        slide,
        Picture(
            place,
            f"{translate(lang, _PRAISE)}, {translate(lang, _CRITICISM)}",
            about,
            titles,
            series,
            Axis(low, high, high - low, "0", visible=False),
            (0.0, 0.0, 1.0, 1.0),
            named=False,
            labels=_absolute(lang, max(most_left, most_right)),
        ),
    )
    label_rows(slide, titles, names, lang, align="right")
    zero = place.left + place.width * -low / (high - low)
    if not above:
        return
    head = FREE.top - 0.02
    words = Words(down, SMALLEST, theme.ink(CRITICISM), bold=True)
    add_text(slide, Place(place.left, head, zero - place.left - 0.15, _LINE), [words], lang, align="right")
    words = Words(up, SMALLEST, theme.ink(PRAISE), bold=True)
    add_text(slide, Place(zero + 0.1, head, FREE.right - zero - 0.1, _LINE), [words], lang)

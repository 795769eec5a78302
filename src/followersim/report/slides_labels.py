"""Words beside a chart: names at the ends of lines, in their colours and moved apart; what stands under an axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from followersim.charts import theme
from followersim.charts.labels import push_apart
from followersim.report.slides_template import FREE, SMALLEST, Place
from followersim.report.slides_text import LINE, Words, add_text, cut, n_lines, plain, width

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONE_LINE_EACH_FROM: Final = 5
_MOST_WITH_LONG_NAMES: Final = 3
_BESIDE: Final = 0.3
_APART: Final = 0.12
UNDER: Final = 0.2
"""Room under a plot inside its chart: half of the lowest number beside it stands there (inches)."""

LABEL: Final = 0.42
"""Height of what stands under an axis."""


class End(NamedTuple):
    """The end of a line: its name and colour, its value in words, and how high it is (inches from the top)."""

    title: str
    colour: str
    said: str
    y: float


def label_ends(slide: Any, ends: Sequence[End], right: float, lang: str) -> None:
    """Write names and values to the right of a chart whose plot ends at ``right`` (inches)."""
    left = right + _BESIDE
    wide, line = FREE.right - left, SMALLEST * LINE / 72
    texts = [_words(end, len(ends), wide) for end in ends]
    tallest = max(
        line * sum(n_lines(one.text, SMALLEST, wide, bold=bool(one.bold)) for one in words)
        + (_APART if len(ends) < _ONE_LINE_EACH_FROM else 0.0)
        for words in texts
    )
    tallest = min(tallest, FREE.height / len(ends))
    # equal heights: so the labels keep the order of the lines
    centres = push_apart([end.y for end in ends], [tallest] * len(ends), FREE.top, FREE.bottom)
    for end, words, centre in zip(ends, texts, centres, strict=True):
        add_text(slide, Place(left, centre - tallest / 2, wide, tallest - 0.001), words, lang, name=plain(end.title))


def label_across(slide: Any, texts: Sequence[tuple[float, str]], bottom: float, lang: str) -> None:
    """Write what stands under an axis at some places (inches from the left), those that would touch another left out.

    The programs that show slides do not agree on which labels of an axis they show; these all of them show.
    """
    free = 0.0
    for x, text in texts:
        wide = width(text, SMALLEST, bold=False) / 72 + 0.06
        left = min(x - wide / 2, FREE.right - wide)
        if left < free:
            continue
        place = Place(left, bottom, wide, SMALLEST * LINE / 72)
        add_text(slide, place, [Words(text, SMALLEST, theme.QUIET)], lang, align="center", name=text)
        free = left + wide + 0.12


def _words(end: End, n: int, wide: float) -> list[Words]:
    ink, name = theme.ink(end.colour), plain(end.title)
    if n < _ONE_LINE_EACH_FROM:
        lines = 2 if n <= _MOST_WITH_LONG_NAMES else 1
        named = Words(cut(name, SMALLEST, wide, lines=lines), SMALLEST, ink, bold=True)
        return [named, Words(end.said, SMALLEST, ink)]
    rest = wide - width(f"{end.said}  ", SMALLEST) / 72
    return [Words(f"{end.said}  {cut(name, SMALLEST, rest)}", SMALLEST, ink)]


def label_rows(slide: Any, texts: Sequence[str], place: Place, lang: str, *, align: str = "left") -> None:
    """Write one text per row of a chart with bars, each in the middle of its row."""
    high = place.height / len(texts)
    for n, text in enumerate(texts):
        row = Place(place.left, place.top + n * high, place.width, high - 0.001)
        words = [Words(cut(plain(text), SMALLEST, place.width), SMALLEST, theme.TEXT)]
        add_text(slide, row, words, lang, align=align, name=plain(text))

"""Text on slides: plain, measured before it is written, shortened rather than small, native and editable.

Sizes are in points, lengths in inches. Widths are those of the charts' font, whose plain letters are about as wide as
the bold ones of the deck, so that what fits here fits on every computer.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from followersim.analysis.words import ELLIPSIS, UNLIMITED, between_words
from followersim.charts import theme
from followersim.locale.numbers import NO_BREAK
from followersim.report.slides_template import CODES, SMALLEST, emu, rgb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from followersim.report.slides_template import Place

LINE: Final = 1.2
"""Height of a line as a multiple of its size."""

TITLES: Final = ((34, 2), (32, 2), (30, 2), (28, 2), (26, 2), (24, 3))
"""Sizes of titles, the nicest first, and how many lines they may then have."""

_SHORTEST_NAME: Final = 8
_POINTS: Final = 72
NARROW: Final = "\u202f"
"""A narrow space that keeps a number and its sign on one line."""

_PLAIN: Final = 0.93
"""Width of plain letters of the deck, at most, as a share of those measured, which are as wide as bold ones."""

_WIDE: Final = 1.1
_UNKNOWN: Final = 0.85
_CODE: Final = 0.6
"""Width of a letter of commands, which are all as wide, as a share of their size."""

_MOST_MARKS: Final = 2
_NEVER: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True)
class Words:
    """A paragraph and how it looks: ``lead`` is its beginning in bold, ``size`` None is that of the placeholder.

    ``colour`` is like "#0072B2"; ``space`` are points before the paragraph.
    """

    text: str
    size: float | None = None
    colour: str | None = None
    bold: bool | None = None
    space: float | None = None
    code: bool = False
    lead: str = ""

    @property
    def whole(self) -> str:
        """The beginning and the rest."""
        return f"{self.lead} {self.text}" if self.lead else self.text


def plain(text: str) -> str:
    """Return a text on one line without what cannot or should not be shown: control characters, halves of characters.

    Marks that turn the direction of writing go as well, and more than two marks on one letter.
    """
    kept: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if sign.isspace() and sign not in {NO_BREAK, NARROW}:
            kept.append(" ")
        elif kind not in _NEVER and marks <= _MOST_MARKS:
            kept.append(sign)
    return " ".join(word for word in "".join(kept).split(" ") if word)


@cache
def _advance(sign: str) -> float:
    """Return the width of a character as a share of its size; generous for those that the font does not have."""
    if unicodedata.east_asian_width(sign) in {"W", "F"}:
        return _WIDE
    font = get_font(theme.REGULAR_FILE)
    font.set_size(1000, _POINTS)
    if not font.get_char_index(ord(sign)):
        return _UNKNOWN
    return float(font.load_char(ord(sign), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65_536 / 1000


def _ems(text: str) -> float:
    return sum(map(_advance, text))


def width(text: str, size: float, *, bold: bool = True) -> float:
    """Return the width of a text in points, never less than it has on a slide."""
    return _ems(text) * size * (1.0 if bold else _PLAIN)


def n_lines(text: str, size: float, inches: float, *, bold: bool = True) -> int:
    """Return how many lines a text needs; words that are wider than a line are broken."""
    return _filled(text, inches * _POINTS / size / (1.0 if bold else _PLAIN))


def _filled(text: str, room: float) -> int:
    """Return how many lines of so many ems a text fills."""
    count, used, space = 1, 0.0, _advance(" ")
    for word in text.split(" "):
        wide = _ems(word)
        if used and used + space + wide <= room:
            used += space + wide
            continue
        count += 1 if used else 0
        used = wide
        if wide > room:
            used = 0.0
            for sign in word:
                step = _advance(sign)
                if used + step > room and used:
                    count, used = count + 1, 0.0
                used += step
    return count


def lines_of(words: Words, size: float, inches: float) -> int:
    """Return how many lines a paragraph needs, at its own size if it has one."""
    own, text = words.size or size, words.whole
    if words.code:
        return math.ceil(len(text) * _CODE * own / (inches * _POINTS - _CODE * own))
    bold = len(words.lead) / max(1, len(text)) if not words.bold else 1.0
    return _filled(text, inches * _POINTS / own / (_PLAIN + (1 - _PLAIN) * bold))


def height(words: Sequence[Words], size: float, inches: float) -> float:
    """Return the height in inches of paragraphs, those without a size of their own in ``size``."""
    points = 0.0
    for number, one in enumerate(words):
        own = one.size or size
        points += lines_of(one, size, inches) * own * LINE
        points += (one.space or 0.0) if number else 0.0
    return points / _POINTS


def cut(text: str, size: float, inches: float, *, lines: int = 1) -> str:
    """Return a text of at most so many lines, cut with an ellipsis if need be."""
    if n_lines(text, size, inches) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        tried = text[:middle].rstrip() + ELLIPSIS
        low, high = (middle, high) if n_lines(tried, size, inches) <= lines else (low, middle - 1)
    return between_words(text, low) + ELLIPSIS


def largest(sizes: Sequence[float], fits: Callable[[float], bool]) -> float:
    """Return the first size that fits, else the last one."""
    return next((size for size in sizes if fits(size)), sizes[-1])


def title_of(sentence: Callable[[int], str], inches: float) -> tuple[str, float]:
    """Return a title of at most two lines, or three small ones, and its size.

    ``sentence`` makes the title with names of at most so many characters: they are shortened before it is.
    """
    whole = plain(sentence(UNLIMITED))
    for size, lines in TITLES:
        if n_lines(whole, size, inches) <= lines:
            return whole, size
    size, lines = TITLES[-1]
    limit, text = len(whole), whole
    while limit > _SHORTEST_NAME and n_lines(text, size, inches) > lines:
        limit = max(_SHORTEST_NAME, min(limit - 1, int(limit * 0.9)))
        text = plain(sentence(limit))
    return cut(text, size, inches, lines=lines), size


def paged(words: Sequence[Words], place: Place, sizes: Sequence[float]) -> tuple[list[list[Words]], float]:
    """Return paragraphs on one page or more, and their size: as large as fits on one page, at last the smallest.

    What does not fit at the smallest size goes on another page; a paragraph larger than a page is cut.
    """
    size = largest(sizes, lambda one: height(words, one, place.width) <= place.height)
    most = max(1, int(place.height * _POINTS / (size * LINE)))
    whole = [_cut_to(one, size, place.width, most) for one in words]
    n_pages = math.ceil(height(whole, size, place.width) / place.height - 1e-9)
    while True:
        pages = _spread(whole, size, place, n_pages)
        if len(pages) <= n_pages:
            return pages, largest(sizes, partial(_all_fit, pages, place))
        n_pages += 1


def _all_fit(pages: Sequence[Sequence[Words]], place: Place, size: float) -> bool:
    return all(height(page, size, place.width) <= place.height for page in pages)


def _cut_to(one: Words, size: float, inches: float, lines: int) -> Words:
    if lines_of(one, size, inches) <= lines:
        return one
    if one.code:
        return replace(one, text=one.text[: int(lines * (inches * _POINTS / (_CODE * size) - 2))] + ELLIPSIS)
    text = cut(one.whole, one.size or size, inches, lines=lines)
    return replace(one, text=text[len(one.lead) :].lstrip()) if one.lead else replace(one, text=text)


def _spread(words: Sequence[Words], size: float, place: Place, n_pages: int) -> list[list[Words]]:
    """Return paragraphs on pages that are about equally full."""
    aim = height(words, size, place.width) / n_pages
    pages: list[list[Words]] = [[]]
    for one in words:
        page = pages[-1]
        longer = height([*page, one], size, place.width)
        is_over = longer > place.height or (
            len(pages) < n_pages and longer - aim > aim - height(page, size, place.width)
        )
        if page and is_over:
            pages.append([one])
        else:
            page.append(one)
    return pages


def write(shape: Any, words: Sequence[Words], lang: str, *, size: float | None = None) -> None:
    """Write paragraphs into a shape or a cell of a table, in place of what is there."""
    text_frame = shape.text_frame
    for number, one in enumerate(words):
        paragraph = text_frame.paragraphs[0] if number == 0 else text_frame.add_paragraph()
        for text, is_lead in ((f"{one.lead} " if one.lead else "", True), (one.text, False)):
            if not text:
                continue
            run = paragraph.add_run()
            run.text = text
            run._r.get_or_add_rPr().set("lang", CODES[lang])  # noqa: SLF001 - no other way
            own = one.size or size
            if own is not None:
                run.font.size = Pt(own)
            if one.bold is not None or is_lead:
                run.font.bold = one.bold or is_lead
            if one.colour is not None:
                run.font.color.rgb = RGBColor.from_string(rgb(one.colour))
            if one.code:
                run.font.name = "Courier New"
        if one.space is not None:
            paragraph.space_before = Pt(one.space)


def add_text(
    slide: Any,
    place: Place,
    words: Sequence[Words],
    lang: str,
    *,
    size: float = SMALLEST,
    align: str = "left",
    anchor: str = "middle",
    name: str = "",
) -> Any:
    """Add a box of text that keeps its size and wraps; return it."""
    box = slide.shapes.add_textbox(*(Emu(emu(v)) for v in (place.left, place.top, place.width, place.height)))
    frame = box.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = {"middle": MSO_ANCHOR.MIDDLE, "top": MSO_ANCHOR.TOP, "bottom": MSO_ANCHOR.BOTTOM}[anchor]
    write(box, words, lang, size=size)
    for paragraph in frame.paragraphs:
        paragraph.alignment = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[align]
    if name:
        box.name = plain(name)
    return box

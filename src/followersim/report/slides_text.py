"""Text on slides: plain, measured before it is written, shortened rather than small, native and editable.

Sizes are in points, lengths in inches. Widths are those of the charts' font, whose plain letters are about as wide as
the bold ones of the deck, so that what fits here fits on every computer.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from followersim.analysis.words import ELLIPSIS, UNLIMITED
from followersim.charts.text import clean, wrap
from followersim.charts.text import width as width_of
from followersim.locale.numbers import NO_BREAK
from followersim.report.slides_template import SMALLEST, emu, rgb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from followersim.report.slides_template import Place

LINE: Final = 1.2
"""Height of a line as a multiple of its size."""

TITLES: Final = ((34, 2), (32, 2), (30, 2), (28, 2), (26, 2), (24, 3))
"""Sizes of titles, the nicest first, and how many lines they may then have."""

_SHORTEST_NAME: Final = 8
_POINTS: Final = 72
_PLAIN: Final = 0.93
"""Width of plain letters of the deck, at most, as a share of those measured, which are as wide as bold ones."""

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
        if sign.isspace() and sign != NO_BREAK:
            kept.append(" ")
        elif kind not in _NEVER and marks <= _MOST_MARKS:
            kept.append(sign)
    return " ".join(word for word in "".join(kept).split(" ") if word)


def width(text: str, size: float, *, bold: bool = True) -> float:
    """Return the width of a text in points, never less than it has on a slide."""
    wide = sum(unicodedata.east_asian_width(sign) in {"W", "F"} for sign in text)
    return (width_of(clean(text), size) + 0.4 * size * wide) * (1.0 if bold else _PLAIN)


def n_lines(text: str, size: float, inches: float, *, bold: bool = True, code: bool = False) -> int:
    """Return how many lines a text needs."""
    if not text:
        return 1
    if code:
        return math.ceil(len(text) * 0.6 * size / (inches * _POINTS - 0.6 * size))
    return len(wrap(clean(text), size, inches * _POINTS / (1.0 if bold else _PLAIN), 1000))


def height(words: Sequence[Words], size: float, inches: float) -> float:
    """Return the height in inches of paragraphs, those without a size of their own in ``size``."""
    points = 0.0
    for number, one in enumerate(words):
        own = one.size or size
        points += n_lines(one.whole, own, inches, bold=bool(one.bold), code=one.code) * own * LINE
        points += (one.space or 0.0) if number else 0.0
    return points / _POINTS


def cut(text: str, size: float, inches: float, *, lines: int = 1) -> str:
    """Return a text of at most so many lines, cut with an ellipsis if need be."""
    if len(wrap(clean(text), size, inches * _POINTS, lines + 1)) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        tried = clean(text[:middle].rstrip() + ELLIPSIS)
        low, high = (middle, high) if n_lines(tried, size, inches) <= lines else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS


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
    if n_lines(one.whole, one.size or size, inches, bold=bool(one.bold), code=one.code) <= lines:
        return one
    if one.code:
        return replace(one, text=one.text[: int(lines * (inches * _POINTS / (0.6 * size) - 2))] + ELLIPSIS)
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
            run._r.get_or_add_rPr().set("lang", {"en": "en-US", "de": "de-DE"}[lang])  # noqa: SLF001 - no other way
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

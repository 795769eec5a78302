"""The deck as a file: slides from layouts, notes for the speaker, and the same bytes for the same content."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from followersim.analysis.words import shorten
from followersim.report.slides_template import (
    BODY,
    BODY_TEXT,
    CODES,
    INDENT,
    LINE_UNDER_TITLE,
    OPENING,
    OPENING_TITLE,
    SMALLEST,
    SPACE,
    TITLE,
    UNDERLINE,
    Place,
    empty_deck,
    number_of_slide,
)
from followersim.report.slides_text import Words, cut, largest, n_lines, paged, plain, title_of, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TIME: Final = (1980, 1, 1, 0, 0, 0)
_MARK: Final = b"followersim "
_LONGEST_TITLE: Final = 200
BODY_SIZES: Final = (32, 30, 28, 26, 24)
OPENING_SIZES: Final = (60, 54, 48, 44)
OPENING_LINES: Final = 3
_OPENING_WIDTH: Final = OPENING_TITLE.width


class Deck:
    """A deck that grows slide by slide."""

    def __init__(self, lang: str, title: str) -> None:
        self.lang = lang
        self._deck = Presentation(io.BytesIO(empty_deck(lang)))
        about = self._deck.core_properties
        about.title, about.author, about.language = shorten(plain(title), _LONGEST_TITLE), "followersim", CODES[lang]
        about.last_modified_by = ""
        for name in ("created", "modified"):  # a date would make other bytes each time
            for element in about._element.xpath(f"./dcterms:{name}"):  # noqa: SLF001 - no other way
                about._element.remove(element)  # noqa: SLF001

    def add(self, layout: int, title: Callable[[int], str] | str, notes: Sequence[str]) -> Any:
        """Add a slide with its title and what the speaker says; return it.

        ``title`` makes the title with names of at most so many characters, or is one that fits.
        """
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[layout])
        words, size = title_of(title if callable(title) else lambda _: title, TITLE.width)
        write(slide.shapes.title, [Words(words, size)], self.lang)
        self._note(slide, notes)
        return slide

    def _note(self, slide: Any, notes: Sequence[str]) -> None:
        frame = slide.notes_slide.notes_text_frame
        frame.text = "\n".join(plain(line) for line in notes)
        for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
            run._r.get_or_add_rPr().set("lang", CODES[self.lang])  # noqa: SLF001 - no other way

    def pages(
        self,
        layout: int,
        title: Callable[[int], str] | str,
        words: Sequence[Words],
        notes: Sequence[str],
        sizes: Sequence[float] = BODY_SIZES,
    ) -> None:
        """Add a slide with text, as large as it fits, or several where it does not fit on one."""
        spaced = [replace(one, space=SPACE if one.space is None else one.space) for one in words]
        found, size = paged(spaced, Place(0, 0, BODY_TEXT.width - INDENT, BODY_TEXT.height), sizes)
        for n, page in enumerate(found, start=1):
            slide = self.add(layout, title if len(found) == 1 else counted(title, n, len(found)), notes)
            write(_placeholder(slide, BODY), page, self.lang, size=size)

    def underline(self, slide: Any, text: str, *more: str, lines: int = 2) -> None:
        """Write the two lines under a title; ``more`` is added as far as there is room."""
        write(_placeholder(slide, UNDERLINE), [Words(fitting(text, *more, lines=lines)[0])], self.lang)

    def open(self, title: str, words: Sequence[Words], notes: Sequence[str]) -> None:
        """Add the first slide, its title as large as it fits in three lines."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[OPENING])
        wide = _OPENING_WIDTH
        size = largest(OPENING_SIZES, lambda one: n_lines(title, one, wide) <= OPENING_LINES)
        write(slide.shapes.title, [Words(cut(title, size, wide, lines=OPENING_LINES), size)], self.lang)
        write(_placeholder(slide, BODY), [replace(one, text=cut(one.text, 28, wide)) for one in words], self.lang)
        self._note(slide, notes)

    def content(self) -> bytes:
        """Return the file."""
        for shown, slide in enumerate(self._deck.slides, start=1):
            for shape in slide.shapes:
                if shape.has_chart:
                    _speak(shape.chart, CODES[self.lang])
            if shown > 1:  # last of all, and so the last thing that is read aloud
                xml = number_of_slide(1 + max(one.shape_id for one in slide.shapes), shown, CODES[self.lang])
                slide.shapes._spTree.append(parse_xml(xml))  # noqa: SLF001 - no other way
        written = io.BytesIO()
        self._deck.save(written)
        return _sealed(written.getvalue())


def fitting(text: str, *more: str, lines: int = 2) -> tuple[str, list[str]]:
    """Return the line under a title with all parts for which there is room, and those for which there is none."""
    wide = LINE_UNDER_TITLE.width
    words, left = cut(plain(text), SMALLEST, wide, lines=lines), []
    for part in filter(None, map(plain, more)):
        longer = f"{words}; {part}"
        if n_lines(longer, SMALLEST, wide, bold=False) <= lines:
            words = longer
        else:
            left.append(part)
    return words, left


def counted(title: Callable[[int], str] | str, n: int, all_: int) -> Callable[[int], str]:
    """Return the title of one of several slides: no two slides have the same, so that people find their way."""
    return lambda limit: f"{title(limit) if callable(title) else title} ({n}/{all_})"


def _speak(chart: Any, language: str) -> None:
    """Say which language the texts of a chart are."""
    space = chart._chartSpace  # noqa: SLF001 - no other way
    spoken = space.makeelement(qn("c:lang"), {"val": language})
    before = space.find(qn("c:date1904"))
    space.insert(0 if before is None else space.index(before) + 1, spoken)
    for properties in space.iter(qn("a:defRPr")):
        properties.set("lang", language)


def _placeholder(slide: Any, number: int) -> Any:
    return next(one for one in slide.placeholders if one.placeholder_format.idx == number)


def _sealed(content: bytes) -> bytes:
    """Return a file with fixed times, and a mark by which it is known as unchanged."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
        new.comment = _MARK + _digest(old).encode()
    return written.getvalue()


def _digest(file: zipfile.ZipFile) -> str:
    digest = hashlib.sha256()
    for name in file.namelist():
        digest.update(name.encode())
        digest.update(hashlib.sha256(file.read(name)).digest())
    return digest.hexdigest()


def is_untouched(content: bytes) -> bool:
    """Return whether a file was written by this program and changed by nobody since."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return file.comment == _MARK + _digest(file).encode() and content.endswith(file.comment)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return False

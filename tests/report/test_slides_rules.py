"""Every deck keeps the rules of a seminar room: large, complete, nothing on top of anything, notes on every slide."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pytest
from PIL import ImageFont

from tests.report.slides_cases import SCENARIOS, deck

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followersim.scenario.vocabulary import Language

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
EMU = 12_700  # per point
SMALLEST = 24
NUMBER = 12
FONTS = mpl.get_data_path() + "/fonts/ttf/DejaVuSans.ttf"
PLAIN, BOLD = 0.90, 0.98
"""Widths of the deck's font as shares of those of this one; its real ones are 0.88 and 0.95."""

HEIGHT = 1.15
"""Of a line of the deck's font, as a multiple of its size."""

# German is the longer language; English where names and numbers are plenty
DECKS: list[tuple[str, Language]] = [
    *((case, "de") for case in SCENARIOS),
    ("two", "en"),
    ("hostile", "en"),
    ("grid", "en"),
]


decks = pytest.mark.parametrize(("case", "lang"), DECKS)


def is_number(shape: Any) -> bool:
    """Return whether a shape is the number of its slide."""
    return bool(shape.is_placeholder and shape.placeholder_format.idx == NUMBER)


def texts_of(shapes: Any) -> Iterator[Any]:
    """Yield everything that has text of its own: shapes, also within groups, and cells of tables."""
    for shape in shapes:
        if is_number(shape):
            continue
        if shape.shape_type == 6:
            yield from texts_of(shape.shapes)
        elif shape.has_text_frame and shape.text_frame.text:
            yield shape
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (cell for row in shape.table.rows for cell in row.cells)


def inherited_size(shape: Any) -> float:
    """Return the size (points) that a placeholder gives to text that names none: its layout's, else the master's."""
    if not getattr(shape, "is_placeholder", False):
        return 24.0  # of text boxes, by the presentation; checked below
    layout = shape.part.slide_layout
    number = shape.placeholder_format.idx
    mine = next(one for one in layout.placeholders if one.placeholder_format.idx == number)
    own = mine._element.find(f".//{A}lstStyle/{A}lvl1pPr/{A}defRPr")
    if own is not None and own.get("sz"):
        return int(own.get("sz")) / 100
    kind = "titleStyle" if number == 0 else "bodyStyle"
    style = layout.slide_master._element.find(f".//{{*}}{kind}/{A}lvl1pPr/{A}defRPr")
    return int(style.get("sz")) / 100


def sizes_of(shape: Any) -> Iterator[tuple[str, float, bool]]:
    """Yield text, size and boldness of every run of a shape."""
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            yield run.text, run.font.size.pt if run.font.size else inherited_size(shape), bool(run.font.bold)


@decks
def test_a_deck_is_a_deck(case: str, lang: Language) -> None:
    found = deck(case, lang)
    assert found.slide_width / found.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert len(found.slides) >= 11
    for slide in found.slides:
        title = slide.shapes.title
        assert title is not None
        assert title.text_frame.text.strip()
        for placeholder in slide.placeholders:
            assert placeholder.text_frame.text.strip(), "an empty placeholder asks to be filled"


@decks
def test_no_text_is_smaller_than_24_points(case: str, lang: Language) -> None:
    found = deck(case, lang)
    for slide in found.slides:
        for shape in texts_of(slide.shapes):
            for text, size, _ in sizes_of(shape):
                assert size >= SMALLEST, text
        for shape in slide.shapes:
            if shape.has_chart:
                sizes = [int(one.get("sz")) for one in shape.chart._chartSpace.iter() if one.get("sz")]
                assert shape.chart._chartSpace.find(f"{C}txPr") is not None
                assert min(sizes) >= 100 * SMALLEST
    masters = [found.slide_masters[0], *found.slide_layouts]
    for element in (found.element, *(one._element for one in masters)):
        sizes = [int(one.get("sz")) for one in element.iter(f"{A}defRPr", f"{A}rPr") if one.get("sz")]
        assert all(size >= 100 * SMALLEST for size in sizes)
        assert not list(element.iter(f"{A}normAutofit")), "text would shrink when it is edited"


@decks
def test_every_slide_has_notes_that_say_and_ask(case: str, lang: Language) -> None:
    say, ask = {"en": ("Say:", "Ask:"), "de": ("Sagen:", "Fragen:")}[lang]
    for slide in deck(case, lang).slides:
        lines = slide.notes_slide.notes_text_frame.text.splitlines()
        assert lines[0] == say
        assert lines[1]
        assert lines[lines.index(ask) + 1].strip()


@decks
def test_every_chart_table_and_group_has_an_alternative_text(case: str, lang: Language) -> None:
    n = 0
    for slide in deck(case, lang).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type in {6, 13}:
                about = shape._element.xpath(".//p:cNvPr")[0].get("descr")
                assert len(about) > 20
                n += 1
    assert n >= 3


@decks
def test_nothing_lies_on_anything_or_leaves_the_slide(case: str, lang: Language) -> None:
    found = deck(case, lang)
    for slide in found.slides:
        boxes = [(one.name, one.left, one.top, one.left + one.width, one.top + one.height) for one in slide.shapes]
        for name, left, top, right, bottom in boxes:
            assert 0 <= left < right <= found.slide_width, name
            assert 0 <= top < bottom <= found.slide_height, name
        for one, other in combinations(boxes, 2):
            wide = min(one[3], other[3]) - max(one[1], other[1])
            high = min(one[4], other[4]) - max(one[2], other[2])
            assert min(wide, high) < EMU, (slide.shapes.title.text_frame.text, one, other)


def lines_of(runs: list[tuple[str, float, bool]], room: float, *, mono: bool = False) -> int:
    """Return how many lines runs of text fill; measured by other means than those that set them."""
    font = ImageFont.truetype(FONTS, 100)
    whole = "".join(text for text, _, _ in runs)
    bold = sum(len(text) for text, _, is_bold in runs if is_bold) / len(whole)
    size = max(one for _, one, _ in runs)

    def wide(words: str) -> float:
        if mono:
            return 0.6 * size * len(words)
        return float(font.getlength(words)) / 100 * size * (PLAIN + (BOLD - PLAIN) * bold)

    count, line = 1, ""
    for word in whole.split(" "):
        longer = f"{line} {word}" if line else word
        if wide(longer) <= room:
            line = longer
            continue
        count += 1 if line else 0
        over = wide(word)
        count += int(over // room)
        line = word if over <= room else word[-int(len(word) * (over % room) / over) :]
    return count


def text_height(shape: Any, room: float) -> float:
    """Return the height (points) of the text of a shape."""
    high = 0.0
    for n, paragraph in enumerate(shape.text_frame.paragraphs):
        is_title = getattr(shape, "is_placeholder", False) and shape.placeholder_format.idx == 0
        runs = [
            (run.text, run.font.size.pt if run.font.size else inherited_size(shape), is_title or bool(run.font.bold))
            for run in paragraph.runs
        ]
        mono = paragraph.runs[0].font.name == "Courier New"
        high += HEIGHT * max(size for _, size, _ in runs) * lines_of(runs, room, mono=mono)
        high += paragraph.space_before.pt if paragraph.space_before and n else 0
    return high


@decks
def test_text_fits_into_its_box(case: str, lang: Language) -> None:
    for number, slide in enumerate(deck(case, lang).slides):
        for shape in texts_of(slide.shapes):
            if not hasattr(shape, "width"):
                continue  # a cell
            is_list = number > 0 and shape.is_placeholder and shape.placeholder_format.idx == 1
            frame, own = shape.text_frame, not shape.is_placeholder  # placeholders have no margins, by their layout
            wide, high = (
                (frame.margin_left + frame.margin_right) * own,
                (frame.margin_top + frame.margin_bottom) * own,
            )
            room = (shape.width - wide) / EMU - (27 if is_list else 0)
            assert text_height(shape, room) <= (shape.height - high) / EMU + 1, shape.text_frame.text


@decks
def test_cells_hold_their_text(case: str, lang: Language) -> None:
    for slide in deck(case, lang).slides:
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            for row in table.rows:
                for cell, column in zip(row.cells, table.columns, strict=True):
                    room = (column.width - cell.margin_left - cell.margin_right) / EMU
                    assert text_height(cell, room) <= row.height / EMU + 1, cell.text_frame.text


@decks
def test_runs_say_which_language_they_are(case: str, lang: Language) -> None:
    for slide in deck(case, lang).slides:
        for shape in texts_of(slide.shapes):
            for run in (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs):
                assert run._r.rPr.get("lang") == {"en": "en-US", "de": "de-DE"}[lang]


@decks
def test_notes_charts_and_the_deck_say_which_language_they_are(case: str, lang: Language) -> None:
    found, code = deck(case, lang), {"en": "en-US", "de": "de-DE"}[lang]
    assert found.core_properties.language == code
    assert found.element.find(f".//{A}defPPr/{A}defRPr").get("lang") == code
    for slide in found.slides:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            assert all(run._r.rPr.get("lang") == code for run in paragraph.runs)
        for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
            assert [one.get("val") for one in chart._chartSpace.iter(f"{C}lang")] == [code]
            assert {one.get("lang") for one in chart._chartSpace.iter(f"{A}defRPr")} == {code}


@decks
def test_slides_are_read_in_order_and_numbered(case: str, lang: Language) -> None:
    found = deck(case, lang)
    titles = [slide.shapes.title.text_frame.text for slide in found.slides]
    assert len(set(titles)) == len(titles), "nobody can tell slides of one title apart"
    for number, slide in enumerate(found.slides, start=1):
        shapes = list(slide.shapes)
        ids = [shape.shape_id for shape in shapes]
        assert len(set(ids)) == len(ids)
        assert shapes[0].shape_id == slide.shapes.title.shape_id, "what is read first"
        assert [is_number(shape) for shape in shapes] == [False] * (len(shapes) - 1) + [number > 1]
        if number > 1:
            field = shapes[-1]._element.find(f".//{A}fld")
            assert (field.get("type"), field.findtext(f"{A}t")) == ("slidenum", str(number))
            assert inherited_size(shapes[-1]) >= SMALLEST
        # from the top to the bottom, columns from the left to the right
        boxes = [shape for shape in shapes if shape.is_placeholder][:-1]
        assert [box.top for box in boxes] == sorted(box.top for box in boxes)


def test_german_decks_are_german() -> None:
    english = re.compile(r"\b(the|of|and|with|per run|runs|days|critical|messages|worlds|median of)\b")
    for case in ("two", "one", "calm", "twelve", "line", "grid", "points"):
        for slide in deck(case, "de").slides:
            shown = [shape.text_frame.text for shape in texts_of(slide.shapes)]
            names = [one.get("descr") or "" for one in slide._element.xpath(".//p:cNvPr")]
            for text in (*shown, *names):
                assert not english.search(text), text


def test_other_languages_say_other_things() -> None:
    one, other = ([slide.shapes.title.text_frame.text for slide in deck("two", lang).slides] for lang in ("en", "de"))
    assert not set(one) & set(other)

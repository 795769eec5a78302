"""Native tables: plain, readable from afar, every cell editable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu

from followersim.charts import theme
from followersim.locale.numbers import MISSING
from followersim.report.slides_charts import describe
from followersim.report.slides_template import FREE, MIST, NIGHT, SMALLEST, emu, rgb
from followersim.report.slides_text import LINE, Words, plain, width, write

if TYPE_CHECKING:
    from collections.abc import Sequence

TALLEST: Final = 0.62
TALLEST_LARGE: Final = 0.85
LARGE: Final = 28
MOST_LARGE: Final = 4
"""So many rows, with the head, are tall and have larger text."""

_MARGIN: Final = 0.12


@dataclass(frozen=True)
class Cell:
    """A cell: its text; the colour behind it if it has one of its own."""

    text: str
    bold: bool = False
    fill: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: its rows, the first of them its head; widths of its columns (inches); name and alternative text."""

    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float]
    name: str
    about: str


def add_table(slide: Any, content: Table, lang: str, *, head_lines: int = 1) -> Any:
    """Add a table; its first column begins at the left, the others are centred.

    Few rows are larger; the head may have more lines than one, its text is never larger than the smallest.
    """
    rows, widths = content.rows, content.widths
    is_large = len(rows) <= MOST_LARGE
    rooms = [wide - 2 * _MARGIN for wide in widths]
    large_fits = all(
        width(cell.text, LARGE) <= room * 72 for row in rows[1:] for cell, room in zip(row[1:], rooms[1:], strict=True)
    )
    head = (head_lines * SMALLEST * LINE / 72 + 0.12) if head_lines > 1 else 0.0
    others = len(rows) - bool(head)
    high = min(TALLEST_LARGE if is_large else TALLEST, (FREE.height - head) / others)
    highs = [head or high] + [high] * (len(rows) - 1)
    place = (FREE.left, FREE.top + 0.1 * is_large, sum(widths), sum(highs))
    frame = slide.shapes.add_table(len(rows), len(widths), *(Emu(emu(v)) for v in place))
    frame.name = plain(content.name)
    describe(frame, content.about)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Emu(emu(wide))
    for n, cells in enumerate(rows):
        table.rows[n].height = Emu(emu(highs[n]))
        for m, one in enumerate(cells):
            fill = one.fill or (NIGHT if n == 0 else MIST if n % 2 == 0 else theme.PAPER)
            _fill_cell(
                table.cell(n, m),
                one,
                fill,
                lang,
                size=LARGE if is_large and large_fits and n and m else SMALLEST,
                is_left=m == 0,
            )
    return frame


def _fill_cell(cell: Any, about: Cell, fill: str, lang: str, *, size: float, is_left: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(rgb(fill))
    cell.margin_left = cell.margin_right = Emu(emu(_MARGIN))
    cell.margin_top = cell.margin_bottom = 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    text = plain(about.text) or MISSING
    write(cell, [Words(text, size, theme.readable_on(fill), bold=about.bold)], lang)
    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT if is_left else PP_ALIGN.CENTER

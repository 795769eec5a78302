"""Reading points from a CSV file: dotted keys in the first line, one point in each further line.

Whatever a cell holds is a number, true or false, or a word, never anything that would be carried out.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.sweep_file import MOST_KEYS, MOST_POINTS
from followersim.scenario.text_files import CSV, control_characters, read_text
from followersim.scenario.yaml_reader import Document, Place, read_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DELIMITERS: Final = ",;\t"
_SAYS_DELIMITER: Final = re.compile(r"sep=([,;\t])[,;\t]*", re.IGNORECASE)
_WITH_COMMA: Final = re.compile(r"[-+]?(\d[\d.]*)?,\d+([eE][-+]?\d+)?")
_MOST_FAULTS: Final = 1000


@dataclass(frozen=True)
class Table(Document):
    """The points of a CSV file. A place in it is the number of a point (from 0), and a key."""

    def line(self, place: Place) -> int | None:
        """Return the line of a point."""
        return self.lines.get(place[:1])

    def problem(self, place: Place, message: Message, suggestion: Message | None = None) -> Problem:
        """Return a problem with a point, or with one of its values."""
        key = str(place[1]) if len(place) > 1 else None
        return Problem(message, self.file, self.line(place), key, suggestion)


def read_table(path: Path) -> Table:
    """Return the points of a file; raise `ScenarioError` with everything that is wrong with its form."""
    text = read_text(path, str(path), CSV)
    if (fault := control_characters(text, str(path))) is not None:
        raise ScenarioError([fault])
    return _Reader(text, str(path)).table()


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = list(io.StringIO(text, newline=None))
        self.problems: list[Problem] = []

    def table(self) -> Table:
        records = self._records()
        number, keys = next(records, (0, []))
        self._check_keys(keys := _filled(keys), number)
        points: list[dict[str, Any]] = []
        lines: dict[Place, int] = {}
        for number, cells in records:
            if len(points) == MOST_POINTS:
                gaps = {"count": f"> {MOST_POINTS}", "most": MOST_POINTS}
                raise self._stopped("too_many_points", number, None, **gaps)
            if (point := self._point(keys, cells, number)) is not None:
                lines[len(points),] = number
                points.append(point)
            if len(self.problems) > _MOST_FAULTS:
                break
        if self.problems:
            raise ScenarioError(self.problems)
        if not points:
            raise self._stopped("csv_empty", None, "csv_form")
        return Table(points, self.file, lines=lines)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the cells of each line that holds some, with the number of its first line."""
        start = 0
        while start < len(self.lines) and not self.lines[start].strip():
            start += 1
        delimiter = None
        if start < len(self.lines) and (found := _SAYS_DELIMITER.fullmatch(self.lines[start].strip())):
            delimiter, start = found[1], start + 1
        if start == len(self.lines):
            return
        reader = csv.reader(
            self.lines[start:], delimiter=delimiter or _delimiter(self.lines[start]), strict=True, skipinitialspace=True
        )
        number = start + 1
        try:
            for cells in reader:
                stripped = [cell.strip() for cell in cells]
                if any(stripped):
                    yield number, stripped
                number = start + reader.line_num + 1
        except csv.Error:
            raise self._stopped("csv_broken", number, "csv_quotes") from None

    def _check_keys(self, keys: list[str], line: int) -> None:
        values = [key for key in keys if key and (read_scalar(key) != key or _WITH_COMMA.fullmatch(key))]
        if values:
            raise self._stopped("csv_no_keys", line, "csv_form", found=shown(values[0]))
        if len(keys) > MOST_KEYS:
            raise self._stopped("csv_many_keys", line, None, count=len(keys), most=MOST_KEYS)
        for number, key in enumerate(keys):
            if not key:
                self._note("csv_nameless", line, None, "csv_name_or_remove", number=number + 1)
            elif key in keys[:number]:
                gaps = {"first": keys.index(key) + 1, "second": number + 1}
                self._note("csv_key_twice", line, key, "remove_one", **gaps)
        if self.problems:
            raise ScenarioError(self.problems)

    def _point(self, keys: list[str], cells: list[str], line: int) -> dict[str, Any] | None:
        if len(cells) > len(keys):
            cells = cells[: max(len(keys), len(_filled(cells)))]
        if len(cells) != len(keys):
            advice = "csv_row_longer" if len(cells) > len(keys) else "csv_row_shorter"
            self._note("csv_row", line, None, advice, count=len(cells), expected=len(keys))
            return None
        point = {}
        for key, cell in zip(keys, cells, strict=True):
            value = read_scalar(cell)
            if value is None:
                self._note("csv_no_value", line, key, "csv_row_shorter")
            elif isinstance(value, str) and _WITH_COMMA.fullmatch(value):
                self._note("csv_comma", line, key, "csv_point", found=shown(value))
            point[key] = value
        return point

    def _note(self, name: str, line: int | None, key: str | None, advice: str | None, **gaps: Any) -> None:
        suggestion = Message(advice) if advice else None
        self.problems.append(Problem(Message(name, gaps), self.file, line, key, suggestion))

    def _stopped(self, name: str, line: int | None, advice: str | None, **gaps: Any) -> ScenarioError:
        self._note(name, line, None, advice, **gaps)
        return ScenarioError(self.problems)


def _filled(cells: list[str]) -> list[str]:
    """Return the cells without empty ones at the end, which spreadsheets like to add."""
    last = max((number for number, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _delimiter(line: str) -> str:
    """Return what separates the keys of the first line; keys themselves contain none of the three."""
    return max(_DELIMITERS, key=line.count)

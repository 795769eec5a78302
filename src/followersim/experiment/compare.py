"""Comparing numbers that were written with numbers computed anew: to the last bit, and saying where they differ."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.experiment.errors import OTHER_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from followersim.experiment.frames import Rows
    from followersim.experiment.tables import TableFile
    from followersim.experiment.verify import Report
    from followersim.model.records import Column

MOST_NOTED: Final = 100


@dataclass(frozen=True)
class Difference:
    """A number that is not what it was, and where; `written` stands in the file, `found` came out now.

    error: why there is nothing to compare.
    """

    file: str
    policy: str | None = None
    point: Mapping[str, Any] = field(default_factory=dict)
    company: str | None = None
    world: int | None = None
    day: int | None = None
    column: str | None = None
    written: Any = None
    found: Any = None
    error: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data: what applies, numbers that are none as null."""
        said = {name: _plain(value) for name, value in asdict(self).items()}
        both = self.error is None
        return {
            name: value
            for name, value in said.items()
            if value not in (None, {}) or (both and name in {"written", "found"})
        }


def _plain(value: Any) -> Any:
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


class Comparison:
    """Counts what was compared and notes the first differences."""

    def __init__(self) -> None:
        self.numbers = self.n_differences = 0
        self.differences: list[Difference] = []
        self.other_columns: set[tuple[str, str]] = set()

    def into(self, report: Report) -> Report:
        """Put what was found into a report."""
        report.numbers, report.n_differences = self.numbers, self.n_differences
        report.differences = self.differences
        return report

    def note(self, difference: Difference) -> None:
        """Note a difference."""
        self.n_differences += 1
        if len(self.differences) < MOST_NOTED:
            self.differences.append(difference)

    def rows(
        self, table: TableFile, first: int, rows: Rows, found: Mapping[str, Column], *, keys: Sequence[str]
    ) -> None:
        """Compare rows of a table, from `first` on, with columns computed anew and with their keys."""
        where: dict[str, Any] = {
            "file": table.path.name, "policy": rows.case.policy.name, "point": dict(rows.case.point),
            "company": rows.company,
        }  # fmt: skip
        expected = {*keys, *found}
        self._columns(table, expected)
        columns: dict[str, Any] = {**rows.texts, **found}
        for name in table.names:
            if name not in expected:
                continue
            n = len(next(iter(found.values())))
            written = table.read(name, first, first + n)
            self._column(written, np.broadcast_to(columns[name], (n,)), rows, {**where, "column": name})

    def _columns(self, table: TableFile, expected: set[str]) -> None:
        """Note, once, which columns a table has too many or too few."""
        for name in sorted(expected ^ set(table.names)):
            if (table.path.name, name) not in self.other_columns:
                self.other_columns.add((table.path.name, name))
                self.note(Difference(table.path.name, column=name, error=OTHER_COLUMNS))

    def _column(self, written: Column, found: Column, rows: Rows, where: dict[str, Any]) -> None:
        self.numbers += len(found)
        is_number = written.dtype.kind in "iuf" and found.dtype.kind in "iuf"
        same = np.asarray(written == found, dtype=bool)
        if is_number:
            same = same | (np.isnan(written) & np.isnan(found))
        per_world = len(found) // rows.worlds
        for row in np.flatnonzero(~same).tolist():
            world, day = divmod(row, per_world)
            at = {**where, "world": rows.first_world + world}
            if len(found) == len(rows):  # a row per day, else one per world
                at["day"] = day
            self.note(Difference(**at, written=written[row], found=found[row]))

    def summaries(self, written: dict[str, Any], found: dict[str, Any]) -> None:
        """Compare two summaries, number by number."""
        theirs, ours = dict(_leaves(written)), dict(_leaves(found))
        for path in {**ours, **theirs}:
            self.numbers += 1
            if path not in ours or path not in theirs or theirs[path] != ours[path]:
                self.note(_in_summary(path, theirs.get(path), ours.get(path), found))


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*path, number))
    else:
        yield path, value


def _in_summary(path: tuple[Any, ...], written: Any, found: Any, summary: dict[str, Any]) -> Difference:
    where: dict[str, Any] = {}
    if path[0] == "results" and len(path) > 2 and path[1] < len(summary["results"]):
        result = summary["results"][path[1]]
        where = {name: result[name] for name in ("policy", "point", "company")}
        path = path[2:]
    return Difference("summary.json", column=".".join(map(str, path)), written=written, found=found, **where)

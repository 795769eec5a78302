"""The parameters as the compiled rules want them: records of numbers with the names of parameters.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from followersim.scenario.catalogue import parameters_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.model.records import Column


class Parameters:
    """All parameters of the model with a scenario's changes applied.

    `changes` maps a name (`trust_loss_weight`) or a table's cell (`reply_types.thank.author_trust`) to a number; the
    scenario room has checked names and ranges.
    """

    def __init__(self, changes: Mapping[str, float] | None = None) -> None:
        content = parameters_file()
        self.values: dict[str, float] = {name: float(entry["value"]) for name, entry in content["parameters"].items()}
        self.tables: dict[str, dict[str, dict[str, float]]] = {
            table: {
                row: {column: float(cells[column]) for column in about["columns"]}
                for row, cells in about["rows"].items()
            }
            for table, about in content["tables"].items()
        }
        for name, value in (changes or {}).items():
            self._change(name, float(value))

    def _change(self, name: str, value: float) -> None:
        if name in self.values:
            self.values[name] = value
            return
        table, row, column = name.split(".")
        self.tables[table][row][column] = value

    def record(self) -> Column:
        """Return the scalar parameters as an array of one record."""
        return as_record(self.values)

    def table(self, name: str) -> Column:
        """Return a table as an array of records, one per row in the file's order."""
        rows = self.tables[name]
        columns = list(next(iter(rows.values())))
        table = np.zeros(len(rows), np.dtype([(column, "f8") for column in columns]))
        for k, cells in enumerate(rows.values()):
            table[k] = tuple(cells[column] for column in columns)
        return table

    def column(self, table: str, column: str) -> Column:
        """Return one column of a table as numbers."""
        return np.array([cells[column] for cells in self.tables[table].values()])


def as_record(values: Mapping[str, float]) -> np.ndarray[Any, np.dtype[Any]]:
    """Return an array of one record with the given names and numbers."""
    record = np.zeros(1, np.dtype([(name, "f8") for name in values]))
    record[0] = tuple(values.values())
    return record

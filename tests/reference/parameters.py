"""The parameters of the model by their names in parameters.yaml, with a scenario's changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followersim.scenario.catalogue import parameters_file

if TYPE_CHECKING:
    from collections.abc import Mapping


class Numbers:
    """Numbers with names, as attributes: a row of a table, or all parameters that stand in no table."""

    def __init__(self, name: str, place: int, numbers: Mapping[str, float]) -> None:
        self.name = name
        self.place = place
        self.numbers = dict(numbers)

    def __getattr__(self, name: str) -> float:
        """Return a number; only names that are no ordinary attributes come here."""
        try:
            return self.numbers[name]
        except KeyError:
            raise AttributeError(name) from None


class Parameters(Numbers):
    """All parameters: numbers by name, and tables as lists of rows."""

    def __init__(self, changes: Mapping[str, float]) -> None:
        content = parameters_file()
        super().__init__("parameters", 0, {name: entry["value"] for name, entry in content["parameters"].items()})
        self.tables: dict[str, dict[str, Numbers]] = {}
        for table, about in content["tables"].items():
            self.tables[table] = {
                row: Numbers(row, place, {column: float(cells[column]) for column in about["columns"]})
                for place, (row, cells) in enumerate(about["rows"].items())
            }
        for name, value in changes.items():
            if "." in name:
                table, row, column = name.split(".")
                self.tables[table][row].numbers[column] = value
            else:
                self.numbers[name] = value
        self.segments = list(self.tables["segments"].values())
        self.contents = self.tables["contents"]
        self.reply_types = self.tables["reply_types"]
        self.gestures = self.tables["gestures"]
        self.happenings = self.tables["happenings"]
        self.wind_forces = list(self.tables["wind_forces"].values())
        self.awake = [hour.awake for hour in self.tables["hours"].values()]

"""What is varied, and how far: single parameters, and columns of tables that move as one.

The ranges in `parameters.yaml` say what is possible at all, and are mostly far wider than anybody would believe. What
is believable is unknown for most parameters (they are assumptions), so one rule holds for all: between the value
divided by a factor and the value times that factor, cut to what is possible. Shares and other numbers from 0 to 1 move
by their odds instead, so that 0.9 comes no nearer to 1 than 0.1 to 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.sensitivity_words import table_word
from followersim.scenario.catalogue import check_parameter, parameters, parameters_file
from followersim.scenario.errors import Message, Problem, ScenarioError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WITHIN: Final = 1.5
YARDSTICK: Final = "wind_forces"
"""The table that says what a shitstorm is. Whoever moves it changes the question, not the model."""

CHOICE: Final = "0 or 1"
WHOLE: Final = frozenset({"hour", "items", "wind force", CHOICE})
"""Units of numbers that the rules read as whole ones."""

BY_FACTOR, BY_ODDS, BY_RANGE = "factor", "odds", "range"
_DIGITS: Final = 9
_KEY: Final = "--parameter"


@dataclass(frozen=True)
class Cell:
    """One number of the model and how far it is varied: from `low` to `high`, evenly by factor, by odds or by range.

    `low` has the smaller magnitude; both are negative where the value is.
    """

    name: str
    value: float
    low: float
    high: float
    scale: str = BY_FACTOR
    whole: bool = False

    def at(self, place: float) -> float:
        """Return the number at a place between 0 (low) and 1 (high)."""
        if self.scale == BY_RANGE:
            found = self.low + place * (self.high - self.low)
        elif self.scale == BY_ODDS:
            low, high = (math.log(end / (1 - end)) for end in (self.low, self.high))
            found = 1 / (1 + math.exp(-(low + place * (high - low))))
        else:
            found = self.low * (self.high / self.low) ** place
        if self.whole:
            return float(math.floor(found + 0.5))
        return float(f"{found:.{_DIGITS}g}")


@dataclass(frozen=True)
class Factor:
    """What is varied as one: a parameter, or the column of a table, whose numbers all move by the same factor."""

    name: str
    meaning: Mapping[str, str]
    unit: str
    cells: tuple[Cell, ...]

    @property
    def is_column(self) -> bool:
        """Whether it is a column of a table."""
        return "*" in self.name

    def at(self, place: float) -> dict[str, float]:
        """Return the numbers at a place between 0 and 1."""
        return {cell.name: cell.at(place) for cell in self.cells}

    def as_dict(self) -> dict[str, Any]:
        """Return what it is and how far it is varied as plain data; a column has no value and no ends of its own."""
        alone = None if self.is_column else self.cells[0]
        return {
            "name": self.name,
            "meaning": dict(self.meaning),
            "unit": self.unit,
            "numbers": len(self.cells),
            "value": alone and alone.value,
            "low": alone and alone.at(0.0),
            "high": alone and alone.at(1.0),
        }


def cell_of(name: str, entry: Mapping[str, Any], value: float, within: float) -> Cell | None:
    """Return how far a number is varied; None where a factor cannot move it: zeros, certain shares, choices."""
    least, most = (float(limit) for limit in entry["range"])
    if value == 0 or entry["unit"] == CHOICE:
        return None
    low, high = value / within, value * within
    scale = BY_FACTOR
    if least >= 0 and (most == 1 or (most < 1 and entry["unit"] == "share")):
        if value >= 1:
            return None
        odds = value / (1 - value)
        low, high = (one / (1 + one) for one in (odds / within, odds * within))
        scale = BY_ODDS
    low, high = (min(max(end, least), most) for end in (low, high))
    if low == high:
        return None
    return Cell(name, value, low, high, scale, whole=entry["unit"] in WHOLE)


def all_factors(changed: Mapping[str, float], within: float = WITHIN) -> list[Factor]:
    """Return everything that can be varied but the yardstick: each parameter alone, tables column by column.

    changed: what a scenario says instead of the usual values. A zero stays zero (there is no such effect), a share of
    1 stays 1, and so do choices between 0 and 1.
    """
    file, known = parameters_file(), parameters()
    found = []
    for name in file["parameters"]:
        found += _alone(name, known[name], changed, within)
    for table, content in file["tables"].items():
        if table != YARDSTICK:
            for column in content["columns"]:
                found += _column(table, column, changed, within)
    return found


def _alone(name: str, entry: Mapping[str, Any], changed: Mapping[str, float], within: float) -> list[Factor]:
    cell = cell_of(name, entry, float(changed.get(name, entry["value"])), within)
    return [Factor(name, _meaning(name, entry), entry["unit"], (cell,))] if cell else []


def _column(table: str, column: str, changed: Mapping[str, float], within: float) -> list[Factor]:
    known, content = parameters(), parameters_file()["tables"][table]
    about = content["columns"][column]
    cells = []
    for row in content["rows"]:
        name = f"{table}.{row}.{column}"
        cells.append(cell_of(name, known[name], float(changed.get(name, known[name]["value"])), within))
    moving = tuple(cell for cell in cells if cell)
    name = f"{table}.*.{column}"
    return [Factor(name, _meaning(name, about), about["unit"], moving)] if moving else []


def _meaning(name: str, about: Mapping[str, Any]) -> dict[str, str]:
    """Return what a number means; of one in a table, also what the table is about."""
    said: Mapping[str, str] = about["meaning"]
    table, *rest = name.split(".")
    if not rest:
        return dict(said)
    row = "" if rest[0] == "*" else f" ({rest[0]})"
    return {lang: f"{table_word(table, lang)}{row}: {text}" for lang, text in said.items()}


def apart(factors: Iterable[Factor]) -> list[Factor]:
    """Return the same with every number of a column on its own."""
    return [replace(factor, name=cell.name, cells=(cell,)) for factor in factors for cell in factor.cells]


def chosen_factors(asked: Sequence[str], changed: Mapping[str, float], within: float = WITHIN) -> list[Factor]:
    """Return the factors that a command line names: NAME, NAME=LOW..HIGH, table.*.column, or a pattern with *.

    Raises `ScenarioError` for what does not exist, cannot be varied, or is named twice.
    """
    if not asked:
        return all_factors(changed, within)
    problems: list[Problem] = []
    found: list[Factor] = []
    for text in asked:
        try:
            found += _asked(text, changed, within)
        except ScenarioError as error:
            problems += error.problems
    seen: set[str] = set()
    for cell in (cell for factor in found for cell in factor.cells):
        if cell.name in seen:
            problems.append(Problem(Message("varied_twice", {"name": cell.name}), _KEY))
        seen.add(cell.name)
    if problems:
        raise ScenarioError(problems)
    return found


def _asked(text: str, changed: Mapping[str, float], within: float) -> list[Factor]:
    name, equals, span = text.strip().partition("=")
    name = name.strip()
    if equals:
        return [_of_range(name, span, changed)]
    known, tables = parameters(), parameters_file()["tables"]
    if "*" in name:
        table, _, rest = name.partition(".")
        if table in tables and rest.removeprefix("*.") in tables[table]["columns"] and rest.startswith("*."):
            found = _column(table, rest.removeprefix("*."), changed, within)
        else:
            fitting = [one for one in known if fnmatchcase(one, name)]
            found = [factor for one in fitting for factor in _alone(one, known[one], changed, within)]
        if not found:
            raise _wrong("nothing_varied", Message("list_parameters"), name=shown(name))
        return found
    _check(name, changed.get(name, known[name]["value"] if name in known else 0))
    found = _alone(name, known[name], changed, within)
    if not found:
        value = changed.get(name, known[name]["value"])
        advice = Message("give_span", {"name": name})
        raise _wrong("not_by_factor", advice, name=name, value=f"{value:g}")
    return found


def _of_range(name: str, span: str, changed: Mapping[str, float]) -> Factor:
    """Return a parameter between two limits of the user's."""
    low_text, dots, high_text = span.partition("..")
    try:
        low, high = float(low_text), float(high_text)
    except ValueError:
        low, high = math.nan, math.nan
    known = parameters()
    _check(name, known[name]["value"] if name in known else 0)
    if not (dots and math.isfinite(low) and math.isfinite(high) and low < high):
        raise _wrong("wrong_parameter_span", Message("give_span", {"name": name}), found=shown(f"{name}={span}"))
    for end in (low, high):
        _check(name, end)
    entry = known[name]
    value = float(changed.get(name, entry["value"]))
    cell = Cell(name, value, low, high, BY_RANGE, whole=entry["unit"] in WHOLE)
    return Factor(name, _meaning(name, entry), entry["unit"], (cell,))


def _check(name: str, value: float) -> None:
    if fault := check_parameter(name, value):
        raise ScenarioError([Problem(fault[0], _KEY, suggestion=fault[1])])


def _wrong(message: str, advice: Message, **gaps: Any) -> ScenarioError:
    return ScenarioError([Problem(Message(message, gaps), _KEY, suggestion=advice)])

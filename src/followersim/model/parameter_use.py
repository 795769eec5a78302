"""Which rule reads which parameter: found in the sources of the rules themselves, so that it cannot be out of date.

Nothing is imported or run for this; the files are read and parsed.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

from followersim.scenario.catalogue import parameter_guide, parameters_file

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE_OF_ARRAY: Final = {
    "p": "",  # the parameters that stand in no table
    "segments": "segments",
    "contents": "contents",
    "replies": "reply_types",
    "gestures": "gestures",
    "happenings": "happenings",
    "winds": "wind_forces",
}
AWAKE: Final = "hours.awake"  # the one table that the rules know as a plain array


class Use(NamedTuple):
    """A rule that reads a parameter: the file below `model`, the function, and its section in docs/odd.md."""

    file: str
    rule: str
    section: str

    @property
    def link(self) -> str:
        """The section as a link into the documentation."""
        return f"docs/odd.md#{anchor(self.section)}"


def anchor(heading: str) -> str:
    """Return the anchor of a heading in Markdown."""
    return "".join(c for c in heading.lower().replace(" ", "-") if c.isalnum() or c in "-_")


@cache
def uses() -> dict[str, tuple[Use, ...]]:
    """Return the rules by parameter: by its name, or by `table.column`."""
    found: dict[str, dict[Use, None]] = defaultdict(dict)
    folder = resources.files("followersim").joinpath("model")
    for file, section in parameter_guide()["sections"].items():
        tree = ast.parse(folder.joinpath(file).read_text(encoding="utf-8"))
        for rule in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
            for name in _read_by(rule):
                found[name][Use(file, rule.name, section)] = None
    return {name: tuple(rules) for name, rules in found.items()}


def uses_of(name: str) -> tuple[Use, ...]:
    """Return the rules that read a parameter, a cell (`table.row.column`) or a column (`table.column`)."""
    table, _, rest = name.partition(".")
    return uses().get(f"{table}.{rest.rpartition('.')[2]}" if rest else name, ())


def _read_by(rule: ast.FunctionDef) -> Iterator[str]:
    known = _names()
    records = _records(rule)
    for node in ast.walk(rule):
        name = None
        if isinstance(node, ast.Attribute):
            table = _table(node.value, records)
            name = node.attr if table == "" else f"{table}.{node.attr}" if table else None
            if node.attr == "awake" and isinstance(node.value, ast.Name) and node.value.id == "w":
                name = AWAKE
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and _is_values(node.value):
            name = str(node.slice.value)
        if name in known:
            yield name


@cache
def _names() -> frozenset[str]:
    content = parameters_file()
    columns = (f"{table}.{column}" for table, about in content["tables"].items() for column in about["columns"])
    return frozenset([*content["parameters"], *columns])


def _records(rule: ast.FunctionDef) -> dict[str, str]:
    """Return which local names of a rule stand for a row of which table (or for the parameters in no table)."""
    found = {}
    for node in ast.walk(rule):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            table = _table(node.value, {})
            if table is not None:
                found[node.targets[0].id] = table
    return found


def _table(node: ast.expr, records: dict[str, str]) -> str | None:
    """Return the table of which an expression is a row: `w.replies[k]`, `segments[k]`, or a name for it."""
    if isinstance(node, ast.Name):
        return records.get(node.id)
    if isinstance(node, ast.Subscript):
        array = node.value
        name = array.attr if isinstance(array, ast.Attribute) else array.id if isinstance(array, ast.Name) else ""
        return TABLE_OF_ARRAY.get(name)
    return None


def _is_values(node: ast.expr) -> bool:
    return (isinstance(node, ast.Attribute) and node.attr == "values") or (
        isinstance(node, ast.Name) and node.id == "values"
    )

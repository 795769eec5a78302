"""The table of all parameters for docs/parameters.md, made from parameters.yaml.

`python -m followersim.model.parameter_table docs/parameters.md` writes it anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followersim.scenario.catalogue import parameters_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEAD = """\
# Parameters of the model

Every number that the model takes from `parameters.yaml`, in the order of the chapters of [the description](odd.md). A
scenario may change each of them within its range: by its name (`trust_loss_weight: 3`), or by table, row and column
(`reply_types.thank.author_trust: 0.05`). "assumption" marks what no source was found for.

This file is made by `python -m followersim.model.parameter_table docs/parameters.md`; do not edit it by hand.
"""
LIST_HEAD = ("name", "value", "unit", "range", "meaning", "source")


def parameter_table() -> str:
    """Return all parameters with value, unit, range, meaning and source as a Markdown document."""
    content = parameters_file()
    return "\n".join((HEAD, *_chapters(content["parameters"]), *_tables(content["tables"])))


def _chapters(parameters: dict[str, Any]) -> Iterator[str]:
    """Yield the parameters that stand for themselves, chapter by chapter."""
    for chapter in dict.fromkeys(about["chapter"] for about in parameters.values()):
        yield f"## {chapter.capitalize()}\n"
        yield _lines(
            LIST_HEAD, (_entry(name, about) for name, about in parameters.items() if about["chapter"] == chapter)
        )


def _entry(name: str, about: dict[str, Any]) -> tuple[str, ...]:
    said = (about["unit"], _range(about), about["meaning"]["en"], about["source"])
    return (f"`{name}`", _number(about["value"]), *said)


def _tables(tables: dict[str, Any]) -> Iterator[str]:
    """Yield each table twice: what its columns mean, and its rows."""
    for name, about in tables.items():
        columns = about["columns"]
        yield f"## Table `{name}`: {about['meaning']['en']}\n"
        yield _lines(
            ("column", "unit", "range", "meaning"),
            ((f"`{column}`", said["unit"], _range(said), said["meaning"]["en"]) for column, said in columns.items()),
        )
        yield _lines(
            ("row", *columns, "source"),
            (
                (f"`{row}`", *(_number(cells[column]) for column in columns), cells["source"])
                for row, cells in about["rows"].items()
            ),
        )


def _lines(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = (head, ("---",) * len(head), *rows)
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _range(about: dict[str, Any]) -> str:
    low, high = about["range"]
    return f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(parameter_table(), encoding="utf-8")

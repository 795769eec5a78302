"""The description of the model and its table of parameters say what the program does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from followersim.model import codes, streams
from followersim.model.parameter_table import parameter_table
from followersim.scenario.catalogue import parameters, parameters_file
from tests.reference.luck import Decision

DOCS: Final = Path(__file__).parents[1] / "docs"
ODD: Final = (DOCS / "odd.md").read_text(encoding="utf-8")
WORD_BEFORE_COLUMN: Final = {
    "segments": r"segment\.",
    "contents": r"content\.",
    "reply_types": r"reply\.",
    "gestures": r"gesture\.",
    "happenings": r"happening\.",
}


def test_the_table_of_parameters_is_up_to_date() -> None:
    command = "python -m followersim.model.parameter_table docs/parameters.md"
    assert (DOCS / "parameters.md").read_text(encoding="utf-8") == parameter_table(), f"please run: {command}"


@pytest.mark.parametrize("name", parameters_file()["parameters"])
def test_every_parameter_is_in_the_description(name: str) -> None:
    code = "\n".join(re.findall(r"`[^`]+`|^ {4,}.*$", ODD, re.MULTILINE))
    assert re.search(rf"\b{name}\b", code), f"{name} has no rule in docs/odd.md"


@pytest.mark.parametrize("table", parameters_file()["tables"])
def test_every_column_of_a_table_is_in_the_description(table: str) -> None:
    assert f"`{table}`" in ODD or table in {"contents", "reply_types"}
    word = WORD_BEFORE_COLUMN.get(table, "")
    for column in parameters_file()["tables"][table]["columns"]:
        assert re.search(rf"{word}{column}\b", ODD), f"{table}.{column} has no rule in docs/odd.md"


@pytest.mark.parametrize("level", codes.LEVELS)
def test_every_level_is_in_the_description(level: str) -> None:
    assert re.search(rf"^\| [^|]*\b{level}\b", ODD, re.MULTILINE), f"{level} has no row in docs/odd.md"


def test_the_decisions_are_numbered_as_in_the_program() -> None:
    described = {name: int(number) for number, name in re.findall(r"\| (\d+) \| ([A-Z_]+)", ODD)}
    assert described == {decision.name: decision.value for decision in Decision}
    program = {
        name: value
        for name, value in vars(streams).items()
        if re.fullmatch(r"[A-Z][A-Z_]+", name) and type(value) is int
    }
    assert described == program


def test_things_are_numbered_as_in_the_program() -> None:
    appendix = ODD.split("### B. ")[1].split("### C. ")[0]
    rows = [[cell.strip() for cell in line.split("|")[2:-1]] for line in appendix.splitlines() if "| " in line][2:]
    columns = [tuple(cell for cell in column if cell) for column in zip(*rows, strict=True)]
    assert columns == [codes.KINDS, codes.CONTENTS, codes.ORIGINS, codes.REPLY_TYPES]


def test_every_parameter_speaks_both_languages_and_has_a_source() -> None:
    for name, about in parameters().items():
        assert set(about["meaning"]) == {"en", "de"}, name
        assert all(about["meaning"].values()), name
        assert about["source"], name
    for table in parameters_file()["tables"].values():
        assert set(table["meaning"]) == {"en", "de"}

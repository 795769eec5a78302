"""The table of claims: every claim of the mission, with parameters, policies, scenarios and tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest

import followersim as fs
from followersim.scenario.catalogue import parameters, policy_names
from tests.mechanisms.test_claims import CLAIMS

HOME: Final = Path(__file__).parents[1]
TEXT: Final = (HOME / "docs" / "claims.md").read_text(encoding="utf-8")
ROWS: Final = {
    cells[0]: cells
    for line in TEXT.splitlines()
    if re.match(r"\| R\d+ \|", line) and (cells := [cell.strip() for cell in line.strip("| ").split(" | ")])
}
ID, SAYS, MECHANISM, TRIGGER, SCENARIO, TESTS = range(6)


def test_every_claim_of_the_mission_has_a_row() -> None:
    assert list(ROWS) == [f"R{number}" for number in range(1, 23)]
    assert {len(cells) for cells in ROWS.values()} == {6}


@pytest.mark.parametrize("claim", ROWS)
def test_its_parameters_exist(claim: str) -> None:
    named = re.findall(r"`([^`]+)`", ROWS[claim][MECHANISM])
    assert named or claim == "R9", "no mechanism"
    assert [name for name in named if name not in parameters() and name != "wind_forces"] == []


@pytest.mark.parametrize("claim", ROWS)
def test_its_scenarios_show_its_policy_or_event(claim: str) -> None:
    files = re.findall(r"\]\(\.\./(scenarios/\w+\.yaml)\)", ROWS[claim][SCENARIO])
    assert files
    shown: set[str] = set()
    for file in files:
        scenario = fs.load_scenario(HOME / file)
        shown |= {policy.name for policy in scenario.policies} | {event.type for event in scenario.events}
        shown |= _bases(HOME / file)
    named = {name for name in re.findall(r"`(\w+)`", ROWS[claim][TRIGGER]) if name in policy_names()}
    events = set(re.findall(r"event `(\w+)`", ROWS[claim][TRIGGER]))
    assert not named or named & shown, (named, shown)
    assert events <= shown


def _bases(path: Path) -> set[str]:
    """Return the policies on which the variations of a scenario are based."""
    return set(re.findall(r"based_on: (\w+)", path.read_text(encoding="utf-8")))


def test_its_tests_exist() -> None:
    rows = {claim.id for claim in CLAIMS}
    functions: set[str] = set()
    for path in (HOME / "tests" / "mechanisms").glob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions |= {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    named = [name.strip() for cells in ROWS.values() for name in cells[TESTS].split(",")]
    assert [name for name in named if name not in rows | functions] == []
    assert {name for name in rows if re.match(r"R\d", name)} <= set(named), "a row of the tests that no claim names"

"""What sweeps write beside the files of every run: maps, and the best policy at each point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import followersim as fs
from followersim.analysis.best import best_of_daily
from followersim.experiment.best_file import best_in
from tests.experiment.test_results import CONTENT, FILES

if TYPE_CHECKING:
    from pathlib import Path

GRID = {"team.members": [1, 2], "team.training": [0, 0.5, 1]}
MAPS = ["heatmap.png", "heatmap.svg", "regimes.png", "regimes.svg"]


def result_of(**more: Any) -> fs.Result:
    return fs.run(fs.Scenario(**{**CONTENT, "sweep": GRID, **more}))


def test_a_grid_over_two_keys_has_maps_and_the_best_policies(tmp_path: Path) -> None:
    result = result_of()
    written = {path.name for path in result.write(tmp_path)}
    assert written == {*FILES, *MAPS, "best.csv"}
    table = pd.read_csv(tmp_path / "best.csv")
    assert list(table.columns[:2]) == ["team.members", "team.training"]
    assert table["comparisons"].tolist() == [6] * 6
    assert b"\r" not in (tmp_path / "best.csv").read_bytes()
    assert result.best is not None
    assert result.best == best_of_daily(result.daily, result.scenario)
    assert result.best == best_in(tmp_path, result.scenario)
    assert "Karte der besten Strategie" in result.plot("regimes", "de").alt_text


@pytest.mark.parametrize(
    ("more", "files"),
    [
        ({"policies": ["harsh_reply"]}, {*FILES, *MAPS}),
        ({"sweep": {"team.members": [1, 2]}}, {*FILES, "best.csv"}),
        ({"sweep": {"points": [{"team.members": 1}, {"team.members": 3}]}}, {*FILES, "best.csv"}),
        ({"sweep": {}}, {*FILES}),
    ],
)
def test_only_what_there_is_is_written(more: dict[str, Any], files: set[str], tmp_path: Path) -> None:
    result = result_of(**more)
    assert {path.name for path in result.write(tmp_path)} == files
    assert (result.best is None) == ("best.csv" not in files)
    assert best_in(tmp_path, result.scenario) == result.best


def test_the_level_is_that_of_the_rule_where_the_number_of_worlds_depends_on_the_results() -> None:
    result = result_of(worlds="auto", sweep={"team.members": [1, 2]}, period={"days": 2})
    assert result.best is not None
    assert result.best.level == 0.97

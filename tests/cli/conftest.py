"""An empty folder, a stand-in for the experiment room, and a way to call the program as a user does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followersim import experiment as room
from followersim.cli import main
from followersim.experiment import store
from tests.cli.stand_in import FakeExperiment, Said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, in English, on a terminal of usual width."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FOLLOWERSIM_DEBUG", raising=False)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Call the program with some words and return exit code, stdout and stderr."""

    def run(*words: str) -> Said:
        with pytest.raises(SystemExit) as left:
            main(list(words), prog_name="followersim")
        captured = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Said(left.value.code, captured.out, captured.err)

    return run


@pytest.fixture
def experiment(monkeypatch: pytest.MonkeyPatch) -> FakeExperiment:
    """Put a stand-in where the commands expect the experiment room."""
    fake = FakeExperiment()
    monkeypatch.setattr(store, "reusable", fake.reusable)
    monkeypatch.setattr(store, "read_summary", fake.read_summary)
    monkeypatch.setitem(vars(room), "run", fake.run)
    return fake


@pytest.fixture
def scenario_file(tmp_path: Path) -> str:
    """Write a small scenario and return its name."""
    text = "question: What happens?\npolicies: [handles_criticism_well, harsh_reply]\nworlds: 20\n"
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
    return "small.yaml"

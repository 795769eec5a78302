"""What several tests of experiments need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followersim import charts
from followersim.experiment import units
from tests.experiment import cases

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def _no_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the charts, which take most of the time of a small run."""
    monkeypatch.setattr(charts, "names", lambda *_: [])


@pytest.fixture
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make many small units of a small scenario."""
    monkeypatch.setattr(units, "BLOCK_SIZES", cases.BLOCKS)


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the tables of an undisturbed run."""
    from followersim.experiment.runner import run  # noqa: PLC0415 - as late as possible

    folder: Path = tmp_path_factory.mktemp("undisturbed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charts, "names", lambda *_: [])
        run(cases.scenario(), out=folder, jobs=1)
    return cases.content(folder)

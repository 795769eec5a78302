"""Memory does not grow with the number of worlds: neither while they are run nor when they are put together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

import followersim as fs
from followersim.experiment.tables import TableFile, TableWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

HOME = Path(__file__).parents[2]
MOST_GROWTH = 40_000_000

MEASURE = """
import sys
import followersim as fs
scenario = fs.Scenario(policies=["broadcast_only"], audience={"followers": 20, "people": 40}, period={"days": 3})
fs.run(scenario, worlds=int(sys.argv[1]), jobs=2, out=sys.argv[2])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def peak(worlds: int, folder: Path) -> int:
    """Return how many bytes of memory a whole run takes at most, charts and files included."""
    command = [sys.executable, "-c", MEASURE, str(worlds), str(folder / str(worlds))]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=True)
    return int(done.stdout) * 1024


@pytest.mark.slow
def test_ten_thousand_worlds_take_hardly_more_than_two_thousand(tmp_path: Path) -> None:
    """What grows are single columns of one value per world; everything by day would be twice as much already here."""
    assert peak(10_000, tmp_path) - peak(2_000, tmp_path) < MOST_GROWTH
    assert len(pd.read_parquet(tmp_path / "10000" / "daily.parquet", columns=["day"])) == 30_000


def written(path: Path, sizes: Sequence[int], rows_per_group: int) -> bytes:
    """Write rows in pieces of some sizes and return the bytes of the file."""
    values, first = np.arange(sum(sizes), dtype=np.int32), 0
    with TableWriter(path, ("policy", "world"), rows_per_group) as writer:
        for size in sizes:
            part = values[first : first + size]
            floats = np.where(part % 3, part / 7, np.nan)
            writer.add({"policy": f"p{min(first // 50, 1)}"}, {"world": part, "value": floats})
            first += size
    return path.read_bytes()


def test_the_bytes_do_not_depend_on_the_pieces(tmp_path: Path) -> None:
    whole = written(tmp_path / "a", [50, 70], 32)
    assert written(tmp_path / "b", [10] * 5 + [1] * 70, 32) == whole
    assert written(tmp_path / "c", [25, 25, 70], 32) == whole
    assert written(tmp_path / "d", [50, 70], 64) != whole
    frame = pd.read_parquet(tmp_path / "a")
    assert list(frame) == ["policy", "world", "value"]
    assert frame["world"].tolist() == list(range(120))
    assert frame["policy"].tolist() == ["p0"] * 50 + ["p1"] * 70
    assert frame["value"].isna().sum() == 40


def test_rows_are_read_from_wherever_they_are(tmp_path: Path) -> None:
    written(tmp_path / "a", [50, 70], 32)
    file = TableFile(tmp_path / "a", 300)
    assert (file.n_rows, file.names) == (120, ["policy", "world", "value"])
    for first, last in ((0, 1), (0, 120), (31, 33), (32, 64), (119, 120), (5, 5)):
        assert file.read("world", first, last).tolist() == list(range(first, last))
    assert set(file.read("policy", 40, 60)) == {"p0", "p1"}
    assert np.isnan(file.read("value", 3, 4)[0])
    file.close()
    assert file.read("world", 7, 9).tolist() == [7, 8]


def test_blocks_that_are_read_in_parts_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = fs.Scenario(policies=["broadcast_only", "harsh_reply"], audience={"followers": 100}, worlds=30,
                           period={"days": 20}, sweep={"team.members": [1, 2]})  # fmt: skip
    result = fs.run(scenario)
    expected = [result.plot(name).alt_text for name in ("growth", "feedback", "shitstorm")]
    whole = [(block.growth(), block.measure("n_views")) for block in result._tables.blocks()]
    monkeypatch.setattr("followersim.analysis.frames.VALUES_AT_ONCE", 70)
    assert [result.plot(name).alt_text for name in ("growth", "feedback", "shitstorm")] == expected
    for block, (growth, views) in zip(result._tables.blocks(), whole, strict=True):
        days = np.array([0, 1, 7, 20])
        assert np.array_equal(block.growth_on(days), growth[:, days])
        assert np.array_equal(block.measure_on("n_views", np.arange(20)), views)
        assert [len(part.worlds) for part in block.parts(8)] == [8, 8, 8, 6]

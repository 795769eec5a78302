"""Chart files: PNG and SVG, whole or not at all, the same bytes for the same chart, readable without eyes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from PIL import Image

from followersim import charts
from followersim.analysis.summary import summarise
from followersim.charts import saving
from tests.synthetic import POLICIES, Policy, Scenario, make_daily

if TYPE_CHECKING:
    from followersim.charts.page import Chart

SVG = "{http://www.w3.org/2000/svg}"
NASTY = Scenario(policies=(Policy("a", "</title><script>alert(1)</script> & $x$ --> ]]>", 0.2), *POLICIES[:1]))


def chart(scenario: Scenario = NASTY, name: str = "growth", worlds: int = 20) -> Chart:
    daily = make_daily(scenario, worlds)
    return charts.draw(name, daily, summarise(daily, scenario), scenario, "de")


@pytest.mark.parametrize("name", charts.names())
def test_both_files_are_written_and_describe_themselves(name: str, tmp_path: Path) -> None:
    drawn = chart(name=name)
    png, svg = charts.save(drawn, tmp_path / "a.chart")
    assert [png.name, svg.name] == ["a.chart.png", "a.chart.svg"]
    assert sorted(tmp_path.iterdir()) == [png, svg]
    with Image.open(png) as picture:
        assert picture.size == (1920, 1080)
        assert picture.info["Description"] == drawn.alt_text
        assert len(set(picture.convert("L").resize((96, 54)).tobytes())) > 5
    root = ET.fromstring(svg.read_bytes())  # noqa: S314 - written by ourselves a moment ago
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert title.text == drawn.heading
    assert description is not None
    assert description.text == drawn.alt_text
    assert not root.findall(f".//{SVG}script")


def test_the_same_chart_has_the_same_bytes_even_in_another_process(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in charts.save(chart(), tmp_path / "one")]
    second = [path.read_bytes() for path in charts.save(chart(), tmp_path / "two")]
    assert first == second
    code = (
        "import sys; from pathlib import Path; from followersim import charts;"
        "from tests.charts import test_charts_files as t; charts.save(t.chart(), Path(sys.argv[1]))"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", code, str(tmp_path / "three")]
    subprocess.run(command, check=True, cwd=root, env={**os.environ, "PYTHONHASHSEED": "5"})
    assert [(tmp_path / f"three{suffix}").read_bytes() for suffix in (".png", ".svg")] == first


def test_the_users_own_matplotlib_settings_change_nothing() -> None:
    expected = saving.png_bytes(chart()), saving.svg_bytes(chart())
    with mpl.rc_context({"axes.facecolor": "black", "font.size": 40, "savefig.dpi": 50, "svg.fonttype": "none"}):
        assert (saving.png_bytes(chart()), saving.svg_bytes(chart())) == expected


def test_large_runs_make_files_below_a_megabyte() -> None:
    sweep = Scenario(points=[{"team.members": n} for n in range(12)], policies=POLICIES, days=365)
    for scenario in (Scenario(days=3650), sweep):
        assert len(saving.svg_bytes(chart(scenario, worlds=40))) < 1_000_000


def test_a_folder_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        charts.save(chart(), tmp_path / "missing" / "growth")
    (tmp_path / "growth.png").mkdir()
    with pytest.raises(OSError, match=r"growth\.png"):
        charts.save(chart(), tmp_path / "growth")
    assert [path.name for path in tmp_path.iterdir()] == ["growth.png"]


def test_a_full_disk_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "growth.png").write_bytes(b"older")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fchmod", full)
    with pytest.raises(OSError, match="No space"):
        charts.save(chart(), tmp_path / "growth")
    assert [path.name for path in tmp_path.iterdir()] == ["growth.png"]
    assert (tmp_path / "growth.png").read_bytes() == b"older"


def test_files_are_as_readable_as_others(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"")
    for path in charts.save(chart(), tmp_path / "growth"):
        assert path.stat().st_mode == other.stat().st_mode


def test_a_chart_shows_itself_in_a_notebook() -> None:
    assert chart()._repr_png_().startswith(b"\x89PNG")


def test_listing_charts_does_not_import_matplotlib() -> None:
    code = "import sys; from followersim import charts; charts.names(); sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)

"""`run --chart`, `--theme` and `--large-room`: which charts are written, and what is drawn again without running."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from PIL import Image
from pptx import Presentation

from followersim.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """\
policies: [handles_criticism_well, harsh_reply]
audience: {people: 600, followers: 300}
period: {days: 8}
worlds: 3
"""


def run(*words: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["run", *words, "--lang", "en"])
    return found.exit_code, found.output + found.stderr


def paper(path: Path) -> tuple[int, ...]:
    with Image.open(path) as image:
        colour = image.convert("RGB").getpixel((4, 4))
    assert isinstance(colour, tuple)
    return tuple(int(part) for part in colour)


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_charts_and_looks_are_drawn_and_drawn_again(scenario: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = (str(scenario), "--out", str(out))
    assert run(*words, "--chart", "wind", "--chart", "story")[0] == 0
    pictures = {path.stem for path in out.glob("*.png")}
    assert pictures == {"growth", "feedback", "shitstorm", "wind", "story"}
    assert {path.stem for path in out.glob("*.svg")} == pictures
    assert paper(out / "growth.png") == (255, 255, 255)
    about = json.loads((out / "manifest.json").read_bytes())
    assert about["charts"] == {
        "names": ["growth", "feedback", "shitstorm", "wind", "story"], "theme": "light", "large_room": False,
    }  # fmt: skip
    tables = {name: (out / name).stat().st_mtime_ns for name in ("daily.parquet", "summary.json")}

    code, said = run(*words, "--theme", "dark", "--chart", "trust")
    assert code == 0
    assert "its results are used" in said
    assert "Drawing the charts again" in said
    assert {path.stem for path in out.glob("*.png")} == pictures | {"trust"}
    assert {paper(path) for path in out.glob("*.png")} == {(21, 25, 30)}
    assert tables == {name: (out / name).stat().st_mtime_ns for name in tables}
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    code, said = run(*words, "--theme", "dark", "--chart", "trust")
    assert "Drawing" not in said
    assert before == {path.name: path.stat().st_mtime_ns for path in out.iterdir()}

    assert run(*words, "--large-room")[0] == 0
    with Image.open(out / "growth.png") as image:
        assert image.size == (1920, 1080)
    found = CliRunner().invoke(main, ["verify", str(out), "--lang", "en"])
    assert found.exit_code == 0
    assert "No file has changed" in found.output


def test_redrawn_charts_are_those_of_a_new_run(scenario: Path, tmp_path: Path) -> None:
    for out, first in ((tmp_path / "once", ()), (tmp_path / "again", ("--theme", "print"))):
        if first:
            assert run(str(scenario), "--out", str(out), *first)[0] == 0
        assert run(str(scenario), "--out", str(out), "--theme", "dark", "--chart", "audience")[0] == 0
    for name in ("growth.svg", "audience.svg", "shitstorm.png"):
        assert (tmp_path / "once" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--chart", "pie"), '"pie" is not possible here. Allowed: causes, response'),
        (("--theme", "pink"), '"pink" is not possible here. Allowed: light, dark, print'),
        (("--policy", "harsh_reply", "--chart", "causes"), '--chart: the chart "causes" compares a policy'),
    ],
)
def test_what_cannot_be_drawn_is_refused_before_the_run(
    words: tuple[str, ...], said: str, scenario: Path, tmp_path: Path
) -> None:
    code, output = run(str(scenario), "--out", str(tmp_path / "out"), *words)
    assert code == 2
    assert said in output
    assert not (tmp_path / "out").exists()


def test_everything_in_one_command(scenario: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, said = run(str(scenario), "--out", str(out), "--chart", "all", "--slides")
    assert code == 0
    assert {path.stem for path in out.glob("*.png")} == {
        "growth", "feedback", "shitstorm", "causes", "response", "trust", "gained_lost", "wind", "story", "audience",
    }  # fmt: skip
    assert {"report.html", "slides.pptx", "causes.json"} <= {path.name for path in out.iterdir()}
    assert "notes for the speaker" in said
    alone = tmp_path / "alone"
    assert run(str(scenario), "--out", str(alone), "--chart", "all", "--policy", "harsh_reply", "--quiet") == (0, "")
    assert (alone / "story.png").exists()
    assert not (alone / "causes.png").exists()


def test_slides_that_were_edited_stay(scenario: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = (str(scenario), "--out", str(out), "--slides")
    assert run(*words)[0] == 0
    deck = Presentation(str(out / "slides.pptx"))
    deck.slides[0].shapes.title.text = "Mine"
    deck.save(str(out / "slides.pptx"))
    code, said = run(*words)
    assert code == 1
    assert "has been edited" in said
    assert Presentation(str(out / "slides.pptx")).slides[0].shapes.title.text == "Mine"


def test_slides_without_their_package_are_refused_before_the_run(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("pptx", "followersim.report.slides"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pptx", None)
    code, said = run(str(scenario), "--out", str(tmp_path / "out"), "--slides")
    assert code == 2
    assert "pip install 'followersim[slides]'" in said
    assert not (tmp_path / "out").exists()

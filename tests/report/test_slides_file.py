"""The deck as a file: the same bytes, nobody's name, nothing that runs, and never over what somebody has edited."""

from __future__ import annotations

import getpass
import os
import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation

from followersim.cli import main
from followersim.experiment import run
from followersim.report import slides_file
from followersim.report.slides_deck import is_untouched
from followersim.scenario import Scenario
from tests.cli.stand_in import Said
from tests.report.slides_cases import FORMULA, SCENARIOS, TAG, content, deck, results

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.scenario.vocabulary import Language


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Call the program with some words and return exit code, stdout and stderr."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call_(*words: object) -> Said:
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words], prog_name="followersim")
        captured = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Said(left.value.code, captured.out, captured.err)

    return call_


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let every folder have the made-up results of one policy."""
    monkeypatch.setattr(slides_file, "read_results", lambda _folder: results("one"))
    return tmp_path


def parts(case: str, lang: Language = "de") -> dict[str, bytes]:
    """Return every part of a deck, those of its workbooks, too."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(content(case, lang))) as file:
        for name in file.namelist():
            found[name] = file.read(name)
    for name in [name for name in found if name.endswith(".xlsx")]:
        with zipfile.ZipFile(BytesIO(found.pop(name))) as book:
            found |= {f"{name}/{inner}": book.read(inner) for inner in book.namelist()}
    return found


@pytest.mark.parametrize("case", ["two", "grid"])
def test_the_same_results_give_the_same_bytes(case: str) -> None:
    assert content.__wrapped__(case, "de") == content(case, "de")
    assert content(case, "en") != content(case, "de")


@pytest.mark.parametrize("case", ["two", "hostile"])
def test_nobody_and_no_time_is_in_it(case: str) -> None:
    with zipfile.ZipFile(BytesIO(content(case, "de"))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = deck(case, "de").core_properties
    assert (about.author, about.last_modified_by) == ("followersim", "")
    whole = b"".join(parts(case).values()).decode("utf-8", "replace")
    assert not re.search(r"(?<!\d)20(1[0-9]|2[3-9])-\d\d-\d\d", whole)
    strangers = {"Steve Canny", "python-pptx", os.uname().nodename, str(Path.home())} - {"localhost"}
    assert [name for name in strangers if len(name) > 3 and name in whole] == []
    assert getpass.getuser() == "root" or getpass.getuser() not in whole


@pytest.mark.parametrize("case", list(SCENARIOS))
def test_nothing_leads_outside_and_nothing_runs(case: str) -> None:
    for name, part in parts(case).items():
        if name.endswith((".xml", ".rels")):
            tree = ET.fromstring(part)  # noqa: S314 - our own file; it must be well-formed
            assert all(one.get("TargetMode") != "External" for one in tree.iter()), name
            assert not any(one.tag.endswith("}f") for one in tree.iter()) or "/charts/" in name, "a formula"
        assert not re.search(r"vbaProject|oleObject|activeX|hlinkClick", name)
        assert b"hlinkClick" not in part


def test_names_that_try_to_do_harm_are_text() -> None:
    found = deck("hostile", "en")
    whole = "\n".join(shape.text_frame.text for slide in found.slides for shape in slide.shapes if shape.has_text_frame)
    assert TAG in whole
    assert FORMULA in whole
    for name, part in parts("hostile", "en").items():
        assert b"<img" not in part, name
        if "/worksheets/" in name:
            assert b"<f>" not in part
    strings = [part for name, part in parts("hostile", "en").items() if name.endswith("sharedStrings.xml")]
    styles = [part for name, part in parts("hostile", "en").items() if name.endswith(".xlsx/xl/styles.xml")]
    assert any(FORMULA.encode().replace(b"'", b"'") in part for part in strings)
    # whoever edits the cell of a name that looks like a formula gets no formula either
    assert all(b'quotePrefix="1"' in part for part in styles)


def test_charts_need_no_network_and_no_links() -> None:
    for slide in deck("two", "en").slides:
        for relation in slide.part.rels.values():
            assert not relation.is_external


def test_an_edited_deck_is_told_from_an_untouched_one() -> None:
    whole = content("one", "de")
    assert is_untouched(whole)
    edited = Presentation(BytesIO(whole))
    edited.slides[0].shapes.title.text_frame.text = "Mine"
    saved = BytesIO()
    edited.save(saved)
    assert not is_untouched(saved.getvalue())
    renamed = whole[:-1] + bytes([whole[-1] ^ 1])
    for other in (b"", b"no deck", whole[:-70], whole + b"x", renamed):
        assert not is_untouched(other)


def test_slides_of_a_real_run(tmp_path: Path, call: Callable[..., Said]) -> None:
    folder = tmp_path / "results"
    small: dict[str, Any] = {"audience": {"people": 400, "followers": 150}, "period": {"days": 10}, "worlds": 3}
    run(Scenario(policies=["harsh_reply"], language="de", **small), out=folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    said = call("slides", folder)
    assert (said.code, said.out) == (0, "")
    assert f"Written to {folder / 'slides.pptx'}" in said.err
    found = Presentation(folder / "slides.pptx")
    assert "Reden wir darüber" in [slide.shapes.title.text_frame.text for slide in found.slides]
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name in before} == before
    assert sorted(path.name for path in folder.iterdir()) == sorted([*before, "slides.pptx"])
    first = (folder / "slides.pptx").read_bytes()
    assert call("slides", folder, "--lang", "en", "--out", tmp_path / "new" / "Evening.PPTX").code == 0
    assert (tmp_path / "new" / "Evening.PPTX").read_bytes() != first
    assert call("slides", folder).code == 0
    assert (folder / "slides.pptx").read_bytes() == first


def test_what_somebody_has_edited_stays(made_up: Path, call: Callable[..., Said]) -> None:
    path = made_up / "slides.pptx"
    assert call("slides", made_up).code == 0
    edited = Presentation(path)
    edited.slides[0].shapes.title.text_frame.text = "Mine"
    edited.save(path)
    mine = path.read_bytes()
    english, german = call("slides", made_up), call("slides", made_up, "--lang", "de")
    assert english.code == german.code == 2
    assert "has been edited" in english.err
    assert "--out" in english.err
    assert "wurde seit dem Schreiben bearbeitet" in german.err
    assert path.read_bytes() == mine
    assert call("slides", made_up, "--out", made_up / "other.pptx").code == 0


def test_a_deck_appears_whole_or_not_at_all(
    made_up: Path, call: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    assert call("slides", made_up).code == 0
    before = (made_up / "slides.pptx").read_bytes()
    monkeypatch.setattr(Path, "write_bytes", full)
    said = call("slides", made_up, "--lang", "en")
    assert said.code == 1
    assert "disk is full" in said.err
    assert [path.name for path in made_up.iterdir()] == ["slides.pptx"]
    assert (made_up / "slides.pptx").read_bytes() == before
    (made_up / "file").touch()
    assert call("slides", made_up, "--out", made_up / "file" / "x.pptx").code == 1


@pytest.mark.parametrize("lang", ["en", "de"])
def test_wrong_input_is_explained(tmp_path: Path, call: Callable[..., Said], lang: Language) -> None:
    nothing = call("slides", tmp_path, "--lang", lang)
    assert nothing.code == 2
    assert {"en": "no results of a run", "de": "keine Ergebnisse eines Laufs"}[lang] in nothing.err
    ending = call("slides", tmp_path, "--out", "deck.ppt", "--lang", lang)
    assert ending.code == 2
    assert {"en": "must end in .pptx", "de": "muss auf .pptx enden"}[lang] in ending.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("package", ["pptx", "xlsxwriter", "lxml"])
def test_a_missing_package_is_named(
    tmp_path: Path, call: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, package: str, lang: Language
) -> None:
    for name in [name for name in sys.modules if name.startswith("followersim.report.slides")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("followersim.report.slides_file", raising=False)
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    said = call("slides", tmp_path, "--lang", lang)
    assert said.code == 2
    assert "pip install 'followersim[slides]'" in said.err
    assert {"en": "one more package", "de": "fehlt noch ein Paket"}[lang] in said.err
    assert "Traceback" not in said.err

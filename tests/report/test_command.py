"""`followersim report`, and the page that `run` writes: the same one, known to the results that it stands beside."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followersim.cli import main
from followersim.experiment.errors import UnreadableError
from followersim.experiment.store import reusable
from followersim.report.html import writing
from followersim.scenario.loading import load_scenario

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = """\
question: {en: What then?, de: Was dann?}
policies: [handles_criticism_well, harsh_reply]
audience: {people: 400, followers: 150}
period: {days: 10}
worlds: 3
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with results, made once, in English."""
    folder = tmp_path_factory.mktemp("made") / "small"
    (folder.parent / "small.yaml").write_text(FILE, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["run", str(folder.parent / "small.yaml"), "--quiet", "--lang", "en", "--out", str(folder)])
    assert not left.value.code
    return folder


@pytest.fixture
def at_hand(results: Path, tmp_path: Path) -> None:
    """Put the results where a run would have written them."""
    shutil.copytree(results, tmp_path / "results" / "small")


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Work in a folder with a small scenario; call the program and return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "small.yaml").write_text(FILE, encoding="utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(list(words), prog_name="followersim")
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return run


@pytest.mark.usefixtures("at_hand")
def test_a_damaged_table_is_named(call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> str:
        raise UnreadableError("daily.parquet")

    monkeypatch.setattr(writing, "page", damaged)
    code, _, err = call("report", "results/small", "--lang", "en")
    assert (code, err.strip()) == (2, "daily.parquet: damaged or missing.")


def test_run_writes_the_page_and_the_command_writes_the_same(call: Callable[..., Any]) -> None:
    assert call("run", "small.yaml", "--quiet", "--lang", "de", "--jobs", "1")[0] == 0
    page = Path("results/small/report.html")
    written = page.read_bytes()
    assert 'lang="de"' in written.decode()[:40]
    manifest = json.loads(Path("results/small/manifest.json").read_bytes())
    assert "report.html" in manifest["files"]
    code, out, err = call("report", "results/small")
    assert (code, out) == (0, "")
    assert str(page) in err
    assert page.read_bytes() == written
    again = json.loads(Path("results/small/manifest.json").read_bytes())
    assert again["files"] == manifest["files"]
    assert not list(Path("results/small").glob(".writing*"))


@pytest.mark.usefixtures("at_hand")
def test_another_language_keeps_the_results_whole(call: Callable[..., Any]) -> None:
    assert call("report", "results/small", "--lang", "de")[0] == 0
    assert 'lang="de"' in Path("results/small/report.html").read_text(encoding="utf-8")[:40]
    assert reusable(Path("results/small"), load_scenario("small.yaml").with_changes(language="en"))
    assert call("verify", "results/small")[0] == 0


@pytest.mark.usefixtures("at_hand")
def test_another_file_leaves_the_results_alone(call: Callable[..., Any]) -> None:
    before = Path("results/small/manifest.json").read_bytes()
    assert call("report", "results/small", "--out", "new/folder/page.html")[0] == 0
    assert Path("new/folder/page.html").read_bytes() == Path("results/small/report.html").read_bytes()
    assert Path("results/small/manifest.json").read_bytes() == before
    assert call("report", "results/small", "--out", "new")[0] == 0
    assert Path("new/report.html").exists()


@pytest.mark.usefixtures("at_hand")
def test_a_new_run_leaves_no_page_about_old_results(call: Callable[..., Any]) -> None:
    first = Path("results/small/report.html").read_bytes()
    call("run", "small.yaml", "--quiet", "--lang", "en", "--seed", "2")
    assert Path("results/small/report.html").read_bytes() != first


@pytest.mark.parametrize("lang", ["en", "de"])
def test_no_results_no_page(call: Callable[..., Any], lang: str) -> None:
    for place in (".", "small.yaml", "nowhere"):
        code, _, err = call("report", place, "--lang", lang)
        assert code == 2
        assert "manifest.json" in err
        assert "Traceback" not in err


@pytest.mark.usefixtures("at_hand")
@pytest.mark.parametrize("name", ["daily.parquet", "manifest.json", "summary.json"])
@pytest.mark.parametrize("content", [b"", b"{}", None])
def test_damaged_results_are_told(call: Callable[..., Any], name: str, content: bytes | None) -> None:
    path = Path("results/small") / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    code, _, err = call("report", "results/small")
    assert code in {1, 2}
    assert "results/small" in err
    assert "unexpected" not in err.lower()


@pytest.mark.usefixtures("at_hand")
def test_where_nothing_can_be_written(call: Callable[..., Any]) -> None:
    code, _, err = call("report", "results/small", "--out", "small.yaml/page.html")
    assert code == 1
    assert "small.yaml" in err


def test_a_page_that_fails_costs_no_results(call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError("no page today")

    monkeypatch.setattr(writing, "page", fail)
    code, _, err = call("run", "small.yaml", "--lang", "en")
    assert code == 0
    assert "no page today" in err
    assert Path("results/small/summary.json").exists()
    assert not Path("results/small/report.html").exists()

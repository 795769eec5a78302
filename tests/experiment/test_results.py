"""Results on the disk and in a notebook."""

from __future__ import annotations

import errno
import getpass
import hashlib
import json
import os
import platform
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import followersim as fs
from followersim import charts
from followersim.experiment import manifest, read_summary, reusable, store

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = [
    "summary.json", "summary.csv", "daily.parquet", "worlds.parquet", "growth.png", "growth.svg", "feedback.png",
    "feedback.svg", "shitstorm.png", "shitstorm.svg", "manifest.json",
]  # fmt: skip
CONTENT: dict[str, Any] = {
    "name": "Small",
    "policies": ["handles_criticism_well", "harsh_reply"],
    "audience": {"followers": 200, "people": 300},
    "period": {"days": 4},
    "events": [{"day": 1, "hour": 9, "type": "product_fault", "share": 0.5, "severity": 0.9}],
    "worlds": 3,
}


@pytest.fixture(scope="module")
def result() -> fs.Result:
    return fs.run(fs.Scenario(**CONTENT))


@pytest.fixture(scope="module")
def written(result: fs.Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results") / "deep" / "small"
    paths = result.write(folder, ["/usr/bin/followersim", "run", "/home/somebody/small.yaml", "--out=/tmp/x/y"])
    assert paths == [folder / name for name in FILES]
    return folder


@pytest.fixture
def copy(written: Path, tmp_path: Path) -> Iterator[Path]:
    for path in written.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path  # type: ignore[return-value]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_files_are_there_and_nothing_else(written: Path) -> None:
    assert names_in(written) == sorted(FILES)
    assert all(path.stat().st_size > 0 for path in written.iterdir())


def test_files_say_what_the_result_says(written: Path, result: fs.Result) -> None:
    assert json.loads((written / "summary.json").read_text("utf-8")) == result.summary_dict() == read_summary(written)
    pd.testing.assert_frame_equal(pd.read_parquet(written / "daily.parquet"), result.daily)
    table = pd.read_csv(written / "summary.csv")
    assert table["policy"].tolist() == ["handles_criticism_well", "harsh_reply"]
    assert table["n_followers_end_median"].tolist() == result.summary()["n_followers_end_median"].tolist()
    assert b"\r" not in (written / "summary.csv").read_bytes()


def test_two_runs_write_the_same_bytes(written: Path, tmp_path: Path) -> None:
    fs.run(fs.Scenario(**CONTENT), jobs=4).write(tmp_path)
    for name in FILES[:-1]:
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes(), name
    ours, theirs = (json.loads((folder / "manifest.json").read_text("utf-8")) for folder in (written, tmp_path))
    different = {key for key in ours if ours[key] != theirs[key]}
    assert different <= {"start", "duration_s", "command"}


def test_the_manifest_tells_how_to_do_it_again(written: Path, result: fs.Result) -> None:
    found = json.loads((written / "manifest.json").read_text("utf-8"))
    assert found["scenario"] == result.scenario.resolved()
    assert (found["hash"], found["seed"], found["worlds"]) == (result.scenario.hash, 1, 3)
    assert {"followersim", "python", "numpy", "numba", "pandas", "matplotlib", "pyarrow"} <= set(found["versions"])
    assert found["command"] == ["followersim", "run", "small.yaml", "--out=y"]
    assert list(found["files"]) == FILES[:-1]
    for name, digest in found["files"].items():
        assert hashlib.sha256((written / name).read_bytes()).hexdigest() == digest
    again = fs.Scenario.from_mapping(found["scenario"])
    assert content_of(fs.run(again)) == content_of(result)


def content_of(result: fs.Result) -> str:
    return result.daily.to_csv()


def test_nothing_personal_is_written(written: Path) -> None:
    personal = {str(Path.home()), str(Path.cwd()), str(written), platform.node(), getpass.getuser()}
    personal = {text for text in personal if len(text) > 4}
    for path in written.iterdir():
        content = path.read_bytes()
        for text in personal:
            assert text.encode() not in content, (path.name, text)


@pytest.mark.parametrize(
    ("word", "impersonal"),
    [
        ("scenarios/harsh.yaml", "scenarios/harsh.yaml"),
        ("/home/anna/harsh.yaml", "harsh.yaml"),
        (r"C:\Users\Anna\harsh.yaml", "harsh.yaml"),
        (r"\\server\anna\harsh.yaml", "harsh.yaml"),
        ("../anna/harsh.yaml", "harsh.yaml"),
        ("~anna/harsh.yaml", "harsh.yaml"),
        ("--out=/home/anna/results", "--out=results"),
        ("--worlds=20", "--worlds=20"),
        ("team.members=2", "team.members=2"),
    ],
)
def test_words_of_the_command_line_lose_their_folders(word: str, impersonal: str) -> None:
    assert manifest.impersonal(word) == impersonal


class TestReuse:
    """Results are used again only if everything is the same and whole."""

    def test_the_same_scenario(self, written: Path) -> None:
        assert reusable(written, fs.Scenario(**CONTENT))

    @pytest.mark.parametrize("change", [{"worlds": 4}, {"seed": 2}, {"language": "de"}, {"name": "Other"}])
    def test_another_scenario(self, written: Path, change: dict[str, Any]) -> None:
        assert not reusable(written, fs.Scenario(**{**CONTENT, **change}))

    def test_another_program(self, written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(manifest, "program_hash", lambda: "0")
        assert not reusable(written, fs.Scenario(**CONTENT))

    @pytest.mark.parametrize("name", FILES)
    def test_a_file_is_missing(self, copy: Path, name: str) -> None:
        (copy / name).unlink()
        assert not reusable(copy, fs.Scenario(**CONTENT))

    @pytest.mark.parametrize("name", FILES)
    def test_a_file_was_changed(self, copy: Path, name: str) -> None:
        content = (copy / name).read_bytes()
        (copy / name).write_bytes(content.replace(b"a", b"b") if name != "manifest.json" else b"{" + content)
        assert not reusable(copy, fs.Scenario(**CONTENT))

    @pytest.mark.parametrize("text", ["", "[]", "7", '{"files": 7}', '{"files": []}', "[" * 100_000, "\ufeff{}"])
    def test_a_manifest_that_is_none(self, copy: Path, text: str) -> None:
        (copy / "manifest.json").write_text(text, encoding="utf-8")
        assert not reusable(copy, fs.Scenario(**CONTENT))

    def test_a_manifest_that_points_elsewhere(self, copy: Path) -> None:
        found = json.loads((copy / "manifest.json").read_text("utf-8"))
        found["files"]["../elsewhere"] = "0"
        (copy.parent / "elsewhere").write_text("x", encoding="utf-8")
        (copy / "manifest.json").write_text(json.dumps(found), encoding="utf-8")
        assert not reusable(copy, fs.Scenario(**CONTENT))

    def test_no_folder_at_all(self, tmp_path: Path) -> None:
        assert not reusable(tmp_path / "none", fs.Scenario(**CONTENT))

    def test_policies_in_python_are_never_reused(self, written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        scenario = fs.Scenario(**{**CONTENT, "policies": ["some_module:Some"]}, trust_code=True)
        monkeypatch.setattr(
            store, "fingerprint", lambda _: json.loads((written / "manifest.json").read_text())["fingerprint"]
        )
        assert not reusable(written, scenario)


class TestWriting:
    """Files appear whole or not at all."""

    def test_what_others_put_there_stays(self, result: fs.Result, copy: Path) -> None:
        (copy / "notes.txt").write_text("mine", encoding="utf-8")
        (copy / "summary.json").write_text("old", encoding="utf-8")
        result.write(copy)
        assert names_in(copy) == sorted([*FILES, "notes.txt"])
        assert (copy / "notes.txt").read_text("utf-8") == "mine"
        assert reusable(copy, result.scenario)

    @pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
    def test_a_failure_leaves_the_old_files(
        self, result: fs.Result, copy: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
    ) -> None:
        before = {path.name: path.read_bytes() for path in copy.iterdir()}

        def fail(*_: object) -> list[Path]:
            raise fault

        monkeypatch.setattr(charts, "save", fail)
        expected = fs.ResultError if isinstance(fault, OSError) else KeyboardInterrupt
        with pytest.raises(expected):
            result.write(copy)
        assert {path.name: path.read_bytes() for path in copy.iterdir()} == before

    def test_a_full_disk_is_said_plainly_and_leaves_nothing(
        self, result: fs.Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(fs.ResultError) as caught:
            result.write(tmp_path / "new" / "folder")
        assert caught.value.errno == errno.ENOSPC
        assert "the disk is full" in str(caught.value)
        assert "der Datenträger ist voll" in caught.value.render("de")
        assert names_in(tmp_path) == []

    def test_a_file_where_a_folder_is_needed(self, result: fs.Result, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x", encoding="utf-8")
        for place in (tmp_path / "file", tmp_path / "file" / "folder"):
            with pytest.raises(fs.ResultError, match="file where a folder"):
                result.write(place)
        assert names_in(tmp_path) == ["file"]

    def test_a_folder_that_must_not_be_written(
        self, result: fs.Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(**_: object) -> str:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(tempfile, "mkdtemp", refuse)
        with pytest.raises(fs.ResultError, match="not allowed"):
            result.write(tmp_path)

    def test_the_usual_folder(self, result: fs.Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert result.write()[0] == Path("results", "Small", "summary.json")


def test_plots(result: fs.Result) -> None:
    english, german = result.plot("shitstorm"), result.plot("shitstorm", "de")
    assert english.alt_text != german.alt_text
    assert result.plot().alt_text == result.plot("growth", "en").alt_text
    with pytest.raises(ValueError, match="nonsense"):
        result.plot("nonsense")


class TestNotebook:
    """A result as the last line of a cell."""

    def test_it_is_a_table_in_words(self, result: fs.Result) -> None:
        html = result._repr_html_()
        assert html.count("<tr>") == 3
        assert "What happens to our followers" in html
        assert "of 3 runs" in html or "in all 3" in html
        assert len(html) < 5000
        assert "Scenario" in repr(result)

    def test_it_speaks_german(self) -> None:
        html = fs.run(fs.Scenario(**{**CONTENT, "language": "de"}))._repr_html_()
        assert "Strategie" in html
        assert "Durchläufe" in html

    def test_text_is_escaped(self) -> None:
        evil = "<script>alert(1)</script> & so on"
        policies = [{"based_on": "broadcast_only", "name": "x", "title": evil}]
        html = fs.run(fs.Scenario(**{**CONTENT, "policies": policies, "question": evil, "worlds": 1}))._repr_html_()
        assert "<script" not in html
        assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on") == 2

    def test_a_sweep_names_its_points_and_is_cut(self) -> None:
        sweep = {"team.training": [k / 100 for k in range(70)]}
        small = {**CONTENT, "policies": ["broadcast_only"], "period": {"days": 1}, "events": [], "worlds": 1}
        html = fs.run(fs.Scenario(**{**small, "sweep": sweep}))._repr_html_()
        assert html.count("<tr>") == 61
        assert "Training: 0.01" in html
        assert "10 more rows" in html

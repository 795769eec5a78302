"""Checking results: equal ones are equal, a changed digit is found, and what cannot be compared is said."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import followersim as fs
from followersim.cli import main
from followersim.experiment import jobs, manifest
from followersim.experiment.ending import Ending
from followersim.experiment.errors import FailedUnitsError, InterruptedRunError, NoResultsError
from followersim.experiment.verify import Report, verify
from tests.experiment import cases

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("_small_blocks", "_no_charts")

SMALL: dict[str, Any] = {
    "worlds": 8,
    "sweep": {"team.members": [1, 2]},
    "rivals": [{"name": "other", "followers": 50}],
    "period": {"days": 12},
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify") / "results"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("followersim.charts.names", lambda *_: [])
        fs.run(cases.scenario(**SMALL), out=folder)
    return folder


@pytest.fixture
def copy(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "copy")


def change(folder: Path, name: str, row: int, column: str, value: Any) -> dict[str, Any]:
    """Change one cell of a table and return its row."""
    table = pd.read_parquet(folder / name)
    table.loc[row, column] = value
    table.to_parquet(folder / name, index=False)
    return row_of(table, row)


def row_of(table: pd.DataFrame, row: int) -> dict[str, Any]:
    """Return one row of a table."""
    return {str(name): table[name].iloc[row] for name in table}


def test_what_was_written_is_equal(written: Path) -> None:
    told: list[tuple[int, int]] = []
    report = verify(written, progress=lambda done, total: told.append((done, total)))
    assert report.is_equal
    assert (report.checked, report.units, report.versions) == (4, 4, [])
    daily, worlds = (pd.read_parquet(written / name) for name in ("daily.parquet", "worlds.parquet"))
    assert report.numbers > daily.size + worlds.size
    assert told[0] == (0, 32)
    assert told[-1] == (32, 32)


@pytest.mark.parametrize("name", ["daily.parquet", "worlds.parquet"])
def test_every_changed_digit_is_found(copy: Path, written: Path, name: str) -> None:
    """In the last place of any number, in any column; several at once."""
    rng = np.random.default_rng(3)
    table = pd.read_parquet(written / name)
    numbers = [str(column) for column in table if table[column].dtype.kind in "if"]
    changed = {}
    for column in rng.choice(numbers, 12, replace=False):
        row = int(rng.integers(len(table)))
        value = table.loc[row, column]
        if table[column].dtype.kind == "i":
            table.loc[row, column] += 1
        else:
            table.loc[row, column] = 0.25 if np.isnan(value) else np.nextafter(value, np.inf)
        changed[column] = (row, value)
    table.to_parquet(copy / name, index=False)
    report = verify(copy)
    assert not report.is_equal
    assert report.changed == [name]
    in_file = [difference for difference in report.differences if difference.file == name]
    assert {difference.column for difference in in_file} == set(changed)
    for difference in in_file:
        row, value = changed[str(difference.column)]
        at = row_of(pd.read_parquet(written / name), row)
        assert (difference.policy, difference.company) == (at["policy"], at["company"])
        assert dict(difference.point) == json.loads(at["point"])
        assert difference.world == at["world"]
        if name == "daily.parquet":
            assert difference.day == at["day"]
        assert difference.found == value or (np.isnan(value) and np.isnan(difference.found))


def test_a_changed_name_is_found(copy: Path) -> None:
    change(copy, "daily.parquet", 5, "company", "somebody")
    (difference,) = verify(copy).differences
    assert (difference.column, difference.written, difference.found) == ("company", "somebody", "main")


def test_a_changed_summary_is_found(copy: Path) -> None:
    path = copy / "summary.json"
    summary = json.loads(path.read_text("utf-8"))
    summary["results"][4]["n_praise"]["q95"] += 1
    summary["results"][1]["shitstorm"]["k"] = 3
    del summary["results"][0]["storms"]["n"]
    summary["seed"] = 7
    path.write_text(json.dumps(summary), encoding="utf-8")
    report = verify(copy, sample=1, seed=5)
    assert {(d.policy, d.company, d.column) for d in report.differences} == {
        ("handles_criticism_well", "main", "n_praise.q95"), ("handles_criticism_well", "other", "shitstorm.k"),
        ("handles_criticism_well", "main", "storms.n"), (None, None, "seed"),
    }  # fmt: skip
    assert (report.checked, report.units, report.seed) == (1, 4, 5)
    path.write_text("{", encoding="utf-8")
    assert [difference.error for difference in verify(copy, sample=1).differences] == ["unreadable"]


def test_a_sample_is_random_and_can_be_repeated(written: Path) -> None:
    reports = [verify(written, sample=2, seed=seed) for seed in (1, 1, 2, None)]
    assert all(report.is_equal and report.checked == 2 for report in reports)
    assert reports[0].as_dict() == reports[1].as_dict()
    assert reports[3].seed is not None
    assert verify(written, sample=4).seed is None


def test_a_change_outside_the_sample_shows_in_the_check_sum(copy: Path) -> None:
    for seed in range(20):
        shutil.copyfile(copy / "daily.parquet", copy / "x")
        change(copy, "daily.parquet", 5, "n_likes", 10**6)
        report = verify(copy, sample=1, seed=seed)
        (copy / "x").replace(copy / "daily.parquet")
        assert report.changed == ["daily.parquet"]
        if not report.n_differences:
            return
    pytest.fail("every sample had the row")


@pytest.mark.parametrize("name", ["daily.parquet", "worlds.parquet", "summary.json", "summary.csv"])
def test_damaged_and_missing_files(copy: Path, name: str) -> None:
    path = copy / name
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    for _ in range(2):
        report = verify(copy, sample=1)
        assert report.changed == [name]
        assert [d.error for d in report.differences] == ([] if name == "summary.csv" else ["unreadable"])
        path.unlink(missing_ok=True)


def test_other_rows_and_columns(copy: Path, written: Path) -> None:
    table = pd.read_parquet(written / "worlds.parquet")
    table.iloc[:-1].to_parquet(copy / "worlds.parquet", index=False)
    assert [(d.file, d.error) for d in verify(copy, sample=1).differences] == [("worlds.parquet", "other_rows")]
    table.drop(columns="cost").assign(extra=1).to_parquet(copy / "worlds.parquet", index=False)
    found = [(d.column, d.error) for d in verify(copy).differences]
    assert found == [("cost", "other_columns"), ("extra", "other_columns")]


def test_it_says_which_version_is_another(copy: Path) -> None:
    path = copy / "manifest.json"
    found = cases.manifest_of(copy)
    found["versions"]["numpy"] = "1.0"
    found["platform"]["machine"] = "abacus"
    found["program"] = "0" * 64
    path.write_text(json.dumps(found), encoding="utf-8")
    report = verify(copy, sample=1)
    assert report.is_equal
    assert [(what, then) for what, then, _ in report.versions] == [
        ("numpy", "1.0"), ("machine", "abacus"), ("program", "0" * 12),
    ]  # fmt: skip


def test_results_of_auto_and_of_policies_in_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    auto = cases.scenario(worlds="auto", period={"days": 3}, events=[])
    fs.run(auto, out=tmp_path / "auto")
    report = verify(tmp_path / "auto")
    assert report.is_equal, report.differences
    path = tmp_path / "auto" / "summary.json"
    path.write_text(path.read_text("utf-8").replace('"reached": true', '"reached": false'), encoding="utf-8")
    assert [d.column for d in verify(tmp_path / "auto", sample=1).differences] == ["stopping.reached"]
    fs.run(cases.breaking(tmp_path, breaks=False), out=tmp_path / "own")
    with pytest.raises(fs.ScenarioError, match="trust-code"):
        verify(tmp_path / "own")
    monkeypatch.chdir(tmp_path)
    assert verify(tmp_path / "own", trust_code=True).is_equal
    cases.forget_policies()


def test_results_with_gaps(tmp_path: Path) -> None:
    with pytest.raises(FailedUnitsError):
        fs.run(cases.breaking(tmp_path, breaks=True), out=tmp_path / "own")
    cases.forget_policies()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        report = verify(tmp_path / "own", trust_code=True)
    cases.forget_policies()
    assert report.is_equal
    assert report.units == 4


def test_a_unit_that_fails_now_is_a_difference(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs.Job, "run", lambda *_: 1 / 0)
    report = verify(written, sample=1)
    assert [d.error for d in report.differences] == ["ZeroDivisionError: division by zero"]


@pytest.mark.parametrize("text", [None, "", "[]", "7", "{}", '{"scenario": {}}', "[" * 100_000])
def test_where_there_are_no_results(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(NoResultsError) as caught:
        verify(tmp_path)
    assert "no results" in str(caught.value)
    assert "keine Ergebnisse" in caught.value.render("de")


def test_an_interruption_is_one(written: Path) -> None:
    class Asked(Ending):
        def look(self) -> bool:
            self.asked = True
            return True

    with pytest.raises(InterruptedRunError):
        verify(written, ending=Asked())


class TestCommand:
    """`followersim verify` as it is typed."""

    def call(self, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["verify", *words], prog_name="followersim")
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    def test_equal(self, written: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = self.call(capsys, str(written), "--lang", "en")
        assert code == 0
        assert "All 4 units of work were run again" in out
        assert "equal, to the last digit" in out
        code, out, _ = self.call(capsys, str(written), "--sample", "2", "--seed", "3", "--lang", "de")
        assert code == 0
        assert "2 von 4 Arbeitspaketen" in out
        assert "--seed 3" in out

    def test_different(self, copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        row = change(copy, "daily.parquet", 30, "n_likes", 123_456)
        monkeypatch.setattr(manifest, "versions", lambda: {"numpy": "9.9"})
        code, out, _ = self.call(capsys, str(copy), "--lang", "en")
        assert code == 1
        place = f'daily.parquet, {row["policy"]}, main, {{"team.members": 1}}, world {row["world"]}, day {row["day"]}'
        assert f"{place}, n_likes: 123456 is written" in out
        assert "numpy:" in out
        assert "which may be the reason" in out
        code, out, _ = self.call(capsys, str(copy), "--json")
        assert code == 1
        found = json.loads(out)
        assert not found["equal"]
        assert found["differences"][0]["column"] == "n_likes"
        assert found["changed_files"] == ["daily.parquet"]

    def test_many_differences_are_cut(self, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
        table = pd.read_parquet(copy / "daily.parquet")
        table["n_likes"] += 1
        table.to_parquet(copy / "daily.parquet", index=False)
        _, out, _ = self.call(capsys, str(copy), "--lang", "en")
        assert f"Different: {len(table)}" in out.replace(",", "")
        assert out.count("is written") == 10
        assert "more" in out

    def test_nothing_there(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, said = self.call(capsys, str(tmp_path / "nowhere"), "--lang", "de")
        assert (code, out) == (2, "")
        assert "keine Ergebnisse" in said


def test_a_report_is_plain_data() -> None:
    assert json.dumps(Report().as_dict())

"""Nothing that is finished is lost or done twice: kills, full disks, other writers, faults, Ctrl-C."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

import followersim as fs
from followersim.experiment import jobs, reusable
from followersim.experiment.ending import Ending
from followersim.experiment.errors import BusyError, FailedUnitsError, InterruptedRunError
from followersim.experiment.unit_store import LockedFolder
from tests.experiment import cases

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(__file__).parents[2]
KILLS = 20


def run(folder: Path, scenario: fs.Scenario | None = None, **options: Any) -> fs.Result:
    return fs.run(scenario or cases.scenario(), out=folder, jobs=2, **options)


def interrupted(folder: Path, after: int) -> None:
    """Run until some simulations are done, then stop."""

    def stop(done: int, total: int) -> None:
        del total
        if done >= after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, progress=stop)


@pytest.mark.slow
def test_killed_at_random_moments_it_gives_the_same_bytes_and_does_nothing_twice(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    folder = tmp_path / "results"
    command = [sys.executable, "-m", "tests.experiment.killing", str(cases.scenario_file(tmp_path)), str(folder)]
    done = subprocess.run([*command, str(KILLS), "1.5"], cwd=HOME, capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    assert report["killed"] == KILLS
    assert report["twice"] == []
    assert sum(left > 0 for left in report["left"]) >= 3, "the kills came too early or too late to show anything"
    assert cases.content(folder, ["daily.parquet", "worlds.parquet"]) == {
        name: undisturbed[name] for name in ("daily.parquet", "worlds.parquet")
    }
    expected = json.loads(undisturbed["summary.json"])
    found = json.loads((folder / "summary.json").read_text("utf-8"))
    assert found["results"] == expected["results"]
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []


@pytest.mark.usefixtures("_no_charts", "_small_blocks")
class TestResume:
    """An interrupted run goes on where it was."""

    def test_what_is_finished_is_used(self, tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
        interrupted(tmp_path, 100)
        before = {path.name: path.stat().st_mtime_ns for path in cases.units_in(tmp_path)}
        assert before
        told: list[tuple[int, int]] = []
        moments: dict[str, int] = {}

        def progress(done: int, total: int) -> None:
            told.append((done, total))
            moments.update({path.name: path.stat().st_mtime_ns for path in cases.units_in(tmp_path)})

        result = run(tmp_path, progress=progress)
        assert told[0] == (10 * len(before), 300)
        assert told[-1] == (300, 300)
        assert before.items() <= moments.items()
        assert cases.content(tmp_path) == undisturbed
        assert not (tmp_path / ".units").exists()
        assert reusable(tmp_path, result.scenario)
        assert {unit["status"] for unit in cases.manifest_of(tmp_path)["units"]} == {"done"}

    def test_damaged_files_are_made_anew(self, tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
        interrupted(tmp_path, 160)
        first, second, *_ = cases.units_in(tmp_path)
        first.write_bytes(first.read_bytes()[:-100])
        second.write_bytes(b"")
        (tmp_path / ".units" / "foreign.npz").write_bytes(b"foreign")
        (tmp_path / ".units" / "x.part").write_bytes(b"half")
        run(tmp_path)
        assert cases.content(tmp_path) == undisturbed
        assert [path.name for path in cases.units_in(tmp_path)] == ["foreign.npz"]

    def test_a_unit_damaged_while_it_waits_is_noticed(
        self, tmp_path: Path, undisturbed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def damaging(done: int, total: int) -> None:
            if done == total:
                path = cases.units_in(tmp_path)[3]
                path.write_bytes(path.read_bytes()[:2000])

        with pytest.raises(fs.ResultError, match="1 files with finished work are damaged"):
            run(tmp_path, progress=damaging)
        assert not (tmp_path / "manifest.json").exists()
        run(tmp_path)
        assert cases.content(tmp_path) == undisturbed
        del monkeypatch

    def test_fresh_forgets_it(self, tmp_path: Path) -> None:
        interrupted(tmp_path, 100)
        told: list[int] = []
        run(tmp_path, fresh=True, progress=lambda done, _: told.append(done))
        assert told[0] == 0

    def test_work_of_another_run_stays(self, tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
        interrupted(tmp_path, 160)
        kept = cases.units_in(tmp_path)
        run(tmp_path, cases.scenario(seed=2, worlds=2))
        assert cases.units_in(tmp_path) == kept
        run(tmp_path)
        assert cases.content(tmp_path) == undisturbed

    def test_more_worlds_use_what_there_is(self, tmp_path: Path) -> None:
        interrupted(tmp_path, 160)
        n = len(cases.units_in(tmp_path))
        told: list[int] = []
        run(tmp_path, cases.scenario(worlds=70), progress=lambda done, _: told.append(done))
        assert told[0] == n * 10

    def test_files_of_a_killed_run_are_swept_away(self, tmp_path: Path) -> None:
        (tmp_path / ".writing-abc").mkdir()
        (tmp_path / ".writing-abc" / "daily.parquet").write_bytes(b"half")
        (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
        run(tmp_path, cases.scenario(worlds=1))
        names = {path.name for path in tmp_path.iterdir()}
        assert names == {*cases.TABLES, "best.csv", "manifest.json", "mine.txt"}

    def test_outdated_results_of_ours_go_and_changed_ones_stay(self, tmp_path: Path) -> None:
        run(tmp_path, cases.scenario(worlds=1), segments=True)
        run(tmp_path, cases.scenario(worlds=2))
        assert not (tmp_path / "segments.csv").exists()
        run(tmp_path, cases.scenario(worlds=1), segments=True)
        (tmp_path / "segments.csv").write_text("edited", encoding="utf-8")
        run(tmp_path, cases.scenario(worlds=2))
        assert (tmp_path / "segments.csv").read_text("utf-8") == "edited"


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Mount a small disk; skip the test where that is not allowed."""
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=False,
                             capture_output=True)  # fmt: skip
    if mounted.returncode:
        pytest.skip("disks cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.usefixtures("_no_charts", "_small_blocks")
class TestTrouble:
    """A full disk, a folder that cannot be written, another writer."""

    @pytest.mark.parametrize("size", ["100k", "600k"])  # full while units are kept, full while tables are written
    def test_a_full_disk(self, tmp_path: Path, undisturbed: dict[str, bytes], size: str) -> None:
        with small_disk(tmp_path / "disk", size) as disk:
            folder = disk / "results"
            with pytest.raises(fs.ResultError, match="the disk is full; nothing half-written is left") as caught:
                run(folder)
            assert caught.value.errno == errno.ENOSPC
            kept = {path.name for path in cases.units_in(folder)}
            assert kept
            assert {path.name for path in folder.iterdir()} == {".units"}
            subprocess.run(["mount", "-o", "remount,size=20M", str(disk)], check=True)
            told: list[int] = []
            run(folder, progress=lambda done, _: told.append(done))
            assert told[0] == 10 * len(kept)
            assert cases.content(folder) == undisturbed

    def test_files_that_must_not_grow(self, tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
        """The same without mounting anything: no file may be larger than 60 kB, which is enough for units only."""
        code = (
            "import resource, signal, sys, followersim as fs; from followersim import charts;"
            "from followersim.experiment.errors import ResultError; from tests.experiment import cases;"
            "from pathlib import Path; charts.names = lambda *_: []; scenario = cases.scenario();"
            "from followersim.experiment.work import warm_up; from followersim.model.setup import set_up;"
            "warm_up(set_up(scenario.cases()[0]));"
            "from followersim.experiment import units; units.BLOCK_SIZES = cases.BLOCKS;"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))\n"
            f"try: fs.run(scenario, out=Path({str(tmp_path)!r}))\n"
            "except ResultError as error: print(error.render('de'))"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=True)
        assert "der Datenträger ist voll" in done.stdout
        assert len(cases.units_in(tmp_path)) == 30
        told: list[int] = []
        run(tmp_path, progress=lambda done, _: told.append(done))
        assert told == [300]
        assert cases.content(tmp_path) == undisturbed

    def test_a_place_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x", encoding="utf-8")
        for place in (tmp_path / "file", tmp_path / "file" / "results"):
            with pytest.raises(fs.ResultError, match="file where a folder"):
                run(place)
        with pytest.raises(fs.ResultError):
            run(Path("/proc/followersim"))
        assert [path.name for path in tmp_path.iterdir()] == ["file"]

    def test_writing_that_is_not_allowed_leaves_no_trace(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

        monkeypatch.setattr(FileLock, "acquire", refuse)
        with pytest.raises(fs.ResultError, match="not allowed"):
            run(tmp_path / "new" / "results")
        assert list(tmp_path.iterdir()) == []

    def test_two_runs_at_once(self, tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
        refused: list[BusyError] = []

        def second(done: int, total: int) -> None:
            if 0 < done < total and not refused:
                with pytest.raises(BusyError) as caught:
                    fs.run(cases.scenario(), out=tmp_path, jobs=1)
                refused.append(caught.value)
                with pytest.raises(BusyError):
                    fs.run(cases.scenario(worlds=1)).write(tmp_path)

        run(tmp_path, progress=second)
        assert refused
        assert "another run is writing" in str(refused[0])
        assert "ein anderer Lauf" in refused[0].render("de")
        assert cases.content(tmp_path) == undisturbed

    def test_many_processes_for_one_folder(self, tmp_path: Path) -> None:
        """Whoever comes while somebody writes is refused; nobody waits for ever, and the lock leaves no trace."""
        code = (
            "import sys; from pathlib import Path; from followersim.experiment.unit_store import LockedFolder;"
            "from followersim.experiment.errors import BusyError; import time\n"
            "for _ in range(30):\n"
            "    try:\n"
            "        with LockedFolder(Path(sys.argv[1])) as held:\n"
            "            mark = held.folder / 'mark'; mark.touch(exist_ok=False); time.sleep(0.001); mark.unlink()\n"
            "    except BusyError: time.sleep(0.001)\n"
        )
        folder = tmp_path / "a" / "b"
        runs = [subprocess.Popen([sys.executable, "-c", code, str(folder)], cwd=HOME) for _ in range(3)]
        assert [process.wait(60) for process in runs] == [0, 0, 0]
        assert not folder.exists() or list(folder.iterdir()) == []

    def test_the_lock_ends_with_its_process(self, tmp_path: Path) -> None:
        code = (
            "import os, sys; from pathlib import Path; from followersim.experiment.unit_store import LockedFolder;"
            "LockedFolder(Path(sys.argv[1])).__enter__(); os.kill(os.getpid(), 9)"
        )
        subprocess.run([sys.executable, "-c", code, str(tmp_path / "results")], cwd=HOME, check=False)
        with LockedFolder(tmp_path / "results"):
            pass


@pytest.mark.usefixtures("_no_charts", "_small_blocks")
class TestFaults:
    """A unit that fails is written down; the others go on, and only the failed ones are tried again."""

    @pytest.fixture(autouse=True)
    def _forget_policies(self) -> Iterator[None]:
        yield
        cases.forget_policies()

    def test_the_rest_goes_on(self, tmp_path: Path) -> None:
        folder = tmp_path / "results"
        with pytest.raises(FailedUnitsError) as caught:
            run(folder, cases.breaking(tmp_path, breaks=True))
        error = caught.value
        assert error.texts == ["RuntimeError: no idea in plans.txt"] * 2
        assert "2 of 6 units of work failed" in str(error)
        assert "2 von 6 Arbeitspaketen" in error.render("de")
        assert error.result is not None
        assert set(error.result.daily["point"]) == {'{"team.members":1}', '{"team.members":3}'}
        units = cases.manifest_of(folder)["units"]
        assert [unit["status"] for unit in units] == ["done"] * 2 + ["failed"] * 2 + ["done"] * 2
        assert units[3] == {
            "id": units[3]["id"], "point": {"team.members": 2}, "worlds": [5, 10], "status": "failed",
            "error": "RuntimeError: no idea in plans.txt",
        }  # fmt: skip
        noted = json.loads((folder / ".units" / "failed.json").read_text(encoding="utf-8"))
        assert noted == {unit["id"]: error.texts[0] for unit in units[2:4]}
        assert "somebody" not in (folder / "manifest.json").read_text("utf-8")
        assert len(cases.units_in(folder)) == 4

    def test_only_the_failed_ones_are_tried_again(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = tmp_path / "results"
        real = jobs.Job.run

        def failing(job: jobs.Job, stop: threading.Event) -> bytes:
            if job.unit.point == 1 and job.unit.start == 10:
                raise ZeroDivisionError
            return real(job, stop)

        monkeypatch.setattr(jobs.Job, "run", failing)
        with pytest.raises(FailedUnitsError, match="ZeroDivisionError"):
            run(folder)
        monkeypatch.setattr(jobs.Job, "run", real)
        told: list[int] = []
        result = run(folder, progress=lambda done, _: told.append(done))
        assert told == [290, 300]
        assert not (folder / ".units").exists()
        assert reusable(folder, result.scenario)

    def test_results_with_gaps_are_not_reused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.test_only_the_failed_ones_are_tried_again(tmp_path, monkeypatch)
        path = tmp_path / "results" / "manifest.json"
        found = json.loads(path.read_text("utf-8"))
        found["units"][0]["status"] = "failed"
        path.write_text(json.dumps(found), encoding="utf-8")
        assert not reusable(tmp_path / "results", cases.scenario())

    def test_if_nothing_is_complete_there_is_only_a_manifest(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run(tmp_path, cases.scenario(worlds=1))
        monkeypatch.setattr(jobs.Job, "run", lambda *_: 1 / 0)
        with pytest.raises(FailedUnitsError, match="30 of 30 units") as caught:
            run(tmp_path)
        assert caught.value.result is None
        assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["manifest.json"]

    def test_without_a_folder_the_first_fault_ends_everything(self, tmp_path: Path) -> None:
        with pytest.raises(RuntimeError, match="no idea"):
            fs.run(cases.breaking(tmp_path, breaks=True))


@pytest.mark.usefixtures("_no_charts", "_small_blocks")
class TestEnding:
    """Ctrl-C once and twice, and a request to terminate."""

    @pytest.fixture(autouse=True)
    def _hears_ctrl_c(self) -> Iterator[None]:
        """Hear Ctrl-C even if whoever started the tests did so with a shell's `&`, which makes programs deaf to it."""
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
        signal.signal(signal.SIGINT, before)

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_once_finishes_what_has_begun(
        self, tmp_path: Path, undisturbed: dict[str, bytes], number: signal.Signals
    ) -> None:
        said: list[str] = []
        asked: list[int] = []

        def ask(done: int, total: int) -> None:
            if 0 < done < total and not asked:
                asked.append(done)
                signal.raise_signal(number)

        before = signal.getsignal(number)
        with pytest.raises(InterruptedRunError) as caught, Ending(lambda: said.append("ending")) as ending:
            run(tmp_path, progress=ask, ending=ending)
        assert signal.getsignal(number) is before
        assert said == ["ending"]
        assert caught.value.total == 30
        assert 1 <= caught.value.done == len(cases.units_in(tmp_path)) <= 5
        run(tmp_path)
        assert cases.content(tmp_path) == undisturbed

    def test_twice_stops_at_once(self, tmp_path: Path) -> None:
        def ask(done: int, total: int) -> None:
            if 0 < done < total:
                signal.raise_signal(signal.SIGINT)
                signal.raise_signal(signal.SIGINT)

        with pytest.raises(KeyboardInterrupt) as caught, Ending() as ending:
            run(tmp_path, progress=ask, ending=ending)
        assert not isinstance(caught.value, InterruptedRunError)
        assert not [thread for thread in threading.enumerate() if thread.name.startswith("followersim")]
        assert all(path.suffix == ".npz" for path in (tmp_path / ".units").iterdir())

    def test_with_nothing_in_hand_once_is_enough(self) -> None:
        with pytest.raises(KeyboardInterrupt), Ending():
            signal.raise_signal(signal.SIGTERM)

    def test_what_the_shell_ignores_stays_ignored(self) -> None:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            with Ending():
                signal.raise_signal(signal.SIGINT)
        finally:
            signal.signal(signal.SIGINT, before)

    def test_another_thread_hears_no_signals(self) -> None:
        seen: list[Any] = []

        def enter() -> None:
            with Ending():
                seen.append(signal.getsignal(signal.SIGTERM))

        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
        assert seen == [signal.getsignal(signal.SIGTERM)]


def test_the_program_is_interrupted(tmp_path: Path) -> None:
    """From the outside: Ctrl-C once, exit code 130, what to do next, and nothing half-written."""
    scenario = cases.scenario_file(tmp_path, worlds=2000)
    hears = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    small = "from followersim.experiment import units; units.BLOCK_SIZES = (5,)"
    code = f"{hears}; {small}; from followersim.cli import main; main()"
    words = ["run", str(scenario), "--out", str(tmp_path / "out"), "--jobs", "1"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(HOME / "src")}
    with subprocess.Popen(
        [sys.executable, "-c", code, *words], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        limit = time.monotonic() + 60
        while len(cases.units_in(tmp_path / "out")) < 2 and time.monotonic() < limit:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Finishing what has begun" in said
    found = re.search(r"(\d+) of 1200 units of work are finished and kept", said)
    assert found is not None, said
    assert len(cases.units_in(tmp_path / "out")) == int(found.group(1)) >= 2

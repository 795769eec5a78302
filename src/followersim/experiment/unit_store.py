"""Finished units of work on the disk: one file each, until the results are put together.

They lie in a hidden folder of the results' folder. A file appears whole or not at all, and is checked before it counts;
whoever writes there holds a lock that the system takes back when the process dies, however it dies.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from filelock import FileLock, Timeout

from followersim.experiment.errors import BusyError, ResultError
from followersim.experiment.hidden import UNIT, UNITS, WRITING, unit_names
from followersim.experiment.store import to_disk
from followersim.experiment.unit_files import DamagedUnitError, UnitFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

    from followersim.experiment.unit_files import Facts
    from followersim.experiment.units import Unit

FAILED: Final = "failed.json"
_LOCK: Final = "lock"
_SECONDS_FOR_LOCK: Final = 0.3
_ATTEMPTS: Final = 5


class UnitStore:
    """The finished units in a results folder. `lasting`: they are to survive a power cut."""

    def __init__(self, folder: Path, *, lasting: bool = True) -> None:
        self.results = folder
        self.folder = folder / UNITS
        self.lasting = lasting

    def path(self, unit: Unit) -> Path:
        """Return where a unit lies, or would lie."""
        return self.folder / (unit.identity + UNIT)

    def put(self, unit: Unit, content: bytes) -> None:
        """Keep a unit. Raises `ResultError` if it cannot be written; then nothing of it is left."""
        self._write(self.path(unit), content)

    def _write(self, path: Path, content: bytes) -> None:
        part = path.with_suffix(".part")
        try:
            part.write_bytes(content)
            if self.lasting:
                to_disk(part)
            part.replace(path)
        except BaseException as error:
            with suppress(OSError):
                part.unlink()
            if isinstance(error, OSError):
                raise ResultError.about(self.results, error) from error
            raise

    def note_failures(self, texts: Mapping[str, str]) -> None:
        """Write down which units failed and what they said."""
        self._write(self.folder / FAILED, json.dumps(dict(texts), ensure_ascii=False, indent=1).encode())

    def open(self, unit: Unit) -> UnitFile:
        """Return a unit's content; raise `DamagedUnitError` if it is not there or not whole."""
        try:
            file = self.path(unit).open("rb")
        except OSError as error:
            raise DamagedUnitError(str(error)) from error
        return UnitFile(file, unit)

    def finished(self, units: Iterable[Unit]) -> dict[Unit, Facts]:
        """Return the units that are there and whole; what is damaged is removed."""
        there = unit_names(self.folder)
        found = {}
        for unit in units:
            if unit.identity + UNIT not in there:
                continue
            try:
                with self.open(unit) as file:
                    file.check()
                    found[unit] = file.facts
            except DamagedUnitError:
                self.path(unit).unlink(missing_ok=True)
        return found

    def remove(self, units: Iterable[Unit]) -> None:
        """Forget units whose results have been put together."""
        for unit in units:
            self.path(unit).unlink(missing_ok=True)
        (self.folder / FAILED).unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget all units."""
        for path in self.folder.glob(f"*{UNIT}"):
            path.unlink(missing_ok=True)
        (self.folder / FAILED).unlink(missing_ok=True)


class LockedFolder:
    """A results folder in which nobody else writes for a while; made if there is none, gone again if it stays empty.

    Raises `BusyError` at once if somebody else has the lock, `ResultError` if nothing can be written there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: list[Path] = []
        self._lock: FileLock | None = None

    def __enter__(self) -> Self:
        units = self.folder / UNITS
        try:
            self._lock = self._locked(units)
            for left in (*self.folder.glob(f"{WRITING}*"), *units.glob("*.part")):  # of a process that was killed
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        except OSError as error:
            self._leave()
            if isinstance(error, ResultError):
                raise
            raise ResultError.about(self.folder, error) from error
        return self

    def _locked(self, units: Path) -> FileLock:
        for attempt in range(_ATTEMPTS):
            try:
                self._made = [path for path in (units, self.folder, *self.folder.parents) if not path.exists()]
                units.mkdir(parents=True, exist_ok=True)
                lock = FileLock(units / _LOCK, thread_local=False)
                lock.acquire(timeout=_SECONDS_FOR_LOCK)
            except Timeout:
                self._made = []
                raise BusyError(self.folder) from None
            except FileNotFoundError:  # the one before us has just removed its folder
                if attempt == _ATTEMPTS - 1:
                    raise
            else:
                return lock
        raise BusyError(self.folder)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        """Remove the lock and whatever is empty; only then let others in."""
        path = self.folder / UNITS / _LOCK
        if self._lock is not None and os.name == "nt":  # which does not remove what is open
            self._lock.release()
        if self._lock is not None:
            with suppress(OSError):
                path.unlink()
            with suppress(OSError):
                path.parent.rmdir()
        for made in self._made:
            with suppress(OSError):
                made.rmdir()  # only empty ones
        if self._lock is not None:
            self._lock.release()
            self._lock = None

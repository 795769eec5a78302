"""Results on the disk: whole or not at all, and reused when nothing has changed.

All files of a run are first written to a hidden folder beside their place and put to the disk; only then each takes the
place of its predecessor, the manifest last. A manifest therefore vouches for the files that it names.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from followersim.experiment.errors import ResultError
from followersim.experiment.hidden import WRITING
from followersim.experiment.manifest import DONE, fingerprint, sha256_of
from followersim.experiment.manifest import NAME as MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from followersim.scenario.scenario import Scenario

SUMMARY: Final = "summary.json"


def write_json(path: Path, content: Any) -> None:
    """Write data as JSON that any program reads: no NaN, UTF-8, a line break at the end."""
    encoder = json.JSONEncoder(ensure_ascii=False, indent=1, allow_nan=False)
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(encoder.iterencode(content))  # the text of a large sweep need not be in memory as a whole
        file.write("\n")


def write_whole(folder: Path, make: Callable[[Path], list[Path]]) -> list[Path]:
    """Let `make` write files to a hidden folder and return them in order; then put all of them into `folder`.

    Raises `ResultError` when the disk is full or the folder cannot be written; the folder is then as it was before.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        return _write_whole(folder, make)
    except BaseException as error:
        for path in missing:
            with suppress(OSError):
                path.rmdir()  # only folders made just now, and only empty ones
        if isinstance(error, OSError) and not isinstance(error, ResultError):
            raise ResultError.about(folder, error) from error
        raise


def _write_whole(folder: Path, make: Callable[[Path], list[Path]]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    hidden = Path(tempfile.mkdtemp(prefix=WRITING, dir=folder))
    try:
        files = make(hidden)
        for path in files:
            to_disk(path)
        placed = [path.replace(folder / path.name) for path in files]
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    _folder_to_disk(folder)
    return placed


def to_disk(path: Path) -> None:
    """Make a file's content last a power cut."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _folder_to_disk(folder: Path) -> None:
    """Make the new names last a power cut too, where the system knows how."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def own_files(folder: Path, names: Iterable[str]) -> list[Path]:
    """Return which files of a folder this program wrote there and nobody has changed since."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        paths = [folder / name for name in names if name in files]
        return [path for path in paths if path.is_file() and sha256_of(path) == files[path.name]]
    return []


def written_files(folder: Path) -> list[str]:
    """Return the names of the files that an earlier run wrote to a folder, as far as it says so."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return [str(name) for name in files if Path(name).name == name]
    return []


def reusable(folder: Path, scenario: Scenario, also: Collection[str] = ()) -> bool:
    """Say whether a folder holds the whole results of exactly this scenario, made by exactly this program.

    `also` names files that must be among them, beside those that every run writes. Policies written in Python may have
    changed without notice: their results are never reused.
    """
    if any(case.python_policy for case in scenario.cases()):
        return False
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        files = manifest["files"]
        return (
            manifest["fingerprint"] == fingerprint(scenario)
            and all(unit["status"] == DONE for unit in manifest["units"])
            and {SUMMARY, *also} <= set(files)
            and all(Path(name).name == name and sha256_of(folder / name) == sha for name, sha in files.items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def read_summary(folder: Path) -> dict[str, Any]:
    """Return the summary that was written to a folder."""
    summary: dict[str, Any] = json.loads((folder / SUMMARY).read_bytes())
    return summary

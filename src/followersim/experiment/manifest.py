"""What is written down about a run, so that it can be understood, repeated and reused: nothing personal."""

from __future__ import annotations

import hashlib
import json
import platform
from functools import cache
from importlib import metadata
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, Final

import followersim

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from followersim.scenario.scenario import Scenario

NAME: Final = "manifest.json"
FORMAT: Final = 1
DONE, FAILED = "done", "failed"
_LIBRARIES: Final = ("numpy", "numba", "llvmlite", "pandas", "pyarrow", "matplotlib", "mesa", "pydantic")
_PACKAGE: Final = Path(followersim.__file__).parent


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def program_hash() -> str:
    """Return a hash over everything of the program that results depend on: its code and its data."""
    return hash_of_sources((".",))


def hash_of_sources(places: Iterable[str]) -> str:
    """Return a hash over code and data of some folders and files of the program."""
    digest = hashlib.sha256()
    for place in places:
        whole = _PACKAGE / place
        for path in sorted(whole.rglob("*")) if whole.is_dir() else [whole]:
            if path.suffix in {".py", ".yaml"}:
                digest.update(path.relative_to(_PACKAGE).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def versions() -> dict[str, str]:
    """Return the versions of the program, of Python and of the libraries that compute and draw."""
    found = {"followersim": followersim.__version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "missing"
    return found


def place() -> dict[str, str]:
    """Return on what kind of computer this is: system and processor."""
    return {"system": platform.system(), "machine": platform.machine()}


def fingerprint(scenario: Scenario) -> str:
    """Return a hash of all that decides about the results of a scenario: scenario, program, versions, processor."""
    parts = {
        "scenario": scenario.hash,
        "slug": scenario.slug,
        "program": program_hash(),
        "versions": versions(),
        "machine": platform.machine(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def manifest(
    scenario: Scenario,
    *,
    worlds: int,
    started: datetime,
    seconds: float,
    command: Sequence[str],
    units: Sequence[Mapping[str, Any]],
    files: Iterable[Path],
    charts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the content of `manifest.json`.

    worlds: how many were run; units: all units of work with their status; files: those written, to be named with their
    SHA-256; charts: which charts there are and how they look.
    """
    return {
        "format": FORMAT,
        "scenario": scenario.resolved(),
        "name": scenario.slug,
        "hash": scenario.hash,
        "fingerprint": fingerprint(scenario),
        "seed": scenario.seed,
        "worlds": worlds,
        "versions": versions(),
        "program": program_hash(),
        "platform": place(),
        "start": started.isoformat(timespec="seconds"),
        "duration_s": round(seconds, 3),
        "command": [impersonal(word) for word in command],
        "units": list(units),
        "charts": dict(charts or {}),
        "files": {path.name: sha256_of(path) for path in files},
    }


def impersonal(word: str) -> str:
    """Return a word of a command line without folders that tell whose computer it is."""
    option, equals, value = word.partition("=") if word.startswith("-") else ("", "", word)
    home = str(Path.home())
    is_path = PureWindowsPath(value).is_absolute() or value.startswith(("/", "\\", "~")) or ".." in Path(value).parts
    if is_path or (len(home) > 1 and home in value):
        value = PureWindowsPath(value).name  # takes both kinds of slashes
    return option + equals + value

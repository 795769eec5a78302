"""The page as a file: whole or not at all, and known to the results that it stands beside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from followersim.experiment import manifest
from followersim.experiment.store import write_json, write_whole
from followersim.experiment.unit_store import LockedFolder
from followersim.report.html.page import NAME, page
from followersim.report.results import read_results, results_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from followersim.experiment.result import Result
    from followersim.scenario.vocabulary import Language


def write_report(folder: Path, lang: Language | None = None, out: Path | None = None) -> Path:
    """Write the page about the results in a folder, beside them or as another file, and return where it is.

    lang: by default the language of the results. Raises `NoResultsError` if there are no results, `ResultError` when
    something cannot be written.
    """
    results = read_results(folder)
    try:
        text = page(results, lang or results.scenario.language)
    finally:
        results.tables.close()
    if out is not None and out.is_dir():
        out = out / NAME
    if out is None or (out.name == NAME and out.parent.resolve() == folder.resolve()):
        return _beside(folder, text)

    def make(hidden: Path) -> list[Path]:
        return [_written(hidden / out.name, text)]

    return write_whole(out.parent, make)[0]


def _beside(folder: Path, text: str) -> Path:
    """Write the page beside its results: the manifest must know it, or it would outlive them."""
    with LockedFolder(folder):

        def make(hidden: Path) -> list[Path]:
            path = _written(hidden / NAME, text)
            about = json.loads((folder / manifest.NAME).read_bytes())
            about["files"][NAME] = manifest.sha256_of(path)
            write_json(hidden / manifest.NAME, about)
            return [path, hidden / manifest.NAME]

        return write_whole(folder, make)[0]


def make_report(result: Result, folder: Path, command: Sequence[str]) -> list[Path]:
    """Write the page about a run that has just ended to a folder, and return it."""
    return [_written(folder / NAME, page(results_of(result, command), result.scenario.language))]


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    return path

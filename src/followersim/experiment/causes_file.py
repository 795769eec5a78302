"""The causes of a difference as a file beside the other results: long to find, and drawn more than once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from followersim.experiment.store import own_files, write_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from followersim.scenario.scenario import Scenario

NAME: Final = "causes.json"


def write_causes(folder: Path, explained: Mapping[str, Any]) -> Path:
    """Write an explanation as data (what `followersim why --json` prints) to a folder."""
    path = folder / NAME
    write_json(path, explained)
    return path


def causes_in(folder: Path, pair: Scenario) -> dict[str, Any] | None:
    """Return the explanation that a folder holds, if it is that of these two policies in these worlds.

    None if there is none, or if somebody has changed it since the run.
    """
    if not own_files(folder, [NAME]):
        return None
    try:
        found = json.loads((folder / NAME).read_bytes())
        same = (found["hash"], found["worlds"]) == (pair.hash, pair.worlds) and bool(found["outcomes"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return dict(found) if same else None

"""Small scenarios with many units of work, and ways to look at their results."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import followersim as fs
from followersim.experiment.units import source_hash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BLOCKS = (5,)
"""Units of five worlds: 30 of them, each of which takes a moment."""

TABLES = ("daily.parquet", "worlds.parquet", "summary.json", "summary.csv")

MANY_UNITS: dict[str, Any] = {
    "name": "Many units",
    "policies": ["handles_criticism_well", "harsh_reply"],
    "audience": {"followers": 200, "people": 400},
    "period": {"days": 30},
    "events": [{"day": 5, "hour": 9, "type": "product_fault", "share": 0.3, "severity": 0.9}],
    "sweep": {"team.members": [1, 2, 3]},
    "worlds": 50,
}


def scenario(**changes: Any) -> fs.Scenario:
    """Return the scenario, changed."""
    return fs.Scenario(**{**MANY_UNITS, **changes})


def scenario_file(folder: Path, **changes: Any) -> Path:
    """Write the scenario to a file (JSON is YAML)."""
    path = folder / "many.yaml"
    path.write_text(json.dumps({**MANY_UNITS, **changes}), encoding="utf-8")
    return path


def content(folder: Path, names: Iterable[str] = TABLES) -> dict[str, bytes]:
    """Return the bytes of result files."""
    return {name: (folder / name).read_bytes() for name in names}


def units_in(folder: Path) -> list[Path]:
    """Return the files of finished units in a results folder."""
    return sorted((folder / ".units").glob("*.npz"))


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return the manifest of results."""
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


BREAKING = """
class Breaking:
    def decide(self, view):
        if view.playbook.team.members == 2 and MARK:
            raise RuntimeError("no idea in /home/somebody/secret/plans.txt")
        return None
"""


def forget_policies() -> None:
    """Let the policy be loaded anew, as a new process would."""
    sys.modules.pop("own_breaking_policy", None)
    source_hash.cache_clear()


def breaking(folder: Path, *, breaks: bool) -> fs.Scenario:
    """Return a scenario with a policy in Python that breaks down at one of three points, if it is to."""
    (folder / "own_breaking_policy.py").write_text(BREAKING.replace("MARK", str(breaks)), encoding="utf-8")
    path = scenario_file(folder, policies=["broadcast_only", "own_breaking_policy:Breaking"], worlds=10)
    return fs.load_scenario(path, trust_code=True)

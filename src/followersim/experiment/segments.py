"""What happened in each segment of the audience, on the disk."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.inputs import companies_of
from followersim.analysis.segments import KEYS, segment_table, segment_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from followersim.scenario.scenario import Scenario

NAME: Final = "segments.csv"


def write_segments(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows of `analysis.segments` as a table."""
    segment_table(rows).to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def read_segments(folder: Path, scenario: Scenario) -> list[dict[str, Any]]:
    """Return the rows that were written to a folder for this scenario, as they were, names and numbers.

    Names are taken from the scenario, in whose order the rows stand: in the file, some have an apostrophe more.
    """
    places = [
        (case, company, segment)
        for case in scenario.cases()
        for company in companies_of(case)
        for segment in segment_titles("en")
    ]
    with (folder / NAME).open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    rows = []
    for (case, company, segment), line in zip(places, lines, strict=True):
        measures = list(line)[list(line).index("worlds") + 1 :]
        point = json.loads(json.dumps(dict(case.point)))
        keys = (case.policy.name, company, point, segment, int(line["worlds"]))
        rows.append({**dict(zip(KEYS, keys, strict=True)), **{name: _number(line[name]) for name in measures}})
    return rows


def _number(cell: str) -> float | None:
    return float(cell) if cell else None

"""What happened in each segment of the audience: means over worlds, one row per policy, point, company and segment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from followersim.analysis.table import plain_cell
from followersim.scenario.catalogue import parameters_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from followersim.analysis.inputs import CaseLike

KEYS: Final = ("policy", "company", "point", "segment", "worlds")
TRUST: Final = "mean_trust_end"
_END: Final = "n_followers_end"


@dataclass(frozen=True)
class Groups:
    """The segments of one company in one case: `counts` (worlds, segments, measures), `trust` (worlds, segments)."""

    case: CaseLike
    company: str
    counts: NDArray[np.generic]
    trust: NDArray[np.float64]


def segment_titles(lang: str) -> dict[str, str]:
    """Return what the segments are called, by name, in the order of `parameters.yaml`."""
    rows: Mapping[str, Any] = parameters_file()["tables"]["segments"]["rows"]
    return {name: str(about.get("title", {}).get(lang, name)) for name, about in rows.items()}


def segment_rows(groups: Iterable[Groups], measures: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows as plain data: keys, means per world of all measures, mean trust of followers at the end.

    `measures` names the last axis of the counts. Worlds in which a segment has no followers left do not count for its
    trust; None if that is so in all of them.
    """
    names = list(segment_titles("en"))
    end = list(measures).index(_END)
    rows = []
    for group in groups:
        counts = np.asarray(group.counts, dtype=np.float64)
        for k, segment in enumerate(names):
            trust = group.trust[counts[:, k, end] > 0, k]
            rows.append(
                {
                    "policy": group.case.policy.name,
                    "company": group.company,
                    "point": json.loads(json.dumps(dict(group.case.point))),
                    "segment": segment,
                    "worlds": len(counts),
                    **{name: float(counts[:, k, m].mean()) for m, name in enumerate(measures)},
                    TRUST: float(trust.mean()) if len(trust) else None,
                }
            )
    return rows


def segment_table(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the rows as a table; sweep keys are columns of their own, and no cell runs as a formula."""
    table = []
    for row in rows:
        cells: dict[str, Any] = {name: plain_cell(row[name]) for name in KEYS[:2]}
        cells["point"] = json.dumps(row["point"], sort_keys=True, ensure_ascii=False)
        for key, value in row["point"].items():
            cells[plain_cell(str(key))] = plain_cell(value) if isinstance(value, str) else value
        table.append(cells | {key: value for key, value in row.items() if key not in KEYS[:3]})
    return pd.DataFrame(table)

"""Which policy is best at each point of a sweep: found in the table of worlds, and written down beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from followersim.analysis.best import End, best_of_ends, best_table
from followersim.analysis.statistics import LEVEL
from followersim.analysis.storms import SHITSTORM_FORCE
from followersim.experiment import stopping
from followersim.experiment.frames import point_text
from followersim.experiment.tables import STRONGEST, WORLDS
from followersim.scenario.vocabulary import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from followersim.analysis.best import Best
    from followersim.scenario.scenario import Scenario

NAME: Final = "best.csv"
_COLUMNS: Final = ["policy", "point", "company", "world", "n_followers_end", STRONGEST]


def best_in(folder: Path, scenario: Scenario) -> Best | None:
    """Return which policy is best at each point; None where there are not two policies and two points to compare."""
    if len(scenario.policies) < 2 or scenario.point_count < 2:
        return None
    import pandas as pd  # noqa: PLC0415 - slow to import

    worlds = pd.read_parquet(folder / WORLDS, columns=_COLUMNS)
    level = stopping.LEVEL if scenario.auto_worlds else LEVEL  # stricter where the runs depend on the results
    return best_of_ends(_ends(worlds[worlds["company"] == MAIN], scenario), level)


def _ends(worlds: pd.DataFrame, scenario: Scenario) -> Iterator[End]:
    """Yield how the worlds of each policy and point ended; points with failures are not there."""
    found = {(str(policy), str(point)): rows for (policy, point), rows in worlds.groupby(["policy", "point"])}
    for case in scenario.cases():
        rows = found.get((case.policy.name, point_text(case.point)))
        if rows is not None:
            yield End(
                case.policy.name,
                case.point,
                rows["world"].to_numpy().astype(np.int64),
                rows[STRONGEST].to_numpy() >= SHITSTORM_FORCE,
                rows["n_followers_end"].to_numpy().astype(np.float64),
            )


def write_best(path: Path, best: Best) -> None:
    """Write the verdicts as a table, one row per point."""
    best_table(best).to_csv(path, index=False, encoding="utf-8", lineterminator="\n")

"""How much room the results of a run take on the disk, about: known before it begins, and without loading the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from followersim.scenario.scenario import Scenario

BYTES_PER_ROW: Final = 60
"""Of `daily.parquet`, compressed; finished units of work take about as much until they are put together."""

BYTES_PER_WORLD: Final = 500
BYTES_PER_RESULT: Final = 35_000
"""Of the summaries, per policy, point and company."""


def bytes_of(scenario: Scenario) -> int:
    """Return about how many bytes the results will have."""
    daily = worlds = results = 0
    for case in scenario.cases():
        companies = 1 + len(case.rivals)
        daily += case.days * companies * scenario.worlds
        worlds += companies * scenario.worlds
        results += companies
    return daily * BYTES_PER_ROW + worlds * BYTES_PER_WORLD + results * BYTES_PER_RESULT

"""From finished work to a result, and to its files."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from followersim.analysis.statistics import LEVEL
from followersim.analysis.summary import summary_of
from followersim.experiment import manifest, stopping
from followersim.experiment.consolidate import Consolidation
from followersim.experiment.errors import DamagedUnitsError
from followersim.experiment.frames import Layout
from followersim.experiment.pictures import PLAIN, Pictures
from followersim.experiment.result import Result, write_results
from followersim.experiment.store import write_json
from followersim.experiment.tables import Tables
from followersim.experiment.unit_files import DamagedUnitError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from followersim.experiment.result import Extra
    from followersim.experiment.working import Working
    from followersim.scenario.scenario import Scenario


@dataclass(frozen=True)
class Finished:
    """A scenario whose work is finished, as far as it can be. `started` by the calendar, `clock` by `perf_counter`."""

    scenario: Scenario
    working: Working
    started: datetime
    clock: float
    segments: bool

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.perf_counter() - self.clock

    def put_together(self, folder: Path) -> Result:
        """Write the tables to a folder and return the result that they make up; points with failures are left out."""
        working, cases = self.working, self.scenario.cases()
        units = working.complete()
        layout = Layout(cases, working.worlds, set(range(len(working.works))) - set(units))
        consolidation = Consolidation(layout, working.store, units, holds=working.holds(), segments=self.segments)
        try:
            consolidation.write(folder)
        except DamagedUnitError as error:
            damaged = set(working.facts) - set(working.store.finished(working.facts))
            raise DamagedUnitsError(working.store.results, len(damaged)) from error
        tables = Tables(folder, layout)
        try:
            summary = self._summary(tables, consolidation)
        finally:
            tables.close()
        return Result(
            self.scenario,
            tables,
            summary,
            started=self.started,
            seconds=self.seconds,
            units=working.record(),
            segments=consolidation.segments,
        )

    def _summary(self, tables: Tables, consolidation: Consolidation) -> dict[str, Any]:
        return summary_with(
            self.scenario,
            tables,
            consolidation.storms,
            stopping.statement(self.working.looks, reached=self.working.is_enough) if self.working.looks else None,
        )

    def write(
        self, folder: Path, command: Sequence[str], extra: Extra | None = None, pictures: Pictures = PLAIN
    ) -> Result | None:
        """Write everything to a folder, or nothing but a manifest if no point is complete."""
        made: list[Result] = []

        def make(hidden: Path) -> list[Path]:
            if not self.working.complete():
                return [self._only_manifest(hidden, command)]
            made.append(self.put_together(hidden))
            try:
                return made[0].make_files(hidden, command, extra, pictures)
            finally:
                made[0].moved_to(folder)

        write_results(folder, make)
        return made[0] if made else None

    def _only_manifest(self, folder: Path, command: Sequence[str]) -> Path:
        content = manifest.manifest(
            self.scenario,
            worlds=self.working.worlds,
            started=self.started,
            seconds=self.seconds,
            command=command,
            units=self.working.record(),
            files=(),
        )
        write_json(folder / manifest.NAME, content)
        return folder / manifest.NAME


def summary_with(
    scenario: Scenario, tables: Tables, storms: dict[Any, dict[str, Any]], stopped: dict[str, Any] | None
) -> dict[str, Any]:
    """Return the summary; where the number of worlds depended on the results (`stopped`), it says by which rule."""
    level = stopping.LEVEL if stopped else LEVEL
    summary = summary_of(tables.wholes(storms), scenario, level)
    if stopped is None:
        return summary
    results = summary.pop("results")
    return {**summary, "stopping": stopped, "results": results}

"""The results of a run as a report needs them: from a folder that a run has written, or from the run itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from followersim import charts as drawing
from followersim.analysis.frames import MAIN_COMPANY
from followersim.analysis.stories import choose
from followersim.experiment import manifest
from followersim.experiment.best_file import best_in
from followersim.experiment.causes_file import causes_in
from followersim.experiment.errors import NoResultsError, UnreadableError
from followersim.experiment.frames import Layout, point_text
from followersim.experiment.material import Material
from followersim.experiment.pictures import written_charts
from followersim.experiment.store import SUMMARY
from followersim.experiment.tables import Tables
from followersim.experiment.units import works_of
from followersim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from followersim.analysis.best import Best
    from followersim.analysis.frames import Block
    from followersim.analysis.stories import Chosen
    from followersim.charts.page import Chart
    from followersim.experiment.result import Result

_NEEDED: Final = ("scenario", "name", "hash", "seed", "worlds", "units", "versions", "files")
BYTES_KEPT: Final = 64_000_000


@dataclass(frozen=True)
class Results:
    """What a run found.

    Attributes:
        scenario: what was run.
        summary: the content of `summary.json`; every number of a report comes from there.
        tables: the tables by day and by world.
        best: which policy is best at each point of a sweep; None where there is nothing to choose from.
        command: the command line that was typed; empty for a run from Python.
        versions: versions of the program and its libraries at the time of the run.
        charts: the names of the charts that the run wrote.
        origin: the run itself if it has just ended: tables that are in no folder of the user's go when it goes.
    """

    scenario: Scenario
    summary: Mapping[str, Any]
    tables: Tables
    best: Best | None
    command: tuple[str, ...]
    versions: Mapping[str, str]
    charts: tuple[str, ...] = ()
    origin: Result | None = None

    def blocks(self) -> list[Block]:
        """Return the daily table of the company that the scenario is about, one block per policy and point."""
        return [block for block in self.tables.blocks() if block.company == MAIN_COMPANY]

    def chart(self, name: str, lang: str) -> Chart:
        """Return a chart in a language; see `followersim.charts.draw`."""
        known = self.causes if name == "causes" else None  # long to find, so not twice
        material = known or (self._material.of(name) if name in drawing.NEED_MATERIAL else None)
        return drawing.draw(name, self.tables, self.summary, self.scenario, lang, best=self.best, material=material)

    @property
    def runs_python(self) -> bool:
        """Whether policies are written in Python: they do not run for a report, so nobody need trust them."""
        return any(case.python_policy is not None for case in self.scenario.cases_at(0))

    @cached_property
    def told(self) -> Chosen | None:
        """The world that is told, in words and in pictures.

        None if all policies are written in Python, or the first point of the sweep has no results.
        """
        known = [case.policy.name for case in self.scenario.cases_at(0) if case.python_policy is None]
        try:
            if not self.runs_python:
                return self._material.chosen
            return choose(self.tables, self.summary, self.scenario, known)
        except ValueError:
            return None

    @cached_property
    def _material(self) -> Material:
        return Material(self.scenario, self.tables, self.summary, self.tables.folder)

    @property
    def causes(self) -> dict[str, Any] | None:
        """Why a policy ends otherwise than the baseline, as data; None if the run did not look for it."""
        if self.origin is not None:
            return self.origin.causes
        try:
            return causes_in(self.tables.folder, self._material.pair) if "causes" in self.charts else None
        except ValueError:  # there is nothing to compare
            return None


def read_results(folder: Path) -> Results:
    """Return the results that a run has written to a folder.

    Policies written in Python are not run for that, so nobody need trust them. Raises `NoResultsError` if there are
    no results or none that can be read, `ScenarioError` if their scenario is not one that this program understands.
    """
    about = _json(folder, manifest.NAME, _NEEDED)
    summary = _json(folder, SUMMARY, ("results", "worlds"))
    scenario = Scenario.from_mapping(about["scenario"], file=f"{about['name']}.yaml", trust_code=True)
    try:
        layout = Layout(scenario.cases(), int(about["worlds"]), _left_out(scenario, about["units"]))
        tables = Tables(folder, layout, BYTES_KEPT)
        if tables.daily.n_rows != layout.n_rows:
            raise NoResultsError(folder)
        best = best_in(folder, scenario)
    except (OSError, KeyError, TypeError, ValueError, UnreadableError) as error:
        raise NoResultsError(folder) from error
    return Results(
        scenario,
        summary,
        tables,
        best,
        tuple(map(str, command)) if isinstance(command := about.get("command"), list) else (),
        {str(name): str(version) for name, version in about["versions"].items()},
        written_charts(about),
    )


def results_of(result: Result, command: Iterable[str]) -> Results:
    """Return the results of a run that has just ended; `command` is the command line that was typed."""
    words = tuple(manifest.impersonal(word) for word in command)
    tables, best = result.tables, result.best
    return Results(
        result.scenario, result.summary_dict(), tables, best, words, manifest.versions(), result.charts, result
    )


def _json(folder: Path, name: str, needed: Iterable[str]) -> dict[str, Any]:
    try:
        found = json.loads((folder / name).read_bytes())
        if isinstance(found, dict) and all(key in found for key in needed):
            return found
    except (OSError, ValueError, RecursionError):
        pass
    raise NoResultsError(folder)


def _left_out(scenario: Scenario, units: Sequence[Mapping[str, Any]]) -> set[int]:
    """Return the points of which some work failed when the results were made: their results are not there."""
    failed = {point_text(unit["point"]) for unit in units if unit["status"] != manifest.DONE}
    if not failed:
        return set()
    return {work.number for work in works_of(scenario) if point_text(work.cases[0].point) in failed}

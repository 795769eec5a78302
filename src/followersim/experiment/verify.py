"""Running results again, all of them or a random sample, and comparing every number with what was written.

What is run again are units of work; the summary is computed again from the table of worlds. The check sums in the
manifest tell of changes in files, and in numbers outside the sample.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.analysis.wholes import StormTally
from followersim.experiment import manifest, stopping
from followersim.experiment.compare import Comparison, Difference
from followersim.experiment.consolidate import of_worlds
from followersim.experiment.driving import drive
from followersim.experiment.ending import Ending
from followersim.experiment.errors import OTHER_ROWS, UNREADABLE, InterruptedRunError, NoResultsError, UnreadableError
from followersim.experiment.executors import Threads
from followersim.experiment.frames import KEYS, Layout, Measures, Place, Rows, point_text
from followersim.experiment.jobs import Fault, Job
from followersim.experiment.store import SUMMARY
from followersim.experiment.tables import DAILY, KEYS_OF_WORLDS, WORLDS, Tables
from followersim.experiment.unit_files import UnitFile
from followersim.experiment.units import maker, units_of, works_of
from followersim.experiment.work import warm_up
from followersim.experiment.writing import summary_with
from followersim.model.compiling import is_compiled
from followersim.model.setup import set_up
from followersim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from followersim.analysis.frames import Block
    from followersim.experiment.units import Unit

WORLDS_AT_ONCE: Final = 1000
BYTES_KEPT: Final = 100_000_000
"""Of the tables: each unit is compared in all columns at as many places as there are policies."""

_NEEDED: Final = ("scenario", "name", "hash", "worlds", "units", "versions", "program", "platform", "files")


@dataclass
class Report:
    """What a check found.

    checked, units: how many units were run again, and how many there are. numbers: how many were compared. differences:
    the first of `n_differences`. changed: files that are not as they were written. versions: what is other than when
    the results were made, as (what, then, now). seed: of the random sample, None if there was none.
    """

    checked: int = 0
    units: int = 0
    numbers: int = 0
    n_differences: int = 0
    differences: list[Difference] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    versions: list[tuple[str, str, str]] = field(default_factory=list)
    seed: int | None = None

    @property
    def is_equal(self) -> bool:
        """Whether everything is as it was written."""
        return not self.n_differences and not self.changed

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain data for JSON."""
        return {
            "equal": self.is_equal,
            "units": {"checked": self.checked, "all": self.units, "seed": self.seed},
            "numbers": self.numbers,
            "n_differences": self.n_differences,
            "differences": [difference.as_dict() for difference in self.differences],
            "changed_files": self.changed,
            "versions": {what: {"then": then, "now": now} for what, then, now in self.versions},
        }


def verify(
    folder: Path,
    *,
    sample: int | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    trust_code: bool = False,
    progress: Callable[[int, int], None] | None = None,
    on_compile: Callable[[], None] | None = None,
    ending: Ending | None = None,
) -> Report:
    """Check the results in a folder and return what was found.

    Args:
        folder: where a run has written its results.
        sample: run only so many units again, chosen at random; all of them by default.
        seed: of that choice; another one each time by default.
        jobs: units at the same time (default: one per core).
        trust_code: allow policies written in Python, which are looked for in the current folder.
        progress: called with (simulations done, all simulations).
        on_compile: called if the model has to be compiled first.
        ending: what may ask for an early end.

    Raises `NoResultsError` if the folder holds no results, `ScenarioError` if their scenario cannot be read.
    """
    check = _Check(folder, trust_code=trust_code)
    check.files()
    units = check.chosen(sample, seed)
    try:
        if check.sizes():
            check.run(units, Threads(jobs), progress, on_compile, ending or Ending())
            if not check.comparison.other_columns:
                check.summary()
    except UnreadableError as error:
        check.comparison.note(Difference(error.name, error=UNREADABLE))
    finally:
        check.tables.close()
    return check.comparison.into(check.report)


class _Check:
    """One check of a folder."""

    def __init__(self, folder: Path, *, trust_code: bool) -> None:
        self.folder = folder
        self.manifest = _manifest(folder)
        self.scenario = Scenario.from_mapping(self.manifest["scenario"], trust_code=trust_code)
        self.works = works_of(self.scenario)
        self.worlds = int(self.manifest["worlds"])
        self.layout = Layout(self.scenario.cases(), self.worlds, self._left_out())
        self.units = [unit for unit in units_of(self.works, self.worlds) if unit.point not in self._left_out()]
        self.tables = Tables(folder, self.layout, BYTES_KEPT)
        self.comparison = Comparison()
        self.report = Report(units=len(self.units), versions=_other_versions(self.manifest))
        self.done = 0

    def _left_out(self) -> set[int]:
        """Return the points of which some work failed when the results were made: their results are not there."""
        failed = {point_text(unit["point"]) for unit in self.manifest["units"] if unit["status"] != manifest.DONE}
        return {work.number for work in self.works if point_text(work.cases[0].point) in failed}

    def files(self) -> None:
        """Compare the files with their check sums."""
        for name, digest in self.manifest["files"].items():
            path = self.folder / name
            try:
                if path.parent == self.folder and manifest.sha256_of(path) == digest:
                    continue
            except OSError:
                pass
            self.report.changed.append(str(name))

    def chosen(self, sample: int | None, seed: int | None) -> list[Unit]:
        """Return the units to run again, in their order."""
        if sample is None or sample >= len(self.units):
            return self.units
        self.report.seed = random.SystemRandom().randrange(2**32) if seed is None else seed
        places = random.Random(self.report.seed).sample(range(len(self.units)), sample)  # noqa: S311 - no secret
        return [self.units[place] for place in sorted(places)]

    def run(
        self,
        units: Sequence[Unit],
        executor: Threads,
        progress: Callable[[int, int], None] | None,
        on_compile: Callable[[], None] | None,
        ending: Ending,
    ) -> None:
        """Run units again and compare what they give with the tables."""
        if on_compile is not None and not is_compiled():
            on_compile()
        warm_up(set_up(self.works[0].cases[0]))
        measures = Measures(self.layout.cases, self.tables.daily.names)
        places: dict[int, list[Place]] = {}
        for place in self.layout.places:
            places.setdefault(self.layout.point_of(place.case), []).append(place)
        total = sum(self._simulations(unit) for unit in units)

        def keep(unit: Unit, outcome: bytes | Fault) -> None:
            self._compare(unit, outcome, places[unit.point], measures)
            self.report.checked += 1
            self.done += self._simulations(unit)
            if progress is not None:
                progress(self.done, total)

        if progress is not None:
            progress(0, total)
        made_by = maker()
        try:
            with ending.units():
                drive(executor, (Job(unit, self.works[unit.point], made_by) for unit in units), keep, ending)
        except BaseException:
            executor.close(now=True)
            raise
        executor.close(now=False)
        if ending.asked:
            raise InterruptedRunError(self.report.checked, len(units))

    def _simulations(self, unit: Unit) -> int:
        return unit.worlds * self.layout.n_policies

    def sizes(self) -> bool:
        """Compare how long the tables are, and say whether they can be compared at all."""
        sizes = {DAILY: self.layout.n_rows, WORLDS: len(self.layout.places) * self.worlds}
        wrong = [table for table in (self.tables.daily, self.tables.worlds) if table.n_rows != sizes[table.path.name]]
        for table in wrong:
            self.comparison.note(Difference(table.path.name, error=OTHER_ROWS))
        return not wrong

    def _compare(self, unit: Unit, outcome: bytes | Fault, places: Sequence[Place], measures: Measures) -> None:
        if isinstance(outcome, Fault):
            point = dict(self.works[unit.point].cases[0].point)
            self.comparison.note(Difference(DAILY, point=point, world=unit.start, error=outcome.text))
            return
        file = UnitFile.of(outcome, unit)
        for place in places:
            piece = file.piece(place.case % self.layout.n_policies, place.company, place.days)
            case = self.layout.cases[place.case]
            rows = Rows(
                case, self.layout.companies[place.case][place.company], unit.start, unit.worlds, measures.of(piece)
            )
            first = place.first_row + unit.start * place.days
            self.comparison.rows(self.tables.daily, first, rows, rows.numbers, keys=KEYS)
            self.comparison.rows(
                self.tables.worlds, place.first_world + unit.start, rows, of_worlds(rows, piece), keys=KEYS_OF_WORLDS
            )

    def summary(self) -> None:
        """Compute the summary again from the tables and compare it."""
        try:
            written = json.loads((self.folder / SUMMARY).read_bytes())
        except (OSError, ValueError, RecursionError):
            self.comparison.note(Difference(SUMMARY, error=UNREADABLE))
            return
        blocks = zip(self.layout.in_order_of_cases(), self.tables.blocks(), strict=True)
        storms = {place: _storms(block) for place, block in blocks}
        stopped = self._stopping() if self.scenario.auto_worlds else None
        found = summary_with(self.scenario, self.tables, storms, stopped)
        # the file's name and the version are no results
        found |= {"scenario": self.manifest["name"], "followersim": self.manifest["versions"]["followersim"]}
        found["hash"] = self.manifest["hash"]
        self.comparison.summaries(written, json.loads(json.dumps(found)))

    def _stopping(self) -> dict[str, Any]:
        """Return what the rule says about the worlds there are."""
        stormy = np.array([whole.stormy for whole in self.tables.wholes({place: {} for place in self.layout.places})])
        looks = [look for look in stopping.LOOKS if look <= self.worlds]
        for number, look in enumerate(looks, 1):
            if stopping.is_enough(stormy[:, :look].sum(axis=1).tolist(), look):
                return stopping.statement(number, reached=True)
        return stopping.statement(len(looks), reached=False)


def _storms(block: Block) -> dict[str, Any]:
    tally = StormTally()
    for part in block.parts(WORLDS_AT_ONCE):
        tally.add(part)
    return tally.numbers()


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / manifest.NAME).read_bytes())
        if all(name in found for name in _NEEDED) and isinstance(found, dict):
            return found
    except (OSError, ValueError, TypeError, RecursionError):
        pass
    raise NoResultsError(folder)


def language_of(folder: Path) -> str | None:
    """Return the language in which results were made; None if that cannot be known."""
    try:
        scenario = _manifest(folder)["scenario"]
    except NoResultsError:
        return None
    return str(scenario.get("language")) if isinstance(scenario, dict) else None


def _other_versions(then: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return what is other now than when the results were made."""
    now = manifest.versions()
    names = sorted({*then["versions"], *now})
    found = [(name, str(then["versions"].get(name, "-")), now.get(name, "-")) for name in names]
    found += [(name, str(then["platform"].get(name, "-")), value) for name, value in manifest.place().items()]
    found.append(("program", str(then["program"])[:12], manifest.program_hash()[:12]))
    return [(name, before, after) for name, before, after in found if before != after]

"""Getting units of work finished: what an earlier run has finished is taken, the rest is run and kept one by one."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from followersim.experiment import stopping
from followersim.experiment.driving import drive
from followersim.experiment.errors import InterruptedRunError
from followersim.experiment.jobs import Fault, Job
from followersim.experiment.manifest import DONE, FAILED
from followersim.experiment.unit_files import DamagedUnitError, UnitFile
from followersim.experiment.units import maker, units_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from types import TracebackType

    from followersim.experiment.ending import Ending
    from followersim.experiment.executors import Executor
    from followersim.experiment.unit_files import Facts
    from followersim.experiment.unit_store import UnitStore
    from followersim.experiment.units import PointWork, Unit


class Working:
    """The units of a run: which there are, which are finished, which failed.

    open_executor: opens the executor when the first unit has to be run. keep_going: failed units are remembered, else
    the first of them ends everything. progress: called with (simulations done, all simulations).
    """

    def __init__(
        self,
        works: Sequence[PointWork],
        store: UnitStore,
        open_executor: Callable[[], AbstractContextManager[Executor]],
        ending: Ending,
        *,
        keep_going: bool,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.works, self.store, self.ending = works, store, ending
        self.worlds = self.looks = 0
        self.units: list[Unit] = []
        self.facts: dict[Unit, Facts] = {}
        self.faults: dict[Unit, Fault] = {}
        self.is_enough = False
        self._open_executor, self._keep_going, self._progress = open_executor, keep_going, progress
        self._executor: Executor | None = None
        self._stack = ExitStack()
        self._policies = len(works[0].cases)
        self._done = self._total = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def finish(self, worlds: int) -> None:
        """Finish this number of worlds at every point."""
        units = list(units_of(self.works, worlds, self.worlds))
        self.worlds = worlds
        self.units += units
        known = self.store.finished(units)
        self.facts |= known
        self._total = self._policies * len(self.works) * worlds
        self._done += self._policies * sum(unit.worlds for unit in known)
        left = [unit for unit in units if unit not in known]
        if left:
            self._run(left)
        else:
            self._tell()

    def finish_enough(self) -> None:
        """Finish as many worlds as `stopping` says; where units fail, the other points decide."""
        for worlds in stopping.LOOKS:
            self.finish(worlds)
            self.looks += 1
            self.is_enough = stopping.is_enough(self._storms(), worlds)
            if self.is_enough:
                return

    def _storms(self) -> Iterator[int]:
        """Yield, for each company of each case at complete points, in how many worlds there was a shitstorm."""
        for units in self.complete().values():
            yield from (sum(counts) for counts in zip(*(self.facts[unit].storms for unit in units), strict=True))

    def _run(self, units: Sequence[Unit]) -> None:
        if self._executor is None:
            self._executor = self._stack.enter_context(self._open_executor())
        self._tell()
        made_by = maker()
        jobs = (Job(unit, self.works[unit.point], made_by) for unit in units)
        with self.ending.units():
            drive(self._executor, jobs, self._keep, self.ending)
        if self.ending.asked:
            raise InterruptedRunError(len(self.facts), len(self.units))

    def _keep(self, unit: Unit, outcome: bytes | Fault) -> None:
        fault = outcome if isinstance(outcome, Fault) else self._store(unit, outcome)
        if fault is not None:
            if not self._keep_going:
                raise fault.error or RuntimeError(fault.text)
            self.faults[unit] = fault
            self.store.note_failures({unit.identity: fault.text for unit, fault in self.faults.items()})
        self._done += self._policies * unit.worlds
        self._tell()

    def _store(self, unit: Unit, content: bytes) -> Fault | None:
        """Keep a unit's content; what came over a network is looked at first."""
        try:
            self.facts[unit] = UnitFile.of(content, unit).facts
        except DamagedUnitError as error:
            return Fault.of(error)
        self.store.put(unit, content)
        return None

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._done, self._total)

    def complete(self) -> dict[int, list[Unit]]:
        """Return the units of each point of which none failed, in the order of their worlds."""
        failed = {unit.point for unit in self.faults}
        found: dict[int, list[Unit]] = {}
        for unit in self.units:
            if unit.point not in failed:
                found.setdefault(unit.point, []).append(unit)
        return {point: sorted(units, key=lambda unit: unit.start) for point, units in found.items()}

    def holds(self) -> set[str]:
        """Return what finished units hold that nobody could foresee; see `unit_files.Piece.holds`."""
        return set().union(*(facts.holds for facts in self.facts.values()))

    def record(self) -> list[dict[str, Any]]:
        """Return all units with their status, for the manifest: points outside, worlds inside."""
        return [self._line(unit) for unit in sorted(self.units, key=lambda unit: (unit.point, unit.start))]

    def _line(self, unit: Unit) -> dict[str, Any]:
        line = {
            "id": unit.identity,
            "point": dict(self.works[unit.point].cases[0].point),
            "worlds": [unit.start, unit.stop],
            "status": FAILED if unit in self.faults else DONE,
        }
        return {**line, "error": self.faults[unit].text} if unit in self.faults else line

    def texts(self) -> list[str]:
        """Return what failed units said, in the order of the units."""
        return [self.faults[unit].text for unit in sorted(self.faults, key=lambda unit: (unit.point, unit.start))]

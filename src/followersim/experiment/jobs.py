"""What a worker does, wherever it is: runs a unit and returns its content as bytes, or what went wrong in words.

A job is plain data, so it travels to other processes and computers. The worker makes sure that it computes with the
same program, libraries and kind of processor: otherwise the same unit might have other numbers.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

from followersim.experiment.unit_files import pack
from followersim.experiment.units import maker
from followersim.experiment.work import Task, prepared, warm_up
from followersim.scenario.errors import ScenarioError

if TYPE_CHECKING:
    from followersim.experiment.units import PointWork, Unit
    from followersim.experiment.work import Point

POINTS_KEPT: Final = 16
LONGEST_TEXT: Final = 500
OTHER_PROGRAM: Final = "this worker has another version of followersim, NumPy or Numba, or another kind of processor"

_PATH: Final = re.compile(r"(?:[A-Za-z]:[\\/]|\\\\|(?<![\w.])~?/)[^\s'\",:;()\[\]]+")


@dataclass(frozen=True)
class Job:
    """One unit to run, and everything that is needed for it. `maker` says what has to compute."""

    unit: Unit
    work: PointWork
    maker: str

    def run(self, stop: Event) -> bytes:
        """Return the unit's content; raise `StoppedError` soon after `stop` is set."""
        if maker() != self.maker:
            raise RuntimeError(OTHER_PROGRAM)
        point = _POINTS.get(self.work)
        worlds = range(self.unit.start, self.unit.stop)
        results = [[found.results for found in Task(point, self.work.seed, world).run(stop)] for world in worlds]
        return pack(self.unit, results)


@dataclass(frozen=True)
class Fault:
    """Why a unit could not be run, in words without anything personal; `error` where it happened in this process."""

    text: str
    error: BaseException | None = None

    @classmethod
    def of(cls, error: BaseException) -> Fault:
        """Return a fault without its traceback."""
        return cls(in_words(error), error)


def in_words(error: BaseException) -> str:
    """Return what an error says, without folders that tell whose computer it is."""
    if isinstance(error, ScenarioError):
        text = error.render("en")
    else:
        said = str(error)
        text = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return _PATH.sub(lambda found: PureWindowsPath(found.group()).name, text)[:LONGEST_TEXT]


def run_elsewhere(job: Job) -> bytes | Fault:
    """Run a job in another process; errors come back as words, because not every error survives the journey."""
    try:
        return job.run(_NEVER)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
        return Fault(in_words(error))


class _Points:
    """The points that this process has prepared last; the compiled rules are loaded before the first of them runs."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Point] = OrderedDict()
        self._lock = Lock()
        self._is_warm = False

    def get(self, work: PointWork) -> Point:
        """Return a point, ready to run."""
        with self._lock:
            if work.digest not in self._kept:
                point = prepared(work.cases, Path(work.folder) if work.folder else None)
                if not self._is_warm:
                    warm_up(point.parts[0].setup)
                    self._is_warm = True
                self._kept[work.digest] = point
                while len(self._kept) > POINTS_KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(work.digest)
            return self._kept[work.digest]


_POINTS: Final = _Points()
_NEVER: Final = Event()

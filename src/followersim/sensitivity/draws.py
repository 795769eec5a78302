"""Running draws: all policies in the same worlds, with other numbers in the model; what is finished is kept.

The log of finished draws lies hidden in the folder of the results, one line each with a check sum. A draw is known by
its content, so another command with the same scenario, seed and number of worlds uses it, too.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from followersim.analysis.sensitivity_words import OUTPUTS
from followersim.analysis.storms import SHITSTORM_FORCE
from followersim.experiment.errors import InterruptedRunError, ResultError
from followersim.experiment.hidden import UNITS
from followersim.experiment.pool import default_jobs, run_all
from followersim.experiment.unit_store import LockedFolder
from followersim.experiment.units import works_of
from followersim.experiment.work import Task, prepared, warm_up
from followersim.model import codes
from followersim.model.compiling import is_compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from threading import Event
    from typing import BinaryIO

    from followersim.model.simulation import CaseResult
    from followersim.scenario.scenario import Case, Scenario

Values = npt.NDArray[np.float64]

LOG: Final = "draws.log"


def outcome(result: CaseResult, followers: int) -> tuple[float, float, float]:
    """Return what a world gave, in the order of `OUTPUTS`, all in per cent.

    1 or 0 shitstorms (times 100); the most critics in 24 hours, and the followers gained, both of the followers at the
    start.
    """
    levels = result.levels
    return (
        100.0 * float(levels[:, codes.L_WIND].max() >= SHITSTORM_FORCE),
        100.0 * float(levels[:, codes.L_CRITICS].max()) / followers,
        100.0 * (float(levels[-1, codes.L_FOLLOWERS]) / followers - 1.0),
    )


@dataclass(frozen=True)
class _Draw:
    """One draw, ready to be run; the result is (policies, outputs), means over worlds."""

    identity: str
    cases: tuple[Case, ...]
    folder: Path | None
    seed: int
    worlds: int

    def run(self, stop: Event) -> tuple[str, Values]:
        point = prepared(self.cases, self.folder)
        found = np.zeros((self.worlds, len(self.cases), len(OUTPUTS)))
        for world in range(self.worlds):
            for one in Task(point, self.seed, world).run(stop):
                found[world, one.case] = outcome(one.results[0], self.cases[one.case].followers)
        return self.identity, found.mean(axis=0)


class Draws:
    """Answers of the model to changed numbers. Call it with a list of changes: (draws, policies, outputs).

    folder: where finished draws are kept; None keeps them only as long as this lives. progress: called with the draws
    answered so far.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        worlds: int,
        jobs: int | None = None,
        folder: Path | None = None,
        progress: Callable[[int], None] | None = None,
        total: int = 0,
    ) -> None:
        self._work = works_of(scenario)[0]
        self._worlds = worlds
        self._jobs = jobs or default_jobs()
        self._folder = folder
        self._progress = progress
        self._total = total
        self._known: dict[str, Values] = _read(folder / UNITS / LOG, self._shape) if folder else {}
        self._asked = 0
        self.ran = 0

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self._work.cases), len(OUTPUTS)

    @property
    def kept(self) -> int:
        """How many answers are known already."""
        return len(self._known)

    def warm_up(self, on_compile: Callable[[], None] | None = None) -> None:
        """Load or compile the model before threads need it all at once."""
        if on_compile is not None and not is_compiled():
            on_compile()
        folder = Path(self._work.folder) if self._work.folder else None
        warm_up(prepared(self._work.cases, folder).parts[0].setup)

    def __call__(self, changes: Sequence[Mapping[str, float]]) -> Values:
        """Return the answers, in order; only what was never answered before is run."""
        names = [self._identity(change) for change in changes]
        missing = {name: change for name, change in zip(names, changes, strict=True) if name not in self._known}
        self._asked += len(names) - len(missing)
        self._tell()
        if missing:
            self._run(missing)
        return np.array([self._known[name] for name in names])

    def _run(self, missing: Mapping[str, Mapping[str, float]]) -> None:
        with _log(self._folder) as keep:

            def gather(found: tuple[str, Values]) -> None:
                name, values = found
                keep(name, values)
                self._known[name] = values
                self._asked += 1
                self.ran += 1
                self._tell()

            try:
                run_all((self._draw(name, change) for name, change in missing.items()), self._jobs, gather)
            except KeyboardInterrupt as error:
                if self._folder is None:
                    raise
                raise InterruptedRunError(self._asked, max(self._total, self._asked)) from error

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._asked)

    def _identity(self, change: Mapping[str, float]) -> str:
        content = [self._work.digest, self._worlds, OUTPUTS, sorted(change.items())]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    def _draw(self, name: str, change: Mapping[str, float]) -> _Draw:
        cases = tuple(replace(case, parameters={**case.parameters, **change}) for case in self._work.cases)
        folder = Path(self._work.folder) if self._work.folder else None
        return _Draw(name, cases, folder, self._work.seed, self._worlds)


@contextmanager
def _log(folder: Path | None) -> Iterator[Callable[[str, Values], None]]:
    """Open the log of a folder for writing; nobody else writes there meanwhile."""
    if folder is None:
        yield lambda _name, _values: None
        return
    with LockedFolder(folder):
        try:
            with (folder / UNITS / LOG).open("ab") as file:
                _after_whole_line(file)
                yield lambda name, values: _write(file, name, values)
        except OSError as error:
            if isinstance(error, ResultError):
                raise
            raise ResultError.about(folder, error) from error


def _after_whole_line(file: BinaryIO) -> None:
    """Begin a new line: a run that was killed may have left half a one, which then counts for nothing."""
    if file.tell():
        file.write(b"\n")


def _write(file: BinaryIO, name: str, values: Values) -> None:
    text = f"{name} {json.dumps(values.tolist())}"
    file.write(f"{zlib.crc32(text.encode()):08x} {text}\n".encode())
    file.flush()


def _read(path: Path, shape: tuple[int, int]) -> dict[str, Values]:
    """Return the draws in a log; what is damaged, or of another shape, is left out."""
    found: dict[str, Values] = {}
    try:
        content = path.read_bytes()
    except OSError:
        return found
    for line in content.splitlines():
        check, _, text = line.partition(b" ")
        if not text or check != f"{zlib.crc32(text):08x}".encode():
            continue
        name, _, values = text.decode().partition(" ")
        array: Any = np.array(json.loads(values), np.float64)
        if array.shape == shape:
            found[name] = array
    return found

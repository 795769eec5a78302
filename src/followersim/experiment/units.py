"""Units of work: a block of worlds at one point of the sweep, under all policies, with the same people and luck.

A unit is known by its content: whoever asks for the same simulations asks for the same unit, whatever else the scenario
holds and whatever it is called. That is what a run resumes by.
"""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from followersim.experiment.manifest import hash_of_sources, versions
from followersim.policies.loading import load_policy
from followersim.scenario.plan import seconds_of_a_world

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import BaseModel

    from followersim.scenario.scenario import Case, Scenario

BLOCK_SIZES: Final = (1, 2, 5, 10, 25, 50)
SECONDS_PER_UNIT: Final = 0.5
PROGRAM: Final = (
    "model", "policies", "profiles", "scenario", "experiment/work.py", "experiment/unit_files.py",
    "experiment/frames.py",
)  # fmt: skip
"""What of the program decides about the content of a unit."""

_WORDING: Final = {"title", "description"}


@dataclass(frozen=True)
class PointWork:
    """One point of the sweep as a worker gets it. `digest` stands for everything that decides about its results."""

    number: int
    cases: tuple[Case, ...]
    folder: str | None
    seed: int
    digest: str
    block: int

    def unit(self, start: int, stop: int) -> Unit:
        """Return the unit of some of its worlds."""
        identity = hashlib.sha256(f"{self.digest} {start} {stop}".encode()).hexdigest()
        return Unit(identity, self.number, start, stop)


@dataclass(frozen=True)
class Unit:
    """The worlds from `start` up to, but without, `stop` at the point of this number."""

    identity: str
    point: int
    start: int
    stop: int

    @property
    def worlds(self) -> int:
        """How many worlds these are."""
        return self.stop - self.start


def block_size(cases: Iterable[Case]) -> int:
    """Return how many worlds make a unit: about half a second of work, whatever the computer or number of worlds."""
    seconds = seconds_of_a_world(cases)
    return max(size for size in BLOCK_SIZES if size == 1 or size * seconds <= SECONDS_PER_UNIT)


def works_of(scenario: Scenario) -> list[PointWork]:
    """Return the points of a scenario's sweep, ready to be given to workers."""
    cases, width = scenario.cases(), len(scenario.policies)
    folder = str(Path(scenario.path).parent.resolve()) if scenario.path else None
    contents = _Contents(folder)
    works = []
    for number, first in enumerate(range(0, len(cases), width)):
        of_point = tuple(cases[first : first + width])
        digest = contents.digest(of_point, scenario.seed)
        works.append(PointWork(number, of_point, folder, scenario.seed, digest, block_size(of_point)))
    return works


def units_of(works: Iterable[PointWork], worlds: int, first: int = 0) -> Iterator[Unit]:
    """Return the units of the worlds from `first` up to `worlds`, points outside; the last of a point may be shorter.

    `first` must lie on the edge of a block: multiples of the largest block do.
    """
    for work in works:
        for start in range(first, worlds, work.block):
            yield work.unit(start, min(start + work.block, worlds))


@cache
def maker() -> str:
    """Return a hash over what computes: the program as far as it matters, the libraries, the kind of processor."""
    found = versions()
    parts = [hash_of_sources(PROGRAM), found["numpy"], found["numba"], found["llvmlite"], platform.machine()]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class _Contents:
    """Turns cases into text that says all that matters for their results; the same policy is written out only once."""

    def __init__(self, folder: str | None) -> None:
        self.folder = folder
        self._known: dict[int, tuple[BaseModel, Any]] = {}

    def digest(self, cases: Sequence[Case], seed: int) -> str:
        content = {"maker": maker(), "seed": seed, "cases": [self._case(case) for case in cases]}
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()

    def _case(self, case: Case) -> dict[str, Any]:
        return {
            "policy": self._part(case.policy),
            "code": self._code(case.python_policy),
            "profile": self._part(case.profile),
            "audience": [case.people, case.followers],
            "period": [case.days, case.start.isoformat()],
            "events": [self._part(event) for event in case.events],
            "parameters": case.parameters,
            "point": case.point,
            "company": case.company,
            "rivals": [
                {
                    "name": rival.name,
                    "policy": self._part(rival.policy),
                    "profile": self._part(rival.profile),
                    "followers": [rival.followers, rival.overlap],
                    "same_branch": rival.same_branch,
                }
                for rival in case.rivals
            ],
        }

    def _part(self, part: BaseModel) -> Any:
        if id(part) not in self._known:
            said = {key: value for key, value in part.model_dump(mode="json").items() if key not in _WORDING}
            self._known[id(part)] = (part, said)  # kept alive, so that its id stays its own
        return self._known[id(part)][1]

    def _code(self, place: str | None) -> list[str] | None:
        """Return a policy written in Python and a hash of the file it stands in."""
        if place is None:
            return None
        return [place, source_hash(place, self.folder)]


@cache
def source_hash(place: str, folder: str | None) -> str:
    """Return a hash of the file that holds the policy at `module:Class`; "" where there is no such file."""
    import inspect  # noqa: PLC0415 - only for policies in Python

    found = load_policy(place, Path(folder) if folder else None)
    try:
        path = inspect.getsourcefile(found if isinstance(found, type) else type(found))
        return hashlib.sha256(Path(path or "").read_bytes()).hexdigest()
    except (OSError, TypeError):
        return ""

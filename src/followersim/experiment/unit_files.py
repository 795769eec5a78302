"""What a unit of work gave, as bytes and back: an .npz file (without pickles) of the raw daily numbers of its worlds.

For each case and company there are the daily counts and levels, the minutes to all replies, and the totals by segment.
A member of the file called "about" says which unit it is.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, Self

import numpy as np

from followersim.analysis.storms import SHITSTORM_FORCE
from followersim.model import codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from followersim.experiment.units import Unit
    from followersim.model.records import Column
    from followersim.model.simulation import CaseResult

FORMAT: Final = 1
ABOUT: Final = "about"
COMPRESSION: Final = 1
"""Level of deflate: the fastest makes the files seven times smaller for a hundredth of the time of the simulations."""

FAULTS: Final = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, zlib.error)
"""What reading a damaged file may raise."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Some worlds, one after the other, of one company under one case.

    counts: (codes.COUNTS, worlds, days); levels: (codes.LEVELS, worlds, days); n_responses: replies by world;
    response_day, response_min: one entry per reply, world after world. groups: (worlds, segments, codes.GROUP_COUNTS);
    group_trust: (worlds, segments).
    """

    counts: Column
    levels: Column
    n_responses: Column
    response_day: Column
    response_min: Column
    groups: Column
    group_trust: Column

    @property
    def n_worlds(self) -> int:
        """How many worlds there are."""
        return len(self.n_responses)

    @property
    def n_days(self) -> int:
        """How many days each has."""
        return int(self.counts.shape[2])

    @classmethod
    def of(cls, results: Sequence[CaseResult]) -> Piece:
        """Put the results of worlds together. Counts fit into 32 bits: no day reaches two billions of anything."""
        return cls(
            counts=np.stack([result.counts.T for result in results], axis=1).astype(np.int32),
            levels=np.stack([result.levels.T for result in results], axis=1).astype(np.float64),
            n_responses=np.array([len(result.response_min) for result in results], np.int64),
            response_day=np.concatenate([result.response_day for result in results]).astype(np.int32),
            response_min=np.concatenate([result.response_min for result in results]).astype(np.int32),
            groups=np.stack([result.groups for result in results]).astype(np.int32),
            group_trust=np.stack([result.group_trust for result in results]).astype(np.float64),
        )

    def responses(self) -> list[Column]:
        """Return the minutes to all replies, world by world."""
        return np.split(self.response_min, np.cumsum(self.n_responses)[:-1])

    def count(self, name: str) -> Column:
        """Return a count by world and day."""
        found: Column = self.counts[codes.COUNTS.index(name)]
        return found

    def level(self, name: str) -> Column:
        """Return a level by world and day."""
        found: Column = self.levels[codes.LEVELS.index(name)]
        return found

    @property
    def storms(self) -> int:
        """In how many of the worlds there was a shitstorm."""
        return int((self.level("wind_force") >= SHITSTORM_FORCE).any(axis=1).sum())

    @property
    def holds(self) -> set[str]:
        """Which of the columns are not empty that depend on what a policy in Python decides."""
        found = {name for name in ("n_ad_contacts", "n_survey_answers") if self.count(name).any()}
        if (self.level("survey_trust_sum") * (self.count("n_survey_answers") > 0)).sum() > 0:
            found.add("survey_trust")
        return found | ({"is_silent"} if self.level("is_silent").any() else set())

    def is_whole(self, worlds: int, days: int) -> bool:
        """Say whether everything has the shape it must have."""
        n = int(self.n_responses.sum())
        return (
            self.counts.shape == (len(codes.COUNTS), worlds, days)
            and self.levels.shape == (len(codes.LEVELS), worlds, days)
            and self.n_responses.shape == (worlds,)
            and self.response_day.shape == self.response_min.shape == (n,)
            and self.groups.shape[::2] == (worlds, len(codes.GROUP_COUNTS))
            and self.group_trust.shape == self.groups.shape[:2]
        )


def pack(unit: Unit, results: Sequence[Sequence[Sequence[CaseResult]]]) -> bytes:
    """Return a unit as bytes. `results` has one list per world of one list per case of one result per company."""
    pieces = {
        f"{k}.{c}": Piece.of([world[k][c] for world in results])
        for k, companies in enumerate(results[0])
        for c in range(len(companies))
    }
    about = {
        "format": FORMAT,
        "unit": unit.identity,
        "worlds": [unit.start, unit.stop],
        "storms": [piece.storms for piece in pieces.values()],
        "holds": sorted(set().union(*(piece.holds for piece in pieces.values()))),
    }
    arrays = {f"{place}.{name}": array for place, piece in pieces.items() for name, array in vars(piece).items()}
    arrays[ABOUT] = np.frombuffer(json.dumps(about).encode(), np.uint8)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    return buffer.getvalue()


class Facts(NamedTuple):
    """What is known of a finished unit without opening it.

    storms: in how many of its worlds there was a shitstorm, by case and company; holds: see `Piece.holds`.
    """

    storms: tuple[int, ...]
    holds: frozenset[str]


class DamagedUnitError(Exception):
    """A unit's content is not what it should be."""


class UnitFile:
    """A unit's content, read piece by piece. Raises `DamagedUnitError` for what is no whole content of this unit."""

    def __init__(self, source: BinaryIO, unit: Unit) -> None:
        self.unit = unit
        self._source = source
        self._archive: Any = None
        try:
            self._archive = np.load(source, allow_pickle=False)
            self.about: Mapping[str, Any] = json.loads(self._archive[ABOUT].tobytes())
            right = self.about["format"] == FORMAT and self.about["unit"] == unit.identity
            self.facts = Facts(tuple(map(int, self.about["storms"])), frozenset(map(str, self.about["holds"])))
        except (*FAULTS, AttributeError, IndexError) as error:
            self.close()
            raise DamagedUnitError(str(error)) from error
        if not right:
            self.close()
            raise DamagedUnitError("another unit or format")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @classmethod
    def of(cls, content: bytes, unit: Unit) -> UnitFile:
        """Return a unit's content that is in memory."""
        return cls(io.BytesIO(content), unit)

    def piece(self, case: int, company: int, days: int) -> Piece:
        """Return what one company gave under one case, both by their numbers; it must have so many days."""
        try:
            arrays = {name: self._archive[f"{case}.{company}.{name}"] for name in Piece.__dataclass_fields__}
            piece = Piece(**arrays)
            whole = piece.is_whole(self.unit.worlds, days)
        except (*FAULTS, IndexError) as error:
            raise DamagedUnitError(str(error)) from error
        if not whole:
            raise DamagedUnitError("wrong size")
        return piece

    def check(self) -> None:
        """Read everything once: what is written wrongly does not fit its check sum."""
        try:
            if self._archive.zip.testzip() is not None:
                raise DamagedUnitError("check sum")
        except FAULTS as error:
            raise DamagedUnitError(str(error)) from error

    def close(self) -> None:
        """Let go of the file."""
        if hasattr(self._archive, "close"):
            self._archive.close()
        self._source.close()

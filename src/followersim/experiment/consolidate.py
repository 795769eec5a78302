"""From finished units to the tables of a run, world after world: memory does not grow with the number of worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from followersim.analysis.frames import Block
from followersim.analysis.segments import Groups, segment_rows
from followersim.analysis.summary import measures_of
from followersim.analysis.wholes import StormTally
from followersim.experiment.frames import KEYS, Layout, Measures, Place, Rows
from followersim.experiment.tables import (
    DAILY,
    KEYS_OF_WORLDS,
    ROWS_OF_DAILY,
    ROWS_OF_WORLDS,
    STRONGEST,
    WORLDS,
    TableWriter,
)
from followersim.model import codes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from followersim.experiment.unit_files import Piece, UnitFile
    from followersim.experiment.units import Unit
    from followersim.model.records import Column


class Source(Protocol):
    """Where finished units are."""

    def open(self, unit: Unit) -> UnitFile:
        """Return a unit's content."""


class Consolidation:
    """Writes `daily.parquet` and `worlds.parquet` from units, which lie in a source.

    units: those of each complete point by its number, in the order of their worlds; holds: see `Measures`.
    Afterwards `storms` has the storms of each place, and `segments` the rows on the segments of the audience, if they
    were asked for.
    """

    def __init__(
        self,
        layout: Layout,
        source: Source,
        units: Mapping[int, Sequence[Unit]],
        *,
        holds: Collection[str] = (),
        segments: bool = False,
    ) -> None:
        self.layout, self.source, self.units = layout, source, units
        self.measures = Measures(layout.cases, holds)
        self.storms: dict[Place, dict[str, Any]] = {}
        self.segments: list[dict[str, Any]] | None = [] if segments else None

    def write(self, folder: Path) -> list[Path]:
        """Write both tables to a folder."""
        rows: dict[Place, list[dict[str, Any]]] = {}
        with (
            TableWriter(folder / DAILY, KEYS, ROWS_OF_DAILY) as daily,
            TableWriter(folder / WORLDS, KEYS_OF_WORLDS, ROWS_OF_WORLDS) as worlds,
        ):
            for place in self.layout.places:
                rows[place] = self._write_place(place, daily, worlds)
        if self.segments is not None:
            for place in self.layout.in_order_of_cases():
                self.segments += rows[place]
        return [folder / DAILY, folder / WORLDS]

    def _write_place(self, place: Place, daily: TableWriter, worlds: TableWriter) -> list[dict[str, Any]]:
        case = self.layout.cases[place.case]
        point = self.layout.point_of(place.case)
        company = self.layout.companies[place.case][place.company]
        tally, groups = StormTally(), []
        for unit in self.units[point]:
            with self.source.open(unit) as file:
                piece = file.piece(place.case % self.layout.n_policies, place.company, place.days)
            rows = Rows(case, company, unit.start, unit.worlds, self.measures.of(piece))
            daily.add(rows.texts, rows.numbers)
            worlds.add(rows.texts, of_worlds(rows, piece))
            tally.add(block_of(rows))
            if self.segments is not None:
                groups.append((piece.groups, piece.group_trust))
        self.storms[place] = tally.numbers()
        if not groups:
            return []
        counts, trust = (np.concatenate(parts) for parts in zip(*groups, strict=True))
        return segment_rows([Groups(case, company, counts, trust)], codes.GROUP_COUNTS)


def block_of(rows: Rows) -> Block:
    """Return rows as the analysis wants them."""
    worlds = np.arange(rows.first_world, rows.first_world + rows.worlds)
    return Block(rows.case, rows.company, worlds, rows.days, rows.measures, slice(None))


def of_worlds(rows: Rows, piece: Piece) -> dict[str, Column]:
    """Return the columns of the table of worlds: the numbers of the whole period, one value per world."""
    block = block_of(rows)
    texts = rows.texts
    responses = {
        (texts["policy"], texts["point"], rows.first_world + n, rows.company): minutes
        for n, minutes in enumerate(piece.responses())
    }
    return {
        "world": block.worlds.astype(np.int32),
        # copies: views would keep all days in memory until the rows are written
        **{name: values.copy() for name, values in measures_of(block, responses).items()},
        STRONGEST: block.measure("wind_force").max(axis=1).astype(np.int32),
    }

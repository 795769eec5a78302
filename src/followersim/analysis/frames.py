"""The tidy daily frame, cut into one block of worlds x days per policy and sweep point.

Everything downstream works on these blocks with plain NumPy; no grouped apply, so a summary takes milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
import pandas as pd

from followersim.analysis.inputs import MAIN_COMPANY, companies_of, point_key, start_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from followersim.analysis.inputs import CaseLike, EventLike, ScenarioLike

__all__ = ["KEYS", "MAIN_COMPANY", "Block", "DailyLike", "paired_rows", "split"]

VALUES_AT_ONCE = 500_000
"""How many numbers of a table that is not in memory are read at a time."""

KEYS = ("policy", "point", "world", "company", "day")


@dataclass(frozen=True, eq=False)
class Block:
    """All worlds of one policy at one sweep point, for one company.

    ``worlds`` are the worlds' numbers in ascending order; ``measure(name)`` is worlds x days.
    """

    case: CaseLike
    company: str
    worlds: NDArray[np.int64]
    n_days: int
    columns: Mapping[str, NDArray[np.generic]]
    rows: slice | NDArray[np.intp]

    @property
    def policy(self) -> str:
        """The policy's name."""
        return self.case.policy.name

    @property
    def point(self) -> str:
        """The sweep point as canonical JSON."""
        return point_key(self.case.point)

    @property
    def followers(self) -> int:
        """How many followers the company has at the start."""
        return start_of(self.case, self.company)

    @property
    def own_events(self) -> list[EventLike]:
        """The events that happen to this company."""
        return [event for event in self.case.events if event.company == self.company]

    @property
    def measures(self) -> list[str]:
        """The names of all measures of the frame."""
        return [name for name in self.columns if name not in KEYS]

    def measure(self, name: str) -> NDArray[np.float64]:
        """Return one measure as worlds x days; a measure that is not in the frame raises KeyError."""
        values = self.columns[name][self.rows]
        return np.asarray(values, dtype=np.float64).reshape(len(self.worlds), self.n_days)

    def parts(self, worlds: int) -> Iterator[Block]:
        """Yield the block in parts of at most so many worlds."""
        for first in range(0, len(self.worlds), worlds):
            last = min(first + worlds, len(self.worlds))
            columns, rows = self.columns, slice(first * self.n_days, last * self.n_days)
            if isinstance(columns, Windowed):
                yield Block(
                    self.case, self.company, self.worlds[first:last], self.n_days,
                    columns.window(rows.start, rows.stop), slice(None),
                )  # fmt: skip
            else:
                own = np.arange(len(self.worlds) * self.n_days)[rows]
                mine: NDArray[np.intp] = (
                    own + (self.rows.start or 0) if isinstance(self.rows, slice) else self.rows[own]
                )
                yield Block(self.case, self.company, self.worlds[first:last], self.n_days, columns, mine)

    def measure_on(self, name: str, days: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return one measure on some days, worlds x days, without having all days in memory at once."""
        found = np.empty((len(self.worlds), len(days)))
        first = 0
        for part in self.parts(max(1, VALUES_AT_ONCE // max(1, self.n_days))):
            found[first : first + len(part.worlds)] = part.measure(name)[:, days]
            first += len(part.worlds)
        return found

    def growth_on(self, days: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return followers gained since the start after some numbers of days (0: none), worlds x days."""
        change = self.measure_on("n_followers", np.maximum(days - 1, 0)) - self.followers
        change[:, days == 0] = 0.0
        return change

    def growth(self) -> NDArray[np.float64]:
        """Return followers gained since the start, worlds x (days + 1): the first column is the start, 0."""
        change = self.measure("n_followers") - self.followers
        return np.concatenate([np.zeros((len(self.worlds), 1)), change], axis=1)


@runtime_checkable
class Windowed(Protocol):
    """Columns that are not in memory, of which some rows can be had alone."""

    def window(self, first: int, last: int) -> Mapping[str, NDArray[np.generic]]:
        """Return the rows from `first` up to `last`, counted from the first one that there is."""


class DailyLike(Protocol):
    """A daily table that is not in memory; it knows its blocks."""

    def blocks(self, scenario: ScenarioLike) -> list[Block]:
        """Return the blocks, in the order of the scenario's cases and companies."""


def _codes(column: pd.Series) -> tuple[NDArray[np.int64], list[str]]:
    """Return a text column as numbers and the list of its values."""
    codes, values = pd.factorize(column)
    return codes.astype(np.int64), [str(value) for value in values]


def split(daily: pd.DataFrame | DailyLike, scenario: ScenarioLike) -> list[Block]:
    """Cut a daily frame into blocks, in the order of the scenario's cases and companies; rows may come in any order.

    Cases without any row (a run that was interrupted) are left out. Raises ValueError when a column is missing, when
    a world lacks days or has days twice, or when the frame has a policy, point or company that the scenario does not
    know.
    """
    if not isinstance(daily, pd.DataFrame):
        return daily.blocks(scenario)
    missing = [key for key in KEYS if key not in daily.columns]
    if missing:
        raise ValueError(f"the daily frame lacks the columns {', '.join(missing)}")
    policy, policies = _codes(daily["policy"])
    point, points = _codes(daily["point"])
    company, companies = _codes(daily["company"])
    world = daily["world"].to_numpy().astype(np.int64)
    day = daily["day"].to_numpy().astype(np.int64)
    group = (policy * len(points) + point) * len(companies) + company
    order: NDArray[np.intp] | None = None
    if not _ascending(group, world, day):
        order = np.lexsort((day, world, group))
        group, world, day = group[order], world[order], day[order]
    columns = {str(name): daily[name].to_numpy() for name in daily.columns if name not in KEYS}
    bounds = np.flatnonzero(np.diff(group, prepend=-1, append=-1))
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        where, which_company = divmod(int(group[first]), len(companies))
        which_policy, which_point = divmod(where, len(points))
        found[policies[which_policy], point_key(points[which_point]), companies[which_company]] = (first, last)
    blocks = []
    for case in scenario.cases():
        for name in companies_of(case):
            span = found.pop((case.policy.name, point_key(case.point), name), None)
            if span is None:
                continue
            part = slice(*span)
            worlds, n_days = _shape(world[part], day[part], case)
            rows = part if order is None else order[part]
            blocks.append(Block(case, name, worlds, n_days, columns, rows))
    if found:
        strange = ", ".join(" ".join(key) for key in list(found)[:3])
        raise ValueError(
            f"the daily frame has results of policies, points or companies that the scenario does not have: {strange}"
        )
    return blocks


def _ascending(group: NDArray[np.int64], world: NDArray[np.int64], day: NDArray[np.int64]) -> bool:
    """Return whether rows already come sorted by group, world, day, which is how the runner writes them."""
    dg, dw, dd = np.diff(group), np.diff(world), np.diff(day)
    return bool(np.all((dg > 0) | ((dg == 0) & ((dw > 0) | ((dw == 0) & (dd > 0))))))


def _shape(world: NDArray[np.int64], day: NDArray[np.int64], case: CaseLike) -> tuple[NDArray[np.int64], int]:
    """Return the worlds and the number of days of one group of sorted rows; every world must have every day once."""
    worlds, counts = np.unique(world, return_counts=True)
    n_days = int(counts[0])
    if np.any(counts != n_days) or not np.array_equal(
        day.reshape(-1, n_days), np.tile(np.arange(n_days), (len(worlds), 1))
    ):
        raise ValueError(f"policy {case.policy.name!r}, point {point_key(case.point)}: days are missing or repeated")
    return worlds, n_days


def in_turns(days: NDArray[np.int64], worlds: int) -> list[NDArray[np.int64]]:
    """Return days in groups so small that their values in all worlds may be in memory at once."""
    return np.array_split(days, max(1, -(-len(days) * worlds // VALUES_AT_ONCE)))


def paired_rows(block: Block, baseline: Block) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the row numbers of the worlds that both blocks have, in the same order."""
    _, ours, theirs = np.intersect1d(block.worlds, baseline.worlds, assume_unique=True, return_indices=True)
    return ours, theirs

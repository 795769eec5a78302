"""From the raw numbers of a unit to rows of the daily table: one per policy, point, world, company and day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.analysis.inputs import companies_of
from followersim.experiment.optional import OPTIONAL, optional_columns, uncertain_columns
from followersim.model import codes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from followersim.experiment.unit_files import Piece
    from followersim.model.records import Column
    from followersim.scenario.scenario import Case

KEYS: Final = ("policy", "point", "world", "company", "day")
REPLY_PREFIX: Final = "n_replies_"
_AS_COUNTED: Final = (
    "n_posts", "n_views", "n_likes", "n_shares", "n_praise", "n_questions", "n_criticism", "n_defences",
    "n_answers_to_questions",
)  # fmt: skip
_LOST: Final = "lost_followers_"
_SOURCES: Final = {"survey_trust": "survey_trust_sum"}
"""Optional columns that are made of something with another name."""


def point_text(point: Mapping[str, Any]) -> str:
    """Return a point of the sweep as canonical JSON, "{}" without a sweep."""
    return json.dumps(dict(point), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class Measures:
    """Turns raw numbers into the columns of the daily table.

    Columns that only some scenarios have are there if a case can have them; those that depend on what policies in
    Python decide, if any unit holds something of them (`holds`).
    """

    def __init__(self, cases: Sequence[Case], holds: Collection[str] = ()) -> None:
        self.optional = optional_columns(cases)
        uncertain = uncertain_columns(cases)
        self.wanted = [name for name in OPTIONAL if name in self.optional or (name in uncertain and name in holds)]
        needed = {_SOURCES.get(name, name) for name in (*self.optional, *uncertain)}
        left_out = {_SOURCES.get(name, name) for name in OPTIONAL} - needed
        self.count_names = [name for name in codes.COUNTS if name not in left_out]
        self.level_names = [name for name in codes.LEVELS if name not in left_out]

    def of(self, piece: Piece) -> dict[str, Column]:
        """Return all measures of a piece, one value per world and day, in the order of the table."""
        count = {name: piece.count(name).ravel() for name in self.count_names}
        level = {name: piece.level(name).ravel() for name in self.level_names}
        followers = level["n_followers"].astype(np.int32)
        coming = {name: count[name] for name in count if name.startswith("new_followers_")}
        going = {name: count[name] for name in count if name.startswith(_LOST)}
        replies = {name: count[name] for name in count if name.startswith(REPLY_PREFIX)}
        answered, median, mean = _response_times(piece)
        return {
            "n_followers": followers,
            "new_followers": _total(coming),
            "lost_followers": _total(going),
            **coming,
            **going,
            **{name: count[name] for name in _AS_COUNTED},
            "n_replies": _total(replies),
            **replies,
            "n_received": count["n_received"],
            "n_answered": answered,
            "share_answered": _ratio(answered, count["n_received"]),
            "first_response_min": median,
            "first_response_min_mean": mean,
            "queue": level["queue"].astype(np.int32),
            "staff_hours": level["staff_min"] / 60.0,
            "cost": level["cost"],
            "mean_trust": level["mean_trust"],
            "share_angry": level["share_angry"],
            "share_active_week": level["share_active_week"],
            "contact_frequency": count["n_contacts"] / np.maximum(followers, 1),
            "share_rate": _ratio(count["n_shares"], count["n_views"]),
            "critics_24h": level["critics_24h"].astype(np.int32),
            "n_media": count["n_media"],
            "wind_force": level["wind_force"].astype(np.int32),
            "n_viral": count["n_viral"],
            "n_recommendations": count["n_recommendations"],
            "stress": level["stress"],
            **self._optional(count, level),
        }

    def _optional(self, count: Mapping[str, Column], level: Mapping[str, Column]) -> dict[str, Column]:
        """Return the columns that only some scenarios have."""
        found = {**level, **count}
        if "survey_trust_sum" in level:
            found["survey_trust"] = _ratio(level["survey_trust_sum"], count["n_survey_answers"])
        if "is_silent" in level:
            found["is_silent"] = level["is_silent"].astype(np.int32)
        return {name: found[name] for name in self.wanted if not name.startswith(_LOST)}


@dataclass(frozen=True)
class Rows:
    """Some worlds of one company under one case, as the daily table has them, worlds outside, days inside."""

    case: Case
    company: str
    first_world: int
    worlds: int
    measures: Mapping[str, Column]

    @property
    def days(self) -> int:
        """Days of each world."""
        return self.case.days

    def __len__(self) -> int:
        return self.worlds * self.days

    @property
    def numbers(self) -> dict[str, Column]:
        """The columns that hold numbers, keys included."""
        worlds = np.arange(self.first_world, self.first_world + self.worlds, dtype=np.int32)
        days = np.arange(self.days, dtype=np.int32)
        return {"world": np.repeat(worlds, self.days), "day": np.tile(days, self.worlds), **self.measures}

    @property
    def texts(self) -> dict[str, str]:
        """The keys that are texts, the same in all rows."""
        return {"policy": self.case.policy.name, "point": point_text(self.case.point), "company": self.company}


@dataclass(frozen=True)
class Place:
    """Where a company of a case stands in the tables: `first_row` of the daily one, `first_world` of that of worlds."""

    case: int
    company: int
    days: int
    first_row: int
    first_world: int


class Layout:
    """The order of the tables: policy, point, company, world, day. Points that are not complete are left out."""

    def __init__(self, cases: Sequence[Case], worlds: int, left_out: Collection[int] = ()) -> None:
        self.cases = cases
        self.worlds = worlds
        policies = {name: n for n, name in enumerate(dict.fromkeys(case.policy.name for case in cases))}
        self.n_policies = len(policies)
        self.companies = [companies_of(case) for case in cases]
        whole = [k for k in range(len(cases)) if self.point_of(k) not in left_out]
        self.places: list[Place] = []
        row = world = 0
        for k in sorted(whole, key=lambda k: (policies[cases[k].policy.name], k)):
            for c in range(len(self.companies[k])):
                self.places.append(Place(k, c, cases[k].days, row, world))
                row += cases[k].days * worlds
                world += worlds
        self.n_rows = row

    def point_of(self, case: int) -> int:
        """Return the number of the point that a case belongs to."""
        return case // self.n_policies

    def in_order_of_cases(self) -> list[Place]:
        """Return the places in the order of the summary: point, policy, company."""
        return sorted(self.places, key=lambda place: (place.case, place.company))


def _response_times(piece: Piece) -> tuple[Column, Column, Column]:
    """Return by world and day of the message: how many were ever answered, and median and mean of the minutes."""
    size = piece.n_worlds * piece.n_days
    row = np.repeat(np.arange(piece.n_worlds), piece.n_responses) * piece.n_days + piece.response_day
    minute = piece.response_min.astype(np.float64)
    order = np.lexsort((minute, row))
    row, minute = row[order], minute[order]
    n = np.bincount(row, minlength=size)
    last = np.cumsum(n)
    known = n > 0
    median, mean = np.full(size, np.nan), np.full(size, np.nan)
    low, high = (last - n + (n - 1) // 2)[known], (last - n + n // 2)[known]
    median[known] = 0.5 * (minute[low] + minute[high])
    mean[known] = np.bincount(row, minute, minlength=size)[known] / n[known]
    return n.astype(np.int32), median, mean


def _total(columns: Mapping[str, Column]) -> Column:
    total: Column = np.add.reduce(list(columns.values()), dtype=np.int32)
    return total


def _ratio(part: Column, whole: Column) -> Column:
    """Divide, giving NaN where there is nothing to divide by."""
    result: Column = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return result

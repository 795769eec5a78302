"""From the results of single worlds to the tidy daily table: one row per policy, point, world, company and day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from followersim.analysis.inputs import companies_of
from followersim.analysis.segments import Groups
from followersim.experiment.optional import OPTIONAL, optional_columns, uncertain_columns
from followersim.model import codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.model.records import Column
    from followersim.model.simulation import CaseResult
    from followersim.scenario.scenario import Case

Responses = dict[tuple[str, str, int, str], "Column"]
"""(policy, point as in the table, world, company) -> minutes to each reply; exact medians need them all."""

Place = tuple[int, int]
"""A case and a company of it, by their numbers."""

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


class Gathering:
    """Takes the results of all worlds in whatever order they come, and puts each where it belongs.

    Rows are ordered by policy, point, company, world and day. Counts are kept in 32 bits: a day of the largest audience
    does not reach two billions of anything. What happened in single segments is kept only if asked for.
    """

    def __init__(self, cases: Sequence[Case], worlds: int, *, segments: bool = False) -> None:
        self.cases = cases
        self.worlds = worlds
        policies = list(dict.fromkeys(case.policy.name for case in cases))
        order = sorted(range(len(cases)), key=lambda k: (policies.index(cases[k].policy.name), k))
        self.companies = [companies_of(case) for case in cases]
        self.order: list[Place] = [(k, c) for k in order for c in range(len(self.companies[k]))]
        self.first_row: dict[Place, int] = {}
        row = 0
        for place in self.order:
            self.first_row[place] = row
            row += cases[place[0]].days * worlds
        self.columns = optional_columns(cases)
        self.uncertain = uncertain_columns(cases)
        self.count_names = self._kept(codes.COUNTS)
        self.level_names = self._kept(codes.LEVELS)
        self.count_places = [codes.COUNTS.index(name) for name in self.count_names]
        self.level_places = [codes.LEVELS.index(name) for name in self.level_names]
        self.counts = np.zeros((len(self.count_names), row), np.int32)
        self.levels = np.zeros((len(self.level_names), row))
        self.responses: dict[tuple[Place, int], tuple[Column, Column]] = {}
        self.groups: dict[Place, Groups] | None = {} if segments else None

    def _kept(self, names: Sequence[str]) -> list[str]:
        """Return the counts or levels that the table is made of."""
        needed = {_SOURCES.get(name, name) for name in (*self.columns, *self.uncertain)}
        left_out = {_SOURCES.get(name, name) for name in OPTIONAL} - needed
        return [name for name in names if name not in left_out]

    def put(self, number: int, world: int, results: Sequence[CaseResult]) -> None:
        """Keep what a case gave in a world: one result per company."""
        for c, result in enumerate(results):
            place = (number, c)
            days = self.cases[number].days
            start = self.first_row[place] + world * days
            self.counts[:, start : start + days] = result.counts[:, self.count_places].T
            self.levels[:, start : start + days] = result.levels[:, self.level_places].T
            self.responses[place, world] = (result.response_day, result.response_min)
            if self.groups is not None:
                self._put_groups(place, world, result)

    def _put_groups(self, place: Place, world: int, result: CaseResult) -> None:
        if self.groups is None:
            return
        if place not in self.groups:
            self.groups[place] = Groups(
                self.cases[place[0]],
                self.companies[place[0]][place[1]],
                np.zeros((self.worlds, *result.groups.shape), np.int32),
                np.zeros((self.worlds, *result.group_trust.shape)),
            )
        kept = self.groups[place]
        kept.counts[world] = result.groups
        kept.trust[world] = result.group_trust

    def segments(self) -> list[Groups] | None:
        """Return what happened in the segments, in the order of the summary; None if that was not asked for."""
        return None if self.groups is None else [self.groups[place] for place in sorted(self.groups)]

    def response_minutes(self) -> Responses:
        """Return the minutes to every reply of every world."""
        found: Responses = {}
        for k, c in self.order:
            name, point = self.cases[k].policy.name, point_text(self.cases[k].point)
            for world in range(self.worlds):
                found[name, point, world, self.companies[k][c]] = self.responses[(k, c), world][1]
        return found

    def daily(self) -> pd.DataFrame:
        """Return the tidy daily table."""
        count = dict(zip(self.count_names, self.counts, strict=True))
        level = dict(zip(self.level_names, self.levels, strict=True))
        followers = level["n_followers"].astype(np.int32)
        coming = {name: count[name] for name in count if name.startswith("new_followers_")}
        going = {name: count[name] for name in count if name.startswith(_LOST)}
        replies = {name: count[name] for name in count if name.startswith(REPLY_PREFIX)}
        answered, median, mean = self._response_times()
        columns: dict[str, Any] = {
            **self._keys(),
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
        return pd.DataFrame(columns, copy=False)

    def _optional(self, count: Mapping[str, Column], level: Mapping[str, Column]) -> dict[str, Column]:
        """Return the columns that only some scenarios have; of what nobody could foresee, those that hold anything."""
        found = {**level, **count}
        if "survey_trust_sum" in level:
            found["survey_trust"] = _ratio(level["survey_trust_sum"], count["n_survey_answers"])
        if "is_silent" in level:
            found["is_silent"] = level["is_silent"].astype(np.int32)
        wanted = [
            name for name in OPTIONAL if name in self.columns or (name in self.uncertain and np.nansum(found[name]) > 0)
        ]
        return {name: found[name] for name in wanted if not name.startswith(_LOST)}

    def _keys(self) -> dict[str, Any]:
        cases = [self.cases[k] for k, _ in self.order]
        rows = [case.days * self.worlds for case in cases]
        worlds = np.arange(self.worlds, dtype=np.int32)
        return {
            "policy": _repeated([case.policy.name for case in cases], rows),
            "point": _repeated([point_text(case.point) for case in cases], rows),
            "world": np.concatenate([np.repeat(worlds, case.days) for case in cases]),
            "company": _repeated([self.companies[k][c] for k, c in self.order], rows),
            "day": np.concatenate([np.tile(np.arange(case.days, dtype=np.int32), self.worlds) for case in cases]),
        }

    def _response_times(self) -> tuple[Column, Column, Column]:
        """Return by day of the message: how many were ever answered, and median and mean of the minutes it took."""
        rows, minutes = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
        for place in self.order:
            for world in range(self.worlds):
                day, minute = self.responses[place, world]
                rows.append(self.first_row[place] + world * self.cases[place[0]].days + day.astype(np.int64))
                minutes.append(minute)
        row, minute = np.concatenate(rows), np.concatenate(minutes).astype(np.float64)
        order = np.lexsort((minute, row))
        row, minute = row[order], minute[order]
        n = np.bincount(row, minlength=self.counts.shape[1])
        last = np.cumsum(n)
        known = n > 0
        median, mean = np.full(len(n), np.nan), np.full(len(n), np.nan)
        low, high = (last - n + (n - 1) // 2)[known], (last - n + n // 2)[known]
        median[known] = 0.5 * (minute[low] + minute[high])
        mean[known] = np.bincount(row, minute, minlength=len(n))[known] / n[known]
        return n.astype(np.int32), median, mean


def _repeated(texts: list[str], times: list[int]) -> pd.Series[str]:
    """Return a text column with each text so many times in a row."""
    return pd.Series(np.repeat(np.array(texts, dtype=object), times), dtype="str")


def _total(columns: Mapping[str, Column]) -> Column:
    total: Column = np.add.reduce(list(columns.values()), dtype=np.int32)
    return total


def _ratio(part: Column, whole: Column) -> Column:
    """Divide, giving NaN where there is nothing to divide by."""
    result: Column = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return result

"""From the results of single worlds to the tidy daily table: one row per policy, point, world, company and day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from followersim.model import codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.model.records import Column
    from followersim.model.simulation import CaseResult
    from followersim.scenario.scenario import Case

Responses = dict[tuple[str, str, int], "Column"]
"""(policy, point as in the table, world) -> minutes to each reply; exact medians need them all."""

REPLY_PREFIX: Final = "n_replies_"
_AS_COUNTED: Final = (
    "n_posts", "n_views", "n_likes", "n_shares", "n_praise", "n_questions", "n_criticism", "n_defences",
    "n_answers_to_questions",
)  # fmt: skip


def point_text(point: Mapping[str, Any]) -> str:
    """Return a point of the sweep as canonical JSON, "{}" without a sweep."""
    return json.dumps(dict(point), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class Gathering:
    """Takes the results of all worlds in whatever order they come, and puts each where it belongs.

    Rows are ordered by policy, point, world and day. Counts are kept in 32 bits: a day of the largest audience does not
    reach two billions of anything.
    """

    def __init__(self, cases: Sequence[Case], worlds: int) -> None:
        self.cases = cases
        self.worlds = worlds
        policies = list(dict.fromkeys(case.policy.name for case in cases))
        self.order = sorted(range(len(cases)), key=lambda k: (policies.index(cases[k].policy.name), k))
        self.first_row = {}
        row = 0
        for k in self.order:
            self.first_row[k] = row
            row += cases[k].days * worlds
        self.counts = np.zeros((len(codes.COUNTS), row), np.int32)
        self.levels = np.zeros((len(codes.LEVELS), row))
        self.responses: dict[tuple[int, int], tuple[Column, Column]] = {}

    def put(self, number: int, world: int, result: CaseResult) -> None:
        """Keep what a case gave in a world."""
        days = self.cases[number].days
        start = self.first_row[number] + world * days
        self.counts[:, start : start + days] = result.counts.T
        self.levels[:, start : start + days] = result.levels.T
        self.responses[number, world] = (result.response_day, result.response_min)

    def response_minutes(self) -> Responses:
        """Return the minutes to every reply of every world."""
        found: Responses = {}
        for k in self.order:
            name, point = self.cases[k].policy.name, point_text(self.cases[k].point)
            for world in range(self.worlds):
                found[name, point, world] = self.responses[k, world][1]
        return found

    def daily(self) -> pd.DataFrame:
        """Return the tidy daily table."""
        count = dict(zip(codes.COUNTS, self.counts, strict=True))
        level = dict(zip(codes.LEVELS, self.levels, strict=True))
        followers = level["n_followers"].astype(np.int32)
        coming = {name: count[name] for name in codes.COUNTS if name.startswith("new_followers_")}
        going = {name: count[name] for name in codes.COUNTS if name.startswith("lost_followers_")}
        replies = {name: count[name] for name in codes.COUNTS if name.startswith(REPLY_PREFIX)}
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
        }
        return pd.DataFrame(columns, copy=False)

    def _keys(self) -> dict[str, Any]:
        blocks = [(self.cases[k].days, self.cases[k]) for k in self.order]
        rows = [days * self.worlds for days, _ in blocks]
        worlds = np.arange(self.worlds, dtype=np.int32)
        return {
            "policy": _repeated([case.policy.name for _, case in blocks], rows),
            "point": _repeated([point_text(case.point) for _, case in blocks], rows),
            "world": np.concatenate([np.repeat(worlds, days) for days, _ in blocks]),
            "company": _repeated([case.company for _, case in blocks], rows),
            "day": np.concatenate([np.tile(np.arange(days, dtype=np.int32), self.worlds) for days, _ in blocks]),
        }

    def _response_times(self) -> tuple[Column, Column, Column]:
        """Return by day of the message: how many were ever answered, and median and mean of the minutes it took."""
        rows, minutes = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
        for k in self.order:
            for world in range(self.worlds):
                day, minute = self.responses[k, world]
                rows.append(self.first_row[k] + world * self.cases[k].days + day.astype(np.int64))
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

"""The summary of a run: what ``summary.json`` says about every policy and sweep point."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np

import followersim
from followersim.analysis import statistics, storms
from followersim.analysis.frames import Block, baselines, paired_rows, split
from followersim.analysis.optional import gesture_effects, optional_measures, ratio
from followersim.analysis.table import summary_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from followersim.analysis.inputs import ScenarioLike

    Values = NDArray[np.float64]
    Responses = Mapping[tuple[str, str, int, str], NDArray[np.float64]]

__all__ = ["DIFFERENCES", "measures_of", "summarise", "summary_table"]

SUMS = (
    "new_followers", "lost_followers", "n_posts", "n_views", "n_likes", "n_shares", "n_praise", "n_questions",
    "n_criticism", "n_defences", "n_answers_to_questions", "n_received", "n_answered", "n_replies", "n_media",
    "staff_hours", "cost",
)  # fmt: skip
BY_KIND = {
    "new_followers_by_cause": "new_followers_",
    "lost_followers_by_cause": "lost_followers_",
    "n_replies_by_type": "n_replies_",
}
# measure: +1 when more is better, -1 when less is better
DIFFERENCES = {
    "n_followers_end": 1, "new_followers": 1, "lost_followers": -1, "n_criticism": -1, "n_praise": 1,
    "peak_critics_24h": -1, "staff_hours": -1, "cost": -1, "mean_trust_end": 1,
}  # fmt: skip
P_CLEAR = 0.05
BETTER, WORSE, UNCLEAR = "better", "worse", "no clear difference"
_WEEK = 7


def measures_of(block: Block, responses: Responses | None = None) -> dict[str, Values]:
    """Return every measure of the whole period, one value per world; names of kinds are "group/kind".

    Flows are sums over the period. ``share_answered`` is answered by received messages; ``engagement_per_post`` is
    likes, shares and answers to questions per post; ``share_rate`` shares per view; ``share_active_week`` and
    ``contact_frequency`` are means over days (the first six days, which lack a full week, are left out of the former
    where there are more). ``first_response_min`` is the median delay of all replies if ``responses`` has them, else
    the median of the daily medians weighted by replies. What only some scenarios have is in ``optional``.
    """
    sums = {name: block.measure(name).sum(axis=1) for name in SUMS}
    active = block.measure("share_active_week")
    active = active[:, _WEEK - 1 :] if block.n_days >= _WEEK else active
    result = {
        "n_followers_start": np.full(len(block.worlds), float(block.followers)),
        "n_followers_end": block.measure("n_followers")[:, -1],
        **sums,
        "share_answered": ratio(sums["n_answered"], sums["n_received"]),
        "mean_trust_end": block.measure("mean_trust")[:, -1],
        "share_active_week": active.mean(axis=1),
        "contact_frequency": block.measure("contact_frequency").mean(axis=1),
        "share_rate": ratio(sums["n_shares"], sums["n_views"]),
        "engagement_per_post": ratio(
            sums["n_likes"] + sums["n_shares"] + sums["n_answers_to_questions"], sums["n_posts"]
        ),
        "peak_critics_24h": block.measure("critics_24h").max(axis=1),
        "peak_share_angry": block.measure("share_angry").max(axis=1),
        "peak_queue": block.measure("queue").max(axis=1),
        **_response_times(block, responses),
        **optional_measures(block),
    }
    for group, prefix in BY_KIND.items():
        for name in block.measures:
            if name.startswith(prefix):
                result[f"{group}/{name.removeprefix(prefix)}"] = block.measure(name).sum(axis=1)
    return result


def _response_times(block: Block, responses: Responses | None) -> dict[str, Values]:
    """Return median and mean minutes to the first reply per world, NaN in worlds without replies."""
    replies = block.measure("n_answered")
    daily_mean = block.measure("first_response_min_mean")
    known = ~np.isnan(daily_mean) & (replies > 0)
    mean = ratio(np.where(known, daily_mean * replies, 0.0).sum(axis=1), np.where(known, replies, 0.0).sum(axis=1))
    if responses is None:
        median = _weighted_median(block.measure("first_response_min"), replies)
    else:
        keys = [(block.policy, block.point, int(world), block.company) for world in block.worlds]
        delays = [responses.get(key, np.empty(0)) for key in keys]
        median = np.array([np.median(d) if len(d) else np.nan for d in delays])
        mean = np.array([np.mean(d) if len(d) else np.nan for d in delays])
    return {"first_response_min": median, "first_response_min_mean": mean}


def _weighted_median(values: Values, weights: Values) -> Values:
    """Return the weighted median of each row, NaN values left out."""
    order = np.argsort(values, axis=1)
    values = np.take_along_axis(values, order, axis=1)
    weights = np.where(np.isnan(values), 0.0, np.take_along_axis(weights, order, axis=1))
    total = weights.cumsum(axis=1)
    at = (total >= total[:, -1:] / 2).argmax(axis=1)
    middle: Values = values[np.arange(len(values)), at]
    return np.where(total[:, -1] > 0, middle, np.nan)


def _safe(value: float) -> float | None:
    """Return a number that JSON knows: NaN and infinity become None."""
    return float(value) if math.isfinite(value) else None


def _statistics(measures: dict[str, Values]) -> dict[str, Any]:
    """Return the six statistics of every measure, kinds nested under their group."""
    rows = statistics.six_rows(np.stack(list(measures.values())))
    result: dict[str, Any] = {}
    for name, row in zip(measures, rows.tolist(), strict=True):
        six = {key: _safe(value) for key, value in zip(statistics.STATISTICS, row, strict=True)}
        group, _, kind = name.partition("/")
        if kind:
            result.setdefault(group, {})[kind] = six
        else:
            result[name] = six
    return result


def _verdict(good: float, *, clear: bool) -> str:
    """Return the verdict in words; good is positive when the change is for the better."""
    if not clear:
        return UNCLEAR
    return BETTER if good > 0 else WORSE


def _differences(ours: dict[str, Values], theirs: dict[str, Values], stormy: tuple[Any, Any]) -> dict[str, Any]:
    """Return the paired differences of a policy to the baseline in the worlds that both have."""
    result: dict[str, Any] = {}
    for name, direction in DIFFERENCES.items():
        diff = ours[name] - theirs[name]
        found = statistics.paired_median(diff)
        known = diff[~np.isnan(diff)]
        higher, lower = int((known > 0).sum()), int((known < 0).sum())
        better = higher if direction > 0 else lower
        result[name] = {
            **{key: _safe(value) for key, value in statistics.six_numbers(diff).items()},
            "median": _safe(found.median), "low": _safe(found.low), "high": _safe(found.high), "level": found.level,
            "n": len(known), "worlds_higher": higher, "worlds_lower": lower, "p": statistics.sign_test(higher, lower),
            "share_worlds_better": better / len(known) if len(known) else None,
            "clear": found.clear(),
            "verdict": _verdict(found.low * direction, clear=found.clear()),
        }  # fmt: skip
    pairs = statistics.paired_storms(*stormy)
    clear = pairs.p < P_CLEAR
    result["shitstorm"] = {
        "prevented": pairs.prevented, "caused": pairs.caused, "both": pairs.both, "neither": pairs.neither,
        "p": pairs.p, "clear": clear, "verdict": _verdict(pairs.prevented - pairs.caused, clear=clear),
    }  # fmt: skip
    return result


def _storms(block: Block, wind: Values) -> dict[str, Any]:
    """Return how many storms there were in all worlds, and their days, size, first day and causes."""
    criticism, critics = block.measure("n_criticism"), block.measure("critics_24h")
    own = block.own_events
    others = [event for event in block.case.events if event not in own]
    found = [
        storm
        for row in np.flatnonzero(storms.had_shitstorm(wind))
        for storm in storms.storms_of_world(wind[row], criticism[row], critics[row], own, others)
    ]
    causes: dict[str, int] = {}
    for storm in found:
        causes[storm.cause] = causes.get(storm.cause, 0) + 1
    values = {
        "start": [float(s.start) for s in found],
        "days": [float(s.end - s.start + 1) for s in found],
        "size": [float(s.size) for s in found],
    }
    numbers = {name: np.array(value) if value else np.array([np.nan]) for name, value in values.items()}
    return {"n": len(found), "by_cause": dict(sorted(causes.items())), **_statistics(numbers)}


def _result(block: Block, responses: Responses | None) -> tuple[dict[str, Any], dict[str, Values], NDArray[np.bool_]]:
    """Return the summary of one block without its differences, its measures, and which worlds were stormy."""
    measures = measures_of(block, responses)
    wind = block.measure("wind_force")
    strongest = wind.max(axis=1).astype(np.int64)
    stormy = storms.had_shitstorm(wind)
    k, n = int(stormy.sum()), len(stormy)
    low, high = statistics.wilson(k, n)
    result = {
        "policy": block.policy, "company": block.company, "point": json.loads(json.dumps(dict(block.case.point))),
        "baseline": block.case.baseline, "worlds": n, "days": block.n_days, **_statistics(measures),
        "shitstorm": {"k": k, "n": n, "share": k / n, "low": low, "high": high},
        "wind_force": {str(force): int((strongest == force).sum()) for force in storms.WIND_FORCES},
        "storms": _storms(block, wind),
    }  # fmt: skip
    if (effects := gesture_effects(measures, _statistics)) is not None:
        result["gesture_effects"] = effects
    return result, measures, stormy


def summarise(daily: pd.DataFrame, scenario: ScenarioLike, responses: Responses | None = None) -> dict[str, Any]:
    """Return the content of ``summary.json``: numbers only that JSON knows, one result per policy, point and company.

    ``responses`` maps (policy name, canonical JSON of the point, world, company) to the minutes of all first replies.
    The baseline is the first policy at the same point; its own ``difference`` is empty, as is everybody's when the
    baseline was not run. Differences use the worlds that both policies have; another company is compared with itself
    under the baseline.
    """
    blocks = split(daily, scenario)
    against = baselines(blocks)
    results, kept = [], {}
    for block in blocks:
        result, measures, stormy = _result(block, responses)
        results.append(result)
        kept[id(block)] = ({name: measures[name] for name in DIFFERENCES}, stormy)
    for block, result in zip(blocks, results, strict=True):
        base = against.get((block.point, block.company))
        result["difference"] = {}
        if base is None or base is block:
            continue
        ours, theirs = paired_rows(block, base)
        (measures, stormy), (base_measures, base_stormy) = kept[id(block)], kept[id(base)]
        if len(ours):
            result["difference"] = _differences(
                {name: values[ours] for name, values in measures.items()},
                {name: values[theirs] for name, values in base_measures.items()},
                (stormy[ours], base_stormy[theirs]),
            )
    return {
        "followersim": followersim.__version__,
        "scenario": scenario.slug,
        "hash": scenario.hash,
        "seed": scenario.seed,
        "worlds": max((block.worlds.size for block in blocks), default=0),
        "days": max((block.n_days for block in blocks), default=scenario.days),
        "results": results,
    }

"""The summary of a run: what ``summary.json`` says about every policy and sweep point."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

import followersim
from followersim.analysis import statistics, storms
from followersim.analysis.frames import split
from followersim.analysis.optional import gesture_effects, optional_measures, ratio
from followersim.analysis.table import summary_table
from followersim.analysis.wholes import StormTally, Whole, safe, six_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from followersim.analysis.frames import Block
    from followersim.analysis.inputs import ScenarioLike

    Values = NDArray[np.float64]
    Responses = Mapping[tuple[str, str, int, str], NDArray[np.float64]]

__all__ = ["DIFFERENCES", "measures_of", "summarise", "summary_of", "summary_table", "whole_of"]

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
        median = weighted_median(block.measure("first_response_min"), replies)
    else:
        keys = [(block.policy, block.point, int(world), block.company) for world in block.worlds]
        delays = [responses.get(key, np.empty(0)) for key in keys]
        median = np.array([np.median(d) if len(d) else np.nan for d in delays])
        mean = np.array([np.mean(d) if len(d) else np.nan for d in delays])
    return {"first_response_min": median, "first_response_min_mean": mean}


def weighted_median(values: Values, weights: Values) -> Values:
    """Return the weighted median of each row, NaN values left out."""
    order = np.argsort(values, axis=1)
    values = np.take_along_axis(values, order, axis=1)
    weights = np.where(np.isnan(values), 0.0, np.take_along_axis(weights, order, axis=1))
    total = weights.cumsum(axis=1)
    at = (total >= total[:, -1:] / 2).argmax(axis=1)
    middle: Values = values[np.arange(len(values)), at]
    return np.where(total[:, -1] > 0, middle, np.nan)


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
            **{key: safe(value) for key, value in statistics.six_numbers(diff).items()},
            "median": safe(found.median), "low": safe(found.low), "high": safe(found.high), "level": found.level,
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


def whole_of(block: Block, responses: Responses | None = None) -> Whole:
    """Return a block's whole period, everything in memory."""
    tally = StormTally()
    tally.add(block)
    strongest = block.measure("wind_force").max(axis=1)
    return Whole(
        block.case,
        block.company,
        block.point,
        block.worlds,
        block.n_days,
        measures_of(block, responses),
        lambda: strongest,
        tally.numbers(),
    )


def _result(whole: Whole, level: float) -> dict[str, Any]:
    """Return the summary of one policy, point and company without its differences."""
    strongest = whole.strongest().astype(np.int64)
    k, n = int(whole.stormy.sum()), len(whole.worlds)
    low, high = statistics.wilson(k, n, level)
    result = {
        "policy": whole.case.policy.name, "company": whole.company,
        "point": json.loads(json.dumps(dict(whole.case.point))),
        "baseline": whole.case.baseline, "worlds": n, "days": whole.n_days, **six_of(whole.measures),
        "shitstorm": {"k": k, "n": n, "share": k / n, "low": low, "high": high},
        "wind_force": {str(force): int((strongest == force).sum()) for force in storms.WIND_FORCES},
        "storms": whole.storms,
    }  # fmt: skip
    if (effects := gesture_effects(whole.measures, six_of)) is not None:
        result["gesture_effects"] = effects
    return result


def _compared(whole: Whole, base: Whole | None) -> dict[str, Any]:
    """Return the differences to the baseline in the worlds that both have; nothing for the baseline itself."""
    if base is None or base is whole:
        return {}
    _, ours, theirs = np.intersect1d(whole.worlds, base.worlds, assume_unique=True, return_indices=True)
    if not len(ours):
        return {}
    return _differences(
        {name: whole.measures[name][ours] for name in DIFFERENCES},
        {name: base.measures[name][theirs] for name in DIFFERENCES},
        (whole.stormy[ours], base.stormy[theirs]),
    )


def summarise(daily: pd.DataFrame, scenario: ScenarioLike, responses: Responses | None = None) -> dict[str, Any]:
    """Return the content of ``summary.json``: numbers only that JSON knows, one result per policy, point and company.

    ``responses`` maps (policy name, canonical JSON of the point, world, company) to the minutes of all first replies.
    The baseline is the first policy at the same point; its own ``difference`` is empty, as is everybody's when the
    baseline was not run. Differences use the worlds that both policies have; another company is compared with itself
    under the baseline.
    """
    return summary_of([whole_of(block, responses) for block in split(daily, scenario)], scenario)


def summary_of(wholes: Sequence[Whole], scenario: ScenarioLike, level: float = statistics.LEVEL) -> dict[str, Any]:
    """Return the content of ``summary.json`` from values per world; see ``summarise``.

    ``level`` is that of the interval of the likelihood. Policies are gone through one after the other, which is the
    order of the tables on the disk.
    """
    against = {(whole.point, whole.company): whole for whole in wholes if whole.case.baseline}
    policies = {name: n for n, name in enumerate(dict.fromkeys(whole.case.policy.name for whole in wholes))}
    results: list[dict[str, Any]] = [{}] * len(wholes)
    for n in sorted(range(len(wholes)), key=lambda n: policies[wholes[n].case.policy.name]):
        whole = wholes[n]
        difference = _compared(whole, against.get((whole.point, whole.company)))
        results[n] = {**_result(whole, level), "difference": difference}
    return {
        "followersim": followersim.__version__,
        "scenario": scenario.slug,
        "hash": scenario.hash,
        "seed": scenario.seed,
        "worlds": max((len(whole.worlds) for whole in wholes), default=0),
        "days": max((whole.n_days for whole in wholes), default=scenario.days),
        "results": results,
    }

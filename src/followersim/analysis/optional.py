"""Measures that only some scenarios have: advertising, surveys, leaks, false claims, other companies.

They are in the daily frame, and so in the summary, where the scenario can have them at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.analysis import statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from followersim.analysis.frames import Block

    Values = NDArray[np.float64]

AUDIENCES: Final = ("own", "other", "both")
"""Who sees a gesture towards another company: followers of one's own only, of the other only, of both."""

SUMS: Final = (
    "n_ad_contacts", "n_corrections", "n_leaks_prevented", "n_survey_answers", "n_gestures", "n_gestures_received",
    *(f"{name}_{audience}" for name in ("n_reached", "n_liked", "trust") for audience in AUDIENCES),
)  # fmt: skip


def ratio(top: Values, bottom: Values) -> Values:
    """Divide, giving NaN where there is nothing to divide by."""
    result: Values = np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom > 0)
    return result


def optional_measures(block: Block) -> dict[str, Values]:
    """Return the measures of the whole period that the frame has, one value per world.

    Flows are sums. ``survey_trust`` is the mean trust of those who answered surveys, each answer counting once;
    ``is_silent`` is 1 where the account was given up; ``cost_per_contact`` is the whole cost by all contacts, bought or
    not: posts, replies and advertisements seen.
    """
    result = {name: block.measure(name).sum(axis=1) for name in SUMS if name in block.columns}
    if "n_ad_contacts" in result:
        contacts = block.measure("contact_frequency") * np.maximum(block.measure("n_followers"), 1.0)
        result["cost_per_contact"] = ratio(block.measure("cost").sum(axis=1), np.rint(contacts).sum(axis=1))
    if "survey_trust" in block.columns:
        answers, trust = block.measure("n_survey_answers"), block.measure("survey_trust")
        result["survey_trust"] = ratio(np.where(answers > 0, answers * trust, 0.0).sum(axis=1), answers.sum(axis=1))
    if "is_silent" in block.columns:
        result["is_silent"] = block.measure("is_silent").max(axis=1)
    return result


def gesture_effects(
    measures: Mapping[str, Values], six: Callable[[dict[str, Values]], dict[str, Any]]
) -> dict[str, Any] | None:
    """Return what gestures towards other companies did in each audience; nothing if the scenario has none.

    ``likes_per_gesture`` and ``trust_per_reached``, the trust (0-1) moved by each time that a gesture is seen, have the
    six statistics over worlds; the latter also the interval of its median, and whether that is clear of zero.
    """
    if "n_gestures" not in measures:
        return None
    found = {}
    for audience in AUDIENCES:
        trust = ratio(measures[f"trust_{audience}"], measures[f"n_reached_{audience}"])
        likes = ratio(measures[f"n_liked_{audience}"], measures["n_gestures"])
        numbers = six({"likes_per_gesture": likes, "trust_per_reached": trust})
        median = statistics.paired_median(trust)
        numbers["trust_per_reached"] |= {
            "low": median.low if median.level else None,
            "high": median.high if median.level else None,
            "level": median.level,
            "n": int((~np.isnan(trust)).sum()),
            "clear": median.clear(),
        }
        found[audience] = numbers
    return found

"""Which policies a chart has room for: all of them, but four in a large room, where everything is written larger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.charts import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Result = Mapping[str, Any]

MOST: Final = 4
_CHOOSE: Final = ("gained_lost", "wind", "causes", "story", "audience")  # decide for themselves, in every room
_MOST_IN: Final = {"feedback": 3, "response": 3}  # panels side by side, labels of three lines


def _value(name: str) -> Callable[[Result], float]:
    """Return what a chart is about, as one number of a result."""
    measures: dict[str, Callable[[Result], Any]] = {
        "growth": lambda r: r["n_followers_end"]["median"],
        "feedback": lambda r: r["n_criticism"]["mean"],
        "trust": lambda r: 100 * r["mean_trust_end"]["median"],
        "response": lambda r: r["first_response_min"]["median"],
    }
    measure = measures.get(name, _storms)
    return lambda result: float(measure(result) or 0.0)


def _storms(result: Result) -> float:
    return float(result["shitstorm"]["share"])


def policies_shown(name: str, results: Sequence[Result]) -> list[str]:
    """Return the policies that are shown, in their order: the first one, and those that differ most from it."""
    every = list(dict.fromkeys(str(result["policy"]) for result in results))
    most = _MOST_IN.get(name, MOST)
    if not theme.look().large_room or len(every) <= most or name in _CHOOSE:
        return every
    value = _value(name)
    base = {str(r["point"]): value(r) for r in results if r["policy"] == every[0]}
    apart = {
        policy: max(abs(value(r) - base.get(str(r["point"]), 0.0)) for r in results if r["policy"] == policy)
        for policy in every[1:]
    }
    best = set(sorted(apart, key=lambda policy: -apart[policy])[: most - 1])
    return [every[0], *(policy for policy in every[1:] if policy in best)]

"""Goals without worlds: numbers that follow from the knobs by a formula, so that the right answer is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from followersim.calibration.goals import Goal, Measured
from followersim.validation.validate import MET, NOT_MET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAME = {"en": "something", "de": "etwas"}
ERROR = 0.001


@dataclass
class MadeUpGoals:
    """Goals whose values `formula` gives for the changed parameters; it counts how often it is asked.

    `stop_after` so many questions, Ctrl-C is pressed.
    """

    goals: tuple[Goal, ...]
    formula: Callable[[Mapping[str, float]], dict[str, float]]
    stop_after: int | None = None
    asked: list[dict[str, float]] = field(default_factory=list)

    def identity(self) -> dict[str, Any]:
        """Return the goals' names and limits."""
        return {goal.key: [goal.low, goal.high] for goal in self.goals}

    def measure(self, changes: Mapping[str, float], *, fresh: bool) -> dict[str, Measured]:
        """Return the values, nearly without chance."""
        if self.stop_after is not None and len(self.asked) >= self.stop_after:
            raise KeyboardInterrupt
        self.asked.append({**changes, "fresh": float(fresh)})
        return {
            key: Measured(value, value - 2 * ERROR, value + 2 * ERROR) for key, value in self.formula(changes).items()
        }

    def verdict(self, goal: Goal, found: Measured) -> str:
        """Say whether the value lies in the band."""
        return MET if goal.low <= found.value <= goal.high else NOT_MET


def band(key: str, low: float, high: float, point: float | None = None) -> Goal:
    """Return a goal with a band."""
    return Goal(key=key, title=NAME, unit="%", low=low, high=high, point=point)

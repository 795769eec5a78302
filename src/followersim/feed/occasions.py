"""What made one company turn to another in public: the model counts the gesture, its words should fit the occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.model import codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.model.records import World

FORCED_FROM: Final = 0.2
"""How forced a gesture is, 0-1 as in the model, from which one can tell by its words."""

_NIGHT_H: Final = 24  # a gesture may wait for the hours in which the account posts


def occasion_of(row: Mapping[str, Any], worlds: Sequence[World], this: int, parameters: Mapping[str, float]) -> str:
    """Return why a company makes a gesture: `answer`, `launch`, `storm`, nothing in particular (""), or `forced`."""
    limit = parameters["forced_below"]
    if row["heat"] < limit * (1.0 - FORCED_FROM):
        return "forced"
    other = worlds[row["about"] - 1]
    waits = max(1, int(worlds[this].playbook["gesture_delay_h"][0]))
    hour = row["hour"]
    posts = other.messages[: int(other.state["n_messages"][0])]
    posts = posts[posts["author"] < 0]
    towards_us = (posts["content"] >= codes.FIRST_GESTURE) & (posts["about"] == this + 1)
    if bool((towards_us & (posts["hour"] == hour - waits)).any()):
        return "answer"
    since = hour - waits - _NIGHT_H
    launches = (posts["content"] == codes.LAUNCH) & (posts["hour"] < hour) & (posts["hour"] >= since)
    if bool(launches.any()):
        return "launch"
    winds = other.levels[max(0, since // 24) : hour // 24 + 1, codes.L_WIND]
    return "storm" if winds.max(initial=0.0) >= parameters["storm_noticed_from"] else ""

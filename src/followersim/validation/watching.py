"""What is taken down of a world hour by hour: who leaves when, what a reply does, when posts are seen.

Stepping by the hour changes nothing in the world. Nothing here is drawn anew: it is what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from followersim.model import codes
from followersim.model.simulation import Simulation
from followersim.validation.observing import messages_of, numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.model.records import Column
    from followersim.model.setup import Setup
    from followersim.validation.observing import Observed

CAPACITY: Final = 1 << 15
LONGEST_VIEW_MIN: Final = 7 * 24 * 60
QUICK_MIN, SLOW_MIN = 6, 60
DAYS_AFTER: Final = 7


class Watcher(Protocol):
    """Looks at a world before and after each hour."""

    def before(self, hour: int) -> None:
        """Look at what is about to happen."""

    def after(self, hour: int) -> None:
        """Look at what has happened."""

    def found(self) -> Observed:
        """Return what was taken down."""


def hour_by_hour(make: Callable[[Simulation], Watcher]) -> Callable[[Setup, int, int], Observed]:
    """Make an observer of what watches a world while it runs; a world that outgrows its arrays is watched again."""

    def observe(setup: Setup, seed: int, world: int) -> Observed:
        capacity = CAPACITY
        while True:
            simulation = Simulation(setup, seed, world, capacity=capacity)
            capacity = simulation.capacity
            watcher = make(simulation)
            while simulation.hour < setup.n_hours:
                hour = simulation.hour
                watcher.before(hour)
                simulation.advance(hour + 1)
                if simulation.capacity > capacity:
                    break
                watcher.after(hour)
            else:
                return watcher.found()
            capacity = simulation.capacity

    return observe


class _Views:
    """Takes down after how many minutes posts are seen: how many views come in the minute 0, 1, 2 ..."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation
        self._delays = np.zeros(LONGEST_VIEW_MIN + 1)

    def before(self, hour: int) -> None:
        """Count the views that have been waiting for this hour."""
        world = self._simulation.arrays
        messages, waiting = world.messages, world.waiting
        slot = int(world.first[hour])
        while slot >= 0:
            thing = waiting[slot]
            message = messages[thing["message"]]
            if thing["what"] == codes.SEES and message["kind"] == codes.POST:
                delay = (hour - int(message["hour"])) * 60 + int(thing["minute"]) - int(message["minute"])
                self._delays[min(delay, LONGEST_VIEW_MIN)] += 1
            slot = int(thing["next"])

    def after(self, hour: int) -> None:
        """Count the views of posts in the hour of their publication, as spread evenly over the rest of this hour."""
        messages = messages_of(self._simulation)
        for post in messages[(messages["kind"] == codes.POST) & (messages["hour"] == hour)]:
            rest = 60 - int(post["minute"])
            self._delays[:rest] += int(post["n_views"]) / rest

    def found(self) -> Observed:
        """Return the histogram of delays."""
        return {"delays": self._delays}


class _Replies:
    """Takes down the trust that critics gain in the hour in which a friendly reply reaches them, by its delay.

    Only replies that come in another hour than the message count: what happened in the hour of the message itself has
    moved the author's trust, too.
    """

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation
        self._waiting = np.zeros(0, np.int64)
        self._trust = np.zeros(0)
        self._sums = dict.fromkeys(("quick", "quick_gain", "slow", "slow_gain"), 0.0)

    def before(self, hour: int) -> None:
        """Remember the trust of the authors whose criticism has no reply yet."""
        del hour
        messages = messages_of(self._simulation)
        self._waiting = np.flatnonzero((messages["kind"] == codes.CRITICISM) & (messages["reply_hour"] < 0))
        self._trust = self._trust_of(messages[self._waiting])

    def _trust_of(self, messages: Column) -> Column:
        trust: Column = self._simulation.arrays.ties["trust"][messages["author"]]
        return trust

    def after(self, hour: int) -> None:
        """Look at those who have got one."""
        messages = messages_of(self._simulation)[self._waiting]
        kind = self._simulation.arrays.replies["author_trust"] >= 0.0
        got = messages["reply_hour"] == hour
        got[got] = kind[messages["reply"][got]]
        gain, delay = (self._trust_of(messages) - self._trust)[got], messages["delay_min"][got]
        for name, chosen in (("quick", delay < QUICK_MIN), ("slow", delay > SLOW_MIN)):
            self._sums[name] += float(chosen.sum())
            self._sums[f"{name}_gain"] += float(gain[chosen].sum())

    def found(self) -> Observed:
        """Return numbers of replies and sums of gains."""
        return numbers(**self._sums)


class _Concerned:
    """Takes down what becomes of those who complain and are answered harshly or, by luck alone, not at all.

    Everybody's first complaint counts, unless they only joined in. Who leaves or criticises again within a week, has.
    """

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation
        self._followed = simulation.arrays.follows.copy()
        self._changes: list[tuple[int, int]] = []  # hour and person

    def before(self, hour: int) -> None:
        """Nothing can be known yet."""

    def after(self, hour: int) -> None:
        """Take down who has begun or ceased to follow."""
        follows = self._simulation.arrays.follows
        self._changes += [(hour, int(person)) for person in np.flatnonzero(follows != self._followed)]
        np.copyto(self._followed, follows)

    def found(self) -> Observed:
        """Return how many there were, how many of them left and how many told others."""
        setup, messages = self._simulation.setup, messages_of(self._simulation)
        changed: dict[int, list[int]] = {}
        for hour, person in self._changes:
            changed.setdefault(person, []).append(hour)
        criticism = messages[messages["kind"] == codes.CRITICISM]
        wrote: dict[int, list[int]] = {}
        for message in criticism:
            wrote.setdefault(int(message["author"]), []).append(int(message["hour"]))
        sums = dict.fromkeys(
            (f"{what}_{whom}" for whom in ("harsh", "ignored") for what in ("all", "told", "followed", "left")), 0.0
        )
        seen: set[int] = set()
        for message in criticism[criticism["is_addressed"] == 1]:
            person, hour = int(message["author"]), int(message["hour"])
            if person in seen or hour >= setup.n_hours - DAYS_AFTER * 24:
                continue
            seen.add(person)
            if message["is_viral"] == 1 or message["reply"] not in (codes.HARSH, codes.NO_REPLY):
                continue
            whom = "harsh" if message["reply"] == codes.HARSH else "ignored"
            until = hour + DAYS_AFTER * 24
            sums[f"all_{whom}"] += 1
            sums[f"told_{whom}"] += any(hour < when <= until for when in wrote[person])
            # every change turns following into not following, or the other way round
            earlier = sum(when < hour for when in changed.get(person, ()))
            if (person < setup.n_followers) == (earlier % 2 == 0):
                sums[f"followed_{whom}"] += 1
                sums[f"left_{whom}"] += any(hour <= when <= until for when in changed.get(person, ()))
        return numbers(**sums)


views = hour_by_hour(_Views)
replies = hour_by_hour(_Replies)
concerned = hour_by_hour(_Concerned)

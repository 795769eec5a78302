"""The people of a world: fixed traits, drawn from the world's luck, one row per person."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from followersim.model import codes
from followersim.model.compiling import entry
from followersim.model.records import PERSON, Column, World
from followersim.model.rules.feeling import usual_engagement
from followersim.model.streams import (
    FOLLOWS_TOO,
    IRRITABILITY,
    PATIENCE,
    PRESENCE,
    READERS,
    SEGMENT,
    TALK,
    TRUST,
    bell,
    luck,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.model.parameters import Parameters

PRESENCE_CLASSES = 10


def presence_of_classes(parameters: Parameters) -> Column:
    """Return the presence of each class: quantiles of a log-normal; the mean over everybody, dormant or not, is 1."""
    spread = parameters.values["presence_spread"]
    middle = [NormalDist().inv_cdf((k + 0.5) / PRESENCE_CLASSES) for k in range(PRESENCE_CLASSES)]
    raw = np.array([math.exp(spread * z) for z in middle])
    presence: Column = raw / raw.mean() / max(1e-9, 1.0 - parameters.values["dormant"])
    return presence


@entry
def draw_people(people: Column, n_followers: int, key: np.uint64, shares: Column, segments: Column, p: Column) -> None:
    """Draw the traits of everybody; the first `n_followers` are followers at the start."""
    par = p[0]
    for i in range(len(people)):
        person = people[i]
        row = 0 if i < n_followers else 1
        u = luck(key, i, 0, SEGMENT)
        segment = 0
        while segment < len(segments) - 1 and u >= shares[row, segment]:
            segment += 1
        kind = segments[segment]
        person.segment = segment
        u = luck(key, i, 0, PRESENCE)
        dormant = min(1.0, max(0.0, 1.0 - (1.0 - par.dormant) * kind.presence))
        person.presence = PRESENCE_CLASSES
        if u >= dormant:
            person.presence = min(PRESENCE_CLASSES - 1, int((u - dormant) / (1.0 - dormant) * PRESENCE_CLASSES))
        spread = par.talk_spread
        person.talk = kind.talk * min(par.talk_cap, math.exp(spread * bell(key, i, 0, TALK) - 0.5 * spread * spread))
        own = kind.irritability + par.irritability_spread * bell(key, i, 0, IRRITABILITY)
        person.irritability = min(1.0, max(0.0, own))
        person.patience_min = par.patience_median_min * math.exp(par.patience_spread * bell(key, i, 0, PATIENCE))
        readers = par.distant_readers_median * math.exp(par.distant_readers_spread * bell(key, i, 0, READERS))
        person.n_distant = int(min(readers * kind.readers, par.distant_readers_cap))


@entry
def group(labels: Column, n_groups: int, ids: Column, start: Column, place: Column) -> None:
    """Sort ids by label, in order of id within each group; labels of `n_groups` or more are left out."""
    for i in range(len(labels)):
        if labels[i] < n_groups:
            start[labels[i] + 1] += 1
    for k in range(n_groups):
        start[k + 1] += start[k]
    for k in range(n_groups):
        place[k] = start[k]
    for i in range(len(labels)):
        label = labels[i]
        if label < n_groups:
            ids[place[label]] = i
            place[label] += 1


def grouped(labels: Column, n_groups: int) -> tuple[Column, Column]:
    """Return (ids, start): the ids of group g are `ids[start[g]:start[g + 1]]`."""
    start = np.zeros(n_groups + 1, np.int64)
    ids = np.zeros(len(labels), np.int32)
    group(labels, n_groups, ids, start, np.zeros(n_groups, np.int64))
    return ids[: start[-1]].copy(), start


@entry
def begin(w: World, followers: Column) -> None:
    """Set everybody's feelings to where they are at the start, and let those follow who are marked in `followers`."""
    s = w.state[0]
    s.trust_sum = 0.0
    for i in range(len(w.ties)):
        tie = w.ties[i]
        kind = w.segments[w.people[i].segment]
        tie.trust = min(0.98, max(0.02, kind.trust + kind.trust_spread * bell(s.key, i, 0, TRUST)))
        tie.engagement = usual_engagement(w, i)
        tie.anger = 0.0
        tie.fatigue = 0.0
        tie.crowding = 0.0
        tie.touched = 0
        tie.since = -1
        tie.last_critic = -1
        tie.last_active = -1
        tie.via = codes.FROM_START
        tie.n_answers = 0
        tie.n_heard = 0
        tie.n_unthanked = 0
        tie.is_angry = 0
        tie.visited = 0
        tie.knows = 0
        if followers[i] == 1:
            tie.since = 0
            w.follows[i] = 1
            s.trust_sum += tie.trust


@entry
def overlapping(marks: Column, n_main: int, n_followers: int, n_shared: int, key: np.uint64) -> None:
    """Mark who follows another company: so many people, `n_shared` of them among the main one's `n_main` followers.

    Within a group people differ by luck alone, so a stretch of each will do, from a place that luck decides (`key` is
    the luck of the other company). Stretches keep followers together in memory, which makes a third of the time.
    """
    n_others = len(marks) - n_main
    first = int(luck(key, 0, 0, FOLLOWS_TOO) * n_main)
    for k in range(n_shared):
        marks[(first + k) % n_main] = 1
    first = int(luck(key, 1, 0, FOLLOWS_TOO) * n_others)
    for k in range(n_followers - n_shared):
        marks[n_main + (first + k) % n_others] = 1


@dataclass(frozen=True)
class People:
    """The fixed traits of a world's people, and lists of them by presence and by segment."""

    people: Column
    by_presence: Column
    presence_start: Column
    by_segment: Column
    segment_start: Column


def make_people(n_people: int, n_followers: int, key: np.uint64, shares: Column, parameters: Parameters) -> People:
    """Draw the people of a world; `shares` holds the cumulated shares of the segments (followers, others)."""
    people = np.zeros(n_people, PERSON)
    segments = parameters.table("segments")
    draw_people(people, n_followers, key, shares, segments, parameters.record())
    by_presence, presence_start = grouped(np.ascontiguousarray(people["presence"]), PRESENCE_CLASSES)
    by_segment, segment_start = grouped(np.ascontiguousarray(people["segment"]), len(segments))
    return People(people, by_presence, presence_start, by_segment, segment_start)


class Audience:
    """The crowd of a running world: one columnar collection with the verbs of a Mesa AgentSet.

    Example: `model.audience.select(lambda people: people["follows"]).agg("trust", np.mean)`.
    """

    def __init__(self, world: World, chosen: Column | None = None) -> None:
        self._world = world
        self._chosen = np.arange(len(world.people)) if chosen is None else chosen

    def __len__(self) -> int:
        return len(self._chosen)

    def __getitem__(self, column: str) -> Column:
        """Return a column of the chosen people: a trait, a feeling, `follows` or `id`. It is a copy."""
        if column == "follows":
            return self._world.ties["since"][self._chosen] >= 0
        if column == "id":
            return self._chosen.copy()
        fixed = column in (PERSON.names or ())
        source: Column = (self._world.people if fixed else self._world.ties)[column][self._chosen]
        return source

    def select(self, condition: Callable[[Audience], Column]) -> Audience:
        """Return those for whom a condition on the columns holds."""
        return Audience(self._world, self._chosen[condition(self)])

    def agg(self, column: str, function: Callable[[Column], Any]) -> Any:
        """Return a function of a column, such as its mean."""
        return function(self[column])

    def get(self, column: str) -> Column:
        """Return a column; the same as `audience[column]`."""
        return self[column]

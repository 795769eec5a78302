"""How the company is organised: who is there to work, which playbook holds, when it gives up, what it learns."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model.compiling import compiled

if TYPE_CHECKING:
    from followersim.model.records import World


@compiled
def is_on(mask: int, w: World, hour: int) -> bool:
    """Return whether a set of weekdays (bit 0 = Monday) holds the weekday of an hour."""
    return (mask >> ((w.state[0].start_weekday + hour // 24) % 7)) & 1 == 1


@compiled
def present(w: World, members: float, hour: int) -> int:
    """Return how many of so many people are there, rounded, halves downwards: some may be absent."""
    s = w.state[0]
    share = 1.0 - s.absent_share if hour < s.absent_until else 1.0
    return math.ceil(members * share - 0.5)


@compiled
def at_work(w: World, hour: int) -> int:
    """Return how many people answer in an hour: the team in its hours, else those on duty; 0 if nobody does."""
    book = w.playbook[0]
    if w.state[0].is_silent == 1:
        return 0
    if in_hours(w, hour):
        return present(w, book.members, hour)
    hour_of_day = hour % 24
    if is_on(int(book.duty_days), w, hour) and book.duty_from <= hour_of_day < book.duty_to:
        return present(w, book.duty_members, hour)
    return 0


@compiled
def in_hours(w: World, hour: int) -> bool:
    """Return whether an hour belongs to the regular working hours."""
    book = w.playbook[0]
    return is_on(int(book.work_days), w, hour) and book.works_from <= hour % 24 < book.works_to


@compiled
def end_of_shift(w: World, hour: int) -> float:
    """Return the minute since the start at which those who work in an hour go home."""
    book = w.playbook[0]
    ends = book.works_to if in_hours(w, hour) else book.duty_to
    return (hour - hour % 24 + ends) * 60.0


@compiled
def choose_playbook(w: World) -> None:
    """In a crisis another playbook may hold, from a wind force on and for as long as it blows."""
    crisis = w.books[1]
    if crisis.crisis_from <= 0.0:
        return
    which = 1 if w.state[0].wind >= crisis.crisis_from else 0
    w.playbook[0] = w.books[which]
    for rule in range(len(w.rules)):
        w.rules[rule] = w.rulesets[which, rule]


@compiled
def give_up(w: World) -> None:
    """An overwhelmed team falls silent for good, if that is the policy's way out."""
    s = w.state[0]
    limit = w.playbook[0].gives_up
    if limit > 0.0 and s.n_queue >= limit:
        s.is_silent = 1


@compiled
def learned(w: World) -> float:
    """Return by which share bad experiences have become rarer, because answers of followers were acted upon."""
    p = w.p[0]
    insight = w.state[0].insight
    return p.learning_max * insight / (insight + p.learning_half)

"""Staying, leaving, coming: every follower won or lost has a cause."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.compiling import compiled, whole
from followersim.model.rules.feeling import touch
from followersim.model.streams import (
    DISCOVERY,
    DISCOVERY_SKIP,
    FORGETS_SKIP,
    OFFER_JOINS,
    OFFER_OVER,
    OFFER_OVER_SKIP,
    OFFER_SKIP,
    luck,
    skip,
)

if TYPE_CHECKING:
    from followersim.model.records import World


@compiled
def follow(w: World, person: int, cause: int, hour: int) -> None:
    """A person who does not follow yet begins to follow, if there is an account."""
    tie = w.ties[person]
    if tie.since >= 0 or w.playbook[0].account == 0.0:
        return
    s = w.state[0]
    tie.since = hour
    w.follows[person] = 1
    tie.via = cause
    s.n_followers += 1
    s.trust_sum += tie.trust
    w.counts[hour // 24, codes.NEW_0 + cause - codes.DISCOVERED] += 1
    w.groups[w.people[person].segment, codes.G_NEW] += 1
    if tie.last_active >= 0:
        w.active[tie.last_active] += 1


@compiled
def leave(w: World, person: int, cause: int, hour: int) -> None:
    """A follower stops following."""
    tie = w.ties[person]
    if tie.since < 0:
        return
    s = w.state[0]
    tie.since = -1
    w.follows[person] = 0
    s.n_followers -= 1
    s.trust_sum -= tie.trust
    w.counts[hour // 24, codes.LOST_0 + cause] += 1
    w.groups[w.people[person].segment, codes.G_LOST] += 1
    if tie.last_active >= 0:
        w.active[tie.last_active] -= 1


@compiled
def loyalty(w: World, person: int) -> float:
    """Return the factor by which replies received lower the wish to leave."""
    return math.exp(-w.p[0].answered_keeps * min(3, w.ties[person].n_answers))


@compiled
def leaving_cause(origin: int) -> int:
    """Return under which cause somebody leaves who is driven away by criticism of this origin."""
    cause = codes.BAD_EXPERIENCE
    if origin in (codes.BY_INCIDENT, codes.BY_LEAK, codes.BY_CLAIM, codes.BY_SCANDAL):
        cause = codes.SCANDAL
    elif origin == codes.BY_HARSHNESS:
        cause = codes.HARSH_REPLY
    elif origin == codes.BY_DELETION:
        cause = codes.DELETED
    elif origin in (codes.BY_IGNORING, codes.BY_NO_THANKS):
        cause = codes.IGNORED
    elif origin == codes.BY_POST:
        cause = codes.PROMOTIONAL
    elif origin == codes.BY_GESTURE:
        cause = codes.GESTURE
    return cause


@compiled
def discover(w: World, hour: int) -> None:
    """People find the account by themselves: in proportion to publicity, activity of the account, and trust."""
    s = w.state[0]
    p = w.p[0]
    day = hour // 24
    is_alive = 1.0 - math.exp(-s.post_load)
    for segment in range(len(w.segments)):
        cap = min(0.5, p.discovery * w.company[0].publicity * w.segments[segment].joins * 2.0)
        if cap <= 0.0:
            continue
        log_miss = math.log1p(-cap)
        position = w.segment_start[segment] - 1
        step = 0
        while True:
            position += skip(s.key, segment, day * 1048576 + step, DISCOVERY_SKIP, log_miss)
            step += 1
            if position >= w.segment_start[segment + 1]:
                break
            person = whole(w.by_segment[position])
            tie = w.ties[person]
            is_outside = tie.since < 0 and w.people[person].presence < len(w.presence)
            if is_outside and luck(s.key, person, day, DISCOVERY) < is_alive * tie.trust:
                touch(w, person, hour)
                follow(w, person, codes.DISCOVERED, hour)


@compiled
def chase_offers(w: World, hour: int) -> None:
    """Offers bring people who look for deals, and lose them again when the offer is over."""
    s = w.state[0]
    p = w.p[0]
    day = hour // 24
    is_on = s.last_offer >= 0 and hour - s.last_offer <= 24
    is_over = s.last_offer >= 0 and hour - s.last_offer > 24
    for segment in range(len(w.segments)):
        deals = w.segments[segment].deals
        cap = min(0.5, p.offer_pull * w.company[0].publicity * deals * s.tempting)
        if is_on and cap > 0.0:
            _walk_offers(w, segment, cap, hour, day, True)
        cap = min(0.9, p.offer_over)
        if is_over and cap > 0.0 and deals > 0.0:
            _walk_offers(w, segment, cap, hour, day, False)


@compiled
def _walk_offers(w: World, segment: int, cap: float, hour: int, day: int, is_on: bool) -> None:
    """Visit those of a segment whom an offer attracts today, or whom its end drives away."""
    s = w.state[0]
    log_miss = math.log1p(-cap)
    decision = OFFER_SKIP if is_on else OFFER_OVER_SKIP
    position = w.segment_start[segment] - 1
    step = 0
    while True:
        position += skip(s.key, segment, day * 1048576 + step, decision, log_miss)
        step += 1
        if position >= w.segment_start[segment + 1]:
            break
        person = whole(w.by_segment[position])
        tie = w.ties[person]
        is_outside = tie.since < 0 and w.people[person].presence < len(w.presence)
        if is_on and is_outside and luck(s.key, person, day, OFFER_JOINS) < 0.5 + 0.5 * tie.trust:
            touch(w, person, hour)
            follow(w, person, codes.BY_OFFER, hour)
        came_for_offer = tie.since >= 0 and tie.via == codes.BY_OFFER
        if not is_on and came_for_offer and luck(s.key, person, day, OFFER_OVER) < 1.0 - 0.7 * tie.engagement:
            leave(w, person, codes.OFFER_OVER, hour)


@compiled
def forget_silent(w: World, hour: int) -> None:
    """An account that has fallen silent is tidied away by some of its followers every day."""
    s = w.state[0]
    cap = w.p[0].leaves_silent
    if s.is_silent == 0 or cap <= 0.0:
        return
    log_miss = math.log1p(-cap)
    position = -1
    step = 0
    while True:
        position += skip(s.key, 0, (hour // 24) * 1048576 + step, FORGETS_SKIP, log_miss)
        step += 1
        if position >= len(w.by_presence):
            return
        leave(w, whole(w.by_presence[position]), codes.BORED, hour)

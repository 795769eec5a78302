"""What happens to the company, by plan or by chance: faults, outages, leaks, rumours, scandals, launches, and more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.clock import delay, later
from followersim.model.compiling import compiled, whole
from followersim.model.market import company_at
from followersim.model.rules.experiencing import suffer
from followersim.model.rules.feeling import touch
from followersim.model.rules.membership import leave, loyalty
from followersim.model.rules.organising import learned
from followersim.model.rules.publishing import post_now
from followersim.model.rules.reacting import utter, wish
from followersim.model.rules.spreading import LONGEST_H, put
from followersim.model.streams import (
    BELIEVES,
    EVENT_ASKS,
    INCIDENT_CHANCE,
    INCIDENT_DELAY,
    INCIDENT_SKIP,
    LEAK_FOUND,
    LEAK_FOUND_AFTER,
    REVIEW_CATCHES,
    TRIES_DELAY,
    TRIES_SKIP,
    VIRAL_AUTHOR,
    VIRAL_DELAY,
    VIRAL_SKIP,
    WOOED,
    WOOED_SKIP,
    luck,
    skip,
)

if TYPE_CHECKING:
    from followersim.model.records import World


@compiled
def happen(w: World, hour: int) -> None:
    """Events of the timeline and of chance that begin in this hour."""
    s = w.state[0]
    for e in range(len(w.events)):
        event = w.events[e]
        is_due = event.hour == hour
        if event.per_hour > 0.0:
            is_due = luck(s.key, e, hour, INCIDENT_CHANCE) < event.per_hour * (1.0 - _avoided(w, e))
        if is_due:
            _begin(w, e, hour)


@compiled
def _avoided(w: World, e: int) -> float:
    """Return by which share an event by chance has become rarer: its own doing, by what the company has learned."""
    kind = w.events[e].type
    if kind in (codes.PRODUCT_FAULT, codes.SERVICE_OUTAGE, codes.LEAK, codes.SCANDAL_EVENT):
        return learned(w)
    return 0.0


@compiled
def _begin(w: World, e: int, hour: int) -> None:
    """An event begins: what it does depends on its kind."""
    s = w.state[0]
    event = w.events[e]
    if event.type == codes.LEAK:
        _leak(w, e, hour)
    elif event.type == codes.PRODUCT_LAUNCH:
        _launch(w, e, hour)
    elif event.type == codes.OFFER_EVENT:
        post_now(w, codes.OFFER, 0, hour, 0)
        s.tempting = 0.5 + event.severity
    elif event.type == codes.VIRAL_PRAISE:
        _go_viral(w, e, hour)
    elif event.type == codes.MEDIA_REPORT:
        s.media_boost += w.p[0].report_loudness * event.severity
        w.rings[codes.R_MEDIA, hour % 24] += 1
        w.counts[hour // 24, codes.N_MEDIA] += 1
    elif event.type == codes.RIVAL_MOVE:
        _woo(w, e, hour)
    elif event.type == codes.STAFF_ABSENCE:
        s.absent_share = event.share
        s.absent_until = hour + whole(event.lasts_h)
    else:
        event.is_corrected = 0
        _strike(w, e, event.severity, hour)


@compiled
def _strike(w: World, e: int, severity: float, hour: int) -> None:
    """An incident hits a share of those whom its kind concerns; they notice over the following hours."""
    s = w.state[0]
    p = w.p[0]
    event = w.events[e]
    share = min(0.999, event.share)
    if share <= 0.0:
        return
    concerns_all = w.happenings[event.type].concerns_all > 0.0
    longest = 2880.0 if event.lasts_h <= 0.0 else min(2880.0, event.lasts_h * 60.0)
    log_miss = math.log1p(-share)
    for segment in range(len(w.segments)):
        if w.segments[segment].experiences_per_day <= 0.0 and not concerns_all:
            continue
        position = w.segment_start[segment] - 1
        step = 0
        while True:
            position += skip(s.key, (e * 64 + segment) * 131072 + hour, step, INCIDENT_SKIP, log_miss)
            step += 1
            if position >= w.segment_start[segment + 1]:
                break
            person = whole(w.by_segment[position])
            if concerns_all and w.people[person].presence >= len(w.presence):
                continue  # never online: does not hear of it
            waking = delay(s.key, person, hour, INCIDENT_DELAY, p.notice_half_life_min, 1.0)
            when, minute = later(w.awake, hour, 0, min(waking, longest))
            put(w, when, minute, person, e, codes.NOTICES_INCIDENT, severity)


@compiled
def notice(w: World, person: int, e: int, severity: float, hour: int, minute: int) -> None:
    """A person notices an incident: suffers from it, and may ask what is going on."""
    s = w.state[0]
    event = w.events[e]
    touch(w, person, hour)
    if event.type == codes.PRODUCT_FAULT:
        suffer(w, person, severity, codes.BY_INCIDENT, e + 1, hour, minute)
    elif event.type == codes.SERVICE_OUTAGE:
        suffer(w, person, severity, codes.BY_OUTAGE, e + 1, hour, minute)
    elif event.type == codes.LEAK:
        suffer(w, person, severity, codes.BY_LEAK, e + 1, hour, minute)
    elif event.type == codes.SCANDAL_EVENT:
        suffer(w, person, severity, codes.BY_SCANDAL, e + 1, hour, minute)
    elif believes(w, person, e, hour):
        suffer(w, person, severity, codes.BY_CLAIM, e + 1, hour, minute)
    asks = w.happenings[event.type].asks
    if asks > 0.0 and luck(s.key, person, hour, EVENT_ASKS) < wish(w, person, w.p[0].complains * asks):
        m = utter(w, person, codes.QUESTION, -1, hour, minute)
        if m >= 0:
            w.messages[m].about = e + 1


@compiled
def believes(w: World, person: int, e: int, hour: int) -> bool:
    """Return whether a person believes a false claim: the less they trust the company the more, and never against
    better knowledge."""
    tie = w.ties[person]
    if tie.knows == e + 1:
        return False
    return luck(w.state[0].key, person, hour, BELIEVES) < w.p[0].claim_believed * (1.2 - tie.trust)


@compiled
def _leak(w: World, e: int, hour: int) -> None:
    """Internals are about to be posted. A second pair of eyes may catch it; else it is disclosed or found out."""
    s = w.state[0]
    p = w.p[0]
    book = w.playbook[0]
    event = w.events[e]
    caught = 1.0 - math.exp(-book.review_min / p.review_catches_min)
    if luck(s.key, e, hour, REVIEW_CATCHES) < caught:
        w.counts[hour // 24, codes.N_LEAKS_PREVENTED] += 1
        return
    post_now(w, codes.LEAKED, e + 1, hour, 0)
    if book.discloses > 0.0:
        _strike(w, e, event.severity * (1.0 - p.disclosure_softens), hour)
    elif luck(s.key, e, hour, LEAK_FOUND) < p.leak_found:
        wait = 2 + int(luck(s.key, e, hour, LEAK_FOUND_AFTER) * p.leak_found_within_h)
        put(w, hour + wait, 0, -1, e, codes.GETS_OUT, event.severity)


@compiled
def get_out(w: World, e: int, severity: float, hour: int) -> None:
    """Others bring to light what the company kept to itself."""
    _strike(w, e, severity, hour)


@compiled
def _launch(w: World, e: int, hour: int) -> None:
    """A new product: a post that other companies see as well, and customers who try it over the following days."""
    s = w.state[0]
    p = w.p[0]
    event = w.events[e]
    s.launched = hour
    post_now(w, codes.LAUNCH, e + 1, hour, 0)
    share = min(0.999, event.share)
    if share <= 0.0:
        return
    log_miss = math.log1p(-share)
    for segment in range(len(w.segments)):
        if w.segments[segment].experiences_per_day <= 0.0:
            continue
        position = w.segment_start[segment] - 1
        step = 0
        while True:
            position += skip(s.key, (e * 64 + segment) * 131072 + hour, step, TRIES_SKIP, log_miss)
            step += 1
            if position >= w.segment_start[segment + 1]:
                break
            person = whole(w.by_segment[position])
            wait = 1 + int(luck(s.key, person, hour, TRIES_DELAY) * p.tries_within_h)
            put(w, hour + wait, 0, person, e, codes.TRIES_PRODUCT, 0.0)


@compiled
def _go_viral(w: World, e: int, hour: int) -> None:
    """Somebody's praise is shown to a share of everybody who is ever online."""
    s = w.state[0]
    p = w.p[0]
    event = w.events[e]
    n_online = len(w.by_presence)
    share = min(0.999, event.share)
    if n_online == 0 or share <= 0.0:
        return
    author = whole(w.by_presence[int(luck(s.key, e, hour, VIRAL_AUTHOR) * n_online)])
    touch(w, author, hour)
    m = utter(w, author, codes.PRAISE, -1, hour, 0)
    if m < 0:
        return
    w.messages[m].heat = event.severity
    log_miss = math.log1p(-share)
    position = -1
    step = 0
    while True:
        position += skip(s.key, e, hour * 1048576 + step, VIRAL_SKIP, log_miss)
        step += 1
        if position >= n_online:
            return
        person = whole(w.by_presence[position])
        waking = delay(s.key, person, hour, VIRAL_DELAY, p.view_half_life_min, p.view_tail)
        if person != author and waking <= LONGEST_H * 60.0:
            when, minute = later(w.awake, hour, 0, waking)
            put(w, when, minute, person, m, codes.SEES, 0.0)


@compiled
def _woo(w: World, e: int, hour: int) -> None:
    """A competitor woos the followers: those without trust go, and follow the rival if there is one."""
    s = w.state[0]
    event = w.events[e]
    share = min(0.999, event.share)
    if share <= 0.0:
        return
    log_miss = math.log1p(-share)
    position = -1
    step = 0
    while True:
        position += skip(s.key, e, hour * 1048576 + step, WOOED_SKIP, log_miss)
        step += 1
        if position >= len(w.by_presence):
            return
        person = whole(w.by_presence[position])
        if w.follows[person] == 0:
            continue
        touch(w, person, hour)
        tie = w.ties[person]
        if luck(s.key, person, hour, WOOED) < event.severity * (1.0 - tie.trust) * loyalty(w, person):
            leave(w, person, codes.RIVAL, hour)
            if len(w.market) > 1:
                # in the next hour: the rival may have closed its books for this one
                rival = company_at(w, 1 if s.index == 0 else 0)
                put(rival, hour + 1, 0, person, e, codes.IS_WON_OVER, 0.0)

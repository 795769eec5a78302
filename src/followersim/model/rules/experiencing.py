"""Own experience with the product, good or bad, and what people make of it: praise, a question, a complaint."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.clock import delay, later
from followersim.model.compiling import compiled, whole
from followersim.model.rules.feeling import anger, move_engagement, move_trust, touch
from followersim.model.rules.membership import leave, loyalty
from followersim.model.rules.reacting import criticise, say, wish
from followersim.model.rules.spreading import put
from followersim.model.streams import (
    COMPLAINT,
    COMPLAINT_DELAY,
    EXPERIENCE_GOOD,
    EXPERIENCE_LEAVING,
    EXPERIENCE_MINUTE,
    EXPERIENCE_SEVERITY,
    EXPERIENCE_SKIP,
    EXPERIENCE_WORDS,
    INCIDENT_CHANCE,
    INCIDENT_DELAY,
    INCIDENT_SKIP,
    PRIVATE_ATTEMPT,
    luck,
    skip,
)

if TYPE_CHECKING:
    from followersim.model.records import World


@compiled
def experience(w: World, hour: int) -> None:
    """Customers use the product; a small share of them meets something worth a word in this hour."""
    s = w.state[0]
    total = 0.0
    for hour_of_day in range(24):
        total += w.awake[hour_of_day]
    share_of_day = w.awake[hour % 24] / total
    for segment in range(len(w.segments)):
        cap = w.segments[segment].experiences_per_day * share_of_day
        if cap <= 0.0:
            continue
        log_miss = math.log1p(-cap)
        position = w.segment_start[segment] - 1
        step = 0
        while True:
            position += skip(s.key, segment * 1048576 + hour, step, EXPERIENCE_SKIP, log_miss)
            step += 1
            if position >= w.segment_start[segment + 1]:
                break
            _meet(w, whole(w.by_segment[position]), hour)


@compiled
def _meet(w: World, person: int, hour: int) -> None:
    """One experience of one customer."""
    s = w.state[0]
    p = w.p[0]
    touch(w, person, hour)
    minute = int(60.0 * luck(s.key, person, hour, EXPERIENCE_MINUTE))
    if luck(s.key, person, hour, EXPERIENCE_GOOD) < w.company[0].bad_experience_share:
        severity = p.usual_severity * (0.5 + luck(s.key, person, hour, EXPERIENCE_SEVERITY))
        suffer(w, person, severity, codes.BY_EXPERIENCE, hour, minute)
        return
    tie = w.ties[person]
    move_trust(w, person, p.good_experience)
    move_engagement(w, person, p.good_experience)
    u = luck(s.key, person, hour, EXPERIENCE_WORDS)
    upto = wish(w, person, p.praises * tie.engagement * tie.trust)
    if u < upto:
        say(w, person, codes.PRAISE, -1, hour, minute)
    elif u < upto + wish(w, person, p.asks):
        say(w, person, codes.QUESTION, -1, hour, minute)


@compiled
def suffer(w: World, person: int, severity: float, origin: int, hour: int, minute: int) -> None:
    """A bad experience: trust falls, anger rises; most complain in private first, if at all."""
    s = w.state[0]
    p = w.p[0]
    tie = w.ties[person]
    irritability = w.people[person].irritability
    move_trust(w, person, -p.bad_experience * severity)
    anger(w, person, severity * (0.3 + irritability) * p.bad_angers)
    if luck(s.key, person, hour, COMPLAINT) < wish(w, person, p.complains * severity * (0.3 + irritability)):
        u = luck(s.key, person, hour, PRIVATE_ATTEMPT)
        if u < p.complains_at_once:
            criticise(w, person, 0.5 + severity, origin, -1, False, hour, minute)
        elif u < p.complains_at_once + (1.0 - p.complains_at_once) * p.private_fails:
            waking = delay(s.key, person, hour, COMPLAINT_DELAY, p.private_half_life_min, 1.0)
            when, at_minute = later(w.awake, hour, minute, min(waking, 2880.0))
            put(w, max(when, hour + 1), at_minute, person, origin, codes.COMPLAINS, 0.5 + severity)
    hazard = p.leaves_bad * severity * (1.0 - tie.trust) * loyalty(w, person)
    if tie.since >= 0 and luck(s.key, person, hour, EXPERIENCE_LEAVING) < hazard:
        leave(w, person, codes.BAD_EXPERIENCE, hour)


@compiled
def complain(w: World, person: int, origin: int, heat: float, hour: int, minute: int) -> None:
    """The private attempt has failed: the complaint becomes public, hotter than it was."""
    touch(w, person, hour)
    criticise(w, person, heat * w.p[0].failed_attempt_heats, origin, -1, False, hour, minute)


@compiled
def happen(w: World, hour: int) -> None:
    """Events of the timeline and of chance that begin in this hour."""
    s = w.state[0]
    for e in range(len(w.events)):
        event = w.events[e]
        is_due = event.hour == hour
        if event.per_hour > 0.0:
            is_due = luck(s.key, e, hour, INCIDENT_CHANCE) < event.per_hour
        if is_due:
            _fault(w, e, hour)


@compiled
def _fault(w: World, e: int, hour: int) -> None:
    """A product fault hits a share of all customers; they notice over the following hours."""
    s = w.state[0]
    p = w.p[0]
    share = min(0.999, w.events[e].share)
    if share <= 0.0:
        return
    log_miss = math.log1p(-share)
    for segment in range(len(w.segments)):
        if w.segments[segment].experiences_per_day <= 0.0:
            continue
        position = w.segment_start[segment] - 1
        step = 0
        while True:
            position += skip(s.key, (e * 64 + segment) * 131072 + hour, step, INCIDENT_SKIP, log_miss)
            step += 1
            if position >= w.segment_start[segment + 1]:
                break
            person = whole(w.by_segment[position])
            waking = delay(s.key, person, hour, INCIDENT_DELAY, p.notice_half_life_min, 1.0)
            when, minute = later(w.awake, hour, 0, min(waking, 2880.0))
            put(w, when, minute, person, e, codes.NOTICES_INCIDENT, w.events[e].severity)

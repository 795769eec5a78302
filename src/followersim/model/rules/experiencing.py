"""Own experience with the product, good or bad, and what people make of it: praise, a question, a complaint."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.clock import delay, later
from followersim.model.compiling import compiled, whole
from followersim.model.rules.feeling import anger, move_engagement, move_trust, touch
from followersim.model.rules.membership import leave, leaving_cause, loyalty
from followersim.model.rules.organising import learned
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
            meet_product(w, whole(w.by_segment[position]), hour)


@compiled
def meet_product(w: World, person: int, hour: int) -> None:
    """One experience of one customer."""
    s = w.state[0]
    p = w.p[0]
    touch(w, person, hour)
    minute = int(60.0 * luck(s.key, person, hour, EXPERIENCE_MINUTE))
    if luck(s.key, person, hour, EXPERIENCE_GOOD) < w.company[0].bad_experience_share * (1.0 - learned(w)):
        severity = p.usual_severity * (0.5 + luck(s.key, person, hour, EXPERIENCE_SEVERITY))
        suffer(w, person, severity, codes.BY_EXPERIENCE, 0, hour, minute)
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
def suffer(w: World, person: int, severity: float, origin: int, about: int, hour: int, minute: int) -> None:
    """A bad experience: trust falls, anger rises; most complain in private first, if at all.

    `about` is the number of the event + 1, or 0 for everyday trouble. What the company is more to blame for hurts more;
    about what is no matter of a single product, people complain in public at once.
    """
    s = w.state[0]
    p = w.p[0]
    tie = w.ties[person]
    irritability = w.people[person].irritability
    blame = 1.0
    complains = p.complains
    at_once = p.complains_at_once
    if about > 0:
        event = w.events[about - 1]
        kind = w.happenings[event.type]
        blame = event.blame
        complains *= kind.complains
        at_once = 1.0 if kind.is_private == 0.0 else at_once
    move_trust(w, person, -p.bad_experience * severity * blame)
    anger(w, person, min(1.0, severity * (0.3 + irritability) * p.bad_angers * blame))
    if luck(s.key, person, hour, COMPLAINT) < wish(w, person, complains * severity * (0.3 + irritability)):
        u = luck(s.key, person, hour, PRIVATE_ATTEMPT)
        if u < at_once:
            criticise(w, person, 0.5 + severity, origin, about, -1, False, hour, minute)
        elif u < at_once + (1.0 - at_once) * p.private_fails:
            waking = delay(s.key, person, hour, COMPLAINT_DELAY, p.private_half_life_min, 1.0)
            when, at_minute = later(w.awake, hour, minute, min(waking, 2880.0))
            what = origin + 256 * about
            put(w, max(when, hour + 1), at_minute, person, what, codes.COMPLAINS, 0.5 + severity)
    hazard = p.leaves_bad * severity * blame * (1.0 - tie.trust) * loyalty(w, person)
    if tie.since >= 0 and luck(s.key, person, hour, EXPERIENCE_LEAVING) < hazard:
        leave(w, person, leaving_cause(origin) if origin >= codes.BY_OUTAGE else codes.BAD_EXPERIENCE, hour)


@compiled
def complain(w: World, person: int, what: int, heat: float, hour: int, minute: int) -> None:
    """The private attempt has failed: the complaint becomes public, hotter than it was.

    `what` is the origin of the complaint and, times 256, the number of the event + 1.
    """
    touch(w, person, hour)
    heat *= w.p[0].failed_attempt_heats
    criticise(w, person, heat, what % 256, what // 256, -1, False, hour, minute)

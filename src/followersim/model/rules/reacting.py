"""What people write, and what follows from it: counts, the page, a place in the queue, the wish to be heard."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from followersim.model import codes
from followersim.model.compiling import compiled, whole
from followersim.model.rules.feeling import mass, tire
from followersim.model.rules.spreading import put, weight_when_new
from followersim.model.streams import ADDRESSED, ANSWERED, HEAT, TURNS_CRITICAL, bell, luck, mix

if TYPE_CHECKING:
    from followersim.model.records import World

_AUTHOR = np.uint64(0xA24BAED4963EE407)
_HOUR = np.uint64(0x9FB21C651E98DF25)
_KIND = np.uint64(0xD6E8FEB86659FD93)


@compiled
def message_key(key: np.uint64, author: int, hour: int, kind: int) -> np.uint64:
    """Return the luck of a message: the same message in another policy meets the same luck."""
    return mix(key ^ mix(np.uint64(author + 1) * _AUTHOR + np.uint64(hour) * _HOUR + np.uint64(kind) * _KIND))


@compiled
def wish(w: World, person: int, rate: float) -> float:
    """Return the probability that a person writes: by talkativeness, raised by having been answered before."""
    if w.people[person].presence >= len(w.presence):
        return 0.0  # never looks at the network
    talk = w.people[person].talk * (1.0 + w.p[0].learned_by_answers * min(5, w.ties[person].n_answers))
    return 1.0 - math.exp(-rate * talk)


@compiled
def interact(w: World, person: int, hour: int) -> None:
    """Remember that a person did something today, for the share of active followers."""
    tie = w.ties[person]
    day = hour // 24
    if tie.last_active == day:
        return
    if tie.since >= 0:
        if tie.last_active >= 0:
            w.active[tie.last_active] -= 1
        w.active[day] += 1
    tie.last_active = day


@compiled
def new_message(w: World, author: int, kind: int, hour: int, minute: int, key: np.uint64) -> int:
    """Append an empty message and return its number; -1 if there is no room (the world is then run again)."""
    s = w.state[0]
    m = s.n_messages
    if m >= len(w.messages):
        s.overflow = 1
        return -1
    s.n_messages += 1
    message = w.messages[m]
    message.key = key
    message.author = author
    message.kind = kind
    message.hour = hour
    message.minute = minute
    message.heat = 0.0
    message.attention = 1.0
    message.parent = -1
    message.reply = codes.NO_REPLY
    message.reply_hour = -1
    message.delay_min = -1
    message.n_views = 0
    message.n_likes = 0
    message.n_shares = 0
    message.content = 0
    message.origin = 0
    message.is_viral = 0
    message.is_addressed = 0
    message.is_private_reply = 0
    message.rule = 0
    message.waits = 0
    message.is_deleted = 0
    message.about = 0
    return m


@compiled
def say(w: World, person: int, kind: int, parent: int, hour: int, minute: int) -> None:
    """A person praises, asks, shares, defends, answers or recommends; praise without thanks may turn to criticism."""
    tie = w.ties[person]
    p = w.p[0]
    if kind == codes.PRAISE and tie.n_unthanked > 0:
        turned = 1.0 - math.exp(-p.unthanked_turns * tie.n_unthanked)
        if luck(w.state[0].key, person, hour, TURNS_CRITICAL) < turned:
            criticise(w, person, p.unthanked_heat, codes.BY_NO_THANKS, 0, -1, False, hour, minute)
            return
    utter(w, person, kind, parent, hour, minute)


@compiled
def utter(w: World, person: int, kind: int, parent: int, hour: int, minute: int) -> int:
    """Write something that is no criticism: count, show and address it. Return its number; -1 if there is no room."""
    m = new_message(w, person, kind, hour, minute, message_key(w.state[0].key, person, hour, kind))
    if m < 0:
        return m
    group = w.groups[w.people[person].segment]
    day = hour // 24
    message = w.messages[m]
    message.parent = parent
    interact(w, person, hour)
    if kind == codes.SHARE:
        w.counts[day, codes.N_SHARES] += 1
        group[codes.G_SHARES] += 1
        w.messages[parent].n_shares += 1
    elif kind == codes.PRAISE:
        w.counts[day, codes.N_PRAISE] += 1
        group[codes.G_PRAISE] += 1
        w.rings[codes.R_PRAISE, hour % 24] += 1
        show_on_page(w, m)
        address(w, m, hour)
    elif kind == codes.QUESTION:
        w.counts[day, codes.N_QUESTIONS] += 1
        group[codes.G_QUESTIONS] += 1
        show_on_page(w, m)
        address(w, m, hour)
    elif kind == codes.DEFENCE:
        w.counts[day, codes.N_DEFENCES] += 1
        group[codes.G_DEFENCES] += 1
        if w.messages[parent].origin == codes.BY_CLAIM:
            message.about = w.messages[parent].about
            w.counts[day, codes.N_CORRECTIONS] += 1
    elif kind == codes.ANSWER:
        w.counts[day, codes.N_ANSWERS] += 1
        group[codes.G_ANSWERS] += 1
        if w.messages[parent].content == codes.SURVEY:
            w.counts[day, codes.N_SURVEY_ANSWERS] += 1
            w.state[0].survey_trust += w.ties[person].trust
            address(w, m, hour)
    elif kind == codes.RECOMMENDATION:
        w.counts[day, codes.N_RECOMMENDATIONS] += 1
    return m


@compiled
def criticise(
    w: World, person: int, heat: float, origin: int, about: int, parent: int, is_viral: bool, hour: int, minute: int
) -> None:
    """A person criticises in public. Heat varies from message to message, and rises with the mass of critics.

    `about` is the number of the event + 1, or 0.
    """
    s = w.state[0]
    p = w.p[0]
    m = new_message(w, person, codes.CRITICISM, hour, minute, message_key(s.key, person, hour, codes.CRITICISM))
    if m < 0:
        return
    day = hour // 24
    tie = w.ties[person]
    message = w.messages[m]
    spread = math.exp(p.heat_spread * bell(message.key, person, 0, HEAT) - 0.5 * p.heat_spread * p.heat_spread)
    message.heat = min(p.heat_cap, heat * spread * (1.0 + p.mass_heats * mass(w)))
    message.origin = origin
    message.about = about
    message.parent = parent
    message.is_viral = is_viral
    interact(w, person, hour)
    tire(w, person, p.fatigue_by_writing)
    w.counts[day, codes.N_CRITICISM] += 1
    w.groups[w.people[person].segment, codes.G_CRITICISM] += 1
    w.rings[codes.R_CRITICISM, hour % 24] += 1
    if is_viral:
        w.counts[day, codes.N_VIRAL] += 1
        w.rings[codes.R_VIRAL, hour % 24] += 1
    if tie.last_critic >= 0 and tie.last_critic > hour - 24:
        w.rings[codes.R_CRITICS, tie.last_critic % 24] -= 1
        s.critics -= 1
    tie.last_critic = hour
    w.rings[codes.R_CRITICS, hour % 24] += 1
    s.critics += 1
    s.news += 1.0 / max(1.0, 1.0 * s.n_start)
    show_on_page(w, m)
    if origin == codes.BY_DELETION and not is_viral:
        return  # who was deleted speaks where the company cannot delete
    if not is_viral or luck(message.key, person, 0, ADDRESSED) < p.viral_addressed:
        address(w, m, hour)


@compiled
def show_on_page(w: World, m: int) -> None:
    """A message stands on the account's page, or in a thread about it, for visitors to read."""
    s = w.state[0]
    w.page[s.n_page] = m
    s.n_page += 1
    s.page_weight += weight_when_new(w, m)


@compiled
def address(w: World, m: int, hour: int) -> None:
    """A message addressed to the company: it may enter the queue, and its author waits."""
    if w.playbook[0].account == 0.0:
        return  # nobody there: nobody expects a reply
    s = w.state[0]
    p = w.p[0]
    message = w.messages[m]
    message.is_addressed = 1
    w.counts[hour // 24, codes.N_RECEIVED] += 1
    message.rule = rule_of(w, m)
    rule = w.rules[message.rule]
    if rule.n_replies > 0 and luck(message.key, whole(message.author), 0, ANSWERED) < rule.share:
        message.waits = 1
        w.queue[s.n_queue] = m
        s.n_queue += 1
    put(
        w,
        hour + whole(p.ignored_after_h),
        whole(message.minute),
        whole(message.author),
        m,
        codes.FEELS_IGNORED,
        message.heat,
    )


@compiled
def rule_of(w: World, m: int) -> int:
    """Return which rule of the playbook is meant for a message."""
    message = w.messages[m]
    if message.kind == codes.PRAISE:
        return codes.FOR_PRAISE
    if message.kind == codes.QUESTION:
        return codes.FOR_QUESTION
    if message.kind == codes.ANSWER:
        return codes.FOR_ANSWER
    if message.origin == codes.BY_CLAIM:
        return codes.FOR_CLAIM
    return codes.FOR_HEATED if message.heat >= w.p[0].heated_from else codes.FOR_CRITICISM

"""What the team does with feedback: who is answered when, how, and what the reply does to its author."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.compiling import compiled, whole
from followersim.model.rules.feeling import anger, fading, mass, move_engagement, move_trust, touch
from followersim.model.rules.membership import leave, loyalty
from followersim.model.rules.organising import at_work, end_of_shift
from followersim.model.rules.publishing import first_free, prepare_posts
from followersim.model.rules.reacting import criticise, say, wish
from followersim.model.rules.spreading import put, take_from_page
from followersim.model.streams import (
    CONVINCED,
    DELETION_NOTICED,
    LEAVES_AFTER_REPLY,
    LEAVES_IGNORED,
    PROVOKED,
    RECOMMENDS,
    REPEATS,
    REPLY_DELAY,
    SLIP,
    luck,
)

if TYPE_CHECKING:
    from followersim.model.records import World

LOOKS_AT = 200  # a team looks through the oldest so many messages when it chooses the next one


@compiled
def answer_queue(w: World, hour: int) -> None:
    """One hour of the team: prepare posts, then reply until the hour or the working day is over."""
    s = w.state[0]
    book = w.playbook[0]
    s.stress *= fading(1.0, w.p[0].stress_half_life_h)
    members = at_work(w, hour)
    if members < 1:
        return
    start = hour * 60.0
    end = start + 60.0
    shift_end = end_of_shift(w, hour)
    prepare_posts(w, members, start, end)
    drop_late(w, hour)
    while s.n_queue > 0:
        member = first_free(w, members)
        free = max(start, w.free_at[member])
        place = _choose(w, free)
        m = whole(w.queue[place])
        begin = max(free, noticed(w, m))
        reply = _reply_type(w, m)
        minutes = w.replies[reply].minutes
        if begin >= end or begin + minutes > shift_end:
            break
        _take(w, place)
        w.free_at[member] = begin + minutes
        s.staff_min += minutes
        s.cost += w.replies[reply].cost
        if w.messages[m].kind == codes.CRITICISM:
            s.stress = min(1.0, s.stress + w.p[0].stress_by_criticism * w.messages[m].heat * (1.0 - s.stress))
        _send(w, m, reply, whole(begin + minutes + book.approval_min), hour)
    pressure = s.n_queue / (s.n_queue + w.p[0].stress_half_queue * members)
    s.stress = min(1.0, s.stress + w.p[0].stress_by_queue * pressure * (1.0 - s.stress))


@compiled
def noticed(w: World, m: int) -> float:
    """Return when the team sees a message (minutes since the start): at once, or when it looks in the next time."""
    message = w.messages[m]
    written = message.hour * 60.0 + message.minute
    every = w.playbook[0].checks_every_min
    return written if every <= 0.0 else math.ceil(written / every) * every


@compiled
def _send(w: World, m: int, reply: int, done: int, hour: int) -> None:
    """A reply appears when it is written and approved: in this hour or a later one."""
    if done // 60 <= hour:
        deliver(w, m, reply, hour, done % 60)
    else:
        put(w, done // 60, done % 60, whole(w.messages[m].author), m, codes.GETS_REPLY, 1.0 * reply)


@compiled
def drop_late(w: World, hour: int) -> None:
    """Take out of the queue what the policy no longer answers because it is too old."""
    s = w.state[0]
    kept = 0
    for place in range(s.n_queue):
        m = whole(w.queue[place])
        if hour - w.messages[m].hour <= w.rules[w.messages[m].rule].max_delay_h:
            w.queue[kept] = m
            kept += 1
        else:
            w.messages[m].waits = 0
    s.n_queue = kept


@compiled
def _choose(w: World, free: float) -> int:
    """Return the place in the queue of what is answered next: by triage of what is noticed, else what comes first."""
    best, best_rank = -1, -1.0
    soonest, soonest_at = 0, 1e18
    for place in range(min(w.state[0].n_queue, LOOKS_AT)):
        m = whole(w.queue[place])
        at = noticed(w, m)
        if at < soonest_at:
            soonest, soonest_at = place, at
        rank = _rank(w, m)
        if at <= free and rank > best_rank:
            best, best_rank = place, rank
    return best if best >= 0 else soonest


@compiled
def _rank(w: World, m: int) -> float:
    """Return how urgent a message is by the policy's triage; of equals, the older comes first."""
    message = w.messages[m]
    triage = w.playbook[0].triage
    if triage == 1.0:
        return 1.0 if message.kind == codes.CRITICISM else 0.0
    if triage == 2.0:
        return 1.0 * w.people[message.author].n_distant
    return message.heat if triage == 3.0 else 0.0


@compiled
def _take(w: World, place: int) -> None:
    """Take a message out of the queue; the others keep their order."""
    s = w.state[0]
    w.messages[w.queue[place]].waits = 0
    for k in range(place, s.n_queue - 1):
        w.queue[k] = w.queue[k + 1]
    s.n_queue -= 1


@compiled
def _reply_type(w: World, m: int) -> int:
    """Return how a message is answered: as the playbook says, unless stress makes the writer slip into harshness."""
    message = w.messages[m]
    rule = w.rules[w.messages[m].rule]
    # only a critic comes to the next step of a sequence, and only by having been heard before
    heard = int(w.ties[message.author].n_heard) if message.kind == codes.CRITICISM else 0
    nth = min(heard, rule.n_replies - 1)
    reply = whole(rule.reply[nth])
    if message.kind == codes.CRITICISM and reply != codes.DELETE:
        chance = w.p[0].slip * w.state[0].stress * (1.0 - w.playbook[0].training)
        if luck(message.key, whole(message.author), 0, SLIP) < chance:
            return codes.HARSH
    return reply


@compiled
def benefit(w: World, delay_min: float) -> float:
    """Return what is left of a reply's benefit after a delay: all of it at once, little after an hour."""
    p = w.p[0]
    return p.benefit_floor + (1.0 - p.benefit_floor) / (1.0 + delay_min / p.benefit_half_min)


@compiled
def deliver(w: World, m: int, reply: int, hour: int, minute: int) -> None:
    """A reply appears: its author feels it, the page shows it (or hides it)."""
    message = w.messages[m]
    person = whole(message.author)
    effect = w.replies[reply]
    p = w.p[0]
    tie = w.ties[person]
    touch(w, person, hour)
    waited = (hour - message.hour) * 60.0 + minute - message.minute
    message.reply = reply
    message.reply_hour = hour
    message.delay_min = int(waited)
    rule = w.rules[w.messages[m].rule]
    message.is_private_reply = rule.is_public == 0
    w.counts[hour // 24, codes.REPLY_0 + reply] += 1
    w.counts[hour // 24, codes.N_CONTACTS] += 1
    if reply == codes.DELETE:
        _delete(w, m, hour)
        if not notices_deletion(w, m):
            return
    _be_known_for(w, m, reply, hour, minute)
    timely = benefit(w, waited)
    crowd = mass(w)
    _feel_reply(w, m, reply, timely, crowd)
    if waited > w.people[person].patience_min:
        move_trust(w, person, -p.late_loss)
        anger(w, person, p.late_anger)
    is_kind = effect.author_trust >= 0.0
    if is_kind:
        tie.n_answers = min(250, tie.n_answers + 1)
        tie.n_unthanked = 0
        # a thread that is calmed early is passed on less
        _cool(w, m, effect.calms_thread * timely * (1.0 - crowd), hour)
        _recommend(w, m, effect.author_engagement * timely, hour, minute)
    if effect.provokes > 0.0:
        _provoke(w, m, reply, hour, minute)
    hazard = effect.leaves * (1.0 - tie.trust) * loyalty(w, person)
    if tie.since >= 0 and luck(message.key, person, 0, LEAVES_AFTER_REPLY) < hazard:
        leave(w, person, codes.DELETED if reply == codes.DELETE else codes.HARSH_REPLY, hour)


@compiled
def _be_known_for(w: World, m: int, reply: int, hour: int, minute: int) -> None:
    """What a reply does beyond the moment: the account seems to listen, critics are heard, answers lead to deeds."""
    s = w.state[0]
    message = w.messages[m]
    tie = w.ties[message.author]
    if reply != codes.DELETE:
        s.listens += w.p[0].listens_step * (1.0 - s.listens)
    if message.kind == codes.CRITICISM:
        tie.n_heard = min(250, tie.n_heard + 1)
        if message.origin == codes.BY_CLAIM:
            _set_right(w, m, reply, hour, minute)
    elif message.kind == codes.ANSWER and w.playbook[0].acts_on_answers > 0.0:
        s.insight += 1.0


@compiled
def _set_right(w: World, m: int, reply: int, hour: int, minute: int) -> None:
    """A reply to a false claim: its author may be convinced, and the correction may be posted for everybody."""
    message = w.messages[m]
    person = whole(message.author)
    if luck(message.key, person, 0, CONVINCED) < w.replies[reply].debunks:
        w.ties[person].knows = message.about
    event = w.events[message.about - 1]
    if reply == codes.CORRECTED and w.playbook[0].corrects_by_post > 0.0 and event.is_corrected == 0:
        event.is_corrected = 1
        w.state[0].pinned = message.about
        w.state[0].pinned_until = hour + whole(w.p[0].pinned_h)
        # in this hour's bucket its first views would be lost
        put(w, hour + 1, minute, -1, whole(message.about), codes.POSTS_CORRECTION, 0.0)


@compiled
def notices_deletion(w: World, m: int) -> bool:
    """Return whether authors notice that their message was deleted; who does not feels merely ignored."""
    message = w.messages[m]
    return luck(message.key, whole(message.author), 0, DELETION_NOTICED) < w.p[0].deletion_noticed


@compiled
def _feel_reply(w: World, m: int, reply: int, timely: float, crowd: float) -> None:
    """Trust, engagement and anger of the author move; nobody prevails against the mass."""
    message = w.messages[m]
    person = whole(message.author)
    effect = w.replies[reply]
    p = w.p[0]
    weight = 1.0
    if message.kind == codes.CRITICISM:
        weight = 1.0 - crowd * effect.needs_hearing
    if effect.author_trust >= 0.0:
        move_trust(w, person, effect.author_trust * timely * weight)
    else:
        move_trust(w, person, effect.author_trust * (1.0 + p.mass_backfires * crowd))
    if effect.author_engagement >= 0.0:
        move_engagement(w, person, effect.author_engagement * timely)
    else:
        move_engagement(w, person, effect.author_engagement)
    if effect.author_anger >= 0.0:
        anger(w, person, effect.author_anger)
    else:
        w.ties[person].anger *= 1.0 + effect.author_anger * (0.5 + 0.5 * timely) * weight


@compiled
def _recommend(w: World, m: int, pleasure: float, hour: int, minute: int) -> None:
    """Who is answered well and soon may tell those who read them (R12)."""
    message = w.messages[m]
    person = whole(message.author)
    rate = w.p[0].recommends * max(0.0, pleasure) * w.ties[person].trust
    if luck(message.key, person, 0, RECOMMENDS) < wish(w, person, rate):
        say(w, person, codes.RECOMMENDATION, m, hour, minute)


@compiled
def _cool(w: World, m: int, share: float, hour: int) -> None:
    """Take away a share of a message's heat, and of its weight on the page."""
    message = w.messages[m]
    if message.kind != codes.CRITICISM:
        return
    take_from_page(w, m, share, hour)
    message.heat *= 1.0 - share


@compiled
def _delete(w: World, m: int, hour: int) -> None:
    """The message is gone from the page; who has seen it, has seen it."""
    w.messages[m].is_deleted = 1
    take_from_page(w, m, 1.0, hour)


@compiled
def _provoke(w: World, m: int, reply: int, hour: int, minute: int) -> None:
    """Who is answered harshly or deleted may write again, with the company's own words as evidence."""
    message = w.messages[m]
    person = whole(message.author)
    tie = w.ties[person]
    rate = (
        w.replies[reply].provokes
        * (0.3 + w.people[person].irritability)
        * math.exp(-w.p[0].fatigue_weight * tie.fatigue)
    )
    if luck(message.key, person, 0, PROVOKED) < 1.0 - math.exp(-rate):
        wait = 1 + int(luck(message.key, person, 0, REPLY_DELAY) * 4.0)
        put(w, hour + wait, minute, person, m, codes.REPEATS_ITSELF, message.heat * w.replies[reply].evidence_heats)


@compiled
def repeat(w: World, m: int, heat: float, hour: int, minute: int) -> None:
    """An angry author writes again, after a deletion or a reply that provoked."""
    message = w.messages[m]
    touch(w, whole(message.author), hour)
    origin = codes.BY_DELETION if message.reply == codes.DELETE else codes.BY_HARSHNESS
    criticise(w, whole(message.author), heat, origin, whole(message.about), m, False, hour, minute)


@compiled
def feel_ignored(w: World, m: int, hour: int, minute: int) -> None:
    """Two days and no reply: critics repeat themselves, askers turn away, those who praised fall silent."""
    message = w.messages[m]
    if message.reply != codes.NO_REPLY and (message.reply != codes.DELETE or notices_deletion(w, m)):
        return
    p = w.p[0]
    person = whole(message.author)
    tie = w.ties[person]
    touch(w, person, hour)
    s = w.state[0]
    s.listens -= p.listens_step * s.listens
    if message.kind in (codes.PRAISE, codes.ANSWER):
        move_engagement(w, person, -p.unthanked_engagement)
        move_trust(w, person, -p.unthanked_loss)
        tie.n_unthanked = min(250, tie.n_unthanked + 1)
        return
    share = 1.0 if message.kind == codes.CRITICISM else p.question_ignored
    move_trust(w, person, -p.ignored_loss * share)
    move_engagement(w, person, -p.ignored_engagement * share)
    anger(w, person, p.ignored_anger * share)
    tie.n_answers = tie.n_answers // 2
    rate = p.repeats * share * (0.3 + w.people[person].irritability) * math.exp(-p.fatigue_weight * tie.fatigue)
    if luck(message.key, person, 0, REPEATS) < 1.0 - math.exp(-rate):
        heat = max(1.0, message.heat) * p.ignored_heats
        criticise(w, person, heat, codes.BY_IGNORING, whole(message.about), m, False, hour, minute)
    hazard = p.leaves_ignored * share * (1.0 - tie.trust) * loyalty(w, person)
    if tie.since >= 0 and luck(message.key, person, 0, LEAVES_IGNORED) < hazard:
        leave(w, person, codes.IGNORED, hour)

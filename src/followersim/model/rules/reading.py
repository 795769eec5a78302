"""What people read, and what it does to them: others' words, criticism with or without a reply, a visited page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.compiling import compiled, whole
from followersim.model.rules.feeling import anger, mass, move_engagement, move_trust, tire, touch
from followersim.model.rules.membership import follow, leave, leaving_cause, loyalty
from followersim.model.rules.reacting import criticise, say, wish
from followersim.model.rules.reading_posts import read_gesture, read_post
from followersim.model.rules.relating import spill_over
from followersim.model.rules.spreading import pick_item
from followersim.model.streams import (
    ANGERED,
    CONVINCED,
    CURIOUS,
    DEFENDS,
    IMITATES,
    JOINS,
    LEAVES_ANGRY,
    READS_PINNED,
    VISIT_ACCEPTED,
    VISIT_MINUTE,
    VISIT_SKIP,
    WORD_OF_MOUTH,
    luck,
    skip,
)

if TYPE_CHECKING:
    from followersim.model.records import World


@compiled
def read(w: World, person: int, m: int, hour: int, minute: int) -> None:
    """A person reads a message that reached them."""
    message = w.messages[m]
    touch(w, person, hour)
    message.n_views += 1
    if message.kind == codes.POST:
        if message.content >= codes.FIRST_GESTURE:
            read_gesture(w, person, m, hour, minute)
        else:
            read_post(w, person, m, hour, minute)
    elif message.kind == codes.CRITICISM:
        read_criticism(w, person, m, hour, minute)
    else:
        read_kind_words(w, person, m, hour)


@compiled
def read_kind_words(w: World, person: int, m: int, hour: int) -> None:
    """Somebody they read shares a post, praises or defends the company: trust grows, some begin to follow."""
    p = w.p[0]
    tie = w.ties[person]
    message = w.messages[m]
    if message.kind in (codes.QUESTION, codes.ANSWER):
        return
    is_correction = message.kind == codes.DEFENCE and message.about > 0
    if is_correction and luck(message.key, person, 0, CONVINCED) < p.correction_convinces:
        tie.knows = message.about
    move_trust(w, person, p.heard_praise)
    if tie.since >= 0:
        return
    appeal = 1.0 + p.viral_appeal * message.heat  # only praise that goes viral has heat here
    if message.kind == codes.SHARE:
        appeal = w.contents[w.messages[message.parent].content].word_of_mouth
    chance = p.word_of_mouth * appeal * 2.0 * tie.trust * w.segments[w.people[person].segment].joins
    if luck(message.key, person, 0, WORD_OF_MOUTH) < chance:
        follow(w, person, codes.TOLD, hour)


@compiled
def visible_reply(w: World, m: int, hour: int) -> int:
    """Return the reply that a bystander sees under a message, or NO_REPLY."""
    message = w.messages[m]
    if message.reply == codes.NO_REPLY or message.is_private_reply == 1 or message.reply_hour > hour:
        return codes.NO_REPLY
    return whole(message.reply)


@compiled
def read_criticism(w: World, person: int, m: int, hour: int, minute: int) -> None:
    """Criticism is read together with the reply: it may anger, and the angry may join in, leave, or tire."""
    p = w.p[0]
    tie = w.ties[person]
    message = w.messages[m]
    crowd = mass(w)
    heat = message.heat
    origin = whole(message.origin)
    reply = visible_reply(w, m, hour)
    if reply != codes.NO_REPLY:
        effect = w.replies[reply]
        if effect.extra_heat > 0.0:
            heat *= 1.0 + effect.extra_heat * (1.0 + p.mass_backfires * crowd)
            origin = codes.BY_HARSHNESS
        else:
            heat *= 1.0 + effect.extra_heat * (1.0 - crowd * effect.needs_hearing)
        see_reply(w, person, reply)
    elif message.is_addressed == 1 and hour - message.hour >= p.unanswered_visible_h:
        move_trust(w, person, -p.seen_ignored_loss)
    if message.origin == codes.BY_CLAIM and _knows_better(w, person, m, reply):
        _defend(w, person, m, p.corrects, hour, minute)
        return
    susceptible = w.people[person].irritability * (1.2 - tie.trust) * math.exp(-p.fatigue_weight * tie.fatigue)
    novelty = 1.0 / (1.0 + w.state[0].news / p.old_news)
    force = p.contagion * w.state[0].climate * heat * susceptible * novelty
    if message.about > 0 and (message.origin == codes.BY_INCIDENT or message.origin >= codes.BY_OUTAGE):
        force *= w.company[0].responsibility * w.events[message.about - 1].blame
    tire(w, person, p.fatigue_by_reading)
    if luck(message.key, person, hour, ANGERED) < 1.0 - math.exp(-force):
        _get_angry(w, person, m, heat, origin, crowd, hour, minute)
    elif tie.trust >= p.defender_trust:
        _defend(w, person, m, p.defends, hour, minute)
    if tie.since < 0 and luck(message.key, person, hour, CURIOUS) < p.curious:
        follow(w, person, codes.BY_STORM, hour)


@compiled
def _get_angry(w: World, person: int, m: int, heat: float, origin: int, crowd: float, hour: int, minute: int) -> None:
    """Anger rises, trust falls; the angry join in, once or twice, or leave."""
    p = w.p[0]
    tie = w.ties[person]
    message = w.messages[m]
    anger(w, person, p.anger_step * min(1.0, 0.5 * heat))
    move_trust(w, person, -p.seen_criticism_loss * min(2.0, heat))
    tired = math.exp(-p.fatigue_weight * tie.fatigue) / (1.0 + crowd / p.crowd_saturates)
    if luck(message.key, person, hour, JOINS) < wish(w, person, p.joins_in * tie.anger * tired):
        hotter = p.heat_passed_on * heat + (1.0 - p.heat_passed_on)
        criticise(w, person, hotter, origin, whole(message.about), m, True, hour, minute)
    if len(w.market) > 1:
        spill_over(w, person, hour)
    if tie.since >= 0:
        hazard = p.leaves_angry * tie.anger * (1.0 - tie.trust) * loyalty(w, person)
        if luck(message.key, person, hour, LEAVES_ANGRY) < hazard:
            leave(w, person, leaving_cause(origin), hour)


@compiled
def _knows_better(w: World, person: int, m: int, reply: int) -> bool:
    """Return whether a reader of a false claim knows the truth, perhaps from the reply that stands under it."""
    message = w.messages[m]
    tie = w.ties[person]
    if tie.knows == message.about:
        return True
    if reply != codes.NO_REPLY and luck(message.key, person, 0, CONVINCED) < w.replies[reply].debunks:
        tie.knows = message.about
        return True
    return False


@compiled
def _defend(w: World, person: int, m: int, rate: float, hour: int, minute: int) -> None:
    """Those who trust the company answer for it, and take some heat out of the thread."""
    p = w.p[0]
    tie = w.ties[person]
    message = w.messages[m]
    if luck(message.key, person, hour, DEFENDS) < wish(w, person, rate * tie.trust * tie.engagement):
        say(w, person, codes.DEFENCE, m, hour, minute)
        message.heat *= 1.0 - p.defence_calms


@compiled
def see_reply(w: World, person: int, reply: int) -> None:
    """A bystander sees how the company answers somebody else; harshness angers the irritable who do not trust it."""
    effect = w.replies[reply]
    tie = w.ties[person]
    amount = effect.bystander_trust
    if amount >= 0.0:
        move_trust(w, person, amount)
        move_engagement(w, person, effect.bystander_engagement)
        return
    offended = 2.0 * w.people[person].irritability * (1.2 - tie.trust)
    move_trust(w, person, amount * offended)


@compiled
def visit(w: World, hour: int) -> None:
    """People visit the page: a few in calm times, many when the network or the media promote the topic.

    Visits are drawn in layers of growing intensity, each with its own luck and only as far as needed: so the same
    people come in every policy, and a storm adds others.
    """
    s = w.state[0]
    p = w.p[0]
    base = p.visits_per_day / 24.0 * 1.5 * w.awake[hour % 24]
    wanted = base * (1.0 + s.promotion)
    lower = 0.0
    upper = base
    for layer in range(8):
        if wanted <= lower:
            break
        share = (min(wanted, upper) - lower) / (upper - lower)
        _visit_layer(w, hour, layer, upper - lower, share)
        lower = upper
        upper *= 3.0


@compiled
def _visit_layer(w: World, hour: int, layer: int, rate: float, share: float) -> None:
    """One layer of visits: `rate` per hour and unit of presence, of which `share` is in force."""
    s = w.state[0]
    p = w.p[0]
    for presence_class in range(len(w.presence)):
        cap = min(0.9, rate * w.presence[presence_class])
        if cap <= 0.0:
            continue
        log_miss = math.log1p(-cap)
        position = w.presence_start[presence_class] - 1
        step = 0
        while True:
            position += skip(s.key, (layer * 32 + presence_class) * 131072 + hour, step, VISIT_SKIP, log_miss)
            step += 1
            if position >= w.presence_start[presence_class + 1]:
                break
            person = whole(w.by_presence[position])
            chance = share
            if w.follows[person] == 0:
                chance *= min(1.0, p.outsider_visits * (1.0 + p.media_to_outsiders * s.media_boost))
            now = hour % 65535 + 1
            if luck(s.key, person, hour * 8 + layer, VISIT_ACCEPTED) < chance and w.ties[person].visited != now:
                w.ties[person].visited = now  # once an hour, whichever layers they come with
                visit_page(w, person, hour)


@compiled
def visit_page(w: World, person: int, hour: int) -> None:
    """A visitor reads a handful of items, and the correction that may stand at the top."""
    s = w.state[0]
    if hour < s.pinned_until and luck(s.key, person, hour, READS_PINNED) < w.p[0].post_convinces:
        w.ties[person].knows = s.pinned
    minute = int(60.0 * luck(s.key, person, hour, VISIT_MINUTE))
    for item in range(int(w.p[0].items_per_visit)):
        m = pick_item(w, person, item, hour)
        if m < 0 or w.messages[m].author == person:
            continue
        touch(w, person, hour)
        w.messages[m].n_views += 1
        if w.messages[m].kind == codes.CRITICISM:
            read_criticism(w, person, m, hour, minute)
            _imitate(w, person, m, hour, minute)
        else:
            _see_dialogue(w, person, m, hour)


@compiled
def _see_dialogue(w: World, person: int, m: int, hour: int) -> None:
    """A visitor sees praise or a question, and whether anybody answered."""
    p = w.p[0]
    reply = visible_reply(w, m, hour)
    if reply != codes.NO_REPLY:
        w.counts[hour // 24, codes.N_CONTACTS] += 1
        see_reply(w, person, reply)
    elif w.messages[m].is_addressed == 1 and hour - w.messages[m].hour >= p.unanswered_visible_h:
        move_trust(w, person, -p.seen_ignored_loss)


@compiled
def _imitate(w: World, person: int, m: int, hour: int, minute: int) -> None:
    """Public compensation invites those who look for a deal to complain as well."""
    reply = visible_reply(w, m, hour)
    if reply == codes.NO_REPLY:
        return
    rate = w.replies[reply].imitation * w.segments[w.people[person].segment].deals
    message = w.messages[m]
    if rate > 0.0 and luck(message.key, person, hour, IMITATES) < wish(w, person, rate):
        criticise(w, person, w.p[0].imitation_heat, codes.BY_IMITATION, 0, m, True, hour, minute)

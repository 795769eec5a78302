"""What people read, and what it does to them: posts, others' words, criticism with or without a reply."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.compiling import compiled, whole
from followersim.model.rules.feeling import anger, mass, move_engagement, move_trust, tire, touch
from followersim.model.rules.membership import follow, leave, leaving_cause, loyalty
from followersim.model.rules.reacting import criticise, interact, say, wish
from followersim.model.rules.spreading import pick_item
from followersim.model.streams import (
    ANGERED,
    CURIOUS,
    DEFENDS,
    IMITATES,
    JOINS,
    LEAVES_ANGRY,
    POST_LEAVING,
    POST_REACTION,
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
        read_post(w, person, m, hour, minute)
    elif message.kind == codes.CRITICISM:
        read_criticism(w, person, m, hour, minute)
    else:
        read_kind_words(w, person, m, hour)


@compiled
def read_post(w: World, person: int, m: int, hour: int, minute: int) -> None:
    """A follower reads a company post: like, share, a word, boredom, or (mostly) nothing."""
    tie = w.ties[person]
    if tie.since < 0:
        return  # has left since the post appeared
    day = hour // 24
    message = w.messages[m]
    content = w.contents[message.content]
    w.counts[day, codes.N_VIEWS] += 1
    w.counts[day, codes.N_CONTACTS] += 1
    crowding = tie.crowding
    tie.crowding += 1.0
    move_trust(w, person, content.trust * w.company[0].human_voice_of_posts)
    move_engagement(w, person, content.engagement)
    if _leaves_over_post(w, person, m, crowding, hour):
        return
    _react(w, person, m, crowding, hour, minute)


@compiled
def _leaves_over_post(w: World, person: int, m: int, crowding: float, hour: int) -> bool:
    """Bored, crowded out or fed up with promotion, in this order: return whether the follower leaves."""
    p = w.p[0]
    tie = w.ties[person]
    message = w.messages[m]
    stays = loyalty(w, person)
    distance = (1.0 - tie.engagement) * (1.2 - tie.trust)
    u = luck(message.key, person, 0, POST_LEAVING)
    upto = p.leaves_bored * distance * stays
    if u < upto:
        leave(w, person, codes.BORED, hour)
        return True
    upto += p.leaves_crowded * max(0.0, crowding - p.crowding_free) * distance * stays
    if u < upto:
        leave(w, person, codes.CROWDED, hour)
        return True
    upto += p.leaves_promotional * w.contents[message.content].promotion * distance * stays
    if u < upto:
        leave(w, person, codes.PROMOTIONAL, hour)
        return True
    return False


@compiled
def _react(w: World, person: int, m: int, crowding: float, hour: int, minute: int) -> None:
    """One draw decides between like, share, praise, question, criticism, an answer, and nothing."""
    p = w.p[0]
    tie = w.ties[person]
    message = w.messages[m]
    content = w.contents[message.content]
    mood = (0.5 + tie.engagement) / (1.0 + p.crowding_dulls * crowding)
    if p.day_from <= message.hour % 24 < p.day_to:
        mood *= p.daytime_bonus
    u = luck(message.key, person, 0, POST_REACTION)
    upto = p.likes * content.likes * mood
    if u < upto:
        interact(w, person, hour)
        w.counts[hour // 24, codes.N_LIKES] += 1
        message.n_likes += 1
        return
    upto += p.shares * content.shares * mood
    if u < upto:
        say(w, person, codes.SHARE, m, hour, minute)
        return
    upto += wish(w, person, p.praises_post * content.praise * mood * tie.trust)
    if u < upto:
        say(w, person, codes.PRAISE, m, hour, minute)
        return
    upto += wish(w, person, p.asks_about_post * content.questions * mood)
    if u < upto:
        say(w, person, codes.QUESTION, m, hour, minute)
        return
    upto += wish(w, person, p.criticises_post * content.criticism * (1.2 - tie.trust) * w.people[person].irritability)
    if u < upto:
        criticise(w, person, p.post_criticism_heat, codes.BY_POST, m, False, hour, minute)
        return
    if message.content == codes.ASKING:
        upto += wish(w, person, p.answers_question * tie.trust * tie.trust)
        if u < upto:
            say(w, person, codes.ANSWER, m, hour, minute)


@compiled
def read_kind_words(w: World, person: int, m: int, hour: int) -> None:
    """Somebody they read shares a post, praises or defends the company: trust grows, some begin to follow."""
    p = w.p[0]
    tie = w.ties[person]
    message = w.messages[m]
    if message.kind in (codes.QUESTION, codes.ANSWER):
        return
    move_trust(w, person, p.heard_praise)
    if tie.since >= 0:
        return
    appeal = 1.0
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
    susceptible = w.people[person].irritability * (1.2 - tie.trust) * math.exp(-p.fatigue_weight * tie.fatigue)
    novelty = 1.0 / (1.0 + w.state[0].news / p.old_news)
    force = p.contagion * w.state[0].climate * heat * susceptible * novelty
    if message.origin == codes.BY_INCIDENT:
        force *= w.company[0].responsibility
    tire(w, person, p.fatigue_by_reading)
    if luck(message.key, person, hour, ANGERED) < 1.0 - math.exp(-force):
        _get_angry(w, person, m, heat, origin, crowd, hour, minute)
    elif tie.trust >= p.defender_trust:
        _defend(w, person, m, hour, minute)
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
        criticise(w, person, hotter, origin, m, True, hour, minute)
    if tie.since >= 0:
        hazard = p.leaves_angry * tie.anger * (1.0 - tie.trust) * loyalty(w, person)
        if luck(message.key, person, hour, LEAVES_ANGRY) < hazard:
            leave(w, person, leaving_cause(origin), hour)


@compiled
def _defend(w: World, person: int, m: int, hour: int, minute: int) -> None:
    """Those who trust the company answer for it, and take some heat out of the thread."""
    p = w.p[0]
    tie = w.ties[person]
    message = w.messages[m]
    if luck(message.key, person, hour, DEFENDS) < wish(w, person, p.defends * tie.trust * tie.engagement):
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
    """A visitor reads a handful of items."""
    minute = int(60.0 * luck(w.state[0].key, person, hour, VISIT_MINUTE))
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
    elif hour - w.messages[m].hour >= p.unanswered_visible_h:
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
        criticise(w, person, w.p[0].imitation_heat, codes.BY_IMITATION, m, True, hour, minute)

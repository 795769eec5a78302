"""What people make of company posts: boredom, a like, a share, a word, an answer; and of gestures between companies."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.compiling import compiled, whole
from followersim.model.market import company_at
from followersim.model.rules.feeling import move_engagement, move_trust, touch
from followersim.model.rules.membership import follow, leave, loyalty
from followersim.model.rules.reacting import criticise, interact, say, wish
from followersim.model.rules.relating import forced
from followersim.model.streams import (
    ANNOYED,
    CONVINCED,
    GESTURE_LEAVING,
    POST_LEAVING,
    POST_REACTION,
    WORD_OF_MOUTH,
    luck,
)

if TYPE_CHECKING:
    from followersim.model.records import World


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
    if message.content == codes.CORRECTION and luck(message.key, person, 0, CONVINCED) < w.p[0].post_convinces:
        tie.knows = message.about
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
    fickle = p.bought_leaves if tie.via == codes.ADVERTISED else 1.0
    upto = p.leaves_bored * distance * stays * fickle
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
    if message.content >= codes.FIRST_GESTURE:
        mood *= 1.0 - forced(w, m)
    elif message.content == codes.LAUNCH:
        mood *= 0.5 + w.events[message.about - 1].severity  # how much news it is
    u = luck(message.key, person, 0, POST_REACTION)
    upto = p.likes * content.likes * mood
    if u < upto:
        interact(w, person, hour)
        w.counts[hour // 24, codes.N_LIKES] += 1
        w.groups[w.people[person].segment, codes.G_LIKES] += 1
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
        origin = codes.BY_LEAK if message.content == codes.LEAKED else codes.BY_POST
        about = whole(message.about) if message.content == codes.LEAKED else 0
        criticise(w, person, p.post_criticism_heat, origin, about, m, False, hour, minute)
        return
    upto += _answers(w, person, m)
    if u < upto:
        say(w, person, codes.ANSWER, m, hour, minute)


@compiled
def _answers(w: World, person: int, m: int) -> float:
    """Return the probability that a reader answers a question of the company.

    A serious question is answered the more the account seems to listen, and the less often one has written in vain.
    """
    p = w.p[0]
    tie = w.ties[person]
    content = w.messages[m].content
    if content == codes.ASKING:
        return wish(w, person, p.answers_question * tie.trust * tie.trust)
    if content != codes.SURVEY:
        return 0.0
    heard = p.monologue_answers + (1.0 - p.monologue_answers) * w.state[0].listens
    in_vain = math.exp(-p.unthanked_mutes * tie.n_unthanked)
    return wish(w, person, p.answers_survey * tie.trust * tie.trust * heard * in_vain)


@compiled
def read_gesture(w: World, person: int, m: int, hour: int, minute: int) -> None:
    """A follower of one company, the other or both reads what one says to or about the other."""
    message = w.messages[m]
    tie = w.ties[person]
    other = company_at(w, whole(message.about) - 1)
    is_own = tie.since >= 0
    is_theirs = other.follows[person] == 1
    if not is_own and not is_theirs:
        return  # has left both since
    s = w.state[0]
    day = hour // 24
    before = tie.trust
    liked = message.n_likes + message.n_shares
    if is_own:
        read_post(w, person, m, hour, minute)
    else:
        w.counts[day, codes.N_VIEWS] += 1
        w.counts[day, codes.N_CONTACTS] += 1
        _react(w, person, m, tie.crowding, hour, minute)
    _judge(w, other, person, m, is_theirs, hour, minute)
    if not is_own:
        _be_won(w, person, m, hour)
    liked = message.n_likes + message.n_shares - liked
    moved = tie.trust - before
    if is_own and is_theirs:
        w.counts[day, codes.N_REACHED_BOTH] += 1
        w.counts[day, codes.N_LIKED_BOTH] += liked
        s.trust_both += moved
    elif is_own:
        w.counts[day, codes.N_REACHED_OWN] += 1
        w.counts[day, codes.N_LIKED_OWN] += liked
        s.trust_own += moved
    else:
        w.counts[day, codes.N_REACHED_OTHER] += 1
        w.counts[day, codes.N_LIKED_OTHER] += liked
        s.trust_other += moved


@compiled
def _judge(w: World, other: World, person: int, m: int, is_theirs: bool, hour: int, minute: int) -> None:
    """What a gesture does to the feelings towards both companies.

    The followers of the other company take it personally, the more the more they trust it. What looks forced does no
    good and annoys everybody.
    """
    p = w.p[0]
    message = w.messages[m]
    tie = w.ties[person]
    gesture = w.gestures[message.content - codes.FIRST_GESTURE]
    strain = forced(w, m)
    touch(other, person, hour)
    theirs = other.ties[person].trust if is_theirs else 0.0
    if is_theirs:
        amount = gesture.others_trust * (0.5 + theirs)
        move_trust(w, person, amount * (1.0 - strain) if amount > 0.0 else amount)
        move_engagement(other, person, gesture.rallies)
    move_trust(other, person, gesture.target_trust)
    move_trust(w, person, -p.forced_loss * strain)
    annoyance = gesture.annoys * theirs + p.forced_annoys * strain
    if annoyance <= 0.0:
        return
    irritable = w.people[person].irritability * (1.2 - tie.trust)
    if luck(message.key, person, 0, ANNOYED) < wish(w, person, annoyance * irritable):
        criticise(w, person, p.gesture_heat, codes.BY_GESTURE, 0, m, False, hour, minute)
    hazard = p.leaves_gesture * annoyance * irritable * (1.0 - tie.trust) * loyalty(w, person)
    if tie.since >= 0 and luck(message.key, person, 0, GESTURE_LEAVING) < hazard:
        leave(w, person, codes.GESTURE, hour)


@compiled
def _be_won(w: World, person: int, m: int, hour: int) -> None:
    """A gesture that pleases wins some of the other company's followers; one that annoys wins nobody."""
    tie = w.ties[person]
    gesture = w.gestures[w.messages[m].content - codes.FIRST_GESTURE]
    appeal = gesture.appeal if gesture.annoys == 0.0 and forced(w, m) == 0.0 else 0.0
    chance = w.p[0].word_of_mouth * appeal * 2.0 * tie.trust * w.segments[w.people[person].segment].joins
    if tie.since < 0 and luck(w.messages[m].key, person, 0, WORD_OF_MOUTH) < chance:
        follow(w, person, codes.TOLD, hour)

"""How companies deal with each other: congratulating, teasing, attacking, joining conversations, answering in kind."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.clock import delay, later
from followersim.model.compiling import compiled, whole
from followersim.model.market import company_at
from followersim.model.rules.feeling import anger, fading, move_trust, touch
from followersim.model.rules.publishing import new_post
from followersim.model.rules.reacting import message_key
from followersim.model.rules.spreading import LONGEST_H, put, spread_post
from followersim.model.streams import (
    CONVERSATION,
    CONVERSATION_FIT,
    GESTURE_MINUTE,
    INVITED,
    OTHER_DELAY,
    OTHER_SEEN,
    OTHER_SKIP,
    STARTS,
    luck,
    skip,
)

if TYPE_CHECKING:
    from followersim.model.records import World

HOURS_PER_WEEK = 168
HOURS_PER_MONTH = 720.0
IN_RETURN = 16  # added to the number of a company: the gesture answers one of theirs and will not be answered again
NOTHING, THANK, RETURN, RETALIATE, WITTY = range(5)  # how a gesture is answered, as in the playbook


@compiled
def look_around(w: World, hour: int) -> None:
    """Look for occasions at other companies: a launch, a storm, a conversation, or a thought of one's own."""
    if len(w.market) < 2 or w.state[0].is_silent == 1:
        return
    s = w.state[0]
    p = w.p[0]
    book = w.playbook[0]
    for number in range(len(w.market)):
        if number == s.index:
            continue
        other = company_at(w, number).state[0]
        if book.on_launch > 0.0 and other.launched == hour - 1:
            _plan_gesture(w, whole(book.on_launch), number, 1.0, hour)
        if book.on_storm > 0.0 and other.wind >= p.storm_noticed_from and w.met[number] < hour - HOURS_PER_WEEK:
            w.met[number] = hour
            _plan_gesture(w, whole(book.on_storm), number, 1.0, hour)
        if book.starts > 0.0 and luck(s.key, number, hour, STARTS) < book.starts_per_month / HOURS_PER_MONTH:
            _plan_gesture(w, whole(book.starts), number, 1.0, hour)
        if book.joins_from_fit >= 0.0:
            _consider_joining(w, number, hour)


@compiled
def _consider_joining(w: World, number: int, hour: int) -> None:
    """A conversation comes up among the other company's followers: join it if it fits well enough."""
    p = w.p[0]
    book = w.playbook[0]
    index = whole(w.state[0].index)
    theirs = company_at(w, number).state[0].key
    if luck(theirs, 0, hour, CONVERSATION) >= p.conversations_per_month / HOURS_PER_MONTH:
        return
    fit = luck(theirs, index, hour, CONVERSATION_FIT)
    is_invited = luck(theirs, index, hour, INVITED) < p.invited
    if fit >= book.joins_from_fit and (is_invited or book.only_invited == 0.0):
        _plan_gesture(w, 1 + codes.JOINING - codes.FIRST_GESTURE, number, fit + p.invitation * is_invited, hour)


@compiled
def _plan_gesture(w: World, gesture: int, number: int, fit: float, hour: int) -> None:
    """Plan a gesture (counted from 1) towards a company: after the delay, in the hours in which the account posts.

    The longer the occasion is over, the less the gesture fits.
    """
    book = w.playbook[0]
    due = hour + max(1, whole(book.gesture_delay_h))
    hour_of_day = due % 24
    if hour_of_day < book.posts_from:
        due += whole(book.posts_from) - hour_of_day
    elif hour_of_day >= book.posts_to:
        due += 24 - hour_of_day + whole(book.posts_from)
    timely = fading(1.0 * (due - hour - 1), w.p[0].occasion_half_life_h)
    minute = int(60.0 * luck(w.state[0].key, number, hour, GESTURE_MINUTE))
    put(w, due, minute, gesture, number, codes.MAKES_GESTURE, min(1.0, fit) * timely)


@compiled
def make_gesture(w: World, gesture: int, number: int, fit: float, hour: int, minute: int) -> None:
    """A gesture (counted from 1) becomes a post, seen by the followers of both companies; the other one may answer."""
    s = w.state[0]
    if s.is_silent == 1:
        return
    is_answer = number >= IN_RETURN
    number %= IN_RETURN
    content = codes.FIRST_GESTURE + gesture - 1
    s.preparation_min += w.contents[content].minutes
    m = new_post(w, content, hour, minute, message_key(s.key, -1 - number, hour, 64 + content))
    if m < 0:
        return
    other = company_at(w, number)
    w.messages[m].about = number + 1
    w.messages[m].heat = fit
    w.counts[hour // 24, codes.N_GESTURES] += 1
    other.counts[hour // 24, codes.N_GESTURES_RECEIVED] += 1
    spread_post(w, m)
    _spread_to_others(w, other, m)
    if not is_answer:
        _be_answered(other, whole(s.index), content, hour, minute)


@compiled
def _be_answered(other: World, by: int, content: int, hour: int, minute: int) -> None:
    """The other side thanks, returns the gesture, hits back, takes it with wit, or says nothing."""
    book = other.playbook[0]
    answer = NOTHING
    if content == codes.CONGRATULATION:
        answer = whole(book.to_congratulation)
    elif content == codes.TEASE:
        answer = whole(book.to_tease)
    elif content == codes.ATTACK:
        answer = whole(book.to_attack)
    elif content == codes.JOINING:
        answer = whole(book.to_joining)
    if answer == NOTHING or other.state[0].is_silent == 1:
        return
    back = codes.THANKS
    if answer == RETURN:
        back = content
    elif answer == RETALIATE:
        back = codes.ATTACK
    elif answer == WITTY:
        back = codes.TEASE
    due = hour + max(1, whole(book.gesture_delay_h))
    put(other, due, minute, 1 + back - codes.FIRST_GESTURE, by + IN_RETURN, codes.MAKES_GESTURE, 1.0)


@compiled
def _spread_to_others(w: World, other: World, m: int) -> None:
    """The other company's followers see what is said to or about it, those who follow both companies left out."""
    p = w.p[0]
    message = w.messages[m]
    for presence_class in range(len(w.presence)):
        presence = w.presence[presence_class]
        cap = min(1.0, p.mention_reach * presence * 1.5)
        if cap <= 0.0:
            continue
        log_miss = math.log1p(-cap)
        position = w.presence_start[presence_class] - 1
        step = 0
        while True:
            position += skip(message.key, presence_class, step, OTHER_SKIP, log_miss)
            step += 1
            if position >= w.presence_start[presence_class + 1]:
                break
            person = whole(w.by_presence[position])
            if other.follows[person] == 0 or w.follows[person] == 1:
                continue
            chance = p.mention_reach * presence * (0.5 + other.ties[person].engagement)
            if luck(message.key, person, 0, OTHER_SEEN) * cap < chance:
                waking = delay(message.key, person, 0, OTHER_DELAY, p.view_half_life_min, p.view_tail)
                if waking <= LONGEST_H * 60.0:
                    hour, minute = later(w.awake, whole(message.hour), whole(message.minute), waking)
                    put(w, hour, minute, person, m, codes.SEES, 0.0)


@compiled
def forced(w: World, m: int) -> float:
    """Return how forced a gesture looks, 0-1: one that hardly fits, or comes too late, rides a trend."""
    limit = w.p[0].forced_below
    return max(0.0, limit - w.messages[m].heat) / limit if limit > 0.0 else 0.0


@compiled
def spill_over(w: World, person: int, hour: int) -> None:
    """Whoever gets angry with a company thinks less of the others of its branch, too."""
    p = w.p[0]
    for number in range(len(w.market)):
        if number == w.state[0].index:
            continue
        other = company_at(w, number)
        if other.company[0].branch == w.company[0].branch:
            touch(other, person, hour)
            move_trust(other, person, -p.spill_loss)
            anger(other, person, p.spill_anger)

"""Who will see a message, and when: posts reach followers, words reach readers, the page its visitors."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.clock import delay, later
from followersim.model.compiling import compiled, whole
from followersim.model.network import CIRCLE_SIZE, distant_reader, n_circles, reads_in_circle
from followersim.model.rules.feeling import fading
from followersim.model.streams import (
    CLIMATE,
    MESSAGE_DELAY,
    MESSAGE_SEEN,
    POST_DELAY,
    POST_SEEN,
    POST_SKIP,
    VISIT_CHOICE,
    VISIT_HEAT,
    VISIT_ITEM,
    bell,
    luck,
    skip,
)

if TYPE_CHECKING:
    from followersim.model.records import World

LONGEST_H = 48  # nobody scrolls back further
HOURS_PER_WEEK = 168


@compiled
def put(w: World, hour: int, minute: int, person: int, message: int, what: int, heat: float) -> None:
    """Put something into the bucket of an hour; what lies behind the end of the period is dropped."""
    s = w.state[0]
    if hour >= len(w.first) - 1:
        return
    slot = s.free
    if slot >= 0:
        s.free = w.waiting[slot].next
    else:
        slot = s.n_waiting_used
        if slot >= len(w.waiting):
            s.overflow = 1
            return
        s.n_waiting_used += 1
    thing = w.waiting[slot]
    thing.next = -1
    thing.person = person
    thing.message = message
    thing.what = what
    thing.minute = minute
    thing.heat = heat
    if w.first[hour] < 0:
        w.first[hour] = slot
    else:
        w.waiting[w.last[hour]].next = slot
    w.last[hour] = slot


@compiled
def spread_post(w: World, m: int) -> None:
    """A company post: each follower sees it with reach x presence x (0.5 + engagement) x attention left."""
    p = w.p[0]
    message = w.messages[m]
    n_classes = len(w.presence)
    for presence_class in range(n_classes):
        presence = w.presence[presence_class]
        # the cap does not depend on the policy, so the same people are candidates in all of them
        cap = min(1.0, p.reach * presence * 1.5)
        if cap <= 0.0:
            continue
        log_miss = math.log1p(-cap)
        position = w.presence_start[presence_class] - 1
        end = w.presence_start[presence_class + 1]
        step = 0
        while True:
            position += skip(message.key, presence_class, step, POST_SKIP, log_miss)
            step += 1
            if position >= end:
                break
            person = whole(w.by_presence[position])
            if w.follows[person] == 0:
                continue
            chance = p.reach * presence * (0.5 + w.ties[person].engagement) * message.attention
            if luck(message.key, person, 0, POST_SEEN) * cap < chance:
                waking = delay(message.key, person, 0, POST_DELAY, p.view_half_life_min, p.view_tail)
                if waking <= LONGEST_H * 60.0:
                    hour, minute = later(w.awake, whole(message.hour), whole(message.minute), waking)
                    put(w, hour, minute, person, m, codes.SEES, 0.0)


@compiled
def spread_words(w: World, m: int) -> None:
    """What a person writes reaches those who read this person, the hotter the more."""
    message = w.messages[m]
    author = whole(message.author)
    n_people = len(w.people)
    p = w.p[0]
    key = w.state[0].world_key
    circles = n_circles(n_people)
    first = author % circles
    for k in range(CIRCLE_SIZE * 2):
        reader = first + k * circles
        if reader >= n_people:
            break
        if reader != author and reads_in_circle(key, reader, author, p.circle_connected, p.circle_mutual):
            _show(w, m, reader)
    for k in range(w.people[author].n_distant):
        reader = distant_reader(key, author, k, n_people)
        if reader != author:
            _show(w, m, reader)


@compiled
def _show(w: World, m: int, reader: int) -> None:
    """A reader sees a person's message, or does not."""
    p = w.p[0]
    message = w.messages[m]
    presence_class = w.people[reader].presence
    if presence_class >= len(w.presence):
        return
    outrage = 1.0
    if message.kind == codes.CRITICISM:
        outrage = p.outrage ** min(5.0, message.heat - 1.0)
    chance = p.person_reach * w.presence[presence_class] * outrage
    if luck(message.key, reader, 0, MESSAGE_SEEN) < chance:
        waking = delay(message.key, reader, 0, MESSAGE_DELAY, p.view_half_life_min, p.view_tail)
        if waking <= LONGEST_H * 60.0:
            hour, minute = later(w.awake, whole(message.hour), whole(message.minute), waking)
            # what is written in an hour is read in a later one at the earliest
            if hour == message.hour:
                hour, minute = hour + 1, 0
            put(w, hour, minute, reader, m, codes.SEES, 0.0)


@compiled
def weight_when_new(w: World, m: int) -> float:
    """Return the weight of a message that has just appeared on the page: criticism has its heat."""
    message = w.messages[m]
    return message.heat if message.kind == codes.CRITICISM else w.p[0].calm_weight


@compiled
def take_from_page(w: World, m: int, share: float, hour: int) -> None:
    """Take away a share of the weight that a message still has on the page."""
    s = w.state[0]
    left = fading(1.0 * (hour - w.messages[m].hour), w.p[0].page_half_life_h)
    s.page_weight = max(0.0, s.page_weight - weight_when_new(w, m) * share * left)


@compiled
def pick_item(w: World, visitor: int, item: int, hour: int) -> int:
    """Return what a visitor reads as the n-th item: a message on the page, or -1 for anything else.

    Attention is finite: feedback competes with other content, whose weight grows with the account's size. So a visitor
    of a small and of a large account in the same mood reads the same share of criticism.
    """
    s = w.state[0]
    p = w.p[0]
    weight = s.page_weight * (1.0 + p.promotion_on_page * s.promotion)
    other = p.other_content * s.n_start
    if luck(s.key, visitor, hour * 16 + item, VISIT_ITEM) * (weight + other) >= weight:
        return -1
    n_on_page = s.n_page - s.page_first
    if n_on_page <= 0:
        return -1
    for attempt in range(8):
        # the younger half of the interval is tried more often: the square of a uniform number, counted from the end
        u = luck(s.key, visitor, hour * 256 + item * 16 + attempt, VISIT_CHOICE)
        m = whole(w.page[s.n_page - 1 - int(u * u * n_on_page)])
        message = w.messages[m]
        if message.is_deleted == 1 or message.hour >= hour:
            continue
        if luck(s.key, visitor, hour * 256 + item * 16 + attempt, VISIT_HEAT) * p.heat_cap < weight_when_new(w, m):
            return m
    return -1


@compiled
def update_page(w: World, hour: int) -> None:
    """Let the page and the news age by an hour, and decide how much the network promotes it.

    Every week has its climate: what else is in the news, how touchy the public is. It is the same for all policies.
    """
    s = w.state[0]
    p = w.p[0]
    if hour % HOURS_PER_WEEK == 0:
        own = p.climate_spread * bell(s.world_key, 0, hour // HOURS_PER_WEEK, CLIMATE)
        s.climate = math.exp(own - 0.5 * p.climate_spread * p.climate_spread)
    s.page_weight *= fading(1.0, p.page_half_life_h)
    s.media_boost *= fading(1.0, p.media_half_life_h)
    s.news *= fading(1.0, p.news_half_life_h)
    s.post_load *= fading(1.0, p.post_load_half_life_h)
    while s.page_first < s.n_page and w.messages[w.page[s.page_first]].hour < hour - 24:
        s.page_first += 1
    heat = s.page_weight / max(1.0, 1.0 * s.n_start)
    s.promotion = p.promotion_max * heat / (heat + p.promotion_half) + p.media_visibility * s.media_boost

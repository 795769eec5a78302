"""Bought attention: contacts that cost money, and followers who came because of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.compiling import compiled, whole
from followersim.model.rules.feeling import move_trust, touch
from followersim.model.rules.membership import follow
from followersim.model.streams import AD_FOLLOWS, AD_SKIP, luck, skip

if TYPE_CHECKING:
    from followersim.model.records import World


@compiled
def advertise(w: World, hour: int) -> None:
    """The hour's share of the bought contacts, spread over people who are ever online, by the hours they are awake."""
    s = w.state[0]
    wanted = w.playbook[0].contacts_per_day
    n_online = len(w.by_presence)
    if wanted <= 0.0 or n_online == 0:
        return
    total = 0.0
    for hour_of_day in range(24):
        total += w.awake[hour_of_day]
    rate = min(0.9, wanted / n_online * w.awake[hour % 24] / total)
    if rate <= 0.0:
        return
    log_miss = math.log1p(-rate)
    position = -1
    step = 0
    while True:
        position += skip(s.key, hour, step, AD_SKIP, log_miss)
        step += 1
        if position >= n_online:
            return
        _see_advertisement(w, whole(w.by_presence[position]), hour)


@compiled
def _see_advertisement(w: World, person: int, hour: int) -> None:
    """One bought contact: it is paid for, makes the company a little more familiar, and may bring a follower."""
    s = w.state[0]
    p = w.p[0]
    tie = w.ties[person]
    touch(w, person, hour)
    s.cost += w.playbook[0].cost_per_contact
    w.counts[hour // 24, codes.N_CONTACTS] += 1
    w.counts[hour // 24, codes.N_AD_CONTACTS] += 1
    move_trust(w, person, p.ad_trust)
    if tie.since >= 0:
        return
    chance = p.ad_follows * w.segments[w.people[person].segment].joins * (0.5 + tie.trust)
    if luck(s.key, person, hour, AD_FOLLOWS) < chance:
        follow(w, person, codes.ADVERTISED, hour)

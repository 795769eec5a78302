"""How feelings towards the company move: trust, engagement, anger, fatigue, crowding, and their decay with time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from followersim.model.compiling import compiled
from followersim.model.streams import ENGAGEMENT, bell

if TYPE_CHECKING:
    from followersim.model.records import World

LN2 = 0.6931471805599453


@compiled
def fading(elapsed_h: float, half_life_h: float) -> float:
    """Return what is left of something after some hours."""
    return math.exp(-LN2 * elapsed_h / half_life_h)


@compiled
def usual_engagement(w: World, person: int) -> float:
    """Return the engagement to which a person drifts back, from their segment and their own nature."""
    segment = w.segments[w.people[person].segment]
    own = segment.engagement + segment.engagement_spread * bell(w.state[0].key, person, 0, ENGAGEMENT)
    return min(0.95, max(0.02, own))


@compiled
def touch(w: World, person: int, hour: int) -> None:
    """Apply the decays since a person was last touched. Nobody is visited only because time passes."""
    tie = w.ties[person]
    elapsed = 1.0 * (hour - tie.touched)
    if elapsed <= 0.0:
        return
    p = w.p[0]
    tie.touched = hour
    if tie.anger > 0.0:
        tie.anger *= fading(elapsed, p.anger_half_life_h)
    if tie.fatigue > 0.0:
        tie.fatigue *= fading(elapsed, p.fatigue_half_life_h)
    if tie.crowding > 0.0:
        tie.crowding *= fading(elapsed, p.crowding_half_life_h)
    usual = usual_engagement(w, person)
    tie.engagement = usual + (tie.engagement - usual) * fading(elapsed, p.engagement_half_life_h)


@compiled
def move_trust(w: World, person: int, amount: float) -> None:
    """Gain or lose trust: a gain counts (1-T)(0.5+T), a loss lambda T. Four good experiences offset a bad one."""
    tie = w.ties[person]
    if amount > 0.0:
        change = min(amount * (1.0 - tie.trust) * (0.5 + tie.trust), 1.0 - tie.trust)
    else:
        change = max(w.p[0].trust_loss_weight * amount * tie.trust, -tie.trust)
    tie.trust += change
    if tie.since >= 0:
        w.state[0].trust_sum += change


@compiled
def move_engagement(w: World, person: int, amount: float) -> None:
    """Gain or lose engagement: a gain closes part of the gap to 1, a loss takes part of what is there."""
    tie = w.ties[person]
    if amount > 0.0:
        tie.engagement += amount * (1.0 - tie.engagement)
    else:
        tie.engagement += amount * tie.engagement


@compiled
def anger(w: World, person: int, amount: float) -> None:
    """Add anger; whoever passes the threshold is entered in the list of the angry."""
    tie = w.ties[person]
    tie.anger += amount * (1.0 - tie.anger)
    if tie.anger >= w.p[0].angry_from and tie.is_angry == 0:
        s = w.state[0]
        tie.is_angry = 1
        w.angry[s.n_angry] = person
        s.n_angry += 1


@compiled
def tire(w: World, person: int, amount: float) -> None:
    """Add fatigue with the topic: nobody stays outraged for ever."""
    tie = w.ties[person]
    tie.fatigue += amount * (1.0 - tie.fatigue)


@compiled
def mass(w: World) -> float:
    """Return how much of a mass stands against the company, 0-1: critics of the last 24 h against the followers."""
    s = w.state[0]
    share = s.critics / max(1.0, 1.0 * s.n_followers)
    return share / (share + w.p[0].mass_half)

"""What is measured: wind force every hour, levels at the end of each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.compiling import compiled, whole
from followersim.model.rules.feeling import touch
from followersim.model.rules.organising import give_up
from followersim.model.streams import MEDIA, luck

if TYPE_CHECKING:
    from followersim.model.records import World


@compiled
def turn_rings(w: World, hour: int) -> None:
    """Forget what is older than 24 hours."""
    now = hour % 24
    w.state[0].critics -= w.rings[codes.R_CRITICS, now]
    for ring in range(len(w.rings)):
        w.rings[ring, now] = 0


@compiled
def in_24h(w: World, ring: int) -> int:
    """Return the sum of a ring."""
    total = 0
    for hour in range(24):
        total += w.rings[ring, hour]
    return total


@compiled
def wind_force(w: World) -> int:
    """Return the wind force 0-6 (Graf, Schwede 2012) of the last 24 hours: the highest level whose conditions hold."""
    s = w.state[0]
    criticism = in_24h(w, codes.R_CRITICISM)
    if criticism == 0:
        return 0
    viral = in_24h(w, codes.R_VIRAL) / criticism
    negative = criticism / (criticism + in_24h(w, codes.R_PRAISE))
    media = in_24h(w, codes.R_MEDIA)
    share = s.critics / max(1.0, 1.0 * s.n_followers)
    ratio = s.critics / max(0.5, s.usual)
    force = 0
    for level in range(len(w.winds)):
        wind = w.winds[level]
        if (
            s.critics >= wind.critics
            and share >= wind.critics_share
            and viral >= wind.viral_share
            and negative >= wind.negative_share
            and ratio >= wind.times_usual
            and media >= wind.media
        ):
            force = level + 1
    return force


@compiled
def media_look(w: World, hour: int) -> None:
    """Media take up what is large: the larger the share of critics, the likelier a report in this hour."""
    s = w.state[0]
    p = w.p[0]
    share = s.critics / max(1.0, 1.0 * s.n_start)
    if s.critics < p.media_from_critics or share < p.media_from_share:
        return
    if luck(s.key, 0, hour, MEDIA) < p.media_rate * min(4.0, share / p.media_from_share):
        s.media_boost += 1.0
        w.rings[codes.R_MEDIA, hour % 24] += 1
        w.counts[hour // 24, codes.N_MEDIA] += 1


@compiled
def record_hour(w: World, hour: int) -> None:
    """Keep the day's largest wind force and number of critics; close the day at its last hour."""
    s = w.state[0]
    s.wind = wind_force(w)
    s.day_wind = max(s.day_wind, 1.0 * s.wind)
    s.day_critics = max(s.day_critics, 1.0 * s.critics)
    if hour % 24 == 23:
        close_day(w, hour)


@compiled
def close_day(w: World, hour: int) -> None:
    """Write the levels of the day that ends."""
    s = w.state[0]
    day = hour // 24
    level = w.levels[day]
    followers = max(1.0, 1.0 * s.n_followers)
    level[codes.L_FOLLOWERS] = s.n_followers
    level[codes.L_QUEUE] = s.n_queue
    level[codes.L_STAFF] = s.staff_min
    level[codes.L_COST] = s.cost + s.staff_min / 60.0 * w.company[0].hourly_cost
    level[codes.L_TRUST] = s.trust_sum / followers
    level[codes.L_ANGRY] = count_angry(w, hour) / followers
    active = 0
    for back in range(min(7, day + 1)):
        active += w.active[day - back]
    level[codes.L_ACTIVE] = active / followers
    level[codes.L_CRITICS] = s.day_critics
    level[codes.L_WIND] = s.day_wind
    level[codes.L_STRESS] = s.stress
    level[codes.L_SURVEY_TRUST] = s.survey_trust
    level[codes.L_TRUST_OWN] = s.trust_own
    level[codes.L_TRUST_OTHER] = s.trust_other
    level[codes.L_TRUST_BOTH] = s.trust_both
    give_up(w)
    level[codes.L_SILENT] = s.is_silent
    weight = 1.0 / w.p[0].usual_days
    # a storm must not become the usual: no day counts for more than three usual ones
    s.usual += weight * (min(s.day_critics, 3.0 * s.usual + 1.0) - s.usual)
    s.day_wind = 0.0
    s.day_critics = 0.0
    s.staff_min = 0.0
    s.cost = 0.0
    s.survey_trust = 0.0
    s.trust_own = 0.0
    s.trust_other = 0.0
    s.trust_both = 0.0


@compiled
def count_angry(w: World, hour: int) -> int:
    """Return how many followers are angry; who has calmed down leaves the list."""
    s = w.state[0]
    kept = 0
    followers = 0
    for k in range(s.n_angry):
        person = whole(w.angry[k])
        touch(w, person, hour)
        tie = w.ties[person]
        if tie.anger < w.p[0].angry_from:
            tie.is_angry = 0
            continue
        w.angry[kept] = person
        kept += 1
        if tie.since >= 0:
            followers += 1
    s.n_angry = kept
    return followers

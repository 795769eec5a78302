"""One hour after the other: the phases of the model, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.compiling import compiled, entry, whole
from followersim.model.market import company_at
from followersim.model.rules.advertising import advertise
from followersim.model.rules.answering import answer_queue, deliver, feel_ignored, repeat
from followersim.model.rules.experiencing import complain, experience, meet_product
from followersim.model.rules.feeling import touch
from followersim.model.rules.happening import get_out, happen, notice
from followersim.model.rules.membership import chase_offers, discover, follow, forget_silent
from followersim.model.rules.organising import choose_playbook
from followersim.model.rules.publishing import plan_day, post_now, publish
from followersim.model.rules.reading import read, visit
from followersim.model.rules.recording import media_look, record_hour, turn_rings
from followersim.model.rules.relating import look_around, make_gesture
from followersim.model.rules.spreading import spread_words, update_page

if TYPE_CHECKING:
    from followersim.model.records import World


@entry
def run_hours(w: World, until: int) -> bool:
    """Run a world with all its companies up to an hour; False when it has outgrown its arrays: run it in larger ones.

    `w` is the main company. The companies take turns by the hour, each through all phases.
    """
    fits = True
    while w.state[0].hour < until and fits:
        for number in range(len(w.market)):
            look_around(company_at(w, number), w.state[0].hour)
        for number in range(len(w.market)):
            company = company_at(w, number)
            run_hour(company, company.state[0].hour)
            fits = fits and company.state[0].overflow == 0
    return fits


@compiled
def run_hour(w: World, hour: int) -> None:
    """The phases of an hour."""
    turn_rings(w, hour)
    update_page(w, hour)
    choose_playbook(w)
    if hour % 24 == 0:
        plan_day(w, hour)
    happen(w, hour)
    publish(w, hour)
    experience(w, hour)
    empty_bucket(w, hour)
    visit(w, hour)
    advertise(w, hour)
    answer_queue(w, hour)
    spread_new_words(w)
    media_look(w, hour)
    if hour % 24 == 12:
        discover(w, hour)
        chase_offers(w, hour)
        forget_silent(w, hour)
    record_hour(w, hour)
    w.state[0].hour += 1


@compiled
def empty_bucket(w: World, hour: int) -> None:
    """What waits for this hour happens, in the order in which it was put there."""
    s = w.state[0]
    slot = whole(w.first[hour])
    while slot >= 0 and s.overflow == 0:
        thing = w.waiting[slot]
        person, m, minute = whole(thing.person), whole(thing.message), whole(thing.minute)
        heat = thing.heat
        if thing.what == codes.SEES:
            read(w, person, m, hour, minute)
        elif thing.what == codes.GETS_REPLY:
            deliver(w, m, whole(heat), hour, minute)
        elif thing.what == codes.FEELS_IGNORED:
            feel_ignored(w, m, hour, minute)
        elif thing.what == codes.REPEATS_ITSELF:
            repeat(w, m, heat, hour, minute)
        elif thing.what == codes.COMPLAINS:
            complain(w, person, m, heat, hour, minute)
        else:
            _begin_late(w, whole(thing.what), person, m, heat, hour, minute)
        following = whole(w.waiting[slot].next)
        w.waiting[slot].next = s.free
        s.free = slot
        slot = following
    w.first[hour] = -1


@compiled
def _begin_late(w: World, what: int, person: int, m: int, heat: float, hour: int, minute: int) -> None:
    """What events and other companies have set going happens now; `m` is the number of the event or the company."""
    if what == codes.NOTICES_INCIDENT:
        notice(w, person, m, heat, hour, minute)
    elif what == codes.MAKES_GESTURE:
        make_gesture(w, person, m, heat, hour, minute)
    elif what == codes.TRIES_PRODUCT:
        meet_product(w, person, hour)
    elif what == codes.POSTS_CORRECTION:
        post_now(w, codes.CORRECTION, m, hour, minute)
    elif what == codes.IS_WON_OVER:
        touch(w, person, hour)
        follow(w, person, codes.BY_OFFER, hour)
    else:
        get_out(w, m, heat, hour)


@compiled
def spread_new_words(w: World) -> None:
    """What people have written in this hour finds its readers."""
    s = w.state[0]
    while s.spread_from < s.n_messages and s.overflow == 0:
        if w.messages[s.spread_from].kind != codes.POST and w.messages[s.spread_from].kind != codes.QUESTION:
            spread_words(w, s.spread_from)
        s.spread_from += 1

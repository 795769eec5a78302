"""One hour after the other: the phases of the model, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.compiling import compiled, entry, whole
from followersim.model.rules.answering import answer_queue, deliver, feel_ignored, repeat
from followersim.model.rules.experiencing import complain, experience, happen, suffer
from followersim.model.rules.feeling import touch
from followersim.model.rules.membership import chase_offers, discover
from followersim.model.rules.publishing import plan_day, publish
from followersim.model.rules.reading import read, visit
from followersim.model.rules.recording import media_look, record_hour, turn_rings
from followersim.model.rules.spreading import spread_words, update_page

if TYPE_CHECKING:
    from followersim.model.records import World


@entry
def run_hours(w: World, until: int) -> bool:
    """Run the world up to an hour; return False when it has outgrown its arrays: run it again in larger ones."""
    s = w.state[0]
    while s.hour < until and s.overflow == 0:
        hour = s.hour
        turn_rings(w, hour)
        update_page(w, hour)
        if hour % 24 == 0:
            plan_day(w, hour)
        happen(w, hour)
        publish(w, hour)
        experience(w, hour)
        empty_bucket(w, hour)
        visit(w, hour)
        answer_queue(w, hour)
        spread_new_words(w)
        media_look(w, hour)
        if hour % 24 == 12:
            discover(w, hour)
            chase_offers(w, hour)
        record_hour(w, hour)
        s.hour += 1
    return s.overflow == 0


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
            touch(w, person, hour)
            suffer(w, person, heat, codes.BY_INCIDENT, hour, minute)
        following = whole(w.waiting[slot].next)
        w.waiting[slot].next = s.free
        s.free = slot
        slot = following
    w.first[hour] = -1


@compiled
def spread_new_words(w: World) -> None:
    """What people have written in this hour finds its readers."""
    s = w.state[0]
    while s.spread_from < s.n_messages and s.overflow == 0:
        if w.messages[s.spread_from].kind != codes.POST and w.messages[s.spread_from].kind != codes.QUESTION:
            spread_words(w, s.spread_from)
        s.spread_from += 1

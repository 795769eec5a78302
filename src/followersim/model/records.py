"""The state of one world as arrays of records: what the compiled rules read and write.

A person costs 24 bytes of fixed traits (shared by all policies of a world and all companies in it) and 64 bytes of
relationship to each company. Every company has a `World` of its own: accounts that share their audience know each other
by `market`, the addresses of all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from followersim.model import codes
from followersim.model.world_type import describe, register, type_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Column = npt.NDArray[Any]

# fixed traits of a person
PERSON = np.dtype(
    [
        ("talk", "f8"),  # how readily they write, mean 1, heavy-tailed
        ("irritability", "f8"),  # how readily they get angry, 0-1
        ("patience_min", "f4"),  # how long they wait for a reply
        ("n_distant", "u2"),  # distant readers
        ("segment", "u1"),
        ("presence", "u1"),  # class of presence; the class after the last one is dormant
    ],
    align=True,
)

# what a person feels about the company
TIE = np.dtype(
    [
        ("trust", "f8"),
        ("engagement", "f8"),
        ("anger", "f8"),
        ("fatigue", "f8"),
        ("crowding", "f8"),  # weight of recent company posts
        ("touched", "i4"),  # hour up to which decays are applied
        ("since", "i4"),  # hour since when they follow; -1: does not follow
        ("last_critic", "i4"),  # hour of the last criticism written; -1: never
        ("last_active", "i4"),  # day of the last interaction; -1: never
        ("via", "u1"),  # what brought them
        ("n_answers", "u1"),  # replies received, capped
        ("n_heard", "u1"),  # replies received to own criticism, capped
        ("n_unthanked", "u1"),  # praises that got no thanks, capped
        ("is_angry", "u1"),  # stands on the list of the angry
        ("knows", "u1"),  # the false claim (number of the event + 1) of which they know the truth; 0: none
        ("visited", "u2"),  # hour of the last visit of the page, modulo 65,535, plus 1; 0: never
    ],
    align=True,
)

MESSAGE = np.dtype(
    [
        ("key", "u8"),  # the message's own luck
        ("heat", "f8"),
        ("attention", "f8"),  # posts: the share of attention left by other posts
        ("author", "i4"),  # -1: the company
        ("hour", "i4"),
        ("parent", "i4"),  # message reacted to; -1: none
        ("reply_hour", "i4"),  # when the reply appeared; -1: none yet
        ("delay_min", "i4"),  # of the reply
        ("n_views", "i4"),
        ("n_likes", "i4"),
        ("n_shares", "i4"),
        ("minute", "u1"),
        ("kind", "u1"),
        ("content", "u1"),
        ("origin", "u1"),
        ("reply", "u1"),
        ("rule", "u1"),  # the rule of the playbook that held when the message arrived
        ("is_viral", "u1"),  # caused by another criticism
        ("is_addressed", "u1"),
        ("is_private_reply", "u1"),
        ("waits", "u1"),  # 1: in the queue
        ("is_deleted", "u1"),
        ("about", "u1"),  # criticism, corrections: number of the event + 1; gestures: that of the other company + 1
    ],
    align=True,
)

# one thing that waits in an hour's bucket (a linked list per hour, first in, first out)
WAITING = np.dtype(
    [
        ("heat", "f8"),
        ("next", "i4"),
        ("person", "i4"),
        ("message", "i4"),
        ("what", "u1"),
        ("minute", "u1"),
    ],
    align=True,
)

EVENT = np.dtype(
    [
        ("hour", "i4"),  # -1: by chance
        ("type", "i4"),
        ("share", "f8"),
        ("severity", "f8"),
        ("per_hour", "f8"),
        ("blame", "f8"),  # how responsible the company seems, 1 = for an accident
        ("lasts_h", "f8"),  # 0: no end
        ("is_corrected", "i8"),  # false claims: a public correction has been posted
    ],
    align=True,
)

RULE = np.dtype(
    [
        ("share", "f8"),
        ("max_delay_h", "f8"),
        ("n_replies", "i4"),
        ("is_public", "i4"),
        ("reply", "i4", (3,)),
    ],
    align=True,
)

STATE = np.dtype(
    [
        ("key", "u8"),  # the luck of what happens between this company and people
        ("world_key", "u8"),  # the luck of the people and of who reads whom, the same for all companies of a world
        *(
            (name, "f8")
            for name in (
                "trust_sum",  # over followers
                "post_load",  # recent posts, decaying
                "page_weight",  # of feedback on the page, decaying
                "promotion",  # how much more the network shows the page, >= 0
                "media_boost",
                "news",  # criticism per follower of recent days: what is old news
                "climate",  # how receptive the public is this week, mean 1
                "usual",  # critics a day that are usual for this account
                "stress",
                "preparation_min",  # posts to prepare
                "staff_min",
                "cost",
                "day_critics",
                "day_wind",
                "listens",  # how much the account seems to listen, 0-1
                "tempting",  # how tempting the latest offer is, 1 for those of the plan
                "insight",  # answers to surveys that were acted upon
                "absent_share",  # of the team
                "survey_trust",  # today's sum over those who answered a survey
                "trust_own",  # today's trust moved by own gestures: among own followers,
                "trust_other",  # among the other company's,
                "trust_both",  # and among those who follow both
            )
        ),
        *(
            (name, "i8")
            for name in (
                "hour",
                "n_messages",
                "spread_from",
                "n_waiting_used",
                "free",
                "n_queue",
                "n_page",
                "page_first",
                "n_angry",
                "n_followers",
                "n_start",
                "critics",  # different critics in the last 24 hours
                "n_posts_today",
                "overflow",
                "last_offer",
                "start_weekday",
                "index",  # of the company
                "wind",  # wind force now
                "is_silent",  # the account has been given up, or there is none
                "absent_until",
                "launched",  # hour of the latest product launch
                "pinned",  # the false claim (number of the event + 1) whose correction stands at the top of the page
                "pinned_until",
            )
        ),
    ],
    align=True,
)


@dataclass(frozen=True, eq=False)
class World:
    """Everything that the rules touch: one company in one world under one policy."""

    people: Column
    by_presence: Column  # ids, grouped by class of presence
    presence_start: Column
    by_segment: Column  # ids, grouped by segment
    segment_start: Column
    ties: Column
    follows: Column  # 1 or 0: the same as ties.since, small enough to stay in the cache
    messages: Column
    waiting: Column
    first: Column  # per hour: first and last in its bucket
    last: Column
    queue: Column  # messages that wait for a reply
    page: Column  # public feedback, in order of appearance
    angry: Column
    plan: Column  # today's posts: hour of day, minute, content
    free_at: Column  # per community manager: minute since the start
    active: Column  # followers by the day of their last interaction
    rings: Column  # what the last 24 hours held
    counts: Column
    levels: Column
    state: Column
    groups: Column  # whole-period counts by segment
    market: Column  # addresses of the worlds of all companies, this one included
    met: Column  # per company: hour of the latest gesture towards its storm
    books: Column  # the usual playbook and that for a crisis
    rulesets: Column
    events: Column
    p: Column  # scalar parameters
    presence: Column  # per class
    awake: Column  # per hour of day
    segments: Column
    contents: Column
    replies: Column
    gestures: Column
    happenings: Column
    winds: Column
    company: Column
    playbook: Column
    rules: Column
    address: int = field(init=False, repr=False)  # in memory, where the rules find it
    _described: list[Column] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        arrays = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("address", "_described")}
        self._described.append(describe(arrays))
        object.__setattr__(self, "numba_type", type_of(arrays))
        object.__setattr__(self, "address", self._described[0].ctypes.data)


register(World)


MAX_MEMBERS = 50


def allocate(shared: Mapping[str, Column], n_hours: int, capacity: int, n_companies: int = 1) -> World:
    """Return the arrays of one world under one policy; `shared` holds what does not change between policies.

    `capacity` is the number of messages and of waiting things that fit; a world that needs more is run again with more.
    """
    n_people = len(shared["people"])
    n_days = -(-n_hours // 24)
    return World(
        ties=np.zeros(n_people, TIE),
        follows=np.zeros(n_people, np.uint8),
        messages=np.zeros(capacity, MESSAGE),
        waiting=np.zeros(capacity, WAITING),
        first=np.full(n_hours + 1, -1, np.int32),
        last=np.full(n_hours + 1, -1, np.int32),
        queue=np.zeros(capacity, np.int32),
        page=np.zeros(capacity, np.int32),
        angry=np.zeros(n_people, np.int32),
        plan=np.zeros((24, 3), np.int32),
        free_at=np.zeros(MAX_MEMBERS, np.float64),
        active=np.zeros(n_days, np.int64),
        rings=np.zeros((5, 24), np.int64),
        counts=np.zeros((n_days, len(codes.COUNTS)), np.int64),
        levels=np.zeros((n_days, len(codes.LEVELS)), np.float64),
        groups=np.zeros((len(shared["segments"]), len(codes.GROUP_COUNTS)), np.int64),
        market=np.zeros(n_companies, np.int64),
        met=np.full(n_companies, -1_000_000, np.int64),
        state=np.zeros(1, STATE),
        **cast("dict[str, Any]", dict(shared)),
    )

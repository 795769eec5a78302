"""Chance as section 7.1 of docs/odd.md describes it, with Python's whole numbers."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Member = TypeVar("Member")

WORD = 2**64
THE_COMPANY = -1  # the author of posts, where a person would have a number


class Decision(IntEnum):
    """What a chance is about; the numbers are those of appendix A."""

    SEGMENT = 0
    PRESENCE = 1
    TALK = 2
    IRRITABILITY = 3
    PATIENCE = 4
    TRUST = 5
    ENGAGEMENT = 6
    READERS = 7
    DISTANT_READER = 8
    CIRCLE = 9
    POSTS_TODAY = 10
    POST_TIME = 11
    POST_CONTENT = 12
    POST_SKIP = 13
    POST_SEEN = 14
    POST_DELAY = 15
    POST_REACTION = 16
    POST_LEAVING = 17
    EXPERIENCE_SKIP = 20
    EXPERIENCE_GOOD = 21
    EXPERIENCE_SEVERITY = 22
    EXPERIENCE_WORDS = 23
    EXPERIENCE_LEAVING = 24
    EXPERIENCE_MINUTE = 25
    COMPLAINT = 26
    PRIVATE_ATTEMPT = 27
    COMPLAINT_DELAY = 28
    INCIDENT_SKIP = 29
    INCIDENT_DELAY = 30
    INCIDENT_CHANCE = 31
    HEAT = 40
    MESSAGE_SEEN = 41
    MESSAGE_DELAY = 42
    ADDRESSED = 43
    TURNS_CRITICAL = 44
    ANSWERED = 50
    SLIP = 51
    DELETION_NOTICED = 52
    PROVOKED = 53
    LEAVES_AFTER_REPLY = 54
    REPEATS = 55
    LEAVES_IGNORED = 56
    REPLY_DELAY = 57
    RECOMMENDS = 58
    ANGERED = 60
    JOINS = 61
    LEAVES_ANGRY = 62
    DEFENDS = 63
    IMITATES = 64
    CURIOUS = 65
    VISIT_SKIP = 70
    VISIT_ACCEPTED = 71
    VISIT_ITEM = 72
    VISIT_CHOICE = 73
    VISIT_MINUTE = 74
    VISIT_HEAT = 75
    DISCOVERY_SKIP = 80
    DISCOVERY = 81
    OFFER_SKIP = 82
    OFFER_JOINS = 83
    OFFER_OVER_SKIP = 84
    OFFER_OVER = 85
    WORD_OF_MOUTH = 86
    MEDIA = 90
    CLIMATE = 91
    COMPANY = 100
    FOLLOWS_TOO = 101
    REVIEW_CATCHES = 102
    LEAK_FOUND = 103
    LEAK_FOUND_AFTER = 104
    BELIEVES = 105
    CONVINCED = 106
    EVENT_ASKS = 107
    VIRAL_AUTHOR = 108
    VIRAL_SKIP = 109
    VIRAL_DELAY = 110
    TRIES_SKIP = 111
    TRIES_DELAY = 112
    WOOED_SKIP = 113
    WOOED = 114
    AD_SKIP = 115
    AD_FOLLOWS = 116
    FORGETS_SKIP = 117
    READS_PINNED = 118
    STARTS = 120
    CONVERSATION = 121
    CONVERSATION_FIT = 122
    INVITED = 123
    GESTURE_MINUTE = 124
    OTHER_SKIP = 125
    OTHER_SEEN = 126
    OTHER_DELAY = 127
    ANNOYED = 128
    GESTURE_LEAVING = 129


def mix(x: int) -> int:
    """Scramble 64 bits."""
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) % WORD
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) % WORD
    return x ^ (x >> 31)


def bits(key: int, who: int, when: int, decision: int) -> int:
    """Return the 64 random bits of a decision."""
    together = key + who * 0x9E3779B97F4A7C15 + when * 0xD1342543DE82EF95 + decision * 0xC2B2AE3D27D4EB4F
    return mix(together % WORD)


def uniform(key: int, who: int, when: int, decision: int) -> float:
    """Return the luck of a decision, in [0, 1)."""
    return (bits(key, who, when, decision) >> 11) / 2**53


def normal(key: int, who: int, when: int, decision: int) -> float:
    """Return an approximately normal number with mean 0 and standard deviation 1."""
    words = bits(key, who, when, decision).to_bytes(8, "little")
    total = sum(int.from_bytes(words[place : place + 2], "little") for place in range(0, 8, 2))
    return (total / 65536 - 1.999969482421875) * 1.7320508075688772


def message_key(key: int, author: int, hour: int, kind: int) -> int:
    """Return the key of a message in the world of a company."""
    own = (author + 1) * 0xA24BAED4963EE407 + hour * 0x9FB21C651E98DF25 + kind * 0xD6E8FEB86659FD93
    return mix(key ^ mix(own % WORD))


def candidates(members: Sequence[Member], cap: float, luck: Callable[[int], float]) -> Iterator[Member]:
    """Yield members, each with probability `cap`; `luck(step)` is the chance of the jump with this number."""
    if cap <= 0:
        return
    log_miss = math.log1p(-cap) if cap < 1 else -math.inf
    place, step = -1, 0
    while True:
        place += 1 + int(min(math.log(1 - luck(step)) / log_miss, 1e15))
        step += 1
        if place >= len(members):
            return
        yield members[place]

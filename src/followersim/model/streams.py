"""Luck: random numbers that belong to a person, a time and a decision, not to a sequence.

Every number is a hash of (key, who, when, decision). Nothing is consumed, so another policy, another order of work or
another thread changes nobody's luck: the same person meets the same chance at the same moment in every policy.
The mixing function is SplitMix64's finaliser (Steele, Lea, Flood 2014).
"""

from __future__ import annotations

import math

import numpy as np

from followersim.model.compiling import compiled, entry

_WHO = np.uint64(0x9E3779B97F4A7C15)
_WHEN = np.uint64(0xD1342543DE82EF95)
_DECISION = np.uint64(0xC2B2AE3D27D4EB4F)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11, _16 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11), np.uint64(16)
_LOW_16 = np.uint64(0xFFFF)
_UNIT = 1.0 / 9007199254740992.0  # 2**-53

# decisions: each number is one kind of chance. Append, never renumber: results depend on them.
SEGMENT, PRESENCE, TALK, IRRITABILITY, PATIENCE, TRUST, ENGAGEMENT, READERS = range(8)
DISTANT_READER, CIRCLE = 8, 9
POSTS_TODAY, POST_TIME, POST_CONTENT, POST_SKIP, POST_SEEN, POST_DELAY, POST_REACTION, POST_LEAVING = range(10, 18)
EXPERIENCE_SKIP, EXPERIENCE_GOOD, EXPERIENCE_SEVERITY, EXPERIENCE_WORDS, EXPERIENCE_LEAVING, EXPERIENCE_MINUTE = range(
    20, 26
)
COMPLAINT, PRIVATE_ATTEMPT, COMPLAINT_DELAY, INCIDENT_SKIP, INCIDENT_DELAY, INCIDENT_CHANCE = range(26, 32)
HEAT, MESSAGE_SEEN, MESSAGE_DELAY, ADDRESSED, TURNS_CRITICAL = range(40, 45)
ANSWERED, SLIP, DELETION_NOTICED, PROVOKED, LEAVES_AFTER_REPLY, REPEATS, LEAVES_IGNORED, REPLY_DELAY, RECOMMENDS = (
    range(50, 59)
)
ANGERED, JOINS, LEAVES_ANGRY, DEFENDS, IMITATES, CURIOUS = range(60, 66)
VISIT_SKIP, VISIT_ACCEPTED, VISIT_ITEM, VISIT_CHOICE, VISIT_MINUTE, VISIT_HEAT = range(70, 76)
DISCOVERY_SKIP, DISCOVERY, OFFER_SKIP, OFFER_JOINS, OFFER_OVER_SKIP, OFFER_OVER, WORD_OF_MOUTH = range(80, 87)
MEDIA, CLIMATE = 90, 91
COMPANY, FOLLOWS_TOO = 100, 101
REVIEW_CATCHES, LEAK_FOUND, LEAK_FOUND_AFTER, BELIEVES, CONVINCED, EVENT_ASKS = range(102, 108)
VIRAL_AUTHOR, VIRAL_SKIP, VIRAL_DELAY, TRIES_SKIP, TRIES_DELAY, WOOED_SKIP, WOOED = range(108, 115)
AD_SKIP, AD_FOLLOWS, FORGETS_SKIP, READS_PINNED = 115, 116, 117, 118
STARTS, CONVERSATION, CONVERSATION_FIT, INVITED, GESTURE_MINUTE = range(120, 125)
OTHER_SKIP, OTHER_SEEN, OTHER_DELAY, ANNOYED, GESTURE_LEAVING = range(125, 130)


@compiled
def mix(x: np.uint64) -> np.uint64:
    """Scramble 64 bits so that every input bit moves every output bit."""
    x = (x ^ (x >> _30)) * _FIRST
    x = (x ^ (x >> _27)) * _SECOND
    return x ^ (x >> _31)


@compiled
def bits(key: np.uint64, who: int, when: int, decision: int) -> np.uint64:
    """Return the 64 random bits of one decision of one person at one time."""
    return mix(key + np.uint64(who) * _WHO + np.uint64(when) * _WHEN + np.uint64(decision) * _DECISION)


@compiled
def luck(key: np.uint64, who: int, when: int, decision: int) -> float:
    """Return a number in [0, 1): the luck of one decision of one person at one time."""
    return np.float64(bits(key, who, when, decision) >> _11) * _UNIT


@compiled
def bell(key: np.uint64, who: int, when: int, decision: int) -> float:
    """Return an approximately normal number (mean 0, sd 1, at most 3.46 from 0): four 16-bit uniforms added up."""
    x = bits(key, who, when, decision)
    total = (x & _LOW_16) + ((x >> _16) & _LOW_16) + ((x >> (_16 + _16)) & _LOW_16) + (x >> (_16 + _16 + _16))
    return (np.float64(total) / 65536.0 - 1.999969482421875) * 1.7320508075688772


@compiled
def skip(key: np.uint64, layer: int, step: int, decision: int, log_miss: float) -> int:
    """Return how far to jump to the next candidate of a list, each a candidate with probability 1 - exp(log_miss)."""
    jump = math.log(1.0 - luck(key, layer, step, decision)) / log_miss
    return 1 + int(min(jump, 1e15))


@entry
def first_key(seed: np.uint64, world: int) -> np.uint64:
    """Return the 64 bits from which a world begins."""
    return bits(seed, world, 0, 0)


@entry
def _company_key(key: np.uint64, number: int) -> np.uint64:
    return bits(key, number, 0, COMPANY)


def company_key(key: np.uint64, number: int) -> np.uint64:
    """Return the luck of another company of a world; the main company has the key of the world itself."""
    return np.uint64(_company_key(key, number))


def world_key(seed: int, world: int) -> np.uint64:
    """Return the key of one world: all its luck hangs from this number."""
    return np.uint64(first_key(np.uint64(seed), world))

"""Who reads whom: a directed graph that is never stored.

Everybody belongs to a circle of about a dozen people (friends, colleagues): a pair of a circle is connected with a
fixed probability, in both directions or in one. On top come distant readers, heavy-tailed: most people have a few,
some have hundreds. Both are functions of the world's key, so the graph costs no memory and no time to build; only the
readers of somebody who writes are ever looked up. Circles give clustering and reciprocity, distant readers the tail.
"""

from __future__ import annotations

import numpy as np

from followersim.model.compiling import compiled, whole
from followersim.model.streams import CIRCLE, DISTANT_READER, bits, luck

CIRCLE_SIZE = 12
_32 = np.uint64(32)


@compiled
def n_circles(n_people: int) -> int:
    """Return the number of circles: one more person does not move the others."""
    return max(1, n_people // CIRCLE_SIZE)


@compiled
def reads_in_circle(key: np.uint64, reader: int, author: int, connected: float, mutual: float) -> bool:
    """Return whether `reader` reads `author`, two people of the same circle."""
    low, high = min(reader, author), max(reader, author)
    if luck(key, low, high, CIRCLE) >= connected:
        return False
    direction = luck(key, high, low, CIRCLE)
    if direction < mutual:
        return True
    # one-way: the rest of the interval is halved between "low reads high" and the reverse
    return (direction < mutual + 0.5 * (1.0 - mutual)) == (reader == low)


@compiled
def distant_reader(key: np.uint64, author: int, k: int, n_people: int) -> int:
    """Return the k-th distant reader of an author.

    Drawn from the smallest power of two that holds everybody, again until the person exists: so one more person changes
    only the draws that hit this person.
    """
    span = np.uint64(1)
    while span < np.uint64(n_people):
        span += span
    attempt = 0
    while True:
        person = whole((bits(key, author, k * 64 + attempt, DISTANT_READER) >> _32) & (span - np.uint64(1)))
        if person < n_people:
            return person
        attempt += 1

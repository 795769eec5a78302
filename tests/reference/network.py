"""Who reads whom: a function of the world's key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.luck import Decision, bits, uniform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reference.parameters import Parameters


class Network:
    """The readers of everybody, by number."""

    def __init__(self, key: int, n_people: int, parameters: Parameters) -> None:
        self.key = key
        self.n_people = n_people
        self.parameters = parameters
        self.n_circles = max(1, n_people // 12)

    def readers(self, author: int, n_distant: int) -> Iterator[int]:
        """Yield those who read an author: first the circle, then distant readers."""
        for person in range(author % self.n_circles, self.n_people, self.n_circles):
            if person != author and self.reads(person, author):
                yield person
        for k in range(n_distant):
            person = self.distant_reader(author, k)
            if person != author:
                yield person

    def reads(self, reader: int, author: int) -> bool:
        """Return whether one of a circle reads another."""
        low, high = sorted((reader, author))
        if uniform(self.key, low, high, Decision.CIRCLE) >= self.parameters.circle_connected:
            return False
        mutual = self.parameters.circle_mutual
        direction = uniform(self.key, high, low, Decision.CIRCLE)
        if direction < mutual:
            return True
        reading = low if direction < mutual + 0.5 * (1 - mutual) else high
        return reader == reading

    def distant_reader(self, author: int, k: int) -> int:
        """Return the k-th distant reader."""
        span = 1 << (self.n_people - 1).bit_length()
        attempt = 0
        while True:
            person = (bits(self.key, author, k * 64 + attempt, Decision.DISTANT_READER) >> 32) % span
            if person < self.n_people:
                return person
            attempt += 1

"""The luck of words: the model's own function of chance in plain Python, so that nothing of the engine is touched.

What a message says hangs on its own key alone. So it reads the same under every policy, and another language, another
window or another order changes no word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALL: Final = 2**64 - 1

# decisions of this room; the model's own stay below 1,000
WORDS, TOPIC, REPLY, FAULT, HANDLE, SUBJECT = range(1000, 1006)

Item = TypeVar("Item")


def mix(x: int) -> int:
    """Scramble 64 bits: the finaliser of SplitMix64, as in `followersim.model.streams`."""
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _ALL
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _ALL
    return x ^ (x >> 31)


def bits(key: int, who: int, when: int, decision: int) -> int:
    """Return the 64 random bits of one decision, equal to those of `followersim.model.streams.bits`."""
    step = who * 0x9E3779B97F4A7C15 + when * 0xD1342543DE82EF95 + decision * 0xC2B2AE3D27D4EB4F
    return mix((key + step) & _ALL)


def luck(key: int, who: int, when: int, decision: int) -> float:
    """Return a number in [0, 1): the luck of one decision."""
    return (bits(key, who, when, decision) >> 11) / 2.0**53


class Dice:
    """The draws for one text, one after the other."""

    def __init__(self, key: int, nth: int, decision: int) -> None:
        self._key, self._nth, self._decision = key, nth, decision
        self._step = 0

    def __call__(self) -> float:
        """Return the next number in [0, 1)."""
        self._step += 1
        return luck(self._key, self._nth, self._step, self._decision)

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[int(self() * len(items))]

"""Who somebody is (section 7.2): the same towards every company."""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING

from tests.reference.luck import Decision, normal, uniform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.reference.parameters import Numbers, Parameters

DORMANT = 10


def within(low: float, value: float, high: float) -> float:
    """Return a value, not below and not above limits."""
    return min(high, max(low, value))


class Traits:
    """The fixed traits of a person, drawn with the key of the world."""

    def __init__(self, key: int, number: int, parameters: Parameters, upto: Sequence[float]) -> None:
        self.key = key
        self.number = number
        self.segment = self._segment(parameters, upto)
        self.presence = self._presence(parameters)
        self._draw(parameters)

    def _normal(self, decision: Decision) -> float:
        return normal(self.key, self.number, 0, decision)

    def _segment(self, p: Parameters, upto: Sequence[float]) -> Numbers:
        u = uniform(self.key, self.number, 0, Decision.SEGMENT)
        return next((segment for segment, end in zip(p.segments, upto, strict=True) if u < end), p.segments[-1])

    def _presence(self, p: Parameters) -> int:
        dormant = within(0.0, 1 - (1 - p.dormant) * self.segment.presence, 1.0)
        u = uniform(self.key, self.number, 0, Decision.PRESENCE)
        return DORMANT if u < dormant else min(9, int((u - dormant) / (1 - dormant) * 10))

    def _draw(self, p: Parameters) -> None:
        segment = self.segment
        talk = math.exp(p.talk_spread * self._normal(Decision.TALK) - 0.5 * p.talk_spread * p.talk_spread)
        self.talk = segment.talk * min(p.talk_cap, talk)
        irritability = segment.irritability + p.irritability_spread * self._normal(Decision.IRRITABILITY)
        self.irritability = within(0, irritability, 1)
        patience = p.patience_median_min * math.exp(p.patience_spread * self._normal(Decision.PATIENCE))
        self.patience_min: float = struct.unpack("f", struct.pack("f", patience))[0]
        readers = p.distant_readers_median * math.exp(p.distant_readers_spread * self._normal(Decision.READERS))
        self.n_distant = int(min(readers * segment.readers, p.distant_readers_cap))

"""What a claim of the mission is, as a test of its mechanism sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.mechanisms.worlds import Setting

USUAL = Setting()


@dataclass(frozen=True)
class Claim:
    """One row of the table of claims: a policy, what is switched off, what then moves and which way, and a control.

    `id` begins with the claim of the mission that it belongs to, such as R3 in R3b.
    """

    id: str
    says: str
    who: dict[str, Any]
    off: dict[str, float]
    measure: str
    direction: int
    control: dict[str, Any]
    setting: Setting = USUAL

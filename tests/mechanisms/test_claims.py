"""Each claim of the mission: its mechanism on and off in the same worlds, and a control in which it does nothing.

The effect of a mechanism is the paired difference "on minus off". It must have the stated direction with a 99.9 %
interval that excludes zero (error probability 0.05 % per claim and seed); in the control it must be exactly zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.mechanisms.claims_of_dialogue import CLAIMS_OF_DIALOGUE
from tests.mechanisms.claims_of_occasions import CLAIMS_OF_OCCASIONS
from tests.mechanisms.worlds import effect, interval, outcomes

if TYPE_CHECKING:
    from tests.mechanisms.claim import Claim

CLAIMS = [*CLAIMS_OF_DIALOGUE, *CLAIMS_OF_OCCASIONS]
NO_CONTROL = {
    "R18c",
    "spill-over",
    "spreading",
    "fatigue",
    "old news",
    "defenders",
}  # always at work: their control is the calm below


@pytest.mark.slow
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_mechanism_has_the_stated_effect(claim: Claim) -> None:
    on = outcomes(claim.who, claim.setting)[claim.measure]
    off = outcomes(claim.who, claim.setting, claim.off)[claim.measure]
    low, high = interval(claim.direction * effect(on, off, claim.measure))
    assert low > 0, (
        f"{claim.id}: {claim.says}: on {on.mean():.4f}, off {off.mean():.4f}, effect [{low:.4f}, {high:.4f}]"
    )


@pytest.mark.slow
@pytest.mark.parametrize("claim", [c for c in CLAIMS if c.id not in NO_CONTROL], ids=lambda claim: claim.id)
def test_mechanism_does_nothing_where_it_has_no_place(claim: Claim) -> None:
    on = outcomes(claim.control, claim.setting)
    off = outcomes(claim.control, claim.setting, claim.off)
    np.testing.assert_array_equal(on[claim.measure], off[claim.measure], err_msg=f"{claim.id}: {claim.says}")

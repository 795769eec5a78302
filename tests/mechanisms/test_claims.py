"""Each claim of the mission: its mechanism on and off in the same worlds, and a control in which it does nothing.

The effect of a mechanism is the paired difference "on minus off". It must have the stated direction with a 99.9 %
interval that excludes zero (error probability 0.05 % per claim and seed); in the control it must be exactly zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tests.mechanisms.worlds import ALWAYS_THERE, Setting, effect, interval, outcomes, policy, table_set_to

CALM = Setting(incident=False)
INCIDENT = Setting()
NO_JOINING = (("joins_in", 0.0),)  # storms vary so much that they would hide small effects
QUIET = Setting(incident=False, given=NO_JOINING)
LARGER = Setting(followers=5000, people=20000, worlds=40)
OFFICE = {"replies": {"criticism": {"share": 1, "reply": "explanation"}}, "team": ALWAYS_THERE}


@dataclass(frozen=True)
class Claim:
    """One row of the table of claims."""

    id: str
    says: str
    who: dict[str, Any]
    off: dict[str, float]
    measure: str
    direction: int
    control: dict[str, Any]
    setting: Setting = INCIDENT


ANSWERS_ALL = policy("handles_criticism_well", team=ALWAYS_THERE)
NO_IGNORING = {"ignored_loss": 0.0, "seen_ignored_loss": 0.0, "unthanked_loss": 0.0}
NO_R2 = {"unthanked_engagement": 0.0, "unthanked_turns": 0.0, "unthanked_loss": 0.0}
NO_KINDNESS = {
    f"reply_types.{reply}.{column}": 0.0
    for reply in ("empathy", "apology", "corrective_action")
    for column in ("author_trust", "author_engagement", "author_anger", "bystander_trust", "extra_heat", "calms_thread")
}
YOUNG_LIKE_ONLOOKERS = {
    "segments.young.talk": 0.5,
    "segments.young.engagement": 0.3,
    "segments.young.presence": 0.8,
    "segments.young.readers": 0.8,
}

CLAIMS = [
    Claim(
        "R1",
        "broadcasting without answering lowers trust by itself",
        policy("broadcast_only"),
        NO_IGNORING,
        "mean_trust_end",
        -1,
        ANSWERS_ALL,
        QUIET,
    ),
    Claim(
        "R2a",
        "praise without thanks dries up",
        policy("broadcast_only"),
        NO_R2,
        "n_praise",
        -1,
        policy("answers_praise", team=ALWAYS_THERE),
        LARGER,
    ),
    Claim(
        "R2b",
        "praise without thanks turns into criticism",
        policy("broadcast_only"),
        NO_R2,
        "n_criticism",
        1,
        policy("answers_praise", team=ALWAYS_THERE),
        Setting(followers=5000, people=20000, incident=False, given=NO_JOINING),
    ),
    Claim(
        "R3a",
        "ignored critics repeat themselves",
        policy("ignores_criticism"),
        {"repeats": 0.0},
        "n_criticism",
        1,
        ANSWERS_ALL,
    ),
    Claim(
        "R3b",
        "harsh replies fan the flames",
        policy("harsh_reply"),
        {"reply_types.harsh.provokes": 0.0, "reply_types.harsh.extra_heat": 0.0},
        "n_criticism",
        1,
        ANSWERS_ALL,
    ),
    Claim(
        "R3c",
        "harsh replies drive people away",
        policy("harsh_reply"),
        {"reply_types.harsh.leaves": 0.0},
        "lost_followers_harsh_reply",
        1,
        ANSWERS_ALL,
    ),
    Claim(
        "R4",
        "untrained staff slip into harshness under attack",
        policy("untrained_team"),
        {"slip": 0.0},
        "n_replies_harsh",
        1,
        policy("untrained_team", team={"training": 1.0}),
    ),
    Claim(
        "R5a",
        "against a mass, harshness backfires all the more",
        policy("harsh_reply"),
        {"mass_backfires": 0.0},
        "mean_trust_end",
        -1,
        ANSWERS_ALL,
        Setting(hit=0.4, given=NO_JOINING),
    ),
    Claim(
        "R5b",
        "against a mass, explanations are not heard",
        policy("broadcast_only", **OFFICE),
        table_set_to("reply_types", "needs_hearing", 0.0),
        "mean_trust_end",
        -1,
        policy("broadcast_only"),
    ),
    Claim(
        "R6a",
        "handled well, criticism ebbs away",
        ANSWERS_ALL,
        NO_KINDNESS,
        "n_criticism",
        -1,
        policy("broadcast_only"),
    ),
    Claim(
        "R6b",
        "handled well, criticism leaves trust behind",
        ANSWERS_ALL,
        NO_KINDNESS,
        "mean_trust_end",
        1,
        policy("broadcast_only"),
    ),
    Claim(
        "R6c",
        "a reply in time is worth more",
        policy("handles_criticism_well"),
        {"benefit_floor": 1.0},
        "mean_trust_end",
        -1,
        policy("broadcast_only"),
    ),
    Claim(
        "R7",
        "dialogue takes time: without enough staff, messages stay unanswered",
        policy("understaffed_dialogue"),
        table_set_to("reply_types", "minutes", 0.0),
        "share_answered",
        -1,
        policy(
            "understaffed_dialogue",
            replies={kind: {"share": 0} for kind in ("praise", "question", "criticism", "heated_criticism")},
        ),
        LARGER,
    ),
    Claim(
        "R12",
        "who is answered well recommends the company",
        policy("handles_criticism_well"),
        {"recommends": 0.0},
        "new_followers_word_of_mouth",
        1,
        policy("broadcast_only"),
        LARGER,
    ),
    Claim(
        "R13a",
        "offers bring followers",
        policy("offers_and_discounts"),
        {"offer_pull": 0.0},
        "new_followers_offer",
        1,
        policy("broadcast_only", posting={"mix": {"service": 1}}),
        CALM,
    ),
    Claim(
        "R13b",
        "followers won by offers leave when the offer is over",
        policy("broadcast_only"),
        {"offer_over": 0.0},
        "lost_followers_offer_over",
        1,
        policy("broadcast_only", posting={"mix": {"service": 1}}),
        CALM,
    ),
    Claim(
        "R13c",
        "an account full of offers does not satisfy",
        policy("offers_and_discounts"),
        {"contents.offer.trust": 0.0, "contents.offer.engagement": 0.0},
        "mean_trust_end",
        -1,
        policy("broadcast_only", posting={"mix": {"service": 1}}),
        CALM,
    ),
    Claim(
        "R14",
        "a personal face wins hearts and followers by word of mouth",
        policy("personal_voice"),
        {"contents.personal.trust": 0.0, "contents.personal.engagement": 0.0, "contents.personal.likes": 1.0},
        "n_likes",
        1,
        policy("service_information", posting={"mix": {"service": 1}}),
        CALM,
    ),
    Claim(
        "R15",
        "useful information builds trust",
        policy("service_information"),
        {"contents.service.trust": 0.0},
        "mean_trust_end",
        1,
        policy("personal_voice", posting={"mix": {"personal": 1}}),
        CALM,
    ),
    Claim(
        "R21a",
        "deleting criticism brings more of it",
        policy("deletes_criticism"),
        {"deletion_noticed": 0.0},
        "n_criticism",
        1,
        policy("harsh_reply"),
    ),
    Claim(
        "R21b",
        "deleting criticism costs followers",
        policy("deletes_criticism"),
        {"deletion_noticed": 0.0},
        "left",
        1,
        policy("harsh_reply"),
        LARGER,
    ),
    Claim(
        "spreading",
        "criticism spreads from reader to reader",
        policy("harsh_reply"),
        {"contagion": 0.0},
        "n_viral",
        1,
        policy("harsh_reply"),
        INCIDENT,
    ),
    Claim(
        "learning",
        "who is answered speaks up more",
        ANSWERS_ALL,
        {"learned_by_answers": 0.0},
        "n_praise",
        1,
        policy("broadcast_only"),
        LARGER,
    ),
    Claim(
        "fatigue",
        "nobody stays outraged for ever",
        policy("harsh_reply"),
        {"fatigue_weight": 0.0},
        "n_criticism",
        -1,
        policy("harsh_reply"),
    ),
    Claim(
        "old news",
        "what has been said is old news",
        policy("harsh_reply"),
        {"old_news": 10.0},
        "n_criticism",
        -1,
        policy("harsh_reply"),
        LARGER,
    ),
    Claim(
        "defenders",
        "those who trust the company defend it",
        policy("harsh_reply"),
        {"defends": 0.0},
        "n_defences",
        1,
        policy("harsh_reply"),
    ),
]
NO_CONTROL = {"spreading", "fatigue", "old news", "defenders"}  # always at work: their control is the calm below


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

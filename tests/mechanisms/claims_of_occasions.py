"""Claims about occasions: leaks, rumours, surveys, advertising, giving up, and other companies."""

from __future__ import annotations

from tests.mechanisms.claim import Claim
from tests.mechanisms.claims_of_dialogue import LARGER, NO_JOINING
from tests.mechanisms.worlds import ALWAYS_THERE, Setting, policy, table_set_to

HANDLES_WELL = policy("handles_criticism_well")
ASKING = {"posts_per_day": 2, "mix": {"personal": 0.5, "survey": 0.5}}
MONOLOGUE = policy("broadcast_only", posting=ASKING)
DIALOGUE = policy("asks_followers", posting=ASKING, team=ALWAYS_THERE)
ADVERTISING = policy("handles_criticism_well", advertising={"contacts_per_day": 500})

QUIET = Setting(incident=False, given=NO_JOINING)
LEAK = Setting(incident=False, events=({"type": "leak", "day": 5, "share": 0.3, "severity": 0.8},))
LEAK_WITHOUT_STORM = Setting(incident=False, events=LEAK.events, given=NO_JOINING)
FALSE_CLAIM = Setting(incident=False, events=({"type": "false_claim", "day": 5, "share": 0.3, "severity": 0.9},))
CORRECTS = policy("corrects_false_claims", team=ALWAYS_THERE)

RIVAL = {"name": "next door", "policy": "handles_criticism_well", "followers": 2500, "overlap": 0.3}
LAUNCHES = tuple({"type": "product_launch", "day": day, "company": "next door"} for day in (5, 15, 25, 35))
BESIDE = Setting(incident=False, rivals=(RIVAL,), events=LAUNCHES)
STORM_NEXT_DOOR = Setting(rivals=(RIVAL,), company=1)
FITTING = policy("joins_conversations", companies={"joins_from_fit": 0.6, "delay_h": 1}, posting={"hours": "0-24"})
TOO_LATE = policy("joins_conversations", companies={"joins_from_fit": 0.6, "delay_h": 18}, posting={"hours": "0-24"})

CLAIMS_OF_OCCASIONS = [
    Claim(
        "R7b",
        "who gives up loses the followers bit by bit",
        policy("abandons_account", team={"gives_up_at_queue": 1}),
        {"leaves_silent": 0.0},
        "left",
        1,
        HANDLES_WELL,
        LARGER,
    ),
    Claim(
        "R8",
        "bought contacts make a company a little more familiar",
        policy("advertising_only"),
        {"ad_trust": 0.0},
        "mean_trust_end",
        1,
        policy("broadcast_only"),
        QUIET,
    ),
    Claim(
        "R11a",
        "after monologue, questions stay unanswered",
        MONOLOGUE,
        {"monologue_answers": 1.0},
        "n_survey_answers",
        -1,
        policy("broadcast_only"),
        QUIET,
    ),
    Claim(
        "R11b",
        "answers that get no thanks dry up",
        MONOLOGUE,
        {"unthanked_mutes": 0.0},
        "n_survey_answers",
        -1,
        DIALOGUE,
        Setting(incident=False, days=90, worlds=60, given=(*NO_JOINING, ("monologue_answers", 1.0))),
    ),
    Claim(
        "R11c",
        "acting on answers makes bad experiences rarer",
        DIALOGUE,
        {"learning_max": 0.0},
        "n_criticism",
        -1,
        {**DIALOGUE, "acts_on_answers": False},
        QUIET,
    ),
    Claim(
        "R12b",
        "followers brought by advertising do not stay",
        ADVERTISING,
        {"bought_leaves": 1.0},
        "left",
        1,
        HANDLES_WELL,
        Setting(incident=False, days=90, worlds=60, given=NO_JOINING),
    ),
    Claim(
        "R16a",
        "a second pair of eyes catches careless posts",
        policy("handles_criticism_well", posting={"review_min": 8}),
        {"review_catches_min": 1e6},
        "n_criticism",
        -1,
        HANDLES_WELL,
        LEAK,
    ),
    Claim(
        "R16b",
        "what one says oneself hurts less",
        policy("handles_criticism_well", discloses=True),
        {"disclosure_softens": 0.0},
        "n_criticism",
        -1,
        HANDLES_WELL,
        LEAK_WITHOUT_STORM,
    ),
    Claim(
        "R16c",
        "what one does not say others find out",
        HANDLES_WELL,
        {"leak_found": 0.0},
        "n_criticism",
        1,
        policy("handles_criticism_well", discloses=True),
        LEAK,
    ),
    Claim(
        "R18a",
        "a correction stops a false claim",
        CORRECTS,
        table_set_to("reply_types", "debunks", 0.0),
        "n_viral",
        -1,
        policy("broadcast_only"),
        FALSE_CLAIM,
    ),
    Claim(
        "R18b",
        "a correction for everybody stops it for more",
        CORRECTS,
        {"post_convinces": 0.0},
        "n_viral",
        -1,
        policy("corrects_false_claims", team=ALWAYS_THERE, corrects_by_post=False),
        FALSE_CLAIM,
    ),
    Claim(
        "R18c",
        "followers correct what is false",
        CORRECTS,
        {"corrects": 0.0},
        "n_corrections",
        1,
        CORRECTS,
        FALSE_CLAIM,
    ),
    Claim(
        "R19a",
        "congratulating wins trust among the other one's followers",
        policy("congratulates_rival"),
        {"gestures.congratulation.others_trust": 0.0},
        "trust_other_sum",
        1,
        HANDLES_WELL,
        BESIDE,
    ),
    Claim(
        "R19b",
        "an attack costs trust among the other one's followers",
        policy("attacks_rival"),
        {"gestures.attack.others_trust": 0.0},
        "trust_other_sum",
        -1,
        HANDLES_WELL,
        BESIDE,
    ),
    Claim(
        "R19c",
        "an attack brings criticism",
        policy("attacks_rival"),
        {"gestures.attack.annoys": 0.0},
        "n_criticism",
        1,
        HANDLES_WELL,
        Setting(incident=False, rivals=(RIVAL,), events=LAUNCHES, given=NO_JOINING),
    ),
    Claim(
        "R19d",
        "congratulating gets more likes than usual posts",
        policy("congratulates_rival"),
        {"contents.congratulation.likes": 1.0},
        "n_likes",
        1,
        HANDLES_WELL,
        BESIDE,
    ),
    Claim(
        "R20a",
        "who rides every trend loses trust",
        policy("rides_every_trend"),
        {"forced_loss": 0.0, "forced_annoys": 0.0},
        "mean_trust_end",
        -1,
        FITTING,
        BESIDE,
    ),
    Claim(
        "R20b",
        "who comes too late looks forced",
        TOO_LATE,
        {"occasion_half_life_h": 720.0},
        "trust_own_sum",
        -1,
        FITTING,
        BESIDE,
    ),
    Claim(
        "R20c",
        "a gesture that looks forced is criticised",
        policy("rides_every_trend"),
        {"forced_annoys": 0.0},
        "n_criticism",
        1,
        FITTING,
        Setting(incident=False, rivals=(RIVAL,), events=LAUNCHES, given=NO_JOINING),
    ),
    Claim(
        "spill-over",
        "a storm costs trust at the others of the branch",
        policy("harsh_reply"),
        {"spill_loss": 0.0, "spill_anger": 0.0},
        "mean_trust_end",
        -1,
        policy("harsh_reply"),
        STORM_NEXT_DOOR,
    ),
]

"""Small stories of everything beyond one company's everyday life: other companies, events, occasions of a policy."""

from __future__ import annotations

from typing import Any, Final

from followersim.scenario.schema import SEGMENTS

# whatever is rare becomes frequent
OFTEN: Final = {
    "notice_half_life_min": 60,
    "mention_reach": 0.15,
    "conversations_per_month": 200,
    "gestures.tease.annoys": 1,
    "gestures.attack.annoys": 3,
    "forced_annoys": 2,
    "leaves_gesture": 2,
    "word_of_mouth": 0.3,
    "spill_loss": 0.02,
    "spill_anger": 0.4,
    "storm_noticed_from": 2,
    "answers_survey": 1,
    "learning_half": 3,
    "ad_follows": 0.2,
    "leaves_silent": 0.05,
    "corrects": 8,
    "happenings.service_outage.asks": 0.5,
    "happenings.false_claim.asks": 0.3,
    "tries_within_h": 60,
    "pinned_h": 20,
}
ANSWERS_ALL: Final = {
    "praise": {"reply": "thank"},
    "question": {"reply": "answer"},
    "criticism": {"reply": ["empathy", "explanation"]},
}
LATE_AND_LOUD: Final = {
    "name": "late_and_loud",
    "posting": {"hours": "9-20"},
    "replies": ANSWERS_ALL,
    "companies": {
        "launch": "tease",
        "storm": "attack",
        "starts": "attack",
        "starts_per_month": 60,
        "joins_from_fit": 0.2,
        "only_invited": True,
        "delay_h": 7,
        "reply": {"congratulate": "thank", "tease": "retaliate", "attack": "witty", "join": "nothing"},
    },
}
GOOD_NEIGHBOUR: Final = {
    "name": "good_neighbour",
    "replies": ANSWERS_ALL,
    "companies": {
        "launch": "congratulate",
        "storm": "congratulate",
        "starts": "tease",
        "starts_per_month": 30,
        "joins_from_fit": 0,
        "delay_h": 2.5,
        "reply": {"congratulate": "return", "tease": "return", "attack": "retaliate", "join": "thank"},
    },
}
LISTENS_FIRST: Final = {
    "name": "listens_first",
    "replies": ANSWERS_ALL,
    "companies": {
        "starts": "congratulate",
        "starts_per_month": 20,
        "delay_h": 0,
        "reply": {"attack": "return", "join": "witty"},
    },
}
A_STORM: Final = {"type": "product_fault", "day": 1, "hour": 9, "share": 0.4, "severity": 0.9}
LAUNCHES: Final = [
    {"type": "product_launch", "day": 1, "hour": 8, "share": 0.3, "company": "other"},
    {"type": "product_launch", "day": 2, "hour": 21, "share": 0.2},
    {"type": "product_launch", "per_month": 6, "share": 0.05},
]


def a_rival(name: str = "other", **said: Any) -> dict[str, Any]:
    """Return another company with few followers."""
    return {"name": name, "followers": 40, "overlap": 0.4, "policy": LISTENS_FIRST, **said}


def policy(name: str, **said: Any) -> dict[str, Any]:
    """Return a policy that answers everything and posts often, but for what is said."""
    return {"name": name, "replies": ANSWERS_ALL, "posting": {"posts_per_day": 4}, **said}


CLAIMS: Final = [
    {"type": "false_claim", "day": 0, "hour": 9, "share": 0.4, "severity": 0.9},
    {"type": "false_claim", "day": 3, "hour": 0, "share": 0.3, "severity": 0.6, "lasts_days": 0.1},
    {"type": "false_claim", "per_month": 40, "share": 0.15, "responsibility": "preventable"},
]
LEAKS: Final = [{"type": "leak", "per_month": 40, "share": 0.2}, {"type": "leak", "day": 2, "hour": 22}]
SURVEYS: Final = {"posts_per_day": 5, "mix": {"survey": 2, "question": 1, "product": 1}}
CORRECTS: Final = {**ANSWERS_ALL, "false_claim": {"reply": ["correction", "explanation"], "max_delay_h": 24}}
TROUBLE: Final = [
    A_STORM,
    {"type": "service_outage", "day": 0, "hour": 14, "share": 0.5, "severity": 0.7, "lasts_days": 0.1},
    {"type": "service_outage", "per_month": 10, "responsibility": "preventable"},
    {"type": "scandal", "day": 2, "hour": 6, "share": 0.6},
    {"type": "scandal", "per_month": 5, "share": 0.1, "severity": 0.4},
    {"type": "media_report", "day": 2, "hour": 10, "severity": 0.8},
    {"type": "media_report", "per_month": 10},
]
JOY: Final = [
    {"type": "viral_praise", "day": 1, "hour": 12, "share": 0.5},
    {"type": "viral_praise", "per_month": 20, "severity": 1},
    {"type": "viral_praise", "day": 3, "hour": 1, "share": 0},
    {"type": "offer", "day": 2, "hour": 3},
    {"type": "offer", "per_month": 10},
    {"type": "product_launch", "day": 0, "hour": 0, "share": 1},
    {"type": "product_launch", "day": 3, "hour": 5, "share": 0},
]
WOOING: Final = [
    {"type": "rival_move", "day": 1, "hour": 13, "share": 0.5, "severity": 0.8},
    {"type": "rival_move", "per_month": 20, "share": 0.1},
]
WOOING_BACK: Final = {"type": "rival_move", "day": 2, "hour": 23, "share": 0.8, "severity": 1, "company": "other"}
CRISIS: Final = {
    "from_wind_force": 2,
    "replies": {"criticism": {"reply": "apology", "public": False}, "heated_criticism": {"reply": "delete"}},
    "posts_per_day": 1,
    "triage": "hottest_first",
    "members": 3,
    "hours": "6-23",
    "weekdays": "mon-sun",
    "approval_min": 90,
    "checks_every_min": 20,
}
ABSENCES: Final = [
    {"type": "staff_absence", "day": 1, "hour": 10, "share": 0.5, "lasts_days": 2.5},
    {"type": "staff_absence", "day": 5, "hour": 0, "share": 1, "lasts_days": 0.75},
    {"type": "staff_absence", "per_month": 5, "share": 0.3, "lasts_days": 0.2},
]
NIGHT_DUTY: Final = {
    "members": 3,
    "enabled": 0.6,
    "hours": "9-15",
    "duty_members": 2,
    "duty_hours": "12-22",
    "duty_weekdays": "thu-sun",
}
STORIES: Final[dict[str, dict[str, Any]]] = {
    "gestures": {"policy": GOOD_NEIGHBOUR, "rivals": [a_rival(policy=LATE_AND_LOUD)], "events": [A_STORM, *LAUNCHES]},
    "gestures_across_branches": {
        "policy": LATE_AND_LOUD,
        "rivals": [a_rival(policy=GOOD_NEIGHBOUR, same_branch=False, overlap=0)],
        "events": [{**A_STORM, "company": "other"}, *LAUNCHES],
        "parameters": {"forced_below": 0, "invitation": 0, "occasion_half_life_h": 2},
    },
    "four_companies": {
        "policy": LATE_AND_LOUD,
        "rivals": [
            a_rival("other", same_branch=False),
            a_rival("third", policy=GOOD_NEIGHBOUR, overlap=1),
            a_rival("fourth", policy="harsh_reply", profile={"incidents_per_month": 10}, followers=70),
        ],
        "events": [A_STORM, {**A_STORM, "day": 3, "company": "third"}, WOOING_BACK],
    },
    "caught_leaks": {"policy": policy("caught_leaks", posting={"review_min": 4}), "events": LEAKS},
    "disclosed_leaks": {"policy": policy("disclosed_leaks", discloses=True), "events": LEAKS},
    "leaks_found_out": {"policy": policy("leaks_found_out"), "events": LEAKS},
    "claims_set_right": {
        "policy": policy("claims_set_right", replies=CORRECTS, corrects_by_post=True),
        "events": CLAIMS,
        "parameters": {"post_convinces": 0.4},
    },
    "claims_corrected_by_posts_alone": {
        "policy": policy(
            "posts_alone",
            replies={"false_claim": {"share": 1, "reply": "correction"}},
            corrects_by_post=True,
            team={"hours": "0-24", "weekdays": "mon-sun", "approval_min": 70},
        ),
        "events": CLAIMS,
        "parameters": {
            "post_convinces": 0.5,
            "pinned_h": 0,
            "correction_convinces": 0,
            "reply_types.correction.debunks": 0,
            "attention_shared": 0,
        },
    },
    "claims_explained": {
        "policy": policy("claims_explained", replies={"criticism": {"reply": "explanation"}}),
        "events": CLAIMS,
        "parameters": {"correction_convinces": 0},
    },
    "claims_left_alone": {"policy": "broadcast_only", "events": CLAIMS, "rivals": [a_rival()]},
    "an_outage": {
        "policy": policy("an_outage", replies={}),
        "events": [{**A_STORM, "type": "service_outage", "share": 1, "responsibility": "preventable"}],
        "parameters": {"happenings.service_outage.complains": 2, "leaves_angry": 1},
    },
    "trouble": {"policy": policy("trouble"), "events": TROUBLE},
    "joy": {"policy": policy("joy"), "events": JOY},
    "survey_with_thanks": {
        "policy": policy(
            "survey_with_thanks",
            replies={**ANSWERS_ALL, "answer": {"reply": "thank", "share": 0.9}},
            posting=SURVEYS,
            acts_on_answers=True,
        ),
        "events": TROUBLE,
    },
    "survey_in_vain": {
        "policy": policy("survey_in_vain", posting={"posts_per_day": 8, "mix": {"survey": 1}}, replies={}),
        "events": [A_STORM],
        "parameters": {"dormant": 0.8, "unthanked_mutes": 1, "unthanked_turns": 0},
    },
    "nobody_answers": {"policy": policy("nobody_answers", team={"members": 0}), "events": [A_STORM]},
    "advertising": {
        "policy": policy("advertising", advertising={"contacts_per_day": 60}),
        "rivals": [a_rival(policy=policy("too", advertising={"contacts_per_day": 1e6, "cost_per_contact": 3}))],
    },
    "advertising_without_account": {
        "policy": policy("no_account", account=False, advertising={"contacts_per_day": 50, "cost_per_contact": 0.5}),
        "rivals": [a_rival(policy=GOOD_NEIGHBOUR)],
        "events": [*LEAKS, *JOY, A_STORM],
    },
    "crisis": {
        "policy": policy("crisis", crisis=CRISIS, team={"members": 1, "hours": "9-12", "duty_members": 1}),
        "events": TROUBLE,
    },
    "duty": {"policy": policy("duty", team=NIGHT_DUTY, triage="criticism_first"), "events": [*ABSENCES, A_STORM]},
    "gives_up": {
        "policy": {**LATE_AND_LOUD, "name": "gives_up", "team": {"gives_up_at_queue": 28, "hours": "9-10"}},
        "rivals": [a_rival(policy=GOOD_NEIGHBOUR)],
        "events": [A_STORM, *LEAKS, {**LAUNCHES[0], "hour": 21}],
    },
    "nobody_online": {
        "policy": policy("nobody_online", advertising={"contacts_per_day": 10}),
        "events": [*JOY, A_STORM, *LEAKS, *WOOING],
        "parameters": {f"segments.{segment}.presence": 0 for segment in SEGMENTS},
    },
    "wooing": {"policy": policy("wooing"), "events": WOOING},
    "wooing_between_companies": {
        "policy": policy("wooing"),
        "rivals": [a_rival(), a_rival("third")],
        "events": [*WOOING, WOOING_BACK],
    },
}

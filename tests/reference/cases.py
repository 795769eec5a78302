"""Small worlds in which much happens: every mechanism of the model is at work in one of them."""

from __future__ import annotations

from typing import Any, Final

# seed: people, followers, days
WORLDS: Final = {1: (150, 50, 9), 2: (241, 80, 9), 3: (301, 60, 9)}
EVENTS: Final = [
    {"type": "product_fault", "day": 2, "hour": 9, "share": 0.25, "severity": 0.8},
    {"type": "product_fault", "per_month": 3, "share": 0.05, "severity": 0.4},
]
# so few people do little in so few days: rates are raised until every mechanism is at work
PARAMETERS: Final = {
    "reach": 0.1,
    "likes": 0.05,
    "shares": 0.05,
    "praises_post": 0.05,
    "asks_about_post": 0.03,
    "criticises_post": 0.02,
    "answers_question": 0.3,
    "unthanked_turns": 1.5,
    "praises": 1,
    "asks": 0.2,
    "complains": 1.5,
    "complains_at_once": 0.3,
    "leaves_bad": 0.3,
    "repeats": 2,
    "ignored_after_h": 10,
    "slip": 1,
    "stress_by_criticism": 0.3,
    "person_reach": 0.5,
    "view_tail": 0.7,
    "contagion": 3,
    "joins_in": 8,
    "defends": 1,
    "defence_calms": 0.2,
    "defender_trust": 0.6,
    "visits_per_day": 0.1,
    "outsider_visits": 0.2,
    "media_from_critics": 4,
    "media_from_share": 0.1,
    "media_rate": 0.05,
    "media_visibility": 3,
    "discovery": 0.02,
    "curious": 0.01,
    "offer_pull": 0.1,
    "offer_over": 0.6,
    "leaves_bored": 0.05,
    "leaves_crowded": 0.05,
    "leaves_promotional": 0.05,
    "leaves_angry": 0.4,
    "segments.customer.experiences_per_day": 0.3,
    "segments.fan.experiences_per_day": 0.1,
    "contents.personal.praise": 5,
    "reply_types.compensation.imitation": 2,
    "reply_types.witty.provokes": 1,
}
EVERY_OTHER_REPLY: Final = {
    "name": "every_other_reply",
    "posting": {"posts_per_day": 2.5, "weekdays": "mo-sa", "mix": {"question": 3, "personal": 1}},
    "replies": {
        "praise": {"reply": ["template", "witty", "thank"], "share": 0.8},
        "question": {"reply": ["ask_information", "explanation", "correction"], "max_delay_h": 6},
        "criticism": {"reply": ["witty", "correction", "explanation"], "share": 0.9},
        "heated_criticism": {"reply": ["explanation", "template"], "public": False},
    },
    "triage": "hottest_first",
    "team": {"members": 2, "hours": "9-15", "checks_every_min": 30, "approval_min": 7.5},
}
OFFERS_TWICE_A_WEEK: Final = {
    "name": "offers_twice_a_week",
    "based_on": "offers_and_discounts",
    "posting": {"posts_per_day": 3, "weekdays": "mon,thu", "hours": "7-23"},
    "team": {"members": 3, "weekdays": "mon-sun", "hours": "0-24"},
}
HEATED_CRITICISM_ONLY: Final = {
    "name": "heated_criticism_only",
    "replies": {"heated_criticism": {"share": 1, "reply": "apology"}, "praise": {"reply": "thank"}},
    "triage": "most_read_first",
    "team": {"hours": "18-20", "weekdays": "mon-sun"},  # late enough for defenders to cool what waits
}
POLICIES: Final[dict[str, Any]] = {
    **dict.fromkeys(("handles_criticism_well", "untrained_team", "harsh_reply", "deletes_criticism"), None),
    **dict.fromkeys(("broadcast_only", "fast_compensation", "private_channel_first", "understaffed_dialogue"), None),
    "every_other_reply": EVERY_OTHER_REPLY,
    "offers_twice_a_week": OFFERS_TWICE_A_WEEK,
    "heated_criticism_only": HEATED_CRITICISM_ONLY,
}

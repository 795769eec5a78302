"""The numbers by which compiled rules name things, and the names by which people read them."""

from __future__ import annotations

from typing import get_args

from followersim.scenario.vocabulary import EventName, ReplyType, Triage

# kinds of message
POST, SHARE, PRAISE, QUESTION, CRITICISM, DEFENCE, ANSWER, RECOMMENDATION = range(8)
KINDS = ("post", "share", "praise", "question", "criticism", "defence", "answer", "recommendation")

# contents of company posts: what a plan may hold, what events bring, and gestures towards another company
CONTENTS = (
    *("personal", "service", "product", "offer", "question", "survey"),
    *("launch", "leak", "correction"),
    *("congratulation", "tease", "attack", "joining", "thanks"),
)
OFFER, ASKING, SURVEY, LAUNCH, LEAKED, CORRECTION = range(3, 9)
CONGRATULATION, TEASE, ATTACK, JOINING, THANKS = range(9, 14)
FIRST_GESTURE = CONGRATULATION
GESTURES = CONTENTS[FIRST_GESTURE:]

# reply types; 255 in a message means: no reply (yet)
REPLY_TYPES: tuple[str, ...] = get_args(ReplyType)
HARSH, DELETE, CORRECTED = (REPLY_TYPES.index(name) for name in ("harsh", "delete", "correction"))
NO_REPLY = 255

# why a criticism was written (the root: a person who joins in takes over the root of what was read)
BY_EXPERIENCE, BY_INCIDENT, BY_POST, BY_IGNORING, BY_HARSHNESS, BY_DELETION, BY_NO_THANKS, BY_IMITATION = range(8)
BY_OUTAGE, BY_LEAK, BY_CLAIM, BY_SCANDAL, BY_GESTURE = range(8, 13)
ORIGINS = (
    *("experience", "incident", "post", "ignored", "harsh_reply", "deleted", "unthanked", "imitation"),
    *("outage", "leak", "false_claim", "scandal", "gesture"),
)

# what happens to a company, by plan or by chance
EVENT_TYPES: tuple[str, ...] = get_args(EventName)
(
    PRODUCT_FAULT,
    SERVICE_OUTAGE,
    LEAK,
    FALSE_CLAIM,
    SCANDAL_EVENT,
    PRODUCT_LAUNCH,
    OFFER_EVENT,
    VIRAL_PRAISE,
    MEDIA_REPORT,
    RIVAL_MOVE,
    STAFF_ABSENCE,
) = range(11)

# what brings followers, what drives them away
FROM_START, DISCOVERED, TOLD, ADVERTISED, BY_OFFER, BY_STORM = range(6)
JOIN_CAUSES = ("discovery", "word_of_mouth", "advertising", "offer", "storm")
BORED, CROWDED, PROMOTIONAL, OFFER_OVER, IGNORED, HARSH_REPLY, DELETED, BAD_EXPERIENCE, SCANDAL, RIVAL, GESTURE = range(
    11
)
LEAVE_CAUSES = (
    "bored",
    "crowded",
    "promotional",
    "offer_over",
    "ignored",
    "harsh_reply",
    "deleted",
    "bad_experience",
    "scandal",
    "rival",
    "gesture",
)

# what waits in an hour's bucket: an exposure, or something that a person or the company does then
SEES, NOTICES_INCIDENT, COMPLAINS, GETS_REPLY, FEELS_IGNORED, REPEATS_ITSELF = range(6)
GETS_OUT, MAKES_GESTURE, TRIES_PRODUCT, POSTS_CORRECTION, IS_WON_OVER = range(6, 11)

# rules of a playbook, one per kind of feedback
RULES = ("praise", "question", "criticism", "heated_criticism", "false_claim", "answer")
FOR_PRAISE, FOR_QUESTION, FOR_CRITICISM, FOR_HEATED, FOR_CLAIM, FOR_ANSWER = range(6)

TRIAGES: tuple[str, ...] = get_args(Triage)

# columns of the daily counts (whole numbers), in this order
COUNTS = (
    *(f"new_followers_{cause}" for cause in JOIN_CAUSES),
    *(f"lost_followers_{cause}" for cause in LEAVE_CAUSES),
    *(f"n_replies_{reply}" for reply in REPLY_TYPES),
    "n_posts",
    "n_views",
    "n_likes",
    "n_shares",
    "n_praise",
    "n_questions",
    "n_criticism",
    "n_defences",
    "n_answers_to_questions",
    "n_contacts",
    "n_received",
    "n_media",
    "n_viral",
    "n_recommendations",
    "n_ad_contacts",
    "n_corrections",
    "n_leaks_prevented",
    "n_survey_answers",
    "n_gestures",
    "n_gestures_received",
    "n_reached_own",
    "n_reached_other",
    "n_reached_both",
    "n_liked_own",
    "n_liked_other",
    "n_liked_both",
)
NEW_0 = 0
LOST_0 = len(JOIN_CAUSES)
REPLY_0 = LOST_0 + len(LEAVE_CAUSES)
(
    N_POSTS,
    N_VIEWS,
    N_LIKES,
    N_SHARES,
    N_PRAISE,
    N_QUESTIONS,
    N_CRITICISM,
    N_DEFENCES,
    N_ANSWERS,
    N_CONTACTS,
    N_RECEIVED,
    N_MEDIA,
    N_VIRAL,
    N_RECOMMENDATIONS,
    N_AD_CONTACTS,
    N_CORRECTIONS,
    N_LEAKS_PREVENTED,
    N_SURVEY_ANSWERS,
    N_GESTURES,
    N_GESTURES_RECEIVED,
    N_REACHED_OWN,
    N_REACHED_OTHER,
    N_REACHED_BOTH,
    N_LIKED_OWN,
    N_LIKED_OTHER,
    N_LIKED_BOTH,
) = range(REPLY_0 + len(REPLY_TYPES), len(COUNTS))

# columns of the daily levels (numbers at the day's end, or the day's largest), in this order
LEVELS = (
    "n_followers",
    "queue",
    "staff_min",
    "cost",
    "mean_trust",
    "share_angry",
    "share_active_week",
    "critics_24h",
    "wind_force",
    "stress",
    "survey_trust_sum",
    "is_silent",
    "trust_own",
    "trust_other",
    "trust_both",
)
L_FOLLOWERS, L_QUEUE, L_STAFF, L_COST, L_TRUST, L_ANGRY, L_ACTIVE, L_CRITICS, L_WIND, L_STRESS = range(10)
L_SURVEY_TRUST, L_SILENT, L_TRUST_OWN, L_TRUST_OTHER, L_TRUST_BOTH = range(10, len(LEVELS))

# columns of the whole-period counts by segment
GROUP_COUNTS = (
    "n_followers_start",
    "n_followers_end",
    "new_followers",
    "lost_followers",
    "n_likes",
    "n_shares",
    "n_praise",
    "n_questions",
    "n_criticism",
    "n_defences",
    "n_answers_to_questions",
)
(
    G_START,
    G_END,
    G_NEW,
    G_LOST,
    G_LIKES,
    G_SHARES,
    G_PRAISE,
    G_QUESTIONS,
    G_CRITICISM,
    G_DEFENCES,
    G_ANSWERS,
) = range(len(GROUP_COUNTS))

# rings: what the last 24 hours held, by hour
R_CRITICISM, R_VIRAL, R_PRAISE, R_CRITICS, R_MEDIA = range(5)

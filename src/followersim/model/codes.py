"""The numbers by which compiled rules name things, and the names by which people read them."""

from __future__ import annotations

from typing import get_args

from followersim.scenario.vocabulary import ReplyType, Triage

# kinds of message
POST, SHARE, PRAISE, QUESTION, CRITICISM, DEFENCE, ANSWER, RECOMMENDATION = range(8)
KINDS = ("post", "share", "praise", "question", "criticism", "defence", "answer", "recommendation")

# contents of company posts
CONTENTS = ("personal", "service", "product", "offer", "question")
OFFER, ASKING = 3, 4

# reply types; 255 in a message means: no reply (yet)
REPLY_TYPES: tuple[str, ...] = get_args(ReplyType)
HARSH, DELETE = REPLY_TYPES.index("harsh"), REPLY_TYPES.index("delete")
NO_REPLY = 255

# why a criticism was written (the root: a person who joins in takes over the root of what was read)
BY_EXPERIENCE, BY_INCIDENT, BY_POST, BY_IGNORING, BY_HARSHNESS, BY_DELETION, BY_NO_THANKS, BY_IMITATION = range(8)
ORIGINS = ("experience", "incident", "post", "ignored", "harsh_reply", "deleted", "unthanked", "imitation")

# what brings followers, what drives them away
FROM_START, DISCOVERED, TOLD, ADVERTISED, BY_OFFER, BY_STORM = range(6)
JOIN_CAUSES = ("discovery", "word_of_mouth", "advertising", "offer", "storm")
BORED, CROWDED, PROMOTIONAL, OFFER_OVER, IGNORED, HARSH_REPLY, DELETED, BAD_EXPERIENCE, SCANDAL = range(9)
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
)

# what waits in an hour's bucket: an exposure, or something that a person or the company does then
SEES, NOTICES_INCIDENT, COMPLAINS, GETS_REPLY, FEELS_IGNORED, REPEATS_ITSELF = range(6)

# rules of a playbook, one per kind of feedback
RULES = ("praise", "question", "criticism", "heated_criticism")

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
)
L_FOLLOWERS, L_QUEUE, L_STAFF, L_COST, L_TRUST, L_ANGRY, L_ACTIVE, L_CRITICS, L_WIND, L_STRESS = range(len(LEVELS))

# rings: what the last 24 hours held, by hour
R_CRITICISM, R_VIRAL, R_PRAISE, R_CRITICS, R_MEDIA = range(5)

"""The fixed words of scenario and policy files: reply types, gestures, kinds of events, languages."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

from followersim.locale import N_

Language = Literal["en", "de"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

ReplyType = Literal[
    "thank",
    "answer",
    "ask_information",
    "empathy",
    "explanation",
    "apology",
    "corrective_action",
    "compensation",
    "private_channel",
    "correction",
    "template",
    "witty",
    "harsh",
    "delete",
]
Triage = Literal["oldest_first", "criticism_first", "most_read_first", "hottest_first"]

Gesture = Literal["nothing", "congratulate", "tease", "attack"]
"""What a company does towards another one, in public."""

GestureReply = Literal["nothing", "thank", "return", "retaliate", "witty"]
"""What a company does about another one's gesture: `return` gives a compliment back, `retaliate` a blow."""

Responsibility = Literal["victim", "accident", "preventable"]
"""How much of what happened people put down to the company: it was hit itself, bad luck, its own fault."""

EventName = Literal[
    "product_fault",
    "service_outage",
    "leak",
    "false_claim",
    "scandal",
    "product_launch",
    "offer",
    "viral_praise",
    "media_report",
    "rival_move",
    "staff_absence",
]
EVENT_NAMES: Final[tuple[EventName, ...]] = get_args(EventName)

MAIN: Final = "main"
"""What the company of a scenario is called where others, named by the scenario, stand beside it."""

NAMED: Final = "=name"
WRITTEN_OUT: Final = "=mapping"
"""How the schema tells a name from what is written out; these marks turn up in the places of errors."""


class EventType(NamedTuple):
    """What a kind of event means and how large it is unless a scenario says otherwise.

    `share` and `severity` are shares, 0-1; `lasts_days` is more than 0 for the kinds that go on for a while.
    """

    share: float
    severity: float
    title: str
    meaning: str
    responsibility: Responsibility = "accident"
    lasts_days: float = 0.0


EVENT_TYPES: Final[dict[EventName, EventType]] = {
    "product_fault": EventType(
        share=0.05,
        severity=0.6,
        title=N_("product fault"),
        meaning=N_("Something you sell is faulty; `share` of your customers are hit, `severity` says how badly."),
    ),
    "service_outage": EventType(
        share=0.2,
        severity=0.4,
        title=N_("outage"),
        meaning=N_("What you offer fails for a while; `share` of your customers are hit, `severity` says how badly."),
    ),
    "leak": EventType(
        share=0.1,
        severity=0.6,
        responsibility="preventable",
        title=N_("leak"),
        meaning=N_(
            "Internals get out that were not meant for the public, unless a check before posting catches them; "
            "`share` of the people within reach hear of it, `severity` says how embarrassing it is."
        ),
    ),
    "false_claim": EventType(
        share=0.03,
        severity=0.6,
        responsibility="victim",
        title=N_("false claim"),
        meaning=N_(
            "Something untrue is said about you; `share` of the people within reach hear it first, `severity` says "
            "how bad it would be."
        ),
    ),
    "scandal": EventType(
        share=0.1,
        severity=0.8,
        responsibility="preventable",
        title=N_("scandal"),
        meaning=N_(
            "Something you did comes to light; `share` of the people within reach hear of it, `severity` says how "
            "outrageous it is."
        ),
    ),
    "product_launch": EventType(
        share=0.05,
        severity=0.5,
        title=N_("product launch"),
        meaning=N_(
            "You bring out something new; `share` of your customers try it, `severity` says how much news it is."
        ),
    ),
    "offer": EventType(
        share=0.0,
        severity=0.5,
        title=N_("special offer"),
        meaning=N_("You post a special offer beside your plan; `severity` says how tempting it is."),
    ),
    "viral_praise": EventType(
        share=0.05,
        severity=0.7,
        title=N_("viral praise"),
        meaning=N_(
            "Somebody tells a good story about you; `share` of the people within reach hear it first, `severity` "
            "says how delighted they are."
        ),
    ),
    "media_report": EventType(
        share=0.0,
        severity=0.5,
        title=N_("media report"),
        meaning=N_("The media report on what people say about you just then; `severity` says how loudly."),
    ),
    "rival_move": EventType(
        share=0.05,
        severity=0.5,
        title=N_("rival's move"),
        meaning=N_(
            "Another company courts your followers; `share` of them are wooed, `severity` says how temptingly. Who "
            "is content stays."
        ),
    ),
    "staff_absence": EventType(
        share=0.5,
        severity=0.0,
        lasts_days=7.0,
        title=N_("staff away"),
        meaning=N_("People who answer are ill or on leave; `share` of the team is away for `lasts_days` days."),
    ),
}

THEMES: Final = ("light", "dark", "print")
"""How charts look: on a bright screen, on a dark one, on paper."""

ON_REQUEST: Final = ("causes", "response", "trust", "gained_lost", "wind", "story", "audience")
"""The charts that are drawn only when somebody asks for them."""

CHARTS: Final[dict[str, str]] = {
    "growth": N_("followers day by day, and the difference to the baseline"),
    "feedback": N_("praise upward, criticism downward, per policy"),
    "shitstorm": N_("in how many runs a shitstorm happened, and how strong the wind was"),
    "causes": N_("why a policy ends otherwise than the baseline: cause by cause, from the one to the other"),
    "response": N_("how long people wait for a reply, and how many wait"),
    "trust": N_("trust day by day, and the difference to the baseline"),
    "gained_lost": N_("what brought followers and what drove them away, per policy"),
    "wind": N_("wind force day by day, one row per run: when storms come and how long they last"),
    "story": N_("one run as a story: followers, praise and criticism, wind and replies on one axis of time"),
    "audience": N_("a map of the audience during one storm: who was reached, who got angry, who spoke up"),
    "heatmap": N_("sweeps over two keys: how likely a shitstorm is at each point, per policy"),
    "regimes": N_("sweeps over two keys: the best policy at each point; of one policy, where it is quiet or explosive"),
}
"""The charts, with one line on each (kept here so that `list charts` loads no drawing library)."""

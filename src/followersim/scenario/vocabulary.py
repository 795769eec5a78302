"""The fixed words of scenario and policy files: reply types, gestures, kinds of events, languages."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

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
    title: dict[Language, str]
    meaning: dict[Language, str]
    responsibility: Responsibility = "accident"
    lasts_days: float = 0.0


EVENT_TYPES: Final[dict[EventName, EventType]] = {
    "product_fault": EventType(
        share=0.05,
        severity=0.6,
        title={"en": "product fault", "de": "Produktfehler"},
        meaning={
            "en": "Something you sell is faulty; `share` of your customers are hit, `severity` says how badly.",
            "de": "Etwas, das Sie verkaufen, hat Mängel; `share` der Kundschaft trifft es, `severity` sagt, wie sehr.",
        },
    ),
    "service_outage": EventType(
        share=0.2,
        severity=0.4,
        title={"en": "outage", "de": "Ausfall"},
        meaning={
            "en": "What you offer fails for a while; `share` of your customers are hit, `severity` says how badly.",
            "de": "Was Sie anbieten, fällt aus; `share` der Kundschaft trifft es, `severity` sagt, wie sehr.",
        },
    ),
    "leak": EventType(
        share=0.1,
        severity=0.6,
        responsibility="preventable",
        title={"en": "leak", "de": "Indiskretion"},
        meaning={
            "en": (
                "Internals get out that were not meant for the public, unless a check before posting catches them; "
                "`share` of the people within reach hear of it, `severity` says how embarrassing it is."
            ),
            "de": (
                "Internes gerät nach draußen, falls es beim Gegenlesen niemand bemerkt; `share` der Menschen in "
                "Reichweite hören davon, `severity` sagt, wie peinlich es ist."
            ),
        },
    ),
    "false_claim": EventType(
        share=0.03,
        severity=0.6,
        responsibility="victim",
        title={"en": "false claim", "de": "Falschbehauptung"},
        meaning={
            "en": (
                "Something untrue is said about you; `share` of the people within reach hear it first, `severity` says "
                "how bad it would be."
            ),
            "de": (
                "Über Sie wird etwas Falsches behauptet; `share` der Menschen in Reichweite hören es zuerst, "
                "`severity` sagt, wie schlimm es wäre."
            ),
        },
    ),
    "scandal": EventType(
        share=0.1,
        severity=0.8,
        responsibility="preventable",
        title={"en": "scandal", "de": "Skandal"},
        meaning={
            "en": (
                "Something you did comes to light; `share` of the people within reach hear of it, `severity` says how "
                "outrageous it is."
            ),
            "de": (
                "Etwas, das Sie getan haben, kommt ans Licht; `share` der Menschen in Reichweite hören davon, "
                "`severity` sagt, wie empörend es ist."
            ),
        },
    ),
    "product_launch": EventType(
        share=0.05,
        severity=0.5,
        title={"en": "product launch", "de": "Produktneuheit"},
        meaning={
            "en": "You bring out something new; `share` of your customers try it, `severity` says how much news it is.",
            "de": "Sie bringen etwas Neues heraus; `share` der Kundschaft probieren es aus, `severity` sagt, wie neu.",
        },
    ),
    "offer": EventType(
        share=0.0,
        severity=0.5,
        title={"en": "special offer", "de": "Sonderangebot"},
        meaning={
            "en": "You post a special offer beside your plan; `severity` says how tempting it is.",
            "de": "Sie veröffentlichen außer der Reihe ein Angebot; `severity` sagt, wie verlockend es ist.",
        },
    ),
    "viral_praise": EventType(
        share=0.05,
        severity=0.7,
        title={"en": "viral praise", "de": "Welle des Lobs"},
        meaning={
            "en": (
                "Somebody tells a good story about you; `share` of the people within reach hear it first, `severity` "
                "says how delighted they are."
            ),
            "de": (
                "Jemand erzählt Gutes über Sie; `share` der Menschen in Reichweite hören es zuerst, `severity` sagt, "
                "wie begeistert sie sind."
            ),
        },
    ),
    "media_report": EventType(
        share=0.0,
        severity=0.5,
        title={"en": "media report", "de": "Medienbericht"},
        meaning={
            "en": "The media report on what people say about you just then; `severity` says how loudly.",
            "de": "Die Medien greifen auf, was man gerade über Sie sagt; `severity` sagt, wie laut.",
        },
    ),
    "rival_move": EventType(
        share=0.05,
        severity=0.5,
        title={"en": "rival's move", "de": "Abwerbung"},
        meaning={
            "en": (
                "Another company courts your followers; `share` of them are wooed, `severity` says how temptingly. Who "
                "is content stays."
            ),
            "de": (
                "Ein anderes Unternehmen wirbt um Ihre Follower; `share` von ihnen werden umworben, `severity` sagt, "
                "wie verlockend. Wer zufrieden ist, bleibt."
            ),
        },
    ),
    "staff_absence": EventType(
        share=0.5,
        severity=0.0,
        lasts_days=7.0,
        title={"en": "staff away", "de": "Personalausfall"},
        meaning={
            "en": "People who answer are ill or on leave; `share` of the team is away for `lasts_days` days.",
            "de": "Wer antwortet, ist krank oder im Urlaub; `share` des Teams fehlt für `lasts_days` Tage.",
        },
    ),
}

THEMES: Final = ("light", "dark", "print")
"""How charts look: on a bright screen, on a dark one, on paper."""

ON_REQUEST: Final = ("causes", "response", "trust", "gained_lost", "wind", "story", "audience")
"""The charts that are drawn only when somebody asks for them."""

CHARTS: Final[dict[str, dict[Language, str]]] = {
    "growth": {
        "en": "followers day by day, and the difference to the baseline",
        "de": "Follower Tag für Tag und der Unterschied zur Vergleichsbasis",
    },
    "feedback": {
        "en": "praise upward, criticism downward, per policy",
        "de": "Lob nach oben, Kritik nach unten, je Strategie",
    },
    "shitstorm": {
        "en": "in how many runs a shitstorm happened, and how strong the wind was",
        "de": "in wie vielen Durchläufen ein Shitstorm kam und wie stark der Wind war",
    },
    "causes": {
        "en": "why a policy ends otherwise than the baseline: cause by cause, from the one to the other",
        "de": "warum eine Strategie anders endet als die Vergleichsbasis: Grund für Grund von einer zur anderen",
    },
    "response": {
        "en": "how long people wait for a reply, and how many wait",
        "de": "wie lange man auf eine Antwort wartet und wie viele warten",
    },
    "trust": {
        "en": "trust day by day, and the difference to the baseline",
        "de": "Vertrauen Tag für Tag und der Unterschied zur Vergleichsbasis",
    },
    "gained_lost": {
        "en": "what brought followers and what drove them away, per policy",
        "de": "was Follower gebracht und was sie vertrieben hat, je Strategie",
    },
    "wind": {
        "en": "wind force day by day, one row per run: when storms come and how long they last",
        "de": "Windstärke Tag für Tag, eine Zeile je Durchlauf: wann Shitstorms kommen und wie lange sie dauern",
    },
    "story": {
        "en": "one run as a story: followers, praise and criticism, wind and replies on one axis of time",
        "de": "ein Durchlauf als Geschichte: Follower, Lob und Kritik, Wind und Antworten auf einer Zeitachse",
    },
    "audience": {
        "en": "a map of the audience during one storm: who was reached, who got angry, who spoke up",
        "de": "eine Karte des Publikums in einem Sturm: wen er erreicht, wer sich ärgert, wer sich äußert",
    },
    "heatmap": {
        "en": "sweeps over two keys: how likely a shitstorm is at each point, per policy",
        "de": "Raster über zwei Schlüssel: wie wahrscheinlich ein Shitstorm an jedem Punkt ist, je Strategie",
    },
    "regimes": {
        "en": "sweeps over two keys: the best policy at each point; of one policy, where it is quiet or explosive",
        "de": "Raster über zwei Schlüssel: die beste Strategie je Punkt; bei nur einer, wo es ruhig oder explosiv ist",
    },
}
"""The charts, with one line on each (kept here so that `list charts` loads no drawing library)."""

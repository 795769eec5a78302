"""The fixed words of scenario and policy files: reply types, segments, kinds of events, languages."""

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

EventName = Literal["product_fault"]
EVENT_NAMES: Final[tuple[EventName, ...]] = get_args(EventName)


NAMED: Final = "=name"
WRITTEN_OUT: Final = "=mapping"
"""How the schema tells a name from what is written out; these marks turn up in the places of errors."""


class EventType(NamedTuple):
    """What a kind of event means and how large it is unless a scenario says otherwise (both are shares, 0-1)."""

    share: float
    severity: float
    title: dict[Language, str]
    meaning: dict[Language, str]


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
}

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
}
"""The charts every run draws, with one line on each (kept here so that `list charts` loads no drawing library)."""

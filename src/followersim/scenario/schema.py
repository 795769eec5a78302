"""What a policy and a company profile are made of: plain, checked, unchangeable data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from followersim.scenario.fields import (
    Between,
    Frozen,
    Hours,
    Name,
    OneLine,
    Share,
    Text,
    TrueOrFalse,
    Weekdays,
    about,
    days_of,
    hours_of,
)
from followersim.scenario.vocabulary import ReplyType, Triage

SEGMENTS: Final = ("customer", "fan", "deal_seeker", "critic", "onlooker", "young")
if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import core_schema

POLICY_PARTS: Final = ("posting", "replies", "triage", "team")
"""The parts of a policy that a sweep or `--set` may change for all policies at once."""


def _shares(weights: dict[str, float]) -> dict[str, float]:
    """Bring weights to a sum of 1; what already has it stays as it is, to the last bit."""
    total = sum(weights.values())
    if abs(total - 1.0) < 1e-9:
        return weights
    return {name: weight / total for name, weight in weights.items()}


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class _OneOrMore:
    """Tells editors that a list of one may be written without brackets."""

    @staticmethod
    def __get_pydantic_json_schema__(schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


ReplyTypes = Annotated[
    tuple[ReplyType, ...], Field(min_length=1, max_length=3), BeforeValidator(_as_list), _OneOrMore()
]


class ReplyRule(Frozen):
    """How one kind of message is answered. A share of 0 means: never."""

    share: Annotated[
        Share,
        about(
            "share of these messages that get a reply, 0-1", "Anteil dieser Nachrichten, die beantwortet werden, 0-1"
        ),
    ] = 1.0
    reply: Annotated[
        ReplyTypes, about("one reply type, or up to three in a row", "eine Antwortart oder bis zu drei nacheinander")
    ] = ("answer",)
    public: Annotated[TrueOrFalse, about("answered where everybody can read it", "für alle lesbar beantwortet")] = True
    max_delay_h: Annotated[
        Annotated[float, Between(0, 168)],
        about("older messages are not answered any more, hours", "ältere Nachrichten bleiben liegen, Stunden"),
    ] = 48.0


NEVER: Final = ReplyRule(share=0.0)


class Replies(Frozen):
    """One rule per kind of message; what is not mentioned is never answered.

    `heated_criticism` follows the rule for criticism in everything it does not say itself.
    """

    praise: Annotated[ReplyRule, about("thanks, compliments", "Dank, Komplimente")] = NEVER
    question: Annotated[ReplyRule, about("questions", "Fragen")] = NEVER
    criticism: Annotated[ReplyRule, about("criticism and complaints", "Kritik und Beschwerden")] = NEVER
    heated_criticism: Annotated[
        ReplyRule,
        about("angry criticism; like criticism unless said here", "wütende Kritik; wie Kritik, wenn hier nichts steht"),
    ] = NEVER

    @model_validator(mode="after")
    def _heated_follows_criticism(self) -> Replies:
        said: set[str] = set()
        if "heated_criticism" in self.model_fields_set:
            said = self.heated_criticism.model_fields_set
        heated = {name: getattr(self.heated_criticism, name) for name in said}
        rule = self.criticism.model_copy(update=heated)
        object.__setattr__(self, "heated_criticism", rule)  # frozen for everybody but its own reading
        return self


class Mix(Frozen):
    """What posts are about: weights, brought to a sum of 1. What is not mentioned does not appear."""

    personal: Annotated[
        Annotated[float, Between(0, 1000)],
        about("people, place and craft behind the account", "Menschen, Ort und Handwerk hinter dem Konto"),
    ] = 0.0
    service: Annotated[Annotated[float, Between(0, 1000)], about("useful information", "nützliche Informationen")] = 0.0
    product: Annotated[Annotated[float, Between(0, 1000)], about("product news", "Neues zu Produkten")] = 0.0
    offer: Annotated[Annotated[float, Between(0, 1000)], about("offers and discounts", "Angebote und Rabatte")] = 0.0
    question: Annotated[
        Annotated[float, Between(0, 1000)], about("questions to the followers", "Fragen an die Follower")
    ] = 0.0

    @model_validator(mode="after")
    def _bring_to_one(self) -> Mix:
        if not any(getattr(self, name) for name in Mix.model_fields):
            raise PydanticCustomError("mix_empty", "nothing to post")
        for name, weight in _shares({name: getattr(self, name) for name in Mix.model_fields}).items():
            object.__setattr__(self, name, weight)
        return self


DEFAULT_MIX: Final = Mix(personal=0.2, service=0.3, product=0.3, offer=0.1, question=0.1)


class Posting(Frozen):
    """When and how much the company posts, and what about."""

    posts_per_day: Annotated[
        Annotated[float, Between(0, 24)], about("posts per posting day, 0-24", "Beiträge je Veröffentlichungstag, 0-24")
    ] = 2.0
    hours: Annotated[Hours, about("from-to hour, like 8-19", "von-bis Uhr, etwa 8-19")] = "8-19"
    weekdays: Annotated[Weekdays, about("like mon-fri or sat,sun", "etwa mo-fr oder sa,so")] = "mon-sun"
    mix: Annotated[Mix, about("weights of contents", "Gewichte der Inhalte")] = DEFAULT_MIX

    @property
    def open_hours(self) -> tuple[int, int]:
        """First hour and the hour after the last, 0-24."""
        return hours_of(self.hours)

    @property
    def open_days(self) -> tuple[bool, ...]:
        """Seven truth values, Monday first."""
        return days_of(self.weekdays)


class Team(Frozen):
    """Who answers: how many people, when, how well trained, and how long an approval takes."""

    members: Annotated[
        Annotated[int, Between(0, 50, whole=True)],
        about("people who answer at the same time, 0-50", "Personen, die gleichzeitig antworten, 0-50"),
    ] = 1
    hours: Annotated[Hours, about("from-to hour, like 9-17", "von-bis Uhr, etwa 9-17")] = "9-17"
    weekdays: Annotated[Weekdays, about("like mon-fri or sat,sun", "etwa mo-fr oder sa,so")] = "mon-fri"
    training: Annotated[
        Share,
        about(
            "0 = never practised dealing with attacks, 1 = fully trained",
            "0 = den Umgang mit Angriffen nie geübt, 1 = voll geschult",
        ),
    ] = 0.5
    approval_min: Annotated[
        Annotated[float, Between(0, 10_080)],
        about("minutes until a reply is approved, 0-10080", "Minuten bis zur Freigabe einer Antwort, 0-10080"),
    ] = 0.0
    checks_every_min: Annotated[
        Annotated[float, Between(0, 1440)],
        about(
            "the team looks in so often, minutes; 0 = always watching, 0-1440",
            "so oft schaut das Team nach, Minuten; 0 = ständig im Blick, 0-1440",
        ),
    ] = 0.0

    @property
    def open_hours(self) -> tuple[int, int]:
        """First working hour and the hour after the last, 0-24."""
        return hours_of(self.hours)

    @property
    def open_days(self) -> tuple[bool, ...]:
        """Seven truth values, Monday first."""
        return days_of(self.weekdays)


class Policy(Frozen):
    """How a company communicates. Team values a file leaves out come from the company profile."""

    name: Annotated[Name, about("short name, used in tables", "Kurzname für Tabellen")]
    title: Annotated[
        OneLine, about("title for charts; the name if left out", "Titel in Diagrammen; sonst der Name")
    ] = Field(default_factory=lambda said: Text.model_validate(said.get("name", "?")))
    description: Annotated[Text, about("what this policy means", "was diese Strategie bedeutet")] = Text()
    posting: Annotated[Posting, about("posting plan", "Veröffentlichungsplan")] = Posting()
    replies: Annotated[Replies, about("who is answered, and how", "wem wie geantwortet wird")] = Replies()
    triage: Annotated[Triage, about("who is answered first", "wer zuerst Antwort bekommt")] = "oldest_first"
    team: Annotated[Team, about("the people who answer", "die Menschen, die antworten")] = Team()


class PolicyFile(Policy):
    """A policy as its file says it: it may build on another policy and change parts of it."""

    based_on: Annotated[
        str | None,
        about(
            "a built-in policy or a policy file of which this is a variation",
            "eine eingebaute Strategie oder eine Datei, von der dies eine Abwandlung ist",
        ),
    ] = None


def _known_segments(value: object) -> object:
    for name in value if isinstance(value, dict) else ():
        if name not in SEGMENTS:
            raise PydanticCustomError("segment", "segment", {"name": str(name), "known": ", ".join(SEGMENTS)})
    return value


def _bring_segments_to_one(value: dict[str, float]) -> dict[str, float]:
    if not any(value.values()):
        raise PydanticCustomError("segments_empty", "nobody left")
    return _shares({name: value.get(name, 0.0) for name in SEGMENTS})


Segments = Annotated[
    dict[str, Annotated[float, Between(0, 1000)]],
    BeforeValidator(_known_segments),
    AfterValidator(_bring_segments_to_one),
]
"""Share of each segment, brought to a sum of 1; every segment is present."""

MOST_PEOPLE: Final = 20_000_000


class Profile(Frozen):
    """What kind of company it is: audience, staff, how known, how human, how answerable for what goes wrong."""

    name: Annotated[Name, about("short name", "Kurzname")]
    title: Annotated[OneLine, about("title; the name if left out", "Titel; sonst der Name")] = Field(
        default_factory=lambda said: Text.model_validate(said.get("name", "?"))
    )
    description: Annotated[Text, about("what kind of company this is", "was für ein Unternehmen das ist")] = Text()
    people: Annotated[
        Annotated[int, Between(1, MOST_PEOPLE, whole=True)],
        about("people within reach, followers or not", "Menschen in Reichweite, ob Follower oder nicht"),
    ] = 20_000
    followers: Annotated[
        Annotated[int, Between(0, MOST_PEOPLE, whole=True)], about("followers at the start", "Follower zu Beginn")
    ] = 5_000
    team: Annotated[Team, about("the people who answer", "die Menschen, die antworten")] = Team()
    posts_per_day: Annotated[
        Annotated[float, Between(0, 24)] | None,
        about("posts per day where a policy says nothing", "Beiträge je Tag, wo die Strategie nichts sagt"),
    ] = None
    publicity: Annotated[
        Annotated[float, Between(0, 5)],
        about("how known the company is, 1 = usual, 0-5", "Bekanntheit, 1 = üblich, 0-5"),
    ] = 1.0
    human_voice: Annotated[
        Share, about("0 = an office speaks, 1 = a person speaks", "0 = ein Amt spricht, 1 = ein Mensch spricht")
    ] = 0.5
    responsibility: Annotated[
        Annotated[float, Between(0, 2)],
        about(
            "how much people hold the company responsible for incidents, 0-2",
            "wie sehr dem Unternehmen Vorfälle angelastet werden, 0-2",
        ),
    ] = 1.0
    bad_experience_share: Annotated[
        Share,
        about("share of experiences with the product that are bad", "Anteil schlechter Erfahrungen mit dem Produkt"),
    ] = 0.1
    incidents_per_month: Annotated[
        Annotated[float, Between(0, 10)], about("incidents by chance, per 30 days", "zufällige Vorfälle, je 30 Tage")
    ] = 0.0
    incident_severity: Annotated[
        Share, about("how bad chance incidents are, 0-1", "wie schlimm zufällige Vorfälle sind, 0-1")
    ] = 0.5
    incident_share: Annotated[
        Share, about("share of customers a chance incident hits", "Anteil der Kundschaft, den ein Vorfall trifft")
    ] = 0.03
    segments: Annotated[
        Segments, about("weights of the segments among followers", "Gewichte der Gruppen unter den Followern")
    ] = Field(
        default={"customer": 0.5, "fan": 0.12, "deal_seeker": 0.18, "critic": 0.03, "onlooker": 0.12, "young": 0.05},
        validate_default=True,
    )
    segments_outside: Annotated[
        Segments, about("weights of the segments among the others", "Gewichte der Gruppen unter den übrigen")
    ] = Field(
        default={"customer": 0.2, "fan": 0.03, "deal_seeker": 0.15, "critic": 0.05, "onlooker": 0.47, "young": 0.1},
        validate_default=True,
    )
    hourly_cost: Annotated[
        Annotated[float, Between(0, 10_000)], about("cost of one staff hour", "Kosten einer Arbeitsstunde")
    ] = 35.0

    @model_validator(mode="after")
    def _followers_are_people(self) -> Profile:
        if self.followers > self.people:
            raise PydanticCustomError("followers", "followers", {"followers": self.followers, "people": self.people})
        return self

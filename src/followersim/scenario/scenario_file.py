"""What a scenario file may say, as its author writes it: names of policies instead of policies, defaults left out."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Strict,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from followersim.locale import N_
from followersim.scenario.fields import (
    Between,
    Frozen,
    Name,
    NameText,
    OneLine,
    Share,
    Text,
    TrueOrFalse,
    about,
    in_both,
)
from followersim.scenario.schema import MOST_PEOPLE, PolicyFile, Profile
from followersim.scenario.sweep_file import SweepFile  # noqa: TC001 - pydantic needs it to build the class
from followersim.scenario.vocabulary import EVENT_TYPES, MAIN, NAMED, WRITTEN_OUT, EventName, Responsibility

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

MOST_POLICIES: Final = 12
MOST_RIVALS: Final = 3
MOST_WORLDS: Final = 100_000
AUTO: Final = "auto"
MOST_AUTO_WORLDS: Final = 1000
"""With `worlds: auto`, the number of worlds depends on what comes out, but there are never more."""
MOST_QUESTIONS: Final = 5
DEFAULT_POLICIES: Final = ("handles_criticism_well", "broadcast_only", "harsh_reply")
DEFAULT_PROFILE: Final = "small_business"
DEFAULT_NAME: Final = in_both(N_("Comparison of communication styles"))
DEFAULT_QUESTION: Final = in_both(N_("What happens to our followers if we talk to them this way?"))


def _kind(value: object) -> str:
    return NAMED if isinstance(value, str) else WRITTEN_OUT


def _usual(what: str, said: dict[str, Any], otherwise: Any = 0.0) -> Any:
    kind = EVENT_TYPES.get(said.get("type", ""))
    return otherwise if kind is None else getattr(kind, what)


class Event(Frozen):
    """Something that happens: on a day at an hour, or by chance with a rate per month of 30 days."""

    type: Annotated[EventName, about(N_("kind of event"))]
    day: Annotated[
        Annotated[int, Between(0, 3649, whole=True)] | None,
        about(N_("day of the period, the first is 0")),
    ] = None
    hour: Annotated[Annotated[int, Between(0, 23, whole=True)], about(N_("hour of the day, 0-23"))] = 10
    per_month: Annotated[
        Annotated[float, Between(0, 100)] | None,
        about(N_("by chance: how often in 30 days, instead of day")),
    ] = None
    share: Annotated[Share, about(N_("share of the people concerned who are hit, 0-1"))] = Field(
        default_factory=lambda said: _usual("share", said)
    )
    severity: Annotated[Share, about(N_("how bad or how strong, 0-1"))] = Field(
        default_factory=lambda said: _usual("severity", said)
    )
    company: Annotated[
        Annotated[str, Strict()],
        about(N_("whom it concerns: main, or the name of a rival")),
    ] = MAIN
    responsibility: Annotated[
        Responsibility,
        about(
            N_("how people see it: the company is the victim, it was an accident, or it was preventable"),
        ),
    ] = Field(default_factory=lambda said: _usual("responsibility", said, "accident"))
    lasts_days: Annotated[
        Annotated[float, Between(0, 365)],
        about(N_("how long it lasts, in days, for kinds that last")),
    ] = Field(default_factory=lambda said: _usual("lasts_days", said))

    @model_validator(mode="after")
    def _one_kind_of_time(self) -> Event:
        if (self.day is None) == (self.per_month is None):
            raise PydanticCustomError("event_time", "time")
        if self.per_month is not None and "hour" in self.model_fields_set:
            raise PydanticCustomError("event_hour", "time")
        return self


class Variant(PolicyFile):
    """A policy written out in a scenario; with `based_on`, only what differs needs to be said."""


class ProfileVariant(Profile):
    """A company written out in a scenario; what it does not say comes from `based_on`."""

    name: Annotated[Name, about(N_("short name"))] = "own"
    based_on: Annotated[Annotated[str, Strict()], about(N_("a built-in profile"))] = DEFAULT_PROFILE

    @model_validator(mode="after")
    def _followers_are_people(self) -> ProfileVariant:
        return self  # what is missing comes from the base, so the whole is checked later


PolicyEntry = Annotated[
    Annotated[Annotated[str, Strict()], Tag(NAMED)] | Annotated[Variant, Tag(WRITTEN_OUT)], Discriminator(_kind)
]
ProfileEntry = Annotated[
    Annotated[Annotated[str, Strict()], Tag(NAMED)] | Annotated[ProfileVariant, Tag(WRITTEN_OUT)], Discriminator(_kind)
]


def _not_main(name: str) -> str:
    if name.casefold() == MAIN:
        raise PydanticCustomError("rival_main", "main")
    return name


class RivalEntry(Frozen):
    """Another company with an account of its own in the same network."""

    name: Annotated[Name, AfterValidator(_not_main), about(N_("short name, used in tables"))]
    title: Annotated[OneLine, about(N_("title; the name if left out"))] = Field(
        default_factory=lambda said: Text.model_validate(said.get("name", "?"))
    )
    profile: Annotated[ProfileEntry, about(N_("what kind of company it is"))] = DEFAULT_PROFILE
    policy: Annotated[PolicyEntry, about(N_("how it communicates"))] = DEFAULT_POLICIES[0]
    followers: Annotated[
        Annotated[int, Between(0, MOST_PEOPLE, whole=True)] | None,
        about(N_("its followers at the start; else its profile's")),
    ] = None
    overlap: Annotated[
        Share,
        about(
            N_("share of its followers who also follow the main company, 0-1"),
        ),
    ] = 0.3
    same_branch: Annotated[
        TrueOrFalse,
        about(N_("same line of business: storms spill over")),
    ] = True


class Audience(Frozen):
    """How many people there are and how many of them follow."""

    people: Annotated[
        Annotated[int, Between(1, MOST_PEOPLE, whole=True)] | None,
        about(
            N_("people within reach; if left out, in the profile's proportion to the followers"),
        ),
    ] = None
    followers: Annotated[
        Annotated[int, Between(0, MOST_PEOPLE, whole=True)] | None,
        about(N_("followers at the start; else the profile's")),
    ] = None


def _read_date(value: object) -> date:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError as error:
            raise PydanticCustomError("date", "date") from error
    if not isinstance(value, date) or isinstance(value, datetime):
        raise PydanticCustomError("date", "date")
    if not 1900 <= value.year <= 2200:
        raise PydanticCustomError("date_range", "date")
    return value


class Period(Frozen):
    """When the simulated time starts and how long it lasts."""

    days: Annotated[Annotated[int, Between(1, 3650, whole=True)], about(N_("length in days"))] = 90
    start: Annotated[Annotated[date, BeforeValidator(_read_date)], about(N_("first day, like 2026-03-02"))] = date(
        2026, 3, 2
    )


class WorldsOrAuto:
    """A number of worlds, or `auto`: as many as are needed."""

    @staticmethod
    def check(value: object) -> int | str:
        """Return the number or the word; raise an error that says what is allowed."""
        if value == AUTO:
            return AUTO
        limits: dict[str, Any] = {"low": 1, "high": MOST_WORLDS}
        if isinstance(value, bool) or not isinstance(value, int):
            raise PydanticCustomError("worlds", "a number of worlds", limits)
        if not 1 <= value <= MOST_WORLDS:
            raise PydanticCustomError("range", "out of range", limits)
        return value

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "integer", "minimum": 1, "maximum": MOST_WORLDS}, {"const": AUTO}]}


class ScenarioFile(Frozen):
    """A scenario as written. Everything has a default."""

    name: Annotated[NameText, about(N_("name of the scenario"))] = DEFAULT_NAME
    question: Annotated[OneLine, about(N_("title of charts and report"))] = DEFAULT_QUESTION
    notes: Annotated[Text, about(N_("anything worth remembering"))] = Text()
    look_at: Annotated[Text, about(N_("what to look at in the result"))] = Text()
    ask: Annotated[
        tuple[OneLine, ...],
        Field(max_length=MOST_QUESTIONS),
        about(N_("questions for the audience")),
    ] = ()
    profile: Annotated[ProfileEntry, about(N_("the company"))] = DEFAULT_PROFILE
    audience: Annotated[Audience, about(N_("people and followers"))] = Audience()
    period: Annotated[Period, about(N_("time span"))] = Period()
    policies: Annotated[
        tuple[PolicyEntry, ...],
        Field(min_length=1),
        Field(max_length=MOST_POLICIES),
        about(
            N_("compared in the same worlds; the first is the baseline"),
        ),
    ] = DEFAULT_POLICIES
    events: Annotated[tuple[Event, ...], Field(max_length=100), about(N_("what happens, and when"))] = ()
    rivals: Annotated[
        tuple[RivalEntry, ...],
        Field(max_length=MOST_RIVALS),
        about(N_("other companies with accounts of their own")),
    ] = ()
    worlds: Annotated[
        int | Literal["auto"],
        WorldsOrAuto(),
        about(
            N_("how many times everything is run; auto: until the likelihood of a shitstorm is known to 5 points"),
        ),
    ] = 200
    seed: Annotated[Annotated[int, Between(0, 2**53, whole=True)], about(N_("start of the random numbers"))] = 1
    sweep: Annotated[
        SweepFile,
        about(
            N_("several values: a grid (dotted key: values), or points, or csv, or a sample of ranges"),
        ),
    ] = Field(default_factory=dict)
    parameters: Annotated[
        dict[str, Any],
        Field(max_length=500),
        about(N_("entries of the model's parameters to change")),
    ] = Field(default_factory=dict)
    language: Annotated[Literal["en", "de"] | None, about(N_("language of the results"))] = None

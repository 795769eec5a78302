"""Everyday parts of a policy: what is posted, who is answered and how, and the people who do it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from followersim.locale import N_
from followersim.scenario.fields import (
    Between,
    Frozen,
    Hours,
    Share,
    TrueOrFalse,
    Weekdays,
    about,
    days_of,
    hours_of,
)
from followersim.scenario.vocabulary import ReplyType

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import core_schema


def brought_to_one(weights: dict[str, float]) -> dict[str, float]:
    """Return weights with a sum of 1; what already has it stays as it is, to the last bit."""
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
        about(N_("share of these messages that get a reply, 0-1")),
    ] = 1.0
    reply: Annotated[ReplyTypes, about(N_("one reply type, or up to three in a row"))] = ("answer",)
    public: Annotated[TrueOrFalse, about(N_("answered where everybody can read it"))] = True
    max_delay_h: Annotated[
        Annotated[float, Between(0, 168)],
        about(N_("older messages are not answered any more, hours")),
    ] = 48.0


NEVER: Final = ReplyRule(share=0.0)
FOLLOW_CRITICISM: Final = ("heated_criticism", "false_claim")
"""Kinds of messages that are answered like criticism in everything that is not said of them."""


class Replies(Frozen):
    """One rule per kind of message; what is not mentioned is never answered.

    `heated_criticism` and `false_claim` follow the rule for criticism in everything they do not say themselves.
    """

    praise: Annotated[ReplyRule, about(N_("thanks, compliments"))] = NEVER
    question: Annotated[ReplyRule, about(N_("questions"))] = NEVER
    criticism: Annotated[ReplyRule, about(N_("criticism and complaints"))] = NEVER
    heated_criticism: Annotated[
        ReplyRule,
        about(N_("angry criticism; like criticism unless said here")),
    ] = NEVER
    false_claim: Annotated[
        ReplyRule,
        about(
            N_("untrue things that are said about you; like criticism unless said here"),
        ),
    ] = NEVER
    answer: Annotated[ReplyRule, about(N_("answers to your surveys"))] = NEVER

    @model_validator(mode="after")
    def _some_follow_criticism(self) -> Replies:
        for name in FOLLOW_CRITICISM:
            own = getattr(self, name)
            said = own.model_fields_set if name in self.model_fields_set else ()
            rule = self.criticism.model_copy(update={key: getattr(own, key) for key in said})
            object.__setattr__(self, name, rule)  # frozen for everybody but its own reading
        return self


class Mix(Frozen):
    """What posts are about: weights, brought to a sum of 1. What is not mentioned does not appear."""

    personal: Annotated[
        Annotated[float, Between(0, 1000)],
        about(N_("people, place and craft behind the account")),
    ] = 0.0
    service: Annotated[Annotated[float, Between(0, 1000)], about(N_("useful information"))] = 0.0
    product: Annotated[Annotated[float, Between(0, 1000)], about(N_("product news"))] = 0.0
    offer: Annotated[Annotated[float, Between(0, 1000)], about(N_("offers and discounts"))] = 0.0
    question: Annotated[Annotated[float, Between(0, 1000)], about(N_("questions to the followers"))] = 0.0
    survey: Annotated[
        Annotated[float, Between(0, 1000)],
        about(
            N_("serious questions to the followers whose answers are collected"),
        ),
    ] = 0.0

    @model_validator(mode="after")
    def _bring_to_one(self) -> Mix:
        if not any(getattr(self, name) for name in Mix.model_fields):
            raise PydanticCustomError("mix_empty", "nothing to post")
        for name, weight in brought_to_one({name: getattr(self, name) for name in Mix.model_fields}).items():
            object.__setattr__(self, name, weight)
        return self


DEFAULT_MIX: Final = Mix(personal=0.2, service=0.3, product=0.3, offer=0.1, question=0.1)


class Posting(Frozen):
    """When and how much the company posts, and what about."""

    posts_per_day: Annotated[Annotated[float, Between(0, 24)], about(N_("posts per posting day, 0-24"))] = 2.0
    hours: Annotated[Hours, about(N_("from-to hour, like 8-19"))] = "8-19"
    weekdays: Annotated[Weekdays, about(N_("like mon-fri or sat,sun"))] = "mon-sun"
    mix: Annotated[Mix, about(N_("weights of contents"))] = DEFAULT_MIX
    review_min: Annotated[
        Annotated[float, Between(0, 120)],
        about(
            N_("minutes a second person checks each post before it goes out, 0-120"),
        ),
    ] = 0.0

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
        about(N_("people who answer at the same time, 0-50")),
    ] = 1
    hours: Annotated[Hours, about(N_("from-to hour, like 9-17"))] = "9-17"
    weekdays: Annotated[Weekdays, about(N_("like mon-fri or sat,sun"))] = "mon-fri"
    training: Annotated[
        Share,
        about(
            N_("0 = never practised dealing with attacks, 1 = fully trained"),
        ),
    ] = 0.5
    approval_min: Annotated[
        Annotated[float, Between(0, 10_080)],
        about(N_("minutes until a reply is approved, 0-10080")),
    ] = 0.0
    checks_every_min: Annotated[
        Annotated[float, Between(0, 1440)],
        about(
            N_("the team looks in so often, minutes; 0 = always watching, 0-1440"),
        ),
    ] = 0.0
    enabled: Annotated[
        Share,
        about(
            N_("share of the members who are allowed and able to answer, 0-1"),
        ),
    ] = 1.0
    duty_members: Annotated[
        Annotated[int, Between(0, 50, whole=True)],
        about(N_("people on duty outside the regular hours, 0-50")),
    ] = 0
    duty_hours: Annotated[Hours, about(N_("from-to hour on duty, like 8-22"))] = "0-24"
    duty_weekdays: Annotated[Weekdays, about(N_("days on duty, like sat,sun"))] = "mon-sun"
    gives_up_at_queue: Annotated[
        Annotated[int, Between(1, 100_000, whole=True)] | None,
        about(
            N_("the account falls silent when so many messages wait at the end of a day; null = never, 1-100000"),
        ),
    ] = None

    @property
    def open_hours(self) -> tuple[int, int]:
        """First working hour and the hour after the last, 0-24."""
        return hours_of(self.hours)

    @property
    def open_days(self) -> tuple[bool, ...]:
        """Seven truth values, Monday first."""
        return days_of(self.weekdays)

    @property
    def duty_open_hours(self) -> tuple[int, int]:
        """First hour on duty and the hour after the last, 0-24; regular hours are not on duty."""
        return hours_of(self.duty_hours)

    @property
    def duty_open_days(self) -> tuple[bool, ...]:
        """Seven truth values, Monday first: days with people on duty."""
        return days_of(self.duty_weekdays)

    @property
    def answering(self) -> int:
        """How many of the members answer: those enabled, at least one unless nobody is there or enabled."""
        return self.enabled_of(self.members)

    @property
    def answering_on_duty(self) -> int:
        """How many of those on duty answer, counted in the same way."""
        return self.enabled_of(self.duty_members)

    def enabled_of(self, members: int) -> int:
        """Return how many of so many people are allowed and able to answer."""
        if members == 0 or self.enabled == 0:
            return 0
        return max(1, math.floor(members * self.enabled + 0.5))

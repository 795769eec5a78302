"""What a company profile is made of: audience, staff, how known, how human, how answerable for what goes wrong."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from followersim.locale import N_
from followersim.scenario.fields import Between, Frozen, Name, OneLine, Share, Text, about
from followersim.scenario.policy_parts import Team, brought_to_one

SEGMENTS: Final = ("customer", "fan", "deal_seeker", "critic", "onlooker", "young")


def _known_segments(value: object) -> object:
    for name in value if isinstance(value, dict) else ():
        if name not in SEGMENTS:
            raise PydanticCustomError("segment", "segment", {"name": str(name), "known": ", ".join(SEGMENTS)})
    return value


def _bring_segments_to_one(value: dict[str, float]) -> dict[str, float]:
    if not any(value.values()):
        raise PydanticCustomError("segments_empty", "nobody left")
    return brought_to_one({name: value.get(name, 0.0) for name in SEGMENTS})


Segments = Annotated[
    dict[str, Annotated[float, Between(0, 1000)]],
    BeforeValidator(_known_segments),
    AfterValidator(_bring_segments_to_one),
]
"""Share of each segment, brought to a sum of 1; every segment is present."""

MOST_PEOPLE: Final = 20_000_000


class Profile(Frozen):
    """What kind of company it is: audience, staff, how known, how human, how answerable for what goes wrong."""

    name: Annotated[Name, about(N_("short name"))]
    title: Annotated[OneLine, about(N_("title; the name if left out"))] = Field(
        default_factory=lambda said: Text.model_validate(said.get("name", "?"))
    )
    description: Annotated[Text, about(N_("what kind of company this is"))] = Text()
    people: Annotated[
        Annotated[int, Between(1, MOST_PEOPLE, whole=True)],
        about(N_("people within reach, followers or not")),
    ] = 20_000
    followers: Annotated[Annotated[int, Between(0, MOST_PEOPLE, whole=True)], about(N_("followers at the start"))] = (
        5_000
    )
    team: Annotated[Team, about(N_("the people who answer"))] = Team()
    posts_per_day: Annotated[
        Annotated[float, Between(0, 24)] | None,
        about(N_("posts per day where a policy says nothing")),
    ] = None
    publicity: Annotated[
        Annotated[float, Between(0, 5)],
        about(N_("how known the company is, 1 = usual, 0-5")),
    ] = 1.0
    human_voice: Annotated[Share, about(N_("0 = an office speaks, 1 = a person speaks"))] = 0.5
    responsibility: Annotated[
        Annotated[float, Between(0, 2)],
        about(
            N_("how much people hold the company responsible for incidents, 0-2"),
        ),
    ] = 1.0
    bad_experience_share: Annotated[
        Share,
        about(N_("share of experiences with the product that are bad")),
    ] = 0.1
    incidents_per_month: Annotated[Annotated[float, Between(0, 10)], about(N_("incidents by chance, per 30 days"))] = (
        0.0
    )
    incident_severity: Annotated[Share, about(N_("how bad chance incidents are, 0-1"))] = 0.5
    incident_share: Annotated[Share, about(N_("share of customers a chance incident hits"))] = 0.03
    segments: Annotated[Segments, about(N_("weights of the segments among followers"))] = Field(
        default={"customer": 0.5, "fan": 0.12, "deal_seeker": 0.18, "critic": 0.03, "onlooker": 0.12, "young": 0.05},
        validate_default=True,
    )
    segments_outside: Annotated[Segments, about(N_("weights of the segments among the others"))] = Field(
        default={"customer": 0.2, "fan": 0.03, "deal_seeker": 0.15, "critic": 0.05, "onlooker": 0.47, "young": 0.1},
        validate_default=True,
    )
    hourly_cost: Annotated[Annotated[float, Between(0, 10_000)], about(N_("cost of one staff hour"))] = 35.0

    @model_validator(mode="after")
    def _followers_are_people(self) -> Profile:
        if self.followers > self.people:
            raise PydanticCustomError("followers", "followers", {"followers": self.followers, "people": self.people})
        return self

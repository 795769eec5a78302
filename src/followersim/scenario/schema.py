"""What a policy is made of: plain, checked, unchangeable data. Its parts and the company profile are here, too."""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeVar

from pydantic import Field

from followersim.locale import N_
from followersim.scenario.company import MOST_PEOPLE, SEGMENTS, Profile
from followersim.scenario.fields import Frozen, Name, OneLine, Text, TrueOrFalse, about
from followersim.scenario.occasions import Advertising, Companies, Crisis, CrisisReplies, GestureReplies
from followersim.scenario.policy_parts import (
    DEFAULT_MIX,
    FOLLOW_CRITICISM,
    NEVER,
    Mix,
    Posting,
    Replies,
    ReplyRule,
    Team,
)
from followersim.scenario.vocabulary import Triage  # noqa: TC001 - pydantic needs it to build the class

__all__ = [
    "DEFAULT_MIX",
    "FOLLOW_CRITICISM",
    "MOST_PEOPLE",
    "NEVER",
    "POLICY_PARTS",
    "SEGMENTS",
    "Advertising",
    "Companies",
    "Crisis",
    "CrisisReplies",
    "GestureReplies",
    "Mix",
    "Policy",
    "PolicyFile",
    "Posting",
    "Profile",
    "Replies",
    "ReplyRule",
    "Team",
]

P = TypeVar("P", bound=Frozen)

POLICY_PARTS: Final = (
    "posting",
    "replies",
    "triage",
    "team",
    "account",
    "acts_on_answers",
    "discloses",
    "corrects_by_post",
    "advertising",
    "companies",
    "crisis",
)
"""The parts of a policy that a sweep or `--set` may change for all policies at once."""


class Policy(Frozen):
    """How a company communicates. Team values a file leaves out come from the company profile."""

    name: Annotated[Name, about(N_("short name, used in tables"))]
    title: Annotated[OneLine, about(N_("title for charts; the name if left out"))] = Field(
        default_factory=lambda said: Text.model_validate(said.get("name", "?"))
    )
    description: Annotated[Text, about(N_("what this policy means"))] = Text()
    posting: Annotated[Posting, about(N_("posting plan"))] = Posting()
    replies: Annotated[Replies, about(N_("who is answered, and how"))] = Replies()
    triage: Annotated[Triage, about(N_("who is answered first"))] = "oldest_first"
    team: Annotated[Team, about(N_("the people who answer"))] = Team()
    account: Annotated[
        TrueOrFalse,
        about(
            N_("false: there is no account; nothing is posted and nobody expects a reply"),
        ),
    ] = True
    acts_on_answers: Annotated[
        TrueOrFalse,
        about(N_("what followers answer to surveys is acted upon")),
    ] = False
    discloses: Annotated[
        TrueOrFalse,
        about(
            N_("when internals get out, the company says so itself before others do"),
        ),
    ] = False
    corrects_by_post: Annotated[
        TrueOrFalse,
        about(
            N_("the first correction of a false claim is also published as a post to all followers"),
        ),
    ] = False
    advertising: Annotated[Advertising, about(N_("bought contacts"))] = Advertising()
    companies: Annotated[Companies, about(N_("behaviour towards other companies"))] = Companies()
    crisis: Annotated[
        Crisis | None,
        about(N_("what changes in a crisis; null = nothing")),
    ] = None

    def in_crisis(self) -> Policy:
        """Return the policy as it is while its plan for a crisis holds; without a plan, the policy itself."""
        plan = self.crisis
        if plan is None:
            return self
        posting = _replaced(self.posting, {"posts_per_day": plan.posts_per_day})
        changed = {name: getattr(plan, name) for name in Team.model_fields if name in Crisis.model_fields}
        rules = {name: getattr(plan.replies, name) for name in CrisisReplies.model_fields}
        parts = {
            "posting": posting,
            "replies": _replaced(self.replies, rules),
            "triage": plan.triage,
            "team": _replaced(self.team, changed),
        }
        return _replaced(self, parts)


def _replaced(part: P, said: dict[str, Any]) -> P:
    """Return a part with what a plan says; None is said of nothing. All of it has been checked before."""
    return part.model_copy(update={name: value for name, value in said.items() if value is not None})


class PolicyFile(Policy):
    """A policy as its file says it: it may build on another policy and change parts of it."""

    based_on: Annotated[
        str | None,
        about(
            N_("a built-in policy or a policy file of which this is a variation"),
        ),
    ] = None

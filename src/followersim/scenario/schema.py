"""What a policy is made of: plain, checked, unchangeable data. Its parts and the company profile are here, too."""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeVar

from pydantic import Field

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

    name: Annotated[Name, about("short name, used in tables", "Kurzname für Tabellen")]
    title: Annotated[
        OneLine, about("title for charts; the name if left out", "Titel in Diagrammen; sonst der Name")
    ] = Field(default_factory=lambda said: Text.model_validate(said.get("name", "?")))
    description: Annotated[Text, about("what this policy means", "was diese Strategie bedeutet")] = Text()
    posting: Annotated[Posting, about("posting plan", "Veröffentlichungsplan")] = Posting()
    replies: Annotated[Replies, about("who is answered, and how", "wem wie geantwortet wird")] = Replies()
    triage: Annotated[Triage, about("who is answered first", "wer zuerst Antwort bekommt")] = "oldest_first"
    team: Annotated[Team, about("the people who answer", "die Menschen, die antworten")] = Team()
    account: Annotated[
        TrueOrFalse,
        about(
            "false: there is no account; nothing is posted and nobody expects a reply",
            "false: Es gibt kein Konto; nichts wird veröffentlicht, und niemand erwartet eine Antwort",
        ),
    ] = True
    acts_on_answers: Annotated[
        TrueOrFalse,
        about(
            "what followers answer to surveys is acted upon", "was Follower in Umfragen antworten, hat sichtbare Folgen"
        ),
    ] = False
    discloses: Annotated[
        TrueOrFalse,
        about(
            "when internals get out, the company says so itself before others do",
            "gerät Internes nach draußen, sagt das Unternehmen es selbst, bevor andere es tun",
        ),
    ] = False
    corrects_by_post: Annotated[
        TrueOrFalse,
        about(
            "the first correction of a false claim is also published as a post to all followers",
            "die erste Richtigstellung einer Falschbehauptung erscheint auch als Beitrag für alle Follower",
        ),
    ] = False
    advertising: Annotated[Advertising, about("bought contacts", "gekaufte Kontakte")] = Advertising()
    companies: Annotated[
        Companies, about("behaviour towards other companies", "Verhalten gegenüber anderen Unternehmen")
    ] = Companies()
    crisis: Annotated[
        Crisis | None,
        about("what changes in a crisis; null = nothing", "was sich in einer Krise ändert; null = nichts"),
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
            "a built-in policy or a policy file of which this is a variation",
            "eine eingebaute Strategie oder eine Datei, von der dies eine Abwandlung ist",
        ),
    ] = None

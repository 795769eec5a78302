"""Other companies in a scenario: from what their author says to what a simulation needs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.resolve import (
    Entry,
    PolicySource,
    build_policy,
    build_profile,
    policy_source,
    python_policy,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from followersim.scenario.fields import Text
    from followersim.scenario.scenario_file import RivalEntry
    from followersim.scenario.schema import Policy, Profile
    from followersim.scenario.yaml_reader import Document, Place

    Where = Callable[[Place], tuple[Document, Place]]
    """Says where a part of a scenario was written: in its file, or by a change."""

T = TypeVar("T")


@dataclass(frozen=True)
class Rival:
    """Another company with an account of its own.

    Attributes:
        name: what tables call it.
        title: what charts call it.
        policy: the whole policy, team values from its profile filled in.
        profile: what kind of company it is.
        followers: its followers at the start.
        overlap: share of its followers who also follow the main company at the start.
        same_branch: whether a storm around one of the two spills over to the other.
    """

    name: str
    title: Text
    policy: Policy
    profile: Profile
    followers: int
    overlap: float
    same_branch: bool

    @property
    def shared_followers(self) -> int:
        """How many of its followers also follow the main company at the start."""
        return math.floor(self.followers * self.overlap + 0.5)


@dataclass(frozen=True)
class RivalSource:
    """A rival, and what was said of it: the source of its policy, and whether its followers were given."""

    rival: Rival
    policy: PolicySource
    followers_said: bool


def rivals_of(
    said: Sequence[dict[str, Any]], entries: Iterable[RivalEntry], document: Document, where: Where
) -> list[RivalSource]:
    """Return the rivals that a scenario's document names; raise `ScenarioError` with everything that is wrong.

    `said` is what was written, `entries` the same after checking.
    """
    problems: list[Problem] = []
    found: list[RivalSource] = []
    for number, (content, entry) in enumerate(zip(said, entries, strict=True)):
        try:
            found.append(_rival(content, entry, _Origin(document, where, number)))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return found


@dataclass(frozen=True)
class _Origin:
    """Where a rival stands: the document of the scenario, changes that go before it, the number in the list."""

    document: Document
    where: Where
    number: int

    def read(self, part: str, work: Callable[[Document, Place], T]) -> T:
        """Do something with a part; what is wrong with a part that a change made is said of that change."""
        place: Place = ("rivals", self.number, part)
        changed, its_place = self.where(place)
        try:
            return work(self.document, place)
        except ScenarioError as error:
            if its_place == place:
                raise
            problems = [
                changed.problem(its_place, fault.message, fault.suggestion)
                if fault.file == self.document.file
                else fault
                for fault in error.problems
            ]
            raise ScenarioError(problems) from None


def _rival(said: dict[str, Any], entry: RivalEntry, origin: _Origin) -> RivalSource:
    kind, conduct = said.get("profile", entry.profile), said.get("policy", entry.policy)
    profile = origin.read("profile", lambda document, place: build_profile(kind, document, place=place))
    source = origin.read("policy", lambda document, place: _policy(conduct, document, place, origin))
    policy = origin.read("policy", lambda _document, _place: build_policy(source, profile))
    rival = Rival(
        name=entry.name,
        title=entry.title,
        policy=policy,
        profile=profile,
        followers=profile.followers if entry.followers is None else entry.followers,
        overlap=entry.overlap,
        same_branch=entry.same_branch,
    )
    return RivalSource(rival, source, entry.followers is not None)


def _policy(said: Any, document: Document, place: Place, origin: _Origin) -> PolicySource:
    if isinstance(said, str):
        # a name that a change gives is looked for where the change was made, as the names after --policy are
        entry = Entry(said, *origin.where(place))
        if python_policy(said) is not None:
            raise entry.error(Message("rival_python", {"name": shown(said)}), Message("rival_policies"))
        return policy_source(entry, trust_code=False)
    return policy_source(Entry(said, document, place), trust_code=False)


def can_be_entered(data: dict[str, Any], steps: tuple[str, ...]) -> bool:
    """Say whether a change may reach into what is said of a rival, and open a named profile so that it can.

    A policy has to be written out for that: opened here, it would lose its title.
    """
    match (data.get("rivals"), steps):
        case ([*rivals], ("rivals", number, part, _, *_)) if number.isdecimal() and int(number) < len(rivals):
            rival = rivals[int(number)]
            if part == "policy":
                return isinstance(rival, dict) and isinstance(rival.get("policy"), dict)
            if part == "profile" and isinstance(rival, dict) and isinstance(rival.get("profile"), str):
                rival["profile"] = {"based_on": rival["profile"]}
    return True


def misfit(rival: Rival, people: int, followers: int) -> tuple[Message, Message] | None:
    """Return why a rival's followers cannot be among the people there are, with advice; nothing if they can."""
    gaps: dict[str, Any] = {"name": shown(rival.name), "count": rival.followers, "people": people}
    if rival.followers > people:
        return Message("rival_followers", gaps), Message("rival_fewer", {"most": people})
    shared, apart = rival.shared_followers, rival.followers - rival.shared_followers
    others = people - followers
    if shared <= followers and apart <= others:
        return None
    # rounded inwards, so that what is advised is possible
    low = max(0.0, math.ceil((1 - others / rival.followers) * 1000) / 1000)
    high = min(1.0, math.floor(followers / rival.followers * 1000) / 1000)
    gaps |= {"shared": shared, "apart": apart, "followers": followers, "others": others}
    message = Message("rival_overlap" if shared > followers else "rival_apart", gaps)
    if low <= high:
        return message, Message("rival_fitting_overlap", {"low": low, "high": high, "count": rival.followers})
    return message, Message("rival_fewer", {"most": max(0, rival.followers - 1)})

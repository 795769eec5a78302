"""What analysis and charts need to know about a scenario, and nothing more.

The scenario room fulfils these protocols; so does any small stand-in, which keeps this room testable on its own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from followersim.scenario.vocabulary import MAIN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

MAIN_COMPANY: Final[str] = MAIN


class EventLike(Protocol):
    """An event of the timeline; ``day`` is None when the event happens by chance instead of on a fixed day.

    Events of other companies have their name as ``company``, and events that go on have a length, ``lasts_days``.
    """

    @property
    def type(self) -> str: ...
    @property
    def day(self) -> int | None: ...
    @property
    def hour(self) -> int | None: ...
    @property
    def company(self) -> str: ...
    @property
    def lasts_days(self) -> float: ...


class PolicyLike(Protocol):
    """A communication policy; ``title`` is a string or offers ``in_language(lang)``."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> Any: ...


class RivalLike(Protocol):
    """Another company with an account of its own."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> Any: ...
    @property
    def followers(self) -> int: ...


class CaseLike(Protocol):
    """One policy at one sweep point, everything resolved; the other companies are its ``rivals``."""

    @property
    def policy(self) -> PolicyLike: ...
    @property
    def point(self) -> Mapping[str, Any]: ...
    @property
    def followers(self) -> int: ...
    @property
    def days(self) -> int: ...
    @property
    def events(self) -> Sequence[EventLike]: ...
    @property
    def baseline(self) -> bool: ...
    @property
    def rivals(self) -> Sequence[RivalLike]: ...


class Asked(Protocol):
    """What every picture says of where it comes from: the question that was asked, and the scenario's short name."""

    @property
    def slug(self) -> str: ...
    @property
    def question(self) -> Any: ...


class ScenarioLike(Protocol):
    """A scenario as the user wrote it, with everything resolved."""

    @property
    def slug(self) -> str: ...
    @property
    def question(self) -> Any: ...
    @property
    def days(self) -> int: ...
    @property
    def start(self) -> date: ...
    @property
    def seed(self) -> int: ...
    @property
    def hash(self) -> str: ...
    @property
    def is_grid(self) -> bool: ...
    def cases(self) -> Sequence[CaseLike]: ...


def text_in(text: Any, lang: str) -> str:
    """Return a text of a scenario in a language; texts are strings or know their languages, None is empty."""
    if text is None:
        return ""
    chosen = text.in_language(lang) if hasattr(text, "in_language") else text
    return "" if chosen is None else str(chosen)


def policy_title(policy: PolicyLike, lang: str) -> str:
    """Return what a policy is called in front of an audience: its title, else its name with spaces."""
    return text_in(policy.title, lang) or policy.name.replace("_", " ")


def point_key(point: Mapping[str, Any] | str) -> str:
    """Return a sweep point as one canonical string, however its JSON was spaced or ordered."""
    parsed = json.loads(point) if isinstance(point, str) else dict(point)
    return json.dumps(parsed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def companies_of(case: CaseLike) -> list[str]:
    """Return the names of all companies of a case, the one that the scenario is about first."""
    return [MAIN_COMPANY, *(rival.name for rival in case.rivals)]


def start_of(case: CaseLike, company: str) -> int:
    """Return how many followers a company has at the start."""
    return next((rival.followers for rival in case.rivals if rival.name == company), case.followers)


def rival_titles(scenario: ScenarioLike, lang: str) -> dict[str, str]:
    """Return what the other companies are called in front of an audience, by name, in the order of the scenario."""
    found: dict[str, str] = {}
    for case in scenario.cases():
        for rival in case.rivals:
            found.setdefault(rival.name, text_in(rival.title, lang) or rival.name)
    return found


class Happening(NamedTuple):
    """An event of the timeline as charts show it; ``whose`` is the title of another company, empty for one's own."""

    type: str
    day: int | None
    hour: int | None
    whose: str = ""


def timeline(case: CaseLike, lang: str) -> list[Happening]:
    """Return the events of all companies of a case."""
    names = {rival.name: text_in(rival.title, lang) or rival.name for rival in case.rivals}
    return [Happening(event.type, event.day, event.hour, names.get(event.company, "")) for event in case.events]

"""What analysis and charts need to know about a scenario, and nothing more.

The scenario room fulfils these protocols; so does any small stand-in, which keeps this room testable on its own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


class EventLike(Protocol):
    """An event of the timeline; ``day`` is None when the event happens by chance instead of on a fixed day."""

    @property
    def type(self) -> str: ...
    @property
    def day(self) -> int | None: ...
    @property
    def hour(self) -> int | None: ...


class PolicyLike(Protocol):
    """A communication policy; ``title`` is a string or offers ``in_language(lang)``."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> Any: ...


class CaseLike(Protocol):
    """One policy at one sweep point, everything resolved."""

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

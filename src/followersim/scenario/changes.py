"""Changes by dotted key, as sweeps and `--set` write them: `team.members`, `events.0.severity`, `worlds`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from followersim.scenario.checking import model_in
from followersim.scenario.fields import Between, Text
from followersim.scenario.scenario_file import Audience, Event, Period, RivalEntry, ScenarioFile
from followersim.scenario.schema import POLICY_PARTS, Policy, Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from followersim.scenario.errors import Message, Problem
    from followersim.scenario.yaml_reader import Document, Place

_WHOLES: Final = frozenset({"mix", "segments", "segments_outside"})
"""Distributions: who writes one anew means all of it, so it replaces the one it builds on."""

_SWEEP_HEADS: Final = ("profile", "audience", "period", "events", "rivals", "parameters")
_SET_HEADS: Final = ("name", "question", "notes", "look_at", "ask", "worlds", "seed", "language")
_RIVAL_KEYS: Final = ("profile", "policy", "followers", "overlap", "same_branch")


def copied(value: Any) -> Any:
    """Return a copy of plain data: mappings, lists, and what cannot change."""
    if isinstance(value, dict):
        return {key: copied(inner) for key, inner in value.items()}
    return [copied(inner) for inner in value] if isinstance(value, list) else value


def merge(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with the parts that `change` mentions replaced, mappings key by key; nothing is shared."""
    result = dict(base)
    for key, value in change.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, dict) and key not in _WHOLES:
            result[key] = merge(old, value)
        else:
            result[key] = value
    return {key: copied(value) for key, value in result.items()}


def put(data: Any, place: tuple[str, ...], value: Any) -> bool:
    """Set a part of nested mappings and lists, making mappings on the way; say whether it was possible."""
    for step, following in pairwise(place):
        if isinstance(data, dict) and (data.get(step) is not None or not following.isdecimal()):
            data = _entered(data, step)
        elif isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        else:
            return False
    last = place[-1]
    if isinstance(data, dict):
        data[last] = value
    elif isinstance(data, list) and last.isdecimal() and int(last) < len(data):
        data[int(last)] = value
    else:
        return False
    return True


def _entered(data: dict[str, Any], step: str) -> Any:
    if data.get(step) is None:
        data[step] = {}
    return data[step]


@dataclass(frozen=True)
class Change:
    """A new value for a dotted key, and where it was asked for."""

    key: str
    value: Any
    document: Document
    place: Place

    def problem(self, message: Message, suggestion: Message | None = None) -> Problem:
        """Return a problem with this change."""
        return self.document.problem(self.place, message, suggestion)


@dataclass(frozen=True)
class Changes:
    """Changes sorted by what they concern; `plain` ones have no part in what happens at a point of the sweep."""

    policies: tuple[Change, ...] = ()
    profile: tuple[Change, ...] = ()
    parameters: tuple[Change, ...] = ()
    others: tuple[Change, ...] = ()
    plain: tuple[Change, ...] = ()

    def with_more(self, changes: Iterable[Change]) -> Changes:
        """Return these changes and more; later ones win."""
        parts: dict[str, list[Change]] = {name: list(getattr(self, name)) for name in self.__dataclass_fields__}
        for change in changes:
            parts[_concern(change.key)].append(change)
        return Changes(**{name: tuple(part) for name, part in parts.items()})


def steps_of(key: str) -> tuple[str, ...]:
    """Return the steps of a dotted key."""
    return tuple(key.split("."))


def responsible(changes: Iterable[Change], place: Place, below: str = "") -> Change | None:
    """Return the last change that touches a place (or something in or around it); keys lie below `below`."""
    found = None
    steps = [str(step) for step in place]
    for change in changes:
        key = change.key.removeprefix(f"{below}.") if below else change.key
        own = steps_of(key)
        common = min(len(own), len(steps))
        if list(own[:common]) == steps[:common]:
            found = change
    return found


def _concern(key: str) -> str:
    head, _, rest = key.partition(".")
    if head in POLICY_PARTS:
        return "policies"
    if head in _SET_HEADS:
        return "plain"
    return head if head in {"profile", "parameters"} and rest else "others"


def head_is_known(key: str, *, sweep: bool) -> bool:
    """Say whether a dotted key begins with something that can be changed this way."""
    head, _, rest = key.partition(".")
    if head in POLICY_PARTS or head == "profile":
        return True
    return (head in _SWEEP_HEADS and bool(rest)) or (not sweep and head in _SET_HEADS)


def known_keys(*, sweep: bool) -> list[str]:
    """Return dotted keys that can be changed, for suggestions."""
    keys = [key for key in _leaves(Policy) if key.split(".")[0] in POLICY_PARTS]
    keys += [f"profile.{key}" for key in _leaves(Profile)]
    keys += [f"audience.{key}" for key in _leaves(Audience)]
    keys += [f"period.{key}" for key in _leaves(Period)]
    keys += [f"events.0.{key}" for key in _leaves(Event)]
    keys += [f"rivals.0.{key}" for key in _RIVAL_KEYS]
    return keys if sweep else [*keys, *(key for key in ScenarioFile.model_fields if key in _SET_HEADS)]


def takes_fractions(key: str) -> bool:
    """Say whether a dotted key that a sweep may change takes numbers that are not whole."""
    head, *steps = steps_of(key)
    if head == "parameters":
        return True
    models: dict[str, type[BaseModel]] = {
        "profile": Profile, "audience": Audience, "period": Period, "events": Event, "rivals": RivalEntry,
    }  # fmt: skip
    kind: Any = models.get(head, Policy)
    steps = steps[1:] if head in {"events", "rivals"} else steps if head in models else [head, *steps]
    for number, step in enumerate(steps):
        fields = getattr(model_in(kind), "model_fields", {})
        if step not in fields:
            return False
        if number == len(steps) - 1:
            return _has_fractions((fields[step].annotation, *fields[step].metadata))
        kind = fields[step].annotation
    return False


def _has_fractions(parts: Iterable[Any]) -> bool:
    """Say whether parts of an annotation limit a number that need not be whole."""
    return any(
        not part.whole
        if isinstance(part, Between)
        else _has_fractions((*getattr(part, "__args__", ()), *getattr(part, "__metadata__", ())))
        for part in parts
    )


def _leaves(model: type[BaseModel]) -> list[str]:
    keys: list[str] = []
    for name, about in model.model_fields.items():
        inner = model_in(about.annotation)
        if inner is None or inner is Text:
            keys.append(name)
        else:
            keys += [f"{name}.{key}" for key in _leaves(inner)]
    return keys

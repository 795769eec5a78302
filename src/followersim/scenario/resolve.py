"""From names, file paths and variations to whole policies and profiles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from followersim.scenario import catalogue
from followersim.scenario.changes import Change, copied, merge, put, responsible, steps_of
from followersim.scenario.checking import check, closest, problems_in
from followersim.scenario.errors import Message, ScenarioError, shown
from followersim.scenario.scenario_file import DEFAULT_PROFILE
from followersim.scenario.schema import DEFAULT_MIX, Policy, PolicyFile, Profile
from followersim.scenario.yaml_reader import Document, Place, read_document

if TYPE_CHECKING:
    from collections.abc import Iterable

M = TypeVar("M", bound=BaseModel)

_MOST_BASES: Final = 5
_PYTHON: Final = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")
_MAY_BE_NOTHING: Final = frozenset({"crisis"})
"""Parts of a policy that a variation takes away from what it builds on by saying null; else null says nothing."""
_ENTRY_POINTS: Final = "followersim.policies"


@dataclass(frozen=True)
class Entry:
    """One entry of a list of policies, and where it stands."""

    value: Any
    document: Document
    place: Place

    def error(self, message: Message, suggestion: Message | None = None) -> ScenarioError:
        """Return an error about this entry."""
        return ScenarioError([self.document.problem(self.place, message, suggestion)])


@dataclass(frozen=True)
class PolicySource:
    """A policy as said, with what it builds on, before the profile fills the gaps; or the place of its Python class."""

    said: dict[str, Any]
    entry: Entry
    python: str | None = None
    checked: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """Parts of `said` that were checked before: a sweep builds many policies that differ in one part."""

    @property
    def name(self) -> str:
        """The policy's name."""
        return str(self.said["name"])


def policy_source(entry: Entry, *, trust_code: bool) -> PolicySource:
    """Find what an entry of the list of policies means; raise `ScenarioError` if nothing."""
    if isinstance(entry.value, str):
        if (python := python_policy(entry.value)) is not None:
            return _trusted(python, entry, trust_code=trust_code)
        return PolicySource(_named_policy(entry.value, entry), entry)
    said = dict(entry.value)
    if said.get("based_on") is None:
        return PolicySource(_without_base(said), entry)
    inner = Entry(said["based_on"], entry.document, (*entry.place, "based_on"))
    return PolicySource(_on_base(_named_policy(said["based_on"], inner), said), entry)


def python_policy(name: str) -> str | None:
    """Return the place `module:Class` of a policy written in Python; nothing if it is none."""
    if _PYTHON.fullmatch(name):
        return name
    return None if name in catalogue.policy_names() else _registered().get(name)


@cache
def _registered() -> dict[str, str]:
    return {point.name: point.value for point in entry_points(group=_ENTRY_POINTS)}


def _trusted(python: str, entry: Entry, *, trust_code: bool) -> PolicySource:
    if not trust_code:
        raise entry.error(Message("untrusted_code", {"name": shown(entry.value)}), Message("trust_code"))
    name = entry.value.rpartition(":")[2]
    return PolicySource({"name": name}, entry, python)


def _named_policy(name: str, entry: Entry, bases: int = 0) -> dict[str, Any]:
    """Return what a built-in policy or a policy file says, together with what it builds on."""
    if name in catalogue.policy_names():
        document = catalogue.policy_document(name)
    elif name.endswith((".yaml", ".yml")):
        document = _policy_file(name, entry)
    else:
        known = catalogue.policy_names() + sorted(_registered())
        gaps = {"name": shown(name), "known": ", ".join(known)}
        raise entry.error(Message("unknown_policy", gaps), closest(name, known) or Message("policy_paths"))
    check(PolicyFile, document.data, document)
    said = dict(document.data)
    if said.get("based_on") is None:
        return _without_base(said)
    inner = Entry(said["based_on"], document, ("based_on",))
    if bases >= _MOST_BASES:
        raise inner.error(Message("too_many_bases", {"most": _MOST_BASES}))
    return _on_base(_named_policy(said["based_on"], inner, bases + 1), said)


def _policy_file(name: str, entry: Entry) -> Document:
    path = entry.document.folder / name
    try:
        return read_document(path)
    except ScenarioError as error:
        if error.problems[0].message.name != "no_such_file":
            raise
        raise entry.error(Message("no_policy_file", {"name": str(path)}), error.problems[0].suggestion) from None


def _without_base(said: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in said.items() if k != "based_on" and (v is not None or k in _MAY_BE_NOTHING)}


def _on_base(base: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """Build on a policy; its title and description would be wrong for the variation, so they stay behind."""
    parts = {key: value for key, value in base.items() if key not in {"title", "description"}}
    return merge(parts, _without_base(said))


def policy_as_said(source: PolicySource, changes: Iterable[Change] = ()) -> dict[str, Any]:
    """Return what is said of a policy, with changes, before the profile fills the gaps; what they leave is shared."""
    changes = tuple(changes)
    touched = {steps_of(change.key)[0] for change in changes}
    said = {key: copied(value) if key in touched else value for key, value in source.said.items()}
    if any(change.key.startswith("posting.mix.") for change in changes):
        _start_from_usual_mix(said)
    _apply(said, changes, "")
    return said


def build_policy(source: PolicySource, profile: Profile, changes: Iterable[Change] = ()) -> Policy:
    """Return the whole policy: as said, changed, and with the profile's team where it says nothing."""
    changes = tuple(changes)
    said = policy_as_said(source, changes)
    _fill_from_profile(said, profile)
    same = {key for key, value in said.items() if value is source.said.get(key, said)}
    ready = {key: source.checked[key] for key in same if key in source.checked}
    rest = {key: value for key, value in said.items() if key not in ready or key == "name"}
    policy = _checked(Policy, rest, _Origin(changes, "", source.entry.document, source.entry.place))
    source.checked.update((key, getattr(policy, key)) for key in same - ready.keys())
    return policy.model_copy(update=ready) if ready else policy


def _start_from_usual_mix(said: dict[str, Any]) -> None:
    posting = said.setdefault("posting", {})
    posting.setdefault("mix", DEFAULT_MIX.model_dump())


def _fill_from_profile(said: dict[str, Any], profile: Profile) -> None:
    team = said.setdefault("team", {})
    if isinstance(team, dict):
        said["team"] = {**profile.team.model_dump(), **team}
    posting = said.setdefault("posting", {})
    if isinstance(posting, dict) and profile.posts_per_day is not None:
        said["posting"] = {"posts_per_day": profile.posts_per_day, **posting}


def build_profile(
    said: object, document: Document, changes: Iterable[Change] = (), place: Place = ("profile",)
) -> Profile:
    """Return the whole profile: the named one, or the one that a mapping builds on, with its changes.

    `place` is where it stands in the document.
    """
    changes = tuple(changes)
    content = dict(said) if isinstance(said, dict) else {"based_on": said}
    name = content.pop("based_on", None) or DEFAULT_PROFILE
    if name not in catalogue.profile_names():
        its_place = (*place, "based_on") if isinstance(said, dict) else place
        gaps = {"name": shown(name), "known": ", ".join(catalogue.profile_names())}
        advice = closest(str(name), catalogue.profile_names())
        raise ScenarioError([document.problem(its_place, Message("unknown_profile", gaps), advice)])
    whole = merge(_profile_base(name), {key: value for key, value in content.items() if value is not None})
    _apply(whole, changes, "profile")
    return _checked(Profile, whole, _Origin(changes, "profile", document, place))


@cache
def _profile_base(name: str) -> dict[str, Any]:
    base = catalogue.profile_document(name)
    check(Profile, base.data, base)
    return dict(base.data)


def _apply(data: dict[str, Any], changes: tuple[Change, ...], below: str) -> None:
    for change in changes:
        key = change.key.removeprefix(f"{below}.") if below else change.key
        if not put(data, steps_of(key), change.value):
            raise ScenarioError([change.problem(Message("no_such_place", {"key": change.key}))])


@dataclass(frozen=True)
class _Origin:
    """Where data come from: changes (their keys lie below `below`) of something that stands at a place."""

    changes: tuple[Change, ...]
    below: str
    document: Document
    place: Place

    def of(self, inner: Place) -> tuple[Document, Place]:
        """Return where a part was written: by a change, or in the document."""
        change = responsible(self.changes, inner, self.below)
        return (change.document, change.place) if change else (self.document, (*self.place, *inner))


def _checked(model: type[M], data: dict[str, Any], origin: _Origin) -> M:
    """Check what changes have made; what is wrong is said of the change that did it."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ScenarioError(problems_in(error, model, data, origin.of)) from None

"""Turning what a scenario says into cases: everything one simulation needs, checked and complete."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from followersim.scenario import catalogue
from followersim.scenario.changes import Change, Changes, head_is_known, known_keys, put, responsible, steps_of
from followersim.scenario.checking import closest, problems_in
from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.resolve import Entry, PolicySource, build_policy, build_profile, policy_source
from followersim.scenario.rivals import Rival, RivalSource, can_be_entered, misfit, rivals_of
from followersim.scenario.scenario_file import MOST_POINTS, MOST_POLICIES, Event, ScenarioFile
from followersim.scenario.vocabulary import MAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from followersim.scenario.schema import Policy, Profile
    from followersim.scenario.yaml_reader import Document, Place

_ALREADY_CHECKED: Final = ("policies", "sweep", "notes", "name", "question", "look_at", "ask")


@dataclass(frozen=True)
class Case:
    """What one simulation needs: one policy at one point of the sweep.

    Attributes:
        policy: the whole policy, team values from the profile filled in.
        profile: the company.
        people: persons in the audience; `followers` of them follow at the start.
        days: length in days; `start` is the date of day 0.
        events: what happens by plan or by chance.
        parameters: model parameters that differ from `parameters.yaml`, by name.
        point: the sweep's values, `{}` without a sweep.
        baseline: whether the others are compared with this policy.
        company: what results call the company whose policy this is.
        python_policy: `module:Class` of a policy written in Python; `policy` then holds the defaults.
        rivals: other companies with accounts of their own, with policies of their own.
    """

    policy: Policy
    profile: Profile
    people: int
    followers: int
    days: int
    start: date
    events: tuple[Event, ...] = ()
    parameters: dict[str, float] = field(default_factory=dict)
    point: dict[str, Any] = field(default_factory=dict)
    baseline: bool = False
    company: str = MAIN
    python_policy: str | None = None
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True)
class Frame:
    """Everything about a point of the sweep except the policies."""

    profile: Profile
    people: int
    followers: int
    days: int
    start: date
    events: tuple[Event, ...]
    parameters: dict[str, float]
    rival_sources: tuple[RivalSource, ...] = ()

    @property
    def rivals(self) -> tuple[Rival, ...]:
        """The other companies."""
        return tuple(source.rival for source in self.rival_sources)


class Builder:
    """Builds the cases of one scenario; every fault it meets is a `ScenarioError` that names its place."""

    def __init__(self, document: Document, entries: list[Entry] | None, changes: Changes, *, trust_code: bool) -> None:
        self.document = document
        self.changes = changes
        self.file = self._file(entries)
        if entries is None:
            entries = [
                Entry(value, document, ("policies", number))
                for number, value in enumerate(document.data.get("policies", self.file.policies))
            ]
        self.entries = entries
        self._frames: dict[str, Frame] = {}
        self._policies: dict[str, Policy] = {}
        self.sources = self._checked_parts(trust_code=trust_code)

    def _file(self, entries: list[Entry] | None) -> ScenarioFile:
        data = self._changed(self.changes.others)
        try:
            return _validate(ScenarioFile, data, lambda place: self._where(self.changes.others, place))
        except ScenarioError as error:
            raise ScenarioError((*error.problems, *self._misspelt_policies(entries))) from None

    def _misspelt_policies(self, entries: list[Entry] | None) -> list[Problem]:
        """Return what is wrong with names of policies when other faults prevent building everything."""
        problems: list[Problem] = []
        named = self.document.data.get("policies")
        if entries is None and isinstance(named, list):
            entries = [Entry(name, self.document, ("policies", number)) for number, name in enumerate(named)]
        for entry in (entries or [])[:MOST_POLICIES]:
            if isinstance(entry.value, str):
                _collect(problems, partial(_one_source, entry, trust_code=True))
        return problems

    def _changed(self, changes: Iterable[Change], without: tuple[str, ...] = ()) -> dict[str, Any]:
        data: dict[str, Any] = deepcopy({k: v for k, v in self.document.data.items() if k not in without})
        for change in changes:
            steps = steps_of(change.key)
            if not can_be_entered(data, steps):
                raise ScenarioError(
                    [change.problem(Message("rival_policy_named"), Message("rival_policy_written_out"))]
                )
            if not put(data, steps, change.value):
                raise ScenarioError([change.problem(Message("no_such_place", {"key": change.key}))])
        return data

    def _where(self, changes: Iterable[Change], place: Place) -> tuple[Document, Place]:
        change = responsible(changes, place)
        return (change.document, change.place) if change else (self.document, place)

    def _checked_parts(self, *, trust_code: bool) -> list[PolicySource]:
        """Find policies and check the rest; collect what is wrong so that it can be repaired in one go."""
        problems: list[Problem] = []
        sources: list[PolicySource] = []
        for entry in self.entries:
            sources += _collect(problems, partial(_one_source, entry, trust_code=trust_code))
        problems += _name_twice(sources)
        problems += self._sweep_problems()
        _collect(problems, lambda: [self.frame(self.changes)])
        if problems:
            raise ScenarioError(problems)
        return sources

    def _sweep_problems(self) -> list[Problem]:
        problems: list[Problem] = []
        points = 1
        for key, values in self.file.sweep.items():
            points *= len(values)
            if not head_is_known(key, sweep=True):
                advice = closest(key, known_keys(sweep=True)) or Message("sweep_keys")
                problems.append(self.document.problem(("sweep", key), Message("unknown_sweep"), advice))
            elif (fault := _unsweepable(key, values)) is not None:
                problems.append(self.document.problem(("sweep", key), *fault))
            seen: set[tuple[bool, object]] = set()
            for number, value in enumerate(values):
                same = (isinstance(value, bool), tuple(value) if isinstance(value, list) else value)
                if same in seen:
                    gaps = {"found": shown(value)}
                    problems.append(self.document.problem(("sweep", key, number), Message("sweep_twice", gaps)))
                seen.add(same)
        if points > MOST_POINTS:
            message = Message("too_many_points", {"count": points, "most": MOST_POINTS})
            problems.append(self.document.problem(("sweep",), message))
        return problems

    @cached_property
    def points(self) -> list[dict[str, Any]]:
        """The points of the sweep, the last key running fastest; one empty point without a sweep."""
        keys = list(self.file.sweep)
        return [dict(zip(keys, values, strict=True)) for values in product(*self.file.sweep.values())]

    def changes_at(self, point: dict[str, Any]) -> Changes:
        """Return all changes that hold at a point."""
        return self.changes.with_more(Change(key, value, self.document, ("sweep", key)) for key, value in point.items())

    def cases(self) -> list[Case]:
        """Return one case per point and policy, points outside, policies inside."""
        return [
            self._case(source, number == 0, point, changes)
            for point in self.points
            for changes in (self.changes_at(point),)
            for number, source in enumerate(self.sources)
        ]

    def _case(self, source: PolicySource, baseline: bool, point: dict[str, Any], changes: Changes) -> Case:
        frame = self.frame(changes)
        return Case(
            policy=self.policy(source, frame.profile, changes.policies),
            profile=frame.profile,
            people=frame.people,
            followers=frame.followers,
            days=frame.days,
            start=frame.start,
            events=frame.events,
            parameters=dict(frame.parameters),
            point=dict(point),
            baseline=baseline,
            python_policy=source.python,
            rivals=frame.rivals,
        )

    def policy(self, source: PolicySource, profile: Profile, changes: tuple[Change, ...]) -> Policy:
        """Return a policy with all its changes (the same object for the same changes)."""
        key = f"{id(source)} {id(profile)} {_values(changes)}"
        if key not in self._policies:
            self._policies[key] = build_policy(source, profile, changes)
        return self._policies[key]

    def frame(self, changes: Changes) -> Frame:
        """Return everything but the policies under some changes (the same object for the same changes)."""
        key = f"{_values(changes.profile)} {_values(changes.parameters)} {_values(changes.others)}"
        if key not in self._frames:
            self._frames[key] = self._build_frame(changes)
        return self._frames[key]

    def _build_frame(self, changes: Changes) -> Frame:
        data = self._changed(changes.others, without=_ALREADY_CHECKED)
        file = _validate(ScenarioFile, data, lambda place: self._where(changes.others, place))
        profile = self._profile(data.get("profile", file.profile), changes)
        followers, people = _sizes(file, profile)
        problems: list[Problem] = []
        parameters = _collect(problems, lambda: [self._parameters(file, changes)])
        rivals = _collect(problems, lambda: self._rivals(data, file, changes.others))
        frame = Frame(
            profile=profile,
            people=people,
            followers=followers,
            days=file.period.days,
            start=file.period.start,
            events=file.events,
            parameters=parameters[0] if parameters else {},
            rival_sources=tuple(rivals),
        )
        problems += self._impossible(frame, [rival.name for rival in file.rivals], changes.others)
        if problems:
            raise ScenarioError(problems)
        return frame

    def _rivals(self, data: dict[str, Any], file: ScenarioFile, changes: tuple[Change, ...]) -> list[RivalSource]:
        return rivals_of(data.get("rivals", ()), file.rivals, self.document, lambda place: self._where(changes, place))

    def _profile(self, said: object, changes: Changes) -> Profile:
        document, place = self._where(changes.others, ("profile",))
        if place == ("profile",):
            return build_profile(said, document, changes.profile)
        try:
            return build_profile(said, self.document, changes.profile)
        except ScenarioError as error:
            fault = error.problems[0]
            raise ScenarioError([document.problem(place, fault.message, fault.suggestion)]) from None

    def _parameters(self, file: ScenarioFile, changes: Changes) -> dict[str, float]:
        places: dict[str, tuple[Any, Document, Place]] = {
            name: (value, self.document, ("parameters", name)) for name, value in _flat(file.parameters).items()
        }
        for change in changes.parameters:
            places[change.key.removeprefix("parameters.")] = (change.value, change.document, change.place)
        problems = []
        for name, (value, document, place) in places.items():
            if (fault := catalogue.check_parameter(name, value)) is not None:
                problems.append(document.problem(place, *fault))
        if problems:
            raise ScenarioError(problems)
        return {name: float(places[name][0]) for name in sorted(places)}

    def _impossible(self, frame: Frame, rivals: list[str], changes: tuple[Change, ...]) -> list[Problem]:
        """Return what is fine by itself, but does not fit together."""
        problems: list[Problem] = []

        def add(places: tuple[Place, ...], message: Message, suggestion: Message | None = None) -> None:
            document, place = self._blame(changes, *places)
            problems.append(document.problem(place, message, suggestion))

        sizes: tuple[Place, ...] = (("audience", "followers"), ("audience", "people"))
        if frame.followers > frame.people:
            gaps: dict[str, Any] = {"followers": frame.followers, "people": frame.people}
            add(sizes, Message("wrong_followers", gaps))
        else:
            for number, rival in enumerate(frame.rivals):
                if (fault := misfit(rival, frame.people, frame.followers)) is not None:
                    # how many of its followers follow both does not matter where there are too many of them
                    parts = ["followers", *(["overlap"] if rival.followers <= frame.people else []), "profile"]
                    add((*(("rivals", number, part) for part in parts), *sizes), *fault)
        for number, name in enumerate(rivals):
            if name in rivals[:number]:
                add((("rivals", number, "name"),), Message("rival_twice", {"name": shown(name)}), Message("other_name"))
        for number, event in enumerate(frame.events):
            if event.day is not None and event.day >= frame.days:
                gaps = {"day": event.day, "days": frame.days, "last": frame.days - 1}
                add((("events", number, "day"), ("period", "days")), Message("event_too_late", gaps))
            if event.company not in (known := [MAIN, *rivals]):
                gaps = {"name": shown(event.company), "known": ", ".join(known)}
                advice = closest(event.company, known) or Message("add_rival")
                add((("events", number, "company"),), Message("unknown_company", gaps), advice)
        return problems

    def _blame(self, changes: tuple[Change, ...], *places: Place) -> tuple[Document, Place]:
        """Return where to repair what does not fit together: a change if there is one, else the first place."""
        for place in places:
            if (change := responsible(changes, place)) is not None:
                return change.document, change.place
        return self.document, places[0]


def _validate(
    model: type[ScenarioFile], data: dict[str, Any], where: Callable[[Place], tuple[Document, Place]]
) -> ScenarioFile:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ScenarioError(problems_in(error, model, data, where)) from None


def _collect(problems: list[Problem], work: Callable[[], list[Any]]) -> list[Any]:
    try:
        return work()
    except ScenarioError as error:
        problems.extend(error.problems)
        return []


def _one_source(entry: Entry, *, trust_code: bool) -> list[PolicySource]:
    return [policy_source(entry, trust_code=trust_code)]


def _name_twice(sources: list[PolicySource]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for source in sources:
        if source.name in seen:
            gaps = {"name": shown(source.name)}
            entry = source.entry
            problems.append(entry.document.problem(entry.place, Message("policy_twice", gaps), Message("other_name")))
        seen.add(source.name)
    return problems


def _unsweepable(key: str, values: list[Any]) -> tuple[Message, Message] | None:
    """Return what a sweep over a part of a rival cannot do, with advice; nothing if it can."""
    steps = steps_of(key)
    if steps[0] != "rivals":
        return None
    if steps[2:] in {("name",), ("title",)}:
        return Message("unknown_sweep"), Message("sweep_keys")
    for value in values:  # what a file says would not be part of the scenario written out
        if isinstance(value, str) and value.endswith((".yaml", ".yml")):
            return Message("sweep_file", {"name": shown(value)}), Message("sweep_built_in")
    return None


def _sizes(file: ScenarioFile, profile: Profile) -> tuple[int, int]:
    """Return followers and people; without a number of people, the profile's proportion holds."""
    followers = profile.followers if file.audience.followers is None else file.audience.followers
    if file.audience.people is not None:
        return followers, file.audience.people
    if profile.followers in {0, followers}:
        return followers, profile.people
    return followers, max(1, round(profile.people * followers / profile.followers))


def _flat(parameters: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Return parameters by dotted name, whether written dotted or nested."""
    flat: dict[str, Any] = {}
    for name, value in parameters.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{before}{name}."))
        else:
            flat[f"{before}{name}"] = value
    return flat


def _values(changes: tuple[Change, ...]) -> str:
    return json.dumps([(change.key, change.value) for change in changes], default=str)

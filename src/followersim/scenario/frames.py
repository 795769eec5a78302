"""Everything about a point of the sweep except the policies: the company, its audience, the time, what happens."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from followersim.scenario import catalogue
from followersim.scenario.changes import Change, Changes, copied, put, responsible, steps_of
from followersim.scenario.checking import closest, problems_in
from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.resolve import build_profile
from followersim.scenario.rivals import Rival, RivalSource, can_be_entered, misfit, rivals_of
from followersim.scenario.scenario_file import Event, ScenarioFile
from followersim.scenario.vocabulary import MAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from followersim.scenario.schema import Profile
    from followersim.scenario.yaml_reader import Document, Place

T = TypeVar("T")

Key = tuple[Any, ...]
MOST_KEPT: Final = 2000
_ALREADY_CHECKED: Final = ("policies", "sweep", "notes", "name", "question", "look_at", "ask")


class Kept(dict[Key, T]):
    """Things that were made before, so that they are made once; when there are too many, it starts anew."""

    def made(self, key: Key, make: Callable[[], T]) -> T:
        """Return what was made for a key, or make it."""
        found = self.get(key)
        if found is None:
            found = make()
            if len(self) >= MOST_KEPT:
                self.clear()
            self[key] = found
        return found


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


class Frames:
    """Builds frames of one scenario's document; `file` is what the document says, already checked."""

    def __init__(self, document: Document, file: ScenarioFile) -> None:
        self.document = document
        self.file = file
        self._frames: Kept[Frame] = Kept()
        self._bases: Kept[Frame] = Kept()
        self._profiles: Kept[Profile] = Kept()
        self._rivals: Kept[list[RivalSource]] = Kept()

    def frame(self, changes: Changes) -> Frame:
        """Return the frame under some changes (the same object for the same changes)."""
        base, parameters = values_of((*changes.profile, *changes.others)), values_of(changes.parameters)
        return self._frames.made((base, parameters), lambda: self._frame(base, changes))

    def _frame(self, key: Key, changes: Changes) -> Frame:
        problems: list[Problem] = []
        base = collect(problems, lambda: [self._bases.made(key, lambda: self._base(changes))])
        parameters = collect(problems, lambda: [self._parameters(changes)])
        if problems:
            raise ScenarioError(problems)
        return replace(base[0], parameters=parameters[0])

    def _base(self, changes: Changes) -> Frame:
        """Return a frame without parameters."""
        others = changes.others
        data = changed(self.document, others, without=_ALREADY_CHECKED)
        touched = {head: data[head] for head in (steps_of(change.key)[0] for change in others)}
        parts = validated(touched, lambda place: where_of(self.document, others, place))
        file = self.file.model_copy(update={head: getattr(parts, head) for head in touched})
        profile = self._profile(data.get("profile", file.profile), changes)
        followers, people = _sizes(file, profile)
        problems: list[Problem] = []
        rivals = collect(problems, lambda: self._rival_sources(data, file, others))
        frame = Frame(
            profile=profile,
            people=people,
            followers=followers,
            days=file.period.days,
            start=file.period.start,
            events=file.events,
            parameters={},
            rival_sources=tuple(rivals),
        )
        problems += self._impossible(frame, [rival.name for rival in file.rivals], others)
        if problems:
            raise ScenarioError(problems)
        return frame

    def _rival_sources(
        self, data: dict[str, Any], file: ScenarioFile, changes: tuple[Change, ...]
    ) -> list[RivalSource]:
        key = values_of(change for change in changes if change.key.startswith("rivals"))

        def where(place: Place) -> tuple[Document, Place]:
            return where_of(self.document, changes, place)

        return self._rivals.made(key, lambda: rivals_of(data.get("rivals", ()), file.rivals, self.document, where))

    def _profile(self, said: object, changes: Changes) -> Profile:
        key = values_of((*(change for change in changes.others if change.key == "profile"), *changes.profile))
        return self._profiles.made(key, lambda: self._built_profile(said, changes))

    def _built_profile(self, said: object, changes: Changes) -> Profile:
        document, place = where_of(self.document, changes.others, ("profile",))
        if place == ("profile",):
            return build_profile(said, document, changes.profile)
        try:
            return build_profile(said, self.document, changes.profile)
        except ScenarioError as error:
            fault = error.problems[0]
            raise ScenarioError([document.problem(place, fault.message, fault.suggestion)]) from None

    def _parameters(self, changes: Changes) -> dict[str, float]:
        places: dict[str, tuple[Any, Document, Place]] = {
            name: (value, self.document, ("parameters", name)) for name, value in _flat(self.file.parameters).items()
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


def changed(document: Document, changes: Iterable[Change], without: Collection[str] = ()) -> dict[str, Any]:
    """Return what a document says, with changes; only what they touch is a copy."""
    changes = tuple(changes)
    touched = {steps_of(change.key)[0] for change in changes}
    data: dict[str, Any] = {
        key: copied(value) if key in touched else value for key, value in document.data.items() if key not in without
    }
    for change in changes:
        steps = steps_of(change.key)
        if not can_be_entered(data, steps):
            raise ScenarioError([change.problem(Message("rival_policy_named"), Message("rival_policy_written_out"))])
        if not put(data, steps, change.value):
            raise ScenarioError([change.problem(Message("no_such_place", {"key": change.key}))])
    return data


def where_of(document: Document, changes: Iterable[Change], place: Place) -> tuple[Document, Place]:
    """Return where a part was written: by a change, or in the document."""
    change = responsible(changes, place)
    return (change.document, change.place) if change else (document, place)


def validated(data: dict[str, Any], where: Callable[[Place], tuple[Document, Place]]) -> ScenarioFile:
    """Return data as a checked scenario file; raise `ScenarioError` with everything that is wrong."""
    try:
        return ScenarioFile.model_validate(data)
    except ValidationError as error:
        raise ScenarioError(problems_in(error, ScenarioFile, data, where)) from None


def collect(problems: list[Problem], work: Callable[[], list[T]]) -> list[T]:
    """Return what some work gives; what is wrong goes to `problems`, and there is nothing then."""
    try:
        return work()
    except ScenarioError as error:
        problems.extend(error.problems)
        return []


def values_of(changes: Iterable[Change]) -> Key:
    """Return what tells changes apart, wherever they were asked for."""
    return tuple(
        (change.key, change.value.__class__, json.dumps(change.value, default=str))
        if isinstance(change.value, list | dict)
        else (change.key, change.value.__class__, change.value)
        for change in changes
    )


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

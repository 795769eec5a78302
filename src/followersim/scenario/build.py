"""Turning what a scenario says into cases: everything one simulation needs, checked and complete."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.frames import Frame, Frames, Kept, changed, collect, validated, values_of, where_of
from followersim.scenario.plan import work_of
from followersim.scenario.resolve import Entry, PolicySource, build_policy, policy_source
from followersim.scenario.scenario_file import MOST_POLICIES, Event, ScenarioFile
from followersim.scenario.sweep import Sweep, read_sweep
from followersim.scenario.vocabulary import MAIN

if TYPE_CHECKING:
    from datetime import date

    from followersim.scenario.changes import Change, Changes
    from followersim.scenario.rivals import Rival
    from followersim.scenario.schema import Policy, Profile
    from followersim.scenario.yaml_reader import Document

_MOST_FAULTY: Final = 1000


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
class Extent:
    """How large the cases are, known without having all of them at hand.

    Attributes:
        people: the most people of any case; `days` the most days.
        work: what there is to do in one world of all cases (see `plan.work_of`).
        companies: companies, counted in each case.
        company_days: their days.
    """

    people: int = 0
    days: int = 0
    work: float = 0.0
    companies: int = 0
    company_days: int = 0

    def with_case(self, case: Case) -> Extent:
        """Return what holds with one more case."""
        companies = 1 + len(case.rivals)
        return Extent(
            people=max(self.people, case.people),
            days=max(self.days, case.days),
            work=self.work + work_of(case),
            companies=self.companies + companies,
            company_days=self.company_days + companies * case.days,
        )


class Builder:
    """Builds the cases of one scenario; every fault it meets is a `ScenarioError` that names its place.

    What `like`, another builder of the same document, has found out already is not found out again.
    """

    sources: list[PolicySource]
    sweep: Sweep
    extent: Extent
    frames: Frames
    policies: Kept[tuple[Policy, Profile]]

    def __init__(
        self,
        document: Document,
        entries: list[Entry] | None,
        changes: Changes,
        *,
        trust_code: bool,
        like: Builder | None = None,
    ) -> None:
        self.document = document
        self.changes = changes
        self.file = self._file(entries, like)
        if entries is None:
            entries = [
                Entry(value, document, ("policies", number))
                for number, value in enumerate(document.data.get("policies", self.file.policies))
            ]
        self.entries = entries
        sweep = self._sweep_of(like)
        if like is not None and sweep is not None and self._happens_like(like):
            self.sweep, self.sources, self.extent = sweep, like.sources, like.extent
            self.frames, self.policies = like.frames, like.policies
            return
        self.frames = Frames(document, self.file)
        self.policies = Kept()
        self.sources, self.sweep = self._checked_parts(sweep, trust_code=trust_code)
        self.extent = self._checked_points()

    def _file(self, entries: list[Entry] | None, like: Builder | None) -> ScenarioFile:
        changes = (*self.changes.others, *self.changes.plain)
        data = changed(self.document, changes)
        if like is not None and "sweep" in data:
            data["sweep"] = like.file.sweep  # the same, checked
        try:
            return validated(data, lambda place: where_of(self.document, changes, place))
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
                collect(problems, partial(_one_source, entry, trust_code=True))
        return problems

    def _sweep_of(self, like: Builder | None) -> Sweep | None:
        """Return the sweep of a builder if it is the same here: changes do not reach it, but a sample has a seed."""
        if like is None or (like.sweep.by_chance and like.file.seed != self.file.seed):
            return None
        return like.sweep

    def _happens_like(self, like: Builder) -> bool:
        return self.entries == like.entries and replace(self.changes, plain=()) == replace(like.changes, plain=())

    def _checked_parts(self, sweep: Sweep | None, *, trust_code: bool) -> tuple[list[PolicySource], Sweep]:
        """Find policies and the sweep, check the rest; collect what is wrong so that it can be repaired in one go."""
        problems: list[Problem] = []
        sources: list[PolicySource] = []
        for entry in self.entries:
            sources += collect(problems, partial(_one_source, entry, trust_code=trust_code))
        problems += _name_twice(sources)
        sweeps = [sweep] if sweep else collect(problems, self._read_sweep)
        collect(problems, lambda: [self.frame(self.changes)])
        if problems:
            raise ScenarioError(problems)
        return sources, sweeps[0]

    def _read_sweep(self) -> list[Sweep]:
        return [read_sweep(self.file.sweep, self.document, self.file.seed)]

    def _checked_points(self) -> Extent:
        """Build the cases of every point once, so that whatever is wrong with one is known before anything runs."""
        extent = Extent()
        problems: dict[tuple[object, ...], Problem] = {}
        faulty = 0
        for number in range(len(self.sweep.points)):
            try:
                for case in self.cases_at(number):
                    extent = extent.with_case(case)
            except ScenarioError as error:
                faulty += 1
                for problem in error.problems:
                    problems.setdefault(self._sameness(problem), self.sweep.advised(problem))
            if faulty >= _MOST_FAULTY:
                break
        if problems:
            raise ScenarioError(problems.values())
        return extent

    def _sameness(self, problem: Problem) -> tuple[object, ...]:
        """Return what tells problems apart: a value of a grid is wrong at many points, a range at most of them."""
        place = (problem.file, problem.line, problem.key, problem.message.name)
        return place if self.sweep.by_chance else (*place, problem.message.in_language("en"))

    def cases_at(self, number: int) -> list[Case]:
        """Return the cases of a point of the sweep, one per policy; points are numbered from 0."""
        changes = self.changes.with_more(self.sweep.changes(number)) if self.sweep.values else self.changes
        frame = self.frame(changes)
        point = self.sweep.points[number]
        return [
            Case(
                policy=self.policy(source, frame.profile, changes.policies),
                profile=frame.profile,
                people=frame.people,
                followers=frame.followers,
                days=frame.days,
                start=frame.start,
                events=frame.events,
                parameters=dict(frame.parameters),
                point=dict(point),
                baseline=place == 0,
                python_policy=source.python,
                rivals=frame.rivals,
            )
            for place, source in enumerate(self.sources)
        ]

    def policy(self, source: PolicySource, profile: Profile, changes: tuple[Change, ...]) -> Policy:
        """Return a policy with all its changes (the same object for the same changes)."""
        # the profile is kept beside the policy: as long as it is there, no other one can have its number
        key = (id(source), id(profile), values_of(changes))
        return self.policies.made(key, lambda: (build_policy(source, profile, changes), profile))[0]

    def frame(self, changes: Changes) -> Frame:
        """Return everything but the policies under some changes (the same object for the same changes)."""
        return self.frames.frame(changes)


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

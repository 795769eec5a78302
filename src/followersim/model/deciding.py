"""Policies written in Python: asked at decision points, between two stretches of the compiled rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from followersim.model import codes
from followersim.model.rules.hours import run_hours
from followersim.model.setup import drop_unanswered, playbook_arrays
from followersim.model.simulation import Simulation
from followersim.policies import Policy, View
from followersim.scenario.changes import merge, put, steps_of
from followersim.scenario.checking import check
from followersim.scenario.errors import Message, ScenarioError
from followersim.scenario.schema import FOLLOW_CRITICISM
from followersim.scenario.schema import Policy as Playbook
from followersim.scenario.yaml_reader import Document

if TYPE_CHECKING:
    from followersim.model.audience import People
    from followersim.model.records import Column
    from followersim.model.setup import Setup
    from followersim.scenario.scenario import Case

HOURS_PER_DAY: Final = 24


@dataclass(frozen=True)
class Orders:
    """A decision as the compiled rules read it."""

    playbook: Playbook
    arrays: dict[str, Column]

    @classmethod
    def from_playbook(cls, playbook: Playbook) -> Orders:
        """Return a playbook as records; what it no longer answers leaves the queue unanswered."""
        arrays = playbook_arrays(playbook)
        for name in ("rules", "rulesets"):
            drop_unanswered(arrays[name])
        return cls(playbook, arrays)


class DecidingSimulation(Simulation):
    """A simulation whose policy is asked what to do: the same to the byte by the hour and in one stretch.

    When arrays turn out too small, the world is run again from its start and the decisions made so far hold again:
    the policy is asked once for each decision point, whatever happens.
    """

    def __init__(
        self,
        setup: Setup,
        seed: int,
        world: int,
        people: People | None = None,
        capacity: int = 0,
        *,
        case: Case,
        policy: Policy,
    ) -> None:
        super().__init__(setup, seed, world, people, capacity)
        self.case = case
        self.policy = policy
        self.every = _every_hours(policy)
        self.playbook = case.policy
        self._orders: dict[int, Orders] = {}

    def advance(self, until: int | None = None) -> None:
        """Run up to an hour (default: to the end of the period), asking the policy on the way."""
        until = self.setup.n_hours if until is None else min(until, self.setup.n_hours)
        while self.hour < until:
            hour = self.hour
            if hour % self.every == 0:
                self._obey(self._orders_at(hour))
            if not run_hours(self.arrays, min(until, hour - hour % self.every + self.every)):
                self.grow()

    def _orders_at(self, hour: int) -> Orders:
        if hour not in self._orders:
            where = f"{type(self.policy).__name__}.decide, day {hour // HOURS_PER_DAY}"
            playbook = changed(self.playbook, self.policy.decide(self.view()), where)
            self._orders[hour] = Orders.from_playbook(playbook)
        return self._orders[hour]

    def _obey(self, orders: Orders) -> None:
        self.playbook = orders.playbook
        for name, array in orders.arrays.items():
            getattr(self.arrays, name)[:] = array

    def view(self) -> View:
        """Return what the company sees now."""
        state, hour = self.arrays.state[0], self.hour
        day = hour // HOURS_PER_DAY
        date = self.case.start + timedelta(days=day)
        counts = self.arrays.counts[day - 1].tolist() if day else [0] * len(codes.COUNTS)
        before = self.arrays.levels[day - 1] if day else [0.0] * len(codes.LEVELS)
        return View(
            hour=hour,
            day=day,
            date=date,
            weekday=date.weekday(),
            n_followers=int(state["n_followers"]),
            queue=int(state["n_queue"]),
            critics_24h=int(state["critics"]),
            wind_force=int(state["day_wind"] if hour % HOURS_PER_DAY else before[codes.L_WIND]),
            stress=float(state["stress"]),
            staff_hours=float(before[codes.L_STAFF]) / 60.0,
            yesterday=dict(zip(codes.COUNTS, counts, strict=True)),
            playbook=self.playbook,
        )


def _every_hours(policy: Policy) -> int:
    every = getattr(policy, "every_hours", HOURS_PER_DAY)
    if isinstance(every, bool) or not isinstance(every, int) or every < 1:
        raise ValueError(f"every_hours must be a whole number of hours from 1, not {every!r}")
    return every


def changed(playbook: Playbook, decision: Playbook | Mapping[str, Any] | None, where: str) -> Playbook:
    """Return the playbook that a decision leads to; raise `ScenarioError` if it makes no playbook.

    `where` is what messages call the place of the decision.
    """
    if decision is None:
        return playbook
    if isinstance(decision, Playbook):
        return decision
    if not isinstance(decision, Mapping):
        raise TypeError(f"{where}: expected a Playbook, a mapping of changes or None, not {type(decision).__name__}")
    said = _as_said(playbook)
    document = Document(said, where)
    for key, value in decision.items():
        steps = steps_of(str(key))
        if isinstance(value, Mapping):
            said = merge(said, _nested(steps, value))
        elif not put(said, steps, value):
            raise ScenarioError([document.problem((key,), Message("no_such_place", {"key": key}))])
    return check(Playbook, said, document)


def _as_said(playbook: Playbook) -> dict[str, Any]:
    """Return a playbook as plain data; what follows criticism goes on following it in what they have in common."""
    said = playbook.model_dump()
    replies = said["replies"]
    usual = replies["criticism"]
    for kind in FOLLOW_CRITICISM:
        replies[kind] = {key: value for key, value in replies[kind].items() if value != usual[key]}
    return said


def _nested(steps: tuple[str, ...], value: Mapping[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = dict(value)
    for step in reversed(steps):
        nested = {step: nested}
    return nested

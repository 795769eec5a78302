"""The model as Mesa knows it: one world under one policy, one step an hour.

The phases of an hour stand, in their order, in `followersim.model.rules.hours.run_hours`.
"""

from __future__ import annotations

import operator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import mesa
import numpy as np

from followersim.model import codes
from followersim.model.audience import Audience
from followersim.model.company import Company, let_go
from followersim.model.deciding import DecidingSimulation
from followersim.model.setup import set_up
from followersim.model.simulation import CaseResult, Simulation, result_of
from followersim.policies import Policy
from followersim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from followersim.scenario.scenario_file import Event
    from followersim.scenario.schema import Policy as Playbook
    from followersim.scenario.schema import Profile

_NOW: Final = (
    "n_followers", "mean_trust", "queue", "stress", "critics_24h", "wind_force", "staff_hours", "cost",
)  # fmt: skip
_SINCE_START: Final = (
    "n_posts", "n_views", "n_likes", "n_shares", "n_praise", "n_questions", "n_criticism", "n_received",
)  # fmt: skip
HOURS_PER_DAY: Final = 24
MOST_SEEDS: Final = 2**53


class FollowerModel(mesa.Model):  # type: ignore[misc] # mesa has no types
    """One world under one policy, hour by hour: a Mesa model.

    Parameters (all by keyword, all with defaults):
        policy: name of a built-in policy, path of a policy file, a mapping as in a scenario file, a `Playbook`, or an
            object with `decide(view)`, or its class (then every model makes an object of its own).
        profile: name of a company profile, or a mapping as in a scenario file.
        followers, people: followers at the start, and persons in the whole audience; by default the profile's.
        days: length in days; the model stops `running` after the last hour. `start` is the date of day 0.
        events: what happens, as in a scenario file.
        rivals: other companies with accounts of their own, as in a scenario file; `model.companies` has them all.
        parameters: model parameters that differ from the usual, by name.
        world: which world; `rng=1, world=3` is the fourth world of a scenario with seed 1.
        rng: start of the random numbers. A whole number is taken as the seed itself.

    Raises `ScenarioError` for values that a scenario file could not have either.

    With `mesa.batch_run`, vary `world` (`{"rng": 1, "world": range(20)}`) rather than `iterations`: with a fixed `rng`
    all iterations are the same. Values that are lists or mappings themselves go into a list of their own
    (`"events": [[{...}]]`), else Mesa runs one variant per entry; `max_steps=n` makes n + 1 steps.
    """

    def __init__(
        self,
        *,
        policy: str | Mapping[str, Any] | Playbook | Policy | type[Policy] = "handles_criticism_well",
        profile: str | Mapping[str, Any] = "small_business",
        followers: int | None = None,
        people: int | None = None,
        days: int = 90,
        start: date | str = "2026-03-02",
        events: Sequence[Event | Mapping[str, Any]] = (),
        rivals: Sequence[Mapping[str, Any]] = (),
        parameters: Mapping[str, Any] | None = None,
        world: int = 0,
        rng: Any = None,
    ) -> None:
        if isinstance(rng, np.integer):
            rng = int(rng)  # the same seed, whichever kind of whole number it came as
        super().__init__(rng=rng)
        if isinstance(policy, type):
            policy = policy()
        scenario = Scenario(
            policies=[{"name": type(policy).__name__} if isinstance(policy, Policy) else policy],
            profile=profile,
            audience={"followers": followers, "people": people},
            period={"days": days, "start": start},
            events=events,
            rivals=rivals,
            parameters=parameters or {},
        )
        case = scenario.cases()[0]
        seed = rng if isinstance(rng, int) else int(self.rng.integers(MOST_SEEDS))
        world = operator.index(world)
        self.simulation: Simulation = (
            DecidingSimulation(set_up(case), seed, world, case=case, policy=policy)
            if isinstance(policy, Policy)
            else Simulation(set_up(case), seed, world)
        )
        self._playbook = case.policy
        self.rivals = case.rivals
        self.company = Company(self, case.company, case.profile)
        self.companies = [self.company] + [
            Company(self, rival.name, rival.profile, number) for number, rival in enumerate(case.rivals, 1)
        ]
        let_go(self)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "hour": "hour",
                **{name: partial(_now, name=name) for name in _NOW},
                **{name.replace("n_", "cum_", 1): partial(_since_start, name=name) for name in _SINCE_START},
                "cum_new_followers": partial(_since_start, name="new_followers_"),
                "cum_lost_followers": partial(_since_start, name="lost_followers_"),
                "cum_replies": partial(_since_start, name="n_replies_"),
            }
        )

    @property
    def hour(self) -> int:
        """Hours simulated so far."""
        return self.simulation.hour

    @property
    def days(self) -> int:
        """Length of the period in days."""
        return self.simulation.setup.n_hours // HOURS_PER_DAY

    @property
    def profile(self) -> Profile:
        """The company's profile."""
        return self.company.profile

    @property
    def playbook(self) -> Playbook:
        """The playbook that holds now."""
        if isinstance(self.simulation, DecidingSimulation):
            return self.simulation.playbook
        return self._playbook

    @property
    def audience(self) -> Audience:
        """Everybody, followers or not, as they are now: `model.audience.select(lambda a: a["follows"])`."""
        return Audience(self.simulation.arrays)

    def step(self) -> None:
        """Simulate one hour and collect; nothing happens after the last hour."""
        if self.running:
            self._advance(self.hour + 1)

    def run(self) -> None:
        """Simulate to the end, collecting at the end of each day. The results are those of single steps."""
        while self.running:
            self._advance((self.hour // HOURS_PER_DAY + 1) * HOURS_PER_DAY)

    def run_model(self) -> None:
        """Simulate to the end: what Mesa calls `run`."""
        self.run()

    def _advance(self, until: int) -> None:
        self.simulation.advance(until)
        self.running = self.hour < self.simulation.setup.n_hours
        self.datacollector.collect(self)

    def result(self) -> CaseResult:
        """Return daily counts and levels so far, and the delays of all replies, of the main company."""
        return result_of(self.simulation)[0]


def _now(model: FollowerModel, *, name: str) -> float:
    """Return a number of the company as of now."""
    found: float = getattr(model.company, name)
    return found


def _since_start(model: FollowerModel, *, name: str) -> int:
    """Return the sum of a count since the start; a name that ends in _ stands for all counts that begin with it."""
    columns = [
        k for k, count in enumerate(codes.COUNTS) if count == name or (name[-1] == "_" and count.startswith(name))
    ]
    return int(model.simulation.arrays.counts[:, columns].sum())

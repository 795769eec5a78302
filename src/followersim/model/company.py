"""The company: a Mesa agent with an account, a policy and a team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa

from followersim.model import codes

if TYPE_CHECKING:
    from followersim.model.follower_model import FollowerModel
    from followersim.model.records import World
    from followersim.model.simulation import Simulation
    from followersim.scenario.schema import Policy as Playbook
    from followersim.scenario.schema import Profile


def let_go(model: mesa.Model) -> None:
    """Drop the reference to a model that Mesa keeps for numbering agents: it would keep the model alive for ever.

    Mesa 3.3 counts the agents of each model in a table of the class `Agent` that nobody empties. To be called when a
    model has all its agents.
    """
    numbers = getattr(mesa.Agent, "_ids", None)
    if numbers is not None:
        numbers.pop(model, None)


class Company(mesa.Agent):  # type: ignore[misc] # mesa has no types
    """A company with its account: what it has, what it does, how its team is doing. All numbers are as of now."""

    model: FollowerModel

    def __init__(self, model: FollowerModel, name: str, profile: Profile, number: int = 0) -> None:
        super().__init__(model)
        self.name = name
        self.profile = profile
        self.number = number

    @property
    def _simulation(self) -> Simulation:
        return self.model.simulation

    @property
    def _world(self) -> World:
        return self._simulation.worlds[self.number]

    def _state(self, name: str) -> float:
        return float(self._world.state[name][0])

    def _total(self, level: int, today: float) -> float:
        """Return the sum of a level over the days that are over, and what today has so far."""
        days_over = self._simulation.hour // 24
        return float(self._world.levels[:days_over, level].sum()) + today

    @property
    def playbook(self) -> Playbook:
        """The playbook that holds now, unless a crisis has brought its own into force."""
        return self.model.playbook if self.number == 0 else self.model.rivals[self.number - 1].policy

    @property
    def n_followers(self) -> int:
        """Followers."""
        return int(self._state("n_followers"))

    @property
    def mean_trust(self) -> float:
        """Mean trust of the followers, 0-1; 0 if there are none."""
        return self._state("trust_sum") / max(1, self.n_followers)

    @property
    def queue(self) -> int:
        """Messages that wait for a reply."""
        return int(self._state("n_queue"))

    @property
    def stress(self) -> float:
        """Stress of the team, 0-1."""
        return self._state("stress")

    @property
    def critics_24h(self) -> int:
        """Different persons who criticised in the last 24 hours."""
        return int(self._state("critics"))

    @property
    def wind_force(self) -> int:
        """Largest wind force of the day so far, 0-6; at midnight, of the day that ends."""
        hour = self._simulation.hour
        if hour and hour % 24 == 0:
            return int(self._world.levels[hour // 24 - 1, codes.L_WIND])
        return int(self._state("day_wind"))

    @property
    def staff_hours(self) -> float:
        """Hours worked since the start."""
        return self._total(codes.L_STAFF, self._state("staff_min")) / 60.0

    @property
    def cost(self) -> float:
        """Cost since the start, in the currency of the hourly cost."""
        today = self._state("cost") + self._state("staff_min") / 60.0 * self.profile.hourly_cost
        return self._total(codes.L_COST, today)

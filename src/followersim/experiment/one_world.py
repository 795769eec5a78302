"""Running one world again to tell it: what was replied when, and who in the audience was reached by a storm."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from followersim.analysis.stories import Crowd, Story
from followersim.experiment.work import points_of, warm_up
from followersim.model import codes
from followersim.model.network import CIRCLE_SIZE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from followersim.analysis.stories import Chosen
    from followersim.experiment.work import Part
    from followersim.model.records import Column
    from followersim.model.simulation import Simulation
    from followersim.scenario.scenario import Scenario

HOURS_PER_DAY: Final = 24
DAYS_WITHOUT_STORM: Final = 3
"""Where there is no storm, the audience is watched on the days around the most critics."""

_NOTICEABLE: Final = 1e-9


def _part(scenario: Scenario, chosen: Chosen) -> Part:
    """Return the policy that is told, at the first point of the sweep, ready to run."""
    part = next(part for part in next(points_of(scenario)).parts if part.case.policy.name == chosen.policy)
    warm_up(part.setup)
    return part


def story_of(scenario: Scenario, chosen: Chosen) -> Story:
    """Run a world again and return it day by day."""
    part = _part(scenario, chosen)
    simulation = part.simulation(scenario.seed, chosen.world, None, 0)
    simulation.advance()
    world = simulation.arrays
    days = len(world.counts)
    rows = world.messages[: int(world.state["n_messages"][0])]
    replied = rows[(rows["reply_hour"] >= 0) & (rows["reply"] != codes.NO_REPLY)]
    replies = {
        codes.REPLY_TYPES[kind]: np.bincount(
            replied["reply_hour"][replied["reply"] == kind] // HOURS_PER_DAY, minlength=days
        )[:days].astype(np.float64)
        for kind in np.unique(replied["reply"]).tolist()
    }
    start = float(part.case.followers)
    return Story(
        policy=chosen.policy,
        world=chosen.world,
        storm=chosen.storm,
        n_storms=chosen.n_storms,
        followers=np.append(start, world.levels[:, codes.L_FOLLOWERS]),
        praise=world.counts[:, codes.N_PRAISE].astype(np.float64),
        criticism=world.counts[:, codes.N_CRITICISM].astype(np.float64),
        wind=world.levels[:, codes.L_WIND].copy(),
        replies=replies,
        received=int(world.counts[:, codes.N_RECEIVED].sum()),
        answered=int((replied["reply"] != codes.DELETE).sum()),
    )


def crowd_of(scenario: Scenario, chosen: Chosen) -> Crowd:
    """Run a world again, hour by hour in the days of its storm, and return whom it reached.

    Nobody's reading is recorded in a run. But whoever reads or writes criticism tires of the topic, and nothing else
    makes people tire: so the hours in which somebody's fatigue grows are those in which criticism reached them.
    Whoever reads a false claim and knows better does not tire of it: they do not count as reached.
    """
    part = _part(scenario, chosen)
    first, last = _days(part, scenario.seed, chosen)
    simulation = part.simulation(scenario.seed, chosen.world, None, 0)
    simulation.advance(first * HOURS_PER_DAY)
    follows = _follows(simulation)
    reached = np.zeros(len(follows), np.bool_)
    angry = np.zeros(len(follows), np.bool_)
    values = part.setup.parameters.values
    before = _feelings(simulation)
    for hour in range(first * HOURS_PER_DAY, (last + 1) * HOURS_PER_DAY):
        simulation.advance(hour + 1)
        now = _feelings(simulation)
        reached |= _has_grown(before, now, "fatigue", values["fatigue_half_life_h"])
        grown = _has_grown(before, now, "anger", values["anger_half_life_h"])
        angry |= grown & (now["anger"] >= values["angry_from"])
        before = now
    world = simulation.arrays
    rows = world.messages[: int(world.state["n_messages"][0])]
    inside = (rows["hour"] >= first * HOURS_PER_DAY) & (rows["kind"] == codes.CRITICISM) & (rows["author"] >= 0)
    spoke = np.zeros(len(follows), np.bool_)
    spoke[rows["author"][inside]] = True
    reached |= spoke
    return Crowd(
        policy=chosen.policy,
        world=chosen.world,
        storm=chosen.storm,
        n_storms=chosen.n_storms,
        first_day=first,
        last_day=last,
        circles=max(1, len(follows) // CIRCLE_SIZE),  # as the network's n_circles, which only compiled rules can call
        follows=follows,
        reached=reached,
        angry=angry & reached,  # anger that criticism has no part in is no work of the storm
        spoke=spoke,
        left=follows & ~_follows(simulation),
    )


def _days(part: Part, seed: int, chosen: Chosen) -> tuple[int, int]:
    """Return the first and the last day of the storm, or of the days around the most critics."""
    if chosen.storm is not None:
        return chosen.storm.start, chosen.storm.end
    simulation = part.simulation(seed, chosen.world, None, 0)
    simulation.advance()
    critics = simulation.arrays.levels[:, codes.L_CRITICS]
    peak = int(np.argmax(critics))
    return max(0, peak - DAYS_WITHOUT_STORM), min(len(critics) - 1, peak + DAYS_WITHOUT_STORM)


def _follows(simulation: Simulation) -> NDArray[np.bool_]:
    return np.asarray(simulation.arrays.ties["since"] >= 0, dtype=np.bool_)


def _feelings(simulation: Simulation) -> dict[str, Column]:
    ties = simulation.arrays.ties
    return {name: ties[name].copy() for name in ("touched", "anger", "fatigue")}


def _has_grown(before: dict[str, Column], now: dict[str, Column], name: str, half_life_h: float) -> NDArray[np.bool_]:
    """Return who feels more than is left, after the time that has been applied, of what they felt before."""
    elapsed = (now["touched"] - before["touched"]).astype(np.float64)
    left = before[name] * np.exp(-math.log(2.0) * elapsed / half_life_h)
    return np.asarray(now[name] > left + _NOTICEABLE, dtype=np.bool_)

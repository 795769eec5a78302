"""When things happen: messages by hour of day, views after a post, delays of replies."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from followersim.model import codes
from followersim.model.setup import set_up
from followersim.model.simulation import Simulation
from followersim.scenario import Scenario
from tests.reference.clock import delay, later
from tests.reference.luck import Decision, uniform
from tests.reference.parameters import Parameters

pytestmark = pytest.mark.slow
Messages = npt.NDArray[np.void]


@pytest.fixture(scope="module")
def messages() -> Messages:
    """All messages of ten calm worlds."""
    case = Scenario(policies=["handles_criticism_well"], period={"days": 60}).cases()[0]
    found = []
    for world in range(10):
        simulation = Simulation(set_up(case), 1, world)
        simulation.advance()
        found.append(simulation.arrays.messages[: int(simulation.arrays.state["n_messages"][0])])
    return np.concatenate(found)


def test_three_quarters_of_the_messages_arrive_between_9_and_21_h(messages: Messages) -> None:
    addressed = messages[messages["is_addressed"] == 1]
    hour = addressed["hour"] % 24
    share = float(((hour >= 9) & (hour < 21)).mean())
    assert 0.7 < share < 0.84, "77 % at 35 airlines (WaveMetrix)"


def test_posts_appear_in_the_hours_of_the_plan(messages: Messages) -> None:
    posts = messages[messages["kind"] == codes.POST]
    hour = posts["hour"] % 24
    assert ((hour >= 8) & (hour < 19)).all()


def test_replies_come_while_the_team_is_there(messages: Messages) -> None:
    answered = messages[messages["reply_hour"] >= 0]
    hour = answered["reply_hour"] % 24
    assert ((hour >= 8) & (hour <= 19)).all()
    assert not ((answered["reply_hour"] // 24) % 7 == 6).any(), "nobody works on Sundays"
    delays = answered["delay_min"]
    assert 20 <= np.median(delays) <= 120
    assert delays.mean() >= 4 * np.median(delays)


def test_half_of_the_views_come_within_an_hour_or_so() -> None:
    p = Parameters({})
    after = []
    for k in range(4000):
        waking = delay(uniform(7, k, 0, Decision.POST_DELAY), p.view_half_life_min, p.view_tail)
        if waking <= 48 * 60:
            hour, minute = later(p.awake, 10, 0, waking)
            after.append((hour - 10) * 60 + minute)
    views = np.array(after)
    assert 50 <= np.median(views) <= 120
    assert 0.45 <= (views <= 60).mean() <= 0.65
    assert (views > 24 * 60).mean() <= 0.1

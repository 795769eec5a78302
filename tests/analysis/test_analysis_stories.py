"""Which world is told: a storm of middling size that explains itself, the same one for whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from followersim.analysis import stories
from followersim.analysis.stories import Chosen, choose
from followersim.analysis.summary import summarise
from tests.synthetic import HARSH, WELL, Event, Scenario, make_daily

if TYPE_CHECKING:
    import pandas as pd

DAYS = 40


def told(storms: dict[int, tuple[int, int]], *, base: tuple[int, ...] = (), worlds: int = 12, **more: Any) -> Chosen:
    """Return the choice among worlds whose storms have a first day and a size; `base`: where the baseline storms."""
    daily, scenario = days_of(storms, base, worlds)
    return choose(daily, summarise(daily, scenario), scenario, **more)


def days_of(storms: dict[int, tuple[int, int]], base: tuple[int, ...], worlds: int) -> tuple[pd.DataFrame, Scenario]:
    """Return a daily frame with these storms and no others."""
    scenario = Scenario(policies=(WELL, HARSH), days=DAYS, events=(Event(day=10), Event(type="offer", day=30)))
    daily = make_daily(scenario, worlds)
    for name in ("wind_force", "n_criticism", "critics_24h"):
        daily[name] = 0
    harsh = daily["policy"] == HARSH.name
    for world, (start, size) in storms.items():
        here = harsh & (daily["world"] == world)
        daily.loc[here & daily["day"].between(start, start + 1), "wind_force"] = 6
        daily.loc[here & (daily["day"] == start), "n_criticism"] = size
    for world in base:
        daily.loc[~harsh & (daily["world"] == world) & (daily["day"] == 12), "wind_force"] = 5
    return daily, scenario


def test_neither_the_largest_nor_the_smallest_storm() -> None:
    chosen = told({world: (12, 10 * (world + 1)) for world in range(9)})
    assert (chosen.policy, chosen.world, chosen.n_storms) == (HARSH.name, 4, 9)
    assert chosen.storm is not None
    assert (chosen.storm.start, chosen.storm.size) == (12, 50)


def test_of_those_of_middling_size_one_that_begins_soon_after_an_event() -> None:
    storms = {world: (32, 10 * (world + 1)) for world in range(9)}  # days after an offer, which is nobody's storm
    assert told(storms).world == 4
    assert told({**storms, 5: (20, 60)}).world == 5
    assert told({**storms, 5: (21, 60)}).world == 4  # too late
    assert told({**storms, 5: (9, 60)}).world == 4  # too soon
    assert told({**storms, 8: (12, 90), 0: (12, 10)}).world == 4  # not of middling size


def test_of_these_one_where_the_baseline_stays_calm() -> None:
    storms = {world: (12, 10 * (world + 1)) for world in range(9)}
    assert told(storms, base=(4,)).world == 3
    assert told(storms, base=(3, 4)).world == 5
    late = {world: (32, 10 * (world + 1)) for world in (2, 3, 5, 6)}
    assert told({**storms, **late}, base=(4,)).world == 4  # an explanation comes first
    assert told(storms, base=tuple(range(9))).world == 4


@pytest.mark.parametrize("count", range(1, 10))
def test_the_storm_is_of_the_middle_half_whatever_is_preferred(count: int) -> None:
    for favoured in range(count):
        storms = {world: (12 if world == favoured else 32, 10 * (world + 1)) for world in range(count)}
        world = told(storms).world
        lower, upper = np.quantile(np.arange(count), [0.25, 0.75]) if count > 2 else (0, count - 1)
        assert lower - 0.5 <= world <= upper + 0.5
        if lower <= favoured <= upper:
            assert world == favoured


def test_many_worlds_are_looked_through_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    storms = {world: (12, 10 * (world + 1)) for world in range(11)}
    whole, calm = told(storms, base=(5,)), told({})
    monkeypatch.setattr(stories, "MOST_WORLDS", 4)
    assert told(storms, base=(5,)) == whole
    assert whole.world == 4
    assert told({}) == calm
    assert calm.storm is None


def test_without_storms_the_world_with_most_critics() -> None:
    daily, scenario = days_of({}, (), 6)
    daily.loc[(daily["policy"] == WELL.name) & (daily["world"] == 3) & (daily["day"] == 7), "critics_24h"] = 9
    assert choose(daily, summarise(daily, scenario), scenario) == Chosen(WELL.name, 3, None, 0)


def test_policies_that_may_not_be_told_are_not() -> None:
    storms = {1: (12, 50)}
    assert told(storms, policies=[WELL.name]).policy == WELL.name
    with pytest.raises(ValueError, match="no results"):
        told(storms, policies=[])

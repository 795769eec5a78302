"""What is taken down hour by hour agrees with what the world itself has counted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from followersim.model import codes
from followersim.model.simulation import Simulation
from followersim.validation import observing, watching
from followersim.validation.arms import ARMS


def finished(setup: Any, world: int) -> Simulation:
    """Return a world at its end."""
    simulation = Simulation(setup, 1, world)
    simulation.advance()
    return simulation


def test_every_view_of_a_post_is_watched() -> None:
    setup = ARMS["views"].setup("small_business", {})
    messages = observing.messages_of(finished(setup, 0))
    posts = messages[messages["kind"] == codes.POST]
    seen = watching.views(setup, 1, 0)["delays"].sum()
    assert seen == pytest.approx(posts["n_views"].sum())


def test_replies_are_watched_and_their_gain_is_that_of_the_rule() -> None:
    setup = ARMS["at_once"].setup("small_business", {"late_loss": 0.0})
    total = {"quick": 0.0, "quick_gain": 0.0}
    for world in range(6):
        seen = watching.replies(setup, 1, world)
        total = {name: total[name] + float(seen[name]) for name in total}
    effect = setup.arrays["replies"]["author_trust"][codes.REPLY_TYPES.index("empathy")]
    gain = total["quick_gain"] / total["quick"]
    assert 0.5 * 0.7 * effect * 0.4 < gain < effect * 0.6, "(1 - T)(0.5 + T) is about a half, the benefit nearly whole"


def test_those_concerned_are_found_again_in_the_world() -> None:
    setup = ARMS["harsh_or_nothing"].setup("small_business", {})
    for world in range(3):
        seen = {name: float(value) for name, value in watching.concerned(setup, 1, world).items()}
        simulation = finished(setup, world)
        messages = observing.messages_of(simulation)
        harsh = messages[(messages["reply"] == codes.HARSH) & (messages["is_viral"] == 0)]
        assert 0 < seen["all_harsh"] <= len(np.unique(harsh["author"]))
        for whom in ("harsh", "ignored"):
            assert seen[f"told_{whom}"] <= seen[f"all_{whom}"]
            assert seen[f"left_{whom}"] <= seen[f"followed_{whom}"] <= seen[f"all_{whom}"]
        lost = simulation.arrays.counts[:, codes.LOST_0 : codes.REPLY_0].sum()
        assert seen["left_harsh"] + seen["left_ignored"] <= lost


def test_a_world_that_outgrows_its_arrays_is_watched_from_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    setup = ARMS["harsh_or_nothing"].setup("small_business", {"contagion": 3.0})
    roomy = {name: float(value) for name, value in watching.concerned(setup, 1, 0).items()}
    grown: list[int] = []
    grow = Simulation.grow

    def counted(simulation: Simulation) -> None:
        grown.append(simulation.capacity)
        grow(simulation)

    monkeypatch.setattr(watching, "CAPACITY", 1)
    monkeypatch.setattr("followersim.model.simulation.SMALLEST_CAPACITY", 64)
    monkeypatch.setattr("followersim.model.simulation.FOLLOWERS_PER_PLACE", 100)
    monkeypatch.setattr(Simulation, "grow", counted)
    assert {name: float(value) for name, value in watching.concerned(setup, 1, 0).items()} == roomy
    assert grown


def test_calm_counts_are_those_of_the_days() -> None:
    setup = ARMS["calm"].setup("small_business", {})
    seen = {name: float(value) for name, value in observing.calm(setup, 1, 0).items()}
    counts = finished(setup, 0).arrays.counts.sum(axis=0)
    assert seen["praise"] == counts[codes.N_PRAISE]
    assert seen["arrived"] == counts[codes.N_RECEIVED]
    assert seen["shares"] == counts[codes.N_SHARES]
    assert seen["interactions"] > counts[codes.N_LIKES] + counts[codes.N_SHARES]
    assert seen["shares_within_hour"] <= seen["shares"]
    assert seen["follower_months"] == pytest.approx(10_000, rel=0.05), "5,000 followers, two months"

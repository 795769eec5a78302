"""Policies written in Python: when they are asked, what they see, and what becomes of their decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import followersim as fs
from followersim.model import simulation as simulation_module
from followersim.model.deciding import DecidingSimulation, changed
from followersim.model.setup import set_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.model.simulation import CaseResult

FAULT = {"day": 1, "hour": 9, "type": "product_fault", "share": 0.5, "severity": 0.9}
SMALL: dict[str, Any] = {"followers": 400, "people": 700, "days": 6, "events": [FAULT]}


def content(result: CaseResult) -> bytes:
    """Return all that a result says, as bytes."""
    parts = (result.counts, result.levels, result.response_day, result.response_min)
    return b"|".join(np.ascontiguousarray(part).tobytes() for part in parts)


def finished(**options: Any) -> fs.FollowerModel:
    model = fs.FollowerModel(**{**SMALL, **options})
    model.run()
    return model


class Changing:
    """A policy in Python that does something else every day and remembers when it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def decide(self, view: fs.View) -> Mapping[str, Any] | fs.Playbook | None:
        self.asked.append(view.hour)
        if view.day == 1:
            return None
        reply = ["harsh", "apology", "delete"][view.day % 3]
        answered = {"share": 1, "reply": reply}
        return {"posting.posts_per_day": 1 + view.day, "replies": {"criticism": answered, "praise": answered}}


def test_it_is_asked_at_every_midnight() -> None:
    policy = Changing()
    assert isinstance(policy, fs.Policy)
    model = finished(policy=policy, rng=1)
    assert policy.asked == [0, 24, 48, 72, 96, 120]
    posts = np.diff(model.datacollector.get_model_vars_dataframe()["cum_posts"], prepend=0)
    assert posts.tolist() == [1, 1, 3, 4, 5, 6]
    assert model.playbook.posting.posts_per_day == 6
    assert model.company.playbook is model.playbook


def test_by_the_hour_and_in_one_stretch() -> None:
    steps = fs.FollowerModel(**{**SMALL, "policy": Changing}, rng=1)
    while steps.running:
        steps.step()
    assert content(steps.result()) == content(finished(policy=Changing, rng=1).result())


def test_a_world_that_outgrows_its_arrays_is_not_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    roomy = finished(policy=Changing, rng=1)
    monkeypatch.setattr(simulation_module, "SMALLEST_CAPACITY", 8)
    monkeypatch.setattr(simulation_module, "FOLLOWERS_PER_PLACE", 1000, raising=False)
    policy = Changing()
    tight = finished(policy=policy, rng=1)
    assert tight.simulation.capacity > 8  # it has been run again with larger arrays
    assert policy.asked == [0, 24, 48, 72, 96, 120]
    assert content(tight.result()) == content(roomy.result())


def test_a_policy_that_changes_nothing_is_its_playbook() -> None:
    class Well:
        def decide(self, view: fs.View) -> fs.Playbook:
            del view
            return playbook

    playbook = fs.Scenario(policies=["handles_criticism_well"]).policies[0]
    as_data = finished(policy="handles_criticism_well", rng=1)
    assert content(finished(policy=Well(), rng=1).result()) == content(as_data.result())
    assert content(finished(policy=playbook, rng=1).result()) == content(as_data.result())


def test_it_may_be_asked_more_often() -> None:
    policy = Changing()
    policy.every_hours = 6  # type: ignore[attr-defined]
    finished(policy=policy, days=2, rng=1)
    assert policy.asked == [0, 6, 12, 18, 24, 30, 36, 42]
    policy.every_hours = 0  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="every_hours"):
        finished(policy=policy, days=2, rng=1)


def test_what_it_sees() -> None:
    seen: list[fs.View] = []

    class Watching:
        def decide(self, view: fs.View) -> None:
            seen.append(view)

    model = finished(policy=Watching, rng=1)
    counts, levels = model.result().counts, model.result().levels
    assert [view.day for view in seen] == list(range(6))
    assert [view.weekday for view in seen] == [0, 1, 2, 3, 4, 5]
    assert seen[1].date.isoformat() == "2026-03-03"
    assert set(seen[0].yesterday.values()) == {0}
    for day in range(1, 6):
        assert list(seen[day].yesterday.values()) == counts[day - 1].tolist()
        assert seen[day].n_followers == levels[day - 1, 0]
        assert seen[day].wind_force == levels[day - 1, 8]


def test_worlds_do_not_share_their_decisions() -> None:
    case = fs.Scenario(policies=["harsh_reply"], audience={"followers": 50}, period={"days": 2}).cases()[0]
    setup = set_up(case)
    arrays = setup.companies[0].arrays
    before = {name: array.tobytes() for name, array in arrays.items()}
    DecidingSimulation(setup, 1, 0, case=case, policy=Changing()).advance()
    assert {name: array.tobytes() for name, array in arrays.items()} == before


def test_what_is_no_longer_answered_leaves_the_queue() -> None:
    class Silent:
        def decide(self, view: fs.View) -> Mapping[str, Any]:
            answered = {"share": 1 if view.day < 3 else 0, "reply": "apology"}
            members = 0 if view.day < 3 else 2
            return {
                "replies": dict.fromkeys(("praise", "question", "criticism"), answered),
                "team.members": members,
            }

    model = finished(policy=Silent, days=8, rng=1)
    assert model.result().levels[2, 1] > 0  # a queue had built up
    assert model.company.queue == 0
    assert len(model.result().response_min) == 0


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ({"posting.posts_per_da": 1}, "posts_per_day"),
        ({"replies": {"criticism": {"reply": "harch"}}}, "harsh"),
        ({"team.members": 1000}, "50"),
        ({"triage.0": 1}, "triage"),
    ],
)
def test_wrong_decisions_are_explained(decision: dict[str, Any], words: str) -> None:
    class Wrong:
        def decide(self, view: fs.View) -> dict[str, Any]:
            del view
            return decision

    with pytest.raises(fs.ScenarioError, match=words) as caught:
        finished(policy=Wrong, rng=1)
    assert "Wrong.decide, day 0" in caught.value.render("de")


def test_a_decision_that_is_none() -> None:
    playbook = fs.Scenario(policies=["harsh_reply"]).policies[0]
    assert changed(playbook, None, "here") is playbook
    with pytest.raises(TypeError, match="here"):
        changed(playbook, 3, "here")  # type: ignore[arg-type]


def test_heated_criticism_follows_criticism_where_it_did() -> None:
    said = {"name": "x", "replies": {"criticism": {"reply": "answer"}, "heated_criticism": {"reply": "apology"}}}
    playbook = changed(fs.Playbook.model_validate(said), {"replies.criticism.share": 0.5}, "here")
    assert playbook.replies.heated_criticism.share == 0.5
    assert playbook.replies.heated_criticism.reply == ("apology",)

"""The model as Mesa knows it: steps, batches, memory, seeds, and whose luck is whose."""

from __future__ import annotations

import gc
import inspect
import random
import weakref
from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np
import pytest

import followersim as fs
from followersim.model.company import let_go
from followersim.model.setup import set_up
from followersim.model.simulation import CaseResult, Simulation, simulate

if TYPE_CHECKING:
    from collections.abc import Mapping


class PostsMoreOnceAsked:
    """A policy in Python that remembers how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def decide(self, view: fs.View) -> Mapping[str, Any]:
        del view
        self.asked += 1
        return {"posting.posts_per_day": self.asked}


FAULT = {"day": 1, "hour": 9, "type": "product_fault", "share": 0.5, "severity": 0.9}
SMALL: dict[str, Any] = {"policy": "harsh_reply", "followers": 400, "people": 700, "days": 6, "events": [FAULT]}


def content(result: CaseResult) -> bytes:
    """Return all that a result says, as bytes."""
    parts = (result.counts, result.levels, result.response_day, result.response_min)
    return b"|".join(np.ascontiguousarray(part).tobytes() for part in parts)


def finished(**options: Any) -> fs.FollowerModel:
    model = fs.FollowerModel(**{**SMALL, **options})
    model.run()
    return model


def test_single_steps_and_one_stretch_give_the_same_bytes() -> None:
    stretch, steps, mixed = (fs.FollowerModel(**SMALL, rng=1) for _ in range(3))
    stretch.run()
    while steps.running:
        steps.step()
    for _ in range(31):
        mixed.step()
    mixed.run()
    assert content(stretch.result()) == content(steps.result()) == content(mixed.result())
    assert stretch.result().counts.sum() > 0
    for name in ("trust", "anger", "since"):
        assert stretch.audience[name].tobytes() == steps.audience[name].tobytes()
    assert steps.hour == stretch.hour == 6 * 24


def test_it_is_the_world_of_the_same_seed_and_number() -> None:
    options = {k: v for k, v in SMALL.items() if k not in {"policy", "followers", "people", "days"}}
    audience = {"followers": 400, "people": 700}
    scenario = fs.Scenario(policies=["harsh_reply"], audience=audience, period={"days": 6}, **options)
    for world in (0, 3):
        expected = simulate(scenario.cases(), 7, world)[0][0]
        assert content(finished(rng=7, world=world).result()) == content(expected)


def test_the_seed_may_come_in_many_forms() -> None:
    assert content(finished(rng=5).result()) == content(finished(rng=np.int64(5)).result())
    twice = [content(finished(rng=np.random.SeedSequence(5)).result()) for _ in range(2)]
    assert twice[0] == twice[1] != content(finished(rng=np.random.SeedSequence(6)).result())
    assert content(finished(rng=np.random.default_rng(5)).result()) == content(
        finished(rng=np.random.default_rng(5)).result()
    )
    assert content(finished().result()) != content(finished().result())
    with pytest.raises(TypeError, match="seed"):
        fs.FollowerModel(seed=1)  # type: ignore[call-arg]


def test_one_step_is_one_hour_and_it_ends() -> None:
    model = fs.FollowerModel(followers=50, days=1, rng=1)
    assert (model.hour, model.running, model.days) == (0, True, 1)
    for hour in range(1, 25):
        model.step()
        assert model.hour == model.steps == hour
    assert not model.running
    model.step()
    assert model.hour == 24
    frame = model.datacollector.get_model_vars_dataframe()
    assert frame.columns[0] == "hour"
    assert frame["hour"].tolist() == list(range(1, 25))
    assert all(isinstance(values[-1], int | float) for values in model.datacollector.model_vars.values())


def test_a_run_collects_at_the_end_of_each_day() -> None:
    frame = finished(rng=1).datacollector.get_model_vars_dataframe()
    assert frame["hour"].tolist() == [24, 48, 72, 96, 120, 144]
    model = fs.FollowerModel(**SMALL, rng=1)
    model.run_model()
    assert model.datacollector.get_model_vars_dataframe().equals(frame)


def test_reported_numbers_agree_with_the_results_and_the_audience() -> None:
    model = finished(rng=2)
    result, last = model.result(), model.datacollector.get_model_vars_dataframe().iloc[-1]
    company = model.company
    followers = model.audience.select(lambda people: people["follows"])
    assert len(followers) == company.n_followers == last["n_followers"] == result.levels[-1, 0]
    assert followers.agg("trust", np.mean) == pytest.approx(company.mean_trust)
    came, left = last["cum_new_followers"], last["cum_lost_followers"]
    assert 400 + came - left == company.n_followers
    assert last["cum_replies"] == len(result.response_min)
    assert company.cost == pytest.approx(result.levels[:, 3].sum())
    assert company.staff_hours == pytest.approx(result.levels[:, 2].sum() / 60)
    assert company.wind_force == result.levels[-1, 8]
    assert (company.queue, company.name) == (result.levels[-1, 1], "main")
    assert model.playbook.name == company.playbook.name == "harsh_reply"
    assert company.profile is model.profile


def test_numbers_within_a_day_go_on_from_those_of_the_days_before() -> None:
    model = fs.FollowerModel(**SMALL, rng=2)
    hours, cost = 0.0, 0.0
    for _ in range(4 * 24 + 15):
        model.step()
        assert model.company.staff_hours >= hours
        assert model.company.cost >= cost
        hours, cost = model.company.staff_hours, model.company.cost
        assert 0 <= model.company.wind_force <= 6
    assert hours > 0


def test_it_is_a_mesa_model_with_a_company_as_agent() -> None:
    model = fs.FollowerModel(followers=50, days=1, rng=1)
    assert isinstance(model, mesa.Model)
    assert list(model.agents) == [model.company]
    assert isinstance(model.company, mesa.Agent)
    assert model.company.unique_id == 1


def test_mesa_does_not_keep_finished_models_alive() -> None:
    model = fs.FollowerModel(followers=50, days=1, rng=1)
    model.step()
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None


def test_let_go_drops_the_model_from_the_table_of_mesa_and_nothing_else() -> None:
    one, other = mesa.Model(), mesa.Model()
    mesa.Agent(one)
    mesa.Agent(other)
    let_go(one)
    let_go(one)  # twice does no harm
    assert one not in mesa.Agent._ids
    assert other in mesa.Agent._ids
    let_go(other)


def test_the_constructor_follows_the_conventions_of_solaraviz() -> None:
    parameters = inspect.signature(fs.FollowerModel.__init__).parameters
    own = [parameter for name, parameter in parameters.items() if name != "self"]
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in own)
    assert all(parameter.default is not inspect.Parameter.empty for parameter in own)
    model = fs.FollowerModel(followers=50, days=1, rng=1)
    assert isinstance(model.__class__(followers=60, days=1, rng=1), fs.FollowerModel)  # as its reset button does


class TestBatchRun:
    """`mesa.batch_run`, with its traps."""

    options: ClassVar[dict[str, Any]] = {"followers": 60, "people": 120, "days": 2, "rng": 1}

    def run(self, **options: Any) -> list[dict[str, Any]]:
        iterations = options.pop("iterations", 1)
        steps = options.pop("max_steps", 1000)
        found: list[dict[str, Any]] = mesa.batch_run(
            fs.FollowerModel,
            {**self.options, **options},
            iterations=iterations,
            max_steps=steps,
            display_progress=False,
        )
        return found

    def test_policies_and_worlds(self) -> None:
        rows = self.run(policy=["harsh_reply", "broadcast_only"], world=range(3))
        assert [(row["policy"], row["world"]) for row in rows] == [
            (policy, world) for policy in ("harsh_reply", "broadcast_only") for world in range(3)
        ]
        assert all(row["hour"] == 48 for row in rows)  # the last record is the end, not the hour before
        alone = fs.FollowerModel(**self.options, policy="harsh_reply", world=2)
        alone.run()
        last = alone.datacollector.get_model_vars_dataframe().iloc[-1].to_dict()
        assert {name: rows[2][name] for name in last} == last

    def test_iterations_with_one_seed_are_all_the_same_and_worlds_are_not(self) -> None:
        same = self.run(iterations=2, days=5, people=600, followers=500)
        assert {k: v for k, v in same[0].items() if k not in {"RunId", "iteration"}} == {
            k: v for k, v in same[1].items() if k not in {"RunId", "iteration"}
        }
        other = self.run(world=[0, 1], days=5, people=600, followers=500)
        assert other[0]["mean_trust"] != other[1]["mean_trust"]

    def test_it_makes_one_step_more_than_asked(self) -> None:
        assert self.run(max_steps=10)[0]["hour"] == 11

    def test_lists_go_into_lists(self) -> None:
        rows = self.run(events=[[], [{"day": 0, "type": "product_fault"}]], parameters=[{"dormant": 0.1}])
        assert [len(row["events"]) for row in rows] == [0, 1]
        with pytest.raises(fs.ScenarioError):
            self.run(parameters={"dormant": 0.1})  # mesa runs through the keys: no silent nonsense comes of it

    def test_a_class_as_policy_makes_a_new_object_for_each_run(self) -> None:
        rows = self.run(policy=PostsMoreOnceAsked, world=[0, 0])
        assert rows[0]["cum_posts"] == rows[1]["cum_posts"] > 0


def test_wrong_values_are_explained() -> None:
    with pytest.raises(fs.ScenarioError, match="harsh_reply"):
        fs.FollowerModel(policy="harsh_repli")
    with pytest.raises(fs.ScenarioError, match="followers"):
        fs.FollowerModel(followers=50, people=20)
    with pytest.raises(fs.ScenarioError, match="dormant"):
        fs.FollowerModel(parameters={"dormnt": 0.1})


def test_an_extra_person_changes_neither_the_others_nor_their_luck() -> None:
    """Common random numbers, the second test: one more person who does not follow."""
    quiet_worlds = 0
    for world in range(12):
        case = fs.Scenario(
            policies=["harsh_reply"], audience={"followers": 300, "people": 501}, period={"days": 5}, events=[FAULT]
        ).cases()[0]
        setup = set_up(case)
        one_less = set_up(fs.Scenario(
            policies=["harsh_reply"], audience={"followers": 300, "people": 500}, period={"days": 5}, events=[FAULT]
        ).cases()[0])  # fmt: skip
        more, less = Simulation(setup, 1, world), Simulation(one_less, 1, world)
        assert more.people.people[:500].tobytes() == less.people.people.tobytes()
        assert more.arrays.ties[:500].tobytes() == less.arrays.ties.tobytes()
        more.advance()
        less.advance()
        extra = more.arrays.ties[500]
        if extra["touched"] or extra["since"] >= 0 or extra["last_active"] >= 0:
            continue  # the extra person has read something, so the others may rightly have met them
        quiet_worlds += 1
        assert more.arrays.counts.tobytes() == less.arrays.counts.tobytes()
        assert more.arrays.levels.tobytes() == less.arrays.levels.tobytes()
        for name in ("trust", "anger", "since"):
            assert more.arrays.ties[name][:500].tobytes() == less.arrays.ties[name].tobytes()
    assert quiet_worlds > 0


def test_an_extra_decision_changes_nothing() -> None:
    """Common random numbers, the third test: an additional random number, drawn anywhere."""
    plain = finished(rng=1)
    events = [
        FAULT,
        {"day": 2, "hour": 3, "type": "product_fault", "share": 0, "severity": 1},
    ]  # draws, and hits nobody
    disturbed = fs.FollowerModel(**{**SMALL, "events": events}, rng=1)
    while disturbed.running:
        disturbed.step()
        disturbed.rng.random()
        disturbed.random.random()
        random.random()  # noqa: S311 - not for secrets
        np.random.random()  # noqa: NPY002 - the old global numbers are what a careless rule would use
    assert content(disturbed.result()) == content(plain.result())

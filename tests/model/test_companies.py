"""Several companies in one world: who keeps to itself is not moved by the others, and what happens between them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import yaml

import followersim as fs
from followersim.model import codes
from followersim.model.setup import set_up
from followersim.model.simulation import CaseResult, Simulation, simulate_setups
from tests.model.golden import FILE, single_companies

INCIDENT = {"type": "product_fault", "day": 3, "share": 0.2, "severity": 0.9}
LAUNCH = {"type": "product_launch", "day": 4, "company": "next_door"}


def simulation_of(**content: Any) -> Simulation:
    scenario = fs.Scenario(
        **{
            "policies": ["harsh_reply"],
            "audience": {"people": 3000, "followers": 1200},
            "period": {"days": 15},
            "events": [INCIDENT],
            **content,
        }
    )
    simulation = Simulation(set_up(scenario.cases()[0]), 1, 0)
    simulation.advance()
    return simulation


def results_of(**content: Any) -> list[CaseResult]:
    scenario = fs.Scenario(**{"audience": {"people": 3000, "followers": 1200}, "period": {"days": 15}, **content})
    return simulate_setups([set_up(scenario.cases()[0])], 1, 0)[0]


def rival(**content: Any) -> dict[str, Any]:
    return {"name": "next_door", "policy": "handles_criticism_well", "followers": 900, "overlap": 0.4, **content}


def content(simulation: Simulation, company: int = 0) -> list[bytes]:
    """Return everything that has happened to a company, to the byte."""
    world = simulation.worlds[company]
    used = int(world.state["n_messages"][0])
    return [array.tobytes() for array in (world.counts, world.levels, world.ties, world.messages[:used], world.groups)]


def test_single_companies_are_what_they_were() -> None:
    """New kinds of things must not move those who do not use them; `python -m tests.model.golden` sets new numbers."""
    assert single_companies() == yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_a_rival_that_keeps_to_itself_changes_nothing() -> None:
    alone = simulation_of()
    beside = simulation_of(rivals=[rival(same_branch=False)])
    assert content(beside) == content(alone)
    assert beside.worlds[1].counts.sum() > 0


def test_a_rival_of_the_same_branch_feels_the_storm() -> None:
    """The counterpart: what spills over is the only tie between these two."""
    apart = simulation_of(rivals=[rival(same_branch=False)])
    near = simulation_of(rivals=[rival()])
    trust = [simulation.worlds[1].ties["trust"].mean() for simulation in (apart, near)]
    assert trust[1] < trust[0]
    switched_off = simulation_of(rivals=[rival()], parameters={"spill_loss": 0, "spill_anger": 0})
    for one, other in zip(switched_off.worlds, apart.worlds, strict=True):
        assert one.counts.tobytes() == other.counts.tobytes()


@pytest.mark.parametrize("overlap", [0.0, 0.4, 1.0])
def test_followers_overlap_as_told(overlap: float) -> None:
    scenario = fs.Scenario(
        policies=["harsh_reply"],
        audience={"people": 3000, "followers": 1200},
        rivals=[rival(overlap=overlap)],
    )
    simulation = Simulation(set_up(scenario.cases()[0]), 1, 0)
    main, other = (world.follows == 1 for world in simulation.worlds)
    assert main[:1200].all()
    assert not main[1200:].any()
    assert other.sum() == 900
    assert (main & other).sum() == round(900 * overlap)


def test_the_companies_of_a_world_have_luck_of_their_own() -> None:
    simulation = simulation_of(rivals=[rival(policy="harsh_reply", same_branch=False)], events=[])
    keys = [int(world.state["key"][0]) for world in simulation.worlds]
    assert keys[0] != keys[1]
    assert len({int(world.state["world_key"][0]) for world in simulation.worlds}) == 1
    traits = ("trust", "engagement")
    assert not any(np.array_equal(simulation.worlds[0].ties[t], simulation.worlds[1].ties[t]) for t in traits)


@pytest.mark.parametrize(("gesture", "content_name"), [("congratulate", "congratulation"), ("attack", "attack")])
def test_a_launch_is_answered_by_a_gesture_that_both_audiences_see(gesture: str, content_name: str) -> None:
    policy = {"based_on": "handles_criticism_well", "name": "x", "companies": {"launch": gesture}}
    scenario = {"policies": [policy], "rivals": [rival()], "events": [LAUNCH], "parameters": {"mention_reach": 0.3}}
    main, other = results_of(**scenario)
    assert main.company == "main"
    assert other.company == "next_door"
    counts = dict(zip(codes.COUNTS, main.counts.sum(axis=0).tolist(), strict=True))
    assert counts["n_gestures"] == 1
    assert other.counts[:, codes.N_GESTURES_RECEIVED].sum() == 1
    assert min(counts["n_reached_own"], counts["n_reached_other"], counts["n_reached_both"]) > 0
    moved = main.levels[:, codes.L_TRUST_OTHER].sum()
    assert moved > 0 if gesture == "congratulate" else moved < 0
    world = simulation_of(**scenario).worlds[0]
    posts = world.messages[: int(world.state["n_messages"][0])]
    gestures = posts[(posts["kind"] == codes.POST) & (posts["content"] >= codes.FIRST_GESTURE)]
    assert [codes.CONTENTS[c] for c in gestures["content"]] == [content_name]
    assert gestures["about"].tolist() == [2]


@pytest.mark.parametrize(
    ("answer", "back"), [("nothing", []), ("thank", ["thanks"]), ("retaliate", ["attack"]), ("witty", ["tease"])]
)
def test_the_other_side_answers_as_its_own_policy_says(answer: str, back: list[str]) -> None:
    ours = {"based_on": "handles_criticism_well", "name": "x", "companies": {"launch": "congratulate"}}
    theirs = {
        "based_on": "handles_criticism_well",
        "name": "y",
        "companies": {"reply": {"congratulate": answer}},
    }
    simulation = simulation_of(policies=[ours], rivals=[rival(policy=theirs)], events=[LAUNCH])
    world = simulation.worlds[1]
    posts = world.messages[: int(world.state["n_messages"][0])]
    gestures = posts[(posts["kind"] == codes.POST) & (posts["content"] >= codes.FIRST_GESTURE)]
    assert [codes.CONTENTS[c] for c in gestures["content"]] == back


def test_three_companies_in_one_stretch_or_hour_by_hour_are_the_same() -> None:
    scenario = fs.Scenario(
        policies=["dialogue_with_companies"],
        audience={"people": 2000, "followers": 800},
        period={"days": 8},
        rivals=[rival(), rival(name="far_away", policy="attacks_rival", same_branch=False)],
        events=[LAUNCH, INCIDENT],
        parameters={"conversations_per_month": 200},
    )
    setup = set_up(scenario.cases()[0])
    stretch, steps = Simulation(setup, 1, 0), Simulation(setup, 1, 0)
    stretch.advance()
    for hour in range(1, 8 * 24 + 1):
        steps.advance(hour)
    for number in range(3):
        assert content(stretch, number) == content(steps, number)
    assert sum(int(world.counts[:, codes.N_GESTURES].sum()) for world in stretch.worlds) > 5


def test_arrays_that_are_too_small_change_nothing_but_the_time() -> None:
    plain, tight = (simulation_of(rivals=[rival(policy="harsh_reply")]) for _ in range(2))
    setup = tight.setup
    small = Simulation(setup, 1, 0)
    small.capacity = 64
    small.worlds = small._start()  # no other way to make them too small
    small.advance()
    assert small.capacity > 64
    for number in range(2):
        assert content(small, number) == content(plain, number)


def test_half_a_team_of_one_is_nobody() -> None:
    away = {"type": "staff_absence", "day": 0, "hour": 0, "lasts_days": 15}
    replies = slice(codes.REPLY_0, codes.REPLY_0 + len(codes.REPLY_TYPES))
    there, gone = (
        results_of(policies=["handles_criticism_well"], events=events)[0].counts[:, replies].sum()
        for events in ([INCIDENT], [INCIDENT, away])
    )
    assert there > 0
    assert gone == 0


def test_nobody_begins_to_follow_a_company_without_an_account() -> None:
    policy = {"based_on": "advertising_only", "name": "x"}
    viral = {"type": "viral_praise", "day": 2, "share": 0.5, "severity": 1}
    result = results_of(policies=[policy], events=[viral, INCIDENT])[0]
    joined = [k for k, name in enumerate(codes.COUNTS) if name.startswith("new_followers")]
    assert result.counts[:, joined].sum() == 0
    with_account = results_of(policies=[{**policy, "account": True}], events=[viral, INCIDENT])[0]
    assert with_account.counts[:, joined].sum() > 0


def test_what_only_a_crisis_answers_is_not_answered_when_it_is_over() -> None:
    """And the other way round: what waits when the playbook changes is dropped if the new one never answers it."""
    sorry = {"share": 1, "reply": "apology"}
    plan = {"from_wind_force": 2, "replies": {"criticism": sorry, "heated_criticism": sorry}}
    policy = {"based_on": "broadcast_only", "name": "x", "crisis": plan, "team": {"hours": "9-10", "members": 1}}
    counts = results_of(policies=[policy], events=[INCIDENT], period={"days": 25})[0].counts.sum(axis=0)
    given = {name for k, name in enumerate(codes.COUNTS) if name.startswith("n_replies_") and counts[k]}
    assert "n_replies_apology" in given
    assert given <= {"n_replies_apology", "n_replies_harsh"}


def test_the_severity_of_a_launch_is_how_much_news_it_is() -> None:
    def likes(severity: float) -> int:
        launches = [{"type": "product_launch", "day": day, "severity": severity, "share": 0} for day in range(14)]
        return int(results_of(policies=["broadcast_only"], events=launches)[0].counts[:, codes.N_LIKES].sum())

    assert likes(1.0) > likes(0.0)

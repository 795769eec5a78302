"""An account that the model has written itself is recovered; wrong parameters fit clearly worse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from followersim.calibration.account import (
    CRITICISM,
    GROWTH,
    LEFT,
    MESSAGES,
    PER_POST,
    RUN_IN_DAYS,
    AccountGoals,
    rates_for,
)
from followersim.calibration.calibrate import Order, calibrate_to_account
from followersim.calibration.knobs import changes_of
from followersim.model.setup import set_up
from followersim.scenario import Scenario
from tests.calibration.accounts import WELL, account, as_csv

if TYPE_CHECKING:
    from pathlib import Path

TRUTH: Final = {"message_rate": 2.0, "joining_rate": 0.5, "leaving_rate": 2.0}
STATED_ERRORS: Final = {"message_rate": 0.1, "joining_rate": 0.3, "leaving_rate": 0.2}
"""What docs/calibration.md says of a file like this one; chance alone makes that much of it."""


@pytest.mark.slow
def test_known_parameters_are_recovered_and_wrong_ones_fit_clearly_worse(tmp_path: Path) -> None:
    written = account(TRUTH, followers=6000, days=70)
    data = tmp_path / "account.csv"
    data.write_text(as_csv(written), encoding="utf-8")
    report = calibrate_to_account(Order(tmp_path / "out", trials=20, jobs=2), data)
    assert [one["name"] for one in report["parameters"]] == list(TRUTH)
    for one in report["parameters"]:
        truth = TRUTH[one["name"]]
        assert one["after"] == pytest.approx(truth, rel=STATED_ERRORS[one["name"]])
        assert one["leeway"][0] <= truth <= one["leeway"][1]
        assert one["verdict"] != "not_determined"
    assert {goal["key"] for goal in report["goals"]} == {MESSAGES, GROWTH, LEFT}
    assert all(goal["after"]["verdict"] == "met" for goal in report["goals"])
    assert all(goal["before"]["verdict"] == "not_met" for goal in report["goals"])
    assert report["loss_in_other_worlds"]["before"] > 10 * report["loss_in_other_worlds"]["after"]
    course = report["course"]
    assert course["after"]["follower_error"] < 0.5 * course["before"]["follower_error"]
    assert course["after"]["posts"] == course["account"]["posts"] == 2.0
    assert course["after"]["answered"] == pytest.approx(course["account"]["answered"], abs=0.05)


def test_posts_and_answers_are_those_of_the_file_day_by_day() -> None:
    rng = np.random.default_rng(3)
    n = 28
    posts, shares = tuple(int(k) for k in rng.integers(0, 6, n)), tuple(float(k % 2) for k in range(n))
    plan = replace(account({}, followers=300, days=n), posts=posts, share_answered=shares, messages=(3,) * n)
    goals = AccountGoals(plan, WELL, jobs=1)
    days = goals.simulated({}, seed=1)[0]
    assert days["posts"].tolist() == list(posts)
    assert goals.case.days == n + RUN_IN_DAYS
    answered = goals.simulated(changes_of({"message_rate": 10.0}), seed=1)
    odd = [sum(world["answered_messages"][k] for world in answered) for k in range(n) if k % 2 == 0]
    assert sum(odd) == 0
    assert sum(world["answered_messages"].sum() for world in answered) > 0


def test_what_is_fitted_depends_on_what_the_file_says() -> None:
    plan = account({}, followers=300, days=28)
    assert rates_for(replace(plan, lost_followers=None)) == ("message_rate", "joining_rate")
    assert rates_for(plan) == ("message_rate", "joining_rate", "leaving_rate")
    varied = replace(plan, posts=(0, 4) * 14, criticism=(0,) * 28)
    assert rates_for(varied) == ("message_rate", "post_message_rate", "criticism_rate", "joining_rate", "leaving_rate")
    keys = [goal.key for goal in AccountGoals(replace(varied, messages=(2,) * 28), WELL).goals]
    assert keys == [GROWTH, MESSAGES, PER_POST, LEFT, CRITICISM]


def test_of_a_large_account_a_part_is_simulated_and_rates_stay() -> None:
    plan = account({}, followers=300, days=28)
    large = replace(plan, followers=(1_000_000,) * 28, messages=(400,) * 28)
    goals = AccountGoals(large, WELL, jobs=1)
    assert goals.case.followers == 20_000
    assert goals.case.people == 80_000
    days = goals.days_in(set_up(goals.case), 1, 0)
    assert days["followers"][0] == pytest.approx(1_000_000, rel=0.02)
    assert days["messages"].mean() == pytest.approx(390, rel=0.3)


def test_a_scenario_says_which_company_it_is_and_what_happened() -> None:
    plan = account({}, followers=300, days=28)
    fault = {"type": "product_fault", "day": 3, "hour": 9, "share": 0.9, "severity": 0.9}
    shop = Scenario(policies=["broadcast_only"], profile="corporation", events=[fault, {**fault, "day": 60}])
    case = AccountGoals(replace(plan, messages=(1,) * 28), shop).case
    assert case.profile.name == "corporation"
    assert [event.day for event in case.events] == [3 + RUN_IN_DAYS]
    assert case.followers == plan.followers[0]

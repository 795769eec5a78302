"""Claims about the company itself and about its audience: approval, staff, measures, young people, wind forces."""

from __future__ import annotations

import numpy as np
import pytest

from tests.mechanisms.worlds import Setting, effect, interval, outcomes, policy

pytestmark = pytest.mark.slow
LARGER = Setting(followers=5000, people=20000, worlds=40)


def differs(on: np.ndarray, off: np.ndarray, measure: str) -> tuple[float, float]:
    """Return the 99.9 % interval of the paired effect."""
    return interval(effect(on, off, measure))


def test_r10_an_approval_chain_delays_replies_and_costs_recommendations() -> None:
    with_chain = outcomes(policy("handles_criticism_well", team={"approval_min": 240}), LARGER)
    without = outcomes(policy("handles_criticism_well", team={"approval_min": 0}), LARGER)
    assert differs(with_chain["first_response_min"], without["first_response_min"], "first_response_min")[0] > 120
    assert differs(with_chain["n_recommendations"], without["n_recommendations"], "n_recommendations")[1] < 0


def test_r10_an_approval_chain_means_nothing_to_those_who_never_answer() -> None:
    with_chain = outcomes(policy("broadcast_only", team={"approval_min": 240}), LARGER)
    without = outcomes(policy("broadcast_only", team={"approval_min": 0}), LARGER)
    for measure in with_chain:
        np.testing.assert_array_equal(with_chain[measure], without[measure])


def test_r7_more_staff_answers_more_until_all_is_answered() -> None:
    crowded = Setting(followers=20000, people=60000, worlds=8, days=30)
    hours = {"hours": "10-12", "checks_every_min": 0}
    answered = [
        outcomes(policy("handles_criticism_well", team={"members": n, **hours}), crowded)["share_answered"].mean()
        for n in (1, 2, 8, 9)
    ]
    assert answered[0] < answered[1] - 0.02
    assert answered[1] <= answered[2] + 0.01
    assert answered[2] == pytest.approx(answered[3], abs=0.02)


def test_r9_the_new_measures_move_with_what_the_company_does() -> None:
    few = outcomes(policy("handles_criticism_well", posting={"posts_per_day": 1}), LARGER)
    many = outcomes(policy("handles_criticism_well", posting={"posts_per_day": 4}), LARGER)
    assert differs(many["n_contacts"], few["n_contacts"], "n_contacts")[0] > 0
    assert differs(many["share_active_week_sum"], few["share_active_week_sum"], "share_active_week")[0] > 0
    assert differs(many["staff_min_sum"], few["staff_min_sum"], "staff_min")[0] > 0
    liked = many["n_likes"] / many["n_posts"] - few["n_likes"] / few["n_posts"]
    assert interval(liked)[1] < 0, "engagement per post falls with posts per day"


def test_r17_young_people_write_more_and_reach_further() -> None:
    like_others = {
        f"segments.young.{column}": value
        for column, value in {"talk": 0.5, "engagement": 0.3, "presence": 0.8, "readers": 0.8, "joins": 0.5}.items()
    }
    shares = {"segments": {"young": 0.6, "customer": 0.4}, "segments_outside": {"young": 0.6, "customer": 0.4}}
    young = Setting(incident=False, changes=tuple(shares.items()))
    nobody = {"segments": {"customer": 1}, "segments_outside": {"customer": 1}}
    control = Setting(incident=False, changes=tuple(nobody.items()))
    for measure in ("n_likes", "n_shares", "new_followers_word_of_mouth"):
        on = outcomes(policy("personal_voice"), young)[measure]
        off = outcomes(policy("personal_voice"), young, like_others)[measure]
        assert differs(on, off, measure)[0] > 0, measure
        on = outcomes(policy("personal_voice"), control)[measure]
        off = outcomes(policy("personal_voice"), control, like_others)[measure]
        np.testing.assert_array_equal(on, off)


def test_r22_wind_forces_come_in_all_strengths_and_none_without_criticism() -> None:
    harsh = outcomes(policy("harsh_reply"), LARGER)["wind_force_max"]
    assert len(set(harsh)) >= 4
    assert harsh.max() >= 5
    nobody_complains = {"complains": 0.0, "criticises_post": 0.0, "unthanked_turns": 0.0}
    silent = outcomes(policy("harsh_reply"), LARGER, nobody_complains)
    assert silent["n_criticism"].max() == 0
    assert silent["wind_force_max"].max() == 0
    without_spreading = outcomes(policy("harsh_reply"), LARGER, {"contagion": 0.0})["wind_force_max"]
    assert without_spreading.max() <= 3, "without spreading there is no storm"


def test_r10_if_few_may_answer_less_is_answered() -> None:
    crowded = Setting(followers=20000, people=60000, worlds=8, days=30)
    team = {"members": 4, "hours": "10-12", "checks_every_min": 0}
    everybody = outcomes(policy("handles_criticism_well", team={**team, "enabled": 1.0}), crowded)
    few = outcomes(policy("handles_criticism_well", team={**team, "enabled": 0.25}), crowded)
    assert differs(few["share_answered"], everybody["share_answered"], "share_answered")[1] < 0


def test_r8_without_an_account_nobody_waits_for_a_reply_but_people_talk() -> None:
    silent = policy("broadcast_only", posting={"posts_per_day": 0})
    with_account, without = outcomes(silent, LARGER), outcomes({**silent, "account": False}, LARGER)
    assert without["n_received"].max() == 0
    assert with_account["n_received"].min() > 0
    assert without["n_criticism"].min() > 0
    # criticism that nobody could answer is not felt as ignored, so it is not repeated either
    assert differs(without["n_criticism"], with_account["n_criticism"], "n_criticism")[1] < 0


def test_duty_outside_the_hours_answers_sooner_and_works_more() -> None:
    office = {"hours": "9-17", "weekdays": "mon-fri"}
    duty = {**office, "duty_members": 1, "duty_hours": "8-22", "duty_weekdays": "mon-sun"}
    without = outcomes(policy("handles_criticism_well", team=office), LARGER)
    with_duty = outcomes(policy("handles_criticism_well", team=duty), LARGER)
    assert differs(with_duty["first_response_min"], without["first_response_min"], "first_response_min")[1] < 0
    assert differs(with_duty["staff_min_sum"], without["staff_min_sum"], "staff_min")[0] > 0


def test_a_plan_for_a_crisis_holds_only_in_a_crisis() -> None:
    harsh = {"criticism": {"reply": "harsh"}, "heated_criticism": {"reply": "harsh"}}
    plan = {"from_wind_force": 3, "replies": {kind: {"reply": "apology"} for kind in harsh}}
    usual = policy("harsh_reply", replies=harsh)
    planned = policy("harsh_reply", replies=harsh, crisis=plan)
    calm = Setting(incident=False, worlds=20, given=(("contagion", 0.0),))
    for measure, values in outcomes(usual, calm).items():
        np.testing.assert_array_equal(values, outcomes(planned, calm)[measure], err_msg=measure)
    storm = Setting(hit=0.2)
    assert outcomes(planned, storm)["n_replies_apology"].min() > 0
    assert differs(outcomes(planned, storm)["n_criticism"], outcomes(usual, storm)["n_criticism"], "n_criticism")[1] < 0


def test_while_staff_is_away_replies_wait() -> None:
    away = {"type": "staff_absence", "day": 10, "hour": 0, "share": 1.0, "lasts_days": 7}
    there = outcomes(policy("handles_criticism_well"), LARGER)
    absent = outcomes(
        policy("handles_criticism_well"), Setting(followers=5000, people=20000, worlds=40, events=(away,))
    )
    assert differs(absent["share_answered"], there["share_answered"], "share_answered")[1] < 0
    assert differs(absent["queue_max"], there["queue_max"], "queue")[0] > 0

"""The targets themselves: which are met today, that this does not hinge on the seed, and that they can fail."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import pytest

from followersim.validation.arms import ARMS, ORDERED, PROFILES
from followersim.validation.targets import _MEASURES, TARGETS, UNITS
from followersim.validation.validate import MET, NOT_MET, UNDECIDED, Finding, Validation, validate
from tests.validation.made_up import finding, report

BREAKS: Final = (
    ("interactions", {"likes": 0.03}),
    ("top_writers", {"talk_spread": 1.0}),
    ("shares_within_hour", {"view_half_life_min": 150.0}),
    ("view_half_life", {"view_half_life_min": 180.0}),
    ("praise_to_criticism", {"praises": 0.005}),
    ("questions", {"asks": 0.02}),
    ("harsh_leaving", {"reply_types.harsh.leaves": 0.0}),
    ("harsh_telling", {"reply_types.harsh.provokes": 0.0, "reply_types.harsh.author_anger": 0.0}),
    ("trigger_peak", {"complains": 0.0}),
    ("trigger_negative", {"criticises_post": 0.05}),
    ("apology", {"reply_types.apology.extra_heat": 1.0}),
    ("unfollowing_4_posts", {"leaves_bored": 0.06}),
    ("bored", {"leaves_promotional": 0.05}),
    ("growth", {"discovery": 0.0, "word_of_mouth": 0.0, "offer_pull": 0.0}),
    ("posting_rate", {"crowding_dulls": 0.0, "attention_shared": 0.0}),
    ("daytime", {"daytime_bonus": 1.0}),
    ("arrival", {f"hours.h{hour:02}.awake": 1.0 for hour in range(24)}),
    ("congratulation", {"contents.congratulation.likes": 1.0, "contents.congratulation.shares": 1.0}),
    ("spread_of_storms", {"contagion": 0.0}),
    ("followers_broadcast_only", {"reply_types.thank.author_engagement": -0.5, "reply_types.thank.leaves": 0.9}),
)
"""Values of parameters with which a target must be missed: a target that nothing can miss measures nothing."""


def verdicts(found: Validation) -> dict[str, str]:
    """Return the verdict of each target."""
    return {each.target.name: each.verdict for each in found.findings}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_quick_look_misses_no_target(seed: int) -> None:
    found = validate(quick=True, seed=seed, jobs=2)
    assert NOT_MET not in verdicts(found).values()
    assert found.count(MET) >= 20
    assert {each.profile for each in found.findings} == {PROFILES[0]}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "parameters"), BREAKS, ids=[name for name, _ in BREAKS])
def test_a_target_can_be_missed(name: str, parameters: dict[str, float]) -> None:
    found = validate(targets=[name], quick=True, jobs=2, parameters=parameters)
    assert verdicts(found) == {name: NOT_MET}


def test_the_result_is_the_same_for_any_number_of_jobs_and_another_for_another_seed() -> None:
    names = ["congratulation", "view_half_life"]
    steps: list[tuple[int, int]] = []
    one, two, other = (
        validate(targets=names, quick=True, jobs=jobs, seed=seed, progress=lambda *step: steps.append(step)).as_dict()
        for jobs, seed in ((1, 1), (2, 1), (2, 5))
    )
    assert one == two
    assert one != other
    assert [each["target"] for each in one["targets"]] == ["view_half_life", "congratulation"]
    total = ARMS["rival"].n_worlds("small_business", quick=True) + ARMS["views"].n_worlds("small_business", quick=True)
    assert steps[: total + 2][-2:] == [(total, total), (0, total)]


def test_other_seeds_are_looked_at_as_well() -> None:
    names = ["congratulation"]
    both = validate(targets=names, quick=True, jobs=2, seed=5, seeds=2)
    first, second = (validate(targets=names, quick=True, jobs=2, seed=seed) for seed in (5, 6))
    assert both.seeds == (5, 6)
    assert both.findings[0].others == (second.findings[0].value,)
    assert replace(both.findings[0], others=()) == first.findings[0]


def test_a_value_outside_its_band_with_another_seed_is_not_passed_over() -> None:
    found = report()
    *others, last = found.findings
    assert found.is_passed
    assert not replace(found, findings=(*others, replace(last, others=(-1e9,)))).is_passed


def test_every_target_is_complete() -> None:
    assert set(_MEASURES) == {target.name for target in TARGETS}
    assert {arm for target in TARGETS for arm in target.arms} == set(ARMS)
    assert set(ORDERED) <= set(ARMS)
    for target in TARGETS:
        assert target.low < target.high
        assert target.unit in UNITS
        assert target.source
        assert target.measured
        for text in (target.title, target.condition):
            assert set(text) == {"en", "de"}
            assert all(text.values())
    titles = [target.title[lang] for target in TARGETS for lang in ("en", "de")]
    assert len(set(titles)) == len(titles)


def test_every_row_of_the_design_has_its_target() -> None:
    rows = (
        *("interactions", "top_writers", "shares_within_hour", "view_half_life", "praise_to_criticism", "questions"),
        *("response_median", "response_mean_to_median", "unanswered", "late_reply_value", "harsh_leaving"),
        *("harsh_telling", "trigger_peak", "trigger_negative", "trigger_back", "apology", "private_channel"),
        *("unfollowing_1_post", "unfollowing_4_posts", "bored", "growth", "posting_rate", "daytime", "arrival"),
        *("congratulation", "spread_of_storms"),
        *(f"{what}_{policy}" for policy in ORDERED[1:] for what in ("storms", "followers")),
    )
    assert {target.name for target in TARGETS} == set(rows)


@pytest.mark.parametrize(
    ("at", "wide", "verdict"),
    [(0.5, 0.1, MET), (0.0, 0.1, UNDECIDED), (1.05, 0.1, UNDECIDED), (-1.0, 0.5, NOT_MET), (2.0, 0.5, NOT_MET)],
)
def test_verdicts(at: float, wide: float, verdict: str) -> None:
    assert finding(0, "small_business", at=at, wide=wide).verdict == verdict
    assert finding(0, "small_business", at=at, wide=wide).is_within == (0 <= at <= 1)


def test_more_than_nothing_is_more_than_nothing() -> None:
    number = next(k for k, target in enumerate(TARGETS) if target.beyond)
    none = replace(finding(number, "small_business", at=0.0, wide=0.0))
    assert none.verdict == NOT_MET
    assert not none.is_within
    assert Finding(none.target, "corporation", 1.0, 0.0, 2.0, 9).verdict == UNDECIDED
    assert Finding(none.target, "corporation", 1.0, 0.1, 2.0, 9).verdict == MET


def test_what_was_not_seen_is_undecided_and_has_no_number() -> None:
    unseen = Finding(TARGETS[0], "corporation", math.nan, math.nan, math.nan, 3)
    assert unseen.verdict == UNDECIDED
    assert not unseen.is_within
    assert unseen.as_dict()["value"] is None


def test_passed_means_all_met_and_in_a_quick_look_none_missed() -> None:
    assert report().is_passed
    doubtful = report(((0.5, 0.1), (1.0, 0.2)))
    assert not doubtful.is_passed
    assert replace(doubtful, is_quick=True).is_passed
    assert not replace(report(((-2.0, 0.1),)), is_quick=True).is_passed

"""Values and intervals over worlds: right on average, honest about what was not seen."""

from __future__ import annotations

import numpy as np
import pytest

from followersim.validation.sample import Sample, divide, median_of_counts, value_and_interval


def test_the_interval_of_a_ratio_covers_it_about_as_often_as_it_says() -> None:
    luck = np.random.default_rng(1)
    covered = 0
    for _ in range(200):
        below = luck.poisson(20, 40).astype(np.float64)
        sample = Sample({"arm": {"above": luck.binomial(below.astype(int), 0.3).astype(float), "below": below}})
        _, low, high = value_and_interval(sample.ratio("arm", "above", "below"))
        covered += low <= 0.3 <= high
    assert 180 <= covered <= 199


def test_worlds_are_drawn_as_a_whole() -> None:
    """What differs between worlds, not between people, makes the interval."""
    alike = Sample({"arm": {"above": np.full(30, 5.0), "below": np.full(30, 10.0)}})
    assert value_and_interval(alike.ratio("arm", "above", "below")) == (0.5, 0.5, 0.5)
    unlike = Sample({"arm": {"above": np.repeat([0.0, 10.0], 15), "below": np.full(30, 10.0)}})
    value, low, high = value_and_interval(unlike.ratio("arm", "above", "below"))
    assert value == 0.5
    assert low < 0.4
    assert high > 0.6


def test_arms_in_the_same_worlds_are_drawn_together() -> None:
    luck = np.random.default_rng(2).normal(0, 100, 50)
    sample = Sample({"one": {"x": luck}, "two": {"x": luck + 1.0}})
    differences = np.median(sample.each("two", "x") - sample.each("one", "x"), axis=1)
    assert value_and_interval(differences) == pytest.approx((1.0, 1.0, 1.0))


def test_totals_may_be_lists_of_numbers() -> None:
    sample = Sample({"arm": {"list": np.array([[1.0, 2.0], [3.0, 4.0]])}}, resamples=3)
    assert sample.total("arm", "list")[0].tolist() == [4.0, 6.0]
    assert sample.total("arm", "list").shape == (4, 2)
    assert sample.worlds("arm") == 2


def test_nothing_seen_is_no_number() -> None:
    nothing = Sample({"arm": {"above": np.zeros(5), "below": np.zeros(5)}})
    assert np.isnan(value_and_interval(nothing.ratio("arm", "above", "below"))).all()
    assert np.isnan(divide(np.array([1.0]), np.array([0.0]))[0])
    once = np.array([1.0, np.nan, np.nan])
    assert np.isnan(value_and_interval(once)[1:]).all()


def test_medians_of_minutes() -> None:
    counts = np.array([[0.0, 2.0, 1.0, 0.0], [0.0, 0.0, 0.0, 0.0], [5.0, 0.0, 0.0, 6.0]])
    assert median_of_counts(counts)[0] == 1.5
    assert np.isnan(median_of_counts(counts)[1])
    assert median_of_counts(counts)[2] == 3.5


def test_a_difference_of_rare_things_has_an_interval_even_if_none_was_seen() -> None:
    rare = Sample({"one": {"storm": np.zeros(20)}, "two": {"storm": np.zeros(20)}})
    value, low, high = value_and_interval(rare.difference("one", "two", "storm"))
    assert value == 0.0
    assert low < -0.05
    assert high > 0.05
    luck = np.random.default_rng(3)
    covered = 0
    for _ in range(300):
        one, two = (luck.random(60) < share for share in (0.3, 0.1))
        sample = Sample({"one": {"storm": one.astype(float)}, "two": {"storm": two.astype(float)}}, resamples=200)
        _, low, high = value_and_interval(sample.difference("one", "two", "storm"))
        covered += low <= 0.2 <= high
    assert covered >= 275

"""The statistics: known values, exact properties, and coverage by simulation with a stated chance of a false alarm."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followersim.analysis.statistics import (
    fair_coin_cdf,
    median_ranks,
    paired_median,
    paired_median_by_day,
    paired_storms,
    sign_test,
    six_numbers,
    six_rows,
    wilson,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

# a simulated share strays further than this many standard errors from its expectation once in a million times
SIGMAS = 4.9


def test_wilson_gives_published_values() -> None:
    assert wilson(7, 20) == pytest.approx((0.18119, 0.56714), abs=5e-5)
    assert wilson(0, 200) == pytest.approx((0.0, 0.018846), abs=5e-6)


def test_wilson_at_its_edges() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 5)[0] == 0.0
    assert wilson(5, 5)[1] == 1.0
    with pytest.raises(ValueError, match="between 0 and n"):
        wilson(6, 5)


@given(st.integers(1, 10_000), st.data())
def test_wilson_contains_the_share_and_mirrors(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@pytest.mark.parametrize("n", [20, 50, 200])
def test_wilson_covers_95_percent_on_average(n: int) -> None:
    rng = np.random.default_rng(20 + n)
    shares = rng.random(20_000)
    k = rng.binomial(n, shares)
    bounds = np.array([wilson(int(count), n) for count in range(n + 1)])
    covered = np.mean((bounds[k, 0] <= shares) & (shares <= bounds[k, 1]))
    # with a uniform share every k is equally likely and the share then has a Beta distribution; the mean coverage of
    # the Wilson interval lies within a point of 95 % for these n (Brown, Cai, DasGupta 2001)
    assert abs(covered - 0.95) < 0.01 + SIGMAS * math.sqrt(0.95 * 0.05 / 20_000)


@pytest.mark.parametrize("n", [1, 2, 7, 20, 301])
def test_fair_coin_is_exact(n: int) -> None:
    exact = Fraction(0)
    for k, value in enumerate(fair_coin_cdf(n)):
        exact += Fraction(math.comb(n, k), 2**n)
        assert float(value) == pytest.approx(float(exact), rel=1e-11)


def test_fair_coin_of_many_worlds_is_finite() -> None:
    tail = fair_coin_cdf(100_000)
    assert tail[50_000] == pytest.approx(0.5, abs=0.002)
    assert not np.isnan(tail).any()


def test_median_ranks_give_published_values() -> None:
    for n, rank, level in ((100, 40, 0.9648), (6, 1, 0.96875), (5, 1, 0.9375), (1, 1, 0.0)):
        found = median_ranks(n)
        assert found[0] == rank
        assert found[1] == pytest.approx(level, abs=5e-5)
    with pytest.raises(ValueError, match="at least one"):
        median_ranks(0)


def test_too_few_pairs_say_so_and_are_never_clear() -> None:
    few = paired_median([-5.0, -4.0, -3.0, -2.0, -1.0])
    assert few[:3] == (-3, -5, -1)
    assert few.level < 0.95
    assert not few.clear()
    assert paired_median([-6.0, -5.0, -4.0, -3.0, -2.0, -1.0]).clear()


def test_no_pairs_at_all() -> None:
    nothing = paired_median([math.nan])
    assert math.isnan(nothing.median)
    assert nothing.level == 0
    assert not nothing.clear()


def test_paired_median_ignores_order_and_nan() -> None:
    values = np.random.default_rng(3).normal(size=50)
    found = paired_median(values)
    assert paired_median(np.append(values[::-1], np.nan)) == found
    assert found.low <= found.median <= found.high


DISTRIBUTIONS: list[tuple[str, Callable[[np.random.Generator, tuple[int, int]], NDArray[np.float64]], float]] = [
    ("normal", lambda rng, size: rng.normal(3, 1, size), 3.0),
    ("lognormal", lambda rng, size: rng.lognormal(0, 2, size), 1.0),
    ("cauchy", lambda rng, size: rng.standard_cauchy(size) - 2, -2.0),
]


@pytest.mark.parametrize("n", [20, 200])
@pytest.mark.parametrize(("name", "draw", "median"), DISTRIBUTIONS, ids=[name for name, _, _ in DISTRIBUTIONS])
def test_paired_median_covers_exactly_what_it_says(
    name: str, draw: Callable[[np.random.Generator, tuple[int, int]], NDArray[np.float64]], median: float, n: int
) -> None:
    tries = 20_000
    rng = np.random.default_rng([n, len(name)])
    _, low, high = paired_median_by_day(draw(rng, (n, tries)))
    level = median_ranks(n)[1]
    assert level >= 0.95
    covered = np.mean((low <= median) & (median <= high))
    assert abs(covered - level) < SIGMAS * math.sqrt(level * (1 - level) / tries)


def test_ties_only_raise_the_coverage() -> None:
    tries, n = 20_000, 50
    diff = np.random.default_rng(9).integers(-1, 2, (n, tries)).astype(float)
    _, low, high = paired_median_by_day(diff)
    covered = np.mean((low <= 0) & (high >= 0))
    assert covered > 0.95 - SIGMAS * math.sqrt(0.95 * 0.05 / tries)


def test_by_day_is_the_same_as_one_day_at_a_time() -> None:
    diff = np.random.default_rng(4).normal(size=(31, 3))
    by_day = paired_median_by_day(diff)
    for day in range(3):
        assert tuple(by_day[:, day]) == paired_median(diff[:, day])[:3]


def test_sign_test_gives_known_values() -> None:
    assert sign_test(1, 9) == pytest.approx(0.021484375)
    assert sign_test(9, 1) == sign_test(1, 9)
    assert sign_test(0, 0) == 1
    assert sign_test(5, 5) == 1


def test_paired_storms_counts_worlds() -> None:
    policy = np.array([True] * 9 + [False] * 11)
    baseline = np.array([True] * 2 + [False] * 17 + [True])
    found = paired_storms(policy, baseline)
    assert found[:4] == (1, 7, 2, 10)
    assert found.p == pytest.approx(sign_test(1, 7))
    with pytest.raises(ValueError, match="same worlds"):
        paired_storms([True], [True, False])


@given(st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(math.nan)), min_size=1, max_size=40))
def test_six_numbers_agree_with_numpy(values: list[float]) -> None:
    found = six_numbers(values)
    data = np.array(values)
    data = data[~np.isnan(data)]
    if not len(data):
        assert all(math.isnan(value) for value in found.values())
        return
    expected = [data.mean(), *np.quantile(data, [0.5, 0.05, 0.25, 0.75, 0.95])]
    assert list(found.values()) == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_six_rows_do_not_depend_on_the_order_of_worlds() -> None:
    values = np.random.default_rng(1).lognormal(size=(4, 200))
    assert np.array_equal(six_rows(values), six_rows(values[:, ::-1]))

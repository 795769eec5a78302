"""Attribution as arithmetic: on games whose answer is known."""

from __future__ import annotations

import math
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from followersim.analysis.causes import attribute, contributions, counterfactual, estimate, settle_first, t_quantile
from followersim.experiment.counterfactuals import orders_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Game = Callable[[frozenset[int]], float]


def played(game: Game, orders: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the contributions of a game's players over some orders."""
    values = [[game(frozenset(order[:k].tolist())) for k in range(len(order) + 1)] for order in orders]
    return contributions(orders, np.array(values))


def every_order(n: int) -> NDArray[np.int64]:
    """Return all permutations."""
    return np.array(list(permutations(range(n))), dtype=np.int64)


def gloves(players: frozenset[int]) -> float:
    """One left glove (0), two right ones (1, 2): a pair is worth 1. Known Shapley values: 2/3, 1/6, 1/6."""
    return float(0 in players and bool(players & {1, 2}))


def sums(players: frozenset[int]) -> float:
    """Everybody adds their own amount; player 3 adds nothing."""
    return 5.0 + sum({0: -4.0, 1: 2.5, 2: 1.0}.get(player, 0.0) for player in players)


def tangled(players: frozenset[int]) -> float:
    """All depends on all; 1 and 2 play the same part, 3 none."""
    a, b = 0 in players, len(players & {1, 2})
    return 7.0 * a * b * b - 3.0 * b + 2.0 * (4 in players) * a


def test_the_glove_game_has_its_known_answer() -> None:
    assert played(gloves, every_order(3)) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_amounts_that_add_up_are_found_by_any_order() -> None:
    for orders in (every_order(4)[:1], every_order(4)[5:9], every_order(4)):
        assert played(sums, orders) == pytest.approx([-4.0, 2.5, 1.0, 0.0])


@pytest.mark.parametrize("world", range(7))
def test_parts_add_up_and_a_dummy_gets_nothing(world: int) -> None:
    parts = played(tangled, orders_of(world, 5, seed=3))
    assert parts.sum() == pytest.approx(tangled(frozenset(range(5))) - tangled(frozenset()))
    assert parts[3] == 0


def test_players_of_equal_parts_get_equal_shares() -> None:
    parts = played(tangled, every_order(5))
    assert parts[1] == pytest.approx(parts[2])


def test_two_causes_of_which_one_is_enough_share_equally() -> None:
    parts = played(lambda players: float(bool(players)), every_order(2))
    assert parts == pytest.approx([0.5, 0.5])  # switching off one of them alone would show nothing


def test_sampled_orders_come_close_to_all_orders() -> None:
    sampled = np.mean([played(tangled, orders_of(world, 5, seed=1)) for world in range(400)], axis=0)
    assert sampled == pytest.approx(played(tangled, every_order(5)), abs=0.35)


def test_every_mechanism_comes_at_every_place_equally_often() -> None:
    orders = np.array([orders_of(world, 6, seed=2) for world in range(12)]).reshape(-1, 6)
    for place in range(6):
        assert np.bincount(orders[:, place], minlength=6).tolist() == [4] * 6
    assert (orders_of(3, 6, seed=2) == orders_of(3, 6, seed=2)).all()
    assert (orders_of(3, 6, seed=2)[0] == orders_of(3, 6, seed=2)[1][::-1]).all()


@pytest.mark.parametrize(("p", "freedom", "known"), [(0.975, 9, 2.2622), (0.975, 59, 2.0010), (0.9985, 59, 3.0939)])
def test_quantiles_are_those_of_the_tables(p: float, freedom: int, known: float) -> None:
    assert t_quantile(p, freedom) == pytest.approx(known, rel=2e-3)


def test_an_estimate_is_a_mean_with_an_interval() -> None:
    found = estimate(np.array([1.0, 2.0, 3.0, 4.0] * 5))
    assert found.mean == 2.5
    assert found.low == pytest.approx(2.5 - 2.0930 * math.sqrt(25 / 19) / math.sqrt(20), rel=1e-3)
    assert found.is_clear
    assert not estimate(np.array([5.0])).is_clear
    assert estimate(np.full(10, 3.0)) == (3.0, 3.0, 3.0)


def luck(n: int, mean: float, spread: float, seed: int) -> NDArray[np.float64]:
    """Return values of exactly this mean."""
    values = np.random.default_rng(seed).normal(0.0, spread, n)
    return np.asarray(mean + values - values.mean(), dtype=np.float64)


def test_what_matters_comes_first_what_opposes_last_and_noise_is_lumped() -> None:
    parts = np.stack([luck(50, mean, 5.0, k) for k, mean in enumerate((0.3, -60.0, 20.0, -30.0))], axis=1)
    found = attribute(["noise", "first", "against", "second"], parts.sum(axis=1) - 1.0, parts)
    assert [cause.name for cause in found.causes] == ["first", "second", "against"]
    assert found.verdict == "main_reason"
    assert [cause.name for cause in found.main] == ["first", "second"]
    assert found.other.mean == pytest.approx(-0.7)
    total = sum(cause.contribution.mean for cause in found.causes) + found.other.mean
    assert total == pytest.approx(found.difference.mean)
    assert sum(cause.share or 0.0 for cause in found.causes) + (found.other_share or 0.0) == pytest.approx(1.0)


def test_many_small_causes_are_no_single_reason() -> None:
    parts = np.stack([luck(50, 10.0, 3.0, k) for k in range(5)], axis=1)
    found = attribute(list("abcde"), parts.sum(axis=1), parts)
    assert found.verdict == "no_single_reason"
    assert (found.main, len(found.causes)) == ((), 5)


def test_a_difference_that_may_be_chance_has_no_shares() -> None:
    parts = np.stack([luck(40, 20.0, 2.0, 1), luck(40, -20.0, 2.0, 2)], axis=1)
    found = attribute(["up", "down"], parts.sum(axis=1) + luck(40, 0.0, 30.0, 3), parts)
    assert found.verdict == "no_clear_difference"
    assert {cause.name for cause in found.causes} == {"up", "down"}
    assert [cause.share for cause in found.causes] == [None, None]


def test_no_difference_at_all_is_said_as_such() -> None:
    assert attribute(["a"], np.zeros(10), np.zeros((10, 1))).verdict == "no_difference"


def test_a_counterfactual_says_what_is_left_and_what_has_changed() -> None:
    found = counterfactual(np.full(20, -130.0), luck(20, -12.0, 1.0, 1))
    assert found.left.mean == pytest.approx(-12.0)
    assert found.change.mean == pytest.approx(118.0)
    assert found.change.is_clear


def test_of_causes_that_act_together_the_indispensable_one_comes_first() -> None:
    parts = {"means": luck(50, 10.2, 4.0, 1), "planted": luck(50, 10.0, 4.0, 2), "small": luck(50, 2.0, 1.0, 3)}
    matrix = np.stack(list(parts.values()), axis=1)
    found = attribute(list(parts), matrix.sum(axis=1), matrix)
    left = {"means": (0.0, 0.4), "planted": (0.0, 0.0), "small": (0.0, 0.0)}
    assert found.causes[0].name == "means"
    assert [cause.name for cause in settle_first(found, parts, left).causes] == ["planted", "means", "small"]

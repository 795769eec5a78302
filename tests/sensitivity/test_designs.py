"""The methods give back what is known: functions whose effects and indices can be written down."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.stats import spearmanr

from followersim.sensitivity import designs
from followersim.sensitivity.study import Settings, indexed, most_important, ranked, screened
from tests.sensitivity.made_up import answers, factor

if TYPE_CHECKING:
    from collections.abc import Mapping


def ishigami(x: Mapping[str, float]) -> float:
    """Return the function of Ishigami and Homma (1990), whose indices are known."""
    return math.sin(x["a"]) + 7 * math.sin(x["b"]) ** 2 + 0.1 * x["c"] ** 4 * math.sin(x["a"])


def test_the_indices_of_a_known_function_are_found() -> None:
    factors = [factor(name, -math.pi, math.pi) for name in "abc"]
    settings = Settings(samples=1024, second=True, outputs=("peak",))
    [found] = indexed(factors, answers(ishigami), ["p"], settings, 5)["results"]
    for kind, known in (("first", (0.3139, 0.4424, 0.0)), ("total", (0.5576, 0.4424, 0.2437))):
        for entry, value in zip(found[kind], known, strict=True):
            assert entry["value"] == pytest.approx(value, abs=0.06), (kind, entry)
            assert entry["low"] - 0.03 <= value <= entry["high"] + 0.03
    assert [entry["clear"] for entry in found["first"]] == [True, True, False], "c does nothing alone"
    assert all(entry["clear"] for entry in found["total"])
    pairs = {(pair["name"], pair["other"]): pair for pair in found["second"]}
    assert pairs["a", "c"]["value"] == pytest.approx(0.2437, abs=0.08)
    assert [key for key, pair in pairs.items() if pair["clear"]] == [("a", "c")]
    assert found["spread"] == pytest.approx(math.sqrt(13.845), rel=0.05)


def test_an_output_that_never_moves_has_no_indices() -> None:
    factors = [factor(name, 0.0, 1.0) for name in "ab"]
    settings = Settings(samples=8, outputs=("shitstorm",))
    [found] = indexed(factors, answers(lambda _: 0.0), ["p"], settings, 0)["results"]
    assert all(entry["value"] is None and not entry["clear"] for entry in found["first"] + found["total"])


def test_the_effects_of_a_linear_function_are_exact() -> None:
    factors = [factor("up", 0.0, 10.0), factor("nothing", 0.0, 1.0), factor("down", 1.0, 3.0)]
    settings = Settings(trajectories=4, outputs=("followers",))
    found = screened(factors, answers(lambda x: 2 * x["up"] - x["down"]), ["p"], settings, 1)
    rows = {row["name"]: row for row in found["results"][0]["factors"]}
    assert [rows[name]["mu"] for name in ("up", "down", "nothing")] == pytest.approx([20.0, -2.0, 0.0])
    assert rows["down"]["mu_star"] == pytest.approx(2.0)
    assert rows["down"]["sigma"] == pytest.approx(0.0, abs=1e-9)
    assert [rows[name]["clear"] for name in ("up", "down", "nothing")] == [True, True, False]
    assert rows["nothing"]["none"]
    assert not rows["down"]["none"]
    assert [one.name for one in most_important(factors, found, 5)] == ["up", "down"], "what does nothing is left out"


def test_interplay_shows_as_spread_and_luck_is_not_clear() -> None:
    factors = [factor(name, 0.0, 1.0) for name in ("a", "b", "noise")]
    rng = np.random.default_rng(4)
    settings = Settings(trajectories=12, outputs=("peak",))
    found = screened(factors, answers(lambda x: 9 * x["a"] * x["b"] + rng.normal()), ["p"], settings, 2)
    rows = {row["name"]: row for row in found["results"][0]["factors"]}
    assert rows["a"]["sigma"] > 1.5
    assert rows["a"]["clear"]
    assert rows["b"]["clear"]
    assert rows["noise"]["mu_star"] > 0.5, "mu* alone would take luck for an effect"
    assert not rows["noise"]["clear"]
    assert rows["noise"]["low"] < 0 < rows["noise"]["high"]


def test_how_many_would_be_clear_by_luck_is_said() -> None:
    rng = np.random.default_rng(0)
    factors = [factor(f"x{n}", 0.0, 1.0) for n in range(200)]
    settings = Settings(trajectories=8, outputs=("peak",))
    found = screened(factors, answers(lambda _: rng.normal()), ["p"], settings, 1)["results"][0]
    assert found["by_luck"] == pytest.approx(10.0)
    assert 3 <= sum(row["clear"] for row in found["factors"]) <= 20


def test_the_order_of_policies_is_counted() -> None:
    factors = [factor("a", 0.0, 1.0), factor("b", 0.0, 1.0)]
    settings = Settings(draws=400, outputs=("shitstorm", "followers"))
    answer = answers(lambda x: x["a"], lambda x: 0.25 if x["b"] > 0.1 else x["a"])
    found = ranked(factors, answer, ["ours", "theirs"], settings, 1)
    storms, followers = found["results"]
    assert (storms["output"], storms["policy"], storms["against"]) == ("shitstorm", "ours", "theirs")
    assert storms["better"] + storms["equal"] + storms["worse"] == found["draws"] == 400
    assert storms["equal"] == followers["equal"] == 40, "a Latin hypercube is even"
    assert storms["better"] == followers["worse"], "fewer storms are better, fewer followers are worse"
    assert followers["share"] == pytest.approx(0.9 * 0.75, abs=0.02)
    assert followers["low"] < followers["share"] < followers["high"]
    assert followers["goes_with"][0]["name"] == "a"
    assert followers["goes_with"][0]["rho"] > 0.8 > -0.8 > storms["goes_with"][0]["rho"]
    assert found["numbers"] == 2


def test_rank_correlations_are_spearmans() -> None:
    rng = np.random.default_rng(1)
    places = rng.random((50, 3))
    goal = places[:, 0] + 0.3 * rng.random(50).round(1)
    rho, p = designs.go_along(places, goal)
    for k in range(3):
        known = spearmanr(places[:, k], goal)
        assert rho[k] == pytest.approx(known.statistic)
        assert p[k] == pytest.approx(known.pvalue)
    assert designs.go_along(places, np.ones(50))[1].min() == 1.0


@pytest.mark.parametrize("samples", [32, 64])
def test_small_base_samples_have_intervals_that_hold(samples: int) -> None:
    factors = [factor(name, 0.0, 1.0) for name in "abc"]
    known = {"a": 9 / 10.09, "b": 1 / 10.09, "c": 0.09 / 10.09}
    held = []
    for seed in range(12):
        settings = Settings(samples=samples, outputs=("peak",))
        answer = answers(lambda x: 3 * x["a"] + x["b"] + 0.3 * x["c"])
        [found] = indexed(factors, answer, ["p"], settings, seed)["results"]
        held += [entry["low"] <= known[entry["name"]] <= entry["high"] for entry in found["total"]]
    assert np.mean(held) > 0.9


def test_more_trajectories_and_samples_keep_those_that_there_are() -> None:
    few, many = designs.morris_places(5, 3, 1), designs.morris_places(5, 6, 1)
    assert (many[: len(few)] == few).all()
    few, many = (designs.sobol_places(5, n, 1, second=False) for n in (4, 16))
    assert (many[: len(few)] == few).all()
    assert (designs.latin_places(4, 9, 0) == designs.latin_places(4, 9, 0)).all()
    assert (designs.latin_places(4, 9, 0) != designs.latin_places(4, 9, 1)).any()

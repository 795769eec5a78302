"""Small studies that cost next to nothing, and reports that never ran."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.scenario import Scenario
from followersim.sensitivity.factors import BY_RANGE, Cell, Factor, all_factors
from followersim.sensitivity.study import Settings, indexed, most_important, ranked, screened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.sensitivity.designs import Values

SMALL: Final[dict[str, Any]] = {
    "policies": ["handles_criticism_well", "harsh_reply"],
    "audience": {"people": 600, "followers": 200},
    "period": {"days": 4},
    "events": [{"day": 1, "hour": 9, "type": "product_fault", "share": 0.5, "severity": 0.9}],
    "seed": 3,
}
FEW: Final = Settings(trajectories=3, samples=4, draws=6, top=2, worlds=2, parameters=("complains", "contagion"))


def small_scenario() -> Scenario:
    """Return a scenario of four days and a few hundred people."""
    return Scenario.from_mapping(SMALL)


def factor(name: str, low: float, high: float) -> Factor:
    """Return a made-up factor between two limits."""
    return Factor(name, {"en": name, "de": name}, "1", (Cell(name, low, low, high, BY_RANGE),))


def answers(*functions: Callable[[Mapping[str, float]], float]) -> Callable[[Sequence[Mapping[str, float]]], Values]:
    """Return what answers like the model, one function per policy; all outputs are the same."""

    def answer(changes: Sequence[Mapping[str, float]]) -> Values:
        return np.array([[[function(change)] * 3 for function in functions] for change in changes])

    return answer


def report(policies: Sequence[str] = ("Handles criticism well", "Harsh replies"), n: int = 40) -> dict[str, Any]:
    """Return a report about many real factors with made-up answers, for as many policies as there are titles."""
    factors = all_factors({})[:n]
    names = [f"p{k}" for k in range(len(policies))]
    settings = Settings(trajectories=6, samples=8, draws=60, top=4, second=True)
    weights = np.linspace(1.0, 0.0, len(factors)) ** 4

    def answer(changes: Sequence[Mapping[str, float]]) -> Values:
        rows = np.zeros((len(changes), len(names), 3))
        for i, change in enumerate(changes):
            for j, one in enumerate(factors):
                cell = one.cells[0]
                if cell.name in change:
                    rows[i] += 20 * weights[j] * (change[cell.name] / cell.value - 1) + 0.3 * ((i * 7 + j) % 5)
            for k in range(len(names)):
                rows[i, k] *= 1 + 0.4 * k
        rows[:, :, 2] += np.arange(len(names))
        return rows

    screening = screened(factors, answer, names, settings, 1)
    few = most_important(factors, screening, settings.top)
    return {
        "followersim": "0",
        "scenario": {
            "name": "made up",
            "question": {"en": "Does it hold?", "de": "Gilt es?"},
            "days": 90,
            "people": 12_000,
            "followers": 3_000,
        },
        "seed": 1,
        "worlds": 10,
        "within": 1.5,
        "simulations": 12_345,
        "outputs": ["shitstorm", "peak", "followers"],
        "policies": [
            {"name": name, "title": {"en": title, "de": title}} for name, title in zip(names, policies, strict=True)
        ],
        "usual": {name: {"shitstorm": 10.0, "peak": 1.0, "followers": 2.0} for name in names},
        "factors": [one.as_dict() for one in factors],
        "screening": screening,
        "indices": indexed(few, answer, names, settings, 1),
        "ranking": ranked(factors, answer, names, settings, 1) if len(names) > 1 else None,
    }


def regimes() -> dict[str, Any]:
    """Return a made-up regime map."""
    values, policies = [0.5, 1.0, 2.0], ["Handles criticism well", "Harsh replies"]
    cells = [
        {"policy": f"p{k}", "contagion": value, "k": share, "n": 100, "share": share / 100, "low": low, "high": high}
        for k in range(2)
        for value, share, low, high in ((0.5, k, 0.0, 0.04), (1.0, 30 * k + 5, 0.02, 0.2), (2.0, 90, 0.8, 0.95))
    ]
    return {
        "seed": 1,
        "worlds": 100,
        "days": 90,
        "followers": 5000,
        "default": 1.0,
        "values": values,
        "policies": [{"name": f"p{k}", "title": {"en": name, "de": name}} for k, name in enumerate(policies)],
        "cells": [{**cell, "regime": "near", "open": True} for cell in cells],
    }

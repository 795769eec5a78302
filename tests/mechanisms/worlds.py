"""Outcomes per world with a mechanism on and off: the same people, the same luck, one mechanism less."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from followersim.model import codes
from followersim.model.parameters import Parameters
from followersim.model.setup import set_up
from followersim.model.simulation import CaseResult, simulate_setups
from followersim.scenario import Scenario

Values = npt.NDArray[np.float64]

INCIDENT = {"type": "product_fault", "day": 10, "hour": 10, "share": 0.05, "severity": 0.6}
ALWAYS_THERE = {"members": 5, "hours": "0-24", "weekdays": "mon-sun", "training": 1.0}
Z = 3.29  # two-sided 99.9 %: one claim in 2,000 would fail by bad luck alone, were the seed another


@dataclass(frozen=True)
class Setting:
    """What is run: everything but the policy and the switch."""

    worlds: int = 80
    days: int = 45
    followers: int = 2500
    people: int = 10000
    incident: bool = True
    profile: str = "small_business"
    hit: float = 0.05  # share of customers whom the incident hits
    given: tuple[tuple[str, float], ...] = ()  # parameters that differ from the defaults, on and off
    changes: tuple[tuple[str, Any], ...] = field(default=())
    events: tuple[dict[str, Any], ...] = ()  # besides the incident
    rivals: tuple[dict[str, Any], ...] = ()
    company: int = 0  # whose measures are looked at: 0 is the main company


def policy(based_on: str, **changes: Any) -> dict[str, Any]:
    """Return a variant of a built-in policy."""
    return {"based_on": based_on, "name": based_on, **changes}


def measures(result: CaseResult) -> dict[str, float]:
    """Return the whole-period measures of one world."""
    counts = result.counts.sum(axis=0)
    found = {name: float(counts[k]) for k, name in enumerate(codes.COUNTS)}
    for k, name in enumerate(codes.LEVELS):
        found[f"{name}_end"] = float(result.levels[-1, k])
        found[f"{name}_max"] = float(result.levels[:, k].max())
        found[f"{name}_sum"] = float(result.levels[:, k].sum())
    found["n_answered"] = float(len(result.response_min))
    found["first_response_min"] = float(np.median(result.response_min)) if len(result.response_min) else math.nan
    found["share_answered"] = found["n_answered"] / max(1.0, found["n_received"])
    found["left"] = sum(found[f"lost_followers_{cause}"] for cause in codes.LEAVE_CAUSES)
    return found


def outcomes(who: dict[str, Any], setting: Setting, switches: dict[str, float] | None = None) -> dict[str, Values]:
    """Return every measure as an array over worlds; what was run before in this process is not run again."""
    key = repr((who, setting, sorted((switches or {}).items())))
    if key not in _KNOWN:
        _KNOWN[key] = _run(who, setting, switches or {})
    return _KNOWN[key]


_KNOWN: dict[str, dict[str, Values]] = {}


def _run(who: dict[str, Any], setting: Setting, switches: dict[str, float]) -> dict[str, Values]:
    scenario = Scenario.from_mapping(
        {
            "policies": [who],
            "profile": {"based_on": setting.profile, **dict(setting.changes)},
            "audience": {"people": setting.people, "followers": setting.followers},
            "period": {"days": setting.days},
            "events": [*([{**INCIDENT, "share": setting.hit}] if setting.incident else []), *setting.events],
            "rivals": list(setting.rivals),
            "parameters": {**dict(setting.given), **switches},
        }
    )
    setup = set_up(scenario.cases()[0])
    with ThreadPoolExecutor(2) as pool:
        results = list(
            pool.map(
                lambda world: measures(simulate_setups([setup], 1, world)[0][setting.company]), range(setting.worlds)
            )
        )
    return {name: np.array([result[name] for result in results]) for name in results[0]}


def effect(on: Values, off: Values, measure: str) -> Values:
    """Return the paired differences; of counts, which vary over orders of magnitude in storms, of the logarithms."""
    if measure.startswith(("n_", "lost_", "new_", "left")):
        on, off = np.log1p(on), np.log1p(off)
    return on - off


def interval(difference: Values) -> tuple[float, float]:
    """Return the 99.9 % interval of a mean over worlds."""
    half = Z * float(difference.std(ddof=1)) / math.sqrt(len(difference))
    return float(difference.mean()) - half, float(difference.mean()) + half


def table_set_to(table: str, column: str, value: float) -> dict[str, float]:
    """Return switches that set a whole column of a table."""
    return {f"{table}.{row}.{column}": value for row in Parameters().tables[table]}

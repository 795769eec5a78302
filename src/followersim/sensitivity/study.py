"""The whole study: screening of everything, indices of the few that matter, and the order of policies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

import followersim
from followersim.analysis.inputs import policy_title
from followersim.analysis.sensitivity_words import LESS_IS_BETTER, OUTPUTS
from followersim.analysis.statistics import holm, wilson
from followersim.experiment.pool import default_jobs
from followersim.locale import LANGUAGES, N_, in_all
from followersim.scenario.errors import Message, Problem, ScenarioError
from followersim.scenario.plan import seconds_of_a_world
from followersim.scenario.scenario import Scenario
from followersim.sensitivity import designs
from followersim.sensitivity.draws import Draws
from followersim.sensitivity.factors import WITHIN, apart, chosen_factors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from followersim.sensitivity.designs import Values
    from followersim.sensitivity.factors import Factor

    Answer = Callable[[Sequence[Mapping[str, float]]], Values]
    """Takes changes of the model, returns (draws, policies, outputs)."""

SETTING: Final[dict[str, Any]] = {
    "name": in_all(N_("Sensitivity")),
    "question": in_all(N_("Does it still hold if the model's numbers are other ones?")),
    "policies": ["handles_criticism_well", "harsh_reply"],
    "profile": "small_business",
    "audience": {"people": 12_000, "followers": 3_000},
    "period": {"days": 90},
    "events": [{"day": 20, "hour": 10, "type": "product_fault", "share": 0.05, "severity": 0.6}],
    "seed": 1,
}
"""What is studied if nothing else is said: 90 days of a small business with one average incident.

The audience is smaller than usual, which makes thousands of draws affordable. Shares of followers stay as they are in a
larger one; a shitstorm becomes a little rarer under every policy, since there are fewer people who could begin it.
"""


@dataclass(frozen=True)
class Settings:
    """How thorough the study is.

    trajectories: of Morris' screening. samples: base sample of Sobol's indices, a power of 2; 0: none. draws: for the
    order of policies; 0: none. top: so many factors get indices. worlds: the same ones at every draw. second: indices
    of second order, too. within: see `factors`. parameters: what to vary, everything if empty.
    """

    trajectories: int = 10
    samples: int = 64
    draws: int = 256
    top: int = 5
    worlds: int = 10
    second: bool = False
    within: float = WITHIN
    outputs: tuple[str, ...] = OUTPUTS
    parameters: tuple[str, ...] = ()


STORMY: Final = 3.0
"""So much longer than usual a world takes on average when the model's numbers are drawn: many draws are stormy."""

FEWEST_SAMPLES: Final = 32
"""A smaller base sample is so uneven that indices are far off, and their intervals do not notice."""

MOST_SAMPLES: Final = 65_536

FULL: Final = Settings()
QUICK: Final = Settings(trajectories=3, samples=32, draws=16, top=3, worlds=3)


def default_scenario() -> Scenario:
    """Return what is studied if nothing else is said."""
    return Scenario.from_mapping(SETTING)


def checked_scenario(scenario: Scenario) -> Scenario:
    """Return a scenario that can be studied; raise `ScenarioError` for one with a sweep."""
    if scenario.point_count > 1:
        raise ScenarioError([Problem(Message("sweep_in_study"), "sweep")], scenario.asked_language)
    return scenario


@dataclass(frozen=True)
class Size:
    """How large a study is: what is varied, how many draws each part takes, and about how many seconds all take.

    kept: finished draws of earlier studies that lie in the folder; those that fit are used.
    """

    factors: int
    top: int
    screening: int
    indices: int
    ranking: int
    worlds: int
    policies: int
    seconds: float
    kept: int = 0

    @property
    def total(self) -> int:
        """All draws, and one with the usual numbers."""
        return 1 + self.screening + self.indices + self.ranking


def size_of(scenario: Scenario, factors: int, settings: Settings, jobs: int | None) -> Size:
    """Return how large a study of so many factors is."""
    top = min(settings.top, factors) if settings.samples else 0
    policies = len(scenario.policies)
    size = Size(
        factors=factors,
        top=top,
        screening=settings.trajectories * (factors + 1),
        indices=settings.samples * (2 * top + 2 if settings.second else top + 2) if top else 0,
        ranking=settings.draws if policies > 1 else 0,
        worlds=settings.worlds,
        policies=policies,
        seconds=0.0,
    )
    of_world = STORMY * seconds_of_a_world(scenario.cases()) / (jobs or default_jobs())
    return replace(size, seconds=size.total * settings.worlds * of_world)


def study(
    scenario: Scenario,
    settings: Settings = FULL,
    *,
    jobs: int | None = None,
    folder: Path | None = None,
    announce: Callable[[Size], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
    on_compile: Callable[[], None] | None = None,
) -> dict[str, Any]:
    """Run the study and return everything that was found as plain data, the same for any `jobs`.

    folder: where finished draws are kept, and found again. announce: called with the size before anything runs.
    progress: called with (draws done, all draws). Raises `ScenarioError` if SALib is missing or a parameter cannot be
    varied.
    """
    designs.require_salib()
    scenario = checked_scenario(scenario)
    factors = chosen_factors(settings.parameters, scenario.parameters, settings.within)
    size = size_of(scenario, len(factors), settings, jobs)
    answer = Draws(
        scenario,
        worlds=settings.worlds,
        jobs=jobs,
        folder=folder,
        progress=None if progress is None else lambda done: progress(done, size.total),
        total=size.total,
    )
    if announce is not None:
        announce(replace(size, kept=answer.kept))
    if progress is not None:
        progress(0, size.total)
    answer.warm_up(on_compile)
    policies = [case.policy for case in scenario.cases()]
    names = [policy.name for policy in policies]
    usual = answer([{}])[0]
    screening = screened(factors, answer, names, settings, scenario.seed)
    few = most_important(factors, screening, size.top)
    report: dict[str, Any] = {
        "followersim": followersim.__version__,
        "scenario": {
            "name": scenario.slug,
            "question": {lang: scenario.question.in_language(lang) for lang in LANGUAGES},
            "days": scenario.days,
            "people": scenario.people,
            "followers": scenario.followers,
        },
        "seed": scenario.seed,
        "worlds": settings.worlds,
        "within": settings.within,
        "simulations": size.total * settings.worlds * len(names),
        "outputs": list(settings.outputs),
        "policies": [
            {"name": policy.name, "title": {lang: policy_title(policy, lang) for lang in LANGUAGES}}
            for policy in policies
        ],
        "usual": _by_policy(usual, names, settings.outputs),
        "factors": [factor.as_dict() for factor in factors],
        "screening": screening,
        "indices": None,
        "ranking": None,
    }
    if few:
        report["indices"] = indexed(few, answer, names, settings, scenario.seed)
    if size.ranking:
        report["ranking"] = ranked(apart(factors), answer, names, settings, scenario.seed)
    return report


def _by_policy(values: Values, names: Sequence[str], outputs: Sequence[str]) -> dict[str, dict[str, float]]:
    return {
        name: {output: float(values[k, OUTPUTS.index(output)]) for output in outputs} for k, name in enumerate(names)
    }


def _changes(factors: Sequence[Factor], places: Values) -> list[dict[str, float]]:
    """Return what each row of places makes of the model's numbers."""
    return [
        {name: value for factor, place in zip(factors, row, strict=True) for name, value in factor.at(place).items()}
        for row in places.tolist()
    ]


def screened(
    factors: Sequence[Factor], answer: Answer, policies: Sequence[str], settings: Settings, seed: int
) -> dict[str, Any]:
    """Screen all factors after Morris: by how much each output moves from one end of a factor's range to the other.

    An effect whose interval includes 0 is not clear; `by_luck` says how many would be clear if none of them were real.
    """
    places = designs.morris_places(len(factors), settings.trajectories, seed)
    answers = answer(_changes(factors, places))
    results = []
    for output in settings.outputs:
        for k, policy in enumerate(policies):
            found = designs.morris_effects(places, answers[:, k, OUTPUTS.index(output)], seed)
            rows = [
                {
                    "name": factor.name,
                    **{name: float(values[n]) for name, values in found.items()},
                    "clear": bool(found["low"][n] > 0 or found["high"][n] < 0),
                    "none": bool(found["mu_star"][n] == 0.0),
                }
                for n, factor in enumerate(factors)
            ]
            by_luck = (1 - designs.LEVEL) * sum(not row["none"] for row in rows)
            results.append({"output": output, "policy": policy, "by_luck": by_luck, "factors": rows})
    return {"trajectories": settings.trajectories, "results": results}


def most_important(factors: Sequence[Factor], screening: Mapping[str, Any], top: int) -> list[Factor]:
    """Return the factors with the largest effects, each effect measured by the largest one on the same output."""
    scores = np.zeros(len(factors))
    for result in screening["results"]:
        sizes = np.array([row["mu_star"] for row in result["factors"]])
        if sizes.max() > 0:
            scores += sizes / sizes.max()
    order = np.argsort(-scores, kind="stable")[:top]
    return [factors[n] for n in order if scores[n] > 0]


def indexed(
    factors: Sequence[Factor], answer: Answer, policies: Sequence[str], settings: Settings, seed: int
) -> dict[str, Any]:
    """Return Sobol's indices: which share of an output's variance is due to which factor, alone and with others."""
    places = designs.sobol_places(len(factors), settings.samples, seed, second=settings.second)
    answers = answer(_changes(factors, places))
    names = [factor.name for factor in factors]
    results = []
    for output in settings.outputs:
        for k, policy in enumerate(policies):
            values = answers[:, k, OUTPUTS.index(output)]
            found = designs.sobol_indices(values, len(factors), seed, second=settings.second)
            entry: dict[str, Any] = {
                "output": output,
                "policy": policy,
                "spread": float(values.std()),
                "first": [_index(found, "S1", n, name=name) for n, name in enumerate(names)],
                "total": [_index(found, "ST", n, name=name) for n, name in enumerate(names)],
            }
            if settings.second:
                entry["second"] = [
                    _index(found, "S2", (i, j), name=names[i], other=names[j])
                    for i in range(len(names))
                    for j in range(i + 1, len(names))
                ]
            results.append(entry)
    return {"samples": settings.samples, "draws": len(places), "factors": names, "results": results}


def _index(found: Mapping[str, Values], kind: str, place: Any, **names: str) -> dict[str, Any]:
    """Return an index with its interval; one whose interval includes 0 is no clear effect."""
    value, half = float(found[kind][place]), float(found[f"{kind}_conf"][place])
    if not np.isfinite(value):
        return {**names, "value": None, "low": None, "high": None, "clear": False}
    return {**names, "value": value, "low": value - half, "high": value + half, "clear": value - half > 0}


def ranked(
    factors: Sequence[Factor], answer: Answer, policies: Sequence[str], settings: Settings, seed: int
) -> dict[str, Any]:
    """Return in which share of draws of all numbers at once the first policy does better than each other one."""
    places = designs.latin_places(len(factors), settings.draws, seed)
    answers = answer(_changes(factors, places))
    results = []
    for k in range(1, len(policies)):
        for output in settings.outputs:
            n = OUTPUTS.index(output)
            lead = (answers[:, 0, n] - answers[:, k, n]) * (-1.0 if output in LESS_IS_BETTER else 1.0)
            lead[np.abs(lead) < 1e-9] = 0.0
            better, worse = int((lead > 0).sum()), int((lead < 0).sum())
            low, high = wilson(better, len(lead))
            results.append(
                {
                    "policy": policies[0],
                    "against": policies[k],
                    "output": output,
                    "better": better,
                    "equal": len(lead) - better - worse,
                    "worse": worse,
                    "share": better / len(lead),
                    "low": low,
                    "high": high,
                    "lead": float(np.median(lead)),
                    "goes_with": _goes_with(factors, places, lead),
                }
            )
    spread = {
        policy: {
            output: [float(q) for q in np.quantile(answers[:, k, OUTPUTS.index(output)], [0.05, 0.5, 0.95])]
            for output in settings.outputs
        }
        for k, policy in enumerate(policies)
    }
    return {
        "draws": settings.draws,
        "numbers": len(factors),
        "results": results,
        "spread": spread,
        "along": [
            {
                "output": output,
                "policy": policy,
                "goes_with": _goes_with(factors, places, answers[:, k, OUTPUTS.index(output)]),
            }
            for output in settings.outputs
            for k, policy in enumerate(policies)
        ],
    }


def _goes_with(factors: Sequence[Factor], places: Values, goal: Values) -> list[dict[str, Any]]:
    """Return the numbers that clearly go along with something (Spearman, Holm), strongest first."""
    rho, p = designs.go_along(places, goal)
    adjusted = holm(p)
    order = sorted((n for n in range(len(factors)) if adjusted[n] < 1 - designs.LEVEL), key=lambda n: -abs(rho[n]))
    return [{"name": factors[n].name, "rho": float(rho[n]), "p": float(adjusted[n])} for n in order]


def quickened(*, quick: bool, **asked: Any) -> Settings:
    """Return the settings of a full or a quick study with what was asked for (not None) instead.

    Raises `ScenarioError` for a base sample that is too small or no power of two.
    """
    settings = replace(QUICK if quick else FULL, **{name: value for name, value in asked.items() if value is not None})
    n = settings.samples
    if 0 < n < FEWEST_SAMPLES:
        gaps = {"found": n, "low": FEWEST_SAMPLES, "high": MOST_SAMPLES}
        raise ScenarioError([Problem(Message("wrong_range", gaps), "--samples")])
    if n & (n - 1):
        below = 1 << (n.bit_length() - 1)
        advice = Message("near_powers", {"below": below, "above": 2 * below})
        raise ScenarioError([Problem(Message("power_of_two", {"found": n}), "--samples", suggestion=advice)])
    return settings

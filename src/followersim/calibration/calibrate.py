"""Calibrating from beginning to end: the search, a check in worlds that it has not seen, and what remains open."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

import numpy as np

import followersim
from followersim.calibration.account import AccountGoals, rates_for
from followersim.calibration.account_csv import read_account
from followersim.calibration.goals import loss_of
from followersim.calibration.journal import Journal
from followersim.calibration.knobs import FOR_TARGETS, changes_of, chosen
from followersim.calibration.leeway import leeways, looks
from followersim.calibration.published import PublishedGoals
from followersim.calibration.search import Search
from followersim.experiment.errors import InterruptedRunError
from followersim.experiment.manifest import hash_of_sources
from followersim.experiment.unit_store import LockedFolder
from followersim.experiment.work import warm_up
from followersim.model.compiling import is_compiled
from followersim.model.setup import set_up
from followersim.scenario import Scenario
from followersim.scenario.checking import closest
from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.loading import load_scenario
from followersim.validation.arms import PROFILES
from followersim.validation.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from followersim.calibration.goals import Goal, Goals, Measured
    from followersim.calibration.knobs import Knob

    Progress = Callable[[int, int], None]

_PROGRAM: Final = ("model", "scenario", "policies", "profiles", "validation", "calibration")
"""Parts of the program on which the values of a trial depend."""

CHECKS: Final = 2
GOOD_ENOUGH: Final = 1.0
"""Trials whose loss is larger than the best by at most so much count as about as good."""


@dataclass(frozen=True)
class Order:
    """What to search and how. `out` keeps the trials, so that the same order goes on where it was interrupted.

    parameters: texts like `likes` or `likes=0.001..0.02`; those that are usual for the goals if there are none.
    trials: at most so many candidates. times: so many times the worlds of a quick look. afresh: forget earlier trials.
    """

    out: Path
    parameters: Sequence[str] = ()
    trials: int = 100
    times: int = 1
    seed: int = 1
    jobs: int | None = None
    afresh: bool = False
    progress: Progress | None = None
    on_compile: Callable[[], None] | None = None


def calibrate_to_targets(order: Order, *, profiles: Sequence[str] = (), targets: Sequence[str] = ()) -> dict[str, Any]:
    """Search for parameters that meet the published targets and return the report (plain data, as in the file)."""
    _need_scipy()
    _check_targets(targets)
    knobs = chosen(order.parameters, FOR_TARGETS)
    goals = PublishedGoals(
        tuple(profiles) or PROFILES, names=targets, times=order.times, seed=order.seed, jobs=order.jobs
    )
    return {"goals_from": "targets", "profiles": list(goals.profiles), **_calibrate(order, goals, knobs)}


def calibrate_to_account(
    order: Order, data: Path, *, scenario: str | None = None, profile: str | None = None
) -> dict[str, Any]:
    """Search for parameters with which the model does what an account did; the report also says how its course fits.

    data: the CSV file. scenario: a file that says which company it is and how it answers (its first policy).
    """
    _need_scipy()
    account = read_account(data)
    base = (
        load_scenario(scenario)
        if scenario is not None
        else Scenario(policies=["handles_criticism_well"], profile=profile or PROFILES[0])
    )
    knobs = chosen(order.parameters, rates_for(account))
    goals = AccountGoals(account, base, times=order.times, seed=order.seed, jobs=order.jobs)
    report = _calibrate(order, goals, knobs)
    fresh = order.seed + 1
    course = {
        "account": goals.own_course(),
        "before": goals.course(goals.simulated({}, seed=fresh)),
        "after": goals.course(goals.simulated(report["changes"], seed=fresh)),
    }
    company = None if scenario is not None else base.profile.name
    return {
        "goals_from": "account",
        "company": company,
        "days": account.days,
        "followers": account.followers[-1],
        "share_simulated": goals.size,
        "course": course,
        **report,
    }


def _calibrate(order: Order, goals: Goals, knobs: Sequence[Knob]) -> dict[str, Any]:
    """Search, check and look around the best candidate."""
    if order.on_compile is not None and not is_compiled():
        order.on_compile()
    warm_up(set_up(Scenario(policies=["handles_criticism_well"]).cases()[0]))
    with LockedFolder(order.out):
        journal = Journal(order.out, _identity(order, goals, knobs), afresh=order.afresh)
        total = order.trials + CHECKS + 2 * len(knobs)

        def tell() -> None:
            if order.progress is not None:
                order.progress(min(len(journal), total), total)

        tell()
        try:
            search = Search(goals, knobs, journal, seed=order.seed, most=order.trials, on_trial=tell)
            search.run()
            open_ = leeways(search)
            before = search.measured(search.usual, fresh=True)
            after = search.measured(search.best.values, fresh=True)
        except KeyboardInterrupt as interruption:
            raise InterruptedRunError(min(len(journal), total), total) from interruption
        if order.progress is not None:
            order.progress(total, total)
    return {
        "followersim": followersim.__version__,
        "seed": order.seed,
        "times": order.times,
        "trials": len(search.trials),
        "runs": len(search.trials) + CHECKS + looks(search),
        "loss": {"before": search.usual_loss, "after": search.best.loss},
        "loss_in_other_worlds": {
            "before": loss_of(search.distances(before)),
            "after": loss_of(search.distances(after)),
        },
        "goals": [_goal(goals, goal, before[goal.key], after[goal.key]) for goal in goals.goals],
        "parameters": _parameters(search, open_),
        "changes": changes_of(search.best.values),
    }


def _identity(order: Order, goals: Goals, knobs: Sequence[Knob]) -> dict[str, Any]:
    """Return everything that decides about the values of a trial; the number of trials does not."""
    return {
        "program": hash_of_sources(_PROGRAM),
        "goals": goals.identity(),
        "knobs": [repr(knob) for knob in knobs],
        "seed": order.seed,
    }


def _parameters(search: Search, open_: Sequence[Any]) -> list[dict[str, Any]]:
    good = [trial for trial in search.trials if trial.loss <= search.best.loss + GOOD_ENOUGH]
    found = []
    for knob, leeway in zip(search.knobs, open_, strict=True):
        values = [trial.values[knob.name] for trial in good]
        found.append(
            {
                "name": knob.name,
                "meaning": {"en": knob.meaning("en"), "de": knob.meaning("de")},
                "range": [knob.low, knob.high],
                "before": knob.usual,
                "after": search.best.values[knob.name],
                "leeway": [leeway.low, leeway.high],
                "leeway_share": round(leeway.together, 4),
                "leeway_share_alone": round(leeway.alone, 4),
                "verdict": leeway.verdict,
                "good_trials": {"n": len(good), "low": min(values), "high": max(values)},
            }
        )
    return found


def _goal(goals: Goals, goal: Goal, before: Measured, after: Measured) -> dict[str, Any]:
    return {
        "key": goal.key,
        "profile": goal.profile,
        "title": dict(goal.title),
        "unit": goal.unit,
        "band": [_plain(goal.low), _plain(goal.high)],
        "beyond": goal.beyond,
        "point": goal.point,
        "before": _measured(goals, goal, before),
        "after": _measured(goals, goal, after),
    }


def _measured(goals: Goals, goal: Goal, found: Measured) -> dict[str, Any]:
    numbers = {"value": _plain(found.value), "low": _plain(found.low), "high": _plain(found.high)}
    return {**numbers, "verdict": goals.verdict(goal, found)}


def _plain(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _need_scipy() -> None:
    if find_spec("scipy") is None:
        raise ScenarioError([Problem(Message("calibrate_no_scipy"), suggestion=Message("calibrate_install"))])


def _check_targets(names: Sequence[str]) -> None:
    known = [target.name for target in TARGETS]
    problems = [
        Problem(
            Message("wrong_choice", {"found": shown(name), "allowed": ", ".join(known)}),
            key="--target",
            suggestion=closest(name, known),
        )
        for name in names
        if name not in known
    ]
    if problems:
        raise ScenarioError(problems)

"""Samples of everything that the charts on request are drawn from: small, seeded, without running the model."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim import charts
from followersim.analysis.causes import MAIN_SHARE
from followersim.analysis.frames import split
from followersim.analysis.stories import Crowd, Story, choose
from followersim.analysis.summary import summarise
from followersim.analysis.words import titles, value_words
from followersim.scenario.catalogue import mechanisms
from tests.charts.cases import CASES as USUAL
from tests.synthetic import make_daily

if TYPE_CHECKING:
    import pandas as pd

    from followersim.analysis.inputs import ScenarioLike
    from followersim.charts.page import Chart
    from followersim.charts.theme import Look

CASES: Final = {
    name: (replace(scenario, policies=scenario.policies[:12]), min(worlds, 30))
    for name, (scenario, worlds) in USUAL.items()
    if name != "large"
}
ONE_WORLD: Final = ("two", "long names", "strange names", "one day", "two years", "sweep of 3", "four")
"""Cases in which one world is told; the others differ in policies and points, of which it knows nothing."""


def cases_of(kind: str) -> list[str]:
    """Return the names of the cases in which a chart is worth looking at."""
    if kind == "causes":
        return [name for name in ONE_WORLD if name != "one day"]
    return list(ONE_WORLD if kind in charts.NEED_MATERIAL else CASES)


@cache
def results(case: str) -> tuple[Any, dict[str, Any]]:
    """Return the daily frame and the summary of a case."""
    scenario, worlds = CASES[case]
    daily = make_daily(scenario, worlds, point_effect=0.1)
    return daily, summarise(daily, scenario)


def chart(kind: str, case: str, lang: str, look: Look) -> Chart:
    """Draw a chart of a case."""
    scenario, _ = CASES[case]
    daily, summary = results(case)
    return charts.draw(kind, daily, summary, scenario, lang, material=material(kind, case), look=look)


def own_words(case: str, lang: str) -> tuple[list[str], list[str]]:
    """Return the names of the policies, and the values of the sweep, as a chart writes them."""
    scenario, _ = CASES[case]
    values = {value_words(value, lang) for point in scenario.points for value in point.values()}
    return list(titles(scenario, lang).values()), sorted(values)


@cache
def material(kind: str, case: str) -> Any:
    """Return what a chart of a case needs beside tables."""
    scenario, _ = CASES[case]
    if kind == "causes":
        count = {"two": 3, "long names": 9, "four": 0, "two years": 1}.get(case, 5)
        return explained(scenario, count, clear=case != "sweep of 3")
    people = {"one day": 20, "two years": 3_000_000}.get(case, 20_000)
    return material_of(kind, scenario, *results(case), people=people)


def material_of(
    kind: str, scenario: ScenarioLike, daily: pd.DataFrame, summary: dict[str, Any], people: int = 20_000
) -> Any:
    """Return what a chart of any scenario needs beside its tables."""
    if kind == "causes":
        return explained(scenario)
    if kind == "story":
        return story(scenario, daily, summary)
    return crowd(scenario, daily, summary, people) if kind == "audience" else None


def explained(scenario: ScenarioLike, count: int = 5, *, clear: bool = True) -> dict[str, Any]:
    """Return an explanation as data with so many causes; its numbers add up as real ones do."""
    names = [name for name, about in mechanisms().items() if about["kind"] == "cause"]
    sizes = [-60.0, -31.5, 14.0, -9.4, -6.0, -4.0, 3.0, -2.0, -1.0][:count]
    other = -12.5
    total = sum(sizes) + other
    causes = [
        {
            "mechanism": name, **mechanisms()[name], "mean": size, "low": size - 20, "high": size + 20,
            "share": size / total, "without": {"mean": total - size, "low": -99.0, "high": -1.0},
        }
        for name, size in zip(names, sizes, strict=False)
    ]  # fmt: skip
    cases = scenario.cases()
    base = cases[0].followers + 104.2
    found = {
        "baseline": base,
        "policy": base + total,
        "difference": {"mean": total, "low": total - 30, "high": total + 30, "clear": clear},
        "verdict": "main_reason" if clear else "no_clear_difference",
        "main": [cause["mechanism"] for cause in causes if cause["share"] >= MAIN_SHARE],
        "causes": causes,
        "other": {"mechanism": "other", "mean": other, "low": other - 15, "high": other + 15, "share": other / total},
        "amplifiers": [],
    }
    pair = {"baseline": cases[0].policy.name, "policy": cases[1].policy.name}
    return {"worlds": 20, "days": cases[0].days, **pair, "outcomes": {"followers": found}}


def story(scenario: ScenarioLike, daily: pd.DataFrame, summary: dict[str, Any]) -> Story:
    """Return the story of the world that would be told, as the daily frame has it, with replies made up."""
    chosen = choose(daily, summary, scenario)
    block = next(b for b in split(daily, scenario) if b.policy == chosen.policy)
    row = int(np.flatnonzero(block.worlds == chosen.world)[0])
    answered = block.measure("n_answered")[row]
    replies = {
        "harsh": np.floor(answered * 0.7),
        "thank": np.floor(answered * 0.2),
        "ask_information": answered * 0 + 1,
    }
    return Story(
        policy=chosen.policy,
        world=chosen.world,
        storm=chosen.storm,
        n_storms=chosen.n_storms,
        followers=np.append(float(scenario.cases()[0].followers), block.measure("n_followers")[row]),
        praise=block.measure("n_praise")[row],
        criticism=block.measure("n_criticism")[row],
        wind=block.measure("wind_force")[row],
        replies=replies,
        received=int(block.measure("n_received")[row].sum()),
        answered=int(answered.sum()),
    )


def crowd(scenario: ScenarioLike, daily: pd.DataFrame, summary: dict[str, Any], people: int) -> Crowd:
    """Return an audience in which some circles are hit harder than others."""
    chosen = choose(daily, summary, scenario)
    rng = np.random.default_rng(1)
    circles = max(1, people // 12)
    heat = rng.beta(1, 4, circles)[np.arange(people) % circles]
    reached = rng.random(people) < 0.2 + heat
    angry = reached & (rng.random(people) < heat)
    spoke = angry & (rng.random(people) < 0.15)
    follows = np.arange(people) < people // 4
    storm = chosen.storm
    return Crowd(
        policy=chosen.policy, world=chosen.world, storm=storm, n_storms=chosen.n_storms,
        first_day=storm.start if storm else 0,
        last_day=storm.end if storm else 0, circles=circles, follows=follows, reached=reached, angry=angry,
        spoke=spoke, left=follows & (rng.random(people) < 0.03 * angry),
    )  # fmt: skip

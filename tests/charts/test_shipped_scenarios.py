"""The charts of the scenarios that come with the program: their names, events and points are as people meet them.

The gate draws two charts of each from made-up numbers, in fair rotation. ``pytest --every-chart`` runs the model in a
few worlds of each and draws every chart of them in both languages and all looks, which takes half an hour.
"""

from __future__ import annotations

import warnings
from collections import Counter
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followersim import charts
from followersim.analysis.summary import summarise
from followersim.analysis.words import SWEEP_NAMES, titles, value_words
from followersim.experiment.counterfactuals import explain
from followersim.experiment.material import Material
from followersim.experiment.runner import run
from followersim.scenario import load_scenario
from followersim.scenario.vocabulary import CHARTS, THEMES
from tests.charts import samples
from tests.charts.checking import drawn, faults
from tests.synthetic import make_daily

if TYPE_CHECKING:
    import pandas as pd

    from followersim.charts.theme import Look
    from followersim.scenario.scenario import Scenario

    Tables = tuple[pd.DataFrame, dict[str, Any]]
    Turn = tuple[Path, str, str, Look]

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
LANGUAGES = ("de", "en")
LOOKS = [*(charts.look_of(name) for name in THEMES), charts.look_of(large_room=True)]
EACH = 2
WORLDS, WORLDS_OF_CAUSES = 10, 2


def charts_of(scenario: Scenario) -> list[str]:
    """Return the names of all charts that a scenario can have."""
    compared = len(scenario.policies) > 1
    return [*charts.names(scenario), *(name for name in charts.ON_REQUEST if compared or name != "causes")]


def turns() -> list[Turn]:
    """Give each scenario the next two charts of all that they all have, each time in the next look and language."""
    kinds = [kind for kind in CHARTS if kind not in charts.OF_GRIDS]
    ways = list(product(LOOKS, LANGUAGES))
    found = []
    for turn in range(EACH * len(SCENARIOS)):
        look, lang = ways[turn // len(kinds) * 3 % len(ways)]
        found.append((SCENARIOS[turn // EACH], kinds[turn % len(kinds)], lang, look))
    return found


def found_faults(kind: str, scenario: Scenario, tables: Tables, way: tuple[str, Look], **more: Any) -> list[str]:
    """Draw a chart and return what is wrong with it; nothing may warn."""
    lang, look = way
    values = sorted({value_words(value, lang) for point in scenario.points for value in point.values()})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = drawn(charts.draw(kind, *tables, scenario, lang, look=look, **more))
        return faults(figure, lang, list(titles(scenario, lang).values()), values)


TURNS = turns()


@lru_cache(maxsize=1)
def made_up(path: Path) -> tuple[Scenario, Tables]:
    scenario = load_scenario(path)
    daily = make_daily(scenario, 6)
    return scenario, (daily, summarise(daily, scenario))


@pytest.mark.parametrize(("path", "kind", "lang", "look"), TURNS, ids=lambda x: str(getattr(x, "stem", x)))
def test_the_shipped_scenarios_make_good_charts(path: Path, kind: str, lang: str, look: Look) -> None:
    scenario, tables = made_up(path)
    assert {key for point in scenario.points for key in point} <= set(SWEEP_NAMES), "keys have names"
    material = samples.material_of(kind, scenario, *tables)
    assert found_faults(kind, scenario, tables, (lang, look), material=material) == []


def test_the_rotation_is_fair() -> None:
    """Every chart has its turn equally often, in every language and look."""
    often = Counter(kind for _, kind, _, _ in TURNS)
    assert set(often) == set(CHARTS) - set(charts.OF_GRIDS)
    assert max(often.values()) - min(often.values()) <= 1
    for kind in often:
        own = [(lang, look) for _, one, lang, look in TURNS if one == kind]
        assert {lang for lang, _ in own} == set(LANGUAGES)
        assert {look for _, look in own} == set(LOOKS)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.every_chart
def test_every_chart_of_every_shipped_scenario(path: Path) -> None:
    scenario = load_scenario(path)
    result = run(path, worlds=WORLDS)
    tables = result.daily, result.summary_dict()
    material = Material(result.scenario, result.tables, result.summary_dict(), result.folder)
    kinds = charts_of(scenario)
    causes = explain(material.pair.with_changes(worlds=WORLDS_OF_CAUSES)).as_dict() if "causes" in kinds else None
    wrong = []
    for kind in kinds:
        needed = causes if kind == "causes" else material.of(kind) if kind in charts.NEED_MATERIAL else None
        best = result.best if kind in charts.OF_GRIDS else None
        for lang, look in product(LANGUAGES, LOOKS):
            found = found_faults(kind, scenario, tables, (lang, look), material=needed, best=best)
            wrong += [f"{kind}, {lang}, {look}: {fault}" for fault in found]
    assert wrong == []

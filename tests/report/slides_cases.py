"""Made-up results for decks: quick, of every kind that a scenario can have, and with names that try to do harm."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pptx import Presentation

from followersim.analysis.best import best_of_daily
from followersim.analysis.frames import split
from followersim.analysis.summary import summarise
from followersim.report.results import Results
from followersim.report.slides import slides
from followersim.scenario import Scenario
from tests.synthetic import make_daily

if TYPE_CHECKING:
    import pandas as pd

    from followersim.analysis.frames import Block
    from followersim.scenario.vocabulary import Language

TAG: Final = '<img src=x onerror=alert(1)> & "quoted" {braces} {{7*7}}'
FORMULA: Final = "=cmd|' /C calc'!A0"
ONE_WORD: Final = "Donaudampfschifffahrtsgesellschafts" * 3 + "kapitaensmuetze"
LONG: Final = "A name of one hundred and twenty characters, as somebody may write it who never saw a slide " + "x" * 26
TWELVE: Final = (
    "handles_criticism_well", "harsh_reply", "broadcast_only", "ignores_criticism", "personal_voice",
    "deletes_criticism", "template_replies", "answers_praise", "offers_and_discounts", "untrained_team",
    "advertising_only", "silent_leader",
)  # fmt: skip
_TWO: Final = ["handles_criticism_well", "harsh_reply"]
_FAULT: Final = {"type": "product_fault", "day": 8, "share": 0.2, "severity": 0.9}
_PERIOD: Final = {"days": 30}
_NEIGHBOUR: Final = {
    "name": "next_door",
    "title": {"en": "Next door", "de": "Nebenan"},
    "profile": "small_business",
    "policy": "harsh_reply",
    "followers": 300,
}
SCENARIOS: Final[dict[str, dict[str, Any]]] = {
    "two": {
        "name": {"en": "Sharp words", "de": "Scharfe Worte"},
        "question": {"en": "What if we snap back?", "de": "Was, wenn wir zurückschnappen?"},
        "look_at": {"en": "The clouds first.", "de": "Erst die Wolken."},
        "policies": _TWO,
        "events": [_FAULT],
        "period": {"days": 90},
        "worlds": 200,
    },
    "one": {"policies": ["harsh_reply"], "period": {"days": 14}, "worlds": 8},
    "calm": {"policies": [*_TWO, "broadcast_only"], "period": _PERIOD, "worlds": 20, "rivals": [_NEIGHBOUR]},
    "long": {
        "policies": _TWO,
        "period": {"days": 400},
        "worlds": 20,
        "audience": {"people": 4_000_000, "followers": 2_000_000},
    },
    "twelve": {"policies": list(TWELVE), "period": _PERIOD, "events": [_FAULT], "worlds": 20},
    "line": {"policies": _TWO, "period": _PERIOD, "worlds": 20, "sweep": {"team.members": [1, 2, 4]}},
    "line of one": {
        "policies": ["harsh_reply"],
        "period": _PERIOD,
        "worlds": 20,
        "sweep": {"team.members": list(range(1, 21))},
    },
    "grid": {
        "policies": [*_TWO, "broadcast_only"],
        "period": _PERIOD,
        "events": [_FAULT],
        "worlds": 20,
        "sweep": {"team.members": [1, 2, 4], "events.0.severity": [n / 12 for n in range(1, 13)]},
    },
    "points": {
        "policies": _TWO,
        "period": _PERIOD,
        "events": [_FAULT],
        "worlds": 20,
        "sweep": {
            "sample": "latin_hypercube",
            "size": 16,
            "ranges": {"events.0.severity": [0.1, 0.9], "team.training": [0.0, 1.0]},
        },
    },
    "hostile": {
        "name": "cmd| & friends {n} {{7*7}}",
        "question": f"{TAG} \U0001f525 \u4f60\u597d " + "and on " * 30,
        "look_at": TAG,
        "ask": [TAG, "{n} %s " + FORMULA],
        "policies": [
            {"based_on": "handles_criticism_well", "name": "first", "title": FORMULA, "description": TAG},
            {"based_on": "harsh_reply", "name": "second", "title": TAG, "description": FORMULA},
            {"based_on": "harsh_reply", "name": "third", "title": ONE_WORD, "description": "long " * 120},
            {"based_on": "harsh_reply", "name": "fourth", "title": LONG[:120]},
        ],
        "events": [_FAULT, {"type": "scandal", "day": 9}, {"type": "leak", "per_month": 0.3}],
        "rivals": [{**_NEIGHBOUR, "title": "&lt;b&gt; ' x"}],
        "period": _PERIOD,
        "worlds": 12,
    },
}


@dataclass(frozen=True)
class _Tables:
    """Stands in for the tables on the disk."""

    daily: pd.DataFrame
    scenario: Scenario

    def blocks(self, scenario: Scenario | None = None) -> list[Block]:
        del scenario
        return split(self.daily, self.scenario)

    def close(self) -> None:
        """Nothing is open."""


@cache
def results(case: str) -> Results:
    """Return made-up results of a scenario."""
    scenario = Scenario(**SCENARIOS[case])
    daily = make_daily(scenario, scenario.worlds, point_effect=0.05)
    if case == "calm":
        daily["wind_force"] = daily["wind_force"].clip(upper=3)
    best = best_of_daily(daily, scenario) if scenario.sweep and len(scenario.policies) > 1 else None
    known: dict[str, Any] = {
        "scenario": scenario,
        "summary": summarise(daily, scenario),
        "tables": _Tables(daily, scenario),
        "best": best,
        "command": ("followersim", "run", "made_up.yaml", "--jobs", "2"),
        "versions": {"followersim": "0.1.0", "python": "3.11.7"},
        "program": "0" * 64,
        "folder": Path("results/made_up"),
    }
    return Results(**{one.name: known[one.name] for one in fields(Results) if one.name in known})


@cache
def content(case: str, lang: Language) -> bytes:
    """Return a deck as bytes."""
    return slides(results(case), lang)


@cache
def deck(case: str, lang: Language) -> Any:
    """Return a deck, opened."""
    return Presentation(BytesIO(content(case, lang)))

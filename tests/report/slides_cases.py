"""Made-up results for decks: quick, of every kind that a scenario can have, and with names that try to do harm."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast
from unittest.mock import patch

from pptx import Presentation

from followersim.analysis.best import best_of_daily
from followersim.analysis.frames import split
from followersim.analysis.summary import summarise
from followersim.charts import ON_REQUEST, draw
from followersim.report import slides_voices
from followersim.report.conversation import Answer, Line, Pair
from followersim.report.results import Results
from followersim.report.slides import slides
from followersim.scenario import Scenario
from followersim.scenario.catalogue import mechanisms
from tests.charts import samples
from tests.synthetic import make_daily

if TYPE_CHECKING:
    import pandas as pd

    from followersim.analysis.frames import Block
    from followersim.charts.page import Chart
    from followersim.report.conversation import Conversation
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


CHARTS: Final[dict[str, tuple[str, ...]]] = {
    "two": ON_REQUEST,
    "one": ("gained_lost", "response"),
    "twelve": ("causes", "response", "trust", "gained_lost", "wind"),
    "line": ("trust", "wind"),
    "grid": ("response", "gained_lost"),
    "hostile": ("causes", "response", "trust", "gained_lost", "wind"),
}
"""Charts on request that a run wrote."""


def answer(text: str, lang: str, *, private: bool = False, delay: str = "") -> Answer:
    """Return a made-up reply."""
    title, after = {"en": ("empathy", "after 2 hours"), "de": ("Mitgefühl", "nach 2 Stunden")}[lang]
    return Answer(title, delay or after, private, f"@warm_waffle {text}")


def line(text: str, found: Answer | None, kind: str = "criticism", views: int = 12) -> Line:
    """Return a made-up message."""
    return Line(20, "11:21", kind, kind, "", "@warm_waffle", text, views, 1, found)


def talk(case: str, lang: Language) -> Conversation | None:
    """Return what was written in one run of a case: a pair, half a pair, one message, or nothing."""
    words = {
        "en": ("It lost its colour in a week.", "I am sorry about that.", "Read the manual."),
        "de": ("Nach einer Woche ist die Farbe ab.", "Das tut uns leid.", "Anleitung lesen hilft."),
    }[lang]
    kind, harsh = answer(words[1], lang), answer(words[2], lang)
    late = answer(words[1], lang, private=True, delay={"en": "after 3 days", "de": "nach 3 Tagen"}[lang])
    long = answer(TAG + " and on" * 80, lang, private=True)
    policy = SCENARIOS[case]["policies"][-1]
    name = policy if isinstance(policy, str) else policy["name"]
    first = SCENARIOS[case]["policies"][0]
    base = first if isinstance(first, str) else first["name"]
    found: dict[str, tuple[tuple[Line, ...], tuple[Pair, ...]]] = {
        "two": ((), (Pair(line("?", late), (harsh, late)), Pair(line(words[0], harsh), (harsh, kind)))),
        "one": ((line("praise", None, "praise"), line(words[0], harsh)), ()),
        "line": ((line(words[0], None),), ()),
        "grid": ((line("praise", None, "praise"),), ()),
        "twelve": ((), (Pair(line(words[0], None), (None, kind)),)),
        "hostile": ((), (Pair(line(TAG + " \u4f60\u597d\U0001f525" * 60, long), (long, answer(FORMULA, lang))),)),
    }
    if case not in found:
        return None
    lines, pairs = found[case]
    winds = (0, 2, 6) if pairs else (0, 2, 3)
    return cast(
        "Conversation",
        SimpleNamespace(
            policy=name, baseline=base if pairs else None, world=6, winds=winds, base_winds=(0, 2, 3),
            lines=lines, pairs=pairs, is_first_storm=max(winds) > 4,
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class MadeUp(Results):
    """Results whose charts need no run of the model."""

    def chart(self, name: str, lang: str) -> Chart:
        """Return a chart; what one world tells is the sample of the charts' own tests."""
        return draw(name, self.tables, self.summary, self.scenario, lang, material=samples.material(name, "two"))

    @property
    def causes(self) -> dict[str, Any] | None:
        """Return made-up causes, if there are to be some."""
        if "causes" not in self.charts:
            return None
        return explained(self.scenario, 3 if len(self.scenario.policies) == 2 else 5)


def explained(scenario: Scenario, count: int) -> dict[str, Any]:
    """Return an explanation as data; its numbers add up as real ones do."""
    case, sizes, other = scenario.cases()[0], (-60.0, -31.5, 14.0, -9.4, -6.0)[:count], -12.5
    names = [name for name, about in mechanisms().items() if about["kind"] == "cause"]
    base, total = case.followers + 104.2, sum(sizes) + other

    def part(name: str, size: float) -> dict[str, Any]:
        return {"mechanism": name, "mean": size, "low": size - 20, "high": size + 20, "share": size / total}

    causes = [
        {**mechanisms()[name], **part(name, size), "without": {"mean": total - size, "low": -99.0, "high": -1.0}}
        for name, size in zip(names, sizes, strict=False)
    ]
    found = {
        "baseline": base,
        "policy": base + total,
        "difference": {"mean": total, "low": total - 30, "high": total + 30, "clear": True},
        "verdict": "main_reason",
        "main": [names[0]],
        "causes": causes,
        "other": part("other", other),
        "amplifiers": [],
    }
    pair = {"baseline": scenario.policies[0].name, "policy": scenario.policies[-1].name}
    return {"worlds": 20, "days": case.days, **pair, "outcomes": {"followers": found}}


@dataclass(frozen=True)
class _Tables:
    """Stands in for the tables on the disk."""

    daily: pd.DataFrame
    scenario: Scenario
    folder: Path = Path("results/made_up")

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
    known["charts"] = ("growth", "feedback", "shitstorm", *CHARTS.get(case, ()))
    return MadeUp(**{one.name: known[one.name] for one in fields(Results) if one.name in known})


@cache
def content(case: str, lang: Language) -> bytes:
    """Return a deck as bytes."""
    with patch.object(slides_voices, "conversation", lambda _results, spoken: talk(case, spoken)):
        return slides(results(case), lang)


@cache
def deck(case: str, lang: Language) -> Any:
    """Return a deck, opened."""
    return Presentation(BytesIO(content(case, lang)))

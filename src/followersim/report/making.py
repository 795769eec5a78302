"""How a result came about: the situation, the method, the numbers that were changed, and how to get it again."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from followersim.analysis.inputs import rival_titles, text_in, timeline
from followersim.analysis.words import happening_name, sweep_name, value_words
from followersim.locale import plural, translate
from followersim.locale.dates import in_words
from followersim.locale.numbers import number, percent
from followersim.report.sources import assumption_counts
from followersim.scenario import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.report.results import Results
    from followersim.scenario.build import Case
    from followersim.scenario.scenario import Scenario
    from followersim.scenario.vocabulary import Language

_HARMLESS: Final = {"--jobs": 1, "--executor": 1, "--dask": 1, "--json": 0, "--quiet": 0, "--fresh": 0, "--resume": 0}
"""Options of `run` that change nothing in the results, with the number of words that follow them."""


@dataclass(frozen=True)
class Assumption:
    """A number of the model that the scenario changed."""

    name: str
    meaning: str
    unit: str
    value: str
    usual: str
    source: str


@dataclass(frozen=True)
class Reproduction:
    """How to get the same numbers again."""

    command: str
    verify: str
    seed: int
    worlds: int
    hash: str
    versions: Mapping[str, str]


def setting(scenario: Scenario, case: Case, lang: Language) -> list[tuple[str, str]]:
    """Return the situation: labels and texts."""
    profile = case.profile
    company = text_in(profile.title, lang) or profile.name
    if description := profile.description.in_language(lang).strip():
        company = f"{company}: {description}"
    followers, people = number(case.followers, lang), number(case.people, lang)
    period = translate(lang, "{n} days, from {date}", n=number(case.days, lang), date=in_words(case.start, lang))
    found = [
        (translate(lang, "Company"), company),
        (
            translate(lang, "Audience"),
            translate(
                lang, "{people} people, of whom {followers} follow at the start", people=people, followers=followers
            ),
        ),
        (translate(lang, "Period"), period),
        (translate(lang, "What happens"), _events(case, lang)),
    ]
    if rivals := list(rival_titles(scenario, lang).values()):
        found.append((translate(lang, "Other companies"), ", ".join(rivals)))
    if scenario.sweep:
        said = [
            f"{sweep_name(key, lang)}: {', '.join(value_words(value, lang) for value in values[:12])}"
            + (" …" if len(values) > 12 else "")
            for key, values in scenario.sweep.items()
        ]
        found.append((translate(lang, "Varied"), "; ".join(said)))
    return found


def _events(case: Case, lang: Language) -> str:
    said = []
    for event, happening in zip(case.events, timeline(case, lang), strict=True):
        name = happening_name(happening, lang)
        if happening.day is None:
            said.append(translate(lang, "{event} (by chance)", event=name))
            continue
        details = [translate(lang, "day {n}", n=number(happening.day, lang))]
        if event.share is not None and event.share > 0:
            details.append(translate(lang, "hits {share}", share=percent(event.share, lang, _decimals(event.share))))
        if event.severity is not None and event.severity > 0:
            details.append(translate(lang, "severity {n}", n=number(event.severity, lang, 2).rstrip("0").rstrip(".,")))
        said.append(f"{name} ({', '.join(details)})")
    return "; ".join(said) or translate(lang, "nothing out of the ordinary")


def _decimals(share: float) -> int:
    return 0 if round(share, 2) == share else 1


def method(results: Results, cases: list[Case], lang: Language) -> list[str]:
    """Return how it was computed, sentence by sentence."""
    summary, scenario = results.summary, results.scenario
    worlds, n = number(summary["worlds"], lang), len(cases)
    said = [
        translate(
            lang,
            "An agent-based simulation: {people} people read, praise, ask, complain, share, get angry, calm down, "
            "follow and leave, hour by hour, for {days}.",
            people=number(cases[0].people, lang),
            days=plural(lang, "{n} day", "{n} days", summary["days"]),
        ),
        translate(
            lang,
            "Everything is run {worlds} times, each time with other people and other luck. A run is a world that could "
            "have been; how much they differ is part of the answer.",
            worlds=worlds,
        ),
    ]
    if n > 1:
        said.append(
            translate(
                lang,
                "All policies meet the same worlds: the same people, the same luck, the same events. What differs "
                "between them comes from the policy.",
            )
        )
    if results.scenario.point_count > 1:
        said.append(
            translate(
                lang,
                "The runs are repeated at {n} points of the sweep.",
                n=number(scenario.point_count, lang),
            )
        )
    said.append(
        translate(
            lang,
            "A shitstorm is wind force 5 or 6 on the scale of Graf and Schwede (2012): critics are the majority, and "
            "it spreads far beyond the followers.",
        )
    )
    said.append(
        translate(
            lang,
            "Intervals say what the true value may be: in 95 of 100 such studies it lies within. With more runs they "
            "get narrower.",
        )
    )
    return said


def assumptions(scenario: Scenario, lang: Language) -> list[Assumption]:
    """Return the numbers of the model that the scenario changed."""
    known, found = catalogue.parameters(), []
    for name, value in scenario.parameters.items():
        entry = known.get(name, {})
        source = str(entry.get("source") or "assumption")
        found.append(
            Assumption(
                name,
                catalogue.meaning(entry, lang),
                str(entry.get("unit", "")),
                value_words(value, lang),
                value_words(entry.get("value"), lang),
                source,
            )
        )
    return found


def assumption_note(lang: Language) -> str:
    """Return how many numbers of the model have no source."""
    assumed, whole = assumption_counts()
    return translate(
        lang,
        "{assumed} of the {whole} numbers of the model are assumptions for which no source was found; "
        "`followersim list parameters` says which.",
        whole=number(whole, lang),
        assumed=number(assumed, lang),
    )


def reproduction(results: Results) -> Reproduction:
    """Return how to get the same numbers again."""
    scenario, summary = results.scenario, results.summary
    command = _said(results.command)
    if not command:
        worlds = "auto" if scenario.auto_worlds else str(scenario.worlds)
        command = ["followersim", "run", file_of(results), "--worlds", worlds, "--seed", str(scenario.seed)]
    names = ("followersim", "python", "numpy", "numba", "matplotlib")
    return Reproduction(
        command=command_line(command),
        verify=command_line(["followersim", "verify", f"results/{summary['scenario']}"]),
        seed=int(summary["seed"]),
        worlds=int(summary["worlds"]),
        hash=str(summary["hash"]),
        versions={name: results.versions[name] for name in names if name in results.versions},
    )


def _said(words: tuple[str, ...]) -> list[str]:
    """Return a command line without what changes nothing in the results."""
    kept, skip = [], 0
    for word in words:
        name, equals, _ = word.partition("=")
        if skip:
            skip -= 1
        elif name in _HARMLESS:
            skip = 0 if equals else _HARMLESS[name]
        else:
            kept.append(word)
    return kept


def file_of(results: Results) -> str:
    """Return what the scenario's file is called, as it was typed if it was."""
    slug = str(results.summary["scenario"])
    for word in results.command:
        if word.endswith((".yaml", ".yml")) and word.replace("\\", "/").rpartition("/")[2].startswith(slug + "."):
            return word
    return f"{slug}.yaml"


def command_line(words: list[str]) -> str:
    """Return a command as one types it."""
    return " ".join(shlex.quote(word) for word in words)

"""`followersim list`: what there is, one line each."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option, option
from followersim.cli.kinds import OneOf
from followersim.cli.show_parameter import origin
from followersim.cli.terminal import complain, say
from followersim.cli.words import word
from followersim.scenario import catalogue
from followersim.scenario.errors import ScenarioError
from followersim.scenario.loading import load_policy, load_profile, load_scenario
from followersim.scenario.vocabulary import CHARTS, EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.cli.language import Language

Rows = list[dict[str, object]]
SCENARIO_FOLDER: Final = Path("scenarios")


@command_(
    "list",
    about=(
        (
            "List what there is, one line each: policies, scenarios (in the folder scenarios), profiles, events, "
            "parameters or charts."
        ),
        (
            "Listet auf, was es gibt, je eine Zeile: Strategien (policies), Szenarien im Ordner scenarios, Profile, "
            "Ereignisse (events), Parameter oder Diagramme (charts)."
        ),
    ),
    examples=("followersim list policies", "followersim list parameters --json"),
)
@click.argument(
    "what",
    metavar="policies|scenarios|profiles|events|parameters|charts",
    type=OneOf("policies", "scenarios", "profiles", "events", "parameters", "charts"),
)
@option("--json", "as_json", is_flag=True, about=("print a JSON list", "als JSON-Liste ausgeben"))
@lang_option()
@click.pass_context
def command(ctx: click.Context, what: str, as_json: bool, lang: str | None) -> None:
    """Print a list."""
    del lang
    speaking = language.in_use(ctx)
    rows = _LISTS[what](speaking)
    if as_json:
        plain = [{key: value for key, value in row.items() if key != "line"} for row in rows]
        click.echo(json.dumps(plain, ensure_ascii=True, indent=1))
    elif not rows and what == "scenarios":
        complain(word("no_scenarios", speaking))
    else:
        width = max((len(str(row["name"])) for row in rows), default=0)
        for row in rows:
            say(f"{row['name']!s:<{width}}  {row.get('line', '')}".rstrip().replace("\n", " "))
        if what == "parameters":
            complain(_count_of_bases(rows, speaking))


def _policies(lang: Language) -> Rows:
    rows: Rows = []
    for name in catalogue.policy_names():
        policy = load_policy(name)
        title, description = policy.title.in_language(lang), policy.description.in_language(lang)
        rows.append({"name": name, "title": title, "description": description, "line": f"{title}: {description}"})
    return rows


def _profiles(lang: Language) -> Rows:
    rows: Rows = []
    for name in catalogue.profile_names():
        profile = load_profile(name)
        title, description = profile.title.in_language(lang), profile.description.in_language(lang)
        rows.append({"name": name, "title": title, "description": description, "line": f"{title}: {description}"})
    return rows


def _scenarios(lang: Language) -> Rows:
    rows: Rows = []
    for path in sorted(SCENARIO_FOLDER.glob("*.yaml")):
        row: dict[str, object] = {"name": path.as_posix()}
        try:
            scenario = load_scenario(path)
        except ScenarioError:
            row["line"] = word("has_problems", lang, file=path.as_posix())
        else:
            row["title"] = scenario.name.in_language(lang)
            row["question"] = scenario.question.in_language(lang)
            row["policies"] = [policy.name for policy in scenario.policies]
            row["line"] = f"{row['title']}: {row['question']}"
        rows.append(row)
    return rows


def _events(lang: Language) -> Rows:
    return [
        {
            "name": name,
            "title": kind.title[lang],
            "meaning": kind.meaning[lang],
            "share": kind.share,
            "severity": kind.severity,
            "responsibility": kind.responsibility,
            "lasts_days": kind.lasts_days,
            "line": f"{kind.title[lang]}: {kind.meaning[lang]}",
        }
        for name, kind in EVENT_TYPES.items()
    ]


def _parameters(lang: Language) -> Rows:
    rows: Rows = []
    for name, entry in catalogue.parameters().items():
        about = {"meaning": catalogue.meaning(entry, lang), "basis": catalogue.basis(entry)}
        row = {key: entry[key] for key in ("value", "unit", "range", "chapter", "source")}
        unit = catalogue.parameter_guide()["units"][entry["unit"]][lang]
        line = f"{entry['value']} {unit}  {about['meaning']}  [{origin(entry, lang)}]"
        rows.append({"name": name, **row, **about, "line": line})
    return rows


def _count_of_bases(rows: Rows, lang: Language) -> str:
    """Say how many of the parameters have a source, and how many are assumptions."""
    found = Counter(str(row["basis"]) for row in rows)
    counts = {name: found[name] for name in catalogue.parameter_guide()["bases"]}
    return word("count_of_bases", lang, all=len(rows), **counts)


def _charts(lang: Language) -> Rows:
    return [{"name": name, "title": about[lang], "line": about[lang]} for name, about in CHARTS.items()]


_LISTS: Final[dict[str, Callable[[Language], Rows]]] = {
    "policies": _policies,
    "scenarios": _scenarios,
    "profiles": _profiles,
    "events": _events,
    "parameters": _parameters,
    "charts": _charts,
}

"""`followersim show`: one policy, profile, scenario, event or parameter in full, with the sources of its numbers."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import yaml

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option, option
from followersim.cli.completion import Known, things
from followersim.cli.kinds import OneOf
from followersim.cli.list_ import SCENARIO_FOLDER
from followersim.cli.show_parameter import as_data, as_text, by_origin, cells_of, names, origin
from followersim.cli.terminal import say
from followersim.cli.words import word
from followersim.locale import N_, translate
from followersim.scenario import catalogue
from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.loading import load_policy, load_scenario
from followersim.scenario.suggest import alike
from followersim.scenario.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followersim.cli.language import Language
    from followersim.scenario.scenario import Scenario


@command_(
    "show",
    about=N_(
        "Show a policy, a profile, a scenario, a kind of event or a parameter of the model in full, with the "
        'sources of its numbers. NAME is what "followersim list" calls it, or the file of a scenario or policy; of '
        "the tables among the parameters also a whole table, a row or a column."
    ),
    examples=(
        "followersim show policy harsh_reply",
        "followersim show parameter trust_loss_weight --lang de",
        "followersim show parameter reply_types.harsh",
        "followersim show parameter segments.young.irritability --json",
    ),
)
@click.argument(
    "what",
    metavar="policy|profile|scenario|event|parameter",
    type=OneOf("policy", "profile", "scenario", "event", "parameter"),
)
@click.argument("name", metavar="NAME", type=Known(things))
@option("--json", "as_json", is_flag=True, about=N_("print it as JSON"))
@lang_option()
@click.pass_context
def command(ctx: click.Context, what: str, name: str, as_json: bool, lang: str | None) -> None:
    """Print one thing."""
    del lang
    if what == "scenario":
        language.settle(ctx, _scenario_of(name).asked_language)
    speaking = language.in_use(ctx)
    if as_json:
        click.echo(json.dumps(_DATA[what](name, speaking), ensure_ascii=True, indent=1))
    else:
        say(_SHOW[what](name, speaking))


def _policy_data(name: str, lang: Language) -> dict[str, Any]:
    del lang
    if name in catalogue.policy_names():  # as the file says it: what is left out there is left out here
        load_policy(name)
        return dict(catalogue.policy_document(name).data)
    return load_policy(name).model_dump(mode="json")


def _policy(name: str, lang: Language) -> str:
    policy = load_policy(name)
    content = {key: value for key, value in _policy_data(name, lang).items() if key not in {"title", "description"}}
    heading = _remark(policy.title.in_language(lang), policy.description.in_language(lang))
    return "\n".join([heading, _yaml(content), *_effects(content, lang)])


def _effects(content: dict[str, Any], lang: Language) -> Iterator[str]:
    """Yield remarks on what the posts and replies of a policy do to people, and where that is known from."""
    rows = list(dict.fromkeys(_rows_named(content)))
    if rows:
        yield f"# {word('policy_effects', lang, example=rows[-1])}"
    for row in rows:
        cells = cells_of(row)
        groups = by_origin(cells)
        found = dict.fromkeys(origin(catalogue.parameters()[group[0]], lang) for group in groups.values())
        if sum(len(group) for group in groups.values()) < len(cells):
            found[origin({"source": catalogue.ASSUMPTION}, lang)] = None
        yield f"#   {row}: {', '.join(found)}"


def _rows_named(content: Any) -> Iterator[str]:
    """Yield the rows of the tables of contents and reply types that a policy makes use of, in its order."""
    if isinstance(content, list):
        for value in content:
            yield from _rows_named(value)
    elif isinstance(content, dict) and content.get("share") != 0:  # a share of 0: never replied to
        for key, value in content.items():
            if key == "mix":
                yield from (f"contents.{kind}" for kind, share in value.items() if share)
            elif key == "reply" and not isinstance(value, dict):
                yield from (f"reply_types.{kind}" for kind in ([value] if isinstance(value, str) else value))
            else:
                yield from _rows_named(value)


def _profile_data(name: str, lang: Language) -> dict[str, Any]:
    del lang
    if name not in catalogue.profile_names():
        raise _nothing("profile", name, catalogue.profile_names())
    return dict(catalogue.profile_document(name).data)


def _profile(name: str, lang: Language) -> str:
    data = _profile_data(name, lang)
    content = {key: value for key, value in data.items() if key not in {"title", "description"}}
    heading = _remark(data["title"][lang], data["description"][lang])
    return f"{heading}\n# {word('profile_numbers', lang)}\n{_yaml(content)}"


def _scenario_of(name: str) -> Scenario:
    path = Path(name)
    if not path.exists() and (SCENARIO_FOLDER / f"{name}.yaml").exists():
        path = SCENARIO_FOLDER / f"{name}.yaml"
    if path.suffix not in {".yaml", ".yml"} and not path.exists():
        known = [entry.stem for entry in sorted(SCENARIO_FOLDER.glob("*.yaml"))]
        raise _nothing("scenario", name, known)
    return load_scenario(path)


def _scenario_data(name: str, lang: Language) -> dict[str, Any]:
    del lang
    return _scenario_of(name).resolved()


def _scenario(name: str, lang: Language) -> str:
    scenario = _scenario_of(name)
    heading = _remark(scenario.name.in_language(lang), scenario.question.in_language(lang))
    content = _in_language(scenario.resolved(), lang)
    return "\n".join([heading, _yaml(content), *_effects(content, lang)])


def _event_data(name: str, lang: Language) -> dict[str, Any]:
    kind = next((kind for known, kind in EVENT_TYPES.items() if known == name), None)
    if kind is None:
        raise _nothing("event", name, list(EVENT_TYPES))
    usual: dict[str, Any] = {
        "type": name,
        "title": translate(lang, kind.title),
        "meaning": translate(lang, kind.meaning),
        "share": kind.share,
        "severity": kind.severity,
        "responsibility": kind.responsibility,
    }
    return {**usual, "lasts_days": kind.lasts_days} if kind.lasts_days else usual


def _event(name: str, lang: Language) -> str:
    usual = _event_data(name, lang)
    heading = _remark(usual.pop("title"), usual.pop("meaning"))
    return f"{heading}\n# {word('event_numbers', lang)}\n{_yaml(usual)}"


def _known_parameter(name: str) -> str:
    known = names()
    if name not in known:
        raise _nothing("parameter", name, known)
    return name


def _parameter_data(name: str, lang: Language) -> dict[str, Any]:
    del lang
    return as_data(_known_parameter(name))


def _parameter(name: str, lang: Language) -> str:
    return as_text(_known_parameter(name), lang)


_SHOW: Final[dict[str, Callable[[str, Language], str]]] = {
    "policy": _policy,
    "profile": _profile,
    "scenario": _scenario,
    "event": _event,
    "parameter": _parameter,
}
_DATA: Final[dict[str, Callable[[str, Language], dict[str, Any]]]] = {
    "policy": _policy_data,
    "profile": _profile_data,
    "scenario": _scenario_data,
    "event": _event_data,
    "parameter": _parameter_data,
}


def _nothing(what: str, name: str, known: list[str]) -> ScenarioError:
    near = alike(name, known)
    suggestion = Message("did_you_mean", {"name": near[0]}) if near else Message("see_list", {"what": f"{what}s"})
    return ScenarioError([Problem(Message("no_such_thing", {"name": shown(name)}), key=what, suggestion=suggestion)])


def _remark(title: str, text: str) -> str:
    lines = [title, *textwrap.wrap(text, 100)]
    return "\n".join(f"# {line}" for line in lines)


def _yaml(content: dict[str, Any]) -> str:
    text: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, default_flow_style=None, width=100)
    return text.rstrip()


def _in_language(content: Any, lang: Language) -> Any:
    """Return content with one text where there is one per language."""
    if isinstance(content, dict):
        if set(content) == {"en", "de"}:
            return content[lang]
        return {key: _in_language(value, lang) for key, value in content.items()}
    return [_in_language(value, lang) for value in content] if isinstance(content, list) else content

"""`followersim show`: one policy, scenario, event or parameter in full."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import yaml

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option
from followersim.cli.kinds import OneOf
from followersim.cli.list_ import SCENARIO_FOLDER
from followersim.cli.terminal import say
from followersim.cli.words import word
from followersim.locale import N_, translate
from followersim.scenario import catalogue
from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.loading import load_policy, load_scenario
from followersim.scenario.suggest import alike
from followersim.scenario.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.cli.language import Language


@command_(
    "show",
    about=N_(
        "Show a policy, a scenario, a kind of event or a parameter of the model in full. NAME is what "
        '"followersim list" calls it, or the file of a scenario or policy.'
    ),
    examples=("followersim show policy harsh_reply", "followersim show parameter trust_loss_weight --lang de"),
)
@click.argument(
    "what", metavar="policy|scenario|event|parameter", type=OneOf("policy", "scenario", "event", "parameter")
)
@click.argument("name", metavar="NAME")
@lang_option()
@click.pass_context
def command(ctx: click.Context, what: str, name: str, lang: str | None) -> None:
    """Print one thing."""
    del lang
    say(_SHOW[what](name, language.in_use(ctx)) if what != "scenario" else _scenario(name, ctx))


def _policy(name: str, lang: Language) -> str:
    policy = load_policy(name)
    content = policy.model_dump(mode="json", exclude={"title", "description"})
    if name in catalogue.policy_names():  # as the file says it: what is left out there is left out here
        said = catalogue.policy_document(name).data
        content = {key: value for key, value in said.items() if key not in {"title", "description"}}
    return f"{_remark(policy.title.in_language(lang), policy.description.in_language(lang))}\n{_yaml(content)}"


def _scenario(name: str, ctx: click.Context) -> str:
    path = Path(name)
    if not path.exists() and (SCENARIO_FOLDER / f"{name}.yaml").exists():
        path = SCENARIO_FOLDER / f"{name}.yaml"
    if path.suffix not in {".yaml", ".yml"} and not path.exists():
        known = [entry.stem for entry in sorted(SCENARIO_FOLDER.glob("*.yaml"))]
        raise _nothing("scenario", name, known)
    scenario = load_scenario(path)
    lang = language.settle(ctx, scenario.asked_language)
    heading = _remark(scenario.name.in_language(lang), scenario.question.in_language(lang))
    return f"{heading}\n{_yaml(_in_language(scenario.resolved(), lang))}"


def _event(name: str, lang: Language) -> str:
    kind = next((kind for known, kind in EVENT_TYPES.items() if known == name), None)
    if kind is None:
        raise _nothing("event", name, list(EVENT_TYPES))
    usual: dict[str, Any] = {
        "type": name,
        "share": kind.share,
        "severity": kind.severity,
        "responsibility": kind.responsibility,
    }
    if kind.lasts_days:
        usual["lasts_days"] = kind.lasts_days
    return f"{_remark(translate(lang, kind.title), translate(lang, kind.meaning))}\n{_yaml(usual)}"


def _parameter(name: str, lang: Language) -> str:
    known = catalogue.parameters()
    if name not in known:
        raise _nothing("parameter", name, list(known))
    entry = known[name]
    source = str(entry.get("source") or "assumption")
    low, high = entry.get("range", ("-", "-"))
    rows = {
        "value": entry.get("value"),
        "unit": entry.get("unit", ""),
        "range": word("range_of", lang, low=low, high=high),
        "meaning": catalogue.meaning(entry, lang),
        "source": word("assumption", lang) if source == "assumption" else source,
    }
    labels = {key: word(key, lang) for key in rows}
    width = max(len(label) for label in labels.values())
    return "\n".join([name, *(f"  {labels[key]:<{width}}  {value}" for key, value in rows.items())])


_SHOW: Final[dict[str, Callable[[str, Language], str]]] = {
    "policy": _policy,
    "event": _event,
    "parameter": _parameter,
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

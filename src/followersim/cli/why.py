"""`followersim why`: the causes of the difference between a policy and the baseline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import jobs_option, lang_option, option, trust_code_option
from followersim.cli.completion import FileName, Known, policies
from followersim.cli.inputs import load_all
from followersim.cli.kinds import OneOf, Whole
from followersim.cli.terminal import Progress, complain, say
from followersim.locale import N_
from followersim.scenario.errors import Message, Problem, ScenarioError

if TYPE_CHECKING:
    from followersim.cli.language import Language
    from followersim.scenario import Scenario

WORLDS: Final = 60
OUTCOMES: Final = ("followers", "criticism", "shitstorm")


@command_(
    "why",
    about=N_(
        "Name the causes of the difference between a policy and the baseline, the first policy of FILE, in "
        "followers, criticism and shitstorms. The shares add up; each cause is proven by switching it off in the "
        "same worlds."
    ),
    examples=(
        "followersim why scenarios/harsh_reply.yaml --policy harsh_reply",
        "followersim why scenarios/praise_unthanked.yaml --outcome followers --worlds 30 --lang de",
    ),
)
@click.argument("file", metavar="FILE", type=FileName())
@option(
    "--policy",
    type=Known(policies),
    metavar="P",
    about=N_("the policy to explain; can be left out if the file compares two"),
)
@option(
    "--outcome",
    "outcomes",
    type=OneOf(*OUTCOMES),
    multiple=True,
    metavar="|".join(OUTCOMES),
    about=N_("explain only this; can be repeated"),
)
@option(
    "--worlds",
    type=Whole(10, 10_000),
    metavar="N",
    about=N_("how many worlds are compared; {n} if left out"),
    gaps={"n": WORLDS},
)
@lang_option()
@option("--json", "as_json", is_flag=True, about=N_("print everything as JSON"))
@jobs_option()
@trust_code_option()
@click.pass_context
def command(ctx: click.Context, /, file: str, **options: Any) -> None:
    """Run both policies with mechanisms switched on and off, and say what makes the difference."""
    [scenario] = load_all([file], trust_code=options["trust_code"])
    lang = language.settle(ctx, scenario.asked_language)
    pair = _pair(scenario, options["policy"]).with_changes(worlds=options["worlds"] or WORLDS, language=lang)
    _explain(pair, lang, options)


def _explain(pair: Scenario, lang: Language, options: dict[str, Any]) -> None:
    from followersim.cli import why_text  # noqa: PLC0415 - heavy, and only needed now
    from followersim.experiment.counterfactuals import explain, simulations  # noqa: PLC0415

    if not options["as_json"]:
        complain(why_text.announcement(pair, simulations(pair), lang))
    with Progress(lang, quiet=False) as progress:
        found = explain(
            pair,
            outcomes=options["outcomes"] or OUTCOMES,
            jobs=options["jobs"],
            progress=progress,
            on_compile=progress.compiling,
        )
    if options["as_json"]:
        click.echo(json.dumps(found.as_dict(), ensure_ascii=True, indent=1, allow_nan=False))
    else:
        say(why_text.text(found, lang))


def _pair(scenario: Scenario, name: str | None) -> Scenario:
    """Return the scenario with the baseline and the policy in question alone."""
    own = [policy.name for policy in scenario.policies]
    if name is None and len(own) == 2:
        name = own[1]
    if name is None or name == own[0]:
        gaps = {"baseline": own[0], "others": ", ".join(own[1:]) or "-"}
        message = Message("why_needs_policy" if name is None else "why_baseline", gaps)
        raise ScenarioError([Problem(message, key="--policy")], scenario.asked_language)
    try:
        return scenario.with_changes(policies=[own[0], name])
    except ScenarioError as error:
        raise ScenarioError(error.problems, scenario.asked_language) from None

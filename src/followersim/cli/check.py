"""`followersim check`: are these files all right, and what would they ask for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from followersim.cli import language, plan_text
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option, trust_code_option
from followersim.cli.completion import FileName
from followersim.cli.inputs import checked
from followersim.cli.terminal import complain, say
from followersim.cli.words import word
from followersim.locale import N_
from followersim.scenario.plan import plan

if TYPE_CHECKING:
    from followersim.cli.language import Language
    from followersim.scenario import Scenario


@command_(
    "check",
    about=N_(
        "Check each scenario or policy FILE. Says what would run and about how long it would take; nothing is run "
        "or written."
    ),
    examples=("followersim check scenarios/harsh_reply.yaml", "followersim check scenarios/*.yaml --lang de"),
)
@click.argument("files", metavar="FILE...", type=FileName(), nargs=-1, required=True)
@lang_option()
@trust_code_option()
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], lang: str | None, trust_code: bool) -> None:
    """Check everything first, then say what each file means."""
    del lang
    for file, found in checked(files, trust_code=trust_code):
        if isinstance(found, str):
            say(word("policy_file", language.settle(ctx, None), file=file, name=found))
        else:
            speaking = language.settle(ctx, found.asked_language)
            say(_description(file, found, speaking))
            for hint in found.hints:
                complain(hint.render(speaking))


def _description(file: str, scenario: Scenario, lang: Language) -> str:
    return f"{file}: {plan_text.whole(plan(scenario), lang)}"

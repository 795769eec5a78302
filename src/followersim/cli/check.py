"""`followersim check`: are these files all right, and what would they ask for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from followersim.cli import language, plan_text
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option, trust_code_option
from followersim.cli.inputs import checked
from followersim.cli.terminal import complain, say
from followersim.cli.words import word
from followersim.scenario.plan import plan

if TYPE_CHECKING:
    from followersim.cli.language import Language
    from followersim.scenario import Scenario


@command_(
    "check",
    about=(
        (
            "Check each scenario or policy FILE. Says what would run and about how long it would take; nothing is run "
            "or written."
        ),
        (
            "Prüft jede Szenario- oder Strategiedatei (FILE). Sagt, was durchgespielt würde und wie lange das etwa "
            "dauert; nichts wird ausgeführt oder geschrieben."
        ),
    ),
    examples=("followersim check scenarios/harsh_reply.yaml", "followersim check scenarios/*.yaml --lang de"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@lang_option()
@trust_code_option()
def command(files: tuple[str, ...], lang: str | None, trust_code: bool) -> None:
    """Check everything first, then say what each file means."""
    for file, found in checked(files, trust_code=trust_code):
        if isinstance(found, str):
            say(word("policy_file", language.known(lang) or language.of_system(), file=file, name=found))
        else:
            speaking = language.known(lang) or found.asked_language or language.of_system()
            say(_description(file, found, speaking))
            for hint in found.hints:
                complain(hint.render(speaking))


def _description(file: str, scenario: Scenario, lang: Language) -> str:
    return f"{file}: {plan_text.whole(plan(scenario), lang)}"

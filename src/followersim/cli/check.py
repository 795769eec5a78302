"""`followersim check`: are these files all right, and what would they ask for?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option, trust_code_option
from followersim.cli.inputs import checked
from followersim.cli.numbers import counted, number, sizes
from followersim.cli.terminal import say
from followersim.cli.words import word
from followersim.scenario.plan import plan

_COMPANIES: Final = {"en": ", {n} companies in each", "de": ", darin je {n} Unternehmen"}

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
            say(_description(file, found, language.known(lang) or found.asked_language or language.of_system()))


def _description(file: str, scenario: Scenario, lang: Language) -> str:
    planned = plan(scenario)
    names = ("simulations", "people", "days")
    counts = {name: counted(getattr(planned, name), name, lang) for name in names}
    size = word("check_size", lang, sizes=sizes(planned.policies, planned.points, planned.worlds, lang), **counts)
    if planned.companies > 1:
        size += _COMPANIES[lang].format(n=number(planned.companies, lang))
    time = word("check_time", lang, time=_duration(planned.seconds, lang), cores=planned.cores)
    return f"{file}: {size}; {time}"


def _duration(seconds: float, lang: Language) -> str:
    if seconds < 90:
        return word("seconds", lang, n=number(max(1, seconds), lang))
    if seconds < 5400:
        return word("minutes", lang, n=number(seconds / 60, lang))
    return word("hours", lang, n=number(seconds / 3600, lang))

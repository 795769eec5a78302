"""`followersim validate`: measures what was published, and says what of it the model meets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import jobs_option, lang_option, option
from followersim.cli.kinds import OneOf, Whole
from followersim.cli.terminal import Progress, complain, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.cli.language import Language

PROFILES: Final = ("small_business", "corporation")
LARGEST_SEED: Final = 2**53


@command_(
    "validate",
    about=(
        (
            "Measure published patterns in the model, such as how many people react to a post or leave after a harsh "
            "reply, each as its source measured it, and say which of them the model meets. Takes a few minutes; with "
            "--quick a few seconds."
        ),
        (
            "Misst im Modell, was veröffentlicht ist, etwa wie viele Menschen auf einen Beitrag reagieren oder nach "
            "einer schroffen Antwort gehen, jeweils so wie die Quelle, und sagt, was das Modell davon trifft. Dauert "
            "einige Minuten, mit --quick einige Sekunden."
        ),
    ),
    examples=("followersim validate --quick", "followersim validate --out results/validation --lang de"),
)
@option(
    "--quick",
    is_flag=True,
    about=(
        "few worlds, and the small business only: a first look that leaves some targets undecided",
        "wenige Welten, nur der Kleinbetrieb: ein erster Blick, bei dem einiges unentschieden bleibt",
    ),
)
@option(
    "--profile",
    "profiles",
    type=OneOf(*PROFILES),
    multiple=True,
    metavar="|".join(PROFILES),
    about=("only this company; can be repeated", "nur dieses Unternehmen; auch mehrfach"),
)
@option(
    "--seed",
    type=Whole(0, LARGEST_SEED),
    default=1,
    metavar="S",
    about=("start of the random numbers; 1 if left out", "Startwert der Zufallszahlen; sonst 1"),
)
@option(
    "--seeds",
    type=Whole(1, 100),
    default=1,
    metavar="N",
    about=(
        "look at the worlds of so many seeds, from --seed on: do the values stay in their bands?",
        "Welten von so vielen Startwerten ansehen, ab --seed: Bleiben die Werte in ihren Bereichen?",
    ),
)
@option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    about=(
        "folder for validation.json and the chart; without it, nothing is written",
        "Ordner für validation.json und das Diagramm; ohne ihn wird nichts geschrieben",
    ),
)
@lang_option()
@option("--json", "as_json", is_flag=True, about=("print everything as JSON", "alles als JSON ausgeben"))
@jobs_option()
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> int:
    """Run the worlds, print the table, write the files; 0 if all targets are met, else 1."""
    from followersim.cli import validate_text  # noqa: PLC0415 - heavy, and only needed now
    from followersim.validation.validate import validate  # noqa: PLC0415

    lang = language.in_use(ctx)
    if not options["as_json"]:
        complain(validate_text.announcement(quick=options["quick"], lang=lang))
    with Progress(lang, quiet=False) as progress:
        found = validate(
            profiles=options["profiles"] or None,
            seed=options["seed"],
            seeds=options["seeds"],
            quick=options["quick"],
            jobs=options["jobs"],
            progress=progress,
            on_compile=progress.compiling,
        )
    report = found.as_dict()
    if options["out"] is not None:
        _write(report, options["out"], lang)
    if options["as_json"]:
        click.echo(json.dumps(report, ensure_ascii=True, indent=1, allow_nan=False))
    else:
        say(validate_text.text(report, lang))
        if options["out"] is not None:
            complain(validate_text.written(options["out"], lang))
    return 0 if found.is_passed else 1


def _write(report: Mapping[str, Any], folder: Path, lang: Language) -> None:
    """Write the report and the chart, both or neither."""
    from followersim import charts  # noqa: PLC0415 - heavy, and only needed now
    from followersim.charts.validation import draw_validation  # noqa: PLC0415
    from followersim.experiment.store import write_json, write_whole  # noqa: PLC0415

    def make(hidden: Path) -> list[Path]:
        path = hidden / "validation.json"
        write_json(path, report)
        return [*charts.save(draw_validation(report, lang), hidden / "validation"), path]

    write_whole(folder, make)

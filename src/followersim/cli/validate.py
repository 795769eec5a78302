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
from followersim.locale import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.cli.language import Language

PROFILES: Final = ("small_business", "corporation")
LARGEST_SEED: Final = 2**53


@command_(
    "validate",
    about=N_(
        "Measure published patterns in the model, such as how many people react to a post or leave after a harsh "
        "reply, each as its source measured it, and say which of them the model meets. Takes a few minutes; with "
        "--quick a few seconds."
    ),
    examples=("followersim validate --quick", "followersim validate --out results/validation --lang de"),
)
@option(
    "--quick",
    is_flag=True,
    about=N_("few worlds, and the small business only: a first look that leaves some targets undecided"),
)
@option(
    "--profile",
    "profiles",
    type=OneOf(*PROFILES),
    multiple=True,
    metavar="|".join(PROFILES),
    about=N_("only this company; can be repeated"),
)
@option(
    "--seed",
    type=Whole(0, LARGEST_SEED),
    default=1,
    metavar="S",
    about=N_("start of the random numbers; 1 if left out"),
)
@option(
    "--seeds",
    type=Whole(1, 100),
    default=1,
    metavar="N",
    about=N_("look at the worlds of so many seeds, from --seed on: do the values stay in their bands?"),
)
@option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    about=N_("folder for validation.json and the chart; without it, nothing is written"),
)
@lang_option()
@option("--json", "as_json", is_flag=True, about=N_("print everything as JSON"))
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

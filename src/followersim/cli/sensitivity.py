"""`followersim sensitivity`: which parameters matter, and whether the order of policies hinges on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import jobs_option, lang_option, option, trust_code_option
from followersim.cli.completion import FileName
from followersim.cli.kinds import Number, OneOf, Whole
from followersim.cli.terminal import Progress, complain, say
from followersim.locale import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.scenario import Scenario

OUTPUTS: Final = ("shitstorm", "peak", "followers")
LARGEST_SEED: Final = 2**53


@command_(
    "sensitivity",
    about=N_(
        "Run FILE with other numbers in the model, and say which of them drive shitstorms and followers, which do "
        "not matter, and in how many cases the first policy still does better than the others. Without FILE: 90 "
        "days of a small business with one average incident. Takes many minutes; with --quick about one."
    ),
    examples=(
        "followersim sensitivity --quick",
        "followersim sensitivity scenarios/harsh_reply.yaml --out results/sensitivity --lang de",
        "followersim sensitivity --parameter contagion=0.5..2 --parameter outrage --output shitstorm",
    ),
)
@click.argument("file", metavar="[FILE]", type=FileName(), required=False)
@option(
    "--quick",
    is_flag=True,
    about=N_("few draws and worlds: a first look in which hardly anything is clear"),
)
@option(
    "--output",
    "outputs",
    type=OneOf(*OUTPUTS),
    multiple=True,
    metavar="|".join(OUTPUTS),
    about=N_("only this: shitstorm likelihood, peak of critics or followers gained; can be repeated"),
)
@option(
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME[=LOW..HIGH]",
    about=N_("vary only this one, between limits of your own if you like; * stands for any part; can be repeated"),
)
@option(
    "--within",
    type=Number(1.01, 10),
    metavar="F",
    about=N_("vary from the value divided by F to the value times F; 1.5 if left out"),
)
@option(
    "--trajectories",
    type=Whole(2, 1000),
    metavar="N",
    about=N_("Morris trajectories; 10 if left out"),
)
@option(
    "--samples",
    type=Whole(0, 65_536),
    metavar="N",
    about=N_("base sample of the Sobol indices, a power of two from 32 on; 64 if left out, 0: none"),
)
@option(
    "--top",
    type=Whole(1, 30),
    metavar="N",
    about=N_("Sobol indices of the N parameters that matter most; 5 if left out"),
)
@option(
    "--interactions",
    is_flag=True,
    about=N_("also the indices of pairs, which takes nearly twice the samples"),
)
@option(
    "--draws",
    type=Whole(0, 100_000),
    metavar="N",
    about=N_("draws of all parameters at once for the order of policies; 256 if left out, 0: none"),
)
@option(
    "--worlds",
    type=Whole(1, 10_000),
    metavar="N",
    about=N_("worlds, the same ones in every draw; 10 if left out"),
)
@option(
    "--seed",
    type=Whole(0, LARGEST_SEED),
    metavar="S",
    about=N_("start of the random numbers; that of the scenario if left out"),
)
@option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    about=N_("folder for sensitivity.json and the charts; there, an interrupted study goes on where it was"),
)
@lang_option()
@option("--json", "as_json", is_flag=True, about=N_("print everything as JSON"))
@jobs_option()
@trust_code_option()
@click.pass_context
def command(ctx: click.Context, /, file: str | None, **options: Any) -> None:
    """Run the study, print what was found, write the files."""
    from followersim.cli import sensitivity_text  # noqa: PLC0415 - heavy, and only needed now
    from followersim.sensitivity.study import quickened, study  # noqa: PLC0415

    scenario = _scenario(file, options)
    lang = language.settle(ctx, scenario.asked_language)
    settings = quickened(
        quick=options["quick"],
        outputs=tuple(name for name in OUTPUTS if name in options["outputs"]) or None,
        parameters=options["parameters"] or None,
        second=options["interactions"] or None,
        **{name: options[name] for name in ("within", "trajectories", "samples", "top", "draws", "worlds")},
    )
    tell = (lambda _text: None) if options["as_json"] else complain
    with Progress(lang, quiet=False) as progress:
        report = study(
            scenario,
            settings,
            jobs=options["jobs"],
            folder=options["out"],
            announce=lambda size: tell(sensitivity_text.announcement(size, lang)),
            progress=progress,
            on_compile=progress.compiling,
        )
    if options["out"] is not None:
        write(report, options["out"], lang)
    if options["as_json"]:
        click.echo(json.dumps(report, ensure_ascii=True, indent=1, allow_nan=False))
        return
    say(sensitivity_text.text(report, lang))
    if options["out"] is not None:
        complain(sensitivity_text.written(options["out"], lang))


def _scenario(file: str | None, options: Mapping[str, Any]) -> Scenario:
    from followersim.cli.inputs import load_all  # noqa: PLC0415 - heavy, and only needed now
    from followersim.sensitivity.study import default_scenario  # noqa: PLC0415

    scenario = load_all([file], trust_code=options["trust_code"])[0] if file else default_scenario()
    return scenario.with_changes(seed=options["seed"])


def write(report: Mapping[str, Any], folder: Path, lang: str) -> None:
    """Write the report and the charts, all or none."""
    from followersim import charts  # noqa: PLC0415 - heavy, and only needed now
    from followersim.charts.sensitivity import draw_all  # noqa: PLC0415
    from followersim.experiment.store import write_json, write_whole  # noqa: PLC0415

    def make(hidden: Path) -> list[Path]:
        made: list[Path] = []
        for name, chart in draw_all(report, lang):
            made += charts.save(chart, hidden / name)
        path = hidden / "sensitivity.json"
        write_json(path, report)
        return [*made, path]

    write_whole(folder, make)

"""`followersim sensitivity`: which parameters matter, and whether the order of policies hinges on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import jobs_option, lang_option, option, trust_code_option
from followersim.cli.kinds import Number, OneOf, Whole
from followersim.cli.terminal import Progress, complain, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.scenario import Scenario

OUTPUTS: Final = ("shitstorm", "peak", "followers")
LARGEST_SEED: Final = 2**53


@command_(
    "sensitivity",
    about=(
        (
            "Run FILE with other numbers in the model, and say which of them drive shitstorms and followers, which do "
            "not matter, and in how many cases the first policy still does better than the others. Without FILE: 90 "
            "days of a small business with one average incident. Takes many minutes; with --quick about one."
        ),
        (
            "Spielt FILE mit anderen Zahlen im Modell durch und sagt, welche davon Shitstorms und Follower bestimmen, "
            "welche keine Rolle spielen und in wie vielen Fällen die erste Strategie besser bleibt als die anderen. "
            "Ohne FILE: 90 Tage eines Kleinbetriebs mit einem mittleren Vorfall. Dauert viele Minuten, mit --quick "
            "etwa eine."
        ),
    ),
    examples=(
        "followersim sensitivity --quick",
        "followersim sensitivity scenarios/harsh_reply.yaml --out results/sensitivity --lang de",
        "followersim sensitivity --parameter contagion=0.5..2 --parameter outrage --output shitstorm",
    ),
)
@click.argument("file", metavar="[FILE]", required=False)
@option(
    "--quick",
    is_flag=True,
    about=(
        "few draws and worlds: a first look in which hardly anything is clear",
        "wenige Einstellungen und Welten: ein erster Blick, bei dem kaum etwas klar wird",
    ),
)
@option(
    "--output",
    "outputs",
    type=OneOf(*OUTPUTS),
    multiple=True,
    metavar="|".join(OUTPUTS),
    about=(
        "only this: shitstorm likelihood, peak of critics or followers gained; can be repeated",
        "nur dies: Shitstorm-Wahrscheinlichkeit, Kritiker am Höhepunkt oder gewonnene Follower; auch mehrfach",
    ),
)
@option(
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME[=LOW..HIGH]",
    about=(
        "vary only this one, between limits of your own if you like; * stands for any part; can be repeated",
        "nur diesen verändern, auf Wunsch zwischen eigenen Grenzen; * steht für beliebige Teile; auch mehrfach",
    ),
)
@option(
    "--within",
    type=Number(1.01, 10),
    metavar="F",
    about=(
        "vary from the value divided by F to the value times F; 1.5 if left out",
        "vom Wert geteilt durch F bis zum Wert mal F verändern; sonst 1,5",
    ),
)
@option(
    "--trajectories",
    type=Whole(2, 1000),
    metavar="N",
    about=("Morris trajectories; 10 if left out", "Trajektorien nach Morris; sonst 10"),
)
@option(
    "--samples",
    type=Whole(0, 65_536),
    metavar="N",
    about=(
        "base sample of the Sobol indices, a power of two from 32 on; 64 if left out, 0: none",
        "Grundstichprobe der Sobol-Indizes, eine Zweierpotenz ab 32; sonst 64, 0: keine",
    ),
)
@option(
    "--top",
    type=Whole(1, 30),
    metavar="N",
    about=(
        "Sobol indices of the N parameters that matter most; 5 if left out",
        "Sobol-Indizes der N wichtigsten Parameter; sonst 5",
    ),
)
@option(
    "--interactions",
    is_flag=True,
    about=(
        "also the indices of pairs, which takes nearly twice the samples",
        "auch die Indizes von Paaren, was fast doppelt so viele Stichproben braucht",
    ),
)
@option(
    "--draws",
    type=Whole(0, 100_000),
    metavar="N",
    about=(
        "draws of all parameters at once for the order of policies; 256 if left out, 0: none",
        "Einstellungen aller Parameter zugleich für die Reihenfolge der Strategien; sonst 256, 0: keine",
    ),
)
@option(
    "--worlds",
    type=Whole(1, 10_000),
    metavar="N",
    about=("worlds, the same ones in every draw; 10 if left out", "Welten, bei jeder Einstellung dieselben; sonst 10"),
)
@option(
    "--seed",
    type=Whole(0, LARGEST_SEED),
    metavar="S",
    about=(
        "start of the random numbers; that of the scenario if left out",
        "Startwert der Zufallszahlen; sonst der des Szenarios",
    ),
)
@option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    about=(
        "folder for sensitivity.json and the charts; there, an interrupted study goes on where it was",
        "Ordner für sensitivity.json und die Diagramme; dort geht eine unterbrochene Analyse weiter",
    ),
)
@lang_option()
@option("--json", "as_json", is_flag=True, about=("print everything as JSON", "alles als JSON ausgeben"))
@jobs_option()
@trust_code_option()
@click.pass_context
def command(ctx: click.Context, /, file: str | None, **options: Any) -> None:
    """Run the study, print what was found, write the files."""
    from followersim.cli import sensitivity_text  # noqa: PLC0415 - heavy, and only needed now
    from followersim.sensitivity.study import quickened, study  # noqa: PLC0415

    scenario = _scenario(file, options)
    lang = language.known(options["lang"]) or scenario.asked_language or language.in_use(ctx)
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

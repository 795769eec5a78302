"""`followersim calibrate`: looks for parameters that meet published patterns, or the figures of one's own account."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import jobs_option, lang_option, option
from followersim.cli.exits import DONE
from followersim.cli.kinds import OneOf, Whole
from followersim.cli.terminal import Progress, complain, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.calibration.calibrate import Order
    from followersim.cli.language import Language

PROFILES: Final = ("small_business", "corporation")
LARGEST_SEED: Final = 2**53
TRIALS, QUICK_TRIALS = 100, 30


@command_(
    "calibrate",
    about=(
        (
            "Search for values of some parameters with which the model meets published patterns, or, with --data, does "
            "what your own account did. Proposes parameters.yaml, says how well each target is met before and after, "
            "and which parameters the targets do not determine. May take an hour; with --quick or --data, minutes. "
            "Interrupted, the same command goes on."
        ),
        (
            "Sucht Werte einiger Parameter, mit denen das Modell veröffentlichte Muster trifft oder, mit --data, das "
            "tut, was Ihr eigenes Konto getan hat. Schlägt parameters.yaml vor und sagt, wie gut jeder Zielwert vorher "
            "und nachher getroffen wird und welche Parameter die Zielwerte offenlassen. Kann eine Stunde dauern, mit "
            "--quick oder --data Minuten. Nach einer Unterbrechung macht derselbe Befehl weiter."
        ),
    ),
    examples=(
        "followersim calibrate --quick",
        "followersim calibrate --parameter likes --parameter praises=0.01..0.05 --trials 60",
        "followersim calibrate --data scenarios/account_example.csv --out results/my_account",
    ),
)
@option(
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME[=LOW..HIGH]",
    about=(
        "search this parameter, or this rate, within its range or the one given; can be repeated",
        "diesen Parameter oder diese Rate suchen, in ihrem Bereich oder dem genannten; auch mehrfach",
    ),
)
@option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="CSV",
    about=(
        "figures of your own account, a line per day: date, followers, posts, messages, share_answered",
        "Zahlen Ihres eigenen Kontos, eine Zeile je Tag: date, followers, posts, messages, share_answered",
    ),
)
@option(
    "--scenario",
    metavar="FILE",
    about=(
        "with --data: which company it is and how it answers (first policy)",
        "zu --data: um welches Unternehmen es geht und wie es antwortet (erste Strategie)",
    ),
)
@option(
    "--profile",
    "profiles",
    type=OneOf(*PROFILES),
    multiple=True,
    metavar="|".join(PROFILES),
    about=(
        "only this company; can be repeated. With --data: the kind of company, else a small business",
        "nur dieses Unternehmen; auch mehrfach. Mit --data: die Art des Unternehmens, sonst Kleinbetrieb",
    ),
)
@option(
    "--target",
    "targets",
    multiple=True,
    metavar="NAME",
    about=("only this published target; can be repeated", "nur dieser veröffentlichte Zielwert; auch mehrfach"),
)
@option(
    "--trials",
    type=Whole(1, 100_000),
    metavar="N",
    about=(
        f"try at most so many candidates; {TRIALS} if left out, {QUICK_TRIALS} with --quick",
        f"höchstens so viele Kandidaten ausprobieren; sonst {TRIALS}, mit --quick {QUICK_TRIALS}",
    ),
)
@option(
    "--scale",
    type=Whole(1, 100),
    default=1,
    metavar="N",
    about=(
        "run each candidate in so many times as many worlds: slower, less chance",
        "jeden Kandidaten in so viel Mal mehr Welten durchspielen: langsamer, weniger Zufall",
    ),
)
@option(
    "--quick",
    is_flag=True,
    about=(
        "the small business only, and fewer trials: a first look",
        "nur der Kleinbetrieb, und weniger Versuche: ein erster Blick",
    ),
)
@option(
    "--seed",
    type=Whole(0, LARGEST_SEED),
    default=1,
    metavar="S",
    about=("start of the random numbers; 1 if left out", "Startwert der Zufallszahlen; sonst 1"),
)
@option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    about=(
        "folder for trials, proposal and report; results/calibration if left out",
        "Ordner für Versuche, Vorschlag und Bericht; sonst results/calibration",
    ),
)
@option(
    "--fresh",
    is_flag=True,
    about=("throw away the trials in the folder and begin anew", "die Versuche im Ordner verwerfen und neu anfangen"),
)
@lang_option()
@option("--json", "as_json", is_flag=True, about=("print everything as JSON", "alles als JSON ausgeben"))
@jobs_option()
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> int:
    """Search, print what was found, write the files."""
    from followersim.calibration.calibrate import Order  # noqa: PLC0415 - heavy, and only needed now
    from followersim.cli import calibrate_text  # noqa: PLC0415

    lang = language.in_use(ctx)
    out = options["out"] or Path("results") / "calibration"
    with Progress(lang, quiet=False) as progress:
        order = Order(
            out=out,
            parameters=options["parameters"],
            trials=options["trials"] or (QUICK_TRIALS if options["quick"] else TRIALS),
            times=options["scale"],
            seed=options["seed"],
            jobs=options["jobs"],
            afresh=options["fresh"],
            progress=progress,
            on_compile=progress.compiling,
        )
        report = _report(order, options)
    _write(report, out, lang)
    if options["as_json"]:
        click.echo(json.dumps(report, ensure_ascii=True, indent=1, allow_nan=False))
    else:
        say(calibrate_text.text(report, lang))
        complain(calibrate_text.written(out, lang))
    return DONE


def _report(order: Order, options: Mapping[str, Any]) -> dict[str, Any]:
    """Calibrate to what the options name; refuse options that do not go together."""
    from followersim.calibration.calibrate import calibrate_to_account, calibrate_to_targets  # noqa: PLC0415

    data, profiles = options["data"], options["profiles"]
    if data is None:
        if options["scenario"] is not None:
            _refuse("--scenario", "calibrate_only_data")
        quick = PROFILES[:1] if options["quick"] else ()
        return calibrate_to_targets(order, profiles=profiles or quick, targets=options["targets"])
    if options["targets"]:
        _refuse("--target", "calibrate_only_targets")
    if len(profiles) > 1:
        _refuse("--profile", "calibrate_one_profile")
    if profiles and options["scenario"] is not None:
        _refuse("--profile", "calibrate_profile_or_scenario")
    return calibrate_to_account(order, data, scenario=options["scenario"], profile=profiles[0] if profiles else None)


def _refuse(key: str, name: str) -> None:
    from followersim.scenario.errors import Message, Problem, ScenarioError  # noqa: PLC0415

    raise ScenarioError([Problem(Message(name), key=key)])


def _write(report: Mapping[str, Any], folder: Path, lang: Language) -> None:
    """Write the proposal and the report, both or neither."""
    from followersim.cli import calibrate_text  # noqa: PLC0415
    from followersim.experiment.store import write_json, write_whole  # noqa: PLC0415 - heavy, and only needed now

    def make(hidden: Path) -> list[Path]:
        proposal, path = hidden / "parameters.yaml", hidden / "calibration.json"
        proposal.write_text(calibrate_text.proposal(report, lang), encoding="utf-8", newline="\n")
        write_json(path, report)
        return [proposal, path]

    write_whole(folder, make)

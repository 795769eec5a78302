"""`followersim calibrate`: looks for parameters that meet published patterns, or the figures of one's own account."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import jobs_option, lang_option, option
from followersim.cli.completion import FileName
from followersim.cli.exits import DONE
from followersim.cli.kinds import OneOf, Whole
from followersim.cli.terminal import Progress, complain, say
from followersim.locale import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.calibration.calibrate import Order
    from followersim.cli.language import Language

PROFILES: Final = ("small_business", "corporation")
LARGEST_SEED: Final = 2**53
TRIALS, QUICK_TRIALS = 100, 30


@command_(
    "calibrate",
    about=N_(
        "Search for values of some parameters with which the model meets published patterns, or, with --data, does "
        "what your own account did. Proposes parameters.yaml, says how well each target is met before and after, "
        "and which parameters the targets do not determine. May take an hour; with --quick or --data, minutes. "
        "Interrupted, the same command goes on."
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
    about=N_("search this parameter, or this rate, within its range or the one given; can be repeated"),
)
@option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="CSV",
    about=N_("figures of your own account, a line per day: date, followers, posts, messages, share_answered"),
)
@option(
    "--scenario",
    type=FileName(),
    metavar="FILE",
    about=N_("with --data: which company it is and how it answers (first policy)"),
)
@option(
    "--profile",
    "profiles",
    type=OneOf(*PROFILES),
    multiple=True,
    metavar="|".join(PROFILES),
    about=N_("only this company; can be repeated. With --data: the kind of company, else a small business"),
)
@option(
    "--target",
    "targets",
    multiple=True,
    metavar="NAME",
    about=N_("only this published target; can be repeated"),
)
@option(
    "--trials",
    type=Whole(1, 100_000),
    metavar="N",
    about=N_("try at most so many candidates; {usual} if left out, {quick} with --quick"),
    gaps={"usual": TRIALS, "quick": QUICK_TRIALS},
)
@option(
    "--scale",
    type=Whole(1, 100),
    default=1,
    metavar="N",
    about=N_("run each candidate in so many times as many worlds: slower, less chance"),
)
@option(
    "--quick",
    is_flag=True,
    about=N_("the small business only, and fewer trials: a first look"),
)
@option(
    "--seed",
    type=Whole(0, LARGEST_SEED),
    default=1,
    metavar="S",
    about=N_("start of the random numbers; 1 if left out"),
)
@option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    about=N_("folder for trials, proposal and report; results/calibration if left out"),
)
@option(
    "--fresh",
    is_flag=True,
    about=N_("throw away the trials in the folder and begin anew"),
)
@lang_option()
@option("--json", "as_json", is_flag=True, about=N_("print everything as JSON"))
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
        report = _report(order, options, ctx)
    lang = language.in_use(ctx)
    _write(report, out, lang)
    if options["as_json"]:
        click.echo(json.dumps(report, ensure_ascii=True, indent=1, allow_nan=False))
    else:
        say(calibrate_text.text(report, lang))
        complain(calibrate_text.written(out, lang))
    return DONE


def _report(order: Order, options: Mapping[str, Any], ctx: click.Context) -> dict[str, Any]:
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
    if options["scenario"] is not None:
        from followersim.cli.inputs import load_all  # noqa: PLC0415

        language.settle(ctx, load_all([options["scenario"]])[0].asked_language)
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

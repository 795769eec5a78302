"""`followersim verify`: run results again and compare every number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import jobs_option, lang_option, option, trust_code_option
from followersim.cli.completion import FileName
from followersim.cli.exits import DONE, FAILED
from followersim.cli.kinds import Whole
from followersim.cli.numbers import number
from followersim.cli.terminal import Progress, say
from followersim.cli.words import counted, word
from followersim.experiment.errors import FAULTS
from followersim.locale import N_

if TYPE_CHECKING:
    from followersim.cli.language import Language
    from followersim.experiment.compare import Difference
    from followersim.experiment.verify import Report

MOST_SHOWN: Final = 10


@command_(
    "verify",
    about=N_(
        "Run the results in the folder RESULTS again, all of them or a random sample, and compare every number "
        "with what was written. Nothing is changed."
    ),
    examples=(
        "followersim verify results/harsh_reply",
        "followersim verify results/harsh_reply --sample 5 --lang de",
    ),
)
@click.argument("results", metavar="RESULTS", type=FileName())
@option(
    "--sample",
    type=Whole(1, 10_000_000),
    metavar="N",
    about=N_("run only N units of work again, chosen at random (a unit: some worlds at one point, all policies)"),
)
@option(
    "--seed",
    type=Whole(0, 2**53),
    metavar="S",
    about=N_("of the random choice; another one each time if left out"),
)
@jobs_option()
@option("--json", "as_json", is_flag=True, about=N_("print what was found as JSON"))
@lang_option()
@trust_code_option()
@click.pass_context
def command(ctx: click.Context, /, results: str, as_json: bool, lang: str | None, **options: Any) -> None:
    """Check, say what was found, and leave with 1 if anything differs."""
    from followersim.experiment.ending import Ending  # noqa: PLC0415 - heavy, and only needed now
    from followersim.experiment.verify import language_of, verify  # noqa: PLC0415

    del lang
    lang_ = language.settle(ctx, language_of(Path(results)))
    with Ending() as ending, Progress(lang_, quiet=as_json) as progress:
        ending.on_asked = progress.ending
        report = verify(
            Path(results),
            **options,
            progress=progress,
            on_compile=progress.compiling,
            ending=ending,
        )
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=True, indent=1, allow_nan=False))
    else:
        say(_text(report, lang_))
    ctx.exit(DONE if report.is_equal else FAILED)


def _text(report: Report, lang: Language) -> str:
    gaps: dict[str, Any] = {
        "checked": number(report.checked, lang),
        "units": number(report.units, lang) if report.seed is not None else counted(report.units, "units", lang),
        "numbers": number(report.numbers, lang),
        "seed": report.seed,
    }
    lines = [word("verified_sample" if report.seed is not None else "verified_all", lang, **gaps)]
    if report.is_equal:
        lines.append(word("all_equal", lang))
    elif report.n_differences:
        lines.append(word("n_differ", lang, n=number(report.n_differences, lang)))
        lines += [f"  {_line(difference, lang)}" for difference in report.differences[:MOST_SHOWN]]
        if report.n_differences > MOST_SHOWN:
            lines.append(word("more_differ", lang, n=number(report.n_differences - MOST_SHOWN, lang)))
    if report.changed:
        lines.append(word("changed_files", lang, files=", ".join(report.changed)))
    if report.versions:
        lines.append(word("other_versions_differ" if not report.is_equal else "other_versions", lang))
        lines += [f"  {word('then_now', lang, what=what, then=then, now=now)}" for what, then, now in report.versions]
    return "\n".join(lines)


def _line(difference: Difference, lang: Language) -> str:
    """Return where a difference is, and what it is."""
    said = difference.as_dict()
    place = [str(difference.file)]
    place += [str(said[name]) for name in ("policy", "company") if name in said]
    if difference.point:
        place.append(json.dumps(dict(difference.point), ensure_ascii=False))
    place += [f"{word(name + '_of', lang)} {said[name]}" for name in ("world", "day") if name in said]
    place += [str(said["column"])] if "column" in said else []
    if difference.error is not None:
        why = word(difference.error, lang) if difference.error in FAULTS else difference.error
        return f"{', '.join(place)}: {word('cannot_compare', lang, why=why)}"
    values = {name: "-" if said[name] is None else str(said[name]) for name in ("written", "found")}
    return f"{', '.join(place)}: {word('differs', lang, **values)}"

"""`followersim slides`: an editable deck about a result, for the morning after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option, option
from followersim.cli.exits import WRONG_INPUT
from followersim.cli.terminal import complain
from followersim.locale import N_, translate

if TYPE_CHECKING:
    from followersim.cli.language import Language

PACKAGES: Final = frozenset({"pptx", "lxml", "xlsxwriter"})
"""What only slides need; without it, everything else works."""


@command_(
    "slides",
    about=N_(
        "Write a presentation (PPTX) about the results in the folder RESULTS: a question to guess first, one chart "
        "a slide, finding, reasons, questions for the room, method and limits, with notes on what to say and ask. "
        "Texts, tables and most charts can be edited."
    ),
    examples=(
        "followersim slides results/harsh_reply",
        "followersim slides results/harsh_reply --lang de --out abend.pptx",
    ),
)
@click.argument("results", metavar="RESULTS", type=click.Path(path_type=Path))
@lang_option(about=N_("language of the slides; otherwise that of the results"))
@option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=N_("another file than slides.pptx in RESULTS"),
)
@click.pass_context
def command(ctx: click.Context, /, results: Path, lang: str | None, out: Path | None) -> None:
    """Write the deck and say where it is."""
    spoken = language.in_use(ctx)
    if not (can_write(spoken) and write(results, out, language.known(lang), spoken)):
        ctx.exit(WRONG_INPUT)


def can_write(spoken: Language) -> bool:
    """Say whether there is all that slides need; if not, say what installs it."""
    try:
        import followersim.report.slides_file  # noqa: F401, PLC0415 - heavy, and only needed now
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] not in PACKAGES:
            raise
        line = "pip install 'followersim[slides]'"
        complain(translate(spoken, "Slides need one more package. This installs it: {line}", line=line))
        return False
    return True


def write(results: Path, out: Path | None, lang: Language | None, spoken: Language, *, quiet: bool = False) -> bool:
    """Write a deck and say where it is, or why there is none; return whether there is."""
    from followersim.report.slides_file import DeckError, write_slides  # noqa: PLC0415 - heavy, and only needed now

    try:
        path = write_slides(results, out, lang, other=spoken)
    except DeckError as error:
        complain(error.render(spoken))
        return False
    if not quiet:
        n = max(1, round(path.stat().st_size / 1000))
        complain(
            translate(spoken, "Written to {path} ({n} kB); notes for the speaker are under each slide.", path=path, n=n)
        )
    return True

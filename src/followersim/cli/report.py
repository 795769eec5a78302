"""`followersim report`: one page about a result, to look at, to print and to send round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option, option
from followersim.cli.terminal import complain
from followersim.locale import N_, translate


@command_(
    "report",
    about=N_(
        "Write one HTML file about the results in the folder RESULTS: finding, pictures, reasons, what people "
        "wrote, policies, method, limits, sources. It opens without network, prints well, and can be sent as it is."
    ),
    examples=(
        "followersim report results/harsh_reply",
        "followersim report results/harsh_reply --lang de --out bericht.html",
    ),
)
@click.argument("results", metavar="RESULTS", type=click.Path(path_type=Path))
@lang_option(about=N_("language of the page; otherwise that of the results"))
@option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=N_("another file than report.html in RESULTS"),
)
@click.pass_context
def command(ctx: click.Context, /, results: Path, lang: str | None, out: Path | None) -> None:
    """Write the page and say where it is."""
    from followersim.report.html.writing import write_report  # noqa: PLC0415 - heavy, and only needed now

    path = write_report(results, language.known(lang), out)
    spoken = language.in_use(ctx)
    complain(translate(spoken, "Written to {path} ({n} kB); open it in any browser.", **_size(path)))


def _size(path: Path) -> dict[str, Any]:
    return {"path": path, "n": max(1, round(path.stat().st_size / 1000))}

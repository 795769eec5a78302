"""What `followersim validate` says: a table per company, and what it comes to."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from followersim.cli.numbers import number
from followersim.locale import N_, translate
from followersim.locale.numbers import MINUS, MISSING
from followersim.validation.words import band, interval, value, within_with_other_seeds, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from followersim.cli.language import Language

    Entry = Mapping[str, Any]

_WIDTH: Final = 100
_PLAIN: Final = str.maketrans({MINUS: "-", MISSING: "-"})  # not every terminal has more

_WORDS: Final[dict[str, str]] = {
    "full": N_("Running the worlds of all targets, a few minutes ..."),
    "quick": N_("A quick look, some seconds ..."),
    "head": N_("Target|Model|Interval|Published|Unit|"),
    "sum": N_("Of {n} targets: {met} met, {not_met} missed, {undecided} undecided."),
    "note": N_(
        "Met: the whole 95% interval over worlds lies in the published band. Missed: none of it does. Undecided: "
        "a limit of the band lies within the interval. docs/validation.md says how each is measured."
    ),
    "seeds": N_("The same with other seeds ({seeds}): {within} of {n} values in their bands."),
    "written": N_("Written to {folder}"),
}


def _word(name: str, lang: Language, /, **gaps: Any) -> str:
    return translate(lang, _WORDS[name], **gaps)


def announcement(*, quick: bool, lang: Language) -> str:
    """Return what is about to be done."""
    return _word("quick" if quick else "full", lang)


def written(folder: Path, lang: Language) -> str:
    """Return where the files are."""
    return _word("written", lang, folder=folder)


def text(report: Mapping[str, Any], lang: Language) -> str:
    """Return the tables and the verdict in words."""
    lines: list[str] = []
    for profile in dict.fromkeys(entry["profile"] for entry in report["targets"]):
        rows = [_row(entry, lang) for entry in report["targets"] if entry["profile"] == profile]
        name = word(profile, lang)
        lines += ["", name[0].upper() + name[1:], *_aligned([_word("head", lang).split("|"), *rows])]
    counts = {name: number(report[name], lang) for name in ("met", "not_met", "undecided")}
    total = _word("sum", lang, n=number(len(report["targets"]), lang), **counts)
    seeds = [_seeds(report, lang)] if report["other_seeds"] else []
    return "\n".join([*lines, "", total, *seeds, *textwrap.wrap(_word("note", lang), _WIDTH)])


def _seeds(report: Mapping[str, Any], lang: Language) -> str:
    """Return how many values lie in their bands with other seeds."""
    within, n = within_with_other_seeds(report)
    seeds = ", ".join(str(seed) for seed in report["other_seeds"])
    return _word("seeds", lang, seeds=seeds, within=number(within, lang), n=number(n, lang))


def _row(entry: Entry, lang: Language) -> list[str]:
    numbers = [said(entry, lang).translate(_PLAIN) for said in (value, interval, band)]
    return [entry["title"][lang], *numbers, word(entry["unit"], lang), word(entry["verdict"], lang)]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows with the numbers to the right and the words to the left, and a line under the first."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[k].rjust(width) if k in (1, 2, 3) else row[k].ljust(width) for k, width in enumerate(widths)]
        lines.append(("  " + "  ".join(cells)).rstrip())
    return [lines[0], "  " + "-" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]]

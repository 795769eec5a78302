"""Writes the tables of docs/validation.md from the report of a full validation.

    python -m followersim.validation.page results/validation docs/validation.md

What stands between the two marks of the page is replaced; the rest stays as it is.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from followersim.validation.words import band, interval, value, within_with_other_seeds, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Entry = Mapping[str, Any]

BEGIN: Final = "<!-- written by make validate -->"
END: Final = "<!-- end of what make validate writes -->"


def tables(report: Mapping[str, Any]) -> str:
    """Return what was found, and how it was measured, as Markdown."""
    profiles = list(dict.fromkeys(entry["profile"] for entry in report["targets"]))
    rows: dict[str, dict[str, Entry]] = {}
    for entry in report["targets"]:
        rows.setdefault(entry["target"], {})[entry["profile"]] = entry
    verdicts = f"Of {len(report['targets'])}: {report['met']} met, {report['not_met']} missed, "
    found = _table(
        ("target", "unit", "published", *(word(profile, "en") for profile in profiles), "source"),
        (
            (
                first["title"]["en"],
                word(first["unit"], "en"),
                band(first, "en"),
                *_cells(row, profiles),
                first["source"],
            )
            for row in rows.values()
            for first in [next(iter(row.values()))]
        ),
    )
    measured = _table(
        ("target", "situation", "worlds", "what is measured"),
        (
            (
                first["title"]["en"],
                first["condition"]["en"],
                ", ".join(str(row[profile]["worlds"]) for profile in profiles if profile in row),
                first["measured"],
            )
            for row in rows.values()
            for first in [next(iter(row.values()))]
        ),
    )
    return "\n".join(
        (
            f"{verdicts}{report['undecided']} undecided (seed {report['seed']}, version {report['followersim']}).",
            "Each cell: value, in brackets the 95 % interval over worlds, verdict.",
            *_seeds(report),
            "",
            found,
            "## How each is measured",
            "",
            measured,
        )
    )


def _seeds(report: Mapping[str, Any]) -> list[str]:
    """Return a paragraph on the same with other seeds, if there are any."""
    if not report["other_seeds"]:
        return []
    within, n = within_with_other_seeds(report)
    seeds = ", ".join(str(seed) for seed in report["other_seeds"])
    outside = [
        f"{entry['title']['en']} ({word(entry['profile'], 'en')}): "
        + ", ".join(value({**entry, "value": other}, "en") for other in entry["other_seeds"])
        for entry in report["targets"]
        if not all(entry["within_with_other_seeds"])
    ]
    end = f" Outside with some of them: {'; '.join(outside)}." if outside else ""
    return ["", f"The same in other worlds altogether (seeds {seeds}): {within} of {n} values lie in their bands.{end}"]


def _cells(row: Mapping[str, Entry], profiles: Iterable[str]) -> list[str]:
    return [_cell(row[profile]) if profile in row else "" for profile in profiles]


def _cell(entry: Entry) -> str:
    verdict = word(entry["verdict"], "en")
    marked = verdict if entry["verdict"] == "met" else f"**{verdict}**"
    return f"{value(entry, 'en')} ({interval(entry, 'en')}), {marked}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    head = tuple(head)
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def rewritten(page: str, report: Mapping[str, Any]) -> str:
    """Return the page with new tables between its marks; ValueError if it has none."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page has no {BEGIN} ... {END}")
    return f"{before}{BEGIN}\n\n{tables(report)}\n{END}{after}"


def main(folder: Path, page: Path) -> None:
    """Write the report in a folder into a page."""
    report = json.loads((folder / "validation.json").read_bytes())
    page.write_text(rewritten(page.read_text(encoding="utf-8"), report), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""What `followersim run` can say beside its table: segments of the audience, and questions for it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from followersim.cli.numbers import number
from followersim.cli.table import MOST_POINTS, in_words, width_of_terminal
from followersim.cli.words import counted, word
from followersim.scenario.errors import visible
from followersim.scenario.vocabulary import MAIN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.cli.language import Language
    from followersim.scenario import Scenario

_HEADS: Final = (
    "segment",
    "followers",
    "coming",
    "going",
    "likes",
    "praise",
    "questions_asked",
    "criticism",
    "trust",
)
_SMALL: Final = 9.95


def stopping(summary: Mapping[str, Any], lang: Language) -> str:
    """Return why there are as many runs as there are, where that depended on the results; the rule included."""
    from followersim.experiment.stopping import EVERY  # noqa: PLC0415 - the room loads NumPy

    about = summary["stopping"]
    gaps = {
        "worlds": counted(summary["worlds"], "worlds", lang),
        "points": number(100 * about["half_width"], lang),
        "every": counted(EVERY, "worlds", lang),
    }
    text = word("stopped_at" if about["reached"] else "not_enough", lang, **gaps)
    return "\n".join(textwrap.wrap(text, width_of_terminal()))


def segments(rows: Sequence[Mapping[str, Any]], scenario: Scenario, lang: Language) -> str:
    """Return the segments of the company that the scenario is about: a small table per point and policy."""
    titles = {policy.name: policy.title.in_language(lang) for policy in scenario.policies}
    groups: dict[str, list[Mapping[str, Any]]] = {}
    points: dict[str, None] = {}
    for row in rows:
        if row["company"] == MAIN:
            points.setdefault(repr(sorted(row["point"].items())))
            groups.setdefault(repr((sorted(row["point"].items()), row["policy"])), []).append(row)
    parts = []
    shown = list(points)[:MOST_POINTS]
    for group in groups.values():
        point = group[0]["point"]
        if repr(sorted(point.items())) in shown:
            title = titles.get(group[0]["policy"], group[0]["policy"])
            at = f"; {in_words(point, lang)}" if point else ""
            parts.append(f"\n{visible(word('segments_title', lang, policy=title))}{visible(at)}")
            parts += _table(group, lang)
    if len(points) > len(shown):
        parts.append(word("more_segments", lang, more=len(points) - len(shown)))
    return "\n".join(parts)


def _table(rows: Sequence[Mapping[str, Any]], lang: Language) -> list[str]:
    from followersim.analysis.segments import segment_titles  # noqa: PLC0415 - it loads pandas

    titles = segment_titles(lang)
    cells = [[word(name, lang) for name in _HEADS]]
    for row in rows:
        start, end = (_mean(row[f"n_followers_{when}"], lang) for when in ("start", "end"))
        names = ("new_followers", "lost_followers", "n_likes", "n_praise", "n_questions", "n_criticism")
        trust = row["mean_trust_end"]
        cells.append(
            [
                titles.get(row["segment"], row["segment"]),
                f"{start} -> {end}",
                *(_mean(row[name], lang) for name in names),
                number(None if trust is None else 100 * trust, lang),
            ]
        )
    return _aligned(cells)


def _mean(value: float, lang: Language) -> str:
    """Return a mean with a decimal where whole numbers would hide it."""
    return number(value, lang, 1 if 0 < value < _SMALL else 0)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines: the first column to the left, numbers to the right, a rule under the heads."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = [
        "  ".join(cell.rjust(width) if k else cell.ljust(width) for k, (cell, width) in enumerate(cells)).rstrip()
        for cells in (list(zip(row, widths, strict=True)) for row in rows)
    ]
    return [lines[0], "-" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]]


def questions(scenario: Scenario, lang: Language) -> str:
    """Return the question of a scenario, what to look at, and what to ask the audience."""
    look_at = scenario.look_at.in_language(lang).strip()
    ask = [text.in_language(lang) for text in scenario.ask]
    parts = ["", word("the_question", lang), *_wrapped(scenario.question.in_language(lang), "  ", "  ")]
    if look_at:
        parts += ["", word("look_at", lang)]
        for line in look_at.splitlines():
            parts += _wrapped(line, "  ", "  ") or [""]
    if ask:
        parts += ["", word("ask", lang)]
        for place, text in enumerate(ask, start=1):
            parts += _wrapped(text, f"  {place}. ", "     ")
    if not look_at and not ask:
        parts += ["", word("nothing_to_ask", lang)]
    return "\n".join(parts)


def _wrapped(text: str, first: str, later: str) -> list[str]:
    return textwrap.wrap(visible(text), width_of_terminal(), initial_indent=first, subsequent_indent=later)

"""What a policy costs in working time, as a table that can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.words import quoted, runs_words, titles
from followersim.locale import N_, translate
from followersim.locale.numbers import MISSING, number, percent
from followersim.report import slides_notes as say
from followersim.report.slides_table import LARGE, MOST_LARGE, Cell, Table, add_table
from followersim.report.slides_template import CHART, FREE, SMALLEST
from followersim.report.slides_text import cut, plain, width
from followersim.report.story import first_point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.report.results import Results
    from followersim.report.slides_deck import Deck

    Result = Mapping[str, Any]

MOST_ROWS: Final = 6
_HEADS: Final = (
    N_("Policy"),
    N_("Hours, average"),
    N_("Hours, every 20th"),
    N_("Share answered"),
    N_("First reply"),
)


def add_work(deck: Deck, results: Results) -> None:
    """Add a table of working hours (mean, and 95 % quantile), share answered and time to the first reply (medians)."""
    lang, names = deck.lang, titles(results.scenario, deck.lang)
    found = first_point(results)
    shown = found[:MOST_ROWS]
    notes = say.both(lang, say.WORK if len(found) > 1 else say.ONE_WORK, *(_said(one, names, lang) for one in found))
    slide = deck.add(CHART, lambda limit: work_finding(found, names, lang, limit), notes)
    worlds = runs_words(results.summary["worlds"], lang)
    text = translate(lang, "Medians of {runs}; hours: average, and at least so many in every 20th run", runs=worlds)
    if len(found) > len(shown):
        n, every = number(len(shown), lang), number(len(found), lang)
        text += "; " + translate(lang, "{n} of {all} policies shown", n=n, all=every)
    deck.underline(slide, text)
    heads = [translate(lang, head) for head in _HEADS]
    values = [
        [
            _hours(one, lang),
            _hours(one, lang, "q95"),
            percent(one["share_answered"]["median"], lang),
            minutes_words(one["first_response_min"]["median"], lang),
        ]
        for one in shown
    ]
    columns = zip(heads[1:], zip(*values, strict=True), strict=True)
    others = [max(_in_two_lines(head), *(width(text, LARGE) for text in texts)) / 72 + 0.28 for head, texts in columns]
    widths = (FREE.width - sum(others), *others)
    lines = 2 if len(shown) < MOST_LARGE else 1
    titled = [cut(plain(names[one["policy"]]), SMALLEST, widths[0] - 0.3, lines=lines) for one in shown]
    rows = [[Cell(head, bold=True) for head in heads]]
    rows += [[Cell(text) for text in (title, *texts)] for title, texts in zip(titled, values, strict=True)]
    about = " ".join(_said(one, names, lang) for one in shown)
    add_table(slide, Table(rows, widths, translate(lang, "Working hours"), about), lang, head_lines=2)


def _in_two_lines(text: str) -> float:
    """Return how wide a text is (points) when it is broken at the best place."""
    words = text.split()
    pairs = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words) + 1)]
    return min(max(width(one, SMALLEST), width(other, SMALLEST)) for one, other in pairs)


def _hours(result: Result, lang: str, which: str = "mean") -> str:
    return number(result["staff_hours"][which], lang)


def _said(result: Result, names: Mapping[str, str], lang: str) -> str:
    return translate(
        lang,
        "{policy}: {hours} working hours per run on average, {most} or more in every 20th run; {share} of the messages "
        "answered, the first reply after {time}.",
        policy=quoted(names[result["policy"]], lang),
        hours=_hours(result, lang),
        most=_hours(result, lang, "q95"),
        share=percent(result["share_answered"]["median"], lang),
        time=minutes_words(result["first_response_min"]["median"], lang),
    )


def work_finding(found: list[Result], names: Mapping[str, str], lang: str, limit: int) -> str:
    """Return where most and where least work is done, in hours (means)."""
    most, least = (pick(found, key=lambda one: float(one["staff_hours"]["mean"] or 0.0)) for pick in (max, min))
    high, low = _hours(most, lang), _hours(least, lang)
    first, last = (quoted(names[one["policy"]], lang, limit) for one in (most, least))
    if len(found) == 1:
        return translate(lang, "{policy}: {hours} working hours per run on average", policy=first, hours=high)
    if high == low:
        return translate(lang, "{hours} working hours per run on average, whatever the policy", hours=high)
    return translate(
        lang,
        "{high} working hours per run on average with {most}, {low} with {least}",
        high=high,
        low=low,
        most=first,
        least=last,
    )


def minutes_words(minutes: float | None, lang: str) -> str:
    """Return a time in the unit that suits it: "65 min", "14 h"."""
    if minutes is None:
        return MISSING
    if minutes < 120:
        return translate(lang, "{n} min", n=number(minutes, lang))
    return translate(lang, "{n} h", n=number(minutes / 60, lang))

"""The line under the title, and the alternative text, of points that lie anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.best_words import points_words
from followersim.analysis.words import days_words, quoted, runs_words, sweep_name
from followersim.charts.captions import in_words, not_shown
from followersim.locale import N_, translate
from followersim.locale.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Result = Mapping[str, Any]

MOST_SENTENCES: Final = 60
_MOST_KEYS: Final = 2
_NAME: Final = 28
_KINDS: Final = {
    "growth": N_("Scatter plot of followers."),
    "feedback": N_("Scatter plot of praise and criticism."),
    "shitstorm": N_("Scatter plot of the likelihood of a shitstorm."),
}


def scatter_unit(
    chart: str,
    results: Sequence[Result],
    *,
    baseline: str,
    shown: tuple[int, int],
    has_lines: bool,
    left_out_keys: Sequence[str],
    lang: str,
) -> list[str]:
    """Return the parts of the subtitle: what a mark is, from how many worlds, and what is left out."""
    days, worlds = days_words(max(r["days"] for r in results), lang), max(r["worlds"] for r in results)
    what = {"growth": _growth, "feedback": _feedback, "shitstorm": _storms}[chart](baseline, days, lang)
    marks = points_words(shown[1], lang)
    if shown[0] != shown[1]:
        gaps = {"k": number(shown[0], lang), "n": number(shown[1], lang)}
        marks = translate(lang, "{k} of {n} points", **gaps)
    each = runs_words(worlds, lang)
    parts = [what, translate(lang, "{marks}, {runs} each", marks=marks, runs=each)]
    if bar := _bar(chart, compared=bool(baseline)):
        parts.append(translate(lang, bar))
    if has_lines:
        parts.append(translate(lang, "line: mean of points nearby"))
    if left_out_keys:
        parts.append(_left_out(left_out_keys, lang))
    return parts


def _growth(baseline: str, days: str, lang: str) -> str:
    if baseline:
        return translate(
            lang,
            "Difference in followers to {baseline} after {days}",
            baseline=quoted(baseline, lang, _NAME),
            days=days,
        )
    return translate(lang, "Followers gained or lost within {days}", days=days)


def _feedback(_baseline: str, _days: str, lang: str) -> str:
    return translate(lang, "Praise (upward) and criticism (downward), mean per run")


def _storms(_baseline: str, days: str, lang: str) -> str:
    return translate(
        lang,
        "Share of runs with wind force 5 or 6 within {days}",
        days=days,
    )


def _bar(chart: str, *, compared: bool) -> str:
    """Return what the thin line through a mark is, marked to be translated; nothing if there is none."""
    if chart == "feedback":
        return ""
    if chart == "growth" and not compared:
        return N_("bars: 9 of 10 runs")
    return N_("bars: 95% interval")


def _left_out(keys: Sequence[str], lang: str) -> str:
    named = ", ".join(sweep_name(key, lang) for key in keys[:_MOST_KEYS])
    return not_shown(named, len(keys) - _MOST_KEYS, lang)


def scatter_text(
    chart: str,
    heading: str,
    results: Sequence[Result],
    names: Mapping[str, str],
    lines: Sequence[str],
    *,
    unit: Sequence[str],
    lang: str,
) -> str:
    """Return the alternative text: the numbers of every point, or of the lines if points are too many."""
    sentences = [translate(lang, _KINDS[chart]), heading.rstrip(".") + "."]
    if len(results) <= MOST_SENTENCES:
        sentences += [in_words(chart, result, names, lang) for result in results]
    else:
        sentences.append(translate(lang, "Means of points nearby:"))
        sentences += [*lines, translate(lang, "All points are in summary.csv.")]
    return " ".join([*sentences, "; ".join(unit) + "."])

"""The line under the title, and the alternative text, of points that lie anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.best_words import points_words
from followersim.analysis.numbers import number, percent
from followersim.analysis.words import LEVEL, days_words, quoted, runs_words, sweep_name
from followersim.charts.captions import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Result = Mapping[str, Any]

MOST_SENTENCES: Final = 60
_MOST_KEYS: Final = 2
_NAME: Final = 28
_KINDS: Final = {
    "growth": {"en": "Scatter plot of followers.", "de": "Streudiagramm der Follower."},
    "feedback": {"en": "Scatter plot of praise and criticism.", "de": "Streudiagramm von Lob und Kritik."},
    "shitstorm": {
        "en": "Scatter plot of the likelihood of a shitstorm.",
        "de": "Streudiagramm der Wahrscheinlichkeit eines Shitstorms.",
    },
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
    what = {"growth": _growth(baseline, days), "feedback": _FEEDBACK, "shitstorm": _storms(days)}[chart][lang]
    marks = points_words(shown[1], lang)
    if shown[0] != shown[1]:
        marks = f"{number(shown[0], lang)} " + {"en": f"of {marks}", "de": f"von {marks}n"}[lang]
    each = runs_words(worlds, lang)
    parts = [what, {"en": f"{marks}, {each} each", "de": f"{marks} zu je {each}"}[lang]]
    if bar := _bar(chart, compared=bool(baseline))[lang]:
        parts.append(bar)
    if has_lines:
        parts.append({"en": "line: mean of points nearby", "de": "Linie: Mittel benachbarter Punkte"}[lang])
    if left_out_keys:
        parts.append(_left_out(left_out_keys, lang))
    return parts


_FEEDBACK: Final = {
    "en": "Praise (upward) and criticism (downward), mean per run",
    "de": "Lob (nach oben) und Kritik (nach unten), Mittel je Durchlauf",
}


def _growth(baseline: str, days: str) -> dict[str, str]:
    if baseline:
        return {
            "en": f"Difference in followers to {quoted(baseline, 'en', _NAME)} after {days}",
            "de": f"Unterschied der Follower zu {quoted(baseline, 'de', _NAME)} nach {days}",
        }
    return {
        "en": f"Followers gained or lost within {days}",
        "de": f"Gewonnene und verlorene Follower in {days}",
    }


def _storms(days: str) -> dict[str, str]:
    return {
        "en": f"Share of runs with wind force 5 or 6 within {days}",
        "de": f"Anteil der Durchläufe mit Windstärke 5 oder 6 in {days}",
    }


def _bar(chart: str, *, compared: bool) -> dict[str, str]:
    """Return what the thin line through a mark is."""
    if chart == "feedback":
        return {"en": "", "de": ""}
    if chart == "growth" and not compared:
        return {"en": "bars: 9 of 10 runs", "de": "Balken: 9 von 10 Durchläufen"}
    return {"en": f"bars: {percent(LEVEL, 'en')} interval", "de": "Balken: 95-%-Intervall"}


def _left_out(keys: Sequence[str], lang: str) -> str:
    named = ", ".join(sweep_name(key, lang) for key in keys[:_MOST_KEYS])
    rest = len(keys) - _MOST_KEYS
    if lang == "de":
        return f"nicht gezeigt: {named}" + (f" und {rest} weitere" if rest > 0 else "")
    return f"not shown: {named}" + (f" and {rest} more" if rest > 0 else "")


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
    sentences = [_KINDS[chart][lang], heading.rstrip(".") + "."]
    if len(results) <= MOST_SENTENCES:
        sentences += [in_words(chart, result, names, lang) for result in results]
    else:
        sentences.append({"en": "Means of points nearby:", "de": "Mittel benachbarter Punkte:"}[lang])
        sentences += [*lines, {"en": "All points are in summary.csv.", "de": "Alle Punkte: summary.csv."}[lang]]
    return " ".join([*sentences, "; ".join(unit) + "."])

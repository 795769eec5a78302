"""The line under the title, and the alternative text, of maps of a grid and of points that lie anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.best import CRITERIA
from followersim.analysis.best_words import HEADS, UNCLEAR_WORDS, too_few, verdict_words
from followersim.analysis.findings_sweeps import OPEN_WORDS, REGIME_WORDS
from followersim.analysis.numbers import number, percent, percent_range
from followersim.analysis.regimes import regime_of
from followersim.analysis.words import LEVEL, days_words, point_words, quoted, runs, runs_words, storm_interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.analysis.best import Best

    Result = Mapping[str, Any]

MOST_SENTENCES: Final = 200
_HEATMAP: Final = {
    "en": "Heat map of the likelihood of a shitstorm.",
    "de": "Wärmekarte der Wahrscheinlichkeit eines Shitstorms.",
}
_BEST: Final = {
    "en": "Map of the best policy at each point.",
    "de": "Karte der besten Strategie an jedem Punkt.",
}
_REGIMES: Final = {
    "en": "Map of quiet, near-critical and explosive points.",
    "de": "Karte ruhiger, grenzwertiger und explosiver Punkte.",
}


def heatmap_unit(results: Sequence[Result], lang: str) -> list[str]:
    """Return the parts of the subtitle of a heat map; how sure its numbers are is said for the least certain one."""
    days, worlds = days_words(max(r["days"] for r in results), lang), max(r["worlds"] for r in results)
    least = max(results, key=lambda r: r["shitstorm"]["high"] - r["shitstorm"]["low"])["shitstorm"]
    sure = f"{percent(least['share'], lang)} ({percent_range(least['low'], least['high'], lang)})"
    if lang == "de":
        return [
            f"Anteil der Durchläufe mit Windstärke 5 oder 6 in {days}",
            f"je Feld {_runs_of(worlds, lang)}",
            f"95-%-Intervall höchstens so breit wie {sure}",
        ]
    return [
        f"Share of runs with wind force 5 or 6 within {days}",
        f"{runs_words(worlds, lang)} per cell",
        f"{percent(LEVEL, lang)} interval at most as wide as {sure}",
    ]


def _runs_of(worlds: int, lang: str) -> str:
    """Return "200 Durchläufe", in German not as it follows "von"."""
    return runs_words(worlds, lang).removesuffix("n") if lang == "de" and worlds != 1 else runs_words(worlds, lang)


def heatmap_text(heading: str, results: Sequence[Result], names: Mapping[str, str], lang: str) -> str:
    """Return the alternative text of a heat map: the count of every cell, or of the extremes if they are too many."""
    sentences = [_HEATMAP[lang], heading.rstrip(".") + "."]
    for policy, name in names.items():
        of_policy = [result for result in results if result["policy"] == policy]
        sentences.append(f"{quoted(name, lang)}: {_cells(of_policy, len(results), lang)}.")
    return " ".join([*sentences, "; ".join(heatmap_unit(results, lang)) + "."])


def _cells(results: Sequence[Result], total: int, lang: str) -> str:
    """Return the numbers of some cells in words."""
    if total <= MOST_SENTENCES:
        return "; ".join(_cell(result, lang) for result in results)
    low, high = (pick(results, key=lambda r: r["shitstorm"]["share"]) for pick in (min, max))
    parts = [
        {"en": "least often ", "de": "am seltensten "}[lang] + _cell(low, lang, sure=True),
        {"en": "most often ", "de": "am häufigsten "}[lang] + _cell(high, lang, sure=True),
        in_summary(len(results), lang),
    ]
    return "; ".join(parts)


def in_summary(points: int, lang: str) -> str:
    """Return where the numbers of all points are."""
    return {
        "en": f"all {number(points, lang)} points are in summary.csv",
        "de": f"alle {number(points, lang)} Punkte stehen in summary.csv",
    }[lang]


def _cell(result: Result, lang: str, *, sure: bool = False) -> str:
    storm = result["shitstorm"]
    bounds = f" ({storm_interval(storm, lang)})" if sure else ""
    share = percent(storm["share"], lang)
    return f"{point_words(result['point'], lang)}: {share}, {runs(storm['k'], storm['n'], lang)}{bounds}"


def best_unit(best: Best, lang: str) -> list[str]:
    """Return the parts of the subtitle of a map of the best policies, the multiple comparisons included."""
    worlds, total = max(point.worlds for point in best.points), number(best.comparisons, lang)
    chance = f"{number(100 * (1 - best.level), lang)}"
    if best.too_few_runs:
        return [
            {"en": "Best in the same runs", "de": "Die beste in denselben Durchläufen"}[lang],
            {"en": f"{total} comparisons a map", "de": f"{total} Vergleiche je Karte"}[lang],
            too_few(best, lang).rstrip("."),
        ]
    if lang == "de":
        return [
            "Klar besser als jede andere in denselben Durchläufen",
            f"je Feld {_runs_of(worlds, lang)}",
            f"{total} Vergleiche je Karte, nach Holm korrigiert",
            f"auch nur ein Feld durch Zufall: höchstens {chance} %",
        ]
    return [
        "Clearly better than each other policy in the same runs",
        f"{runs_words(worlds, lang)} per cell",
        f"{total} comparisons a map, corrected (Holm)",
        f"chance of even one cell by luck: at most {chance}%",
    ]


def best_text(heading: str, best: Best, names: Mapping[str, str], lang: str) -> str:
    """Return the alternative text of a map of the best policies: the verdict of every cell, or their numbers."""
    sentences = [_BEST[lang], heading.rstrip(".") + "."]
    for criterion in CRITERIA:
        if len(best.points) * len(CRITERIA) <= MOST_SENTENCES:
            cells = "; ".join(
                f"{point_words(found.point, lang)}: {verdict_words(found.verdicts[criterion], criterion, names, lang)}"
                for found in best.points
            )
        else:
            cells = "; ".join(
                f"{UNCLEAR_WORDS[lang] if policy is None else quoted(names[policy], lang)}: {number(count, lang)}"
                for policy, count in best.count(criterion).items()
            )
            cells += {"en": " points; all are in best.csv", "de": " Punkte; alle stehen in best.csv"}[lang]
        sentences.append(f"{HEADS[criterion][lang]}: {cells}.")
    return " ".join([*sentences, "; ".join(best_unit(best, lang)) + "."])


def regime_unit(results: Sequence[Result], lang: str) -> list[str]:
    """Return the parts of the subtitle of a map of regimes."""
    days, worlds = days_words(max(r["days"] for r in results), lang), max(r["worlds"] for r in results)
    if lang == "de":
        return [
            f"Anteil der Durchläufe mit Windstärke 5 oder 6 in {days}",
            f"je Feld {_runs_of(worlds, lang)}",
            "schraffiert: das 95-%-Intervall reicht über eine Grenze",
        ]
    return [
        f"Share of runs with wind force 5 or 6 within {days}",
        f"{runs_words(worlds, lang)} per cell",
        "hatched: the 95% interval reaches across a border",
    ]


def regime_text(heading: str, results: Sequence[Result], lang: str) -> str:
    """Return the alternative text of a map of regimes: every cell, or the extremes if they are too many."""
    sentences = [_REGIMES[lang], heading.rstrip(".") + "."]
    if len(results) > MOST_SENTENCES:
        sentences.append(_cells(results, len(results), lang) + ".")
    else:
        for result in results:
            regime = regime_of(result["shitstorm"])
            words = REGIME_WORDS[regime.name][lang] + (f", {OPEN_WORDS[lang]}" if regime.open else "")
            sentences.append(f"{_cell(result, lang, sure=True)}: {words}.")
    return " ".join([*sentences, "; ".join(regime_unit(results, lang)) + "."])

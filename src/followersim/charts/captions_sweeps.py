"""The line under the title, and the alternative text, of maps of a grid and of points that lie anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.best import CRITERIA
from followersim.analysis.best_words import HEADS, UNCLEAR_WORDS, too_few, verdict_words
from followersim.analysis.findings_sweeps import OPEN_WORDS, REGIME_WORDS
from followersim.analysis.regimes import regime_of
from followersim.analysis.words import days_words, point_words, quoted, runs, storm_interval
from followersim.locale import N_, plural, translate
from followersim.locale.numbers import number, percent, percent_range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.analysis.best import Best

    Result = Mapping[str, Any]

MOST_SENTENCES: Final = 200
_HEATMAP: Final = N_("Heat map of the likelihood of a shitstorm.")
_BEST: Final = N_("Map of the best policy at each point.")
_REGIMES: Final = N_("Map of quiet, near-critical and explosive points.")


def heatmap_unit(results: Sequence[Result], lang: str) -> list[str]:
    """Return the parts of the subtitle of a heat map; how sure its numbers are is said for the least certain one."""
    days, worlds = days_words(max(r["days"] for r in results), lang), max(r["worlds"] for r in results)
    least = max(results, key=lambda r: r["shitstorm"]["high"] - r["shitstorm"]["low"])["shitstorm"]
    sure = f"{percent(least['share'], lang)} ({percent_range(least['low'], least['high'], lang)})"
    return [
        _share_of_runs(days, lang),
        _per_cell(worlds, lang),
        translate(lang, "95% interval at most as wide as {sure}", sure=sure),
    ]


def _share_of_runs(days: str, lang: str) -> str:
    """Return what a cell of a map of likelihoods is."""
    return translate(
        lang,
        "Share of runs with wind force 5 or 6 within {days}",
        days=days,
    )


def _per_cell(worlds: int, lang: str) -> str:
    """Return from how many runs a cell is."""
    return plural(lang, "{n} run per cell", "{n} runs per cell", worlds)


def heatmap_text(heading: str, results: Sequence[Result], names: Mapping[str, str], lang: str) -> str:
    """Return the alternative text of a heat map: the count of every cell, or of the extremes if they are too many."""
    sentences = [translate(lang, _HEATMAP), heading.rstrip(".") + "."]
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
        translate(lang, "least often {cell}", cell=_cell(low, lang, sure=True)),
        translate(lang, "most often {cell}", cell=_cell(high, lang, sure=True)),
        in_summary(len(results), lang),
    ]
    return "; ".join(parts)


def in_summary(points: int, lang: str) -> str:
    """Return where the numbers of all points are."""
    return translate(lang, "all {n} points are in summary.csv", n=number(points, lang))


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
            translate(lang, "Best in the same runs"),
            translate(lang, "{total} comparisons a map", total=total),
            too_few(best, lang).rstrip("."),
        ]
    return [
        translate(lang, "Clearly better than each other policy in the same runs"),
        _per_cell(worlds, lang),
        translate(lang, "{total} comparisons a map, corrected (Holm)", total=total),
        translate(lang, "chance of even one cell by luck: at most {chance}%", chance=chance),
    ]


def best_text(heading: str, best: Best, names: Mapping[str, str], lang: str) -> str:
    """Return the alternative text of a map of the best policies: the verdict of every cell, or their numbers."""
    sentences = [translate(lang, _BEST), heading.rstrip(".") + "."]
    for criterion in CRITERIA:
        if len(best.points) * len(CRITERIA) <= MOST_SENTENCES:
            cells = "; ".join(
                f"{point_words(found.point, lang)}: {verdict_words(found.verdicts[criterion], criterion, names, lang)}"
                for found in best.points
            )
        else:
            unclear = translate(lang, UNCLEAR_WORDS)
            cells = "; ".join(
                f"{unclear if policy is None else quoted(names[policy], lang)}: {number(count, lang)}"
                for policy, count in best.count(criterion).items()
            )
            cells = translate(lang, "{counts} points; all are in best.csv", counts=cells)
        sentences.append(f"{translate(lang, HEADS[criterion])}: {cells}.")
    return " ".join([*sentences, "; ".join(best_unit(best, lang)) + "."])


def regime_unit(results: Sequence[Result], lang: str) -> list[str]:
    """Return the parts of the subtitle of a map of regimes."""
    days, worlds = days_words(max(r["days"] for r in results), lang), max(r["worlds"] for r in results)
    return [
        _share_of_runs(days, lang),
        _per_cell(worlds, lang),
        translate(lang, "hatched: the 95% interval reaches across a border"),
    ]


def regime_text(heading: str, results: Sequence[Result], lang: str) -> str:
    """Return the alternative text of a map of regimes: every cell, or the extremes if they are too many."""
    sentences = [translate(lang, _REGIMES), heading.rstrip(".") + "."]
    if len(results) > MOST_SENTENCES:
        sentences.append(_cells(results, len(results), lang) + ".")
    else:
        for result in results:
            regime = regime_of(result["shitstorm"])
            words = translate(lang, REGIME_WORDS[regime.name])
            words += f", {translate(lang, OPEN_WORDS)}" if regime.open else ""
            sentences.append(f"{_cell(result, lang, sure=True)}: {words}.")
    return " ".join([*sentences, "; ".join(regime_unit(results, lang)) + "."])

"""What is said about the best policies of a sweep, in English and German, and how sure one can be of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.analysis.best import FILE, FOLLOWERS, SHITSTORM
from followersim.analysis.numbers import number, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.analysis.best import Best, Verdict

CORNER: Final = {"en": "Clearly best at", "de": "Klar die beste an"}
UNCLEAR_WORDS: Final = {"en": "no clear difference", "de": "kein klarer Unterschied"}
HEADS: Final = {
    SHITSTORM: {"en": "Fewest shitstorms", "de": "Seltenste Shitstorms"},
    FOLLOWERS: {"en": "Most followers", "de": "Meiste Follower"},
}


def verdict_words(verdict: Verdict, criterion: str, titles: Mapping[str, str], lang: str) -> str:
    """Return "Harsh replies (5,120)", the clearly best policy and its number, or that there is none."""
    if verdict.best is None:
        return UNCLEAR_WORDS[lang]
    value = percent(verdict.value, lang) if criterion == SHITSTORM else number(verdict.value, lang)
    return f"{titles[verdict.best]} ({value})"


def points_words(count: int, lang: str) -> str:
    """Return "1 point", "12 points"."""
    one, many = {"en": ("point", "points"), "de": ("Punkt", "Punkte")}[lang]
    return f"{number(count, lang)} {one if count == 1 else many}"


def counts_words(best: Best, criterion: str, titles: Mapping[str, str], lang: str) -> str:
    """Return at how many points which policy is clearly best: "Harsh replies 12, no clear difference 4"."""
    counts = best.count(criterion)
    order = [*(policy for policy in titles if policy in counts), *([None] if None in counts else [])]
    return ", ".join(
        f"{UNCLEAR_WORDS[lang] if policy is None else titles[policy]} {number(counts[policy], lang)}"
        for policy in order
    )


def all_points(count: int, lang: str) -> str:
    """Return the label of the row that counts."""
    return {"en": f"Of all {number(count, lang)} points", "de": f"Von allen {number(count, lang)} Punkten"}[lang]


def more_in_file(count: int, lang: str) -> str:
    """Return that further points are in the file."""
    points = {"en": "more points" if count > 1 else "more point", "de": "weitere Punkte" if count > 1 else "Punkt"}
    return f"... {number(count, lang)} {points[lang]} in {FILE}."


def how_sure(best: Best, lang: str) -> str:
    """Return what "best" means, how many comparisons were made, and how often luck may name a best policy at all."""
    total, chance = number(best.comparisons, lang), number(100 * (1 - best.level), lang)
    points, pairs = points_words(len(best.points), lang), number(best.pairs, lang)
    if lang == "de":
        paired = f"{points} x {pairs} {'Paar' if best.pairs == 1 else 'Paare'}"
        return (
            f"Die beste ist in denselben Durchläufen klar besser als jede andere. Das sind {total} Vergleiche "
            f"je Spalte ({paired}), korrigiert nach Holm: Die Wahrscheinlichkeit, dass in einer Spalte auch nur eine "
            f"falsche beste steht, ist höchstens {chance} %."
        )
    paired = f"{points} x {pairs} {'pair' if best.pairs == 1 else 'pairs'}"
    return (
        f"Best is what is clearly better than each other policy in the same runs. These are {total} comparisons a "
        f"column ({paired}); Holm's correction keeps the chance of any false best in a column at {chance} % at most."
    )


def too_few(best: Best, lang: str) -> str:
    """Return that there are too few runs for anything to be clear; nothing if there are enough."""
    if not best.too_few_runs:
        return ""
    worlds, needed = number(max(point.worlds for point in best.points), lang), number(best.runs_needed, lang)
    return {
        "en": f"With {worlds} runs nothing can be clear among so many comparisons: it takes {needed} at least.",
        "de": f"Bei {worlds} Durchläufen kann unter so vielen Vergleichen nichts klar sein: Nötig sind mindestens "
        f"{needed}.",
    }[lang]

"""What is said about the best policies of a sweep, in English and German, and how sure one can be of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.analysis.best import FILE, FOLLOWERS, SHITSTORM
from followersim.locale import N_, plural, translate
from followersim.locale.numbers import number, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.analysis.best import Best, Verdict

CORNER: Final = N_("Clearly best at")
UNCLEAR_WORDS: Final = N_("no clear difference")
HEADS: Final = {
    SHITSTORM: N_("Fewest shitstorms"),
    FOLLOWERS: N_("Most followers"),
}


def verdict_words(verdict: Verdict, criterion: str, titles: Mapping[str, str], lang: str) -> str:
    """Return "Harsh replies (5,120)", the clearly best policy and its number, or that there is none."""
    if verdict.best is None:
        return translate(lang, UNCLEAR_WORDS)
    value = percent(verdict.value, lang) if criterion == SHITSTORM else number(verdict.value, lang)
    return f"{titles[verdict.best]} ({value})"


def points_words(count: int, lang: str) -> str:
    """Return "1 point", "12 points"."""
    return plural(lang, "{n} point", "{n} points", count)


def counts_words(best: Best, criterion: str, titles: Mapping[str, str], lang: str) -> str:
    """Return at how many points which policy is clearly best: "Harsh replies 12, no clear difference 4"."""
    counts = best.count(criterion)
    order = [*(policy for policy in titles if policy in counts), *([None] if None in counts else [])]
    return ", ".join(
        f"{translate(lang, UNCLEAR_WORDS) if policy is None else titles[policy]} {number(counts[policy], lang)}"
        for policy in order
    )


def all_points(count: int, lang: str) -> str:
    """Return the label of the row that counts."""
    return translate(lang, "Of all {n} points", n=number(count, lang))


def more_in_file(count: int, lang: str) -> str:
    """Return that further points are in the file."""
    return plural(lang, "... {n} more point in {file}.", "... {n} more points in {file}.", count, file=FILE)


def how_sure(best: Best, lang: str) -> str:
    """Return what "best" means, how many comparisons were made, and how often luck may name a best policy at all."""
    pairs = plural(lang, "{n} pair", "{n} pairs", best.pairs)
    return translate(
        lang,
        "Best is what is clearly better than each other policy in the same runs. These are {total} comparisons a "
        "column ({points} x {pairs}); Holm's correction keeps the chance of any false best in a column at {chance}% "
        "at most.",
        total=number(best.comparisons, lang),
        points=points_words(len(best.points), lang),
        pairs=pairs,
        chance=number(100 * (1 - best.level), lang),
    )


def too_few(best: Best, lang: str) -> str:
    """Return that there are too few runs for anything to be clear; nothing if there are enough."""
    if not best.too_few_runs:
        return ""
    worlds, needed = number(max(point.worlds for point in best.points), lang), number(best.runs_needed, lang)
    return translate(
        lang,
        "With {worlds} runs nothing can be clear among so many comparisons: it takes {needed} at least.",
        worlds=worlds,
        needed=needed,
    )

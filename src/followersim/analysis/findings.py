"""The titles of the charts: a finding in words with its number, taken from the summary.

Every function takes ``limit``, the longest that a policy's name may be, so that a chart can shorten names and never
the finding itself. Differences are medians of paired differences; they are named only when their interval excludes
zero, else the title says that there is no clear difference and gives the interval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followersim.analysis.statistics import holm
from followersim.analysis.words import (
    LEVEL,
    UNLIMITED,
    days_words,
    difference_words,
    followers_more_or_fewer,
    point_values,
    point_words,
    quoted,
    runs,
    storm_runs,
    titles,
)
from followersim.locale import plural, translate
from followersim.locale.numbers import number, short

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.analysis.inputs import ScenarioLike

    Result = Mapping[str, Any]

ENOUGH_FOR_QUARTERS = 20
FAR = 2.5


class Names:
    """Policy titles in quotation marks, cut to a limit."""

    def __init__(self, scenario: ScenarioLike, lang: str, limit: int) -> None:
        self._titles, self._lang, self._limit = titles(scenario, lang), lang, limit

    def __getitem__(self, policy: str) -> str:
        return quoted(self._titles[policy], self._lang, self._limit)


def _swept(results: Sequence[Result]) -> bool:
    return len({str(result["point"]) for result in results}) > 1


def growth_finding(summary: Mapping[str, Any], scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return the finding on followers: against the baseline, or since the start when there is only one policy."""
    results, names = main_results(summary), Names(scenario, lang, limit)
    if len({r["policy"] for r in results}) > 1:
        return _compared(results, names, lang)
    if _swept(results):
        return _swept_finding(results, gain_of, followers_word(lang), names[results[0]["policy"]], lang)
    return _growth_alone(results[0], names, lang)


def feedback_finding(summary: Mapping[str, Any], scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return the finding on criticism: means per run, as in the labels of the chart, compared with the baseline.

    Whether there is a difference at all is said by the paired test in the same worlds, not by the means.
    """
    results, names = main_results(summary), Names(scenario, lang, limit)
    what = translate(lang, "critical messages per run on average")
    if _swept(results):
        groups: dict[str, list[Result]] = {}
        for result in results:
            groups.setdefault(result["policy"], []).append(result)
        group = max(groups.values(), key=lambda g: max(map(criticism_of, g)) - min(map(criticism_of, g)))
        start = names[group[0]["policy"]]
        return _swept_finding(group, criticism_of, what, start, lang, signed=False)
    pairs = [r for r in results if r["difference"]]
    baseline = next((r for r in results if r["baseline"]), None)
    if not pairs or baseline is None:
        return _feedback_alone(results, names, lang)
    clear = [r for r in pairs if r["difference"]["n_criticism"]["p"] < 1 - LEVEL]
    result = max(clear or pairs, key=lambda r: abs(criticism_of(r) - criticism_of(baseline)))
    ours, theirs = (number(criticism_of(r), lang) for r in (result, baseline))
    levels = plural(
        lang,
        "{ours} critical message per run on average with {policy}, {theirs} with {baseline}",
        "{ours} critical messages per run on average with {policy}, {theirs} with {baseline}",
        1 if ours == "1" else 2,
        ours=ours,
        theirs=theirs,
        policy=names[result["policy"]],
        baseline=names[baseline["policy"]],
    )
    return levels if clear else no_clear_difference(levels, lang)


def no_clear_difference(levels: str, lang: str) -> str:
    """Return that there is no clear difference, and the numbers all the same."""
    return translate(lang, "No clear difference: {levels}", levels=levels)


def criticism_of(result: Result) -> float:
    """Return the critical messages of a run (mean)."""
    return float(result["n_criticism"]["mean"])


def _feedback_alone(results: Sequence[Result], names: Names, lang: str) -> str:
    """Return the means of one policy, or of the policy with most criticism when there is nothing to compare with."""
    result = max(results, key=criticism_of)
    praise, criticism = (number(result[key]["mean"], lang) for key in ("n_praise", "n_criticism"))
    return translate(
        lang,
        "{name}: {criticism} critical and {praise} praising messages per run in {days}",
        name=names[result["policy"]],
        criticism=criticism,
        praise=praise,
        days=days_words(result["days"], lang),
    )


def shitstorm_finding(summary: Mapping[str, Any], scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return the finding on shitstorms: where they are most and least likely, in numbers of runs."""
    results, names = main_results(summary), Names(scenario, lang, limit)
    several = len({r["policy"] for r in results}) > 1
    most, least = (pick(results, key=lambda r: float(r["shitstorm"]["share"])) for pick in (max, min))
    (k, n), (low_k, low_n) = ((r["shitstorm"]["k"], r["shitstorm"]["n"]) for r in (most, least))
    top = storm_runs(k, n, lang)
    if len(results) == 1:
        return f"{names[most['policy']]}: {top}"
    if k == 0:
        if not several:
            return _capital(top)
        return translate(lang, "{storms}, whatever the policy", storms=_capital(top))
    if k * low_n == low_k * n:
        if several:
            return translate(lang, "{storms} with each policy", storms=_capital(top))
        return translate(lang, "{storms} each time", storms=_capital(top))
    low = runs(low_k, low_n, lang) if low_n != n else _in_so_many(low_k, lang)
    unclear = several and not clearly_different([r for r in results if r["difference"]], "shitstorm")
    labels = []
    for result, point in ((most, point_words), (least, point_values)):
        policy = translate(lang, " with {policy}", policy=names[result["policy"]]) if several else ""
        at = f" ({point(result['point'], lang)})" if _swept(results) else ""
        labels.append(policy + at)
    start = no_clear_difference(top, lang) if unclear else _capital(top)
    return f"{start}{labels[0]}, {low}{labels[1]}"


FINDINGS = {"growth": growth_finding, "feedback": feedback_finding, "shitstorm": shitstorm_finding}


def finding(chart: str, summary: Mapping[str, Any], scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return the finding that a chart shows."""
    return FINDINGS[chart](summary, scenario, lang, limit)


def main_results(summary: Mapping[str, Any]) -> list[Result]:
    """Return the results of the company that the scenario is about."""
    results = [r for r in summary["results"] if r["company"] == "main"]
    if not results:
        raise ValueError("the summary has no results")
    return results


def clearly_different(results: Sequence[Result], measure: str) -> list[Result]:
    """Return those of some results, all with a difference, that clearly differ from the baseline in a measure.

    The points of a sweep are many chances to look clear by luck, so their p values are adjusted together.
    """
    differences = [result["difference"].get(measure, {}) for result in results]
    all_p = [difference.get("p", 1.0) for difference in differences]
    adjusted = holm(all_p).tolist() if _swept(results) else [0.0] * len(results)
    judged = zip(results, differences, adjusted, strict=True)
    return [result for result, difference, p in judged if difference.get("clear") and p < 1 - LEVEL]


def _in_so_many(k: int, lang: str) -> str:
    """Return "in 7", "in none": a second count of the same runs."""
    return f"in {number(k, lang)}" if k else translate(lang, "in none")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def gain_of(result: Result) -> float:
    """Return the followers gained since the start (median)."""
    return float(result["n_followers_end"]["median"] - result["n_followers_start"]["median"])


def _growth_alone(result: Result, names: Names, lang: str) -> str:
    """Return how many followers one policy gained since the start."""
    gain = gain_of(result)
    gaps = {
        "name": names[result["policy"]],
        "days": days_words(result["days"], lang),
        "start": number(result["n_followers_start"]["median"], lang),
    }
    if round(gain) == 0:
        return translate(
            lang,
            "{name}: as many followers as at the start ({start}) after {days}",
            **gaps,
        )
    return translate(
        lang,
        "{name}: {amount} after {days} ({start} at the start)",
        amount=followers_more_or_fewer(gain, lang),
        **gaps,
    )


def _compared(results: Sequence[Result], names: Names, lang: str) -> str:
    """Return the clearest difference in followers to the baseline; with a sweep, how it changes between points."""
    pairs = [r for r in results if r["difference"] and r["difference"]["n_followers_end"]["median"] is not None]
    baseline = next((r["policy"] for r in results if r["baseline"]), None)
    if not pairs or baseline is None:
        return _each_median(results, names, lang)
    clear = clearly_different(pairs, "n_followers_end")
    if _swept(results):
        ranges: dict[str, list[Result]] = {}
        for pair in pairs:
            ranges.setdefault(pair["policy"], []).append(pair)
        pairs = max(ranges.values(), key=lambda group: max(map(lead_of, group)) - min(map(lead_of, group)))
        clear = [r for r in clear if r["policy"] == pairs[0]["policy"]]
    largest = max(clear or pairs, key=lambda r: abs(lead_of(r)))
    if not clear:
        return _unclear(largest, names, baseline, lang)
    if _swept(results):
        start = against(names[largest["policy"]], names[baseline], lang)
        return _swept_finding(pairs, lead_of, followers_word(lang), start, lang)
    return _clear(largest, names, baseline, lang)


def followers_word(lang: str) -> str:
    """Return what is counted: followers."""
    return translate(lang, "followers")


def against(policy: str, baseline: str, lang: str) -> str:
    """Return which two policies are compared."""
    return translate(lang, "{policy} against {baseline}", policy=policy, baseline=baseline)


def lead_of(result: Result) -> float:
    """Return by how many followers a policy ends above the baseline in the same worlds (median)."""
    return float(result["difference"]["n_followers_end"]["median"])


def _clear(result: Result, names: Names, baseline: str, lang: str) -> str:
    """Return "“Harsh replies”: 120 fewer followers than with “Handles criticism well”"."""
    difference = result["difference"]["n_followers_end"]
    clear = translate(
        lang,
        "{policy}: {amount} than with {baseline}",
        policy=names[result["policy"]],
        amount=followers_more_or_fewer(difference["median"], lang),
        baseline=names[baseline],
    )
    return clear + every_fourth(difference, lang)


def every_fourth(difference: Mapping[str, Any], lang: str) -> str:
    """Return what happens in every fourth run, where that is far worse, or far better, than the median says.

    Storms come in some runs only; the median alone would keep silent about what they cost.
    """
    median = difference["median"]
    quarter = difference["q25"] if median < 0 else difference["q75"]
    if difference["n"] < ENOUGH_FOR_QUARTERS or abs(quarter) < FAR * abs(median):
        return ""
    n = number(abs(quarter), lang)
    if median > 0:
        return translate(lang, ", at least {n} more in every fourth run", n=n)
    return translate(lang, ", at least {n} fewer in every fourth run", n=n)


def _unclear(result: Result, names: Names, baseline: str, lang: str) -> str:
    """Return that there is no clear difference, with the interval that says so.

    Where most worlds do not differ at all (the median is 0) but the others clearly go one way, as with storms, the
    title counts them instead.
    """
    difference = result["difference"]["n_followers_end"]
    gaps = {
        "ours": names[result["policy"]],
        "theirs": names[baseline],
        "spread": difference_words(difference, lang),
    }
    if difference["level"] < LEVEL:
        return translate(
            lang,
            "Too few runs to tell: {ours} against {theirs} {spread} followers",
            **gaps,
        )
    if difference["p"] < 1 - LEVEL and difference["median"] == 0:
        return translate(
            lang,
            "{ours}: more followers than with {theirs} {more}, fewer {fewer}",
            more=runs(difference["worlds_higher"], difference["n"], lang),
            fewer=_in_so_many(difference["worlds_lower"], lang),
            **gaps,
        )
    return translate(
        lang,
        "No clear difference in followers between {ours} and {theirs}: {spread}",
        **gaps,
    )


def _swept_finding(
    results: Sequence[Result],
    value: Callable[[Result], float],
    what: str,
    start: str,
    lang: str,
    *,
    signed: bool = True,
) -> str:
    """Return the range of a value over the points of a sweep: from the lowest to the highest, and where they are."""
    low, high = min(results, key=value), max(results, key=value)
    first, last = (short(value(r), lang, signed=signed) for r in (low, high))
    if first == last:
        return translate(lang, "{start}: {first} {what} at every point", start=start, first=first, what=what)
    return translate(
        lang,
        "{start}: {first} {what} ({at_low}) to {last} ({at_high})",
        start=start,
        first=first,
        what=what,
        at_low=point_words(low["point"], lang),
        last=last,
        at_high=point_values(high["point"], lang),
    )


def _each_median(results: Sequence[Result], names: Names, lang: str) -> str:
    """Return followers under the best and the worst policy, for runs without a baseline to compare with."""
    high, low = (pick(results, key=lambda r: float(r["n_followers_end"]["median"])) for pick in (max, min))
    best, worst = (number(r["n_followers_end"]["median"], lang) for r in (high, low))
    return translate(
        lang,
        "{best} followers with {best_policy}, {worst} with {worst_policy}",
        best=best,
        best_policy=names[high["policy"]],
        worst=worst,
        worst_policy=names[low["policy"]],
    )

"""The titles of the charts that only sweeps have: maps of a grid, and points that lie anywhere.

As in ``findings``, every function takes ``limit``, the longest that a policy's name may be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.best import CRITERIA, FOLLOWERS, SHITSTORM
from followersim.analysis.best_words import UNCLEAR_WORDS
from followersim.analysis.findings import (
    Names,
    against,
    clearly_different,
    criticism_of,
    followers_word,
    gain_of,
    lead_of,
    main_results,
    no_clear_difference,
)
from followersim.analysis.regimes import NAMES, regime_of
from followersim.analysis.words import UNLIMITED, storm_runs
from followersim.locale import N_, translate
from followersim.locale.numbers import number, percent, short

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.analysis.best import Best
    from followersim.analysis.inputs import ScenarioLike
    from followersim.analysis.regimes import Name

    Result = Mapping[str, Any]

REGIME_WORDS: Final[dict[Name, str]] = {
    "quiet": N_("quiet"),
    "near": N_("near-critical"),
    "explosive": N_("explosive"),
}
OPEN_WORDS: Final = N_("open")
_TOPICS: Final = {
    SHITSTORM: N_("shitstorms"),
    FOLLOWERS: N_("followers"),
}
_WON_OF: Final = {
    SHITSTORM: N_("fewest shitstorms at {n} of {total} points"),
    FOLLOWERS: N_("most followers at {n} of {total} points"),
}
_WON: Final = {
    SHITSTORM: N_("fewest shitstorms at {n}"),
    FOLLOWERS: N_("most followers at {n}"),
}


def likelihood_finding(summary: Result, scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return from where to where the likelihood of a shitstorm goes, for the policy for which it goes farthest."""
    results = main_results(summary)
    k, n = (sum(result["shitstorm"][count] for result in results) for count in ("k", "n"))
    if not k:
        words = storm_runs(0, n, lang)
        return words[:1].upper() + words[1:]
    group = _widest(results, _share)
    name = Names(scenario, lang, limit)[group[0]["policy"]]
    return f"{name}: " + _range_words(group, _share, "likelihood", lang=lang)


def followers_finding(summary: Result, scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return from where to where the difference in followers to the baseline goes; of one policy, the gain."""
    results, names = main_results(summary), Names(scenario, lang, limit)
    pairs = [r for r in results if r["difference"] and r["difference"]["n_followers_end"]["median"] is not None]
    what = followers_word(lang)
    if not pairs:
        group = _widest(results, gain_of)
        return f"{names[group[0]['policy']]}: " + _range_words(group, gain_of, "signed", what, lang=lang)
    baseline = next(r["policy"] for r in results if r["baseline"])
    group = _widest(pairs, lead_of)
    start = against(names[group[0]["policy"]], names[baseline], lang)
    spread = _range_words(group, lead_of, "signed", what, lang=lang)
    if not clearly_different(pairs, "n_followers_end"):
        return no_clear_difference(f"{start} {spread}", lang)
    return f"{start}: {spread}"


def criticism_finding(summary: Result, scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return from where to where criticism per run goes, for the policy for which it goes farthest."""
    group = _widest(main_results(summary), criticism_of)
    name = Names(scenario, lang, limit)[group[0]["policy"]]
    what = translate(lang, "critical messages per run on average")
    return f"{name}: " + _range_words(group, criticism_of, "number", what, lang=lang)


SCATTER_FINDINGS: Final = {"growth": followers_finding, "feedback": criticism_finding, "shitstorm": likelihood_finding}


def best_finding(best: Best, scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return which policy is clearly best at most points, by each criterion; the clearer criterion comes first."""
    total, names = number(len(best.points), lang), Names(scenario, lang, limit)
    clear = {criterion: len(best.points) - best.count(criterion).get(None, 0) for criterion in CRITERIA}
    first, second = sorted(CRITERIA, key=lambda criterion: -clear[criterion])
    if not clear[first]:
        return translate(
            lang,
            "No policy is clearly best at any of {total} points",
            total=total,
        )
    (winner, n), (other, m) = _winner(best, first), _winner(best, second)
    start = f"{names[winner]}: {translate(lang, _WON_OF[first], n=number(n, lang), total=total)}"
    if not m:
        return f"{start}; {translate(lang, _TOPICS[second])}: {translate(lang, UNCLEAR_WORDS)}"
    won = translate(lang, _WON[second], n=number(m, lang))
    return f"{start}, {won}" if other == winner else f"{start}; {names[other]}: {won}"


def _winner(best: Best, criterion: str) -> tuple[str, int]:
    """Return the policy that is clearly best at most points, and how many; "" and 0 if there is none."""
    counts = {policy: n for policy, n in best.count(criterion).items() if policy is not None}
    return max(counts.items(), key=lambda count: count[1], default=("", 0))


def regime_finding(summary: Result, scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return at how many points one policy is clearly quiet, near-critical or explosive, and how many are open."""
    results = main_results(summary)
    found = [regime_of(result["shitstorm"]) for result in results]
    total, name = number(len(found), lang), Names(scenario, lang, limit)[results[0]["policy"]]
    counts = [(REGIME_WORDS[regime], sum(one == (regime, False) for one in found)) for regime in reversed(NAMES)]
    counts.append((OPEN_WORDS, sum(one.open for one in found)))
    (regime, n), *rest = [(translate(lang, words), number(n, lang)) for words, n in counts if n]
    first = translate(lang, "{regime} at {n} of {total} points", regime=regime, n=n, total=total)
    others = [translate(lang, "{regime} at {n}", regime=words, n=n) for words, n in rest]
    return f"{name}: {', '.join([first, *others])}"


def _share(result: Result) -> float:
    return float(result["shitstorm"]["share"])


def _widest(results: Sequence[Result], value: Callable[[Result], float]) -> list[Result]:
    """Return the results of the policy whose values lie farthest apart."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(result["policy"], []).append(result)
    return max(groups.values(), key=lambda group: max(map(value, group)) - min(map(value, group)))


def _range_words(
    results: Sequence[Result],
    value: Callable[[Result], float],
    kind: str,
    what: str = "",
    *,
    lang: str,
) -> str:
    """Return "a shitstorm in 3% to 88% of the runs, depending on the point", "+20 to +300 followers, ..."."""
    values = [value(result) for result in results]

    def words(number_: float) -> str:
        return percent(number_, lang) if kind == "likelihood" else short(number_, lang, signed=kind == "signed")

    low, high = words(min(values)), words(max(values))
    spread = low if low == high else translate(lang, "{low} to {high}", low=low, high=high)
    if kind != "likelihood":
        said = f"{spread} {what}"
    else:
        said = translate(lang, "a shitstorm in {spread} of the runs", spread=spread)
    if low == high:
        return translate(lang, "{said}, at every point", said=said)
    return translate(lang, "{said}, depending on the point", said=said)

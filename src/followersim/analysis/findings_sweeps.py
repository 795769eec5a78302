"""The titles of the charts that only sweeps have: maps of a grid, and points that lie anywhere.

As in ``findings``, every function takes ``limit``, the longest that a policy's name may be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.best import CRITERIA, FOLLOWERS, SHITSTORM
from followersim.analysis.best_words import HEADS, UNCLEAR_WORDS
from followersim.analysis.findings import Names, clearly_different, criticism_of, gain_of, lead_of, main_results
from followersim.analysis.numbers import number, percent, short
from followersim.analysis.regimes import NAMES, regime_of
from followersim.analysis.words import UNLIMITED, storm_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.analysis.best import Best
    from followersim.analysis.inputs import ScenarioLike
    from followersim.analysis.regimes import Name

    Result = Mapping[str, Any]

REGIME_WORDS: Final[dict[Name, dict[str, str]]] = {
    "quiet": {"en": "quiet", "de": "ruhig"},
    "near": {"en": "near-critical", "de": "an der Schwelle"},
    "explosive": {"en": "explosive", "de": "explosiv"},
}
OPEN_WORDS: Final = {"en": "open", "de": "offen"}
_TOPICS: Final = {
    SHITSTORM: {"en": "shitstorms", "de": "Shitstorms"},
    FOLLOWERS: {"en": "followers", "de": "Follower"},
}
_MOST_DE: Final = {SHITSTORM: "die seltensten Shitstorms", FOLLOWERS: "die meisten Follower"}
_BY_POINT: Final = {"en": "depending on the point", "de": "je nach Punkt"}


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
    what = {"en": "followers", "de": "Follower"}[lang]
    if not pairs:
        group = _widest(results, gain_of)
        return f"{names[group[0]['policy']]}: " + _range_words(group, gain_of, "signed", what, lang=lang)
    baseline = next(r["policy"] for r in results if r["baseline"])
    against = {"en": "against", "de": "gegen"}[lang]
    group = _widest(pairs, lead_of)
    start = f"{names[group[0]['policy']]} {against} {names[baseline]}"
    if not clearly_different(pairs, "n_followers_end"):
        return {"en": "No clear difference: ", "de": "Kein klarer Unterschied: "}[lang] + (
            f"{start} " + _range_words(group, lead_of, "signed", what, lang=lang)
        )
    return f"{start}: " + _range_words(group, lead_of, "signed", what, lang=lang)


def criticism_finding(summary: Result, scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return from where to where criticism per run goes, for the policy for which it goes farthest."""
    group = _widest(main_results(summary), criticism_of)
    name = Names(scenario, lang, limit)[group[0]["policy"]]
    what = {"en": "critical messages per run on average", "de": "kritische Nachrichten je Durchlauf im Mittel"}[lang]
    return f"{name}: " + _range_words(group, criticism_of, "number", what, lang=lang)


SCATTER_FINDINGS: Final = {"growth": followers_finding, "feedback": criticism_finding, "shitstorm": likelihood_finding}


def best_finding(best: Best, scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return which policy is clearly best at most points, by each criterion; the clearer criterion comes first."""
    total, names = number(len(best.points), lang), Names(scenario, lang, limit)
    clear = {criterion: len(best.points) - best.count(criterion).get(None, 0) for criterion in CRITERIA}
    first, second = sorted(CRITERIA, key=lambda criterion: -clear[criterion])
    if not clear[first]:
        return {
            "en": f"No policy is clearly best at any of {total} points",
            "de": f"An keinem von {total} Punkten ist eine Strategie klar die beste",
        }[lang]
    (winner, n), (other, m) = _winner(best, first), _winner(best, second)
    of = {"en": f" of {total} points", "de": f" von {total} Punkten"}[lang]
    start = f"{names[winner]}: {_won(first, n, of, lang)}"
    if not m:
        topic, unclear = _TOPICS[second][lang], UNCLEAR_WORDS[lang]
        return f"{start}; {topic}: {unclear}"
    return (
        f"{start}, {_won(second, m, '', lang)}"
        if other == winner
        else (f"{start}; {names[other]}: {_won(second, m, '', lang)}")
    )


def _winner(best: Best, criterion: str) -> tuple[str, int]:
    """Return the policy that is clearly best at most points, and how many; "" and 0 if there is none."""
    counts = {policy: n for policy, n in best.count(criterion).items() if policy is not None}
    return max(counts.items(), key=lambda count: count[1], default=("", 0))


def _won(criterion: str, n: int, of: str, lang: str) -> str:
    """Return "most followers at 12 of 16 points"."""
    what, count = HEADS[criterion][lang], number(n, lang)
    return f"an {count}{of} {_MOST_DE[criterion]}" if lang == "de" else f"{what[0].lower()}{what[1:]} at {count}{of}"


def regime_finding(summary: Result, scenario: ScenarioLike, lang: str, limit: int = UNLIMITED) -> str:
    """Return at how many points one policy is clearly quiet, near-critical or explosive, and how many are open."""
    results = main_results(summary)
    found = [regime_of(result["shitstorm"]) for result in results]
    total, name = number(len(found), lang), Names(scenario, lang, limit)[results[0]["policy"]]
    counts = [(REGIME_WORDS[regime][lang], sum(one == (regime, False) for one in found)) for regime in reversed(NAMES)]
    counts.append((OPEN_WORDS[lang], sum(one.open for one in found)))
    first, *rest = [f"{words} {{}} {number(n, lang)}" for words, n in counts if n]
    at = {"en": "at", "de": "an"}[lang]
    of = {"en": f" of {total} points", "de": f" von {total} Punkten"}[lang]
    return f"{name}: {first.format(at)}{of}" + "".join(f", {words.format(at)}" for words in rest)


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
    to = {"en": "to", "de": "bis"}[lang]
    same = low == high
    spread = low if same else f"{low} {to} {high}"
    where = {"en": "at every point", "de": "an jedem Punkt"} if same else _BY_POINT
    if kind != "likelihood":
        return f"{spread} {what}, {where[lang]}"
    return {
        "en": f"a shitstorm in {spread} of the runs, {where[lang]}",
        "de": f"ein Shitstorm in {spread} der Durchläufe, {where[lang]}",
    }[lang]

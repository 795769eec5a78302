"""The line under each title (unit, number of worlds, what is left out) and the alternative text with all numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.findings import gain_of
from followersim.analysis.words import (
    days_words,
    difference_words,
    happening_name,
    level_words,
    of_twenty,
    point_words,
    quoted,
    runs,
    runs_counted,
    runs_words,
    storm_interval,
    titles,
)
from followersim.charts.feedback import bin_days
from followersim.charts.growth import shown_runs
from followersim.locale import N_, plural, translate
from followersim.locale.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.analysis.inputs import Happening, ScenarioLike

    Result = Mapping[str, Any]


_NAME_IN_SUBTITLE: Final = 28
_MOST_NAMES: Final = 2
_KINDS: Final = {
    "growth": N_("Line chart of followers gained and lost."),
    "feedback": N_("Area chart of praise and criticism."),
    "shitstorm": N_("Shitstorms as clouds, one cloud per run, of 20 runs at most."),
}


@dataclass(frozen=True)
class Shown:
    """What a chart shows: results of the summary, and what there was no room for."""

    results: Sequence[Result]
    policies: int
    swept: bool
    left_out_points: int
    left_out_policies: tuple[str, ...]
    events: Sequence[Happening]
    events_named: bool
    panel_names: str


def unit(chart: str, shown: Shown, lang: str) -> list[str]:
    """Return the parts of the subtitle: what is drawn, in which unit, from how many worlds, and what is left out."""
    worlds = max(r["worlds"] for r in shown.results)
    parts = {"growth": _growth_unit, "feedback": _feedback_unit, "shitstorm": _shitstorm_unit}[chart](
        shown, worlds, lang
    )
    if chart == "growth" and shown.swept:
        # the lines are medians of each policy, the title is the median of what differs within a run: not the same
        parts.append(translate(lang, "title: median difference within a run"))
    if shown.panel_names:
        # early, since in a large room the last parts may have no room
        parts.insert(1, translate(lang, "panels: {names}", names=shown.panel_names))
    if not shown.events_named and any(e.day is not None for e in shown.events):
        parts.append(translate(lang, "dashed: {events}", events=_event_words(shown.events, lang)))
    if shown.left_out_points:
        count = len({str(r["point"]) for r in shown.results})
        total = count + shown.left_out_points
        parts.append(translate(lang, "{n} of {total} points shown", n=count, total=total))
    if shown.left_out_policies:
        parts.append(left_out(shown.left_out_policies, lang))
    return parts


def left_out(policies: Sequence[str], lang: str) -> str:
    """Name policies that there was no room for; the first ones when they are many."""
    named = ", ".join(quoted(name, lang, _NAME_IN_SUBTITLE) for name in policies[:_MOST_NAMES])
    rest = len(policies) - _MOST_NAMES
    return not_shown(named, rest, lang)


def not_shown(named: str, more: int, lang: str) -> str:
    """Return what is not shown: some by name, and how many more."""
    if more > 0:
        return translate(lang, "not shown: {named} and {n} more", named=named, n=more)
    return translate(lang, "not shown: {named}", named=named)


def _event_words(events: Sequence[Happening], lang: str) -> str:
    day = translate(lang, "day")
    known = [f"{happening_name(e, lang)}, {day} {e.day}" for e in events if e.day is not None]
    more = translate(lang, " and {n} more", n=len(known) - 2) if len(known) > 2 else ""
    return "; ".join(known[:2]) + more


def _growth_unit(shown: Shown, worlds: int, lang: str) -> list[str]:
    starts = {r["n_followers_start"]["median"] for r in shown.results}
    start = f" ({number(starts.pop(), lang)})" if len(starts) == 1 else ""
    n = shown_runs(shown.policies, worlds)
    thin = translate(lang, "thin: every run") if n == worlds else translate(lang, "thin: {n} single runs", n=n)
    return [
        translate(lang, "Followers gained or lost since the start{start}", start=start),
        thin,
        translate(lang, "thick: median of {runs}", runs=runs_words(worlds, lang)),
    ]


def _feedback_unit(shown: Shown, worlds: int, lang: str) -> list[str]:
    period, all_runs = max(r["days"] for r in shown.results), runs_words(worlds, lang)
    together = bin_days(period)
    per = translate(lang, "Messages per day")
    if together > 1:
        per = translate(lang, "Messages per day (mean of {n} days)", n=together)
    total = translate(lang, "numbers: mean per run in {days}", days=days_words(period, lang))
    if shown.swept:
        up = translate(lang, "praise upward, criticism downward")
        return [per, up, translate(lang, "mean of {runs}", runs=all_runs), total]
    dark = translate(lang, "dark: mean of {runs}", runs=all_runs)
    return [per, dark, translate(lang, "light: 19 of 20 runs stay within"), total]


def _shitstorm_unit(shown: Shown, worlds: int, lang: str) -> list[str]:
    days = days_words(max(r["days"] for r in shown.results), lang)
    if shown.policies > 1:
        total = plural(lang, "{n} run, the same for every policy", "{n} runs, the same for every policy", worlds)
    else:
        total = runs_counted(worlds, lang)
    parts = [translate(lang, "Runs with wind force 5 or 6 within {days}", days=days), total]
    bracket = translate(lang, "in brackets: 95% interval")
    return [*parts, bracket] if shown.swept or shown.policies > 3 else parts


def alternative(chart: str, heading: str, shown: Shown, scenario: ScenarioLike, lang: str) -> str:
    """Return the alternative text: kind of picture, finding, and every number in it, as sentences."""
    names = titles(scenario, lang)
    sentences = [translate(lang, _KINDS[chart]), heading.rstrip(".") + "."]
    sentences += [in_words(chart, result, names, lang) for result in shown.results]
    if any(e.day is not None for e in shown.events):
        sentences.append(translate(lang, "Events: {events}.", events=_event_words(shown.events, lang)))
    sentences.append("; ".join(unit(chart, shown, lang)) + ".")
    return " ".join(sentences)


def in_words(chart: str, result: Result, names: Mapping[str, str], lang: str) -> str:
    """Return the numbers of a result that a chart shows, as a sentence."""
    describe = {"growth": _growth_text, "feedback": _feedback_text, "shitstorm": _shitstorm_text}[chart]
    at = f" ({point_words(result['point'], lang)})" if result["point"] else ""
    return f"{quoted(names[result['policy']], lang)}{at}: {describe(result, lang)}."


def _growth_text(result: Result, lang: str) -> str:
    end, days = result["n_followers_end"], days_words(result["days"], lang)
    median, low, high = (number(end[key], lang) for key in ("median", "q05", "q95"))
    median += f" ({number(gain_of(result), lang, signed=True)})"
    text = translate(
        lang,
        "{median} followers after {days} (median; 9 of 10 runs: {low} to {high})",
        median=median,
        days=days,
        low=low,
        high=high,
    )
    difference = result["difference"].get("n_followers_end")
    if difference and difference["median"] is not None:
        text += translate(
            lang,
            "; difference to the baseline {difference}, {level}",
            difference=difference_words(difference, lang),
            level=level_words(difference, lang),
        )
    return text


def _feedback_text(result: Result, lang: str) -> str:
    praise, criticism = (number(result[key]["mean"], lang) for key in ("n_praise", "n_criticism"))
    most = number(result["n_criticism"]["q95"], lang)
    return translate(
        lang,
        "per run on average {praise} messages of praise and {criticism} of criticism (in 19 of 20 runs at most {most} "
        "of criticism)",
        praise=praise,
        criticism=criticism,
        most=most,
    )


def _shitstorm_text(result: Result, lang: str) -> str:
    storm, wind = result["shitstorm"], result["wind_force"]
    forces = ", ".join(f"{force}: {number(count, lang)}" for force, count in wind.items())
    by_force = translate(lang, "runs by strongest wind force {forces}", forces=forces)
    share = of_twenty(storm["k"], storm["n"], lang)
    return f"{share}: {runs(storm['k'], storm['n'], lang)}, {storm_interval(storm, lang)}; {by_force}"

"""The line under each title (unit, number of worlds, what is left out) and the alternative text with all numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.findings import gain_of
from followersim.analysis.numbers import number, percent
from followersim.analysis.words import (
    LEVEL,
    days_words,
    difference_words,
    happening_name,
    level_words,
    of_twenty,
    point_words,
    quoted,
    runs,
    runs_words,
    storm_interval,
    titles,
)
from followersim.charts.feedback import bin_days
from followersim.charts.growth import shown_runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.analysis.inputs import Happening, ScenarioLike

    Result = Mapping[str, Any]


_NAME_IN_SUBTITLE: Final = 28
_MOST_NAMES: Final = 2
_KINDS: Final = {
    "growth": {
        "en": "Line chart of followers gained and lost.",
        "de": "Liniendiagramm gewonnener und verlorener Follower.",
    },
    "feedback": {
        "en": "Area chart of praise and criticism.",
        "de": "Flächendiagramm von Lob und Kritik.",
    },
    "shitstorm": {
        "en": "Picture of shitstorms, one cloud per run out of 20.",
        "de": "Bild der Shitstorms, eine Wolke je Durchlauf von 20.",
    },
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
        parts.append(
            {"en": "title: median difference within a run", "de": "Titel: Median der Unterschiede im selben Durchlauf"}[
                lang
            ]
        )
    if shown.panel_names:
        parts.append({"en": "panels: ", "de": "Felder: "}[lang] + shown.panel_names)
    if not shown.events_named and any(e.day is not None for e in shown.events):
        parts.append({"en": "dashed: ", "de": "gestrichelt: "}[lang] + _event_words(shown.events, lang))
    if shown.left_out_points:
        count = len({str(r["point"]) for r in shown.results})
        total = count + shown.left_out_points
        parts.append({"en": f"{count} of {total} points shown", "de": f"{count} von {total} Punkten gezeigt"}[lang])
    if shown.left_out_policies:
        parts.append(left_out(shown.left_out_policies, lang))
    return parts


def left_out(policies: Sequence[str], lang: str) -> str:
    """Name policies that there was no room for; the first ones when they are many."""
    named = ", ".join(quoted(name, lang, _NAME_IN_SUBTITLE) for name in policies[:_MOST_NAMES])
    rest = len(policies) - _MOST_NAMES
    if lang == "de":
        return f"nicht gezeigt: {named}" + (f" und {rest} weitere" if rest > 0 else "")
    return f"not shown: {named}" + (f" and {rest} more" if rest > 0 else "")


def _event_words(events: Sequence[Happening], lang: str) -> str:
    day = {"en": "day", "de": "Tag"}[lang]
    known = [f"{happening_name(e, lang)}, {day} {e.day}" for e in events if e.day is not None]
    more = {"en": f" and {len(known) - 2} more", "de": f" und {len(known) - 2} weitere"}[lang] if len(known) > 2 else ""
    return "; ".join(known[:2]) + more


def _growth_unit(shown: Shown, worlds: int, lang: str) -> list[str]:
    starts = {r["n_followers_start"]["median"] for r in shown.results}
    start = f" ({number(starts.pop(), lang)})" if len(starts) == 1 else ""
    n, all_runs = shown_runs(shown.policies, worlds), runs_words(worlds, lang)
    if lang == "de":
        thin = "dünn: jeder Durchlauf" if n == worlds else f"dünn: {n} einzelne Durchläufe"
        return [
            f"Gewonnene und verlorene Follower seit Beginn{start}",
            thin,
            f"dick: Median von {all_runs}",
        ]
    thin = "thin: every run" if n == worlds else f"thin: {n} single runs"
    return [f"Followers gained or lost since the start{start}", thin, f"thick: median of {all_runs}"]


def _feedback_unit(shown: Shown, worlds: int, lang: str) -> list[str]:
    period, all_runs = max(r["days"] for r in shown.results), runs_words(worlds, lang)
    together, days = bin_days(period), days_words(period, lang)
    if lang == "de":
        per = "Nachrichten pro Tag" + (f" (Mittel über {together} Tage)" if together > 1 else "")
        total = f"Zahlen: Mittel je Durchlauf in {days}"
        if shown.swept:
            return [per, "Lob nach oben, Kritik nach unten", f"Mittel von {all_runs}", total]
        return [per, f"dunkel: Mittel von {all_runs}", "hell: 19 von 20 Durchläufen bleiben darin", total]
    per = "Messages per day" + (f" (mean of {together} days)" if together > 1 else "")
    total = f"numbers: mean per run in {days}"
    if shown.swept:
        return [per, "praise upward, criticism downward", f"mean of {all_runs}", total]
    return [per, f"dark: mean of {all_runs}", "light: 19 of 20 runs stay within", total]


def _shitstorm_unit(shown: Shown, worlds: int, lang: str) -> list[str]:
    days, n = days_words(max(r["days"] for r in shown.results), lang), number(worlds, lang)
    level = percent(LEVEL, lang)
    if lang == "de":
        same = f", {'derselbe' if worlds == 1 else 'dieselben'} für jede Strategie" if shown.policies > 1 else ""
        total = f"{n} Durchlauf" if worlds == 1 else f"{n} Durchläufe"
        parts = [f"Durchläufe mit Windstärke 5 oder 6 in {days}", f"{total}{same}"]
        bracket = "in Klammern: 95-%-Intervall"
    else:
        same = ", the same for every policy" if shown.policies > 1 else ""
        parts = [f"Runs with wind force 5 or 6 within {days}", f"{runs_words(worlds, lang)}{same}"]
        bracket = f"in brackets: {level} interval"
    return [*parts, bracket] if shown.swept or shown.policies > 3 else parts


def alternative(chart: str, heading: str, shown: Shown, scenario: ScenarioLike, lang: str) -> str:
    """Return the alternative text: kind of picture, finding, and every number in it, as sentences."""
    names = titles(scenario, lang)
    sentences = [_KINDS[chart][lang], heading.rstrip(".") + "."]
    sentences += [in_words(chart, result, names, lang) for result in shown.results]
    if any(e.day is not None for e in shown.events):
        sentences.append({"en": "Events: ", "de": "Ereignisse: "}[lang] + _event_words(shown.events, lang) + ".")
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
    text = {
        "en": f"{median} followers after {days} (median; 9 of 10 runs: {low} to {high})",
        "de": f"{median} Follower nach {days} (Median; 9 von 10 Durchläufen: {low} bis {high})",
    }[lang]
    difference = result["difference"].get("n_followers_end")
    if difference and difference["median"] is not None:
        text += {"en": "; difference to the baseline ", "de": "; Unterschied zur ersten Strategie "}[lang]
        text += f"{difference_words(difference, lang)}, {level_words(difference, lang)}"
    return text


def _feedback_text(result: Result, lang: str) -> str:
    praise, criticism = (number(result[key]["mean"], lang) for key in ("n_praise", "n_criticism"))
    most = number(result["n_criticism"]["q95"], lang)
    if lang == "de":
        kritik = f"{criticism}-mal Kritik (19 von 20 Durchläufen: höchstens {most})"
        return f"je Durchlauf im Mittel {praise}-mal Lob und {kritik}"
    return f"per run on average {praise} times praise and {criticism} times criticism (19 of 20 runs: at most {most})"


def _shitstorm_text(result: Result, lang: str) -> str:
    storm, wind = result["shitstorm"], result["wind_force"]
    forces = ", ".join(f"{force}: {number(count, lang)}" for force, count in wind.items())
    by_force = {"en": "runs by strongest wind force", "de": "Durchläufe nach größter Windstärke"}[lang]
    share = of_twenty(storm["k"], storm["n"], lang)
    return f"{share}: {runs(storm['k'], storm['n'], lang)}, {storm_interval(storm, lang)}; {by_force} {forces}"

"""Words for findings, in English and German: names, counts, verdicts and one sentence per policy.

The sentences of chart titles are in ``findings``; both use the small catalogue below. Zero storms are "in none of 200
runs" and never impossible; a difference whose interval includes zero is "no clear difference".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.inputs import policy_title
from followersim.analysis.storms import BY_ITSELF, OTHER_COMPANY
from followersim.locale import N_, NP_, plural, translate
from followersim.locale.numbers import MISSING, interval, number, percent, percent_range, short
from followersim.scenario.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.analysis.inputs import Happening, ScenarioLike

WIND_NAMES: Final = (
    N_("calm"), N_("light air"), N_("light breeze"), N_("fresh breeze"),
    N_("strong wind"), N_("storm"), N_("hurricane"),
)  # fmt: skip
_CAUSES: Final = {
    BY_ITSELF: N_("without an event of the timeline"),
    OTHER_COMPANY: N_("after an event at another company"),
}
SWEEP_NAMES: Final = {
    "advertising.contacts_per_day": N_("Contacts bought a day"),
    "advertising.cost_per_contact": N_("Price of a contact"),
    "audience.followers": N_("Followers at the start"),
    "audience.people": N_("People in the audience"),
    "companies.delay_h": N_("Hours until a gesture"),
    "companies.starts_per_month": N_("Gestures a month"),
    "crisis.from_wind_force": N_("Crisis plan from wind force"),
    "events.0.day": N_("Day of the event"),
    "events.0.severity": N_("Severity of the event"),
    "events.0.share": N_("Share hit by the event"),
    "events.1.day": N_("Day of the second event"),
    "events.1.severity": N_("Severity of the second event"),
    "events.1.share": N_("Share hit by the second event"),
    "period.days": N_("Days"),
    "posting.posts_per_day": N_("Posts a day"),
    "posting.review_min": N_("Minutes of review before a post"),
    "profile.bad_experience_share": N_("Share of bad experiences"),
    "profile.publicity": N_("Publicity"),
    "profile.segments.young": N_("Weight of young followers"),
    "replies.criticism.share": N_("Criticism answered"),
    "replies.praise.share": N_("Praise answered"),
    "replies.question.share": N_("Questions answered"),
    "replies.false_claim.share": N_("False claims answered"),
    "rivals.0.followers": N_("Followers of the other company"),
    "rivals.0.overlap": N_("Its followers who follow us, too"),
    "rivals.0.same_branch": N_("Other company in our industry"),
    "team.approval_min": N_("Minutes until approval"),
    "team.duty_members": N_("People on duty"),
    "team.enabled": N_("Team allowed to answer"),
    "team.gives_up_at_queue": N_("Gives up when so much waits"),
    "team.members": N_("People in the team"),
    "team.training": N_("Training"),
}
VERDICTS: Final = {
    "better": N_("better"),
    "worse": N_("worse"),
    "no clear difference": N_("no clear difference"),
}
_DAYS: Final = NP_("{n} day", "{n} days", context="after “in”")
_RUNS: Final = NP_("{n} run", "{n} runs", context="after “of”")
ELLIPSIS: Final = "…"
UNLIMITED: Final = 10_000
LEVEL: Final = 0.95
ICONS: Final = 20


def wind_name(force: int, lang: str) -> str:
    """Return the name of a wind force 0-6 (Graf and Schwede 2012)."""
    return translate(lang, WIND_NAMES[force])


def event_name(event: str, lang: str) -> str:
    """Return what an event type, or the cause of a storm, is called; unknown types lose their underscores."""
    if event in _CAUSES:
        return translate(lang, _CAUSES[event])
    title = next((kind.title for name, kind in EVENT_TYPES.items() if name == event), None)
    return translate(lang, title) if title else event.replace("_", " ")


def happening_name(happening: Happening, lang: str) -> str:
    """Return what an event is called, with the name of the company if it is another one: "Nebenan: scandal"."""
    name = event_name(happening.type, lang)
    return f"{happening.whose}: {name}" if happening.whose else name


def shorten(text: str, limit: int) -> str:
    """Cut a text to so many characters, with an ellipsis at its end, between words if need be."""
    if len(text) <= limit:
        return text
    return between_words(text, max(1, limit - 1)) + ELLIPSIS


def between_words(text: str, most: int) -> str:
    """Return at most so many characters, up to the end of a word if that leaves half of them."""
    end = text[: most + 1].rfind(" ")
    return text[: end if 2 * end >= most else most].rstrip()


def capital(text: str) -> str:
    """Return a text that begins a sentence."""
    return text[:1].upper() + text[1:]


def quoted(name: str, lang: str, limit: int = UNLIMITED) -> str:
    """Return a name in the language's quotation marks."""
    return translate(lang, "“{name}”", name=shorten(name, limit))


def titles(scenario: ScenarioLike, lang: str) -> dict[str, str]:
    """Return the title of every policy by its name, in the order of the scenario."""
    found: dict[str, str] = {}
    for case in scenario.cases():
        if case.policy.name in found:  # the next sweep point begins: it has the same policies
            break
        found[case.policy.name] = policy_title(case.policy, lang)
    return found


def point_words(point: Mapping[str, Any], lang: str) -> str:
    """Return a sweep point in words: "People in the team: 2"; several keys are separated by semicolons."""
    return "; ".join(f"{sweep_name(key, lang)}: {value_words(value, lang)}" for key, value in point.items())


def point_values(point: Mapping[str, Any], lang: str) -> str:
    """Return only the values of a point, for a second mention: "2", "2 / 0.5"."""
    return " / ".join(value_words(value, lang) for value in point.values())


def sweep_name(key: str, lang: str) -> str:
    """Return what a sweep key is called; unknown keys stay as they are typed."""
    return translate(lang, SWEEP_NAMES[key]) if key in SWEEP_NAMES else key


def value_words(value: Any, lang: str) -> str:
    """Return a value of a sweep as people write it."""
    if value is None:
        return MISSING
    if isinstance(value, list | tuple):
        return ", ".join(value_words(one, lang) for one in value)
    if isinstance(value, bool):
        return translate(lang, "yes") if value else translate(lang, "no")
    if isinstance(value, int):
        return number(value, lang)
    if isinstance(value, float):
        digits = f"{value:g}"
        return number(value, lang, len(digits.partition(".")[2])) if "e" not in digits else digits
    return str(value)


def runs(k: int, n: int, lang: str) -> str:
    """Return "in 7 of 20 runs", "in none of 200 runs", "in all 20 runs"."""
    if n == 1:
        if k:
            return translate(lang, "in the only run")
        return translate(lang, "not in the only run")
    n_words = number(n, lang)
    if k == n:
        return translate(lang, "in all {n} runs", n=n_words)
    if k == 0:
        return translate(lang, "in none of {n} runs", n=n_words)
    return translate(lang, "in {k} of {n} runs", k=number(k, lang), n=n_words)


def icons_of(k: int, n: int) -> tuple[int, int]:
    """Return how many of how many icons stand for k of n: of 20, or of n below 20 runs.

    A share that is not zero never becomes none, and one that is not certain never becomes all.
    """
    if n < ICONS:
        return k, n
    filled = round(ICONS * k / n)
    if 0 < k < n:
        filled = min(max(filled, 1), ICONS - 1)
    return filled, ICONS


def of_twenty(k: int, n: int, lang: str, *, brief: bool = False) -> str:
    """Return a share as people picture it: "7 of 20", "about 7 of 20", "none of 200"; below 20 runs "3 of 8".

    Extremes stay honest: "fewer than 1 of 20", "more than 19 of 20". ``brief`` uses signs instead of words.
    """
    if k == 0:
        return translate(lang, "none of {n}", n=number(n, lang))
    filled, icons = icons_of(k, n)
    share = translate(lang, "{k} of {n}", k=filled, n=icons)
    if ICONS * k == filled * n or n < ICONS:
        return share
    words, sign = N_("about {share}"), "≈"
    if round(ICONS * k / n) == 0:
        words, sign = N_("fewer than {share}"), "<"
    elif round(ICONS * k / n) == ICONS:
        words, sign = N_("more than {share}"), ">"
    return f"{sign} {share}" if brief else translate(lang, words, share=share)


def days_words(days: int, lang: str) -> str:
    """Return "1 day", "90 days"; in German as it follows "in" and "nach"."""
    return plural(lang, *_DAYS, days)


def which_days(first: int, last: int, lang: str) -> str:
    """Return "day 39" or "days 18 to 23"."""
    if first == last:
        return translate(lang, "day {n}", n=first)
    return translate(lang, "days {first} to {last}", first=first, last=last)


def runs_words(worlds: int, lang: str) -> str:
    """Return "1 run", "200 runs"; in German as it follows "von"."""
    return plural(lang, *_RUNS, worlds)


def runs_counted(worlds: int, lang: str) -> str:
    """Return "1 run", "200 runs", as they stand on their own."""
    return plural(lang, "{n} run", "{n} runs", worlds)


def storm_runs(k: int, n: int, lang: str) -> str:
    """Return "a shitstorm in 7 of 20 runs", "a shitstorm in none of 200 runs"."""
    if n == 1 and k == 0:
        return translate(lang, "no shitstorm in the only run")
    if k == 0:
        return translate(lang, "a shitstorm in none of {n} runs", n=number(n, lang))
    return translate(lang, "a shitstorm {in_runs}", in_runs=runs(k, n, lang))


def followers_more_or_fewer(count: float, lang: str) -> str:
    """Return "120 fewer followers", "1 Follower mehr"."""
    form, amount = 1 if abs(count) == 1 else 2, short(abs(count), lang)
    if count > 0:
        return plural(lang, "{n} more follower", "{n} more followers", form, n=amount)
    return plural(lang, "{n} fewer follower", "{n} fewer followers", form, n=amount)


def verdict(name: str, lang: str) -> str:
    """Return a verdict of the summary in a language."""
    return translate(lang, VERDICTS[name])


def policy_sentence(result: Mapping[str, Any], scenario: ScenarioLike, lang: str) -> str:
    """Return one sentence on a result of the summary, to be read aloud: storms, and followers against the baseline.

    "“Harsh replies”: a shitstorm in 7 of 20 runs; after 90 days 120 fewer followers than with “Handles criticism well”
    (95%: minus 160 to minus 80)." The baseline gets its followers at the end instead.
    """
    storm, days = result["shitstorm"], days_words(result["days"], lang)
    first = f"{quoted(titles(scenario, lang)[result['policy']], lang)}: {storm_runs(storm['k'], storm['n'], lang)}"
    difference = result["difference"].get("n_followers_end")
    if not difference or difference["median"] is None:
        end = number(result["n_followers_end"]["median"], lang)
        second = translate(lang, "{end} followers after {days} (median)", end=end, days=days)
        return f"{first}; {second}."
    baseline = quoted(baseline_title(scenario, lang), lang)
    spread = f"({level_words(difference, lang)}: {interval(difference['low'], difference['high'], lang)})"
    if not difference["clear"]:
        second = translate(
            lang,
            "no clear difference in followers to {baseline} after {days}",
            baseline=baseline,
            days=days,
        )
        return f"{first}; {second} {spread}."
    second = translate(
        lang,
        "after {days} {amount} than with {baseline}",
        days=days,
        amount=followers_more_or_fewer(difference["median"], lang),
        baseline=baseline,
    )
    return f"{first}; {second} {spread}."


def level_words(difference: Mapping[str, Any], lang: str) -> str:
    """Return what an interval is: "95%", or "all 5 runs" when there are too few runs for that level."""
    if difference["level"] >= LEVEL:
        return percent(LEVEL, lang)
    return translate(lang, "all {n} runs", n=number(difference["n"], lang))


def baseline_title(scenario: ScenarioLike, lang: str) -> str:
    """Return the title of the policy that the others are compared with."""
    return next(policy_title(case.policy, lang) for case in scenario.cases() if case.baseline)


def storm_interval(storm: Mapping[str, Any], lang: str) -> str:
    """Return the interval of a shitstorm's likelihood: "95%: 27-40%"."""
    return f"{percent(LEVEL, lang)}: {percent_range(storm['low'], storm['high'], lang)}"


def difference_words(difference: Mapping[str, Any], lang: str) -> str:
    """Return a paired difference with its interval: "+120 (+80 to +160)"."""
    spread = interval(difference["low"], difference["high"], lang)
    return f"{short(difference['median'], lang, signed=True)} ({spread})"

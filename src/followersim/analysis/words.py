"""Words for findings, in English and German: names, counts, verdicts and one sentence per policy.

The sentences of chart titles are in ``findings``; both use the small catalogue below. Zero storms are "in none of 200
runs" and never impossible; a difference whose interval includes zero is "no clear difference".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.inputs import policy_title
from followersim.analysis.numbers import MISSING, check_language, interval, number, percent, percent_range, short
from followersim.analysis.storms import BY_ITSELF, OTHER_COMPANY
from followersim.scenario.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.analysis.inputs import Happening, ScenarioLike

WIND_NAMES: Final = {
    "en": ("calm", "light air", "light breeze", "fresh breeze", "strong wind", "storm", "hurricane"),
    "de": ("Windstille", "leiser Zug", "schwache Brise", "frische Brise", "starker Wind", "Sturm", "Orkan"),
}
_CAUSES: Final = {
    BY_ITSELF: {"en": "without an event of the timeline", "de": "ohne Ereignis im Zeitplan"},
    OTHER_COMPANY: {
        "en": "after an event at another company",
        "de": "nach einem Ereignis bei einem anderen Unternehmen",
    },
}
SWEEP_NAMES: Final = {
    "advertising.contacts_per_day": {"en": "Contacts bought a day", "de": "Gekaufte Kontakte pro Tag"},
    "advertising.cost_per_contact": {"en": "Price of a contact", "de": "Preis eines Kontakts"},
    "audience.followers": {"en": "Followers at the start", "de": "Follower zu Beginn"},
    "audience.people": {"en": "People in the audience", "de": "Menschen im Publikum"},
    "companies.delay_h": {"en": "Hours until a gesture", "de": "Stunden bis zur Geste"},
    "companies.starts_per_month": {"en": "Gestures a month", "de": "Gesten im Monat"},
    "crisis.from_wind_force": {"en": "Crisis plan from wind force", "de": "Krisenplan ab Windstärke"},
    "events.0.day": {"en": "Day of the event", "de": "Tag des Ereignisses"},
    "events.0.severity": {"en": "Severity of the event", "de": "Schwere des Ereignisses"},
    "events.0.share": {"en": "Share hit by the event", "de": "Vom Ereignis betroffener Anteil"},
    "period.days": {"en": "Days", "de": "Tage"},
    "posting.posts_per_day": {"en": "Posts a day", "de": "Beiträge pro Tag"},
    "posting.review_min": {"en": "Minutes of review before a post", "de": "Minuten Gegenlesen vor einem Beitrag"},
    "profile.publicity": {"en": "Publicity", "de": "Bekanntheit"},
    "replies.criticism.share": {"en": "Criticism answered", "de": "Beantwortete Kritik"},
    "replies.praise.share": {"en": "Praise answered", "de": "Beantwortetes Lob"},
    "replies.question.share": {"en": "Questions answered", "de": "Beantwortete Fragen"},
    "replies.false_claim.share": {"en": "False claims answered", "de": "Beantwortete Falschbehauptungen"},
    "rivals.0.followers": {"en": "Followers of the other company", "de": "Follower des anderen Unternehmens"},
    "rivals.0.overlap": {"en": "Its followers who follow us, too", "de": "Anteil seiner Follower, die auch uns folgen"},
    "team.approval_min": {"en": "Minutes until approval", "de": "Minuten bis zur Freigabe"},
    "team.duty_members": {"en": "People on duty", "de": "Personen in Bereitschaft"},
    "team.enabled": {"en": "Team allowed to answer", "de": "Anteil im Team, der antworten darf"},
    "team.gives_up_at_queue": {"en": "Gives up when so much waits", "de": "Gibt auf, wenn so viel wartet"},
    "team.members": {"en": "People in the team", "de": "Personen im Team"},
    "team.training": {"en": "Training", "de": "Schulung"},
}
VERDICTS: Final = {
    "better": {"en": "better", "de": "besser"},
    "worse": {"en": "worse", "de": "schlechter"},
    "no clear difference": {"en": "no clear difference", "de": "kein klarer Unterschied"},
}
_QUOTES: Final = {"en": ("“", "”"), "de": ("„", "“")}
ELLIPSIS: Final = "…"
UNLIMITED: Final = 10_000
LEVEL: Final = 0.95
ICONS: Final = 20


def wind_name(force: int, lang: str) -> str:
    """Return the name of a wind force 0-6 (Graf and Schwede 2012)."""
    check_language(lang)
    return WIND_NAMES[lang][force]


def event_name(event: str, lang: str) -> str:
    """Return what an event type, or the cause of a storm, is called; unknown types lose their underscores."""
    if event in _CAUSES:
        return _CAUSES[event][lang]
    title = next((kind.title for name, kind in EVENT_TYPES.items() if name == event), None)
    return title["de" if lang == "de" else "en"] if title else event.replace("_", " ")


def happening_name(happening: Happening, lang: str) -> str:
    """Return what an event is called, with the name of the company if it is another one: "Nebenan: scandal"."""
    name = event_name(happening.type, lang)
    return f"{happening.whose}: {name}" if happening.whose else name


def shorten(text: str, limit: int) -> str:
    """Cut a text to so many characters, with an ellipsis at its end."""
    return text if len(text) <= limit else text[: max(1, limit - 1)].rstrip() + ELLIPSIS


def quoted(name: str, lang: str, limit: int = UNLIMITED) -> str:
    """Return a name in the language's quotation marks."""
    opening, closing = _QUOTES[lang]
    return f"{opening}{shorten(name, limit)}{closing}"


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
    return SWEEP_NAMES.get(key, {}).get(lang, key)


def value_words(value: Any, lang: str) -> str:
    """Return a value of a sweep as people write it."""
    if value is None:
        return MISSING
    if isinstance(value, list | tuple):
        return ", ".join(value_words(one, lang) for one in value)
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "de": ("nein", "ja")}[lang][value]
    if isinstance(value, int):
        return number(value, lang)
    if isinstance(value, float):
        digits = f"{value:g}"
        return number(value, lang, len(digits.partition(".")[2])) if "e" not in digits else digits
    return str(value)


def runs(k: int, n: int, lang: str) -> str:
    """Return "in 7 of 20 runs", "in none of 200 runs", "in all 20 runs"."""
    k_words, n_words = number(k, lang), number(n, lang)
    if lang == "de":
        if n == 1:
            return "im einzigen Durchlauf" if k else "nicht im einzigen Durchlauf"
        if k in {0, n}:
            return f"in allen {n_words} Durchläufen" if k else f"in keinem von {n_words} Durchläufen"
        return f"in {k_words} von {n_words} Durchläufen"
    if n == 1:
        return "in the only run" if k else "not in the only run"
    if k in {0, n}:
        return f"in all {n_words} runs" if k else f"in none of {n_words} runs"
    return f"in {k_words} of {n_words} runs"


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
    of = {"en": "of", "de": "von"}[lang]
    if k == 0:
        return {"en": "none", "de": "keiner"}[lang] + f" {of} {number(n, lang)}"
    filled, icons = icons_of(k, n)
    share = f"{filled} {of} {icons}"
    if ICONS * k == filled * n or n < ICONS:
        return share
    words: dict[str, str] = {"en": "about ", "de": "rund "}
    sign = "≈ "
    if round(ICONS * k / n) == 0:
        words, sign = {"en": "fewer than ", "de": "weniger als "}, "< "
    elif round(ICONS * k / n) == ICONS:
        words, sign = {"en": "more than ", "de": "mehr als "}, "> "
    return (sign if brief else words[lang]) + share


def days_words(days: int, lang: str) -> str:
    """Return "1 day", "90 days"; in German as it follows "in" and "nach"."""
    one, many = {"en": ("day", "days"), "de": ("Tag", "Tagen")}[lang]
    return f"{number(days, lang)} {one if days == 1 else many}"


def runs_words(worlds: int, lang: str) -> str:
    """Return "1 run", "200 runs"; in German as it follows "von"."""
    one, many = {"en": ("run", "runs"), "de": ("Durchlauf", "Durchläufen")}[lang]
    return f"{number(worlds, lang)} {one if worlds == 1 else many}"


def storm_runs(k: int, n: int, lang: str) -> str:
    """Return "a shitstorm in 7 of 20 runs", "a shitstorm in none of 200 runs"."""
    if n == 1 and k == 0:
        return {"en": "no shitstorm in the only run", "de": "im einzigen Durchlauf kein Shitstorm"}[lang]
    if lang == "de" and k == 0:
        return f"{runs(k, n, lang)} ein Shitstorm"
    return {"en": "a shitstorm ", "de": "ein Shitstorm "}[lang] + runs(k, n, lang)


def followers_more_or_fewer(count: float, lang: str) -> str:
    """Return "120 fewer followers", "1 Follower mehr"."""
    amount, more = short(abs(count), lang), count > 0
    if lang == "de":
        return f"{amount} Follower {'mehr' if more else 'weniger'}"
    return f"{amount} {'more' if more else 'fewer'} {'follower' if abs(count) == 1 else 'followers'}"


def verdict(name: str, lang: str) -> str:
    """Return a verdict of the summary in a language."""
    return VERDICTS[name][lang]


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
        second = {
            "en": f"{end} followers after {days} (median)",
            "de": f"{end} Follower nach {days} (Median)",
        }
        return f"{first}; {second[lang]}."
    baseline = quoted(baseline_title(scenario, lang), lang)
    spread = f"({level_words(difference, lang)}: {interval(difference['low'], difference['high'], lang)})"
    if not difference["clear"]:
        unclear = {
            "en": f"no clear difference in followers to {baseline} after {days}",
            "de": f"nach {days} bei den Followern kein klarer Unterschied zu {baseline}",
        }
        return f"{first}; {unclear[lang]} {spread}."
    amount = followers_more_or_fewer(difference["median"], lang)
    clear = {
        "en": f"after {days} {amount} than with {baseline}",
        "de": f"nach {days} {amount} als bei {baseline}",
    }
    return f"{first}; {clear[lang]} {spread}."


def level_words(difference: Mapping[str, Any], lang: str) -> str:
    """Return what an interval is: "95%", or "all 5 runs" when there are too few runs for that level."""
    if difference["level"] >= LEVEL:
        return percent(LEVEL, lang)
    n = number(difference["n"], lang)
    return {"en": f"all {n} runs", "de": f"alle {n} Durchläufe"}[lang]


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

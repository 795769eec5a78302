"""What a run would ask for, in words: its size and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.cli.numbers import counted, number
from followersim.cli.words import word

if TYPE_CHECKING:
    from followersim.cli.language import Language
    from followersim.scenario.plan import Plan

_COMPANIES: Final = {"en": ", {n} companies in each", "de": ", darin je {n} Unternehmen"}
_UP_TO: Final = {"en": "up to {n}", "de": "bis zu {n}"}


def size(planned: Plan, lang: Language) -> str:
    """Return the size of a run as a product, "2 policies x 3 points x 200 worlds"; one point goes without saying."""
    parts = [counted(planned.policies, "policies", lang)]
    if planned.points > 1:
        parts.append(counted(planned.points, "points", lang))
    return " x ".join([*parts, _most(planned, counted(planned.worlds, "worlds", lang), lang)])


def whole_size(planned: Plan, lang: Language) -> str:
    """Return the size of a run, how many simulations that makes, and how large each of them is."""
    text = word(
        "check_size",
        lang,
        sizes=size(planned, lang),
        simulations=_most(planned, counted(planned.simulations, "simulations", lang), lang),
        people=counted(planned.people, "people", lang),
        days=counted(planned.days, "days", lang),
    )
    return text + (_COMPANIES[lang].format(n=number(planned.companies, lang)) if planned.companies > 1 else "")


def time(planned: Plan, lang: Language) -> str:
    """Return about how long a run takes on this computer."""
    return word("check_time", lang, time=_most(planned, _duration(planned.seconds, lang), lang), cores=planned.cores)


def _most(planned: Plan, text: str, lang: Language) -> str:
    return _UP_TO[lang].format(n=text) if planned.auto_worlds else text


def _duration(seconds: float, lang: Language) -> str:
    if seconds < 90:
        return word("seconds", lang, n=number(max(1, seconds), lang))
    if seconds < 5400:
        return word("minutes", lang, n=number(seconds / 60, lang))
    return word("hours", lang, n=number(seconds / 3600, lang))

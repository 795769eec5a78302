"""What a run would ask for, in words: its size, how long it takes, and how much room on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.cli.numbers import number, room
from followersim.cli.words import counted, word
from followersim.locale import N_, translate

if TYPE_CHECKING:
    from followersim.cli.language import Language
    from followersim.scenario.plan import Plan

_COMPANIES: Final = N_(", {n} companies in each")
_MUCH: Final = 100_000_000
_AT_MOST: Final = N_("at most {text}")
_UP_TO: Final = N_("up to {n}")


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
    return text + (translate(lang, _COMPANIES, n=number(planned.companies, lang)) if planned.companies > 1 else "")


def time(planned: Plan, lang: Language) -> str:
    """Return about how long a run takes on this computer."""
    text = word("check_time", lang, time=_duration(planned.seconds, lang), cores=planned.cores)
    return translate(lang, _AT_MOST, text=text) if planned.auto_worlds else text


def disk(planned: Plan, lang: Language) -> str:
    """Return about how much room the results take on the disk."""
    text = word("disk_space", lang, size=room(planned.bytes, lang))
    return translate(lang, _AT_MOST, text=text) if planned.auto_worlds else text


def whole(planned: Plan, lang: Language) -> str:
    """Return all of it in one line; the room on the disk is worth a word if there is a sweep, or very much."""
    parts = [whole_size(planned, lang), time(planned, lang)]
    if planned.points > 1 or planned.bytes > _MUCH:
        parts.append(disk(planned, lang))
    return "; ".join(parts)


def _most(planned: Plan, text: str, lang: Language) -> str:
    return translate(lang, _UP_TO, n=text) if planned.auto_worlds else text


def _duration(seconds: float, lang: Language) -> str:
    if seconds < 90:
        return word("seconds", lang, n=number(max(1, seconds), lang))
    if seconds < 5400:
        return word("minutes", lang, n=number(seconds / 60, lang))
    return word("hours", lang, n=number(seconds / 3600, lang))

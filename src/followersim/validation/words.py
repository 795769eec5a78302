"""How findings are told, in English and German: numbers with the decimals they deserve, bands, units and verdicts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    Entry = Mapping[str, Any]

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "small_business": ("small business", "Kleinbetrieb"),
    "corporation": ("corporation", "Konzern"),
    "met": ("met", "getroffen"),
    "not_met": ("missed", "verfehlt"),
    "undecided": ("undecided", "unentschieden"),
    "range": ("{low} to {high}", "{low} bis {high}"),
    "from": ("from {low}", "ab {low}"),
    "above": ("more than {low}", "mehr als {low}"),
    "%": ("%", "%"),
    "x": ("times", "mal"),
    "min": ("min", "min"),
    "d": ("days", "Tage"),
    "points": ("points", "Punkte"),
}


def word(name: str, lang: str, /, **gaps: str) -> str:
    """Return the word for a unit, a verdict or a company; a name that is not known stays as it is."""
    return _WORDS.get(name, (name, name))[lang == "de"].format(**gaps)


def decimals(entry: Entry) -> int:
    """Return with how many decimals a target is told: as many as the limits of its band deserve."""
    smallest = min((abs(limit) for limit in entry["band"] if limit), default=1.0)
    if smallest < 1:
        return 1 - math.floor(math.log10(smallest))
    return 2 if smallest < 5 else 1


def value(entry: Entry, lang: str) -> str:
    """Return the value in the model."""
    return number(entry["value"], lang, decimals(entry))


def interval(entry: Entry, lang: str) -> str:
    """Return the interval over worlds."""
    low, high = (number(entry[end], lang, decimals(entry)) for end in ("low", "high"))
    return word("range", lang, low=low, high=high)


def band(entry: Entry, lang: str) -> str:
    """Return the published band: "0.02 to 0.06", "from 4", "more than 0"."""
    low, high = ("" if limit is None else limit_text(limit, lang) for limit in entry["band"])
    if entry["beyond"]:
        return word("above", lang, low=low)
    return word("range", lang, low=low, high=high) if high else word("from", lang, low=low)


def limit_text(limit: float, lang: str) -> str:
    """Return a limit of a band without decimals that say nothing."""
    text = number(limit, lang, 2)
    return text.rstrip("0").rstrip(",.")


def within_with_other_seeds(report: Mapping[str, Any]) -> tuple[int, int]:
    """Return how many of the values with other seeds lie in their bands, and how many there are."""
    judged = [is_within for entry in report["targets"] for is_within in entry["within_with_other_seeds"]]
    return sum(judged), len(judged)

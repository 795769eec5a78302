"""Words for what matters and what does not: outputs, verdicts, and the sentence on the order of policies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.numbers import number, percent, percent_range
from followersim.analysis.words import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    Both = tuple[str, str]

OUTPUTS: Final = ("shitstorm", "peak", "followers")
"""What can be asked for: the likelihood of a shitstorm, the peak of critics, followers gained."""

LESS_IS_BETTER: Final = frozenset({"shitstorm", "peak"})

_OUTPUTS: Final[dict[str, Both]] = {
    "shitstorm": ("shitstorm likelihood", "Shitstorm-Wahrscheinlichkeit"),
    "peak": ("peak of critics", "Kritikerzahl am Höhepunkt"),
    "followers": ("followers gained", "gewonnene Follower"),
}
_THE: Final[dict[str, Both]] = {
    "shitstorm": ("the shitstorm likelihood", "die Shitstorm-Wahrscheinlichkeit"),
    "peak": ("the peak of critics", "die Kritikerzahl am Höhepunkt"),
    "followers": ("the followers gained", "die gewonnenen Follower"),
}
_UNITS: Final[dict[str, Both]] = {
    "shitstorm": ("percentage points", "Prozentpunkte"),
    "peak": ("% of the followers", "% der Follower"),
    "followers": ("% of the followers", "% der Follower"),
}
_TABLES: Final[dict[str, Both]] = {
    "segments": ("people", "Menschen"),
    "contents": ("posts", "Beiträge"),
    "reply_types": ("replies", "Antworten"),
    "gestures": ("gestures", "Gesten"),
    "happenings": ("incidents", "Vorfälle"),
    "wind_forces": ("wind forces", "Windstärken"),
    "hours": ("times of day", "Tageszeiten"),
}
_CLAIMS: Final[dict[str, Both]] = {
    "shitstorm": (
        "{one} has fewer shitstorms than {other}",
        "{one} hat seltener einen Shitstorm als {other}",
    ),
    "peak": (
        "{one} has fewer critics at the peak than {other}",
        "{one} hat am Höhepunkt weniger Kritiker als {other}",
    ),
    "followers": (
        "{one} gains more followers than {other}",
        "{one} gewinnt mehr Follower als {other}",
    ),
}
_SENTENCE: Final[Both] = (
    (
        "In {better} of {draws} random draws of {numbers} parameters at once, {claim} ({share}; 95% interval "
        "{interval}); {rest}."
    ),
    (
        "Bei {better} von {draws} zufälligen Einstellungen von {numbers} Parametern zugleich gilt: {claim} ({share}; "
        "95-%-Intervall {interval}); {rest}."
    ),
)
_REST: Final[dict[str, Both]] = {
    "both": (
        "it is the same in {equal}, the other way round in {worse}",
        "gleichauf {equal}-mal, umgekehrt {worse}-mal",
    ),
    "worse": ("it is the other way round in {worse}", "umgekehrt {worse}-mal"),
    "equal": ("in the other {equal} it is the same", "in den anderen {equal} gleichauf"),
    "none": ("without exception", "ohne Ausnahme"),
}
_MEASURES: Final = ("standard deviation of the logarithm", "standardabweichung des logarithmus")


def output_word(output: str, lang: str) -> str:
    """Return what an output is called."""
    return _OUTPUTS[output][lang == "de"]


def the_output(output: str, lang: str) -> str:
    """Return what an output is called in a sentence, with its article (in German as it follows "für")."""
    return _THE[output][lang == "de"]


def unit_word(output: str, lang: str) -> str:
    """Return the unit of a change in an output."""
    return _UNITS[output][lang == "de"]


def table_word(table: str, lang: str) -> str:
    """Return what a table of parameters is about, in a word."""
    return _TABLES.get(table, (table, table))[lang == "de"]


def short_meaning(meaning: str) -> str:
    """Return the meaning of a parameter without explanations at its end: how it is measured, the rule it is from."""
    head = meaning.partition(";")[0]
    if head.endswith(")") and " (R" in head:
        head = head[: head.rindex(" (R")]
    text, colon, measured = head.rpartition(": ")
    return (text if colon and measured.lower().startswith(_MEASURES) else head).strip()


def claim(output: str, one: str, other: str, lang: str) -> str:
    """Return what may or may not be so: one policy does better than another."""
    return _CLAIMS[output][lang == "de"].format(one=one, other=other)


def robustness_sentence(
    entry: Mapping[str, Any], draws: int, numbers: int, titles: Mapping[str, str], lang: str
) -> str:
    """Return in how many draws the first policy does better than another one, to be quoted."""
    german = lang == "de"
    one, other = (quoted(titles[entry[name]], lang) for name in ("policy", "against"))
    better, equal, worse = (entry[name] for name in ("better", "equal", "worse"))
    kind = "both" if equal and worse else "worse" if worse else "equal" if equal else "none"
    rest = _REST[kind][german].format(equal=number(equal, lang), worse=number(worse, lang))
    return _SENTENCE[german].format(
        better=number(better, lang),
        draws=number(draws, lang),
        numbers=number(numbers, lang),
        claim=claim(entry["output"], one, other, lang),
        share=percent(entry["share"], lang),
        interval=percent_range(entry["low"], entry["high"], lang),
        rest=rest,
    )

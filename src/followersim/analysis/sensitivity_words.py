"""Words for what matters and what does not: outputs, verdicts, and the sentence on the order of policies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.words import quoted
from followersim.locale import N_, translate
from followersim.locale.numbers import number, percent, percent_range

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTPUTS: Final = ("shitstorm", "peak", "followers")
"""What can be asked for: the likelihood of a shitstorm, the peak of critics, followers gained."""

LESS_IS_BETTER: Final = frozenset({"shitstorm", "peak"})

_OUTPUTS: Final[dict[str, str]] = {
    "shitstorm": N_("shitstorm likelihood"),
    "peak": N_("peak of critics"),
    "followers": N_("followers gained"),
}
_THE: Final[dict[str, str]] = {
    "shitstorm": N_("the shitstorm likelihood"),
    "peak": N_("the peak of critics"),
    "followers": N_("the followers gained"),
}
_UNITS: Final[dict[str, str]] = {
    "shitstorm": N_("percentage points"),
    "peak": N_("% of the followers"),
    "followers": N_("% of the followers"),
}
_TABLES: Final[dict[str, str]] = {
    "segments": N_("people"),
    "contents": N_("posts"),
    "reply_types": N_("replies"),
    "gestures": N_("gestures"),
    "happenings": N_("incidents"),
    "wind_forces": N_("wind forces"),
    "hours": N_("times of day"),
}
_CLAIMS: Final[dict[str, str]] = {
    "shitstorm": N_("{one} has fewer shitstorms than {other}"),
    "peak": N_("{one} has fewer critics at the peak than {other}"),
    "followers": N_("{one} gains more followers than {other}"),
}
_SENTENCE: Final = N_(
    "In {better} of {draws} random draws of {numbers} parameters at once, {claim} ({share}; 95% interval "
    "{interval}); {rest}."
)
_REST: Final[dict[str, str]] = {
    "both": N_("it is the same in {equal}, the other way round in {worse}"),
    "worse": N_("it is the other way round in {worse}"),
    "equal": N_("in the other {equal} it is the same"),
    "none": N_("without exception"),
}
_MEASURES: Final = ("standard deviation of the logarithm", "standardabweichung des logarithmus")


def output_word(output: str, lang: str) -> str:
    """Return what an output is called."""
    return translate(lang, _OUTPUTS[output])


def the_output(output: str, lang: str) -> str:
    """Return what an output is called in a sentence, with its article (in German as it follows "für")."""
    return translate(lang, _THE[output])


def unit_word(output: str, lang: str) -> str:
    """Return the unit of a change in an output."""
    return translate(lang, _UNITS[output])


def table_word(table: str, lang: str) -> str:
    """Return what a table of parameters is about, in a word."""
    return translate(lang, _TABLES[table]) if table in _TABLES else table


def short_meaning(meaning: str) -> str:
    """Return the meaning of a parameter without explanations at its end: how it is measured, the rule it is from."""
    head = meaning.partition(";")[0]
    if head.endswith(")") and " (R" in head:
        head = head[: head.rindex(" (R")]
    text, colon, measured = head.rpartition(": ")
    return (text if colon and measured.lower().startswith(_MEASURES) else head).strip()


def claim(output: str, one: str, other: str, lang: str) -> str:
    """Return what may or may not be so: one policy does better than another."""
    return translate(lang, _CLAIMS[output], one=one, other=other)


def robustness_sentence(
    entry: Mapping[str, Any], draws: int, numbers: int, titles: Mapping[str, str], lang: str
) -> str:
    """Return in how many draws the first policy does better than another one, to be quoted."""
    one, other = (quoted(titles[entry[name]], lang) for name in ("policy", "against"))
    better, equal, worse = (entry[name] for name in ("better", "equal", "worse"))
    kind = "both" if equal and worse else "worse" if worse else "equal" if equal else "none"
    rest = translate(lang, _REST[kind], equal=number(equal, lang), worse=number(worse, lang))
    return translate(
        lang,
        _SENTENCE,
        better=number(better, lang),
        draws=number(draws, lang),
        numbers=number(numbers, lang),
        claim=claim(entry["output"], one, other, lang),
        share=percent(entry["share"], lang),
        interval=percent_range(entry["low"], entry["high"], lang),
        rest=rest,
    )

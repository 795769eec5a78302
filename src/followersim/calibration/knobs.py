"""What a search may turn: parameters of the model within their ranges, and rates that move several of them together."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from followersim.scenario import catalogue
from followersim.scenario.checking import closest
from followersim.scenario.errors import Message, Problem, ScenarioError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from followersim.scenario.vocabulary import Language

OPTION: Final = "--parameter"
MOST_KNOBS: Final = 40
DIGITS: Final = 5

RATES: Final[dict[str, tuple[tuple[str, ...], dict[str, str]]]] = {
    "message_rate": (
        ("praises", "asks", "complains"),
        {"en": "messages written about experiences, times", "de": "Nachrichten über Erlebtes, mal"},
    ),
    "post_message_rate": (
        ("praises_post", "asks_about_post", "criticises_post"),
        {"en": "messages written about posts, times", "de": "Nachrichten zu Beiträgen, mal"},
    ),
    "criticism_rate": (
        ("complains", "criticises_post"),
        {"en": "criticism among them, times", "de": "Kritik darunter, mal"},
    ),
    "joining_rate": (
        ("discovery", "word_of_mouth", "offer_pull"),
        {"en": "people who begin to follow, times", "de": "Menschen, die zu folgen beginnen, mal"},
    ),
    "leaving_rate": (
        ("leaves_bored", "leaves_crowded", "leaves_promotional"),
        {"en": "followers who leave in calm times, times", "de": "Follower, die in ruhigen Zeiten gehen, mal"},
    ),
}
"""Rates: what they multiply, and what that means. 1 is the model as it is."""

RATE_RANGE: Final = (0.1, 10.0)

FOR_TARGETS: Final = (
    *("likes", "shares", "view_half_life_min", "praises", "asks", "complains"),
    *("late_loss", "joins_in", "leaves_bored", "discovery"),
)
"""What is searched if nothing is named: each drives a target of its own."""


@dataclass(frozen=True)
class Knob:
    """A parameter or a rate with the range in which it is searched, and where the model has it now.

    Its scale goes from 0 (low) to 1 (high), so that what is usual stands in the middle: ranges of parameters are wide,
    and a tenth of the range is often a tenfold change. A rate has a logarithmic scale.
    """

    name: str
    low: float
    high: float
    usual: float

    @property
    def start(self) -> float:
        """Where the model is now, on the scale; in the middle if that is outside the range."""
        return self.place(self.usual) if self.low <= self.usual <= self.high else 0.5

    @property
    def _bend(self) -> tuple[float, bool]:
        """Return the exponent that puts what is usual into the middle, and whether the scale runs from the top."""
        share = (self.usual - self.low) / (self.high - self.low)
        if not 0.0 < share < 1.0:
            return 1.0, False
        upside_down = share > 0.5
        return math.log(1 - share if upside_down else share) / math.log(0.5), upside_down

    def value(self, place: float) -> float:
        """Return the value at a place of the scale, rounded to five digits: nobody knows more."""
        place = min(1.0, max(0.0, place))
        if self.name in RATES:
            found = self.low * (self.high / self.low) ** place
        else:
            bend, upside_down = self._bend
            share = 1 - (1 - place) ** bend if upside_down else place**bend
            found = self.low + (self.high - self.low) * share
        return min(self.high, max(self.low, float(f"{found:.{DIGITS}g}")))

    def place(self, value: float) -> float:
        """Return the place of a value on the scale."""
        if self.name in RATES:
            return math.log(value / self.low) / math.log(self.high / self.low)
        bend, upside_down = self._bend
        share = (value - self.low) / (self.high - self.low)
        place = 1 - (1 - share) ** (1 / bend) if upside_down else share ** (1 / bend)
        return float(min(1.0, max(0.0, place)))

    def meaning(self, lang: Language) -> str:
        """Return what it means, in a language."""
        return RATES[self.name][1][lang] if self.name in RATES else catalogue.meaning(known(self.name), lang)


def known(name: str) -> dict[str, object]:
    """Return what parameters.yaml says about a parameter."""
    return catalogue.parameters()[name]


def changes_of(values: Mapping[str, float]) -> dict[str, float]:
    """Return what a scenario would write under `parameters`: rates multiplied out, within the parameters' ranges."""
    parameters = catalogue.parameters()
    changes = {name: value for name, value in values.items() if name not in RATES}
    for rate, value in values.items():
        for name in RATES[rate][0] if rate in RATES else ():
            low, high = parameters[name]["range"]
            raised = changes.get(name, float(parameters[name]["value"])) * value
            changes[name] = min(high, max(low, float(f"{raised:.{DIGITS}g}")))
    return changes


def chosen(texts: Sequence[str], otherwise: Iterable[str]) -> tuple[Knob, ...]:
    """Return the knobs that texts like `likes` or `likes=0.001..0.02` name; raise `ScenarioError` if any is wrong."""
    problems: list[Problem] = []
    found: dict[str, Knob] = {}
    for text in texts or tuple(otherwise):
        try:
            knob = _read(text)
        except ScenarioError as error:
            problems += error.problems
            continue
        if knob.name in found:
            problems.append(_problem("calibrate_twice", knob.name))
        found[knob.name] = knob
    if len(found) > MOST_KNOBS:
        problems.append(_problem("calibrate_too_many", None, count=len(found), most=MOST_KNOBS))
    if problems:
        raise ScenarioError(problems)
    return tuple(found.values())


def _read(text: str) -> Knob:
    name, equals, limits = (part.strip() for part in text.partition("="))
    low, high, usual = _usual_range(name)
    if equals:
        wanted = _limits(name, limits)
        for limit in wanted:
            if not low <= limit <= high:
                raise ScenarioError([_problem("wrong_range", name, found=shown(limit), low=low, high=high)])
        low, high = wanted
    return Knob(name, low, high, usual)


def _usual_range(name: str) -> tuple[float, float, float]:
    if name in RATES:
        return (*RATE_RANGE, 1.0)
    parameters = catalogue.parameters()
    if name not in parameters:
        names = [*parameters, *RATES]
        advice = closest(name, names) or Message("list_parameters")
        raise ScenarioError(
            [Problem(Message("unknown_parameter", {"name": shown(name)}), key=OPTION, suggestion=advice)]
        )
    low, high = parameters[name]["range"]
    return float(low), float(high), float(parameters[name]["value"])


def _limits(name: str, text: str) -> tuple[float, float]:
    first, dots, second = text.partition("..")
    try:
        low, high = _number(first), _number(second)
    except ValueError:
        low = high = math.nan
    if not dots or not low < high:
        raise ScenarioError([_problem("calibrate_range", name, "calibrate_range_form", found=shown(text))])
    return low, high


def _number(text: str) -> float:
    if not re.fullmatch(r"\s*[-+]?[0-9]{0,9}(\.[0-9]{0,12})?([eE][-+]?[0-9]{1,2})?\s*", text):
        raise ValueError(text)
    return float(text)


def _problem(message: str, name: str | None, advice: str | None = None, **gaps: object) -> Problem:
    key = OPTION if name is None else f"{OPTION} {name}"
    return Problem(Message(message, gaps), key=key, suggestion=Message(advice) if advice else None)

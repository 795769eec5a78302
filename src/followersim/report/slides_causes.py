"""Causes on a slide: bars from what the baseline comes to, cause by cause, to what the policy comes to."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.words import days_words, runs_words
from followersim.charts import theme
from followersim.charts.causes import finding, in_words, outcome_of, steps_of
from followersim.charts.request import Request
from followersim.locale import N_, translate
from followersim.locale.numbers import number, short
from followersim.report import slides_notes as say
from followersim.report.slides_charts import Axis, Picture, Series, pattern, stacked
from followersim.report.slides_template import CHART, FREE, SMALLEST, Place
from followersim.report.slides_text import Words, add_text, cut, plain, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.charts.causes import Step
    from followersim.report.results import Results
    from followersim.report.slides_deck import Deck

_NAMES: Final = 4.4
_BESIDE: Final = 0.2
_ROOM: Final = 0.03
_BEGINNING: Final = N_("where the bar begins")
_WHOLE: Final = N_("what the policy comes to")
_BETTER: Final = N_("for the better")
_WORSE: Final = N_("for the worse")
_BELOW: Final = N_("{what}, below 0")


def add_causes(deck: Deck, results: Results) -> None:
    """Add a slide with the causes that the run found, if it looked for them."""
    explained = results.causes
    if explained is None:
        return
    lang, name = deck.lang, outcome_of(explained)
    request = Request("causes", results.tables, results.summary, results.scenario, lang, explained)
    with theme.style(theme.Look(large_room=True)):  # so many bars as there is room for large text
        steps = steps_of(request, name)
        said = in_words(request, name, steps)
    unit = {
        "followers": translate(lang, "Followers gained or lost since the start"),
        "criticism": translate(lang, "Critical messages in {days}", days=days_words(explained["days"], lang)),
        "shitstorm": translate(lang, "Runs with a shitstorm, in percent"),
    }[name]
    slide = deck.add(CHART, lambda limit: finding(request, name, limit), say.both(lang, say.CAUSES, *said))
    worlds = runs_words(explained["worlds"], lang)
    mean = translate(lang, "mean of {runs}", runs=worlds)
    deck.underline(slide, unit, mean, translate(lang, "in brackets: 99% interval"))
    _draw(slide, steps, unit, " ".join(said), lang)


def _draw(slide: Any, steps: Sequence[Step], name: str, about: str, lang: str) -> None:
    """Draw names at the left, bars that hang together, numbers at the right."""
    numbers = [_numbers(step, lang) for step in steps]
    wide = max(width(text, SMALLEST) for text in numbers) / 72 + 0.05
    place = Place(FREE.left + _NAMES + _BESIDE, FREE.top, FREE.width - _NAMES - wide - 2 * _BESIDE, FREE.height)
    ends = [0.0, *(v for step in steps for v in (step.start, step.end))]
    edge = _ROOM * (max(ends) - min(ends)) or 1.0
    low, high = (min(ends) - edge if min(ends) < 0 else 0.0), max(ends) + edge
    axis = Axis(low, high, high - low, pattern(lang, max(-low, high)), visible=False)
    titles = [step.title for step in steps]
    inner = (0.0, 0.0, 1.0, 1.0)
    stacked(slide, Picture(place, name, about, titles, series_of(steps, lang), axis, inner, named=False))
    high = FREE.height / len(steps)
    for n, (step, said) in enumerate(zip(steps, numbers, strict=True)):
        top = FREE.top + n * high
        title = cut(plain(step.title), SMALLEST, _NAMES, lines=2)
        title = title if step.is_whole else title[:1].upper() + title[1:]
        box = Place(FREE.left, top, _NAMES, high - 0.001)
        add_text(slide, box, [Words(title, SMALLEST, theme.TEXT, bold=step.is_whole)], lang, name=plain(step.title))
        box = Place(FREE.right - wide, top, wide, high - 0.001)
        words = [Words(said, SMALLEST, theme.ink(_colour(step)), bold=True)]
        add_text(slide, box, words, lang, name=f"{plain(step.title)}: {said}")


def _numbers(step: Step, lang: str) -> str:
    """Return the size of a bar and, of a part, its interval."""
    size = _amount(step.end - step.start, lang)
    if step.low is None or step.high is None or not (isfinite(step.low) and isfinite(step.high)):
        return size
    low, high = (_amount(value - step.start, lang) for value in (step.low, step.high))
    return f"{size} ({translate(lang, '{low} to {high}', low=low, high=high)})"


def _amount(value: float, lang: str) -> str:
    return short(value, lang, signed=True) if abs(value) < 9.95 else number(value, lang, signed=True)


def _colour(step: Step) -> str:
    if step.is_whole:
        return theme.BLACK
    return theme.GREEN if step.is_good else theme.VERMILLION


def series_of(steps: Sequence[Step], lang: str) -> list[Series]:
    """Return the bars as series that lie on one another: what is not seen, then the bar itself.

    What is below zero is stacked for itself, so a bar across zero has a part in each of two series.
    """
    below = [min(0.0, max(step.start, step.end)) for step in steps]
    above = [max(0.0, min(step.start, step.end)) for step in steps]
    found = [Series(translate(lang, _BEGINNING), [a + b for a, b in zip(below, above, strict=True)], "")]
    for what, colour in ((_WHOLE, theme.BLACK), (_BETTER, theme.GREEN), (_WORSE, theme.VERMILLION)):
        mine = [step if _colour(step) == colour else None for step in steps]
        up = [0.0 if s is None else max(0.0, s.start, s.end) - max(0.0, min(s.start, s.end)) for s in mine]
        down = [0.0 if s is None else min(0.0, s.start, s.end) - min(0.0, max(s.start, s.end)) for s in mine]
        named = translate(lang, what)
        if any(up):
            found.append(Series(named, up, colour))
        if any(down):
            found.append(Series(translate(lang, _BELOW, what=named), down, colour))
    return found

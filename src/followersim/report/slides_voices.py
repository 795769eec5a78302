"""What people wrote in one run: the same complaint, and what each of two policies replied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from pptx.dml.color import RGBColor
from pptx.util import Emu

from followersim.analysis.storms import SHITSTORM_FORCE
from followersim.analysis.words import quoted, titles
from followersim.charts import theme
from followersim.locale import N_, translate
from followersim.report import slides_notes as say
from followersim.report.conversation import conversation
from followersim.report.making import command_line, file_of
from followersim.report.slides_reveal import reveal_on_click
from followersim.report.slides_template import CHART, FREE, MIST, SMALLEST, TITLE, UNDERLINE, Place, emu, rgb
from followersim.report.slides_text import LINE, Words, add_text, cut, height, largest, n_lines, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.report.conversation import Answer, Conversation, Line, Pair
    from followersim.report.results import Results
    from followersim.report.slides_deck import Deck
    from followersim.report.story import Story
    from followersim.scenario.vocabulary import Language

_TITLE: Final = Place(TITLE.left, TITLE.top, TITLE.width, 0.6)
_WHICH: Final = Place(TITLE.left, _TITLE.bottom + 0.08, TITLE.width, SMALLEST * LINE / 72)
_FREE: Final = Place(FREE.left, 1.78, FREE.width, FREE.bottom - 1.78)
"""A title of one line leaves more room for what was written."""

_COMPLAINT_SIZES: Final = (32, 30, 28, 26, 24)
_ANSWER_SIZES: Final = (30, 28, 26, 24)
_PADDING: Final = 0.22
_GAP: Final = 0.35
_APART: Final = 0.2
_COMPLAINT: Final = 1.75
"""Height of the complaint, at most: its author and three lines (inches)."""

_LONG: Final = 120
_TWO: Final = N_("The same complaint, two replies")
_ONE_OF_TWO: Final = N_("The same complaint, only one reply")
_ONE: Final = N_("One complaint, one reply")
_NONE: Final = N_("One complaint, and no reply")


@dataclass(frozen=True)
class _Reply:
    """What a policy replied to a message, and how strong the wind became in that run."""

    policy: str
    ink: str
    answer: Answer | None
    winds: Sequence[int]
    to: str


class _Names:
    """The titles of the policies and the shades of their colours."""

    def __init__(self, results: Results, lang: str) -> None:
        self._titles = titles(results.scenario, lang)

    def __getitem__(self, policy: str) -> tuple[str, str]:
        number_of = list(self._titles).index(policy)
        return plain(self._titles[policy]), theme.ink(theme.series_colour(number_of))


def add_conversation(deck: Deck, results: Results, story: Story) -> None:
    """Add a slide with a complaint and the two replies to it; where there are none, with one reply, or no slide.

    Of a sweep, it is a run of its first point.
    """
    talk = conversation(results, cast("Language", deck.lang))
    if talk is None:
        return
    if talk.pairs and talk.baseline is not None:
        _add_pair(deck, results, talk, (most_telling(talk.pairs), story.point))
        return
    line = _one_line(talk.lines)
    if line is not None:
        _add_line(deck, results, talk, (line, story.point))


def most_telling(pairs: Sequence[Pair]) -> Pair:
    """Return the pair with two replies that took equally long, so that only the words differ; else the next best.

    A slide has no room for long replies, so of pairs that are as good otherwise a short one is better.
    """

    def kind(pair: Pair) -> tuple[int, bool]:
        one, other = pair.answers
        if one is None or other is None:
            return 2, False
        return int(one.delay != other.delay), max(len(one.text), len(other.text)) > _LONG

    return min(pairs, key=kind)


def _one_line(lines: Sequence[Line]) -> Line | None:
    """Return the first complaint that was answered, else the one that most people read."""
    criticism = [line for line in lines if line.kind == "criticism"]
    answered = [line for line in criticism if line.answer is not None]
    return next(iter(answered or sorted(criticism, key=lambda line: -line.views)), None)


def _add_pair(deck: Deck, results: Results, talk: Conversation, shown: tuple[Pair, str]) -> None:
    lang, (pair, point) = deck.lang, shown
    line = pair.line
    theirs, ours = pair.answers
    title = translate(lang, _TWO if _is_written(theirs) and _is_written(ours) else _ONE_OF_TWO)
    slide = deck.add(CHART, title, say.both(lang, say.PAIR, point, _command(results, talk, lang)))
    top = _add_complaint(deck, slide, line, (_which(talk, line, lang), point))
    wide = (_FREE.width - _GAP) / 2
    left, right = (Place(x, top, wide, _FREE.bottom - top) for x in (_FREE.left, _FREE.left + wide + _GAP))
    # the baseline at the left, as everywhere
    names = _Names(results, lang)
    _add_reply(slide, left, _Reply(*names[talk.baseline or ""], ours, talk.base_winds, line.author), lang)
    box = _add_reply(slide, right, _Reply(*names[talk.policy], theirs, talk.winds, line.author), lang)
    reveal_on_click(slide, box)


def _add_line(deck: Deck, results: Results, talk: Conversation, shown: tuple[Line, str]) -> None:
    lang, (line, point) = deck.lang, shown
    title = translate(lang, _ONE if _is_written(line.answer) else _NONE)
    slide = deck.add(CHART, title, say.both(lang, say.REPLY, point, _command(results, talk, lang)))
    top = _add_complaint(deck, slide, line, (_which(talk, line, lang), point))
    place = Place(_FREE.left, top, _FREE.width, _FREE.bottom - top)
    reply = _Reply(*_Names(results, lang)[talk.policy], line.answer, talk.winds, line.author)
    reveal_on_click(slide, _add_reply(slide, place, reply, lang))


def _is_written(answer: Answer | None) -> bool:
    """Whether there are words: a deletion has none."""
    return answer is not None and bool(answer.text)


def _command(results: Results, talk: Conversation, lang: str) -> str:
    """Return how to read everything that was written in this run."""
    words = ["followersim", "feed", file_of(results), "--policy", talk.policy, "--world", str(talk.world)]
    command = command_line([*words, "--around-storm"] if talk.is_first_storm else words)
    return translate(lang, "More of what was written in this run: {command}", command=command)


def _which(talk: Conversation, line: Line, lang: str) -> str:
    """Return where the words are from; runs and days have their numbers, as in the feed and the charts."""
    gaps = {"n": str(talk.world), "day": str(line.day), "time": line.time}
    return translate(lang, "Run {n}, day {day}, {time}; the words are invented", **gaps)


def _add_complaint(deck: Deck, slide: Any, line: Line, which: tuple[str, str]) -> float:
    """Write the complaint as large as it fits, and return where there is room beneath it."""
    deck.underline(slide, *which, lines=1)
    underline = next(one for one in slide.placeholders if one.placeholder_format.idx == UNDERLINE)
    for shape, place in ((slide.shapes.title, _TITLE), (underline, _WHICH)):
        shape.left, shape.top, shape.width, shape.height = (
            Emu(emu(v)) for v in (place.left, place.top, place.width, place.height)
        )
    author = Words(cut(plain(line.author), SMALLEST, _FREE.width), SMALLEST, theme.QUIET, bold=True)
    text = quoted(plain(line.text), deck.lang)
    size = largest(_COMPLAINT_SIZES, lambda one: height([author, Words(text, one)], one, _FREE.width) <= _COMPLAINT)
    words = [author, Words(cut(text, size, _FREE.width, lines=3), size)]
    high = height(words, size, _FREE.width) + 0.02
    add_text(slide, Place(_FREE.left, _FREE.top, _FREE.width, high), words, deck.lang, anchor="top", name=line.title)
    return _FREE.top + high + _APART


def _add_reply(slide: Any, place: Place, about: _Reply, lang: str) -> Any:
    """Write what a policy replied, and how strong the wind became, into a box of its own; return it."""
    wide, answer = place.width - 2 * _PADDING, about.answer
    head = Words(cut(about.policy, SMALLEST, wide), SMALLEST, about.ink, bold=True)
    foot = Words(cut(_wind(about.winds, lang), SMALLEST, wide, lines=2), SMALLEST, theme.QUIET, space=12)
    if answer is None:
        words = [head, Words(translate(lang, "No reply."), _ANSWER_SIZES[0], space=8), foot]
    else:
        private = [translate(lang, "not in public")] if answer.is_private else []
        how = ", ".join([plain(answer.title), answer.delay, *private])
        kind = Words(cut(how, SMALLEST, wide, lines=2), SMALLEST, theme.QUIET)
        written = quoted(plain(answer.text.removeprefix(about.to)), lang)  # to whom, is seen
        text = written if _is_written(answer) else translate(lang, "The complaint is deleted.")
        room = (place.height - 2 * _PADDING - height([head, kind, foot], SMALLEST, wide)) * 72 - 8
        size = largest(_ANSWER_SIZES, lambda one: n_lines(text, one, wide) * one * LINE <= room)
        lines = max(1, int(room / (size * LINE)))
        words = [head, kind, Words(cut(text, size, wide, lines=lines), size, space=8), foot]
    box = add_text(slide, place, words, lang, anchor="top", name=about.policy)
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor.from_string(rgb(MIST))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(emu(_PADDING))
    return box


def _wind(winds: Sequence[int], lang: str) -> str:
    most = max(winds, default=0)
    if most >= SHITSTORM_FORCE:
        return translate(lang, "Wind up to force {n}: shitstorm", n=most)
    return translate(lang, "Wind up to force {n}", n=most)

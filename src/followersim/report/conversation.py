"""What was written in one run: the most telling messages around the storm, and the same complaint under two policies.

The run is made again, message by message, and shown only if it turns out as it did: wind force by wind force.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from followersim.analysis.stories import MOST_WORLDS
from followersim.analysis.storms import SHITSTORM_FORCE
from followersim.experiment.work import prepared, warm_up
from followersim.feed.replay import DAYS_AFTER_STORM, DAYS_BEFORE_STORM, replay
from followersim.feed.writer import Writer
from followersim.locale import N_, NP_, plural, translate
from followersim.locale.numbers import number
from followersim.report.policy_words import reply_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followersim.analysis.frames import Block
    from followersim.analysis.stories import Chosen
    from followersim.analysis.storms import Storm
    from followersim.feed.messages import Message
    from followersim.feed.messages import Reply as ReplyOfModel
    from followersim.feed.replay import Replay
    from followersim.report.results import Results
    from followersim.scenario.build import Case
    from followersim.scenario.vocabulary import Language

MOST_LINES: Final = 10
MOST_PAIRS: Final = 3

_MOST_ORIGINS: Final = 4
_DAYS_WITHOUT_STORM: Final = (1, 4)
_KINDS: Final = {
    "post": N_("Post", context="message"),
    "share": N_("Share", context="message"),
    "praise": N_("Praise", context="message"),
    "question": N_("Question", context="message"),
    "criticism": N_("Criticism", context="message"),
    "defence": N_("Defence", context="message"),
    "answer": N_("Answer", context="message"),
    "recommendation": N_("Recommendation", context="message"),
}
_ORIGINS: Final = {
    "ignored": N_("because nobody replied"),
    "harsh_reply": N_("because of a harsh reply"),
    "deleted": N_("because a comment was deleted"),
    "unthanked": N_("because praise got no thanks"),
    "imitation": N_("because others were compensated"),
    "incident": N_("because of what happened"),
    "outage": N_("because of the outage"),
    "leak": N_("because of what got out"),
    "false_claim": N_("because of a false claim"),
    "scandal": N_("because of the scandal"),
    "gesture": N_("because of a gesture towards another company"),
    "experience": N_("because of a bad experience"),
    "post": N_("because of a post"),
}
_BEGINNINGS: Final = frozenset({"incident", "outage", "leak", "false_claim", "scandal"})


@dataclass(frozen=True)
class Answer:
    """What the company did about a message: type, how long it took, whether only its author saw it, and its words."""

    title: str
    delay: str
    is_private: bool
    text: str


@dataclass(frozen=True)
class Line:
    """One message: when (day from 0), what kind, by whom, its words, how many saw and shared it, and the answer."""

    day: int
    time: str
    kind: str
    title: str
    cause: str
    author: str
    text: str
    views: int
    shares: int
    answer: Answer | None


@dataclass(frozen=True)
class Pair:
    """The same message in the same run under two policies; one of the answers may be missing."""

    line: Line
    answers: tuple[Answer | None, Answer | None]


@dataclass(frozen=True)
class Conversation:
    """What was written in one run.

    Attributes:
        policy, baseline: names of the policies; the baseline is None if there is nothing to compare with.
        chosen: the run that is told.
        winds: wind force by day under the policy, `base_winds` under the baseline.
        first_day, last_day: of what is shown.
        lines: the most telling messages, in order of time; `n_messages` were written on these days.
        pairs: the same complaints with different answers.
        handle: the company's name in the messages.
    """

    policy: str
    baseline: str | None
    chosen: Chosen
    winds: tuple[int, ...]
    base_winds: tuple[int, ...]
    first_day: int
    last_day: int
    lines: tuple[Line, ...]
    n_messages: int
    pairs: tuple[Pair, ...]
    handle: str

    @property
    def world(self) -> int:
        """The number of the run, from 0, as `followersim feed` counts."""
        return self.chosen.world

    @property
    def has_storm(self) -> bool:
        """Whether there is a shitstorm in this run."""
        return self.chosen.storm is not None

    @property
    def is_first_storm(self) -> bool:
        """Whether the storm that is told is the first one of this run, which `followersim feed` shows."""
        storm = self.chosen.storm
        return storm is not None and max(self.winds[: storm.start], default=0) < SHITSTORM_FORCE


def conversation(results: Results, lang: Language) -> Conversation | None:
    """Return what was written in the run that is told, at the first point of the sweep.

    None if there is nothing to show: policies written in Python, nobody who wrote anything, or a program other than
    the one that made the results, under which the run comes out otherwise.
    """
    told = results.told
    if told is None:
        return None
    first = results.blocks()[0].point
    known = [one for one in results.blocks() if one.point == first and _runs(one)]
    block = next(one for one in known if one.policy == told.policy)
    base = next((one for one in known if one.case.baseline and one is not block), None)
    cases: list[Case] = [one.case for one in (block, base) if one is not None]  # type: ignore[misc]
    parts = prepared(cases, None).parts
    warm_up(parts[0].setup)
    replays = [replay(part, results.scenario.seed, told.world) for part in parts]
    for one, replayed in zip((block, base), replays, strict=False):
        if one is not None and replayed.winds != _winds(one, told.world):
            return None
    return _told(replays, (block, base), told, lang)


def _runs(block: Block) -> bool:
    return getattr(block.case, "python_policy", None) is None


def _winds(block: Block, world: int) -> list[int]:
    """Return the wind force by day in a world, as the results have it."""
    for part in block.parts(MOST_WORLDS):
        row = int(np.searchsorted(part.worlds, world))
        if row < len(part.worlds) and part.worlds[row] == world:
            return [int(force) for force in part.measure("wind_force")[row]]
    return []


def _told(
    replays: Sequence[Replay], blocks: tuple[Block, Block | None], chosen: Chosen, lang: Language
) -> Conversation | None:
    replayed = replays[0]
    first, last = _window(replayed, chosen.storm)
    written = sorted((m for m in replayed.messages if first <= m.day <= last), key=lambda m: m.when)
    if not written:
        return None
    teller = _Teller(replayed, lang)
    base = blocks[1]
    pairs: tuple[Pair, ...] = ()
    if base is not None:
        so_far = sorted(
            (m for m in replayed.messages if m.day <= last), key=lambda m: m.when
        )  # how it came to the storm, not only the storm
        pairs = tuple(_pairs(so_far, replays[1], teller, _Teller(replays[1], lang)))
    shown_already = {pair.line.text for pair in pairs}
    lines = [teller.line(message) for message in _telling(written)]
    return Conversation(
        policy=blocks[0].policy,
        baseline=None if base is None else base.policy,
        chosen=chosen,
        winds=tuple(replayed.winds),
        base_winds=() if base is None else tuple(replays[1].winds),
        first_day=first,
        last_day=last,
        lines=tuple(line for line in lines if line.text not in shown_already),
        n_messages=len(written),
        pairs=pairs,
        handle=teller.writer.handles.of(-1),
    )


def _window(replayed: Replay, storm: Storm | None) -> tuple[int, int]:
    """Return the days around the storm; without one, those around the day with most criticism."""
    days = len(replayed.winds)
    if storm is not None:
        return max(0, storm.start - DAYS_BEFORE_STORM), min(days - 1, storm.start + DAYS_AFTER_STORM)
    critical = [m.day for m in replayed.messages if m.kind == "criticism"]
    day = max(range(days), key=lambda d: (critical.count(d), replayed.winds[d], -d))
    before, after = _DAYS_WITHOUT_STORM
    return max(0, day - before), min(days - 1, day + after)


def _telling(written: Sequence[Message]) -> list[Message]:
    """Return the most telling messages, in order of time: how it began, what it was about, what most people read."""
    criticism = [m for m in written if m.kind == "criticism"]
    answered = [m for m in criticism if m.reply is not None]
    by_views = sorted(criticism, key=lambda m: (-m.n_views, m.when))
    chosen = dict.fromkeys(answered[:2])
    origins: dict[str, Message] = {}
    for message in by_views:
        origins.setdefault(message.origin, message)
    chosen.update(dict.fromkeys(list(origins.values())[:_MOST_ORIGINS]))
    for kind, most in (("defence", 1), ("praise", 1), ("post", 1), ("question", 1)):
        others = sorted((m for m in written if m.kind == kind), key=lambda m: (m.reply is None, -m.n_views, m.when))
        chosen.update(dict.fromkeys(others[:most]))
    for message in by_views:
        if len(chosen) >= MOST_LINES:
            break
        chosen.setdefault(message)
    return sorted(list(chosen)[:MOST_LINES], key=lambda m: m.when)


def _pairs(written: Sequence[Message], other: Replay, teller: _Teller, other_teller: _Teller) -> Iterator[Pair]:
    """Yield complaints that were written under both policies and answered otherwise, the most read ones."""
    theirs = {(m.key, m.nth, m.kind, m.hour): m for m in other.messages}
    found = []
    for message in written:
        twin = theirs.get((message.key, message.nth, message.kind, message.hour))
        if message.kind == "criticism" and twin is not None and _differ(message.reply, twin.reply):
            found.append((message, twin))
    begun = next((k for k, both in enumerate(found) if both[0].origin in _BEGINNINGS), 0)
    first = found[begun : begun + 1]  # how it began; then what most people read
    rest = sorted((both for both in found if both not in first), key=lambda both: (-both[0].n_views, both[0].when))
    for message, twin in sorted([*first, *rest][:MOST_PAIRS], key=lambda both: both[0].when):
        yield Pair(teller.line(message), (teller.answer(message), other_teller.answer(twin)))


def _differ(one: ReplyOfModel | None, other: ReplyOfModel | None) -> bool:
    return (one.type if one else None) != (other.type if other else None)


class _Teller:
    """Puts the messages of one run into words."""

    def __init__(self, replayed: Replay, lang: Language) -> None:
        self.lang = lang
        self.writer = Writer(replayed.messages, replayed.key, lang, companies=replayed.companies)

    def line(self, message: Message) -> Line:
        return Line(
            day=message.day,
            time=f"{message.hour % 24:02d}:{message.minute:02d}",
            kind=message.kind,
            title=translate(self.lang, _KINDS[message.kind]),
            cause=translate(self.lang, _ORIGINS[message.origin]) if message.origin in _ORIGINS else "",
            author=self.writer.handles.of(message.author),
            text=self.writer.text(message),
            views=message.n_views,
            shares=message.n_shares,
            answer=self.answer(message),
        )

    def answer(self, message: Message) -> Answer | None:
        reply = message.reply
        if reply is None:
            return None
        return Answer(
            reply_title(reply.type, self.lang),
            delay_words(reply.delay_min, self.lang),
            reply.is_private,
            self.writer.reply_text(message),
        )


_MINUTES: Final = NP_("after {n} minute", "after {n} minutes")
_HOURS: Final = NP_("after {n} hour", "after {n} hours")
_DAYS: Final = NP_("after {n} day", "after {n} days")


def delay_words(minutes: int, lang: str) -> str:
    """Return how long an answer took, in minutes, hours or days."""
    if minutes < 120:
        return plural(lang, *_MINUTES, minutes, n=number(minutes, lang))
    if minutes < 48 * 60:
        return plural(lang, *_HOURS, round(minutes / 60))
    return plural(lang, *_DAYS, round(minutes / 1440))

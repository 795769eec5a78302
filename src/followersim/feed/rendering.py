"""The feed as text, one line per event: what a person at a terminal reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from followersim.locale import N_, plural, translate
from followersim.locale.dates import with_weekday
from followersim.model.codes import GESTURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followersim.feed.messages import Message
    from followersim.feed.replay import Replay
    from followersim.feed.writer import Writer

_MARKED: Final = ("survey", "launch", "leak", "correction", *GESTURES)
"""Posts of which the reader is told what they are."""

_WORDS: Final[dict[str, str]] = {
    "day": N_("Day {day}, {date}: wind force {wind}"),
    "post": N_("post"),
    "share": N_("share"),
    "praise": N_("praise"),
    "question": N_("question"),
    "criticism": N_("criticism"),
    "defence": N_("defence"),
    "answer": N_("answer"),
    "recommendation": N_("recommendation"),
    "deleted": N_("deleted later"),
    "private": N_(", private"),
    "after": N_("after {delay}"),
    "deletes": N_("deletes this"),
    "minutes": N_("{n} min"),
    "hours": N_("{n} h", context="delay"),
    "days": N_("{n} days"),
    "survey": N_("survey"),
    "launch": N_("news"),
    "leak": N_("internals"),
    "congratulation": N_("congratulations to {other}"),
    "tease": N_("teasing {other}"),
    "attack": N_("attack on {other}"),
    "joining": N_("joining in at {other}"),
    "thanks": N_("thanks to {other}"),
    "post_of": N_("post of {when}"),
    "thank": N_("thanks"),
    "ask_information": N_("asks for details"),
    "empathy": N_("empathy"),
    "explanation": N_("explanation"),
    "apology": N_("apology"),
    "corrective_action": N_("puts it right"),
    "compensation": N_("compensation"),
    "private_channel": N_("into private"),
    "correction": N_("correction"),
    "template": N_("standard reply"),
    "witty": N_("witty"),
    "harsh": N_("harsh"),
    "delete": N_("deletion"),
}


def rendered(chosen: Sequence[Message], replayed: Replay, writer: Writer, start: date, lang: str) -> Iterator[str]:
    """Yield the lines of the feed, under a heading for every day."""
    day = None
    for message in chosen:
        if message.day != day:
            if day is not None:
                yield ""
            day = message.day
            yield _word("day", lang, day=day, date=_date(start, day, lang), wind=replayed.winds[day])
        yield _message(message, replayed, writer, lang)
        if message.reply is not None:
            yield _reply(message, writer, lang)


def _message(message: Message, replayed: Replay, writer: Writer, lang: str) -> str:
    author = writer.handles.of(message.author)
    what = _word(message.kind, lang)
    if message.content in _MARKED:
        what += f" ({_word(message.content, lang, other=writer.other(message))})"
    head = f"{message.hour % 24:02d}:{message.minute:02d}  {what}  {author}"
    if message.parent >= 0:
        head += f" -> {_parent(message, replayed.messages[message.parent], writer, lang)}"
    notes = []
    if message.kind == "post":
        likes = plural(lang, "{n} like", "{n} likes", message.n_likes)
        shares = plural(lang, "{n} share", "{n} shares", message.n_shares)
        notes.append(f"{likes}, {shares}")
    if message.is_deleted:
        notes.append(_word("deleted", lang))
    return f"{head}: {writer.text(message)}" + "".join(f"  [{note}]" for note in notes)


def _parent(message: Message, parent: Message, writer: Writer, lang: str) -> str:
    if parent.kind != "post":
        return writer.handles.of(parent.author)
    when = f"{parent.hour % 24:02d}:{parent.minute:02d}"
    if parent.day != message.day:
        when = f"{translate(lang, 'day')} {parent.day}, {when}"
    return _word("post_of", lang, when=when)


def _reply(message: Message, writer: Writer, lang: str) -> str:
    reply = message.reply
    if reply is None:
        return ""
    what = _word(reply.type, lang) + (_word("private", lang) if reply.is_private else "")
    after = _word("after", lang, delay=_delay(reply.delay_min, lang))
    text = writer.reply_text(message) or _word("deletes", lang)
    return f"         > {writer.handles.of(-1)} {after} ({what}): {text}"


def _delay(minutes: int, lang: str) -> str:
    if minutes < 120:
        return _word("minutes", lang, n=minutes)
    if minutes < 48 * 60:
        return _word("hours", lang, n=round(minutes / 60))
    return _word("days", lang, n=round(minutes / 1440))


def _date(start: date, day: int, lang: str) -> str:
    return with_weekday(start + timedelta(days=day), lang)


def _word(name: str, lang: str, **gaps: object) -> str:
    return translate(lang, _WORDS[name], **gaps)

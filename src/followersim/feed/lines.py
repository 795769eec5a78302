"""The lines of the feed: which messages are shown, and what is said of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from followersim.feed.messages import Message
    from followersim.feed.replay import Replay
    from followersim.feed.writer import Writer


@dataclass(frozen=True)
class Chosen:
    """The messages to show, in order of time, and how many of the window are left out."""

    messages: list[Message]
    left_out: int


def choose(replayed: Replay, days: tuple[int, int] | None, limit: int, *, spread: bool) -> Chosen:
    """Choose what is shown: everything that was written on these days (first and last), or `limit` of it (0: all).

    Too many are thinned out evenly if `spread`, else cut off at the end.
    """
    first, last = days or (0, len(replayed.winds))
    found = sorted((m for m in replayed.messages if first <= m.day <= last), key=lambda m: m.when)
    if limit == 0 or len(found) <= limit:
        return Chosen(found, 0)
    kept = [found[k * len(found) // limit] for k in range(limit)] if spread else found[:limit]
    return Chosen(kept, len(found) - limit)


def records(chosen: Sequence[Message], writer: Writer, start: date) -> list[dict[str, Any]]:
    """Return the lines as plain data, each reply right after the message that it answers.

    Every entry is one event of the model. Days and hours count from 0; `n_likes` and `n_shares` are those up to the end
    of the period; `in_reply_to` is the number of a message, `event` the kind of event that a message is about, `about`
    the name of the other company that it is about.
    """
    found = []
    for message in chosen:
        found.append(_message(message, writer, start))
        if message.reply is not None:
            found.append(_reply(message, writer, start))
    return found


def _message(message: Message, writer: Writer, start: date) -> dict[str, Any]:
    return {
        "number": message.number,
        **_time(message.hour, message.minute, start),
        "kind": message.kind,
        "author": writer.handles.of(message.author),
        "segment": message.segment or None,
        "text": writer.text(message),
        "in_reply_to": message.parent if message.parent >= 0 else None,
        "content": message.content or None,
        "cause": message.origin or None,
        "event": message.event or None,
        "about": writer.other(message) or None,
        "viral": message.is_viral,
        "deleted": message.is_deleted,
        "private": False,
        "n_views": message.n_views,
        "n_likes": message.n_likes,
        "n_shares": message.n_shares,
    }


def _reply(message: Message, writer: Writer, start: date) -> dict[str, Any]:
    reply = message.reply
    if reply is None:
        raise ValueError(f"message {message.number} has no reply")
    return {
        "number": None,
        **_time(reply.hour, reply.minute, start),
        "kind": "reply",
        "author": writer.handles.of(-1),
        "segment": None,
        "text": writer.reply_text(message),
        "in_reply_to": message.number,
        "reply_type": reply.type,
        "delay_min": reply.delay_min,
        "private": reply.is_private,
    }


def _time(hour: int, minute: int, start: date) -> dict[str, Any]:
    day = hour // 24
    return {
        "day": day,
        "date": (start + timedelta(days=day)).isoformat(),
        "time": f"{hour % 24:02d}:{minute:02d}",
    }

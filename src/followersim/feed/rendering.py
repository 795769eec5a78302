"""The feed as text, one line per event: what a person at a terminal reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from followersim.model.codes import GESTURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followersim.feed.messages import Message
    from followersim.feed.replay import Replay
    from followersim.feed.writer import Writer

_WEEKDAYS: Final = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
}
_DATE: Final = {"en": "%Y-%m-%d", "de": "%d.%m.%Y"}
_MARKED: Final = ("survey", "launch", "leak", "correction", *GESTURES)
"""Posts of which the reader is told what they are."""

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "day": ("Day {day}, {date}: wind force {wind}", "Tag {day}, {date}: Windstärke {wind}"),
    "post": ("post", "Beitrag"),
    "share": ("share", "geteilt"),
    "praise": ("praise", "Lob"),
    "question": ("question", "Frage"),
    "criticism": ("criticism", "Kritik"),
    "defence": ("defence", "Verteidigung"),
    "answer": ("answer", "Antwort"),
    "recommendation": ("recommendation", "Empfehlung"),
    "counts": ("{likes}, {shares}", "{likes}, {shares}"),
    "like": ("1 like", "1 Like"),
    "likes": ("{n} likes", "{n} Likes"),
    "shared": ("1 share", "1-mal geteilt"),
    "shares": ("{n} shares", "{n}-mal geteilt"),
    "deleted": ("deleted later", "später gelöscht"),
    "private": (", private", ", privat"),
    "after": ("after {delay}", "nach {delay}"),
    "deletes": ("deletes this", "löscht das"),
    "minutes": ("{n} min", "{n} min"),
    "hours": ("{n} h", "{n} Std."),
    "days": ("{n} days", "{n} Tagen"),
    "survey": ("survey", "Umfrage"),
    "launch": ("news", "Neuheit"),
    "leak": ("internals", "Internes"),
    "congratulation": ("congratulations to {other}", "Glückwunsch an {other}"),
    "tease": ("teasing {other}", "Stichelei gegen {other}"),
    "attack": ("attack on {other}", "Angriff auf {other}"),
    "joining": ("joining in at {other}", "redet bei {other} mit"),
    "thanks": ("thanks to {other}", "Dank an {other}"),
    "post_of": ("post of {when}", "Beitrag von {when}"),
    "thank": ("thanks", "Dank"),
    "ask_information": ("asks for details", "fragt nach"),
    "empathy": ("empathy", "Verständnis"),
    "explanation": ("explanation", "Erklärung"),
    "apology": ("apology", "Entschuldigung"),
    "corrective_action": ("puts it right", "Abhilfe"),
    "compensation": ("compensation", "Entschädigung"),
    "private_channel": ("into private", "ins Private"),
    "correction": ("correction", "Richtigstellung"),
    "template": ("standard reply", "Textbaustein"),
    "witty": ("witty", "witzig"),
    "harsh": ("harsh", "schroff"),
    "delete": ("deletion", "Löschung"),
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
        likes = _word("like" if message.n_likes == 1 else "likes", lang, n=message.n_likes)
        shares = _word("shared" if message.n_shares == 1 else "shares", lang, n=message.n_shares)
        notes.append(_word("counts", lang, likes=likes, shares=shares))
    if message.is_deleted:
        notes.append(_word("deleted", lang))
    return f"{head}: {writer.text(message)}" + "".join(f"  [{note}]" for note in notes)


def _parent(message: Message, parent: Message, writer: Writer, lang: str) -> str:
    if parent.kind != "post":
        return writer.handles.of(parent.author)
    when = f"{parent.hour % 24:02d}:{parent.minute:02d}"
    if parent.day != message.day:
        when = f"{'Tag' if lang == 'de' else 'day'} {parent.day}, {when}"
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
    when = start + timedelta(days=day)
    return f"{_WEEKDAYS[lang][when.weekday()]} {when.strftime(_DATE[lang])}"


def _word(name: str, lang: str, **gaps: object) -> str:
    return _WORDS[name][lang == "de"].format(**gaps)

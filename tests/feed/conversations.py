"""Messages of every kind, made up rather than simulated: so that no text goes unread because it is rare."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from followersim.feed.companies import Companies
from followersim.feed.messages import Message, Reply
from followersim.feed.texts import rates
from followersim.feed.writer import Writer
from followersim.model import codes
from followersim.scenario.fields import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followersim.scenario.vocabulary import Language

LANGUAGES: Final[tuple[Language, ...]] = ("en", "de")
SEGMENTS: Final = tuple(segment for segment in rates()["open"] if segment != "company")
OCCASIONS: Final = ("", "answer", "launch", "storm", "forced")
EVENT_OF_ORIGIN: Final = {
    "incident": "product_fault",
    "outage": "service_outage",
    "leak": "leak",
    "false_claim": "false_claim",
    "scandal": "scandal",
}
RIVAL: Final = Companies(names=("tea house",), titles=(Text(en="Tea House", de="Teehaus"),))


class Conversation:
    """Messages that react to each other; `seed` decides what they say."""

    def __init__(self, seed: int = 1) -> None:
        self.messages: list[Message] = []
        self._random = random.Random(seed)  # noqa: S311 - words, not secrets

    def add(self, kind: str, **more: Any) -> Message:
        """Add a message; what is not said is as plain as can be."""
        number = len(self.messages)
        said = {
            "number": number,
            "key": self._random.getrandbits(64),
            "nth": 0,
            "author": -1 if kind == "post" else number,
            "segment": "" if kind == "post" else self._random.choice(SEGMENTS),
            "hour": number // 60,
            "minute": number % 60,
            "kind": kind,
            "content": "",
            "origin": "",
            "parent": -1,
            "is_viral": False,
            "is_addressed": kind not in {"post", "share"},
            "is_deleted": False,
            "n_views": 0,
            "n_likes": 0,
            "n_shares": 0,
            "reply": None,
        }
        message = Message(**{**said, **more})
        self.messages.append(message)
        return message

    def post(self, content: str, **more: Any) -> Message:
        """Add a post; a gesture goes to the first rival, everything else is about the first event."""
        return self.add("post", content=content, about=2 if content in codes.GESTURES else 1, **more)

    def criticism(self, origin: str, **more: Any) -> Message:
        """Add a criticism about the first event of its kind."""
        about = 0 if origin == "gesture" else 1
        return self.add("criticism", origin=origin, event=EVENT_OF_ORIGIN.get(origin, ""), **{"about": about, **more})

    def replied(self, message: Message, reply: str) -> Message:
        """Return the message with a reply of a type."""
        return replace(message, reply=Reply(reply, message.hour, 59, 59 - message.minute, is_private=False))

    def writer(self, lang: Language, **more: Any) -> Writer:
        """Return what gives these messages their words."""
        return Writer(self.messages, 12345, lang, **{"companies": RIVAL, **more})


def of_every_kind(conversation: Conversation) -> Iterator[Message]:
    """Add and yield a message of every kind, under every post and about everything that can happen."""
    for content in codes.CONTENTS:
        for occasion in OCCASIONS if content in codes.GESTURES else ("",):
            yield conversation.post(content, occasion=occasion)
        yield conversation.post(content, is_disclosed=True)
        yield from under(conversation, conversation.post(content))
    for origin in codes.ORIGINS:
        own = conversation.criticism(origin)
        viral = conversation.criticism(origin, parent=own.number, is_viral=True)
        yield from (own, viral, conversation.add("defence", parent=viral.number, about=own.about, event=own.event))
    for event in codes.EVENT_TYPES:
        yield conversation.add("question", event=event, about=1)
    yield conversation.add("praise", is_story=True)
    yield conversation.add("recommendation")


def under(conversation: Conversation, post: Message) -> Iterator[Message]:
    """Add and yield everything that people write under a post."""
    for kind in ("praise", "question", "share"):
        yield conversation.add(kind, parent=post.number)
    if post.content in {"question", "survey"}:
        yield conversation.add("answer", parent=post.number)
    origins = ["leak" if post.content == "leak" else "post", *(["gesture"] if post.content in codes.GESTURES else [])]
    for origin in origins:
        criticism = conversation.criticism(origin, parent=post.number)
        yield criticism
        yield conversation.criticism(origin, parent=criticism.number, is_viral=True)

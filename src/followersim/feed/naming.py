"""Which list of texts a message draws from, and in which tone people say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.feed.luck import TOPIC, luck
from followersim.model.codes import GESTURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.feed.messages import Message
    from followersim.feed.texts import Lists

TONES: Final = {
    "praise": "pos",
    "defence": "pos",
    "recommendation": "pos",
    "share": "share",
    "answer": "answer",
    "question": "ask",
    "criticism": "neg",
}
_TONE_OF_ORIGIN: Final = {"leak": "moral", "scandal": "moral", "false_claim": "rumour"}
_EMOJI_OF_TONE: Final = {
    "moral": "neg",
    "grumble": "neg",
    "rumour": "ask",
    "wonder": "ask",
    "respect": "pos",
    "cheer": "pos",
    "defend": "pos",
    "feedback": "answer",
    "gossip": "share",
}
_TOPIC_OF_POST: Final = {"correction": "false_claim", **dict.fromkeys(GESTURES, "gesture")}
_TONE_OF_QUESTION: Final = {
    "false_claim": "rumour",
    **dict.fromkeys(("leak", "scandal", "gesture", "joining", "proof"), "wonder"),
}
_TOPIC_OF_EVENT: Final = {
    "service_outage": "outage",
    "leak": "leak",
    "false_claim": "false_claim",
    "scandal": "scandal",
}
_BAD_STYLE: Final = ("survey", "correction", *GESTURES)  # what people find bad style there, if anything
_NO_FAVOURS: Final = ("leak", *_BAD_STYLE)
_TALKED_ABOUT: Final = ("leak", "attack")
_STORIES: Final = 1000


class Naming:
    """Finds the list for a message of one world. `messages` are all of the world, by number."""

    def __init__(self, messages: Sequence[Message], found: Lists) -> None:
        self._messages = messages
        self._lists = found

    def parent(self, message: Message) -> Message | None:
        """Return what a message reacts to."""
        return self._messages[message.parent] if message.parent >= 0 else None

    def gesture(self, message: Message) -> Message | None:
        """Return the gesture towards another company that a message is, or goes back to."""
        step: Message | None = message
        while step is not None and not step.is_gesture:
            step = self.parent(step)
        return step

    def about(self, message: Message) -> int:
        """Return the number of the event + 1 that a message is about, 0 if none.

        Whoever answers to a post is about the same; each story that goes round is about something of its own.
        """
        if message.is_gesture:
            return 0
        if message.is_story:
            return 1 + message.key % _STORIES
        parent = self.parent(message)
        return message.about or (parent.about if parent and parent.kind == "post" and not parent.is_gesture else 0)

    def topic(self, message: Message) -> str:
        """Return what a message is about, so that a reply or an answer can be about the same."""
        parent = self.parent(message)
        topics: Sequence[str] = ()
        if message.kind == "post":
            asked = {"question": "topics.post", "survey": "topics.survey"}.get(message.content)
            topics = self._lists[asked] if asked else (message.content,)
        elif message.kind == "answer" and parent:
            return self.topic(parent)
        elif message.kind == "question":
            under = parent.content if parent else ""
            topics = self._lists[f"topics.question.{under}" if under else "topics.question"]
            if message.event in _TOPIC_OF_EVENT:
                topics = (_TOPIC_OF_EVENT[message.event],)
        elif message.kind == "criticism" and message.origin == "incident":
            return "fault"
        elif message.kind == "criticism" and message.origin == "post" and self._under(message) in _TOPIC_OF_POST:
            return _TOPIC_OF_POST[self._under(message)]
        elif message.kind == "criticism" and message.origin == "experience" and not message.is_viral:
            topics = self._lists["topics.criticism"]
        else:
            return message.origin or message.kind
        return topics[int(luck(message.key, message.nth, 0, TOPIC) * len(topics))]

    def core(self, message: Message) -> str:
        """Return the name of the list that says the heart of the matter."""
        kind, under, parent = message.kind, self._under(message), self.parent(message)
        match kind:
            case "post":
                name = self._post(message)
            case "criticism":
                name = self._criticism(message)
            case "question" | "answer":
                name = f"{kind}.{self.topic(message)}"
            case "praise" if message.is_story:
                name = "praise.story"
            case "defence" if parent:
                name = self._first(f"defence.{parent.origin}", kind)
            case _:
                name = self._first(f"{kind}.{under}", kind)
        return name

    def _post(self, message: Message) -> str:
        content = message.content
        if content == "question":
            return f"post.ask.{self.topic(message)}"
        if content == "survey":
            return f"post.survey.{self.topic(message)}"
        if content == "leak" and message.is_disclosed:
            return "post.leak.disclosed"
        return self._first(f"post.{content}.{message.occasion}", f"post.{content}")

    def _criticism(self, message: Message) -> str:
        gesture = self.gesture(message)
        under = self._under(message)
        if message.origin == "gesture" or (message.origin == "post" and gesture):
            step = "viral" if message.is_viral else "criticism"
            return self._first(f"{step}.gesture.{gesture.content if gesture else ''}", f"{step}.gesture")
        if message.is_viral:
            return f"viral.{message.origin}"
        if under and message.origin in ("post", "leak"):
            return f"criticism.post.{under}"
        return f"criticism.{self.topic(message)}"

    def tone(self, message: Message) -> str:
        """Return how people begin and end when they say such a thing."""
        under = self._under(message)
        tone = TONES[message.kind]
        match message.kind:
            case "criticism":
                tone = "join" if message.is_viral else self._tone_of_criticism(message.origin, under)
            case "question":
                tone = _TONE_OF_QUESTION.get(self.topic(message), tone)
            case "praise" if message.is_story:
                tone = "cheer"
            case "praise" if under in _NO_FAVOURS:
                tone = "respect"
            case "share" if under in _TALKED_ABOUT:
                tone = "gossip"
            case "answer" if under == "survey":
                tone = "feedback"
            case "defence" if self.core(message) != "defence":
                tone = "defend"
        return tone

    def _tone_of_criticism(self, origin: str, under: str) -> str:
        if under == "attack":
            return "moral"
        if origin == "gesture" or under in _BAD_STYLE:
            return "grumble"
        return _TONE_OF_ORIGIN.get(origin, TONES["criticism"])

    def emoji(self, message: Message) -> str:
        """Return the name of the list of emoji that go with a message."""
        if message.kind == "post":
            return self._first(f"emoji.{self.core(message)}", f"emoji.post.{message.content}")
        tone = self.tone(message)
        return f"emoji.{_EMOJI_OF_TONE.get(tone, TONES[message.kind])}"

    def reply(self, message: Message, reply: str) -> str:
        """Return the name of the list of replies of a type to a message."""
        name = f"reply.{reply}"
        return self._first(f"{name}.{self.topic(message)}", f"{name}.{message.kind}", name)

    def _under(self, message: Message) -> str:
        """Return the content of the post that a message stands under."""
        parent = self.parent(message)
        return parent.content if parent and parent.kind == "post" else ""

    def _first(self, *names: str) -> str:
        """Return the first of these lists that exists, or the last name."""
        return next((name for name in names if name in self._lists), names[-1])

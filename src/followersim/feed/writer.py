"""What a message says: put together from building blocks, by the message's own luck and in its author's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.feed.handles import COMPANY, Handles
from followersim.feed.luck import FAULT, REPLY, TOPIC, WORDS, Dice, luck
from followersim.feed.slips import slip
from followersim.feed.texts import expand, line, lists, rate

if TYPE_CHECKING:
    from followersim.feed.messages import Message

TONES: Final = {
    "praise": "pos",
    "defence": "pos",
    "recommendation": "pos",
    "share": "share",
    "answer": "answer",
    "question": "ask",
    "criticism": "neg",
}
N_FAULTS: Final = 3


class Writer:
    """Gives the messages of one world their words.

    messages: all of the world, by number (a message may be about another one); key: the luck of the world; strong:
    whether people may use strong language, mild as it is.
    """

    def __init__(self, messages: list[Message], key: int, lang: str, *, strong: bool = False) -> None:
        self._messages = messages
        self._lang = lang
        self._strong = strong
        self._lists = lists(lang)
        self._fault = f"fault{int(luck(key, 0, 0, FAULT) * N_FAULTS)}"
        self.handles = Handles(key, lang, self._lists)

    def text(self, message: Message) -> str:
        """Return what a message says."""
        dice = Dice(message.key, message.nth, WORDS)
        core = self._part(self._core(message), message.segment, dice)
        if message.kind == "post":
            return self._with_emoji(core, f"post.{message.content}", "", dice)
        return self._in_voice(core, message, dice)

    def reply_text(self, message: Message) -> str:
        """Return what the company replies to a message; nothing if it deletes it."""
        reply = message.reply
        if reply is None or reply.type == "delete":
            return ""
        dice = Dice(message.key, message.nth, REPLY)
        name = f"reply.{reply.type}"
        topic = self.topic(message)
        for candidate in (f"{name}.{topic}", f"{name}.{message.kind}", name):
            if candidate in self._lists:
                name = candidate
                break
        about = self._lists.get(f"about.{topic}", self._lists["about"])[0]
        gaps = {"handle": self.handles.of(message.author), "about": about}
        return expand(line(self._lists, name, "", dice), self._lists, "", dice, gaps)

    def topic(self, message: Message) -> str:
        """Return what a message is about, so that a reply or an answer can be about the same."""
        parent = self._messages[message.parent] if message.parent >= 0 else None
        u = luck(message.key, message.nth, 0, TOPIC)
        if message.kind == "post":
            topics = self._lists["topics.post"] if message.content == "question" else (message.content,)
        elif message.kind == "answer" and parent:
            return self.topic(parent)
        elif message.kind == "question":
            under = parent.content if parent and parent.kind == "post" else ""
            topics = self._lists[f"topics.question.{under}" if under else "topics.question"]
        elif message.kind == "criticism" and message.origin == "incident":
            return "fault"
        elif message.kind == "criticism" and message.origin == "experience" and not message.is_viral:
            topics = self._lists["topics.criticism"]
        else:
            return message.origin or message.kind
        return topics[int(u * len(topics))]

    def _core(self, message: Message) -> str:
        """Return the name of the list that says the heart of the matter."""
        topic = self.topic(message)
        parent = self._messages[message.parent] if message.parent >= 0 else None
        under = parent.content if parent and parent.kind == "post" else ""
        match message.kind:
            case "post":
                return f"post.ask.{topic}" if message.content == "question" else f"post.{message.content}"
            case "criticism" if message.is_viral:
                return f"viral.{message.origin}"
            case "criticism" if message.origin == "post" and under:
                return f"criticism.post.{under}"
            case "question" | "criticism" | "answer":
                return f"{message.kind}.{topic}"
            case "praise" | "share" if under:
                return f"{message.kind}.{under}"
            case _:
                return message.kind

    def _in_voice(self, core: str, message: Message, dice: Dice) -> str:
        """Return a text with opening, closing, emoji and slips, as people of this segment write."""
        segment, tone = message.segment, "join" if message.is_viral else TONES[message.kind]
        opening = closing = ""
        if message.kind == "criticism" and dice() < rate("sharp", segment):
            opening = self._part("strong" if self._strong else "sharp", segment, dice)
        elif dice() < rate("open", segment):
            opening = self._part(f"{tone}.open", segment, dice)
        if dice() < rate("close", segment):
            closing = self._part(f"{tone}.close", segment, dice)
        text = " ".join(part for part in (opening, core, closing) if part)
        runs_on = opening[-1:].isalnum()  # "bro you can't" has no capital letter in the middle
        if dice() < rate("small", segment) or runs_on:
            text = text.lower().removesuffix(".")
        if dice() < rate("slip", segment):
            text = slip(text, self._lang, dice)
        mentions = dice() < rate("mention", segment)
        if message.is_addressed and message.parent < 0 and mentions:
            text = f"{COMPANY[self._lang]} {text}"
        return self._with_emoji(text, f"emoji.{TONES[message.kind]}", segment, dice)

    def _part(self, name: str, segment: str, dice: Dice) -> str:
        gaps = {"fault": f"<{self._fault}>"}  # everybody in a world has the same trouble with the product
        return expand(line(self._lists, name, segment, dice), self._lists, segment, dice, gaps)

    def _with_emoji(self, text: str, name: str, segment: str, dice: Dice) -> str:
        if name.startswith("post."):
            name = f"emoji.{name}"
        if dice() >= rate("emoji", segment):
            return text
        return f"{text} {line(self._lists, name, segment, dice)}".strip()

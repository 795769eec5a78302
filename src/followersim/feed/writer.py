"""What a message says: put together from building blocks, by the message's own luck and in its author's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.feed.companies import Companies
from followersim.feed.facts import Facts
from followersim.feed.handles import Handles
from followersim.feed.luck import REPLY, WORDS, Dice
from followersim.feed.naming import Naming
from followersim.feed.slips import slip
from followersim.feed.texts import expand, line, lists, rate

if TYPE_CHECKING:
    from followersim.feed.messages import Message
    from followersim.scenario.vocabulary import Language

_OTHER: Final = "\ue000"
"""Stands for another company's name until the text is finished, so that nothing in that name is taken for a gap."""


class Writer:
    """Gives the messages of one company in one world their words.

    messages: all of them, by number (a message may be about another one); key: the luck of the world; strong: whether
    people may use strong language, mild as it is; companies: whose messages these are, and what the others are called.
    """

    def __init__(
        self,
        messages: list[Message],
        key: int,
        lang: Language,
        *,
        strong: bool = False,
        companies: Companies | None = None,
    ) -> None:
        self._lang = lang
        self._strong = strong
        self._lists = lists(lang)
        self._companies = companies or Companies()
        self._facts = Facts(key, self._companies.this, self._lists)
        self._naming = Naming(messages, self._lists)
        self.handles = Handles(key, self._lists, self._companies.handle(lang))

    def text(self, message: Message) -> str:
        """Return what a message says."""
        dice = Dice(message.key, message.nth, WORDS)
        gaps = {**self._facts.gaps(self._naming.about(message)), "other": _OTHER}
        core = self._part(self._naming.core(message), message.segment, dice, gaps)
        if message.kind == "post":
            said = self._with_emoji(core, message, dice)
        else:
            said = self._in_voice(core, message, dice, gaps)
        return said.replace(_OTHER, self.other(message))

    def reply_text(self, message: Message) -> str:
        """Return what the company replies to a message; nothing if it deletes it."""
        reply = message.reply
        if reply is None or reply.type == "delete":
            return ""
        dice = Dice(message.key, message.nth, REPLY)
        about = self._lists.get(f"about.{self.topic(message)}", self._lists["about"])[0]
        gaps = {
            **self._facts.gaps(self._naming.about(message)),
            "handle": self.handles.of(message.author),
            "about": about,
        }
        return self._part(self._naming.reply(message, reply.type), "", dice, gaps)

    def topic(self, message: Message) -> str:
        """Return what a message is about, so that a reply or an answer can be about the same."""
        return self._naming.topic(message)

    def other(self, message: Message) -> str:
        """Return the name of the other company that a message is about; nothing if it is about none."""
        gesture = self._naming.gesture(message)
        return self._companies.title(gesture.about - 1, self._lang) if gesture else ""

    def _in_voice(self, core: str, message: Message, dice: Dice, gaps: dict[str, str]) -> str:
        """Return a text with opening, closing, emoji and slips, as people of this segment write."""
        segment, tone = message.segment, self._naming.tone(message)
        opening = closing = ""
        if message.kind == "criticism" and dice() < rate("sharp", segment):
            opening = self._part("strong" if self._strong else "sharp", segment, dice, gaps)
        elif dice() < rate("open", segment):
            opening = self._part(f"{tone}.open", segment, dice, gaps)
        if dice() < rate("close", segment):
            closing = self._part(f"{tone}.close", segment, dice, gaps)
        text = " ".join(part for part in (opening, core, closing) if part)
        runs_on = opening[-1:].isalnum()  # "bro you can't" has no capital letter in the middle
        if dice() < rate("small", segment) or runs_on:
            text = text.lower().removesuffix(".")
        if dice() < rate("slip", segment):
            text = slip(text, self._lang, dice)
        mentions = dice() < rate("mention", segment)
        if message.is_addressed and message.parent < 0 and mentions:
            text = f"{self.handles.of(-1)} {text}"
        return self._with_emoji(text, message, dice)

    def _part(self, name: str, segment: str, dice: Dice, gaps: dict[str, str]) -> str:
        return expand(line(self._lists, name, segment, dice), self._lists, segment, dice, gaps)

    def _with_emoji(self, text: str, message: Message, dice: Dice) -> str:
        if dice() >= rate("emoji", message.segment):
            return text
        return f"{text} {line(self._lists, self._naming.emoji(message), message.segment, dice)}".strip()

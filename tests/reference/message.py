"""Messages: what somebody wrote, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reference.company import Company
    from tests.reference.events import Event
    from tests.reference.parameters import Numbers
    from tests.reference.person import Person


class Kind(IntEnum):
    """Kinds of messages, with the numbers of appendix B."""

    POST = 0
    SHARE = 1
    PRAISE = 2
    QUESTION = 3
    CRITICISM = 4
    DEFENCE = 5
    ANSWER = 6
    RECOMMENDATION = 7


class Origin(IntEnum):
    """Why a criticism was written, with the numbers of appendix B."""

    EXPERIENCE = 0
    INCIDENT = 1
    POST = 2
    IGNORED = 3
    HARSH_REPLY = 4
    DELETED = 5
    UNTHANKED = 6
    IMITATION = 7
    OUTAGE = 8
    LEAK = 9
    FALSE_CLAIM = 10
    SCANDAL = 11
    GESTURE = 12


@dataclass(eq=False)
class Reply:
    """How the company has answered a message."""

    kind: Numbers
    hour: int
    delay_min: int
    is_private: bool


@dataclass(eq=False)
class Message:
    """A post of the company (which has no author here), or something that a person wrote."""

    number: int
    key: int
    kind: Kind
    hour: int
    minute: int
    author: Person | None = None
    parent: Message | None = None
    content: Numbers | None = None
    event: Event | None = None  # which it is about
    towards: Company | None = None  # gestures: the other company
    attention: float = 1.0
    heat: float = 0.0
    origin: Origin = Origin.EXPERIENCE
    is_viral: bool = False
    is_addressed: bool = False
    is_deleted: bool = False
    rule: str = ""  # of the playbook, chosen on arrival
    reply: Reply | None = None
    n_views: int = 0
    n_likes: int = 0
    n_shares: int = 0

    @property
    def written_by(self) -> Person:
        """The author of a message that is no post."""
        assert self.author is not None
        return self.author

    @property
    def posted(self) -> Numbers:
        """The content of a post."""
        assert self.content is not None
        return self.content

    @property
    def visible_reply(self) -> Numbers | None:
        """The kind of reply that everybody can see."""
        return None if self.reply is None or self.reply.is_private else self.reply.kind

"""Messages: what somebody wrote, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followersim.scenario.schema import ReplyRule
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
    attention: float = 1.0
    heat: float = 0.0
    origin: Origin = Origin.EXPERIENCE
    is_viral: bool = False
    is_addressed: bool = False
    is_deleted: bool = False
    rule: ReplyRule | None = None  # of the playbook, as it held on arrival
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
    def rule_on_arrival(self) -> ReplyRule:
        """What the playbook said when the company received the message."""
        assert self.rule is not None
        return self.rule

    @property
    def visible_reply(self) -> Numbers | None:
        """The kind of reply that everybody can see."""
        return None if self.reply is None or self.reply.is_private else self.reply.kind

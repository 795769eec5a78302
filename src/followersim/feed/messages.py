"""What was written in a world, taken out of the arrays of the model."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from followersim.model import codes

if TYPE_CHECKING:
    from followersim.model.simulation import Simulation


@dataclass(frozen=True)
class Reply:
    """What the company did about a message. `hour` counts from the start of the period."""

    type: str
    hour: int
    minute: int
    delay_min: int
    is_private: bool


@dataclass(frozen=True)
class Message:
    """One message of the model. `author` is the number of a person, -1 for the company; `parent` of a message or -1.

    `nth` counts messages with the same key: somebody who writes the same kind of thing twice in an hour.
    """

    number: int
    key: int
    nth: int
    author: int
    segment: str
    hour: int
    minute: int
    kind: str
    content: str
    origin: str
    parent: int
    is_viral: bool
    is_addressed: bool
    is_deleted: bool
    n_views: int
    n_likes: int
    n_shares: int
    reply: Reply | None

    @property
    def day(self) -> int:
        """Day since the start of the period, from 0."""
        return self.hour // 24

    @property
    def when(self) -> tuple[int, int, int]:
        """Place in the order of time."""
        return self.hour, self.minute, self.number


def messages_of(simulation: Simulation) -> list[Message]:
    """Return everything that was written in a simulation so far, in the order of the model."""
    arrays = simulation.arrays
    rows = arrays.messages[: int(arrays.state["n_messages"][0])]
    names = rows.dtype.names or ()
    segments = list(simulation.setup.parameters.tables["segments"])
    segment_of = arrays.people["segment"]
    seen: Counter[int] = Counter()
    found = []
    for number, row in enumerate(rows.tolist()):
        entry = dict(zip(names, row, strict=True))
        segment = segments[int(segment_of[entry["author"]])] if entry["author"] >= 0 else ""
        found.append(_message(number, entry, segment, seen[entry["key"]]))
        seen[entry["key"]] += 1
    return found


def _message(number: int, row: dict[str, Any], segment: str, nth: int) -> Message:
    kind = codes.KINDS[row["kind"]]
    return Message(
        number=number,
        key=row["key"],
        nth=nth,
        author=row["author"],
        segment=segment,
        hour=row["hour"],
        minute=row["minute"],
        kind=kind,
        content=codes.CONTENTS[row["content"]] if kind == "post" else "",
        origin=codes.ORIGINS[row["origin"]] if kind == "criticism" else "",
        parent=row["parent"],
        is_viral=bool(row["is_viral"]),
        is_addressed=bool(row["is_addressed"]),
        is_deleted=bool(row["is_deleted"]),
        n_views=row["n_views"],
        n_likes=row["n_likes"],
        n_shares=row["n_shares"],
        reply=_reply(row),
    )


def _reply(row: dict[str, Any]) -> Reply | None:
    if row["reply"] == codes.NO_REPLY or row["reply_hour"] < 0:
        return None
    return Reply(
        type=codes.REPLY_TYPES[row["reply"]],
        hour=row["reply_hour"],
        minute=(row["minute"] + row["delay_min"]) % 60,
        delay_min=row["delay_min"],
        is_private=bool(row["is_private_reply"]),
    )

"""What was written in a world, taken out of the arrays of the model."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from followersim.feed.occasions import occasion_of
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

    `nth` counts messages with the same key: somebody who writes the same kind of thing twice in an hour. `about` is the
    number of an event + 1 (0: none), and `event` its kind; of gestures towards another company, its number + 1, and
    `occasion` says what made the company turn to it. `is_disclosed`: the company itself tells that internals got out.
    `is_story`: praise that goes round.
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
    about: int = 0
    event: str = ""
    occasion: str = ""
    is_disclosed: bool = False
    is_story: bool = False

    @property
    def day(self) -> int:
        """Day since the start of the period, from 0."""
        return self.hour // 24

    @property
    def when(self) -> tuple[int, int, int]:
        """Place in the order of time."""
        return self.hour, self.minute, self.number

    @property
    def is_gesture(self) -> bool:
        """Whether the company turns to another one."""
        return self.content in codes.GESTURES


def messages_of(simulation: Simulation, company: int = 0) -> list[Message]:
    """Return everything that was written to or by a company so far, in the order of the model."""
    world = simulation.worlds[company]
    rows = world.messages[: int(world.state["n_messages"][0])]
    names = rows.dtype.names or ()
    parameters = simulation.setup.parameters
    segments = list(parameters.tables["segments"])
    segment_of = world.people["segment"]
    events = [codes.EVENT_TYPES[kind] for kind in world.events["type"].tolist()]
    discloses = bool(world.playbook["discloses"][0])
    seen: Counter[int] = Counter()
    found = []
    for number, row in enumerate(rows.tolist()):
        entry = dict(zip(names, row, strict=True))
        is_gesture = entry["kind"] == codes.POST and entry["content"] >= codes.FIRST_GESTURE
        more = {
            "segment": segments[int(segment_of[entry["author"]])] if entry["author"] >= 0 else "",
            "event": events[entry["about"] - 1] if entry["about"] and not is_gesture else "",
            "occasion": occasion_of(entry, simulation.worlds, company, parameters.values) if is_gesture else "",
            "is_disclosed": discloses,
        }
        found.append(_message(number, entry, seen[entry["key"]], more))
        seen[entry["key"]] += 1
    return found


def _message(number: int, row: dict[str, Any], nth: int, more: dict[str, Any]) -> Message:
    kind = codes.KINDS[row["kind"]]
    return Message(
        number=number,
        key=row["key"],
        nth=nth,
        author=row["author"],
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
        about=row["about"],
        is_story=kind == "praise" and row["heat"] > 0.0,  # praise that the model lets go viral has a heat
        **more,
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

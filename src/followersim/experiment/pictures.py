"""Which charts a run writes, and how they look; and drawing them again without running anything again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from followersim.experiment import manifest
from followersim.experiment.store import write_json, write_whole
from followersim.scenario.vocabulary import CHARTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from followersim.experiment.result import Extra
    from followersim.scenario.scenario import Scenario

KEY: Final = "charts"
"""Where the manifest says what charts there are."""


@dataclass(frozen=True)
class Pictures:
    """Charts beside those that every run writes, by name; the theme of all, and whether the room is large."""

    more: tuple[str, ...] = ()
    theme: str = "light"
    large_room: bool = False

    def names(self, scenario: Scenario) -> list[str]:
        """Return the names of all charts, in the order in which they are known."""
        from followersim import charts  # noqa: PLC0415 - only needed now

        wanted = {*charts.names(scenario), *self.more}
        return [name for name in CHARTS if name in wanted]

    def as_dict(self, names: Sequence[str]) -> dict[str, Any]:
        """Return what the manifest says about charts with these names."""
        return {"names": list(names), "theme": self.theme, "large_room": self.large_room}

    def are_in(self, folder: Path, scenario: Scenario) -> bool:
        """Say whether a folder's manifest tells of exactly such charts, and of those asked for at least."""
        try:
            written = json.loads((folder / manifest.NAME).read_bytes())
            found = written[KEY]
            same = (found["theme"], found["large_room"]) == (self.theme, self.large_room)
            return same and set(self.names(scenario)) <= set(written_charts(written))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return False


PLAIN: Final = Pictures()


def written_charts(about: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the charts that a manifest tells of; of none that nobody knows, whatever stands there."""
    written = about.get(KEY)
    names = written.get("names") if isinstance(written, dict) else None
    return tuple(name for name in CHARTS if name in names) if isinstance(names, list) else ()


def redraw(
    folder: Path, scenario: Scenario, pictures: Pictures, command: Sequence[str] = (), extra: Extra | None = None
) -> list[Path]:
    """Draw the charts of results that are there already, from their tables; return the files.

    Charts that were there and are not asked for now are drawn anew as well, so that all look alike. `command` is the
    command line to write down, `extra` writes what belongs to the charts, such as the page that shows them. Raises
    `ResultError` when something cannot be written, ValueError for a chart that the scenario cannot have.
    """
    from followersim.experiment.result import Result  # noqa: PLC0415 - heavy, and only needed now

    written = json.loads((folder / manifest.NAME).read_bytes())
    wanted = {*pictures.names(scenario), *written_charts(written)}
    names = [name for name in CHARTS if name in wanted]
    result = Result.read(folder, scenario)

    def make(hidden: Path) -> list[Path]:
        files = result.make_charts(hidden, names, pictures)
        if extra is not None:
            files += extra(result, hidden)
        written[KEY] = pictures.as_dict(names)
        written["command"] = [manifest.impersonal(word) for word in command] or written.get("command", [])
        written["files"] |= {path.name: manifest.sha256_of(path) for path in files}
        write_json(hidden / manifest.NAME, written)
        return [*files, hidden / manifest.NAME]

    try:
        return write_whole(folder, make)
    finally:
        result.close()

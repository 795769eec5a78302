"""What lies hidden in a results folder while a run is on its way, or after it was interrupted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

UNITS: Final = ".units"
"""The folder of finished units of work."""

UNIT: Final = ".npz"
"""How the files in it end."""

WRITING: Final = ".writing-"
"""How folders begin in which files are written that are not yet in their place."""


def unit_names(folder: Path) -> set[str]:
    """Return the names of the files with finished units in a folder of units."""
    try:
        return {name for name in os.listdir(folder) if name.endswith(UNIT)}  # noqa: PTH208 - only names, perhaps many
    except OSError:
        return set()


def left_over(folder: Path) -> int:
    """Return how many finished units lie in a results folder, waiting for the run that they belong to."""
    return len(unit_names(folder / UNITS))

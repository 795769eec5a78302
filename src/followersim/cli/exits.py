"""The codes that the program leaves with."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
FAILED: Final = 1
"""Something went wrong while running, or results differ; what is finished is kept."""

WRONG_INPUT: Final = 2
INTERRUPTED: Final = 130

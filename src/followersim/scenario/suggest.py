"""Finding what somebody probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def alike(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Return the known words that look most like a word, best first; case, hyphens and blanks do not matter."""
    by_shape = {_shape(name): name for name in known}
    found = get_close_matches(_shape(word[:100]), by_shape, n=most, cutoff=0.6)
    return [by_shape[shape] for shape in found]


def _shape(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")

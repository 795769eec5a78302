"""The companies of a world know each other: each is a `World` of its own, found by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followersim.model.compiling import compiled
from followersim.model.world_type import world_at

if TYPE_CHECKING:
    from followersim.model.records import World


@compiled
def company_at(w: World, number: int) -> World:
    """Return the company of a number (0 is the main one) as its world."""
    return world_at(w, w.market[number])  # type: ignore[no-any-return]

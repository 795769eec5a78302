"""A policy in Python, for a story that cannot know what it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followersim.policies import View


class Silent:
    """Leaves everything as it is."""

    def decide(self, view: View) -> None:
        """Change nothing."""

"""Reading scenarios from files: the front door of this room."""

from __future__ import annotations

from followersim.scenario.scenario import Case, Scenario, load_scenario

__all__ = ["Case", "Scenario", "load_scenario"]

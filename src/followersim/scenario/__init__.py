"""The scenario room: what users write, checked and completed into plain data. Nothing here computes."""

from __future__ import annotations

from followersim.scenario.errors import Problem, ScenarioError
from followersim.scenario.loading import Case, Scenario, load_scenario
from followersim.scenario.rivals import Rival
from followersim.scenario.scenario_file import Event
from followersim.scenario.schema import Policy, Profile

__all__ = ["Case", "Event", "Policy", "Problem", "Profile", "Rival", "Scenario", "ScenarioError", "load_scenario"]

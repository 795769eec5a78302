"""followersim: what happens to a company's followers when it talks to them one way or another.

The public names are loaded when they are first used: importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from followersim.experiment.errors import ResultError
    from followersim.experiment.result import Result
    from followersim.experiment.runner import run
    from followersim.model.company import Company
    from followersim.model.follower_model import FollowerModel
    from followersim.policies import Policy, View
    from followersim.scenario.errors import ScenarioError
    from followersim.scenario.scenario import Scenario, load_scenario
    from followersim.scenario.scenario_file import Event
    from followersim.scenario.schema import Policy as Playbook
    from followersim.scenario.schema import Profile

__version__ = "0.1.0"

__all__ = [
    "Company",
    "Event",
    "FollowerModel",
    "Playbook",
    "Policy",
    "Profile",
    "Result",
    "ResultError",
    "Scenario",
    "ScenarioError",
    "View",
    "__version__",
    "load_scenario",
    "run",
]

_HOMES: Final = {
    "Company": "followersim.model.company",
    "Event": "followersim.scenario.scenario_file",
    "FollowerModel": "followersim.model.follower_model",
    "Playbook": "followersim.scenario.schema:Policy",
    "Policy": "followersim.policies",
    "Profile": "followersim.scenario.schema",
    "Result": "followersim.experiment.result",
    "ResultError": "followersim.experiment.errors",
    "Scenario": "followersim.scenario.scenario",
    "ScenarioError": "followersim.scenario.errors",
    "View": "followersim.policies",
    "load_scenario": "followersim.scenario.scenario",
    "run": "followersim.experiment.runner",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the room where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, inner = _HOMES[name].partition(":")
    found = getattr(import_module(module), inner or name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

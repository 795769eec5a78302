"""Reading scenarios and policies from files: the front door of this room."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from followersim.scenario import catalogue
from followersim.scenario.errors import ScenarioError
from followersim.scenario.resolve import Entry, build_policy, build_profile, policy_source
from followersim.scenario.scenario import Case, Scenario, load_scenario
from followersim.scenario.scenario_file import DEFAULT_PROFILE, ScenarioFile
from followersim.scenario.schema import POLICY_PARTS, Policy, Profile
from followersim.scenario.yaml_reader import Document, read_document

__all__ = ["Case", "Scenario", "is_policy_file", "load_policy", "load_profile", "load_scenario"]

_ONLY_IN_SCENARIOS: Final = frozenset(ScenarioFile.model_fields) - {"name"}


def is_policy_file(path: str | Path) -> bool:
    """Say whether a file looks like a policy rather than a scenario; a file that cannot be read does not."""
    try:
        keys = set(read_document(Path(path)).data)
    except ScenarioError:
        return False
    return bool(keys & {*POLICY_PARTS, "based_on"}) and not keys & _ONLY_IN_SCENARIOS


def load_policy(name: str | Path) -> Policy:
    """Return a built-in policy by name, or the policy in a file, with the usual team where it names none."""
    document = Document([str(name)], None, Path())
    if Path(name).suffix in {".yaml", ".yml"}:
        read_document(Path(name))  # a missing file is the fault of the file here, not of an entry
    return build_policy(policy_source(Entry(str(name), document, ()), trust_code=False), load_profile(DEFAULT_PROFILE))


def load_profile(name: str) -> Profile:
    """Return a built-in profile; raise `ScenarioError` if there is none of that name."""
    return build_profile(name, Document({}))


def built_in_policies() -> list[Policy]:
    """Return all policies that come with the program."""
    return [load_policy(name) for name in catalogue.policy_names()]

"""Scenarios as command lines name and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followersim.scenario.errors import Message, Problem, ScenarioError
from followersim.scenario.loading import is_policy_file, load_policy, load_scenario
from followersim.scenario.yaml_reader import read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.scenario import Scenario


def load_all(files: Sequence[str], *, trust_code: bool = False) -> list[Scenario]:
    """Load scenario files; if some are wrong, say so of all of them at once."""
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    language = None
    for file in files:
        try:
            scenarios.append(load_scenario(file, trust_code=trust_code))
        except ScenarioError as error:
            problems += error.problems
            language = language or error.language
    if problems:
        raise ScenarioError(problems, language)
    return scenarios


def checked(files: Sequence[str], *, trust_code: bool = False) -> list[tuple[str, Scenario | str]]:
    """Check scenario and policy files; return each with its scenario, or with the policy's name."""
    policies = {file: load_policy(file).name for file in files if is_policy_file(file)}
    scenarios = iter(load_all([file for file in files if file not in policies], trust_code=trust_code))
    return [(file, policies.get(file) or next(scenarios)) for file in files]


def changed(scenario: Scenario, changes: Sequence[str], policies: Sequence[str] | None = None) -> Scenario:
    """Return a scenario with changes written as KEY=VALUE, and with other policies."""
    try:
        return scenario.with_changes(set=dict(_change(text) for text in changes), policies=policies)
    except ScenarioError as error:
        raise ScenarioError(error.problems, scenario.asked_language) from None


def _change(text: str) -> tuple[str, Any]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise ScenarioError(
            [Problem(Message("set_form", {"text": text}), "--set", suggestion=Message("set_form_advice"))]
        )
    return key.strip(), read_value(value, f"--set {key.strip()}")

"""What comes with the program is right: policies, profiles, parameters, scenarios, templates and the JSON Schema."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from followersim.scenario import Policy, Scenario, catalogue, load_scenario
from followersim.scenario.json_schema import policy_schema, scenario_schema
from followersim.scenario.loading import built_in_policies, is_policy_file, load_policy, load_profile
from followersim.scenario.plan import plan
from followersim.scenario.scenario_file import DEFAULT_POLICIES, DEFAULT_PROFILE
from followersim.scenario.schema import SEGMENTS
from followersim.scenario.template import Answers, template
from followersim.scenario.vocabulary import LANGUAGES, ReplyType
from followersim.scenario.yaml_reader import read_document

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("name", catalogue.policy_names())
def test_built_in_policies_are_complete(name: str) -> None:
    policy = load_policy(name)
    assert policy.name == name
    assert policy.title.en != policy.title.de
    assert policy.description.en
    assert policy.description.de
    assert policy.description.en != policy.description.de
    assert is_policy_file(Path(catalogue.__file__).parents[1] / "policies" / f"{name}.yaml")


@pytest.mark.parametrize("name", catalogue.profile_names())
def test_built_in_profiles_are_complete(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert profile.title.de
    assert profile.description.de != profile.description.en
    assert sum(profile.segments.values()) == pytest.approx(1)
    assert sum(profile.segments_outside.values()) == pytest.approx(1)
    assert list(profile.segments) == list(SEGMENTS)


def test_the_defaults_exist() -> None:
    assert set(DEFAULT_POLICIES) <= set(catalogue.policy_names())
    assert DEFAULT_PROFILE in catalogue.profile_names()
    assert {policy.name for policy in built_in_policies()} == set(catalogue.policy_names())


def test_every_parameter_has_value_range_meaning_and_source() -> None:
    known = catalogue.parameters()
    assert "trust_loss_weight" in known
    assert "reply_types.thank.author_trust" in known
    for name, entry in known.items():
        low, high = entry["range"]
        assert low <= entry["value"] <= high, name
        assert catalogue.meaning(entry, "en"), name
        assert entry["source"], name


def test_tables_name_what_scenarios_name() -> None:
    tables = catalogue.parameters_file()["tables"]
    assert set(tables["reply_types"]["rows"]) == set(get_args(ReplyType))
    assert set(tables["segments"]["rows"]) == set(SEGMENTS)
    tables.clear()  # what callers get is theirs
    assert catalogue.parameters_file()["tables"]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_shipped_scenarios_load(path: Path) -> None:
    scenario = load_scenario(path)
    assert scenario.slug == path.stem
    assert scenario.cases()
    check(scenario_schema("en"), read_document(path).data)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("members", [0, 1, 3])
@pytest.mark.parametrize("fault", [True, False])
def test_templates_are_valid_scenarios(tmp_path: Path, lang: Any, members: int, fault: bool) -> None:
    path = tmp_path / "new.yaml"
    answers = Answers('A "quoted" name: with #signs\\', 700, members, fault)
    path.write_text(template(answers, "new.yaml", lang), encoding="utf-8")
    scenario = load_scenario(path)
    assert scenario.name.en == answers.name
    assert (scenario.followers, scenario.people, scenario.language) == (700, 2800, lang)
    assert {policy.team.members for policy in scenario.policies if policy.name == "broadcast_only"} == {members}
    assert len(scenario.events) == fault
    optional = path.read_text(encoding="utf-8").replace("  # - ", "  - ").replace("  #   ", "    ")
    path.write_text(optional.replace("# sweep:", "sweep:"), encoding="utf-8")
    assert len(load_scenario(path).cases()) == 4 * len(sorted({1, 2, 4, members}))


def test_a_plan_counts_and_estimates() -> None:
    small = plan(Scenario(policies=["harsh_reply"], worlds=10, audience={"people": 5000}), cores=2)
    large = plan(Scenario(policies=["harsh_reply"], worlds=1000, audience={"people": 50_000}), cores=2)
    assert (small.policies, small.points, small.worlds, small.simulations) == (1, 1, 10, 10)
    assert 0 < small.seconds < large.seconds
    assert plan(Scenario()).cores >= 1


def check(schema: dict[str, Any], value: Any, root: dict[str, Any] | None = None) -> None:
    """Check a value against the part of JSON Schema that ours uses; raise AssertionError if it does not fit."""
    root = root or schema
    if "$ref" in schema:
        check(root["$defs"][schema["$ref"].rpartition("/")[2]], value, root)
    for choices in (schema.get("anyOf"), schema.get("oneOf")):
        if choices is not None:
            assert any(fits(choice, value, root) for choice in choices), (value, choices)
    check_scalar(schema, value)
    if isinstance(value, list):
        assert schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
        for item in value:
            check(schema.get("items", {}), item, root)
    if isinstance(value, dict):
        check_mapping(schema, value, root)


def check_scalar(schema: dict[str, Any], value: Any) -> None:
    """Check what a single value says of itself."""
    assert value in schema.get("enum", [value])
    assert value == schema.get("const", value)
    if "type" in schema:
        assert isinstance(value, TYPES[schema["type"]]), (value, schema["type"])
        assert not isinstance(value, bool) or schema["type"] == "boolean"
    if isinstance(value, int | float) and not isinstance(value, bool):
        assert schema.get("minimum", value) <= value <= schema.get("maximum", value)


def check_mapping(schema: dict[str, Any], value: dict[str, Any], root: dict[str, Any]) -> None:
    """Check the keys of a mapping."""
    known = schema.get("properties", {})
    assert set(schema.get("required", [])) <= set(value)
    more = schema.get("additionalProperties", True)
    for key, inner in value.items():
        assert key in known or more is not False, key
        check(known.get(key, more if isinstance(more, dict) else {}), inner, root)


def fits(schema: dict[str, Any], value: Any, root: dict[str, Any]) -> bool:
    """Say whether a value fits a schema."""
    try:
        check(schema, value, root)
    except AssertionError:
        return False
    return True


TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": (str, date), "number": (int, float), "integer": int, "boolean": bool,
    "null": type(None),
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_schemas_fit_what_is_shipped(lang: Any) -> None:
    scenario, policy = scenario_schema(lang), policy_schema(lang)
    text = json.dumps([scenario, policy])
    assert "x-de" not in text
    assert all(part in json.dumps(scenario["$defs"]) for part in ("harsh", "corrective_action", "product_fault"))
    for name in catalogue.policy_names():
        data = catalogue.policy_document(name).data
        check(policy, data)
        check(scenario["$defs"]["PolicyFile"], data, scenario)
    check(scenario, Scenario(policies=["harsh_reply", {"name": "x"}]).resolved())
    check(scenario, {"policies": ["a.yaml"], "profile": "corporation", "parameters": {"trust_loss_weight": 3}})
    for wrong in ({"nam": "x"}, {"worlds": 0}, {"policies": [3]}, {"parameters": {"trust_loss_weight": 99}}):
        assert not fits(scenario, wrong, scenario)


def test_the_schema_knows_every_kind_of_sweep() -> None:
    schema = scenario_schema("en")
    sample = {"sample": "sobol", "size": 8, "ranges": {"team.members": [1, 5]}}
    grid = {"team.members": [1, 2], "triage": ["oldest_first"], "replies.praise.reply": [["thank", "witty"]]}
    points = {"points": [{"team.members": 1}, {"team.members": 2}]}
    for sweep in (grid, points, {"csv": "points.csv"}, sample):
        check(schema, {"sweep": sweep, "worlds": "auto"})
    check(schema, Scenario(sweep=points).resolved())
    check(schema, Scenario(sweep=sample).resolved())
    wrong: list[Any] = [[{"team.members": 1}], {"csv": 3}, {**sample, "size": 0}, {**sample, "sample": "lhs"}]
    for sweep in (*wrong, {**sample, "ranges": {"team.members": [1]}}, {"points": []}, {"csv": "x.csv", "size": 3}):
        assert not fits(schema, {"sweep": sweep}, schema)
    marks = schema["properties"]["sweep"]["oneOf"][0]["propertyNames"]["not"]["enum"]
    assert marks == ["points", "csv", "sample", "size", "ranges"]
    assert "Anzahl der Punkte" in json.dumps(scenario_schema("de"), ensure_ascii=False)


def test_schemas_speak_german() -> None:
    assert scenario_schema("de")["properties"]["worlds"]["description"].startswith("wie oft alles durchgespielt")
    assert policy_schema("de")["$defs"]["Team"]["properties"]["members"]["description"].startswith("Personen")


def test_policies_can_be_built_in_python() -> None:
    policy = Policy(name="mine")
    assert policy.title.en == "mine"
    (same,) = Scenario(policies=[policy]).policies
    assert same.name == "mine"

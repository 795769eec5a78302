"""JSON Schema of scenario and policy files, for editors: keys, limits, names that exist, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import models_json_schema

from followersim.locale import N_, translate
from followersim.scenario import catalogue
from followersim.scenario.fields import SAID
from followersim.scenario.scenario_file import ScenarioFile
from followersim.scenario.schema import PolicyFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followersim.scenario.vocabulary import Language

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_TITLES: Final = {
    "ScenarioFile": N_("followersim scenario"),
    "PolicyFile": N_("followersim policy"),
}


def scenario_schema(lang: Language) -> dict[str, Any]:
    """Return the schema of scenario files; that of policy files is in its `$defs` as `PolicyFile`."""
    return _rooted("ScenarioFile", lang)


def policy_schema(lang: Language) -> dict[str, Any]:
    """Return the schema of policy files."""
    schema = _rooted("PolicyFile", lang)
    parts = schema.pop("$defs")
    return {**schema, "$defs": {name: parts[name] for name in sorted(_used(schema, parts))}}


def _used(schema: dict[str, Any], parts: dict[str, Any]) -> set[str]:
    """Return the names of the parts that a schema refers to, directly or through other parts."""
    found: set[str] = set()
    open_ends = [schema]
    while open_ends:
        for part in _mappings(open_ends.pop()):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                open_ends.append(parts[name])
    return found


def _rooted(name: str, lang: Language) -> dict[str, Any]:
    _, together = models_json_schema([(ScenarioFile, "validation"), (PolicyFile, "validation")])
    parts: dict[str, Any] = together["$defs"]
    for part in _mappings(parts):
        _put_into_language(part, lang)
    _add_known_names(parts, lang)
    root = parts.pop(name)
    return {"$schema": _DRAFT, **root, "title": translate(lang, _TITLES[name]), "$defs": parts}


def _put_into_language(part: dict[str, Any], lang: Language) -> None:
    is_said = part.pop(SAID, False)
    if isinstance(part.get("description"), str):
        if is_said:
            part["description"] = translate(lang, part["description"])
        elif lang != "en":
            del part["description"]  # what the code says about itself


def _mappings(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for inner in list(part.values()):
            yield from _mappings(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _mappings(inner)


def _add_known_names(parts: dict[str, Any], lang: Language) -> None:
    fields, rival = parts["ScenarioFile"]["properties"], parts["RivalEntry"]["properties"]
    for policy in (fields["policies"]["items"], rival["policy"]):
        _suggest(policy, catalogue.policy_names())
    for profile in (fields["profile"], rival["profile"]):
        _suggest(profile, catalogue.profile_names())
    fields["parameters"] = {**fields["parameters"], **_parameters(lang)}


def _suggest(schema: dict[str, Any], names: list[str]) -> None:
    """Add names that exist to what may also be any text."""
    for choice in schema.get("oneOf", schema.get("anyOf", [])):
        if choice.get("type") == "string":
            choice.clear()
            choice.update({"anyOf": [{"enum": names}, {"type": "string"}]})


def _parameters(lang: Language) -> dict[str, Any]:
    known = {}
    for name, entry in catalogue.parameters().items():
        about: dict[str, Any] = {"type": "number"}
        if "range" in entry:
            about["minimum"], about["maximum"] = entry["range"]
        about["description"] = catalogue.meaning(entry, lang)
        known[name] = about
    return {"properties": known}

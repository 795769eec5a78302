"""What comes with the program: policies, profiles and the model's parameters, read once and safely."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from followersim.scenario.checking import closest
from followersim.scenario.errors import Message, shown
from followersim.scenario.yaml_reader import Document, read_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from followersim.scenario.vocabulary import Language

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _package() -> Traversable:
    # not resources.files("followersim.model"): that would import the model and everything heavy behind it
    return resources.files("followersim")


@cache
def _names(folder: str) -> tuple[str, ...]:
    entries = _package().joinpath(folder)
    if not entries.is_dir():
        return ()
    names = (entry.name.removesuffix(".yaml") for entry in entries.iterdir() if entry.name.endswith(".yaml"))
    return tuple(sorted(names))


def policy_names() -> list[str]:
    """Return the names of the built-in policies, sorted."""
    return list(_names("policies"))


def profile_names() -> list[str]:
    """Return the names of the built-in company profiles, sorted."""
    return list(_names("profiles"))


@cache
def _built_in(folder: str, name: str) -> Document:
    with resources.as_file(_package().joinpath(folder, f"{name}.yaml")) as path:
        return read_document(Path(path), f"{folder}/{name}.yaml")


def policy_document(name: str) -> Document:
    """Return the file of a built-in policy; `name` must be one of `policy_names()`."""
    return _built_in("policies", name)


def profile_document(name: str) -> Document:
    """Return the file of a built-in profile; `name` must be one of `profile_names()`."""
    return _built_in("profiles", name)


def _of_model(name: str) -> dict[str, Any]:
    """Return the content of a file of the model room; nothing if there is none."""
    with resources.as_file(_package().joinpath("model", name)) as path:
        if not path.is_file():
            return {}
        content: dict[str, Any] = yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 - both choices are safe
    return content


@cache
def _parameters() -> dict[str, Any]:
    content = _of_model("parameters.yaml")
    return {key: content.get(key) or {} for key in ("parameters", "tables", "mechanisms")}


@cache
def parameter_guide() -> dict[str, Any]:
    """Return what stands around the parameters: `bases`, `units`, `chapters` (texts in both languages), `sections`.

    `sections` maps files of the model to the sections of docs/odd.md that describe them.
    """
    return _of_model("parameter_guide.yaml")


@cache
def sources() -> dict[str, dict[str, Any]]:
    """Return what the sources of parameters refer to, by the name used there: `authors`, `year`, `title`, `link`.

    The year is None where the source bears none, the link where none is known for certain.
    """
    return _of_model("sources.yaml")


def parameters_file() -> dict[str, Any]:
    """Return the content of `parameters.yaml`: the keys `parameters`, `tables`, `mechanisms` (a copy)."""
    return deepcopy(_parameters())


@cache
def parameters() -> dict[str, dict[str, Any]]:
    """Return every parameter by the name a scenario uses; cells of tables are `table.row.column`.

    Each has `value`, `unit`, `range`, `chapter`, `meaning`, `source`, and unless that is `assumption`, `basis` and
    `note`; a cell takes over what its column says, and has the `title` of its row.
    """
    found: dict[str, dict[str, Any]] = dict(_parameters()["parameters"])
    for table, content in _parameters()["tables"].items():
        for row, cells in content["rows"].items():
            for column, about in content["columns"].items():
                origin = cells.get("cells", {}).get(column) or (cells if "source" in cells else about)
                found[f"{table}.{row}.{column}"] = {
                    **{key: about[key] for key in ("unit", "range", "meaning") if key in about},
                    **{key: origin[key] for key in ("source", "basis", "note") if key in origin},
                    "value": cells[column],
                    "chapter": content["chapter"],
                    "title": cells["title"],
                }
    return found


ASSUMPTION: Final = "assumption"
"""The source of a parameter for which none was found."""


def basis(entry: Mapping[str, Any]) -> str:
    """Return how well a parameter is founded: `published`, `fitted`, `direction` or `assumption`."""
    return ASSUMPTION if entry["source"] == ASSUMPTION else str(entry["basis"])


def cited(entry: Mapping[str, Any]) -> list[str]:
    """Return the names of the sources of a parameter, as in `sources()`; none for an assumption."""
    return [] if entry["source"] == ASSUMPTION else str(entry["source"]).split("; ")


@cache
def mechanisms() -> dict[str, dict[str, Any]]:
    """Return what can be switched off to find causes, by name: `kind`, `needs`, `title`, `meaning`, `neutral`.

    The kind is "cause" for what answers to something that the company does, else "amplifier". `neutral` maps names of
    parameters to the values at which the mechanism does nothing; rows of tables that the file sums up
    (`table.*.column`, `table.row|row.column`) are spelt out. `needs` names a column of the daily table: without it, a
    scenario cannot have the mechanism; None: it is always possible.
    """
    found = {}
    for name, about in _parameters()["mechanisms"].items():
        neutral = {cell: float(value) for key, value in about["neutral"].items() for cell in _cells(key)}
        found[name] = {"kind": "cause", "needs": None, **about, "neutral": neutral}
    return found


def _cells(key: str) -> list[str]:
    """Return the parameters that a key with summed up rows stands for."""
    if key.count(".") != 2:
        return [key]
    table, rows, column = key.split(".")
    names = _parameters()["tables"][table]["rows"] if rows == "*" else rows.split("|")
    return [f"{table}.{row}.{column}" for row in names]


def meaning(entry: dict[str, Any], lang: Language) -> str:
    """Return what a parameter means, in a language if it is written in it."""
    about = entry.get("meaning") or ""
    if isinstance(about, dict):
        about = about.get(lang) or about.get("en") or ""
    return str(about)


def check_parameter(name: str, value: object) -> tuple[Message, Message | None] | None:
    """Return what is wrong with a change to a parameter, with advice; nothing if it is fine."""
    known = parameters()
    if name not in known:
        return Message("unknown_parameter", {"name": shown(name)}), closest(name, list(known)) or Message(
            "list_parameters"
        )
    entry = known[name]
    low, high = entry.get("range", (-1e300, 1e300))
    gaps = {"found": shown(value), "low": low, "high": high, "usual": entry.get("value")}
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Message("wrong_number", gaps), None
    if not low <= value <= high:
        return Message("wrong_range", gaps), Message("usual_value", gaps)
    return None

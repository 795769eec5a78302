"""Checking plain data against a schema, and turning what is wrong into problems with file, line, key and advice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, Tag, ValidationError

from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.suggest import alike
from followersim.scenario.sweep_file import CSV, GRID, POINTS, SAMPLE
from followersim.scenario.vocabulary import NAMED, WRITTEN_OUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.scenario.yaml_reader import Document, Place

M = TypeVar("M", bound=BaseModel)

# kinds of error that the schema's own checks raise; their names are names of messages
_OWN: Final = frozenset(
    {
        "control_characters", "csv_name", "date", "date_range", "event_hour", "event_time", "followers", "hours",
        "hours_order", "line_length", "mix_empty", "name_formula", "name_length", "name_markup", "name_path",
        "number", "point_empty", "range", "rival_main", "segment", "segments_empty", "span", "span_order",
        "sweep_value", "text", "text_length", "weekdays", "whole_number", "worlds",
    }
)  # fmt: skip
_MARKS: Final = frozenset({NAMED, WRITTEN_OUT, GRID, POINTS, CSV, SAMPLE})
_MOST_EXPLAINED: Final = 200
_SHAPES: Final = {
    "model_type": "mapping",
    "dict_type": "mapping",
    "model_attributes_type": "mapping",
    "list_type": "list",
    "tuple_type": "list",
    "string_type": "text",
    "bool_type": "true_or_false",
    "bool_parsing": "true_or_false",
}
_ADVICE: Final = {
    "date": "write_date",
    "name_formula": "name_start",
    "name_markup": "name_brackets",
    "name_path": "name_dots",
    "control_characters": "remove_characters",
    "hours": "write_hours",
    "hours_order": "write_hours",
    "weekdays": "write_weekdays",
    "event_time": "event_time_advice",
    "text": "use_quotes",
    "csv_name": "csv_form",
    "point_empty": "point_value",
    "span": "span_form",
    "rival_main": "rival_main_advice",
}


def check(model: type[M], data: object, document: Document, place: Place = ()) -> M:
    """Return `data` as `model`; raise `ScenarioError` with every problem, placed in the document below `place`."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ScenarioError(problems_in(error, model, data, lambda inner: (document, (*place, *inner)))) from None


def problems_in(
    error: ValidationError, model: type[BaseModel], data: object, where: Callable[[Place], tuple[Document, Place]]
) -> list[Problem]:
    """Translate a schema's complaints; `where` says in which document a part of `data` was written, and where."""
    problems: list[Problem] = []
    faults = [fault for fault in error.errors(include_url=False) if not _is_echo(dict(fault))]
    for fault in faults[:_MOST_EXPLAINED]:
        inner = _place_in(data, fault["loc"])
        message, advice = _explain(dict(fault), model)
        document, place = where(inner)
        problems.append(document.problem(place, message, advice))
    return problems


def _is_echo(fault: dict[str, Any]) -> bool:
    """Say whether a complaint only follows from another one: a list is not short because an entry is wrong."""
    if fault["type"] == "default_factory_not_called":
        return True
    found = fault.get("input")
    return fault["type"] == "too_short" and isinstance(found, list | tuple) and len(found) > 0


def _place_in(data: object, location: tuple[int | str, ...]) -> Place:
    """Drop the steps that name alternatives of the schema and keep those that exist in the data."""
    steps: list[str | int] = []
    for number, step in enumerate(location):
        if step in _MARKS and not (isinstance(data, dict) and step in data):
            continue
        last = number == len(location) - 1
        if isinstance(data, dict) and (step in data or last):
            data = data.get(step)
        elif isinstance(data, list | tuple) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif not (last and isinstance(step, str)):
            continue
        steps.append(step)
    return tuple(steps)


def _explain(fault: dict[str, Any], model: type[BaseModel]) -> tuple[Message, Message | None]:
    kind, found, gaps = fault["type"], fault.get("input"), dict(fault.get("ctx") or {})
    gaps["found"] = shown(found)
    match kind:
        case "extra_forbidden":
            explained = _unknown_key(fault["loc"], _keys_allowed(model, fault["loc"]), found)
        case "missing":
            explained = Message("missing", {"name": fault["loc"][-1]}), Message("add_key", {"name": fault["loc"][-1]})
        case "literal_error":
            explained = _wrong_choice(found, str(gaps.get("expected", "")))
        case "too_long" | "too_short":
            explained = _wrong_length(kind, found, gaps)
        case "model_type" if fault["loc"][-1:] == (WRITTEN_OUT,):
            what = "expected_policy" if {"policies", "policy"} & {*fault["loc"]} else "expected_profile"
            explained = Message(what, gaps), None
        case _ if kind in _SHAPES:
            explained = Message(f"expected_{_SHAPES[kind]}", gaps), _shape_advice(kind, found, fault["loc"])
        case _ if kind in _OWN:
            explained = Message(f"wrong_{kind}", gaps), _number_advice(kind, found, gaps) or _advice(kind, gaps)
        case _:
            explained = Message("wrong_value", gaps), None
    return explained


def _shape_advice(kind: str, found: object, place: tuple[int | str, ...]) -> Message | None:
    if kind == "string_type" and found is not None:
        return Message("use_quotes")
    if kind == "dict_type" and POINTS in place:
        return Message("point_value")
    return Message("sweep_points_key") if place[-1:] == (GRID,) and isinstance(found, list) else None


def _advice(kind: str, gaps: dict[str, Any]) -> Message | None:
    if kind == "segment":
        return closest(str(gaps["name"]), str(gaps["known"]).split(", "))
    if kind == "worlds" and isinstance(gaps["found"], str):
        return closest(gaps["found"].strip('"'), ["auto"])
    return Message(_ADVICE[kind], gaps) if kind in _ADVICE else None


def _unknown_key(place: tuple[int | str, ...], allowed: list[str], found: object) -> tuple[Message, Message | None]:
    name = str(place[-1])
    advice = closest(name, allowed)
    if {POINTS, CSV, SAMPLE} & {*place} and (advice is None or isinstance(found, list)):
        advice = Message("sweep_alone")
    if advice is None and found is None:  # {en: well meant, slowly approved}: YAML ends the text at the comma
        advice = Message("comma_in_braces")
    return Message("unknown_key", {"name": name, "allowed": ", ".join(allowed)}), advice


def closest(name: str, known: list[str]) -> Message | None:
    """Return "did you mean ...?" if something known looks like `name`."""
    near = alike(name, known)
    return Message("did_you_mean", {"name": near[0]}) if near else None


def _wrong_choice(found: object, expected: str) -> tuple[Message, Message | None]:
    allowed = re.findall(r"'([^']*)'", expected)
    gaps = {"found": shown(found), "allowed": ", ".join(allowed)}
    return Message("wrong_choice", gaps), closest(found, allowed) if isinstance(found, str) else None


def _wrong_length(kind: str, found: object, gaps: dict[str, Any]) -> tuple[Message, Message | None]:
    if kind == "too_short":
        return Message("list_too_short", {"least": gaps.get("min_length", 1)}), None
    count = len(found) if isinstance(found, list | tuple | dict) else gaps.get("actual_length", "?")
    return Message("list_too_long", {"most": gaps.get("max_length", "?"), "count": count}), None


def _number_advice(kind: str, found: object, gaps: dict[str, Any]) -> Message | None:
    """Advise on numbers written as people write them, but YAML does not read them."""
    if kind in {"whole_number", "worlds"} and isinstance(found, float):
        return Message("thousands")
    if kind == "range" and gaps.get("high") == 1 and isinstance(found, int | float) and 1 < found <= 100:
        return Message("as_share", {"found": found, "share": f"{found / 100:g}"})
    if kind in {"number", "whole_number", "worlds"} and isinstance(found, str):
        return _spelling_advice(found, is_whole=kind != "number")
    return None


def _spelling_advice(found: str, *, is_whole: bool) -> Message | None:
    plain = found.strip().removesuffix("%").strip()
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+", plain):
        return Message("write_number", {"number": plain.replace(",", "")})
    if not re.fullmatch(r"-?\d{1,15}([.,]\d{1,15})?", plain):
        return None
    if is_whole and not plain.removeprefix("-").isdigit():
        return None  # no spelling makes it whole
    plain = plain.replace(",", ".")
    if "%" in found:
        return Message("write_number", {"number": f"{float(plain) / 100:g}"})
    return Message("write_number" if "," in found else "remove_quotes", {"number": plain})


def _keys_allowed(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """Return the keys that the schema knows at the place where an unknown one was found."""
    current: Any = model
    for step in location[:-1]:
        current = _step_into(current, step)
    fields = getattr(model_in(current), "model_fields", {})
    return list(fields)


def _step_into(kind: Any, step: int | str) -> Any:
    if step in _MARKS:
        return next((choice for choice in getattr(kind, "__args__", ()) if Tag(str(step)) in _remarks(choice)), kind)
    fields = getattr(model_in(kind), "model_fields", {})
    return fields[step].annotation if step in fields else kind


def _remarks(kind: Any) -> tuple[Any, ...]:
    return tuple(getattr(kind, "__metadata__", ()))


def model_in(kind: Any) -> type[BaseModel] | None:
    """Return the model class inside an annotation like `tuple[A | B, ...]`; mappings are the only models there."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    found = (model_in(inner) for inner in getattr(kind, "__args__", ()))
    return next((model for model in found if model is not None), None)

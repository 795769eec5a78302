"""What `sweep` in a scenario file may say: a grid of values, a list of points, a CSV file, or a sample of ranges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Strict, Tag
from pydantic_core import PydanticCustomError, core_schema

from followersim.locale import N_
from followersim.scenario.fields import Between, Frozen, about

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

MOST_POINTS: Final = 100_000
MOST_GRID_KEYS: Final = 4
MOST_KEYS: Final = 50
GRID, POINTS, CSV, SAMPLE = "=grid", "=points", "=csv", "=sample"
"""How the schema tells the kinds of sweeps apart; these marks turn up in the places of errors."""

_MARKS: Final = {"points": POINTS, "csv": CSV, "sample": SAMPLE, "size": SAMPLE, "ranges": SAMPLE}
_LARGEST: Final = 1e15

SampleMethod = Literal["latin_hypercube", "sobol"]


def kind_of(said: object) -> str:
    """Return the mark of the kind of sweep that is meant."""
    if isinstance(said, dict):
        return next((mark for key, mark in _MARKS.items() if key in said), GRID)
    for mark, model in ((POINTS, Points), (CSV, PointsInCsv), (SAMPLE, Sample)):
        if isinstance(said, model):
            return mark
    return GRID


def _check_value(value: object) -> Any:
    words = isinstance(value, list | tuple) and bool(value) and all(isinstance(word, str) for word in value)
    if not words and not isinstance(value, bool | int | float | str):
        raise PydanticCustomError("sweep_value", "sweep value")
    if isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("sweep_value", "sweep value")
    return value


class _Value:
    """Tells editors what a sweep goes over."""

    @staticmethod
    def __get_pydantic_json_schema__(schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        del schema, handler
        words = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        return {"anyOf": [{"type": "number"}, {"type": "string"}, {"type": "boolean"}, words]}


class _NoMarks:
    """Tells editors that the words which mark the other kinds of sweeps are no keys of a grid."""

    @staticmethod
    def __get_pydantic_json_schema__(schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "propertyNames": {"not": {"enum": list(_MARKS)}}}


SweepValue = Annotated[Any, AfterValidator(_check_value), _Value()]
Grid = Annotated[
    dict[str, Annotated[list[SweepValue], Field(min_length=1, max_length=MOST_POINTS)]],
    Field(max_length=MOST_GRID_KEYS),
    _NoMarks(),
]


def _at_least_one_key(value: object) -> object:
    if value == {}:
        raise PydanticCustomError("point_empty", "nothing changed")
    return value


class Points(Frozen):
    """A list of points, each of which says the same keys."""

    points: Annotated[
        list[Annotated[dict[str, SweepValue], Field(max_length=MOST_KEYS), BeforeValidator(_at_least_one_key)]],
        Field(min_length=1, max_length=MOST_POINTS),
        about(N_("one mapping of dotted keys to values for each point")),
    ]


def _check_csv_name(name: str) -> str:
    if not name.lower().endswith((".csv", ".tsv")):
        raise PydanticCustomError("csv_name", "name of a table")
    return name


class PointsInCsv(Frozen):
    """The points stand in a CSV file: keys in its first line, one point in each further one."""

    csv: Annotated[
        Annotated[str, Strict(), AfterValidator(_check_csv_name)],
        about(
            N_("a CSV file: dotted keys in the first line, then one point a line"),
        ),
    ]


class Span:
    """Two numbers, the smaller one first."""

    @staticmethod
    def check(value: object) -> tuple[float, float]:
        """Return both numbers as they were written; raise an error that says what is expected."""
        match value:
            case [int() | float() as low, int() | float() as high]:
                pass
            case _:
                raise PydanticCustomError("span", "two numbers")
        if isinstance(low, bool) or isinstance(high, bool):
            raise PydanticCustomError("span", "two numbers")
        if not (abs(low) <= _LARGEST and abs(high) <= _LARGEST):  # also what is no number at all
            raise PydanticCustomError("span", "two numbers")
        if low >= high:
            raise PydanticCustomError("span_order", "order", {"low": low, "high": high})
        return low, high

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}


class Sample(Frozen):
    """Points that fill ranges evenly."""

    sample: Annotated[SampleMethod, about(N_("how the points are chosen"))]
    size: Annotated[Annotated[int, Between(1, MOST_POINTS, whole=True)], about(N_("number of points"))]
    ranges: Annotated[
        dict[str, Annotated[tuple[float, float], Span()]],
        Field(min_length=1, max_length=MOST_KEYS),
        about(
            N_("dotted key: [low, high]; whole numbers only if both are written as whole numbers"),
        ),
    ]


SweepFile = Annotated[
    Annotated[Grid, Tag(GRID)]
    | Annotated[Points, Tag(POINTS)]
    | Annotated[PointsInCsv, Tag(CSV)]
    | Annotated[Sample, Tag(SAMPLE)],
    Discriminator(kind_of),
]

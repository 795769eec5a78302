"""The points of a sweep: all combinations of a grid, a list, a CSV file, or a sample of ranges.

Whether a value is possible is not said here: that shows when the cases of its point are built.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from followersim.scenario.changes import Change, head_is_known, known_keys, steps_of, takes_fractions
from followersim.scenario.checking import closest
from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.points_csv import read_table
from followersim.scenario.sampling import spread
from followersim.scenario.sweep_file import MOST_POINTS, Points, PointsInCsv, Sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from followersim.scenario.yaml_reader import Document, Place

    Where = Callable[[int, str], tuple[Document, Place]]
    """Says where the value of a key at a point (by number, from 0) was written."""

    Range = tuple[float, float]

Point = dict[str, Any]


@dataclass(frozen=True)
class Sweep:
    """The points, in order, and the distinct values of each key, in the order in which they first come.

    A sweep without keys has one point, at which nothing changes. `hints` are about what is possible, but hardly meant;
    `by_chance` says whether another seed gives other points.
    """

    points: list[Point]
    values: dict[str, list[Any]]
    where: Where
    is_grid: bool = True
    by_chance: bool = False
    hints: tuple[Problem, ...] = ()

    def changes(self, number: int) -> Iterator[Change]:
        """Yield what changes at a point."""
        for key, value in self.points[number].items():
            yield Change(key, value, *self.where(number, key))

    def advised(self, problem: Problem) -> Problem:
        """Return a problem at one of the points with advice that fits: in a sample, nobody wrote the value itself."""
        name = problem.message.name
        if not self.by_chance or name not in {"wrong_whole_number", "wrong_range"}:
            return problem
        advice = "write_whole_span" if name == "wrong_whole_number" else "fit_span"
        return replace(problem, suggestion=Message(advice))

    def written_out(self) -> dict[str, Any]:
        """Return the sweep as a scenario could say it without other files and without chance."""
        if self.is_grid:
            return {key: list(values) for key, values in self.values.items()}
        return {"points": [dict(point) for point in self.points]}


def read_sweep(said: dict[str, list[Any]] | Points | PointsInCsv | Sample, document: Document, seed: int) -> Sweep:
    """Return the sweep that a scenario's document says; raise `ScenarioError` with everything that is wrong with it."""
    match said:
        case Points():
            return _listed(said.points, document)
        case PointsInCsv():
            return _from_csv(said.csv, document)
        case Sample():
            return _sampled(said, document, seed)
        case _:
            return _grid(said, document)


def _grid(values: dict[str, list[Any]], document: Document) -> Sweep:
    problems = []
    for key, listed in values.items():
        if (fault := _key_fault(key, listed)) is not None:
            problems.append(document.problem(("sweep", key), *fault))
        seen: set[tuple[object, ...]] = set()
        for number, value in enumerate(listed):
            if (same := _identity(value)) in seen:
                message = Message("sweep_twice", {"found": shown(value)})
                problems.append(document.problem(("sweep", key, number), message))
            seen.add(same)
    count = math.prod(len(listed) for listed in values.values())
    if count > MOST_POINTS:
        gaps = {"count": count, "most": MOST_POINTS}
        problems.append(document.problem(("sweep",), Message("too_many_points", gaps)))
    if problems:
        raise ScenarioError(problems)
    points = [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]
    return Sweep(points, values, lambda _number, key: (document, ("sweep", key)))


def _listed(points: list[Point], document: Document) -> Sweep:
    keys, below = list(points[0]), ("sweep", "points")
    problems = []
    for number, point in enumerate(points):
        place = (*below, number)
        more = [key for key in point if key not in points[0]]
        for key in more:
            advice = closest(key, keys) or Message("point_keys")
            problems.append(document.problem((*place, key), Message("point_more", {"name": key}), advice))
        for key in keys if not more else ():  # a misspelt key is missing, too, but that need not be said
            if key not in point:
                message = Message("point_lacks", {"name": key})
                problems.append(document.problem(place, message, Message("point_keys")))
    if problems:
        raise ScenarioError(problems)
    ordered = [{key: point[key] for key in keys} for point in points]
    return _of_points(
        ordered,
        whole=lambda number: (document, (*below, number)),
        where=lambda number, key: (document, (*below, number, key)),
        name=lambda number: Message("point_number", {"number": number + 1}),
    )


def _from_csv(name: str, document: Document) -> Sweep:
    path = document.folder / name
    try:
        table = read_table(path)
    except ScenarioError as error:
        if error.problems[0].message.name != "no_such_file":
            raise
        advice = error.problems[0].suggestion
        advice = advice if advice and advice.name == "did_you_mean" else Message("csv_place")
        place = ("sweep", "csv")
        raise ScenarioError([document.problem(place, Message("no_csv_file", {"name": path}), advice)]) from None
    return _of_points(
        table.data,
        whole=lambda number: (table, (number,)),
        where=lambda number, key: (table, (number, key)),
        name=lambda number: Message("line", {"line": table.line((number,))}),
    )


def _of_points(
    points: list[Point], whole: Callable[[int], tuple[Document, Place]], where: Where, name: Callable[[int], Message]
) -> Sweep:
    """Return the sweep over some points with the same keys. `whole` says where a point stands, `name` calls it."""
    values = {key: _distinct(point[key] for point in points) for key in points[0]}
    problems = []
    for key, listed in values.items():
        if (fault := _key_fault(key, listed)) is not None:
            document, place = where(0, key)
            problems.append(document.problem(place, *fault))
    first: dict[tuple[object, ...], int] = {}
    for number, point in enumerate(points):
        before = first.setdefault(tuple(_identity(value) for value in point.values()), number)
        if before != number:
            document, place = whole(number)
            message = Message("point_twice", {"first": name(before)})
            problems.append(document.problem(place, message, Message("remove_point")))
    if problems:
        raise ScenarioError(problems)
    return Sweep(points, values, where, is_grid=False)


def _sampled(said: Sample, document: Document, seed: int) -> Sweep:
    problems = [
        document.problem(("sweep", "ranges", key), *fault)
        for key in said.ranges
        if (fault := _key_fault(key, ())) is not None
    ]
    if problems:
        raise ScenarioError(problems)
    try:
        rows = spread(said.sample, said.size, len(said.ranges), seed)
    except ImportError:
        place = ("sweep", "sample")
        raise ScenarioError(
            [document.problem(place, Message("sampling_missing"), Message("install_sampling"))]
        ) from None
    points: dict[tuple[object, ...], Point] = {}
    for row in rows:
        point = {key: _value_in(span, part) for (key, span), part in zip(said.ranges.items(), row, strict=True)}
        points.setdefault(tuple(point.values()), point)  # whole numbers may come out twice
    kept = list(points.values())
    return Sweep(
        kept,
        {key: _distinct(point[key] for point in kept) for key in said.ranges},
        lambda _number, key: (document, ("sweep", "ranges", key)),
        is_grid=False,
        by_chance=True,
        hints=tuple(_hints(said, document, len(kept))),
    )


def _is_whole(span: Range) -> bool:
    return isinstance(span[0], int) and isinstance(span[1], int)


def _value_in(span: Range, part: float) -> float:
    """Return the number that lies so far (0 to below 1) into a range; whole numbers are equally likely."""
    low, high = span
    if _is_whole(span):
        return low + math.floor(part * (high - low + 1))
    # so few digits that tables can be read, so many that no two points come together
    digits = max(0, 6 - math.floor(math.log10(high - low)))
    return min(max(round(low + part * (high - low), digits), float(low)), float(high)) + 0.0  # no -0.0


def _hints(said: Sample, document: Document, count: int) -> Iterator[Problem]:
    """Yield what is possible, but hardly meant; `count` is the number of different points."""
    if count < said.size:
        gaps = {"count": count, "size": said.size}
        yield document.problem(("sweep", "size"), Message("sample_repeats", gaps), Message("sample_or_grid"))
    if said.sample == "sobol" and said.size & (said.size - 1):
        below = 1 << (said.size.bit_length() - 1)
        advice = "take_power" if 2 * below <= MOST_POINTS else "take_lower_power"
        gaps = {"below": below, "above": 2 * below}
        yield document.problem(("sweep", "size"), Message("sobol_size", {"size": said.size}), Message(advice, gaps))
    for key, (low, high) in said.ranges.items():
        if _is_whole((low, high)) and takes_fractions(key):
            gaps = {"low": int(low), "high": int(high)}
            place = ("sweep", "ranges", key)
            yield document.problem(place, Message("whole_span", gaps), Message("write_span", gaps))


def _key_fault(key: str, values: Iterable[Any]) -> tuple[Message, Message] | None:
    """Return why a sweep cannot go over a key, with advice; nothing if it can."""
    if not head_is_known(key, sweep=True):
        return Message("unknown_sweep"), closest(key, known_keys(sweep=True)) or Message("sweep_keys")
    steps = steps_of(key)
    if steps[0] != "rivals":
        return None
    if steps[2:] in {("name",), ("title",)}:
        return Message("unknown_sweep"), Message("sweep_keys")
    for value in values:  # what a file says would not be part of the scenario written out
        if isinstance(value, str) and value.endswith((".yaml", ".yml")):
            return Message("sweep_file", {"name": shown(value)}), Message("sweep_built_in")
    return None


def _identity(value: Any) -> tuple[object, ...]:
    """Return what tells values apart: 1 and 1.0 are the same, 1 and true are not."""
    return isinstance(value, bool), tuple(value) if isinstance(value, list | tuple) else value


def _distinct(values: Iterable[Any]) -> list[Any]:
    return list({_identity(value): value for value in values}.values())

"""The values behind the pictures, for the script of the page: what it shows on hover, and single runs one by one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.analysis.grids import lie_anywhere
from followersim.charts import theme
from followersim.charts.feedback import MOST_PANELS, bin_days, panels_of
from followersim.charts.growth import curves_of, difference_bands, shown_runs
from followersim.charts.sweeps import most_points, panels_of_points
from followersim.report.html.pictures import POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from followersim.analysis.frames import Block
    from followersim.charts.growth import Curve
    from followersim.charts.page import Chart
    from followersim.report.results import Results

    Values = NDArray[np.float64]

_POINTS_OF_A_SWEPT_LINE: Final = 61
_ESCAPES: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def as_script(data: Any) -> str:
    """Return data as JSON that can stand in a script element: nothing in it ends that element or begins another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def values_of(results: Results, growth: Chart, feedback: Chart, lang: str) -> dict[str, Any]:
    """Return the values of both charts over time; empty where a chart shows no days.

    Places are given in the coordinates of the pictures: a box is left, top, width, height.
    """
    blocks = results.blocks()
    numbers: dict[str, int] = {}
    for block in blocks:
        numbers.setdefault(block.policy, len(numbers))
    if lie_anywhere(results.scenario):
        return {}
    points = panels_of_points(blocks)
    if len(points) > 1:
        shown = points[: most_points("growth", len(numbers))]
        panels = [_swept_panel(growth, n, point.blocks, numbers, lang) for n, point in enumerate(shown)]
        return {"growth": [panel for panel in panels if panel]}
    first = list(points[0].blocks)
    return {
        "runs": _runs(first),
        "growth": _growth_panels(growth, first, numbers, lang),
        "feedback": _feedback_panels(feedback, first, lang),
    }


def _runs(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Return the single runs that are drawn: their numbers and the strongest wind force under each policy."""
    n = shown_runs(len(blocks), len(blocks[0].worlds))
    winds = [next(block.parts(n)).measure("wind_force").max(axis=1).astype(int) for block in blocks]
    return [
        {"world": int(world), "wind": [int(wind[k]) for wind in winds]}
        for k, world in enumerate(blocks[0].worlds[:n].tolist())
    ]


def _axes(chart: Chart, gid: str) -> Axes | None:
    return next((axes for axes in chart.axes if axes.get_gid() == gid), None)


def _place(axes: Axes) -> dict[str, Any]:
    """Return where a panel is, and what its edges mean."""
    box = axes.get_position()
    width, height = theme.WIDTH * POINTS, theme.HEIGHT * POINTS
    place = (box.x0 * width, (1 - box.y1) * height, box.width * width, box.height * height)
    return {
        "box": [round(float(value), 1) for value in place],
        "x": [float(value) for value in axes.get_xlim()],
        "y": [float(value) for value in axes.get_ylim()],
    }


def _growth_panels(chart: Chart, blocks: Sequence[Block], numbers: dict[str, int], lang: str) -> list[dict[str, Any]]:
    axes = _axes(chart, "growth")
    if axes is None:
        return []
    curves = curves_of(blocks, numbers, lang)
    panels = [{**_place(axes), "kind": "growth", "days": _whole(curves[0].days), "lines": _lines(curves)}]
    base = next((curve for curve in curves if curve.block.case.baseline), None)
    below = _axes(chart, "difference")
    if base is not None and below is not None:
        lines = [
            {
                "policy": curve.number,
                **{name: _short(row) for name, row in zip(("median", "low", "high"), band, strict=True)},
            }
            for curve, band in difference_bands(curves, base)
        ]
        panels.append({**_place(below), "kind": "difference", "days": _whole(curves[0].days), "lines": lines})
    return panels


def _lines(curves: Sequence[Curve]) -> list[dict[str, Any]]:
    return [
        {
            "policy": curve.number,
            "start": int(curve.block.followers),
            "median": _whole(curve.median),
            "there": _whole(curve.block.followers + curve.median),
            "runs": [_whole(run) for run in curve.runs],
        }
        for curve in curves
    ]


def _swept_panel(
    chart: Chart, n: int, blocks: Sequence[Block], numbers: dict[str, int], lang: str
) -> dict[str, Any] | None:
    axes = _axes(chart, f"growth-{n}")
    if axes is None:
        return None
    curves = curves_of(blocks, numbers, lang, _POINTS_OF_A_SWEPT_LINE)
    lines = [{**line, "runs": []} for line in _lines(curves)]
    return {**_place(axes), "kind": "growth", "days": _whole(curves[0].days), "lines": lines}


def _feedback_panels(chart: Chart, blocks: Sequence[Block], lang: str) -> list[dict[str, Any]]:
    found = []
    n_runs = shown_runs(len(blocks), len(blocks[0].worlds))
    for n, (block, panel) in enumerate(zip(blocks[:MOST_PANELS], panels_of(blocks[:MOST_PANELS], lang), strict=True)):
        axes = _axes(chart, f"feedback-{n}")
        if axes is None:
            continue
        starts = np.arange(0, block.n_days, bin_days(block.n_days))
        some = next(block.parts(n_runs))
        line: dict[str, Any] = {"policy": n}
        for name, flow in (("praise", panel.praise), ("criticism", panel.criticism)):
            runs = np.add.reduceat(some.measure(f"n_{name}"), starts, axis=1)
            days = np.diff(np.append(starts, block.n_days))
            line[name] = {"mean": _few(flow.mean), "high": _few(flow.high), "runs": [_few(run / days) for run in runs]}
        found.append({**_place(axes), "kind": "feedback", "days": _whole(panel.edges), "lines": [line]})
    return found


def _whole(values: Values) -> list[int]:
    return [round(value) for value in values.tolist()]


def _short(values: Values) -> list[float]:
    """Return differences with as many decimals as the labels of the chart have."""
    return [
        round(value) if abs(value) >= 10 or value == round(value) else round(value, 1 if abs(value) >= 1 else 2)
        for value in values.tolist()
    ]


def _few(values: Values) -> list[float]:
    """Return values with as many decimals as anybody reads, whole ones without."""
    rounded = (round(float(value), 2) for value in values.tolist())
    return [int(value) if value == int(value) else value for value in rounded]

"""Charts that only sweeps have: heat map, regimes, and points that lie anywhere. They keep the rules of all charts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from followersim import charts
from followersim.analysis.best import CRITERIA, best_of_daily
from followersim.analysis.grids import grid_of
from followersim.analysis.regimes import Regime, regime_of
from followersim.analysis.summary import summarise
from followersim.analysis.words import titles, value_words
from followersim.charts import heatmap, maps, regimes, saving, theme
from followersim.charts.page import Box
from followersim.charts.text import clean
from followersim.charts.ticks import value_ticks
from followersim.locale.numbers import percent
from followersim.scenario.vocabulary import CHARTS, THEMES
from tests.charts import checking
from tests.charts.cases import LONG
from tests.charts.checking import texts_of, words_of
from tests.synthetic import HARSH, NEIGHBOUR, POLICIES, WELL, Event, Policy, Scenario, make_daily

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from followersim.charts.page import Chart

EARLY = (Event(day=2),)
HOSTILE = (
    Policy("=1+1", "Calm $x_1$ & <b>50%</b> \\frac{1}{2}", 0.1, 3.0),
    Policy("emoji", "</title><script>alert(1)</script> \U0001f525 \u4f60\u597d \ud83d \u202eRTL", 0.6, 2.3),
)
TEXTS = ["oldest_first", "hottest_first; <b>$x$", "\U0001f525 " + "long " * 20]


def grid(across: Sequence[Any], up: Sequence[Any], keys: Sequence[str] = ("team.members", "profile.publicity")) -> Any:
    return [dict(zip(keys, (x, y), strict=True)) for x in across for y in up]


def sample(size: int, *keys: str) -> Any:
    """Return points like those of a sample: whole numbers, numbers, words, yes or no, in turn."""
    rng = np.random.default_rng(len(keys))
    kinds = (
        lambda: int(rng.integers(1, 6)),
        lambda: float(rng.random()),
        lambda: TEXTS[rng.integers(3)],
        lambda: bool(rng.integers(2)),
        lambda: int(rng.integers(1000, 900_000)),
    )
    return [{key: kinds[n % len(kinds)]() for n, key in enumerate(keys)} for _ in range(size)]


def short(points: Any, **more: Any) -> Scenario:
    return Scenario(points=points, days=10, events=EARLY, **more)


GRIDS: dict[str, tuple[Scenario, int]] = {
    "two policies": (short(grid([1, 2, 4], [0.5, 1, 1.5])), 60),
    "one policy": (short(grid([1, 2, 4, 6], [0.5, 1, 1.5]), policies=(HARSH,)), 60),
    "twelve policies": (
        short(
            grid([1, 2], [3, 4]),
            policies=POLICIES + tuple(Policy(f"n{n}", f"Name {n}", 0.02 * n, 9.0) for n in range(4)),
        ),
        30,
    ),
    "long names": (short(grid([1, 2, 3], TEXTS, ("a_key_that_nobody_knows." * 3, "triage")), policies=LONG), 20),
    "hostile names": (short(grid(TEXTS, [True, False], ("$x$ <b>", "b")), policies=HOSTILE, question=None), 20),
    "one row": (short(grid([1000 * n for n in range(8)], [1])), 20),
    "many values": (short(grid([n / 8 for n in range(20)], [1000 * n for n in range(15)])), 20),
    "many values, one policy": (short(grid(range(30), range(10)), policies=(HARSH,)), 20),
    "very many values": (replace(short(grid([900_000 + n for n in range(52)], range(20))), days=4), 3),
    "calm": (short(grid([1, 2], [3, 4]), policies=(Policy("a", "Calm", 0), Policy("b", "Calm, too", 0))), 8),
}
CLOUDS: dict[str, tuple[Scenario, int]] = {
    "two keys": (short(sample(40, "team.members", "team.training"), is_grid=False), 30),
    "five keys": (
        short(sample(80, "team.members", "parameters.contagion", "triage", "b", "audience.people"), policies=POLICIES),
        20,
    ),
    "one policy": (short([{"team.training": n / 14} for n in range(14)], is_grid=False, policies=(HARSH,)), 20),
    "long names": (short(sample(30, "a", "a_key_that_nobody_knows." * 3, "c"), policies=LONG), 20),
    "hostile names": (short(sample(20, "$x$ <b>", "y", "z"), policies=HOSTILE, question=None), 4),
    "many points": (short(sample(400, "a", "b", "c"), policies=(WELL, HARSH)), 3),
}
_made: dict[str, tuple[Any, dict[str, Any]]] = {}


def made(case: str) -> tuple[Any, dict[str, Any], Scenario]:
    kind, _, name = case.partition(": ")
    scenario, worlds = (GRIDS if kind == "grid" else CLOUDS)[name]
    if case not in _made:
        daily = make_daily(scenario, worlds, point_effect=min(0.3, 2 / len(scenario.points)))
        _made[case] = (daily, summarise(daily, scenario))
    return *_made[case], scenario


LOOKS = [*(charts.look_of(name) for name in THEMES), charts.look_of(large_room=True)]


def drawn(case: str, chart: str, lang: str, look: theme.Look | None = None) -> Chart:
    return checking.drawn(charts.draw(chart, *made(case), lang, look=look))


def pixels_of(figure: Chart) -> NDArray[np.uint8]:
    assert isinstance(figure.canvas, FigureCanvasAgg)
    rendered: Any = figure.canvas
    rendered.draw()
    return np.asarray(rendered.buffer_rgba())[..., :3]


def hex_at(pixels: NDArray[np.uint8], x: float, y: float) -> str:
    """Return the colour of a pixel counted from the left and from the bottom."""
    return to_hex(pixels[round(1079 - y), round(x)] / 255)


# German is the longer language; English is drawn where names and numbers are plenty
IN_BOTH = ("two policies", "long names", "two keys")
EVERY = [
    (f"{kind}: {name}", chart, lang)
    for kind, cases, names in (("grid", GRIDS, charts.OF_GRIDS), ("cloud", CLOUDS, charts.OF_ALL))
    for name in cases
    for chart in names
    for lang in (("de", "en") if name in IN_BOTH else ("de",))
]


@pytest.mark.parametrize(
    ("case", "chart", "lang", "look"), [(*one, LOOKS[n % len(LOOKS)]) for n, one in enumerate(EVERY)], ids=str
)
def test_the_rules_of_all_charts_hold(case: str, chart: str, lang: str, look: theme.Look) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = drawn(case, chart, lang, look)
    scenario = made(case)[2]
    values = sorted({value_words(value, lang) for point in scenario.points for value in point.values()})
    assert checking.faults(figure, lang, list(titles(scenario, lang).values()), values) == []
    assert figure.heading in clean(figure.alt_text).replace("\u00a0", " ") or "…" in figure.heading
    assert len(saving.svg_bytes(figure)) < 1_000_000


def test_only_grids_over_two_keys_have_maps() -> None:
    assert charts.names() == ["growth", "feedback", "shitstorm"]
    assert charts.names(Scenario()) == charts.names()
    assert charts.names(made("grid: one row")[2]) == [name for name in CHARTS if name not in charts.ON_REQUEST]
    assert charts.names(made("cloud: two keys")[2]) == charts.names()
    assert charts.names(Scenario(points=[{"a": 1}, {"a": 2}])) == charts.names()
    with pytest.raises(ValueError, match="two keys"):
        charts.draw("heatmap", *made("cloud: two keys"), "en")


def test_the_scale_gets_darker_step_by_step() -> None:
    light = [theme.luminance(theme.ramp(n / 100)) for n in range(101)]
    assert all(before > after for before, after in pairwise(light))
    for n in range(101):
        fill = theme.ramp(n / 100)
        assert theme.contrast(theme.readable_on(fill), fill) >= 4.5
    assert theme.ramp(-1) == theme.ramp(0)
    assert theme.ramp(2) == theme.ramp(1)


@pytest.mark.parametrize(("lang", "sign"), [("en", "%"), ("de", " %")])
def test_each_cell_has_its_percentage_and_colour_on_one_scale(lang: str, sign: str) -> None:
    figure = drawn("grid: two policies", "heatmap", lang)
    _, summary, scenario = made("grid: two policies")
    found = grid_of(scenario.points)
    assert found is not None
    pixels, top = pixels_of(figure), heatmap.top_of(summary["results"])
    written = {
        (round(box.x0 + box.x1) // 2, round(box.y0 + box.y1) // 2): text.get_text() for text, box in texts_of(figure)
    }
    for n, policy in enumerate(("handles_criticism_well", "harsh_reply")):
        (axes,) = [axes for axes in figure.axes if axes.get_gid() == f"heatmap-{n}"]
        panel = axes.get_window_extent()
        for result in (r for r in summary["results"] if r["policy"] == policy):
            x, y = found.across.place(result["point"]), found.up.place(result["point"])
            wide, high = panel.width / 3, panel.height / 3
            share = result["shitstorm"]["share"]
            corner = hex_at(pixels, panel.x0 + x * wide + 8, panel.y0 + y * high + 8)  # numbers ascend upward
            assert corner == theme.ramp(share / top)
            middle = (panel.x0 + (x + 0.5) * wide, panel.y0 + (y + 0.5) * high)
            near = min(written, key=lambda spot: abs(spot[0] - middle[0]) + abs(spot[1] - middle[1]))
            assert written[near].replace("\u00a0", " ") == f"{round(100 * share)}{sign}"
            assert abs(near[0] - middle[0]) < 4
    assert [t for t in words_of(figure).splitlines() if t in {"0.5", "1.5", "0,5", "1,5"}] == (
        ["0.5", "1.5"] if lang == "en" else ["0,5", "1,5"]
    )
    assert "60" in words_of(figure)


def test_the_alternative_text_of_a_heat_map_counts() -> None:
    _, summary, _ = made("grid: two policies")
    text = drawn("grid: two policies", "heatmap", "en").alt_text
    for result in summary["results"]:
        k = result["shitstorm"]["k"]
        share = percent(result["shitstorm"]["share"], "en")
        count = f"{share}, in {k} of 60 runs" if k else "0%, in none of 60 runs"
        point = result["point"]
        assert (
            f"People in the team: {point['team.members']}; Publicity: {point['profile.publicity']:g}: {count}" in text
        )
    many = drawn("grid: many values", "heatmap", "de").alt_text
    assert len(many) < 3000
    assert "alle 300 Punkte stehen in summary.csv" in many


def test_every_nth_value_is_written_where_there_are_many() -> None:
    words = words_of(drawn("grid: many values", "heatmap", "en")).splitlines()
    assert {"0", "4,000", "12,000"} <= set(words)
    assert "1,000" not in words
    assert len(words) < 60
    assert "0%" in words  # the scale, since cells have no room for numbers


def test_cells_that_failed_stay_empty() -> None:
    daily, _, scenario = made("grid: two policies")
    rest = daily[~daily["point"].str.contains('"team.members":2')]
    summary = summarise(rest, scenario)
    for chart in charts.OF_GRIDS:
        figure = charts.draw(chart, rest, summary, scenario, "en")
        figure.canvas.draw()
        (axes,) = [axes for axes in figure.axes if axes.get_gid() == f"{chart}-0"]
        panel = axes.get_window_extent()
        middle = hex_at(pixels_of(figure), panel.x0 + panel.width / 2, panel.y0 + panel.height / 2)
        assert middle.upper() == theme.PAPER


def test_the_regimes_are_those_of_the_best_policies() -> None:
    daily, summary, scenario = made("grid: twelve policies")
    best = best_of_daily(daily, scenario)
    assert best is not None
    figure = drawn("grid: twelve policies", "regimes", "en")
    again = charts.draw("regimes", daily.head(0), summary, scenario, "en", best=best)
    assert again.alt_text == figure.alt_text
    found = grid_of(scenario.points)
    assert found is not None
    names = {policy.name: policy.name for policy in scenario.policies}
    panels = regimes.best_panels(found, best, names, "en")
    for criterion, panel in zip(CRITERIA, panels, strict=True):
        for point in best.points:
            tile = panel.tiles[found.across.place(point.point), found.up.place(point.point)]
            winner = point.verdicts[criterion].best
            assert tile == (regimes.unclear() if winner is None else regimes.tile_of(list(names).index(winner)))
    assert f"{best.comparisons} comparisons a map" in words_of(figure)


def test_colour_is_not_the_only_carrier() -> None:
    tiles = [regimes.tile_of(n) for n in range(12)]
    assert len({tile.words for tile in tiles}) == 12
    assert len({tile.pattern for tile in tiles[:4]}) == 4
    assert len({tile.fill for tile in tiles[:4]}) == 4
    assert all(tile.pattern for tile in tiles[4:])
    assert not regimes.unclear().words
    shades = [
        theme.luminance(regimes.regime_tile(Regime(name, open=False), 0.1, "en").fill)
        for name in ("quiet", "near", "explosive")
    ]
    assert shades[0] > 2 * shades[1] > 8 * shades[2]


def test_the_regimes_of_one_policy_say_what_is_open() -> None:
    figure = drawn("grid: one policy", "regimes", "en")
    _, summary, _ = made("grid: one policy")
    found = [regime_of(result["shitstorm"]) for result in summary["results"]]
    assert len({regime.open for regime in found}) == 2
    assert figure.alt_text.count(", open.") == sum(regime.open for regime in found)
    assert f"open at {sum(regime.open for regime in found)}" in figure.heading
    for words in ("quiet (< 5%)", "near-critical (5\u201350%)", "explosive (> 50%)", "open"):
        assert words in words_of(figure).splitlines()
    (axes,) = [axes for axes in figure.axes if axes.get_gid() == "regimes-0"]
    assert any(to_hex(patch.get_facecolor(), keep_alpha=True).endswith("00") for patch in axes.patches)  # hatching


@given(
    st.floats(0, 500), st.floats(0, 500), st.floats(5, 300), st.floats(5, 300),
    st.sampled_from([maps.SLASH, maps.BACKSLASH, maps.LINES, maps.CROSS]),
)  # fmt: skip
def test_patterns_stay_in_their_cell(left: float, top: float, wide: float, high: float, pattern: int) -> None:
    box = Box(left, top, wide, high)
    for stroke in maps.strokes_of(box, pattern):
        for x, y in stroke:
            assert box.left - 1e-6 <= x <= box.right + 1e-6
            assert box.top - 1e-6 <= y <= box.bottom + 1e-6
    assert not list(maps.strokes_of(box, 0))


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.sampled_from(["en", "de"]), st.integers(300, 1700))
def test_ticks_between_two_numbers(low: float, span: float, lang: str, room: int) -> None:
    high = low + span
    ticks, labels = value_ticks(low, high, lang, room)
    assert len(ticks) == len(labels) <= 6
    assert len(set(labels)) == len(labels)
    slack = 1e-6 * max(1, abs(low), abs(high))
    assert all(low - slack <= tick <= high + slack for tick in ticks)
    assert ticks == sorted(ticks)


def test_ticks_are_three_at_least_where_they_have_room() -> None:
    for low, high in ((0.0, 1.0), (0.52, 1.98), (3.0, 97.0), (-2.0, 1.0)):
        assert 3 <= len(value_ticks(low, high, "en", 600)[0]) <= 6
    assert value_ticks(2.0, 2.0, "en", 500) == ([2.0], ["2"])


def test_marks_are_the_data() -> None:
    figure = drawn("cloud: two keys", "shitstorm", "en")
    _, summary, _ = made("cloud: two keys")
    harsh = [r for r in summary["results"] if r["policy"] == "harsh_reply"]
    (training,) = [axes for axes in figure.axes if axes.get_gid() == "points-1"]
    marks = [
        line for line in training.lines if line.get_marker() == "o" and to_hex(line.get_color()).upper() == theme.BLUE
    ]
    (line,) = marks
    assert np.asarray(line.get_xdata()).tolist() == [r["point"]["team.training"] for r in harsh]
    assert np.asarray(line.get_ydata()) == pytest.approx([100 * r["shitstorm"]["share"] for r in harsh])
    assert "40 points, 30 runs each" in words_of(figure)
    assert "95% interval" in words_of(figure)
    means = re.search(r"Harsh replies, People in the team: (.*?)\.", figure.alt_text)
    assert means is not None
    group = [r["shitstorm"]["share"] for r in harsh if r["point"]["team.members"] == 1]
    assert f"1: {100 * np.mean(group):.0f}%" in means.group(1)


def test_few_points_are_all_in_the_alternative_text() -> None:
    text = drawn("cloud: one policy", "shitstorm", "en").alt_text
    assert text.count(" of 20 runs, 95%") + text.count("in none of 20 runs, 95%") == 14


def test_what_there_is_no_room_for_is_said() -> None:
    assert "150 of 400 points" in words_of(drawn("cloud: many points", "shitstorm", "en"))
    assert "nicht gezeigt: Menschen im Publikum" in words_of(drawn("cloud: five keys", "shitstorm", "de"))
    assert "4 weitere in Grau" in words_of(drawn("cloud: five keys", "shitstorm", "de"))
    assert "not shown: “Deletes criticism”" in words_of(drawn("grid: twelve policies", "heatmap", "en"))


def test_one_list_of_few_points_keeps_its_small_multiples() -> None:
    scenario = short(sample(12, "team.members", "x", "y"), is_grid=False)
    daily = make_daily(scenario, 5)
    assert not charts.draw("shitstorm", daily, summarise(daily, scenario), scenario, "en").alt_text.startswith(
        "Scatter"
    )


@pytest.mark.parametrize(
    ("case", "chart"),
    [("grid: two policies", "heatmap"), ("grid: two policies", "regimes"), ("cloud: two keys", "growth")],
)
def test_other_companies_change_no_chart(case: str, chart: str) -> None:
    scenario = replace(made(case)[2], rivals=(NEIGHBOUR,))
    daily = make_daily(scenario, 20)
    main, alone = daily[daily["company"] == "main"], replace(scenario, rivals=())
    pictures = [
        saving.svg_bytes(charts.draw(chart, rows, summarise(rows, one), one, "en"))
        for one, rows in ((scenario, daily), (alone, main))
    ]
    assert pictures[0] == pictures[1]


def test_files_describe_themselves_and_have_no_script(tmp_path: Path) -> None:
    for case, chart in (
        ("grid: hostile names", "heatmap"),
        ("grid: hostile names", "regimes"),
        ("cloud: hostile names", "shitstorm"),
    ):
        figure = drawn(case, chart, "de")
        _, svg = charts.save(figure, tmp_path / chart)
        root = ET.fromstring(svg.read_bytes())  # noqa: S314 - written by ourselves a moment ago
        description = root.find("{http://www.w3.org/2000/svg}desc")
        assert description is not None
        assert description.text == figure.alt_text.replace("\ud83d", "?")
        assert not root.findall(".//{http://www.w3.org/2000/svg}script")


def bytes_of(case: str, chart: str) -> bytes:
    figure = charts.draw(chart, *made(case), "de")
    return saving.png_bytes(figure) + saving.svg_bytes(figure)


@pytest.mark.parametrize(
    ("case", "chart"),
    [("grid: two policies", "heatmap"), ("grid: one policy", "regimes"), ("cloud: two keys", "shitstorm")],
)
def test_the_same_chart_has_the_same_bytes_even_in_another_process(case: str, chart: str, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.charts import test_charts_sweeps as t;"
        "Path(sys.argv[1]).write_bytes(t.bytes_of(*sys.argv[2:]))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "other"), case, chart]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONHASHSEED": "7"})
    assert bytes_of(case, chart) == bytes_of(case, chart) == (tmp_path / "other").read_bytes()

"""The small pieces of charts: text that fits, labels that keep apart, round ticks, panels that fill the page."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followersim.charts import theme
from followersim.charts.axes import count_ticks, day_ticks
from followersim.charts.labels import push_apart, widest_fit
from followersim.charts.page import Chart
from followersim.charts.sweeps import most_points, shape
from followersim.charts.text import balanced, clean, cut, fit_names, parts_in_lines, width, wrap


def test_measured_width_is_the_drawn_width() -> None:
    chart = Chart()
    for words, size, bold in (("Geht gut mit Kritik um", 33, True), ("\u22121.234 (+5 %) …", 29, False)):
        text = chart.write(100, 100, words, size=size, bold=bold)
        assert width(words, size, bold=bold) == pytest.approx(text.get_window_extent().width, rel=0.02, abs=3)


def test_clean_text_can_be_drawn() -> None:
    assert clean("  two\n\tlines ") == "two lines"
    assert clean("e\u0301") == "é"
    assert clean("\U0001f525\u202e\ud83d\x07ok") == "\u25a1\u25a1ok"
    assert clean("5 %") == "5 %"


@given(st.text(max_size=80), st.integers(60, 900))
def test_cut_and_wrapped_text_fits(text: str, room: int) -> None:
    words = clean(text)
    assert width(cut(words, 33, room), 33) <= room
    lines = wrap(words, 33, room, 2)
    assert len(lines) <= 2
    assert all(width(line, 33) <= room for line in lines)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=20))
def test_balanced_lines_lose_nothing(words: list[str]) -> None:
    text = " ".join(words)
    assert " ".join(balanced(text, 33, 900, 9)) == text


def test_titles_shorten_names_before_anything_else() -> None:
    def sentence(limit: int) -> str:
        name = "a very long name " * 9
        return f"“{name[:limit]}…”: 120 fewer followers than with “{name[:limit]}…”"

    lines, size = fit_names(sentence, theme.TITLES, 1800)
    assert len(lines) == 2
    assert size >= 48
    assert "120 fewer followers than with" in " ".join(lines)
    assert all(width(line, size) <= 1800 for line in lines)


def test_short_titles_stand_in_one_large_line() -> None:
    assert fit_names(lambda _: "7 of 20", theme.TITLES, 1800) == (["7 of 20"], theme.TITLES[0])


def test_subtitles_break_between_their_parts() -> None:
    assert parts_in_lines(["one " * 20, "two " * 20, "three"], 29, 1800, 2) == ["one " * 20, "two " * 20 + " · three"]


SPOTS = st.lists(st.tuples(st.floats(0, 1000), st.floats(5, 60)), min_size=1, max_size=12)


@given(SPOTS)
def test_labels_keep_apart_in_order_and_within_bounds(spots: list[tuple[float, float]]) -> None:
    wanted, sizes = [spot for spot, _ in spots], [size for _, size in spots]
    centres = push_apart(wanted, sizes, -10, 1010)
    order = sorted(range(len(spots)), key=lambda i: (wanted[i] - sizes[i] / 2, i))
    for one, other in pairwise(order):
        assert centres[other] - centres[one] >= (sizes[one] + sizes[other]) / 2 - 1e-6
    assert all(c - s / 2 >= -10 - 1e-6 and c + s / 2 <= 1010 + 1e-6 for c, s in zip(centres, sizes, strict=True))


def test_labels_that_have_room_stay_where_they_are() -> None:
    assert push_apart([100, 300, 200], [40, 40, 40], 0, 400) == [100, 300, 200]
    assert push_apart([200, 200], [40, 40], 0, 400) == [180, 220]


@given(st.lists(st.floats(1, 900), min_size=1, max_size=6), st.floats(100, 1800))
def test_widest_fit_uses_the_room(widths: list[float], room: float) -> None:
    most = widest_fit(widths, room)
    used = sum(min(w, most) for w in widths)
    assert used <= room + 1e-6
    assert math.isinf(most) or used == pytest.approx(room)


@example(1.25, -0.5, 80)
@given(st.floats(-1e7, 1e7), st.floats(-1e7, 1e7), st.floats(80, 600))
def test_ticks_are_few_round_and_include_zero(one: float, other: float, height: float) -> None:
    low, high = sorted((one, other))
    ticks, limits = count_ticks(low, high, height)
    assert 3 <= len(ticks) <= 6
    assert 0 in ticks
    assert limits[0] <= min(low, 0)
    assert limits[1] >= max(high, 0)
    assert limits[0] <= ticks[0]
    assert ticks[-1] <= limits[1]
    step = ticks[1] - ticks[0]
    assert step >= 1
    assert step == round(step)
    assert all(b - a == pytest.approx(step) for a, b in pairwise(ticks))


@given(st.integers(1, 3650), st.integers(3, 6))
def test_day_ticks_are_few_and_begin_at_the_start(days: int, most: int) -> None:
    ticks = day_ticks(days, most)
    assert 3 <= len(ticks) <= most
    assert ticks[0] == 0
    assert ticks == sorted(set(ticks))
    assert ticks[-1] <= days


def test_a_quarter_has_its_months() -> None:
    assert day_ticks(90) == [0, 30, 60, 90]


@given(st.integers(1, 12), st.integers(1, 3))
def test_panels_have_enough_places(count: int, rows: int) -> None:
    found_rows, columns = shape(count, rows)
    assert count <= found_rows * columns
    assert found_rows <= rows


def test_shitstorms_of_many_policies_show_fewer_points() -> None:
    assert [most_points("shitstorm", n) for n in (1, 2, 4, 12)] == [12, 12, 8, 8]
    assert most_points("growth", 12) == 12

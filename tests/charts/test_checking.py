"""The check itself: for every rule a small picture that breaks it, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest

from followersim import charts
from followersim.charts import theme
from followersim.charts.axes import dress
from followersim.charts.page import Box, Chart
from tests.charts.checking import drawn, faults
from tests.charts.colour_vision import VISIONS, ciede2000, lab, least_distance

if TYPE_CHECKING:
    from collections.abc import Callable

BOX: Final = Box(300, 300, 900, 500)
HEADING: Final = "12 fewer followers"


def picture(change: Callable[[Chart], object] = lambda _: None, heading: str = HEADING) -> Chart:
    """Return a small chart that keeps all rules, changed."""
    with theme.style():
        chart = Chart()
        chart.write(60, 80, heading, size=50)
        chart.write(60, 1046, "Scenario x · seed\u00a01 · followersim\u00a00.1.0", colour=theme.QUIET)
        chart.heading, chart.alt_text = heading, f"{heading}: 1,234.5 followers and 35% more."
        axes = chart.panel(BOX, "panel-0")
        dress(axes, 90, [0, 50, 100], (0, 110), "en")
        axes.plot([0, 90], [0, 80], color=theme.BLUE, linewidth=theme.points(4))
        change(chart)
    return drawn(chart)


def wrong(change: Callable[[Chart], object], lang: str = "en", heading: str = HEADING) -> list[str]:
    return faults(picture(change, heading), lang, ["Harsh replies"])


def panel(chart: Chart, gid: str = "panel-1", top: float = 110, days: int = 90) -> object:
    axes = chart.panel(Box(1300, 300, 400, 500), gid)
    dress(axes, days, [0, 50, 100], (0, top), "en", numbers=False, day_numbers=False)
    return axes


def test_a_good_picture_has_no_faults() -> None:
    assert wrong(lambda _: None) == []
    assert wrong(panel) == []


LINE: Final[dict[str, Any]] = {"linewidth": theme.points(4)}
PALE: Final = "#B2D5E7"


def three_lines(chart: Chart) -> None:
    chart.heading = f"{HEADING} and than that"
    chart.write(60, 150, "and than", size=50)
    chart.write(60, 220, "that", size=50)


def words(said: str) -> Callable[[Chart], None]:
    def write(chart: Chart) -> None:
        chart.write(60, 200, said)
        chart.alt_text = HEADING

    return write


BAD: Final[dict[str, tuple[Callable[[Chart], object], str]]] = {
    "small": (lambda c: c.write(60, 200, "small", size=27), "too small"),
    "small in a large room": (lambda c: setattr(c, "look", charts.look_of(large_room=True)), "too small (29 px): 0"),
    "small name": (lambda c: c.write(60, 200, "Harsh replies", size=29), "a name smaller than a label"),
    "size": (lambda c: c.set_size_inches(19.2, 10.7), "not 1920 x 1080"),
    "slanted": (lambda c: c.write(60, 200, "slanted").set_rotation(30), "not horizontal"),
    "clipped": (lambda c: c.write(1850, 200, "too far to the right"), "leaves the page"),
    "clipped below": (lambda c: c.write(60, 1079, "too low"), "leaves the page"),
    "overlap": (lambda c: (c.write(60, 200, "one text"), c.write(90, 210, "another")), "overlap: one text | another"),
    "pale": (lambda c: c.write(60, 200, "pale", colour="#999999"), "text too pale on #ffffff"),
    "on a dark patch": (
        lambda c: (c.axes[0].fill_between([0, 90], 0, 50, color=theme.BLACK), c.write(400, 700, "on it")),
        "text too pale on #000000",
    ),
    "pale line": (lambda c: c.axes[0].plot([0, 90], [0, 9], color=PALE, **LINE), "line too pale"),
    "foreign colour": (lambda c: c.axes[0].plot([0, 90], [0, 9], color="#AA00AA", **LINE), "does not have: #AA00AA"),
    "five series": (
        lambda c: [
            c.axes[0].plot([0, 90], [0, n], color=colour, **LINE) for n, colour in enumerate((*theme.SERIES, "#5A3E00"))
        ],
        "5 coloured series",
    ),
    "alike": (lambda c: c.axes[0].plot([0, 90], [0, 9], color="#0078B8", **LINE), "colours too much alike"),
    "alike for some": (
        lambda c: [c.axes[0].plot([0, 90], [0, 9], color=colour, **LINE) for colour in ("#B05A00", "#5E7A00")],
        "colours too much alike",
    ),
    "two numbers": (lambda c: c.axes[0].set_yticks([0, 100]), "2 numbers on the y axis"),
    "seven numbers": (lambda c: c.axes[0].set_xticks(range(0, 90, 13)), "7 numbers on the x axis"),
    "not from 0": (lambda c: (c.axes[0].set_ylim(40, 110), c.axes[0].set_yticks([50, 75, 100])), "do not begin at 0"),
    "no 0": (lambda c: c.axes[0].set_yticks([20, 60, 100]), "do not begin at 0"),
    "other axis": (lambda c: panel(c, top=220), "do not share their axes"),
    "other days": (lambda c: panel(c, days=30), "do not share their axes"),
    "other title": (lambda c: setattr(c, "heading", "13 fewer followers"), "the title is not what the chart says"),
    "title in three lines": (three_lines, "more than two lines"),
    "silent": (lambda c: setattr(c, "alt_text", "A picture."), "not in the alternative text: 12 (title)"),
    "silent label": (lambda c: c.write(60, 200, "5,108", size=33), "not in the alternative text: 5,108"),
    "German number": (lambda c: setattr(c, "alt_text", f"{HEADING}, 35 %"), "not how numbers are written: 5 %"),
    "German thousands": (lambda c: c.write(60, 200, "1.234"), "not how numbers are written: 1.234"),
    "no source": (lambda c: c.texts[1].set_text("Scenario x"), "seed or version is missing"),
}  # fmt: skip


@pytest.mark.parametrize("rule", BAD)
def test_every_rule_can_be_broken(rule: str) -> None:
    change, said = BAD[rule]
    found = wrong(change)
    assert any(said in fault for fault in found), found


def test_a_title_needs_a_number() -> None:
    assert wrong(lambda _: None, heading="Fewer followers") == ["no number in the title: Fewer followers"]


@pytest.mark.parametrize("said", ["1,234.5", "12.5", "35%"])
def test_english_numbers_are_wrong_in_german(said: str) -> None:
    found = wrong(words(said), "de")
    assert any("not how numbers are written" in fault for fault in found), found


def test_german_numbers_are_right_in_german() -> None:
    assert wrong(words("1.234,5 · 12,5 · 35 %"), "de") == []


# pairs of colours with their differences, as published by Sharma, Wu and Dalal (2005)
PUBLISHED: Final = (
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 3.1571, -77.2803), (50.0, 0.0, -82.7485), 2.8615),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0009), 7.1792),
    ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0011), 7.2195),
    ((50.0, -0.0010, 2.4900), (50.0, 0.0009, -2.4900), 4.8045),
    ((50.0, -0.0010, 2.4900), (50.0, 0.0011, -2.4900), 4.7461),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (61.0, -5.0, 29.0), 22.8977),
    ((50.0, 2.5, 0.0), (56.0, -27.0, -3.0), 31.9030),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
)


@pytest.mark.parametrize(("one", "other", "difference"), PUBLISHED)
def test_differences_of_colours_are_as_published(
    one: tuple[float, float, float], other: tuple[float, float, float], difference: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(difference, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(difference, abs=5e-5)


def test_simulated_vision_leaves_grey_alone_and_confuses_what_it_must() -> None:
    for vision, matrix in VISIONS.items():
        assert np.allclose(matrix.sum(axis=1), 1, atol=1e-5)
        for grey in ("#000000", "#808080", "#FFFFFF"):
            assert lab(grey, vision) == pytest.approx(lab(grey), abs=0.05)
    assert lab("#FFFFFF") == pytest.approx((100, 0, 0), abs=0.01)
    red, green = "#B05A00", "#5E7A00"
    assert ciede2000(lab(red), lab(green)) > 25
    assert least_distance([red, green]) < 10

"""Charts inside a page: no styles or ids of their own, nothing cut off, readable on a dark page, harmless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from followersim import charts
from followersim.analysis.summary import summarise
from followersim.charts import theme
from followersim.report.html import colours
from followersim.report.html.pictures import POINTS, StyleBook, picture
from tests.report import made
from tests.synthetic import Policy, Scenario, make_daily

if TYPE_CHECKING:
    from followersim.report.html.pictures import Picture

NAMES = ("growth", "feedback", "shitstorm")


def pictures(name: str, lang: str = "en") -> tuple[dict[str, Picture], StyleBook]:
    """Return the pictures of small results and their styles."""
    results, styles = made.results(name), StyleBook()
    names = charts.names(results.scenario)
    return {one: picture(results.chart(one, lang), one, styles) for one in names}, styles


@pytest.mark.parametrize("name", ["two", "one", "twelve", "sweep", "points"])
def test_no_styles_and_no_ids_of_their_own(name: str) -> None:
    drawn, styles = pictures(name)
    whole = "".join(one.svg for one in drawn.values())
    assert "style=" not in whole
    assert "<style" not in whole
    ids = re.findall(r'\bid="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
    used = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', whole))
    assert {one or other for one, other in used} <= set(ids)
    classes = {one for found in re.findall(r'class="([^"]+)"', whole) for one in found.split()} - {"chart"}
    assert classes == set(styles.classes.values())
    assert "#" not in "".join(styles.classes)  # every colour is a variable, so that the page can turn it


@pytest.mark.parametrize("name", ["two", "twelve", "sweep"])
@pytest.mark.parametrize("lang", ["en", "de"])
def test_nothing_is_cut_off_and_titles_are_left_to_the_page(name: str, lang: str) -> None:
    drawn, _ = pictures(name, lang)
    for one in drawn.values():
        root = ET.fromstring(one.svg)  # noqa: S314 - our own
        left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
        texts = [(float(text.attrib["x"]), float(text.attrib["y"]), text.text or "") for text in root.iter("text")]
        assert len(texts) > 5
        for x, y, text in texts:
            assert left <= x <= left + width, text
            assert top + 10 <= y <= top + height, text
        assert one.heading.split()[0] not in {text for _, _, text in texts}
        assert not any("followersim" in text for _, _, text in texts)
        assert one.unit


def test_the_chart_itself_stays_as_it_was() -> None:
    chart = made.results("two").chart("growth", "en")
    before = [text.get_visible() for text in chart.texts]
    picture(chart, "growth", StyleBook())
    assert [text.get_visible() for text in chart.texts] == before


def test_parts_say_which_policy_they_belong_to() -> None:
    drawn, _ = pictures("two")
    growth = drawn["growth"].svg
    for piece in ("runs", "median", "name", "value", "leader"):
        assert {f'data-piece="{piece}" data-policy="{n}"' in growth for n in (0, 1)} == {True}
    assert 'data-piece="difference" data-policy="1"' in growth
    assert 'data-piece="band" data-policy="1"' in growth
    root = ET.fromstring(growth)  # noqa: S314 - our own
    for group in root.iter("g"):
        if group.get("data-piece") == "runs":
            assert len(group.findall("path")) == 10
        if group.get("data-piece") == "band":
            assert group.find(".//use") is not None or group.find(".//path") is not None
    assert 'data-piece="strip" data-policy="1" data-more="6-count"' in drawn["shitstorm"].svg
    assert 'data-piece="criticism-mean" data-policy="1"' in drawn["feedback"].svg


@pytest.mark.parametrize("base", [*theme.SERIES, theme.GREY, theme.QUIET])
def test_colours_of_a_dark_page_have_contrast(base: str) -> None:
    assert theme.contrast(colours.dark(base), colours.PAPER) >= 3
    assert theme.contrast(colours.dark(theme.ink(base)), colours.PAPER) >= 4.5
    for strength in range(12, 101):
        cell = theme.tint(base, strength / 100)
        assert theme.contrast(colours.readable_on_dark(cell), colours.dark(cell)) >= 4.5
    shades = [theme.luminance(colours.dark(theme.tint(base, strength / 10))) for strength in range(11)]
    assert shades == sorted(shades)  # the more, the further from the ground, as on a light page


def test_names_in_pictures_are_text_and_nothing_else() -> None:
    nasty = ("<img src=x onerror=alert(1)>", "</text></svg><script>alert(1)</script>", "a &amp; b <!-- ]]>")
    policies = tuple(Policy(f"p{n}", title, 0.2, 1.0) for n, title in enumerate(nasty))
    scenario = Scenario(policies=policies, days=20, question=nasty[1])
    daily = make_daily(scenario, 20)
    summary = summarise(daily, scenario)
    for name in (*NAMES, "gained_lost", "wind", "response", "trust"):
        has_parts = name in NAMES
        svg = picture(charts.draw(name, daily, summary, scenario, "en"), name, StyleBook(), has_parts=has_parts).svg
        assert ("data-piece" in svg) == has_parts
        root = ET.fromstring(svg)  # noqa: S314 - our own
        assert {element.tag for element in root.iter()} <= {
            "svg", "title", "desc", "g", "path", "text", "defs", "clipPath", "rect", "use",
        }  # fmt: skip
        assert not any(key.startswith("on") for element in root.iter() for key in element.attrib)
        assert "<img" in (root.findtext("desc") or "")


def test_pictures_are_small() -> None:
    drawn, _ = pictures("twelve")
    assert sum(len(one.svg) for one in drawn.values()) < 600_000
    assert 0 < POINTS < 1

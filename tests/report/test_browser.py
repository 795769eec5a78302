"""The page in a real browser: it asks for nothing, says nothing, obeys the keyboard, and everybody can read it."""

from __future__ import annotations

import io
import json
from importlib import resources
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
from PIL import Image

from followersim.charts import theme
from tests.report import made
from tests.report.browser import Browser, Tab, found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZES: Final = ((1920, 1080), (1280, 720), (390, 844))
SHEET: Final = (688, 1009)
"""A sheet of A4 without its margins."""

# the widest box and the smallest text on the page and in its pictures; what scrolls in a box of its own may be wide
_MEASURES: Final = """(() => {
    const wide = [], hidden = [];
    const own = one => one.closest(".scroll, pre");
    for (const one of document.querySelectorAll("body *"))
        if (one.getBoundingClientRect().right > innerWidth + 1 && !own(one)) wide.push(one.outerHTML.slice(0, 60));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const sizes = {text: [], drawn: []};
    while (texts.nextNode()) {
        const node = texts.currentNode, one = node.parentElement, chart = one.closest("svg.chart");
        if (!node.data.trim() || one.closest("script, desc, title") || !one.getClientRects().length) continue;
        const size = parseFloat(getComputedStyle(one).fontSize);
        if (chart) sizes.drawn.push(size * chart.getScreenCTM().a); else sizes.text.push(size);
    }
    for (const one of document.querySelectorAll("svg.chart"))
        if (!one.closest(".scroll") || one.getBoundingClientRect().width < 300) hidden.push(one.dataset.chart);
    const width = document.documentElement.scrollWidth;
    return {width, wide, hidden, text: Math.min(...sizes.text), drawn: Math.min(...sizes.drawn)};
})()"""
_COLOURS: Final = """(() => {
    const parts = colour => colour.match(/\\d+/g).slice(0, 3);
    const seen = {};
    for (const one of document.querySelectorAll("svg.chart text")) {
        if (one.closest("[data-piece=strip]")) continue;  // on a coloured cell
        const chart = one.closest("svg.chart").dataset.chart, colour = parts(getComputedStyle(one).fill);
        const paper = parts(getComputedStyle(one.closest("article")).backgroundColor);
        seen[chart + colour] = {chart, colour, paper, text: one.textContent};
    }
    return Object.values(seen);
})()"""
_PLAIN_GROUND: Final = """
    const plain = new CSSStyleSheet();
    plain.replaceSync(".scroll { background: none !important }");
    document.adoptedStyleSheets = [plain];
    0
"""
SERIOUS: Final = frozenset({"serious", "critical"})

pytestmark = pytest.mark.skipif(found() is None, reason="there is no chromium here (apt-get install chromium)")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser."""
    program = found()
    assert program is not None
    with Browser(program, tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with pages."""
    folder = tmp_path_factory.mktemp("pages")
    for name, lang in (
        ("two", "en"),
        ("two", "de"),
        ("sweep", "de"),
        ("twelve", "en"),
        ("hostile", "en"),
        ("causes", "de"),
    ):
        (folder / f"{name}_{lang}.html").write_text(made.text(name, lang), encoding="utf-8")
    return folder


def tab_to(tab: Tab, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(60):
        tab.press("Tab")
        if tab.run(f"document.activeElement.matches({json.dumps(selector)})"):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def focus_is_seen(tab: Tab) -> bool:
    """Say whether the focus has a frame that can be seen."""
    style = "getComputedStyle(document.activeElement)"
    return bool(tab.run(f"{style}.outlineStyle !== 'none' && parseFloat({style}.outlineWidth) >= 2"))


@pytest.mark.parametrize("name", ["two_en", "two_de", "sweep_de", "twelve_en", "hostile_en", "causes_de"])
def test_nothing_is_asked_for_and_nothing_complains(browser: Browser, pages: Path, name: str) -> None:
    path = pages / f"{name}.html"
    with Tab(browser, path) as tab:
        assert tab.requests() == [path.as_uri()]
        assert tab.complaints() == []
        assert tab.run("document.querySelectorAll('svg.chart').length") >= 3
        assert tab.run("typeof window.alerted") == "undefined"


def test_what_would_ask_the_network_is_stopped_and_noticed(browser: Browser, pages: Path) -> None:
    with Tab(browser, pages / "two_en.html") as tab:
        tab.run(
            "document.body.appendChild(Object.assign(document.createElement('img'), {src: 'http://localhost:9/x'}))"
        )
        tab.run("new Promise(done => setTimeout(done, 200))")
        assert any("Content Security Policy" in json.dumps(one) for one in tab.complaints())


@pytest.mark.parametrize("name", ["causes_de", "sweep_de", "twelve_en", "hostile_en"])
def test_the_page_fits_every_window_and_sheet_in_every_look(browser: Browser, pages: Path, name: str) -> None:
    path = pages / f"{name}.html"
    with Tab(browser, path) as tab:
        tab.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        tab.run("document.querySelector('#picture-wind').scrollIntoView({behavior: 'instant'})")
        for size, scheme in [*product(SIZES, ("light", "dark")), (SHEET, "print")]:
            tab.look(scheme, size)
            found_ = tab.run(_MEASURES)
            assert found_["wide"] == [], (size, scheme)
            assert found_["width"] <= size[0], (size, scheme)
            assert found_["hidden"] == [], (size, scheme)
            assert found_["text"] >= (10.6 if scheme == "print" else 12), (size, scheme)
            assert found_["drawn"] >= (10 if scheme == "print" else 12), (size, scheme)
            shown = np.asarray(Image.open(io.BytesIO(tab.picture())).convert("L"), dtype=np.int64)
            assert (shown.mean() < 60) == (scheme == "dark"), (size, scheme)
            assert shown.std() > 8, f"{size} {scheme}: nothing to see"
        assert tab.requests() == [path.as_uri()]
        assert tab.complaints() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_in_pictures_stand_out_from_the_page(browser: Browser, pages: Path, scheme: str) -> None:
    """Colours of all pictures are turned on a dark page, those of no text or line are lost on it."""
    with Tab(browser, pages / "causes_de.html", scheme=scheme) as tab:
        found_ = tab.run(_COLOURS)
        assert {one["chart"] for one in found_} >= {
            "growth",
            "causes",
            "story",
            "audience",
            "gained_lost",
            "wind",
            "trust",
        }
        for one in found_:
            paper, colour = ("#" + "".join(f"{int(part):02x}" for part in one[key]) for key in ("paper", "colour"))
            assert theme.contrast(paper, colour) >= 4.5, one


@pytest.mark.parametrize(
    ("name", "scheme", "size"),
    [
        ("two_en", "light", (1280, 720)), ("two_de", "dark", (390, 844)), ("sweep_de", "light", (1920, 1080)),
        ("twelve_en", "dark", (1280, 720)),
    ],
)  # fmt: skip
def test_everybody_can_read_it(browser: Browser, pages: Path, name: str, scheme: str, size: tuple[int, int]) -> None:
    axe = pytest.importorskip("axe_core_python", reason="axe-core is not installed: pip install axe-core-python")
    code = resources.files(axe).joinpath("axe.min.js").read_text(encoding="utf-8")
    with Tab(browser, pages / f"{name}.html", scheme=scheme, size=size) as tab:
        tab.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        tab.run(_PLAIN_GROUND)  # on the shadows at the edges of wide tables axe judges no contrast
        tab.run(code + "; 0")
        found_ = tab.run("axe.run(document, {resultTypes: ['violations']})")
        assert isinstance(found_, dict)
        assert len(found_["passes"]) > 20
        serious: list[Any] = [
            (one["id"], one["impact"], [node["target"] for node in one["nodes"]][:3])
            for one in found_["violations"]
            if one["impact"] in SERIOUS
        ]
        assert serious == []


def test_policies_go_off_and_on_with_the_keyboard(browser: Browser, pages: Path) -> None:
    gone = "document.querySelectorAll('[data-chart=growth] .gone').length"
    with Tab(browser, pages / "two_en.html") as tab:
        assert tab.run(gone) == 0
        tab_to(tab, ".choose input[value='1']")
        assert focus_is_seen(tab)
        tab.press(" ")
        assert tab.run(gone) >= 4
        assert (
            tab.run("getComputedStyle(document.querySelector('[data-piece=median][data-policy=\"1\"]')).opacity") != "1"
        )
        assert tab.run("document.querySelectorAll('tr.off').length") >= 3
        rows = "[...document.querySelectorAll('[data-reader=growth] .values li')].length"
        assert tab.run(rows) == 1
        tab.press(" ")
        assert tab.run(gone) == 0
        assert tab.run(rows) == 2


def test_policies_of_a_sweep_go_off_and_on(browser: Browser, pages: Path) -> None:
    def parts(chart: str, state: str) -> int:
        return int(tab.run(f"document.querySelectorAll('[data-chart={chart}] .{state}').length"))

    with Tab(browser, pages / "sweep_de.html") as tab:
        assert tab.run("document.querySelector('.step')") is None  # there are no single runs to go through
        tab_to(tab, ".choose input[value='1']")
        tab.press(" ")
        assert parts("growth", "gone") == 6 * 4 + 1  # at every point runs, median, gain and difference, and the name
        assert parts("feedback", "faint") >= 6 * 2 + 1
        assert parts("shitstorm", "faint") >= 6 * 2 + 1
        assert tab.run("document.querySelectorAll('[data-reader=growth] .values li').length") == 1
        off = "[...document.querySelectorAll('.gone, .faint')].every(one => one.dataset.policy === '1')"
        assert tab.run(off) is True
        tab.press(" ")
        assert parts("growth", "gone") == parts("feedback", "faint") == 0


def test_single_runs_one_by_one_with_the_keyboard(browser: Browser, pages: Path) -> None:
    with Tab(browser, pages / "two_en.html") as tab:
        tab_to(tab, "[data-step='1']")
        assert focus_is_seen(tab)
        said = "document.querySelector('[data-world]').textContent"
        tab.press("Enter")
        assert tab.run(said) == "run 0"
        assert tab.run("document.querySelectorAll('[data-chart=growth] .chosen path.this').length") == 2
        assert tab.run("document.querySelectorAll('[data-chart=shitstorm] .ring').length") == 2
        assert tab.run("document.querySelectorAll('[data-chart=feedback] .single').length") == 4
        tab.press("Enter")
        assert tab.run(said) == "run 1"
        tab_to(tab, "[data-step=all]")  # once round the page, or back
        tab.press("Enter")
        assert "10 of 10" in tab.run(said)
        assert tab.run("document.querySelectorAll('.chosen').length") == 0


def test_values_of_each_day_with_keyboard_and_pointer(browser: Browser, pages: Path) -> None:
    reader = "document.querySelector('[data-reader=growth]')"
    summary = made.results("two").summary["results"]
    with Tab(browser, pages / "two_en.html") as tab:
        for result in summary:
            end = f"{round(result['n_followers_end']['median']):,}"
            assert end in tab.run(f"{reader}.querySelector('.values').textContent")
        tab_to(tab, "[data-reader=growth] input")
        assert focus_is_seen(tab)
        tab.press("ArrowLeft", "ArrowLeft")
        assert tab.run(f"{reader}.querySelector('[data-day]').textContent") == "22"
        tab.press("Home")
        assert tab.run(f"{reader}.querySelector('.values').textContent").count("2,000") == 2
        tab.run("document.querySelector('[data-chart=growth]').scrollIntoView()")
        box = tab.run(
            "(r => [r.left, r.top, r.width, r.height])"
            "(document.querySelector('[data-chart=growth]').getBoundingClientRect())"
        )
        tab.point(box[0] + 0.3 * box[2], box[1] + 0.3 * box[3])
        assert 1 < int(tab.run(f"{reader}.querySelector('[data-day]').textContent")) < 22
        assert tab.run("document.querySelectorAll('[data-chart=growth] .cursor').length") == 2


def test_without_script_everything_is_there(browser: Browser, pages: Path) -> None:
    with Tab(browser, pages / "two_de.html", script=False) as tab:
        html = tab.call("DOM.getOuterHTML", nodeId=tab.call("DOM.getDocument")["root"]["nodeId"])["outerHTML"]
        assert html.count("<details open") >= 4
        assert 'class="overlay"' not in html
        for reader in ("growth", "feedback"):
            assert f'data-reader="{reader}" hidden' in html
        assert tab.complaints() == []


def test_it_prints_on_a_few_sheets_with_tables_open(browser: Browser, pages: Path) -> None:
    with Tab(browser, pages / "two_de.html") as tab:
        content = tab.pdf()
        assert content.startswith(b"%PDF")
        assert (
            4 <= content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") + content.count(b"/Type /Page/") <= 16
        )


def test_a_dark_page_is_drawn_dark(browser: Browser, pages: Path) -> None:
    line = "getComputedStyle(document.querySelector('[data-piece=median][data-policy=\"0\"] path:last-of-type')).stroke"
    with Tab(browser, pages / "two_en.html", scheme="dark") as tab:
        assert tab.run(line) == "rgb(255, 255, 255)"
        tab.look("light", (1280, 720))
        assert tab.run(line) == "rgb(0, 0, 0)"

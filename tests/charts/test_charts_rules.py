"""The charts keep the rules for a projector, whatever the scenario: size, room, ticks, colours, numbers, sources."""

from __future__ import annotations

import re
import time
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from followersim import __version__, charts
from followersim.analysis.summary import summarise
from followersim.charts import theme
from tests.synthetic import HARSH, POLICIES, WELL, Event, Policy, Scenario, Words, make_daily

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.transforms import BboxBase

    from followersim.charts.page import Chart

LONG = tuple(
    Policy(
        f"long_{n}",
        Words(
            f"A policy with a long name that goes on and on, number {n}",
            f"Eine Kommunikationsstrategie mit langem Namen, der kein Ende nehmen will, Nummer {n}",
        ),
        0.15 * n,
        2 - 0.5 * n,
    )
    for n in range(3)
)
STRANGE = (
    Policy("calm", "Calm $x_1$ & <b>50%</b> \\frac{1}{2}", 0),
    Policy("emoji", "\U0001f525 Feuer \u4f60\u597d \ud83d \u202eRTL", 0, 2.3),
)


def members(*values: int) -> list[dict[str, Any]]:
    return [{"team.members": value} for value in values]


CASES: dict[str, tuple[Scenario, int]] = {
    "two": (Scenario(), 200),
    "one": (Scenario(policies=(HARSH,)), 30),
    "four": (Scenario(policies=POLICIES[:4]), 40),
    "six": (Scenario(policies=POLICIES[:6]), 20),
    "twelve": (Scenario(policies=POLICIES + tuple(Policy(f"n{n}", f"Name {n}", 0.02 * n, n) for n in range(4))), 20),
    "long names": (Scenario(policies=LONG, question=Words("Why? " * 90, "Warum? " * 90), slug="s" * 200), 20),
    "strange names": (Scenario(policies=STRANGE, events=(), question=None), 20),
    "few runs": (Scenario(policies=(WELL, HARSH)), 3),
    "one day": (Scenario(days=1, events=(Event(day=0),)), 30),
    "two years": (Scenario(days=730, events=tuple(Event(day=40 * n) for n in range(16))), 20),
    "large": (Scenario(followers=2_000_000, policies=(WELL, Policy("big", "Big", 0.3, 90_000))), 20),
    "sweep of 3": (Scenario(points=members(1, 2, 4)), 40),
    "sweep of 20": (Scenario(points=[{"posting.posts_per_day": n / 2} for n in range(20)]), 20),
    "sweep of two keys": (
        Scenario(policies=(HARSH,), points=[{"parameters.trust_loss_weight": n, "team.members": 1} for n in range(8)]),
        20,
    ),
    "sweep of many policies": (Scenario(points=members(1, 2, 3, 4, 5), policies=POLICIES), 20),
}
_made: dict[str, tuple[Any, dict[str, Any]]] = {}


def drawn(case: str, chart: str, lang: str) -> Chart:
    scenario, worlds = CASES[case]
    if case not in _made:
        daily = make_daily(scenario, worlds, point_effect=0.1)
        _made[case] = (daily, summarise(daily, scenario))
    figure = charts.draw(chart, *_made[case], scenario, lang)
    with theme.style():
        figure.canvas.draw()
    return figure


def texts_of(figure: Chart) -> list[tuple[Text, BboxBase]]:
    """Return every visible text with its place in pixels."""
    found = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    return [(text, text.get_window_extent()) for text in found if text.get_visible() and text.get_text().strip()]


def words_of(figure: Chart) -> str:
    return "\n".join(text.get_text() for text, _ in texts_of(figure))


def panels_of(figure: Chart) -> list[Axes]:
    return [axes for axes in figure.axes if axes.axison]


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


# German is the longer language; English is drawn where names and numbers are plenty
IN_BOTH = ("two", "four", "few runs", "sweep of 3", "long names")


@pytest.mark.parametrize(("case", "lang"), [*((case, "de") for case in CASES), *((case, "en") for case in IN_BOTH)])
@pytest.mark.parametrize("chart", charts.names())
def test_every_text_is_large_horizontal_readable_and_has_its_place(case: str, chart: str, lang: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # such as characters that the font does not have
        figure = drawn(case, chart, lang)
    check_texts(figure)
    _check_panels(figure)


def check_texts(figure: Chart) -> None:
    """Every text is large, horizontal, on the page, and lies on no other one."""
    assert tuple(figure.get_size_inches() * figure.dpi) == (1920, 1080)
    texts = texts_of(figure)
    for text, box in texts:
        words = text.get_text()
        assert float(text.get_fontsize()) * figure.dpi / 72 >= 28, words
        assert text.get_rotation() == 0, words
        assert not text.get_parse_math() or not re.search(r"[$\\]", words), words
        assert 0 <= box.x0 <= box.x1 <= 1920, words
        assert 0 <= box.y0 <= box.y1 <= 1080, words
    for number, (one, first) in enumerate(texts):
        for other, second in texts[number + 1 :]:
            wide = min(first.x1, second.x1) - max(first.x0, second.x0)
            high = min(first.y1, second.y1) - max(first.y0, second.y0)
            assert wide <= 0.5 or high <= 0.5, (one.get_text(), other.get_text())
    _check_title(figure, texts)
    assert f"followersim\u00a0{__version__}" in words_of(figure)
    assert any(f"{seed}\u00a01 " in words_of(figure) for seed in ("seed", "Startwert"))


def _check_title(figure: Chart, texts: list[tuple[Text, BboxBase]]) -> None:
    """The title has 48 px at least, stands in at most two lines and says a number."""
    large = [
        text for text, box in texts if float(text.get_fontsize()) * 100 / 72 >= 48 and box.y1 > 850 and box.x0 < 70
    ]
    title = " ".join(text.get_text() for text in large)
    assert 1 <= len(large) <= 2
    assert title == figure.heading
    assert re.search(r"\d", title)


def _check_panels(figure: Chart) -> None:
    """Axes include zero, have 3 to 6 numbers, and are shared between panels of one kind."""
    panels = panels_of(figure)
    for axes in panels:
        low, high = axes.get_ylim()
        assert low <= 0 <= high
        assert 3 <= len(axes.get_yticks()) <= 6
        assert 3 <= len(axes.get_xticks()) <= 6
        assert 0 in axes.get_yticks()
    shared = [axes for axes in panels if axes.get_gid() != "difference"]
    assert len({axes.get_ylim() for axes in shared}) <= 1
    assert len({axes.get_xlim() for axes in panels}) <= 1


@pytest.mark.parametrize("case", ["four", "twelve"])
def test_at_most_four_colours_the_rest_is_grey(case: str) -> None:
    figure = drawn(case, "growth", "en")
    colours = [to_hex(line.get_color()).upper() for axes in panels_of(figure) for line in axes.lines]
    assert set(colours) <= {*theme.SERIES, theme.GREY}
    upper = [to_hex(line.get_color()).upper() for line in panels_of(figure)[0].lines]
    assert sorted(upper) == sorted(theme.series_colour(n) for n in range(len(upper)))


def test_colours_are_readable() -> None:
    for colour in (*theme.SERIES, theme.GREY):
        assert theme.contrast(colour, theme.PAPER) >= 3
        assert theme.contrast(theme.ink(colour), theme.PAPER) >= 4.5
    assert theme.contrast(theme.TEXT, theme.PAPER) == pytest.approx(21)
    assert theme.contrast(theme.QUIET, theme.PAPER) >= 7
    for colour in (*theme.SERIES, theme.QUIET):
        for strength in np.linspace(0, 1, 21):
            cell = theme.tint(colour, float(strength))
            assert theme.contrast(theme.readable_on(cell), cell) >= 4.5


@pytest.mark.parametrize("lang", ["en", "de"])
def test_titles_labels_and_alternative_text_have_the_numbers_of_the_data(lang: str) -> None:
    charts_drawn = {chart: drawn("two", chart, lang) for chart in charts.names()}
    base, harsh = _made["two"][1]["results"]
    lost = f"{abs(round(harsh['difference']['n_followers_end']['median']))}"
    end = f"{round(harsh['n_followers_end']['median']):,}".replace(",", {"en": ",", "de": "."}[lang])
    growth = charts_drawn["growth"]
    assert lost in growth.heading
    assert f"\u2212{lost}" in words_of(growth)
    assert end in words_of(growth)
    assert end in growth.alt_text
    assert f"\u2212{lost}" in growth.alt_text
    feedback = charts_drawn["feedback"]
    for result in (base, harsh):
        criticism, praise = (str(round(result[key]["mean"])) for key in ("n_criticism", "n_praise"))
        assert criticism in feedback.heading
        assert re.search(rf"▼ \w+ {criticism}", words_of(feedback))
        assert re.search(rf"▲ \w+ {praise}", words_of(feedback))
        assert criticism in feedback.alt_text
    shitstorm = charts_drawn["shitstorm"]
    k = harsh["shitstorm"]["k"]
    assert f" {k} " in shitstorm.heading
    assert f" {k} " in shitstorm.alt_text
    assert f"{round(20 * k / 200)} {'of' if lang == 'en' else 'von'} 20" in words_of(shitstorm)
    assert f"\n{harsh['wind_force']['2']}\n" in words_of(shitstorm)
    for chart in charts_drawn.values():
        assert "200" in words_of(chart)
        assert chart.heading in chart.alt_text


def test_the_drawn_lines_are_the_data() -> None:
    figure = drawn("two", "growth", "en")
    daily = _made["two"][0]
    harsh = daily[daily["policy"] == "harsh_reply"].pivot_table(index="day", columns="world", values="n_followers")
    (line,) = [line for line in panels_of(figure)[0].lines if line.get_gid() == "median-1"]
    assert np.asarray(line.get_ydata())[1:] == pytest.approx((harsh.median(axis=1) - 5000).to_numpy())
    lines = [c for c in panels_of(figure)[0].collections if str(c.get_gid()).startswith("runs-")]
    assert [len(c.get_paths()) for c in lines] == [40, 40]
    assert np.asarray(lines[0].get_paths()[7].vertices)[1:, 1] == pytest.approx((harsh[7] - 5000).to_numpy())


def test_icons_are_grouped_and_as_many_as_the_words_say() -> None:
    figure = drawn("two", "shitstorm", "en")
    k = _made["two"][1]["results"][1]["shitstorm"]["k"]
    (page,) = figure.axes
    clouds = {p.get_gid(): len(p.get_path().to_polygons()) // 2 for p in page.patches if p.get_gid()}
    assert clouds["policy-1-storms"] == round(20 * k / 200)
    assert clouds["policy-1-storms"] + clouds["policy-1-calm"] == 20


def test_no_storm_reads_in_none_of_all_runs() -> None:
    english, german = (drawn("strange names", "shitstorm", lang) for lang in ("en", "de"))
    assert "in none of 20 runs" in words_of(english)
    assert "in keinem von 20 Durchläufen" in words_of(german)
    assert "impossible" not in english.alt_text


def test_what_there_is_no_room_for_is_said() -> None:
    assert "12 of 20 points shown" in words_of(drawn("sweep of 20", "growth", "en"))
    assert "nicht gezeigt: „" in words_of(drawn("twelve", "feedback", "de"))
    assert "not shown: “" in words_of(drawn("sweep of many policies", "shitstorm", "en"))
    assert "4 weitere in Grau" in words_of(drawn("sweep of many policies", "growth", "de"))


def test_events_are_flagged_by_name_and_day() -> None:
    assert "▼ product fault, day 20" in words_of(drawn("two", "growth", "en"))
    assert words_of(drawn("two", "feedback", "de")).count("▼ Produktfehler, Tag 20") == 2
    assert "gestrichelt: Produktfehler, Tag 20" in words_of(drawn("six", "feedback", "de"))
    assert re.search(r"\(\+\d+ more\)", words_of(drawn("two years", "growth", "en")))


def test_german_numbers_in_german() -> None:
    assert "2.000.000" in words_of(drawn("large", "growth", "de"))
    assert "2,000,000" in words_of(drawn("large", "growth", "en"))


def test_the_question_stands_above_the_finding() -> None:
    texts = texts_of(drawn("two", "growth", "de"))
    tops = {text.get_text(): box.y1 for text, box in texts}
    assert max(tops, key=lambda words: tops[words]) == "Was geschieht, wenn wir scharf antworten?"


def test_wrong_requests_are_refused() -> None:
    scenario, _ = CASES["two"]
    drawn("two", "growth", "en")
    with pytest.raises(ValueError, match="unknown chart 'pie'"):
        charts.draw("pie", *_made["two"], scenario, "en")
    with pytest.raises(ValueError, match="unknown language 'fr'"):
        charts.draw("growth", *_made["two"], scenario, "fr")


def test_all_three_charts_in_both_formats_take_less_than_three_seconds(tmp_path: Path) -> None:
    scenario, _ = CASES["two"]
    drawn("two", "growth", "en")
    times = []
    for _ in range(2):
        start = time.perf_counter()
        for name in charts.names():
            charts.save(charts.draw(name, *_made["two"], scenario, "en"), tmp_path / name)
        times.append(time.perf_counter() - start)
    assert min(times) < 3

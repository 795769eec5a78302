"""The rules for a projector hold for every chart on request, in both languages and all looks, whatever the scenario.

The charts that every run writes are checked in the same way in ``test_charts_rules`` and ``test_charts_sweeps``.
"""

from __future__ import annotations

import copy
import math
import re
import sys
import warnings
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from followersim import charts, locale
from followersim.analysis.summary import summarise
from followersim.charts import saving, theme
from followersim.locale.numbers import NO_BREAK, number, short
from followersim.scenario.vocabulary import THEMES
from tests.charts import samples
from tests.charts.checking import drawn, faults, words_of
from tests.charts.colour_vision import least_distance

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.charts.page import Chart

LOOKS = [*(charts.look_of(name) for name in THEMES), charts.look_of(large_room=True)]
LONGER = 0.4

# every chart in every language and look for two policies; all else in turns
EVERY = [(kind, "two", lang, look) for kind in charts.ON_REQUEST for lang in ("de", "en") for look in LOOKS]
REST = [
    (kind, case, ("de", "en")[(n + k) % 2], LOOKS[(n + 2 * k) % len(LOOKS)])
    for k, kind in enumerate(charts.ON_REQUEST)
    for n, case in enumerate(samples.cases_of(kind))
    if case != "two"
]


def checked(kind: str, case: str, lang: str, look: theme.Look) -> Chart:
    """Draw a chart and check it; nothing may warn, such as characters that the font does not have."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = drawn(samples.chart(kind, case, lang, look))
        assert faults(figure, lang, *samples.own_words(case, lang)) == []
    return figure


@pytest.mark.parametrize(("kind", "case", "lang", "look"), EVERY, ids=str)
def test_every_chart_keeps_the_rules_in_every_language_and_look(
    kind: str, case: str, lang: str, look: theme.Look
) -> None:
    checked(kind, case, lang, look)


@pytest.mark.parametrize(("kind", "case", "lang", "look"), REST, ids=str)
def test_every_chart_keeps_the_rules_in_unusual_scenarios(kind: str, case: str, lang: str, look: theme.Look) -> None:
    figure = checked(kind, case, lang, look)
    assert len(saving.svg_bytes(figure)) < 1_000_000


@pytest.fixture
def longer_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all texts be 40 % longer, as in a language that needs more room."""

    def longer(say: Callable[..., str]) -> Callable[..., str]:
        def said(*words: Any, **gaps: Any) -> str:
            text = say(*words, **gaps)
            return text + " " + "mehr " * math.ceil(LONGER * len(text) / 5 - 1) + "mehr"

        return said

    for name, module in list(sys.modules.items()):
        if name.startswith(("followersim.charts", "followersim.analysis")):
            for function in (locale.translate, locale.plural):
                if getattr(module, function.__name__, None) is function:
                    monkeypatch.setattr(module, function.__name__, longer(function))


@pytest.mark.usefixtures("longer_texts")
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=str)
@pytest.mark.parametrize("kind", charts.ON_REQUEST)
def test_texts_that_are_longer_find_their_place(kind: str, look: theme.Look) -> None:
    figure = drawn(samples.chart(kind, "two", "de", look))
    assert "mehr" in words_of(figure)
    # a text that is longer may be cut in the picture, and with it a number that the alternative text has
    assert faults(figure, "de", *samples.own_words("two", "de")) == []


@pytest.mark.parametrize("name", THEMES)
def test_each_theme_keeps_colours_apart_and_readable(name: str) -> None:
    with theme.style(charts.look_of(name)):
        assert least_distance([*theme.SERIES, theme.GREY]) >= 10
        for colour in (*theme.SERIES, theme.GREY):
            assert theme.contrast(colour, theme.PAPER) >= 3
            for paper in (theme.PAPER, theme.FAINT):
                assert theme.contrast(theme.ink(colour), paper) >= 4.5
        for paper in (theme.PAPER, theme.FAINT):
            assert theme.contrast(theme.TEXT, paper) >= 7
            assert theme.contrast(theme.QUIET, paper) >= 4.5
        assert theme.ramp(0) != theme.PAPER
        assert to_hex(theme.tint(theme.BLUE, 0)) == theme.PAPER.lower()


def test_print_is_told_apart_in_black_and_white() -> None:
    light = sorted(theme.luminance(colour) for colour in theme.COLOURS["print"].series)
    ratios = [(b + 0.05) / (a + 0.05) for a, b in pairwise(light)]
    assert min(ratios) >= 1.4


def test_the_look_ends_with_its_chart() -> None:
    with theme.style(charts.look_of("dark", large_room=True)):
        assert (theme.PAPER, theme.WIDTH, theme.MARGIN) == ("#15191E", 1280, 44)
        with theme.style():
            assert theme.PAPER == "#15191E"
        with theme.style(charts.look_of("print")):
            assert theme.WIDTH == 1920
    assert (theme.PAPER, theme.WIDTH) == ("#FFFFFF", 1920)
    with pytest.raises(ValueError, match="unknown theme 'pink'"):
        charts.look_of("pink")
    with pytest.raises(AttributeError, match="PINK"):
        _ = theme.PINK  # type: ignore[attr-defined]


# ---- titles say what the data say --------------------------------------------------------------------------------


def heading(kind: str, case: str = "two") -> str:
    return samples.chart(kind, case, "en", LOOKS[0]).heading


def test_the_title_on_trust_has_the_paired_difference() -> None:
    _, summary = samples.results("two")
    found = summary["results"][1]["difference"]["mean_trust_end"]
    assert f"{short(100 * found['median'], 'en')} " in heading("trust")
    scenario, _ = samples.CASES["two"]
    daily, _ = samples.results("two")
    worse = daily.assign(mean_trust=daily["mean_trust"] - 0.0235 * (daily["policy"] == "harsh_reply"))
    figure = charts.draw("trust", worse, summarise(worse, scenario), scenario, "en")
    assert figure.heading.startswith("“Harsh replies”: trust 2.3 points lower than with “Handles criticism well”")


def test_the_title_on_replies_has_times_or_queues() -> None:
    _, summary = samples.results("two")
    queues = sorted(round(r["peak_queue"]["mean"]) for r in summary["results"])
    assert re.findall(r"\d+", heading("response")) == [str(queues[1]), str(queues[0])]


def test_the_title_on_gains_and_losses_has_the_largest_difference() -> None:
    _, summary = samples.results("two")
    base, harsh = summary["results"]
    group, cause = max(
        ((g, c) for g in ("new_followers_by_cause", "lost_followers_by_cause") for c in harsh[g]),
        key=lambda key: abs(harsh[key[0]][key[1]]["mean"] - base[key[0]][key[1]]["mean"]),
    )
    said = heading("gained_lost")
    for result in (harsh, base):
        assert f"{round(result[group][cause]['mean'])} " in said or f"{result[group][cause]['mean']:.1f}" in said


def test_the_title_on_wind_has_storms_and_their_days() -> None:
    _, summary = samples.results("two")
    result = max(summary["results"], key=lambda r: r["shitstorm"]["k"])
    storms = result["storms"]
    wanted = [result["shitstorm"]["k"], result["shitstorm"]["n"], int(storms["start"]["median"])]
    assert [int(n) for n in re.findall(r"\d+", heading("wind"))[:3]] == wanted


def test_rows_of_wind_are_the_runs() -> None:
    figure = samples.chart("wind", "two", "en", LOOKS[0])
    daily, _ = samples.results("two")
    harsh = daily[daily["policy"] == "harsh_reply"].pivot_table(index="world", columns="day", values="wind_force")
    strongest = sorted(harsh.max(axis=1).to_numpy(), reverse=True)
    panel = next(axes for axes in figure.axes if axes.get_gid() == "wind-1")
    shapes = [p for p in panel.patches if str(p.get_gid()).endswith(f"-{int(strongest[0])}")]
    assert len(shapes) == 1
    days = sum(float(np.ptp(np.asarray(one)[:, 0])) for one in shapes[0].get_path().to_polygons())
    n = len(harsh)
    rows = [harsh.to_numpy()[k] for k in _ranked(harsh.to_numpy())[((np.arange(20) + 0.5) * n / 20).astype(int)]]
    assert days == pytest.approx(sum((row == strongest[0]).sum() for row in rows))


def _ranked(runs: Any) -> Any:
    return np.lexsort((np.arange(len(runs)), -(runs >= 5).sum(axis=1), -runs.max(axis=1)))


def test_causes_hang_together() -> None:
    material = samples.material("causes", "two")["outcomes"]["followers"]
    figure = samples.chart("causes", "two", "en", LOOKS[0])
    (panel,) = [axes for axes in figure.axes if axes.get_gid() == "causes"]
    bars = [p for p in panel.patches if isinstance(p, Rectangle)]
    starts = [(float(p.get_x()), float(p.get_x() + p.get_width())) for p in bars]
    base = material["baseline"] - 5000
    assert starts[0] == pytest.approx((0, base))
    for (_, end), (start, _) in pairwise(starts[:-1]):
        assert start == pytest.approx(end)
    assert starts[-1] == pytest.approx((0, material["policy"] - 5000))
    assert starts[-2][1] == pytest.approx(starts[-1][1])
    assert f"on average {abs(round(material['difference']['mean']))} fewer followers" in figure.heading


REASONS = [
    ([0.54, 0.41, 0.05], 1, ", 95% of it for two reasons", ", zu 95 % aus zwei Gründen"),
    ([0.41, 0.54], 2, ", 95% of it for two reasons", ", zu 95 % aus zwei Gründen"),
    ([0.42, 0.36], 1, ", 78% of it for two reasons", ", zu 78 % aus zwei Gründen"),
    ([0.7, 0.6, -0.3], 2, ", mostly for two reasons", ", vor allem aus zwei Gründen"),
    ([0.5, 0.4, 0.4], 3, ", mostly for several reasons", ", vor allem aus mehreren Gründen"),
    ([0.54, 0.3], 1, ", main reason (54%): reason 0", ", größter Grund (54 %): Grund 0"),
    ([1.2, -0.2], 1, ", main reason: reason 0", ", größter Grund: Grund 0"),
    ([0.37, 0.3], 0, ", for no single reason", ", ohne dass ein Grund überwiegt"),
    ([], 0, ", and no reason stands out from chance", ", und kein Grund hebt sich vom Zufall ab"),
]


@pytest.mark.parametrize(("shares", "main", "english", "german"), REASONS, ids=str)
def test_the_title_on_causes_names_one_reason_only_if_it_is_alone(
    shares: list[float], main: int, english: str, german: str
) -> None:
    material = copy.deepcopy(samples.material("causes", "two"))
    found = material["outcomes"]["followers"]
    like = found["causes"][0]
    total = found["difference"]["mean"]
    found["causes"] = [
        {
            **like, "mechanism": f"m{n}", "title": {"en": f"reason {n}", "de": f"Grund {n}"},
            "share": share, "mean": share * total,
        }
        for n, share in enumerate(shares)
    ]  # fmt: skip
    found["main"] = [f"m{n}" for n in range(main)]
    scenario, _ = samples.CASES["two"]
    for lang, wanted in (("en", english), ("de", german)):
        figure = charts.draw("causes", *samples.results("two"), scenario, lang, material=material)
        assert figure.heading.endswith(wanted)
        assert figure.alt_text.replace(NO_BREAK, " ").startswith(f"{figure.heading}.")


def test_causes_beyond_the_room_go_together() -> None:
    for look, most in ((LOOKS[0], 6), (LOOKS[3], 3)):
        figure = samples.chart("causes", "long names", "en", look)
        (panel,) = [axes for axes in figure.axes if axes.get_gid() == "causes"]
        assert len([p for p in panel.patches if str(p.get_gid()).startswith("step-")]) in {0, most + 3}
        assert "everything else" in words_of(drawn(figure))


def test_a_story_has_the_numbers_of_its_world() -> None:
    story = samples.material("story", "two")
    figure = drawn(samples.chart("story", "two", "de", LOOKS[0]))
    assert number(story.storm.size, "de") in figure.heading
    assert number(float(story.criticism.sum()), "de") in words_of(figure)
    assert number(float(story.followers[-1]), "de") in words_of(figure)


def test_the_audience_is_counted_as_a_whole_and_drawn_as_a_sample() -> None:
    crowd = samples.material("audience", "two")
    figure = drawn(samples.chart("audience", "two", "en", LOOKS[0]))
    assert f"reached {int(crowd.reached.sum()):,} of 20,000 people" in figure.heading
    assert f"made {int(crowd.angry.sum()):,} angry" in figure.heading
    counts = [int(n.replace(",", "")) for n in re.findall(r"^([\d,]+) \(", words_of(figure), re.MULTILINE)]
    assert sum(counts) == crowd.people
    dots: dict[str, int] = {}
    for line in (line for axes in figure.axes for line in axes.lines):
        dots[str(line.get_gid())] = dots.get(str(line.get_gid()), 0) + len(np.asarray(line.get_xdata()))
    kinds = [dots[f"people-{kind}"] for kind in (3, 2, 1, 0)]
    assert f"{sum(kinds):,} of 20,000 people drawn" in words_of(figure)
    shares = [kind / sum(kinds) for kind in kinds]
    assert shares == pytest.approx([count / crowd.people for count in counts], abs=0.06)


@pytest.mark.parametrize("kind", charts.NEED_MATERIAL)
def test_what_is_in_no_table_must_be_given(kind: str) -> None:
    scenario, _ = samples.CASES["two"]
    with pytest.raises(ValueError, match="needs more than tables"):
        charts.draw(kind, *samples.results("two"), scenario, "en")

"""Charts, sentences and the page of the documentation."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from matplotlib.text import Text
from PIL import Image

from followersim.analysis.sensitivity_words import robustness_sentence, short_meaning
from followersim.charts.regime_map import draw_regime_map
from followersim.charts.sensitivity import draw_all
from followersim.sensitivity import page
from tests.sensitivity.made_up import regimes, report

if TYPE_CHECKING:
    from followersim.charts.page import Chart

PAGE: Final = Path(__file__).parents[2] / "docs" / "sensitivity.md"
LONG: Final = (
    "A way to talk to people that has been given an extraordinarily long name by somebody who likes long names"
)


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """Return a report of two policies."""
    return report()


def check(chart: Chart) -> list[str]:
    """Check that a chart can be read from the last row, and that nothing overlaps or is cut off; return its texts."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart.canvas.draw()
    texts = [text for text in chart.findobj(Text) if isinstance(text, Text) and text.get_text().strip()]
    places = [(text.get_text(), text.get_window_extent()) for text in texts if text.get_visible()]
    for text in texts:
        assert float(text.get_fontsize()) * chart.dpi / 72 >= 28, text.get_text()
    for number, (one, first) in enumerate(places):
        assert 0 <= first.x0 <= first.x1 <= 1920, one
        assert 0 <= first.y0 <= first.y1 <= 1080, one
        for other, second in places[number + 1 :]:
            wide = min(first.x1, second.x1) - max(first.x0, second.x0)
            high = min(first.y1, second.y1) - max(first.y0, second.y0)
            assert wide <= 0.5 or high <= 0.5, (one, other)
    return [text for text, _ in places]


@pytest.mark.parametrize("lang", ["en", "de"])
def test_charts_are_large_enough_and_nothing_overlaps(made: dict[str, Any], lang: str) -> None:
    names = []
    for name, chart in draw_all(made, lang):
        texts = check(chart)
        names.append(name)
        assert chart.heading
        assert chart.alt_text
        assert "Handles criticism well" in " ".join(texts)
    assert names == [f"{kind}_{output}" for output in made["outputs"] for kind in ("screening", "indices")] + [
        "ranking"
    ]


def test_long_names_and_many_policies_fit() -> None:
    many = report([f"{LONG} {n}" for n in range(6)], n=12)
    for factor in many["factors"]:
        factor["meaning"] = {lang: f"{factor['meaning'][lang]} {LONG} {LONG}" for lang in ("en", "de")}
    for name, chart in draw_all(many, "de"):
        texts = check(chart)
        if name == "ranking":
            assert " ".join(texts[3:]).count("mehr Follower als") == 3, "names are cut, not what is said of them"
        assert ("erste 4 von 6" in " ".join(texts)) == (name != "ranking")


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_single_policy_that_nothing_moves_is_drawn(lang: str) -> None:
    alone = report(["Alone"], n=5)
    for result in alone["screening"]["results"]:
        for row in result["factors"]:
            row.update(dict.fromkeys(("mu", "mu_star", "mu_star_low", "mu_star_high", "sigma"), 0.0))
            row.update({"none": True, "clear": False})
    for result in alone["indices"]["results"]:
        for one in (*result["first"], *result["total"]):
            one.update({"value": None, "low": None, "high": None, "clear": False})
    drawn = dict(draw_all(alone, lang))
    assert sorted(drawn) == ["screening_followers", "screening_peak", "screening_shitstorm"]
    for chart in drawn.values():
        check(chart)
        assert {"en": "Nothing", "de": "nichts"}[lang] in chart.heading


def test_the_largest_effect_is_at_the_top(made: dict[str, Any]) -> None:
    chart = dict(draw_all(made, "en"))["screening_peak"]
    sizes: dict[str, float] = {}
    for result in made["screening"]["results"]:
        if result["output"] == "peak":
            sizes |= {row["name"]: max(row["mu_star"], sizes.get(row["name"], 0)) for row in result["factors"]}
    largest = max(sizes, key=lambda name: sizes[name])
    meaning = next(one["meaning"]["en"] for one in made["factors"] if one["name"] == largest)
    assert short_meaning(meaning) in chart.heading
    assert largest in chart.alt_text


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_regime_map_shows_the_default(lang: str) -> None:
    chart = draw_regime_map(regimes(), lang)
    texts = check(chart)
    assert {"en": "1 (default)", "de": "1 (Standard)"}[lang] in texts
    assert {"en": "35%", "de": "35\u00a0%"}[lang] in texts or "35 %" in texts
    assert "35" in chart.heading


@pytest.mark.parametrize(
    ("counts", "english", "german"),
    [
        ((90, 4, 6), "it is the same in 4, the other way round in 6", "gleichauf 4-mal, umgekehrt 6-mal"),
        ((94, 0, 6), "it is the other way round in 6", "umgekehrt 6-mal"),
        ((94, 6, 0), "in the other 6 it is the same", "in den anderen 6 gleichauf"),
        ((100, 0, 0), "without exception", "ohne Ausnahme"),
    ],
)
def test_the_sentence_to_be_quoted(counts: tuple[int, int, int], english: str, german: str) -> None:
    entry = {"policy": "a", "against": "b", "output": "followers", "share": counts[0] / 100, "low": 0.85, "high": 0.99}
    entry |= dict(zip(("better", "equal", "worse"), counts, strict=True))
    titles = {"a": "Ours", "b": "Theirs"}
    said = robustness_sentence(entry, 100, 650, titles, "en")
    assert said.startswith(f"In {counts[0]} of 100 random draws of 650 parameters at once, “Ours” gains more followers")
    assert said.endswith(f"; {english}.")
    assert "85\u201399%" in said
    assert robustness_sentence(entry, 100, 650, titles, "de").endswith(f"; {german}.")


def test_meanings_are_shortened_to_what_they_say() -> None:
    assert short_meaning("how people write: standard deviation of the logarithm; 2.0 is much") == "how people write"
    assert short_meaning("angry from (R5)") == "angry from"
    assert short_meaning("replies: trust of the author") == "replies: trust of the author"


def test_the_page_is_rewritten_between_its_marks_only(made: dict[str, Any], tmp_path: Path) -> None:
    folder, target = tmp_path / "results", tmp_path / "docs" / "page.md"
    folder.mkdir()
    target.parent.mkdir()
    (folder / "sensitivity.json").write_text(json.dumps(made), encoding="utf-8")
    (folder / "regime_map.json").write_text(json.dumps(regimes()), encoding="utf-8")
    for name in ("ranking", "regime_map_en"):
        Image.new("RGB", (4, 3), "red").save(folder / f"{name}.png")
    target.write_text(f"# Before\n\n{page.BEGIN}\nold\n{page.END}\n\nafter\n", encoding="utf-8")
    page.main(folder, target)
    once = target.read_text(encoding="utf-8")
    assert once.startswith("# Before\n")
    assert once.endswith("after\n")
    assert "old" not in once.replace("threshold", "").replace("hold", "")
    assert "](images/sensitivity_ranking.png)" in once
    assert "](images/sensitivity_screening_peak.png)" not in once, "only pictures that there are"
    assert (target.parent / "images" / "sensitivity_ranking.png").exists()
    assert "`presence_spread`" in once
    assert "| Harsh replies |" in once
    page.main(folder, target)
    assert target.read_text(encoding="utf-8") == once
    with pytest.raises(ValueError, match="the page has no"):
        page.rewritten("no marks", made, regimes(), ())


def test_the_page_of_the_documentation_has_what_a_trainer_may_quote() -> None:
    written = PAGE.read_text(encoding="utf-8").split(page.BEGIN)[1].split(page.END)[0]
    assert "> In " in written, "please run: make sensitivity"
    assert "> Bei " in written
    assert "random draws of" in written
    assert "(images/regime_map_en.png)" in written

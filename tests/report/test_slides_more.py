"""The slides that tell what people wrote, why it came so, and what the other charts show."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO
from itertools import combinations, pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import pytest
from PIL import Image

from followersim import charts
from followersim.analysis.summary import summarise
from followersim.charts import theme
from followersim.charts.causes import Step
from followersim.report import slides_notes, slides_pictures, slides_voices
from followersim.report.slides_causes import series_of
from followersim.report.slides_deck import Deck
from followersim.report.slides_pictures import LOOK, PICTURE
from tests.charts import samples
from tests.charts.checking import drawn, size_of, texts_of
from tests.report.slides_cases import CHARTS, deck, results, talk
from tests.report.test_slides_rules import is_number
from tests.synthetic import POLICIES, Scenario, make_daily

if TYPE_CHECKING:
    from followersim.scenario.vocabulary import Language

P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
PICTURED: Final = [name for name in charts.ON_REQUEST if name != "causes"]
DRAWN: Final = [
    (kind, case, lang)
    for kind in PICTURED
    for case, lang in (("two", "de"), ("two", "en"), ("long names", "de"), ("twelve", "de"), ("sweep of 3", "de"))
    if case in samples.cases_of(kind)
]
BOTH: Final[tuple[Language, ...]] = ("en", "de")


def titled(case: str, lang: Language, title: str) -> Any:
    return next(slide for slide in deck(case, lang).slides if slide.shapes.title.text_frame.text == title)


def pictures(case: str, lang: Language) -> list[Any]:
    return [slide for slide in deck(case, lang).slides for shape in slide.shapes if shape.shape_type == 13]


def words(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and not is_number(shape)]


# ---- pictures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", BOTH)
def test_every_further_chart_has_its_slide(lang: Language) -> None:
    found = pictures("two", lang)
    assert len(found) == len(PICTURED)
    for slide, name in zip(found, slides_pictures.shown(results("two")), strict=True):
        with theme.style(LOOK):
            chart = results("two").chart(name, lang)
        assert slide.shapes.title.text_frame.text == chart.heading
        picture = next(shape for shape in slide.shapes if shape.shape_type == 13)
        assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == chart.alt_text
        assert words(slide)[1].startswith(chart.unit[0])
        assert picture.name == chart.heading
        image = Image.open(BytesIO(picture.image.blob))
        assert picture.width / picture.height == pytest.approx(image.width / image.height, rel=0.005)
        assert image.info.keys() <= {"dpi"}
    assert [slide.shapes.title.text_frame.text for slide in pictures("calm", lang)] == []


def test_there_is_a_slide_for_every_chart_that_the_deck_does_not_draw_itself() -> None:
    assert set(slides_notes.PICTURES) == set(PICTURED)
    for case, names in CHARTS.items():
        assert len(pictures(case, "de")) == len(set(names) - {"causes"})


@pytest.mark.parametrize(("kind", "case", "lang"), DRAWN)
def test_text_in_pictures_is_as_large_as_on_slides_and_has_its_place(kind: str, case: str, lang: Language) -> None:
    chart = drawn(samples.chart(kind, case, lang, LOOK))
    points = PICTURE.width * 72 / (chart.get_size_inches()[0] * chart.dpi)
    wide, high = chart.get_size_inches() * chart.dpi
    placed = texts_of(chart)
    assert len(placed) > 5
    for text, box in placed:
        assert size_of(text, chart) * points >= 24, text.get_text()
        assert text.get_rotation() == 0
        assert box.x0 >= 0, text.get_text()
        assert box.y0 >= 0, text.get_text()
        assert box.x1 <= wide, text.get_text()
        assert box.y1 <= high, text.get_text()
    for (one, first), (other, second) in combinations(placed, 2):
        apart = max(second.x0 - first.x1, first.x0 - second.x1, second.y0 - first.y1, first.y0 - second.y1)
        assert apart >= -0.5, (one.get_text(), other.get_text())


@pytest.mark.parametrize("kind", [kind for kind in PICTURED if kind not in charts.NEED_MATERIAL])
def test_labels_at_the_top_of_a_picture_stay_in_it(kind: str) -> None:
    scenario = Scenario(policies=POLICIES[:3], events=())  # no flags, which would leave room above
    daily = make_daily(scenario, 12)
    chart = drawn(charts.draw(kind, daily, summarise(daily, scenario), scenario, "de", look=LOOK))
    for text, box in texts_of(chart):
        assert min(box.x0, box.y0) >= 0, text.get_text()
        assert box.y1 <= chart.get_size_inches()[1] * chart.dpi, text.get_text()


def test_policies_written_in_python_are_not_run() -> None:
    found = results("two")
    cases = [SimpleNamespace(python_policy="module:Class")]
    strange: Any = SimpleNamespace(charts=found.charts, scenario=SimpleNamespace(cases=lambda: cases))
    assert set(slides_pictures.shown(found)) - set(slides_pictures.shown(strange)) == {"story", "audience"}


def test_a_bare_chart_is_one_for_a_slide() -> None:
    with pytest.raises(ValueError, match="large room"):
        theme.Look(bare=True)


# ---- what people wrote -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", BOTH)
def test_the_same_complaint_and_two_replies(lang: Language) -> None:
    title = {"en": "The same complaint, two replies", "de": "Dieselbe Beschwerde, zwei Antworten"}[lang]
    slide = titled("two", lang, title)
    _, which, complaint, left, right = words(slide)
    made_up = talk("two", lang)
    assert made_up is not None
    pair = made_up.pairs[1]  # the other one differs in time as well
    assert {"en": "Run 6, day 20, 11:21", "de": "Durchlauf 6, Tag 20, 11:21 Uhr"}[lang] in which
    assert {"en": "invented", "de": "erfunden"}[lang] in which
    assert pair.line.text in complaint
    for text, found, wind in ((left, pair.answers[1], 3), (right, pair.answers[0], 6)):
        assert found is not None
        assert found.text.removeprefix("@warm_waffle ") in text
        assert "@" not in text
        assert found.delay in text
        assert str(wind) in text.splitlines()[-1]
        assert ("Shitstorm" in text or "shitstorm" in text) == (wind == 6)
    boxes = [shape for shape in slide.shapes if shape.has_text_frame and not shape.is_placeholder]
    assert boxes[1].left < boxes[2].left
    notes = slide.notes_slide.notes_text_frame.text
    assert "--policy harsh_reply --world 6 --around-storm" in notes
    assert {"en": "invented", "de": "erfunden"}[lang] in notes


def test_the_second_reply_comes_with_a_click() -> None:
    slide = titled("two", "de", "Dieselbe Beschwerde, zwei Antworten")
    boxes = [shape for shape in slide.shapes if shape.has_text_frame and not shape.is_placeholder]
    timing = slide._element.find(f"{P}timing")
    assert {one.get("spid") for one in timing.iter() if one.get("spid")} == {str(boxes[2].shape_id)}
    assert [one.tag for one in slide._element].index(f"{P}timing") == len(slide._element) - 1
    ids = [one.get("id") for one in timing.iter(f"{P}cTn")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("case", "title", "said"),
    [
        ("one", "Eine Beschwerde, eine Antwort", "Anleitung lesen hilft."),
        ("line", "Eine Beschwerde und keine Antwort", "Keine Antwort."),
        ("twelve", "Dieselbe Beschwerde, nur eine Antwort", "Keine Antwort."),
    ],
)
def test_where_there_is_no_pair(case: str, title: str, said: str) -> None:
    assert said in "\n".join(words(titled(case, "de", title)))


def test_where_nobody_complains_there_is_no_slide() -> None:
    for case in ("calm", "grid"):
        assert not any("Beschwerde" in slide.shapes.title.text_frame.text for slide in deck(case, "de").slides)


def test_of_pairs_the_one_that_differs_in_the_words_only() -> None:
    made_up = talk("two", "de")
    assert made_up is not None
    late, same = made_up.pairs
    half = replace(same, answers=(None, same.answers[1]))
    private = replace(same.answers[0], text="long " * 40)  # type: ignore[type-var]
    long = replace(same, answers=(private, same.answers[1]))
    for pairs, best in (
        ((late, same), same),
        ((half, late), late),
        ((half, half), half),
        ((long, same), same),
        ((late, long), long),
    ):
        assert slides_voices.most_telling(pairs) is best


# ---- causes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", BOTH)
def test_causes(lang: Language) -> None:
    explained = results("two").causes
    assert explained is not None
    found = explained["outcomes"]["followers"]
    slide = next(
        slide for slide in deck("two", lang).slides if any("+104" in text for text in words(slide)) and charts_of(slide)
    )
    (chart,) = charts_of(slide)
    parts = [found["baseline"] - 5000, *(cause["mean"] for cause in found["causes"]), found["other"]["mean"]]
    assert sum(parts) == pytest.approx(found["policy"] - 5000)
    said = words(slide)
    for cause in found["causes"]:
        title = cause["title"][lang]
        assert title[:1].upper() + title[1:] in said
        number = f"{cause['mean']:+.0f}".replace("-", "\u2212").replace("+", "+")
        low, high = (f"{cause[key]:+.0f}".replace("-", "\u2212") for key in ("low", "high"))
        assert f"{number} ({low} {'to' if lang == 'en' else 'bis'} {high})" in said
        notes = slide.notes_slide.notes_text_frame.text
        assert title in notes
        assert f"{cause['without']['mean']:+.0f}".replace("-", "\u2212") in notes
    ends, at = [parts[0]], parts[0]
    for part in parts[1:]:
        at += part
        ends.append(at)
    # what is drawn beside what is not seen
    series = {one.name: list(one.values) for one in chart.plots[0].series}
    blank = series.pop(next(iter(series)))
    tops = [sum(values[n] for values in series.values()) for n in range(len(blank))]
    assert [abs(top) for top in tops[:-1]] == pytest.approx([abs(part) for part in parts])
    assert tops[-1] == pytest.approx(ends[-1])
    assert [blank[n] for n in (0, -1)] == [0, 0]
    assert [min(b, b + t) for b, t in zip(blank[1:-1], tops[1:-1], strict=True)] == pytest.approx(
        [min(pair) for pair in pairwise(ends)]
    )


def charts_of(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def test_no_causes_no_slide() -> None:
    for case in ("one", "calm", "line"):
        assert results(case).causes is None


@pytest.mark.parametrize(
    ("start", "end", "is_good", "seen"),
    [
        (10, 4, False, {"blank": 4, "worse": 6}),
        (-4, -10, False, {"blank": -4, "worse below": -6}),
        (6, -3, False, {"worse": 6, "worse below": -3}),
        (-3, 6, True, {"better": 6, "better below": -3}),
        (0, 0, True, {}),
    ],
)
def test_bars_end_to_end_also_across_zero(start: float, end: float, is_good: bool, seen: dict[str, float]) -> None:
    found = series_of([Step("x", start, end, start, end, 0.5, is_good)], "en")
    names = {
        "where the bar begins": "blank", "for the better": "better", "for the worse": "worse",
        "for the better, below 0": "better below", "for the worse, below 0": "worse below",
    }  # fmt: skip
    assert {names[one.name]: one.values[0] for one in found if one.values[0]} == seen
    assert {one.colour for one in found if names[one.name] == "blank"} == {""}


def test_a_deck_with_pictures_is_the_same_bytes() -> None:
    def once() -> str:
        made = Deck("de", "x")
        slides_pictures.add_pictures(made, replace(results("two"), charts=("wind", "trust")))
        return hashlib.sha256(made.content()).hexdigest()

    assert once() == once()

"""Every number on a slide, in a chart and in its workbook is the one of the summary."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import pytest

from followersim.analysis.findings import criticism_of, finding, gain_of, lead_of, main_results
from followersim.analysis.words import icons_of, of_twenty, runs, titles
from followersim.locale.numbers import number, percent, percent_range
from tests.report.slides_cases import deck, results
from tests.report.test_slides_rules import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followersim.scenario.vocabulary import Language

SHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BOTH: Final[tuple[Language, ...]] = ("en", "de")


def titled(case: str, lang: Language, chart: str) -> Any:
    """Return the slide whose title is the finding of a chart, at its full length."""
    found = results(case)
    said = finding(chart, found.summary, found.scenario, lang)
    return next(slide for slide in deck(case, lang).slides if slide.shapes.title.text_frame.text == said)


def words(slide: Any) -> list[str]:
    return [shape.text_frame.text.replace("\u202f", "\u00a0") for shape in texts_of(slide.shapes)]


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def sheet(chart: Any) -> dict[str, Any]:
    """Return the cells of the workbook behind a chart."""
    with zipfile.ZipFile(BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as book:
        texts = [
            "".join(part.text or "" for part in one.iter(f"{SHEET}t"))
            for one in ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
        ]
        found: dict[str, Any] = {}
        for cell in ET.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}c"):  # noqa: S314
            value = cell.findtext(f"{SHEET}v") or ""
            found[str(cell.get("r"))] = texts[int(value)] if cell.get("t") == "s" else float(value)
        return found


def all_charts(case: str, lang: Language) -> Iterator[Any]:
    for slide in deck(case, lang).slides:
        yield from charts(slide)


@pytest.mark.parametrize("lang", BOTH)
def test_shitstorms_as_clouds(lang: Language) -> None:
    slide = titled("two", lang, "shitstorm")
    groups = [shape for shape in slide.shapes if shape.shape_type == 6]
    names, said = titles(results("two").scenario, lang), " ".join(words(slide))
    for result, group in zip(main_results(results("two").summary), groups, strict=True):
        storm = result["shitstorm"]
        filled, count = icons_of(storm["k"], storm["n"])
        colours = [str(cloud.fill.fore_color.rgb) for cloud in group.shapes]
        assert len(colours) == count == 20
        assert sum(colour != "FFFFFF" for colour in colours) == filled
        interval = percent_range(storm["low"], storm["high"], lang)
        of = {"en": "of", "de": "von"}[lang]
        assert f"{storm['k']} {of} {storm['n']} ({interval})" in said
        assert any(
            of_twenty(storm["k"], storm["n"], lang, brief=brief) in words(slide)[n]
            for brief in (True, False)
            for n in range(len(words(slide)))
        )
        about = group._element.xpath(".//p:cNvPr")[0].get("descr")
        assert names[result["policy"]] in about
        assert runs(storm["k"], storm["n"], lang) in about
        assert interval in about


@pytest.mark.parametrize("lang", BOTH)
def test_the_guess_gives_nothing_away(lang: Language) -> None:
    guess = deck("two", lang).slides[3]
    groups = [shape for shape in guess.shapes if shape.shape_type == 6]
    assert [len(group.shapes) for group in groups] == [20, 20]
    assert {str(cloud.fill.fore_color.rgb) for group in groups for cloud in group.shapes} == {"FFFFFF"}
    shown = " ".join([*words(guess), *(one.get("descr") or "" for one in guess._element.xpath(".//p:cNvPr"))])
    assert set(re.findall(r"\d+", shown)) == {"20"}
    before = " ".join(word for slide in list(deck("two", lang).slides)[:4] for word in words(slide))
    for result in main_results(results("two").summary):
        assert number(result["n_followers_end"]["median"], lang) not in before


@pytest.mark.parametrize("lang", BOTH)
def test_no_storm_is_none_of_so_many(lang: Language) -> None:
    slide = titled("calm", lang, "shitstorm")
    assert (
        words(slide).count(
            {"en": "none of 20\n0 of 20 (0\u201316%)", "de": "keiner von 20\n0 von 20 (0\u201316\u00a0%)"}[lang]
        )
        == 3
    )
    assert {"en": "does not mean", "de": "heißt nicht"}[lang] in slide.notes_slide.notes_text_frame.text


def test_shitstorms_as_bars() -> None:
    slide = titled("twelve", "de", "shitstorm")
    (chart,) = charts(slide)
    found = main_results(results("twelve").summary)
    names = titles(results("twelve").scenario, "de")
    assert list(chart.plots[0].categories) == [names[one["policy"]] for one in found]
    assert list(chart.plots[0].series[0].values) == [one["shitstorm"]["k"] for one in found]
    for one in found:
        storm = one["shitstorm"]
        assert f"{storm['k']} von {storm['n']} ({percent_range(storm['low'], storm['high'], 'de')})" in words(slide)
        assert storm["k"] == 0 or chart.value_axis.maximum_scale >= storm["high"] * storm["n"]


@pytest.mark.parametrize("lang", BOTH)
def test_followers(lang: Language) -> None:
    slide = titled("two", lang, "growth")
    (chart,) = charts(slide)
    blocks = {block.policy: block for block in results("two").blocks()}
    lines = {series.name: list(series.values) for series in chart.plots[0].series}
    names = titles(results("two").scenario, lang)
    for result in main_results(results("two").summary):
        gain, name = gain_of(result), names[result["policy"]]
        end = number(result["n_followers_end"]["median"], lang)
        assert f"{name}\n{end} ({number(gain, lang, signed=True)})" in words(slide)
        median = lines[f"{name}, {'median' if lang == 'en' else 'Median'}"]
        assert median[0] == 0
        assert median[-1] == gain
        grown = blocks[result["policy"]].growth()
        for world in (0, 19):
            assert lines[f"{name}, {'world' if lang == 'en' else 'Welt'} {world}"] == grown[world].tolist()
    assert len(lines) == 2 * (20 + 1)
    assert list(chart.plots[0].categories) == [str(day) for day in range(91)]


def test_feedback_over_time() -> None:
    slide = titled("two", "de", "feedback")
    blocks = {block.policy: block for block in results("two").blocks()}
    found = main_results(results("two").summary)
    for chart, result in zip(charts(slide), found, strict=True):
        praise, criticism = (list(series.values) for series in chart.plots[0].series)
        for drawn, name in ((praise, "n_praise"), (criticism, "n_criticism")):
            mean = blocks[result["policy"]].measure(name).mean(axis=0)
            apart = 90 // len(drawn)
            assert sum(map(abs, drawn)) * apart == pytest.approx(mean.sum())
        assert all(value <= 0 for value in criticism)
        said = (
            f"▲ Lob {number(result['n_praise']['mean'], 'de')}",
            f"▼ Kritik {number(result['n_criticism']['mean'], 'de')}",
        )
        assert set(said) <= set(words(slide))
    first, other = (chart.value_axis for chart in charts(slide))
    assert (first.minimum_scale, first.maximum_scale) == (other.minimum_scale, other.maximum_scale)


def test_feedback_as_sums() -> None:
    (chart,) = charts(titled("twelve", "de", "feedback"))
    found = main_results(results("twelve").summary)
    praise, criticism = (list(series.values) for series in chart.plots[0].series)
    assert praise == [round(one["n_praise"]["mean"]) for one in found]
    assert criticism == [-round(one["n_criticism"]["mean"]) for one in found]


@pytest.mark.parametrize("lang", BOTH)
def test_working_hours(lang: Language) -> None:
    table = next(shape.table for slide in deck("two", lang).slides for shape in slide.shapes if shape.has_table)
    rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows][1:]
    names = titles(results("two").scenario, lang)
    for row, result in zip(rows, main_results(results("two").summary), strict=True):
        hours = result["staff_hours"]
        minutes = result["first_response_min"]["median"]
        assert row == [
            names[result["policy"]],
            number(hours["mean"], lang),
            number(hours["q95"], lang),
            percent(result["share_answered"]["median"], lang),
            f"{number(minutes, lang)} min",
        ]


def test_lines_of_a_sweep() -> None:
    found = main_results(results("line").summary)
    names = titles(results("line").scenario, "en")
    measures = {"shitstorm": lambda one: one["shitstorm"]["share"], "feedback": criticism_of, "growth": lead_of}
    for name, value in measures.items():
        (chart,) = charts(titled("line", "de", name))
        assert list(chart.plots[0].categories) == ["1", "2", "4"]
        lines = {series.name: list(series.values) for series in chart.plots[0].series}
        for policy in names:
            mine = [
                value(one) for one in found if one["policy"] == policy and (name != "growth" or not one["baseline"])
            ]
            german = titles(results("line").scenario, "de")[policy]
            assert lines.get(german, []) == pytest.approx(mine)


def test_tables_of_a_grid() -> None:
    tables = [shape.table for slide in deck("grid", "de").slides for shape in slide.shapes if shape.has_table]
    found = [one for one in main_results(results("grid").summary) if one["policy"] == "harsh_reply"]
    rows = [[cell.text_frame.text for cell in row.cells] for row in tables[1].rows]
    assert rows[0][0] == "↓ →"
    assert [row[0] for row in rows[1:]] == ["4", "2", "1"]
    severities = [1 / 12, 1.0]
    for place, severity in ((1, severities[0]), (-1, severities[1])):
        for row, members in zip(rows[1:], (4, 2, 1), strict=True):
            storm = next(
                one["shitstorm"]
                for one in found
                if one["point"]["team.members"] == members
                and one["point"]["events.0.severity"] == pytest.approx(severity, abs=1e-4)
            )
            assert row[place] == percent(storm["share"], "de")


def test_points_that_lie_anywhere() -> None:
    scatters = [chart for chart in all_charts("points", "de") if "XY" in chart.chart_type.name]
    assert len(scatters) == 4
    found = [one for one in main_results(results("points").summary) if one["policy"] == "harsh_reply"]
    series = next(
        one
        for one in scatters[0].plots[0].series
        if one.name == titles(results("points").scenario, "de")["harsh_reply"]
    )
    assert list(series.values) == [one["shitstorm"]["share"] for one in found]


@pytest.mark.parametrize("case", ["two", "twelve", "hostile", "line", "points"])
def test_what_is_drawn_is_what_can_be_edited(case: str) -> None:
    for chart in all_charts(case, "de"):
        cells = sheet(chart)
        for series in chart.plots[0].series:
            refs = {
                tag: series._element.findtext(f".//{{*}}{tag}//{{*}}f") or "" for tag in ("tx", "val", "yVal", "xVal")
            }
            assert cells[refs["tx"].partition("!")[2].replace("$", "")] == series.name
            first, _, last = (refs["val"] or refs["yVal"]).partition("!")[2].replace("$", "").partition(":")
            column = re.sub(r"\d", "", first)
            rows = range(int(first[len(column) :]), int((last or first)[len(column) :]) + 1)
            assert [cells[f"{column}{row}"] for row in rows] == pytest.approx(list(series.values), rel=1e-12)

"""What is said, drawn and written about a validation: the command, the chart, the page of the documentation."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from matplotlib.text import Text

from followersim.analysis.words import ELLIPSIS
from followersim.charts.validation import draw_validation, limits, place
from followersim.cli import main
from followersim.validation import page, validate, words
from followersim.validation.targets import TARGETS
from tests.validation.made_up import MIXED, report

if TYPE_CHECKING:
    from followersim.validation.validate import Validation

PAGE: Final = (Path(__file__).parents[2] / "docs" / "validation.md").read_text(encoding="utf-8")


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that calls the command with a made-up result and returns code, output and messages."""

    def call(found: Validation, *options: str) -> tuple[int, str, str]:
        asked: dict[str, Any] = {}

        def answer(**settings: Any) -> Validation:
            asked.update(settings)
            return found

        monkeypatch.setattr(validate, "validate", answer)
        with pytest.raises(SystemExit) as end:
            main(["validate", *options])
        out, err = capsys.readouterr()
        call.asked = asked  # type: ignore[attr-defined]
        return int(end.value.code or 0), out, err

    return call


def test_the_command_prints_a_table_in_both_languages(said: Any) -> None:
    code, english, news = said(report(MIXED), "--lang", "en")
    _, german, _ = said(report(MIXED), "--lang", "de")
    assert code == 1
    assert "a few minutes" in news
    assert "Small business" in english
    assert "Konzern" in german
    for target in TARGETS:
        assert english.count(f"  {target.title['en']} ") == german.count(f"  {target.title['de']} ") == 2
    found = report(MIXED)
    counts = [found.count(verdict) for verdict in (validate.MET, validate.NOT_MET, validate.UNDECIDED)]
    assert "Of 68 targets: {} met, {} missed, {} undecided.".format(*counts) in english
    assert min(counts) > 5
    assert "0,040" in german
    assert "0.040" in english
    assert all(len(line) <= 110 for line in (english + german).splitlines())
    assert "\u2212" not in english + german


def test_the_command_says_by_its_code_whether_all_is_met(said: Any) -> None:
    assert said(report())[0] == 0
    assert said(report(((1.0, 0.2),)))[0] == 1


def test_options_reach_the_validation(said: Any) -> None:
    said(report(), "--quick", "--profile", "corporation", "--seed", "7", "--jobs", "3")
    asked = said.asked
    assert (asked["quick"], asked["profiles"], asked["seed"], asked["jobs"]) == (True, ("corporation",), 7, 3)
    assert said(report())[0] == 0
    assert said.asked["profiles"] is None


def test_what_other_seeds_say_is_told(said: Any) -> None:
    found = report()
    first, *rest = found.findings
    inside, outside = first.value, -1e9
    others = (replace(first, others=(inside, outside)), *(replace(each, others=(each.value,) * 2) for each in rest))
    seen = replace(found, seeds=(1, 2, 3), findings=others)
    n = 4 * len(TARGETS)
    code, english, _ = said(seen, "--lang", "en", "--seeds", "3")
    assert said.asked["seeds"] == 3
    assert code == 1
    assert f"(2, 3): {n - 1} of {n} values in their bands." in english
    assert f"(2, 3): {n - 1} von {n} Werten" in said(seen, "--lang", "de")[1]
    assert "seeds" not in said(found, "--lang", "en")[1].partition("Of 68")[2]
    told = page.rewritten(f"{page.BEGIN}{page.END}", seen.as_dict())
    assert f"{n - 1} of {n} values lie in their bands. Outside with some of them: interactions per post" in told
    assert "altogether" not in page.rewritten(f"{page.BEGIN}{page.END}", found.as_dict())


def test_json_is_all_there_is_on_stdout_and_files_appear_on_demand(said: Any, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    code, out, _ = said(report(MIXED), "--json", "--out", str(folder))
    found = json.loads(out)
    assert code == 1
    assert found["met"] + found["not_met"] + found["undecided"] == len(found["targets"]) == 2 * len(TARGETS)
    first = found["targets"][0]
    assert {"target", "profile", "title", "band", "value", "low", "high", "verdict", "source", "worlds"} <= set(first)
    assert json.loads((folder / "validation.json").read_bytes()) == found
    assert sorted(path.name for path in folder.iterdir()) == ["validation.json", "validation.png", "validation.svg"]


@pytest.mark.parametrize(
    ("options", "part"),
    [(("--profile", "small"), "small_business"), (("--seed", "-1"), "--seed"), (("x",), "validate")],
)
def test_wrong_options_are_explained(said: Any, options: tuple[str, ...], part: str) -> None:
    code, out, err = said(report(), *options)
    assert (code, out) == (2, "")
    assert part in err


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("profiles", [("small_business", "corporation"), ("corporation",)])
def test_the_chart_is_large_enough_and_nothing_overlaps(lang: str, profiles: tuple[str, ...]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw_validation(report(MIXED, profiles).as_dict(), lang)
        figure.canvas.draw()
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text().strip()]
    places = [(text.get_text(), text.get_window_extent()) for text in texts if text.get_visible()]
    for text in texts:
        assert float(text.get_fontsize()) * figure.dpi / 72 >= 28
    for number, (one, first) in enumerate(places):
        assert 0 <= first.x0 <= first.x1 <= 1920, one
        assert 0 <= first.y0 <= first.y1 <= 1080, one
        for other, second in places[number + 1 :]:
            wide = min(first.x1, second.x1) - max(first.x0, second.x0)
            high = min(first.y1, second.y1) - max(first.y0, second.y0)
            assert wide <= 0.5 or high <= 0.5, (one, other)
    shown = [text for text, _ in places]
    assert {target.title[lang] for target in TARGETS} <= set(shown), "no title is cut"
    assert not any(text.endswith(ELLIPSIS) for text in shown)
    assert re.search(r"\d", figure.heading)
    assert all(target.title[lang] in figure.alt_text for target in TARGETS)


def test_the_chart_puts_values_where_they_belong() -> None:
    found = report().as_dict()["targets"]
    entry = found[0]
    ends = limits([entry])
    assert ends == tuple(entry["band"])
    low, middle, high = (place(value, ends) for value in (entry["band"][0], entry["value"], entry["band"][1]))
    assert low < middle < high
    assert middle == pytest.approx((low + high) / 2)
    assert 0 < place(-1e9, ends) < low
    assert high < place(1e9, ends) < 1
    unlimited = next(entry for entry in found if entry["band"][1] is None)
    assert limits([unlimited])[1] >= unlimited["high"]


def test_a_target_without_a_value_is_drawn_without_a_dot() -> None:
    found = report(profiles=("corporation",)).as_dict()
    found["targets"][0] |= {"value": None, "low": None, "high": None, "verdict": "undecided"}
    found |= {"met": 33, "undecided": 1}
    figure = draw_validation(found, "en")
    panels = {axes.get_gid(): axes for axes in figure.axes}
    assert len(panels["target-interactions"].lines) == 0
    assert "33 of 34 targets met, 1 undecided" in figure.heading


def test_all_met_is_said_so() -> None:
    assert "All 68 targets met" in draw_validation(report().as_dict(), "en").heading


@pytest.mark.parametrize(
    ("band", "beyond", "english", "german"),
    [
        ([0.02, 0.06], False, "0.02 to 0.06", "0,02 bis 0,06"),
        ([4, None], False, "from 4", "ab 4"),
        ([0, None], True, "more than 0", "mehr als 0"),
        ([-20, -2], False, "\u221220 to \u22122", "\u221220 bis \u22122"),
    ],
)
def test_bands_in_words(band: list[float | None], beyond: bool, english: str, german: str) -> None:
    entry = {"band": band, "beyond": beyond}
    assert words.band(entry, "en") == english
    assert words.band(entry, "de") == german


def test_the_page_is_rewritten_between_its_marks_only(tmp_path: Path) -> None:
    found = report(MIXED).as_dict()
    folder, target = tmp_path, tmp_path / "page.md"
    (folder / "validation.json").write_text(json.dumps(found), encoding="utf-8")
    target.write_text(f"# Before\n\n{page.BEGIN}\nold\n{page.END}\n\nafter\n", encoding="utf-8")
    page.main(folder, target)
    once = target.read_text(encoding="utf-8")
    assert once.startswith("# Before\n")
    assert once.endswith("after\n")
    assert "old" not in once
    assert "**missed**" in once
    page.main(folder, target)
    assert target.read_text(encoding="utf-8") == once
    with pytest.raises(ValueError, match="the page has no"):
        page.rewritten("no marks", found)


def test_the_page_of_the_documentation_has_every_target_with_its_band_and_source() -> None:
    made = PAGE.split(page.BEGIN)[1].split(page.END)[0]
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in made.splitlines() if "|" in line]
    found, measured = ({row[0]: row for row in rows if len(row) == width} for width in (6, 4))
    for number, target in enumerate(TARGETS):
        entry = report().as_dict()["targets"][number]
        row = found[target.title["en"]]
        assert row[2] == words.band(entry, "en"), "please run: make validate"
        assert row[5] == target.source
        assert measured[target.title["en"]][3] == target.measured

"""Every number of the model is complete: value, unit, range, meaning in both languages, source, a rule that uses it."""

from __future__ import annotations

import math
import re
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from followersim.model.parameter_table import parameter_table
from followersim.model.parameter_use import anchor, uses, uses_of
from followersim.scenario import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Content = dict[str, Any]
DOCS: Final = Path(__file__).parents[1] / "docs"
GUIDE: Final = catalogue.parameter_guide()
NO_YEAR: Final = {"WaveMetrix", "PsyArXiv jcv5w"}
NO_LINK: Final = {"Tierney, Baumeister 2019"}
"""Sources whose page bears no year, and a book."""


def faults(content: Content) -> list[str]:
    """Return what is missing or wrong in the content of parameters.yaml, with the place."""
    found = [f"{name}: {fault}" for name, about in content["parameters"].items() for fault in of_entry(about)]
    for table, about in content["tables"].items():
        found += [f"{table}: {fault}" for fault in of_texts(about.get("meaning"), "meaning")]
        found += [f"{table}: no chapter"] * (about.get("chapter") not in GUIDE["chapters"])
        for row, cells in about["rows"].items():
            found += [f"{table}.{row}: {fault}" for fault in of_texts(cells.get("title"), "title", exact=True)]
            found += [
                f"{table}.{row}: unknown cell {cell}" for cell in set(cells.get("cells", {})) - set(about["columns"])
            ]
            for column, said in about["columns"].items():
                origin = cells.get("cells", {}).get(column) or (cells if "source" in cells else said)
                origin = {key: origin.get(key) for key in ("source", "basis", "note")}
                entry = {**said, **origin, "value": cells.get(column), "chapter": about.get("chapter")}
                found += [f"{table}.{row}.{column}: {fault}" for fault in of_entry(entry)]
    return found


def of_entry(about: Content) -> Iterator[str]:
    """Yield what is wrong with one number."""
    yield from of_range(about)
    yield from of_texts(about.get("meaning"), "meaning")
    if about.get("unit") not in GUIDE["units"]:
        yield "unknown unit"
    if about.get("chapter") not in GUIDE["chapters"]:
        yield "unknown chapter"
    yield from of_source(about)


def of_range(about: Content) -> Iterator[str]:
    """Yield what is wrong with the value and the range of a number."""
    low, high = about.get("range") or (math.nan, math.nan)
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        yield "the range is not finite or not in order"
    value = about.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        yield "the value is not within the range"
    if about.get("unit") == "share" and not 0 <= low <= high <= 1:
        yield "a share beyond 0 to 1"
    if about.get("unit") == "trust" and not -1 <= low <= high <= 1:
        yield "trust beyond its scale"


def of_texts(texts: object, what: str, *, exact: bool = False) -> Iterator[str]:
    """Yield what is wrong with a text in two languages; titles may differ by a capital only (fans, Fans)."""
    if not isinstance(texts, dict) or set(texts) != {"en", "de"}:
        yield f"no {what} in both languages"
    elif not all(isinstance(text, str) and text.strip() == text and text for text in texts.values()):
        yield f"an empty {what}"
    elif texts["en"] == texts["de"] or (not exact and texts["en"].casefold() == texts["de"].casefold()):
        yield f"the German {what} is English"


def of_source(about: Content) -> Iterator[str]:
    """Yield what is wrong with the source of a number."""
    source = about.get("source")
    if source == catalogue.ASSUMPTION:
        if about.get("basis") or about.get("note"):
            yield "an assumption that says what a source found"
        return
    if not source or any(name not in catalogue.sources() for name in str(source).split("; ")):
        yield "no source that sources.yaml knows, nor an assumption"
    if about.get("basis") not in set(GUIDE["bases"]) - {catalogue.ASSUMPTION}:
        yield "does not say what the source says about the number"
    yield from of_texts(about.get("note"), "note")


def test_every_number_is_complete() -> None:
    assert faults(catalogue.parameters_file()) == []


def _without(*path: str) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        for key in path[:-1]:
            content = content[key]
        del content[path[-1]]

    return change


def _with(value: object, *path: str) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        for key in path[:-1]:
            content = content[key]
        content[path[-1]] = value

    return change


LIKES: Final = ("parameters", "likes")
COLUMN: Final = ("tables", "segments", "columns", "talk")
ROW: Final = ("tables", "reply_types", "rows", "harsh")


@pytest.mark.parametrize(
    "change",
    [
        *(_without(*LIKES, key) for key in ("value", "unit", "range", "chapter", "meaning", "source", "basis", "note")),
        *(_without(*LIKES, text, lang) for text in ("meaning", "note") for lang in ("en", "de")),
        *(_without(*COLUMN, key) for key in ("unit", "range", "meaning")),
        *(_without(*ROW, key) for key in ("title", "source", "leaves")),
        *(_without(*ROW, "cells", "leaves", key) for key in ("source", "basis", "note")),
        _without("tables", "hours", "columns", "awake", "source"),
        _without("tables", "wind_forces", "rows", "force_1", "source"),
        _without("tables", "gestures", "chapter"),
        _without("tables", "gestures", "meaning", "de"),
        _with(5, *LIKES, "value"),
        _with(True, *LIKES, "value"),
        _with([0, math.inf], *LIKES, "range"),
        _with([0.1, 0], *LIKES, "range"),
        _with([0, 2], "parameters", "reach", "range"),
        _with("furlong", *LIKES, "unit"),
        _with("Nobody 1999", *LIKES, "source"),
        _with("assumption", *LIKES, "source"),
        _with("assumption (sort of)", *LIKES, "source"),
        _with("certain", *LIKES, "basis"),
        _with("Likes per view of an average post", *LIKES, "meaning", "de"),
        _with(" ", *LIKES, "meaning", "de"),
        _with(9, *ROW, "leaves"),
        _with({"source": "assumption"}, *ROW, "cells", "laeves"),
    ],
)
def test_what_is_missing_is_found(change: Callable[[Content], None]) -> None:
    content = deepcopy(catalogue.parameters_file())
    change(content)
    assert faults(content)


def test_the_catalogue_says_the_same_as_the_file() -> None:
    known = catalogue.parameters()
    tables = catalogue.parameters_file()["tables"]
    cells = sum(len(about["rows"]) * len(about["columns"]) for about in tables.values())
    assert len(known) == len(catalogue.parameters_file()["parameters"]) + cells
    for name, entry in known.items():
        assert list(of_entry(entry)) == [], name
    assert known["reply_types.harsh.leaves"]["source"] == "Sprout 2017"
    assert known["reply_types.harsh.minutes"]["source"] == catalogue.ASSUMPTION
    assert known["hours.h03.awake"]["source"] == "WaveMetrix"


def test_a_row_and_a_column_of_a_table_have_different_names() -> None:
    for table, about in catalogue.parameters_file()["tables"].items():
        assert set(about["rows"]) & set(about["columns"]) == set(), table
        assert table not in catalogue.parameters_file()["parameters"]


@pytest.mark.parametrize("name", catalogue.sources())
def test_every_source_has_author_year_and_link(name: str) -> None:
    about = catalogue.sources()[name]
    assert set(about) == {"authors", "year", "title", "link"}
    assert about["authors"]
    assert about["title"]
    assert (about["year"] is None) == (name in NO_YEAR)
    assert about["year"] is None or name.endswith(str(about["year"]))
    assert (about["link"] is None) == (name in NO_LINK)
    assert about["link"] is None or re.fullmatch(r"https?://[\w.-]+/\S+", about["link"])
    assert any(name in catalogue.cited(entry) for entry in catalogue.parameters().values()), "nothing refers to it"


def test_every_number_is_used_by_a_rule() -> None:
    assert [name for name in catalogue.parameters() if not uses_of(name)] == []


def test_uses_are_those_in_the_sources() -> None:
    assert {(use.file, use.rule) for use in uses()["trust_loss_weight"]} == {("rules/feeling.py", "move_trust")}
    assert ("audience.py", "draw_people") in {(use.file, use.rule) for use in uses()["segments.talk"]}
    assert ("rules/recording.py", "wind_force") in {
        (use.file, use.rule) for use in uses_of("wind_forces.force_5.media")
    }
    assert {use.file for use in uses()["blame_victim"]} == {"setup.py"}


def test_every_file_of_rules_has_its_section() -> None:
    model = DOCS.parent / "src" / "followersim" / "model"
    rules = {f"rules/{path.name}" for path in (model / "rules").glob("*.py")} - {"rules/__init__.py", "rules/hours.py"}
    assert {file for file in GUIDE["sections"] if file.startswith("rules/")} == rules
    odd = (DOCS / "odd.md").read_text(encoding="utf-8")
    for file, section in GUIDE["sections"].items():
        assert re.search(rf"^##+ {re.escape(section)}$", odd, re.MULTILINE), section
        if file.startswith("rules/"):
            text = odd.split(f" {section}\n")[1].split("\n### ")[0]
            assert f"`{Path(file).name}`" in text, f"{file} is not the file of section {section}"


def test_the_words_of_the_guide_are_used_and_in_both_languages() -> None:
    known = catalogue.parameters().values()
    assert {entry["unit"] for entry in known} == set(GUIDE["units"])
    assert {entry["chapter"] for entry in known} == set(GUIDE["chapters"])
    assert {catalogue.basis(entry) for entry in known} == set(GUIDE["bases"])
    texts = [*GUIDE["units"].values(), *GUIDE["chapters"].values()]
    texts += [about[key] for about in GUIDE["bases"].values() for key in ("short", "meaning")]
    assert all(set(text) == {"en", "de"} and all(text.values()) for text in texts)
    assert GUIDE["bases"]["assumption"]["short"]["de"] == "Annahme"


def test_the_page_has_every_number_and_counts_them() -> None:
    page = parameter_table()
    for name, entry in catalogue.parameters_file()["parameters"].items():
        assert f"| `{name}` |" in page
        assert entry["meaning"]["en"].replace("|", "\\|") in page
    for table, about in catalogue.parameters_file()["tables"].items():
        for row, cells in about["rows"].items():
            line = next(line for line in page.split(f"### Table `{table}`")[1].splitlines() if f"| `{row}` |" in line)
            numbers = [float(cell) for cell in line.strip("| ").split("|")[2:]]
            assert numbers == [cells[column] for column in about["columns"]]
    assumed = sum(catalogue.basis(entry) == "assumption" for entry in catalogue.parameters().values())
    assert f"{assumed} are assumptions." in page
    for entry in catalogue.parameters().values():
        assert entry["source"] == "assumption" or entry["note"]["en"] in page


def test_anchors_are_those_of_markdown() -> None:
    assert anchor("7.10 Membership") == "710-membership"
    assert anchor("6. Input data") == "6-input-data"

"""The page: its structure, its numbers, what it may load, and that nothing which users write acts in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from followersim import charts
from followersim.experiment import run
from followersim.locale.numbers import number
from followersim.report.html.page import page
from followersim.report.html.values import as_script
from followersim.report.measured import measured
from followersim.report.results import results_of
from followersim.scenario import Scenario
from tests.report import made

EVERY = [(name, lang) for name in made.SCENARIOS for lang in ("en", "de")]
VOID = {"meta", "input", "br", "img", "link", "hr"}
MOST_BYTES = 5_000_000


class Read(HTMLParser):
    """Everything on a page: elements with their attributes, and the text in each of them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._open: list[int] = []
        self.unclosed: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        self.texts.append("")
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        last = self.elements[self._open.pop()][0]
        if last != tag:
            self.unclosed.append(f"{last} closed by {tag}")

    def handle_data(self, data: str) -> None:
        for place in self._open:
            self.texts[place] += data

    def all(self, tag: str) -> list[tuple[dict[str, str], str]]:
        """Return attributes and text of all elements of a kind."""
        return [(attrs, text) for (name, attrs), text in zip(self.elements, self.texts, strict=True) if name == tag]


def read(name: str, lang: str = "en") -> Read:
    """Read the page about small results."""
    return Read(made.text(name, lang))


def at(summary: Any, path: str) -> Any:
    """Return what stands at a place of the summary."""
    found = summary["results"]
    for key in path.split("."):
        found = found[int(key)] if isinstance(found, list) else found[key]
    return found


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_structure(name: str, lang: str) -> None:
    found = read(name, lang)
    assert found.unclosed == []
    kinds = Counter(tag for tag, _ in found.elements)
    assert (kinds["h1"], kinds["main"], kinds["header"], kinds["footer"], kinds["nav"]) == (1, 1, 1, 1, 1)
    assert found.elements[0] == ("html", {"lang": lang})
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    ids = [attrs["id"] for _, attrs in found.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for attrs, _ in found.all("a"):
        assert attrs["href"].removeprefix("#") in ids
    assert found.all("a")[0][0] == {"class": "skip", "href": "#main"}
    for tag, attrs in found.elements:
        for key in ("aria-labelledby", "aria-describedby"):
            assert set(attrs.get(key, "").split()) <= set(ids), tag
        if attrs.get("class") == "scroll":
            assert attrs["tabindex"] == "0"
            assert attrs["aria-label"]
    heads = [attrs for attrs, _ in found.all("th")]
    assert all(attrs.get("scope") in {"col", "row"} for attrs in heads)
    assert len(made.text(name, lang).encode()) < MOST_BYTES


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_alternative_texts_are_those_of_the_charts(name: str, lang: str) -> None:
    found, results = read(name, lang), made.results(name)
    drawn = [(attrs, text) for attrs, text in found.all("svg") if attrs.get("class") == "chart"]
    assert all(attrs["role"] == "img" for attrs, _ in drawn)
    assert found.all("desc")[0][1] == results.chart("growth", lang).alt_text


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_picture_tells_its_numbers_in_words(lang: str) -> None:
    found, results = read("causes", lang), made.with_causes()
    names = [attrs["data-chart"] for attrs, _ in found.all("svg") if attrs.get("class") == "chart"]
    assert names == [
        "growth", "feedback", "shitstorm", "causes", "story", "audience", "gained_lost", "wind", "trust",
    ]  # fmt: skip
    descriptions = [text for _, text in found.all("desc")]
    told = [text for attrs, text in found.all("p") if attrs.get("class") == "told"]
    assert len(told) == 6
    for name, description in zip(names, descriptions, strict=True):
        chart = results.chart(name, lang)
        assert description == chart.alt_text
        if name not in charts.OF_ALL:
            assert f"{chart.finding}. {told.pop(0)}" == chart.alt_text


@pytest.mark.parametrize("name", [name for name in made.SCENARIOS if name != "two"])
def test_pictures_that_nobody_asked_for(name: str) -> None:
    names = [attrs["data-chart"] for attrs, _ in read(name).all("svg") if attrs.get("class") == "chart"]
    talks = any(attrs.get("id") == "people" for attrs, _ in read(name).all("section"))
    further = {"calm": (), "rivals": ()}.get(name, ("gained_lost", "wind"))  # where there is any to see
    assert names == [*charts.names(made.results(name).scenario), *(["story"] if talks else []), *further]
    assert any(attrs.get("id") == "further" for attrs, _ in read(name).all("section")) == bool(further)
    assert any(attrs.get("id") == "why" for attrs, _ in read(name).all("section")) == (name != "one")


def test_words_and_pictures_tell_of_the_same_run() -> None:
    results = made.with_causes()
    chosen = results.told
    assert chosen is not None
    assert chosen == results._material.chosen
    said = " ".join(text for _, text in read("causes").all("p"))
    assert f"From run {chosen.world} with “Harsh replies”" in said
    assert f"Run {chosen.world}: 3 of 10 have a storm, this one is of middling size" in said
    assert f"run {chosen.world}, days" in said
    [command] = [text for _, text in read("causes").all("code") if " feed " in text]
    assert command.endswith(f"--policy harsh_reply --world {chosen.world} --around-storm")


@pytest.mark.parametrize("lang", ["en", "de"])
def test_what_is_left_without_each_cause(lang: str) -> None:
    found, results = read("causes", lang), made.with_causes()
    assert results.causes is not None
    outcomes = results.causes["outcomes"]
    terms = [text for _, text in found.all("dt")]
    for cause in outcomes["followers"]["causes"]:
        share = f"{round(100 * cause['share'])}"
        against = {"en": "works against the difference", "de": "wirkt dem Unterschied entgegen"}[lang]
        title = cause["title"][lang]
        [term] = [one for one in terms if one.startswith(title[:1].upper() + title[1:])]
        assert share in term if cause["share"] > 0 else against in term
        left = number(abs(cause["without"]["mean"]), lang, 1 if abs(cause["without"]["mean"]) < 9.95 else 0)
        whole = number(abs(outcomes["followers"]["difference"]["mean"]), lang)
        said = {"en": f"{left} instead of {whole} fewer followers", "de": f"{left} statt {whole} Follower weniger"}[
            lang
        ]
        assert any(cause["meaning"][lang] in text and said in text for _, text in found.all("dd")), said
    cells = [text for attrs, text in found.all("td") if attrs == {"class": "number"}]
    for outcome, scale in (("followers", 1), ("shitstorm", 100)):
        for one in (outcomes[outcome]["difference"], *(each["without"] for each in outcomes[outcome]["causes"])):
            size = number(scale * one["mean"], lang, 1 if scale == 1 and abs(one["mean"]) < 9.95 else 0, signed=True)
            assert any(cell.startswith(f"{size} (") for cell in cells), size
    assert not any(" why " in text for _, text in found.all("code"))
    assert any(" why " in text for _, text in read("two", lang).all("code"))


def test_policies_without_measured_causes_keep_their_pointer(monkeypatch: pytest.MonkeyPatch) -> None:
    results = made.results("twelve")
    explained = {**(made.with_causes().causes or {}), "policy": "broadcast_only"}
    monkeypatch.setattr("followersim.report.results.Results.causes", explained)
    found = Read(page(results, "en"))
    [commands] = [text for _, text in found.all("code") if " why " in text]
    assert commands.count(" why ") == 10
    assert "broadcast_only" not in commands
    assert any(text.startswith("For the other policies") for _, text in found.all("p"))


@pytest.mark.parametrize(("verdict", "clear", "said"), [
    ("no_difference", False, "No difference: both come to exactly the same in every world."),
    ("no_clear_difference", False, "No clear difference between “Harsh replies” and “Handles criticism well”: nothing"),
    ("no_main_reason", True, "No cause can be told from chance with so few worlds"),
])  # fmt: skip
def test_where_there_are_no_causes_the_page_says_so(verdict: str, clear: bool, said: str) -> None:
    explained = json.loads(json.dumps(made.with_causes().causes))
    found = explained["outcomes"]["followers"]
    found.update(verdict=verdict, causes=[])
    found["difference"]["clear"] = clear
    explained["outcomes"] = {"followers": found}
    titles = {"handles_criticism_well": "Handles criticism well", "harsh_reply": "Harsh replies"}
    told = measured(explained, "followers", titles, "en")
    assert [note[: len(said)] for note in told.notes] == [said]
    assert told.rows == ()


def test_names_from_right_to_left_stay_by_themselves() -> None:
    title = "\u05e9\u05dc\u05d5\u05dd & co"
    policies = ["handles_criticism_well", {"based_on": "harsh_reply", "name": "other", "title": title}]
    results = results_of(run(Scenario(**{**made.SCENARIOS["calm"], "policies": policies})), ())
    whole = page(results, "en").partition("</head>")[2]
    name = title.replace("&", "&amp;")
    assert whole.count(name) == whole.count(f"\u2068{name}\u2069") > 5


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_number_is_that_of_the_summary(name: str, lang: str) -> None:
    found, summary = read(name, lang), json.loads(json.dumps(made.results(name).summary))
    checked = 0
    for (_, attrs), text in zip(found.elements, found.texts, strict=True):
        if "data-path" not in attrs:
            continue
        place = attrs["data-path"]
        if "data-value" not in attrs:
            assert text == "–"  # noqa: RUF001
            continue
        value = at(summary, place)
        assert float(attrs["data-value"]) == value
        digits = re.sub(r"[^\d]", "", text)
        decimals = len(text.rstrip("% \xa0").partition("," if lang == "de" else ".")[2].replace(".", ""))
        shown = 100 * value if "%" in text else value
        if "," in text and lang == "en":
            decimals = 0
        if "." in text and lang == "de":
            decimals = 0
        assert digits == re.sub(r"[^\d]", "", number(shown, lang, decimals)), (place, text)
        checked += 1
    assert checked >= 15 * len({result["policy"] for result in summary["results"]})


def test_storms_are_counted_in_icons() -> None:
    found = read("two")
    _, harsh = made.results("two").summary["results"]
    labels = [attrs["aria-label"] for tag, attrs in found.elements if attrs.get("class") == "icons"]
    assert labels[1] == f"Shitstorms: {harsh['shitstorm']['k']} of 10"
    uses = [attrs["href"] for attrs, _ in found.all("use") if attrs["href"] in {"#storm", "#calm"}]
    k = sum(result["shitstorm"]["k"] for result in made.results("two").summary["results"])
    assert Counter(uses) == {"#storm": k, "#calm": 20 - k}


def test_values_for_the_script_end_where_the_summary_ends() -> None:
    [(_, text)] = [one for one in read("two").all("script") if one[0].get("type") == "application/json"]
    values = json.loads(text)
    for result, line in zip(made.results("two").summary["results"], values["growth"][0]["lines"], strict=True):
        assert line["there"][-1] == round(result["n_followers_end"]["median"])
        assert line["there"][0] == result["n_followers_start"]["median"]
    for n, result in enumerate(made.results("two").summary["results"]):
        flow = values["feedback"][n]["lines"][0]["criticism"]
        assert sum(sum(run) for run in flow["runs"]) / 10 == pytest.approx(result["n_criticism"]["mean"])
        assert sum(flow["mean"]) == pytest.approx(result["n_criticism"]["mean"], abs=0.2)
    winds = [one["wind"] for one in values["runs"]]
    for n, result in enumerate(made.results("two").summary["results"]):
        assert sum(wind[n] >= 5 for wind in winds) == result["shitstorm"]["k"]


@pytest.mark.parametrize("name", made.SCENARIOS)
def test_the_page_lets_nothing_in_but_its_own_style_and_script(name: str) -> None:
    text, found = made.text(name, "en"), read(name)
    [policy] = [attrs["content"] for attrs, _ in found.all("meta") if "http-equiv" in attrs]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    scripts = [content for attrs, content in found.all("script") if attrs.get("type") != "application/json"]
    [style] = [content for _, content in found.all("style")]
    for content in (style, *scripts):
        assert base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() in policy
    assert len(scripts) == (0 if name == "points" else 1)
    for tag, attrs in found.elements:
        assert "style" not in attrs, tag
        assert "src" not in attrs, tag
        assert not any(key.startswith("on") for key in attrs), tag
        assert attrs.get("href", "#").startswith("#"), tag
    assert not re.search(r"url\((?!#)|@import", text)
    assert {tag for tag, _ in found.elements}.isdisjoint({"img", "iframe", "link", "object", "embed", "base", "video"})


def test_what_users_write_is_text_and_nothing_else() -> None:
    found = read("hostile")
    assert len(found.all("script")) == 2
    assert found.all("h1")[0][1] == made.SCRIPT.strip()
    assert found.all("title")[0][1] == made.SCRIPT.strip()
    whole = found.texts[0]
    assert whole.count(made.TAG) >= 3
    assert "{{7*7}}" in whole
    assert '{n} {{7*7}} & " onclick=x' in whole
    assert not any("onclick" in attrs for _, attrs in found.elements)


def test_data_in_a_script_cannot_end_it() -> None:
    nasty = {"a": "</script><!-- <script>", "b": "\u2028\u2029&"}
    text = as_script(nasty)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == nasty


def test_texts_that_no_file_may_hold_are_harmless_too() -> None:
    """Names with tags are refused in files; results made otherwise may have them."""
    results = made.results("one")
    summary = json.loads(json.dumps(results.summary))
    summary["scenario"] = made.TAG
    found = Read(page(replace(results, summary=summary, command=("followersim", made.TAG, made.SCRIPT)), "en"))
    assert not found.all("img")
    assert len(found.all("script")) == 2


def test_the_same_results_give_the_same_bytes() -> None:
    again = page(made.results("two"), "de")
    assert again == made.text("two", "de")


@pytest.mark.parametrize("name", made.SCENARIOS)
def test_each_page_speaks_one_language(name: str) -> None:
    german, english = read(name, "de"), read(name, "en")
    strange = re.compile(r"\b(the|with|runs?|replies|followers who|because|always|never|day)\b", re.IGNORECASE)
    for (tag, attrs), text in zip(german.elements, german.texts, strict=True):
        if tag in {"p", "li", "dt", "h2", "h3", "h4", "summary", "caption", "th"} and "lang" not in attrs:
            own = text.replace("the storm", "")
            assert name == "hostile" or not strange.search(own), text
    strange = re.compile(r"\b(und|oder|nicht|bei|Durchl\w+|Strategie\w*|Tage?)\b")
    for (tag, _), text in zip(english.elements, english.texts, strict=True):
        if tag in {"p", "li", "dt", "h2", "h3", "h4", "summary", "caption", "th"}:
            assert not strange.search(text), text


def test_other_companies_have_a_table() -> None:
    texts = [text for _, text in read("rivals", "de").all("th")]
    assert any(text.startswith("Nebenan: ") for text in texts)


def test_rows_without_room_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("followersim.report.html.figures.MOST_ROWS", 5)
    monkeypatch.setattr("followersim.report.html.figures.MOST_RISKS", 6)
    found = Read(page(made.results("sweep"), "en"))
    notes = [text for attrs, text in found.all("p") if attrs.get("class") == "note"]
    assert "7 more rows are in summary.csv, beside this page." in notes
    assert "3 more points of the sweep are in the tables below." in notes

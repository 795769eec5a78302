"""No stray words of the other language anywhere, one name for each thing, and German as Germans set it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import followersim
from followersim import charts
from followersim.analysis.gestures import gesture_sentence
from followersim.analysis.summary import summarise
from followersim.analysis.words import WIND_NAMES, policy_sentence, wind_name
from followersim.cli import COMMANDS
from followersim.cli.table import table
from followersim.locale import LANGUAGES, update
from followersim.scenario import Scenario
from tests.cli.conftest import call as call  # noqa: PLC0414 - a fixture
from tests.languages.words import GLOSSARY, folded, loans, says, stems, strays, terms, words_of
from tests.synthetic import make_daily

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.cli.stand_in import Said

SOURCE = Path(followersim.__file__).parent
DATA = sorted([*SOURCE.rglob("*.yaml"), *(Path(__file__).parents[2] / "scenarios").glob("*.yaml")])
# keys and values of files, which German sentences name as they are typed, without quotation marks where they explain
KEYS = {
    "day", "event", "events", "followers", "people", "policies", "policy", "share", "sweep", "worlds", "days", "main",
    "message", "messages", "same", "praise", "criticism",
}  # fmt: skip
# terms of everyday English that mean other things, too, or that German says with a verb
LOOSE = {
    "account", "audience", "company", "gesture", "grid", "message", "other company", "people", "person", "point",
    "post", "question", "reason", "reply", "rival", "run", "sample", "share", "sweep", "team", "world",
}  # fmt: skip
# sentences in which German needs no name for the thing, or where the word is typed
OTHERWISE = (
    "Clearly better than each other policy",
    "Write it out there: policy",
    "# A scenario for followersim",
    "few worlds, and the small business",
    "this file is larger than 1 MB",
    "Possible are keys like",
)


def entries() -> Iterator[tuple[str, str]]:
    """Yield each sentence in English and German, both forms of those that count."""
    catalog, _ = update.read("de", [update.path_of("de")])
    for message in catalog:
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else message.id
            said = [message.string] if isinstance(message.string, str) else message.string
            yield from zip(ids, said or (), strict=True)


ENTRIES = list(entries())


# ---- the catalogue -----------------------------------------------------------------------------------------------


def test_the_lists_tell_the_languages_apart() -> None:
    assert strays("Der Anteil of the Follower", "de") == ["of", "the"]
    assert strays("the share der Strategien", "en") == ["der", "Strategien"]
    assert strays("the share of “Nur für Dich” in {die_datei} with --auf", "en") == []
    assert strays('Setzen Sie "share of the" oder `the` in scenarios/the_best.yaml', "de") == []
    assert {"follower", "shitstorm", "team"} <= loans()


def test_no_sentence_has_words_of_the_other_language() -> None:
    assert [(text, found) for text, _ in ENTRIES if (found := strays(text, "en"))] == []
    in_german = [(text, [word for word in strays(text, "de") if word.lower() not in KEYS]) for _, text in ENTRIES]
    assert [(text, found) for text, found in in_german if found] == []


def test_every_thing_has_one_name() -> None:
    found = [
        f"{english!r}, which is {' or '.join(term.german)}: {text}"
        for source, text in ENTRIES
        for term in terms()
        for english in term.english
        if english not in LOOSE and says(source, english) and not source.startswith(OTHERWISE)
        if not any(stem in folded(text) for stem in stems(term))
    ]
    assert not found
    assert len(terms()) > 30


def test_the_wind_forces_are_those_of_the_glossary() -> None:
    page = " ".join(GLOSSARY.read_text(encoding="utf-8").split())
    for force in range(len(WIND_NAMES)):
        assert f"{force} {wind_name(force, 'en')}, *{wind_name(force, 'de')}*" in page


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (r"\b(du|dich|dir|dein\w*|euch|euer|eure\w*)\b", "the reader is Sie"),
        (r"\b(sie|ihnen|ihr\w*) (sollten|können|müssen) bitte", "Sie has a capital letter"),
        (r"\d %|\} %", "a no-break space before the per cent sign"),
        ("  +[^ #.]", "two spaces"),
        ("”", "„…“"),
        (r"\bdaß\b|\bmuß\b", "today's spelling"),
        (r"'[A-Za-z]", "straight or „…“ quotation marks, none like this"),
    ],
)
def test_german_is_set_as_germans_set_it(wrong: str, why: str) -> None:
    sentences = [text for _, text in ENTRIES if not text.startswith("# Ein Szenario") and "pip install '" not in text]
    assert [text for text in sentences if re.search(wrong, text)] == [], why


def test_quotation_marks_come_in_pairs() -> None:
    for english, german in ENTRIES:
        assert not set(re.sub("„[^„“]*“", "", german)) & set("„“”"), german
        assert not set(re.sub("“[^“”]*”", "", english)) & set("„“”"), english


def test_both_languages_are_punctuated_alike() -> None:
    ends = ".!?:…"
    assert {
        (english, german)
        for english, german in ENTRIES
        if ((english[-1] in ends or german[-1] in ends) and english[-1] != german[-1])
        or (english[:1].isspace(), english[-1:].isspace()) != (german[:1].isspace(), german[-1:].isspace())
        or (english.count("\n") != german.count("\n") and len(english) < 1000)
        or english.count('"') != german.count('"')
    } == {("pts", "Pkt."), ("{n} h", "{n} Std."), ("{n} d", "{n} Tg."), ("Hours, every 20th", "Stunden, jeder 20.")}, (
        "but for German habits"
    )


# ---- data in both languages --------------------------------------------------------------------------------------


def both(content: Any) -> Iterator[Mapping[str, str]]:
    """Yield all texts of a YAML file that stand there in both languages."""
    if isinstance(content, dict):
        if set(content) == {"en", "de"} and all(isinstance(text, str) for text in content.values()):
            yield content
        else:
            for inner in content.values():
                yield from both(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from both(inner)


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_texts_of_files_have_no_words_of_the_other_language(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for texts in both(content):
        for lang in LANGUAGES:
            assert [word for word in strays(texts[lang], lang) if word.lower() not in KEYS] == [], texts[lang]
        assert texts["en"] != texts["de"] or set(map(str.lower, words_of(texts["en"]))) <= loans(), texts["en"]


# ---- what is printed and drawn -----------------------------------------------------------------------------------


def lines_of(text: str) -> Iterator[str]:
    """Yield what is said in printed text, without examples and without the names of commands and options."""
    for line in text.splitlines():
        if not line.strip().startswith("followersim"):
            yield re.sub(r"^  (--\S+(, --\S+)*( \S+)?|[a-z_]+(?=  ))", "", line)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_in_one_language(call: Callable[..., Said], name: str) -> None:
    for lang in LANGUAGES:
        said = call(*([name] if name else []), "--help", "--lang", lang)
        assert said.code == 0
        for line in lines_of(said.out):
            assert [word for word in strays(line, lang) if word.lower() not in KEYS] == [], line


@pytest.mark.parametrize("what", ["policies", "profiles", "events", "charts", "parameters"])
def test_lists_are_in_one_language(call: Callable[..., Said], what: str) -> None:
    for lang in LANGUAGES:
        for line in call("list", what, "--lang", lang).out.splitlines():
            _, _, text = line.partition("  ")
            assert [word for word in strays(text, lang) if word.lower() not in KEYS] == [], line


SWEEPS = [{}, {"team.members": [1, 2]}, {"team.members": [1, 2], "team.training": [0, 1]}]


@pytest.mark.parametrize("sweep", SWEEPS, ids=["none", "line", "grid"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_titles_and_alternative_texts_are_in_one_language(lang: Any, sweep: dict[str, Any]) -> None:
    scenario = Scenario(
        question={"en": "What if?", "de": "Was wäre dann?"},
        policies=["handles_criticism_well", "harsh_reply"],
        events=[{"type": "product_fault", "day": 20}, {"type": "scandal", "day": 30}],
        sweep=sweep,
        worlds=40,
        language=lang,
    )
    daily = make_daily(scenario, 40, point_effect=0.5)
    summary = summarise(daily, scenario)
    said = [table(summary, scenario, lang)]
    for result in summary["results"]:
        said += [policy_sentence(result, scenario, lang), gesture_sentence(result, scenario, lang)]
    for name in charts.names(scenario):
        chart = charts.draw(name, daily, summary, scenario, lang)
        said += [chart.heading, chart.alt_text, *(text.get_text() for text in chart.texts)]
    for text in said:
        assert strays(text, lang) == [], text

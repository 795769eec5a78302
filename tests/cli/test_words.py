"""What the commands say exists in both languages, with the same gaps, and is used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import followersim.cli
from followersim.cli import language
from followersim.cli.numbers import counted, number, percent, sizes
from followersim.cli.words import _WORDS

CLI = Path(followersim.cli.__file__).parent
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (*CLI.glob("*.py"), CLI.parent / "experiment" / "errors.py")  # names of faults come from there
    if path.name != "words.py"
)


@pytest.mark.parametrize("name", _WORDS)
def test_both_languages_have_the_same_gaps(name: str) -> None:
    english, german = ({gap for _, gap, _, _ in Formatter().parse(text) if gap is not None} for text in _WORDS[name])
    assert english == german


def test_every_word_is_used() -> None:
    quoted = set(re.findall(r"[\"'](\w+)[\"']", SOURCES))
    singular = {name.removesuffix("s") for name in quoted}
    of_places = {f"{name}_of" for name in quoted}
    assert set(_WORDS) <= quoted | singular | of_places


def test_numbers_follow_the_language() -> None:
    assert number(12345.6, "en", 1) == "12,345.6"
    assert number(12345.6, "de", 1) == "12.345,6"
    assert number(-0.2, "en") == "0"
    assert number(None, "de") == number(float("nan"), "en") == "-"
    assert percent(0.081, "de") == "8,1 %"
    assert percent(0.4, "en") == "40 %"
    assert percent(None, "en") == "-"


def test_counts_agree_with_their_things() -> None:
    assert counted(1, "policies", "en") == "1 policy"
    assert counted(1, "people", "de") == "1 Mensch"
    assert counted(1000, "worlds", "de") == "1.000 Welten"
    assert sizes(1, 1, 1, "en") == "1 policy x 1 world"
    assert sizes(2, 3, 4, "de") == "2 Strategien x 3 Punkte x 4 Welten"


@pytest.mark.parametrize(
    ("name", "lang"),
    [("de_DE.UTF-8", "de"), ("de", "de"), ("en_US.UTF-8", "en"), ("fr_FR", "en"), ("C", "en")],
)
def test_the_system_decides_when_nobody_else_does(monkeypatch: pytest.MonkeyPatch, name: str, lang: str) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", name)
    assert language.of_system() == lang
    assert language.asked(["run", "--lang", "fr"]) is None
    assert language.asked(["run", "--lang=de"]) == "de"

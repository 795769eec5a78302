"""What the commands say is used, and numbers are as the language writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import followersim.cli
from followersim.cli import language
from followersim.cli.numbers import number, percent
from followersim.cli.words import _WORDS, counted

CLI = Path(followersim.cli.__file__).parent
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (*CLI.glob("*.py"), CLI.parent / "experiment" / "errors.py")  # names of faults come from there
    if path.name != "words.py"
)


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
    assert percent(0.4, "en") == "40%"
    assert percent(None, "en") == "-"


def test_counts_agree_with_their_things() -> None:
    assert counted(1, "policies", "en") == "1 policy"
    assert counted(1, "people", "de") == "1 Mensch"
    assert counted(1000, "worlds", "de") == "1.000 Welten"


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

"""Which words belong to which language: function words, and the terms of the glossary."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

GLOSSARY: Final = Path(__file__).parents[2] / "docs" / "glossary.md"


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# words without which no sentence is written, and which the other language does not have
ENGLISH: Final = _set(
    """
    the of and is are were been being not no with from for by to be has have had that this these those which who
    whom whose when where each every all more most less fewer than then there here it its they them their our
    your you we what why how if else or as at on into onto between within without before after again any some
    other others another only too very much many first last same such both either neither nor but because while
    until since about above below under over through during can cannot could would should may might must shall
    does do did done following followed followers lost gained praise criticism trust policy policies world
    worlds runs share shares answered message messages event events day days week month year time times hours
    people company companies likelihood baseline sweep storm storms force calm better worse difference median
    mean line lines unit value
    """
)
GERMAN: Final = _set(
    """
    der das den dem des und ist sind nicht kein keine keinen keinem keiner ein eine einen einem einer eines mit
    von vom für auf aus bei zum zur zu im ins am ans nach vor über unter zwischen durch ohne gegen wird werden
    wurde wurden haben hat hatte sich Sie Ihr Ihre Ihren sie wir uns unser unsere wer wem wen wie wo warum wann
    wenn als ob oder aber auch nur noch schon mehr weniger sehr jede jeder jedes jeden jedem alle allen aller
    andere anderen anderes diese dieser dieses diesem diesen kann können soll sollen muss müssen darf dürfen
    dass damit weil bis je pro etwa hier dort dann sonst etwas nichts viel viele wenige gleich gleichen beide
    beiden sowie bzw Welt Welten Strategie Strategien Durchlauf Durchläufe Durchläufen Lob Kritik Tag Tage Tagen
    Nachricht Nachrichten Mensch Menschen Unternehmen Anteil Vertrauen Ereignis Ereignisse Windstärke Sturm
    Vergleichsbasis Versuchsreihe Diagramm Wert Werte Zeile Datei Ordner Befehl besser schlechter Unterschied
    Mittel Szenario Szenarien
    """
)
# in both lists of words, but not when typed or named: what stands in quotation marks, keys, options, files, commands
_TYPED: Final = re.compile(
    r'"[^"\n]*"|`[^`\n]*`|“[^”\n]*”|„[^“\n]*“|\{\{.*?\}\}|\{\w*\}|https?://\S+|\S*[/\\_=<>@]\S*|--?[a-z][\w-]*(?: \w+)?'
    r"|\b\w+\.(?:\w+\.?)+|\b[A-Z]{2,}\b(?:\.\.\.)?|\bfollowersim \w+"
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def plain(text: str) -> str:
    """Return a text without what is typed, named or quoted."""
    return _TYPED.sub(" ", text)


def words_of(text: str) -> list[str]:
    """Return the words of a text that its author chose."""
    return _WORD.findall(plain(text))


class Term(NamedTuple):
    """A row of the glossary: the names of a thing in both languages, the first one the usual one."""

    english: tuple[str, ...]
    german: tuple[str, ...]


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms of the glossary."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return tuple(
        Term(tuple(english.split(", ")), tuple(german.split(" / ")))
        for english, german in rows
        if english != "English" and not english.startswith("--")
    )


@cache
def loans() -> frozenset[str]:
    """Return the words that are the same in both languages, as the glossary lists them."""
    listed = GLOSSARY.read_text(encoding="utf-8").split("## The same word in both languages")[1].split("\n\n")[1]
    same = listed.partition(":")[2].partition(". Names")[0]
    return frozenset(word.strip().lower() for word in same.replace("\n", " ").split(","))


def strays(text: str, lang: str) -> list[str]:
    """Return the words of the other language in a text."""
    other = ENGLISH if lang == "de" else GERMAN
    folded = {word.lower(): word for word in other}
    found = []
    for word in words_of(text):
        listed = folded.get(word.lower())
        # German nouns are told from English words by their capital letter
        if listed is not None and word.lower() not in loans() and (lang == "de" or listed.islower() or word == listed):
            found.append(word)
    return found


_FOLDED: Final = str.maketrans("äöü", "aou")


def folded(text: str) -> str:
    """Return a text in small letters without umlauts, so that Grund and Gründe begin alike."""
    return text.lower().translate(_FOLDED)


def stems(term: Term) -> list[str]:
    """Return what every form of a German term begins with, folded."""
    return [folded(word).rstrip("eno") if len(word) > 5 else folded(word) for word in term.german]


def says(text: str, english: str) -> bool:
    """Tell whether an English text speaks of something, by one of its forms."""
    if " " in english:
        return english in plain(text).lower()
    forms = {english, f"{english}s", re.sub("y$", "ies", english)}
    return bool({word.lower() for word in words_of(text)} & forms)

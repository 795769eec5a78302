"""Spelling slips, as they happen to people who type on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from followersim.feed.luck import Dice

_WORD: Final = re.compile(r"(?<![@#\w])[^\W\d_]{5,}(?!\w)")
_USUAL: Final = {
    "en": (
        ("you're", "your"), ("it's", "its"), ("definitely", "definately"), ("they're", "there"), ("their", "thier"),
        ("received", "recieved"), ("don't", "dont"), ("can't", "cant"), ("didn't", "didnt"), ("really", "realy"),
        ("because", "becuase"), ("tomorrow", "tommorow"), ("until", "untill"), ("which", "wich"), ("too", "to"),
    ),
    "de": (
        ("dass", "das"), ("seid", "seit"), ("nämlich", "nähmlich"), ("wird", "wirt"), ("Paket", "Packet"),
        ("Standard", "Standart"), ("einzige", "einzigste"), ("vielleicht", "vieleicht"), ("endlich", "entlich"),
        ("ihr", "Ihr"), ("ja", "jaa"), ("nicht", "nciht"), ("eigentlich", "eigendlich"), ("und", "udn"),
    ),
}  # fmt: skip


def slip(text: str, lang: str, dice: Dice) -> str:
    """Return a text with one slip: a word that many get wrong, or letters in the wrong place."""
    usual = [(right, wrong) for right, wrong in _USUAL[lang] if re.search(rf"\b{right}\b", text)]
    if usual and dice() < 0.6:
        right, wrong = dice.pick(usual)
        return re.sub(rf"\b{right}\b", wrong, text, count=1)
    words = list(_WORD.finditer(text))
    if not words:
        return text
    found = dice.pick(words)
    word, at = found[0], 1 + int(dice() * (len(found[0]) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    dropped = word[:at] + word[at + 1 :]
    doubled = word[:at] + word[at] + word[at:]
    return text[: found.start()] + dice.pick((swapped, dropped, doubled)) + text[found.end() :]

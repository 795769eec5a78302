"""Names of authors: invented, one per person, and the same in whatever the person writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.feed.luck import HANDLE, luck

if TYPE_CHECKING:
    from followersim.feed.texts import Lists

_STEP: Final = 7919  # a prime that divides no length of the lists, so that every combination comes once


class Handles:
    """The names of the people of one world. No two persons share one. `company` is the name of the company."""

    def __init__(self, key: int, found: Lists, company: str) -> None:
        self._key = key
        self._company = company
        self._first, self._second, self._forms = (found[f"handle.{part}"] for part in ("first", "second", "form"))
        self._n = len(self._first) * len(self._second) * len(self._forms)

    def of(self, person: int) -> str:
        """Return the name of a person, or of the company (-1), with its @."""
        if person < 0:
            return self._company
        block, place = divmod(person, self._n)
        form, rest = divmod((place * _STEP + self._key) % self._n, len(self._first) * len(self._second))
        first, second = divmod(rest, len(self._second))
        a, b = self._first[first], self._second[second]
        name = self._forms[form].format(a=a, b=b, A=a.capitalize(), B=b.capitalize())
        u = luck(self._key, person, 0, HANDLE)
        # the combinations repeat after a while: then a number that nobody else has tells people apart
        shift = int(luck(self._key, place, 1, HANDLE) * 8800)
        number = str(200 + (block * 997 + shift) % 8800) if block else str(int(u * 200)) if u < 0.45 else ""
        return f"@{name}{number}"

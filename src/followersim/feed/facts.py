"""What has happened, as far as words need to agree about it: which fault, which rumour, which paper got out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.feed.luck import FAULT, SUBJECT, luck

if TYPE_CHECKING:
    from followersim.feed.texts import Lists

N_FAULTS: Final = 3

_FORMS: Final = {
    "outage": ("", ".says"),
    "leak": (".post", ".paper", ".that"),
    "rumour": (".that", ".we", ".truth", ".fact"),
    "scandal": (".says", ".that"),
    "story": (".says",),
}
"""Subjects of which there are several, and the forms in which texts speak of them: `<rumour.that>` is one of them."""


class Facts:
    """What is the matter in one world (`key`: its luck) with one company (0: the main one)."""

    def __init__(self, key: int, company: int, found: Lists) -> None:
        self._start = luck(key, 0, company, SUBJECT)
        self._fault = f"fault{int(luck(key, 0, company, FAULT) * N_FAULTS)}"
        self._numbers = {
            subject: sum(f"{subject}{n}{forms[-1]}" in found for n in range(len(found)))
            for subject, forms in _FORMS.items()
        }

    def gaps(self, about: int) -> dict[str, str]:
        """Return what fills the gaps of texts about an event (number + 1); two events are never quite the same."""
        filled = {"fault": f"<{self._fault}>"}  # everybody in a world has the same trouble with the product
        for subject, forms in _FORMS.items():
            n = self._numbers[subject]
            which = (int(self._start * n) + about) % n
            filled |= {f"{subject}{form}": f"<{subject}{which}{form}>" for form in forms}
        return filled

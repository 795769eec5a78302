"""The companies of a world, as the feed names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from followersim.locale import LANGUAGES, N_, translate
from followersim.scenario.errors import visible

if TYPE_CHECKING:
    from followersim.scenario import Case
    from followersim.scenario.fields import Text
    from followersim.scenario.vocabulary import Language

MAIN: Final = N_("@company")
_TAKEN: Final = tuple(translate(lang, MAIN)[1:] for lang in LANGUAGES)
_LONGEST_HANDLE: Final = 30
_LONGEST_TITLE: Final = 60


@dataclass(frozen=True)
class Companies:
    """Whose feed this is (`this`: 0 is the main company, then its rivals), and what the rivals are called."""

    names: tuple[str, ...] = ()
    titles: tuple[Text, ...] = ()
    this: int = 0

    @classmethod
    def of(cls, case: Case, this: int = 0) -> Companies:
        """Return the companies of a case."""
        return cls(tuple(rival.name for rival in case.rivals), tuple(rival.title for rival in case.rivals), this)

    def handle(self, lang: Language) -> str:
        """Return the name under which this company writes, with its @."""
        return self._handles(lang)[self.this]

    def title(self, number: int, lang: Language) -> str:
        """Return what the others call a company. Titles are the user's: nothing in them can act on a terminal."""
        if not 0 < number <= len(self.titles):
            return translate(lang, MAIN)
        return visible(" ".join(self.titles[number - 1].in_language(lang).split()), most=_LONGEST_TITLE)

    def _handles(self, lang: Language) -> list[str]:
        handles = [translate(lang, MAIN)]
        for number, name in enumerate(self.names, 2):
            plain = re.sub(r"\W+", "_", name.casefold()).strip("_")[:_LONGEST_HANDLE] or "company"
            is_taken = plain in _TAKEN or f"@{plain}" in handles
            handles.append(f"@{plain}{number}" if is_taken else f"@{plain}")
        return handles

"""The deck on the disk: whole or not at all, and never over one that somebody has edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from followersim.experiment.store import write_whole
from followersim.locale import N_, translate
from followersim.report.results import read_results
from followersim.report.slides import slides
from followersim.report.slides_deck import is_untouched

if TYPE_CHECKING:
    from followersim.report.results import Results
    from followersim.scenario.vocabulary import Language

NAME: Final = "slides.pptx"
ENDING: Final = ".pptx"
EDITED: Final = N_("{path} has been edited since it was written and stays as it is; choose another file with --out.")
OTHER_ENDING: Final = N_("{path}: the name of a deck must end in .pptx, or no program opens it.")


class DeckError(Exception):
    """A deck cannot be written where it was asked for: `message` is one of `EDITED` and `OTHER_ENDING`."""

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(str(path))
        self.message, self.path = message, path

    def render(self, lang: str = "en") -> str:
        """Return one sentence in English ("en") or German ("de")."""
        return translate(lang, self.message, path=self.path)

    def __str__(self) -> str:
        return self.render()


def write_slides(
    folder: Path, out: Path | None = None, lang: Language | None = None, *, other: Language = "en"
) -> Path:
    """Write a deck for the results in a folder and return its path: `slides.pptx` beside them, or `out`.

    lang: "en" or "de"; else what the scenario says, else `other`. Raises `NoResultsError` if there are no results,
    `DeckError` if there is an edited deck of that name or the name is not one of a deck, `ResultError` if the file
    cannot be written; what was there before is then untouched.
    """
    path = folder / NAME if out is None else Path(out)
    if path.suffix.lower() != ENDING:
        raise DeckError(OTHER_ENDING, path)
    results = read_results(folder)
    if path.is_file() and not is_untouched(path.read_bytes()):
        raise DeckError(EDITED, path)
    content = _content(results, lang or results.scenario.asked_language or other)

    def make(hidden: Path) -> list[Path]:
        (hidden / path.name).write_bytes(content)
        return [hidden / path.name]

    return write_whole(path.parent, make)[0]


def _content(results: Results, lang: Language) -> bytes:
    try:
        return slides(results, lang)
    finally:
        results.tables.close()

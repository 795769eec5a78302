"""What can go wrong with results on the disk, in words for people."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_FULL: Final = (
    "the disk is full; nothing half-written is left",
    "der Datenträger ist voll; nichts Halbes bleibt zurück",
)
_NOT_ALLOWED: Final = ("writing is not allowed there", "dort darf nicht geschrieben werden")
_NO_FOLDER: Final = ("there is a file where a folder is needed", "wo ein Ordner sein müsste, liegt eine Datei")
_REASONS: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
}


class ResultError(OSError):
    """Results could not be written. Whatever was there before is untouched; nothing half-written is left."""

    @classmethod
    def about(cls, folder: Path, error: OSError) -> ResultError:
        """Return the error that says why nothing could be written to a folder."""
        return cls(error.errno, error.strerror or type(error).__name__, str(folder))

    def render(self, lang: str = "en") -> str:
        """Return one sentence in English ("en") or German ("de")."""
        reason = _REASONS.get(self.errno or 0, (str(self.strerror), str(self.strerror)))[lang == "de"]
        what = "die Ergebnisse konnten nicht geschrieben werden" if lang == "de" else "the results could not be written"
        return f"{self.filename}: {what}: {reason}."

    def __str__(self) -> str:
        return self.render()

"""What can go wrong with runs and their results on the disk, in words for people."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any, Final

from followersim.locale import N_, translate

if TYPE_CHECKING:
    from pathlib import Path

    from followersim.experiment.result import Result

UNREADABLE, OTHER_COLUMNS, OTHER_ROWS = "unreadable", "other_columns", "other_rows"
FAULTS: Final = (UNREADABLE, OTHER_COLUMNS, OTHER_ROWS)
"""Why results cannot be compared with what was written."""

_FULL: Final = N_("the disk is full; nothing half-written is left, and what is finished is kept for the next run")
_NOT_ALLOWED: Final = N_("writing is not allowed there")
_NO_FOLDER: Final = N_("there is a file where a folder is needed")
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
_BUSY: Final = N_(
    "another run is writing to this folder right now; wait until it is done, or choose another folder with --out"
)
_DAMAGED: Final = N_("{n} files with finished work are damaged and have been removed; the next run makes them anew")
_FAILED: Final = N_("{n} of {total} units of work failed; the first one said: {text}")
_REST: Final = N_("Everything else is finished and kept; the same command tries only these again.")
_UNREADABLE: Final = N_("damaged or missing")
_NO_RESULTS: Final = N_("there are no results of a run here (no manifest.json that says how they were made)")
_EXECUTORS: Final[dict[str, str]] = {
    "no_dask": N_("Dask is not installed. This installs it: pip install 'followersim[dask]'"),
    "no_cluster": N_(
        "There is no Dask scheduler at {address}. Addresses look like tcp://scheduler:8786; "
        '"local" starts one on this computer.'
    ),
    "lost_cluster": N_(
        "The Dask cluster cannot be reached any more. What is finished is kept; the next run goes on from there."
    ),
}


class ResultError(OSError):
    """Results could not be written. Whatever was there before is untouched; nothing half-written is left."""

    @classmethod
    def about(cls, folder: Path, error: OSError) -> ResultError:
        """Return the error that says why nothing could be written to a folder."""
        return cls(error.errno, error.strerror or type(error).__name__, str(folder))

    def render(self, lang: str = "en") -> str:
        """Return one sentence in English ("en") or German ("de")."""
        known = _REASONS.get(self.errno or 0)
        reason = translate(lang, known) if known else str(self.strerror)
        what = translate(lang, "the results could not be written")
        return f"{self.filename}: {what}: {reason}."

    def __str__(self) -> str:
        return self.render()


class BusyError(ResultError):
    """Another run is writing to the same folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(errno.EAGAIN, "busy", str(folder))

    def render(self, lang: str = "en") -> str:
        """Return one sentence in English ("en") or German ("de")."""
        return f"{self.filename}: {translate(lang, _BUSY)}."


class DamagedUnitsError(ResultError):
    """Files with finished units turned out to be damaged while they were put together; they have been removed."""

    def __init__(self, folder: Path, n: int) -> None:
        super().__init__(errno.EIO, "damaged", str(folder))
        self.n = n

    def render(self, lang: str = "en") -> str:
        """Return one sentence in English ("en") or German ("de")."""
        return f"{self.filename}: {translate(lang, _DAMAGED, n=self.n)}."


class ExecutorError(Exception):
    """The workers asked for are not there, or no longer: "no_dask", "no_cluster", "lost_cluster"."""

    def __init__(self, name: str, **gaps: Any) -> None:
        super().__init__(name)
        self.name, self.gaps = name, gaps

    @property
    def is_input(self) -> bool:
        """Whether what was asked for was wrong from the start."""
        return self.name != "lost_cluster"

    def render(self, lang: str = "en") -> str:
        """Return what to do about it in English ("en") or German ("de")."""
        return translate(lang, _EXECUTORS[self.name], **self.gaps)

    def __str__(self) -> str:
        return self.render()


class FailedUnitsError(Exception):
    """Some units of work failed, the rest is finished and written.

    texts: what they said, first unit first; total: how many units there are. result: what the complete points of the
    sweep gave, None if there are none.
    """

    is_input: Final = False

    def __init__(self, texts: list[str], total: int, result: Result | None) -> None:
        super().__init__(texts[0] if texts else "")
        self.texts, self.total, self.result = texts, total, result

    def render(self, lang: str = "en") -> str:
        """Return what happened in English ("en") or German ("de")."""
        gaps = {"n": len(self.texts), "total": self.total, "text": self.texts[0].rstrip(". \n")}
        return f"{translate(lang, _FAILED, **gaps)}.\n{translate(lang, _REST)}"

    def __str__(self) -> str:
        return self.render()


class NoResultsError(Exception):
    """A folder holds no results that could be checked."""

    is_input: Final = True

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder

    def render(self, lang: str = "en") -> str:
        """Return one sentence in English ("en") or German ("de")."""
        return f"{self.folder}: {translate(lang, _NO_RESULTS)}."

    def __str__(self) -> str:
        return self.render()


class UnreadableError(Exception):
    """A table is not there or cannot be read; `name` is that of its file."""

    is_input: Final = True

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def render(self, lang: str = "en") -> str:
        """Return what is wrong in English ("en") or German ("de")."""
        return f"{self.name}: {translate(lang, _UNREADABLE)}."


class InterruptedRunError(KeyboardInterrupt):
    """A run was interrupted. `done` of `total` units of work are finished and kept; the next run goes on from there."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(f"{done} of {total} units of work are finished")
        self.done, self.total = done, total

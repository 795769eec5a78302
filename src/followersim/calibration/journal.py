"""What a search has tried so far, kept on the disk: whoever starts the same search again goes on from there.

One line of JSON per trial; the first line says which search it is. A line that was not written to its end is dropped.
The search itself is not kept: it is repeated from its start, and whatever it has tried before is looked up here.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from followersim.calibration.goals import Measured
from followersim.experiment.errors import ResultError
from followersim.scenario.errors import Message, Problem, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Found = Mapping[str, Measured]

NAME: Final = "trials.jsonl"


class Journal:
    """The trials of one search in a folder. Raises `ScenarioError` if the folder holds those of another search."""

    def __init__(self, folder: Path, search: Mapping[str, Any], *, afresh: bool = False) -> None:
        self.folder = folder
        self.path = folder / NAME
        text = json.dumps(search, sort_keys=True, ensure_ascii=True)
        self._head = {"search": hashlib.sha256(text.encode()).hexdigest()}
        self._known: dict[str, dict[str, Measured]] = {}
        if afresh:
            self.path.unlink(missing_ok=True)
        self._read()

    def __len__(self) -> int:
        return len(self._known)

    def _read(self) -> None:
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            lines = []
        except OSError as error:
            raise ResultError.about(self.folder, error) from error
        whole = [self._head] if not lines[:-1] else []
        for number, line in enumerate(lines[:-1]):  # what follows the last line break is not whole
            try:
                entry = json.loads(line)
                if number:
                    self._known[entry["what"]] = {key: _measured(value) for key, value in entry["found"].items()}
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                break
            if number == 0 and entry != self._head:
                problem = Problem(
                    Message("calibrate_other_search"), str(self.path), suggestion=Message("calibrate_other_folder")
                )
                raise ScenarioError([problem])
            whole.append(entry)
        if not lines or lines[-1] or len(whole) < len(lines) - 1:
            self._write("wb", whole or [self._head])

    def known(self, values: Mapping[str, float], *, fresh: bool) -> dict[str, Measured] | None:
        """Return what was found with some values of the knobs, if they have been tried."""
        return self._known.get(_what(values, fresh=fresh))

    def put(self, values: Mapping[str, float], found: Found, *, fresh: bool) -> None:
        """Keep what was found."""
        what = _what(values, fresh=fresh)
        self._known[what] = dict(found)
        entry = {"what": what, "found": {key: [_plain(number) for number in value] for key, value in found.items()}}
        self._write("ab", [entry])

    def _write(self, mode: str, entries: list[dict[str, Any]]) -> None:
        text = "".join(json.dumps(entry, ensure_ascii=True, allow_nan=False) + "\n" for entry in entries)
        try:
            with self.path.open(mode) as file:
                file.write(text.encode())
                file.flush()
                with suppress(OSError):
                    os.fsync(file.fileno())
        except OSError as error:
            raise ResultError.about(self.folder, error) from error


def _what(values: Mapping[str, float], *, fresh: bool) -> str:
    """Return the values as one text, which JSON gives back as it was."""
    return ("check " if fresh else "") + " ".join(f"{name}={value!r}" for name, value in values.items())


def _plain(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None


def _measured(numbers: list[float | None]) -> Measured:
    value, low, high = (math.nan if number is None else float(number) for number in numbers)
    return Measured(value, low, high)

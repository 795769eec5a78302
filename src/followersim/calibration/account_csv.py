"""Reading the figures of one's own account: a CSV file with one line per day.

Spreadsheets of many kinds are understood: commas, semicolons or tabs between columns, decimal points or commas,
separators of thousands, per cent, dates as in ISO or in German, columns with English or German names in any order.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.suggest import alike
from followersim.scenario.text_files import Kind, control_characters, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEWEST_DAYS, MOST_DAYS = 28, 1100
MOST_POSTS: Final = 24
MOST_FOLLOWERS: Final = 20_000_000
FEWEST_FOLLOWERS: Final = 50
MOST_FAULTS: Final = 200

NEEDED: Final = ("date", "followers", "posts", "messages", "share_answered")
OPTIONAL: Final = ("criticism", "lost_followers")
COLUMNS: Final = (*NEEDED, *OPTIONAL)

_GERMAN: Final = {
    "datum": "date",
    "follower": "followers",
    "beiträge": "posts",
    "beitraege": "posts",
    "nachrichten": "messages",
    "anteil_beantwortet": "share_answered",
    "kritik": "criticism",
    "verlorene_follower": "lost_followers",
}
_LIMITS: Final = {
    "followers": (FEWEST_FOLLOWERS, MOST_FOLLOWERS),
    "posts": (0, MOST_POSTS),
    "messages": (0, MOST_FOLLOWERS),
    "criticism": (0, MOST_FOLLOWERS),
    "lost_followers": (0, MOST_FOLLOWERS),
}
_PART_OF: Final = {"criticism": "messages", "lost_followers": "followers"}
_KIND: Final = Kind(1_000_000, "account_too_big", (".csv", ".tsv", ".txt"), "account_form")
_THOUSANDS: Final = "[., '\u2019\u00a0\u202f]"
_COUNT: Final = re.compile(
    rf"[0-9]{{1,12}}(?:[.,]0{{1,2}})?|[0-9]{{1,3}}({_THOUSANDS})[0-9]{{3}}(?:\1[0-9]{{3}}){{0,3}}"
)
_SHARE: Final = re.compile(r"([0-9]{0,3})(?:[.,]([0-9]{0,12}))?\s*(%?)")
_GERMAN_DATE: Final = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9]{2})")
_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Account:
    """What happened day by day. All tuples have one entry per day.

    share_answered: 0-1, NaN-free: days that say nothing have the share of all messages. criticism: messages that were
    criticism; lost_followers: those who stopped following; None where the file has no such column.
    """

    start: date
    followers: tuple[int, ...]
    posts: tuple[int, ...]
    messages: tuple[int, ...]
    share_answered: tuple[float, ...]
    criticism: tuple[int, ...] | None = None
    lost_followers: tuple[int, ...] | None = None

    @property
    def days(self) -> int:
        """Number of days."""
        return len(self.followers)


def read_account(path: Path) -> Account:
    """Return the figures in a file; raise `ScenarioError` with everything that is wrong with them."""
    text = read_text(path, str(path), _KIND)
    if (fault := control_characters(text, str(path))) is not None:
        raise ScenarioError([fault])
    return _Reader(text, str(path)).account()


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []

    def account(self) -> Account:
        rows = self._rows()
        first = next(rows, None)
        if first is None:
            raise self._stopped("account_empty", None, None, "account_form")
        columns = self._columns(*first)
        days: list[tuple[int, dict[str, Any]]] = []
        for line, cells in rows:
            if (day := self._day(line, cells, columns)) is not None:
                days.append((line, day))
            if len(self.problems) >= MOST_FAULTS:
                break
        if not days and not self.problems:
            raise self._stopped("account_empty", None, None, "account_form")
        if not self.problems:
            self._check_order(days)
        if not self.problems and not FEWEST_DAYS <= len(days) <= MOST_DAYS:
            gaps = {"count": len(days), "least": FEWEST_DAYS, "most": MOST_DAYS}
            self._note("account_few_days", None, None, None, **gaps)
        if not self.problems and not any(day["messages"] for _, day in days):
            self._note("account_no_messages", None, "messages", None)
        if self.problems:
            raise ScenarioError(self.problems)
        return _account([day for _, day in days])

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield line number and cells of each line that is not empty."""
        lines = list(io.StringIO(self.text, newline=None))
        start = next((k for k, line in enumerate(lines) if line.strip() and not line.lower().startswith("sep=")), None)
        if start is None:
            return
        head = lines[start]
        separator = max(";\t,", key=head.count)
        reader = csv.reader(lines[start:], delimiter=separator, strict=True, skipinitialspace=True)
        line = start + 1
        try:
            for cells in reader:
                stripped = [cell.strip() for cell in cells]
                if any(stripped):
                    yield line, stripped
                line = start + reader.line_num + 1
        except csv.Error:
            raise self._stopped("csv_broken", line, None, "csv_quotes") from None

    def _columns(self, line: int, cells: list[str]) -> list[str]:
        while cells and not cells[-1]:
            cells.pop()
        columns = [_column(cell) for cell in cells]
        for cell, column in zip(cells, columns, strict=True):
            if column not in COLUMNS:
                near = alike(column, [*COLUMNS, *_GERMAN])
                advice = Message("did_you_mean", {"name": near[0]}) if near else Message("account_remove_column")
                message = Message("account_unknown_column", {"found": shown(cell), "known": ", ".join(COLUMNS)})
                self.problems.append(Problem(message, self.file, line, None, advice))
            elif columns.count(column) > 1:
                self._note("account_column_twice", line, column, "remove_one")
        for name in NEEDED:
            if name not in columns:
                self._note("account_no_column", line, None, "account_form", name=name)
        if self.problems:
            raise ScenarioError(self.problems)
        return columns

    def _day(self, line: int, cells: list[str], columns: list[str]) -> dict[str, Any] | None:
        while len(cells) > len(columns) and not cells[-1]:
            cells.pop()
        if len(cells) != len(columns):
            self._note("account_row", line, None, "account_row_advice", count=len(cells), expected=len(columns))
            return None
        before = len(self.problems)
        day = {name: self._value(line, name, cell) for name, cell in zip(columns, cells, strict=True)}
        for part, whole in _PART_OF.items():
            if len(self.problems) == before and part in day and day[part] > day[whole]:
                gaps = {"found": day[part], "whole": whole, "count": day[whole]}
                self._note("account_part", line, part, "account_part_advice", **gaps)
        return day if len(self.problems) == before else None

    def _value(self, line: int, name: str, cell: str) -> Any:
        if name == "date":
            if (found := _date(cell)) is None:
                self._note("account_date", line, name, "account_date_form", found=shown(cell))
            return found
        if name == "share_answered":
            share = _share(cell)
            if share is not None and not 0.0 <= share <= 1.0:
                self._note("account_share", line, name, "account_share_form", found=shown(cell))
            return share
        low, high = _LIMITS[name]
        count = _count(cell)
        if count is None or not low <= count <= high:
            self._note("account_count", line, name, "account_count_form", found=shown(cell), low=low, high=high)
            return 0
        return count

    def _check_order(self, days: list[tuple[int, dict[str, Any]]]) -> None:
        """Every day has its line; newest first is fine, too: that is how many services export."""
        if len(days) > 1 and days[0][1]["date"] > days[1][1]["date"]:
            days.reverse()
        for (_, before), (line, day) in itertools.pairwise(days):
            expected = before["date"] + timedelta(days=1)
            if day["date"] != expected:
                gaps = {"found": day["date"].isoformat(), "expected": expected.isoformat()}
                self._note("account_date_order", line, "date", "account_every_day", **gaps)
                return

    def _note(self, message: str, line: int | None, key: str | None, advice: str | None, /, **gaps: Any) -> None:
        suggestion = Message(advice) if advice else None
        self.problems.append(Problem(Message(message, gaps), self.file, line, key, suggestion))

    def _stopped(self, message: str, line: int | None, key: str | None, advice: str | None) -> ScenarioError:
        self._note(message, line, key, advice)
        return ScenarioError(self.problems)


def _column(cell: str) -> str:
    name = re.sub(r"[\s-]+", "_", cell.strip().lower())
    return _GERMAN.get(name, name)


def _date(cell: str) -> date | None:
    try:
        if _ISO_DATE.fullmatch(cell):
            found = date.fromisoformat(cell)
        elif match := _GERMAN_DATE.fullmatch(cell):
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            found = date(year, int(match[2]), int(match[1]))
        else:
            return None
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2199 else None


def _count(cell: str) -> int | None:
    """Return a whole number: a point or comma before three digits separates thousands; nobody has half a follower."""
    match = _COUNT.fullmatch(cell)
    if not match:
        return None
    return int(re.sub(r"[^0-9]", "", cell) if match[1] else re.split(r"[.,]", cell)[0])


def _share(cell: str) -> float | None:
    """Return a share, NaN-free: None where the cell is empty, -1 where it is no number."""
    if not cell:
        return None
    match = _SHARE.fullmatch(cell)
    if not match or not (match[1] or match[2]):
        return -1.0
    share = float(f"{match[1] or 0}.{match[2] or 0}")
    return share / 100 if match[3] else share


def _account(days: list[dict[str, Any]]) -> Account:
    told = [(day["share_answered"], max(day["messages"], 0)) for day in days if day["share_answered"] is not None]
    weight = sum(messages for _, messages in told)
    usual = sum(share * messages for share, messages in told) / weight if weight else 0.0

    def column(name: str) -> tuple[int, ...] | None:
        return tuple(day[name] for day in days) if name in days[0] else None

    return Account(
        start=days[0]["date"],
        followers=tuple(day["followers"] for day in days),
        posts=tuple(day["posts"] for day in days),
        messages=tuple(day["messages"] for day in days),
        share_answered=tuple(usual if day["share_answered"] is None else day["share_answered"] for day in days),
        criticism=column("criticism"),
        lost_followers=column("lost_followers"),
    )

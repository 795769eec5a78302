"""Reading YAML that strangers may have written: limits first, line numbers always, no surprises.

Values follow the newer YAML rules: only what looks like a plain number is one ("9:30" and "0123" are not turned into
something else), "yes" and "no" still mean true and false because people write them. Anchors may be used, but what they
stand for counts as often as it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.text_files import YAML, control_characters, read_text
from followersim.scenario.yaml_faults import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ENTRIES: Final = 50_000
MOST_ALIASED: Final = 10_000
MOST_DEPTH: Final = 50

Place = tuple[str | int, ...]

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_WHOLE: Final = re.compile(r"[-+]?(0|[1-9][0-9_]*)")
_DECIMAL: Final = re.compile(r"[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?")
_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True)
class Document:
    """A file's content and where each part of it stands (lines from 1)."""

    data: Any
    file: str | None = None
    folder: Path = field(default_factory=Path)
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int | None:
        """Return the line of a part, or of the smallest whole around it that has one."""
        for end in range(len(place), 0, -1):
            if place[:end] in self.lines:
                return self.lines[place[:end]]
        return None

    def problem(self, place: Place, message: Message, suggestion: Message | None = None) -> Problem:
        """Return a problem at a part of this file."""
        key = ".".join(str(step) for step in place)
        return Problem(message, self.file, self.line(place), key or None, suggestion)


def read_document(path: Path, shown_as: str | None = None) -> Document:
    """Read a YAML file whose top is a mapping; raise `ScenarioError` saying what is wrong and where."""
    file = shown_as or str(path)
    document = _Reader(read_text(path, file, YAML), file).document(path.parent)
    if document.data is None:
        raise ScenarioError([Problem(Message("empty_file"), file, suggestion=Message("try_new"))])
    if not isinstance(document.data, dict):
        gaps = {"found": shown(document.data)}
        raise ScenarioError([Problem(Message("not_a_mapping", gaps), file, 1, suggestion=Message("try_new"))])
    return document


def read_value(text: str, file: str | None = None) -> Any:
    """Return the value that a short text stands for in YAML, as `--set KEY=VALUE` needs it."""
    return _Reader(text, file).document(Path()).data


def read_scalar(text: str) -> bool | int | float | str | None:
    """Return what a word stands for in YAML: nothing, true or false, a number, or itself."""
    if text in _NULLS:
        return None
    return _TRUTHS.get(text.lower(), _number_or_text(text))


class _Reader:
    """Builds plain data from the parser's events, one at a time, so that no file can make it run away."""

    def __init__(self, text: str, file: str | None) -> None:
        self.text = text
        self.file = file
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.entries = 0
        self.aliased = 0

    def document(self, folder: Path) -> Document:
        """Return the only document of the text."""
        if (fault := control_characters(self.text, self.file)) is not None:
            raise ScenarioError([fault], self._language())
        try:
            events = self._events()
            data = self._value(next(events), events, ())
            self._refuse_a_second_document(events)
        except yaml.YAMLError as error:
            raise ScenarioError([explain(error, self.text, self.file)], self._language()) from None
        except StopIteration:
            data = None
        if self.problems:
            raise ScenarioError(self.problems, self._language())
        return Document(data, self.file, folder, self.lines)

    def _language(self) -> Any:
        found = re.search(r"^language:\s*[\"']?(de|en)\b", self.text, re.MULTILINE)
        return found[1] if found else None

    def _fault(self, name: str, line: int, suggestion: str | None = None, **gaps: Any) -> ScenarioError:
        advice = Message(suggestion) if suggestion else None
        return ScenarioError([Problem(Message(name, gaps), self.file, line, suggestion=advice)], self._language())

    def _events(self) -> Iterator[Any]:
        for parsed in yaml.parse(self.text, Loader=_LOADER):
            event: Any = parsed
            if isinstance(event, yaml.DocumentEndEvent | yaml.StreamEndEvent | yaml.StreamStartEvent):
                continue
            if not isinstance(event, yaml.DocumentStartEvent):
                yield event
            elif self.entries:
                raise self._fault("several_documents", _line(event))

    def _refuse_a_second_document(self, events: Iterator[Any]) -> None:
        for event in events:
            raise self._fault("several_documents", _line(event))

    def _value(self, event: Any, events: Iterator[Any], place: Place) -> Any:
        line = _line(event)
        self.lines.setdefault(place, line)
        self._count(line, place)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, line)
        before = self.entries
        if getattr(event, "tag", None) not in (None, "!"):
            raise self._fault("tag", line, "remove_tag", tag=shown(event.tag))
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, line, place)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._list(events, place)
        else:
            value = self._mapping(events, place)
        if event.anchor:
            self.anchors[event.anchor] = (value, self.entries - before + 1)
        return value

    def _count(self, line: int, place: Place) -> None:
        self.entries += 1
        if self.entries > MOST_ENTRIES:
            raise self._fault("too_many_entries", line)
        if len(place) > MOST_DEPTH:
            raise self._fault("too_deep", line)

    def _alias(self, event: Any, line: int) -> Any:
        if event.anchor not in self.anchors:
            raise self._fault("unknown_anchor", line, anchor=str(event.anchor))
        value, size = self.anchors[event.anchor]
        # the alias may itself lie inside an anchored part, so its size counts there as well
        self.entries += size
        self.aliased += size
        if self.aliased > MOST_ALIASED:
            raise self._fault("alias_bomb", line, "write_out")
        return value

    def _list(self, events: Iterator[Any], place: Place) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            values.append(self._value(event, events, (*place, len(values))))
        return values

    def _mapping(self, events: Iterator[Any], place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event, place)
            line = _line(event)
            if key in values:
                gaps = {"first": self.lines[(*place, key)]}
                whole = ".".join(str(step) for step in (*place, key))
                self.problems.append(Problem(Message("twice", gaps), self.file, line, whole, Message("remove_one")))
            else:
                self.lines[(*place, key)] = line
            values[key] = self._value(next(events), events, (*place, key))
        return values

    def _key(self, event: Any, place: Place) -> str:
        line = _line(event)
        self._count(line, place)
        if not isinstance(event, yaml.ScalarEvent) or event.tag not in (None, "!"):
            raise self._fault("strange_key", line, "check_brackets")
        key = str(event.value)
        if event.implicit[0] and re.fullmatch(r"\d+", key):
            raise self._fault("number_as_key", line, "decimal_comma", found=shown(key))
        return key

    def _scalar(self, event: Any, line: int, place: Place) -> Any:
        text = str(event.value)
        if not event.implicit[0]:
            return text
        if found := _DATE.fullmatch(text):
            return self._date(found, line, place)
        return read_scalar(text)

    def _date(self, found: re.Match[str], line: int, place: Place) -> date | None:
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            key = ".".join(str(step) for step in place)
            gaps = {"found": found[0]}
            self.problems.append(
                Problem(Message("impossible_date", gaps), self.file, line, key, Message("look_at_calendar"))
            )
            return None


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _number_or_text(text: str) -> int | float | str:
    if _WHOLE.fullmatch(text):
        # more digits than any limit allows need no exact value
        return int(text.replace("_", "")) if len(text) <= 40 else float(text.replace("_", ""))
    return float(text) if _DECIMAL.fullmatch(text) else text

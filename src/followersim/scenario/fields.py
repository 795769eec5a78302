"""Kinds of values that scenario and policy files are made of, each with a check that explains itself.

A check that fails names a message of `messages.py` and the numbers that belong into it; the sentence is made later, in
the reader's language.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, model_validator
from pydantic_core import PydanticCustomError, core_schema

from followersim.locale import in_all

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

    from followersim.scenario.vocabulary import Language

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_WORDS: Final[dict[str, int]] = {
    word: number
    for number, words in enumerate(
        (
            ("mon", "mo", "monday", "montag"),
            ("tue", "tu", "di", "tuesday", "dienstag"),
            ("wed", "we", "mi", "wednesday", "mittwoch"),
            ("thu", "th", "do", "thursday", "donnerstag"),
            ("fri", "fr", "friday", "freitag"),
            ("sat", "sa", "saturday", "samstag"),
            ("sun", "su", "so", "sunday", "sonntag"),
        )
    )
    for word in words
}
_HOURS: Final = re.compile(r"(\d{1,2})(?::00)?\s*[-\u2013]\s*(\d{1,2})(?::00)?")
_LONGEST_TEXT: Final = 5000
_LONGEST_NAME: Final = 120
# Characters that turn the direction of writing round can make one text look like another.
_DIRECTION: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


SAID: Final = "x-said"
"""Marks, in a JSON Schema, a description that is a sentence of the catalogue."""


def about(msgid: str) -> Any:
    """Describe a field by a marked sentence, for editors that read the JSON Schema; belongs into `Annotated`."""
    return Field(description=msgid, json_schema_extra={SAID: True})


class Frozen(BaseModel):
    """A part of a file: unknown keys are errors and nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Between:
    """A number from `low` to `high`, both allowed; `whole` admits integers only. Truth values are no numbers."""

    def __init__(self, low: float, high: float, *, whole: bool = False) -> None:
        self.low, self.high, self.whole = low, high, whole

    def check(self, value: object) -> float:
        """Return the number; raise an error that says what is allowed."""
        limits: dict[str, Any] = {"low": self.low, "high": self.high}
        kinds = (int,) if self.whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise PydanticCustomError("whole_number" if self.whole else "number", "a number", limits)
        if not self.low <= value <= self.high:  # nor does what is no number at all lie between them
            raise PydanticCustomError("range", "out of range", limits)
        return value if self.whole else float(value)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "integer" if self.whole else "number", "minimum": self.low, "maximum": self.high}


Share = Annotated[float, Between(0, 1)]
TrueOrFalse = Annotated[bool, Strict()]


def is_plain(text: str, *, lines: bool = False) -> bool:
    """Say whether a text holds only what people see; with `lines`, line breaks and tabs are fine too."""
    return text.isprintable() or all(
        (lines and character in "\n\t")
        or (unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"} and character not in _DIRECTION)
        for character in text
    )


def check_name(name: str) -> str:
    """Return a name; raise an error for what could be taken for an instruction where the name ends up.

    Names land in tables, web pages and file listings. They are escaped there; names that only make sense as an attack
    or a slip of the keyboard are refused here as well.
    """
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise PydanticCustomError("name_length", "length", {"most": _LONGEST_NAME})
    if not is_plain(name):
        raise PydanticCustomError("control_characters", "control characters")
    if name.lstrip()[0] in "=+-@":
        raise PydanticCustomError("name_formula", "formula", {"start": name.lstrip()[0]})
    if re.search(r"<\s*[/!?A-Za-z]", name):
        raise PydanticCustomError("name_markup", "markup")
    if re.search(r"(^|[/\\])\.\.([/\\]|$)", name):
        raise PydanticCustomError("name_path", "path")
    return name


class Text(Frozen):
    """A text for people: one for everybody, or one per language. The other language stands in for a missing one."""

    en: Annotated[str, Strict()] = ""
    de: Annotated[str, Strict()] = ""

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_text(cls, value: object) -> object:
        if isinstance(value, Text):
            return value
        if isinstance(value, str):
            return {"en": value, "de": value}
        if not isinstance(value, dict):
            raise PydanticCustomError("text", "a text")
        if isinstance(value.get("en", value.get("de")), str):
            return {**value, "en": value.get("en", value.get("de")), "de": value.get("de", value.get("en"))}
        return value

    @model_validator(mode="after")
    def _check(self) -> Text:
        for text in (self.en, self.de):
            if len(text) > _LONGEST_TEXT:
                raise PydanticCustomError("text_length", "too long", {"most": _LONGEST_TEXT})
            if not is_plain(text, lines=True):
                raise PydanticCustomError("control_characters", "control characters")
        return self

    def in_language(self, lang: Language) -> str:
        """Return the text in a language."""
        return self.de if lang == "de" else self.en

    def __str__(self) -> str:
        return self.en

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        languages = {"en": {"type": "string"}, "de": {"type": "string"}}
        by_language = {"type": "object", "properties": languages, "additionalProperties": False, "minProperties": 1}
        return {"anyOf": [{"type": "string"}, by_language]}


def in_both(msgid: str) -> Text:
    """Return a marked sentence as a text of both languages, as if it stood in a file."""
    return Text(**in_all(msgid))


def _check_name_text(text: Text) -> Text:
    check_name(text.en)
    check_name(text.de)
    return text


def _check_one_line(text: Text) -> Text:
    for line in (text.en, text.de):
        if not line.strip() or len(line) > 300:
            raise PydanticCustomError("line_length", "length", {"most": 300})
        if not is_plain(line):
            raise PydanticCustomError("control_characters", "control characters")
    return text


Name = Annotated[str, Strict(), AfterValidator(check_name)]
NameText = Annotated[Text, AfterValidator(_check_name_text)]
OneLine = Annotated[Text, AfterValidator(_check_one_line)]


def _read_hours(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("hours", "hours")
    return _hours_in(value)


@lru_cache
def _hours_in(text: str) -> str:
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise PydanticCustomError("hours", "hours")
    start, end = int(found[1]), int(found[2])
    if not 0 <= start < end <= 24:
        raise PydanticCustomError("hours_order", "hours", {"first": start, "last": end})
    return f"{start}-{end}"


def _read_weekdays(value: object) -> str:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not parts or not all(isinstance(part, str) for part in parts):
        raise PydanticCustomError("weekdays", "weekdays")
    return ",".join(_read_weekday_part(part) for part in parts)


@lru_cache
def _read_weekday_part(part: str) -> str:
    ends = [word.strip().lower() for word in re.split(r"[-\u2013]", part)]
    unknown = [word for word in ends if word not in _WEEKDAY_WORDS]
    if unknown or len(ends) > 2:
        raise PydanticCustomError("weekdays", "weekdays")
    return "-".join(WEEKDAYS[_WEEKDAY_WORDS[word]] for word in ends)


def hours_of(hours: str) -> tuple[int, int]:
    """Return the first hour and the hour after the last of checked opening hours: "9-17" is (9, 17)."""
    start, end = hours.split("-")
    return int(start), int(end)


def days_of(weekdays: str) -> tuple[bool, ...]:
    """Return seven truth values, Monday first, for checked weekdays: "fri-mon" runs over the weekend."""
    chosen: set[int] = set()
    for part in weekdays.split(","):
        ends = [WEEKDAYS.index(word) for word in part.split("-")]
        chosen.update((ends[0] + step) % 7 for step in range((ends[-1] - ends[0]) % 7 + 1))
    return tuple(day in chosen for day in range(7))


Hours = Annotated[str, BeforeValidator(_read_hours)]
Weekdays = Annotated[str, BeforeValidator(_read_weekdays)]

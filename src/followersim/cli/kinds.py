"""Kinds of values on the command line; what does not fit is explained in the same words as in files."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import click

from followersim.cli.completion import beginning_with

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _refuse(name: str, param: click.Parameter | None, found: str, **gaps: Any) -> NoReturn:
    from followersim.scenario.errors import Message, Problem, ScenarioError, shown  # noqa: PLC0415 - only when needed

    key = param.opts[-1] if isinstance(param, click.Option) else None
    advice = gaps.pop("advice", None)
    suggestion = Message("did_you_mean", {"name": advice}) if advice else None
    raise ScenarioError([Problem(Message(name, {**gaps, "found": shown(found)}), key=key, suggestion=suggestion)])


class Whole(click.ParamType[int]):
    """A whole number between two limits, both allowed."""

    name = "whole"

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        del ctx
        text = str(value).strip()
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 30):
            _refuse("wrong_whole_number", param, text, low=self.low, high=self.high)
        number = int(text)
        if not self.low <= number <= self.high:
            _refuse("wrong_range", param, text, low=self.low, high=self.high)
        return number


class WorldsOrAuto(click.ParamType[int | str]):
    """A number of worlds, or `auto`."""

    name = "worlds"

    def __init__(self, most: int = 100_000) -> None:
        self.whole = Whole(1, most)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | Literal["auto"]:
        """Return the number, or the word."""
        text = str(value).strip()
        if text == "auto":
            return "auto"
        if not any(character.isdecimal() for character in text):
            from followersim.scenario.suggest import alike  # noqa: PLC0415 - only when needed

            near = alike(text, ["auto"])
            limits = {"low": self.whole.low, "high": self.whole.high}
            _refuse("wrong_worlds", param, text, **limits, advice=near[0] if near else None)
        return self.whole.convert(value, param, ctx)


class Days(click.ParamType[tuple[int, int]]):
    """A day, or a first and a last day with a dash between them, counted from 0."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the first and the last day."""
        if isinstance(value, tuple):
            return value
        first, dash, last = str(value).partition("-")
        whole = Whole(0, 3650)
        found = whole.convert(first, param, ctx), whole.convert(last if dash else first, param, ctx)
        if found[1] < found[0]:
            _refuse("wrong_range", param, last, low=found[0], high=whole.high)
        return found


class OneOf(click.ParamType[str]):
    """One of some words."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word."""
        del ctx
        text = str(value)
        if text not in self.words:
            from followersim.scenario.suggest import alike  # noqa: PLC0415 - only when needed

            near = alike(text, self.words)
            _refuse("wrong_choice", param, text, allowed=", ".join(self.words), advice=near[0] if near else None)
        return text

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Propose the words."""
        del ctx, param
        return beginning_with(self.words, incomplete)


class Number(click.ParamType[float]):
    """A number between two limits, both allowed."""

    name = "number"

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number."""
        del ctx
        text = str(value).strip()
        limits = {"low": f"{self.low:g}", "high": f"{self.high:g}"}
        try:
            number = float(text) if len(text) < 30 else math.nan
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            _refuse("wrong_number", param, text, **limits)
        if not self.low <= number <= self.high:
            _refuse("wrong_range", param, text, **limits)
        return number

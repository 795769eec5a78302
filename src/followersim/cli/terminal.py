"""Speaking to a terminal: results on stdout, everything else on stderr, and nothing that a terminal would obey."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Self

import click

from followersim.cli.numbers import percent
from followersim.cli.words import word
from followersim.scenario.errors import visible

if TYPE_CHECKING:
    from types import TracebackType

    from followersim.cli.language import Language


def harmless(text: str) -> str:
    """Return a text with control characters made visible, line breaks excepted."""
    return "\n".join(visible(line) for line in text.split("\n"))


def say(text: str) -> None:
    """Write a result to stdout."""
    click.echo(harmless(text))


def complain(text: str) -> None:
    """Write to stderr what went wrong, or what is going on."""
    click.echo(harmless(text), err=True)


class Progress:
    """A progress bar on stderr, if that is a terminal; call it with (done, total).

    `compiling` is for the engine to call before it compiles for the first time, so that nobody wonders about the wait.
    """

    def __init__(self, lang: Language, *, quiet: bool) -> None:
        self._lang = lang
        self._quiet = quiet
        self._bar: Any = None
        self._task: Any = None
        self._told = False

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - only for a terminal
            from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn  # noqa: PLC0415
            from rich.progress import Progress as Bar  # noqa: PLC0415

            columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show how much is done; say so if an earlier run did some of it."""
        if not self._told:
            self._told = True
            if 0 < done <= total:
                self._say("going_on", share=percent(done / total, self._lang))
        if self._bar is None:
            return
        if self._task is None:
            self._task = self._bar.add_task("", total=total)
        self._bar.update(self._task, completed=done, total=total)

    def compiling(self) -> None:
        """Say that the model is being compiled, which happens once per computer."""
        self._say("compiling")

    def ending(self) -> None:
        """Say that the run ends as soon as what has begun is finished."""
        self._say("ending")

    def _say(self, name: str, **gaps: Any) -> None:
        if self._quiet:
            return
        if self._bar is None:
            complain(word(name, self._lang, **gaps))
        else:
            self._bar.console.print(harmless(word(name, self._lang, **gaps)), markup=False, highlight=False)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

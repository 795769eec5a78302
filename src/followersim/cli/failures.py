"""What to say and which code to leave with when something did not work. Loaded only then."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language
from followersim.cli.exits import FAILED, INTERRUPTED, WRONG_INPUT
from followersim.cli.terminal import complain
from followersim.cli.words import word
from followersim.experiment.errors import (
    ExecutorError,
    FailedUnitsError,
    InterruptedRunError,
    NoResultsError,
    ResultError,
    UnreadableError,
)
from followersim.scenario.errors import Message, Problem, ScenarioError
from followersim.scenario.suggest import alike

if TYPE_CHECKING:
    from collections.abc import Iterable


_REASONS: Final = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EROFS: "not_allowed",
    errno.ENOTDIR: "not_a_folder",
    errno.EEXIST: "not_a_folder",
    errno.EISDIR: "is_a_folder",
    errno.ENAMETOOLONG: "name_too_long",
    errno.ENOENT: "not_there",
}


def explain(error: BaseException, asked: language.Language | None) -> int:
    """Say on stderr what happened, in the language asked for, that of the scenario, or that of the system."""
    lang = asked or language.of_system()
    match error:
        case ScenarioError():
            complain(error.render(asked or error.language or lang))
            return WRONG_INPUT
        case click.UsageError():
            complain(_usage(error).render(lang))
            return WRONG_INPUT
        case ExecutorError() | FailedUnitsError() | NoResultsError() | UnreadableError():
            complain(error.render(lang))
            return WRONG_INPUT if error.is_input else FAILED
        case click.Abort() | KeyboardInterrupt():
            complain(_interrupted(error, lang))
            return INTERRUPTED
        case OSError():
            return _system(error, lang)
        case _:
            return _unexpected(error, lang)


def _interrupted(error: BaseException, lang: language.Language) -> str:
    cause = error.__cause__ if isinstance(error, click.Abort) else error  # click makes its own of it
    if isinstance(cause, InterruptedRunError):
        return word("interrupted_run", lang, done=cause.done, total=cause.total)
    return word("interrupted", lang)


def _system(error: OSError, lang: language.Language) -> int:
    if isinstance(error, ResultError):
        complain(error.render(lang))
        return FAILED
    if error.errno == errno.EPIPE:  # the reader of our output has left: nobody to talk to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    name = _REASONS.get(error.errno or 0)
    reason = word(name, lang) if name else error.strerror or type(error).__name__
    place = error.filename2 or error.filename
    complain(f"{place}: {reason}." if place else f"{reason}.")
    return FAILED


def _unexpected(error: BaseException, lang: language.Language) -> int:
    if isinstance(error, MemoryError):
        complain(word("no_memory", lang))
        return FAILED
    if os.environ.get("FOLLOWERSIM_DEBUG"):
        traceback.print_exception(error)
    complain(word("unexpected", lang, kind=type(error).__name__, text=str(error)[:500]))
    return FAILED


def unknown_command(name: str, known: list[str]) -> ScenarioError:
    """Return the error for a command that does not exist."""
    return ScenarioError([_unknown("unknown_command", name, known, known)])


def _unknown(message: str, name: str, known: list[str], alternatives: Iterable[str], **gaps: Any) -> Problem:
    near = alike(name, alternatives)
    advice = Message("did_you_mean", {"name": near[0]}) if near else None
    return Problem(Message(message, {"known": ", ".join(known), **gaps}), key=name, suggestion=advice)


def _usage(error: click.UsageError) -> Problem:
    """Say in our own words what click did not understand."""
    command = error.ctx.command_path if error.ctx else "followersim"
    advice = Message("see_help", {"command": command})
    if isinstance(error, click.NoSuchOption):
        options = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
        problem = _unknown("unknown_option", error.option_name, [], options)
        return problem if problem.suggestion else Problem(problem.message, key=problem.key, suggestion=advice)
    if isinstance(error, click.MissingParameter) and error.param:
        return Problem(Message("missing_argument", {"name": _shown_name(error.param)}), suggestion=advice)
    if isinstance(error, click.BadOptionUsage):
        return Problem(Message("needs_value"), key=error.option_name, suggestion=advice)
    return Problem(Message("usage"), suggestion=advice)


def _shown_name(param: click.Parameter) -> str:
    return param.human_readable_name if isinstance(param, click.Argument) else param.opts[-1]

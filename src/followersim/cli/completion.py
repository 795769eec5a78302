"""What the shell proposes when Tab is pressed: files, and the names of what comes with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def beginning_with(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Return what the shell may propose of some words."""
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


class FileName(click.ParamType[str]):
    """The name of a file or folder: taken as it is, proposed by the shell."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name."""
        del param, ctx
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Leave it to the shell."""
        del ctx, param
        return [CompletionItem(incomplete, type="file")]


class Known(click.ParamType[str]):
    """A name of which some are known; whether it is right is looked at later, with the file that it belongs to.

    known: returns the names, given the values typed before.
    """

    name = "name"

    def __init__(self, known: Callable[[dict[str, Any]], Iterable[str]]) -> None:
        self.known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name."""
        del param, ctx
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Propose the names; where it can be a file as well, files too."""
        del param
        found = beginning_with(self.known(ctx.params), incomplete)
        return found or [CompletionItem(incomplete, type="file")]


def policies(_typed: dict[str, Any]) -> list[str]:
    """Return the names of the built-in policies."""
    from followersim.scenario.catalogue import policy_names  # noqa: PLC0415 - only when Tab is pressed

    return policy_names()


def things(typed: dict[str, Any]) -> Iterable[str]:
    """Return the names of policies, profiles, scenarios, events or parameters, whichever was typed before."""
    from followersim.cli.show_parameter import names  # noqa: PLC0415 - only when Tab is pressed
    from followersim.scenario import catalogue  # noqa: PLC0415
    from followersim.scenario.vocabulary import EVENT_TYPES  # noqa: PLC0415

    found: dict[str, Callable[[], Iterable[str]]] = {
        "policy": catalogue.policy_names,
        "profile": catalogue.profile_names,
        "scenario": lambda: [path.stem for path in sorted(Path("scenarios").glob("*.yaml"))],
        "event": lambda: EVENT_TYPES,
        "parameter": names,
    }
    return found.get(str(typed.get("what")), list)()

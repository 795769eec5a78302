"""Finding a policy written in Python: `module:Class`. Doing so runs that module, so the user must have agreed."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from followersim.scenario.errors import Message, Problem, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followersim.policies import Policy


def load_policy(place: str, folder: Path | None = None) -> Callable[[], Policy]:
    """Return what makes the policy at `module:Class`; modules are also looked for in a folder (default: here).

    Raises `ScenarioError` if there is no such class, or if it has no method `decide`.
    """
    module, _, name = place.partition(":")
    with _also_from(folder or Path()):
        try:
            found = getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError, SyntaxError) as error:
            raise _not_loaded(place, str(error)) from error
    if not callable(getattr(found, "decide", None)) or not callable(found):
        raise _not_loaded(place, "decide(view)?")
    return cast("Callable[[], Policy]", found)


def _not_loaded(place: str, reason: str) -> ScenarioError:
    return ScenarioError([Problem(Message("policy_not_loaded", {"name": place, "reason": reason}))])


@contextmanager
def _also_from(folder: Path) -> Iterator[None]:
    """Let Python find modules in a folder for a while, after those it would find anyway."""
    entry = str(folder.resolve())
    sys.path.append(entry)
    try:
        yield
    finally:
        sys.path.remove(entry)

"""The experiment room: a scenario's worlds are run, gathered into one table, summarised and written.

Its names are loaded when they are first used: whether results can be reused must be known without loading the model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from followersim.experiment.errors import ResultError
    from followersim.experiment.result import Result
    from followersim.experiment.runner import run
    from followersim.experiment.store import read_summary, reusable

__all__ = ["Result", "ResultError", "read_summary", "reusable", "run"]

_HOMES: Final = {
    "Result": "result",
    "ResultError": "errors",
    "read_summary": "store",
    "reusable": "store",
    "run": "runner",
}


def __getattr__(name: str) -> Any:
    """Load a name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

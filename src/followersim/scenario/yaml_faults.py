"""Telling an author why a text is not YAML, in other words than the parser's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.scenario.errors import Message, Problem

if TYPE_CHECKING:
    import yaml

# pieces of the parser's own sentences, and what people usually did; the first that fits is taken
_CAUSES: Final = (
    ("mapping values are not allowed", "yaml_colon"),
    ("quoted scalar", "yaml_quote"),
    ("document separator", "yaml_quote"),
    ("unexpected end of stream", "yaml_quote"),
    ("flow sequence", "yaml_bracket"),
    ("flow mapping", "yaml_brace"),
    ("flow node", "yaml_bracket"),
    ("cannot start any token", "yaml_character"),
    ("undefined alias", "yaml_star"),
    ("alphabetic or numeric", "yaml_star"),
    ("anchor", "yaml_star"),
    ("tag", "yaml_exclamation"),
    ("expected ':'", "yaml_missing_colon"),
    ("simple key", "yaml_missing_colon"),
    ("block", "yaml_indentation"),
    ("unknown escape", "yaml_escape"),
    ("hexdecimal", "yaml_escape"),
    ("escape", "yaml_escape"),
)


def explain(error: yaml.YAMLError, text: str, file: str | None) -> Problem:
    """Return what is wrong with a text that the YAML parser refused."""
    mark = getattr(error, "problem_mark", None)
    number = mark.line if mark else 0
    lines = text.splitlines() or [""]
    number = min(number, len(lines) - 1)
    if tab := _tab_near(lines, number):
        return Problem(Message("tab"), file, tab, suggestion=Message("use_spaces"))
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}".lower()
    advice = next((advice for piece, advice in _CAUSES if piece in said), "yaml_general")
    return Problem(Message("not_yaml"), file, number + 1, suggestion=Message(advice))


def _tab_near(lines: list[str], number: int) -> int | None:
    """Return the line (from 1) at or just before a fault that is indented with a tab."""
    for near in (number, number - 1):
        if near >= 0 and "\t" in lines[near][: len(lines[near]) - len(lines[near].lstrip())]:
            return near + 1
    return None

"""Every sentence is used, and what stands in its gaps is harmless."""

from __future__ import annotations

import re
from pathlib import Path

import followersim
from followersim.scenario import messages
from followersim.scenario.checking import _ADVICE, _OWN, _SHAPES
from followersim.scenario.errors import Message, Problem, ScenarioError, shown, visible
from followersim.scenario.messages import MESSAGES
from followersim.scenario.yaml_faults import _CAUSES

SOURCES = [path.read_text(encoding="utf-8") for path in Path(followersim.__file__).parent.rglob("*.py")]


def test_every_message_is_used_and_every_used_one_exists() -> None:
    used = {name for source in SOURCES for name in re.findall(r"(?:Message|_fault|_unknown)\(\s*\"(\w+)\"", source)}
    used |= {f"wrong_{name}" for name in _OWN} | {f"expected_{name}" for name in _SHAPES.values()}
    used |= set(_ADVICE.values()) | {advice for _, advice in _CAUSES} | {"expected_policy", "expected_profile"}
    quoted = {name for source in SOURCES for name in re.findall(r"\"(\w+)\"", source)}
    assert used <= set(MESSAGES)
    assert set(MESSAGES) <= used | quoted


def test_no_two_messages_have_the_same_name() -> None:
    parts = [value for name, value in vars(messages).items() if name.isupper() and name != "MESSAGES"]
    groups = [group for group in parts if isinstance(group, dict)]
    assert len(groups) > 10
    assert sum(map(len, groups)) == len(MESSAGES)


def test_found_values_are_shown_short_and_harmless() -> None:
    assert shown("a\x1b[31m\u202e") == '"a\\x1b[31m\\u202e"'
    assert len(str(shown("x" * 1000))) < 70
    assert shown(True) == "true"
    assert shown({"a": 1}) == "{…}"
    assert shown([1]) == "[…]"
    assert shown(10**5000) == "…"
    assert visible("\U000e0001\n") == "\\U000e0001\\x0a"
    assert Message("wrong_value", {"found": shown(None)}).in_language("de").startswith("nichts")


def test_errors_say_everything_when_printed() -> None:
    problem = Problem(Message("missing", {"name": "type"}), "a.yaml", 3, "events.0.type", Message("try_new"))
    error = ScenarioError([problem], "de")
    assert str(error).startswith('a.yaml, Zeile 3, events.0.type: "type" fehlt.\n  -> "followersim new')
    assert error.render("en").startswith('a.yaml, line 3, events.0.type: "type" is missing.')
    many = ScenarioError([problem] * 25)
    assert "... and 5 more." in str(many)

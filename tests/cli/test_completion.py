"""What the shell proposes when Tab is pressed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from followersim.cli import COMMANDS, main

HOME = Path(__file__).parents[2]


def proposed(*words: str) -> list[tuple[str, str]]:
    """Return what is proposed for the last word, and what kind of thing it is."""
    shell = ShellComplete(main, {}, "followersim", "_FOLLOWERSIM_COMPLETE")
    return [(str(item.value), item.type) for item in shell.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("re",), {"report"}),
        (("run", "--theme", "da"), {"dark"}),
        (("run", "--chart", "ca"), {"causes"}),
        (("run", "x.yaml", "--policy", "harsh"), {"harsh_reply"}),
        (("why", "x.yaml", "--policy", "broadcast"), {"broadcast_only"}),
        (("list", "pr"), {"profiles"}),
        (("show", "pa"), {"parameter"}),
        (("show", "policy", "harsh"), {"harsh_reply"}),
        (("show", "profile", "small"), {"small_business"}),
        (("show", "event", "product_f"), {"product_fault"}),
        (("show", "parameter", "trust_loss_w"), {"trust_loss_weight"}),
        (("--lang", "d"), {"de"}),
    ],
)
def test_names_are_proposed(words: tuple[str, ...], expected: set[str]) -> None:
    assert {value for value, kind in proposed(*words) if kind == "plain"} == expected


def test_scenarios_are_proposed_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HOME)
    assert ("harsh_reply", "plain") in proposed("show", "scenario", "harsh")


@pytest.mark.parametrize(
    "words",
    [
        ("run", "scen"),
        ("run", "one.yaml", "tw"),
        ("check", "scen"),
        ("why", ""),
        ("feed", "a"),
        ("sensitivity", "a"),
        ("new", "a"),
        ("verify", "res"),
        ("report", "res"),
        ("slides", "res"),
        ("show", "policy", "my_policy.ya"),
        ("calibrate", "--data", "acc"),
        ("calibrate", "--scenario", "acc"),
        ("run", "x.yaml", "--out", "y"),
    ],
)
def test_files_are_left_to_the_shell(words: tuple[str, ...]) -> None:
    assert proposed(*words) == [(words[-1], "file")]


def test_every_command_and_every_option_is_proposed() -> None:
    assert {value for value, _ in proposed("")} == set(COMMANDS)
    for name in COMMANDS:
        command = main.get_command(main.make_context("followersim", []), name)
        assert command is not None
        options = {name for option in command.params for name in option.opts if name.startswith("--")}
        assert {value for value, _ in proposed(name, "--")} - {"--help"} == options


@pytest.mark.skipif(sys.platform == "win32", reason="bash asks")
def test_bash_is_answered() -> None:
    environment = {
        **os.environ, "PYTHONPATH": str(HOME / "src"), "_FOLLOWERSIM_COMPLETE": "bash_complete",
        "COMP_WORDS": "followersim run --chart ca", "COMP_CWORD": "3",
    }  # fmt: skip
    code = "from followersim.cli import main; main(prog_name='followersim')"
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["plain,causes"]
    assert found.stderr == ""

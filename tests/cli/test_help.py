"""Help is there at once, complete, and in both languages."""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from followersim.cli import COMMANDS, main
from followersim.cli.bilingual import Explained, Option
from followersim.locale import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.stand_in import Said

HEAVY = ("babel", "numpy", "numba", "mesa", "matplotlib", "pandas", "pyarrow", "pydantic", "yaml", "rich")


def command(name: str) -> Explained:
    """Return a command of the program."""
    found = main.get_command(click.Context(main), name)
    assert isinstance(found, Explained)
    return found


def imported_by(words: str) -> set[str]:
    """Return which heavy modules a command line imports."""
    code = (
        "import sys\nfrom followersim.cli import main\n"
        f"try:\n    main({words.split()!r})\nexcept SystemExit:\n    pass\n"
        f"print('imported', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_help_imports_nothing_heavy() -> None:
    assert imported_by("--help") == set()
    assert imported_by("--version") == set()


@pytest.mark.parametrize("words", ["run --help", "list policies", "show policy harsh_reply", "schema", "check x.yaml"])
def test_commands_import_no_more_than_they_need(words: str) -> None:
    assert imported_by(words) <= {"pydantic", "yaml"}


def test_help_is_there_at_once() -> None:
    def seconds() -> float:
        """Return the processor time, which other programs on the computer do not change."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        code = "from followersim.cli import main; main(['--help'])"
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(5)) < 0.2


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained_in_both_languages(name: str) -> None:
    explained = command(name)
    for english in (explained.about, COMMANDS[name][1]):
        german = translate("de", english)
        assert english.endswith(".")
        assert german.endswith(".")
        assert english != german
    assert all(example.startswith(f"followersim {name}") for example in explained.examples)
    assert explained.examples
    for param in explained.params:
        if isinstance(param, click.Option):
            assert isinstance(param, Option)
            assert param.about
            assert translate("de", param.about, **param.gaps) != translate("en", param.about, **param.gaps)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command(call: Callable[..., Said], name: str) -> None:
    english, german = call(name, "--help"), call(name, "--help", "--lang", "de")
    assert english.code == german.code == 0
    assert "Examples:" in english.out
    assert f"followersim {name}" in english.out
    assert "Beispiele:" in german.out
    assert "Aufruf:" in german.out
    assert "Show" not in german.out
    for option in ("--help", "--lang"):
        assert option in english.out


def test_help_of_the_program(call: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (["--help"], []):
        said = call(*words)
        assert said.code == 0
        assert all(name in said.out for name in COMMANDS)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert "Befehle" in call("--help").out
    assert call("--version").out.startswith("followersim ")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["rnu"], ["rnu", "no such command", 'Did you mean "run"?']),
        (["run"], ["FILE... is missing"]),
        (["run", "x.yaml", "--wrlds", "3"], ["--wrlds", "--worlds"]),
        (["run", "x.yaml", "--zzz"], ["--zzz", "run --help"]),
        (["run", "x.yaml", "--worlds"], ["--worlds", "needs a value"]),
        (["run", "x.yaml", "--worlds", "0"], ["--worlds", "1 to 100000"]),
        (["run", "x.yaml", "--worlds", "many"], ["--worlds", '"many"']),
        (["run", "x.yaml", "--jobs", "-1"], ["--jobs", "1 to 1024"]),
        (["run", "x.yaml", "--lang", "fr"], ["--lang", "en, de"]),
        (["list", "polices"], ['"polices"', 'Did you mean "policies"?']),
        (["list"], ["missing"]),
        (["schema", "scenario", "policy"], ["not understood", "schema --help"]),
        (["--zzz"], ["--zzz", "followersim --help"]),
        (["\x1b[31m"], ["\\x1b[31m"]),
    ],
)
def test_wrong_command_lines_are_explained(call: Callable[..., Said], words: list[str], parts: list[str]) -> None:
    said = call(*words)
    assert said.code == 2
    assert said.out == ""
    assert "\x1b" not in said.err
    for part in parts:
        assert part in said.err


def test_wrong_command_lines_are_explained_in_german(
    call: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Erlaubt" in call("list", "polices", "--lang", "de").err
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    assert "diesen Befehl gibt es nicht" in call("rnu").err
    assert "FILE... fehlt." in call("run").err

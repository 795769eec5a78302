"""How many worlds, as the command line says it."""

from __future__ import annotations

import click
import pytest

from followersim.cli.kinds import WorldsOrAuto
from followersim.scenario import ScenarioError


@pytest.mark.parametrize(("text", "value"), [("20", 20), (" 7 ", 7), ("auto", "auto"), ("100000", 100_000)])
def test_a_number_or_auto(text: str, value: int | str) -> None:
    assert WorldsOrAuto().convert(text, None, None) == value


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("many", "wrong_worlds", None),
        ("Auto", "wrong_worlds", "did_you_mean"),
        ("", "wrong_worlds", None),
        ("0", "wrong_range", None),
        ("100001", "wrong_range", None),
        ("2.5", "wrong_whole_number", None),
    ],
)
def test_nothing_else(text: str, message: str, advice: str | None) -> None:
    option = click.Option(["--worlds"], type=WorldsOrAuto())
    with pytest.raises(ScenarioError) as caught:
        WorldsOrAuto().convert(text, option, None)
    (problem,) = caught.value.problems
    assert (problem.message.name, problem.key) == (message, "--worlds")
    assert (problem.suggestion and problem.suggestion.name) == advice

"""The short table under the results of a sweep: which policy is best where, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from followersim.analysis.best import best_of_daily
from followersim.analysis.summary import summarise
from followersim.cli.table import table
from followersim.scenario import Scenario
from tests.synthetic import make_daily

if TYPE_CHECKING:
    from followersim.cli.language import Language

POLICIES = ["handles_criticism_well", "harsh_reply"]


def printed(lang: Language, sweep: dict[str, Any], worlds: int = 20, **more: Any) -> str:
    """Return the table of made-up results in which the second policy has more followers."""
    scenario = Scenario(**{"policies": POLICIES, "period": {"days": 15}, "question": "Q?", "sweep": sweep, **more})
    daily = make_daily(scenario, worlds)
    second = daily["policy"] == scenario.policies[-1].name
    daily.loc[second, "n_followers"] += 7
    return table(summarise(daily, scenario), scenario, lang, best_of_daily(daily, scenario))


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            (
                "Clearly best at",
                "Fewest shitstorms",
                "Harsh replies (5,0",
                "2 comparisons a",
                "chance of any false best",
            ),
        ),
        (
            "de",
            ("Klar beste Strategie an", "Wenigste Shitstorms", "Schroff antworten (5.0", "2 Vergleiche", "nach Holm"),
        ),
    ],
)
def test_a_sweep_says_what_is_best_where(lang: Language, parts: tuple[str, ...]) -> None:
    text = " ".join(printed(lang, {"team.members": [1, 2]}).split())
    for part in parts:
        assert part in text, part
    assert text.count({"en": "no clear difference", "de": "kein klarer Unterschied"}[lang]) >= 2
    assert "best.csv" not in text


def test_nothing_is_best_without_a_sweep_or_with_one_policy() -> None:
    assert "Clearly best" not in printed("en", {})
    assert "Clearly best" not in printed("en", {"team.members": [1, 2]}, policies=["harsh_reply"])


def test_many_points_are_counted() -> None:
    grid = {"team.members": [1, 2, 3, 4], "team.training": [0, 0.25, 0.5, 1]}
    text = printed("en", grid)
    assert "... and 4 more points of the sweep in summary.csv." in text
    assert "... 4 more points in best.csv." in text
    assert "Of all 16 points" in text
    assert "Harsh replies 16" in text
    assert text.count("People in the team: ") == 24


def test_points_that_lie_anywhere_are_only_the_first_six() -> None:
    points = [{"team.members": n % 5 + 1, "team.training": n / 20} for n in range(14)]
    text = printed("de", {"points": points})
    assert "8 weitere Punkte" in text
    assert text.count("Personen im Team: ") == 12
    assert "Von allen 14 Punkten" in text
    few = printed("de", {"points": points[:12]})
    assert few.count("Personen im Team: ") == 24


def test_too_few_runs_say_so() -> None:
    text = " ".join(printed("en", {"team.members": [1, 2, 3]}, worlds=4).split())
    assert "With 4 runs nothing can be clear among so many comparisons: it takes 7 at least." in text

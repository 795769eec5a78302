"""The search finds what is known to be right, goes on after a kill, and knows what the goals leave open."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from followersim.calibration.goals import FARTHEST, Goal, Measured, distance, loss_of, scale_of
from followersim.calibration.journal import Journal
from followersim.calibration.knobs import chosen
from followersim.calibration.leeway import LOOSE, OPEN, TIGHT, Leeway, leeways
from followersim.calibration.search import Search
from followersim.scenario import ScenarioError
from tests.calibration.made_up import MadeUpGoals, band

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KNOBS = ("likes", "praises", "complains")


def formula(changes: Mapping[str, float]) -> dict[str, float]:
    """Two goals for two parameters, one that only their sum decides, none for the third."""
    likes, praises = changes["likes"], changes["praises"]
    return {"a": 1000 * likes, "b": 1000 * praises + 100 * likes**0.5}


def goals(*, stop_after: int | None = None) -> MadeUpGoals:
    """Return goals that likes = 0.02 and praises = 0.06 meet."""
    return MadeUpGoals((band("a", 19.5, 20.5), band("b", 73.0, 75.3)), formula, stop_after)


def search_of(folder: Path, wanted: MadeUpGoals, most: int = 40, *, afresh: bool = False) -> Search:
    """Return a search that keeps its trials in a folder."""
    knobs = chosen(KNOBS, ())
    return Search(wanted, knobs, Journal(folder, wanted.identity(), afresh=afresh), most=most)


def test_what_is_right_is_found(tmp_path: Path) -> None:
    search = search_of(tmp_path, goals())
    search.run()
    assert search.usual_loss > 10
    assert search.best.loss <= 0.02
    assert search.best.values["likes"] == pytest.approx(0.02, rel=0.03)
    assert search.best.values["praises"] == pytest.approx(0.06, rel=0.05)
    assert search.trials[0].values == search.usual
    assert len(search.trials) < 40  # it ends where nothing is left to be gained


def test_a_figure_of_ones_own_is_aimed_at_and_not_only_its_band(tmp_path: Path) -> None:
    wanted = MadeUpGoals((band("a", 10.0, 30.0, point=25.0),), lambda changes: {"a": 1000 * changes["likes"]})
    search = Search(wanted, chosen(["likes"], ()), Journal(tmp_path, wanted.identity()), most=30)
    search.run()
    assert search.best.found["a"].value == pytest.approx(25.0, abs=1.0)


def test_a_goal_that_cannot_be_reached_spoils_no_other(tmp_path: Path) -> None:
    impossible = MadeUpGoals(
        (band("a", 19.5, 20.5), band("never", 5.0, 6.0), band("unseen", 0.0, 1.0)),
        lambda changes: {"a": 1000 * changes["likes"], "never": -1.0, "unseen": math.nan},
    )
    search = Search(impossible, chosen(["likes"], ()), Journal(tmp_path, impossible.identity()), most=40)
    search.run()
    assert 19.5 <= search.best.found["a"].value <= 20.5


@pytest.mark.parametrize("killed_after", [1, 7, 14])
def test_a_killed_search_goes_on_and_comes_to_the_same(tmp_path: Path, killed_after: int) -> None:
    whole, half = tmp_path / "whole", tmp_path / "half"
    whole.mkdir()
    half.mkdir()
    expected = search_of(whole, goals())
    expected.run()
    with pytest.raises(KeyboardInterrupt):
        search_of(half, goals(stop_after=killed_after)).run()
    with (half / "trials.jsonl").open("ab") as file:
        file.write(b'{"what": "likes=0.0')  # the power went while this line was written
    rest = goals()
    found = search_of(half, rest)
    found.run()
    assert found.trials == expected.trials
    assert len(rest.asked) == len(expected.trials) - killed_after
    assert (half / "trials.jsonl").read_bytes() == (whole / "trials.jsonl").read_bytes()


def test_more_trials_use_the_earlier_ones(tmp_path: Path) -> None:
    search_of(tmp_path, goals(), most=8).run()
    more = goals()
    search_of(tmp_path, more, most=16).run()
    assert len(more.asked) <= 16 - 2  # the start and the spread points are there; least squares may begin elsewhere


def test_the_trials_of_another_search_are_neither_used_nor_thrown_away(tmp_path: Path) -> None:
    search_of(tmp_path, goals(), most=3)
    before = (tmp_path / "trials.jsonl").read_bytes()
    other = MadeUpGoals((band("a", 0.0, 1.0),), formula)
    with pytest.raises(ScenarioError, match="another search"):
        search_of(tmp_path, other)
    assert (tmp_path / "trials.jsonl").read_bytes() == before
    search_of(tmp_path, other, afresh=True)
    assert (tmp_path / "trials.jsonl").read_bytes() != before


@pytest.mark.parametrize("content", [b"", b"\x00\xff\n", b"[]\n", b"{}\n", b'{"search": 3}\n', b"[" * 100_000 + b"\n"])
def test_a_strange_file_of_trials_is_refused_or_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "trials.jsonl").write_bytes(content)
    try:
        assert len(Journal(tmp_path, {"a": 1})) == 0
    except ScenarioError:
        assert (tmp_path / "trials.jsonl").read_bytes() == content


def test_distances_are_counted_in_steps() -> None:
    start = Measured(5.0, 4.9, 5.1)
    between = scale_of(band("a", 10.0, 20.0), start)
    assert [distance(between, value) for value in (5.0, 15.0, 25.0)] == pytest.approx([-1.005, 0.0, 1.005], abs=0.01)
    above = scale_of(Goal("a", {}, "%", 0.0, math.inf, beyond=True), start)
    assert distance(above, 1e9) == 0.0
    assert distance(above, 0.0) == pytest.approx(-1.0)
    assert distance(above, math.nan) == FARTHEST
    assert distance(above, -1e9) == -FARTHEST
    own = scale_of(band("a", 8.04, 11.96, point=10.0), start)
    assert distance(own, 12.0) == pytest.approx(2.0, rel=0.01)
    assert loss_of(np.array([0.0, 0.0])) == 0.0
    assert loss_of(np.array([0.1, 10.0])) == pytest.approx(0.01 + 18.1, rel=0.01)


def test_what_the_goals_leave_open_is_named(tmp_path: Path) -> None:
    search = search_of(tmp_path, goals())
    search.run()
    likes, praises, complains = leeways(search)
    assert (likes.verdict, praises.verdict, complains.verdict) == (TIGHT, TIGHT, OPEN)
    assert likes.low < 0.02 < likes.high
    assert complains.together == pytest.approx(1.0)
    assert complains.alone == pytest.approx(1.0)


def test_two_parameters_that_make_up_for_each_other_are_open_together_and_tight_alone(tmp_path: Path) -> None:
    only_sum = MadeUpGoals((band("sum", 0.029, 0.031),), lambda changes: {"sum": changes["likes"] + changes["shares"]})
    search = Search(
        only_sum, chosen(["likes=0..0.03", "shares=0..0.03"], ()), Journal(tmp_path, only_sum.identity()), most=20
    )
    search.run()
    for leeway in leeways(search):
        assert leeway.alone < 0.2
        assert leeway.verdict == OPEN


def test_verdicts_of_leeway() -> None:
    assert [Leeway("x", 0, 1, share, 0.1).verdict for share in (0.1, 0.4, 0.6)] == [TIGHT, LOOSE, OPEN]

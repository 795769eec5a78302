"""What charts need beside tables: causes, one world as a story, the audience of its storm, as the model has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import followersim as fs
from followersim.analysis.stories import Chosen, choose
from followersim.analysis.storms import Storm
from followersim.experiment import counterfactuals, manifest
from followersim.experiment.causes_file import causes_in
from followersim.experiment.one_world import crowd_of, story_of
from followersim.experiment.pictures import Pictures, redraw, written_charts
from followersim.experiment.work import points_of
from followersim.model import codes

if TYPE_CHECKING:
    from pathlib import Path

    from followersim.experiment.result import Result
    from followersim.model.simulation import Simulation


def scenario(**more: Any) -> fs.Scenario:
    return fs.Scenario(
        policies=["handles_criticism_well", "harsh_reply"],
        audience={"people": 4000, "followers": 2000},
        period={"days": 20},
        events=[{"type": "product_fault", "day": 3, "share": 0.3, "severity": 0.9}],
        worlds=6,
        **more,
    )


@pytest.fixture(scope="module")
def result() -> Result:
    return fs.run(scenario())


def test_the_world_told_is_the_middling_storm_of_the_stormiest_policy(result: Result) -> None:
    chosen = choose(result.daily, result.summary_dict(), result.scenario)
    storms = {r["policy"]: r["shitstorm"]["k"] for r in result.summary_dict()["results"]}
    assert chosen.policy == max(storms, key=lambda policy: storms[policy])
    assert chosen.n_storms == storms[chosen.policy] > 0
    assert chosen.storm is not None
    daily = result.daily[(result.daily["policy"] == chosen.policy) & (result.daily["wind_force"] >= 5)]
    assert chosen.world in set(daily["world"])
    assert chosen == choose(result._tables, result.summary_dict(), result.scenario)


def test_a_story_is_what_the_daily_table_has(result: Result) -> None:
    chosen = choose(result.daily, result.summary_dict(), result.scenario)
    story = story_of(result.scenario, chosen)
    rows = result.daily[(result.daily["policy"] == chosen.policy) & (result.daily["world"] == chosen.world)]
    assert story.followers[0] == 2000
    for ours, name in (
        (story.followers[1:], "n_followers"), (story.praise, "n_praise"), (story.criticism, "n_criticism"),
        (story.wind, "wind_force"),
    ):  # fmt: skip
        assert np.array_equal(ours, rows[name].to_numpy())
    for kind, by_day in story.replies.items():
        # the table counts a reply on the day of the message or of the reply; in the whole period there are as many
        assert by_day.sum() == rows[f"n_replies_{kind}"].sum()
    assert story.received == rows["n_received"].sum()
    assert story.answered == rows["n_answered"].sum()


def test_the_audience_is_who_read_and_wrote(result: Result) -> None:
    """The numbers of the model: its list of the angry, its authors, and every reading that it counts."""
    chosen = choose(result.daily, result.summary_dict(), result.scenario)
    assert chosen.storm is not None
    crowd = crowd_of(result.scenario, chosen)
    part = next(points_of(result.scenario)).parts[1 if chosen.policy == "harsh_reply" else 0]
    simulation = part.simulation(result.scenario.seed, chosen.world, None, 0)
    first, last = chosen.storm.start, chosen.storm.end
    simulation.advance(first * 24)
    views = _views_of_criticism(simulation)
    angry: set[int] = set()
    shown: set[int] = set()
    for hour in range(first * 24, (last + 1) * 24):
        shown |= _shown_criticism(simulation, hour)
        simulation.advance(hour + 1)
        world = simulation.arrays
        feels = np.flatnonzero((world.ties["anger"] >= 0.3) & (world.ties["touched"] == hour))
        angry |= set(feels.tolist())
    rows = world.messages[: int(world.state["n_messages"][0])]
    during = rows[(rows["kind"] == codes.CRITICISM) & (rows["hour"] >= first * 24)]
    assert set(np.flatnonzero(crowd.spoke).tolist()) == set(during["author"].tolist())
    readings = _views_of_criticism(simulation) - views
    only_read = int((crowd.reached & ~crowd.spoke).sum())
    assert 0 < only_read <= readings
    assert shown <= set(np.flatnonzero(crowd.reached).tolist())
    assert len(shown) > 100
    assert set(np.flatnonzero(crowd.angry).tolist()) <= angry
    assert crowd.angry.sum() > 0
    assert not (crowd.angry & ~crowd.reached).any()  # "reached n of m, and made k of them angry": the numbers add up
    assert crowd.follows.sum() - crowd.left.sum() <= (world.ties["since"] >= 0).sum()
    assert crowd.people == 4000
    assert crowd.circles == 4000 // 12


def _views_of_criticism(simulation: Simulation) -> int:
    world = simulation.arrays
    rows = world.messages[: int(world.state["n_messages"][0])]
    return int(rows["n_views"][rows["kind"] == codes.CRITICISM].sum())


def _shown_criticism(simulation: Simulation, hour: int) -> set[int]:
    """Return whom an hour's bucket shows criticism by people they read (visitors of the page come on top)."""
    world = simulation.arrays
    found, slot = set(), int(world.first[hour])
    while slot >= 0:
        thing = world.waiting[slot]
        if thing["what"] == codes.SEES and world.messages["kind"][thing["message"]] == codes.CRITICISM:
            found.add(int(thing["person"]))
        slot = int(thing["next"])
    return found


def test_where_nobody_storms_the_days_around_most_critics_are_told() -> None:
    calm = fs.run(
        fs.Scenario(
            audience={"people": 600, "followers": 300}, period={"days": 5}, worlds=2, policies=["broadcast_only"]
        )
    )
    chosen = choose(calm.daily, calm.summary_dict(), calm.scenario)
    assert chosen.storm is None
    crowd = crowd_of(calm.scenario, chosen)
    assert 0 <= crowd.first_day <= crowd.last_day <= 4
    for name in ("story", "audience"):
        assert "no shitstorm" in calm.plot(name, "en").alt_text


def test_causes_are_those_of_the_policy_that_differs_most(result: Result) -> None:
    chart = result.plot("causes", "en")
    explained = result._material.causes
    assert explained["policy"] == "harsh_reply"
    assert explained["worlds"] == 6
    assert f"{abs(round(explained['outcomes']['followers']['difference']['mean']))}" in chart.alt_text
    alone = result.scenario.with_changes(policies=["harsh_reply"], worlds=1)
    with pytest.raises(ValueError, match="a policy to compare"):
        fs.run(alone).plot("causes")


def test_causes_are_written_down_and_not_looked_for_twice(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    fs.run(result.scenario, out=one, pictures=Pictures(more=("causes",)))
    assert json.loads((one / "causes.json").read_bytes()) == result._material.causes
    monkeypatch.setattr(counterfactuals, "explain", None)  # whoever looks for causes now fails
    redraw(one, result.scenario, Pictures(theme="dark"))
    about = json.loads((one / "manifest.json").read_bytes())
    assert {"causes.json", "causes.png"} <= set(about["files"])
    assert about["files"]["causes.json"] == manifest.sha256_of(one / "causes.json")
    fs.run(result.scenario, out=other)
    assert not (other / "causes.json").exists()
    known = (one / "causes.json").read_bytes()
    (one / "causes.json").write_bytes(known.replace(b'"mean"', b'"moan"'))  # no page must stumble over it
    assert causes_in(one, result._material.pair) is None
    (one / "causes.json").write_bytes(known)
    assert causes_in(one, result._material.pair) == result._material.causes
    for wrong in ("", "[]", "{", '{"hash": 1}', json.dumps({**result._material.causes, "worlds": 7})):
        (one / "causes.json").write_text(wrong, encoding="utf-8")
        assert causes_in(one, result._material.pair) is None


@pytest.mark.parametrize("damaged", [None, [], {}, {"names": None}, {"names": [{}]}, {"names": {"wind": 1}}])
def test_charts_are_drawn_again_whatever_the_manifest_says_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: Any
) -> None:
    one = fs.Scenario(audience={"people": 300, "followers": 100}, period={"days": 2}, worlds=1)
    path = tmp_path / "manifest.json"
    fs.run(one, out=tmp_path)
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "charts": damaged}), encoding="utf-8")
    monkeypatch.setattr(Pictures, "names", lambda *_: ["shitstorm"])  # one is enough
    assert not Pictures().are_in(tmp_path, one)
    redraw(tmp_path, one, Pictures(theme="dark"))
    assert json.loads(path.read_bytes())["charts"]["names"] == ["shitstorm"]
    assert written_charts({"charts": {"names": ["wind", "../wind", "growth"]}}) == ("growth", "wind")


def test_a_storm_that_is_told_is_of_the_first_point() -> None:
    swept = fs.run(scenario(sweep={"team.members": [1, 3]}))
    chosen = choose(swept.daily, swept.summary_dict(), swept.scenario)
    assert isinstance(chosen, Chosen)
    assert isinstance(chosen.storm, Storm)
    story = story_of(swept.scenario, chosen)
    rows = swept.daily[
        (swept.daily["policy"] == chosen.policy)
        & (swept.daily["world"] == chosen.world)
        & (swept.daily["point"] == '{"team.members":1}')
    ]
    assert np.array_equal(story.criticism, rows["n_criticism"].to_numpy())

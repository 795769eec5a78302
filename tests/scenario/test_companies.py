"""Several companies in one scenario: who they are, whom events concern, and what does not fit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followersim.locale import translate
from followersim.scenario import Event, Rival, Scenario, ScenarioError, load_scenario
from followersim.scenario.plan import plan
from followersim.scenario.rivals import misfit
from followersim.scenario.vocabulary import EVENT_NAMES, EVENT_TYPES, LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from followersim.scenario.errors import Problem

SHOP: dict[str, Any] = {"name": "shop"}


def problems(content: dict[str, Any]) -> tuple[Problem, ...]:
    """Return what is wrong with a scenario."""
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_mapping(content)
    return caught.value.problems


def test_a_rival_needs_no_more_than_a_name() -> None:
    scenario = Scenario(policies=["harsh_reply", "broadcast_only"], rivals=[SHOP])
    (rival,) = scenario.rivals
    assert (rival.name, rival.title.de, rival.followers, rival.overlap) == ("shop", "shop", 5000, 0.3)
    assert rival.shared_followers == 1500
    assert rival.same_branch
    assert (rival.policy.name, rival.profile.name) == ("handles_criticism_well", "small_business")
    assert [case.rivals for case in scenario.cases()] == [(rival,), (rival,)]
    assert Scenario().rivals == ()
    assert Scenario().cases()[0].rivals == ()


def test_a_rival_takes_from_its_own_profile_what_its_policy_does_not_say(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text("name: ours\nteam: {members: 3}\n", encoding="utf-8")
    path = tmp_path / "scenario.yaml"
    path.write_text(
        """\
audience: {people: 100000, followers: 20000}
rivals:
  - name: big
    title: {en: The big one, de: Der Große}
    profile: {based_on: corporation, followers: 30000, posts_per_day: 6, team: {training: 0.25}}
    policy: ours.yaml
    overlap: 0.5
    same_branch: false
  - {name: small, policy: {based_on: attacks_rival, name: nasty, companies: {launch: tease}}, followers: 10}
""",
        encoding="utf-8",
    )
    big, small = load_scenario(path).rivals
    assert (big.title.de, big.followers, big.shared_followers, big.same_branch) == ("Der Große", 30_000, 15_000, False)
    assert (big.policy.team.members, big.policy.team.training, big.policy.posting.posts_per_day) == (3, 0.25, 6)
    assert (small.policy.companies.launch, small.policy.companies.storm) == ("tease", "attack")
    assert small.policy.team.checks_every_min == 60  # the small business's


def test_changes_for_all_policies_do_not_touch_rivals() -> None:
    scenario = Scenario(policies=["harsh_reply"], rivals=[SHOP]).with_changes(set={"team.members": 7})
    assert scenario.policies[0].team.members == 7
    assert scenario.rivals[0].policy.team.members == 1


@pytest.mark.parametrize(
    ("key", "values", "read"),
    [
        ("rivals.0.followers", [100, 200], lambda case: case.rivals[0].followers),
        ("rivals.0.overlap", [0, 0.5], lambda case: case.rivals[0].overlap),
        ("rivals.0.same_branch", [True, False], lambda case: case.rivals[0].same_branch),
        ("rivals.0.policy", ["harsh_reply", "attacks_rival"], lambda case: case.rivals[0].policy.name),
        ("rivals.0.profile", ["small_business", "corporation"], lambda case: case.rivals[0].profile.name),
        ("rivals.0.profile.publicity", [0.5, 2], lambda case: case.rivals[0].profile.publicity),
        ("events.0.company", ["main", "shop"], lambda case: case.events[0].company),
        ("events.0.responsibility", ["victim", "accident"], lambda case: case.events[0].responsibility),
        ("events.0.lasts_days", [1, 30], lambda case: case.events[0].lasts_days),
        ("companies.launch", ["nothing", "attack"], lambda case: case.policy.companies.launch),
        ("account", [True, False], lambda case: case.policy.account),
    ],
)
def test_a_sweep_goes_over_rivals_and_whom_events_concern(key: str, values: list[Any], read: Any) -> None:
    content: dict[str, Any] = {
        "policies": ["harsh_reply"],
        "audience": {"people": 1_000_000, "followers": 50_000},
        "rivals": [SHOP],
        "events": [{"type": "staff_absence", "day": 20}],
        "sweep": {key: values},
    }
    swept = Scenario.from_mapping(content)
    assert [read(case) for case in swept.cases()] == values
    again = Scenario.from_mapping(json.loads(json.dumps(swept.resolved())))
    assert (again.hash, again.cases()) == (swept.hash, swept.cases())
    base = Scenario.from_mapping({**content, "sweep": {}})
    assert [read(base.with_changes(set={key: value}).cases()[0]) for value in values] == values


def test_parts_of_a_rivals_policy_can_be_changed_where_it_is_written_out() -> None:
    policy = {"based_on": "harsh_reply", "name": "theirs"}
    sweep = {"rivals.0.policy.companies.reply.attack": ["nothing", "retaliate"]}
    scenario = Scenario(policies=["attacks_rival"], rivals=[{**SHOP, "policy": policy}], sweep=sweep)
    assert [case.rivals[0].policy.companies.reply.attack for case in scenario.cases()] == ["nothing", "retaliate"]
    for rival in (SHOP, {**SHOP, "policy": "harsh_reply"}):
        (problem,) = problems({"rivals": [rival], "sweep": sweep})
        assert problem.message.name == "rival_policy_named"
        assert problem.suggestion
        assert "policy: {based_on: harsh_reply, name: ihre}" in problem.suggestion.in_language("de")


def test_followers_of_a_rival_follow_its_profile_in_a_sweep() -> None:
    content: dict[str, Any] = {"audience": {"people": 200_000, "followers": 50_000}, "rivals": [SHOP]}
    sweep = {"rivals.0.profile": ["small_business", "corporation"]}
    scenario = Scenario.from_mapping({**content, "policies": ["harsh_reply"], "sweep": sweep})
    assert [case.rivals[0].followers for case in scenario.cases()] == [5000, 100_000]


def test_policy_files_named_by_a_change_are_looked_for_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours.yaml").write_text("name: ours\n", encoding="utf-8")
    (tmp_path / "below").mkdir()
    path = tmp_path / "below" / "x.yaml"
    path.write_text("rivals: [{name: shop}]\n", encoding="utf-8")
    scenario = load_scenario(path).with_changes(set={"rivals.0.policy": "ours.yaml"})
    assert scenario.rivals[0].policy.name == "ours"


@pytest.mark.parametrize("name", EVENT_NAMES)
def test_every_kind_of_event_has_usual_sizes_and_words(name: Any) -> None:
    kind, event = EVENT_TYPES[name], Event(type=name, day=1)
    assert (event.share, event.severity) == (kind.share, kind.severity)
    assert (event.company, event.responsibility, event.lasts_days) == ("main", kind.responsibility, kind.lasts_days)
    english, german = (translate(lang, kind.meaning) for lang in LANGUAGES)
    assert english != german
    assert kind.title
    assert ("`share`" in english) == (kind.share > 0)
    assert ("`severity`" in german) == (kind.severity > 0)
    assert ("`lasts_days`" in english) == (kind.lasts_days > 0)


def test_kinds_of_events_are_as_large_as_documented() -> None:
    sizes = {name: (kind.share, kind.severity, kind.responsibility) for name, kind in EVENT_TYPES.items()}
    assert sizes["product_fault"] == (0.05, 0.6, "accident")
    assert sizes["leak"] == (0.1, 0.6, "preventable")
    assert sizes["false_claim"] == (0.03, 0.6, "victim")
    assert EVENT_TYPES["staff_absence"].lasts_days == 7


def test_several_companies_take_several_times_as_long() -> None:
    def seconds(**content: Any) -> float:
        return plan(Scenario(policies=["harsh_reply"], worlds=100_000, **content), cores=1).seconds

    alone = seconds()
    assert seconds(rivals=[{**SHOP, "policy": "harsh_reply"}]) == pytest.approx(2 * alone, rel=0.01)
    assert seconds(rivals=[{**SHOP, "policy": "advertising_only"}]) < 1.5 * alone
    assert plan(Scenario(rivals=[SHOP, {"name": "b"}])).companies == 3


def test_wrong_companies_are_named_with_advice() -> None:
    cases: list[tuple[dict[str, Any], str, str, str]] = [
        ({"rivals": [{"name": "Main"}]}, "rivals.0.name", "wrong_rival_main", "rival_main_advice"),
        ({"rivals": [SHOP, SHOP]}, "rivals.1.name", "rival_twice", "other_name"),
        ({"rivals": [{**SHOP, "policy": "os:system"}]}, "rivals.0.policy", "rival_python", "rival_policies"),
        ({"rivals": [{**SHOP, "followers": 25_000}]}, "rivals.0.followers", "rival_followers", "rival_fewer"),
    ]
    for content, key, message, advice in cases:
        (problem,) = problems(content)
        assert problem.suggestion is not None
        assert (problem.key, problem.message.name, problem.suggestion.name) == (key, message, advice)


def test_all_that_is_wrong_with_rivals_is_told_at_once() -> None:
    rivals = [{**SHOP, "policy": "harsh_repl"}, {"name": "b", "profile": "corporatio"}]
    found = problems({"rivals": rivals, "events": [{"type": "leak", "day": 1, "company": "c"}]})
    assert [problem.key for problem in found] == ["rivals.0.policy", "rivals.1.profile", "events.0.company"]


def test_a_wrong_policy_file_of_a_rival_names_that_file(tmp_path: Path) -> None:
    policy = tmp_path / "ours.yaml"
    policy.write_text("name: ours\ncompanies: {lunch: attack}\n", encoding="utf-8")
    path = tmp_path / "x.yaml"
    path.write_text("rivals: [{name: a, policy: ours.yaml}]\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.key) == (str(policy), 2, "companies.lunch")
    assert problem.suggestion
    assert "launch" in problem.suggestion.in_language("de")


def test_changes_of_rivals_name_themselves_when_they_are_wrong() -> None:
    scenario = Scenario(policies=["harsh_reply"], rivals=[{**SHOP, "followers": 100}])
    wrong = {
        "rivals.0.followers": 50_000, "rivals.0.overlap": 2, "rivals.0.policy": "harsh_repl", "rivals.1.overlap": 0.2,
        "rivals.0.profile": "nobody", "rivals.0.name": "main", "rivals.0.policy.team.members": 2, "rivals": 3,
        "rivals.0.policy.based_on": "harsh_repl", "companies.launch": "attac", "crisis.replies.criticism.reply": "x",
        "crisis.from_wind_force": 0, "advertising.contacts_per_day": -1, "account": "no",
    }  # fmt: skip
    for key, value in wrong.items():
        with pytest.raises(ScenarioError) as caught:
            scenario.with_changes(set={key: value})
        assert {(problem.file, problem.key) for problem in caught.value.problems} == {("--set", key)}
    by_audience = Scenario(policies=["harsh_reply"], rivals=[SHOP])
    with pytest.raises(ScenarioError, match=r"audience\.people"):
        by_audience.with_changes(set={"audience.people": 6000})


def test_companies_speak_german_when_something_is_wrong() -> None:
    content = {"rivals": [SHOP], "events": [{"type": "leak", "day": 1, "company": "shpo"}], "language": "de"}
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_mapping(content)
    assert caught.value.render() == (
        'events.0.company: ein Unternehmen "shpo" gibt es in diesem Szenario nicht. Möglich sind: main, shop.\n'
        '  -> Meinten Sie "shop"?'
    )
    (problem,) = problems({"rivals": [{**SHOP, "followers": 18_000}]})
    assert "folgen; das hat nur 5000" in problem.render("de")
    assert "overlap von 0.167 bis 0.277" in problem.render("de")


@settings(max_examples=300, deadline=None)
@given(people=st.integers(1, 3000), followers=st.integers(0, 3000), own=st.integers(0, 3000), overlap=st.floats(0, 1))
def test_who_takes_the_advice_about_sizes_is_understood(people: int, followers: int, own: int, overlap: float) -> None:
    followers = min(followers, people)
    usual = Scenario(policies=["harsh_reply"], rivals=[SHOP]).rivals[0]

    def rival(count: int, share: float) -> Rival:
        return Rival("x", usual.title, usual.policy, usual.profile, count, share, same_branch=True)

    fault = misfit(rival(own, overlap), people, followers)
    if fault is None:
        found = rival(own, overlap)
        assert 0 <= found.shared_followers <= followers
        assert 0 <= found.followers - found.shared_followers <= people - followers
        return
    message, advice = fault
    for lang in LANGUAGES:
        assert message.in_language(lang)
        assert advice.in_language(lang)
    if advice.name == "rival_fitting_overlap":
        assert misfit(rival(own, float(advice.gaps["low"])), people, followers) is None
        assert misfit(rival(own, float(advice.gaps["high"])), people, followers) is None
    else:
        assert int(advice.gaps["most"]) < own

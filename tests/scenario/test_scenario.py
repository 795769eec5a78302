"""Scenarios as their authors mean them: defaults, variations, sweeps, changes."""

from __future__ import annotations

import itertools
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from followersim.scenario import Policy, Scenario, ScenarioError, load_scenario
from followersim.scenario.plan import plan
from followersim.scenario.schema import SEGMENTS

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str, name: str = "my_case.yaml") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_smallest_file_has_a_default_for_everything(tmp_path: Path) -> None:
    scenario = load_scenario(write(tmp_path, "policies:\n  - harsh_reply\n  - broadcast_only\n"))
    assert scenario.slug == "my_case"
    assert scenario.name.en == "my case"
    assert [policy.name for policy in scenario.policies] == ["harsh_reply", "broadcast_only"]
    assert (scenario.people, scenario.followers, scenario.days) == (20_000, 5_000, 90)
    assert scenario.start == date(2026, 3, 2)
    assert scenario.points == [{}]
    assert [case.baseline for case in scenario.cases()] == [True, False]


def test_all_keys_of_the_interface_are_understood(tmp_path: Path) -> None:
    scenario = load_scenario(
        write(
            tmp_path,
            """\
name: {en: Harsh reply, de: Schroffe Antwort}
question: What happens if we answer critics sharply?
notes: |
  Two lines,
  for the trainer.
profile: {based_on: small_business, publicity: 2, segments: {fan: 3, critic: 1}}
audience: {people: 8000, followers: 2000}
period: {days: 30, start: 2026-05-04}
policies:
  - handles_criticism_well
  - based_on: harsh_reply
    name: harsh, but only in office hours
    team: {hours: "9-17", weekdays: mo-fr, members: 2}
events:
  - {day: 20, hour: 10, type: product_fault, share: 0.05, severity: 0.6}
  - {per_month: 0.5, type: product_fault}
worlds: 20
seed: 7
sweep: {team.members: [1, 2, 4]}
parameters: {trust_loss_weight: 3}
language: de
""",
        )
    )
    assert scenario.name.in_language("de") == "Schroffe Antwort"
    assert scenario.notes.en == "Two lines,\nfor the trainer.\n"
    assert scenario.profile.publicity == 2
    assert scenario.profile.segments == {name: {"fan": 0.75, "critic": 0.25}.get(name, 0.0) for name in SEGMENTS}
    assert scenario.events[1].severity == 0.6  # the usual one of its kind
    assert scenario.language == "de"
    assert scenario.parameters == {"trust_loss_weight": 3.0}
    office = scenario.policies[1]
    assert office.team.open_hours == (9, 17)
    assert office.team.open_days == (True,) * 5 + (False,) * 2
    assert office.replies.criticism.reply == ("harsh",)
    assert office.title.en == "harsh, but only in office hours"


def test_a_policy_takes_from_the_profile_what_it_does_not_say() -> None:
    profile = {"based_on": "small_business", "team": {"training": 0.25, "members": 3}, "posts_per_day": 7}
    own: list[Any] = [{"name": "own", "team": {"members": 2}}, {"name": "own too", "posting": {"posts_per_day": 1}}]
    first, second = Scenario(profile=profile, policies=own).policies
    assert (first.team.members, first.team.training, first.posting.posts_per_day) == (2, 0.25, 7)
    assert (second.team.members, second.posting.posts_per_day) == (3, 1)


def test_heated_criticism_follows_criticism_unless_it_says_otherwise() -> None:
    rules: dict[str, Any] = {"criticism": {"reply": "explanation", "max_delay_h": 5}}
    plain = Policy.model_validate({"name": "a", "replies": rules}).replies
    assert plain.heated_criticism == plain.criticism
    assert plain.praise.share == 0
    heated = Policy.model_validate(
        {"name": "a", "replies": {**rules, "heated_criticism": {"reply": "apology"}}}
    ).replies
    assert heated.heated_criticism.reply == ("apology",)
    assert heated.heated_criticism.max_delay_h == 5


def test_a_mix_is_replaced_as_a_whole_and_brought_to_one() -> None:
    (policy,) = Scenario(policies=[{"based_on": "harsh_reply", "name": "x", "posting": {"mix": {"offer": 3}}}]).policies
    assert policy.posting.mix.offer == 1
    assert policy.posting.mix.personal == 0


def test_people_follow_the_profile_proportion_unless_given() -> None:
    assert Scenario(audience={"followers": 500}).people == 2000
    assert Scenario(audience={"people": 50_000}).followers == 5000


def test_cases_run_over_points_outside_and_policies_inside() -> None:
    sweep = {"team.members": [1, 2], "replies.criticism.share": [0, 0.5, 1]}
    scenario = Scenario(policies=["harsh_reply", "broadcast_only"], sweep=sweep)
    cases = scenario.cases()
    assert [list(point.values()) for point in scenario.points] == [
        list(pair) for pair in itertools.product([1, 2], [0, 0.5, 1])
    ]
    assert [case.policy.name for case in cases] == ["harsh_reply", "broadcast_only"] * 6
    assert all(case.policy.team.members == case.point["team.members"] for case in cases)
    assert all(case.policy.replies.criticism.share == case.point["replies.criticism.share"] for case in cases)
    assert [case.baseline for case in cases] == [True, False] * 6


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("profile.publicity", 2, lambda case: case.profile.publicity),
        ("profile.team.training", 0.25, lambda case: case.policy.team.training),
        ("profile", "corporation", lambda case: case.profile.name),
        ("events.0.severity", 0.1, lambda case: case.events[0].severity),
        ("parameters.trust_loss_weight", 3, lambda case: case.parameters["trust_loss_weight"]),
        ("audience.followers", 100, lambda case: case.followers),
        ("period.days", 30, lambda case: case.days),
        ("posting.posts_per_day", 5, lambda case: case.policy.posting.posts_per_day),
        ("triage", "oldest_first", lambda case: case.policy.triage),
        ("replies.criticism.reply", ["empathy", "apology"], lambda case: list(case.policy.replies.criticism.reply)),
    ],
)
def test_everything_that_can_be_swept_arrives(key: str, value: object, read: Any) -> None:
    events = [{"type": "product_fault", "day": 20}]
    base = Scenario(policies=["harsh_reply"], events=events)
    swept = Scenario(policies=["harsh_reply"], events=events, sweep={key: [value]})
    (case,) = swept.cases()
    assert read(case) == value
    assert read(base.with_changes(set={key: value}).cases()[0]) == value


def test_sweeping_one_weight_of_a_mix_keeps_the_others() -> None:
    scenario = Scenario(policies=[{"name": "own"}], sweep={"posting.mix.offer": [0.1, 0.9]})
    first, second = (case.policy.posting.mix for case in scenario.cases())
    assert first.offer == pytest.approx(0.1)
    assert second.offer == pytest.approx(0.5)
    assert second.service > 0


def test_changes_hold_for_all_policies_and_do_not_touch_the_original() -> None:
    scenario = Scenario(policies=["harsh_reply", "broadcast_only"], worlds=5)
    other = scenario.with_changes(worlds=9, seed=3, set={"team.members": 4, "period.days": 10})
    assert {policy.team.members for policy in other.policies} == {4}
    assert (other.worlds, other.seed, other.days) == (9, 3, 10)
    assert (scenario.worlds, scenario.seed, scenario.days) == (5, 1, 90)
    again = other.with_changes(set={"team.members": 5})
    assert ({policy.team.members for policy in again.policies}, again.days) == ({5}, 10)


def test_policies_can_be_picked_by_name_or_replaced() -> None:
    own: list[Any] = ["broadcast_only", {"based_on": "harsh_reply", "name": "sharp"}]
    scenario = Scenario(policies=own)
    picked = scenario.with_changes(policies=["sharp", "handles_criticism_well"])
    assert [case.policy.name for case in picked.cases() if case.baseline] == ["sharp"]
    assert [policy.name for policy in picked.policies] == ["sharp", "handles_criticism_well"]


def test_policy_files_stand_beside_the_scenario(tmp_path: Path) -> None:
    write(tmp_path, "name: ours\nbased_on: harsh_reply\nteam: {members: 4}\n", "ours.yaml")
    (tmp_path / "below").mkdir()
    path = write(tmp_path / "below", "policies: [../ours.yaml]\n")
    (policy,) = load_scenario(path).policies
    assert (policy.name, policy.team.members, policy.replies.criticism.reply) == ("ours", 4, ("harsh",))


def test_python_policies_need_trust(tmp_path: Path) -> None:
    path = write(tmp_path, "policies: ['my_module:MyPolicy']\n")
    with pytest.raises(ScenarioError, match="--trust-code"):
        load_scenario(path)
    (case,) = load_scenario(path, trust_code=True).cases()
    assert case.python_policy == "my_module:MyPolicy"
    assert case.policy.name == "MyPolicy"


@pytest.mark.parametrize(
    "content",
    [
        {},
        {
            "policies": ["harsh_reply", {"name": "own", "team": {"members": 2}}],
            "sweep": {"profile.team.members": [1, 2]},
        },
        {
            "events": [{"type": "product_fault", "per_month": 1}],
            "parameters": {"trust_loss_weight": 3},
            "language": "de",
        },
        {"profile": {"based_on": "corporation", "posts_per_day": 3}, "policies": [{"name": "own"}]},
    ],
)
def test_what_is_resolved_can_be_read_again_and_means_the_same(content: dict[str, Any]) -> None:
    scenario = Scenario.from_mapping(content)
    again = Scenario.from_mapping(json.loads(json.dumps(scenario.resolved())))
    assert again.hash == scenario.hash
    assert again.resolved() == scenario.resolved()
    assert again.cases() == scenario.cases()


def test_the_hash_tells_scenarios_apart_and_nothing_else(tmp_path: Path) -> None:
    text = "policies: [harsh_reply]\nworlds: 20\n"
    first = load_scenario(write(tmp_path, text, "a.yaml"))
    (tmp_path / "elsewhere").mkdir()
    same = load_scenario(write(tmp_path / "elsewhere", "# remark\nworlds: 20\npolicies: ['harsh_reply']\n", "a.yaml"))
    assert first.hash == same.hash
    others = [first.with_changes(seed=2), first.with_changes(worlds=21), first.with_changes(set={"team.members": 2})]
    assert len({first.hash, *(other.hash for other in others)}) == 4


@pytest.mark.parametrize(
    ("file", "slug"),
    [("../../etc.yaml", "etc"), ("a b;rm -rf.yaml", "a_b_rm_-rf"), ("con.yaml", "con_"), ("Grün.yaml", "Grün")],
)
def test_slugs_are_safe_folder_names(tmp_path: Path, file: str, slug: str) -> None:
    path = tmp_path / "x" / "y" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("worlds: 1\n", encoding="utf-8")
    assert load_scenario(path).slug == slug


def test_values_follow_the_newer_yaml_rules(tmp_path: Path) -> None:
    text = "name: 'x'\nperiod: {start: 2026-5-4}\nseed: 1_000\nprofile: {publicity: 1e0}\npolicies:\n  - name: own\n"
    text += "    posting: {hours: 9-17, weekdays: [sa, so]}\n    replies: {praise: {public: yes}}\n"
    scenario = load_scenario(write(tmp_path, text))
    assert scenario.seed == 1000
    assert scenario.start == date(2026, 5, 4)
    assert scenario.policies[0].posting.open_days == (False,) * 5 + (True,) * 2


def test_anchors_may_be_used(tmp_path: Path) -> None:
    text = "policies:\n  - {name: a, team: &team {members: 4}}\n  - {name: b, team: *team}\n"
    assert [policy.team.members for policy in load_scenario(write(tmp_path, text)).policies] == [4, 4]


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfworlds: 3\r\nseed: 4\r\n")
    assert (load_scenario(path).worlds, load_scenario(path).seed) == (3, 4)


def test_large_sweeps_are_fine() -> None:
    scenario = Scenario(policies=["harsh_reply"], sweep={"team.training": [k / 3000 for k in range(3000)]})
    assert len(scenario.cases()) == 3000


def test_the_number_of_worlds_may_be_left_to_the_program(tmp_path: Path) -> None:
    scenario = load_scenario(write(tmp_path, "policies: [harsh_reply]\nworlds: auto\n"))
    assert (scenario.worlds, scenario.auto_worlds) == (1000, True)
    assert scenario.resolved()["worlds"] == "auto"
    assert Scenario.from_mapping(scenario.resolved()).hash == scenario.hash
    fixed = scenario.with_changes(worlds=1000)
    assert (fixed.worlds, fixed.auto_worlds) == (1000, False)
    assert fixed.hash != scenario.hash
    for again in (fixed.with_changes(worlds="auto"), fixed.with_changes(set={"worlds": "auto"})):
        assert again.auto_worlds
        assert again.hash == scenario.hash
    assert "up to 1000 worlds" in repr(scenario)
    planned = plan(scenario)
    assert (planned.auto_worlds, planned.worlds, planned.simulations) == (True, 1000, 1000)
    assert planned.seconds == plan(fixed).seconds

"""Later parts of policies: surveys, corrections, duty, advertising, gestures, plans for a crisis."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followersim.scenario import Policy, Scenario, catalogue
from followersim.scenario.checking import model_in
from followersim.scenario.json_schema import policy_schema, scenario_schema
from followersim.scenario.loading import load_policy
from followersim.scenario.scenario_file import ScenarioFile
from followersim.scenario.schema import NEVER, POLICY_PARTS, PolicyFile, Team
from followersim.scenario.vocabulary import EVENT_NAMES
from tests.scenario.test_shipped import check, fits

if TYPE_CHECKING:
    from pydantic import BaseModel

WRITING = Path(__file__).parents[2] / "docs" / "writing_scenarios.md"
SCHEMA = scenario_schema("en")


def test_false_claims_follow_criticism_unless_it_says_otherwise() -> None:
    rules: dict[str, Any] = {"criticism": {"reply": "explanation", "max_delay_h": 5}}
    plain = Policy.model_validate({"name": "a", "replies": rules}).replies
    assert plain.false_claim == plain.criticism
    assert plain.answer == NEVER
    own = Policy.model_validate({"name": "a", "replies": {**rules, "false_claim": {"reply": "correction"}}}).replies
    assert (own.false_claim.reply, own.false_claim.max_delay_h) == (("correction",), 5)
    swept = Scenario(
        policies=[{"name": "a", "replies": {**rules, "false_claim": {"reply": "correction"}}}],
        sweep={"replies.criticism.max_delay_h": [1, 9]},
    )
    assert [case.policy.replies.false_claim.max_delay_h for case in swept.cases()] == [1, 9]
    again = Scenario.from_mapping(json.loads(json.dumps(swept.resolved())))
    assert [case.policy.replies.false_claim for case in again.cases()] == [
        case.policy.replies.false_claim for case in swept.cases()
    ]


def test_surveys_are_part_of_the_mix() -> None:
    (policy,) = Scenario(policies=[{"name": "a", "posting": {"mix": {"survey": 1, "personal": 3}}}]).policies
    assert (policy.posting.mix.survey, policy.posting.mix.personal) == (0.25, 0.75)
    assert Policy(name="a").posting.mix.survey == 0
    assert list(type(policy.posting.mix).model_fields)[-1] == "survey"


@pytest.mark.parametrize(
    ("members", "enabled", "answering"),
    [(0, 1, 0), (4, 1, 4), (4, 0.5, 2), (4, 0.1, 1), (4, 0, 0), (1, 0.01, 1), (50, 0.99, 50), (3, 0.5, 2)],
)
def test_at_least_one_of_those_enabled_answers(members: int, enabled: float, answering: int) -> None:
    team = Team(members=members, duty_members=members, enabled=enabled)
    assert team.answering == team.answering_on_duty == answering


def test_duty_has_hours_and_days_of_its_own() -> None:
    team = Team.model_validate({"duty_members": 1, "duty_hours": "8:00 - 22:00", "duty_weekdays": "sa,so"})
    assert team.duty_open_hours == (8, 22)
    assert team.duty_open_days == (False,) * 5 + (True,) * 2
    assert Team().duty_open_hours == (0, 24)
    assert Team().duty_open_days == (True,) * 7


def test_a_plan_for_the_crisis_changes_what_it_says_and_nothing_else() -> None:
    policy = load_policy("crisis_plan")
    storm = policy.in_crisis()
    assert storm.replies.criticism.reply == ("apology", "corrective_action")
    assert storm.replies.praise == policy.replies.praise
    assert storm.replies.false_claim == policy.replies.false_claim
    assert (storm.team.members, storm.team.hours, storm.team.approval_min) == (3, "7-23", 0)
    assert storm.team.training == policy.team.training
    assert storm.posting == policy.posting
    assert policy.triage == "criticism_first"
    assert storm.triage == "hottest_first"
    calm = Policy(name="a")
    assert calm.in_crisis() is calm
    silent = Policy.model_validate({"name": "a", "crisis": {"posts_per_day": 0}}).in_crisis()
    assert silent.posting.posts_per_day == 0


def test_a_variation_can_take_the_plan_away() -> None:
    base: dict[str, Any] = {"based_on": "crisis_plan", "name": "x"}
    kept, gone = Scenario(policies=[base, {**base, "name": "y", "crisis": None}]).policies
    assert kept.crisis is not None
    assert gone.crisis is None
    assert kept.replies == gone.replies
    (more,) = Scenario(policies=[{**base, "crisis": {"members": 5}}]).policies
    assert more.crisis is not None
    assert (more.crisis.members, more.crisis.hours) == (5, "7-23")
    (unset,) = Scenario(policies=[base]).with_changes(set={"crisis": None}).policies
    assert unset.crisis is None


def test_built_in_policies_do_what_their_names_say() -> None:
    policies = {name: load_policy(name) for name in catalogue.policy_names()}
    advertising = policies["advertising_only"]
    assert (advertising.account, advertising.posting.posts_per_day) == (False, 0)
    assert advertising.advertising.contacts_per_day == 1000
    assert policies["abandons_account"].team.gives_up_at_queue == 15
    assert policies["asks_followers"].posting.mix.survey == 0.25
    assert policies["asks_followers"].acts_on_answers
    assert policies["asks_followers"].replies.answer.reply == ("thank",)
    assert policies["corrects_false_claims"].replies.false_claim.reply == ("correction",)
    assert policies["corrects_false_claims"].corrects_by_post
    assert policies["congratulates_rival"].companies.launch == "congratulate"
    assert policies["attacks_rival"].companies.storm == "attack"
    assert policies["attacks_rival"].companies.reply.attack == "retaliate"
    assert policies["joins_conversations"].companies.joins_from_fit == 0.6
    assert policies["rides_every_trend"].companies.joins_from_fit == 0
    assert policies["rides_every_trend"].companies.delay_h == 18
    assert policies["dialogue_with_companies"].companies.reply.congratulate == "return"
    assert policies["discloses_leaks"].discloses
    assert policies["discloses_leaks"].posting.review_min == 5
    assert policies["duty_at_weekends"].team.answering_on_duty == 1
    for name in ("silent_leader", "advertising_only"):
        assert {rule.share for rule in vars(policies[name].replies).values()} == {0}
    for name in ("congratulates_rival", "attacks_rival", "corrects_false_claims", "discloses_leaks"):
        assert policies[name].replies.criticism == policies["handles_criticism_well"].replies.criticism
        assert policies[name].posting.mix == policies["handles_criticism_well"].posting.mix


def test_remarks_for_the_trainer_change_no_case() -> None:
    plain = Scenario(policies=["harsh_reply"])
    ask: list[Any] = ["Who wins?", {"en": "Why?", "de": "Warum?"}]
    scenario = Scenario(policies=["harsh_reply"], look_at={"en": "Storms\nand hours", "de": "Stürme"}, ask=ask)
    assert scenario.look_at.in_language("de") == "Stürme"
    assert [question.in_language("de") for question in scenario.ask] == ["Who wins?", "Warum?"]
    assert scenario.cases() == plain.cases()
    assert (str(plain.look_at), plain.ask) == ("", ())


def later_models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Return the models of which a model consists."""
    found = {model}
    for about in model.model_fields.values():
        inner = model_in(about.annotation)
        if inner is not None and inner not in found:
            found |= later_models(inner)
    return found


def test_every_key_and_kind_of_event_is_explained() -> None:
    text = WRITING.read_text(encoding="utf-8")
    keys = {key for part in (ScenarioFile, PolicyFile) for model in later_models(part) for key in model.model_fields}
    assert {"same_branch", "from_wind_force", "only_invited", "congratulate", "responsibility"} <= keys
    assert {key for key in keys - {"en", "de"} if f"`{key}" not in text and f".{key}`" not in text} == set()
    assert [name for name in EVENT_NAMES if f"| `{name}` |" not in text] == []


def test_editors_know_the_later_keys() -> None:
    scenario = scenario_schema("de")
    text = json.dumps(scenario, ensure_ascii=False)
    for word in ("gekaufte Kontakte", "gleiche Branche", "attacks_rival", "staff_absence", "preventable", "retaliate"):
        assert word in text
    wholes: list[Any] = [
        {"rivals": [{"name": "a", "policy": "x.yaml", "profile": {"publicity": 2}, "overlap": 0.5}], "ask": ["Why?"]},
        {"policies": [{"name": "a", "crisis": None, "companies": {"joins_from_fit": None}, "team": {"enabled": 0.5}}]},
        {"policies": [{"name": "a", "crisis": {"replies": {"criticism": {"share": 1}, "praise": None}}}]},
        {"events": [{"type": "leak", "day": 3, "company": "a", "responsibility": "victim", "lasts_days": 2.5}]},
    ]
    for whole in wholes:
        check(scenario, whole)
    refused: list[Any] = [{"rivals": [{}]}, {"rivals": [{"name": "a", "overlap": 2}]}, {"ask": ["a"] * 6}]
    for wrong in refused:
        assert not fits(scenario, wrong, scenario)
    assert set(policy_schema("en")["properties"]) >= set(POLICY_PARTS)
    check(scenario, Scenario(policies=catalogue.policy_names()[:12], rivals=[{"name": "a"}]).resolved())


shares = st.sampled_from([0, 0.25, 1])
gestures = st.sampled_from(["nothing", "congratulate", "tease", "attack"])
answers = st.sampled_from(["nothing", "thank", "return", "retaliate", "witty"])
rules = st.fixed_dictionaries(
    {},
    optional={"share": shares, "reply": st.sampled_from(["thank", ["apology", "correction"]]), "public": st.booleans()},
)
kinds = ["praise", "question", "criticism", "heated_criticism", "false_claim", "answer"]
teams = st.fixed_dictionaries(
    {},
    optional={
        "members": st.integers(0, 3),
        "enabled": shares,
        "duty_members": st.integers(0, 2),
        "duty_hours": st.sampled_from(["0-24", "8-22"]),
        "duty_weekdays": st.sampled_from(["mon-sun", "sa,so"]),
        "gives_up_at_queue": st.none() | st.integers(1, 20),
    },
)
crises = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "from_wind_force": st.integers(1, 6),
        "replies": st.dictionaries(st.sampled_from(kinds), st.none() | rules),
        "posts_per_day": st.sampled_from([None, 0, 2]),
        "triage": st.sampled_from([None, "oldest_first"]),
        "members": st.none() | st.integers(0, 3),
        "hours": st.sampled_from([None, "7-23"]),
        "checks_every_min": st.sampled_from([None, 0, 30]),
    },
)
policies = st.fixed_dictionaries(
    {"name": st.just("own")},
    optional={
        "based_on": st.sampled_from(catalogue.policy_names()),
        "posting": st.fixed_dictionaries(
            {}, optional={"review_min": st.integers(0, 9), "mix": st.just({"survey": 1}), "posts_per_day": st.just(3)}
        ),
        "replies": st.dictionaries(st.sampled_from(kinds), rules),
        "team": teams,
        "account": st.booleans(),
        "acts_on_answers": st.booleans(),
        "discloses": st.booleans(),
        "corrects_by_post": st.booleans(),
        "advertising": st.fixed_dictionaries({}, optional={"contacts_per_day": shares, "cost_per_contact": shares}),
        "companies": st.fixed_dictionaries(
            {},
            optional={
                "launch": gestures,
                "starts": gestures,
                "starts_per_month": shares,
                "joins_from_fit": st.none() | shares,
                "only_invited": st.booleans(),
                "delay_h": shares,
                "reply": st.dictionaries(st.sampled_from(["congratulate", "tease", "attack", "join"]), answers),
            },
        ),
        "crisis": crises,
    },
)
rivals = st.fixed_dictionaries(
    {"name": st.just("other")},
    optional={
        "title": st.just({"en": "The other", "de": "Der andere"}),
        "profile": st.just("small_business") | st.fixed_dictionaries({"team": teams, "followers": st.integers(0, 99)}),
        "policy": st.sampled_from(catalogue.policy_names()) | policies,
        "followers": st.integers(0, 99),
        "overlap": shares,
        "same_branch": st.booleans(),
    },
)
events = st.fixed_dictionaries(
    {"type": st.sampled_from(EVENT_NAMES), "day": st.integers(0, 89)},
    optional={
        "company": st.just("main"),
        "responsibility": st.sampled_from(["victim", "accident", "preventable"]),
        "lasts_days": st.sampled_from([0, 7, 2.5]),
        "share": shares,
    },
)
scenarios = st.fixed_dictionaries(
    {"policies": policies.map(lambda policy: [policy])},
    optional={
        "profile": st.fixed_dictionaries({"team": teams}),
        "rivals": rivals.map(lambda rival: [rival]),
        "events": st.lists(events, max_size=3),
        "look_at": st.sampled_from(["", "Look"]),
        "ask": st.lists(st.just("Why?"), max_size=2),
        "sweep": st.sampled_from(
            [
                {},
                {"team.enabled": [0, 1]},
                {"profile.team.enabled": [0, 1]},
                {"crisis.members": [1]},
                {"account": [False]},
            ]
        ),
    },
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=scenarios)
def test_what_is_resolved_can_be_read_again_whatever_is_used(content: dict[str, Any]) -> None:
    scenario = Scenario.from_mapping(content)
    written = json.loads(json.dumps(scenario.resolved()))
    again = Scenario.from_mapping(written)
    assert again.cases() == scenario.cases()
    assert again.resolved() == written
    assert again.hash == scenario.hash
    check(SCHEMA, written)

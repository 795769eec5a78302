"""What is not used does not change a scenario's identity: finished results stay valid when the program learns more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from followersim.scenario import Scenario
from followersim.scenario.scenario_file import Event
from followersim.scenario.schema import Policy
from followersim.scenario.yaml_reader import read_document

SCENARIOS: Final = Path(__file__).parents[2] / "scenarios"

# as they were before there were events other than product faults, other companies, plans for a crisis ...
SHIPPED: Final = {
    "broadcast_only": "257615ec5bcfdf187845d3e54ff98172483bb0d7435eb0f94f871e172f61dd07",
    "corporate_channel": "c65364b92379452775894da211ba3a3261736afafeb0e749b7254f3602294bde",
    "criticism_handled_well": "5337737acf47652c3e61b4662d8708d422e91859ac4fb4785a6ecb499bcff686",
    "deleted_comments": "2c8b40b0ab332c84983c39d2c4f0ea18aa93f1eb57255a78ceca16a5f5cdc57f",
    "discounts": "81aa9702fcade7ef0d72983bef293c0bd69d8a098f63b63c7ddc5ca1e5d0b8d2",
    "harsh_reply": "7cfb97e856ab1a07d370b801b9fd0a059727390f3363a46318dab283d3f8dc58",
    "personal_face": "3a423398a113e90823b642c7fbdb3d0c0183ac35a521774319b9922ce0ccc8a5",
    "praise_unthanked": "e07906bc62a1adb916e3a538a8e1078a0828870bcd463f64be3e50f3a8cc2448",
    "team_size_sweep": "1e937cbb347c1d0fd5971ad2302caa192c13a7dca5d6103975181ee9b605e7b7",
    "understaffed": "c3daf9c9c07ba381b5daede7192f55861ace9d5e83ab6ec11034dcd5e1079323",
}
POLICIES: Final = {
    "answers_praise": "9f982af046957c2813f8741429d78e341b9a507783e6e2347384a4fb05144676",
    "broadcast_only": "596e90d5fadf27e438c227017dcf77f4f2ee2e8931e1b425d63ad798ed3e64b7",
    "deletes_criticism": "58078633cb259a5b8a180df2c60c0ecc973b5ee59d95029dd90dcffd25a99661",
    "fast_compensation": "7cd71711bd0976efb4dd558a213fa93f2e88bc90381d14431f538fc56ca0baff",
    "handles_criticism_well": "0a1a7d1ef73c88a19b4f877227e78f4dce9f2f029c471f13aa552987917f63ee",
    "harsh_reply": "2ecb84948c52bc7bd185775ade377d079de05e277afe980640a38cf1a9bb4afb",
    "ignores_criticism": "5b3b1f85ee2eefbd6e4ac79d988efb8f78da6e15434bf668501340ee427c26d4",
    "offers_and_discounts": "d39c53803692092eddbbda76825c4673b27e779b778963af1ff0595d9df564ca",
    "personal_voice": "2461bcda80d32c5b0df62c44d1e0221ef6d1ea3d93f2e920728d7e81c3f64d0f",
    "private_channel_first": "80c89534fc3a2214fc0679387e4d22233a36b112b11f5b7c2898aa53de331c17",
    "service_information": "6a86409f301ae74d52188b1d8537087bfc1996e19767514f00e55d7adcdf9ddb",
    "template_replies": "ea2d82a1241edd99e5adcb9a33e461908d88b1399a0ed4c28ccc7cb652a00083",
    "understaffed_dialogue": "c023d1dd4153379f43d64c503249bdc648fe03fc476d514504ab0db7b77544fe",
    "untrained_team": "23f8ce680791be450e6a7f7ca39f614051339654d648183d94cc52d5f8898243",
}
USUAL: Final = "89ee4b6e15f2701918dc6a27ce2a1ecf128c2b2754f1173c83dc77503f99a393"

# every key that came later, with the value that means what was true before
UNUSED_IN_A_POLICY: Final[dict[str, Any]] = {
    "account": True,
    "acts_on_answers": False,
    "discloses": False,
    "corrects_by_post": False,
    "advertising": {"contacts_per_day": 0, "cost_per_contact": 0.01},
    "companies": {"launch": "nothing", "starts_per_month": 0, "joins_from_fit": None, "reply": {"join": "nothing"}},
    "crisis": None,
    "posting": {"review_min": 0},
    "replies": {"answer": {"share": 0}},
}
UNUSED_IN_AN_EVENT: Final = {"company": "main", "responsibility": "accident", "lasts_days": 0}


BAD_EXPERIENCE_SHARE: Final = 0.12
"""Of the small business, as it was when the identities were written down."""


def identity(scenario: Scenario) -> str:
    """Return the identity of a scenario whose profile is as it was before."""
    if scenario.profile.name == "small_business":
        scenario = scenario.with_changes(set={"profile.bad_experience_share": BAD_EXPERIENCE_SHARE})
    return scenario.hash


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_not_used_does_not_change_a_shipped_scenarios_identity(name: str) -> None:
    data = read_document(SCENARIOS / f"{name}.yaml").data
    remarks = {"look_at", "ask"}  # for the trainer; they may be added to a scenario without changing what happens
    kept = {key: value for key, value in data.items() if key not in remarks}
    assert identity(Scenario.from_mapping(kept)) == SHIPPED[name]


@pytest.mark.parametrize("name", POLICIES)
def test_what_is_not_used_does_not_change_the_identity_of_a_scenario_with_a_built_in_policy(name: str) -> None:
    assert identity(Scenario(policies=[name])) == POLICIES[name]


def test_what_is_not_used_does_not_change_the_identity_of_the_usual_scenario() -> None:
    assert identity(Scenario()) == USUAL
    assert identity(Scenario(rivals=[], look_at="", ask=[])) == USUAL


def test_saying_what_is_the_case_anyway_does_not_change_the_identity() -> None:
    event = {"type": "product_fault", "day": 3}
    plain = Scenario(policies=[{"based_on": "harsh_reply", "name": "x"}], events=[event])
    said = Scenario(
        policies=[{"based_on": "harsh_reply", "name": "x", **UNUSED_IN_A_POLICY}],
        events=[{**event, **UNUSED_IN_AN_EVENT}],
    )
    assert said.hash == plain.hash
    assert said.cases() == plain.cases()


def test_nothing_new_is_written_out_where_it_is_not_used() -> None:
    text = json.dumps(Scenario(events=[{"type": "product_fault", "day": 3}]).resolved())
    later = {key for key in Policy.model_fields if key in UNUSED_IN_A_POLICY} - {"posting", "replies"}
    later |= {key for key in Event.model_fields if key in UNUSED_IN_AN_EVENT} - {"responsibility"}
    later |= {"rivals", "look_at", "ask", "survey", "review_min", "false_claim", "duty_members", "enabled"}
    assert {key for key in later if f'"{key}"' in text} == set()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("account", False),
        ("acts_on_answers", True),
        ("discloses", True),
        ("corrects_by_post", True),
        ("advertising.contacts_per_day", 5),
        ("advertising.cost_per_contact", 0.5),
        ("companies.launch", "attack"),
        ("companies.joins_from_fit", 0),
        ("companies.only_invited", True),
        ("companies.delay_h", 2),
        ("companies.reply.attack", "witty"),
        ("crisis.members", 2),
        ("crisis", {}),
        ("crisis.replies.criticism.share", 0.5),
        ("posting.review_min", 5),
        ("posting.mix.survey", 0.1),
        ("replies.answer.share", 0.5),
        ("replies.false_claim.reply", ["correction"]),
        ("team.enabled", 0.5),
        ("team.duty_members", 1),
        ("team.duty_hours", "8-22"),
        ("team.duty_weekdays", "sat,sun"),
        ("team.gives_up_at_queue", 15),
        ("team", {"members": 3}),
        ("profile.team.enabled", 0.5),
        ("events.0.company", "other"),
        ("events.0.responsibility", "victim"),
        ("events.0.lasts_days", 3),
        ("rivals.0.followers", 100),
        ("rivals.0.overlap", 0.5),
        ("rivals.0.same_branch", False),
        ("rivals.0.policy", "harsh_reply"),
        ("rivals.0.profile", {"publicity": 2}),
        ("rivals.0.title", "Other"),
    ],
)
def test_whatever_is_used_changes_the_identity_and_can_be_read_again(key: str, value: Any) -> None:
    plain = Scenario(
        policies=["harsh_reply", "personal_voice"],
        events=[{"type": "product_fault", "day": 3}],
        rivals=[{"name": "other", "followers": 200}],
    )
    changed = plain.with_changes(set={key: value})
    again = Scenario.from_mapping(json.loads(json.dumps(changed.resolved())))
    assert changed.hash != plain.hash
    assert again.hash == changed.hash
    assert again.cases() == changed.cases()


@pytest.mark.parametrize(("key", "value"), [("look_at", "here"), ("ask", ["why?"])])
def test_what_is_said_to_the_audience_is_no_part_of_the_identity(key: str, value: Any) -> None:
    plain = Scenario(policies=["harsh_reply"])
    changed = plain.with_changes(set={key: value})
    assert changed.hash == plain.hash
    assert key in changed.resolved()
    assert Scenario.from_mapping(changed.resolved()).resolved() == changed.resolved()

"""A cause that was planted is found first: policies that differ in one thing only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from followersim.experiment.counterfactuals import Explanation, explain, of_kind
from followersim.scenario import Scenario

if TYPE_CHECKING:
    from followersim.analysis.causes import Attribution

ALWAYS_THERE = {"members": 5, "hours": "0-24", "weekdays": "mon-sun", "training": 1.0}
FAULT = {"type": "product_fault", "day": 5, "hour": 10, "share": 0.2, "severity": 0.6}
LIVELY = {"praises": 0.2, "stress_by_criticism": 0.2, "joins_in": 0.0}  # much praise and stress, no storms to hide it


def explained(baseline: dict[str, Any], policy: dict[str, Any], **changes: Any) -> Explanation:
    """Return why the second policy does otherwise, in a small setting."""
    content = {
        "policies": [{"name": "one", **baseline}, {"name": "other", **policy}],
        "audience": {"people": 12000, "followers": 4000},
        "period": {"days": 30},
        "events": [FAULT],
        "worlds": 24,
        **changes,
    }
    return explain(Scenario.from_mapping(content), jobs=2)


def assert_adds_up(found: Attribution) -> None:
    total = sum(cause.contribution.mean for cause in found.causes) + found.other.mean
    assert total == pytest.approx(found.difference.mean)


PLANTS = {
    "training": (
        {"based_on": "untrained_team", "team": {"training": 1.0}},
        {"based_on": "untrained_team", "team": {"training": 0.0}},
        "criticism",
        "slips",
    ),
    "thanks": (
        {"based_on": "handles_criticism_well", "team": ALWAYS_THERE, "replies": {"praise": {"reply": "template"}}},
        {"based_on": "handles_criticism_well", "team": ALWAYS_THERE, "replies": {"praise": {"share": 0}}},
        "criticism",
        "thanks_missing",
    ),
    "offers": (
        {"based_on": "broadcast_only", "posting": {"mix": {"product": 1}}},
        {"based_on": "broadcast_only", "posting": {"mix": {"offer": 1}}},
        "followers",
        "offers",
    ),
    "posts": (
        {"based_on": "broadcast_only", "posting": {"posts_per_day": 2, "mix": {"product": 1}}},
        {"based_on": "broadcast_only", "posting": {"posts_per_day": 20, "mix": {"product": 1}}},
        "followers",
        "boredom",  # what nobody cares for is read ten times as often; crowding comes second
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_cause_is_found_first(plant: str) -> None:
    baseline, policy, outcome, expected = PLANTS[plant]
    worlds = 24 if outcome == "criticism" else 8  # followers differ by ten times their interval
    found = explained(baseline, policy, worlds=worlds, parameters=LIVELY).attributions[outcome]
    assert_adds_up(found)
    assert found.causes[0].name == expected, [(cause.name, cause.contribution) for cause in found.causes]


@pytest.mark.slow
def test_without_slips_training_makes_no_difference() -> None:
    baseline, policy, _, _ = PLANTS["training"]
    found = explained(baseline, policy, worlds=12, parameters=LIVELY)
    assert any(attribution.difference.mean != 0 for attribution in found.attributions.values())
    if "slips" in found.without["criticism"]:
        assert found.without["criticism"]["slips"].left == (0.0, 0.0, 0.0)
    names = {cause.name for each in found.attributions.values() for cause in each.causes}
    assert not names & {"deletion_noticed", "offers", "imitation"}  # what neither of them does is no cause


def test_equal_policies_make_no_difference() -> None:
    found = explained({"based_on": "harsh_reply"}, {"based_on": "harsh_reply"}, worlds=3)
    for outcome, attribution in found.attributions.items():
        assert attribution.verdict == "no_difference"
        assert attribution.causes == ()
        assert found.without[outcome] == {}


def test_the_number_of_threads_changes_nothing() -> None:
    small = {"worlds": 2, "period": {"days": 12}, "audience": {"people": 2000, "followers": 1000}, "events": [FAULT]}
    scenario = Scenario.from_mapping({**small, "policies": ["handles_criticism_well", "harsh_reply"]})
    told: list[tuple[int, int]] = []
    one = explain(scenario, jobs=1, progress=lambda done, total: told.append((done, total)))
    assert one.as_dict() == explain(scenario, jobs=2).as_dict()
    assert told[-1][0] == told[-1][1] >= 2 * 2 * 2 * len(of_kind("cause", scenario))

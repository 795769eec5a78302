"""The mechanisms that can be switched off: known parameters, neutral values within their ranges, both languages."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from followersim.experiment.optional import OPTIONAL
from followersim.model.setup import set_up
from followersim.scenario import Scenario
from followersim.scenario.catalogue import check_parameter, mechanisms, parameters

MECHANISMS = mechanisms()


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_mechanism_is_explained_and_can_be_switched_off(name: str) -> None:
    about = MECHANISMS[name]
    assert set(about) == {"kind", "needs", "title", "meaning", "neutral"}
    assert about["kind"] in {"cause", "amplifier"}
    assert about["needs"] is None or about["needs"] in OPTIONAL
    for text in (about["title"], about["meaning"]):
        assert set(text) == {"en", "de"}
        assert all(text.values())
    assert all(text.endswith(".") for text in about["meaning"].values())
    for key, value in about["neutral"].items():
        assert check_parameter(key, value) is None, (name, key)
    assert any(parameters()[key]["value"] != value for key, value in about["neutral"].items())


def test_no_parameter_belongs_to_two_mechanisms() -> None:
    keys = [key for about in MECHANISMS.values() for key in about["neutral"]]
    assert len(keys) == len(set(keys))


def test_whole_columns_are_spelt_out() -> None:
    neutral = MECHANISMS["calming"]["neutral"]
    assert neutral["reply_types.thank.calms_thread"] == neutral["reply_types.delete.calms_thread"] == 0
    assert not any("*" in key or "|" in key for about in MECHANISMS.values() for key in about["neutral"])


def test_the_people_are_the_same_whatever_is_switched_off() -> None:
    scenario = Scenario(policies=["broadcast_only"])
    changed = [scenario.with_changes(set=_as_changes(about["neutral"])) for about in MECHANISMS.values()]
    identities = [set_up(each.cases()[0]).people_identity for each in [scenario, *changed]]
    assert all(one == other for one, other in pairwise(identities))


def _as_changes(neutral: dict[str, float]) -> dict[str, Any]:
    return {f"parameters.{key}": value for key, value in neutral.items()}

"""What can be searched, on which scale, and what is said about wrong names and ranges."""

from __future__ import annotations

import pytest

from followersim.calibration.knobs import FOR_TARGETS, RATES, changes_of, chosen
from followersim.locale import translate
from followersim.scenario import ScenarioError, catalogue


@pytest.mark.parametrize(
    "text", [*FOR_TARGETS, *RATES, "patience_spread", "trust_loss_weight", "day_to", "likes=0.001..0.02"]
)
def test_the_scale_covers_the_range_with_the_model_in_the_middle(text: str) -> None:
    knob = chosen([text], ())[0]
    assert knob.value(0.0) == pytest.approx(knob.low)
    assert knob.value(1.0) == pytest.approx(knob.high)
    assert knob.value(knob.start) == pytest.approx(knob.usual, rel=1e-4)
    assert knob.start == pytest.approx(0.5)
    places = [k / 20 for k in range(21)]
    values = [knob.value(place) for place in places]
    assert values == sorted(values)
    assert [knob.place(value) for value in values[1:-1]] == pytest.approx(places[1:-1], abs=0.01)


def test_a_range_that_leaves_the_model_out_begins_in_its_middle() -> None:
    knob = chosen(["likes=0.02..0.04"], ())[0]
    assert knob.start == 0.5
    assert knob.value(0.5) == pytest.approx(0.03)


def test_rates_are_multiplied_out_within_the_ranges_of_the_parameters() -> None:
    usual = {name: entry["value"] for name, entry in catalogue.parameters().items()}
    changes = changes_of({"message_rate": 2.0, "criticism_rate": 0.5, "likes": 0.01})
    assert changes["praises"] == pytest.approx(2 * usual["praises"])
    assert changes["complains"] == pytest.approx(usual["complains"])
    assert changes["criticises_post"] == pytest.approx(0.5 * usual["criticises_post"])
    assert changes["likes"] == 0.01
    assert changes_of({"joining_rate": 10.0})["word_of_mouth"] == 1.0


def test_every_rate_moves_parameters_that_exist_and_says_what_it_means() -> None:
    for names, meaning in RATES.values():
        assert set(names) <= set(catalogue.parameters())
        assert translate("en", meaning) != translate("de", meaning)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["like"], 'Did you mean "likes"'),
        (["zzz"], "followersim list parameters"),
        (["mesage_rate"], 'Did you mean "message_rate"'),
        (["likes=0.02..0.01"], "from a smaller to a larger"),
        (["likes=0.02"], "0.001..0.02"),
        (["likes=a..b"], "0.001..0.02"),
        (["likes=0,01..0,02"], "decimal points"),
        (["likes=1e999..2"], "0.001..0.02"),
        (["likes=0..5"], "0 to 0.1"),
        (["likes", "likes=0..0.1"], "named twice"),
        (["likes=" + "9" * 1000 + ".." + "9" * 1001], "range"),
        (["\x1b[31m"], "\\x1b"),
    ],
)
def test_wrong_names_and_ranges_are_explained(texts: list[str], said: str) -> None:
    with pytest.raises(ScenarioError) as error:
        chosen(texts, ())
    assert said in error.value.render("en")
    assert error.value.render("de") != error.value.render("en")
    assert "--parameter" in error.value.render("en")


def test_too_many_parameters_are_refused() -> None:
    with pytest.raises(ScenarioError, match="too many"):
        chosen(list(catalogue.parameters())[:41], ())

"""What is varied, and how far."""

from __future__ import annotations

import pytest

from followersim.scenario.catalogue import check_parameter, parameters
from followersim.scenario.errors import ScenarioError
from followersim.sensitivity.factors import Cell, all_factors, apart, cell_of, chosen_factors


def cell(value: float, unit: str = "1", span: tuple[float, float] = (0, 100), within: float = 2.0) -> Cell | None:
    """Return how far a made-up number is varied."""
    return cell_of("x", {"range": list(span), "unit": unit}, value, within)


@pytest.mark.parametrize(
    ("value", "unit", "span", "ends"),
    [
        (3.0, "1", (0, 100), (1.5, 6.0)),
        (60.0, "1", (0, 100), (30.0, 100.0)),  # cut to what is possible
        (1.2, "1", (1, 4), (1.0, 2.4)),
        (-0.3, "1", (-1, 5), (-0.15, -0.6)),  # from weak to strong
        (-0.8, "1", (-1, 5), (-0.4, -1.0)),
        (0.5, "share", (0, 1), (1 / 3, 2 / 3)),
        (0.9, "share", (0, 1), (9 / 11, 18 / 19)),  # by odds: as far from 1 as 0.1 from 0
        (0.1, "share", (0, 1), (1 / 19, 2 / 11)),
        (0.8, "share", (0, 0.85), (2 / 3, 0.85)),
        (0.02, "per view", (0, 1), (0.01 / 0.99, 0.04 / 1.02)),
        (3, "items", (1, 15), (2.0, 6.0)),  # whole
        (8, "hour", (0, 23), (4.0, 16.0)),
    ],
)
def test_how_far_a_number_is_varied(
    value: float, unit: str, span: tuple[float, float], ends: tuple[float, float]
) -> None:
    found = cell(value, unit, span)
    assert found is not None
    assert (found.at(0.0), found.at(1.0)) == pytest.approx(ends, rel=1e-2)
    assert min(ends) <= found.at(0.4) <= max(ends)


@pytest.mark.parametrize(
    ("value", "unit", "span"), [(0.0, "1", (0, 9)), (1.0, "share", (0, 1)), (1.0, "0 or 1", (0, 1)), (5.0, "1", (5, 5))]
)
def test_what_no_factor_moves(value: float, unit: str, span: tuple[float, float]) -> None:
    assert cell(value, unit, span) is None


def test_the_middle_of_an_uncut_range_is_the_value() -> None:
    for value, unit, span in ((3.0, "1", (0, 100)), (0.9, "share", (0, 1)), (-0.3, "1", (-1, 5))):
        found = cell(value, unit, span)
        assert found is not None
        assert found.at(0.5) == pytest.approx(value)


def test_whole_numbers_stay_whole() -> None:
    found = cell(3, "items", (1, 15), 1.5)
    assert found is not None
    assert {found.at(place / 20) for place in range(21)} == {2.0, 3.0, 4.0, 5.0}


@pytest.mark.parametrize("within", [1.5, 8.0])
def test_everything_is_varied_within_what_is_possible(within: float) -> None:
    factors = all_factors({}, within)
    cells = [one for factor in factors for one in factor.cells]
    assert len(factors) > 150
    assert len(cells) == len({one.name for one in cells}) > 500
    for one in cells:
        assert one.at(0.0) != one.at(1.0), one.name
        for place in (0.0, 1 / 3, 2 / 3, 1.0):
            assert check_parameter(one.name, one.at(place)) is None, one
    names = {factor.name for factor in factors}
    assert {"contagion", "reply_types.*.provokes", "hours.*.awake"} <= names
    assert not any(name.startswith("wind_forces") for name in names), "the yardstick stays"
    left_out = set(parameters()) - {one.name for one in cells}
    for name in left_out:
        about = parameters()[name]
        assert about["value"] in {0, 1} or name.startswith("wind_forces"), name


def test_a_column_moves_as_one_and_can_be_taken_apart() -> None:
    [column] = chosen_factors(["reply_types.*.provokes"], {}, 2.0)
    rows = {name: about["value"] for name, about in parameters().items() if name.endswith(".provokes")}
    high = column.at(1.0)
    assert set(high) == {name for name, value in rows.items() if value}
    assert all(value == pytest.approx(2 * rows[name]) for name, value in high.items())
    assert column.is_column
    assert [one.name for one in apart([column])] == list(high)
    assert column.meaning["de"].startswith("Antworten: ")


def test_what_a_scenario_says_is_the_middle() -> None:
    [found] = chosen_factors(["contagion"], {"contagion": 2.0}, 2.0)
    assert (found.at(0.0), found.at(0.5), found.at(1.0)) == (
        {"contagion": 1.0},
        {"contagion": 2.0},
        {"contagion": 4.0},
    )


def test_what_can_be_asked_for() -> None:
    names = [one.name for one in chosen_factors(["media_*", "contagion=0.5..2", "reply_types.harsh.leaves"], {})]
    assert names[0] == "media_from_critics"
    assert names[-2:] == ["contagion", "reply_types.harsh.leaves"]
    [free] = chosen_factors(["reply_types.thank.provokes = 0..0.3"], {})
    assert free.at(0.5) == {"reply_types.thank.provokes": pytest.approx(0.15)}
    [choice] = chosen_factors(["happenings.leak.is_private=0..1"], {})
    assert {choice.at(place)["happenings.leak.is_private"] for place in (0, 0.4, 0.6, 1)} == {0.0, 1.0}


@pytest.mark.parametrize(
    ("asked", "english", "german"),
    [
        ("contagoin", 'Did you mean "contagion"?', 'Meinten Sie "contagion"?'),
        ("contagion=2..1", "is no range", "ist kein Bereich"),
        ("contagion=1-2", "is no range", "ist kein Bereich"),
        ("contagion=nan..2", "is no range", "ist kein Bereich"),
        ("contagion=0.5..99", "out of range", "außerhalb"),
        ("reply_types.thank.provokes", "--parameter reply_types.thank.provokes=", "ist 0: Das ändert kein Faktor"),
        ("nothing_*", "no parameter that could be varied", "kein Parameter, der sich verändern"),
        ("reply_types.*.provokes=0..1", "", ""),
        ("", "", ""),
    ],
)
def test_wrong_wishes_are_explained(asked: str, english: str, german: str) -> None:
    with pytest.raises(ScenarioError) as error:
        chosen_factors([asked], {})
    assert english in error.value.render("en")
    assert german in error.value.render("de")


def test_nothing_is_varied_twice() -> None:
    with pytest.raises(ScenarioError, match="twice"):
        chosen_factors(["reply_types.*.provokes", "reply_types.harsh.provokes"], {})

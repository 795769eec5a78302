"""The graph has the shape of real ones. It is taken from the reference, which equals the rules draw by draw."""

from __future__ import annotations

import statistics

import pytest

from tests.reference.luck import bits
from tests.reference.network import Network
from tests.reference.parameters import Parameters

N = 2400


@pytest.fixture(scope="module")
def readers() -> list[set[int]]:
    """Who reads whom in a world: the readers of each person."""
    from followersim.model.setup import set_up  # noqa: PLC0415
    from followersim.model.simulation import Simulation  # noqa: PLC0415
    from followersim.scenario import Scenario  # noqa: PLC0415

    case = Scenario(audience={"people": N, "followers": 600}, period={"days": 1}).cases()[0]
    people = Simulation(set_up(case), 1, 0).people.people
    network = Network(bits(1, 0, 0, 0), N, Parameters({}))
    return [set(network.readers(i, int(people["n_distant"][i]))) for i in range(N)]


def test_a_fifth_to_two_fifths_of_the_edges_are_mutual(readers: list[set[int]]) -> None:
    edges = {(reader, author) for author, found in enumerate(readers) for reader in found}
    mutual = sum((author, reader) in edges for reader, author in edges) / len(edges)
    assert 0.2 <= mutual <= 0.42


def test_friends_of_friends_know_each_other_far_more_often_than_by_chance(readers: list[set[int]]) -> None:
    neighbours: list[set[int]] = [set(found) for found in readers]
    for author, found in enumerate(readers):
        for reader in found:
            neighbours[reader].add(author)
    closed = possible = 0
    for mine in neighbours:
        near = sorted(mine)[:12]
        pairs = [(a, b) for k, a in enumerate(near) for b in near[k + 1 :]]
        possible += len(pairs)
        closed += sum(b in neighbours[a] for a, b in pairs)
    density = statistics.mean(len(mine) for mine in neighbours) / N
    assert closed / possible > 10 * density


def test_most_people_are_read_by_few_and_some_by_many(readers: list[set[int]]) -> None:
    sizes = sorted(len(found) for found in readers)
    median, top = sizes[N // 2], statistics.mean(sizes[-N // 10 :])
    assert top > 3 * median
    assert sizes[-1] > 8 * median


def test_nobody_reads_themselves(readers: list[set[int]]) -> None:
    assert not any(author in found for author, found in enumerate(readers))

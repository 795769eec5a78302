"""Units of work: what they are known by, how large they are, and what their files say."""

from __future__ import annotations

import io
import zipfile
from threading import Event
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import followersim as fs
from followersim.experiment import units
from followersim.experiment.jobs import Job, in_words
from followersim.experiment.unit_files import DamagedUnitError, UnitFile
from followersim.experiment.unit_store import UnitStore
from followersim.experiment.units import block_size, maker, units_of, works_of
from followersim.model import codes
from followersim.model.simulation import simulate
from tests.experiment import cases

if TYPE_CHECKING:
    from pathlib import Path


HARSH = {"based_on": "harsh_reply", "name": "harsh_reply"}


def identities(scenario: fs.Scenario, worlds: int = 50) -> list[str]:
    return [unit.identity for unit in units_of(works_of(scenario), worlds)]


class TestIdentity:
    """The same simulations are the same unit, whatever surrounds them."""

    @pytest.mark.parametrize(
        "change",
        [
            {"name": "Other"}, {"question": "Another?"}, {"language": "de"}, {"notes": "New"}, {"ask": ["Why?"]},
            {"worlds": 70}, {"worlds": "auto"},
            {"policies": ["handles_criticism_well", {**HARSH, "title": "New", "description": "New"}]},
        ],
    )  # fmt: skip
    def test_words_and_the_number_of_worlds_do_not_matter(self, change: dict[str, Any]) -> None:
        assert identities(cases.scenario(**change)) == identities(cases.scenario())

    @pytest.mark.parametrize(
        "change",
        [
            {"seed": 2}, {"policies": ["handles_criticism_well"]}, {"policies": ["harsh_reply", "broadcast_only"]},
            {"audience": {"followers": 201, "people": 400}}, {"period": {"days": 29}}, {"events": []},
            {"parameters": {"trust_loss_weight": 3}}, {"profile": "corporation"},
            {"period": {"days": 30, "start": "2026-03-03"}}, {"rivals": [{"name": "other", "followers": 10}]},
        ],
    )  # fmt: skip
    def test_everything_else_does(self, change: dict[str, Any]) -> None:
        assert set(identities(cases.scenario(**change))).isdisjoint(identities(cases.scenario()))

    def test_other_points_do_not_matter(self) -> None:
        more = identities(cases.scenario(sweep={"team.members": [0, 1, 2, 3]}))
        assert set(identities(cases.scenario())) < set(more)
        assert len(set(more)) == len(more)

    def test_another_program_does(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = identities(cases.scenario())
        monkeypatch.setattr(units, "maker", lambda: "other")
        assert set(identities(cases.scenario())).isdisjoint(before)

    def test_the_code_of_a_policy_in_python_matters(self, tmp_path: Path) -> None:
        before = identities(cases.breaking(tmp_path, breaks=False))
        cases.forget_policies()
        assert set(identities(cases.breaking(tmp_path, breaks=True))).isdisjoint(before)
        cases.forget_policies()


class TestBlocks:
    """About half a second each, and the same blocks however many worlds there are."""

    def test_more_worlds_have_the_same_blocks_and_some_more(self) -> None:
        works = works_of(cases.scenario())
        few, many = ([(unit.start, unit.stop) for unit in units_of(works[:1], n)] for n in (47, 100))
        assert few[:-1] == many[: len(few) - 1]
        assert few[-1][1] == 47
        assert [start for start, _ in many[1:]] == [stop for _, stop in many[:-1]]

    def test_heavy_worlds_stand_alone(self) -> None:
        heavy = fs.Scenario(audience={"followers": 500_000, "people": 2_000_000})
        light = fs.Scenario(audience={"followers": 10, "people": 20}, period={"days": 1})
        assert block_size(heavy.cases()) == 1
        assert block_size(light.cases()) == 50
        usual = fs.Scenario(policies=["handles_criticism_well", "harsh_reply"])
        assert block_size(usual.cases()) in {5, 10, 25}

    def test_every_size_fits_between_two_looks_of_auto(self) -> None:
        assert all(50 % size == 0 for size in units.BLOCK_SIZES)


@pytest.fixture(scope="module")
def job() -> Job:
    work = works_of(cases.scenario(worlds=3))[0]
    return Job(work.unit(1, 3), work, maker())


@pytest.fixture(scope="module")
def packed(job: Job) -> bytes:
    return job.run(Event())


class TestFiles:
    """A unit's file holds what the model gave, or it is as if it were not there."""

    def test_what_is_in_it(self, job: Job, packed: bytes) -> None:
        file = UnitFile.of(packed, job.unit)
        for n, world in enumerate((1, 2)):
            for k, (found,) in enumerate(simulate(list(job.work.cases), job.work.seed, world)):
                piece = file.piece(k, 0, 30)
                assert piece.counts[:, n].tolist() == found.counts.T.tolist()
                assert np.array_equal(piece.levels[:, n], found.levels.T)
                assert piece.responses()[n].tolist() == found.response_min.tolist()
                assert np.array_equal(piece.groups[n], found.groups)
        stormy = [(file.piece(k, 0, 30).level("wind_force") >= 5).any(axis=1).sum() for k in range(2)]
        assert list(file.facts.storms) == stormy

    def test_pickles_are_never_read(self, job: Job) -> None:
        buffer = io.BytesIO()
        np.savez(buffer, about=np.array([{"evil": 1}], dtype=object))
        with pytest.raises(DamagedUnitError, match="allow_pickle"):
            UnitFile.of(buffer.getvalue(), job.unit)

    @pytest.mark.parametrize("keep", [0, 1, 100, 0.5, 0.99])
    def test_a_piece_of_a_file_is_none(self, job: Job, packed: bytes, keep: float) -> None:
        size = int(keep * len(packed)) if keep < 1 else int(keep)
        with pytest.raises(DamagedUnitError):
            UnitFile.of(packed[:size], job.unit).check()

    def test_a_flipped_bit_is_noticed(self, job: Job, packed: bytes, tmp_path: Path) -> None:
        store = UnitStore(tmp_path)
        store.folder.mkdir()
        rng = np.random.default_rng(1)
        for place in rng.integers(0, len(packed), 40):
            damaged = bytearray(packed)
            damaged[place] ^= 1 << int(rng.integers(8))
            store.put(job.unit, bytes(damaged))
            if store.finished([job.unit]):  # some bytes of an archive say nothing
                with store.open(job.unit) as file:
                    counts = file.piece(0, 0, 30).counts
                assert np.array_equal(counts, UnitFile.of(packed, job.unit).piece(0, 0, 30).counts)
            else:
                assert not store.path(job.unit).exists()

    def test_another_unit_is_not_this_one(self, job: Job, packed: bytes) -> None:
        with pytest.raises(DamagedUnitError, match="another unit"):
            UnitFile.of(packed, job.work.unit(0, 2))
        with pytest.raises(DamagedUnitError, match="wrong size"):
            UnitFile.of(packed, job.unit).piece(0, 0, 29)
        with pytest.raises(DamagedUnitError):
            UnitFile.of(packed, job.unit).piece(7, 0, 30)

    def test_other_files_are_none(self, job: Job) -> None:
        array, archive = io.BytesIO(), io.BytesIO()
        np.save(array, np.zeros(3))
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("about.npy", "no array")
        for content in (b"", b"text", array.getvalue(), archive.getvalue()):
            with pytest.raises(DamagedUnitError):
                UnitFile.of(content, job.unit)

    def test_a_worker_with_another_program_refuses(self, job: Job) -> None:
        with pytest.raises(RuntimeError, match="another version"):
            Job(job.unit, job.work, "other").run(Event())


@pytest.mark.parametrize(
    ("said", "impersonal"),
    [
        ("cannot open /home/anna/data/x.csv: no", "ValueError: cannot open x.csv: no"),
        (r"C:\Users\Anna\x.csv", "ValueError: x.csv"),
        (r"'\\server\anna\x.csv'", "ValueError: 'x.csv'"),
        ("~/anna/x.csv", "ValueError: x.csv"),
        ("1/2 of km/h", "ValueError: 1/2 of km/h"),
        ("", "ValueError"),
    ],
)
def test_errors_lose_their_folders(said: str, impersonal: str) -> None:
    assert in_words(ValueError(said)) == impersonal


def test_counts_are_small_enough_for_their_files(job: Job, packed: bytes) -> None:
    piece = UnitFile.of(packed, job.unit).piece(1, 0, 30)
    assert piece.counts.dtype == np.int32
    assert len(packed) < 40 * piece.counts[0].size * 2 * len(codes.COUNTS)

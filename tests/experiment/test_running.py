"""Running scenarios: the same bytes in whatever order, one tidy table, and a quick end when interrupted."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import followersim as fs
from followersim.experiment import pool, runner, work
from followersim.model import codes
from followersim.model.records import World
from followersim.model.simulation import simulate

if TYPE_CHECKING:
    from pathlib import Path

SMALL: dict[str, Any] = {
    "policies": ["handles_criticism_well", "harsh_reply"],
    "audience": {"followers": 300, "people": 500},
    "period": {"days": 5},
    "events": [{"day": 1, "hour": 9, "type": "product_fault", "share": 0.5, "severity": 0.9}],
    "worlds": 4,
}
KEYS = ["policy", "point", "world", "company", "day"]
MEASURES = [
    "n_followers", "new_followers", "lost_followers",
    *(f"new_followers_{cause}" for cause in ("discovery", "word_of_mouth", "advertising", "offer", "storm")),
    *(f"lost_followers_{cause}" for cause in (
        "bored", "crowded", "promotional", "offer_over", "ignored", "harsh_reply", "deleted", "bad_experience",
        "scandal",
    )),
    "n_posts", "n_views", "n_likes", "n_shares", "n_praise", "n_questions", "n_criticism", "n_defences",
    "n_answers_to_questions", "n_replies",
    *(f"n_replies_{reply}" for reply in (
        "thank", "answer", "ask_information", "empathy", "explanation", "apology", "corrective_action", "compensation",
        "private_channel", "correction", "template", "witty", "harsh", "delete",
    )),
    "n_received", "n_answered", "share_answered", "first_response_min", "first_response_min_mean", "queue",
    "staff_hours", "cost", "mean_trust", "share_angry", "share_active_week", "contact_frequency", "share_rate",
    "critics_24h", "n_media", "wind_force",
]  # fmt: skip


def small(**changes: Any) -> fs.Scenario:
    return fs.Scenario(**{**SMALL, **changes})


def content(frame: pd.DataFrame) -> bytes:
    """Return a table as bytes, names and all."""
    columns = [f"{name}:".encode() + np.ascontiguousarray(frame[name].to_numpy()).tobytes() for name in frame
               if frame[name].dtype.kind in "if"]  # fmt: skip
    texts = "|".join("".join(frame[name]) for name in frame if frame[name].dtype.kind not in "if")
    return b"|".join(columns) + texts.encode()


@pytest.fixture(scope="module")
def result() -> fs.Result:
    return fs.run(small(), jobs=2)


def test_the_same_bytes_for_one_and_four_jobs_and_for_two_runs(result: fs.Result) -> None:
    again = [fs.run(small(), jobs=jobs) for jobs in (1, 4, 4)]
    for other in again:
        assert content(other.daily) == content(result.daily)
        assert other.summary_dict() == result.summary_dict()
        pd.testing.assert_frame_equal(other.worlds, result.worlds, check_exact=True)


def test_the_order_of_policies_changes_nothing(result: fs.Result) -> None:
    """Common random numbers, the first test."""
    turned = fs.run(small(policies=["harsh_reply", "broadcast_only", "handles_criticism_well"]))
    for policy in SMALL["policies"]:
        ours, theirs = (one.daily[one.daily["policy"] == policy].reset_index(drop=True) for one in (result, turned))
        assert content(ours) == content(theirs)


def test_more_worlds_leave_the_first_ones_alone(result: fs.Result) -> None:
    more = fs.run(small(), worlds=6).daily
    assert content(more[more["world"] < 4]) == content(result.daily)
    assert content(fs.run(small(), seed=2).daily) != content(result.daily)


def test_the_table_has_the_columns_of_the_contract_and_one_row_per_day(result: fs.Result) -> None:
    daily = result.daily
    assert list(daily.columns)[: len(KEYS) + len(MEASURES)] == KEYS + MEASURES
    assert len(daily) == 2 * 4 * 5
    assert not daily.duplicated(KEYS).any()
    assert set(daily["policy"]) == {"handles_criticism_well", "harsh_reply"}
    assert set(daily["point"]) == {"{}"}
    assert set(daily["company"]) == {"main"}
    assert isinstance(daily["policy"].iloc[0], str)


def test_what_the_table_says_is_what_the_model_gave(result: fs.Result) -> None:
    daily = result.daily
    for world in range(4):
        for policy, (found,) in zip(SMALL["policies"], simulate(small().cases(), 1, world), strict=True):
            rows = daily[(daily["policy"] == policy) & (daily["world"] == world)]
            for k, name in enumerate(codes.COUNTS):
                if name in rows:
                    assert rows[name].tolist() == found.counts[:, k].tolist()
            level = dict(zip(codes.LEVELS, found.levels.T, strict=True))
            for name in ("n_followers", "queue", "cost", "mean_trust", "share_angry", "wind_force", "critics_24h"):
                assert rows[name].tolist() == level[name].tolist()
            assert np.allclose(rows["staff_hours"] * 60, level["staff_min"])
            whole = result.worlds[(result.worlds["policy"] == policy) & (result.worlds["world"] == world)].iloc[0]
            assert whole["first_response_min"] == np.median(found.response_min)
            assert whole["n_criticism"] == rows["n_criticism"].sum()
            assert whole["peak_wind_force"] == rows["wind_force"].max()
            for day in range(5):
                of_day = found.response_min[found.response_day == day]
                row = rows[rows["day"] == day].iloc[0]
                assert row["n_answered"] == len(of_day)
                if len(of_day):
                    assert row["first_response_min"] == np.median(of_day)
                    assert row["first_response_min_mean"] == pytest.approx(np.mean(of_day))
                else:
                    assert np.isnan(row["first_response_min"])
                    assert np.isnan(row["first_response_min_mean"])


def test_derived_columns(result: fs.Result) -> None:
    daily = result.daily
    total = {"n_replies": "n_replies_", "new_followers": "new_followers_", "lost_followers": "lost_followers_"}
    for name, prefix in total.items():
        assert daily[name].equals(daily[[n for n in MEASURES if n.startswith(prefix)]].sum(axis=1).astype(np.int32))
    seen = daily["n_views"] > 0
    assert np.allclose(daily["share_rate"][seen], (daily["n_shares"] / daily["n_views"])[seen])
    assert daily["share_rate"][~seen].isna().all()
    received = daily["n_received"] > 0
    assert np.allclose(daily["share_answered"][received], (daily["n_answered"] / daily["n_received"])[received])
    assert daily["share_answered"][~received].isna().all()
    assert (daily["contact_frequency"] >= daily["n_views"] / daily["n_followers"]).all()
    change = daily.groupby(["policy", "world"])["n_followers"].diff().fillna(daily["n_followers"] - 300)
    assert (change == daily["new_followers"] - daily["lost_followers"]).all()


def test_the_summary_is_that_of_the_table_of_worlds(result: fs.Result) -> None:
    assert list(result.worlds)[:4] == ["policy", "point", "company", "world"]
    assert len(result.worlds) == 2 * 4
    for found in result.summary_dict()["results"]:
        rows = result.worlds[result.worlds["policy"] == found["policy"]]
        assert found["first_response_min"]["mean"] == pytest.approx(rows["first_response_min"].mean())
        assert found["lost_followers_by_cause"]["bored"]["q05"] == rows["lost_followers_by_cause/bored"].quantile(0.05)
        assert found["shitstorm"]["k"] == (rows["peak_wind_force"] >= 5).sum()


def test_a_sweep_gives_rows_for_every_point() -> None:
    swept = small(sweep={"period.days": [2, 3], "team.members": [1, 2]}, worlds=2)
    one, four = (fs.run(swept, jobs=jobs) for jobs in (1, 4))
    assert content(one.daily) == content(four.daily)
    rows = one.daily.groupby(["policy", "point"], sort=False).size()
    assert rows.tolist() == [4, 4, 6, 6] * 2
    assert rows.index[1] == ("handles_criticism_well", '{"period.days":2,"team.members":2}')
    alone = fs.run(small(period={"days": 3}, worlds=2)).daily
    point = '{"period.days":3,"team.members":1}'
    both = one.daily[one.daily["point"] == point].drop(columns="point").reset_index(drop=True)
    assert content(both) == content(alone.drop(columns="point"))
    assert len(one.summary_dict()["results"]) == 8


def test_it_takes_a_path(tmp_path: Path) -> None:
    file = tmp_path / "short.yaml"
    file.write_text(
        "policies: [broadcast_only]\naudience: {followers: 60}\nperiod: {days: 2}\nworlds: 2\n", encoding="utf-8"
    )
    assert len(fs.run(file).daily) == len(fs.run(str(file)).daily) == 4
    assert fs.run(file, worlds=3).scenario.worlds == 3
    with pytest.raises(fs.ScenarioError):
        fs.run(tmp_path / "none.yaml")
    with pytest.raises(fs.ScenarioError):
        fs.run(file, worlds=0)
    with pytest.raises(ValueError, match="jobs"):
        fs.run(file, jobs=0)


def test_progress_is_told_from_nothing_to_all() -> None:
    told: list[tuple[int, int]] = []
    fs.run(small(), jobs=2, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 8)
    assert told[-1] == (8, 8)
    assert told == sorted(told)


def test_compiling_is_announced_only_when_it_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(runner, "is_compiled", lambda: False)
    fs.run(small(worlds=1), on_compile=lambda: said.append("compiling"))
    assert said == ["compiling"]
    monkeypatch.setattr(runner, "is_compiled", lambda: True)
    fs.run(small(worlds=1), on_compile=lambda: said.append("again"))
    assert said == ["compiling"]


def test_an_interruption_ends_all_threads_within_a_moment() -> None:
    long = small(worlds=5000, period={"days": 300})

    def interrupt(done: int, total: int) -> None:
        del total
        if done:
            raise KeyboardInterrupt

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        fs.run(long, jobs=3, progress=interrupt)
    assert time.monotonic() - start < 10
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("followersim")]


def test_a_world_on_its_way_notices_the_end() -> None:
    stop = threading.Event()
    stop.set()
    (point,) = work.points_of(small())
    with pytest.raises(work.StoppedError):
        work.Task(point, 1, 0).run(stop)


def test_a_fault_in_one_job_reaches_the_caller() -> None:
    class Job:
        def __init__(self, number: int) -> None:
            self.number = number

        def run(self, stop: threading.Event) -> int:
            del stop
            if self.number == 50:
                raise ZeroDivisionError
            return self.number

    gathered: list[int] = []
    pool.run_all((Job(n) for n in range(50)), 3, gathered.append)
    assert sorted(gathered) == list(range(50))
    with pytest.raises(ZeroDivisionError):
        pool.run_all((Job(n) for n in range(10**9)), 3, gathered.append)
    assert pool.default_jobs() >= 1


def worlds_alive() -> int:
    """Return how many worlds are in memory (other tests of this process may hold some)."""
    gc.collect()
    return sum(isinstance(thing, World) for thing in gc.get_objects())


def test_nothing_of_the_worlds_is_kept() -> None:
    before = worlds_alive()
    result = fs.run(fs.Scenario(audience={"followers": 100}, period={"days": 3}), worlds=4, jobs=2)
    assert worlds_alive() == before
    folder = result.folder
    assert sorted(path.name for path in folder.iterdir()) == ["daily.parquet", "worlds.parquet"]
    del result
    gc.collect()
    assert not folder.exists()


POLICY = """
class Growing:
    def decide(self, view):
        return {"posting.posts_per_day": view.day}
"""


def test_policies_written_in_python_run_in_scenarios(tmp_path: Path) -> None:
    (tmp_path / "own_growing_policy.py").write_text(POLICY, encoding="utf-8")
    text = "policies: [broadcast_only, own_growing_policy:Growing]\naudience: {followers: 200}\nperiod: {days: 5}\n"
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    scenario = fs.load_scenario(tmp_path / "own.yaml", trust_code=True)
    one, four = (fs.run(scenario, worlds=3, jobs=jobs).daily for jobs in (1, 4))
    assert content(one) == content(four)
    grown = one[(one["policy"] == "Growing") & (one["world"] == 1)]
    assert grown["n_posts"].tolist() == [0, 1, 2, 3, 4]
    assert (one[one["policy"] == "broadcast_only"]["n_posts"] != grown["n_posts"].iloc[0]).any()
    assert str(tmp_path) not in sys.path
    (tmp_path / "own.yaml").write_text(text.replace("Growing", "Shrinking"), encoding="utf-8")
    with pytest.raises(fs.ScenarioError, match="Shrinking"):
        fs.run(fs.load_scenario(tmp_path / "own.yaml", trust_code=True))
    with pytest.raises(fs.ScenarioError, match="trust-code"):
        fs.run(tmp_path / "own.yaml")


def test_running_loads_neither_mesa_nor_matplotlib() -> None:
    code = (
        "import sys, followersim as fs; heavy = {'numpy', 'numba', 'pandas', 'mesa', 'matplotlib', 'pydantic'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules);"
        "assert set(fs.__all__) <= set(dir(fs));"
        "fs.run; fs.Policy; fs.Result;"
        "assert not {'mesa', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_is_there() -> None:
    for name in fs.__all__:
        assert getattr(fs, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        fs.nonsense  # noqa: B018

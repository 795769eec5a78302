"""Whatever a file holds: it is a scenario, or there is an explanation. Nothing else ever comes out."""

from __future__ import annotations

import csv
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from followersim.scenario import Scenario, ScenarioError, load_scenario
from followersim.scenario.errors import visible
from followersim.scenario.fields import is_plain
from followersim.scenario.plan import plan
from followersim.scenario.vocabulary import LANGUAGES
from followersim.scenario.yaml_reader import read_value

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

WHOLE: dict[str, Any] = {
    "name": "Harsh reply",
    "question": {"en": "What happens?", "de": "Was geschieht?"},
    "profile": {"based_on": "small_business", "publicity": 2, "team": {"members": 2}, "segments": {"fan": 1}},
    "audience": {"people": 9000, "followers": 2500},
    "period": {"days": 30, "start": date(2026, 3, 2)},
    "policies": [
        "broadcast_only",
        {
            "based_on": "harsh_reply",
            "name": "ours",
            "posting": {"posts_per_day": 3, "hours": "8-19", "weekdays": "mon-fri", "mix": {"offer": 1}},
            "replies": {
                "criticism": {"share": 0.5, "reply": ["empathy", "apology"], "public": False, "max_delay_h": 4}
            },
            "triage": "oldest_first",
            "team": {"members": 1, "hours": "9-17", "approval_min": 5, "duty_hours": "8-22", "gives_up_at_queue": 9},
            "account": True,
            "advertising": {"contacts_per_day": 10},
            "companies": {"launch": "tease", "joins_from_fit": 0.5, "reply": {"attack": "witty"}},
            "crisis": {"from_wind_force": 4, "replies": {"criticism": {"reply": "apology"}}, "members": 2},
        },
    ],
    "events": [
        {"type": "product_fault", "day": 3, "hour": 4},
        {"type": "product_fault", "per_month": 0.5},
        {"type": "staff_absence", "day": 5, "company": "shop", "lasts_days": 3, "responsibility": "victim"},
    ],
    "rivals": [
        {"name": "shop", "profile": {"publicity": 2}, "policy": {"name": "theirs", "based_on": "attacks_rival"}},
        {"name": "bank", "policy": "broadcast_only", "followers": 100, "overlap": 0.5, "same_branch": False},
    ],
    "look_at": "Storms",
    "ask": ["Who wins?", {"en": "Why?", "de": "Warum?"}],
    "worlds": 3,
    "seed": 4,
    "sweep": {"team.members": [1, 2], "events.0.severity": [0.1, 0.9]},
    "parameters": {"trust_loss_weight": 3},
    "language": "de",
}
HOSTILE = [
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "../../x",
    "\x1b[2J",
    "\u202e",
    "%s {0} {x}",
    "a" * 6000,
    "🙂",
    "${x}",
]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(HOSTILE),
    st.text(max_size=30),
    st.dates(),
    st.sampled_from(["auto", "9-17", "mon-fri", "harsh_reply", "x.yaml", "a:b"]),
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)


def places(data: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the places of all parts of nested data."""
    found = [here]
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in parts:
        found += places(inner, (*here, step))
    return found


KEYS = [
    "team.members",
    "team.training",
    "events.0.severity",
    "profile",
    "rivals.0.overlap",
    "parameters.contagion",
    "x",
]
PLACES = [place for place in places(WHOLE) if place]


def changed(place: tuple[Any, ...], value: Any, key: str | None) -> dict[str, Any]:
    """Return the whole scenario with one part replaced, or with a key added beside it."""
    data = deepcopy(WHOLE)
    parent: Any = data
    for step in place[:-1]:
        parent = parent[step]
    if key is not None and isinstance(parent, dict):
        parent[key] = value
    else:
        parent[place[-1]] = value
    return data


def explained(path: Path) -> None:
    """Load a file; if it is refused, every message must be complete and harmless in both languages."""
    scenario = refused(lambda: load_scenario(path))
    if scenario is not None:
        assert scenario.cases()
        assert len(scenario.hash) == 64
        assert plan(scenario).seconds > 0


def refused(work: Callable[[], T]) -> T | None:
    """Return what works; of what is refused, check the explanation and return nothing."""
    error = None
    try:
        return work()
    except ScenarioError as caught:
        error = caught
    assert error.problems
    for lang in LANGUAGES:
        text = error.render(lang)
        assert is_plain(text, lines=True)
        assert "followersim.scenario" not in text
        assert text.encode("utf-8", "surrogateescape")
    return None


def test_the_whole_scenario_is_fine() -> None:
    assert len(Scenario.from_mapping(WHOLE).cases()) == 8


@quick
@given(content=st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"a: \xc0")
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    explained(path)


pieces = [*"ab: -\n\t[]{}#&*!|>'\"%@`,?0123456789.=~<\\", "name: ", "\n  - ", "\nworlds: ", "*a", "&a "]
yamlish = st.lists(st.sampled_from(pieces), max_size=60).map("".join)


@quick
@given(text=yamlish)
@example("a: &a [*a]")
@example("? ")
@example("!!set {a}")
@example('name: "\\ud800"')
@example("name: |2\n x")
@example("%YAML 3.0\n---\na: b")
@example("<<: {worlds: 3}")
@example("worlds: 0x10")
@example("0: 1")
@example("...\n---\n...")
def test_any_text_that_looks_like_yaml(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    explained(path)


@settings(quick, max_examples=400)
@given(place=st.sampled_from(PLACES), value=anything, key=st.none() | st.text(max_size=12))
def test_any_part_replaced_by_anything(tmp_path: Path, place: tuple[Any, ...], value: Any, key: str | None) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(yaml.safe_dump(changed(place, value, key), allow_unicode=False), encoding="utf-8")
    explained(path)


@settings(quick, max_examples=300)
@given(place=st.sampled_from(PLACES), value=anything)
def test_any_mapping_from_python(place: tuple[Any, ...], value: Any) -> None:
    refused(lambda: Scenario.from_mapping(changed(place, value, None)))


@quick
@given(
    key=st.sampled_from(["team", "team.members", "x", "profile", "events.0", "policies.0", "worlds", "."])
    | st.sampled_from(["rivals", "rivals.0", "rivals.0.policy", "rivals.1.profile.team", "crisis", "companies.reply"])
    | st.text(max_size=15),
    value=anything,
)
def test_any_change(key: str, value: Any) -> None:
    refused(lambda: Scenario.from_mapping(WHOLE).with_changes(set={key: value}))


@quick
@given(
    key=st.sampled_from(["team.members", "profile", "events.0.day", "period.days", "parameters.x", "triage"])
    | st.sampled_from(["rivals.0.overlap", "rivals.1.policy", "rivals.0.policy.name", "events.2.company", "crisis"]),
    values=st.lists(scalars, max_size=3),
)
def test_any_sweep(key: str, values: list[Any]) -> None:
    refused(lambda: Scenario.from_mapping({**WHOLE, "sweep": {key: values}}))


sweeps = st.fixed_dictionaries(
    {},
    optional={
        "points": anything | st.lists(st.dictionaries(st.sampled_from(KEYS), scalars, max_size=2), max_size=4),
        "csv": anything | st.sampled_from(["x.csv", "no.csv", ".csv", "../x.tsv"]),
        "sample": anything | st.sampled_from(["latin_hypercube", "sobol"]),
        "size": anything | st.integers(-1, 9),
        "ranges": anything
        | st.dictionaries(st.sampled_from(KEYS), st.lists(st.floats() | st.integers(), min_size=2, max_size=2)),
        "team.members": anything,
    },
)


@settings(quick, max_examples=300)
@given(sweep=sweeps)
@example({"sample": "sobol", "size": 3, "ranges": {"team.training": [0.0, 5e-324]}})
@example({"sample": "sobol", "size": 3, "ranges": {"parameters.contagion": [-1e15, 1e15]}})
@example({"points": [{"team.members": 10**400}, {"team.members": -(10**400)}]})
@example({"points": [{"team.members": 1}, {"team.members": 1.0}, {"team.members": True}]})
def test_any_kind_of_sweep(tmp_path: Path, sweep: dict[str, Any]) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(yaml.safe_dump({**WHOLE, "sweep": sweep}, allow_unicode=False), encoding="utf-8")
    explained(path)
    refused(lambda: Scenario.from_mapping({**WHOLE, "sweep": sweep}))


cells = st.sampled_from(["1", "2", "0.5", "0,5", "", "=1+1", "x", '"', "nan", "1e999", "true", "null", "9" * 50, "\r"])
tables = st.lists(st.lists(st.sampled_from(KEYS) | cells, max_size=4).map(",".join), max_size=5).map("\n".join)


@settings(quick, max_examples=300)
@given(content=st.binary(max_size=200) | tables.map(str.encode), header=st.sampled_from(["", *KEYS, ";".join(KEYS)]))
@example(b"1\n2\n", "team.members")
@example(b'"1\n2\n', "team.members")
@example(b"\xef\xbb\xbf", "")
@example(b"x" * 200_000, "team.members")
def test_any_table(tmp_path: Path, content: bytes, header: str) -> None:
    (tmp_path / "points.csv").write_bytes(f"{header}\n".encode() + content)
    path = tmp_path / "x.yaml"
    path.write_text(yaml.safe_dump({**WHOLE, "sweep": {"csv": "points.csv"}}), encoding="utf-8")
    explained(path)


@quick
@given(
    points=st.lists(
        st.fixed_dictionaries(
            {
                "team.members": st.integers(0, 50),
                "replies.criticism.share": st.floats(0, 1),
                "triage": st.sampled_from(["oldest_first", "hottest_first"]),
                "account": st.booleans(),
            }
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda point: tuple(point.values()),
    ),
    delimiter=st.sampled_from(",;\t"),
)
def test_a_table_means_the_same_as_its_points(tmp_path: Path, points: list[dict[str, Any]], delimiter: str) -> None:
    with (tmp_path / "points.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.DictWriter(stream, list(points[0]), delimiter=delimiter)
        rows.writeheader()
        rows.writerows(points)
    (tmp_path / "x.yaml").write_text("sweep: {csv: points.csv}\nname: x\n", encoding="utf-8")
    scenario = load_scenario(tmp_path / "x.yaml")
    assert scenario.points == points
    assert scenario.hash == Scenario(name="x", sweep={"points": points}).hash
    for point, case in zip(points, scenario.cases()[::3], strict=True):
        assert (case.policy.account, case.policy.team.members) == (point["account"], point["team.members"])


@quick
@given(text=st.text(max_size=20))
def test_any_value_on_the_command_line(text: str) -> None:
    refused(lambda: read_value(text))


@quick
@given(text=st.text())
def test_nothing_invisible_is_ever_shown(text: str) -> None:
    assert is_plain(visible(text))

"""Whatever a file holds: it is a scenario, or there is an explanation. Nothing else ever comes out."""

from __future__ import annotations

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


@quick
@given(text=st.text(max_size=20))
def test_any_value_on_the_command_line(text: str) -> None:
    refused(lambda: read_value(text))


@quick
@given(text=st.text())
def test_nothing_invisible_is_ever_shown(text: str) -> None:
    assert is_plain(visible(text))

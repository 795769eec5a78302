"""Small real results, made once for all tests of a process: the pages about them are read, looked at and used."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from followersim.experiment import manifest, run
from followersim.experiment.causes_file import write_causes
from followersim.experiment.store import write_json
from followersim.report.html.page import page
from followersim.report.results import read_results, results_of
from followersim.scenario import Scenario
from followersim.scenario.catalogue import mechanisms
from tests.charts import samples

if TYPE_CHECKING:
    from followersim.experiment import Result
    from followersim.report.results import Results

FAULT: Final = {"type": "product_fault", "day": 6, "share": 0.1, "severity": 0.9}
_SMALL: Final[dict[str, Any]] = {
    "audience": {"people": 5000, "followers": 2000},
    "period": {"days": 24},
    "events": [FAULT],
    "worlds": 10,
}
_TINY: Final[dict[str, Any]] = {"audience": {"people": 400, "followers": 150}, "period": {"days": 14}, "worlds": 3}
TWELVE: Final = (
    "handles_criticism_well", "harsh_reply", "broadcast_only", "ignores_criticism", "personal_voice",
    "deletes_criticism", "template_replies", "answers_praise", "offers_and_discounts", "untrained_team",
    "advertising_only", "silent_leader",
)  # fmt: skip
TAG: Final = "<img src=x onerror=alert(1)>"
SCRIPT: Final = "</script><script>alert(1)</script> {{ 7*7 }} {n} %s =cmd|' /C calc'!A0 & \""
NEIGHBOUR: Final = {
    "name": "next_door",
    "title": {"en": "Next door", "de": "Nebenan"},
    "profile": "small_business",
    "policy": "harsh_reply",
    "followers": 300,
}

SCENARIOS: Final[dict[str, dict[str, Any]]] = {
    "two": {
        "name": {"en": "Sharp words", "de": "Scharfe Worte"},
        "question": {"en": "What if we snap back?", "de": "Was, wenn wir zurückschnappen?"},
        "policies": ["handles_criticism_well", "harsh_reply"],
        "parameters": {"trust_loss_weight": 3},
        **_SMALL,
    },
    "one": {"policies": ["harsh_reply"], **_SMALL, **_TINY},
    "calm": {"policies": ["handles_criticism_well", "broadcast_only"], **_TINY, "worlds": 1},
    "twelve": {"policies": list(TWELVE), **_TINY, "events": [FAULT]},
    "sweep": {
        "policies": ["handles_criticism_well", "harsh_reply"],
        "sweep": {"team.members": [1, 2], "posting.posts_per_day": [1, 2, 4]},
        **_TINY,
        "events": [FAULT],
    },
    "points": {
        "policies": ["handles_criticism_well", "harsh_reply"],
        "sweep": {
            "sample": "latin_hypercube",
            "size": 13,
            "ranges": {"events.0.severity": [0.1, 0.9], "team.training": [0.0, 1.0]},
        },
        **_TINY,
        "events": [FAULT],
        "worlds": 2,
    },
    "rivals": {"policies": ["handles_criticism_well", "attacks_rival"], "rivals": [NEIGHBOUR], **_TINY},
    "hostile": {
        "name": "a =cmd|' /C calc'!A0 {{7*7}} {n}",
        "question": SCRIPT,
        "look_at": TAG,
        "ask": [TAG, SCRIPT],
        "policies": [
            {
                "based_on": "handles_criticism_well",
                "name": "first",
                "title": '{n} {{7*7}} & " onclick=x',
                "description": TAG,
            },
            {"based_on": "harsh_reply", "name": "second", "title": "a =cmd|' /C calc'!A0", "description": SCRIPT},
        ],
        "rivals": [{**NEIGHBOUR, "title": "&lt;b&gt; ' x"}],
        **_SMALL,
        "worlds": 4,
    },
}


@cache
def folder(name: str) -> Path:
    """Return the folder with the results of a scenario; it lasts as long as the process."""
    place = Path(_PLACE.name) / name
    run(Scenario(**SCENARIOS[name]), out=place, command=["followersim", "run", f"{name}.yaml", "--jobs", "2"])
    return place


_PLACE: Final = tempfile.TemporaryDirectory(prefix="followersim-reports-")


@cache
def _result(name: str) -> Result:
    return run(Scenario(**SCENARIOS[name]))


def results(name: str) -> Results:
    """Return the results of a scenario: one from a folder, the others, which need no charts for that, from memory."""
    return read_results(folder(name)) if name == "two" else results_of(_result(name), ())


@cache
def with_causes() -> Results:
    """Return the results of two policies with causes that were measured; their numbers are made up and add up."""
    found = results("two")
    scenario = found.scenario
    explained = samples.explained(scenario)
    followers = explained["outcomes"]["followers"]
    storms = json.loads(json.dumps(followers))
    for one in (storms["difference"], *(each["without"] for each in storms["causes"])):
        one.update({key: -value / 400 for key, value in one.items() if key in {"mean", "low", "high"}})
    amplifier = {
        **mechanisms()["crowd"], "without": {"mean": -1.0, "low": -2.0, "high": 0.5},
        "change": {"mean": 30.0, "low": 10.0, "high": 50.0},
    }  # fmt: skip
    outcomes = {
        "followers": {**followers, "amplifiers": [amplifier]},
        "shitstorm": {**storms, "causes": storms["causes"][:2]},
    }
    about = {"hash": scenario.hash, "worlds": scenario.worlds}
    written = write_causes(folder("two"), {**explained, **about, "outcomes": outcomes})
    record = json.loads((folder("two") / manifest.NAME).read_bytes())
    record["files"][written.name] = manifest.sha256_of(written)
    write_json(folder("two") / manifest.NAME, record)
    return replace(found, charts=(*found.charts, "causes", "trust", "audience"))


@cache
def text(name: str, lang: str) -> str:
    """Return the page about the results of a scenario."""
    found = with_causes() if name == "causes" else results(name)
    return page(found, "de" if lang == "de" else "en")

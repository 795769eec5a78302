"""The regime map of the documentation: the likelihood of a shitstorm by contagion and policy.

    python -m followersim.sensitivity.regime_map results/sensitivity

writes regime_map.json and the picture in both languages. Takes a minute or two.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import followersim
from followersim.analysis.inputs import policy_title
from followersim.analysis.regimes import regime_of
from followersim.experiment import run
from followersim.experiment.store import write_json, write_whole
from followersim.locale import LANGUAGES
from followersim.scenario.catalogue import parameters
from followersim.scenario.scenario import Scenario
from followersim.sensitivity.study import SETTING

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME: Final = "regime_map"
KEY: Final = "parameters.contagion"
VALUES: Final = (0.4, 0.6, 0.8, 1.0, 1.25, 1.6, 2.0)
POLICIES: Final = (
    "handles_criticism_well",
    "answers_praise",
    "broadcast_only",
    "deletes_criticism",
    "harsh_reply",
)
WORLDS: Final = 100


def regime_map(
    values: Sequence[float] = VALUES,
    policies: Sequence[str] = POLICIES,
    *,
    worlds: int = WORLDS,
    seed: int = 1,
    jobs: int | None = None,
    changes: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return how likely a shitstorm is for each policy at each value of contagion, with 95 % interval and regime.

    The setting is that of a sensitivity study with the usual audience (5,000 followers of 20,000 people), changed by
    `changes`. All cells share their worlds.
    """
    default = float(parameters()["contagion"]["value"])
    audience = {"people": 20_000, "followers": 5_000}
    content = {
        **SETTING,
        "audience": audience,
        "policies": list(policies),
        "sweep": {KEY: sorted({*values, default})},
        "worlds": worlds,
        "seed": seed,
        **(changes or {}),
    }
    scenario = Scenario.from_mapping(content)
    results = run(scenario, jobs=jobs).summary_dict()["results"]
    return {
        "followersim": followersim.__version__,
        "seed": seed,
        "worlds": worlds,
        "days": scenario.days,
        "followers": scenario.followers,
        "default": default,
        "values": scenario.sweep[KEY],
        "policies": [
            {"name": policy.name, "title": {lang: policy_title(policy, lang) for lang in LANGUAGES}}
            for policy in scenario.policies
        ],
        "cells": [
            {
                "policy": result["policy"],
                "contagion": result["point"][KEY],
                **{name: result["shitstorm"][name] for name in ("k", "n", "share", "low", "high")},
                "regime": regime_of(result["shitstorm"]).name,
                "open": regime_of(result["shitstorm"]).open,
            }
            for result in results
        ],
    }


def main(folder: Path) -> None:
    """Make the map and write it, all files or none."""
    from followersim import charts  # noqa: PLC0415 - heavy, and only needed now
    from followersim.charts.regime_map import draw_regime_map  # noqa: PLC0415

    report = regime_map()

    def make(hidden: Path) -> list[Path]:
        made: list[Path] = []
        for lang in LANGUAGES:
            made += charts.save(draw_regime_map(report, lang), hidden / f"{NAME}_{lang}")
        path = hidden / f"{NAME}.json"
        write_json(path, report)
        return [*made, path]

    write_whole(folder, make)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

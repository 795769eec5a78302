"""Writes down what single companies come to, so that a change which was not meant to move them shows.

Run `python -m tests.model.golden` after a change that was meant to, and look at what moved.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml

import followersim as fs
from followersim.model import codes
from followersim.model.simulation import simulate

FILE: Final = Path(__file__).with_name("golden.yaml")
POLICIES: Final = ("handles_criticism_well", "broadcast_only", "harsh_reply", "deletes_criticism", "untrained_team")
MEASURES: Final = (
    *("n_posts", "n_views", "n_likes", "n_shares", "n_praise", "n_questions", "n_criticism", "n_defences", "n_viral"),
    *("n_received", "n_recommendations", "n_contacts", "n_media"),
)


def single_companies() -> dict[str, list[int]]:
    """Return some whole-period counts of a few policies: numbers that every rule of the model has a hand in."""
    scenario = fs.Scenario(
        policies=list(POLICIES),
        audience={"people": 4000, "followers": 1000},
        period={"days": 30},
        events=[{"type": "product_fault", "day": 8, "share": 0.1, "severity": 0.7}],
    )
    columns = [codes.COUNTS.index(name) for name in MEASURES]
    found: dict[str, list[int]] = {policy: [] for policy in POLICIES}
    for world in (0, 1):
        for policy, results in zip(POLICIES, simulate(scenario.cases(), 1, world), strict=True):
            found[policy] += results[0].counts[:, columns].sum(axis=0).tolist()
    return found


if __name__ == "__main__":
    FILE.write_text(yaml.safe_dump(single_companies(), default_flow_style=None, width=110), encoding="utf-8")

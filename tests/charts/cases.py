"""Scenarios that charts must be able to show: usual ones, and much, long, strange and hardly anything."""

from __future__ import annotations

from typing import Any

from tests.synthetic import HARSH, POLICIES, WELL, Event, Policy, Scenario, Words

LONG = tuple(
    Policy(
        f"long_{n}",
        Words(
            f"A policy with a long name that goes on and on, number {n}",
            f"Eine Kommunikationsstrategie mit langem Namen, der kein Ende nehmen will, Nummer {n}",
        ),
        0.15 * n,
        2 - 0.5 * n,
    )
    for n in range(3)
)
STRANGE = (
    Policy("calm", "Calm $x_1$ & <b>50%</b> \\frac{1}{2}", 0),
    Policy("emoji", "\U0001f525 Feuer \u4f60\u597d \ud83d \u202eRTL", 0, 2.3),
)


def members(*values: int) -> list[dict[str, Any]]:
    return [{"team.members": value} for value in values]


CASES: dict[str, tuple[Scenario, int]] = {
    "two": (Scenario(), 200),
    "one": (Scenario(policies=(HARSH,)), 30),
    "four": (Scenario(policies=POLICIES[:4]), 40),
    "six": (Scenario(policies=POLICIES[:6]), 20),
    "twelve": (Scenario(policies=POLICIES + tuple(Policy(f"n{n}", f"Name {n}", 0.02 * n, n) for n in range(4))), 20),
    "long names": (Scenario(policies=LONG, question=Words("Why? " * 90, "Warum? " * 90), slug="s" * 200), 20),
    "strange names": (Scenario(policies=STRANGE, events=(), question=None), 20),
    "few runs": (Scenario(policies=(WELL, HARSH)), 3),
    "one day": (Scenario(days=1, events=(Event(day=0),)), 30),
    "two years": (Scenario(days=730, events=tuple(Event(day=40 * n) for n in range(16))), 20),
    "large": (Scenario(followers=2_000_000, policies=(WELL, Policy("big", "Big", 0.3, 90_000))), 20),
    "sweep of 3": (Scenario(points=members(1, 2, 4)), 40),
    "sweep of 20": (Scenario(points=[{"posting.posts_per_day": n / 2} for n in range(20)]), 20),
    "sweep of two keys": (
        Scenario(policies=(HARSH,), points=[{"parameters.trust_loss_weight": n, "team.members": 1} for n in range(8)]),
        20,
    ),
    "sweep of many policies": (Scenario(points=members(1, 2, 3, 4, 5), policies=POLICIES), 20),
}

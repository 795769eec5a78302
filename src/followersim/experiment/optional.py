"""Columns of the daily table that appear only where a scenario can have what they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.analysis.optional import AUDIENCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.scenario.scenario import Case
    from followersim.scenario.schema import Policy

OF_RIVALS: Final = (
    "lost_followers_gesture", "n_gestures", "n_gestures_received",
    *(f"{name}_{audience}" for name in ("n_reached", "n_liked", "trust") for audience in AUDIENCES),
)  # fmt: skip
OF_EVENTS: Final = {
    "rival_move": ("lost_followers_rival",),
    "leak": ("n_leaks_prevented",),
    "false_claim": ("n_corrections",),
}
OF_POLICIES: Final = ("n_ad_contacts", "n_survey_answers", "survey_trust", "is_silent")
OPTIONAL: Final = (
    "lost_followers_rival", "lost_followers_gesture", "n_ad_contacts", "n_corrections", "n_leaks_prevented",
    "n_survey_answers", "survey_trust", *OF_RIVALS[1:], "is_silent",
)  # fmt: skip
"""All of them, in the order of the table."""


def optional_columns(cases: Sequence[Case]) -> tuple[str, ...]:
    """Return the columns that the scenario of these cases can have, in the order of the table."""
    wanted: set[str] = set()
    for case in cases:
        if case.rivals:
            wanted.update(OF_RIVALS)
        for event in case.events:
            wanted.update(OF_EVENTS.get(event.type, ()))
        for policy in (case.policy, *(rival.policy for rival in case.rivals)):
            wanted.update(_of_policy(policy))
    return tuple(name for name in OPTIONAL if name in wanted)


def uncertain_columns(cases: Sequence[Case]) -> tuple[str, ...]:
    """Return what policies written in Python may bring; nobody can know before they have decided."""
    decides = any(case.python_policy for case in cases)
    certain = optional_columns(cases)
    return tuple(name for name in OF_POLICIES if decides and name not in certain)


def _of_policy(policy: Policy) -> set[str]:
    """Return the columns that a policy brings."""
    found: set[str] = set()
    if policy.advertising.contacts_per_day > 0:
        found.add("n_ad_contacts")
    if policy.posting.mix.survey > 0:
        found |= {"n_survey_answers", "survey_trust"}
    if policy.team.gives_up_at_queue is not None or not policy.account:
        found.add("is_silent")
    return found

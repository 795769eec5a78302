"""A scenario written out: everything the results depend on, as plain data that could stand in a scenario file.

Its hash tells scenarios apart. Keys that came later than the first scenarios (`_USUAL`) are left out as long as they
say what was true before there were such keys, so whoever does not use them keeps hash and finished results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.scenario.fields import Text
from followersim.scenario.resolve import policy_as_said
from followersim.scenario.scenario_file import Event, RivalEntry
from followersim.scenario.schema import NEVER, Advertising, Companies, Crisis, Team
from followersim.scenario.vocabulary import EVENT_TYPES, MAIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followersim.scenario.build import Builder
    from followersim.scenario.changes import Change
    from followersim.scenario.resolve import PolicySource
    from followersim.scenario.rivals import RivalSource
    from followersim.scenario.schema import Policy, Profile

_TEAM: Final[dict[str, Any]] = {
    key: Team.model_fields[key].default
    for key in ("enabled", "duty_members", "duty_hours", "duty_weekdays", "gives_up_at_queue")
}
_POSTING: Final[dict[str, Any]] = {"review_min": 0.0}
_MIX: Final[dict[str, Any]] = {"survey": 0.0}
_NEVER: Final[dict[str, Any]] = NEVER.model_dump(mode="json")
_POLICY: Final[dict[str, Any]] = {
    "account": True,
    "acts_on_answers": False,
    "discloses": False,
    "corrects_by_post": False,
    "advertising": Advertising().model_dump(mode="json"),
    "companies": Companies().model_dump(mode="json"),
    "crisis": None,
}
_CRISIS: Final[dict[str, Any]] = Crisis().model_dump(mode="json")
_RIVAL: Final = ("overlap", "same_branch")


def resolved(builder: Builder) -> dict[str, Any]:
    """Return a scenario as plain data; reading it again gives the same cases."""
    file, frame = builder.file, builder.frame(builder.changes)
    whole: dict[str, Any] = {
        "name": file.name.model_dump(),
        "question": file.question.model_dump(),
        "notes": file.notes.model_dump(),
    }
    if file.look_at != Text():
        whole["look_at"] = file.look_at.model_dump()
    if file.ask:
        whole["ask"] = [question.model_dump() for question in file.ask]
    whole |= {
        "profile": _profile(frame.profile),
        "audience": {"people": frame.people, "followers": frame.followers},
        "period": {"days": frame.days, "start": frame.start.isoformat()},
        "policies": [_main_policy(builder, source) for source in builder.sources],
        "events": [_event(event) for event in frame.events],
    }
    if frame.rival_sources:
        whole["rivals"] = [_rival(source) for source in frame.rival_sources]
    whole |= {
        "worlds": file.worlds,
        "seed": file.seed,
        "sweep": builder.sweep.written_out(),
        "parameters": dict(frame.parameters),
        "language": file.language or "en",
    }
    return whole


def _main_policy(builder: Builder, source: PolicySource) -> Any:
    if source.python:
        return source.python
    changes = builder.changes.policies
    profile = builder.frame(builder.changes).profile
    return _policy(builder.policy(source, profile, changes), source, changes)


def _policy(policy: Policy, source: PolicySource, changes: Iterable[Change] = ()) -> dict[str, Any]:
    """Return a policy in full, but leave to the profile what comes from there: a sweep may change it."""
    said = policy_as_said(source, changes)
    data = _without(policy.model_dump(mode="json"), _POLICY)
    data["team"] = {key: value for key, value in data["team"].items() if key in _part(said, "team")}
    if "posts_per_day" not in _part(said, "posting"):
        del data["posting"]["posts_per_day"]
    data["posting"] = _without(data["posting"], _POSTING)
    data["posting"]["mix"] = _without(data["posting"]["mix"], _MIX)
    _leave_out_unused_replies(data["replies"], _part(_part(said, "replies"), "false_claim"))
    if policy.crisis is not None:
        data["crisis"] = _without(policy.crisis.model_dump(mode="json"), _CRISIS)
    return data


def _leave_out_unused_replies(replies: dict[str, Any], claim: dict[str, Any]) -> None:
    """Leave out what the first scenarios did not say; `claim` is what is said of replies to false claims."""
    if replies["answer"] == _NEVER:
        del replies["answer"]
    # the rest of the rule follows criticism, which a sweep may change
    replies["false_claim"] = {key: value for key, value in replies["false_claim"].items() if key in claim}
    if not claim:
        del replies["false_claim"]


def _part(said: dict[str, Any], name: str) -> dict[str, Any]:
    part = said.get(name)
    return part if isinstance(part, dict) else {}


def _without(data: dict[str, Any], usual: dict[str, Any]) -> dict[str, Any]:
    """Return data without what is as usual, within parts that are mappings, too."""
    kept = {}
    for key, value in data.items():
        if key in usual and value == usual[key]:
            continue
        both = isinstance(value, dict) and isinstance(usual.get(key), dict)
        kept[key] = _without(value, usual[key]) if both else value
    return kept


def _profile(profile: Profile) -> dict[str, Any]:
    data = profile.model_dump(mode="json", exclude_none=True)
    data["team"] = _without(data["team"], _TEAM)
    return data


def _event(event: Event) -> dict[str, Any]:
    said = event.model_dump(mode="json", exclude_none=True)
    if event.per_month is not None:
        del said["hour"]
    kind = EVENT_TYPES[event.type]
    usual = {"company": MAIN, "responsibility": kind.responsibility, "lasts_days": kind.lasts_days}
    return _without(said, usual)


def _rival(source: RivalSource) -> dict[str, Any]:
    rival = source.rival
    data: dict[str, Any] = {"name": rival.name}
    if rival.title != Text.model_validate(rival.name):
        data["title"] = rival.title.model_dump()
    data["profile"] = _profile(rival.profile)
    data["policy"] = _policy(rival.policy, source.policy)
    if source.followers_said:  # else those of the profile, which a sweep may change
        data["followers"] = rival.followers
    usual = {key: RivalEntry.model_fields[key].default for key in _RIVAL}
    return data | _without({key: getattr(rival, key) for key in _RIVAL}, usual)

"""The scenario that `followersim new` writes: short, commented, ready to run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from followersim.locale import N_, translate

if TYPE_CHECKING:
    from followersim.scenario.vocabulary import Language


@dataclass(frozen=True)
class Answers:
    """What the author was asked: a name, the size of the account, the size of the team, whether something happens."""

    name: str
    followers: int = 5000
    members: int = 1
    fault: bool = True


_TEMPLATE: Final = N_("""\
# A scenario for followersim. Run it with:      followersim run {file}
# Look whether it is all right with:            followersim check {file}
# Lines that begin with # are remarks; remove the # to use the line.

name: {name}
question: What happens to our followers if we talk to them this way?   # title of the charts
language: en

# The company: followersim list profiles
profile: small_business
audience:
  people: {people}        # people within reach of the account, followers or not
  followers: {followers}      # of these, followers at the start

period:
  days: 90
  start: 2026-03-02

# What is compared, in the same worlds; the first is the baseline: followersim list policies
policies:
  - handles_criticism_well
  - broadcast_only
  - harsh_reply
  # a variation of your own:
  # - based_on: handles_criticism_well
  #   name: well, but slowly
  #   team: {{approval_min: 240}}      # every reply waits four hours for its approval

# What happens: day 0 is the first day, share is how many customers are hit, severity how badly (both from 0 to 1);
# other things that can happen: followersim list events
{events}

worlds: 200      # how many times everything is run; 20 is enough for a first look, auto: as many as needed
seed: 1          # another number means other people and other luck

# Everything below is optional.
# Compare team sizes for every policy:
# sweep: {{team.members: [{sweep}]}}
# Another company with an account of its own; 30 of 100 of its followers follow you, too:
# rivals: [{{name: The shop next door, policy: handles_criticism_well, followers: {rival}, overlap: 0.3}}]
""")
_FAULT: Final = "events:\n  - {day: 20, hour: 10, type: product_fault, share: 0.05, severity: 0.6}"


def template(answers: Answers, file: str, lang: Language) -> str:
    """Return the text of a scenario; `file` is the name under which it will be saved."""
    fault = _FAULT if answers.fault else "\n".join(f"# {line}" for line in _FAULT.splitlines())
    text = translate(
        lang,
        _TEMPLATE,
        # a JSON string is a YAML string, whatever characters it holds
        name=json.dumps(answers.name, ensure_ascii=False),
        file=" ".join(file.split()),
        people=4 * answers.followers,
        followers=answers.followers,
        rival=answers.followers,
        events=fault,
        sweep=", ".join(str(members) for members in sorted({1, 2, 4, answers.members})),
    )
    return text.replace("profile: small_business", _profile(answers.members))


def _profile(members: int) -> str:
    if members == 1:
        return "profile: small_business"
    return f"profile:\n  based_on: small_business\n  team: {{members: {members}}}"

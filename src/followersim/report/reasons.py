"""What differs between a policy and the baseline, and what the model's rules make of it.

Facts are counted in the results. Which mechanism matters how much is not in them: only `followersim why` measures that,
so mechanisms are named here without a size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from followersim.analysis.words import days_words, quoted, runs
from followersim.locale import N_, translate
from followersim.locale.numbers import number, short
from followersim.scenario.catalogue import mechanisms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from followersim.scenario.schema import Policy

    Result = Mapping[str, Any]

MOST_MECHANISMS: Final = 4
MOST_CAUSES: Final = 3
_KIND: Final = frozenset(
    {"empathy", "apology", "corrective_action", "explanation", "answer", "thank", "ask_information", "private_channel"}
)
_SHARP: Final = frozenset({"harsh", "witty"})
_LOST_BECAUSE: Final = {
    "bored": N_("lost interest"),
    "crowded": N_("too many posts"),
    "promotional": N_("too much advertising"),
    "offer_over": N_("the offer was over"),
    "ignored": N_("no reply"),
    "harsh_reply": N_("a harsh reply"),
    "deleted": N_("a deleted comment"),
    "bad_experience": N_("a bad experience with the product"),
    "scandal": N_("the storm itself"),
    "rival": N_("wooed away by another company"),
    "gesture": N_("the behaviour towards other companies"),
    "silent": N_("a silent account"),
}
_CAME_BECAUSE: Final = {
    "discovery": N_("found the account by chance"),
    "word_of_mouth": N_("recommended by others"),
    "advertising": N_("came through advertising"),
    "offer": N_("came for an offer"),
    "storm": N_("came to watch the storm"),
}


class Mechanism(NamedTuple):
    """A rule of the model that answers to what differs: what it is called, and what it does."""

    name: str
    title: str
    meaning: str


class Reason(NamedTuple):
    """What there is to say about one policy against the baseline."""

    policy: str
    title: str
    facts: tuple[str, ...]
    mechanisms: tuple[Mechanism, ...]


def facts(result: Result, base: Result, titles: Mapping[str, str], lang: str) -> list[str]:
    """Return what was counted: storms in the same runs, and why followers came and went."""
    found = []
    ours, theirs = (quoted(titles[one["policy"]], lang) for one in (result, base))
    storms = result["difference"].get("shitstorm")
    n = result["shitstorm"]["n"]
    if storms and storms["caused"]:
        found.append(
            translate(
                lang,
                "{runs} there is a shitstorm with {ours} and none with {theirs}: the same people, the same luck, "
                "another policy.",
                ours=ours,
                theirs=theirs,
                runs=_capital(runs(storms["caused"], n, lang)),
            )
        )
    if storms and storms["prevented"]:
        found.append(
            translate(
                lang,
                "{runs} there is a shitstorm with {ours} and none with {theirs}: the same people, the same luck, "
                "another policy.",
                ours=theirs,
                theirs=ours,
                runs=_capital(runs(storms["prevented"], n, lang)),
            )
        )
    days = days_words(result["days"], lang)
    found += [
        translate(
            lang,
            "Followers who left, reason “{cause}”: {ours_n} a run with {ours}, {theirs_n} with {theirs} (means over "
            "{days}).",
            cause=translate(lang, _LOST_BECAUSE.get(cause, cause)),
            ours_n=short(mine, lang),
            theirs_n=short(other, lang),
            ours=ours,
            theirs=theirs,
            days=days,
        )
        for cause, mine, other in _largest(result, base, "lost_followers_by_cause")
    ]
    found += [
        translate(
            lang,
            "Followers who came, reason “{cause}”: {ours_n} a run with {ours}, {theirs_n} with {theirs} (means over "
            "{days}).",
            cause=translate(lang, _CAME_BECAUSE.get(cause, cause)),
            ours_n=short(mine, lang),
            theirs_n=short(other, lang),
            ours=ours,
            theirs=theirs,
            days=days,
        )
        for cause, mine, other in _largest(result, base, "new_followers_by_cause")
    ]
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _largest(result: Result, base: Result, group: str) -> list[tuple[str, float, float]]:
    """Return the causes that differ most, as long as they make up a good part of all that differs."""
    pairs = []
    for cause in {**result[group], **base[group]}:
        mine, other = (float(one[group].get(cause, {}).get("mean") or 0.0) for one in (result, base))
        pairs.append((cause, mine, other))
    pairs.sort(key=lambda one: (-abs(one[1] - one[2]), one[0]))
    whole = sum(abs(mine - other) for _, mine, other in pairs)
    return [one for one in pairs[:MOST_CAUSES] if abs(one[1] - one[2]) >= max(1.0, 0.2 * whole)]


def at_work(policy: Policy, base: Policy, possible: Mapping[str, Any]) -> list[str]:
    """Return the mechanisms that answer to what differs between two policies, the plainest first."""
    return [name for name in dict.fromkeys(_answering(policy, base)) if name in possible][:MOST_MECHANISMS]


def _answering(policy: Policy, base: Policy) -> Iterator[str]:
    types = _types(policy) ^ _types(base)
    ours, theirs = policy.posting, base.posting
    care = (ours.review_min, policy.discloses) != (theirs.review_min, base.discloses)
    answered = any(_share(policy, kind) != _share(base, kind) for kind in ("criticism", "heated_criticism", "question"))
    for differs, names in (
        (types & _SHARP, ("harsh_inflames", "harsh_provokes")),
        ("delete" in types, ("deletion_noticed",)),
        (policy.account != base.account, ("silent_account", "being_ignored")),
        (_share(policy, "praise") != _share(base, "praise"), ("thanks_missing",)),
        (answered, ("being_ignored", "silence_seen")),
        (policy.advertising != base.advertising, ("bought_contacts",)),
        (policy.companies != base.companies, ("gestures",)),
        (care, ("care_with_internals",)),
        ("correction" in types or policy.corrects_by_post != base.corrects_by_post, ("corrections",)),
        ("compensation" in types, ("imitation",)),
        (types & _KIND, ("calming", "winning_trust")),
        (policy.team.training != base.team.training, ("slips",)),
        (_pace(policy) != _pace(base), ("late_replies",)),
        (ours.mix.offer != theirs.mix.offer, ("offers", "advertising_bores")),
        (ours.mix != theirs.mix, ("contents",)),
        (ours.mix.survey != theirs.mix.survey, ("asking",)),
        (ours.posts_per_day != theirs.posts_per_day, ("crowding", "attention")),
    ):
        if differs:
            yield from names


def _types(policy: Policy) -> frozenset[str]:
    """Return all types of replies to anything but praise that a policy uses."""
    rules = [getattr(policy.replies, kind) for kind in ("question", "criticism", "heated_criticism", "false_claim")]
    return frozenset(name for rule in rules if rule.share > 0 for name in rule.reply)


def _share(policy: Policy, kind: str) -> float:
    return float(getattr(policy.replies, kind).share) if policy.account else 0.0


def _pace(policy: Policy) -> tuple[Any, ...]:
    team = policy.team
    return (
        team.members, team.hours, team.weekdays, team.approval_min, team.checks_every_min, team.enabled,
        team.duty_members,
    )  # fmt: skip


def explained(names: list[str], lang: str) -> tuple[Mechanism, ...]:
    """Return mechanisms in words."""
    known = mechanisms()
    return tuple(Mechanism(name, str(known[name]["title"][lang]), str(known[name]["meaning"][lang])) for name in names)


def staff_hours(result: Result, base: Result, titles: Mapping[str, str], lang: str) -> str:
    """Return what the two policies cost in working hours."""
    ours, theirs = (number(one["staff_hours"]["mean"], lang) for one in (result, base))
    return translate(
        lang,
        "Working hours a run (mean): {ours_n} with {ours}, {theirs_n} with {theirs}.",
        ours_n=ours,
        theirs_n=theirs,
        ours=quoted(titles[result["policy"]], lang),
        theirs=quoted(titles[base["policy"]], lang),
    )

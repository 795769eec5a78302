"""A policy in plain words: what it does, part by part, as one would tell it to a new colleague."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from babel.dates import get_day_names

from followersim.locale import N_, NP_, plural, translate
from followersim.locale.numbers import MISSING, number, percent
from followersim.scenario.catalogue import parameters_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followersim.scenario.schema import Companies, Crisis, Mix, Policy, ReplyRule, Team


class Rule(NamedTuple):
    """One part of a policy: a name that is the same for all policies, its label, and what this policy does there."""

    key: str
    label: str
    text: str


_LABELS: Final = {
    "account": N_("Account"),
    "posts": N_("Posts"),
    "contents": N_("What they are about"),
    "review": N_("Check before posting"),
    "praise": N_("Praise"),
    "question": N_("Questions"),
    "criticism": N_("Criticism"),
    "heated_criticism": N_("Angry criticism"),
    "false_claim": N_("False claims"),
    "answer": N_("Answers to surveys"),
    "triage": N_("Answered first"),
    "team": N_("Team"),
    "training": N_("Training for attacks"),
    "approval": N_("Approval of replies"),
    "watching": N_("Looks in"),
    "enabled": N_("Allowed to answer"),
    "duty": N_("On duty outside hours"),
    "gives_up": N_("Gives up"),
    "promises": N_("Also"),
    "advertising": N_("Bought advertising"),
    "companies": N_("Other companies"),
    "crisis": N_("Plan for a crisis"),
}
_TRIAGE: Final = {
    "oldest_first": N_("what came first"),
    "criticism_first": N_("criticism"),
    "most_read_first": N_("what most people read"),
    "hottest_first": N_("what is angriest"),
}
_CONTENTS: Final = {
    "personal": N_("personal posts"),
    "service": N_("useful information"),
    "product": N_("product news"),
    "offer": N_("offers"),
    "question": N_("questions to the followers"),
    "survey": N_("surveys"),
}
_GESTURES: Final = {
    "congratulate": N_("congratulates"),
    "tease": N_("teases"),
    "attack": N_("attacks"),
}
_PROMISES: Final = {
    "acts_on_answers": N_("acts on what followers answer"),
    "discloses": N_("says itself what got out by mistake"),
    "corrects_by_post": N_("corrects false claims in a post, too"),
}
_LIKE_CRITICISM: Final = N_("like criticism")


@cache
def reply_title(name: str, lang: str) -> str:
    """Return what a type of reply is called."""
    row = parameters_file()["tables"]["reply_types"]["rows"].get(name, {})
    return str(row.get("title", {}).get(lang) or name.replace("_", " "))


def rules_of(policy: Policy, lang: str) -> list[Rule]:
    """Return everything that a policy says, in the order in which one would tell it."""
    return [Rule(key, translate(lang, _LABELS[key]), text) for key, text in _parts(policy, lang)]


def _parts(policy: Policy, lang: str) -> Iterator[tuple[str, str]]:
    if policy.account:
        yield "posts", _posts(policy, lang)
        yield "contents", _contents(policy.posting.mix, lang)
        if policy.posting.review_min > 0:
            yield "review", translate(lang, "{n} minutes", n=_plain(policy.posting.review_min, lang))
        for kind in ("praise", "question", "criticism", "heated_criticism"):
            yield kind, _reply_to(policy, kind, lang)
        if policy.replies.false_claim != policy.replies.criticism:
            yield "false_claim", reply_words(policy.replies.false_claim, lang)
        if policy.posting.mix.survey > 0 or policy.replies.answer.share > 0:
            yield "answer", reply_words(policy.replies.answer, lang)
        yield "triage", translate(lang, _TRIAGE[policy.triage])
        yield from _team(policy.team, lang)
    else:
        yield "account", translate(lang, "none: nothing is posted, and nobody expects a reply")
    if promises := [translate(lang, text) for name, text in _PROMISES.items() if getattr(policy, name)]:
        yield "promises", "; ".join(promises)
    if policy.advertising.contacts_per_day > 0:
        n = _plain(policy.advertising.contacts_per_day, lang)
        yield "advertising", translate(lang, "{n} contacts a day", n=n)
    if companies := _companies(policy.companies, lang):
        yield "companies", companies
    if policy.crisis is not None:
        yield "crisis", _crisis(policy.crisis, lang)


def _posts(policy: Policy, lang: str) -> str:
    posting = policy.posting
    if posting.posts_per_day == 0:
        return translate(lang, N_("none", context="posts"))
    return translate(
        lang,
        "{n} a day, {days}, {hours}",
        n=_plain(posting.posts_per_day, lang),
        days=days_words(posting.open_days, lang),
        hours=hours_words(posting.open_hours, lang),
    )


def _contents(mix: Mix, lang: str) -> str:
    shares = [(getattr(mix, name), translate(lang, text)) for name, text in _CONTENTS.items()]
    shares.sort(key=lambda one: -one[0])
    return ", ".join(f"{percent(share, lang)} {text}" for share, text in shares if share > 0)


def _reply_to(policy: Policy, kind: str, lang: str) -> str:
    rule, usual = getattr(policy.replies, kind), policy.replies.criticism
    if kind == "heated_criticism" and rule == usual:
        return translate(lang, _LIKE_CRITICISM)
    return reply_words(rule, lang)


def reply_words(rule: ReplyRule, lang: str) -> str:
    """Return how one kind of message is answered: "always: empathy, then corrective action"."""
    if rule.share == 0:
        return translate(lang, "no reply")
    names = [reply_title(name, lang) for name, _ in groupby(rule.reply)]
    how = translate(lang, ", then ").join(names)
    often = translate(lang, "always") if rule.share == 1 else percent(rule.share, lang)
    if not rule.public:
        how += translate(lang, " (not in public)")
    if rule.max_delay_h != type(rule).model_fields["max_delay_h"].default:
        how += translate(lang, " (if not older than {n} h)", n=_plain(rule.max_delay_h, lang))
    return f"{often}: {how}"


_PEOPLE: Final = NP_("{n} person", "{n} people", context="team")


def _team(team: Team, lang: str) -> Iterator[tuple[str, str]]:
    people = plural(lang, *_PEOPLE, team.members)
    yield "team", f"{people}, {days_words(team.open_days, lang)}, {hours_words(team.open_hours, lang)}"
    yield "training", percent(team.training, lang)
    if team.approval_min > 0:
        yield "approval", translate(lang, "after {n} minutes", n=_plain(team.approval_min, lang))
    if team.checks_every_min > 0:
        yield "watching", translate(lang, "every {n} minutes", n=_plain(team.checks_every_min, lang))
    if team.enabled < 1:
        yield "enabled", percent(team.enabled, lang)
    if team.duty_members > 0:
        people = plural(lang, *_PEOPLE, team.duty_members)
        days, hours = days_words(team.duty_open_days, lang), hours_words(team.duty_open_hours, lang)
        yield "duty", f"{people}, {days}, {hours}"
    if team.gives_up_at_queue is not None:
        yield "gives_up", translate(lang, "when {n} messages wait", n=number(team.gives_up_at_queue, lang))


def _companies(about: Companies, lang: str) -> str:
    said = []
    for name, when in (
        ("launch", N_("{does} them when they have news")),
        ("storm", N_("{does} them when they are in a storm")),
        ("starts", N_("{does} them of its own accord, {n} times in 30 days")),
    ):
        gesture = getattr(about, name)
        if gesture in _GESTURES and not (name == "starts" and about.starts_per_month == 0):
            does, n = translate(lang, _GESTURES[gesture]), _plain(about.starts_per_month, lang)
            said.append(translate(lang, when, does=does, n=n))
    if about.joins_from_fit is not None:
        said.append(
            translate(lang, "joins conversations elsewhere, only where it is asked to")
            if about.only_invited
            else translate(lang, "joins conversations elsewhere that fit")
            if about.joins_from_fit > 0
            else translate(lang, "joins every conversation elsewhere")
        )
    return "; ".join(said)


def _crisis(plan: Crisis, lang: str) -> str:
    said = []
    for kind in type(plan.replies).model_fields:
        rule = getattr(plan.replies, kind)
        if rule is not None:
            said.append(f"{translate(lang, _LABELS[kind])}: {reply_words(rule, lang)}")
    if plan.posts_per_day is not None:
        said.append(translate(lang, "posts a day: {n}", n=_plain(plan.posts_per_day, lang)))
    if plan.members is not None:
        said.append(plural(lang, *_PEOPLE, plan.members))
    if plan.approval_min is not None:
        said.append(translate(lang, "approval after {n} minutes", n=_plain(plan.approval_min, lang)))
    if plan.triage is not None:
        said.append(f"{translate(lang, _LABELS['triage'])}: {translate(lang, _TRIAGE[plan.triage])}")
    start = translate(lang, "from wind force {n} on", n=number(plan.from_wind_force, lang))
    return f"{start}: {'; '.join(said)}" if said else start


def hours_words(hours: tuple[int, int], lang: str) -> str:
    """Return hours of a day, "9-17 h"; the whole day is "around the clock"."""
    if hours[1] - hours[0] >= 24:
        return translate(lang, "around the clock")
    return translate(lang, "{start}{dash}{end} h", start=hours[0], dash=MISSING, end=hours[1])


def days_words(days: Sequence[bool], lang: str) -> str:
    """Return days of the week, Monday first, as people write them: "Mon-Fri", "Sat, Sun", "every day"."""
    if all(days):
        return translate(lang, "every day")
    if not any(days):
        return translate(lang, "never")
    names = [name.rstrip(".") for _, name in sorted(get_day_names("abbreviated", "stand-alone", lang).items())]
    parts = []
    start = 0
    for is_open, same in groupby(days):
        n = len(list(same))
        if is_open:
            run = names[start : start + n]
            parts.append(f"{run[0]}{MISSING}{run[-1]}" if n > 2 else ", ".join(run))
        start += n
    return ", ".join(parts)


def _plain(value: float, lang: str) -> str:
    """Return a number with the decimals it has, at most two."""
    for decimals in (0, 1):
        if round(value, decimals) == value:
            return number(value, lang, decimals)
    return number(value, lang, 2)


def differing(policies: Sequence[list[Rule]], lang: str) -> list[tuple[str, list[str]]]:
    """Return the rules that are not the same for all policies: the label, and what each policy does."""
    unsaid = {"false_claim": translate(lang, _LIKE_CRITICISM)}
    texts: list[dict[str, Any]] = [{rule.key: rule for rule in rules} for rules in policies]
    found = []
    for key in _LABELS:
        of_each = [rules.get(key) for rules in texts]
        said = [rule.text if rule else unsaid.get(key, MISSING) for rule in of_each]
        if len(set(said)) > 1:
            label = next(rule.label for rule in of_each if rule)
            found.append((label, said))
    return found

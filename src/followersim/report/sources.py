"""The sources of the numbers that matter for a scenario, and how many numbers have none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from followersim.locale import N_, translate
from followersim.scenario import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followersim.scenario.schema import Policy
    from followersim.scenario.vocabulary import Language

ASSUMPTION: Final = "assumption"
_ALWAYS: Final = (
    "reach",
    "likes",
    "shares",
    "patience_median_min",
    "trust_loss_weight",
    "view_half_life_min",
    "distant_readers_median",
)
"""Parameters that are at work in every scenario."""


class Source(NamedTuple):
    """Where numbers come from: what they are about, and who says so (in the words of the literature, English)."""

    about: str
    source: str


def sources(policies: Iterable[Policy], mechanisms: Iterable[str], lang: Language) -> tuple[Source, ...]:
    """Return the sources of what these policies do and of the mechanisms named, without repetition."""
    found: dict[str, list[str]] = {}
    for about, source in _all(list(policies), list(mechanisms), lang):
        if source != ASSUMPTION and about not in found.setdefault(source, []):
            found[source].append(about)
    return tuple(Source("; ".join(abouts), source) for source, abouts in found.items())


def _all(policies: list[Policy], mechanisms: list[str], lang: Language) -> Iterator[tuple[str, str]]:
    tables = catalogue.parameters_file()["tables"]
    for name in dict.fromkeys(_reply_types(policies)):
        yield _row(tables, "reply_types", name, lang)
    for name in dict.fromkeys(_contents(policies)):
        yield _row(tables, "contents", name, lang)
    known, about = catalogue.parameters(), catalogue.mechanisms()
    for mechanism in mechanisms:
        for name in about[mechanism]["neutral"]:
            if name in known and "." not in name:
                yield catalogue.meaning(known[name], lang), str(known[name].get("source") or ASSUMPTION)
    for name in _ALWAYS:
        if name in known:
            yield catalogue.meaning(known[name], lang), str(known[name].get("source") or ASSUMPTION)
    yield translate(lang, N_("the scale of wind forces")), "Graf, Schwede 2012"


def _row(tables: dict[str, Any], table: str, row: str, lang: Language) -> tuple[str, str]:
    entry = tables[table]["rows"].get(row, {})
    return str(entry.get("title", {}).get(lang, row)), str(entry.get("source") or ASSUMPTION)


def _reply_types(policies: list[Policy]) -> Iterator[str]:
    for policy in policies:
        for kind in type(policy.replies).model_fields:
            rule = getattr(policy.replies, kind)
            if rule.share > 0:
                yield from rule.reply


def _contents(policies: list[Policy]) -> Iterator[str]:
    for policy in policies:
        for name in type(policy.posting.mix).model_fields:
            if getattr(policy.posting.mix, name) > 0:
                yield name


def assumption_counts() -> tuple[int, int]:
    """Return how many numbers of the model are assumptions, and how many numbers there are."""
    entries = list(catalogue.parameters().values())
    return sum(str(entry.get("source") or ASSUMPTION) == ASSUMPTION for entry in entries), len(entries)

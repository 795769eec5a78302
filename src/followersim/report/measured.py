"""Causes that were measured: what is left of the difference between two policies when each of them is switched off.

The data are those of ``followersim why``: what it prints, a report says of one policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from followersim.analysis.words import quoted
from followersim.locale import N_, translate
from followersim.locale.numbers import MISSING, interval, number, percent

Explained = Mapping[str, Any]

_TINY: Final = 0.005
OUTCOMES: Final = {
    "followers": N_("Followers"),
    "criticism": N_("Critical messages"),
    "shitstorm": N_("Shitstorms in 100 runs"),
}
_LEFT: Final = {
    "followers-": N_("{n} fewer followers"),
    "followers+": N_("{n} more followers"),
    "criticism-": N_("{n} fewer critical messages"),
    "criticism+": N_("{n} more critical messages"),
    "shitstorm-": N_("a shitstorm in {n} fewer of 100 runs"),
    "shitstorm+": N_("a shitstorm in {n} more of 100 runs"),
}


class Cause(NamedTuple):
    """A cause: what it is called, its part of the difference (may be empty), what happens, what is left without it."""

    title: str
    part: str
    meaning: str
    left: str


class Left(NamedTuple):
    """A row of the table: a cause (or the whole difference), and for each outcome what is left, with its interval."""

    title: str
    cells: tuple[tuple[str, str], ...]


class Measured(NamedTuple):
    """What was measured about one policy: its name, sentences on its causes, notes, and all of it as a table."""

    policy: str
    causes: tuple[Cause, ...]
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[Left, ...]


def measured(explained: Explained, outcome: str, titles: Mapping[str, str], lang: str) -> Measured:
    """Return the causes of a policy's difference in words; sentences are about one outcome, the table about all."""
    found = explained["outcomes"][outcome]
    named = {key: quoted(titles[explained[key]], lang) for key in ("policy", "baseline")}
    there = [name for name in OUTCOMES if name in explained["outcomes"]]
    whole = found["difference"]["mean"]
    causes = tuple(
        Cause(
            str(cause["title"][lang]),
            _part(cause["share"], lang),
            str(cause["meaning"][lang]),
            translate(lang, "Without this: {left}.", left=_left(outcome, cause["without"]["mean"], whole, lang)),
        )
        for cause in found["causes"]
    )
    return Measured(
        explained["policy"],
        causes,
        tuple(_notes(found, outcome, named, lang)),
        tuple(translate(lang, OUTCOMES[name]) for name in there),
        tuple(_rows(explained, there, named, lang)) if any(explained["outcomes"][n]["causes"] for n in there) else (),
    )


def _notes(found: Explained, outcome: str, named: Mapping[str, str], lang: str) -> list[str]:
    """Return what else there is to say: why there are no causes, and what carries the difference."""
    if found["verdict"] == "no_difference":
        return [translate(lang, "No difference: both come to exactly the same in every world.")]
    if not found["causes"]:
        if found["difference"]["clear"]:
            return [translate(lang, "No cause can be told from chance with so few worlds; try more (--worlds).")]
        said = N_("No clear difference between {policy} and {baseline}: nothing to explain.")
        return [translate(lang, said, **named)]
    if not found["difference"]["clear"]:
        said = N_("No clear difference between {policy} and {baseline}: causes offset each other.")
        return [translate(lang, said, **named)]
    sign = -1 if found["difference"]["mean"] < 0 else 1
    carrying: dict[str, list[str]] = {"smaller": [], "larger": []}
    for one in found["amplifiers"]:
        change = one["change"]
        if change["low"] > 0 or change["high"] < 0:
            title, left = str(one["title"][lang]), _amount(outcome, one["without"]["mean"], lang)
            listed = translate(lang, "{title} (without: {left})", title=title, left=left)
            carrying["larger" if change["mean"] * sign > 0 else "smaller"].append(listed)
    notes = {
        "smaller": N_("No causes of their own, but without them the difference would be smaller: {list}."),
        "larger": N_("No causes of their own, but without them the difference would be larger: {list}."),
    }
    return [translate(lang, notes[key], list="; ".join(titles)) for key, titles in carrying.items() if titles]


def _rows(explained: Explained, there: list[str], named: Mapping[str, str], lang: str) -> list[Left]:
    """Return the difference as it is, and what is left of it without each cause."""
    outcomes = explained["outcomes"]
    whole = translate(lang, "Difference: {policy} against {baseline}", **named)
    rows = [Left(whole, tuple(_cell(name, outcomes[name]["difference"], lang) for name in there))]
    causes = {cause["mechanism"]: cause for name in there for cause in outcomes[name]["causes"]}
    for mechanism, cause in causes.items():
        cells = []
        for name in there:
            own = next((one for one in outcomes[name]["causes"] if one["mechanism"] == mechanism), None)
            cells.append((MISSING, "") if own is None else _cell(name, own["without"], lang))
        rows.append(Left(translate(lang, "Without this: {cause}", cause=cause["title"][lang]), tuple(cells)))
    return rows


def _cell(outcome: str, estimate: Explained, lang: str) -> tuple[str, str]:
    scale = 100 if outcome == "shitstorm" else 1
    mean, low, high = (scale * float(estimate[key]) for key in ("mean", "low", "high"))
    return number(mean, lang, _decimals(outcome, mean), signed=True), interval(low, high, lang)


def _decimals(outcome: str, size: float) -> int:
    return 1 if abs(size) < 9.95 and outcome != "shitstorm" else 0


def _part(share: float | None, lang: str) -> str:
    if share is None:
        return ""
    if 0 < share < _TINY:
        return translate(lang, "less than 1% of the difference")
    if share > 0:
        return translate(lang, "{share} of the difference", share=percent(share, lang))
    return translate(lang, "works against the difference")


def _left(outcome: str, left: float, whole: float, lang: str) -> str:
    """Return what is left in words: "12 instead of 130 fewer followers"."""
    shorts = {"left": _size(outcome, left, lang), "whole": _size(outcome, whole, lang)}
    if left * whole <= 0 or any(_is_zero(said) for said in shorts.values()):
        gaps = {"left": _amount(outcome, left, lang), "whole": _amount(outcome, whole, lang)}
        return translate(lang, "{left} instead of {whole}", **gaps)
    both = translate(lang, "{left} instead of {whole}", **shorts)
    return translate(lang, _LEFT[outcome + ("-" if whole < 0 else "+")], n=both)


def _amount(outcome: str, value: float, lang: str) -> str:
    said = _size(outcome, value, lang)
    if _is_zero(said):
        return translate(lang, "no difference")
    return translate(lang, _LEFT[outcome + ("-" if value < 0 else "+")], n=said)


def _size(outcome: str, value: float, lang: str) -> str:
    size = abs(100 * value if outcome == "shitstorm" else value)
    return number(size, lang, _decimals(outcome, size))


def _is_zero(said: str) -> bool:
    return said.strip("0.,") == ""

"""What `followersim why` says: a sentence per cause, to be read aloud, and a small table."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.causes import MAIN_SHARE
from followersim.cli.numbers import number, percent
from followersim.locale import N_, translate
from followersim.scenario.catalogue import mechanisms
from followersim.scenario.plan import SECONDS_PER_RUN, plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.analysis.causes import Attribution, Cause, Counterfactual, Estimate
    from followersim.cli.language import Language
    from followersim.experiment.counterfactuals import Explanation
    from followersim.scenario import Scenario

_WIDTH: Final = 100

_WORDS: Final[dict[str, str]] = {
    "announcement": N_(
        "{worlds} worlds with mechanisms switched on and off: about {n} simulations, {time} on this computer ..."
    ),
    "seconds": N_("about {n} s"),
    "minutes": N_("about {n} min"),
    "title": N_("Why “{policy}” turns out differently from “{baseline}”"),
    "runs": N_("{worlds} runs of {days} days, the same worlds for both; means per run"),
    "point": N_("At the first point of the sweep: {point}."),
    "followers": N_("Followers"),
    "criticism": N_("Criticism"),
    "shitstorm": N_("Shitstorms"),
    "followers+": N_("{n} more followers"),
    "followers-": N_("{n} fewer followers"),
    "criticism+": N_("{n} more critical messages"),
    "criticism-": N_("{n} fewer critical messages"),
    "shitstorm+": N_("a shitstorm in {n} more of 100 runs"),
    "shitstorm-": N_("a shitstorm in {n} fewer of 100 runs"),
    "instead": N_("{policy} instead of {baseline}"),
    "range": N_("{low} to {high}"),
    "no_difference": N_("No difference: both come to exactly the same in every world."),
    "no_clear_difference": N_("No clear difference ({policy} against {baseline}), so there is nothing to explain."),
    "cancel": N_("No clear difference ({policy} against {baseline}), because causes offset each other:"),
    "one": N_("Main reason: {title}."),
    "several": N_("The main reasons are {n}:"),
    "none": N_("There is no single reason: nothing makes up {share} of the difference."),
    "all_unclear": N_("No cause can be told from chance with so few worlds; try more (--worlds)."),
    "part": N_("{share} of the difference"),
    "against": N_("works against the difference"),
    "left": N_("Without this: {left}."),
    "instead_of": N_("{left} instead of {whole}"),
    "nothing": N_("no difference"),
    "head_cause": N_("Cause"),
    "head_part": N_("Part"),
    "head_interval": N_("Interval"),
    "head_share": N_("Share"),
    "head_left": N_("Left without it"),
    "other": N_("everything else together"),
    "sum": N_("difference"),
    "larger": N_("No causes of their own, but without them the difference would be smaller: {list}."),
    "smaller": N_("No causes of their own, but without them the difference would be larger: {list}."),
    "without": N_("{title} (without: {left})"),
    "note": N_("Parts add up to the difference. Intervals: 99% for the parts, 95% for the difference."),
}


def announcement(scenario: Scenario, simulations: int, lang: Language) -> str:
    """Return what is about to be done and how long it takes."""
    planned = plan(scenario)
    once = SECONDS_PER_RUN / 2  # no charts, no files
    seconds = once + (planned.seconds - SECONDS_PER_RUN) * simulations / planned.simulations
    unit, value = ("seconds", seconds) if seconds < 90 else ("minutes", seconds / 60)
    time = _word(unit, lang, n=number(max(1, value), lang))
    return _word("announcement", lang, worlds=scenario.worlds, n=number(simulations, lang), time=time)


def text(found: Explanation, lang: Language) -> str:
    """Return everything that was found, as text."""
    baseline, policy = (each.title.in_language(lang) for each in found.scenario.policies)
    parts = [
        "",
        _word("title", lang, policy=policy, baseline=baseline),
        _word("runs", lang, worlds=number(found.scenario.worlds, lang), days=number(found.scenario.days, lang)),
    ]
    if found.scenario.points[0]:
        point = ", ".join(f"{key} = {value}" for key, value in found.scenario.points[0].items())
        parts.append(_word("point", lang, point=point))
    for outcome in found.attributions:
        parts += ["", *_outcome(found, outcome, lang)]
    if any(each.causes for each in found.attributions.values()):
        parts += ["", _word("note", lang)]
    return "\n".join(parts)


def _word(name: str, lang: Language, /, **gaps: Any) -> str:
    return translate(lang, _WORDS[name], **gaps)


def _outcome(found: Explanation, outcome: str, lang: Language) -> list[str]:
    """Return what there is to say about one outcome."""
    attribution, without = found.attributions[outcome], found.without[outcome]
    levels = [_level(outcome, value, lang) for value in found.levels[outcome]]
    gaps = {"baseline": levels[0], "policy": levels[1]}
    heading = _word(outcome, lang)
    if attribution.verdict == "no_difference":
        return [f"{heading}: {_word('no_difference', lang)}"]
    if attribution.verdict == "no_clear_difference":
        if not attribution.causes:
            return [f"{heading}: {_word('no_clear_difference', lang, **gaps)}"]
        lines = [f"{heading}: {_word('cancel', lang, **gaps)}"]
    else:
        lines = [f"{heading}: {_difference(outcome, attribution.difference, lang)}; {_word('instead', lang, **gaps)}."]
        lines.append(_verdict(attribution, lang))
    whole = attribution.difference.mean
    for cause in attribution.causes:
        lines += _sentence(outcome, cause, without[cause.name], whole, lang)
    if attribution.causes:
        lines += ["", *_table(outcome, attribution, without, lang), ""]
    lines += _amplifiers(outcome, attribution, without, lang)
    return lines


def _verdict(attribution: Attribution, lang: Language) -> str:
    if not attribution.causes:
        return _word("all_unclear", lang)
    main = attribution.main
    if not main:
        return _word("none", lang, share=percent(MAIN_SHARE, lang))
    if len(main) == 1:
        return _word("one", lang, title=_title(main[0].name, lang))
    return _word("several", lang, n=translate(lang, "two"))


def _title(name: str, lang: Language) -> str:
    return str(mechanisms()[name]["title"][lang])


def _sentence(outcome: str, cause: Cause, without: Counterfactual, whole: float, lang: Language) -> list[str]:
    """Return the sentence of a cause: how much, what happens, and what is left without it."""
    says = mechanisms()[cause.name]["meaning"][lang]
    weight = ""
    if cause.share is not None:
        weight = _word("part", lang, share=percent(cause.share, lang)) if cause.share > 0 else _word("against", lang)
        weight = f" ({weight})"
    left = _word("left", lang, left=_left(outcome, without.left.mean, whole, lang))
    title = _title(cause.name, lang)
    return textwrap.wrap(f"- {title}{weight}: {says} {left}", _WIDTH, subsequent_indent="  ")


def _left(outcome: str, left: float, whole: float, lang: Language) -> str:
    """Return what is left in words: "12 instead of 130 fewer followers"."""
    shorts = {"left": _number(outcome, left, lang), "whole": _number(outcome, whole, lang)}
    if left * whole <= 0 or any(_is_zero(said) for said in shorts.values()):
        return _word("instead_of", lang, left=_amount(outcome, left, lang), whole=_amount(outcome, whole, lang))
    return _word(outcome + ("-" if whole < 0 else "+"), lang, n=_word("instead_of", lang, **shorts))


def _amplifiers(
    outcome: str, attribution: Attribution, without: dict[str, Counterfactual], lang: Language
) -> list[str]:
    """Return what carries the difference, if it has a clear effect on it."""
    if not attribution.difference.is_clear:
        return []
    sign = -1 if attribution.difference.mean < 0 else 1
    found: dict[str, list[str]] = {"larger": [], "smaller": []}
    for name, one in without.items():
        if mechanisms()[name]["kind"] == "amplifier" and one.change.is_clear:
            left = _amount(outcome, one.left.mean, lang)
            word = "larger" if one.change.mean * sign < 0 else "smaller"
            found[word].append(_word("without", lang, title=_title(name, lang), left=left))
    return [
        line
        for word, titles in found.items()
        if titles
        for line in textwrap.wrap(_word(word, lang, list="; ".join(titles)), _WIDTH)
    ]


def _table(outcome: str, attribution: Attribution, without: dict[str, Counterfactual], lang: Language) -> list[str]:
    """Return the parts as a table; the column of parts adds up."""
    head = [_word(f"head_{name}", lang) for name in ("cause", "part", "interval", "share", "left")]
    rows = [
        [
            _title(cause.name, lang),
            _signed(outcome, cause.contribution.mean, lang),
            _interval(outcome, cause.contribution, lang),
            _share(cause.share, lang),
            _signed(outcome, without[cause.name].left.mean, lang),
        ]
        for cause in attribution.causes
    ]
    for name, part, share in (
        ("other", attribution.other, attribution.other_share),
        ("sum", attribution.difference, 1.0 if attribution.difference.is_clear else None),
    ):
        cells = [_signed(outcome, part.mean, lang), _interval(outcome, part, lang), _share(share, lang)]
        rows.append([_word(name, lang), *cells, ""])
    return _aligned([head, *rows])


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = [
        "  "
        + "  ".join(cell.rjust(width) if k else cell.ljust(width) for k, (cell, width) in enumerate(cells)).rstrip()
        for cells in (list(zip(row, widths, strict=True)) for row in rows)
    ]
    rule = "  " + "-" * (sum(widths) + 2 * (len(widths) - 1))
    return [lines[0], rule, *lines[1:-1], rule, lines[-1]]


def _scaled(outcome: str, value: float) -> float:
    """Return a value as it is spoken of: storms in 100 runs."""
    return 100 * value if outcome == "shitstorm" else value


def _number(outcome: str, value: float, lang: Language) -> str:
    size = abs(_scaled(outcome, value))
    return number(size, lang, 1 if size < 9.95 and outcome != "shitstorm" else 0)


def _is_zero(said: str) -> bool:
    return said.strip("0.,") == ""


def _signed(outcome: str, value: float, lang: Language) -> str:
    said = _number(outcome, value, lang)
    return said if _is_zero(said) else ("-" if value < 0 else "+") + said


def _interval(outcome: str, part: Estimate, lang: Language) -> str:
    return _word("range", lang, low=_signed(outcome, part.low, lang), high=_signed(outcome, part.high, lang))


def _share(share: float | None, lang: Language) -> str:
    return percent(share, lang)


def _amount(outcome: str, value: float, lang: Language) -> str:
    """Return a difference in words: "12 fewer followers"."""
    said = _number(outcome, value, lang)
    if _is_zero(said):
        return _word("nothing", lang)
    return _word(f"{outcome}{'-' if value < 0 else '+'}", lang, n=said)


def _difference(outcome: str, whole: Estimate, lang: Language) -> str:
    ends = sorted((whole.low, whole.high), key=abs)
    limits = _word("range", lang, low=_number(outcome, ends[0], lang), high=_number(outcome, ends[1], lang))
    return f"{_amount(outcome, whole.mean, lang)} ({limits})"


def _level(outcome: str, value: float, lang: Language) -> str:
    return percent(value, lang) if outcome == "shitstorm" else number(value, lang)

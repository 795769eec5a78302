"""What `followersim why` says: a sentence per cause, to be read aloud, and a small table."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.causes import MAIN_SHARE
from followersim.cli.numbers import number, percent
from followersim.scenario.catalogue import mechanisms
from followersim.scenario.plan import plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.analysis.causes import Attribution, Cause, Counterfactual, Estimate
    from followersim.cli.language import Language
    from followersim.experiment.counterfactuals import Explanation
    from followersim.scenario import Scenario

_WIDTH: Final = 100

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "announcement": (
        "{worlds} worlds with mechanisms switched on and off: about {n} simulations, {time} on this computer ...",
        "{worlds} Welten, Mechanismen an- und abgeschaltet: etwa {n} Simulationen, {time} auf diesem Rechner ...",
    ),
    "seconds": ("about {n} s", "etwa {n} s"),
    "minutes": ("about {n} min", "etwa {n} min"),
    "title": (
        'Why "{policy}" turns out otherwise than "{baseline}"',
        "Warum „{policy}“ anders ausgeht als „{baseline}“",
    ),
    "runs": (
        "{worlds} runs of {days} days, the same worlds for both; means per run",
        "{worlds} Durchläufe über {days} Tage, dieselben Welten für beide; Mittelwerte je Durchlauf",
    ),
    "point": ("At the first point of the sweep: {point}.", "Am ersten Punkt des Rasters: {point}."),
    "followers": ("Followers", "Follower"),
    "criticism": ("Criticism", "Kritik"),
    "shitstorm": ("Shitstorms", "Shitstorms"),
    "followers+": ("{n} more followers", "{n} Follower mehr"),
    "followers-": ("{n} fewer followers", "{n} Follower weniger"),
    "criticism+": ("{n} more critical messages", "{n} kritische Nachrichten mehr"),
    "criticism-": ("{n} fewer critical messages", "{n} kritische Nachrichten weniger"),
    "shitstorm+": ("a shitstorm in {n} more of 100 runs", "in {n} von 100 Durchläufen mehr ein Shitstorm"),
    "shitstorm-": ("a shitstorm in {n} fewer of 100 runs", "in {n} von 100 Durchläufen weniger ein Shitstorm"),
    "instead": ("{policy} instead of {baseline}", "{policy} statt {baseline}"),
    "range": ("{low} to {high}", "{low} bis {high}"),
    "no_difference": (
        "No difference: both come to exactly the same in every world.",
        "Kein Unterschied: Beide kommen in jeder Welt auf genau dasselbe.",
    ),
    "no_clear_difference": (
        "No clear difference ({policy} against {baseline}), so there is nothing to explain.",
        "Kein klarer Unterschied ({policy} gegenüber {baseline}), also nichts zu erklären.",
    ),
    "cancel": (
        "No clear difference ({policy} against {baseline}), because causes offset each other:",
        "Kein klarer Unterschied ({policy} gegenüber {baseline}), weil sich Gründe gegenseitig aufheben:",
    ),
    "one": ("Main reason: {title}.", "Hauptgrund: {title}."),
    "several": ("The main reasons are {n}:", "Hauptgründe gibt es {n}:"),
    "none": (
        "There is no single reason: nothing makes up {share} of the difference.",
        "Einen einzelnen Grund gibt es nicht: Nichts macht {share} des Unterschieds aus.",
    ),
    "all_unclear": (
        "No cause can be told from chance with so few worlds; try more (--worlds).",
        "Kein Grund hebt sich bei so wenigen Welten vom Zufall ab; mehr Welten helfen (--worlds).",
    ),
    "part": ("{share} of the difference", "{share} des Unterschieds"),
    "against": ("works against the difference", "wirkt dem Unterschied entgegen"),
    "left": ("Without this: {left}.", "Ohne das: {left}."),
    "left_instead": ("Without this: {left} instead of {whole}.", "Ohne das: {left} statt {whole}."),
    "nothing": ("no difference", "kein Unterschied"),
    "head_cause": ("Cause", "Grund"),
    "head_part": ("Part", "Beitrag"),
    "head_interval": ("Interval", "Intervall"),
    "head_share": ("Share", "Anteil"),
    "head_left": ("Left without it", "Rest ohne das"),
    "other": ("everything else together", "alles Übrige zusammen"),
    "sum": ("difference", "Unterschied"),
    "amplifier": (
        "Not a cause of its own, but it makes the difference larger: {title} (without: {left}).",
        "Kein eigener Grund, macht den Unterschied aber größer: {title} (ohne: {left}).",
    ),
    "damper": (
        "Not a cause of its own, but it makes the difference smaller: {title} (without: {left}).",
        "Kein eigener Grund, macht den Unterschied aber kleiner: {title} (ohne: {left}).",
    ),
    "note": (
        "Parts add up to the difference. The intervals of the parts hold with 95 % for all of them together.",
        "Die Beiträge addieren sich zum Unterschied. Ihre Intervalle gelten mit 95 % für alle zusammen.",
    ),
}


def announcement(scenario: Scenario, simulations: int, lang: Language) -> str:
    """Return what is about to be done and how long it takes."""
    planned = plan(scenario)
    seconds = planned.seconds * simulations / max(1, planned.simulations)
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
    return _WORDS[name][lang == "de"].format(**gaps)


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
    return _word("several", lang, n=("two", "zwei")[lang == "de"])


def _title(name: str, lang: Language) -> str:
    return str(mechanisms()[name]["title"][lang])


def _sentence(outcome: str, cause: Cause, without: Counterfactual, whole: float, lang: Language) -> list[str]:
    """Return the sentence of a cause: how much, what happens, and what is left without it."""
    says = mechanisms()[cause.name]["meaning"][lang]
    weight = ""
    if cause.share is not None:
        weight = _word("part", lang, share=percent(cause.share, lang)) if cause.share > 0 else _word("against", lang)
        weight = f" ({weight})"
    left = _amount(outcome, without.left.mean, lang)
    sentence = _word("left_instead", lang, left=left, whole=_amount(outcome, whole, lang))
    return textwrap.wrap(f"- {_title(cause.name, lang)}{weight}: {says} {sentence}", _WIDTH, subsequent_indent="  ")


def _amplifiers(
    outcome: str, attribution: Attribution, without: dict[str, Counterfactual], lang: Language
) -> list[str]:
    """Return what carries the difference, if it has a clear effect on it."""
    lines = []
    sign = -1 if attribution.difference.mean < 0 else 1
    for name, one in without.items():
        if mechanisms()[name]["kind"] != "amplifier" or not (one.change.is_clear and attribution.difference.is_clear):
            continue
        word = "amplifier" if one.change.mean * sign < 0 else "damper"
        said = _word(word, lang, title=_title(name, lang), left=_amount(outcome, one.left.mean, lang))
        lines += textwrap.wrap(said, _WIDTH)
    return lines


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


def _signed(outcome: str, value: float, lang: Language) -> str:
    said = _number(outcome, value, lang)
    return said if said.strip("0.,") == "" else ("-" if value < 0 else "+") + said


def _interval(outcome: str, part: Estimate, lang: Language) -> str:
    return _word("range", lang, low=_signed(outcome, part.low, lang), high=_signed(outcome, part.high, lang))


def _share(share: float | None, lang: Language) -> str:
    return percent(share, lang)


def _amount(outcome: str, value: float, lang: Language) -> str:
    """Return a difference in words: "12 fewer followers"."""
    said = _number(outcome, value, lang)
    if said.strip("0.,") == "":
        return _word("nothing", lang)
    return _word(f"{outcome}{'-' if value < 0 else '+'}", lang, n=said)


def _difference(outcome: str, whole: Estimate, lang: Language) -> str:
    ends = sorted((whole.low, whole.high), key=abs)
    limits = _word("range", lang, low=_number(outcome, ends[0], lang), high=_number(outcome, ends[1], lang))
    return f"{_amount(outcome, whole.mean, lang)} ({limits})"


def _level(outcome: str, value: float, lang: Language) -> str:
    return percent(value, lang) if outcome == "shitstorm" else number(value, lang)

"""What `followersim sensitivity` says: what matters for each output, and what that does to the order of policies."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.sensitivity_words import output_word, robustness_sentence, unit_word
from followersim.analysis.words import value_words
from followersim.cli.numbers import number
from followersim.locale import N_, translate
from followersim.locale.numbers import MINUS, MISSING, NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from followersim.cli.language import Language
    from followersim.sensitivity.study import Size

    Entry = Mapping[str, Any]

_WIDTH: Final = 100
_MOST: Final = 8
_PLAIN: Final = str.maketrans({MINUS: "-", MISSING: "-", NO_BREAK: " "})  # not every terminal has more

_WORDS: Final[dict[str, str]] = {
    "size": N_(
        "Varying {factors} parameters: {draws} draws x {worlds} worlds x {policies} policies, about {minutes} ..."
    ),
    "kept": N_("{n} finished draws are kept in the folder; those that fit are used."),
    "minutes": N_("{n} min"),
    "seconds": N_("a minute"),
    "varied": N_("{factors} parameters, each between its value divided by {within} and its value times {within}"),
    "same": N_("{worlds} worlds, the same in every draw; seed {seed}"),
    "screening": N_("Screening (Morris)"),
    "indices": N_("Shares of the variance (Sobol)"),
    "usual": N_("usually {value}%"),
    "effect_head": N_("Parameter|Effect|95% interval|Size|Spread|"),
    "index_head": N_("Parameter|Alone|95% interval|In all|95% interval|"),
    "pair_head": N_("Parameters|Together|95% interval|"),
    "to": N_("{low} to {high}"),
    "unclear": N_("no clear effect"),
    "rest": N_("Clear: {clear} of {all} (about {luck} would be by luck alone). No effect whatever here: {none}."),
    "no_variance": N_("Nothing moves this: it is the same in every draw."),
    "ranking": N_("Does the order of policies hinge on it?"),
    "turns": N_("The lead is larger (+) or smaller (-) the larger: {names}."),
    "note": N_(
        "Effect: change from one end of a parameter's range to the other, mean over trajectories. Size: the same "
        "regardless of direction (mu*). Spread (sigma): how much the effect depends on the other parameters and on "
        "luck. An effect whose interval includes 0 is no clear effect."
    ),
    "index_note": N_(
        "Alone: share of the variance that a parameter explains by itself. In all: with everything that it does "
        "together with others. An index whose interval includes 0 is no clear effect."
    ),
    "written": N_("Written to {folder}"),
}


def _word(name: str, lang: Language, /, **gaps: Any) -> str:
    return translate(lang, _WORDS[name], **gaps)


def announcement(size: Size, lang: Language) -> str:
    """Return what is about to be done, and about how long it takes."""
    minutes = round(size.seconds / 60)
    time = _word("minutes", lang, n=number(minutes, lang)) if minutes > 1 else _word("seconds", lang)
    sizes = {name: number(getattr(size, name), lang) for name in ("factors", "worlds", "policies")}
    said = _word("size", lang, draws=number(size.total, lang), minutes=time, **sizes)
    return f"{said}\n{_word('kept', lang, n=number(size.kept, lang))}" if size.kept else said


def written(folder: Path, lang: Language) -> str:
    """Return where the files are."""
    return _word("written", lang, folder=folder)


def text(report: Mapping[str, Any], lang: Language) -> str:
    """Return everything that was found, the most important parameters first."""
    factors = number(len(report["factors"]), lang)
    within = value_words(report["within"], lang)
    worlds = number(report["worlds"], lang)
    lines = [
        "",
        report["scenario"]["question"][lang],
        f"{_word('varied', lang, factors=factors, within=within)}",
        _word("same", lang, worlds=worlds, seed=report["seed"]),
    ]
    titles = {policy["name"]: policy["title"][lang] for policy in report["policies"]}
    lines += ["", _word("screening", lang)]
    for result in report["screening"]["results"]:
        lines += ["", _heading(result, report, titles, lang), *_effects(result, lang)]
    lines += ["", *textwrap.wrap(_word("note", lang), _WIDTH)]
    if report["indices"]:
        lines += ["", _word("indices", lang)]
        for result in report["indices"]["results"]:
            lines += ["", _heading(result, report, titles, lang), *_indices(result, lang)]
        lines += ["", *textwrap.wrap(_word("index_note", lang), _WIDTH)]
    if report["ranking"]:
        lines += ["", _word("ranking", lang), *_ranking(report["ranking"], titles, lang)]
    return "\n".join(lines).translate(_PLAIN)


def _heading(result: Entry, report: Entry, titles: Mapping[str, str], lang: Language) -> str:
    output, policy = result["output"], result["policy"]
    usual = _word("usual", lang, value=number(report["usual"][policy][output], lang, 1))
    name = output_word(output, lang)
    return f"{name[0].upper()}{name[1:]}, {unit_word(output, lang)} ({usual}): {titles[policy]}"


def _effects(result: Entry, lang: Language) -> list[str]:
    rows = result["factors"]
    shown = sorted((row for row in rows if not row["none"]), key=lambda row: -float(row["mu_star"]))[:_MOST]
    table = [
        [
            row["name"],
            number(row["mu"], lang, 1),
            _interval(row["low"], row["high"], lang, 1),
            number(row["mu_star"], lang, 1),
            number(row["sigma"], lang, 1),
            "" if row["clear"] else _word("unclear", lang),
        ]
        for row in shown
    ]
    if not table:
        return [f"  {_word('no_variance', lang)}"]
    counts = {
        "clear": number(sum(row["clear"] for row in rows), lang),
        "all": number(len(rows), lang),
        "luck": number(result["by_luck"], lang),
        "none": number(sum(row["none"] for row in rows), lang),
    }
    return [*_aligned([_word("effect_head", lang).split("|"), *table]), f"  {_word('rest', lang, **counts)}"]


def _indices(result: Entry, lang: Language) -> list[str]:
    if result["total"][0]["value"] is None:
        return [f"  {_word('no_variance', lang)}"]
    rows = []
    for first, total in zip(result["first"], result["total"], strict=True):
        cells = [first["name"]]
        for one in (first, total):
            cells += [number(one["value"], lang, 2), _interval(one["low"], one["high"], lang, 2)]
        rows.append([*cells, "" if total["clear"] else _word("unclear", lang)])
    lines = _aligned([_word("index_head", lang).split("|"), *rows])
    if result.get("second"):
        pairs = sorted(result["second"], key=lambda pair: -float(pair["value"]))[:_MOST]
        table = [
            [
                f"{pair['name']} + {pair['other']}",
                number(pair["value"], lang, 2),
                _interval(pair["low"], pair["high"], lang, 2),
                "" if pair["clear"] else _word("unclear", lang),
            ]
            for pair in pairs
        ]
        lines += [*_aligned([_word("pair_head", lang).split("|"), *table])]
    return lines


def _ranking(ranking: Entry, titles: Mapping[str, str], lang: Language) -> list[str]:
    lines = []
    for entry in ranking["results"]:
        sentence = robustness_sentence(entry, ranking["draws"], ranking["numbers"], titles, lang)
        lines += textwrap.wrap(sentence, _WIDTH, initial_indent="  - ", subsequent_indent="    ")
        names = ", ".join(f"{one['name']} ({'+' if one['rho'] > 0 else '-'})" for one in entry["goes_with"][:4])
        if names:
            said = _word("turns", lang, names=names)
            lines += textwrap.wrap(said, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    return lines


def _interval(low: float, high: float, lang: Language, digits: int) -> str:
    return _word("to", lang, low=number(low, lang, digits), high=number(high, lang, digits))


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows with the numbers to the right and the words to the left, and a line under the first."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    last = len(widths) - 1
    lines = []
    for row in rows:
        cells = [row[k].ljust(width) if k in {0, last} else row[k].rjust(width) for k, width in enumerate(widths)]
        lines.append(("  " + "  ".join(cells)).rstrip())
    return [lines[0], "  " + "-" * (sum(widths) + 2 * last), *lines[1:]]

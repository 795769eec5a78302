"""What `followersim sensitivity` says: what matters for each output, and what that does to the order of policies."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.numbers import MINUS, MISSING, NO_BREAK
from followersim.analysis.sensitivity_words import output_word, robustness_sentence, unit_word
from followersim.cli.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from followersim.cli.language import Language
    from followersim.sensitivity.study import Size

    Entry = Mapping[str, Any]

_WIDTH: Final = 100
_MOST: Final = 8
_PLAIN: Final = str.maketrans({MINUS: "-", MISSING: "-", NO_BREAK: " "})  # not every terminal has more

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "size": (
        "Varying {factors} parameters: {draws} draws x {worlds} worlds x {policies} policies, about {minutes} ...",
        (
            "{factors} Parameter werden verändert: {draws} Einstellungen x {worlds} Welten x {policies} Strategien, "
            "etwa {minutes} ..."
        ),
    ),
    "kept": (
        "{n} finished draws are kept in the folder; those that fit are used.",
        "{n} fertige Einstellungen liegen im Ordner; was passt, wird genutzt.",
    ),
    "minutes": ("{n} min", "{n} min"),
    "seconds": ("a minute", "eine Minute"),
    "varied": (
        "{factors} parameters, each between its value divided by {within} and its value times {within}",
        "{factors} Parameter, jeweils zwischen dem Wert geteilt durch {within} und dem Wert mal {within}",
    ),
    "same": (
        "{worlds} worlds, the same in every draw; seed {seed}",
        "{worlds} Welten, bei jeder Einstellung dieselben; Seed {seed}",
    ),
    "screening": ("Screening (Morris)", "Siebung (Morris)"),
    "indices": ("Shares of the variance (Sobol)", "Anteile an der Varianz (Sobol)"),
    "usual": ("usually {value} %", "sonst {value} %"),
    "effect_head": ("Parameter|Effect|95 % interval|Size|Spread|", "Parameter|Wirkung|95-%-Intervall|Größe|Streuung|"),
    "index_head": (
        "Parameter|Alone|95 % interval|In all|95 % interval|",
        "Parameter|Allein|95-%-Intervall|Gesamt|95-%-Intervall|",
    ),
    "pair_head": ("Parameters|Together|95 % interval|", "Parameter|Zusammen|95-%-Intervall|"),
    "to": ("{low} to {high}", "{low} bis {high}"),
    "unclear": ("no clear effect", "keine klare Wirkung"),
    "rest": (
        "Clear: {clear} of {all} (about {luck} would be by luck alone). No effect whatever here: {none}.",
        "Klar: {clear} von {all} (etwa {luck} wären es allein durch Zufall). Hier ganz ohne Wirkung: {none}.",
    ),
    "no_variance": (
        "Nothing moves this: it is the same in every draw.",
        "Nichts bewegt diese Größe: Sie ist bei jeder Einstellung gleich.",
    ),
    "ranking": ("Does the order of policies hinge on it?", "Hängt die Reihenfolge der Strategien daran?"),
    "turns": (
        "The lead is larger (+) or smaller (-) the larger: {names}.",
        "Der Vorsprung ist größer (+) oder kleiner (-), je größer: {names}.",
    ),
    "note": (
        (
            "Effect: change from one end of a parameter's range to the other, mean over trajectories. Size: the same "
            "regardless of direction (mu*). Spread (sigma): how much the effect depends on the other parameters and on "
            "luck. An effect whose interval includes 0 is no clear effect."
        ),
        (
            "Wirkung: Änderung von einem Ende des Bereichs eines Parameters zum anderen, im Mittel über Trajektorien. "
            "Größe: dasselbe ohne Richtung (mu*). Streuung (sigma): wie sehr die Wirkung von den anderen Parametern "
            "und vom Zufall abhängt. Eine Wirkung, deren Intervall die 0 enthält, ist nicht klar."
        ),
    ),
    "index_note": (
        (
            "Alone: share of the variance that a parameter explains by itself. In all: with everything that it does "
            "together with others. An index whose interval includes 0 is no clear effect."
        ),
        (
            "Allein: Anteil der Varianz, den ein Parameter für sich erklärt. Gesamt: mit allem, was er gemeinsam mit "
            "anderen bewirkt. Ein Index, dessen Intervall die 0 enthält, ist keine klare Wirkung."
        ),
    ),
    "written": ("Written to {folder}", "Geschrieben nach {folder}"),
}


def _word(name: str, lang: Language, /, **gaps: Any) -> str:
    return _WORDS[name][lang == "de"].format(**gaps)


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
    within = f"{report['within']:g}".replace(".", "," if lang == "de" else ".")
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

"""The table at the end of a run, made to be read aloud: one column per policy, words instead of abbreviations."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from followersim.cli.numbers import counted, number, percent
from followersim.cli.words import word
from followersim.scenario.errors import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.cli.language import Language
    from followersim.scenario import Scenario

_MOST_POINTS: Final = 12
_NARROWEST: Final = 22
_WIDEST: Final = 44
_GAP: Final = "  "
_SIZES: Final = {"worlds": "runs", "days": "days"}
_NO_BREAK: Final = "\u00a0"


def table(summary: Mapping[str, Any], scenario: Scenario, lang: Language) -> str:
    """Return the results as text: a block per point of the sweep, a column per policy."""
    titles = {policy.name: policy.title.in_language(lang) for policy in scenario.policies}
    blocks = _blocks(summary.get("results", []))
    sizes = {what: counted(summary.get(what, 0), things, lang) for what, things in _SIZES.items()}
    parts = [f"\n{scenario.question.in_language(lang)}\n{word('runs_of', lang, **sizes)}"]
    for point, results in blocks[:_MOST_POINTS]:
        heading = _in_words(point, lang)
        parts += [f"\n{heading}"] if heading else []
        parts += [f"\n{text}" for text in _chunks(results, titles, lang)]
    if len(blocks) > _MOST_POINTS:
        parts.append(word("more_points", lang, more=len(blocks) - _MOST_POINTS))
    parts.append(f"\n{word('interval_note', lang)}")
    return "\n".join(parts)


def _blocks(results: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    blocks: dict[str, tuple[Mapping[str, Any], list[Mapping[str, Any]]]] = {}
    for result in results:
        point = result.get("point") or {}
        blocks.setdefault(repr(sorted(point.items())), (point, []))[1].append(result)
    return list(blocks.values())


def _chunks(results: list[Mapping[str, Any]], titles: Mapping[str, str], lang: Language) -> list[str]:
    """Return as many tables as are needed for all policies to fit beside each other."""
    rows = _labels(lang)
    first = max(_width(label) for label in rows.values())
    room = shutil.get_terminal_size((100, 24)).columns - first
    side_by_side = max(1, min(len(results), room // (_NARROWEST + len(_GAP))))
    column = max(_NARROWEST, min(_WIDEST, room // side_by_side - len(_GAP)))
    texts = []
    for start in range(0, len(results), side_by_side):
        part = results[start : start + side_by_side]
        lines = _row("", [titles.get(str(r["policy"]), str(r["policy"])) for r in part], first, column)
        lines.append("-" * (first + len(part) * (column + len(_GAP))))
        for name, label in rows.items():
            lines += _row(label, [_cell(name, result, lang) for result in part], first, column)
        texts.append("\n".join(lines))
    return texts


def _labels(lang: Language) -> dict[str, str]:
    names = ("followers", "praise", "criticism", "answered", "staff_hours", "shitstorm", "compared")
    return {name: word(name, lang) for name in names}


def _row(label: str, cells: list[str], first: int, column: int) -> list[str]:
    """Return the lines of a row whose cells are wrapped in their columns."""
    wrapped = [_wrapped(cell, column) for cell in cells]
    lines = []
    for number_ in range(max(len(cell) for cell in wrapped)):
        start = label if number_ == 0 else ""
        pieces = [cell[number_] if number_ < len(cell) else "" for cell in wrapped]
        line = _padded(start, first) + "".join(_GAP + _padded(piece, column) for piece in pieces)
        lines.append(line.rstrip())
    return lines


def _wrapped(text: str, column: int) -> list[str]:
    """Return the lines of a cell; a number and its per cent sign stay together."""
    lines = textwrap.wrap(_one_line(text).replace(" %", f"{_NO_BREAK}%"), column)
    return [line.replace(_NO_BREAK, " ") for line in lines] or [""]


def _one_line(text: str) -> str:
    return visible(text.replace("\n", " "))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - _width(text))


def _median(result: Mapping[str, Any], measure: str) -> float | None:
    value = (result.get(measure) or {}).get("median")
    return None if value is None else float(value)


def _cell(name: str, result: Mapping[str, Any], lang: Language) -> str:
    match name:
        case "followers":
            start, end = _median(result, "n_followers_start"), _median(result, "n_followers_end")
            return word("from_to", lang, start=number(start, lang), end=number(end, lang))
        case "answered":
            return percent(_median(result, "share_answered"), lang)
        case "shitstorm":
            return _storms(result.get("shitstorm") or {}, lang)
        case "compared":
            return _verdict(result, lang)
        case _:
            measure = {"praise": "n_praise", "criticism": "n_criticism"}.get(name, name)
            return number(_median(result, measure), lang)


def _storms(storms: Mapping[str, Any], lang: Language) -> str:
    from followersim.analysis.words import runs  # noqa: PLC0415 - it loads NumPy

    k, n = storms.get("k"), storms.get("n")
    if k is None or not n:
        return "-"
    low, high = (percent(storms.get(end), lang) for end in ("low", "high"))
    return word("storm_runs", lang, runs=runs(k, n, lang), low=low if k else "0", high=high)


def _verdict(result: Mapping[str, Any], lang: Language) -> str:
    """Say how a policy differs from the baseline in followers and in shitstorms, and only what is clear."""
    if result.get("baseline"):
        return word("baseline", lang)
    difference = result.get("difference") or {}
    parts = [
        _followers(difference.get("n_followers_end") or {}, lang),
        _prevented(difference.get("shitstorm") or {}, lang),
    ]
    return "; ".join(parts)


def _in_words(point: Mapping[str, Any], lang: Language) -> str:
    from followersim.analysis.words import point_words  # noqa: PLC0415 - it loads NumPy

    return point_words(point, lang) if point else ""


def _followers(difference: Mapping[str, Any], lang: Language) -> str:
    from followersim.analysis.findings import every_fourth  # noqa: PLC0415 - it loads NumPy
    from followersim.analysis.numbers import short  # noqa: PLC0415

    if difference.get("verdict") not in {"better", "worse"}:
        return word("same_followers", lang)
    name = "more_followers" if difference["verdict"] == "better" else "fewer_followers"
    ends = sorted(abs(difference[end]) for end in ("low", "high"))
    gaps = {"n": abs(difference["median"]), "low": ends[0], "high": ends[1]}
    tail = every_fourth(difference, lang) if "q25" in difference else ""
    return word(name, lang, **{key: short(value, lang) for key, value in gaps.items()}) + tail


def _prevented(difference: Mapping[str, Any], lang: Language) -> str:
    if difference.get("verdict") not in {"better", "worse"}:
        return word("same_storms", lang)
    gaps = {key: number(difference.get(key), lang) for key in ("prevented", "caused")}
    name = "storms_changed"
    if not difference.get("prevented"):
        name = "storms_caused"
    elif not difference.get("caused"):
        name = "storms_prevented"
    return word(name, lang, **gaps)

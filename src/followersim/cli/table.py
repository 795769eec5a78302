"""The table at the end of a run, made to be read aloud: one column per policy, words instead of abbreviations."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from followersim.cli.numbers import number, percent
from followersim.cli.words import counted, word
from followersim.locale import translate
from followersim.scenario.errors import visible
from followersim.scenario.vocabulary import MAIN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followersim.analysis.best import Best, Verdict
    from followersim.cli.language import Language
    from followersim.scenario import Scenario

MOST_POINTS: Final = 12
FIRST_POINTS: Final = 6
_NARROWEST: Final = 22
_WIDEST: Final = 44
_WIDEST_LABEL: Final = 26
_GAP: Final = "  "
_SIZES: Final = {"worlds": "runs", "days": "days"}
_NO_BREAK: Final = "\u00a0"


def table(summary: Mapping[str, Any], scenario: Scenario, lang: Language, best: Best | None = None) -> str:
    """Return the results as text: a block per point of the sweep, a column per policy; other companies beneath.

    Of many points only the first ones are shown, fewer if they lie anywhere. ``best`` adds which policy is best where.
    """
    titles = {policy.name: policy.title.in_language(lang) for policy in scenario.policies}
    blocks = _blocks(summary.get("results", []))
    sizes = {what: counted(summary.get(what, 0), things, lang) for what, things in _SIZES.items()}
    parts = [f"\n{scenario.question.in_language(lang)}\n{word('runs_of', lang, **sizes)}"]
    shown = MOST_POINTS if scenario.is_grid or len(blocks) <= MOST_POINTS else FIRST_POINTS
    for point, results in blocks[:shown]:
        heading = in_words(point, lang)
        parts += [f"\n{heading}"] if heading else []
        own = [result for result in results if _company(result) == MAIN]
        others = [result for result in results if _company(result) != MAIN]
        parts += [f"\n{text}" for text in _own(own, titles, lang)]
        if others:
            parts += [f"\n{text}" for text in _others(others, titles, scenario, lang)]
            parts += _gestures(own, scenario, lang)
    if len(blocks) > shown:
        parts.append(word("more_points", lang, more=number(len(blocks) - shown, lang)))
    parts.append(f"\n{word('interval_note', lang)}")
    if best is not None:
        parts += _best(best, titles, shown, lang)
    return "\n".join(parts)


def _blocks(results: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    blocks: dict[str, tuple[Mapping[str, Any], list[Mapping[str, Any]]]] = {}
    for result in results:
        point = result.get("point") or {}
        blocks.setdefault(repr(sorted(point.items())), (point, []))[1].append(result)
    return list(blocks.values())


def _company(result: Mapping[str, Any]) -> str:
    return str(result.get("company", MAIN))


def _own(results: list[Mapping[str, Any]], titles: Mapping[str, str], lang: Language) -> list[str]:
    heads = [titles.get(str(r["policy"]), str(r["policy"])) for r in results]
    rows = [(label, [_cell(name, result, lang) for result in results]) for name, label in _labels(lang).items()]
    if len(titles) == 1:
        rows.pop()  # nothing to compare with
    return side_by_side("", heads, rows)


def _others(
    results: list[Mapping[str, Any]], titles: Mapping[str, str], scenario: Scenario, lang: Language
) -> list[str]:
    """Return what became of the other companies under each policy of one's own: followers and storms."""
    from followersim.analysis.inputs import rival_titles  # noqa: PLC0415 - the room loads NumPy

    policies = list(dict.fromkeys(str(result["policy"]) for result in results))
    names = rival_titles(scenario, lang)
    rows: list[tuple[str, list[str]]] = []
    for company in dict.fromkeys(map(_company, results)):
        found = {str(result["policy"]): result for result in results if _company(result) == company}
        of_company = [found.get(policy, {}) for policy in policies]
        rows.append((names.get(company, company), [""] * len(policies)))
        rows.append((f"  {word('gained', lang)}", [_gained(result, lang) for result in of_company]))
        rows.append((f"  {word('shitstorm', lang)}", [_storms(r.get("shitstorm") or {}, lang) for r in of_company]))
    return side_by_side(word("others", lang), [titles.get(name, name) for name in policies], rows)


def _best(best: Best, titles: Mapping[str, str], most: int, lang: Language) -> list[str]:
    """Return which policy is best at each of the first points, at how many of all, and how sure that is."""
    from followersim.analysis import best_words as words  # noqa: PLC0415 - it loads NumPy
    from followersim.analysis.best import CRITERIA, SHITSTORM  # noqa: PLC0415

    rows = [
        (
            in_words(found.point, lang),
            [
                _best_one(found.verdicts[criterion], titles, lang, is_share=criterion == SHITSTORM)
                for criterion in CRITERIA
            ],
        )
        for found in best.points[:most]
    ]
    left_out = len(best.points) - len(rows)
    if left_out:
        counts = [words.counts_words(best, criterion, titles, lang) for criterion in CRITERIA]
        rows.append((words.all_points(len(best.points), lang), counts))
    parts = [
        f"\n{text}"
        for text in side_by_side(
            translate(lang, words.CORNER), [translate(lang, words.HEADS[name]) for name in CRITERIA], rows
        )
    ]
    if left_out:
        parts.append(words.more_in_file(left_out, lang))
    parts.append("")
    for text in filter(None, (words.how_sure(best, lang), words.too_few(best, lang))):
        parts += _wrapped(text, width_of_terminal())
    return parts


def _best_one(verdict: Verdict, titles: Mapping[str, str], lang: Language, *, is_share: bool) -> str:
    """Return "Harsh replies (5,120)", the clearly best policy and its number, or that there is none."""
    from followersim.analysis.best_words import UNCLEAR_WORDS  # noqa: PLC0415 - it loads NumPy

    if verdict.best is None:
        return translate(lang, UNCLEAR_WORDS)
    return f"{titles[verdict.best]} ({(percent if is_share else number)(verdict.value, lang)})"


def _gained(result: Mapping[str, Any], lang: Language) -> str:
    start, end = _median(result, "n_followers_start"), _median(result, "n_followers_end")
    if start is None or end is None:
        return "-"
    return ("+" if round(end - start) > 0 else "") + number(end - start, lang)


def _gestures(results: list[Mapping[str, Any]], scenario: Scenario, lang: Language) -> list[str]:
    """Return a sentence on what gestures towards other companies did, for each policy that made any."""
    from followersim.analysis.gestures import gesture_sentence  # noqa: PLC0415 - it loads NumPy

    sentences = [text for result in results if (text := gesture_sentence(result, scenario, lang))]
    if not sentences:
        return []
    lines = ["", *textwrap.wrap(word("gestures", lang), width_of_terminal())]
    for text in sentences:
        lines += textwrap.wrap(_one_line(text), width_of_terminal(), initial_indent="- ", subsequent_indent="  ")
    return lines


def width_of_terminal() -> int:
    """Return how many columns there are for text: at least 40, or 100 if there is no terminal."""
    return max(40, shutil.get_terminal_size((100, 24)).columns)


def side_by_side(corner: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Return as many tables as are needed for all columns to fit beside each other; each row is a label and cells."""
    first = min(_WIDEST_LABEL, max(_width(label) for label in (corner, *(label for label, _ in rows))))
    room = shutil.get_terminal_size((100, 24)).columns - first
    beside = max(1, min(len(heads), room // (_NARROWEST + len(_GAP))))
    column = max(_NARROWEST, min(_WIDEST, room // beside - len(_GAP)))
    texts = []
    for start in range(0, len(heads), beside):
        part = slice(start, start + beside)
        lines = _row(corner, heads[part], first, column)
        lines.append("-" * (first + len(heads[part]) * (column + len(_GAP))))
        for label, cells in rows:
            lines += _row(label, cells[part], first, column)
        texts.append("\n".join(lines))
    return texts


def _labels(lang: Language) -> dict[str, str]:
    names = ("followers", "praise", "criticism", "answered", "staff_hours", "shitstorm", "compared")
    return {name: word(name, lang) for name in names}


def _row(label: str, cells: Sequence[str], first: int, column: int) -> list[str]:
    """Return the lines of a row whose label and cells are wrapped in their columns."""
    wrapped = [_wrapped(label, first), *(_wrapped(cell, column) for cell in cells)]
    lines = []
    for number_ in range(max(len(cell) for cell in wrapped)):
        start, *pieces = (cell[number_] if number_ < len(cell) else "" for cell in wrapped)
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
            return f"{number(start, lang)} -> {number(end, lang)}"
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


def in_words(point: Mapping[str, Any], lang: Language) -> str:
    """Return a point of the sweep in words, nothing for the only one."""
    from followersim.analysis.words import point_words  # noqa: PLC0415 - it loads NumPy

    return point_words(point, lang) if point else ""


def _followers(difference: Mapping[str, Any], lang: Language) -> str:
    from followersim.analysis.findings import every_fourth  # noqa: PLC0415 - it loads NumPy
    from followersim.locale.numbers import short  # noqa: PLC0415

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

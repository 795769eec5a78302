"""What `followersim calibrate` says: how each target is met, the proposal, and what the targets leave open."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any, Final

from followersim.cli.numbers import number, percent
from followersim.locale import N_, translate
from followersim.locale.numbers import MINUS, MISSING
from followersim.validation import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from followersim.cli.language import Language

    Entry = Mapping[str, Any]

_WIDTH: Final = 100
_NO_BREAK: Final = "\u00a0%"
_PLAIN: Final = str.maketrans({MINUS: "-", MISSING: "-"})  # not every terminal has more

_WORDS: Final[dict[str, str]] = {
    "goals": N_("Target|Before|After|Published|Unit|Before|After"),
    "figures": N_("Your account|Before|After|Yours|Unit|Before|After"),
    "parameters": N_("Parameter|Before|Proposed|Could be|Leeway|"),
    "not_determined": N_("not determined"),
    "loosely_determined": N_("loosely"),
    "determined": N_("determined"),
    "trials": N_(
        "{trials} candidates tried, all in the same worlds (seed {seed}). Loss: {before} before, {after} after."
    ),
    "check": N_("In worlds that the search has not seen, as in the table above: {before} before, {after} after."),
    "no_better": N_(
        "There the proposal is no better than what you have: keep that, or search with more trials or a larger --scale."
    ),
    "note_targets": N_(
        "Met: the whole 95% interval over worlds lies in the published band. Missed: none of it does. Undecided: "
        "a limit of the band lies within the interval."
    ),
    "note_figures": N_(
        "Met: the model's figure lies within what chance alone makes of yours (95%, from week to week)."
    ),
    "note_leeway": N_(
        "Could be: how far a parameter can go, while the others make up for it, until a target that is met leaves "
        "its band or one that is missed gets worse; judged by the slopes at the proposal. Leeway: the same as a "
        "share of the scale on which it was searched. More than half of it: the targets do not determine this "
        "parameter."
    ),
    "course": N_("Followers from day to day: on average {before} away from yours before, {after} after."),
    "did": N_(
        "The model posted {posts} times a day (you: {own_posts}) and answered {answered} of the messages (you: "
        "{own_answered})."
    ),
    "part": N_("Simulated was a part of {share} of the account."),
    "written": N_(
        "Written to {folder}: parameters.yaml (a scenario to run, or to copy from), calibration.json, trials.jsonl"
    ),
    "about": N_("Proposed by followersim calibrate {version} (seed {seed}, {trials} trials)."),
    "how": N_(
        'This file is a scenario: followersim run parameters.yaml. Or copy the block "parameters" into one of yours.'
    ),
    "rates": N_("Rates found: {rates}. They are multiplied out below."),
    "name": N_("calibrated"),
    "was": N_("was {value}"),
}


def _word(name: str, lang: Language, /, **gaps: Any) -> str:
    return translate(lang, _WORDS[name], **gaps)


def written(folder: Path, lang: Language) -> str:
    """Return where the files are."""
    return _word("written", lang, folder=folder)


def text(report: Mapping[str, Any], lang: Language) -> str:
    """Return the tables and what they come to."""
    is_account = report["goals_from"] == "account"
    lines: list[str] = []
    for profile in dict.fromkeys(goal["profile"] for goal in report["goals"]):
        rows = [_goal(goal, lang) for goal in report["goals"] if goal["profile"] == profile]
        name = words.word(profile, lang) if profile else ""
        lines += ["", *([name[0].upper() + name[1:]] if name else [])]
        lines += _aligned([_word("figures" if is_account else "goals", lang).split("|"), *rows], (1, 2, 3))
    lines += ["", *_aligned([_word("parameters", lang).split("|"), *_parameters(report, lang)], (1, 2, 3, 4)), ""]
    said = [_sentences(report, lang), _word("note_figures" if is_account else "note_targets", lang)]
    for paragraph in (*said, _word("note_leeway", lang)):
        lines += textwrap.wrap(paragraph.replace(" %", _NO_BREAK), _WIDTH)
    return "\n".join(lines).replace(_NO_BREAK, " %")


def _sentences(report: Mapping[str, Any], lang: Language) -> str:
    """Return what the search did and whether it holds in other worlds."""
    inside, outside = report["loss"], report["loss_in_other_worlds"]
    found = [
        _word("trials", lang, trials=number(report["trials"], lang), seed=report["seed"], **_losses(inside, lang)),
        _word("check", lang, **_losses(outside, lang)),
    ]
    if outside["after"] >= outside["before"]:
        found.append(_word("no_better", lang))
    if "course" in report:
        found += _course(report, lang)
    return " ".join(found)


def _losses(losses: Mapping[str, float], lang: Language) -> dict[str, str]:
    return {name: number(loss, lang, 2) for name, loss in losses.items()}


def _course(report: Mapping[str, Any], lang: Language) -> list[str]:
    own, before, after = (report["course"][name] for name in ("account", "before", "after"))
    gaps = {
        "posts": number(after["posts"], lang, 1),
        "own_posts": number(own["posts"], lang, 1),
        "answered": percent(after["answered"], lang),
        "own_answered": percent(own["answered"], lang),
    }
    errors = {name: percent(each["follower_error"], lang) for name, each in (("before", before), ("after", after))}
    found = [_word("course", lang, **errors), _word("did", lang, **gaps)]
    if report["share_simulated"] < 1:
        found.append(_word("part", lang, share=percent(report["share_simulated"], lang)))
    return found


def _goal(goal: Entry, lang: Language) -> list[str]:
    values = [words.value({**goal, **goal[when]}, lang) for when in ("before", "after")]
    cells = [cell.translate(_PLAIN) for cell in (*values, words.band(goal, lang))]
    verdicts = [words.word(goal[when]["verdict"], lang) for when in ("before", "after")]
    return [goal["title"][lang], *cells, words.word(goal["unit"], lang), *verdicts]


def _parameters(report: Mapping[str, Any], lang: Language) -> list[list[str]]:
    rows = []
    for one in report["parameters"]:
        digits = _digits(one["before"], one["after"])
        before, after, low, high = (
            number(value, lang, digits) for value in (one["before"], one["after"], *one["leeway"])
        )
        reach = words.word("range", lang, low=low, high=high)
        rows.append(
            [one["name"], before, after, reach, percent(one["leeway_share"], lang), _word(one["verdict"], lang)]
        )
    return rows


def _digits(*values: float) -> int:
    """Return decimals that show three digits of the smallest value that is not 0."""
    smallest = min((abs(value) for value in values if value), default=1.0)
    return max(0, 2 - math.floor(math.log10(smallest)))


def _aligned(rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> list[str]:
    """Return rows with the numbers to the right and the words to the left, and a line under the first."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[k].rjust(width) if k in numbers else row[k].ljust(width) for k, width in enumerate(widths)]
        lines.append(("  " + "  ".join(cells)).rstrip())
    return [lines[0], "  " + "-" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]]


def proposal(report: Mapping[str, Any], lang: Language) -> str:
    """Return the proposed parameters as a scenario file that `run` takes as it is."""
    facts = {"version": report["followersim"], "seed": report["seed"], "trials": report["trials"]}
    lines = [f"# {_word('about', lang, **facts)}", f"# {_word('how', lang)}"]
    changes = report["changes"]
    rates = {one["name"]: one["after"] for one in report["parameters"] if one["name"] not in changes}
    if rates:
        told = ", ".join(f"{name} {value:g}" for name, value in rates.items())
        lines.append(f"# {_word('rates', lang, rates=told)}")
    lines.append(f"name: {_word('name', lang)}")
    if report.get("company"):
        lines += [f"profile: {report['company']}", f"audience: {{followers: {report['followers']}}}"]
    lines.append("parameters:")
    usual = {one["name"]: one["before"] for one in report["parameters"]}
    for name, value in changes.items():
        was = f"    # {_word('was', lang, value=repr(usual[name]))}" if name in usual else ""
        lines.append(f"  {name}: {value!r}{was}")
    return "\n".join(lines) + "\n"

"""How a result shows itself in a notebook: a small table in words, nothing else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis import words
from followersim.analysis.inputs import MAIN_COMPANY, text_in
from followersim.locale import N_, NP_, plural, translate
from followersim.locale.numbers import number, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.scenario.scenario import Scenario

_HEADS: Final = {
    "policy": N_("Policy"),
    "followers": N_("Followers at the end"),
    "difference": N_("Against the baseline"),
    "praise": N_("Praise"),
    "criticism": N_("Criticism"),
    "answered": N_("Answered"),
    "staff_hours": N_("Staff hours"),
    "shitstorm": N_("Shitstorm"),
}
_CAPTION: Final = N_("{worlds} of {days}; medians. In brackets: what the true value may be (95% intervals).")
_SIZES: Final = {
    "worlds": NP_("{n} run", "{n} runs"),
    "days": NP_("{n} day", "{n} days"),
}
_NOTHING: Final = "\u2013"
MOST_ROWS: Final = 60


def table(summary: Mapping[str, Any], scenario: Scenario, lang: str) -> str:
    """Return the summary as an HTML table in English ("en") or German ("de"); all text is escaped."""
    titles = words.titles(scenario, lang)
    results = [result for result in summary["results"] if result["company"] == MAIN_COMPANY]
    rows = [_cells(result, titles, lang) for result in results[:MOST_ROWS]]
    left_out = len(results) - len(rows)
    heads = "".join(f'<th scope="col">{escape(translate(lang, head))}</th>' for head in _HEADS.values())
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    sizes = {what: plural(lang, *names, summary[what]) for what, names in _SIZES.items()}
    notes = [translate(lang, _CAPTION, **sizes)]
    if left_out:
        notes.append(plural(lang, "{n} more row in summary().", "{n} more rows in summary().", left_out))
    return (
        f"<p><strong>{escape(text_in(scenario.question, lang))}</strong></p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table><p>{escape(' '.join(notes))}</p>"
    )


def _cells(result: Mapping[str, Any], titles: Mapping[str, str], lang: str) -> list[str]:
    point = words.point_words(result["point"], lang)
    title = titles[result["policy"]]
    difference = result["difference"].get("n_followers_end")
    storm = result["shitstorm"]
    return [
        f"{title} ({point})" if point else title,
        number(result["n_followers_end"]["median"], lang),
        words.difference_words(difference, lang) if difference and difference["median"] is not None else _NOTHING,
        number(result["n_praise"]["median"], lang),
        number(result["n_criticism"]["median"], lang),
        percent(result["share_answered"]["median"], lang),
        number(result["staff_hours"]["median"], lang),
        f"{words.runs(storm['k'], storm['n'], lang)} ({words.storm_interval(storm, lang)})",
    ]

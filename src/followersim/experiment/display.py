"""How a result shows itself in a notebook: a small table in words, nothing else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis import words
from followersim.analysis.inputs import MAIN_COMPANY, text_in
from followersim.analysis.numbers import number, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.scenario.scenario import Scenario

_HEADS: Final = {
    "policy": ("Policy", "Strategie"),
    "followers": ("Followers at the end", "Follower am Ende"),
    "difference": ("Against the baseline", "Im Vergleich zur ersten"),
    "praise": ("Praise", "Lob"),
    "criticism": ("Criticism", "Kritik"),
    "answered": ("Answered", "Beantwortet"),
    "staff_hours": ("Staff hours", "Arbeitsstunden"),
    "shitstorm": ("Shitstorm", "Shitstorm"),
}
_CAPTION: Final = (
    "{worlds} of {days}; medians. In brackets: what the true value may be (95 % intervals).",
    "{worlds} über {days}; Mediane. In Klammern: wo der wahre Wert liegen kann (95-%-Intervall).",
)
_SIZES: Final = {
    "worlds": (("run", "runs"), ("Durchlauf", "Durchläufe")),
    "days": (("day", "days"), ("Tag", "Tage")),
}
_NOTHING: Final = "\u2013"
MOST_ROWS: Final = 60


def table(summary: Mapping[str, Any], scenario: Scenario, lang: str) -> str:
    """Return the summary as an HTML table in English ("en") or German ("de"); all text is escaped."""
    german = lang == "de"
    titles = words.titles(scenario, lang)
    results = [result for result in summary["results"] if result["company"] == MAIN_COMPANY]
    rows = [_cells(result, titles, lang) for result in results[:MOST_ROWS]]
    left_out = len(results) - len(rows)
    heads = "".join(f'<th scope="col">{escape(head[german])}</th>' for head in _HEADS.values())
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    sizes = {
        what: f"{number(summary[what], lang)} {names[german][summary[what] != 1]}" for what, names in _SIZES.items()
    }
    more = ("{n} more rows in summary().", "{n} weitere Zeilen in summary().")[german]
    notes = [_CAPTION[german].format(**sizes), *([more.format(n=number(left_out, lang))] if left_out else [])]
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

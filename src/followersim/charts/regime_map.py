"""Contagion against policy: where the account is quiet, near-critical or explosive, and where the defaults lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.grids import Axis, Grid
from followersim.analysis.regimes import regime_of
from followersim.analysis.words import quoted, value_words
from followersim.charts import theme
from followersim.charts.maps import Panel, draw_maps
from followersim.charts.page import Chart, furnish
from followersim.charts.regimes import draw_regime_key, regime_tile, shades_in_words
from followersim.locale import N_, translate
from followersim.locale.numbers import check_language, number, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    Entry = Mapping[str, Any]

_WIDEST: Final = 520

_WORDS: Final[dict[str, str]] = {
    "question": N_("Where is the edge?"),
    "title": N_("At the default, a shitstorm in {low} of 100 runs with {best}, in {high} with {worst}"),
    "cells": N_("likelihood of a shitstorm"),
    "days": N_("{days} days, one average incident"),
    "followers": N_("{n} followers"),
    "runs": N_("{n} runs each"),
    "default": N_("{value} (default)"),
    "across": N_("Contagion: how readily people join in criticism"),
    "up": N_("Policy"),
}


def _word(name: str, lang: str, **gaps: Any) -> str:
    return translate(lang, _WORDS[name], **gaps)


@dataclass(frozen=True)
class _Source:
    """What stands above and below the picture."""

    slug: str
    question: str


def draw_regime_map(report: Entry, lang: str) -> Chart:
    """Draw the report of a regime map (its JSON), in English ("en") or German ("de")."""
    check_language(lang)
    titles = {policy["name"]: policy["title"][lang] for policy in report["policies"]}
    values = {value: _value(value, report["default"], lang) for value in report["values"]}
    grid = Grid(Axis(_word("across", lang), tuple(values.values())), Axis(_word("up", lang), tuple(titles.values())))
    tiles = {
        (list(values).index(cell["contagion"]), list(titles).index(cell["policy"])): regime_tile(
            regime_of(cell), cell["share"], lang
        )
        for cell in report["cells"]
    }
    usual = {cell["policy"]: cell["share"] for cell in report["cells"] if cell["contagion"] == report["default"]}
    best, worst = min(usual, key=lambda name: usual[name]), max(usual, key=lambda name: usual[name])

    def heading(limit: int) -> str:
        shares = {"low": number(100 * usual[best], lang), "high": number(100 * usual[worst], lang)}
        names = {"best": quoted(titles[best], lang, limit), "worst": quoted(titles[worst], lang, limit)}
        return _word("title", lang, **shares, **names)

    unit = [
        _word("cells", lang),
        _word("days", lang, days=number(report["days"], lang)),
        _word("followers", lang, n=number(report["followers"], lang)),
        _word("runs", lang, n=number(report["worlds"], lang)),
    ]
    with theme.style():
        chart = Chart()
        source = (_Source("regime_map", _word("question", lang)), report["seed"])
        body = furnish(chart, heading, unit, source=source, lang=lang)
        body = draw_regime_key(chart, body, lang)
        draw_maps(chart, body, grid, [Panel("", tiles)], lang, gid="regimes", widest_label=_WIDEST)
        chart.alt_text = f"{heading(1000)}. " + " ".join(
            f"{titles[policy]}: "
            + ", ".join(
                f"{values[cell['contagion']]}: {percent(cell['share'], lang)}"
                for cell in report["cells"]
                if cell["policy"] == policy
            )
            + "."
            for policy in titles
        )
        chart.alt_text += f" {'; '.join(shades_in_words(lang))}."
    return chart


def _value(value: float, default: float, lang: str) -> str:
    said = value_words(value, lang)
    return _word("default", lang, value=said) if value == default else said

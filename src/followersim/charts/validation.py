"""All targets on one page: value and interval of each company on the band, whose width is the same for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import followersim
from followersim.analysis.words import ELLIPSIS
from followersim.charts import theme
from followersim.charts.page import Box, Chart
from followersim.charts.text import cut, fit_names, parts_in_lines, width
from followersim.locale import N_, translate
from followersim.locale.numbers import MINUS, MISSING, NO_BREAK, check_language, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    Entry = Mapping[str, Any]

_COLUMNS: Final = 2
_GAP: Final = 44
_TITLE_WIDTH: Final = 462
_BAND_WIDTH: Final = 168
_SIZE: Final = 28.5
_EDGES: Final = (0.27, 0.73)  # of the band, as shares of the panel
_LEAST, _MOST = 0.02, 0.98
_SHIFT: Final = 9.0
_SCALES: Final = 2.0  # a band without an upper limit is drawn as if it ended at so many times its lower one

_WORDS: Final = {
    "all": N_("All {n} targets met: the model looks like what was published"),
    "some": N_("{met} of {n} targets met{rest}"),
    "not_met": N_(", {k} missed"),
    "undecided": N_(", {k} undecided"),
    "unit": N_("dot: value in the model; line: 95% interval over worlds; grey: published band"),
    "marks": N_("filled: met; open: undecided; cross: missed"),
    "quick": N_("few worlds (quick look)"),
    "seed": N_("seed"),
    "validation": N_("Validation"),
    "from": N_("from"),
}
_VERDICTS: Final = {"met": N_("met"), "not_met": N_("missed"), "undecided": N_("undecided")}
_PROFILES: Final = {
    "small_business": N_("small business"),
    "corporation": N_("corporation"),
}
_UNITS: Final = {
    "%": N_("%"),
    "x": N_("x"),
    "min": N_("min"),
    "d": N_("days"),
    "points": N_("pts"),
}


def _word(name: str, lang: str, **gaps: Any) -> str:
    return translate(lang, _WORDS[name], **gaps)


def _profile(name: str, lang: str) -> str:
    return translate(lang, _PROFILES[name]) if name in _PROFILES else name


def band_text(entry: Entry, lang: str) -> str:
    """Return a band in words: "1.2-2 x", "from 4 x", "> 0 %"."""
    unit = translate(lang, _UNITS[entry["unit"]])
    low, high = (None if limit is None else _short(limit, lang) for limit in entry["band"])
    if entry["beyond"]:
        said = f">{NO_BREAK}{low}"
    elif high is None:
        said = f"{_word('from', lang)}{NO_BREAK}{low}"
    else:
        said = f"{low}{ELLIPSIS if MINUS in f'{low}{high}' else MISSING}{high}"
    gap = "" if unit == "%" and lang == "en" else NO_BREAK
    return f"{said}{gap}{unit}"


def _short(value: float, lang: str) -> str:
    text = number(value, lang, 2)
    return text.rstrip("0").rstrip(",.") if set(text) & {",", "."} else text


def limits(entries: Sequence[Entry]) -> tuple[float, float]:
    """Return the values between which the band of a target is drawn; one without an upper limit holds all there is."""
    low, high = entries[0]["band"]
    if high is None:
        seen = [entry[key] for entry in entries for key in ("value", "high") if entry[key] is not None]
        high = max([_SCALES * low, low + 1e-9, *seen])
    return float(low), float(high)


def place(value: float, ends: tuple[float, float]) -> float:
    """Return where a value lies in the panel, 0-1, the band in its middle; beyond the panel, its edge."""
    low, high = ends
    left, right = _EDGES
    return min(_MOST, max(_LEAST, left + (value - low) / (high - low) * (right - left)))


def heading(report: Mapping[str, Any], lang: str) -> str:
    """Return the finding in words: how many targets are met."""
    n = len(report["targets"])
    if report["met"] == n:
        return _word("all", lang, n=n)
    rest = "".join(_word(name, lang, k=report[name]) for name in ("not_met", "undecided") if report[name])
    return _word("some", lang, met=report["met"], n=n, rest=rest)


def draw_validation(report: Mapping[str, Any], lang: str) -> Chart:
    """Draw the report of a validation (its JSON) on one page, in English ("en") or German ("de")."""
    check_language(lang)
    with theme.style():
        chart = Chart()
        body = _furnish(chart, report, lang)
        rows: dict[str, list[Entry]] = {}
        for entry in report["targets"]:
            rows.setdefault(entry["target"], []).append(entry)
        profiles = list(dict.fromkeys(entry["profile"] for entry in report["targets"]))
        per_column = -(-len(rows) // _COLUMNS)
        height = body.height / per_column
        wide = (body.width - _GAP * (_COLUMNS - 1)) / _COLUMNS
        for n, entries in enumerate(rows.values()):
            column, row = divmod(n, per_column)
            left = body.left + column * (wide + _GAP)
            _draw_row(chart, Box(left, body.top + row * height, wide, height), entries, profiles, lang)
        chart.alt_text = _alternative(report, lang)
    return chart


def _furnish(chart: Chart, report: Mapping[str, Any], lang: str) -> Box:
    """Write finding, explanation, key and source; return the box that is left."""
    room = theme.WIDTH - 2 * theme.MARGIN
    lines, size = fit_names(lambda _: heading(report, lang), theme.TITLES, room)
    y = 30.0
    for line in lines:
        y += size * theme.LINE_HEIGHT
        chart.write(theme.MARGIN, y - size * 0.62, line, size=size)
    chart.heading = " ".join(lines)
    y += 8
    for line in parts_in_lines([_word("unit", lang), _word("marks", lang)], _SIZE, room, 2):
        y += _SIZE * theme.LINE_HEIGHT
        chart.write(theme.MARGIN, y - _SIZE * 0.62, line, size=_SIZE, colour=theme.QUIET)
    foot = theme.HEIGHT - 30
    parts = [_word("validation", lang), f"{_word('seed', lang)}{NO_BREAK}{report['seed']}"]
    parts += [_word("quick", lang)] if report["quick"] else []
    source = " · ".join([*parts, f"followersim{NO_BREAK}{followersim.__version__}"])
    chart.write(theme.MARGIN, foot, source, size=_SIZE, colour=theme.QUIET)
    x = float(theme.WIDTH - theme.MARGIN)
    profiles = list(dict.fromkeys(entry["profile"] for entry in report["targets"]))
    for n, profile in reversed(list(enumerate(profiles))):
        name = f"● {_profile(profile, lang)}"
        chart.write(x, foot, name, size=_SIZE, colour=theme.ink(theme.series_colour(n)), ha="right")
        x -= width(name, _SIZE) + 40
    return Box(theme.MARGIN, y + 16, room, foot - _SIZE - y - 22)


def _draw_row(chart: Chart, box: Box, entries: Sequence[Entry], profiles: Sequence[str], lang: str) -> None:
    """Draw one target: its name, the panel with band, dots and intervals, and the band in numbers."""
    middle = box.top + box.height / 2
    first = entries[0]
    chart.write(box.left, middle, cut(first["title"][lang], _SIZE, _TITLE_WIDTH), size=_SIZE)
    chart.write(box.right, middle, band_text(first, lang), size=_SIZE, colour=theme.QUIET, ha="right")
    wide = box.width - _TITLE_WIDTH - _BAND_WIDTH - 16
    panel = Box(box.left + _TITLE_WIDTH + 8, box.top + 3, wide, box.height - 6)
    axes = chart.panel(panel, f"target-{first['target']}")
    axes.set_xlim(0, 1)
    axes.set_ylim(panel.height, 0)
    axes.set_axis_off()
    right = _EDGES[1] if first["band"][1] is not None else 1.0
    axes.axvspan(_EDGES[0], right, color=theme.RULE, linewidth=0)
    ends = limits(entries)
    for entry in entries:
        n = profiles.index(entry["profile"])
        y = panel.height / 2 + _SHIFT * (2 * n - len(profiles) + 1)
        _draw_value(axes, entry, ends, y, theme.series_colour(n))


def _draw_value(axes: Axes, entry: Entry, ends: tuple[float, float], y: float, colour: str) -> None:
    """Draw value and interval; what lies outside the panel is drawn at its edge, as an arrow."""
    value, low, high = (entry[key] for key in ("value", "low", "high"))
    if value is None:
        return
    if low is not None and high is not None:
        axes.plot(
            [place(low, ends), place(high, ends)],
            [y, y],
            color=colour,
            linewidth=theme.points(3.5),
            solid_capstyle="butt",
        )
    x = place(value, ends)
    marker = "<" if x <= _LEAST else ">" if x >= _MOST else "x" if entry["verdict"] == "not_met" else "o"
    fill = theme.PAPER if entry["verdict"] == "undecided" else colour
    axes.plot(
        [x], [y], marker=marker, markersize=theme.points(14), markerfacecolor=fill, markeredgecolor=colour,
        markeredgewidth=theme.points(4 if marker == "x" else 3), linestyle="none", clip_on=False,
    )  # fmt: skip


def _alternative(report: Mapping[str, Any], lang: str) -> str:
    """Return everything in words: each target with band, values and verdicts."""
    said = [heading(report, lang) + "."]
    for entry in report["targets"]:
        profile = _profile(entry["profile"], lang)
        value = _short(entry["value"], lang) if entry["value"] is not None else MISSING
        verdict = translate(lang, _VERDICTS[entry["verdict"]])
        said.append(f"{entry['title'][lang]} ({profile}): {value} ({band_text(entry, lang)}), {verdict}.")
    return " ".join(said)

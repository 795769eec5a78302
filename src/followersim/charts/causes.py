"""Causes: from what the baseline comes to, step by step, to what the policy comes to.

Bars begin where the one above ends; what drives the difference comes first. The numbers are those of
``followersim why``: means over worlds, with intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.words import capital, days_words, runs_words
from followersim.charts import theme
from followersim.charts.axes import count_ticks
from followersim.charts.page import Box, Chart
from followersim.charts.text import balanced, clean, width, wrap
from followersim.locale import plural, translate
from followersim.locale.numbers import number, percent, short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from followersim.charts.request import Request

    Explained = Mapping[str, Any]

OUTCOMES: Final = ("followers", "criticism", "shitstorm")
MOST_CAUSES: Final = 6
MOST_CAUSES_LARGE: Final = 3
_TICKS: Final = 54
_LABELS: Final = 0.36
_STRONG: Final = 0.35
"""Share from which a reason may matter as much as the main one; what is a main one, the explanation says itself."""


@dataclass(frozen=True)
class Step:
    """One bar: where it begins and ends, its interval (of a part), and whether it is a whole or a part."""

    title: str
    start: float
    end: float
    low: float | None = None
    high: float | None = None
    share: float | None = None
    is_good: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether this is the outcome of a policy rather than a part of the difference."""
        return self.low is None

    @property
    def size(self) -> float:
        """What is written beside the bar."""
        return self.end - self.start


def outcome_of(explained: Explained) -> str:
    """Return the outcome that is drawn: the first one with a clear difference that has causes, else the first."""
    outcomes = explained["outcomes"]
    clear = [name for name in OUTCOMES if name in outcomes and outcomes[name]["difference"]["clear"]]
    with_causes = [name for name in clear if outcomes[name]["causes"]]
    return (with_causes or clear or list(outcomes))[0]


def draw_causes(request: Request) -> Chart:
    """Draw the causes of the difference between a policy and the baseline. ``material`` is an explanation as data."""
    explained = request.material
    name = outcome_of(explained)
    steps = steps_of(request, name)
    lang = request.lang
    unit = [
        {
            "followers": translate(lang, "Followers gained or lost since the start"),
            "criticism": translate(lang, "Critical messages in {days}", days=days_words(request.days, lang)),
            "shitstorm": translate(lang, "Runs with a shitstorm, in percent"),
        }[name],
        translate(lang, "mean of {runs}", runs=runs_words(explained["worlds"], lang)),
        translate(lang, "thin lines: 99% interval"),
    ]
    if len(request.names) > 2:
        unit.append(plural(lang, "{n} more policy not shown", "{n} more policies not shown", len(request.names) - 2))
    return request.chart(
        lambda limit: finding(request, name, limit),
        unit,
        lambda chart, body: _draw(request, chart, body, steps),
        lambda: in_words(request, name, steps),
    )


def _scaled(name: str, value: float) -> float:
    return 100 * value if name == "shitstorm" else value


def steps_of(request: Request, name: str) -> list[Step]:
    """Return the bars from top to bottom: baseline, causes, everything else, policy."""
    explained, lang = request.material, request.lang
    found = explained["outcomes"][name]
    start = request.scenario.cases()[0].followers if name == "followers" else 0
    base, outcome = (_scaled(name, found[key] - start) for key in ("baseline", "policy"))
    steps = [Step(request.names[explained["baseline"]], 0.0, base)]
    most = MOST_CAUSES_LARGE if theme.look().large_room else MOST_CAUSES
    causes = found["causes"][:most]
    parts = [(clean(cause["title"][lang]), cause) for cause in causes]
    hidden = found["causes"][most:]
    rest = dict(found["other"])
    for key in ("mean", "low", "high"):
        rest[key] = found["other"][key] + sum(cause[key] for cause in hidden)
    if hidden and rest.get("share") is not None:
        rest["share"] += sum(cause.get("share") or 0.0 for cause in hidden)
    if hidden or abs(_scaled(name, rest["mean"])) > 1e-9:
        parts.append((translate(lang, "everything else"), rest))
    at = base
    for title, part in parts:
        mean, low, high = (_scaled(name, part[key]) for key in ("mean", "low", "high"))
        is_good = (mean > 0) == (name == "followers")
        steps.append(Step(title, at, at + mean, at + low, at + high, part.get("share"), is_good))
        at += mean
    return [*steps, Step(request.names[explained["policy"]], 0.0, outcome)]


def finding(request: Request, name: str, limit: int) -> str:
    """Return the difference and its main reason."""
    explained, lang = request.material, request.lang
    found = explained["outcomes"][name]
    gaps = {
        "policy": request.quoted(explained["policy"], limit),
        "baseline": request.quoted(explained["baseline"], limit),
    }
    size = _scaled(name, found["difference"]["mean"])
    amount = short(abs(size), lang) if abs(size) < 9.95 else number(abs(size), lang)
    if found["verdict"] == "no_difference":
        return translate(lang, "{policy}: 0 followers more or fewer than {baseline}, in every run", **gaps)
    if not found["difference"]["clear"]:
        return translate(
            lang,
            "No clear difference between {policy} and {baseline}: {amount} followers",
            amount=short(size, lang, signed=True),
            **gaps,
        )
    if name == "followers":
        said = (
            translate(lang, "{policy}: on average {n} fewer followers", n=amount, **gaps)
            if size < 0
            else translate(lang, "{policy}: on average {n} more followers", n=amount, **gaps)
        )
    elif name == "criticism":
        said = (
            translate(lang, "{policy}: on average {n} fewer critical messages", n=amount, **gaps)
            if size < 0
            else translate(lang, "{policy}: on average {n} more critical messages", n=amount, **gaps)
        )
    else:
        said = (
            translate(lang, "{policy}: a shitstorm in {n} fewer of 100 runs", n=amount, **gaps)
            if size < 0
            else translate(lang, "{policy}: a shitstorm in {n} more of 100 runs", n=amount, **gaps)
        )
    return said + _reason(found, lang)


def _reason(found: Explained, lang: str) -> str:
    """Return what the title says of the reasons: the main one by name, else how much is due to how many.

    The order of two that matter about as much is decided by what is left without them, not by their shares, so none
    of them is named as if it were the main one. A share above 100% (others work against it) would only puzzle.
    """
    strong = [cause for cause in found["causes"] if (cause["share"] or 0.0) >= _STRONG]
    if len(strong) > 1:
        total = sum(cause["share"] for cause in strong)
        if total > 1:
            return (
                translate(lang, ", mostly for two reasons")
                if len(strong) == 2
                else translate(lang, ", mostly for several reasons")
            )
        return translate(lang, ", {share} of it for two reasons", share=percent(total, lang))
    main = [cause for cause in strong if cause["mechanism"] in found["main"]]
    if not found["causes"]:
        return translate(lang, ", and no reason stands out from chance")
    if not main:
        return translate(lang, ", for no single reason")
    reason, share = clean(main[0]["title"][lang]), main[0]["share"]
    if share > 1:
        return translate(lang, ", main reason: {reason}", reason=reason)
    return translate(lang, ", main reason ({share}): {reason}", share=percent(share, lang), reason=reason)


def in_words(request: Request, name: str, steps: Sequence[Step]) -> list[str]:
    """Return every bar as a sentence."""
    lang = request.lang
    said = []
    for step in steps:
        amount = _amount(step, lang)
        if step.is_whole:
            said.append(translate(lang, "{what}: {n}.", what=step.title, n=amount))
            continue
        size = translate(
            lang,
            "{low} to {high}",
            low=_number((step.low or 0.0) - step.start, lang),
            high=_number((step.high or 0.0) - step.start, lang),
        )
        share = "" if step.share is None else f", {percent(step.share, lang)}"
        said.append(f"{capital(step.title)}: {amount} ({size}){share}.")
    said += [
        translate(
            lang,
            "Without this ({cause}), a difference of {n} would be left.",
            cause=cause["title"][lang],
            n=_number(_scaled(name, cause["without"]["mean"]), lang),
        )
        for cause in request.material["outcomes"][name]["causes"]
    ]
    return said


def _number(value: float, lang: str) -> str:
    return short(value, lang, signed=True) if abs(value) < 9.95 else number(value, lang, signed=True)


def _amount(step: Step, lang: str) -> str:
    return _number(step.size, lang)


def _draw(request: Request, chart: Chart, body: Box, steps: Sequence[Step]) -> None:
    """Draw names at the left, bars that hang together, and numbers at their right."""
    lang = request.lang
    names = _LABELS * body.width
    numbers = max(width(_amount(step, lang), theme.LABEL, bold=True) for step in steps) + 40
    box = Box(body.left + names, body.top + 6, body.width - names - numbers, body.height - _TICKS - 6)
    pitch = box.height / len(steps)
    ends = [v for s in steps for v in (s.start, s.end, s.low, s.high) if v is not None and abs(v) != float("inf")]
    # width takes the place of height here: a number needs 110 pixels
    ticks, limits = count_ticks(min(ends), max(ends), box.width * 42 / 160)
    axes = chart.panel(box, "causes")
    axes.set_xlim(*limits)
    axes.set_ylim(box.height, 0)
    _dress(axes, box, ticks, lang)
    span = limits[1] - limits[0]
    for n, step in enumerate(steps):
        y = (n + 0.5) * pitch
        _bar(axes, step, y, pitch, gid=f"step-{n}")
        if n + 1 < len(steps):  # the next bar begins, or the whole ends, where this one ends
            axes.plot(
                [step.end] * 2, [y + 0.3 * pitch, y + 0.7 * pitch], color=theme.QUIET, linewidth=theme.points(2),
                linestyle=(0, (2, 2)), zorder=1,
            )  # fmt: skip
        colour = _ink(step)
        bold = step.is_whole
        size, lines = _fit(step.title, names - 30, pitch, bold=bold)
        for k, line in enumerate(lines):
            at = box.top + y + (k - (len(lines) - 1) / 2) * size * 1.2
            chart.write(body.left, at, line, size=size, bold=bold, colour=colour if bold else theme.TEXT)
        far = max(v for v in (step.start, step.end, step.high, step.low) if v is not None and abs(v) != float("inf"))
        x = box.left + (far - limits[0]) / span * box.width + 16
        chart.write(x, box.top + y, _amount(step, lang), size=theme.LABEL, bold=True, colour=colour)


def _fit(title: str, room: float, high: float, *, bold: bool) -> tuple[float, list[str]]:
    """Return a size and the lines of a title in it: as large as goes without cutting it, in two lines if need be."""
    sizes = (theme.LABEL,) if bold else (theme.LABEL, theme.SMALL)
    tries = [(size, n) for n in (1, 2) for size in sizes if n * size * 1.2 <= high or n == 1]
    for size, n in tries:
        lines = balanced(title, size, room, n, bold=bold)
        if " ".join(lines) == title:
            return size, lines
    size, n = tries[-1]
    return size, wrap(title, size, room, n, bold=bold)


def _dress(axes: Axes, box: Box, ticks: Sequence[float], lang: str) -> None:
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_yticks([])
    axes.tick_params(length=0, pad=theme.points(12))
    axes.set_xticks(list(ticks), [number(t, lang, signed=True) for t in ticks])
    for label in axes.get_xticklabels():
        label.set_fontproperties(theme.REGULAR)
        label.set_fontsize(theme.points(theme.SMALL))
        label.set_color(theme.QUIET)
    axes.vlines([t for t in ticks if t], 0, box.height, color=theme.RULE, linewidth=theme.points(1.5), zorder=0.5)
    axes.vlines([0], 0, box.height, color=theme.QUIET, linewidth=theme.points(2.5), zorder=0.6)


def _colour(step: Step) -> str:
    if step.is_whole:
        return theme.BLACK
    return theme.GREEN if step.is_good else theme.VERMILLION


def _ink(step: Step) -> str:
    return theme.ink(_colour(step))


def _bar(axes: Axes, step: Step, y: float, pitch: float, *, gid: str) -> None:
    """Draw a bar, and a thin line for the interval of a part."""
    axes.barh(
        [y], [step.size], left=step.start, height=0.56 * pitch, color=_colour(step), linewidth=0, zorder=2, gid=gid
    )
    if step.low is None or step.high is None or abs(step.low) == float("inf"):
        return
    for colour, thick in ((theme.PAPER, 7), (theme.TEXT, 3)):  # seen on the bar and beside it
        axes.plot(
            [step.low, step.high], [y, y], color=colour, linewidth=theme.points(thick), zorder=3,
            solid_capstyle="butt",
        )  # fmt: skip

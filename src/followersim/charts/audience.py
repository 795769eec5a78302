"""Audience: a map of the people during one storm: who was reached, who got angry, who spoke up.

Small clusters are circles of friends, who read each other. A sample of all circles is drawn, those that were hit
hardest in the middle; the numbers beside the map are those of everybody.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from followersim.analysis.words import capital, days_words, which_days
from followersim.charts import theme
from followersim.charts.page import Box, Chart
from followersim.charts.text import cut, width
from followersim.locale import translate
from followersim.locale.numbers import number, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from followersim.analysis.stories import Crowd
    from followersim.charts.request import Request

    Values = NDArray[np.float64]

MOST_CIRCLES: Final = 130
MOST_CIRCLES_LARGE: Final = 60
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))
_CIRCLE_ROOM: Final = 0.95  # of the distance between circles that a circle fills


class Group(NamedTuple):
    """People of one kind: how they are drawn, what they are called, and how many there are."""

    name: str
    colour: str
    marker: str
    size: float
    filled: bool
    people: int


def draw_audience(request: Request) -> Chart:
    """Draw the audience of one storm. ``material`` is a crowd."""
    crowd: Crowd = request.material
    lang = request.lang
    shown = _sample(crowd)
    people = int(sum(len(members) for members in shown))
    unit = [
        translate(lang, "One dot is one person, one cluster a circle of friends"),
        translate(lang, "{n} of {all} people drawn", n=number(people, lang), all=number(crowd.people, lang)),
        _when(request, crowd),
    ]
    return request.chart(
        lambda limit: finding(request, limit),
        unit,
        lambda chart, body: _draw(request, chart, body, shown),
        lambda: in_words(request),
    )


def _when(request: Request, crowd: Crowd) -> str:
    gaps = {"world": crowd.world, "days": which_days(crowd.first_day, crowd.last_day, request.lang)}
    if crowd.storm is None:
        return translate(request.lang, "run {world}, {days}: the most critics, no shitstorm", **gaps)
    if crowd.n_storms == 1:
        return translate(request.lang, "run {world}, {days}: the only storm", **gaps)
    return translate(request.lang, "run {world}, {days}: a middling storm", **gaps)


def finding(request: Request, limit: int) -> str:
    """Return how many were reached and how many got angry."""
    crowd: Crowd = request.material
    lang = request.lang
    return translate(
        lang,
        "{policy}: within {days}, criticism reached {reached} of {people} people and made {angry} angry",
        policy=request.quoted(crowd.policy, limit),
        days=days_words(crowd.last_day - crowd.first_day + 1, lang),
        reached=number(int(crowd.reached.sum()), lang),
        people=number(crowd.people, lang),
        angry=number(int(crowd.angry.sum()), lang),
    )


def in_words(request: Request) -> list[str]:
    """Return the numbers as sentences."""
    crowd: Crowd = request.material
    lang = request.lang
    said = [f"{capital(group.name)}: {_count(group.people, crowd, lang)}." for group in _groups(crowd, lang)]
    said.append(_followers(crowd, lang) + ".")
    return said


def _followers(crowd: Crowd, lang: str) -> str:
    return translate(
        lang,
        "{left} of {follows} followers left",
        left=number(int(crowd.left.sum()), lang),
        follows=number(int(crowd.follows.sum()), lang),
    )


def _count(count: int, crowd: Crowd, lang: str) -> str:
    share = count / crowd.people
    said = f"< {percent(0.001, lang, 1)}" if 0 < share < 0.0005 else percent(share, lang, 1 if share < 0.0995 else 0)
    return f"{number(count, lang)} ({said})"


def kinds_of(crowd: Crowd) -> NDArray[np.int64]:
    """Return for everybody what they are: 0 not reached, 1 reached, 2 got angry, 3 spoke up."""
    kinds = np.zeros(crowd.people, np.int64)
    kinds[crowd.reached] = 1
    kinds[crowd.angry] = 2
    kinds[crowd.spoke] = 3
    return kinds


def _groups(crowd: Crowd, lang: str) -> list[Group]:
    counts = np.bincount(kinds_of(crowd), minlength=4)
    return [
        Group(translate(lang, "wrote criticism"), theme.BLACK, "D", 1.12, True, int(counts[3])),
        Group(translate(lang, "got angry, wrote nothing"), theme.VERMILLION, "o", 1.1, True, int(counts[2])),
        Group(translate(lang, "read it, stayed calm"), theme.BLUE, "o", 0.9, False, int(counts[1])),
        Group(translate(lang, "not reached"), theme.GREY, "o", 0.45, True, int(counts[0])),
    ]


def _sample(crowd: Crowd) -> list[NDArray[np.int64]]:
    """Return the members of the circles that are drawn: by chance, then those hit hardest first."""
    most = MOST_CIRCLES_LARGE if theme.look().large_room else MOST_CIRCLES
    rng = np.random.default_rng([crowd.circles, crowd.people])
    chosen = np.sort(rng.permutation(crowd.circles)[:most])
    kinds = kinds_of(crowd)
    members = [np.arange(circle, crowd.people, crowd.circles) for circle in chosen.tolist()]
    weights = np.array([0.0, 1.0, 4.0, 6.0])
    return sorted(members, key=lambda people: (-float(weights[kinds[people]].mean()), int(people[0])))


def _places(count: int, wide: float, high: float) -> tuple[Values, float]:
    """Return the middles of circles in an oval, from its middle outward, and the distance between them."""
    n = np.arange(count) + 0.5
    radius, angle = np.sqrt(n / count), n * _GOLDEN
    across, up = wide / 2, high / 2
    pitch = 0.93 * math.sqrt(math.pi * across * up / count)
    places = np.stack(
        [radius * np.cos(angle) * (across - pitch / 2), radius * np.sin(angle) * (up - pitch / 2)], axis=1
    )
    return places, pitch


def _draw(request: Request, chart: Chart, body: Box, shown: list[NDArray[np.int64]]) -> None:
    """Draw the map at the left and what its dots mean at the right."""
    crowd: Crowd = request.material
    lang = request.lang
    key = 500 if theme.look().large_room else 600
    box = Box(body.left, body.top, body.width - key - 30, body.height)
    axes = chart.panel(box, "audience")
    axes.set_xlim(-box.width / 2, box.width / 2)
    axes.set_ylim(-box.height / 2, box.height / 2)
    axes.set_axis_off()
    groups = _groups(crowd, lang)
    middles, pitch = _places(len(shown), box.width, box.height)
    dot = _draw_people(axes, shown, kinds_of(crowd), (middles, pitch), groups)
    _draw_key(request, chart, Box(box.right + 30, body.top, key, body.height), groups, dot)


def _draw_people(
    axes: Axes,
    shown: list[NDArray[np.int64]],
    kinds: NDArray[np.int64],
    layout: tuple[Values, float],
    groups: list[Group],
) -> float:
    """Draw everybody of the sample; return the size of a dot in pixels."""
    middles, pitch = layout
    largest = max((len(people) for people in shown), default=1)
    # neighbours in a sunflower of n dots and radius r are about r * sqrt(pi / n) apart; the largest mark just fits
    apart = 0.95 * 0.93 * math.sqrt(math.pi / largest) / 2
    dot = pitch * _CIRCLE_ROOM * apart / (1.12 + apart)
    spots: dict[int, list[tuple[float, float]]] = {kind: [] for kind in range(4)}
    for middle, people in zip(middles, shown, strict=True):
        order = people[np.argsort(-kinds[people], kind="stable")]
        n = np.arange(len(order)) + 0.5
        radius = (pitch * _CIRCLE_ROOM - dot) / 2 * np.sqrt(n / len(order))
        for person, x, y in zip(
            order.tolist(),
            middle[0] + radius * np.cos(n * _GOLDEN),
            middle[1] + radius * np.sin(n * _GOLDEN),
            strict=True,
        ):
            spots[int(kinds[person])].append((float(x), float(y)))
    for kind, places in spots.items():
        if places:
            group = groups[3 - kind]
            x, y = zip(*places, strict=True)
            _dots(axes, list(x), list(y), group, dot, gid=f"people-{kind}", zorder=2 + kind)
    return dot


def _dots(axes: Axes, x: list[float], y: list[float], group: Group, dot: float, *, gid: str, zorder: float) -> None:
    size = dot * group.size * (0.8 if group.marker == "D" else 1.0)
    edge = 0.0 if group.filled else max(0.2 * dot, 2.0)
    axes.plot(
        x, y, linestyle="none", marker=group.marker, markersize=theme.points(size - edge),
        markerfacecolor=group.colour if group.filled else "none", markeredgecolor=group.colour,
        markeredgewidth=theme.points(edge), zorder=zorder, gid=gid, clip_on=False,
    )  # fmt: skip


def _draw_key(request: Request, chart: Chart, box: Box, groups: list[Group], dot: float) -> None:
    """Write how many people each kind of dot stands for, and how many followers left."""
    crowd: Crowd = request.material
    lang = request.lang
    step = min(118.0, box.height / 5)
    axes = chart.panel(box, "audience-key")
    axes.set_xlim(box.left, box.right)
    axes.set_ylim(box.bottom, box.top)
    axes.set_axis_off()
    y = box.top + (box.height - 5 * step) / 2 + step / 2
    mark = max(dot, 22.0)
    for n, group in enumerate(groups):
        _dots(axes, [box.left + 24], [y], group, mark, gid=f"key-{n}", zorder=3)
        x, room = box.left + 60, box.width - 60
        colour = theme.ink(group.colour)
        size = theme.LABEL if width(group.name, theme.LABEL, bold=True) <= room else theme.SMALL
        chart.write(x, y - 20, cut(group.name, size, room, bold=True), size=size, colour=colour, bold=True)
        count = _count(group.people, crowd, lang)
        chart.write(x, y + 20, cut(count, theme.LABEL, room), size=theme.LABEL, colour=colour)
        y += step
    chart.write(box.left + 10, y, cut(_followers(crowd, lang), theme.SMALL, box.width - 10), colour=theme.QUIET)

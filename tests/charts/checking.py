"""The rules for a picture on a projector, as a check of a finished figure: what it returns is what is wrong with it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex, to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from followersim.charts import theme
from followersim.charts.text import clean
from followersim.locale.numbers import NO_BREAK
from tests.charts.colour_vision import least_distance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.transforms import BboxBase
    from numpy.typing import NDArray

    from followersim.charts.page import Chart

    Placed = tuple[Text, BboxBase]

WIDE, HIGH = 1920, 1080
LEAST: Final = {False: 28.0, True: 43.0}  # large room: 43
TITLE: Final = 48.0
LABEL: Final = 32.0
TEXT_CONTRAST, LINE_CONTRAST = 4.5, 3.0
LEAST_DISTANCE: Final = 10.0
MOST_SERIES: Final = 4
LINE_FROM: Final = 2.5  # pixels; thinner ones are single runs and rules
_PLACES: Final = "_places_of_texts"  # where a chart keeps them: they go when it goes
SEEN: Final = 0.2  # share of the pixels behind a text from which a colour counts as what it stands on


def drawn(chart: Chart) -> Chart:
    """Lay everything out, so that texts have their places."""
    with theme.style(chart.look):
        chart.draw_without_rendering()
    vars(chart)[_PLACES] = _places_of(chart)
    return chart


def texts_of(chart: Chart) -> list[Placed]:
    """Return every visible text with its place in pixels of the picture, as they were when it was drawn."""
    if _PLACES not in vars(chart):
        drawn(chart)
    placed: list[Placed] = vars(chart)[_PLACES]
    return placed


def _places_of(chart: Chart) -> list[Placed]:
    unseen = {
        label for axes in chart.axes if not axes.axison for label in (*axes.get_xticklabels(), *axes.get_yticklabels())
    }
    found = [text for text in chart.findobj(Text) if isinstance(text, Text) and text not in unseen]
    return [(text, text.get_window_extent()) for text in found if text.get_visible() and text.get_text().strip()]


def words_of(chart: Chart) -> str:
    return "\n".join(text.get_text() for text, _ in texts_of(chart))


def panels_of(chart: Chart) -> list[Axes]:
    return [axes for axes in chart.axes if axes.axison]


def ticks_of(chart: Chart) -> set[Text]:
    """Return the numbers on the axes."""
    return {text for axes in chart.axes for text in (*axes.get_xticklabels(), *axes.get_yticklabels())}


def size_of(text: Text, chart: Chart) -> float:
    """Return the size of a text in pixels of the picture."""
    return float(text.get_fontsize()) * chart.dpi / 72


def faults(chart: Chart, lang: str, names: Sequence[str] = (), values: Sequence[str] = ()) -> list[str]:
    """Return everything that is wrong with a chart that has been drawn.

    ``names`` are the policies' titles, ``values`` other words that are as people wrote them.
    """
    with theme.style(chart.look):
        return [
            *sizes(chart, names), *places(chart), *contrasts(chart), *colours(chart), *axes_faults(chart),
            *title(chart), *alternative(chart, names), *number_format(chart, lang, names, values),
            *furniture(chart),
        ]  # fmt: skip


def sizes(chart: Chart, names: Sequence[str] = ()) -> Iterator[str]:
    """Texts are large enough and horizontal; what names a policy is as large as a label."""
    least = LEAST[chart.look.large_room]
    if tuple(np.round(chart.get_size_inches() * chart.dpi)) != (WIDE, HIGH):
        yield "the picture is not 1920 x 1080"
    for text, _ in texts_of(chart):
        words, size = text.get_text(), size_of(text, chart)
        if size < least:
            yield f"too small ({size:.0f} px): {words}"
        if text.get_rotation() != 0:
            yield f"not horizontal: {words}"
        if any(words == name for name in names) and size < LABEL * chart.look.scale:
            yield f"a name smaller than a label ({size:.0f} px): {words}"


def places(chart: Chart) -> Iterator[str]:
    """No text leaves the page or lies on another one."""
    placed = texts_of(chart)
    for text, box in placed:
        if box.x0 < 0 or box.y0 < 0 or box.x1 > WIDE or box.y1 > HIGH:
            yield f"leaves the page: {text.get_text()}"
    for (one, first), (other, second) in combinations(placed, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        if wide > 0.5 and high > 0.5:
            yield f"overlap: {one.get_text()} | {other.get_text()}"


def contrasts(chart: Chart) -> Iterator[str]:
    """Texts contrast with all that they stand on, lines with the paper."""
    placed = texts_of(chart)
    pixels = _without(chart, [text for text, _ in placed])
    for text, box in placed:
        part = pixels[
            max(0, round(HIGH - box.y1)) : max(1, round(HIGH - box.y0)), max(0, round(box.x0)) : max(1, round(box.x1))
        ].ravel()
        for behind in _often(part, SEEN * len(part)):
            if theme.contrast(to_hex(text.get_color()), behind) < TEXT_CONTRAST:
                yield f"text too pale on {behind}: {text.get_text()}"
    paper = to_hex(chart.get_facecolor())
    for colour in _line_colours(chart):
        if theme.contrast(colour, paper) < LINE_CONTRAST:
            yield f"line too pale: {colour} on {paper}"


def _often(pixels: NDArray[np.uint32], least: float) -> Iterator[str]:
    """Yield the colours that at least so many pixels have, without sorting them all: nearly all are of one colour."""
    while len(pixels) and len(pixels) >= least:
        one = pixels[len(pixels) // 2]
        alike = pixels == one
        if alike.sum() >= least:
            yield f"#{one.tobytes()[:3].hex()}"
        pixels = pixels[~alike]


def _without(chart: Chart, texts: Iterable[Text]) -> NDArray[np.uint32]:
    """Return the pixels of a chart without its texts: the four bytes of a colour as one number."""
    hidden = list(texts)
    for text in hidden:
        text.set_visible(False)
    chart.canvas.draw()
    assert isinstance(chart.canvas, FigureCanvasAgg)
    rendered: Any = chart.canvas
    pixels: NDArray[np.uint32] = np.array(rendered.buffer_rgba()).view(np.uint32)[..., 0]
    for text in hidden:
        text.set_visible(True)
    return pixels


def _line_colours(chart: Chart) -> set[str]:
    """Return the colours of all lines that are thick enough to be looked at, rules left out."""
    found = set()
    for line in chart.findobj(Line2D):
        assert isinstance(line, Line2D)
        thick = line.get_linewidth() * chart.dpi / 72 >= LINE_FROM * chart.look.scale
        if thick and line.get_visible() and line.get_linestyle() != "None" and not line.get_alpha():
            found.add(to_hex(line.get_color()).upper())
    return found - {colour.upper() for colour in (theme.RULE, theme.PAPER, theme.FAINT)}


def colours(chart: Chart) -> Iterator[str]:
    """At most four series have a colour, and people with any colour vision tell them apart; all are the theme's."""
    palette = {colour.upper() for colour in (*theme.SERIES, theme.GREY)}
    neutral = {c.upper() for c in (theme.PAPER, theme.TEXT, theme.QUIET, theme.RULE, theme.FAINT)}
    shades = _shades(chart.look.theme)
    used = set()
    for colour in _colours(chart):
        if colour in palette:
            used.add(colour)
        elif colour not in neutral and colour not in shades:
            yield f"a colour that the theme does not have: {colour}"
            used.add(colour)
    coloured = used - {theme.GREY.upper()}
    if len(coloured) > MOST_SERIES:
        yield f"{len(coloured)} coloured series"
    if (least := least_distance(used)) < LEAST_DISTANCE:
        yield f"colours too much alike: {least:.1f}"


def _colours(chart: Chart) -> set[str]:
    """Return the colours of all lines and areas."""
    found: set[str] = set()
    for artist in chart.findobj():
        if not artist.get_visible():
            continue
        if isinstance(artist, Line2D) and artist.get_linestyle() != "None":
            found.add(to_hex(artist.get_color()))
        elif isinstance(artist, LineCollection):
            found |= {to_hex(colour) for colour in np.asarray(artist.get_colors()).tolist()}
        elif isinstance(artist, Patch) and artist.get_fill() and to_rgba(artist.get_facecolor())[3] > 0:
            found.add(to_hex(artist.get_facecolor()))
    return {colour.upper() for colour in found}


@cache
def _shades(name: str) -> frozenset[str]:
    """Return what a theme mixes from its colours: tints, steps of the scale, and colours of text and patterns."""
    assert name == theme.look().theme
    bases = (*theme.SERIES, theme.GREY, theme.QUIET)
    tints = {theme.tint(colour, n / 100) for colour in bases for n in range(101)}
    steps = {theme.ramp(n / 100) for n in range(101)}
    lines = {theme.mix(step, theme.readable_on(step), 0.38) for step in (*steps, *bases, theme.tint(theme.GREY, 0.75))}
    inks = {theme.ink(colour) for colour in bases}
    return frozenset(colour.upper() for colour in (*tints, *steps, *lines, *inks))


def axes_faults(chart: Chart) -> Iterator[str]:
    """Axes have 3 to 6 numbers, those of counts begin at 0, and panels of one kind share them."""
    kinds: dict[str, set[tuple[float, ...]]] = {}
    for axes in panels_of(chart):
        gid = str(axes.get_gid())
        x, y = axes.get_xticks(), axes.get_yticks()
        across = not len(y)  # bars that lie: values run across
        for name, ticks in (("x", x), ("y", y)):
            most = 12 if name == "x" and gid.startswith("points") else 6  # values of a key, each named
            if len(ticks) and not (3 <= len(ticks) <= most or gid.startswith(("points", "days"))):
                yield f"{len(ticks)} numbers on the {name} axis of {gid}"
        low, high = sorted(axes.get_xlim() if across else axes.get_ylim())
        if not low <= 0 <= high or (0 not in (x if across else y) and not gid.startswith("days")):
            yield f"the values of {gid} do not begin at 0"
        kind = re.sub(r"-\d+$", "", gid)
        if not gid.startswith(("response", "points")):
            kinds.setdefault(kind, set()).add((*axes.get_xlim(), *(() if across else axes.get_ylim())))
    for kind, found in kinds.items():
        if len(found) > 1:
            yield f"the panels of {kind} do not share their axes"


SHORTEST_PART: Final = 5
"""Letters from which a part of a name is taken for one."""

NUMBER: Final = re.compile(r"\d[\d.,]*")


def numbers_in(text: str) -> list[str]:
    """Return the numbers in a text as they are written, without what ends a sentence."""
    return [found.rstrip(".,") for found in NUMBER.findall(text.replace(NO_BREAK, " "))]


def title(chart: Chart) -> Iterator[str]:
    """The title is large, stands in at most two lines, and says a number."""
    placed = texts_of(chart)
    large = [
        text
        for text, box in placed
        if size_of(text, chart) >= TITLE
        and box.y1 > 800
        and box.x0 < 100
        and text.get_text() in chart.heading
        and text.get_fontproperties().get_file() != theme.BOLD_FILE  # the name of the first row, in a large room
    ]
    if " ".join(text.get_text() for text in sorted(large, key=lambda t: -t.get_window_extent().y0)) != chart.heading:
        yield "the title is not what the chart says it is"
    if len(large) > 2:
        yield "the title takes more than two lines"
    if not re.search(r"\d", chart.heading):
        yield f"no number in the title: {chart.heading}"


def alternative(chart: Chart, names: Sequence[str] = ()) -> Iterator[str]:
    """The alternative text has all numbers of the title and of the labels beside what is drawn."""
    said = set(numbers_in(chart.alt_text))
    on_axes = ticks_of(chart)
    in_a_file = ".csv" in chart.alt_text  # a map with too many cells says where their numbers are
    for number in numbers_in(chart.heading):
        if number not in said:
            yield f"not in the alternative text: {number} (title)"
    for text, _ in texts_of(chart):
        is_label = size_of(text, chart) >= LABEL * chart.look.scale and text not in on_axes and not in_a_file
        is_name = any(text.get_text().rstrip("…") in clean(name) for name in names)
        if is_label and not is_name:
            for number in numbers_in(text.get_text().partition("…")[0]):
                if number not in said:
                    yield f"not in the alternative text: {number} ({text.get_text()})"


def number_format(chart: Chart, lang: str, names: Sequence[str] = (), values: Sequence[str] = ()) -> Iterator[str]:
    """Numbers are written as in the language: 1,234.5 and 35%, in German 1.234,5 and 35 %. Names are as people wish."""
    wrong = {
        "de": r"[1-9]\d*,\d{3}(?!\d)|(?<![\d.])\d+\.\d{1,2}(?![\d.])|\d%",
        "en": r"(?<![\d.])[1-9]\d{0,2}\.\d{3}(?![\d.])|\d,\d{1,2}(?!\d)|\d[ \u00a0]%",
    }[lang]
    # a title may break a name in two: its lines are looked at together
    whole = {text for text, _ in texts_of(chart) if size_of(text, chart) >= TITLE and text.get_text() in chart.heading}
    written = (text.get_text() for text, _ in texts_of(chart) if text not in whole)
    for words in (chart.heading, *written, chart.alt_text):
        ours = _without_names(words, names)
        for value in values:
            ours = re.sub(rf"(?<![\d.,]){re.escape(value)}(?!\d)", "", ours)
        if "followersim" not in ours and (found := re.search(wrong, ours)):
            yield f"not how numbers are written: {found[0]} in {words}"


def _without_names(words: str, names: Sequence[str]) -> str:
    """Return a text without the names in it, or what is left of them on this line."""
    for name in dict.fromkeys((*names, *map(clean, names))):
        if words.rstrip("…") in name:
            return ""
        words = words.replace(name, "")
        if re.search(r"\d", name):
            match = SequenceMatcher(None, words, name, autojunk=False).find_longest_match()
            words = words[: match.a] + words[match.a + match.size :] if match.size > SHORTEST_PART else words
    return words


def furniture(chart: Chart) -> Iterator[str]:
    """Seed and version stand on the page."""
    words = words_of(chart)
    if f"followersim{NO_BREAK}" not in words or not re.search(rf"(?:seed|Startwert){NO_BREAK}\d", words):
        yield "seed or version is missing"

"""Text that fits: measured in pixels before it is drawn, wrapped, cut with an ellipsis, and safe to draw."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from followersim.analysis.words import ELLIPSIS, UNLIMITED, between_words
from followersim.charts import theme
from followersim.locale.numbers import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_UNKNOWN = "\u25a1"
_SHORTEST_NAME = 8
_INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Me"})
_TOGETHER = re.compile("[“„][^“”„]{1,30}[“”]|\\([^()]{1,30}\\)")


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    """Return the code points that the font can draw, in both weights."""
    return frozenset.intersection(
        *(frozenset(get_font(f).get_charmap()) for f in (theme.REGULAR_FILE, theme.BOLD_FILE))
    )


def clean(text: str) -> str:
    """Return text on one line, composed, with an empty box for what the font does not have (emoji, other scripts).

    Invisible marks, such as those that turn the direction of writing, are left out.
    """
    spaced = (" " if ch.isspace() and ch != NO_BREAK else ch for ch in unicodedata.normalize("NFC", text))
    drawable = (ch if ord(ch) in _known() else _UNKNOWN for ch in spaced if unicodedata.category(ch) not in _INVISIBLE)
    return " ".join(word for word in "".join(drawable).split(" ") if word)


@lru_cache(maxsize=4096)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in pixels that a text has at a size in pixels."""
    font = get_font(theme.BOLD_FILE if bold else theme.REGULAR_FILE)
    font.set_size(theme.points(size), theme.DPI)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64


def cut(text: str, size: float, most: float, *, bold: bool = False) -> str:
    """Return a text that is at most so many pixels wide, cut with an ellipsis if need be."""
    if width(text, size, bold=bold) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, bold=bold) <= most:
            low = middle
        else:
            high = middle - 1
    return between_words(text, low) + ELLIPSIS


def _broken(word: str, size: float, most: float, *, bold: bool) -> list[str]:
    """Break a word that is wider than a line into pieces."""
    pieces = []
    while width(word, size, bold=bold) > most and len(word) > 1:
        fits = next((n for n in range(len(word) - 1, 0, -1) if width(word[:n], size, bold=bold) <= most), 1)
        pieces.append(word[:fits])
        word = word[fits:]
    return [*pieces, word]


def wrap(text: str, size: float, most: float, lines: int, *, bold: bool = False) -> list[str]:
    """Return a text as at most so many lines of at most so many pixels; what does not fit is cut with an ellipsis."""
    words = [piece for word in text.split(" ") for piece in _broken(word, size, most, bold=bold)]
    result: list[str] = []
    for number, word in enumerate(words):
        longer = f"{result[-1]} {word}" if result else word
        if result and width(longer, size, bold=bold) <= most:
            result[-1] = longer
        elif len(result) < lines:
            result.append(word)
        else:
            result[-1] = cut(" ".join([result[-1], *words[number:]]), size, most, bold=bold)
            break
    return result


def balanced(text: str, size: float, most: float, lines: int, *, bold: bool = False) -> list[str]:
    """Return ``wrap`` with the narrowest width that needs no more lines, so that no last word stands alone."""
    best = wrap(text, size, most, lines, bold=bold)
    if len(best) < 2 or best[-1].endswith(ELLIPSIS):
        return best
    low, high = most / 2, most
    while high - low > 8:
        middle = (low + high) / 2
        tried = wrap(text, size, middle, len(best), bold=bold)
        complete = " ".join(tried) == text and all(width(line, size, bold=bold) <= middle for line in tried)
        low, high = (low, middle) if complete else (middle, high)
    return wrap(text, size, high, len(best), bold=bold)


def glue_names(text: str) -> str:
    """Keep short names in quotation marks, and short words in brackets, on one line."""
    return _TOGETHER.sub(lambda name: name.group().replace(" ", NO_BREAK), text)


def parts_in_lines(parts: Sequence[str], size: float, most: float, lines: int) -> list[str]:
    """Return parts joined by dots in the middle, broken between parts only; the last line is cut if need be."""
    result: list[str] = []
    for part in parts:
        longer = f"{result[-1]} · {part}" if result else part
        if result and (width(longer, size) <= most or len(result) == lines):
            result[-1] = longer
        else:
            result.append(part)
    return [cut(line, size, most) for line in result]


def leading_parts(parts: Sequence[str], size: float, most: float, lines: int) -> list[str]:
    """Return as many of the first parts as fit into some lines without being cut, at least the first one."""
    for count in range(len(parts), 1, -1):
        found = parts_in_lines(parts[:count], size, most, lines)
        if " · ".join(found) == " · ".join(parts[:count]):
            return found
    return parts_in_lines(parts[:1], size, most, lines)


def fit_names(sentence: Callable[[int], str], sizes: Sequence[float], most: float) -> tuple[list[str], float]:
    """Return a sentence in one line of the largest size that fits, else in two of the last two sizes, and that size.

    When two lines are too few, names may be broken between lines; then they are shortened; only at last the end of the
    sentence is cut. ``sentence`` makes the sentence with names of at most the given number of characters.
    """
    plain = clean(sentence(UNLIMITED))
    for size in sizes:
        if width(plain, size) <= most:
            return [plain], size
    glued = glue_names(plain)
    for text, size in ((glued, sizes[-2]), (glued, sizes[-1]), (plain, sizes[-1])):
        if " ".join(wrap(text, size, most, 2)) == text:
            return _at_punctuation(text, size, most) or balanced(text, size, most, 2), size
    size, limit, text = sizes[-1], len(plain), plain
    while limit > _SHORTEST_NAME and " ".join(wrap(text, size, most, 2)) != text:
        limit = max(_SHORTEST_NAME, min(limit - 1, int(limit * 0.9)))
        text = clean(sentence(limit))
    return balanced(text, size, most, 2), size


def _at_punctuation(text: str, size: float, most: float) -> list[str]:
    """Return two lines broken after a colon or a comma where both then fit and neither is very short, else nothing."""
    for match in re.finditer("[:,] ", text):
        pair = [text[: match.end() - 1], text[match.end() :]]
        wide = [width(line, size) for line in pair]
        if max(wide) <= most and min(wide) >= 0.25 * max(wide):
            return pair
    return []

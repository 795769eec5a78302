"""Text that is set on slides: plain, shortened rather than small, and nothing of it lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followersim.report.slides_charts import pattern, percent_pattern
from followersim.report.slides_template import Place
from followersim.report.slides_text import Words, cut, height, n_lines, paged, plain, title_of, width

PLACE = Place(0, 0, 11, 5.4)
SIZES = (32, 28, 24)
ANY_TEXT = st.text(max_size=300)
WORDS = st.text(st.sampled_from("abcdefghijklmnop äöüß“”"), min_size=1, max_size=400)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand   more ", "two lines and more"),
        ("bell\x07 and \x1b[31mred", "bell and [31mred"),
        ("turned \u202eback\u202c", "turned back"),
        ("half \ud83d of one", "half of one"),
        ("5\u00a0%", "5\u00a0%"),
        ("e\u0301", "\u00e9"),
        ("z" + "\u0335" * 40, "z" + "\u0335" * 2),
        ("\U0001f525 \u4f60\u597d", "\U0001f525 \u4f60\u597d"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(ANY_TEXT)
def test_what_is_plain_stays_as_it_is_and_can_be_written(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert once.encode().decode() == once
    assert all(ord(sign) >= 32 for sign in once)


@given(WORDS, st.integers(1, 3))
def test_what_is_cut_fits(text: str, lines: int) -> None:
    words = plain(text)
    found = cut(words, 24, 3, lines=lines)
    assert n_lines(found, 24, 3) <= lines
    assert found == words or found.endswith("…")
    if n_lines(words, 24, 3) <= lines:
        assert found == words


def test_titles_shorten_names_before_anything_else() -> None:
    name = "A very long name of a policy that goes on and on " * 6
    title, size = title_of(lambda limit: f"“{name[:limit]}”: 17 fewer followers than with “{name[:limit]}”", 11.93)
    assert size == 24
    assert "17 fewer followers" in title
    assert n_lines(title, size, 11.93) <= 3
    short, large = title_of(lambda _limit: "Harsh replies: 20 fewer", 11.93)
    assert (short, large) == ("Harsh replies: 20 fewer", 34)


@given(st.lists(WORDS.map(plain).filter(bool), min_size=1, max_size=14))
def test_no_page_is_too_full_and_nothing_is_lost(texts: list[str]) -> None:
    words = [Words(text, space=14) for text in texts]
    pages, size = paged(words, PLACE, SIZES)
    assert [one for page in pages for one in page] == words
    assert all(height(page, size, PLACE.width) <= PLACE.height for page in pages)
    assert all(pages)
    assert size in SIZES


def test_a_paragraph_larger_than_a_page_is_cut() -> None:
    (page,), size = paged([Words("word " * 900)], PLACE, SIZES)
    assert size == 24
    assert page[0].text.endswith("…")
    assert height(page, size, PLACE.width) <= PLACE.height
    (code,), _ = paged([Words("x" * 3000, code=True)], PLACE, SIZES)
    assert height(code, 24, PLACE.width) <= PLACE.height


def test_wide_characters_count_as_wide() -> None:
    assert width("\u4f60" * 10, 24) >= 10 * 24
    assert width("\U0001f525", 24) >= 24


@pytest.mark.parametrize(
    ("lang", "largest", "signed", "wanted"),
    [
        ("en", 900, False, "0;\\\u22120;0"),
        ("de", 900, True, "\\+0;\\\u22120;0"),
        ("en", 5000, False, "[>=1000]#\\,000;[<=-1000]\\\u2212#\\,000;0"),
        ("de", 5000, False, "[>=1000]#\\.000;[<=-1000]\\\u2212#\\.000;0"),
        ("de", 2_000_000, False, "[>=1000000]#\\.000\\.000;[>=1000]#\\.000;0"),
    ],
)
def test_numbers_are_written_as_in_the_language(lang: str, largest: float, signed: bool, wanted: str) -> None:
    assert pattern(lang, largest, signed=signed) == wanted
    assert percent_pattern(lang) == {"en": "0%", "de": "0\\ %"}[lang]

"""There are words for whatever the model can come up with, in both languages and in sufficient variety."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from followersim.feed.companies import Companies
from followersim.feed.facts import Facts
from followersim.feed.rendering import rendered
from followersim.feed.replay import Replay
from followersim.feed.texts import lists
from followersim.model import codes
from followersim.scenario.fields import Text
from tests.feed.conversations import EVENT_OF_ORIGIN, LANGUAGES, OCCASIONS, Conversation, of_every_kind, under

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.feed.messages import Message
    from followersim.scenario.vocabulary import Language

UNFINISHED = set("<>|()[]{}\ue000")
NEW_POSTS = codes.CONTENTS[5:]
NEW_ORIGINS = codes.ORIGINS[8:]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("seed", range(5))
def test_every_message_has_words_and_no_gap_is_left(lang: Language, seed: int) -> None:
    conversation = Conversation(seed)
    messages = list(of_every_kind(conversation))
    writer = conversation.writer(lang)
    for message in messages:
        said = [writer.text(message)]
        said += [
            writer.reply_text(conversation.replied(message, reply))
            for reply in codes.REPLY_TYPES
            if message.kind != "post" and reply != "delete"
        ]
        for text in said:
            assert text, message
            assert not UNFINISHED & set(text), text
            assert "  " not in text, text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_list_that_a_text_refers_to_exists(lang: Language) -> None:
    found = lists(lang)
    known = {*found, "handle", "about", "other", *Facts(1, 0, found).gaps(0)}
    known |= {name.partition("/")[0] for name in found}
    for name, texts in found.items():
        assert texts, name
        for gap in re.findall(r"<([\w./]+)>", " ".join(texts)):
            assert gap in known, (name, gap)
        for text in texts:
            assert not set("()") & set(re.sub(r"\([^()]*\|[^()]*\)", "", text)), (name, text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_list_is_written_twice(lang: Language) -> None:
    names: Counter[str] = Counter()
    for file in (resources.files("followersim.feed") / "texts" / lang).iterdir():
        names.update(re.findall(r"^([\w./]+): \|$", file.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert [name for name, n in names.items() if n > 1] == []
    assert set(names) == set(lists(lang))


def test_texts_of_both_languages_have_the_same_gaps() -> None:
    """Where one language names the other company or what has happened, so does the other."""
    english, german = lists("en"), lists("de")
    kept = re.compile(r"<(other|handle|outage|fault|rumour|leak|scandal|story)[\w.]*>")
    for name in english:
        if name.startswith(("post.", "reply.")):
            assert set(kept.findall(" ".join(english[name]))) == set(kept.findall(" ".join(german[name]))), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_new_posts_and_all_about_them_differ(lang: Language) -> None:
    conversation = Conversation(7)
    messages = []
    for n in range(8):
        for content in NEW_POSTS:
            occasion = OCCASIONS[n % len(OCCASIONS)] if content in codes.GESTURES else ""
            post = conversation.post(content, occasion=occasion, is_disclosed=n % 2 == 0)
            messages += [post, *under(conversation, post)]
    writer = conversation.writer(lang)
    texts = [writer.text(message) for message in messages]
    assert len(texts) > 400
    assert len(set(texts)) >= 0.9 * len(texts)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("origin", NEW_ORIGINS)
def test_criticism_and_what_follows_from_it_differ(origin: str, lang: Language) -> None:
    conversation = Conversation(11)
    messages = []
    for n in range(60):
        about = 0 if origin == "gesture" else 1 + n % 3
        parent = conversation.post(("attack", "joining", "tease")[n % 3]).number if origin == "gesture" else -1
        own = conversation.criticism(origin, parent=parent, about=about)
        viral = conversation.criticism(origin, parent=own.number, about=about, is_viral=True)
        messages += [own, viral]
        if origin != "gesture" and n % 4 == 0:
            messages.append(conversation.add("question", event=EVENT_OF_ORIGIN[origin], about=about))
    writer = conversation.writer(lang)
    texts = [writer.text(message) for message in messages]
    assert len(set(texts)) >= 0.9 * len(texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_answers_to_surveys_and_thanks_for_them_differ(lang: Language) -> None:
    conversation = Conversation(13)
    answers = [conversation.add("answer", parent=conversation.post("survey").number) for _ in range(150)]
    writer = conversation.writer(lang)
    assert len({writer.text(answer) for answer in answers}) >= 0.9 * len(answers)
    thanks = {writer.reply_text(conversation.replied(answer, "thank")).partition(" ")[2] for answer in answers}
    assert len(thanks) >= 50


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everybody_talks_about_the_same_rumour(lang: Language) -> None:
    conversation = Conversation(17)
    first = [conversation.criticism("false_claim") for _ in range(40)]
    second = [conversation.criticism("false_claim", about=2) for _ in range(40)]
    writer = conversation.writer(lang)

    def rumours(said: list[str]) -> set[int]:
        """Return the numbers of the rumours of which one of the usual answers is among what is said."""
        found = lists(lang)
        words = {n: found[f"rumour{n}.truth"][0] for n in range(20) if f"rumour{n}.truth" in found}
        starts = {n: re.findall(r"[^()|]{12,}", text) for n, text in words.items()}
        return {n for n, parts in starts.items() if any(part in text for part in parts for text in said)}

    corrected = [
        rumours([writer.reply_text(conversation.replied(m, "correction")) for m in of]) for of in (first, second)
    ]
    assert [len(numbers) for numbers in corrected] == [1, 1]
    assert corrected[0] != corrected[1]
    posted = [writer.text(conversation.post("correction")) for _ in range(20)]
    assert rumours(posted) == corrected[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_gesture_fits_its_occasion(lang: Language) -> None:
    conversation = Conversation(19)
    said: dict[str, set[str]] = {}
    for content in ("congratulation", "tease", "attack", "joining"):
        for occasion in OCCASIONS:
            posts = [conversation.post(content, occasion=occasion) for _ in range(40)]
            said[f"{content}.{occasion}"] = {conversation.writer(lang).text(post) for post in posts}
    for content in ("congratulation", "tease", "attack"):
        for one, other in combinations(OCCASIONS, 2):
            assert not said[f"{content}.{one}"] & said[f"{content}.{other}"]
    assert not said["joining."] & said["joining.forced"]


def test_disclosed_internals_read_differently() -> None:
    conversation = Conversation(23)
    writer = conversation.writer("en")
    slipped = {writer.text(conversation.post("leak")) for _ in range(30)}
    disclosed = {writer.text(conversation.post("leak", is_disclosed=True)) for _ in range(30)}
    assert not slipped & disclosed


def _lines(conversation: Conversation, companies: Companies, lang: Language) -> list[str]:
    from datetime import date  # noqa: PLC0415 - only here

    winds = [0] * (conversation.messages[-1].day + 1)
    replay = Replay(conversation.messages, winds, 12345, 100, companies)
    writer = conversation.writer(lang, companies=companies)
    return list(rendered(conversation.messages, replay, writer, date(2026, 3, 2), lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Tea (black|green) <handle> {x}", "Tea (black|green) <handle> {x}"),
        ("Tea\x1b[31m\x07", "Tea\\x1b[31m\\x07"),
        ("Tea\u202e\u2028House", "Tea\\u202e House"),
        ("T" * 100, "T" * 59 + "…"),
    ],
)
def test_a_title_is_shown_as_it_is_and_acts_on_nothing(title: str, shown: str, lang: Language) -> None:
    companies = Companies(names=("tea",), titles=(Text.model_construct(en=title, de=title),))
    conversation = Conversation(29)
    for content in codes.GESTURES[:3]:
        post = conversation.post(content)
        list(under(conversation, post))
    writer = conversation.writer(lang, companies=companies)
    gestures = [message for message in conversation.messages if message.is_gesture]
    assert [writer.other(message) for message in gestures] == [shown] * 3
    named = [text for text in map(writer.text, conversation.messages) if shown in text]
    assert len(named) >= 3
    lines = _lines(conversation, companies, lang)
    assert len(lines) == 1 + len(conversation.messages)
    assert all(line.isprintable() for line in lines)


def test_companies_have_handles_of_their_own() -> None:
    text = Text(en="x", de="x")
    names = ("Tea House", "tea-house", "company", "***", "Ümläut & Söhne " + "x" * 50)
    handles = [Companies(names, (text,) * 5, this).handle("en") for this in range(6)]
    assert handles[:5] == ["@company", "@tea_house", "@tea_house3", "@company4", "@company5"]
    assert handles[5].startswith("@ümläut_söhne_x")
    assert len(set(handles)) == 6
    assert all(len(handle) <= 32 for handle in handles)


def test_criticism_names_the_company_it_is_about() -> None:
    conversation = Conversation(31)
    post = conversation.post("attack")
    own = [conversation.criticism("gesture", parent=post.number) for _ in range(60)]
    viral = [conversation.criticism("gesture", parent=own[0].number, is_viral=True) for _ in range(60)]
    writer = conversation.writer("en")
    for messages in (own, viral):
        assert any("Tea House" in writer.text(message) for message in messages)
    about: Callable[[Message], str] = writer.other
    assert {about(message) for message in (*own, *viral)} == {"Tea House"}

"""Every line of the feed is an event of the model, and reads as people write."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import followersim as fs
from followersim.feed.handles import Handles
from followersim.feed.lines import choose, records
from followersim.feed.luck import bits, luck
from followersim.feed.messages import messages_of
from followersim.feed.rendering import rendered
from followersim.feed.replay import Replay, finished, part_of, replay
from followersim.feed.texts import lists, rates
from followersim.feed.writer import Writer
from followersim.model import codes, streams
from tests.feed.conversations import LANGUAGES
from tests.reference import luck as reference

if TYPE_CHECKING:
    from followersim.experiment.work import Part
    from followersim.feed.messages import Message
    from followersim.scenario.vocabulary import Language

COLUMNS = {
    "post": "n_posts",
    "share": "n_shares",
    "praise": "n_praise",
    "question": "n_questions",
    "criticism": "n_criticism",
    "defence": "n_defences",
    "answer": "n_answers_to_questions",
    "recommendation": "n_recommendations",
}


def scenario(policy: Any) -> fs.Scenario:
    """Return a scenario with a fault large enough for all kinds of messages."""
    return fs.Scenario(
        policies=[policy],
        audience={"people": 8000, "followers": 4000},
        period={"days": 30},
        events=[{"day": 5, "hour": 9, "type": "product_fault", "share": 0.2, "severity": 0.9}],
        worlds=2,
        seed=3,
    )


@cache
def prepared(policy: str) -> Part:
    """Return a policy, ready to run."""
    return part_of(scenario(policy))


@cache
def world(policy: str) -> Replay:
    """Return a world under a policy."""
    return replay(prepared(policy), 3, 1)


def writer(policy: str, lang: Language = "en", *, strong: bool = False) -> Writer:
    """Return what gives that world its words."""
    found = world(policy)
    return Writer(found.messages, found.key, lang, strong=strong)


def test_luck_is_that_of_the_model() -> None:
    for seed, number in ((1, 0), (3, 1), (2**53, 99_999)):
        assert bits(seed, number, 0, 0) == int(streams.world_key(seed, number))
    for key, who, when, decision in ((1, 2, 3, 4), (2**64 - 1, 2**31, 90_000, 1001), (77, 0, 0, 0)):
        assert luck(key, who, when, decision) == reference.uniform(key, who, when, decision)


@pytest.mark.parametrize("policy", ["harsh_reply", "deletes_criticism", "private_channel_first", "personal_voice"])
def test_counts_per_day_are_those_of_the_model(policy: str) -> None:
    simulation = finished(prepared(policy), 3, 1)
    found = records(sorted(messages_of(simulation), key=lambda m: m.when), writer(policy), scenario(policy).start)
    kinds = Counter((entry["day"], entry["kind"]) for entry in found)
    replies = Counter((entry["day"], entry["reply_type"]) for entry in found if entry["kind"] == "reply")
    counts = simulation.arrays.counts
    for day in range(len(counts)):
        for kind, column in COLUMNS.items():
            assert kinds[day, kind] == counts[day, codes.COUNTS.index(column)], (day, kind)
        for reply in codes.REPLY_TYPES:
            assert replies[day, reply] == counts[day, codes.COUNTS.index(f"n_replies_{reply}")], (day, reply)
    assert len(found) == counts[:, [codes.COUNTS.index(name) for name in COLUMNS.values()]].sum() + replies.total()


def test_the_feed_agrees_with_the_daily_table() -> None:
    daily = fs.run(scenario("harsh_reply")).daily
    row = daily[daily["world"] == 1].reset_index(drop=True)
    of_day = Counter(message.day for message in world("harsh_reply").messages if message.kind == "criticism")
    assert [of_day[day] for day in row["day"]] == row["n_criticism"].tolist()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("policy", ["harsh_reply", "handles_criticism_well", "deletes_criticism", "broadcast_only"])
def test_texts_differ(policy: str, lang: Language) -> None:
    found = writer(policy, lang)
    chosen = choose(world(policy), None, 500, spread=True).messages
    texts = [found.text(message) for message in chosen]
    assert len(chosen) >= 200
    assert all(texts)
    assert len(set(texts)) >= 0.9 * len(texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_message_reads_the_same_under_every_policy(lang: Language) -> None:
    def by_cause(policy: str) -> dict[Any, str]:
        replayed, words = world(policy), writer(policy, lang)

        def cause(message: Message) -> Any:
            about = replayed.messages[message.parent].content if message.parent >= 0 else ""
            return message.key, message.nth, message.origin, message.is_viral, message.is_addressed, about

        return {cause(m): words.text(m) for m in replayed.messages if m.kind != "answer"}

    one, other = by_cause("harsh_reply"), by_cause("handles_criticism_well")
    both = set(one) & set(other)
    assert len(both) > 100
    assert all(one[cause] == other[cause] for cause in both)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_unfilled_and_nothing_is_coarse(lang: Language) -> None:
    found = lists(lang)
    coarse = [word.casefold() for name in found if name.startswith("strong") for word in found[name]]
    assert coarse
    for policy in ("harsh_reply", "deletes_criticism", "template_replies"):
        words = writer(policy, lang)
        for message in world(policy).messages[:1500]:
            for text in (words.text(message), words.reply_text(message)):
                assert not set("<>|()[]{}") & set(text), text
                assert not {"damn", "crap", "scheiß", "mist."} & set(text.casefold().split())


def test_strong_language_is_a_switch() -> None:
    mild, strong = writer("harsh_reply"), writer("harsh_reply", strong=True)
    pairs = [(mild.text(m), strong.text(m)) for m in world("harsh_reply").messages if m.kind == "criticism"]
    different = sum(a != b for a, b in pairs)
    assert 0 < different < 0.5 * len(pairs)


def test_both_languages_have_the_same_lists() -> None:
    assert set(lists("en")) == set(lists("de"))
    assert all(0 <= rate <= 1 for table in rates().values() for rate in table.values())
    for segment_rates in rates().values():
        assert set(segment_rates) == {"customer", "fan", "deal_seeker", "critic", "onlooker", "young", "company"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reply_type_and_origin_has_words(lang: Language) -> None:
    found = lists(lang)
    for reply in codes.REPLY_TYPES:
        assert reply == "delete" or f"reply.{reply}" in found
    for origin in codes.ORIGINS:
        assert f"viral.{origin}" in found
        assert origin in {"experience", "incident", "post"} or f"criticism.{origin}" in found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_handles_are_stable_and_nobody_shares_one(lang: Language) -> None:
    handles = Handles(123456789, lists(lang), "@company")
    names = [handles.of(person) for person in range(60_000)]
    assert len(set(names)) == len(names)
    assert names[:50] == [handles.of(person) for person in range(50)]
    assert handles.of(-1) in {"@company", "@firma"}


def test_replies_stand_under_their_messages() -> None:
    policy = "private_channel_first"
    replayed = world(policy)
    chosen = choose(replayed, None, 0, spread=False).messages
    lines = list(rendered(chosen, replayed, writer(policy), scenario(policy).start, "en"))
    answered = [m for m in chosen if m.reply]
    assert sum(line.lstrip().startswith("> @company after") for line in lines) == len(answered)
    for message in answered:
        assert message.reply
        waited = (message.reply.hour - message.hour) * 60 + message.reply.minute - message.minute
        assert waited == message.reply.delay_min


def test_deleted_and_private_are_marked() -> None:
    replayed = world("deletes_criticism")
    chosen = choose(replayed, None, 0, spread=False).messages
    text = "\n".join(rendered(chosen, replayed, writer("deletes_criticism"), scenario("harsh_reply").start, "en"))
    assert text.count("[deleted later]") == sum(m.is_deleted for m in replayed.messages) > 0
    private = part_of(scenario({"based_on": "handles_criticism_well", "name": "quiet", "replies": {
        "criticism": {"share": 1, "reply": "apology", "public": False}}}))  # fmt: skip
    quiet = replay(private, 3, 1)
    words = Writer(quiet.messages, quiet.key, "de")
    shown = "\n".join(rendered(quiet.messages, quiet, words, scenario("harsh_reply").start, "de"))
    assert "(Entschuldigung, privat)" in shown


def test_a_limit_says_what_it_leaves_out() -> None:
    replayed = world("harsh_reply")
    everything = choose(replayed, (4, 8), 0, spread=False)
    assert everything.left_out == 0
    assert {m.day for m in everything.messages} <= set(range(4, 9))
    some = choose(replayed, (4, 8), 10, spread=False)
    assert some.messages == everything.messages[:10]
    assert some.left_out == len(everything.messages) - 10
    assert choose(replayed, (4, 8), 10, spread=True).messages[-1].day >= 7

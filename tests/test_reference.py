"""The compiled rules against the reference model: the same people, messages, counts and levels, draw by draw."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pytest

from followersim.model import codes
from followersim.model.setup import set_up
from followersim.model.simulation import Simulation
from followersim.scenario.scenario import Scenario
from tests.reference.message import Kind, Message, Origin
from tests.reference.model import ReferenceModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.model.records import Column
    from followersim.scenario.scenario import Case
    from tests.reference.person import Person

# seed: people, followers, days
WORLDS: Final = {1: (150, 50, 9), 2: (241, 80, 9), 3: (301, 60, 9)}
EVENTS: Final = [
    {"type": "product_fault", "day": 2, "hour": 9, "share": 0.25, "severity": 0.8},
    {"type": "product_fault", "per_month": 3, "share": 0.05, "severity": 0.4},
]
# so few people do little in so few days: rates are raised until every mechanism is at work
PARAMETERS: Final = {
    "reach": 0.1,
    "likes": 0.05,
    "shares": 0.05,
    "praises_post": 0.05,
    "asks_about_post": 0.03,
    "criticises_post": 0.02,
    "answers_question": 0.3,
    "unthanked_turns": 1.5,
    "praises": 1,
    "asks": 0.2,
    "complains": 1.5,
    "complains_at_once": 0.3,
    "leaves_bad": 0.3,
    "repeats": 2,
    "ignored_after_h": 10,
    "slip": 1,
    "stress_by_criticism": 0.3,
    "person_reach": 0.5,
    "view_tail": 0.7,
    "contagion": 3,
    "joins_in": 8,
    "defends": 1,
    "defence_calms": 0.2,
    "defender_trust": 0.6,
    "visits_per_day": 0.1,
    "outsider_visits": 0.2,
    "media_from_critics": 4,
    "media_from_share": 0.1,
    "media_rate": 0.05,
    "media_visibility": 3,
    "discovery": 0.02,
    "curious": 0.01,
    "offer_pull": 0.1,
    "offer_over": 0.6,
    "leaves_bored": 0.05,
    "leaves_crowded": 0.05,
    "leaves_promotional": 0.05,
    "leaves_angry": 0.4,
    "segments.customer.experiences_per_day": 0.3,
    "segments.fan.experiences_per_day": 0.1,
    "contents.personal.praise": 5,
    "reply_types.compensation.imitation": 2,
    "reply_types.witty.provokes": 1,
}
EVERY_OTHER_REPLY: Final = {
    "name": "every_other_reply",
    "posting": {"posts_per_day": 2.5, "weekdays": "mo-sa", "mix": {"question": 3, "personal": 1}},
    "replies": {
        "praise": {"reply": ["template", "witty", "thank"], "share": 0.8},
        "question": {"reply": ["ask_information", "explanation", "correction"], "max_delay_h": 6},
        "criticism": {"reply": ["witty", "correction", "explanation"], "share": 0.9},
        "heated_criticism": {"reply": ["explanation", "template"], "public": False},
    },
    "triage": "hottest_first",
    "team": {"members": 2, "hours": "9-15", "checks_every_min": 30, "approval_min": 7.5},
}
OFFERS_TWICE_A_WEEK: Final = {
    "name": "offers_twice_a_week",
    "based_on": "offers_and_discounts",
    "posting": {"posts_per_day": 3, "weekdays": "mon,thu", "hours": "7-23"},
    "team": {"members": 3, "weekdays": "mon-sun", "hours": "0-24"},
}
HEATED_CRITICISM_ONLY: Final = {
    "name": "heated_criticism_only",
    "replies": {"heated_criticism": {"share": 1, "reply": "apology"}, "praise": {"reply": "thank"}},
    "triage": "most_read_first",
    "team": {"hours": "18-20", "weekdays": "mon-sun"},  # late enough for defenders to cool what waits
}
POLICIES: Final[dict[str, Any]] = {
    **dict.fromkeys(("handles_criticism_well", "untrained_team", "harsh_reply", "deletes_criticism"), None),
    **dict.fromkeys(("broadcast_only", "fast_compensation", "private_channel_first", "understaffed_dialogue"), None),
    "every_other_reply": EVERY_OTHER_REPLY,
    "offers_twice_a_week": OFFERS_TWICE_A_WEEK,
    "heated_criticism_only": HEATED_CRITICISM_ONLY,
}


def a_case(policy: str, seed: int) -> Case:
    """Return a small case in which much happens."""
    people, followers, days = WORLDS[seed]
    scenario = Scenario(
        policies=[POLICIES[policy] or policy],
        profile={"based_on": "corporation", "incidents_per_month": 10} if seed == 3 else "small_business",
        audience={"people": people, "followers": followers},
        period={"days": days, "start": f"2026-03-0{seed}"},
        events=EVENTS,
        parameters=PARAMETERS,
    )
    return scenario.cases()[0]


@cache
def compiled_run(policy: str, seed: int) -> Simulation:
    """Return a finished run of the compiled rules."""
    simulation = Simulation(set_up(a_case(policy, seed)), seed, world=seed % 2)
    simulation.advance()
    return simulation


@cache
def reference_run(policy: str, seed: int) -> ReferenceModel:
    """Return a finished run of the reference model."""
    model = ReferenceModel(a_case(policy, seed), seed, world=seed % 2)
    model.run()
    return model


def messages_of(simulation: Simulation) -> Column:
    """Return the messages of a run of the compiled rules."""
    return simulation.arrays.messages[: int(simulation.arrays.state["n_messages"][0])]


same_worlds = pytest.mark.parametrize("seed", WORLDS)
all_policies = pytest.mark.parametrize("policy", POLICIES)


@all_policies
@same_worlds
def test_daily_counts_and_levels_are_equal(policy: str, seed: int) -> None:
    arrays, record = compiled_run(policy, seed).arrays, reference_run(policy, seed).record
    counts = [[day[name] for name in codes.COUNTS] for day in record.counts]
    assert arrays.counts.tolist() == counts
    assert {name for day in record.counts for name in day} <= set(codes.COUNTS)
    for name, column in zip(codes.LEVELS, arrays.levels.T, strict=True):
        measured = [day[name] for day in record.levels]
        # the compiled rules keep a running sum of trust, the reference adds up anew
        assert column.tolist() == (pytest.approx(measured, abs=1e-12) if name == "mean_trust" else measured), name


MESSAGE: Final[dict[str, Callable[[Message], object]]] = {
    "key": lambda m: m.key,
    "author": lambda m: -1 if m.author is None else m.author.number,
    "hour": lambda m: m.hour,
    "minute": lambda m: m.minute,
    "kind": lambda m: int(m.kind),
    "content": lambda m: m.content.place if m.content else 0,
    "attention": lambda m: m.attention,
    "heat": lambda m: m.heat,
    "origin": lambda m: int(m.origin),
    "parent": lambda m: -1 if m.parent is None else m.parent.number,
    "is_viral": lambda m: int(m.is_viral),
    "is_addressed": lambda m: int(m.is_addressed),
    "is_deleted": lambda m: int(m.is_deleted),
    "reply": lambda m: m.reply.kind.place if m.reply else codes.NO_REPLY,
    "reply_hour": lambda m: m.reply.hour if m.reply else -1,
    "delay_min": lambda m: m.reply.delay_min if m.reply else -1,
    "is_private_reply": lambda m: int(m.reply is not None and m.reply.is_private),
    "n_views": lambda m: m.n_views,
    "n_likes": lambda m: m.n_likes,
    "n_shares": lambda m: m.n_shares,
}


@all_policies
@same_worlds
def test_messages_are_equal_one_by_one(policy: str, seed: int) -> None:
    compiled, model = messages_of(compiled_run(policy, seed)), reference_run(policy, seed)
    assert len(compiled) == len(model.messages)
    for field, of in MESSAGE.items():
        assert compiled[field].tolist() == [of(message) for message in model.messages], field
    waiting = [message in model.company.queue for message in model.messages]
    assert compiled["waits"].tolist() == waiting


PERSON: Final[dict[str, Callable[[Person], object]]] = {
    "talk": lambda a: a.talk,
    "irritability": lambda a: a.irritability,
    "patience_min": lambda a: a.patience_min,
    "n_distant": lambda a: a.n_distant,
    "segment": lambda a: a.segment.place,
    "presence": lambda a: a.presence,
}
TIE: Final[dict[str, Callable[[Person], object]]] = {
    "trust": lambda a: a.trust,
    "engagement": lambda a: a.engagement,
    "anger": lambda a: a.anger,
    "fatigue": lambda a: a.fatigue,
    "crowding": lambda a: a.crowding,
    "touched": lambda a: a.touched,
    "last_active": lambda a: -1 if a.last_active is None else a.last_active,
    "n_answers": lambda a: a.n_answers,
    "n_unthanked": lambda a: a.n_unthanked,
}


@all_policies
@same_worlds
def test_people_are_equal_one_by_one(policy: str, seed: int) -> None:
    arrays, model = compiled_run(policy, seed).arrays, reference_run(policy, seed)
    for field, of in PERSON.items():
        assert arrays.people[field].tolist() == [of(person) for person in model.people], field
    for field, of in TIE.items():
        assert arrays.ties[field].tolist() == [of(person) for person in model.people], field
    assert (arrays.ties["since"] >= 0).tolist() == [person.follows for person in model.people]
    assert arrays.presence.tolist() == pytest.approx(model.presence, rel=1e-14)


def test_every_mechanism_was_at_work() -> None:
    runs = {(policy, seed): compiled_run(policy, seed) for policy in POLICIES for seed in WORLDS}
    total = sum(run.arrays.counts.sum(axis=0) for run in runs.values())
    happened = {name for name, n in zip(codes.COUNTS, total, strict=True) if n}
    assert set(codes.COUNTS) - happened == {"new_followers_advertising"}
    messages = [message for run in runs.values() for message in messages_of(run)]
    assert {message["kind"] for message in messages} == set(Kind)
    criticism = [message for message in messages if message["kind"] == Kind.CRITICISM]
    assert {message["origin"] for message in criticism} == set(Origin)
    assert {message["content"] for message in messages if message["kind"] == Kind.POST} == set(range(5))
    harsh = codes.REPLY_TYPES.index("harsh")
    assert any(message["reply"] == harsh for message in messages_of(runs["untrained_team", 2])), "nobody slipped"
    answered = [message for message in messages if message["reply_hour"] >= 0]
    assert {message["is_private_reply"] for message in answered} == {0, 1}
    assert any(message["delay_min"] > 24 * 60 for message in answered), "no reply had to wait over night"
    assert any(run.arrays.levels[:, codes.L_QUEUE].max() > 5 for run in runs.values())
    assert max(run.arrays.levels[:, codes.L_WIND].max() for run in runs.values()) >= 4
    assert any(message["hour"] % 24 < 6 for message in criticism)

"""The compiled rules against the reference model: the same people, messages, counts and levels, draw by draw."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from followersim.model import codes
from followersim.model.setup import set_up
from followersim.model.simulation import CaseResult, Simulation, result_of
from followersim.scenario.scenario import Scenario
from tests.reference.cases import EVENTS, PARAMETERS, POLICIES, WORLDS
from tests.reference.message import Kind, Message, Origin
from tests.reference.model import ReferenceModel
from tests.reference.stories import OFTEN, STORIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followersim.model.records import Column, World
    from followersim.scenario.scenario import Case
    from tests.reference.company import Company
    from tests.reference.person import Person


def a_case(name: str, seed: int) -> Case:
    """Return a small case in which much happens: an everyday policy, or a story."""
    people, followers, days = WORLDS[seed]
    story = STORIES.get(name, {"policy": POLICIES.get(name) or name, "events": EVENTS})
    scenario = Scenario(
        policies=[story["policy"]],
        profile={"based_on": "corporation", "incidents_per_month": 10} if seed == 3 else "small_business",
        audience={"people": people, "followers": followers},
        period={"days": days, "start": f"2026-03-0{seed}"},
        events=story.get("events", []),
        rivals=story.get("rivals", []),
        parameters={**PARAMETERS, **(OFTEN if name in STORIES else {}), **story.get("parameters", {})},
    )
    return scenario.cases()[0]


@cache
def compiled_run(name: str, seed: int) -> Simulation:
    """Return a finished run of the compiled rules."""
    simulation = Simulation(set_up(a_case(name, seed)), seed, world=seed % 2)
    simulation.advance()
    return simulation


@cache
def reference_run(name: str, seed: int) -> ReferenceModel:
    """Return a finished run of the reference model."""
    model = ReferenceModel(a_case(name, seed), seed, world=seed % 2)
    model.run()
    return model


def both(name: str, seed: int) -> Iterator[tuple[World, CaseResult, Company]]:
    """Yield each company: its arrays and its result by the compiled rules, and the company of the reference."""
    simulation, model = compiled_run(name, seed), reference_run(name, seed)
    yield from zip(simulation.worlds, result_of(simulation), model.companies, strict=True)


def messages_of(arrays: World) -> Column:
    """Return the messages of a company by the compiled rules."""
    return arrays.messages[: int(arrays.state["n_messages"][0])]


RUNS: Final = [*((policy, seed) for policy in POLICIES for seed in WORLDS), *((story, 2) for story in STORIES)]
all_runs = pytest.mark.parametrize(("name", "seed"), RUNS)
ADDED_UP: Final = {"mean_trust"}  # kept as a running sum by the compiled rules, added up anew by the reference


@all_runs
def test_daily_counts_and_levels_are_equal(name: str, seed: int) -> None:
    for arrays, _, company in both(name, seed):
        record = company.record
        counts = [[day[name] for name in codes.COUNTS] for day in record.counts]
        assert arrays.counts.tolist() == counts
        assert {name for day in record.counts for name in day} <= set(codes.COUNTS)
        for level, column in zip(codes.LEVELS, arrays.levels.T, strict=True):
            measured = [day[level] for day in record.levels]
            assert column.tolist() == (pytest.approx(measured, abs=1e-12) if level in ADDED_UP else measured), level


@all_runs
def test_counts_by_segment_are_equal(name: str, seed: int) -> None:
    for _, result, company in both(name, seed):
        groups = company.record.groups().values()
        assert result.company == company.name
        assert result.groups.tolist() == [[group[name] for name in codes.GROUP_COUNTS] for group in groups]
        trust = company.record.group_trust()
        assert result.group_trust.tolist() == pytest.approx(trust, abs=1e-12, nan_ok=True)


MESSAGE: Final[dict[str, Callable[[Message], object]]] = {
    "key": lambda m: m.key,
    "author": lambda m: -1 if m.author is None else m.author.who.number,
    "hour": lambda m: m.hour,
    "minute": lambda m: m.minute,
    "kind": lambda m: int(m.kind),
    "content": lambda m: m.content.place if m.content else 0,
    "about": lambda m: m.event.number + 1 if m.event else m.towards.number + 1 if m.towards else 0,
    "attention": lambda m: m.attention,
    "heat": lambda m: m.heat,
    "origin": lambda m: int(m.origin),
    "parent": lambda m: -1 if m.parent is None else m.parent.number,
    "rule": lambda m: codes.RULES.index(m.rule) if m.rule else 0,
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


@all_runs
def test_messages_are_equal_one_by_one(name: str, seed: int) -> None:
    for arrays, _, company in both(name, seed):
        compiled = messages_of(arrays)
        assert len(compiled) == len(company.messages)
        for field, of in MESSAGE.items():
            assert compiled[field].tolist() == [of(message) for message in company.messages], field
        waiting = [message in company.team.queue for message in company.messages]
        assert compiled["waits"].tolist() == waiting


PERSON: Final[dict[str, Callable[[Person], object]]] = {
    "talk": lambda a: a.who.talk,
    "irritability": lambda a: a.who.irritability,
    "patience_min": lambda a: a.who.patience_min,
    "n_distant": lambda a: a.who.n_distant,
    "segment": lambda a: a.who.segment.place,
    "presence": lambda a: a.who.presence,
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
    "n_heard": lambda a: a.n_heard,
    "n_unthanked": lambda a: a.n_unthanked,
    "knows": lambda a: a.knows.number + 1 if a.knows else 0,
}


@all_runs
def test_people_are_equal_one_by_one(name: str, seed: int) -> None:
    for arrays, _, company in both(name, seed):
        for field, of in PERSON.items():
            assert arrays.people[field].tolist() == [of(person) for person in company.people], field
        for field, of in TIE.items():
            assert arrays.ties[field].tolist() == [of(person) for person in company.people], field
        assert (arrays.ties["since"] >= 0).tolist() == [person.follows for person in company.people]
        assert arrays.presence.tolist() == pytest.approx(company.model.presence, rel=1e-14)


COMPANY: Final[dict[str, Callable[[Company], float | None]]] = {
    "key": lambda c: c.key,
    "listens": lambda c: c.listens,
    "insight": lambda c: c.insight,
    "launched": lambda c: c.launched,
    "wind": lambda c: c.wind,
    "is_silent": lambda c: c.silent,
    "n_start": lambda c: c.n_start,
    "stress": lambda c: c.team.stress,
    "absent_share": lambda c: c.team.absent_share,
    "absent_until": lambda c: c.team.absent_until,
    "preparation_min": lambda c: c.posting.preparation_min,
    "post_load": lambda c: c.posting.post_load,
    "page_weight": lambda c: c.page.weight,
    "promotion": lambda c: c.page.promotion,
    "media_boost": lambda c: c.page.media_boost,
    "news": lambda c: c.page.news,
    "pinned": lambda c: c.page.pinned.number + 1 if c.page.pinned else 0,
    "pinned_until": lambda c: c.page.pinned_until,
    "climate": lambda c: c.model.climate,
    "usual": lambda c: c.record.usual,
}


@all_runs
def test_companies_are_equal_at_the_end(name: str, seed: int) -> None:
    for arrays, _, company in both(name, seed):
        for field, of in COMPANY.items():
            expected = of(company)
            assert expected is None or arrays.state[field][0] == expected, field
        assert arrays.free_at.tolist() == company.team.free_at


def test_every_mechanism_was_at_work() -> None:
    runs = {run: compiled_run(*run).arrays for run in RUNS}
    total = sum(run.counts.sum(axis=0) for run in runs.values())
    assert [name for name, n in zip(codes.COUNTS, total, strict=True) if n == 0] == []
    messages = [message for run in runs.values() for message in messages_of(run)]
    assert {message["kind"] for message in messages} == set(Kind)
    criticism = [message for message in messages if message["kind"] == Kind.CRITICISM]
    assert {message["origin"] for message in criticism} == set(Origin)
    posts = [message for message in messages if message["kind"] == Kind.POST]
    assert {message["content"] for message in posts} == set(range(len(codes.CONTENTS)))
    harsh = codes.REPLY_TYPES.index("harsh")
    assert any(message["reply"] == harsh for message in messages_of(runs["untrained_team", 2])), "nobody slipped"
    answered = [message for message in messages if message["reply_hour"] >= 0]
    assert {message["is_private_reply"] for message in answered} == {0, 1}
    assert {message["rule"] for message in answered} == set(range(len(codes.RULES)))
    assert any(message["delay_min"] > 24 * 60 for message in answered), "no reply had to wait over night"
    assert any(run.levels[:, codes.L_QUEUE].max() > 5 for run in runs.values())
    assert max(run.levels[:, codes.L_WIND].max() for run in runs.values()) >= 4
    assert any(message["hour"] % 24 < 6 for message in criticism)


def test_every_occasion_was_met() -> None:
    runs = {story: compiled_run(story, 2) for story in STORIES}
    posts = {
        story: [m for w in run.worlds for m in messages_of(w) if m["kind"] == Kind.POST] for story, run in runs.items()
    }
    fits = [post["heat"] for post in posts["gestures"] if codes.CONTENTS[post["content"]] in codes.GESTURES]
    assert min(fits) < 0.5 < max(fits) == 1, "no gesture looked forced, or none fitted"
    towards = {(post["content"], post["about"]) for post in posts["four_companies"]}
    assert {about for content, about in towards if content >= codes.FIRST_GESTURE} == {1, 2, 3, 4}
    for story in ("gestures", "four_companies"):
        winds = [world.levels[:, codes.L_WIND].max() for world in runs[story].worlds]
        assert max(winds) >= OFTEN["storm_noticed_from"], "no storm that others could notice"
    claims = runs["claims_set_right"].arrays
    assert (claims.ties["knows"] > 0).any()
    assert sum(post["content"] == codes.CORRECTION for post in posts["claims_set_right"]) > 1
    assert runs["survey_with_thanks"].arrays.state["insight"][0] > 1
    assert runs["gives_up"].arrays.levels[:, codes.L_SILENT].tolist()[0] == 0
    assert runs["gives_up"].arrays.levels[:, codes.L_SILENT].tolist()[-1] == 1
    by_duty = [message["reply_hour"] % 24 for message in messages_of(runs["duty"].arrays) if message["reply_hour"] >= 0]
    assert max(by_duty) > 15, "nobody was on duty"
    only_in_crisis = codes.REPLY_TYPES.index("delete")
    assert any(message["reply"] == only_in_crisis for message in messages_of(runs["crisis"].arrays))

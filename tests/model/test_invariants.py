"""What holds in every world under every policy: random scenarios, and books that must balance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import followersim as fs
from followersim.model import codes
from followersim.model.setup import set_up
from followersim.model.simulation import Simulation, result_of
from tests.model.random_cases import random_case

if TYPE_CHECKING:
    from followersim.model.records import Column
    from followersim.scenario import Case
    from followersim.scenario.schema import Team


def columns(prefix: str) -> list[int]:
    return [k for k, name in enumerate(codes.COUNTS) if name.startswith(prefix)]


def members_at(team: Team, weekday: int, hour: int) -> int:
    """Return how many people a team has at work in an hour."""
    start, end = team.open_hours
    if team.open_days[weekday] and start <= hour < end:
        return team.answering
    start, end = team.duty_open_hours
    return team.answering_on_duty if team.duty_open_days[weekday] and start <= hour < end else 0


def all_books(seed: int) -> list[Books]:
    """Return the books of all companies of a random case."""
    case = random_case(seed)
    simulation = Simulation(set_up(case), seed, 0)
    simulation.advance()
    return [Books(case, simulation, number) for number in range(len(simulation.worlds))]


class Books:
    """One company of a finished world and everything that was written down about it."""

    def __init__(self, case: Case, simulation: Simulation, number: int = 0) -> None:
        self.case = case
        self.days = case.days
        self.policy = case.policy if number == 0 else case.rivals[number - 1].policy
        self.followers = simulation.setup.companies[number].n_followers
        self.arrays = simulation.worlds[number]
        self.result = result_of(simulation)[number]
        self.counts, self.levels = self.result.counts, self.result.levels
        self.messages = self.arrays.messages[: int(self.arrays.state["n_messages"][0])]

    def by_day(self, chosen: Column) -> list[int]:
        """Return how many of the chosen messages appeared on each day."""
        found: list[int] = np.bincount(self.messages["hour"][chosen] // 24, minlength=self.days).tolist()
        return found

    def people_are_conserved(self) -> None:
        change = self.counts[:, columns("new_")].sum(axis=1) - self.counts[:, columns("lost_")].sum(axis=1)
        followers = self.levels[:, codes.L_FOLLOWERS]
        assert (followers == self.followers + np.cumsum(change)).all()
        ties = self.arrays.ties
        follows = ties["since"] >= 0
        assert follows.sum() == followers[-1]
        assert self.arrays.state["trust_sum"][0] == pytest.approx(ties["trust"][follows].sum(), abs=1e-6)
        assert len(ties) == self.case.people

    def nothing_is_impossible(self) -> None:
        assert (self.counts >= 0).all()
        moved = [codes.L_TRUST_OWN, codes.L_TRUST_OTHER, codes.L_TRUST_BOTH]  # may fall
        assert (np.delete(self.levels, moved, axis=1) >= 0).all()
        assert not np.isnan(self.levels).any()
        for level in (codes.L_TRUST, codes.L_ANGRY, codes.L_ACTIVE, codes.L_STRESS):
            assert (self.levels[:, level] <= 1.0 + 1e-9).all(), codes.LEVELS[level]
        assert (self.levels[:, codes.L_WIND] <= 6).all()
        assert (self.levels[:, codes.L_CRITICS] <= self.case.people).all()
        for feeling in ("trust", "engagement", "anger", "fatigue"):
            values = self.arrays.ties[feeling]
            assert ((values >= 0) & (values <= 1)).all(), feeling

    def answers_follow_messages(self) -> None:
        answered = np.bincount(self.result.response_day, minlength=self.days)
        received = self.counts[:, codes.N_RECEIVED]
        assert (answered <= received).all()
        answers = [k for k in columns("n_replies_") if codes.COUNTS[k] != "n_replies_delete"]  # a deletion is no answer
        assert self.counts[:, answers].sum() == answered.sum()
        assert (self.result.response_min >= 0).all()
        addressed = self.messages["is_addressed"] == 1
        assert self.by_day(addressed) == received.tolist()
        replied = self.messages["reply_hour"] >= 0
        assert not (replied & ~addressed).any()
        assert (self.messages["reply_hour"][replied] >= self.messages["hour"][replied]).all()
        assert (self.messages["waits"] == 1).sum() == self.levels[-1, codes.L_QUEUE]
        assert not (replied & (self.messages["waits"] == 1)).any()

    def nobody_works_unpaid(self) -> None:
        playbooks = (self.policy.team, self.policy.in_crisis().team)
        for day in range(self.days):
            weekday = (self.case.start.weekday() + day) % 7
            paid = sum(60 * max(members_at(team, weekday, hour) for team in playbooks) for hour in range(24))
            # a shift that ends in this hour has begun its last piece of work within it
            assert self.levels[day, codes.L_STAFF] <= paid + 1e-6

    def every_message_has_an_author(self) -> None:
        kind, author = self.messages["kind"], self.messages["author"]
        posts = kind == codes.POST
        assert (author[posts] == -1).all()
        assert ((author[~posts] >= 0) & (author[~posts] < self.case.people)).all()
        for count, which in (
            (codes.N_POSTS, codes.POST), (codes.N_SHARES, codes.SHARE), (codes.N_PRAISE, codes.PRAISE),
            (codes.N_QUESTIONS, codes.QUESTION), (codes.N_CRITICISM, codes.CRITICISM),
            (codes.N_DEFENCES, codes.DEFENCE), (codes.N_ANSWERS, codes.ANSWER),
        ):  # fmt: skip
            assert self.by_day(kind == which) == self.counts[:, count].tolist(), codes.KINDS[which]
        assert (np.diff(self.messages["hour"]) >= 0).all()

    def views_come_before_reactions(self) -> None:
        messages = self.messages
        for number in np.flatnonzero(messages["parent"] >= 0):
            reaction, cause = messages[number], messages[messages["parent"][number]]
            assert reaction["parent"] < number
            assert (cause["hour"], cause["minute"]) <= (reaction["hour"], reaction["minute"])
            if cause["author"] != reaction["author"]:
                assert cause["n_views"] > 0
        posts = messages[messages["kind"] == codes.POST]
        assert (posts["n_likes"] + posts["n_shares"] <= posts["n_views"]).all()
        assert self.counts[:, codes.N_LIKES].sum() == messages["n_likes"].sum()

    def critics_are_different_persons(self) -> None:
        recent = (self.messages["kind"] == codes.CRITICISM) & (self.messages["hour"] >= self.days * 24 - 24)
        assert self.arrays.state["critics"][0] == len(set(self.messages["author"][recent].tolist()))


_RANDOM = settings(max_examples=100, deadline=None, derandomize=True)
_SEEDS = st.integers(0, 2**53)


@_RANDOM
@given(_SEEDS)
def test_books_balance(seed: int) -> None:
    for books in all_books(seed):
        books.people_are_conserved()
        books.nothing_is_impossible()
        books.answers_follow_messages()
        books.nobody_works_unpaid()
        books.every_message_has_an_author()
        books.views_come_before_reactions()
        books.critics_are_different_persons()


def test_the_random_worlds_are_full_of_life() -> None:
    """The test above would be idle if nothing happened in its worlds."""
    seen: list[Any] = []

    @_RANDOM
    @given(_SEEDS)
    def collect(seed: int) -> None:
        seen.extend(books.counts.sum(axis=0) for books in all_books(seed))

    collect()
    quiet = [codes.COUNTS[k] for k in np.flatnonzero(np.sum(seen, axis=0) == 0)]
    assert quiet == []


def test_only_replies_of_the_playbook_are_given() -> None:
    heated = {"share": 1, "reply": "apology"}
    policy = {
        "name": "x",
        "replies": {"criticism": {"share": 0}, "heated_criticism": heated},
        "team": {"hours": "9-10"},
    }
    scenario = fs.Scenario(
        policies=[policy],
        audience={"followers": 800, "people": 800},
        period={"days": 6},
        events=[{"type": "product_fault", "day": 1, "hour": 11, "share": 1, "severity": 1}],
        parameters={"defends": 5, "defence_calms": 0.5, "defender_trust": 0.1, "visits_per_day": 1},
    )
    simulation = Simulation(set_up(scenario.cases()[0]), 1, 0)
    simulation.advance()
    books = Books(scenario.cases()[0], simulation)
    replies = {codes.COUNTS[k] for k in columns("n_replies_") if books.counts[:, k].any()}
    assert replies <= {"n_replies_apology", "n_replies_harsh"}

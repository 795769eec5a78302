"""What holds in every world under every policy: random scenarios, and books that must balance."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import followersim as fs
from followersim.model import codes
from followersim.model.setup import set_up
from followersim.model.simulation import Simulation, result_of
from followersim.scenario.catalogue import parameters_file

if TYPE_CHECKING:
    from followersim.model.records import Column
    from followersim.scenario import Case

_SHARES = (0.0, 0.3, 1.0)
_HOURS = ("0-24", "9-17", "23-24", "0-1", "6-22")
_DAYS = ("mon-sun", "mon-sun", "mon-fri", "sat,sun")


def random_rule(chance: random.Random) -> dict[str, Any]:
    return {
        "share": chance.choice((0.0, 0.5, 1.0, 1.0)),
        "reply": chance.choices(codes.REPLY_TYPES, k=chance.randint(1, 3)),
        "public": chance.random() < 0.7,
        "max_delay_h": chance.choice((0, 5, 48, 168)),
    }


def random_policy(chance: random.Random) -> dict[str, Any]:
    contents = ("personal", "service", "product", "offer", "question")
    return {
        "name": "random",
        "posting": {
            "posts_per_day": chance.choice((0, 0.5, 3, 24)),
            "hours": chance.choice(_HOURS),
            "weekdays": chance.choice(_DAYS),
            "mix": {name: chance.choice((0.1, 1)) for name in contents},
        },
        "replies": {rule: random_rule(chance) for rule in codes.RULES},
        "triage": chance.choice(codes.TRIAGES),
        "team": {
            "members": chance.choice((0, 1, 3, 50)),
            "hours": chance.choice(_HOURS),
            "weekdays": chance.choice(_DAYS),
            "training": chance.choice(_SHARES),
            "approval_min": chance.choice((0, 59, 600)),
        },
    }


def random_event(chance: random.Random) -> dict[str, Any]:
    place = {"type": "product_fault", "day": chance.randint(0, 3), "hour": chance.randint(0, 23)}
    return {**place, "share": chance.choice((0.0, 0.2, 1.0)), "severity": chance.choice((0.1, 1.0))}


# louder and more fickle than real people, so that small worlds are full of life
_LOUD = {
    "reach": 0.1, "likes": 0.05, "shares": 0.05, "praises_post": 0.05, "asks_about_post": 0.05, "criticises_post": 0.05,
    "answers_question": 0.5, "complains": 5, "contagion": 5, "joins_in": 20, "defends": 5, "visits_per_day": 1,
    "media_from_critics": 1, "media_from_share": 0.0001, "media_rate": 1, "leaves_bored": 0.1, "leaves_crowded": 0.1,
    "leaves_promotional": 0.1, "leaves_angry": 1, "leaves_ignored": 1, "leaves_bad": 1, "offer_over": 1,
    "offer_pull": 0.1, "discovery": 0.1, "curious": 1, "promotion_max": 200,
}  # fmt: skip
_KNOWN = parameters_file()["parameters"]


def random_case(seed: int) -> Case:
    """Return a company, a policy and a short period that nobody has thought of."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    people = chance.randint(200, 800)
    loud = {name: value for name, value in _LOUD.items() if name in _KNOWN and chance.random() < 0.6}
    loud = {name: min(max(value, _KNOWN[name]["range"][0]), _KNOWN[name]["range"][1]) for name, value in loud.items()}
    scenario = fs.Scenario(
        policies=[random_policy(chance)],
        profile={
            "bad_experience_share": chance.choice(_SHARES),
            "publicity": chance.choice((0, 1, 5)),
            "incidents_per_month": chance.choice((0, 10)),
        },
        audience={"people": people, "followers": chance.choice((0, 1, people // 2, people))},
        period={"days": chance.randint(4, 10)},
        events=[random_event(chance) for _ in range(chance.randint(0, 3))],
        parameters=loud,
    )
    return scenario.cases()[0]


def columns(prefix: str) -> list[int]:
    return [k for k, name in enumerate(codes.COUNTS) if name.startswith(prefix)]


class Books:
    """One finished world and everything that was written down about it."""

    def __init__(self, case: Case, seed: int) -> None:
        self.case = case
        self.days = case.days
        self.simulation = Simulation(set_up(case), seed, 0)
        self.simulation.advance()
        self.arrays = self.simulation.arrays
        self.result = result_of(self.simulation)
        self.counts, self.levels = self.result.counts, self.result.levels
        self.messages = self.arrays.messages[: int(self.arrays.state["n_messages"][0])]

    def by_day(self, chosen: Column) -> list[int]:
        """Return how many of the chosen messages appeared on each day."""
        found: list[int] = np.bincount(self.messages["hour"][chosen] // 24, minlength=self.days).tolist()
        return found

    def people_are_conserved(self) -> None:
        change = self.counts[:, columns("new_")].sum(axis=1) - self.counts[:, columns("lost_")].sum(axis=1)
        followers = self.levels[:, codes.L_FOLLOWERS]
        assert (followers == self.case.followers + np.cumsum(change)).all()
        ties = self.arrays.ties
        follows = ties["since"] >= 0
        assert follows.sum() == followers[-1]
        assert self.arrays.state["trust_sum"][0] == pytest.approx(ties["trust"][follows].sum(), abs=1e-6)
        assert len(ties) == self.case.people

    def nothing_is_impossible(self) -> None:
        assert (self.counts >= 0).all()
        assert (self.levels >= 0).all()
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
        team = self.case.policy.team
        start, end = team.open_hours
        weekday = self.case.start.weekday()
        for day in range(self.days):
            paid = team.members * (end - start) * 60 if team.open_days[(weekday + day) % 7] else 0
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
    books = Books(random_case(seed), seed)
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
        seen.append(Books(random_case(seed), seed).counts.sum(axis=0))

    collect()
    quiet = [codes.COUNTS[k] for k in np.flatnonzero(np.sum(seen, axis=0) == 0)]
    assert quiet in ([], ["new_followers_advertising"])  # nothing in the model advertises yet


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
    books = Books(scenario.cases()[0], 1)
    replies = {codes.COUNTS[k] for k in columns("n_replies_") if books.counts[:, k].any()}
    assert replies <= {"n_replies_apology", "n_replies_harsh"}

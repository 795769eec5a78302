"""The goals that come from one's own account: the model posts and answers as the account did, and is compared to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from followersim.calibration.goals import Goal, Measured
from followersim.experiment.pool import default_jobs, run_all
from followersim.model import codes
from followersim.model.deciding import DecidingSimulation, Orders
from followersim.model.setup import set_up
from followersim.scenario.vocabulary import MAIN
from followersim.validation.observing import messages_of
from followersim.validation.validate import MET, NOT_MET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from threading import Event as Signal

    import numpy.typing as npt

    from followersim.calibration.account_csv import Account
    from followersim.model.setup import Setup
    from followersim.scenario import Scenario
    from followersim.scenario.scenario import Case
    from followersim.scenario.schema import Policy as Playbook

    Vector = npt.NDArray[np.float64]

WORLDS: Final = 8
"""Worlds of a candidate, times the option --scale."""

RUN_IN_DAYS: Final = 14
"""So long the model runs before the first day of the file, so that messages and posts of earlier days are about."""

MOST_SIMULATED: Final = 20_000
"""Of a larger account, a part of this size is simulated: rates per follower do not depend on the size."""

WEEK: Final = 7
DAYS_PER_MONTH: Final = 30
LEAST_SPREAD_OF_POSTS: Final = 0.5
SURE_95: Final = 1.96
SMALLEST_SHARE: Final = 0.02

GROWTH, MESSAGES, PER_POST, LEFT, CRITICISM = (
    "growth",
    "messages",
    "messages_per_post",
    "left",
    "criticism",
)

_TITLES: Final[dict[str, tuple[str, str, str]]] = {
    GROWTH: ("followers won less lost, a month", "Follower gewonnen minus verloren, im Monat", "%"),
    MESSAGES: ("messages a day per 1,000 followers", "Nachrichten am Tag je 1.000 Follower", ""),
    PER_POST: ("more messages per post, 1,000 followers", "Nachrichten mehr je Beitrag, 1.000 Follower", ""),
    LEFT: ("followers lost, a month", "verlorene Follower, im Monat", "%"),
    CRITICISM: ("criticism among messages", "Kritik unter den Nachrichten", "%"),
}

Days = dict[str, "Vector"]
"""Day by day: followers, posts, messages, and as far as they are known criticism and left. In a model, means."""


def days_of(account: Account) -> Days:
    """Return the figures of a file as arrays."""
    columns = {
        "followers": account.followers,
        "posts": account.posts,
        "messages": account.messages,
        "answered": account.share_answered,
        "criticism": account.criticism,
        "left": account.lost_followers,
    }
    return {name: np.asarray(values, np.float64) for name, values in columns.items() if values is not None}


def figures(days: Days, names: Sequence[str], without: slice | None = None) -> dict[str, float]:
    """Return the figures that sum the days up; `without` leaves some days out."""
    keep = np.ones(len(days["posts"]), bool)
    if without is not None:
        keep[without] = False
    followers, messages, posts = days["followers"][keep].mean(), days["messages"][keep], days["posts"][keep]
    won = np.diff(days["followers"], prepend=days["before"])[keep].mean()
    found = {
        GROWTH: 100 * DAYS_PER_MONTH * won / followers,
        MESSAGES: 1000 * messages.mean() / followers,
    }
    if PER_POST in names:
        apart = posts - posts.mean()
        found[PER_POST] = 1000 * float(apart @ messages) / max(float(apart @ apart), 1e-9) / followers
    if LEFT in names:
        found[LEFT] = 100 * DAYS_PER_MONTH * days["left"][keep].mean() / followers
    if CRITICISM in names:
        found[CRITICISM] = 100 * days["criticism"][keep].sum() / max(messages.sum(), 1e-9)
    return {name: float(value) for name, value in found.items()}


def own_errors(days: Days, names: Sequence[str]) -> dict[str, float]:
    """Return the standard errors of the figures by chance: from how they change when a week is left out (jackknife)."""
    n = len(days["posts"]) // WEEK
    last = len(days["posts"])
    without = [figures(days, names, slice(k * WEEK, last if k == n - 1 else (k + 1) * WEEK)) for k in range(n)]
    errors = {}
    for name, value in figures(days, names).items():
        apart = np.array([each[name] for each in without])
        error = float(np.sqrt((n - 1) / n * ((apart - apart.mean()) ** 2).sum()))
        errors[name] = max(error, SMALLEST_SHARE * abs(value), 1e-6)
    return errors


@dataclass(frozen=True)
class _World:
    goals: AccountGoals
    setup: Setup
    number: int
    seed: int

    def run(self, stop: Signal) -> tuple[int, Days | None]:
        return self.number, None if stop.is_set() else self.goals.days_in(self.setup, self.seed, self.number)


class _AsItWas(DecidingSimulation):
    """A simulation in which posts and the share of answered messages are those of the account, day by day."""

    given: Sequence[Orders]

    def _orders_at(self, hour: int) -> Orders:
        return self.given[min(hour // 24, len(self.given) - 1)]


class _Nobody:
    """A policy that changes nothing; the orders of the day are given."""

    def decide(self, view: object) -> None:
        """Decide nothing."""


class AccountGoals:
    """The figures of an account, and worlds in which the model does what the account did.

    case: the company, and how it answers. Its followers, days, posts and the share of answered messages are those of
    the account.
    """

    def __init__(
        self,
        account: Account,
        scenario: Scenario,
        *,
        times: int = 1,
        seed: int = 1,
        jobs: int | None = None,
        on_world: Callable[[], None] | None = None,
    ) -> None:
        self.account = account
        self.times, self.seed, self.jobs, self.on_world = times, seed, jobs, on_world
        self._scenario = scenario
        self.case = _case(account, scenario)
        self.size = self.case.followers / account.followers[0]
        self._orders = _orders(account, self.case.policy)
        self.data = _with_before(days_of(account))
        self.names = _names(account)
        self._own = figures(self.data, self.names)
        errors = own_errors(self.data, self.names)
        self._goals = tuple(self._goal(name, errors[name]) for name in self._own)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """One goal for each figure that the file gives."""
        return self._goals

    @property
    def worlds(self) -> int:
        """Worlds of a candidate."""
        return WORLDS * self.times

    def identity(self) -> dict[str, Any]:
        """Return what decides about the values."""
        account = self.account
        return {
            "account": {name: repr(value) for name, value in vars(account).items()},
            "scenario": self._scenario.hash,
            "times": self.times,
            "seed": self.seed,
        }

    def measure(self, changes: Mapping[str, float], *, fresh: bool) -> dict[str, Measured]:
        """Run the worlds and return the figures of their mean, with the interval of that mean."""
        worlds = self.simulated(changes, seed=self.seed + fresh)
        names = [name for name in worlds[0] if name != "before"]
        total = {name: np.sum([world[name] for world in worlds], axis=0) for name in (*names, "before")}

        def mean_of(days: Days, n: int) -> Days:
            return {name: values / n for name, values in days.items()}

        n = len(worlds)
        whole = figures(mean_of(total, n), self.names)
        less = [
            figures(mean_of({name: total[name] - world[name] for name in total}, n - 1), self.names) for world in worlds
        ]
        found = {}
        for name, value in whole.items():
            apart = np.array([each[name] for each in less])
            error = float(np.sqrt((n - 1) / n * ((apart - apart.mean()) ** 2).sum()))
            found[name] = Measured(value, value - SURE_95 * error, value + SURE_95 * error)
        return found

    def simulated(self, changes: Mapping[str, float], *, seed: int) -> list[Days]:
        """Return what happens day by day in each world."""
        setup = set_up(replace(self.case, parameters={**self.case.parameters, **changes}))
        found: dict[int, Days] = {}

        def keep(one: tuple[int, Days | None]) -> None:
            number, days = one
            if days is not None:
                found[number] = days
            if self.on_world is not None:
                self.on_world()

        def jobs() -> Iterator[_World]:
            for number in range(self.worlds):
                yield _World(self, setup, number, seed)

        run_all(jobs(), self.jobs or default_jobs(), keep)
        return [found[number] for number in range(self.worlds)]

    def days_in(self, setup: Setup, seed: int, world: int) -> Days:
        """Return what happens in a world day by day, scaled to the size of the account."""
        simulation = _AsItWas(setup, seed, world, case=self.case, policy=_Nobody())
        simulation.given = self._orders
        simulation.advance()
        counts, followers = simulation.arrays.counts, simulation.arrays.levels[:, codes.L_FOLLOWERS]
        messages = messages_of(simulation)
        arrived = messages[messages["is_addressed"] == 1]
        n = setup.n_hours // 24
        critical = arrived["hour"][arrived["kind"] == codes.CRITICISM] // 24
        answered = arrived["hour"][arrived["reply"] != codes.NO_REPLY] // 24
        days = {
            "followers": followers,
            "posts": counts[:, codes.N_POSTS] * self.size,
            "messages": np.bincount(arrived["hour"] // 24, minlength=n),
            "answered_messages": np.bincount(answered, minlength=n),
            "criticism": np.bincount(critical, minlength=n),
            "left": counts[:, codes.LOST_0 : codes.REPLY_0].sum(axis=1),
        }
        found = {name: np.asarray(values[RUN_IN_DAYS:], np.float64) / self.size for name, values in days.items()}
        found["before"] = np.asarray(followers[RUN_IN_DAYS - 1] / self.size, np.float64)
        return found

    def course(self, worlds: Sequence[Days]) -> dict[str, float]:
        """Return how the model's days compare with the account's.

        follower_error: mean distance of the followers' course from the account's, both against their first day, as a
        share; posts, answered: posts a day and share of answered messages, as a check that the model could do the same.
        """
        mean = {name: np.mean([world[name] for world in worlds], axis=0) for name in worlds[0]}
        own, model = (days["followers"] / days["followers"][0] for days in (self.data, mean))
        return {
            "follower_error": float(np.abs(own - model).mean()),
            "posts": float(mean["posts"].mean()),
            "answered": float(mean["answered_messages"].sum() / max(mean["messages"].sum(), 1e-9)),
        }

    def own_course(self) -> dict[str, float]:
        """Return the same of the account itself."""
        messages, answered = self.data["messages"], self.data["answered"]
        return {"posts": float(self.data["posts"].mean()), "answered": float(messages @ answered / messages.sum())}

    def verdict(self, goal: Goal, found: Measured) -> str:
        """Met: the model's figure lies within what chance makes of the account's own. Else not met."""
        return MET if goal.low <= found.value <= goal.high else NOT_MET

    def _goal(self, name: str, error: float) -> Goal:
        english, german, unit = _TITLES[name]
        value = self._own[name]
        return Goal(
            key=name,
            title={"en": english, "de": german},
            unit=unit,
            low=value - SURE_95 * error,
            high=value + SURE_95 * error,
            point=value,
        )


def rates_for(account: Account) -> tuple[str, ...]:
    """Return the rates that the columns of a file can say something about."""
    names = _names(account)
    return (
        "message_rate",
        *(("post_message_rate",) if PER_POST in names else ()),
        *(("criticism_rate",) if CRITICISM in names else ()),
        "joining_rate",
        *(("leaving_rate",) if LEFT in names else ()),
    )


def _names(account: Account) -> tuple[str, ...]:
    return (
        *(GROWTH, MESSAGES),
        *((PER_POST,) if np.std(account.posts) >= LEAST_SPREAD_OF_POSTS else ()),
        *((LEFT,) if account.lost_followers is not None else ()),
        *((CRITICISM,) if account.criticism is not None else ()),
    )


def _with_before(days: Days) -> Days:
    """Return days with the followers before the first: nobody wrote that down, so its change is the usual one."""
    won = (days["followers"][-1] - days["followers"][0]) / (len(days["followers"]) - 1)
    return {**days, "before": np.asarray(days["followers"][0] - won)}


def _case(account: Account, scenario: Scenario) -> Case:
    """Return the company and policy of a scenario, with the account's followers and days."""
    case = scenario.cases_at(0)[0]
    followers = min(account.followers[0], MOST_SIMULATED)
    events = (
        event if event.day is None else event.model_copy(update={"day": event.day + RUN_IN_DAYS})
        for event in case.events
        if event.company == MAIN and (event.day is None or event.day < account.days)
    )
    return replace(
        case,
        followers=followers,
        people=max(followers, round(case.people / max(case.followers, 1) * followers)),
        days=account.days + RUN_IN_DAYS,
        start=account.start - timedelta(days=RUN_IN_DAYS),
        events=tuple(events),
        rivals=(),
        python_policy=None,
    )


def _orders(account: Account, policy: Playbook) -> list[Orders]:
    """Return the playbook of each day; before the first day, posts and answers are those of an average day."""
    messages = np.asarray(account.messages, np.float64)
    usual = float(messages @ np.asarray(account.share_answered) / messages.sum())
    before = [(float(np.mean(account.posts)), usual)] * RUN_IN_DAYS
    made: dict[tuple[float, float], Orders] = {}
    for day in (days := [*before, *zip(map(float, account.posts), account.share_answered, strict=True)]):
        if day not in made:
            made[day] = Orders.from_playbook(_playbook(policy, *day))
    return [made[day] for day in days]


def _playbook(policy: Playbook, posts: float, answered: float) -> Playbook:
    """Return a policy that posts so much, every day of the week, and answers such a share of what is written."""
    kinds = {
        name: getattr(policy.replies, name).model_copy(update={"share": answered})
        for name in ("praise", "question", "criticism", "heated_criticism", "false_claim")
    }
    return policy.model_copy(
        update={
            "posting": policy.posting.model_copy(update={"posts_per_day": posts, "weekdays": "mon-sun"}),
            "replies": policy.replies.model_copy(update=kinds),
            "crisis": None,
        }
    )

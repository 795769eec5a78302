"""What is taken down of a world when it is over: counts of messages and people, to be added up over worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from followersim.analysis.storms import SHITSTORM_FORCE
from followersim.model import codes
from followersim.model.audience import PRESENCE_CLASSES
from followersim.model.simulation import Simulation

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.model.records import Column
    from followersim.model.setup import Setup
    from followersim.validation.sample import Values

Observed = dict[str, "Values"]

DAYS_PER_MONTH: Final = 30
TRIGGER_DAY, TRIGGER_HOUR, STORM_DAY = 30, 10, 3
LONGEST_DELAY_MIN: Final = 3 * 24 * 60
DAYS_TO_ANSWER: Final = 3
FIRST_HOURS: Final = 24

_FEEDBACK: Final = (codes.PRAISE, codes.QUESTION, codes.CRITICISM)
_WRITTEN: Final = (*_FEEDBACK, codes.DEFENCE, codes.ANSWER, codes.RECOMMENDATION)
_TALK: Final = (
    *(codes.N_PRAISE, codes.N_QUESTIONS, codes.N_CRITICISM, codes.N_DEFENCES, codes.N_ANSWERS),
    *(codes.N_RECOMMENDATIONS, codes.N_SHARES),
)


def at_the_end(take_down: Callable[[Simulation], Observed]) -> Callable[[Setup, int, int], Observed]:
    """Make an observer of what looks at a finished world."""

    def observe(setup: Setup, seed: int, world: int) -> Observed:
        simulation = Simulation(setup, seed, world)
        simulation.advance()
        return take_down(simulation)

    return observe


def messages_of(simulation: Simulation) -> Column:
    """Return everything written to or about the main company, and by it."""
    world = simulation.arrays
    return world.messages[: int(world.state["n_messages"][0])]


def numbers(**values: float) -> Observed:
    """Return single numbers as arrays."""
    return {name: np.asarray(value, np.float64) for name, value in values.items()}


def _engagement(messages: Column) -> Values:
    """Return likes, shares and words on each message, in the order of the messages."""
    engaged: Values = messages["n_likes"].astype(np.float64) + messages["n_shares"]
    parents = messages["parent"][np.isin(messages["kind"], (*_FEEDBACK, codes.ANSWER)) & (messages["parent"] >= 0)]
    engaged += np.bincount(parents, minlength=len(messages))
    return engaged


@at_the_end
def calm(simulation: Simulation) -> Observed:
    """Take down what calm times are judged by; where there was a shitstorm, times were not calm, and nothing counts."""
    was_calm = simulation.arrays.levels[:, codes.L_WIND].max() < SHITSTORM_FORCE
    return {name: value * was_calm for name, value in _calm(simulation).items()}


def _calm(simulation: Simulation) -> Observed:
    world, messages = simulation.arrays, messages_of(simulation)
    followers = world.levels[:, codes.L_FOLLOWERS]
    counts = world.counts.sum(axis=0)
    posts = messages["kind"] == codes.POST
    shares = messages[messages["kind"] == codes.SHARE]
    posted = messages[shares["parent"]]
    delays = (shares["hour"] - posted["hour"]) * 60.0 + shares["minute"] - posted["minute"]
    arrived = messages[messages["is_addressed"] == 1]
    hours = arrived["hour"] % 24
    left = counts[codes.LOST_0 : codes.REPLY_0]
    return numbers(
        interactions=_engagement(messages)[posts].sum(),
        followers_times_posts=followers[messages["hour"][posts] // 24].sum(),
        shares=len(shares),
        shares_within_hour=(delays <= 60.0).sum(),
        praise=counts[codes.N_PRAISE],
        criticism=counts[codes.N_CRITICISM],
        arrived=len(arrived),
        arrived_by_day=((hours >= 9) & (hours < 21)).sum(),
        questions=(arrived["kind"] == codes.QUESTION).sum(),
        left=left.sum(),
        left_bored=left[codes.BORED] + left[codes.CROWDED],
        growth=counts[: codes.LOST_0].sum() - left.sum(),
        follower_months=followers.sum() / DAYS_PER_MONTH,
    )


@at_the_end
def day_and_night(simulation: Simulation) -> Observed:
    """Take down the engagement of posts that appear from 8 to 19 h, and of the others."""
    messages = messages_of(simulation)
    posts = messages["kind"] == codes.POST
    engaged, hours = _engagement(messages)[posts], messages["hour"][posts] % 24
    by_day = (hours >= 8) & (hours < 19)
    return numbers(
        day=engaged[by_day].sum(), day_posts=by_day.sum(), night=engaged[~by_day].sum(), night_posts=(~by_day).sum()
    )


@at_the_end
def concentration(simulation: Simulation) -> Observed:
    """Take down how much is written by the most talkative tenth of all who are ever online.

    Pew ranks people by everything they write. The model knows what they write about one company, hardly ever more than
    a message a year each; so they are ranked by their talkativeness instead.
    """
    people, messages = simulation.people.people, messages_of(simulation)
    online = np.flatnonzero(people["presence"] < PRESENCE_CLASSES)
    most_talkative = online[np.argsort(-people["talk"][online], kind="stable")[: len(online) // 10]]
    authors = messages["author"][np.isin(messages["kind"], _WRITTEN)]
    written = np.bincount(authors[authors >= 0], minlength=len(people))
    return numbers(written=written.sum(), by_top_tenth=written[most_talkative].sum())


@at_the_end
def responses(simulation: Simulation) -> Observed:
    """Take down how long complaints waited for the first reply: how many waited 0, 1, 2 ... minutes.

    As in the source, complaints that begin a thread count, not those of people who only joined in.
    """
    messages = messages_of(simulation)
    in_time = messages["hour"] < simulation.setup.n_hours - DAYS_TO_ANSWER * 24
    begins = (messages["kind"] == codes.CRITICISM) & (messages["is_viral"] == 0) & (messages["is_addressed"] == 1)
    complaints = messages[begins & in_time]
    delays = complaints["delay_min"][complaints["reply_hour"] >= 0]
    histogram = np.bincount(np.minimum(delays, LONGEST_DELAY_MIN), minlength=LONGEST_DELAY_MIN + 1)
    return {"delays": histogram.astype(np.float64), **numbers(complaints=len(complaints), waited=delays.sum())}


@at_the_end
def trigger(simulation: Simulation) -> Observed:
    """Take down everything said about the company, and the criticism in it, day by day."""
    counts = simulation.arrays.counts
    return {
        "talk": counts[:, _TALK].sum(axis=1).astype(np.float64),
        "criticism": counts[:, codes.N_CRITICISM].astype(np.float64),
    }


@at_the_end
def spreading(simulation: Simulation) -> Observed:
    """Take down how many join complaints of a storm's first day that get a reply or, by luck alone, none."""
    messages = messages_of(simulation)
    is_criticism = messages["kind"] == codes.CRITICISM
    is_viral = is_criticism & (messages["is_viral"] == 1)
    joined = np.bincount(messages["parent"][is_viral], minlength=len(messages))
    begin = STORM_DAY * 24 + TRIGGER_HOUR
    concerned = (
        is_criticism
        & ~is_viral
        & (messages["is_addressed"] == 1)
        & (messages["origin"] == codes.BY_INCIDENT)
        & (messages["hour"] >= begin)
        & (messages["hour"] < begin + FIRST_HOURS)
    )
    answered = concerned & (messages["reply"] != codes.NO_REPLY)
    passed_over = concerned & (messages["reply"] == codes.NO_REPLY)
    return numbers(
        answered=answered.sum(),
        joined_answered=joined[answered].sum(),
        passed_over=passed_over.sum(),
        joined_passed_over=joined[passed_over].sum(),
    )


@at_the_end
def gestures(simulation: Simulation) -> Observed:
    """Take down likes and shares of congratulations, in both audiences, and of usual posts."""
    messages = messages_of(simulation)
    engaged = messages["n_likes"].astype(np.float64) + messages["n_shares"]
    posts = messages["kind"] == codes.POST
    greeting = posts & (messages["content"] == codes.CONGRATULATION)
    usual = posts & (messages["content"] < codes.SURVEY)
    return numbers(
        greeted=engaged[greeting].sum(), greetings=greeting.sum(), engaged=engaged[usual].sum(), posts=usual.sum()
    )


@at_the_end
def outcome(simulation: Simulation) -> Observed:
    """Take down whether there was a shitstorm, its size (critics in 24 hours) and the followers won."""
    levels, setup = simulation.arrays.levels, simulation.setup
    return numbers(
        storm=levels[:, codes.L_WIND].max() >= SHITSTORM_FORCE,
        peak=levels[:, codes.L_CRITICS].max(),
        gained=levels[-1, codes.L_FOLLOWERS] / setup.n_followers - 1.0,
    )

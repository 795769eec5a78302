"""The targets: published patterns with their bands, and how each is measured from worlds.

The list itself is in `targets.yaml`; each entry has a function of the same name here. Functions get a `Sample` and
return the value in the unit of the target. One target is one number: where a source states several (a median and a
mean, leaving and telling others), there are several.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import yaml

from followersim.validation.arms import ORDERED
from followersim.validation.observing import TRIGGER_DAY
from followersim.validation.sample import Sample, Values, divide, median_of_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WELL, THANKS, BROADCAST, DELETES, HARSH = ORDERED

PERCENT, TIMES, MINUTES, DAYS, POINTS = "%", "x", "min", "d", "points"
UNITS: Final = (PERCENT, TIMES, MINUTES, DAYS, POINTS)


@dataclass(frozen=True)
class Target:
    """A number that the model must bring about by itself.

    low and high are the limits of the band, in `unit`; if `beyond`, the lower limit itself is not enough. `arms` names
    what is run; `measure` returns the value (first row) and the same for other draws of the worlds.
    """

    name: str
    title: Mapping[str, str]
    unit: str
    low: float
    high: float
    beyond: bool
    condition: Mapping[str, str]
    source: str
    measured: str
    arms: tuple[str, ...]
    measure: Callable[[Sample], Values]

    def has(self, value: float) -> bool:
        """Return whether a value lies in the band."""
        return (value > self.low if self.beyond else value >= self.low) and value <= self.high


def interactions(sample: Sample) -> Values:
    """Likes, shares and words on a company post, per follower and post, in per cent."""
    return 100 * sample.ratio("calm", "interactions", "followers_times_posts")


def top_writers(sample: Sample) -> Values:
    """Return the share of messages in a year by the most talkative tenth of all people who are ever online."""
    return 100 * sample.ratio("year", "by_top_tenth", "written")


def shares_within_hour(sample: Sample) -> Values:
    """Return the share of shares that come within 60 minutes after the post."""
    return 100 * sample.ratio("calm", "shares_within_hour", "shares")


def view_half_life(sample: Sample) -> Values:
    """Return the minutes by the clock within which half of all views come."""
    return median_of_counts(sample.total("views", "delays"))


def praise_to_criticism(sample: Sample) -> Values:
    """Return messages of praise per criticism, addressed to the company or only about it."""
    return sample.ratio("calm", "praise", "criticism")


def questions(sample: Sample) -> Values:
    """Return the share of questions among messages to the company."""
    return 100 * sample.ratio("calm", "questions", "arrived")


def response_median(sample: Sample) -> Values:
    """Return the median minutes to the first reply to a complaint, of those that get one."""
    return median_of_counts(sample.total("office", "delays"))


def response_mean_to_median(sample: Sample) -> Values:
    """Return how many medians make the mean."""
    answered = sample.total("office", "delays").sum(axis=1)
    return divide(divide(sample.total("office", "waited"), answered), response_median(sample))


def unanswered(sample: Sample) -> Values:
    """Return the share of complaints to the company that never get a reply."""
    answered = sample.total("office", "delays").sum(axis=1)
    return 100 * (1 - divide(answered, sample.total("office", "complaints")))


def late_reply_value(sample: Sample) -> Values:
    """Return what a reply after more than an hour is worth in trust, against one within six minutes."""
    quick, slow = sample.ratio("at_once", "quick_gain", "quick"), sample.ratio("within_hours", "slow_gain", "slow")
    return 100 * divide(slow, quick)


def harsh_leaving(sample: Sample) -> Values:
    """Return how many times more of the followers answered harshly leave within a week than of those ignored."""
    arm = "harsh_or_nothing"
    return divide(
        sample.ratio(arm, "left_harsh", "followed_harsh"), sample.ratio(arm, "left_ignored", "followed_ignored")
    )


def harsh_telling(sample: Sample) -> Values:
    """Return how many times more of those answered harshly criticise again within a week than of those ignored."""
    arm = "harsh_or_nothing"
    return divide(sample.ratio(arm, "told_harsh", "all_harsh"), sample.ratio(arm, "told_ignored", "all_ignored"))


_USUAL: Final = slice(TRIGGER_DAY - 20, TRIGGER_DAY)
_FIRST_DAYS: Final = slice(TRIGGER_DAY, TRIGGER_DAY + 2)


def _usual_talk(sample: Sample) -> Values:
    """Return what is said about the company on a usual day, in the median world."""
    usual: Values = np.median(sample.each("trigger", "talk")[:, :, _USUAL].mean(axis=2), axis=1)
    return usual


def trigger_peak(sample: Sample) -> Values:
    """Return how many times a usual day's talk the larger of the first two days brings, in the median world."""
    peaks = sample.each("trigger", "talk")[:, :, _FIRST_DAYS].max(axis=2)
    return divide(np.median(peaks, axis=1), _usual_talk(sample))


def trigger_negative(sample: Sample) -> Values:
    """Return how many times its usual share the criticism makes up of the talk in the first two days, likewise."""
    criticism, talk = sample.each("trigger", "criticism"), sample.each("trigger", "talk")
    first, usual = (
        divide(criticism[:, :, days].sum(axis=2), talk[:, :, days].sum(axis=2)) for days in (_FIRST_DAYS, _USUAL)
    )
    return divide(np.nanmedian(first, axis=1), np.nanmedian(usual, axis=1))


def trigger_back(sample: Sample) -> Values:
    """Return after how many days the mean talk of three days is at most a fifth above the usual for the first time."""
    talk = sample.total("trigger", "talk")[:, TRIGGER_DAY:] / sample.worlds("trigger")
    three_days = (talk[:, :-2] + talk[:, 1:-1] + talk[:, 2:]) / 3
    is_back = three_days <= 1.2 * _usual_talk(sample)[:, None]
    days: Values = np.where(is_back.any(axis=1), is_back.argmax(axis=1) + 1.0, talk.shape[1])
    return days


def spreading_by(reply: str) -> Callable[[Sample], Values]:
    """Return the function that says by how much a reply changes the number of those who join in."""

    def change(sample: Sample) -> Values:
        answered = sample.ratio(reply, "joined_answered", "answered")
        return 100 * (divide(answered, sample.ratio(reply, "joined_passed_over", "passed_over")) - 1)

    return change


def unfollowing(arm: str) -> Callable[[Sample], Values]:
    """Return the function that says how many of a hundred followers leave in a month."""
    return lambda sample: 100 * sample.ratio(arm, "left", "follower_months")


def bored(sample: Sample) -> Values:
    """Return the share of leaving that is due to boredom or crowding."""
    return 100 * sample.ratio("calm", "left_bored", "left")


def growth(sample: Sample) -> Values:
    """Return followers won less followers lost, per hundred followers and month."""
    return 100 * sample.ratio("calm", "growth", "follower_months")


def posting_rate(sample: Sample) -> Values:
    """Return engagement per follower and post at four posts a day, against one post a day."""
    often = sample.ratio("calm_4_posts", "interactions", "followers_times_posts")
    return divide(often, sample.ratio("calm_1_post", "interactions", "followers_times_posts"))


def daytime(sample: Sample) -> Values:
    """Return by how much more a post gets that appears from 8 to 19 h."""
    by_day = sample.ratio("day_and_night", "day", "day_posts")
    return 100 * (divide(by_day, sample.ratio("day_and_night", "night", "night_posts")) - 1)


def arrival(sample: Sample) -> Values:
    """Return the share of messages to the company that arrive between 9 and 21 h."""
    return 100 * sample.ratio("calm", "arrived_by_day", "arrived")


def congratulation(sample: Sample) -> Values:
    """Return likes and shares of a congratulation, in both audiences, against those of a usual post."""
    return divide(sample.ratio("rival", "greeted", "greetings"), sample.ratio("rival", "engaged", "posts"))


def spread_of_storms(sample: Sample) -> Values:
    """Return the standard deviation over the mean of the largest number of critics within 24 hours."""
    peaks = sample.each(HARSH, "peak")
    return divide(peaks.std(axis=1, ddof=1), peaks.mean(axis=1))


def more_storms(stormier: str, calmer: str) -> Callable[[Sample], Values]:
    """Return the function that says in how many more of a hundred worlds one policy has a shitstorm."""
    return lambda sample: 100 * sample.difference(stormier, calmer, "storm")


def more_followers(more: str, fewer: str) -> Callable[[Sample], Values]:
    """Return the function that says how much more a policy gains in the same world, in per cent of followers.

    The mean of the middle eight tenths of the worlds: storms count where they are common, single ones do not decide.
    """

    def difference(sample: Sample) -> Values:
        differences = np.sort(sample.each(more, "gained") - sample.each(fewer, "gained"), axis=1)
        cut = differences.shape[1] // 10
        middle: Values = differences[:, cut : differences.shape[1] - cut].mean(axis=1)
        return 100 * middle

    return difference


_MEASURES: Final[dict[str, Callable[[Sample], Values]]] = {
    **{
        function.__name__: function
        for function in (
            *(interactions, top_writers, shares_within_hour, view_half_life, praise_to_criticism, questions),
            *(response_median, response_mean_to_median, unanswered, late_reply_value, harsh_leaving, harsh_telling),
            *(trigger_peak, trigger_negative, trigger_back, bored, growth, posting_rate, daytime, arrival),
            *(congratulation, spread_of_storms),
        )
    },
    "apology": spreading_by("apology"),
    "private_channel": spreading_by("private_channel"),
    "unfollowing_1_post": unfollowing("calm_1_post"),
    "unfollowing_4_posts": unfollowing("calm_4_posts"),
    **{
        name: pattern
        for better, worse in ((WELL, THANKS), (THANKS, BROADCAST), (BROADCAST, DELETES), (BROADCAST, HARSH))
        for name, pattern in (
            (f"storms_{worse}", more_storms(worse, better)),
            (f"followers_{worse}", more_followers(better, worse)),
        )
    },
}


def _target(name: str, entry: Mapping[str, Any]) -> Target:
    low, high = entry["band"]
    return Target(
        name=name,
        title=entry["title"],
        unit=entry["unit"],
        low=-math.inf if low is None else float(low),
        high=math.inf if high is None else float(high),
        beyond=entry.get("beyond", False),
        condition=entry["condition"],
        source=entry["source"],
        measured=entry["measured"],
        arms=tuple(entry["arms"]),
        measure=_MEASURES[name],
    )


def _all() -> tuple[Target, ...]:
    text = resources.files("followersim.validation").joinpath("targets.yaml").read_text(encoding="utf-8")
    return tuple(_target(name, entry) for name, entry in yaml.safe_load(text).items())


TARGETS: Final = _all()
"""All targets, in the order of the table."""

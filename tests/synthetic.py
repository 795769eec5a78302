"""Made-up daily frames and scenarios with the shape of real ones: fast, seeded, stormy where one wants it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from followersim.analysis.inputs import point_key
from followersim.analysis.optional import AUDIENCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.analysis.inputs import CaseLike, RivalLike, ScenarioLike

COMING = ("discovery", "word_of_mouth", "advertising", "offer", "storm")
LEAVING = (
    "bored", "crowded", "promotional", "offer_over", "ignored", "harsh_reply", "deleted", "bad_experience", "scandal",
)  # fmt: skip
REPLY_TYPES = (
    "thank", "answer", "ask_information", "empathy", "explanation", "apology", "corrective_action", "compensation",
    "private_channel", "correction", "template", "witty", "harsh", "delete",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """A text in two languages."""

    en: str
    de: str

    def in_language(self, lang: str) -> str:
        return self.de if lang == "de" else self.en


@dataclass(frozen=True)
class Policy:
    """A policy with its chance of a storm and its daily growth, which only this generator knows."""

    name: str
    title: Any
    storm_chance: float = 0.1
    growth: float = 1.0


@dataclass(frozen=True)
class Event:
    """An event of the timeline."""

    type: str = "product_fault"
    day: int | None = 20
    hour: int | None = 10
    company: str = "main"
    lasts_days: float = 0.0


@dataclass(frozen=True)
class Rival:
    """Another company; what gestures towards it move, only this generator knows: trust per audience."""

    name: str
    title: Any
    followers: int = 2000
    storm_chance: float = 0.2
    growth: float = 0.8
    moved: tuple[float, float, float] = (0.002, -0.008, 0.0)


@dataclass(frozen=True)
class Case:
    """One policy at one point."""

    policy: Policy
    point: dict[str, Any]
    followers: int
    days: int
    events: tuple[Event, ...]
    baseline: bool
    rivals: tuple[Rival, ...] = ()


WELL = Policy("handles_criticism_well", Words("Handles criticism well", "Geht gut mit Kritik um"), 0.04, 2.2)
HARSH = Policy("harsh_reply", Words("Harsh replies", "Barsche Antworten"), 0.35, 1.6)
SILENT = Policy("broadcast_only", Words("Broadcast only", "Nur senden"), 0.12, 1.2)
THANKS = Policy("answers_praise", Words("Thanks for praise only", "Dankt nur für Lob"), 0.08, 1.8)
DELETES = Policy("deletes_criticism", Words("Deletes criticism", "Löscht Kritik"), 0.3, 0.4)
TEMPLATE = Policy("template_replies", Words("Canned replies", "Textbausteine"), 0.15, 0.9)
OFFERS = Policy("offers_and_discounts", Words("Offers and discounts", "Angebote und Rabatte"), 0.15, 4.0)
NEIGHBOUR = Rival("neighbour", Words("The shop next door", "Der Laden nebenan"))
TEAM = Policy("untrained_team", Words("Untrained team", "Ungeschultes Team"), 0.22, 1.0)
POLICIES = (WELL, HARSH, SILENT, THANKS, DELETES, TEMPLATE, OFFERS, TEAM)


@dataclass(frozen=True)
class Scenario:
    """Stands in for the real scenario."""

    policies: Sequence[Policy] = (WELL, HARSH)
    points: Sequence[dict[str, Any]] = ({},)
    days: int = 90
    followers: int = 5000
    events: tuple[Event, ...] = (Event(),)
    question: Any = field(
        default=Words("What happens if we answer critics sharply?", "Was geschieht, wenn wir scharf antworten?")
    )
    rivals: tuple[Rival, ...] = ()
    slug: str = "harsh_reply"
    start: date = date(2026, 3, 2)
    seed: int = 1
    hash: str = "0" * 64
    is_grid: bool = True

    def cases(self) -> list[Case]:
        return [
            Case(policy, dict(point), self.followers, self.days, self.events, number == 0, self.rivals)
            for point in self.points
            for number, policy in enumerate(self.policies)
        ]


def _world_luck(rng: np.random.Generator, worlds: int, days: int) -> dict[str, Any]:
    """Draw what all policies meet: the same worlds."""
    return {
        "walk": rng.normal(0, 6, (worlds, days)),
        "storm": rng.random(worlds),
        "start": rng.integers(0, 4, worlds),
        "size": rng.lognormal(4.6, 0.8, worlds),
        "praise": rng.poisson(5, (worlds, days)),
        "criticism": rng.poisson(2.5, (worlds, days)),
    }


def _gestures(case: CaseLike, rng: np.random.Generator, shape: tuple[int, int]) -> dict[str, Any]:
    """Make what happens between companies: a gesture on every tenth day of the policies but the baseline."""
    happens = (np.arange(shape[1]) % 10 == 5) & (not case.baseline)
    made = np.broadcast_to(happens, shape).astype(np.int64)
    moved = getattr(case.rivals[0], "moved", (0.0, 0.0, 0.0))
    reached = {audience: made * rng.integers(20, 60, shape) for audience in AUDIENCES}
    return {
        "lost_followers_gesture": made, "n_gestures": made, "n_gestures_received": np.zeros(shape, dtype=np.int64),
        **{f"n_reached_{audience}": reached[audience] for audience in AUDIENCES},
        **{f"n_liked_{audience}": made * (3 + k) for k, audience in enumerate(AUDIENCES)},
        **{
            f"trust_{audience}": reached[audience] * (effect + rng.normal(0, 0.0005, shape))
            for audience, effect in zip(AUDIENCES, moved, strict=True)
        },
    }  # fmt: skip


def _case_frame(
    case: CaseLike,
    luck: dict[str, Any],
    rng: np.random.Generator,
    worlds: int,
    effect: float,
    *,
    company: RivalLike | None = None,
) -> pd.DataFrame:
    """Make the rows of one case, of the company it is about or of another one."""
    days, shape = case.days, (worlds, case.days)
    start = case.followers if company is None else company.followers
    by = case.policy if company is None else company  # those of real scenarios do not have these two
    storm_chance = float(getattr(by, "storm_chance", 0.2))
    growth = float(getattr(by, "growth", 1.0))
    chance = min(1.0, storm_chance * effect)
    stormy = luck["storm"] < chance
    first = next((e.day for e in case.events if e.day is not None), days // 4)
    age = np.arange(days)[None, :] - (first + luck["start"])[:, None]
    wave = np.where((age >= 0) & stormy[:, None], luck["size"][:, None] * np.exp(-np.maximum(age, 0) / 4), 0.0)
    criticism = luck["criticism"] + np.floor(wave)
    critics = np.floor(criticism * 0.8)
    wind = np.select([wave > 250, wave > 40, wave > 15, wave > 5, critics > 4, critics > 0], [6, 5, 4, 3, 2, 1], 0)
    if not storm_chance:
        wind = np.minimum(wind, 3)
    lost = {cause: rng.poisson(0.3, shape) for cause in LEAVING}
    lost["scandal"] = np.floor(wave / 5).astype(np.int64)
    change = np.rint(growth + luck["walk"]).astype(np.int64)
    came = np.maximum(change, 0)
    lost["bored"] = lost["bored"] + np.maximum(-change, 0)
    coming = {cause: np.zeros(shape, dtype=np.int64) for cause in COMING}
    coming["word_of_mouth"] = came + sum(value for cause, value in lost.items() if cause not in {"scandal", "bored"})
    lost_all, came_all = np.sum(list(lost.values()), axis=0), np.sum(list(coming.values()), axis=0)
    received = luck["praise"] + criticism + 1
    answered = np.floor(received * 0.6)
    posts = np.full(shape, 2)
    views = posts * 150 + criticism * 12
    median = np.where(answered > 0, rng.lognormal(3.5, 0.5, shape), np.nan)
    data: dict[str, Any] = {
        "n_followers": start + (came_all - lost_all).cumsum(axis=1),
        "new_followers": came_all, "lost_followers": lost_all,
        **{f"new_followers_{cause}": value for cause, value in coming.items()},
        **{f"lost_followers_{cause}": value for cause, value in lost.items()},
        "n_posts": posts, "n_views": views, "n_likes": rng.poisson(2, shape), "n_shares": rng.poisson(1, shape),
        "n_praise": np.maximum(luck["praise"] - np.floor(wave / 200), 0), "n_questions": rng.poisson(1, shape),
        "n_criticism": criticism, "n_defences": np.floor(wave / 20), "n_answers_to_questions": rng.poisson(0.2, shape),
        "n_replies": answered,
        **{f"n_replies_{kind}": answered if kind == "thank" else np.zeros(shape) for kind in REPLY_TYPES},
        "n_received": received, "n_answered": answered, "share_answered": answered / received,
        "first_response_min": median, "first_response_min_mean": median * 3, "queue": np.floor(wave / 10),
        "staff_hours": 0.5 + answered / 30, "cost": 35 * (0.5 + answered / 30),
        "mean_trust": np.clip(0.6 - wave / 4000, 0, 1), "share_angry": np.clip(wave / 5000, 0, 1),
        "share_active_week": np.full(shape, 0.02), "contact_frequency": views / start,
        "share_rate": np.full(shape, 0.005), "critics_24h": critics, "n_media": (wave > 250).astype(np.int64),
        "wind_force": wind,
        **(_gestures(case, rng, shape) if case.rivals else {}),
    }  # fmt: skip
    keys = {
        "policy": case.policy.name, "point": point_key(case.point), "world": np.repeat(np.arange(worlds), days),
        "company": company.name if company else "main", "day": np.tile(np.arange(days), worlds),
    }  # fmt: skip
    return pd.DataFrame({**keys, **{name: np.ravel(value) for name, value in data.items()}})


def make_daily(scenario: ScenarioLike, worlds: int = 200, seed: int = 1, point_effect: float = 0.0) -> pd.DataFrame:
    """Make the daily frame of a scenario: the same worlds for all cases; storms rarer by point when asked.

    point_effect: each later sweep point multiplies the chance of a storm by (1 - point_effect).
    """
    frames = []
    order = list(dict.fromkeys(point_key(case.point) for case in scenario.cases()))
    for number, case in enumerate(scenario.cases()):
        luck = _world_luck(np.random.default_rng(seed), worlds, case.days)
        effect = (1 - point_effect) ** order.index(point_key(case.point))
        frames.append(_case_frame(case, luck, np.random.default_rng([seed, number]), worlds, effect))
        for k, rival in enumerate(case.rivals, start=1):
            other = np.random.default_rng([seed, number, k])
            frames.append(_case_frame(case, luck, other, worlds, effect, company=rival))
    return pd.concat(frames, ignore_index=True)

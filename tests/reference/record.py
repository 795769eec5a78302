"""What is measured of a company (section 7.11), each time from the people and the messages themselves."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tests.reference.luck import Decision, uniform
from tests.reference.message import Kind

if TYPE_CHECKING:
    from tests.reference.company import Company
    from tests.reference.somebody import Somebody


class Record:
    """Counts and levels of all days."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.model = company.model
        self.counts: list[Counter[str]] = []
        self.levels: list[dict[str, float]] = []
        self.by_segment: defaultdict[str, Counter[str]] = defaultdict(Counter)  # of the whole period
        self.media_hours: list[int] = []
        self.usual = company.n_start * self.model.parameters.usual_at_start
        self.begin_day()
        for person in company.followers:
            self.by_segment[person.who.segment.name]["n_followers_start"] += 1

    def begin_day(self) -> None:
        """Start measuring a new day."""
        self.most_critics = 0
        self.strongest_wind = 0
        self.staff_min = 0.0
        self.cost = 0.0
        self.survey_trust = 0.0
        self.trust_moved = {"own": 0.0, "other": 0.0, "both": 0.0}

    def media_report(self, loudness: float) -> None:
        """Media report, and the page is shown more."""
        self.company.page.media_boost += loudness
        self.media_hours.append(self.model.hour)
        self.company.count("n_media")

    def media_look(self) -> None:
        """Media may report of themselves."""
        company, p = self.company, self.model.parameters
        critics = len(company.last_criticism)
        share = critics / max(1, company.n_start)
        if critics < p.media_from_critics or share < p.media_from_share:
            return
        rate = p.media_rate * min(4, share / p.media_from_share)
        if uniform(company.key, 0, self.model.hour, Decision.MEDIA) < rate:
            self.media_report(1)

    def wind_force(self) -> int:
        """Return the wind force of this hour."""
        company, hour = self.company, self.model.hour
        recent = [message for message in company.messages if message.hour > hour - 24]
        criticism = [message for message in recent if message.kind == Kind.CRITICISM]
        if not criticism:
            return 0
        n_praise = sum(message.kind == Kind.PRAISE for message in recent)
        critics = len({message.author for message in criticism})
        measured = {
            "critics": critics,
            "critics_share": critics / max(1, len(company.followers)),
            "viral_share": sum(message.is_viral for message in criticism) / len(criticism),
            "negative_share": len(criticism) / (len(criticism) + n_praise),
            "times_usual": critics / max(0.5, self.usual),
            "media": sum(then > hour - 24 for then in self.media_hours),
        }
        forces = [
            force
            for force, limits in enumerate(self.model.parameters.wind_forces, start=1)
            if all(value >= getattr(limits, name) for name, value in measured.items())
        ]
        return max(forces, default=0)

    def hour_is_over(self) -> None:
        """Keep the day's largest numbers; write the day's levels at its end."""
        company = self.company
        company.wind = self.wind_force()
        self.strongest_wind = max(self.strongest_wind, company.wind)
        self.most_critics = max(self.most_critics, len(company.last_criticism))
        if self.model.hour % 24 == 23:
            self._close_day()

    def _close_day(self) -> None:
        model, company, p = self.model, self.company, self.model.parameters
        followers = max(1, len(company.followers))
        for person in company.angry:
            person.touch()
        company.angry = {person: None for person in company.angry if person.anger >= p.angry_from}
        active = [f for f in company.followers if f.last_active is not None and f.last_active > model.day - 7]
        levels = {
            "n_followers": len(company.followers),
            "queue": len(company.team.queue),
            "staff_min": self.staff_min,
            "cost": self.cost + self.staff_min / 60 * company.profile.hourly_cost,
            "mean_trust": mean_trust(company.followers),
            "share_angry": len(company.followers.intersection(company.angry)) / followers,
            "share_active_week": len(active) / followers,
            "critics_24h": self.most_critics,
            "wind_force": self.strongest_wind,
            "stress": company.team.stress,
            "survey_trust_sum": self.survey_trust,
            **{f"trust_{who}": moved for who, moved in self.trust_moved.items()},
        }
        company.team.may_give_up()
        self.levels.append({**levels, "is_silent": company.silent})
        self.usual += (1 / p.usual_days) * (min(self.most_critics, 3 * self.usual + 1) - self.usual)
        self.begin_day()

    def groups(self) -> dict[str, Counter[str]]:
        """Return the counts of the whole period by segment."""
        groups = {name: Counter(self.by_segment[name]) for name in (s.name for s in self.model.parameters.segments)}
        for person in self.company.followers:
            groups[person.who.segment.name]["n_followers_end"] += 1
        return groups

    def group_trust(self) -> list[float]:
        """Return the mean trust of each segment's followers, NaN without any."""
        of_segment: defaultdict[str, set[Somebody]] = defaultdict(set)
        for person in self.company.followers:
            of_segment[person.who.segment.name].add(person)
        segments = (segment.name for segment in self.model.parameters.segments)
        return [mean_trust(of_segment[name]) if of_segment[name] else math.nan for name in segments]


def mean_trust(people: set[Somebody]) -> float:
    """Return the mean trust, 0 without people."""
    return math.fsum(person.trust for person in people) / max(1, len(people))

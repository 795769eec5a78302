"""What is measured (section 7.11), each time from the people and the messages themselves."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from tests.reference.luck import Decision, uniform
from tests.reference.message import Kind

if TYPE_CHECKING:
    from tests.reference.model import ReferenceModel


class Record:
    """Counts and levels of all days."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model = model
        self.counts: list[Counter[str]] = []
        self.levels: list[dict[str, float]] = []
        self.media_hours: list[int] = []
        self.usual = model.n_start * model.parameters.usual_at_start
        self.most_critics = 0
        self.strongest_wind = 0

    def begin_day(self) -> None:
        """Start counting a new day."""
        self.counts.append(Counter())
        self.most_critics = 0
        self.strongest_wind = 0

    def media_look(self) -> None:
        """Media may report."""
        model, p = self.model, self.model.parameters
        critics = len(model.last_criticism)
        share = critics / max(1, model.n_start)
        if critics < p.media_from_critics or share < p.media_from_share:
            return
        rate = p.media_rate * min(4, share / p.media_from_share)
        if uniform(model.key, 0, model.hour, Decision.MEDIA) < rate:
            model.page.media_boost += 1
            self.media_hours.append(model.hour)
            model.count("n_media")

    def wind_force(self) -> int:
        """Return the wind force of this hour."""
        model = self.model
        recent = [message for message in model.messages if message.hour > model.hour - 24]
        criticism = [message for message in recent if message.kind == Kind.CRITICISM]
        if not criticism:
            return 0
        n_praise = sum(message.kind == Kind.PRAISE for message in recent)
        critics = len({message.author for message in criticism})
        measured = {
            "critics": critics,
            "critics_share": critics / max(1, len(model.followers)),
            "viral_share": sum(message.is_viral for message in criticism) / len(criticism),
            "negative_share": len(criticism) / (len(criticism) + n_praise),
            "times_usual": critics / max(0.5, self.usual),
            "media": sum(hour > model.hour - 24 for hour in self.media_hours),
        }
        forces = [
            force
            for force, limits in enumerate(model.parameters.wind_forces, start=1)
            if all(value >= getattr(limits, name) for name, value in measured.items())
        ]
        return max(forces, default=0)

    def hour_is_over(self) -> None:
        """Keep the day's largest numbers; write the day's levels at its end."""
        self.strongest_wind = max(self.strongest_wind, self.wind_force())
        self.most_critics = max(self.most_critics, len(self.model.last_criticism))
        if self.model.hour % 24 == 23:
            self._close_day()

    def _close_day(self) -> None:
        model, company, p = self.model, self.model.company, self.model.parameters
        followers = max(1, len(model.followers))
        for person in model.angry:
            person.touch()
        model.angry = {person: None for person in model.angry if person.anger >= p.angry_from}
        active = [f for f in model.followers if f.last_active is not None and f.last_active > model.day - 7]
        self.levels.append(
            {
                "n_followers": len(model.followers),
                "queue": len(company.queue),
                "staff_min": company.staff_min,
                "cost": company.cost + company.staff_min / 60 * model.profile.hourly_cost,
                "mean_trust": math.fsum(follower.trust for follower in model.followers) / followers,
                "share_angry": len(model.followers.intersection(model.angry)) / followers,
                "share_active_week": len(active) / followers,
                "critics_24h": self.most_critics,
                "wind_force": self.strongest_wind,
                "stress": company.stress,
            }
        )
        self.usual += (1 / p.usual_days) * (min(self.most_critics, 3 * self.usual + 1) - self.usual)
        company.staff_min = 0.0
        company.cost = 0.0

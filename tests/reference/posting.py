"""What the company posts, and when (section 7.4)."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from tests.reference.luck import THE_COMPANY, Decision, message_key, uniform
from tests.reference.message import Kind, Message

if TYPE_CHECKING:
    from tests.reference.company import Company
    from tests.reference.events import Event
    from tests.reference.parameters import Numbers

PLANNED = ("personal", "service", "product", "offer", "question", "survey")


class Posting:
    """The posts of a company. Times are minutes."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.model = company.model
        self.post_load = 0.0
        self.last_offer: int | None = None
        self.tempting = 0.0  # how tempting it is
        self.plan: list[tuple[int, Numbers]] = []  # minute of the day, content
        self.preparation_min = 0.0

    def plan_day(self) -> None:
        """Decide at midnight on the posts of the day."""
        company, posting, day = self.company, self.company.playbook.posting, self.model.day
        self.plan = []
        if company.silent or not self.model.is_on(posting.open_days):
            return
        n = int(posting.posts_per_day)
        if uniform(company.key, 0, day, Decision.POSTS_TODAY) < posting.posts_per_day - n:
            n += 1
        start, end = posting.open_hours
        for j in range(n):
            share_of_day = (j + uniform(company.key, j, day, Decision.POST_TIME)) / n
            minute = int(start * 60 + share_of_day * ((end - start) * 60))
            u = uniform(company.key, j, day, Decision.POST_CONTENT)
            self.plan.append((minute, self._content(u)))

    def _content(self, u: float) -> Numbers:
        mix = self.company.playbook.posting.mix
        planned = PLANNED if mix.survey > 0 else PLANNED[:5]
        upto = accumulate(getattr(mix, name) for name in planned)
        name = next((name for name, limit in zip(planned, upto, strict=True) if u < limit), planned[-1])
        return self.model.parameters.contents[name]

    def publish(self) -> None:
        """Post what is planned for this hour."""
        company, team = self.company, self.company.playbook.team
        start, end = team.open_hours
        if company.silent:
            return
        for j, (minute, content) in enumerate(self.plan):
            if minute // 60 != self.model.hour % 24:
                continue
            if team.answering > 0:
                if self.preparation_min > team.answering * (end - start) * 60:
                    continue
                self.preparation_min += content.minutes + company.playbook.posting.review_min
            key = message_key(company.key, THE_COMPANY, self.model.day, 16 + j)
            company.spreading.spread_post(self.new_post(content, minute % 60, key))

    def new_post(self, content: Numbers, minute: int, key: int) -> Message:
        """Put a post on the account; nobody has seen it yet."""
        company, hour = self.company, self.model.hour
        post = Message(len(company.messages), key, Kind.POST, hour, minute, content=content)
        post.attention = 1 / (1 + self.model.parameters.attention_shared * self.post_load)
        company.messages.append(post)
        self.post_load += 1
        if content.name == "offer":
            self.last_offer = hour
            self.tempting = 1.0
        company.count("n_posts")
        return post

    def post_at_once(self, name: str, minute: int, event: Event | None = None) -> None:
        """Post what no plan foresaw."""
        company, content = self.company, self.model.parameters.contents[name]
        if company.silent:
            return
        self.preparation_min += content.minutes
        key = message_key(company.key, THE_COMPANY, self.model.hour, 64 + content.place)
        post = self.new_post(content, minute, key)
        post.event = event
        company.spreading.spread_post(post)

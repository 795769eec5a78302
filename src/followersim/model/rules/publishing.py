"""What the company posts, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followersim.model import codes
from followersim.model.compiling import compiled, whole
from followersim.model.rules.organising import is_on
from followersim.model.rules.reacting import message_key, new_message
from followersim.model.rules.spreading import spread_post
from followersim.model.streams import POST_CONTENT, POST_TIME, POSTS_TODAY, luck

if TYPE_CHECKING:
    import numpy as np

    from followersim.model.records import World


@compiled
def plan_day(w: World, hour: int) -> None:
    """At midnight: how many posts today, at which hours, with which content."""
    s = w.state[0]
    book = w.playbook[0]
    day = hour // 24
    s.n_posts_today = 0
    if s.is_silent == 1 or not is_on(int(book.post_days), w, hour):
        return
    n = int(book.posts_per_day)
    if luck(s.key, 0, day, POSTS_TODAY) < book.posts_per_day - n:
        n += 1
    width = (book.posts_to - book.posts_from) * 60.0
    for j in range(min(n, len(w.plan))):
        minute = book.posts_from * 60.0 + (j + luck(s.key, j, day, POST_TIME)) / n * width
        w.plan[j, 0] = int(minute) // 60
        w.plan[j, 1] = int(minute) % 60
        w.plan[j, 2] = _content(w, luck(s.key, j, day, POST_CONTENT))
        s.n_posts_today += 1


@compiled
def _content(w: World, u: float) -> int:
    """Return the content of a post, drawn from the mix of the plan."""
    book = w.playbook[0]
    if u < book.upto_personal:
        return 0
    if u < book.upto_service:
        return 1
    if u < book.upto_product:
        return 2
    if u < book.upto_offer:
        return codes.OFFER
    return codes.ASKING if u < book.upto_question else codes.SURVEY


@compiled
def publish(w: World, hour: int) -> None:
    """Publish what is planned for this hour, unless nobody had the time to prepare it."""
    s = w.state[0]
    book = w.playbook[0]
    if s.is_silent == 1:
        return
    for j in range(s.n_posts_today):
        if w.plan[j, 0] != hour % 24:
            continue
        content = whole(w.plan[j, 2])
        if book.members >= 1.0:  # else somebody outside prepares the posts
            if s.preparation_min > book.members * (book.works_to - book.works_from) * 60.0:
                continue  # a day's work of preparation lies undone: this post was never written
            s.preparation_min += w.contents[content].minutes + book.review_min
        m = new_post(w, content, hour, whole(w.plan[j, 1]), message_key(s.key, -1, hour // 24, 16 + j))
        if m < 0:
            return
        spread_post(w, m)


@compiled
def new_post(w: World, content: int, hour: int, minute: int, key: np.uint64) -> int:
    """Put a post on the account and return its number; nobody has seen it yet. -1 if there is no room."""
    s = w.state[0]
    m = new_message(w, -1, codes.POST, hour, minute, key)
    if m < 0:
        return m
    w.messages[m].content = content
    w.messages[m].attention = 1.0 / (1.0 + w.p[0].attention_shared * s.post_load)
    s.post_load += 1.0
    if content == codes.OFFER:
        s.last_offer = hour
        s.tempting = 1.0
    w.counts[hour // 24, codes.N_POSTS] += 1
    return m


@compiled
def post_now(w: World, content: int, about: int, hour: int, minute: int) -> None:
    """Publish a post that no plan foresaw, unless the account is silent."""
    s = w.state[0]
    if s.is_silent == 1:
        return
    s.preparation_min += w.contents[content].minutes
    m = new_post(w, content, hour, minute, message_key(s.key, -1, hour, 64 + content))
    if m < 0:
        return
    w.messages[m].about = about
    spread_post(w, m)


@compiled
def first_free(w: World, members: int) -> int:
    """Return which of so many community managers is free first."""
    best = 0
    for member in range(1, members):
        if w.free_at[member] < w.free_at[best]:
            best = member
    return best


@compiled
def prepare_posts(w: World, members: int, start: float, end: float) -> None:
    """Work off the preparation of posts before anything is answered; `start` and `end` are minutes since the start."""
    s = w.state[0]
    for _ in range(members):
        member = first_free(w, members)
        begin = max(start, w.free_at[member])
        work = min(s.preparation_min, max(0.0, end - begin))
        if work <= 0.0:
            return
        w.free_at[member] = begin + work
        s.preparation_min -= work
        s.staff_min += work

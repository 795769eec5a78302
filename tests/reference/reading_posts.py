"""What people make of company posts, and of gestures between companies (section 7.9)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.reference.luck import Decision
from tests.reference.message import Kind, Message, Origin
from tests.reference.writing import Writer

if TYPE_CHECKING:
    from tests.reference.company import Company
    from tests.reference.parameters import Numbers


class PostReader(Writer):
    """Somebody who reads company posts."""

    def read_post(self, post: Message, minute: int) -> None:
        """Read a post of a company that one follows."""
        content, p = post.posted, self.model.parameters
        self._views()
        crowding = self.crowding
        self.crowding += 1
        self.move_trust(content.trust * (0.5 + self.company.profile.human_voice))
        self.move_engagement(content.engagement)
        if content.name == "correction" and self.luck_with(post, Decision.CONVINCED) < p.post_convinces:
            self.knows = post.event
        cause = self._reason_to_leave_over(post, crowding)
        if cause:
            self.leave(cause)
        else:
            self._react(post, crowding, minute)

    def _views(self) -> None:
        self.company.count("n_views")
        self.company.count("n_contacts")

    def _reason_to_leave_over(self, post: Message, crowding: float) -> str | None:
        p = self.model.parameters
        distance = (1 - self.engagement) * (1.2 - self.trust)
        fickle = p.bought_leaves if self.via == "advertising" else 1
        u = self.luck_with(post, Decision.POST_LEAVING)
        upto = 0.0
        for cause, probability in (
            ("bored", p.leaves_bored * distance * self.loyalty * fickle),
            ("crowded", p.leaves_crowded * max(0, crowding - p.crowding_free) * distance * self.loyalty),
            ("promotional", p.leaves_promotional * post.posted.promotion * distance * self.loyalty),
        ):
            upto += probability
            if u < upto:
                return cause
        return None

    def _react(self, post: Message, crowding: float, minute: int) -> None:
        p, content = self.model.parameters, post.posted
        mood = (0.5 + self.engagement) / (1 + p.crowding_dulls * crowding)
        if p.day_from <= post.hour % 24 < p.day_to:
            mood *= p.daytime_bonus
        if post.towards is not None:
            mood *= 1 - self._strain(post)
        elif content.name == "launch" and post.event is not None:
            mood *= 0.5 + post.event.severity
        criticism = self.wish(p.criticises_post * content.criticism * (1.2 - self.trust) * self.who.irritability)
        u = self.luck_with(post, Decision.POST_REACTION)
        upto = 0.0
        for reaction, probability in (
            ("like", p.likes * content.likes * mood),
            (Kind.SHARE, p.shares * content.shares * mood),
            (Kind.PRAISE, self.wish(p.praises_post * content.praise * mood * self.trust)),
            (Kind.QUESTION, self.wish(p.asks_about_post * content.questions * mood)),
            (Kind.CRITICISM, criticism),
            (Kind.ANSWER, self._answers(content)),
        ):
            upto += probability
            if u >= upto:
                continue
            if reaction == "like":
                self.is_active()
                self.count("n_likes")
                post.n_likes += 1
            elif reaction == Kind.CRITICISM:
                self._criticise_post(post, minute)
            elif isinstance(reaction, Kind):
                self.say(reaction, minute, post)
            return

    def _criticise_post(self, post: Message, minute: int) -> None:
        heat = self.model.parameters.post_criticism_heat
        if post.posted.name == "leak":
            self.criticise(heat, Origin.LEAK, minute, post, event=post.event)
        else:
            self.criticise(heat, Origin.POST, minute, post)

    def _answers(self, content: Numbers) -> float:
        """Return how likely the person answers a question of the company."""
        p = self.model.parameters
        if content.name == "question":
            return self.wish(p.answers_question * self.trust * self.trust)
        if content.name == "survey":
            heard = p.monologue_answers + (1 - p.monologue_answers) * self.company.listens
            in_vain = math.exp(-p.unthanked_mutes * self.n_unthanked)
            return self.wish(p.answers_survey * self.trust * self.trust * heard * in_vain)
        return 0.0

    # --- gestures

    def _strain(self, gesture: Message) -> float:
        """Return how forced a gesture looks."""
        limit = self.model.parameters.forced_below
        return max(0, limit - gesture.heat) / limit if limit > 0 else 0.0

    def read_gesture(self, gesture: Message, other: Company, minute: int) -> None:
        """Read what the company says to or about another one, as a follower of one of the two, or of both."""
        company = self.company
        is_own, is_theirs = self.follows, self.towards(other).follows
        if not is_own and not is_theirs:
            return
        trust, liked = self.trust, gesture.n_likes + gesture.n_shares
        if is_own:
            self.read_post(gesture, minute)
        else:
            self._views()
            self._react(gesture, self.crowding, minute)
        self._judge(gesture, other, minute, is_theirs=is_theirs)
        if not is_own:
            self._be_won(gesture)
        who = ("both" if is_theirs else "own") if is_own else "other"
        company.count(f"n_reached_{who}")
        company.count(f"n_liked_{who}", gesture.n_likes + gesture.n_shares - liked)
        company.record.trust_moved[who] += self.trust - trust

    def _judge(self, post: Message, other: Company, minute: int, *, is_theirs: bool) -> None:
        p = self.model.parameters
        gesture = p.gestures[post.posted.name]
        strain = self._strain(post)
        myself = self.towards(other)  # as one who feels something about the other company
        myself.touch()
        trust = myself.trust if is_theirs else 0.0
        if is_theirs:
            amount = gesture.others_trust * (0.5 + trust)
            self.move_trust(amount * (1 - strain) if amount > 0 else amount)
            myself.move_engagement(gesture.rallies)
        myself.move_trust(gesture.target_trust)
        self.move_trust(-p.forced_loss * strain)
        annoyance = gesture.annoys * trust + p.forced_annoys * strain
        if annoyance > 0:
            self._be_annoyed(post, annoyance, minute)

    def _be_won(self, post: Message) -> None:
        p = self.model.parameters
        gesture = p.gestures[post.posted.name]
        if gesture.annoys > 0 or self._strain(post) > 0:
            return
        chance = p.word_of_mouth * gesture.appeal * 2 * self.trust * self.who.segment.joins
        if self.luck_with(post, Decision.WORD_OF_MOUTH) < chance:
            self.follow("word_of_mouth")

    def _be_annoyed(self, post: Message, annoyance: float, minute: int) -> None:
        p = self.model.parameters
        irritable = self.who.irritability * (1.2 - self.trust)
        if self.luck_with(post, Decision.ANNOYED) < self.wish(annoyance * irritable):
            self.criticise(p.gesture_heat, Origin.GESTURE, minute, post)
        hazard = p.leaves_gesture * annoyance * irritable * (1 - self.trust) * self.loyalty
        if self.luck_with(post, Decision.GESTURE_LEAVING) < hazard:
            self.leave("gesture")

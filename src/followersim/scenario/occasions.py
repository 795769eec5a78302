"""Parts of a policy for special occasions: bought advertising, other companies, a crisis. All of them are optional."""

from __future__ import annotations

from typing import Annotated

from followersim.locale import N_
from followersim.scenario.fields import Between, Frozen, Hours, Share, TrueOrFalse, Weekdays, about
from followersim.scenario.policy_parts import ReplyRule  # noqa: TC001 - pydantic needs it to build the classes
from followersim.scenario.vocabulary import Gesture, GestureReply, Triage  # noqa: TC001 - so are these


class Advertising(Frozen):
    """Bought contacts: people see the company without anybody talking to them."""

    contacts_per_day: Annotated[Annotated[float, Between(0, 1e8)], about(N_("bought contacts a day"))] = 0.0
    cost_per_contact: Annotated[Annotated[float, Between(0, 100)], about(N_("price of a contact, 0-100"))] = 0.01


class GestureReplies(Frozen):
    """What is done about the gestures of other companies, and when they join a conversation here."""

    congratulate: Annotated[GestureReply, about(N_("to congratulations"))] = "nothing"
    tease: Annotated[GestureReply, about(N_("to friendly teasing"))] = "nothing"
    attack: Annotated[GestureReply, about(N_("to an attack"))] = "nothing"
    join: Annotated[GestureReply, about(N_("when they join a conversation here"))] = "nothing"


class Companies(Frozen):
    """How a company behaves towards others with accounts of their own."""

    launch: Annotated[Gesture, about(N_("when another company has news"))] = "nothing"
    storm: Annotated[
        Gesture,
        about(
            N_("when another company is in a storm (wind force 4 or more)"),
        ),
    ] = "nothing"
    starts: Annotated[Gesture, about(N_("of its own accord"))] = "nothing"
    starts_per_month: Annotated[
        Annotated[float, Between(0, 60)],
        about(N_("how often of its own accord, in 30 days, 0-60")),
    ] = 0.0
    joins_from_fit: Annotated[
        Share | None,
        about(
            N_("joins conversations elsewhere that fit at least so well, 0-1; 0 = every one, null = never"),
        ),
    ] = None
    only_invited: Annotated[
        TrueOrFalse,
        about(N_("joins only where somebody asks for it")),
    ] = False
    delay_h: Annotated[
        Annotated[float, Between(0, 168)],
        about(N_("hours until the company is there, 0-168")),
    ] = 1.0
    reply: Annotated[GestureReplies, about(N_("what is done about their gestures"))] = GestureReplies()


class CrisisReplies(Frozen):
    """Rules that go before the usual ones in a crisis; what is not mentioned is answered as usual."""

    praise: Annotated[ReplyRule | None, about(N_("thanks, compliments; null = as usual"))] = None
    question: Annotated[ReplyRule | None, about(N_("questions; null = as usual"))] = None
    criticism: Annotated[ReplyRule | None, about(N_("criticism and complaints; null = as usual"))] = None
    heated_criticism: Annotated[ReplyRule | None, about(N_("angry criticism; null = as usual"))] = None
    false_claim: Annotated[ReplyRule | None, about(N_("untrue things that are said about you; null = as usual"))] = None
    answer: Annotated[ReplyRule | None, about(N_("answers to your surveys; null = as usual"))] = None


class Crisis(Frozen):
    """A plan for a crisis: what changes from a wind force on. Whatever is null stays as usual."""

    from_wind_force: Annotated[
        Annotated[int, Between(1, 6, whole=True)],
        about(N_("the plan holds from this wind force on, 1-6")),
    ] = 3
    replies: Annotated[CrisisReplies, about(N_("who is answered, and how"))] = CrisisReplies()
    posts_per_day: Annotated[
        Annotated[float, Between(0, 24)] | None, about(N_("posts per posting day; null = as usual"))
    ] = None
    triage: Annotated[Triage | None, about(N_("who is answered first; null = as usual"))] = None
    members: Annotated[
        Annotated[int, Between(0, 50, whole=True)] | None,
        about(N_("people who answer at the same time; null = as usual")),
    ] = None
    hours: Annotated[Hours | None, about(N_("from-to hour; null = as usual"))] = None
    weekdays: Annotated[Weekdays | None, about(N_("like mon-sun; null = as usual"))] = None
    approval_min: Annotated[
        Annotated[float, Between(0, 10_080)] | None,
        about(N_("minutes until a reply is approved; null = as usual")),
    ] = None
    checks_every_min: Annotated[
        Annotated[float, Between(0, 1440)] | None,
        about(N_("the team looks in so often, minutes; null = as usual")),
    ] = None

"""Parts of a policy for special occasions: bought advertising, other companies, a crisis. All of them are optional."""

from __future__ import annotations

from typing import Annotated

from followersim.scenario.fields import Between, Frozen, Hours, Share, TrueOrFalse, Weekdays, about
from followersim.scenario.policy_parts import ReplyRule  # noqa: TC001 - pydantic needs it to build the classes
from followersim.scenario.vocabulary import Gesture, GestureReply, Triage  # noqa: TC001 - so are these


class Advertising(Frozen):
    """Bought contacts: people see the company without anybody talking to them."""

    contacts_per_day: Annotated[
        Annotated[float, Between(0, 1e8)], about("bought contacts a day", "gekaufte Kontakte je Tag")
    ] = 0.0
    cost_per_contact: Annotated[
        Annotated[float, Between(0, 100)], about("price of a contact, 0-100", "Preis eines Kontakts, 0-100")
    ] = 0.01


class GestureReplies(Frozen):
    """What is done about the gestures of other companies, and when they join a conversation here."""

    congratulate: Annotated[GestureReply, about("to congratulations", "auf Glückwünsche")] = "nothing"
    tease: Annotated[GestureReply, about("to friendly teasing", "auf freundliche Neckerei")] = "nothing"
    attack: Annotated[GestureReply, about("to an attack", "auf einen Angriff")] = "nothing"
    join: Annotated[
        GestureReply, about("when they join a conversation here", "wenn sie sich hier ins Gespräch einschalten")
    ] = "nothing"


class Companies(Frozen):
    """How a company behaves towards others with accounts of their own."""

    launch: Annotated[
        Gesture, about("when another company has news", "wenn ein anderes Unternehmen Neues zu melden hat")
    ] = "nothing"
    storm: Annotated[
        Gesture,
        about(
            "when another company is in a storm (wind force 4 or more)",
            "wenn ein anderes Unternehmen im Sturm steht (Windstärke 4 oder mehr)",
        ),
    ] = "nothing"
    starts: Annotated[Gesture, about("of its own accord", "von sich aus")] = "nothing"
    starts_per_month: Annotated[
        Annotated[float, Between(0, 60)],
        about("how often of its own accord, in 30 days, 0-60", "wie oft von sich aus, in 30 Tagen, 0-60"),
    ] = 0.0
    joins_from_fit: Annotated[
        Share | None,
        about(
            "joins conversations elsewhere that fit at least so well, 0-1; 0 = every one, null = never",
            "schaltet sich anderswo in Gespräche ein, die mindestens so gut passen, 0-1; 0 = in alle, null = nie",
        ),
    ] = None
    only_invited: Annotated[
        TrueOrFalse,
        about("joins only where somebody asks for it", "schaltet sich nur ein, wo jemand darum bittet"),
    ] = False
    delay_h: Annotated[
        Annotated[float, Between(0, 168)],
        about("hours until the company is there, 0-168", "Stunden, bis das Unternehmen zur Stelle ist, 0-168"),
    ] = 1.0
    reply: Annotated[
        GestureReplies, about("what is done about their gestures", "wie auf ihre Gesten geantwortet wird")
    ] = GestureReplies()


_AS_USUAL = "null = as usual", "null = wie sonst"


def _rule(en: str, de: str) -> object:
    return about(f"{en}; {_AS_USUAL[0]}", f"{de}; {_AS_USUAL[1]}")


class CrisisReplies(Frozen):
    """Rules that go before the usual ones in a crisis; what is not mentioned is answered as usual."""

    praise: Annotated[ReplyRule | None, _rule("thanks, compliments", "Dank, Komplimente")] = None
    question: Annotated[ReplyRule | None, _rule("questions", "Fragen")] = None
    criticism: Annotated[ReplyRule | None, _rule("criticism and complaints", "Kritik und Beschwerden")] = None
    heated_criticism: Annotated[ReplyRule | None, _rule("angry criticism", "wütende Kritik")] = None
    false_claim: Annotated[
        ReplyRule | None, _rule("untrue things that are said about you", "Falsches, das über Sie gesagt wird")
    ] = None
    answer: Annotated[ReplyRule | None, _rule("answers to your surveys", "Antworten auf Ihre Umfragen")] = None


class Crisis(Frozen):
    """A plan for a crisis: what changes from a wind force on. Whatever is null stays as usual."""

    from_wind_force: Annotated[
        Annotated[int, Between(1, 6, whole=True)],
        about("the plan holds from this wind force on, 1-6", "der Plan gilt ab dieser Windstärke, 1-6"),
    ] = 3
    replies: Annotated[CrisisReplies, about("who is answered, and how", "wem wie geantwortet wird")] = CrisisReplies()
    posts_per_day: Annotated[
        Annotated[float, Between(0, 24)] | None, _rule("posts per posting day", "Beiträge je Veröffentlichungstag")
    ] = None
    triage: Annotated[Triage | None, _rule("who is answered first", "wer zuerst Antwort bekommt")] = None
    members: Annotated[
        Annotated[int, Between(0, 50, whole=True)] | None,
        _rule("people who answer at the same time", "Personen, die gleichzeitig antworten"),
    ] = None
    hours: Annotated[Hours | None, _rule("from-to hour", "von-bis Uhr")] = None
    weekdays: Annotated[Weekdays | None, _rule("like mon-sun", "etwa mo-so")] = None
    approval_min: Annotated[
        Annotated[float, Between(0, 10_080)] | None,
        _rule("minutes until a reply is approved", "Minuten bis zur Freigabe einer Antwort"),
    ] = None
    checks_every_min: Annotated[
        Annotated[float, Between(0, 1440)] | None,
        _rule("the team looks in so often, minutes", "so oft schaut das Team nach, Minuten"),
    ] = None

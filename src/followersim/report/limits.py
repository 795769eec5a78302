"""How far to trust the model, in five sentences: the same in every report, on every set of slides and in the docs."""

from __future__ import annotations

from typing import Final

from followersim.locale import N_, translate

LIMITS: Final = (
    N_(
        "It compares policies in the same worlds, and there it is at its best: which of two does better, and why, is "
        "worth more than any single number."
    ),
    N_(
        "Its sizes agree with published studies where there are any, but many of its parameters are assumptions, and "
        "`followersim list parameters` says which."
    ),
    N_(
        "The likelihood of a shitstorm is that among the people of the model; for your company it may be half or twice "
        "that, because the line between quiet and explosive is narrow and nobody knows where you stand."
    ),
    N_(
        "It knows neither your industry nor your wording, no pictures, no algorithm of a particular network, no law "
        "and no politics; what lives on these it cannot say."
    ),
    N_("Use it to think, to argue and to practise, and take no decision on a number of followers that it prints."),
)


def limits(lang: str) -> tuple[str, ...]:
    """Return the sentences in a language."""
    return tuple(translate(lang, sentence) for sentence in LIMITS)

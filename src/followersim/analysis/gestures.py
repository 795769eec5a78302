"""What gestures towards other companies do, in one sentence: there are two audiences, and they may disagree."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.optional import AUDIENCES
from followersim.analysis.words import quoted, titles
from followersim.locale import N_, plural, translate
from followersim.locale.numbers import number, short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.analysis.inputs import ScenarioLike

POINTS: Final = 100
"""Trust is told on a scale from 0 to 100."""

_WORDS: Final[dict[str, str]] = {
    "own": N_("among those who follow only us: {said}"),
    "other": N_("among those who follow only the other company: {said}"),
    "both": N_("among those who follow both: {said}"),
    "trust": N_("trust in us {n} for each time seen"),
    "unclear": N_("no clear change of trust"),
    "scale": N_("trust runs from 0 to 100"),
}


def gesture_sentence(result: Mapping[str, Any], scenario: ScenarioLike, lang: str) -> str:
    """Return what a policy's gestures towards other companies did in both audiences; empty if there were none.

    Changes of trust are named only where the interval of their median excludes zero.
    """
    effects = result.get("gesture_effects")
    mean = (result.get("n_gestures") or {}).get("mean")
    if not effects or not mean:
        return ""
    said = short(mean, lang)
    first = plural(lang, "{n} gesture per run", "{n} gestures per run", 1 if said == "1" else 2, n=said)
    parts = [text for audience in AUDIENCES if (text := _audience(audience, effects[audience], lang))]
    scale = (
        f" ({translate(lang, _WORDS['scale'])})"
        if any(effects[a]["trust_per_reached"]["clear"] for a in AUDIENCES)
        else ""
    )
    return f"{quoted(titles(scenario, lang)[result['policy']], lang)}: {'; '.join([first, *parts])}{scale}."


def _audience(audience: str, effect: Mapping[str, Any], lang: str) -> str:
    """Return likes and trust in one audience; nothing if nobody of it was reached."""
    trust, likes = effect["trust_per_reached"], effect["likes_per_gesture"]["mean"]
    if not trust["n"]:
        return ""
    said = short(likes, lang)
    liked = plural(lang, "{n} like per gesture", "{n} likes per gesture", 1 if said == "1" else 2, n=said)
    moved = (
        translate(lang, _WORDS["trust"], n=_points(trust["median"], lang))
        if trust["clear"]
        else translate(lang, _WORDS["unclear"])
    )
    return translate(lang, _WORDS[audience], said=f"{liked}, {moved}")


def _points(trust: float, lang: str) -> str:
    """Return a change of trust on the scale to 100, with two digits that say something however small it is."""
    value = POINTS * trust
    size = abs(value)
    decimals = 2 if not size else max(0, min(6, 1 - math.floor(math.log10(size))))
    return number(value, lang, decimals, signed=True)

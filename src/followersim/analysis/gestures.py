"""What gestures towards other companies do, in one sentence: there are two audiences, and they may disagree."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.numbers import number, short
from followersim.analysis.optional import AUDIENCES
from followersim.analysis.words import quoted, titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.analysis.inputs import ScenarioLike

POINTS: Final = 100
"""Trust is told on a scale from 0 to 100."""

_WORDS: Final[dict[str, dict[str, str]]] = {
    "gestures": {"en": "{n} gestures per run", "de": "{n} Gesten je Durchlauf"},
    "gesture": {"en": "{n} gesture per run", "de": "{n} Geste je Durchlauf"},
    "own": {"en": "among those who follow only us: {said}", "de": "bei denen, die nur uns folgen: {said}"},
    "other": {
        "en": "among those who follow only the other company: {said}",
        "de": "bei denen, die nur dem anderen Unternehmen folgen: {said}",
    },
    "both": {"en": "among those who follow both: {said}", "de": "bei denen, die beiden folgen: {said}"},
    "likes": {"en": "{n} likes per gesture", "de": "{n} Likes je Geste"},
    "like": {"en": "{n} like per gesture", "de": "{n} Like je Geste"},
    "trust": {"en": "trust in us {n} for each time seen", "de": "Vertrauen zu uns {n} je Kontakt"},
    "unclear": {"en": "no clear change of trust", "de": "Vertrauen ohne klare Veränderung"},
    "scale": {"en": "trust runs from 0 to 100", "de": "Vertrauen reicht von 0 bis 100"},
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
    first = _WORDS["gesture" if said == "1" else "gestures"][lang].format(n=said)
    parts = [text for audience in AUDIENCES if (text := _audience(audience, effects[audience], lang))]
    scale = f" ({_WORDS['scale'][lang]})" if any(effects[a]["trust_per_reached"]["clear"] for a in AUDIENCES) else ""
    return f"{quoted(titles(scenario, lang)[result['policy']], lang)}: {'; '.join([first, *parts])}{scale}."


def _audience(audience: str, effect: Mapping[str, Any], lang: str) -> str:
    """Return likes and trust in one audience; nothing if nobody of it was reached."""
    trust, likes = effect["trust_per_reached"], effect["likes_per_gesture"]["mean"]
    if not trust["n"]:
        return ""
    said = short(likes, lang)
    liked = _WORDS["like" if said == "1" else "likes"][lang].format(n=said)
    moved = (
        _WORDS["trust"][lang].format(n=_points(trust["median"], lang)) if trust["clear"] else _WORDS["unclear"][lang]
    )
    return _WORDS[audience][lang].format(said=f"{liked}, {moved}")


def _points(trust: float, lang: str) -> str:
    """Return a change of trust on the scale to 100, with two digits that say something however small it is."""
    value = POINTS * trust
    size = abs(value)
    decimals = 2 if not size else max(0, min(6, 1 - math.floor(math.log10(size))))
    return number(value, lang, decimals, signed=True)

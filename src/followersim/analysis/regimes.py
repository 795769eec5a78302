"""How a company fares at a point of a sweep: quiet, near-critical or explosive, as far as that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

QUIET_BELOW: Final = 0.05
EXPLOSIVE_ABOVE: Final = 0.5

Name = Literal["quiet", "near", "explosive"]
NAMES: Final[tuple[Name, ...]] = get_args(Name)


class Regime(NamedTuple):
    """The regime that the share of worlds with a shitstorm falls into.

    ``open``: the interval of the likelihood reaches into another one, so it may be that one as well.
    """

    name: Name
    open: bool


def regime_of(storm: Mapping[str, Any]) -> Regime:
    """Return the regime of a result by its ``shitstorm`` in the summary.

    Quiet is a likelihood below 5 %, explosive one above 50 %, near-critical everything in between, borders included.
    """
    name = _name(storm["share"])
    return Regime(name, {_name(storm["low"]), _name(storm["high"])} != {name})


def _name(share: float) -> Name:
    if share < QUIET_BELOW:
        return "quiet"
    return "explosive" if share > EXPLOSIVE_ABOVE else "near"

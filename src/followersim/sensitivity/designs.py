"""Which places are tried, and what follows from the answers: Morris, Sobol and Latin hypercubes, by SALib.

Places are numbers from 0 to 1, one per factor: what they mean is the factor's own matter. SALib (an optional extra) is
loaded only here.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from followersim.scenario.errors import Message, Problem, ScenarioError

Values = npt.NDArray[np.float64]

LEVEL: Final = 0.95
LEVELS: Final = 4
"""Places of Morris' grid: 0, 1/3, 2/3, 1; a step goes over two of them."""
RESAMPLES: Final = 400


def require_salib() -> None:
    """Raise `ScenarioError` that says how to install SALib, if it is not there."""
    try:
        from SALib.analyze import morris  # noqa: F401, PLC0415 - an optional extra, and slow to load
    except ImportError as error:
        raise ScenarioError([Problem(Message("salib_missing"), suggestion=Message("install_salib"))]) from error


def _problem(count: int) -> dict[str, Any]:
    return {"num_vars": count, "names": [f"x{n}" for n in range(count)], "bounds": [[0.0, 1.0]] * count}


def _nonzero(seed: int) -> int:
    """Return a seed that SALib does not take for none: its Sobol analysis thinks so of 0."""
    return seed + 1


def morris_places(count: int, trajectories: int, seed: int) -> Values:
    """Return the places of Morris' trajectories: (trajectories x (count + 1), count)."""
    from SALib.sample import morris  # noqa: PLC0415 - an optional extra, and slow to load

    places: Values = morris.sample(_problem(count), trajectories, num_levels=LEVELS, seed=_nonzero(seed))
    return places


def morris_effects(places: Values, answers: Values, seed: int) -> dict[str, Values]:
    """Return per factor `mu`, `mu_star`, `sigma` and the ends of the intervals of both means.

    An effect is by how much the answer changes from one end of a factor's range to the other. The interval of mu is
    Student's over trajectories; that of mu_star SALib's bootstrap.
    """
    from SALib.analyze import morris  # noqa: PLC0415 - an optional extra, and slow to load
    from scipy.stats import t as student  # noqa: PLC0415 - comes with SALib

    count = places.shape[1]
    n = len(places) // (count + 1)
    found = morris.analyze(
        _problem(count),
        places,
        answers,
        num_resamples=RESAMPLES,
        conf_level=LEVEL,
        num_levels=LEVELS,
        seed=_nonzero(seed),
    )
    mu, mu_star, sigma, conf = (_plain(found[name]) for name in ("mu", "mu_star", "sigma", "mu_star_conf"))
    half = sigma / math.sqrt(n) * float(student.ppf(0.5 + LEVEL / 2, n - 1))
    return {
        "mu": mu,
        "low": mu - half,
        "high": mu + half,
        "mu_star": mu_star,
        "mu_star_low": np.maximum(mu_star - conf, 0.0),
        "mu_star_high": mu_star + conf,
        "sigma": sigma,
    }


def _plain(values: Any) -> Values:
    return np.asarray(np.ma.filled(values, 0.0), np.float64)


def sobol_places(count: int, samples: int, seed: int, *, second: bool) -> Values:
    """Return the places of a Sobol analysis: (samples x (count + 2), count), nearly twice as many for second order."""
    from SALib.sample import sobol  # noqa: PLC0415 - an optional extra, and slow to load

    places: Values = sobol.sample(_problem(count), samples, calc_second_order=second, seed=_nonzero(seed))
    return places


def sobol_indices(answers: Values, count: int, seed: int, *, second: bool) -> dict[str, Values]:
    """Return `S1`, `ST` and, if asked for, `S2` (count, count), with half the width of their intervals (`*_conf`).

    Where all answers are the same there is no variance to explain: all indices are NaN.
    """
    from SALib.analyze import sobol  # noqa: PLC0415 - an optional extra, and slow to load

    names = ["S1", "ST", *(["S2"] if second else [])]
    shapes = {"S1": (count,), "ST": (count,), "S2": (count, count)}
    if float(np.ptp(answers)) <= 1e-12:
        return {f"{name}{end}": np.full(shapes[name], np.nan) for name in names for end in ("", "_conf")}
    found = sobol.analyze(
        _problem(count),
        answers,
        calc_second_order=second,
        num_resamples=RESAMPLES,
        conf_level=LEVEL,
        seed=_nonzero(seed),
    )
    return {f"{name}{end}": np.asarray(found[f"{name}{end}"], np.float64) for name in names for end in ("", "_conf")}


def latin_places(count: int, draws: int, seed: int) -> Values:
    """Return places of a Latin hypercube: (draws, count)."""
    from SALib.sample import latin  # noqa: PLC0415 - an optional extra, and slow to load

    places: Values = latin.sample(_problem(count), draws, seed=_nonzero(seed))
    return places


def go_along(places: Values, margin: Values) -> tuple[Values, Values]:
    """Return Spearman's rank correlation of each column of places with a margin, and its p value (Student's t)."""
    from scipy.stats import rankdata  # noqa: PLC0415 - comes with SALib
    from scipy.stats import t as student  # noqa: PLC0415

    n = len(margin)
    if n < 4 or float(np.ptp(margin)) <= 0:
        return np.zeros(places.shape[1]), np.ones(places.shape[1])
    ranks, goal = rankdata(places, axis=0), rankdata(margin)
    ranks, goal = ranks - ranks.mean(axis=0), goal - goal.mean()
    size = np.sqrt((ranks**2).sum(axis=0) * float((goal**2).sum()))
    rho = np.divide(goal @ ranks, size, out=np.zeros(places.shape[1]), where=size > 0)
    rest = np.maximum(1 - rho**2, 1e-300)
    p: Values = 2 * student.sf(np.abs(rho) * np.sqrt((n - 2) / rest), n - 2)
    return rho, p

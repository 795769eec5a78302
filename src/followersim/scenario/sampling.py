"""Numbers that fill a space evenly, drawn with SciPy. It is loaded only here: scenarios without samples need none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from followersim.scenario.sweep_file import SampleMethod


def spread(method: SampleMethod, size: int, dimensions: int, seed: int) -> list[list[float]]:
    """Return `size` rows of numbers from 0 to below 1, the same for the same seed; raise ImportError without SciPy."""
    import numpy as np  # noqa: PLC0415 - heavy, and only needed for samples
    from scipy.stats import qmc  # noqa: PLC0415 - the same

    rng = np.random.default_rng(seed)
    if method == "sobol":
        engine: Any = qmc.Sobol(dimensions, rng=rng)
        # as many as the next power of two: SciPy objects to any other number, and the first rows are the same
        rows = engine.random_base2((size - 1).bit_length())[:size]
    else:
        rows = qmc.LatinHypercube(dimensions, rng=rng).random(size)
    found: list[list[float]] = rows.tolist()
    return found

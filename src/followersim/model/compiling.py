"""One decorator for all compiled rules, and a cache that notices when any rule has changed.

Numba's own cache looks at the file of the outermost function only: an edited rule that is called from an unchanged loop
would go unnoticed. So the cache folder carries a hash over the sources of the whole model room.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numba
import numpy as np
from numba.core.types import unliteral  # type: ignore[attr-defined]

if TYPE_CHECKING:
    from collections.abc import Callable

Rule = TypeVar("Rule", bound="Callable[..., object]")

MODEL_FOLDER = Path(__file__).parent


def sources_hash() -> str:
    """Return a short hash over the sources of the model and the versions that compile them."""
    digest = hashlib.sha256(f"{sys.version_info[:3]} {numba.__version__}".encode())
    for path in sorted(MODEL_FOLDER.rglob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Return the folder of this version's compiled rules: in the user's cache, or in the temporary folder."""
    base = os.environ.get("FOLLOWERSIM_CACHE") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "followersim" / sources_hash()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError:
        return Path(tempfile.gettempdir()) / f"followersim-{os.getuid() if hasattr(os, 'getuid') else 0}" / folder.name
    return folder


CACHE_FOLDER = cache_folder()


def is_compiled() -> bool:
    """Return whether this version's rules lie compiled on this machine (else the first run compiles them)."""
    return any(CACHE_FOLDER.rglob("hours.run_hours*.nbc"))


def compiled(rule: Rule) -> Rule:
    """Compile a rule that is called by other rules: no interpreter lock, IEEE division, no way in from Python.

    The rules allocate nothing, so reference counting is switched off: with 30 arrays travelling together it would take
    most of the compiling and much of the running time.
    """
    options = {"nogil": True, "error_model": "numpy", "_nrt": False}
    return cast("Rule", _once(numba.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, **options)(rule)))


def _once(dispatcher: Any) -> Any:
    """Keep Numba from compiling a rule anew for every constant that it is called with."""
    call_template = dispatcher.get_call_template

    def with_plain_types(args: Any, kws: Any) -> Any:
        plain = tuple(unliteral(arg) for arg in args)
        return call_template(plain, {name: unliteral(arg) for name, arg in kws.items()})

    dispatcher.get_call_template = with_plain_types
    return dispatcher


def entry(rule: Rule) -> Rule:
    """Compile a rule that Python calls: as `compiled`, and kept on disk for the next start of the program."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(CACHE_FOLDER)
    try:
        return cast("Rule", numba.njit(nogil=True, cache=True, error_model="numpy", _nrt=False)(rule))
    finally:
        numba.config.CACHE_DIR = before


@compiled
def whole(x: Any) -> int:
    """Return a number of any width as a whole number of 64 bits, so that no rule is compiled once per width."""
    return np.int64(x)  # type: ignore[return-value]

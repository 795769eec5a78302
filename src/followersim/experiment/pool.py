"""Threads: the compiled rules run without Python's lock, so threads of one process use all cores."""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Event
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

WAITING_PER_THREAD: Final = 4
SECONDS_PER_LOOK: Final = 0.2  # a wait without an end would not let Ctrl-C through on Windows


class Job(Protocol[R_co]):
    """Something to run; it looks at `stop` from time to time."""

    def run(self, stop: Event) -> R_co:
        """Do it."""


def default_jobs() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def run_all(jobs: Iterable[Job[R]], threads: int, gather: Callable[[R], None]) -> None:
    """Run all jobs and hand each result to `gather` (called in this thread, in the order in which they finish).

    Only a few jobs are in the air at a time, so a million of them needs no more memory than ten. When anything goes
    wrong, or Ctrl-C is pressed, the others stop within a moment and the exception goes on.
    """
    stop = Event()
    waiting: set[Future[R]] = set()
    with ThreadPoolExecutor(threads, "followersim") as pool:
        try:
            for job in jobs:
                waiting.add(pool.submit(job.run, stop))
                while len(waiting) >= threads * WAITING_PER_THREAD:
                    waiting = _gather_finished(waiting, gather)
            while waiting:
                waiting = _gather_finished(waiting, gather)
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _gather_finished(waiting: set[Future[R]], gather: Callable[[R], None]) -> set[Future[R]]:
    done, still = wait(waiting, SECONDS_PER_LOOK, FIRST_COMPLETED)
    for future in done:
        gather(future.result())
    return still

"""Keeping the workers busy: a bounded number of units is in the air, and each is kept as soon as it is finished."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, wait
from typing import TYPE_CHECKING, Final

from followersim.experiment.errors import ExecutorError
from followersim.experiment.jobs import Fault
from followersim.experiment.pool import SECONDS_PER_LOOK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from followersim.experiment.ending import Ending
    from followersim.experiment.executors import Executor, Outcome
    from followersim.experiment.jobs import Job
    from followersim.experiment.units import Unit

IN_THE_AIR: Final = 2
"""Units per worker: one that it runs, and one that waits, so that no worker waits for us."""

MOST_DEATHS: Final = 2
DIED: Final = "the worker process died each time, perhaps for want of memory"


def drive(executor: Executor, jobs: Iterable[Job], keep: Callable[[Unit, bytes | Fault], None], ending: Ending) -> None:
    """Run all jobs; hand each outcome to `keep`, in this thread, in the order in which they finish.

    When the end is asked for, what has begun is finished, and no more. What `keep` raises ends everything.
    """
    _Drive(executor, keep, ending).run(jobs)


class _Drive:
    """The units in the air."""

    def __init__(self, executor: Executor, keep: Callable[[Unit, bytes | Fault], None], ending: Ending) -> None:
        self.executor, self.keep, self.ending = executor, keep, ending
        self.waiting: dict[Outcome, Job] = {}

    def run(self, jobs: Iterable[Job]) -> None:
        for job in jobs:
            if self.ending.look():
                break
            self.submit(job)
            while len(self.waiting) >= IN_THE_AIR * self.executor.width:
                self.gather()
        while self.waiting:
            self.gather()

    def submit(self, job: Job) -> None:
        try:
            self.waiting[self.executor.submit(job)] = job
        except BrokenExecutor:
            self.start_again([job])

    def gather(self) -> None:
        """Keep what has finished; wait a moment for it."""
        if self.ending.look():
            for outcome in self.executor.drop_waiting(list(self.waiting)):
                del self.waiting[outcome]
        finished, _ = wait(self.waiting, SECONDS_PER_LOOK, FIRST_COMPLETED)
        broken = []
        for outcome in finished:
            job = self.waiting.pop(outcome)
            try:
                self.keep(job.unit, _result(outcome))
            except BrokenExecutor:
                broken.append(job)
        if broken:
            self.start_again(broken)

    def start_again(self, broken: list[Job]) -> None:
        """Give what was in the air to new workers, one after the other: only so it shows whether a unit is to blame."""
        jobs = [*broken, *self.waiting.values()]
        self.waiting.clear()
        self.executor.renew()
        for job in jobs:
            if self.ending.look():
                return
            self.alone(job)

    def alone(self, job: Job) -> None:
        """Run a job with nothing beside it."""
        for _ in range(MOST_DEATHS):
            try:
                found = _result(self.executor.submit(job))
            except BrokenExecutor:
                self.executor.renew()
            else:
                self.keep(job.unit, found)
                return
        self.keep(job.unit, Fault(DIED))


def _result(outcome: Outcome) -> bytes | Fault:
    """Return what a job gave, whatever became of it; BrokenExecutor if its workers are no more."""
    while True:
        try:
            return outcome.result(SECONDS_PER_LOOK)
        except BrokenExecutor:
            raise
        except CancelledError as error:
            raise ExecutorError("lost_cluster") from error
        except TimeoutError as error:
            if outcome.done():  # then it is the job's own
                return Fault.of(error)
        except Exception as error:  # noqa: BLE001 - the job never reached a worker, or its answer not us
            return Fault.of(error)

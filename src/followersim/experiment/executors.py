"""Who does the work: threads of this process, processes of this computer, or a Dask cluster.

All of them take the same jobs and give the same bytes; what differs is where the processor stands. Dask is an optional
extra, loaded only when it is asked for.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.connection import wait as wait_for
from typing import TYPE_CHECKING, Any, Final, Protocol

from followersim.experiment.errors import ExecutorError
from followersim.experiment.jobs import Fault, run_elsewhere
from followersim.experiment.pool import default_jobs
from followersim.experiment.work import StoppedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followersim.experiment.jobs import Job

    Outcome = Future[bytes | Fault]

EXECUTORS: Final = ("threads", "processes")
LOCAL: Final = "local"
SECONDS_TO_CONNECT: Final = 15
_DIED: Final = -9


class Executor(Protocol):
    """Runs jobs. `width` is how many at the same time; `computes_here` whether that is in this process."""

    computes_here: bool

    @property
    def width(self) -> int: ...
    def submit(self, job: Job) -> Outcome:
        """Give a job to a worker; the outcome is its content or a fault."""

    def renew(self) -> None:
        """Start again with new workers after the old ones broke down."""

    def drop_waiting(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        """Take back jobs that no worker has begun; return them."""

    def close(self, *, now: bool) -> None:
        """Let the workers go; `now`: whatever they are doing."""


def _cancelled(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.cancel()]


class Threads:
    """Threads of this process: the compiled rules run without Python's lock."""

    computes_here = True

    def __init__(self, jobs: int | None = None) -> None:
        self.width = jobs or default_jobs()
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(self.width, "followersim")

    def submit(self, job: Job) -> Outcome:
        """Queue a job."""
        return self._pool.submit(self._run, job)

    def _run(self, job: Job) -> bytes | Fault:
        try:
            return job.run(self._stop)
        except StoppedError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            return Fault.of(error)

    def renew(self) -> None:
        """Threads do not break down."""

    def drop_waiting(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        """Take back what no thread has begun."""
        return _cancelled(outcomes)

    def close(self, *, now: bool) -> None:
        """Wait for the threads; worlds on their way notice within a moment that they are to stop."""
        if now:
            self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=now)


class Processes:
    """Processes of this computer. They are started afresh, never forked: nothing of this process leaks into them."""

    computes_here = False

    def __init__(self, jobs: int | None = None) -> None:
        self.width = jobs or default_jobs()
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.width, multiprocessing.get_context("spawn"), initializer=_be_a_worker)

    def submit(self, job: Job) -> Outcome:
        """Queue a job."""
        return self._pool.submit(run_elsewhere, job)

    def renew(self) -> None:
        """Start new processes: when one dies, the others of its pool are lost, too."""
        self.close(now=True)
        self._pool = self._new()

    def drop_waiting(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        """Take back what no process has begun."""
        return _cancelled(outcomes)

    def close(self, *, now: bool) -> None:
        """Let the processes end, or end them."""
        workers = list((self._pool._processes or {}).values()) if now else []  # noqa: SLF001 - the only way before 3.14
        self._pool.shutdown(wait=not now, cancel_futures=now)
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.join()


def _be_a_worker() -> None:
    """Leave Ctrl-C to the process that gives the work, and end when that one does."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(_DIED & 0xFF)


class Dask:
    """The workers of a Dask cluster, local or at an address. A worker that dies is replaced by the others."""

    computes_here = False

    def __init__(self, address: str, jobs: int | None = None) -> None:
        try:
            dask: Any = import_module("distributed")  # an optional extra, and slow to load
        except ImportError as error:
            raise ExecutorError("no_dask") from error
        self._cluster: Any = None
        if address == LOCAL:
            with _deaf_to_ctrl_c():
                self._cluster = dask.LocalCluster(
                    n_workers=jobs or default_jobs(),
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
        try:
            self._client: Any = dask.Client(self._cluster or address, timeout=SECONDS_TO_CONNECT)
        except (OSError, ValueError) as error:
            raise ExecutorError("no_cluster", address=address) from error
        self._pool = self._client.get_executor(pure=False)

    @property
    def width(self) -> int:
        """How many threads all workers have now; clusters grow and shrink."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def submit(self, job: Job) -> Outcome:
        """Send a job to the scheduler."""
        outcome: Outcome = self._pool.submit(run_elsewhere, job)
        return outcome

    def renew(self) -> None:
        """The scheduler replaces workers by itself; if it is gone itself, there is nobody left."""
        raise ExecutorError("lost_cluster")

    def drop_waiting(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        """Take nothing back: nobody knows here which jobs have begun."""
        del outcomes
        return []

    def close(self, *, now: bool) -> None:
        """Leave the cluster; end it if it is our own."""
        if now:
            self._pool.shutdown(wait=False)
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C; what they inherit cannot be told to them later."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def executor_of(name: str, dask: str | None, jobs: int | None) -> Iterator[Executor]:
    """Open an executor by its name, or Dask at an address ("local": a cluster of one's own); close it afterwards."""
    executor: Executor = Dask(dask, jobs) if dask else Processes(jobs) if name == "processes" else Threads(jobs)
    try:
        yield executor
    except BaseException:
        executor.close(now=True)
        raise
    executor.close(now=False)

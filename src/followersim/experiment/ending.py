"""Ctrl-C, once: what is in hand is finished and kept. Twice: everything stops at once."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType, TracebackType


class Ending:
    """Whether somebody asked for the end. Used as a context it listens for Ctrl-C and for a request to terminate.

    While units are in hand (`units`), the first request only sets `asked`; any other request, and any request at
    another time, is a KeyboardInterrupt. on_asked: called once, outside the signal, when `look` notices the request.
    """

    def __init__(self, on_asked: Callable[[], None] | None = None) -> None:
        self.asked = False
        self.on_asked = on_asked
        self._told = False
        self._in_hand = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                before = signal.getsignal(number)
                if before is not signal.SIG_IGN:  # as in the background of a shell
                    self._before[number] = before
                    signal.signal(number, self._heard)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)
        self._before.clear()

    def _heard(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self._in_hand and not self.asked:
            self.asked = True
        else:
            raise KeyboardInterrupt

    @contextmanager
    def units(self) -> Iterator[None]:
        """Mark the time in which units are in hand: the first request waits until they are finished."""
        self._in_hand = True
        try:
            yield
        finally:
            self._in_hand = False

    def look(self) -> bool:
        """Say whether the end was asked for; tell the user the first time."""
        if self.asked and not self._told:
            self._told = True
            if self.on_asked is not None:
                self.on_asked()
        return self.asked

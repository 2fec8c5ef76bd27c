"""A thread in the background whose start can't hang.

`threading.Thread.start` waits until the thread says that it runs, and for ever where there was not
even memory for that (seen with CPython 3.11, under a limit of address space).
"""

from __future__ import annotations

import _thread
import sys
import threading
import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TICK = 1.0
"""Seconds between two looks whether a thread that is waited for is still there."""


class _Life:
    """Is there as long as somebody holds it: the thread alone, in its arguments."""


class Background:
    """A thread that does one thing, and ends with the process at the latest."""

    def __init__(self, task: Callable[[], object]) -> None:
        """Start. Raises RuntimeError where there may be no thread more.

        What the task raises is lost: whoever waits for it sees that the thread is gone.
        """
        self._task = task
        self._running = _thread.allocate_lock()
        self._running.acquire()
        life = _Life()
        self._life = weakref.ref(life)
        _thread.start_new_thread(self._run, (life,))

    def _run(self, _life: _Life) -> None:
        try:
            sys.settrace(threading.gettrace())  # for debuggers and coverage, as Thread does
            self._task()
        except Exception:
            return
        finally:
            self._running.release()

    @property
    def is_alive(self) -> bool:
        """Whether it has still to end, or even to begin."""
        return self._life() is not None and self._running.locked()

    def join(self) -> None:
        """Return when it has ended, or turns out never to have begun."""
        while self.is_alive:
            if self._running.acquire(timeout=_TICK):
                self._running.release()

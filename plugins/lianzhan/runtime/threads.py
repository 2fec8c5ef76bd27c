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
        """Return once it has begun, or never will. Raises RuntimeError: there may be none more.

        What the task raises is lost: whoever waits for it sees that the thread is gone.
        """
        self._task = task
        self._begun, self._running = _thread.allocate_lock(), _thread.allocate_lock()
        self._begun.acquire()
        self._running.acquire()
        life = _Life()
        self._life = weakref.ref(life)
        _thread.start_new_thread(self._run, (life,))
        del life
        self._wait_for(self._begun)

    def _run(self, _life: _Life) -> None:
        try:
            self._begun.release()
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
        self._wait_for(self._running)

    def _wait_for(self, lock: _thread.LockType) -> None:
        while self.is_alive:
            if lock.acquire(timeout=_TICK):
                lock.release()
                return

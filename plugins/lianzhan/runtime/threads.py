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
"""Seconds between two checks that a thread waited for is still alive."""


class _Life:
    """Held by the thread alone, in its arguments: when it is collected, the thread is gone."""


class Background:
    """A daemon thread that runs one task."""

    def __init__(self, task: Callable[[], object]) -> None:
        """Return once it has begun, or never will. Raises RuntimeError: there may be none more.

        What the task raises is its `error`: whoever waits for it sees that the thread is gone.
        """
        self.error: Exception | None = None
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
        except Exception as error:
            self.error = error
        finally:
            self._running.release()

    @property
    def is_alive(self) -> bool:
        """Whether the task has not ended yet: it may not have begun either."""
        return self._life() is not None and self._running.locked()

    def join(self) -> None:
        """Wait until the task has ended, or will never begin."""
        self._wait_for(self._running)

    def _wait_for(self, lock: _thread.LockType) -> None:
        while self.is_alive:
            if lock.acquire(timeout=_TICK):
                lock.release()
                return

"""What a process does when it is told to end: by Ctrl-C, by `kill`, by a terminal that is closed.

All are taken as Ctrl-C is, so that a build clears up whoever ends it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

ENDS = tuple(getattr(signal, n) for n in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, n))
_AT_ONCE = 2.0
"""Seconds within which a second signal means the same as the first: `timeout` always sends two."""


_SOON = 0.02
"""Seconds after which an interruption that was lost is tried again."""


class Stop:
    """Answers a signal with KeyboardInterrupt, and remembers the first one that came."""

    def __init__(self) -> None:
        self.number = 0
        self.before: dict[int, Callable[..., object] | int] = {}
        self.ignore = sys.unraisablehook
        self._heard = -_AT_ONCE

    def __call__(self, number: int, _frame: object) -> None:
        """Interrupt, unless that has been done just now: what is being cleared up is."""
        self.number = self.number or number
        now = time.monotonic()
        if now - self._heard >= _AT_ONCE:
            self._heard = now
            raise KeyboardInterrupt

    def insist(self, lost: sys.UnraisableHookArgs) -> None:
        """Interrupt again soon if it was an interruption that nobody could be told of.

        Python has no one to tell while it frees an object, or ends the import of a module.
        """
        if lost.exc_type is not KeyboardInterrupt or not hasattr(signal, "setitimer"):
            self.ignore(lost)
            return
        self._heard = -_AT_ONCE
        signal.signal(signal.SIGALRM, self)
        signal.setitimer(signal.ITIMER_REAL, _SOON)


def heed_signals() -> None:
    """Have every signal to end interrupt this process; one that is ignored, as by nohup, stays so.

    What came while this process was started and was held back (`bootstrap`) comes now. Nothing is
    done outside the main thread: signals are none of its business.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    stop = Stop()
    sys.unraisablehook = stop.insist
    for number in ENDS:
        handler = signal.getsignal(number)
        if handler is not signal.SIG_IGN:
            stop.before[number] = handler or signal.SIG_DFL
            signal.signal(number, stop)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)


def leave_signals() -> None:
    """Undo `heed_signals`, in a copy of the process or when all is done."""
    for number in ENDS:
        handler = signal.getsignal(number)
        if isinstance(handler, Stop):
            signal.signal(number, handler.before[number])
            sys.unraisablehook = handler.ignore


def status_of_interrupt() -> int:
    """Return the exit status of a process that was interrupted: 128 and the signal's number."""
    found = (signal.getsignal(number) for number in ENDS)
    first = next((handler.number for handler in found if isinstance(handler, Stop)), 0)
    return 128 + (first or signal.SIGINT)


def end_at_once(status: int) -> NoReturn:
    """End the process with a status.

    Python itself, as `python -m`, would end by SIGINT after an interruption that came while it ran
    a text, as it does to make a data class, whatever has become of that interruption since.
    """
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)

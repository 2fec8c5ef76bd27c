"""A pipe that nothing is written to: the process that reads it ends with the one that holds it.

The system itself sees to it, at once and whatever the process is at, also in code that never gives
Python a chance to look. Unlike PR_SET_PDEATHSIG it is tied to a process rather than to one of its
threads, and need not be a parent's. Linux alone: elsewhere a thread has to watch (`worker_main`).
"""

from __future__ import annotations

import os
import select
import signal
import sys

CAN_HOLD = sys.platform == "linux"
"""Whether the system can be asked to signal the end of a pipe by SIGKILL (F_SETSIG, fcntl(2))."""


def hold_on(stream: int) -> bool:
    """Have this process killed once nobody holds the other end of a pipe any more.

    False where the system can't see to it. `stream` must be an end that no other process reads.
    """
    if sys.platform != "linux":
        return False
    from fcntl import F_GETFL, F_SETFL, F_SETOWN, F_SETSIG, fcntl

    try:
        fcntl(stream, F_SETSIG, signal.SIGKILL)
        fcntl(stream, F_SETOWN, os.getpid())
        fcntl(stream, F_SETFL, fcntl(stream, F_GETFL) | os.O_ASYNC)
    except OSError:
        return False
    poll = select.poll()
    poll.register(stream, 0)
    if poll.poll(0):  # it was gone before the system was asked
        os._exit(1)
    return True

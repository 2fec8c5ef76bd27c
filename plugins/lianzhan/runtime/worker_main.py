"""The main loop of a lane: it reads tasks, runs them one by one, and writes the results.

In: pickled pairs of a function and its item. Out: pickled results, or a Failure.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import sys
import threading
import time
from contextlib import contextmanager, suppress
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from lianzhan.runtime.job import failure_of
from lianzhan.runtime.lifeline import hold_on
from lianzhan.runtime.signals import leave_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


LONGEST_IMPORT, LONGEST_TASK = 60, 600
"""Seconds of processor time for all imports, which take one or two, and for a task.

Python 3.11 computes without end where there is no memory to handle an exception: it raises the want
of memory at the same place again and again.
"""

MOST_GARBAGE = 1_000_000
"""Objects that may wait to be searched for garbage.

To search takes a thirtieth of a build's time if it is done for 250,000, since what a lane has read
is looked through as well. A site leaves some 3,000 in cycles, 1 MB or less: a lane searches after
300 sites.
"""


def serve(tasks: BinaryIO, answers: BinaryIO, life: int | None = None, *modules: str) -> None:
    """Perform tasks until one fails: a task that stopped half-way may have left anything behind.

    Ends with the owner, however it ends: the system sees to that by the lifeline, or a thread does.
    """
    is_held = life is not None and hold_on(life)
    next_task = partial(_next, tasks) if is_held else _watched(tasks)
    load_all(modules)
    goes_on = True
    while goes_on:
        task = next_task()
        with _bounded(LONGEST_TASK):
            goes_on, answer = _performed(task)
        pickle.dump((goes_on, answer), answers)
        answers.flush()


def _next(tasks: BinaryIO) -> bytes:
    """Return the next task. The stream ends when the owner does, however it ends: then end, too."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        task: bytes = pickle.load(tasks)
        return task
    os._exit(1)


def _watched(tasks: BinaryIO) -> Callable[[], bytes]:
    """Have a thread read the tasks, which sees the end of the stream in the midst of one, too."""
    received: SimpleQueue[bytes] = SimpleQueue()

    def receive() -> None:
        try:
            while True:
                received.put(_next(tasks))
        finally:  # whatever happened: nobody must wait for a task that will never be handed on
            os._exit(1)

    threading.Thread(target=receive, daemon=True).start()
    return received.get


def load(module: str) -> None:
    """Import a module: also as a task, since its functions will be wanted soon.

    What it leaves in memory stays: the search for garbage need not go over it again.
    """
    importlib.import_module(module)
    gc.freeze()


def load_all(modules: tuple[str, ...]) -> None:
    """Import modules; one that can't be imported is the failure of the task that needs it."""
    gc.disable()
    with _bounded(LONGEST_IMPORT):
        for module in modules:
            with suppress(Exception):
                load(module)
    gc.enable()


@contextmanager
def _bounded(seconds: int) -> Iterator[None]:
    """Have the system end this process if it takes more than so much processor time (setrlimit)."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        yield
        return
    before = soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limits = [int(time.process_time()) + seconds, soft, hard]
    least = min(limit for limit in limits if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_CPU, (least, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, before)


def _performed(payload: bytes) -> tuple[bool, bytes]:
    """Also SystemExit is only a task's own failure, so nothing is raised here."""
    try:
        function, item = pickle.loads(payload)
        return True, pickle.dumps(function(item))
    except BaseException as error:
        return False, pickle.dumps(failure_of(error))


def configure_process() -> None:
    """Turn this process into a lane: stdout goes to stderr, SIGINT is left to the parent.

    So is SIGHUP, of a terminal that is closed; SIGTERM ends this process at once. A task makes tens
    of thousands of objects, nearly all without a cycle: to search the youngest 700 for garbage, as
    is usual, would be for nothing.
    """
    gc.enable()
    gc.set_threshold(MOST_GARBAGE)
    leave_signals()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    os.dup2(2, 1)


def main() -> NoReturn:
    """Serve on what were standard input and output.

    What this process can't do for itself, such as for lack of memory, its owner sees by its end.
    """
    try:
        answers = os.fdopen(os.dup(1), "wb")
        configure_process()
        serve(sys.stdin.buffer, answers, int(sys.argv[1]), *sys.argv[2:])
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()

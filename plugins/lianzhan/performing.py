"""What runs in the process of a lane: task after task, for an owner who must not be harmed by them.

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
from contextlib import suppress
from queue import SimpleQueue
from typing import BinaryIO

from lianzhan.work import Failure


def serve(tasks: BinaryIO, answers: BinaryIO, *modules: str) -> None:
    """Perform tasks until one fails: a task that stopped half-way may have left anything behind."""
    received: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(tasks, received), daemon=True).start()
    load_all(modules)
    goes_on = True
    while goes_on:
        goes_on, answer = _performed(received.get())
        pickle.dump((goes_on, answer), answers)
        answers.flush()


def _receive(tasks: BinaryIO, received: SimpleQueue[bytes]) -> None:
    """Hand tasks on. The stream ends when the owner does, however it ends: then end at once."""
    with suppress(EOFError, OSError):
        while True:
            received.put(pickle.load(tasks))
    os._exit(1)


def load(module: str) -> None:
    """Import a module: also as a task, since its functions will be wanted soon.

    What it leaves in memory stays: the search for garbage need not go over it again.
    """
    importlib.import_module(module)
    gc.freeze()


def load_all(modules: tuple[str, ...]) -> None:
    """Import modules; one that can't be imported is the failure of the task that needs it."""
    gc.disable()
    for module in modules:
        with suppress(Exception):
            load(module)
    gc.enable()


def _performed(payload: bytes) -> tuple[bool, bytes]:
    """Also SystemExit is only a task's own failure, so nothing is raised here."""
    try:
        function, item = pickle.loads(payload)
        return True, pickle.dumps(function(item))
    except BaseException as error:
        return False, pickle.dumps(Failure(f"{type(error).__name__}: {error}"))


def settle() -> None:
    """Make this process one for tasks. What they print goes to standard error, Ctrl-C to the owner.

    A task makes tens of thousands of objects, nearly all without a cycle: a search among the
    youngest 700, as is usual, takes a twentieth of the time for nothing.
    """
    gc.enable()
    gc.set_threshold(50_000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def main() -> None:
    """Serve on what were standard input and output."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    settle()
    serve(sys.stdin.buffer, answers, *sys.argv[1:])
    os._exit(0)


if __name__ == "__main__":
    main()

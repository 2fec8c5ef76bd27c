"""One process that performs one task after another for a process that must not be harmed by them.

In: pickled pairs of a function and its item. Out: pickled results, or a Failure. Unlike a child of
`multiprocessing` it may be started from anywhere, also from a daemonic process such as those of
Dask, and holds nothing that its parent had loaded: neither older code nor older settings.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from queue import SimpleQueue
from typing import BinaryIO

from lianzhan.work import DIED, Failure

_PATIENCE = 1.0
"""Seconds that a process may take to end."""


class EndedError(Exception):
    """The lane was ended from outside while it had a task: nothing came of it."""


class Lane:
    """A process of its own for tasks; whoever has it asks for one at a time.

    It imports modules for tasks to come while its owner does something else.
    """

    def __init__(self, *modules: str) -> None:
        self.modules = modules
        self._ended = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "lianzhan.lane", *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    @property
    def is_alive(self) -> bool:
        """Whether the process is there; one that was killed while it was idle is not."""
        return self._process.poll() is None

    def perform(self, payload: bytes) -> tuple[bool, bytes]:
        """Return whether the lane takes another task, and the pickled result. Raises EndedError."""
        reader, writer = self._process.stdout, self._process.stdin
        try:
            if reader is None or writer is None:
                raise EOFError
            pickle.dump(payload, writer)
            writer.flush()
            goes_on, answer = pickle.load(reader)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            if self._ended:
                raise EndedError from None
            goes_on, answer = False, pickle.dumps(Failure(DIED))
        if not goes_on:
            self.end()
        return goes_on, answer

    def end(self) -> None:
        """End the process, whatever it is at.

        One that has a handler of its own for the signal may miss it if it comes just before a wait.
        """
        self._ended = True
        for stop in (self._process.terminate, self._process.terminate, self._process.kill):
            stop()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
                return
        self._process.wait()


def serve(tasks: BinaryIO, answers: BinaryIO, *modules: str) -> None:
    """Perform tasks until one fails: a task that stopped half-way may have left anything behind.

    A module that can't be imported is the failure of the task that needs it.
    """
    received: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(tasks, received), daemon=True).start()
    for module in modules:
        with suppress(Exception):
            load(module)
    goes_on = True
    while goes_on:
        goes_on, answer = _performed(received.get())
        pickle.dump((goes_on, answer), answers)
        answers.flush()


def _receive(tasks: BinaryIO, received: SimpleQueue[bytes]) -> None:
    """Hand tasks on. The stream ends when the parent does, however it ends: then end at once."""
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


def _performed(payload: bytes) -> tuple[bool, bytes]:
    """Also SystemExit is only a task's own failure, so nothing is raised here."""
    try:
        function, item = pickle.loads(payload)
        return True, pickle.dumps(function(item))
    except BaseException as error:
        return False, pickle.dumps(Failure(f"{type(error).__name__}: {error}"))


def main() -> None:
    """Serve on standard input and output; what a task prints goes to standard error instead.

    A task makes tens of thousands of objects, nearly all without a cycle: a search among the
    youngest 700, as is usual, takes a twentieth of the time for nothing.
    """
    gc.set_threshold(50_000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers, *sys.argv[1:])
    os._exit(0)


if __name__ == "__main__":
    main()

"""A child process that runs one task at a time; a task that crashes it cannot harm the parent.

Unlike a child of `multiprocessing` it may be started from anywhere, also from a daemonic process
such as those of Dask, and holds nothing that its owner had loaded: neither older code nor older
settings.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lianzhan.runtime.job import DIED, TRIES, Failure, Kind, is_worth_another_try
from lianzhan.runtime.lifeline import CAN_HOLD

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedReader, BufferedWriter

_PATIENCE = 1.0
"""Seconds that a process may take to end."""


class EndedError(Exception):
    """The lane was ended from outside while it had a task: nothing came of it."""


class Process(Protocol):
    """What the owner of a lane needs of its process; subprocess.Popen has it all."""

    def poll(self) -> int | None:
        """Return None while the process is there."""
        ...

    def terminate(self) -> None:
        """Tell it to end."""
        ...

    def kill(self) -> None:
        """End it."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Return when it has ended. Raises subprocess.TimeoutExpired."""
        ...


class Streams(NamedTuple):
    """A lane's file descriptors: where tasks come from, answers go, and its owner's lifeline is."""

    tasks: int
    answers: int
    life: int


class WorkerProcess:
    """A child process that runs one task at a time, over a pair of pipes."""

    def __init__(self, start: Callable[[Streams], Process]) -> None:
        """Have a process started with its ends of three pipes. Raises OSError, what `start` does.

        Nothing is ever written to the lifeline: its end is that of the owner.
        """
        tasks, self._tasks = _pipe()
        self._answers, answers = _pipe()
        life, self._life = _pipe()
        try:
            with tasks, answers, life:
                self._process = start(Streams(tasks.fileno(), answers.fileno(), life.fileno()))
        except BaseException:
            self._close()
            raise
        self._ended = False

    def _close(self) -> None:
        for stream in (self._tasks, self._answers, self._life):
            with suppress(OSError):  # a task may still be on its way to a process that is gone
                stream.close()

    @property
    def is_alive(self) -> bool:
        """Whether the process is there; one that was killed while it was idle is not."""
        return self._process.poll() is None

    def perform(self, payload: bytes) -> tuple[bool, bytes]:
        """Return whether the lane takes another task, and the pickled result. Raises EndedError.

        Where the answer does not come whole, the process has died: of the task, or by another hand.
        """
        try:
            pickle.dump(payload, self._tasks)
            self._tasks.flush()
            goes_on, answer = pickle.load(self._answers)
        except Exception as error:
            if self._ended:
                raise EndedError from None
            if isinstance(error, MemoryError):  # ours: half an answer is of no use to anybody
                self.end()
                raise
            goes_on, answer = False, pickle.dumps(Failure(DIED, Kind.DIED))
        if not goes_on:
            self.end()
        return goes_on, answer

    def stop(self) -> None:
        """Tell the process to end, whatever it is at, and don't wait for it."""
        self._ended = True
        self._process.terminate()

    def end(self) -> None:
        """End the process, whatever it is at.

        One that has a handler of its own for the signal may miss it if it comes just before a wait.
        """
        for stop in (self.stop, self.stop, self._process.kill):
            stop()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
                return
        self._process.wait()


def _pipe() -> tuple[BufferedReader, BufferedWriter]:
    """Return both ends of a new pipe. Raises OSError."""
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb"), os.fdopen(writing, "wb")


def persist(attempt: Callable[[], tuple[bool, bytes]]) -> bytes:
    """Return a task's pickled result; one whose process died or had no memory left is tried again.

    Each attempt is made in a process that has not failed before.
    """
    for number in range(1, TRIES + 1):
        goes_on, answer = attempt()
        if goes_on or not is_worth_another_try(failure := pickle.loads(answer)):
            break
        import logging  # seldom needed, and not free

        logging.getLogger(__name__).info("try %d of %d: %s", number, TRIES, failure.reason)
    return answer


def new_worker_process(*modules: str) -> WorkerProcess:
    """Start Python for a lane that imports modules for tasks to come. Raises OSError."""

    def start(streams: Streams) -> Process:
        return subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-m",
                "lianzhan.runtime.worker_main",
                str(streams.life),
                *modules,
            ],
            stdin=streams.tasks,
            stdout=streams.answers,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            pass_fds=(streams.life,) if CAN_HOLD else (),
        )

    return WorkerProcess(start)

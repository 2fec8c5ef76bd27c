"""One process that performs one task after another for a process that must not be harmed by them.

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
from typing import TYPE_CHECKING, Protocol

from lianzhan.work import DIED, Failure

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE = 1.0
"""Seconds that a process may take to end."""


class EndedError(Exception):
    """The lane was ended from outside while it had a task: nothing came of it."""


class Process(Protocol):
    """What the owner of a lane does with its process; those of `subprocess` can do it."""

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


class Lane:
    """A process of its own for tasks; whoever has it asks for one at a time."""

    def __init__(self, start: Callable[[int, int], Process]) -> None:
        """Have a process started that reads tasks from one file descriptor, answers on another.

        Raises what `start` does.
        """
        tasks, for_tasks = os.pipe()
        from_answers, answers = os.pipe()
        self._tasks, self._answers = os.fdopen(for_tasks, "wb"), os.fdopen(from_answers, "rb")
        try:
            self._process = start(tasks, answers)
        except BaseException:
            self._tasks.close()
            self._answers.close()
            raise
        finally:
            os.close(tasks)
            os.close(answers)
        self._ended = False

    @property
    def is_alive(self) -> bool:
        """Whether the process is there; one that was killed while it was idle is not."""
        return self._process.poll() is None

    def perform(self, payload: bytes) -> tuple[bool, bytes]:
        """Return whether the lane takes another task, and the pickled result. Raises EndedError."""
        try:
            pickle.dump(payload, self._tasks)
            self._tasks.flush()
            goes_on, answer = pickle.load(self._answers)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            if self._ended:
                raise EndedError from None
            goes_on, answer = False, pickle.dumps(Failure(DIED))
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


def new_lane(*modules: str) -> Lane:
    """Start Python for a lane that imports modules for tasks to come. Raises OSError."""

    def start(tasks: int, answers: int) -> Process:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "lianzhan.performing", *modules],
            stdin=tasks,
            stdout=answers,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    return Lane(start)

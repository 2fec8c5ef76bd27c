"""Tasks, their outcomes, and the interface of what performs them. Imports no worker code."""

from __future__ import annotations

import errno
import importlib
import os
from enum import Enum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")

DEBUG = "LIANZHAN_DEBUG"
"""Environment variable: where it is set, tracebacks are shown, and tasks that are tried again."""
DIED = "the process died"
TRIES = 3
"""How many processes a task may take with it before it counts as failed.

One that is killed from outside, as by a system that runs out of memory, may be so twice in a row; a
task that brings its own process down does so every time.
"""


class Kind(Enum):
    """Why a task failed: by itself, or for want of a process or memory."""

    RAISED = "raised"
    DIED = "died"
    """Its process ended before the answer was there, as often as it was tried."""
    MEMORY = "memory"
    """It ran out of memory, as often as it was tried."""
    NO_PROCESS = "no process"
    """No process could be started for it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that has no result; `reason` is for people."""

    reason: str
    kind: Kind = Kind.RAISED


def failure_of(error: BaseException) -> Failure:
    """Return the failure of a task that raised an error."""
    return Failure(reason_of(error), Kind.MEMORY if is_want_of_memory(error) else Kind.RAISED)


def is_want_of_memory(error: BaseException) -> bool:
    """Whether there was no memory left; of a library that can't be loaded, glibc says it in words.

    Also "failed to map segment" for a file system without the right to execute. Where Python 3.11
    has no room to call a function, it forgets to say why.
    """
    if isinstance(error, SystemError):
        return "without exception set" in str(error)
    if isinstance(error, ImportError):
        return "failed to map segment" in str(error) or os.strerror(errno.ENOMEM) in str(error)
    return isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM


def reason_of(error: BaseException) -> str:
    """Return an error's type and text in one line; some, such as MemoryError, have no text."""
    try:
        text = "; ".join(filter(None, map(str.strip, str(error).splitlines())))
    except Exception:  # an error of somebody else's plugin may not even be able to say what it is
        text = ""
    return ": ".join(filter(None, (type(error).__name__, text)))


def is_worth_another_try(result: object) -> bool:
    """Whether a task that failed in this process may succeed in a new one."""
    return isinstance(result, Failure) and result.kind in (Kind.DIED, Kind.MEMORY)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T, R]):
    """A task's item, and its result or failure."""

    item: T
    result: R | Failure


@dataclass(frozen=True)
class JobName(Generic[T, R]):
    """A function by its name, so that the sender need not import what only its workers use."""

    module: str
    function: str

    def __call__(self, item: T) -> R:
        """Import the function where it is called."""
        result: R = getattr(importlib.import_module(self.module), self.function)(item)
        return result


class TaskRunner(Protocol):
    """Whatever performs tasks: the processes of this machine, or the machines of a cluster."""

    def prepare(self, module: str, tasks: int) -> None:
        """Have a module imported where so many tasks will soon need it, and don't wait for it."""
        ...

    def run(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """Apply a function to items, started in their order; yield outcomes as they come."""
        ...

    def end(self) -> None:
        """Leave no task running, and take no other."""
        ...


class NoProcessError(OSError):
    """No process could be started for work without which nothing can be said; the text says why."""


class UnusableClusterError(Exception):
    """The machines asked for can't do the work.

    `reason` is "not-installed", "unreachable", "no-workers", "folders" or "version" (a worker does
    not see our folders, runs something else), or "lost"; `detail` says where.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

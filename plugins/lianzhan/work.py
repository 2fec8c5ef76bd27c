"""Tasks and what comes of them, whoever performs them. Imports nothing that performing takes."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")

DIED = "the process died"


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that raised, or whose process died; `reason` is for people."""

    reason: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T, R]):
    """A task's item and what came of it."""

    item: T
    result: R | Failure


@dataclass(frozen=True)
class Named(Generic[T, R]):
    """A function by its name: who sends it need not import what only its workers use."""

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


class UnusableClusterError(Exception):
    """The machines asked for can't do the work.

    `reason` is "not-installed", "unreachable", "no-workers", "folders" or "version" (a worker does
    not see our folders, runs something else), or "lost"; `detail` says where.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

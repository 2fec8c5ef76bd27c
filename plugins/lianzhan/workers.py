"""Work spread over long-lived processes; one that dies takes down its own task and no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.context import BaseContext

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that raised, or whose process died; `reason` is for people."""

    reason: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T, R]):
    """A task's item and what came of it."""

    item: T
    result: R | Failure


def usable_processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """A few processes, each taking one task at a time.

    A process whose task failed is replaced before its next one: a task that stopped half-way may
    have left anything behind.
    """

    def __init__(self, count: int, preload: tuple[str, ...] = ()) -> None:
        self._count = max(1, count)
        self._context = _start_method(preload)
        self._lanes: list[ProcessPoolExecutor] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_error: object) -> None:
        for lane in self._lanes:
            lane.shutdown(wait=False, cancel_futures=True)

    def run(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[Outcome[T, R]]:
        """Apply a function to items, started in their order; yield outcomes as they come."""
        waiting = list(reversed(items))
        running: dict[Future[R], tuple[int, T]] = {}
        free = list(range(min(self._count, len(items))))
        while waiting or running:
            while waiting and free:
                lane, item = free.pop(0), waiting.pop()
                running[self._submit(lane, function, item)] = (lane, item)
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                lane, item = running.pop(future)
                result = _result(future)
                if isinstance(result, Failure):
                    self._replace(lane)
                free.append(lane)
                yield Outcome(item, result)

    def _submit(self, number: int, function: Callable[[T], R], item: T) -> Future[R]:
        """Start a task; a process that died while it was idle is replaced first."""
        try:
            return self._lane(number).submit(function, item)
        except BrokenProcessPool:
            self._replace(number)
            return self._lane(number).submit(function, item)

    def _lane(self, number: int) -> ProcessPoolExecutor:
        while len(self._lanes) <= number:
            self._lanes.append(self._new_lane())
        return self._lanes[number]

    def _replace(self, number: int) -> None:
        self._lanes[number].shutdown(wait=False, cancel_futures=True)
        self._lanes[number] = self._new_lane()

    def _new_lane(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=self._context, initializer=_settle)


def _result(future: Future[R]) -> R | Failure:
    """Also SystemExit is only a task's own failure, so nothing is raised here."""
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenProcessPool):
        return Failure("the process died")
    return Failure(f"{type(error).__name__}: {error}")


def _start_method(preload: tuple[str, ...]) -> BaseContext:
    """Never fork this process: it may have threads (Pelican's command line has one)."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(preload))
        return context
    return multiprocessing.get_context("spawn")


def _settle() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()

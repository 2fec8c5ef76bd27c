"""Tasks spread over long-lived worker processes; one that dies costs no task but its own."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import threading
import time
from collections import defaultdict
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from lianzhan.runtime.job import Failure, Kind, Outcome, failure_of, reason_of
from lianzhan.runtime.prestarted import take_prestarted
from lianzhan.runtime.threads import Background
from lianzhan.runtime.worker_main import load
from lianzhan.runtime.worker_process import EndedError, WorkerProcess, new_worker_process, persist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")
_TICK = 1.0
"""Seconds between two checks that the threads waited for are still alive."""
_PAUSES = (0.1, 0.4)
"""Seconds to wait for a process to become free where no more may be started."""


def usable_processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _End:
    """Marks the end of the queue of items."""


class Workers:
    """A few lanes, each performing one task at a time; 0: as many as there are processors.

    A lane whose task failed is replaced before its next one: a task that stopped half-way may have
    left anything behind.
    """

    def __init__(self, count: int = 0) -> None:
        self._count = count if count > 0 else usable_processors()
        ahead = take_prestarted()
        self._server = ahead.server
        self._first = next(iter(ahead.modules), None)
        self._early: WorkerProcess | None = None
        self._lanes = {0: ahead.lane} if ahead.lane else {}
        self._loaded: defaultdict[int, set[str]] = defaultdict(set)
        for number in range(self._count if ahead.server else len(self._lanes)):
            comes_early = ahead.server and number == 0
            self._loaded[number] = {*ahead.modules[:1]} if comes_early else {*ahead.modules}
        self._locks: defaultdict[int, threading.Lock] = defaultdict(threading.Lock)
        self._prepared: set[tuple[int, str]] = set()
        self._ended = False
        self._gave_up = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def end(self) -> None:
        """Leave no task running, and take no other."""
        self._ended = True
        lanes = list(self._lanes.values())
        for lane in lanes:
            lane.stop()
        for lane in lanes:
            lane.end()
        if self._server:
            self._server.end()

    def prepare(self, module: str, tasks: int) -> None:
        """Have a module imported where so many tasks will soon need it, and don't wait for it."""
        for number in self._order(module)[:tasks]:
            if self._server and number == 0 and module != self._first:
                continue  # its lane comes early, and gives way when the first such task is there
            if (number, module) not in self._prepared:
                self._prepared.add((number, module))
                self._loaded[number].add(module)
                self._in_thread(partial(self._result, number, module, load, module))

    def run(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """Apply a function to items, started in their order; yield outcomes as they come.

        The first tasks are at work when this returns: before the last item has been made.
        """
        waiting: SimpleQueue[T | _End] = SimpleQueue()
        outcomes: SimpleQueue[Outcome[T, R]] = SimpleQueue()

        def work(number: int) -> None:
            while not isinstance(item := waiting.get(), _End):
                outcomes.put(Outcome(item, self._result(number, module, function, item)))

        module = getattr(function, "module", "")
        idle = self._order(module)
        threads: list[Background] = []
        count = 0
        try:
            for item in items:
                waiting.put(item)
                count += 1
                if idle and (thread := self._in_thread(partial(work, idle[0]))):
                    self._loaded[idle.pop(0)].add(module)
                    threads.append(thread)
        finally:
            for _ in range(max(1, len(threads))):
                waiting.put(_End())
        if not threads:  # this one does it, then
            work(idle[0])
        return self._heard(outcomes, count, threads)

    def _heard(
        self, outcomes: SimpleQueue[Outcome[T, R]], count: int, threads: list[Background]
    ) -> Iterator[Outcome[T, R]]:
        """Yield `count` outcomes as they come.

        If no thread is left for them, raises what one ended with: MemoryError if none ever began.
        """
        while count:
            try:
                outcome = outcomes.get(timeout=_TICK)
            except Empty:
                if any(thread.is_alive for thread in threads) or not outcomes.empty():
                    continue
                if self._ended:
                    raise EndedError from None
                errors = (thread.error for thread in threads if thread.error)
                raise next(errors, MemoryError()) from None
            count -= 1
            yield outcome

    def _order(self, module: str) -> list[int]:
        """Return all lanes: those that have loaded the module, then those that have loaded none."""

        def rank(number: int) -> int:
            loaded = self._loaded[number]
            return 0 if module in loaded else 1 if not loaded else 2

        return sorted(range(self._count), key=rank)

    def _in_thread(self, task: Callable[[], object]) -> Background | None:
        """Run something in a new thread; return None where no thread can be started."""
        with contextlib.suppress(RuntimeError):
            return Background(task)
        return None

    def _result(self, number: int, module: str, function: Callable[[T], R], item: T) -> R | Failure:
        """Return the result of a task of a module. Raises EndedError where the work was ended."""
        try:
            payload = pickle.dumps((function, item))
            answer = persist(partial(self._attempt, number, module, payload))
            result: R | Failure = pickle.loads(answer)
        except EndedError:
            raise
        except Exception as error:  # whoever waits for the task must hear of it
            return failure_of(error)
        return result

    def _attempt(
        self, number: int, module: str, payload: bytes, tried: frozenset[int] = frozenset()
    ) -> tuple[bool, bytes]:
        """Have a lane perform a task; if it can't be started, another one, or the same a bit later.

        Where one task was given up for it, the next ones don't wait.
        """
        tried |= {number}
        for pause in (*_PAUSES[self._gave_up :], None):
            try:
                return self._perform(number, module, payload)
            except OSError as error:  # no memory, too many processes or files
                reason = reason_of(error)
            others = (n for n in range(self._count) if n not in tried and self._is_in_use(n))
            if (other := next(others, None)) is not None:
                return self._attempt(other, module, payload, tried)
            if pause:
                time.sleep(pause)
        self._gave_up = len(_PAUSES)
        return False, pickle.dumps(Failure(reason, Kind.NO_PROCESS))

    def _is_in_use(self, number: int) -> bool:
        """Whether there is such a lane, or somebody is about to start it."""
        return number in self._lanes or self._locks[number].locked()

    def _perform(self, number: int, module: str, payload: bytes) -> tuple[bool, bytes]:
        """Have a lane perform a task. Raises EndedError, and OSError where it can't be started."""
        with self._locks[number]:
            if self._ended:
                raise EndedError
            lane = self._lanes[number] = self._lane(self._lanes.pop(number, None), module)
            if self._ended:  # while the lane was started
                lane.end()
            goes_on, answer = lane.perform(payload)
            if not goes_on:
                del self._lanes[number]
            return goes_on, answer

    def _lane(self, lane: WorkerProcess | None, module: str) -> WorkerProcess:
        """Return a lane for a task of a module: this one, if it can be. Raises EndedError, OSError.

        An early lane has imported the first module alone; it is replaced rather than made to import
        more.
        """
        if lane and lane is self._early and module != self._first:
            lane.end()
        return lane if lane and lane.is_alive else self._new_lane(module)

    def _new_lane(self, module: str) -> WorkerProcess:
        """Return a lane of the server's, if it is there. Raises EndedError, OSError."""
        if self._server:
            with contextlib.suppress(OSError):
                early = self._server.early() if module == self._first else None
                if early and early.is_alive:
                    self._early = early
                    return early
                return self._server.lane()
            if self._ended:
                raise EndedError
        return new_worker_process()

"""What runs in a Dask worker: a build's tasks, each in a lane of its own.

A lane is a process of one build alone: whatever happens in it, the Dask worker stays, and a cluster
that lives long never builds with what an earlier build had loaded.
"""

from __future__ import annotations

import time
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING

from distributed import Reschedule, Worker, WorkerPlugin, get_worker

from lianzhan.model.frozen import dataclass
from lianzhan.runtime.worker_process import EndedError, WorkerProcess, new_worker_process, persist

if TYPE_CHECKING:
    from lianzhan.runtime.dask_requirements import Requirements

_PAUSE = 2.0
"""Seconds before a task goes back to the scheduler, where this worker must not have it."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A pickled task. It holds the cache's key, so it does not show where Dask prints arguments."""

    task: bytes = field(repr=False)


class Lanes(WorkerPlugin):
    """A build's lanes in one Dask worker, as many as it has threads at work; they end with it."""

    def __init__(self, name: str, requirements: Requirements) -> None:
        self.name = name
        self._requirements = requirements
        self.unmet = ""
        self._ended = False
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()

    def setup(self, worker: Worker) -> None:
        """Look around once, when the build begins or the worker joins it."""
        self.unmet = self._requirements.unmet()

    def teardown(self, worker: Worker) -> None:
        """Leave no task running: the build is over, or this worker is."""
        self._ended = True
        for lane in (*self._busy, *self._idle):
            lane.end()

    def perform(self, payload: bytes) -> bytes:
        """Return a task's pickled result. Raises Reschedule where another worker must have it.

        A worker that joins late and is unlike the others leaves the tasks to them.
        """
        if self.unmet or self._ended:
            time.sleep(_PAUSE)
            raise Reschedule
        try:
            return persist(partial(self._attempt, payload))
        except EndedError:
            raise Reschedule from None

    def _attempt(self, payload: bytes) -> tuple[bool, bytes]:
        """Have an idle lane perform a task, or a new one."""
        lane = self._idle.pop() if self._idle else None
        if lane is None or not lane.is_alive:
            lane = new_worker_process()
        self._busy.add(lane)
        try:
            goes_on, answer = lane.perform(payload)
        finally:
            self._busy.discard(lane)
        if self._ended:
            lane.end()
        elif goes_on:
            self._idle.append(lane)
        return goes_on, answer


def perform(name: str, payload: Payload) -> bytes:
    """The Dask task: the worker's lanes do the work."""
    lanes = get_worker().plugins[name]
    if not isinstance(lanes, Lanes):
        raise TypeError(name)
    return lanes.perform(payload.task)


def unmet_by(name: str, dask_worker: Worker) -> str:
    """Return what a worker's lanes are missing: "folders", "version" or nothing."""
    lanes = dask_worker.plugins[name]
    return lanes.unmet if isinstance(lanes, Lanes) else "version"

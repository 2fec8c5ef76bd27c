"""The tasks of a build on the machines of a Dask cluster, through the same interface as `Workers`.

In: a scheduler's address, and the folders that all machines share. Out: the outcomes of tasks. A
Dask worker performs each task in a lane, a process of this build alone: whatever happens in it, the
Dask worker stays, and a long-lived cluster never builds with what an earlier build had loaded.
This module is imported only when asked for: `distributed` is an extra.
"""

from __future__ import annotations

import logging
import pickle
import re
import sys
import time
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from uuid import uuid4

import dask
from distributed import (
    Client,
    KilledWorker,
    Reschedule,
    Worker,
    WorkerPlugin,
    get_worker,
    wait,
)
from distributed.client import FuturesCancelledError
from distributed.comm.addressing import normalize_address, resolve_address
from distributed.comm.core import CommClosedError

from lianzhan.runtime.digests import package_digest, tree_digest
from lianzhan.runtime.job import (
    DIED,
    TRIES,
    Failure,
    Kind,
    Outcome,
    UnusableClusterError,
    failure_of,
    reason_of,
)
from lianzhan.runtime.worker_process import EndedError, WorkerProcess, new_worker_process, persist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from distributed import Future

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
PATIENCE = 5.0
"""Seconds that a scheduler, and then its first worker, may take to answer."""
LONGEST_LULL = 60.0
"""Seconds that a build goes on waiting when its last worker is lost: enough to start another."""
_AHEAD = 2
"""Tasks handed out for each worker thread: one at work, one that follows without a pause."""
_TICK = 2.0
_CONFIG = {"distributed.admin.large-graph-warning-threshold": "1GiB"}
"""A site's plan travels with its task; Dask would rather have it stored beforehand, and says so."""


@dataclass(frozen=True, slots=True)
class SharedFolders:
    """What is at the same path, and the same, for this process and all workers.

    The cache (if it is used) and the output folder are written to by all; the others are only read.
    `marker` is the name of the file that makes an output folder ours.
    """

    settings_file: Path
    content: Path
    theme: Path
    cache: Path | None
    output: Path
    marker: str


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a Dask worker must match to be accepted: visible paths, and the digest of its code."""

    shared: SharedFolders
    paths: tuple[Path, ...]
    digest: str

    def unmet(self) -> str:
        """Return what is wrong here: "folders", "version" or nothing."""
        if not all(path.exists() for path in self.paths):
            return "folders"
        try:
            return "" if digest_of_place(self.shared) == self.digest else "version"
        except (OSError, metadata.PackageNotFoundError):
            return "version"


def digest_of_place(shared: SharedFolders) -> str:
    """Return all but content that decides what is rendered: Python, packages, code, theme."""
    declared = (re.split(r"[^\w.-]", line) for line in metadata.requires("lianzhan") or ())
    names = sorted({name for name, *rest in declared if "extra" not in rest})
    return repr(
        (
            sys.version_info[:2],
            [(name, metadata.version(name)) for name in names],
            package_digest(),
            tree_digest(shared.theme),
            shared.settings_file.read_bytes() if shared.settings_file.exists() else b"",
        )
    )


@dataclass(frozen=True, slots=True)
class Payload:
    """A pickled task. It holds the cache's key, so it does not show where Dask prints arguments."""

    task: bytes = field(repr=False)


class Lanes(WorkerPlugin):
    """A build's lanes in one Dask worker, as many as it has threads at work; they end with it."""

    def __init__(self, name: str, requirements: Requirements) -> None:
        self.name = name
        self._requirements = requirements
        self.missed = ""
        self._ended = False
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()

    def setup(self, worker: Worker) -> None:
        """Look around once, when the build begins or the worker joins it."""
        self.missed = self._requirements.unmet()

    def teardown(self, worker: Worker) -> None:
        """Leave no task running: the build is over, or this worker is."""
        self._ended = True
        for lane in (*self._busy, *self._idle):
            lane.end()

    def perform(self, payload: bytes) -> bytes:
        """Return a task's pickled result. Raises Reschedule where another worker must have it.

        A worker that joins late and is unlike the others leaves the tasks to them.
        """
        if self.missed or self._ended:
            time.sleep(_TICK)
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


def _perform(name: str, payload: Payload) -> bytes:
    """The Dask task: the worker's lanes do the work."""
    lanes = get_worker().plugins[name]
    if not isinstance(lanes, Lanes):
        raise TypeError(name)
    return lanes.perform(payload.task)


def _missed(name: str, dask_worker: Worker) -> str:
    lanes = dask_worker.plugins[name]
    return lanes.missed if isinstance(lanes, Lanes) else "version"


class DaskWorkers:
    """The workers of a cluster, each taking one task at a time with each of its threads.

    A worker that is lost gives its tasks back, and others have them; a task that loses one worker
    after another fails alone.
    """

    def __init__(self, client: Client, name: str) -> None:
        self._client = client
        self._name = name

    def prepare(self, module: str, tasks: int) -> None:
        """Nothing: which machine gets a task shows when it is there."""

    def run(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """Apply a function to items, started in their order; yield outcomes as they come.

        Raises UnusableClusterError when scheduler or workers are lost for good. A run that is not
        gone through to its end leaves no task running, and the workers take no other.
        """
        waiting = [*items][::-1]
        running: dict[Future[bytes], T] = {}
        try:
            while waiting or running:
                for item in [waiting.pop() for _ in range(min(self._room(running), len(waiting)))]:
                    payload = Payload(pickle.dumps((function, item)))
                    future = self._client.submit(
                        _perform, self._name, payload, pure=False, retries=TRIES - 1
                    )
                    running[future] = item
                for future in self._done(running):
                    result: R | Failure = self._result(future)
                    yield Outcome(running.pop(future), result)
        finally:
            if running:
                self._forget(running)

    def _room(self, running: dict[Future[bytes], T]) -> int:
        """Return how many tasks to hand out: too many at once would fill the scheduler's memory."""
        threads: int = sum(_answered(self._client.nthreads).values())
        return max(0, _AHEAD * threads - len(running))

    def _done(self, running: dict[Future[bytes], T]) -> list[Future[bytes]]:
        """Return tasks that are done, at least one, or none where there was no worker for one."""
        lull = time.monotonic()
        while True:
            if running:
                with suppress(TimeoutError):
                    answer = _answered(wait, list(running), _TICK, "FIRST_COMPLETED")
                    return [future for future in running if future in answer.done]
            else:
                time.sleep(_TICK / 10)
            if _answered(self._client.nthreads):
                if not running:
                    return []
                lull = time.monotonic()
            elif time.monotonic() - lull > LONGEST_LULL:
                raise UnusableClusterError("lost")

    def _result(self, future: Future[bytes]) -> R | Failure:
        try:
            result: R | Failure = pickle.loads(_answered(future.result))
        except KilledWorker:
            return Failure(DIED, Kind.DIED)
        except UnusableClusterError:
            raise
        except OSError as error:
            return Failure(reason_of(error), Kind.NO_PROCESS)
        except Exception as error:
            return failure_of(error)
        return result

    def end(self) -> None:
        """End every lane of this build."""
        with suppress(Exception):  # a cluster that is gone has none
            self._client.unregister_worker_plugin(self._name)

    def _forget(self, running: dict[Future[bytes], T]) -> None:
        with suppress(Exception):
            self._client.cancel(list(running), force=True)
        self.end()


def _answered(question: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Ask the scheduler. Raises UnusableClusterError where it does not answer any more."""
    try:
        return question(*args, **kwargs)
    except (FuturesCancelledError, CancelledError, CommClosedError) as error:
        raise UnusableClusterError("lost") from error


@contextmanager
def dask_workers(address: str, shared: SharedFolders) -> Iterator[DaskWorkers]:
    """Have the workers of the cluster whose scheduler has an address, such as tcp://10.0.0.1:8786.

    Raises UnusableClusterError where there is no scheduler or worker, or a worker is unlike us.
    """
    name = f"lianzhan-{uuid4().hex}"
    with (
        dask.config.set(_CONFIG),
        _connection(address) as client,
        _tokens(shared, name) as written,
    ):
        settings = [shared.settings_file] if shared.settings_file.exists() else []
        read = (shared.content, shared.theme, *settings)
        requirements = Requirements(shared, (*read, *written), digest_of_place(shared))
        workers = DaskWorkers(client, name)
        try:
            _let_in(client, Lanes(name, requirements))
            yield workers
        finally:
            workers.end()


@contextmanager
def _connection(address: str) -> Iterator[Client]:
    """Connect to a scheduler that has a worker, or will soon."""
    for talker in ("distributed", "tornado"):  # what they would say is said in one line of ours
        logging.getLogger(talker).setLevel(logging.CRITICAL)
    try:
        resolve_address(normalize_address(address))  # a client would stumble on after a bad one
        client = Client(address, timeout=PATIENCE)
    except Exception as error:
        raise UnusableClusterError("unreachable", address) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise UnusableClusterError("no-workers", address) from None
    try:
        yield client
    finally:
        with suppress(Exception):
            client.close()


@contextmanager
def _tokens(shared: SharedFolders, name: str) -> Iterator[tuple[Path, ...]]:
    """Lay a file of that name into each folder that all write to, for all to see.

    None into an output folder that is not ours: the build will refuse it. An empty one is made ours
    as the build would, and one that was not there goes again if nothing was built.
    """
    made, marker = not shared.output.exists(), shared.output / shared.marker
    folders = [folder for folder in (shared.cache, shared.output) if folder]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    if not any(shared.output.iterdir()):
        marker.touch()
    if not marker.exists():
        folders.remove(shared.output)
    tokens = tuple(folder / f".{name}" for folder in folders)
    try:
        for token in tokens:
            token.touch()
        yield tokens
    finally:
        for token in tokens:
            token.unlink(missing_ok=True)
        if made and [entry.name for entry in shared.output.iterdir()] == [marker.name]:
            marker.unlink()
            shared.output.rmdir()


def _let_in(client: Client, lanes: Lanes) -> None:
    """Set up the lanes in every worker. Raises UnusableClusterError where one is unlike us."""
    try:
        client.register_plugin(lanes)
        missed = client.run(_missed, lanes.name)
    except Exception as error:
        raise UnusableClusterError("version", f"{type(error).__name__}: {error}") from error
    for worker, what in sorted(missed.items()):
        if what:
            raise UnusableClusterError(what, worker)

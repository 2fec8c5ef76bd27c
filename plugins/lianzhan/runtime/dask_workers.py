"""The tasks of a build on the machines of a Dask cluster, through the same interface as `Workers`.

In: a scheduler's address, and the folders that all machines share. Out: the outcomes of tasks. This
module is imported only when asked for: `distributed` is an extra.
"""

from __future__ import annotations

import logging
import pickle
import time
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from uuid import uuid4

import dask
from distributed import (
    Client,
    KilledWorker,
    wait,
)
from distributed.client import FuturesCancelledError
from distributed.comm.addressing import normalize_address, resolve_address
from distributed.comm.core import CommClosedError

from lianzhan.runtime.dask_lanes import Lanes, Payload, perform, unmet_by
from lianzhan.runtime.dask_requirements import (
    Requirements,
    SharedFolders,
    digest_of_place,
    laid_tokens,
)
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
"""A task's item travels with it; Dask would rather have it stored beforehand, and says so."""


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
                        perform, self._name, payload, pure=False, retries=TRIES - 1
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
    """Connect to the scheduler at `address`, such as tcp://10.0.0.1:8786, and yield its workers.

    Raises UnusableClusterError where there is no scheduler or worker, or a worker is unlike us.
    """
    name = f"lianzhan-{uuid4().hex}"
    with (
        dask.config.set(_CONFIG),
        _connection(address) as client,
        laid_tokens(shared, name) as written,
    ):
        paths = (*shared.read, *shared.compared, *written)
        requirements = Requirements(shared, paths, digest_of_place(shared))
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


def _let_in(client: Client, lanes: Lanes) -> None:
    """Set up the lanes in every worker. Raises UnusableClusterError where one is unlike us."""
    try:
        client.register_plugin(lanes)
        found = client.run(unmet_by, lanes.name)
    except Exception as error:
        raise UnusableClusterError("version", f"{type(error).__name__}: {error}") from error
    for worker, what in sorted(found.items()):
        if what:
            raise UnusableClusterError(what, worker)

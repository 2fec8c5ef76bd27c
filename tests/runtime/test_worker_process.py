"""A process for one task after another: what comes back, and when it ends."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_workers import OddError, alive, double, posix, process_of, unpicklable
from waiting import PATIENCE, wait_until

from lianzhan.runtime.job import DIED, Failure, Kind
from lianzhan.runtime.worker_process import EndedError, WorkerProcess, new_worker_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def lane(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerProcess]:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    started = new_worker_process()
    yield started
    started.end()


def perform(lane: WorkerProcess, task: Callable[[Any], object], item: object) -> tuple[bool, Any]:
    goes_on, answer = lane.perform(pickle.dumps((task, item)))
    return goes_on, pickle.loads(answer)


def speak(word: str) -> str:
    sys.stdout.write(word)
    return word


def leave(number: int) -> None:
    sys.exit(f"再见 {number}")


def raise_odd(_number: int) -> None:
    raise OddError("奇", "怪")


def die(_number: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_answering(_number: int) -> None:
    """Die with half an answer on its way: what the owner has read of it can't be unpickled."""
    for stream in range(3, 20):
        with suppress(OSError):
            os.write(stream, pickle.dumps((True, b"half of it" * 100))[:500])
    die(0)


class MuteError(Exception):
    """Can't even say what it is."""

    def __str__(self) -> str:
        raise ValueError


def raise_mute(_number: int) -> None:
    raise MuteError


def hoard(_number: int) -> None:
    raise MemoryError


def ignores_interrupts(_number: int) -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_one_process_performs_task_after_task(lane: WorkerProcess) -> None:
    assert [perform(lane, double, n) for n in range(5)] == [(True, 2 * n) for n in range(5)]
    assert perform(lane, process_of, 0) == perform(lane, process_of, 1) != (True, os.getpid())
    assert perform(lane, ignores_interrupts, 0) == (True, True)


def test_what_a_task_prints_does_not_get_between_the_answers(lane: WorkerProcess) -> None:
    assert perform(lane, speak, "话") == (True, "话")
    assert perform(lane, speak, "再说") == (True, "再说")


@pytest.mark.parametrize(
    ("task", "failure"),
    [
        (leave, Failure("SystemExit: 再见 0")),
        (raise_odd, Failure("OddError: 奇怪")),
        (raise_mute, Failure("MuteError")),
        (unpicklable, Failure("TypeError: cannot pickle '_thread.lock' object")),
        (hoard, Failure("MemoryError", Kind.MEMORY)),
        pytest.param(die, Failure(DIED, Kind.DIED), marks=posix),
        pytest.param(die_answering, Failure(DIED, Kind.DIED), marks=posix),
    ],
)
def test_a_task_that_fails_is_the_last_of_its_process(
    lane: WorkerProcess, task: Callable[[int], object], failure: Failure
) -> None:
    assert perform(lane, task, 0) == (False, failure)


def test_a_task_that_is_not_there_is_a_failure(lane: WorkerProcess) -> None:
    goes_on, answer = lane.perform(b"cnowhere\nnothing\n.")
    assert (goes_on, pickle.loads(answer)) == (
        False,
        Failure("ModuleNotFoundError: No module named 'nowhere'"),
    )


def test_a_lane_that_is_ended_says_so_to_the_one_who_waits(lane: WorkerProcess) -> None:
    timer = threading.Timer(0.5, lane.end)
    timer.start()
    with pytest.raises(EndedError):
        perform(lane, time.sleep, 60)


@posix
def test_a_process_ends_with_the_one_that_started_it(lane: WorkerProcess, tmp_path: Path) -> None:
    """Also in the midst of a task, and however its parent ended: the stream ends with it."""
    _, process = perform(lane, process_of, 0)
    begun = tmp_path / "begun"
    threading.Thread(target=_perform_in_vain, args=(lane, begun), daemon=True).start()
    wait_until(begun.exists)
    lane._tasks.close()
    lane._life.close()
    lane._process.wait(300)
    assert not alive(process)


def _perform_in_vain(lane: WorkerProcess, begun: Path) -> None:
    with suppress(EndedError):
        lane.perform(pickle.dumps((never_end, str(begun))))


def never_end(begun: str) -> None:
    Path(begun).touch()
    time.sleep(10 * PATIENCE)


def miss_the_first(_item: object) -> int:
    """Stop at the second SIGTERM: as if the first had come just before a wait."""
    signal.signal(signal.SIGTERM, lambda *_: signal.signal(signal.SIGTERM, signal.SIG_DFL))
    return os.getpid()


def miss_all(_item: object) -> int:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    return os.getpid()


@posix
@pytest.mark.parametrize("task", [miss_the_first, miss_all])
def test_a_process_that_misses_a_signal_ends_all_the_same(
    lane: WorkerProcess, task: Callable[[Any], int]
) -> None:
    goes_on, process = perform(lane, task, None)
    assert goes_on
    lane.end()
    assert not alive(process)

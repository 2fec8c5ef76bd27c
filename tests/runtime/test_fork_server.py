"""Real forks: what lanes of a server have and do, and what becomes of them when one of them ends."""

from __future__ import annotations

import _thread
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from processes import kill, processor_seconds_until_gone
from test_workers import alive, linux, process_of

from lianzhan.runtime.fork_server import ForkServer, can_fork
from lianzhan.runtime.job import DIED, Failure, Kind
from lianzhan.runtime.worker_process import EndedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lianzhan.runtime.worker_process import WorkerProcess

pytestmark = linux
CLOSED = "Bad file descriptor"
MODULES = ("there_is_no_such_module", "wave")


@pytest.fixture
def server() -> Iterator[ForkServer]:
    started = ForkServer(*MODULES)
    yield started
    started.end()


def perform(lane: WorkerProcess, task: Callable[[Any], object], item: object = None) -> Any:
    return pickle.loads(lane.perform(pickle.dumps((task, item)))[1])


def parent_of(_item: object) -> int:
    return os.getppid()


def has_loaded(module: str) -> bool:
    return module in sys.modules


def die(_item: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def miss_signals(_item: object) -> int:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    return os.getpid()


def reads_nothing(_item: object) -> bytes:
    return os.read(0, 1)


def test_lanes_are_processes_of_their_own_with_the_modules_of_the_server(
    server: ForkServer,
) -> None:
    lanes = [server.lane() for _ in range(3)]
    processes = {perform(lane, process_of) for lane in lanes}
    assert len(processes) == 3
    assert {perform(lane, parent_of) for lane in lanes} == {server._pid} != {os.getpid()}
    assert all(perform(lane, has_loaded, "wave") for lane in lanes)
    assert perform(lanes[0], reads_nothing) == b""
    for lane in lanes:
        assert lane.is_alive
        lane.end()
        assert not lane.is_alive
    server.end()
    assert not any(alive(process) for process in processes)


def test_an_early_lane_has_the_first_module_before_the_others_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    gate, module = tmp_path / "gate", tmp_path / "takes_long.py"
    module.write_text(f"import os, time\nwhile not os.path.exists({str(gate)!r}): time.sleep(0.01)")
    (tmp_path / "takes_none.py").touch()
    server = ForkServer("takes_none", "takes_long")
    early = server.early()
    assert early is not None
    assert perform(early, has_loaded, "takes_none")
    assert not perform(early, has_loaded, "takes_long")
    assert server.early() is None
    gate.touch()
    lane = server.lane()
    assert perform(lane, has_loaded, "takes_long")
    for ended in (early, lane):
        ended.end()
    server.end()


def test_an_early_lane_that_nobody_wanted_ends_with_its_server(server: ForkServer) -> None:
    server._making.join()
    (early,) = server._early
    process = perform(early, process_of)
    server.end()
    assert not alive(process)  # nor is it left for others to wait for
    with pytest.raises(EndedError):
        perform(early, process_of)
    assert server.early() is None


def test_where_no_thread_can_be_started_there_is_no_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forked = []
    fork = os.fork

    def noting() -> int:
        forked.append(fork())
        return forked[-1]

    def refuse(*_arguments: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(os, "fork", noting)
    monkeypatch.setattr(_thread, "start_new_thread", refuse)
    with pytest.raises(OSError, match="new thread"):
        ForkServer("wave")
    assert len(forked) == 1
    assert not alive(forked[0])


def test_a_server_that_ends_before_its_early_lane_is_made_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "takes_ages.py").write_text("import time\ntime.sleep(600)")
    server = ForkServer("takes_ages")
    server.end()
    assert server.early() is None


def burn(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_what_lanes_use_is_counted_as_their_owners(server: ForkServer) -> None:
    """Who measures a build asks for the time and memory of its children."""
    before = os.times()
    lane = server.lane()
    perform(lane, burn, 0.3)
    lane.end()
    server.end()
    after = os.times()
    used = after.children_user + after.children_system
    assert used - before.children_user - before.children_system >= 0.25


def test_a_lane_that_dies_takes_no_other_along(server: ForkServer) -> None:
    first, second = server.lane(), server.lane()
    assert perform(first, die) == Failure(DIED, Kind.DIED)
    assert not first.is_alive
    assert perform(second, process_of)
    third = server.lane()
    assert perform(third, process_of)
    second.end()
    third.end()


def test_a_lane_that_misses_the_signal_is_ended_all_the_same(server: ForkServer) -> None:
    lane = server.lane()
    process = perform(lane, miss_signals)
    lane.end()
    assert not lane.is_alive
    server.end()
    assert not alive(process)


def test_a_lane_that_is_ended_at_work_says_so(server: ForkServer) -> None:
    lane = server.lane()
    threading.Timer(0.3, lane.end).start()
    with pytest.raises(EndedError):
        perform(lane, time.sleep, 60)


def test_a_server_that_ended_makes_no_lanes_and_may_end_again(server: ForkServer) -> None:
    process = server._pid
    assert process
    server.end()
    assert not alive(process)
    with pytest.raises(OSError, match=CLOSED):
        server.lane()
    server.end()


def test_a_server_that_was_killed_makes_no_lanes(server: ForkServer) -> None:
    assert server._pid
    os.kill(server._pid, signal.SIGKILL)
    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        server.lane()


OWNER = """
import os, pickle, re, signal, sys, time
from lianzhan.runtime.fork_server import ForkServer

task, begun = sys.argv[1:]

server = ForkServer()
lane = server.lane()
own_number = pickle.dumps((eval, "__import__('os').getpid()"))
print(server._pid, pickle.loads(lane.perform(own_number)[1]))
pickle.dump(pickle.dumps((eval, f"__import__('os').mkdir({begun!r}) or {task}")), lane._tasks)
lane._tasks.flush()
while not os.path.exists(begun):
    time.sleep(0.01)
os.kill(os.getpid(), signal.SIGKILL)
"""
SLEEPING = "__import__('time').sleep(10_000)"
BUSY = "__import__('re').match('(a+)+$', 'a' * 60 + 'b')"
"""Takes ages, and lets no other thread of Python look around meanwhile."""


@pytest.mark.parametrize("task", [SLEEPING, BUSY])
def test_all_end_when_their_owner_is_killed(task: str, tmp_path: Path) -> None:
    """Also in the midst of a task, whatever it is at: the system sees to it.

    At once, too: what is busy computes no further second, however long it waits for a processor.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", OWNER, task, str(tmp_path / "begun")]
    done = subprocess.run(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a lane that lives on would keep it open
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    processes = {int(process) for process in done.stdout.split()}
    assert len(processes) == 2
    try:
        assert processor_seconds_until_gone(processes) < 1
    finally:
        for process in processes:
            kill(process, signal.SIGKILL)


def test_a_process_with_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert can_fork()
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not can_fork()

"""Builds of tests get forks of one server, which knows neither these tests nor what they change."""

from __future__ import annotations

import os
import select
import socket
import sys

import lane_server
import pytest
from lane_server import forked_lanes, leave_lanes

from lianzhan.runtime.workers import Workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fork servers: Linux")


def told(name: str) -> tuple[int, str | None]:
    """What a lane sees: its parent, and a variable."""
    return os.getppid(), os.environ.get(name)


def seen_by_a_lane_of(workers: Workers, name: str) -> tuple[int, str | None]:
    with workers:
        (outcome,) = workers.run(told, [name])
    assert isinstance(outcome.result, tuple)
    return outcome.result


def seen_by_a_lane(name: str) -> tuple[int, str | None]:
    with forked_lanes():
        return seen_by_a_lane_of(Workers(1), name)


def test_lanes_of_all_builds_have_one_parent_that_is_none_of_these_processes() -> None:
    first, second = (seen_by_a_lane("PATH")[0] for _ in range(2))
    assert first == second
    assert first not in (os.getpid(), os.getppid())


def test_no_lane_sees_what_a_test_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANGED_BY_A_TEST", "yes")
    assert seen_by_a_lane("CHANGED_BY_A_TEST")[1] is None


def test_workers_that_want_no_lane_leave_none_to_the_next() -> None:
    with forked_lanes():
        pass
    assert seen_by_a_lane_of(Workers(1), "PATH")[0] == os.getpid()


def test_a_fork_that_is_killed_before_it_hears_of_its_lane_leaves_no_answer() -> None:
    owners = lane_server._server()._control
    child = os.fork()
    if child == 0:
        try:
            leave_lanes()
            own = lane_server._server()._control
            streams = [stream for _ in range(3) for stream in os.pipe()]
            socket.send_fds(own, [b"+"], streams[::2])
            select.select([own], [], [], 30)  # the answer is there, and nobody reads it
        finally:
            os._exit(9)
    os.waitpid(child, 0)
    assert select.select([owners], [], [], 0) == ([], [], [])

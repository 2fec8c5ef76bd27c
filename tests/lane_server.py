"""A fork server that all builds of a test run share: their lanes have imported what they take.

To start Python for a lane and import takes most of the time of a small build. The server is a clean
process: no fork of the tests' own, whose modules and changes no lane must see.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from lianzhan.__main__ import NEEDED_BY_MOST
from lianzhan.runtime import fork_server, prestarted
from lianzhan.runtime.fork_server import ForkServer
from lianzhan.runtime.prestarted import Prestarted
from lianzhan.runtime.worker_process import WorkerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

_BECOME = f"""
import socket
from {fork_server.__name__} import become_server
become_server(socket.socket(fileno=%d), %d, {NEEDED_BY_MOST!r})
"""
_CAN_FORK = hasattr(os, "pidfd_open")
_environment = dict(os.environ)


class LaneServer(ForkServer):
    """Started by its first build; ended by `close` alone, since others want lanes, too."""

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._control, theirs = socket.socketpair()
        life, self._life = os.pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _BECOME % (theirs.fileno(), life)],
                pass_fds=(theirs.fileno(), life),
                env=_environment,
            )
        os.close(life)

    def early(self) -> None:
        """Return None: all that lanes take has been imported before."""

    def lane(self) -> WorkerProcess:
        with self._asking:
            return WorkerProcess(self._start)

    def end(self) -> None:
        """Others want lanes, too."""

    def close(self) -> None:
        self._control.close()
        os.close(self._life)
        self._process.wait()


@cache
def _server() -> LaneServer:
    return LaneServer()


def note_environment() -> None:
    """Have lanes see the environment of now, whatever a test changes in it later.

    Their coverage is not measured: it would take a third of all tests' time, and a test renders in its
    own process what lanes render (test_example.py).
    """
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    _environment.clear()
    _environment.update(plain, PYTHONPATH=os.pathsep.join(filter(None, sys.path)))


@contextmanager
def forked_lanes() -> Iterator[None]:
    """Have the next workers get their lanes from the server, where there can be one (Linux)."""
    ready = Prestarted(NEEDED_BY_MOST, server=_server()) if _CAN_FORK else Prestarted()
    prestarted.waiting.append(ready)
    try:
        yield
    finally:
        if ready in prestarted.waiting:
            prestarted.waiting.remove(ready)


def leave_lanes() -> None:
    """Have a forked process get lanes from a server of its own.

    With one server, an answer that the child was killed before it heard would be taken for the
    owner's next one: the number of another process.
    """
    _server.cache_clear()


def end_lanes() -> None:
    if _server.cache_info().currsize:
        _server().close()
        _server.cache_clear()

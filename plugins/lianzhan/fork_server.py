"""A process that imports what tasks need, and from then on makes a lane whenever one is wanted.

So Pelican is imported once for all lanes. The server is forked off before its owner has read any
setting or has a thread, and has none itself: what a lane inherits is no more than a few modules.
Linux alone: elsewhere the system's own libraries may have threads, or nothing can be forked.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, NoReturn

from lianzhan.lane import Lane
from lianzhan.performing import load_all, serve, settle

if TYPE_CHECKING:
    from lianzhan.lane import Process

_PID_BYTES = 4
_PATIENCE = 1.0
"""Seconds that the server may take to end."""


def can_fork() -> bool:
    """Whether this process can be forked without harm at this moment."""
    return sys.platform == "linux" and threading.active_count() == 1


class ForkServer:
    """Makes lanes that have imported the modules; where it is gone, it raises OSError."""

    def __init__(self, *modules: str) -> None:
        self.modules = modules
        self._asking = threading.Lock()
        self._has_lanes = False
        self._control, control = socket.socketpair()
        pid = os.fork()
        if not pid:
            self._control.close()
            _become_server(control, modules)
        control.close()
        self._pid: int | None = pid

    def lane(self) -> Lane:
        """Return a new lane, once all is imported. Raises OSError."""
        return Lane(self._start)

    def _start(self, tasks: int, answers: int) -> Process:
        with self._asking:
            self._has_lanes = True
            socket.send_fds(self._control, [b"+"], [tasks, answers])
            pid = self._control.recv(_PID_BYTES)
        if not pid:
            raise ConnectionResetError
        return _Forked(int.from_bytes(pid, "big"))

    def end(self) -> None:
        """End the server; its lanes have been ended. One that is still importing is not awaited."""
        if self._pid is None:
            return
        if self._has_lanes:
            self._control.shutdown(socket.SHUT_WR)
            select.select([self._control], [], [], _PATIENCE)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        self._pid = None
        self._control.close()


class _Forked:
    """A process that is no child of this one; the server waits for it."""

    def __init__(self, pid: int) -> None:
        self._process = os.pidfd_open(pid)

    def __del__(self) -> None:
        os.close(self._process)

    def poll(self) -> int | None:
        """Return None while the process is there."""
        return 0 if select.select([self._process], [], [], 0)[0] else None

    def terminate(self) -> None:
        """Tell it to end."""
        signal.pidfd_send_signal(self._process, signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        signal.pidfd_send_signal(self._process, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Return when it has ended. Raises subprocess.TimeoutExpired."""
        if not select.select([self._process], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("lane", timeout or 0)
        return 0


def _become_server(control: socket.socket, modules: tuple[str, ...]) -> NoReturn:
    """Import, then make a lane for each pair of file descriptors, until the owner is gone."""
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        settle()
        load_all(modules)
        while True:
            _, streams, _, _ = socket.recv_fds(control, 1, 2)
            if not streams:
                break
            pid = os.fork()
            if not pid:
                control.close()
                _become_lane(*streams)
            for stream in streams:
                os.close(stream)
            control.send(pid.to_bytes(_PID_BYTES, "big"))
        while True:
            os.wait()
    except ChildProcessError:  # no child is left
        os._exit(0)
    finally:
        os._exit(1)


def _become_lane(tasks: int, answers: int) -> NoReturn:
    try:
        serve(os.fdopen(tasks, "rb"), os.fdopen(answers, "wb"))
    finally:
        os._exit(0)

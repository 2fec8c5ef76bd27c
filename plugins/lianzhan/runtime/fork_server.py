"""A process that imports what tasks need, and then forks a lane whenever one is wanted.

So what is slow to import is imported once for all lanes; a lane that needs only the first module is
there sooner. The server is forked off before its owner has read any setting or has a thread, and
has none itself: what a lane inherits is no more than a few modules. Linux alone: elsewhere the
system's own libraries may have threads, or nothing can be forked.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from lianzhan.runtime.lifeline import hold_on
from lianzhan.runtime.threads import Background
from lianzhan.runtime.worker_main import configure_process, load_all, serve
from lianzhan.runtime.worker_process import Streams, WorkerProcess

if TYPE_CHECKING:
    from lianzhan.runtime.worker_process import Process

_PID_BYTES = 4
_STREAMS = len(Streams._fields)
_PATIENCE = 1.0
"""Seconds that the server may take to end."""
_MOMENT = 0.03
"""Longest time, in seconds, until the server reaps a lane that has ended."""


def can_fork() -> bool:
    """Whether this process can be forked safely and the child be monitored.

    Linux alone has descriptors of processes (pidfd_open(2), since 5.3).
    """
    return hasattr(os, "pidfd_open") and threading.active_count() == 1


def _is_ready(stream: int, seconds: float | None) -> bool:
    """Whether there is something to read, or an end, before so much time is over (None: ever)."""
    poll = select.poll()
    poll.register(stream, select.POLLIN)
    return bool(poll.poll(None if seconds is None else seconds * 1000))


class ForkServer:
    """Makes lanes that have imported the modules; where it is gone, it raises OSError."""

    def __init__(self, *modules: str) -> None:
        """Start importing, and have an early lane made that has the first module alone.

        Raises OSError where neither a process nor a thread can be started.
        """
        self._asking = threading.Lock()
        self._has_lanes = False
        self._control, control = socket.socketpair()
        life, self._life = os.pipe()
        try:
            pid = os.fork()
        except OSError:
            for stream in (self._control.detach(), control.detach(), life, self._life):
                os.close(stream)
            raise
        if not pid:
            self._control.close()
            os.close(self._life)
            become_server(control, life, modules)
        control.close()
        os.close(life)
        self._pid: int | None = pid
        self._early: list[WorkerProcess] = []
        try:
            self._making = Background(self._make_early)
        except RuntimeError as error:  # there may be no thread more
            self._kill()
            raise OSError(str(error)) from None

    def _make_early(self) -> None:
        self._early.append(WorkerProcess(self._start))

    def early(self) -> WorkerProcess | None:
        """Return the lane that has the first module alone; None where there is none any more."""
        self._making.join()
        with suppress(IndexError):  # pop() is atomic: several may ask
            return self._early.pop()
        return None

    def lane(self) -> WorkerProcess:
        """Return a new lane, once all is imported. Raises OSError."""
        self._making.join()
        with self._asking:
            self._has_lanes = True
            return WorkerProcess(self._start)

    def _start(self, streams: Streams) -> Process:
        socket.send_fds(self._control, [b"+"], streams)
        pid = self._control.recv(_PID_BYTES)
        if not pid:
            raise ConnectionResetError
        return _Forked(int.from_bytes(pid, "big"))

    def end(self) -> None:
        """End the server; its lanes have been ended. One that is still importing is not awaited."""
        if self._pid is None:
            return
        if not self._making.is_alive:  # as long as the server is there, it waits for its lanes
            self._end_early()
        if self._has_lanes:
            self._control.shutdown(socket.SHUT_WR)
            _is_ready(self._control.fileno(), _PATIENCE)
        self._kill()
        self._end_early()

    def _kill(self) -> None:
        if self._pid is not None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            os.close(self._life)
        self._pid = None
        self._control.close()

    def _end_early(self) -> None:
        if lane := self.early():
            lane.end()


class _Forked:
    """A process that is no child of this one; the server waits for it."""

    def __init__(self, pid: int) -> None:
        self._process = os.pidfd_open(pid)

    def __del__(self) -> None:
        with suppress(AttributeError):  # it was never opened
            os.close(self._process)

    def poll(self) -> int | None:
        """Return None while the process is there."""
        return 0 if _is_ready(self._process, 0) else None

    def terminate(self) -> None:
        """Tell it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    def _send(self, what: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it has ended already
            signal.pidfd_send_signal(self._process, what)

    def wait(self, timeout: float | None = None) -> int:
        """Return when it has ended. Raises subprocess.TimeoutExpired."""
        if not _is_ready(self._process, timeout):
            raise subprocess.TimeoutExpired("lane", timeout or 0)
        until = time.monotonic() + _MOMENT
        while self._is_unreaped() and time.monotonic() < until:
            time.sleep(_MOMENT / 100)
        return 0

    def _is_unreaped(self) -> bool:
        """Whether the server has still to wait for it; one that is killed first never does."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._process, 0)
            return True
        return False


def become_server(control: socket.socket, life: int, modules: tuple[str, ...]) -> NoReturn:
    """Import, and make a lane whenever the owner asks for one, until the owner is gone."""
    try:
        configure_process()
        hold_on(life)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        signal.signal(signal.SIGCHLD, _reap)
        load_all(modules[:1])
        has_owner = _make_lane(control)
        load_all(modules[1:])
        while has_owner:
            has_owner = _make_lane(control)
        while True:
            os.wait()
    except ChildProcessError:  # no child is left
        os._exit(0)
    finally:
        os._exit(1)


def _reap(*_signal: object) -> None:
    """Wait for the lanes that have ended. Ignored children would leave no count of their time."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _make_lane(control: socket.socket) -> bool:
    """Make a lane of three file descriptors that the owner sends; False where there is no owner."""
    _, streams, _, _ = socket.recv_fds(control, 1, _STREAMS)
    if len(streams) < _STREAMS:  # no owner, or no room for more of them
        return False
    pid = os.fork()
    if not pid:
        control.close()
        _become_lane(*streams)
    for stream in streams:
        os.close(stream)
    control.send(pid.to_bytes(_PID_BYTES, "big"))
    return True


def _become_lane(tasks: int, answers: int, life: int) -> NoReturn:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        serve(os.fdopen(tasks, "rb"), os.fdopen(answers, "wb"), life)
    finally:
        os._exit(0)

"""A server or lane started before any Workers exists, so that they need not wait for imports."""

from __future__ import annotations

import atexit
from contextlib import suppress
from importlib import import_module
from typing import NamedTuple

from lianzhan.runtime.fork_server import ForkServer, can_fork
from lianzhan.runtime.worker_process import WorkerProcess, new_worker_process


class Prestarted(NamedTuple):
    """What was started, with the modules that it imports; nothing where nothing could be."""

    modules: tuple[str, ...] = ()
    server: ForkServer | None = None
    lane: WorkerProcess | None = None


waiting: list[Prestarted] = []
"""Waits for the first workers to come.

Processes are state of this process, whoever holds them; and between the start of the program, where
they are started, and a build stand the command line and its tasks, which have no use for them.
"""


def prestart(*modules: str, both: tuple[str, ...] = ()) -> None:
    """Have modules imported for lanes, before it is known how many are wanted, or any at all.

    Of these, `both` names what this process takes, too: imported before the server is forked off,
    they are imported once. Where one can't be imported, or no process be started, nothing is: that
    is for those to say who need it.
    """
    with suppress(OSError, MemoryError):
        if not can_fork():
            lane = new_worker_process(*modules)
            atexit.register(lane.end)
            waiting.append(Prestarted(modules, lane=lane))
        elif _are_imported(both):
            server = ForkServer(*modules)
            atexit.register(server.end)
            waiting.append(Prestarted(modules, server=server))


def _are_imported(modules: tuple[str, ...]) -> bool:
    """Import modules; return False where one, as a damaged package, raises anything at all."""
    try:
        for module in modules:
            import_module(module)
    except Exception:
        return False
    return True


def take_prestarted() -> Prestarted:
    """Return what was started last, to whoever asks first."""
    return waiting.pop() if waiting else Prestarted()

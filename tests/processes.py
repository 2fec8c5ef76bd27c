"""Processes as /proc shows them, for tests of what becomes of them. Linux alone."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from waiting import wait_until

if TYPE_CHECKING:
    import signal

_TICKS = 11
"""Where the processor time stands, in ticks: of Python and of the system for it (proc(5))."""


def _stat(process: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; none where there is no such process."""
    try:
        return Path("/proc", str(process), "stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def is_at_work(process: int | str) -> bool:
    """Whether it is there, and not only still listed because nobody has waited for it."""
    return _stat(int(process))[:1] not in ([], ["Z"], ["X"])


def descendants(process: int) -> set[int]:
    """Children, their children and so on: workers, and the server that makes them."""
    parents = {int(e.name): _stat(int(e.name)) for e in Path("/proc").iterdir() if e.name.isdigit()}
    found = {process}
    while more := {p for p, s in parents.items() if s and int(s[1]) in found} - found:
        found |= more
    return {p for p in found - {process} if is_at_work(p)}


def kill(process: int, how: signal.Signals) -> None:
    """Send a signal to a process that may have ended meanwhile."""
    with suppress(ProcessLookupError):
        os.kill(process, how)


def wait_until_gone(processes: set[int]) -> None:
    """Return when none of them is at work any more."""
    wait_until(lambda: not any(map(is_at_work, processes)))


def processor_seconds_until_gone(processes: set[int]) -> float:
    """Wait until none is at work; return for how long they have been computing meanwhile.

    That is the same however long they have to wait for a processor.
    """

    def ticks(process: int) -> int:
        return sum(map(int, _stat(process)[_TICKS : _TICKS + 2]))

    first = {process: ticks(process) for process in processes}
    last = dict(first)

    def are_gone() -> bool:
        last.update({process: max(last[process], ticks(process)) for process in processes})
        return not any(map(is_at_work, processes))

    wait_until(are_gone)
    return (sum(last.values()) - sum(first.values())) / os.sysconf("SC_CLK_TCK")

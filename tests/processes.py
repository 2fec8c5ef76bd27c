"""Processes as /proc shows them, for tests of what becomes of them. Linux alone."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import signal

SLOWNESS = 5.0
"""How many times longer than on an idle machine something may take on one that others use, too."""


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


def seconds_until_gone(processes: set[int], patience: float) -> float:
    """How long it takes until none of them is at work, at most so many seconds."""
    started = time.monotonic()
    while any(map(is_at_work, processes)) and time.monotonic() - started < patience:
        time.sleep(0.005)
    return time.monotonic() - started

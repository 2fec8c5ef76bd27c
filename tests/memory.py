"""How little memory is enough to start Python here: what tests of want of memory count from."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from cli import run
from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1024 * 1024
FIRST = "import lianzhan.commands.environment.bootstrap, lianzhan.commands.ending, lianzhan.runtime.signals, lianzhan.texts.language"
_MOST = 4096
LONGEST = 20
"""Seconds of processor time: all tasks of these tests take less than three."""


def limited(name: str, value: int) -> Callable[[], None]:
    """Return what sets a limit of the system for a new process."""
    import resource

    kind = getattr(resource, f"RLIMIT_{name}")
    return lambda: resource.setrlimit(kind, (value, value))


def starved(megabytes: int) -> Callable[[], None]:
    """Return what leaves a new process, and all of its own, so little memory.

    Python 3.11 may compute without end then; the system ends what does, so that a test fails soon.
    """

    def limit() -> None:
        limited("AS", megabytes * MEGABYTE)()
        limited("CPU", LONGEST)()

    return limit


@cache
def least_megabytes() -> int:
    """Return the fewest megabytes with which Python loads what has a task end in one line.

    It is a little more than a measurement finds: where the system puts things is left to chance, and
    Python itself may crash at the very edge.
    """
    command = [sys.executable, "-c", f"import runpy; {FIRST}"]
    low, high = 0, _MOST
    while high - low > 1:
        middle = (low + high) // 2
        done = run(command, ROOT, prepare=limited("AS", middle * MEGABYTE))
        low, high = (low, middle) if done.returncode == 0 else (middle, high)
    return high + 4

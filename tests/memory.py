"""How little memory is enough to start Python here: what tests of want of memory count from."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from cli import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEGABYTE = 1024 * 1024
_MOST = 4096


def limited(name: str, value: int) -> Callable[[], None]:
    """Return what sets a limit of the system for a new process."""
    import resource

    kind = getattr(resource, f"RLIMIT_{name}")
    return lambda: resource.setrlimit(kind, (value, value))


@cache
def least_megabytes(folder: Path) -> int:
    """Return the fewest megabytes with which Python gets as far as the project's first module."""
    command = [sys.executable, "-c", "import lianzhan.language"]
    low, high = 0, _MOST
    while high - low > 1:
        middle = (low + high) // 2
        done = run(command, folder, prepare=limited("AS", middle * MEGABYTE))
        low, high = (low, middle) if done.returncode == 0 else (middle, high)
    return high

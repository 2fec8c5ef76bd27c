"""Runs builds as whole processes and says what they used."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.candidates import Candidate

_STAT = Path("/proc/stat")
_BUSY = 0.1
"""Share of processor time that others may take while a build is timed."""
_LAUNCH = Path(__file__).parent / "launch.py"


class FailedBuildError(Exception):
    """A build ended with a status other than 0; the text is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One build: wall and CPU seconds (user and system, all descendants), peak in MB (10^6 bytes).

    Peak is the resident set of its largest process, not the sum over processes.
    """

    wall: float
    cpu: float
    peak: float


def wait_until_quiet(seconds: float) -> None:
    """Wait until nobody else uses the processors, but no longer than so many seconds (Linux)."""
    until = time.monotonic() + seconds
    while _STAT.exists() and time.monotonic() < until:
        before = _busy_and_all()
        time.sleep(1)
        busy, total = (after - first for after, first in zip(_busy_and_all(), before, strict=True))
        if busy <= _BUSY * total:
            return


def _busy_and_all() -> tuple[int, int]:
    """Ticks of all processors since boot: not idle, and all (proc_stat(5))."""
    ticks = [int(word) for word in _STAT.read_text("ascii").split("\n", 1)[0].split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def run(candidate: Candidate, patience: float = 0) -> Figures:
    """Run a build, after `wait_until_quiet(patience)`. Raises FailedBuildError."""
    wait_until_quiet(patience)
    with tempfile.TemporaryDirectory() as folder:
        out, log = Path(folder) / "figures.json", Path(folder) / "log.txt"
        command = [sys.executable, str(_LAUNCH), str(out), *candidate.command]
        with log.open("wb") as said:
            subprocess.run(
                command, cwd=candidate.cwd, stdout=said, stderr=subprocess.STDOUT, check=True
            )
        figures = json.loads(out.read_text("utf-8"))
        if figures["status"] != 0:
            end = log.read_text("utf-8", errors="replace")[-2000:]
            raise FailedBuildError(f"{candidate.name}: status {figures['status']}\n{end}")
    return Figures(figures["wall"], figures["cpu"], figures["peak"] / 1e6)


def forget(candidate: Candidate) -> None:
    """Delete output and caches, so that the next build is a cold one."""
    for folder in candidate.forget:
        shutil.rmtree(folder, ignore_errors=True)


def cold(candidate: Candidate, patience: float = 0) -> Figures:
    """Run a build that finds neither output nor cache. Python's .pyc files and files are warm."""
    forget(candidate)
    return run(candidate, patience)


def medians(runs: Sequence[Figures]) -> Figures:
    """Return the median of each figure by itself."""
    return Figures(
        statistics.median(r.wall for r in runs),
        statistics.median(r.cpu for r in runs),
        statistics.median(r.peak for r in runs),
    )

"""Runs one command and writes down what it used: `python launch.py OUT COMMAND …`.

A process of its own, and a small one: a child's peak memory starts at that of the process it was
forked from. On Linux it adopts orphans (PR_SET_CHILD_SUBREAPER, prctl(2)), since a build's workers
are children of a fork server that nobody waits for. Elsewhere those that nobody waits for are
missing, and `complete` is false.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from pathlib import Path

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of <linux/prctl.h>


def main() -> int:
    """Run the command; write wall and CPU seconds, and the largest process's peak in bytes."""
    out, *command = sys.argv[1:]
    complete = _adopt_orphans()
    # Without it, what had not been compiled before would be compiled in every run.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    status, wall, cpu, peak = 0, 0.0, 0.0, 0
    while True:
        try:
            pid, code, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        if pid == child:
            wall = time.perf_counter() - started
            status = os.waitstatus_to_exitcode(code)
        cpu += used.ru_utime + used.ru_stime
        peak = max(peak, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    figures = {"status": status, "wall": wall, "cpu": cpu, "peak": peak, "complete": complete}
    Path(out).write_text(json.dumps(figures), "utf-8")
    return 0


def _adopt_orphans() -> bool:
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0) == 0)


if __name__ == "__main__":
    sys.exit(main())

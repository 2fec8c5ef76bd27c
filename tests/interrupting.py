"""A build that is sent a signal at a chosen step: `python -m interrupting STEP SIGNAL EXCHANGE …`.

A step is whatever the build's own process is about to do to a file of the output folder, and the
moments before and after two folders are exchanged. With step 0 there is no signal, and the steps
are written to standard output when all is done. EXCHANGE is what exchanges two folders: `system`,
`none` (as where the system can't), or `rmtree` (a fault: the live folder is deleted first).
"""

from __future__ import annotations

import atexit
import os
import runpy
import shutil
import signal
import sys
from pathlib import Path

_CHANGES = frozenset(
    {
        "os.rename",
        "os.remove",
        "os.rmdir",
        "os.mkdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "shutil.rmtree",
    }
)


class Steps:
    """Counts the steps of this process, and sends the signal at one of them."""

    def __init__(self, folder: str, at: int, how: signal.Signals) -> None:
        self.taken: list[str] = []
        self._folder, self._at, self._how = folder, at, how
        self._process = os.getpid()

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take a step where Python is about to change a file of the folder."""
        if event == "open":
            flags = arguments[2]
            if not (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)):
                return
        elif event not in _CHANGES:
            return
        path = arguments[0]
        if isinstance(path, (str, bytes, Path)) and os.fsdecode(path).startswith(self._folder):
            self.take(f"{event} {os.fsdecode(path)[len(self._folder) :]}")

    def take(self, step: str) -> None:
        """Take a step; copies of this process take none."""
        if os.getpid() != self._process:
            return
        self.taken.append(step)
        if len(self.taken) == self._at:
            os.kill(self._process, self._how)


def deleted_first(one: Path, other: Path) -> bool:
    """Exchange two folders as nobody should."""
    shutil.rmtree(other)
    one.rename(other)
    return True


def main(at: int, how: str, exchange: str, arguments: list[str]) -> None:
    """Run the command line with arguments, and interrupt it."""
    from lianzhan.output import swap

    steps = Steps(arguments[arguments.index("--output") + 1], at, signal.Signals[how])
    real = {"system": swap._exchange, "none": lambda *_: False, "rmtree": deleted_first}[exchange]

    def exchanged(one: Path, other: Path) -> bool:
        steps.take(f"exchange {other.name}")
        done = real(one, other)
        steps.take(f"exchanged {other.name}")
        return done

    swap._exchange = exchanged
    sys.addaudithook(steps.hook)
    if not at:
        atexit.register(lambda: sys.stdout.write("\n".join(["steps:", *steps.taken, ""])))
    sys.argv = ["lianzhan", *arguments]
    runpy.run_module("lianzhan", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:])

"""A breakpoint in a build: the first worker that comes to a chosen file waits there until told.

What is done to a build meanwhile strikes a task that runs, on any machine, however busy.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from conftest import ROOT
from waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

_AT_START = '''\
"""Python imports this when it starts, in the build's own process; forked workers have it, too."""

import os, sys, time

os.environ.setdefault("STOP_OWNER", str(os.getpid()))
PLACE, END, OWNER = os.environ["STOP_PLACE"], os.environ["STOP_END"], int(os.environ["STOP_OWNER"])


def hook(event, values):
    if event != "open" or not isinstance(values[0], (str, bytes, os.PathLike)):
        return
    if os.getpid() == OWNER or not os.fsdecode(values[0]).endswith(END):
        return
    try:
        os.mkdir(PLACE)
    except FileExistsError:
        return  # somebody has been here before
    os.mkdir(f"{PLACE}/{os.getpid()}")
    while not os.path.exists(f"{PLACE}/go"):
        time.sleep(0.005)


sys.addaudithook(hook)
'''


@dataclass(frozen=True)
class Breakpoint:
    """A stop before the first file whose path ends in `end`: one of content/, or a staged one."""

    folder: Path
    end: str

    def environment(self) -> dict[str, str]:
        """Return what a build needs in its environment to stop there."""
        (self.folder / "sitecustomize.py").write_text(_AT_START, "utf-8")
        path = os.pathsep.join((str(self.folder), str(ROOT / "plugins")))
        return {"STOP_PLACE": str(self._place), "STOP_END": self.end, "PYTHONPATH": path}

    @property
    def _place(self) -> Path:
        return self.folder / "stop"

    def _waiting(self) -> list[int]:
        return [int(entry.name) for entry in self._place.glob("[0-9]*")]

    def reached(self) -> int:
        """Return the process that waits there, once it does."""
        wait_until(self._waiting)
        (process,) = self._waiting()
        return process

    def resume(self) -> None:
        """Let the build go on."""
        (self._place / "go").touch()

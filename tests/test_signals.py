"""A process that is told to end does, whatever it is in the midst of."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lianzhan.signals import ENDS

if TYPE_CHECKING:
    from pathlib import Path

FREEING = """
import signal, sys, time, weakref
from lianzhan.ending import keep_quiet
from lianzhan.signals import heed_signals, status_of_interrupt
class Thing:
    def __del__(self):
        if how == "freed":
            signal.raise_signal(number)
number, how = int(sys.argv[1]), sys.argv[2]
keep_quiet()
heed_signals()
try:
    thing = Thing()
    end = weakref.ref(thing, lambda _: how == "referred to" and signal.raise_signal(number))
    del thing
    time.sleep(60)
except KeyboardInterrupt:
    sys.exit(status_of_interrupt())
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no such clock")
@pytest.mark.parametrize("how", ["freed", "referred to"])
@pytest.mark.parametrize("number", ENDS)
def test_a_signal_is_heard_also_while_an_object_is_freed(number: signal.Signals, how: str) -> None:
    """Python drops what is raised there, as at the end of each import."""
    command = [sys.executable, "-c", FREEING, str(int(number)), how]
    done = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)
    assert (done.returncode, done.stderr) == (128 + number, "")


INTERRUPTED = """
from lianzhan.signals import end_at_once
try:
    exec("raise KeyboardInterrupt")
except KeyboardInterrupt:
    print("heard")
    end_at_once(143)
"""


def test_an_interruption_in_a_text_that_runs_takes_no_status_away(tmp_path: Path) -> None:
    (tmp_path / "interrupted.py").write_text(INTERRUPTED, "utf-8")
    command = [sys.executable, "-m", "interrupted"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (143, "heard\n", "")

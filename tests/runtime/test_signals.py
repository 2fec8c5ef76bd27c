"""What signals to end do to a process, seen from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from lianzhan.runtime import signals

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
PROGRAM = """
import signal, sys, time
from lianzhan.runtime.signals import heed_signals, status_of_interrupt

{before}
heed_signals()
try:
    try:
        print("ready", flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        time.sleep({clearing})
except KeyboardInterrupt:
    print("again", flush=True)
sys.exit(status_of_interrupt())
"""


def started(before: str = "", clearing: float = 0) -> subprocess.Popen[str]:
    program = PROGRAM.format(before=before, clearing=clearing)
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("how", signals.ENDS)
def test_each_of_them_interrupts_and_has_a_status_of_its_own(how: signal.Signals) -> None:
    process = started()
    process.send_signal(how)
    said, _ = process.communicate()
    assert (said, process.returncode) == ("interrupted\n", 128 + how)


def test_a_second_one_at_once_is_the_same_wish() -> None:
    process = started(clearing=0.5)
    process.terminate()
    assert process.stdout
    assert process.stdout.readline() == "interrupted\n"
    process.terminate()
    said, _ = process.communicate()
    assert (said, process.returncode) == ("", 143)


def test_a_later_one_interrupts_the_clearing_up_and_the_first_one_counts() -> None:
    process = started(clearing=60)
    process.terminate()
    assert process.stdout
    assert process.stdout.readline() == "interrupted\n"
    time.sleep(2.1)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate()
    assert (said, process.returncode) == ("again\n", 143)


def test_what_is_ignored_stays_ignored() -> None:
    """As with nohup. Of two that wait, the one of the lower number, SIGHUP, is heard first."""
    process = started(before="signal.signal(signal.SIGHUP, signal.SIG_IGN)")
    process.send_signal(signal.SIGHUP)
    process.terminate()
    process.communicate()
    assert process.returncode == 143


def test_what_came_before_anybody_listened_is_heard() -> None:
    """`python3 tasks.py` holds signals back until the process it turns into can answer them."""
    program = (
        "import os, signal, sys\n"
        "from lianzhan.runtime.signals import heed_signals, status_of_interrupt\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])\n"
        "os.kill(os.getpid(), signal.SIGTERM)\n"
        "try:\n"
        "    heed_signals()\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(status_of_interrupt())\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT / "plugins")}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=False)
    assert done.returncode == 143


def test_all_is_as_before_once_they_are_left_alone() -> None:
    kept = [signal.getsignal(number) for number in signals.ENDS]
    signals.heed_signals()
    assert all(isinstance(signal.getsignal(number), signals.Stop) for number in signals.ENDS)
    signals.leave_signals()
    assert [signal.getsignal(number) for number in signals.ENDS] == kept


def test_another_thread_leaves_them_alone() -> None:
    kept = [signal.getsignal(number) for number in signals.ENDS]
    thread = threading.Thread(target=signals.heed_signals)
    thread.start()
    thread.join()
    assert [signal.getsignal(number) for number in signals.ENDS] == kept


FREEING = """
import signal, sys, time, weakref
from lianzhan.commands.ending import keep_quiet
from lianzhan.runtime.signals import heed_signals, status_of_interrupt
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


@pytest.mark.parametrize("how", ["freed", "referred to"])
@pytest.mark.parametrize("number", signals.ENDS)
def test_a_signal_is_heard_also_while_an_object_is_freed(number: signal.Signals, how: str) -> None:
    """Python drops what is raised there, as at the end of each import."""
    command = [sys.executable, "-c", FREEING, str(int(number)), how]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (128 + number, "")


INTERRUPTED = """
from lianzhan.runtime.signals import end_at_once
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

"""What signals to end do to a process, seen from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from conftest import ROOT

from lianzhan import signals

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
PROGRAM = """
import signal, sys, time
from lianzhan.signals import heed_signals, status_of_interrupt

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
    time.sleep(0.1)
    process.terminate()
    said, _ = process.communicate()
    assert (said, process.returncode) == ("interrupted\n", 143)


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
    """As with nohup."""
    process = started(before="signal.signal(signal.SIGHUP, signal.SIG_IGN)")
    process.send_signal(signal.SIGHUP)
    time.sleep(0.3)
    assert process.poll() is None
    process.terminate()
    process.communicate()
    assert process.returncode == 143


def test_what_came_before_anybody_listened_is_heard() -> None:
    """`python3 tasks.py` holds signals back until the process it turns into can answer them."""
    program = (
        "import os, signal, sys\n"
        "from lianzhan.signals import heed_signals, status_of_interrupt\n"
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

"""The main loop of a lane: tasks come in, results go out, and it ends when it should."""

from __future__ import annotations

import gc
import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from cli import run, unmeasured
from conftest import ROOT
from test_worker_process import hoard, leave, speak
from test_workers import double, fail_at_three, posix, unpicklable
from waiting import PATIENCE

from lianzhan.runtime.job import Failure, Kind
from lianzhan.runtime.worker_main import _bounded, _performed, load_all, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Endless(io.BytesIO):
    """A stream that goes on after its last task, as that of a parent at rest."""

    def readline(self, size: int | None = -1) -> bytes:
        return super().readline(size) or self._rest()

    def read(self, size: int | None = -1) -> bytes:
        return super().read(size) or self._rest()

    def _rest(self) -> bytes:
        threading.Event().wait()
        return b""


def test_tasks_are_served_until_one_fails() -> None:
    payloads = [pickle.dumps(job) for job in ((double, 4), (leave, 0), (double, 5))]
    answers = io.BytesIO()
    serve(Endless(b"".join(pickle.dumps(payload) for payload in payloads)), answers)
    answers.seek(0)
    assert pickle.load(answers) == (True, pickle.dumps(8))
    assert pickle.load(answers) == (False, pickle.dumps(Failure("SystemExit: 再见 0")))
    assert answers.read() == b""


@pytest.mark.parametrize(
    ("function", "item", "goes_on", "result"),
    [
        (double, 4, True, 8),
        (fail_at_three, 3, False, Failure("ValueError: 3 不行")),
        (leave, 0, False, Failure("SystemExit: 再见 0")),
        (hoard, 0, False, Failure("MemoryError", Kind.MEMORY)),
        (unpicklable, 0, False, Failure("TypeError: cannot pickle '_thread.lock' object")),
    ],
)
def test_whatever_a_task_does_is_answered(
    function: object, item: int, goes_on: bool, result: object
) -> None:
    answer = _performed(pickle.dumps((function, item)))
    assert (answer[0], pickle.loads(answer[1])) == (goes_on, result)


def test_modules_that_can_not_be_imported_hold_up_no_other(tmp_path: Path) -> None:
    (tmp_path / "raises.py").write_text("raise ValueError\n", "utf-8")
    program = (
        "import gc, sys\n"
        "from lianzhan.runtime.worker_main import load_all\n"
        "load_all(('there_is_no_such_module', 'raises', 'colorsys'))\n"
        "print('colorsys' in sys.modules, gc.isenabled(), gc.get_freeze_count() > 0)\n"
    )
    path = os.pathsep.join((str(tmp_path), str(ROOT / "plugins")))
    done = run([sys.executable, "-c", program], tmp_path, unmeasured(PYTHONPATH=path))
    assert done.stdout == "True True True\n", done.stderr


def test_nothing_to_import_leaves_the_search_for_garbage_on() -> None:
    load_all(())
    assert gc.isenabled()


@posix
def test_processor_time_is_bounded_while_something_runs_and_no_longer() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_CPU)
    with _bounded(1_000):
        soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        assert 1_000 <= soft < 100_000
        assert hard == before[1]
        with _bounded(10_000):
            assert resource.getrlimit(resource.RLIMIT_CPU)[0] == soft
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


@contextmanager
def started() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A lane, and its owner's end of the lifeline."""
    paths = [ROOT / "plugins", ROOT / "tests", ROOT / "tests" / "runtime"]
    life, held = os.pipe()
    lane = subprocess.Popen(
        [sys.executable, "-P", "-m", "lianzhan.runtime.worker_main", str(life)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=unmeasured(PYTHONPATH=os.pathsep.join(map(str, paths))),
        pass_fds=(life,),
    )
    os.close(life)
    with lane:
        yield lane, held
        lane.kill()


@posix
def test_what_a_task_prints_goes_to_standard_error() -> None:
    with started() as (lane, held):
        tasks = [pickle.dumps(pickle.dumps(task)) for task in ((speak, "words"), (leave, 0))]
        out, err = lane.communicate(b"".join(tasks))
        os.close(held)
    assert lane.returncode == 0
    assert pickle.loads(pickle.loads(out)[1]) == "words"
    assert err == b"words"


@posix
def test_a_lane_ends_when_no_task_can_come_any_more() -> None:
    with started() as (lane, held):
        out, err = lane.communicate(b"")
        os.close(held)
    assert (lane.returncode, out, err) == (1, b"", b"")


@pytest.mark.skipif(sys.platform != "linux", reason="lifelines are Linux's")
def test_a_lane_ends_with_its_lifeline_in_the_midst_of_a_task() -> None:
    with started() as (lane, held):
        assert lane.stdin
        assert lane.stdout
        for task in ((double, 1), (time.sleep, 10 * PATIENCE)):
            pickle.dump(pickle.dumps(task), lane.stdin)
        lane.stdin.flush()
        pickle.load(lane.stdout)  # the next one has begun, or will at once
        os.close(held)
        assert lane.wait() == -signal.SIGKILL


ENDLESS = """
import sys
from lianzhan.runtime import worker_main
worker_main.LONGEST_IMPORT = 1
worker_main.load_all(("endless",) if sys.argv[1:] else ("json",))
print("goes on")
"""


@posix
def test_a_process_that_imports_without_end_is_ended(tmp_path: Path) -> None:
    """By the system, which counts its processor time; whoever waits for it sees its end."""
    (tmp_path / "endless.py").write_text("while True:\n    pass\n", "utf-8")
    path = os.pathsep.join((str(tmp_path), str(ROOT / "plugins")))
    environment = unmeasured(PYTHONPATH=path)
    assert run([sys.executable, "-c", ENDLESS], tmp_path, environment).stdout == "goes on\n"
    done = run([sys.executable, "-c", ENDLESS, "endless"], tmp_path, environment)
    assert (done.returncode, done.stdout) == (-signal.SIGXCPU, "")

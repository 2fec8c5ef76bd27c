"""Failures of tasks in words, and functions by their names."""

from __future__ import annotations

import errno
import os
import pickle
import subprocess
import sys

import pytest

from lianzhan.runtime.job import (
    DIED,
    Failure,
    JobName,
    Kind,
    UnusableClusterError,
    failure_of,
    is_want_of_memory,
    is_worth_another_try,
    reason_of,
)


class MuteError(Exception):
    """Can't even say what it is."""

    def __str__(self) -> str:
        raise LookupError


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("三 不行"), "ValueError: 三 不行"),
        (ValueError(" 一\n\n  二\r\n"), "ValueError: 一; 二"),
        (MemoryError(), "MemoryError"),
        (ValueError(" \n "), "ValueError"),
        (MuteError(), "MuteError"),
        (SystemExit(3), "SystemExit: 3"),
        (
            FileNotFoundError(errno.ENOENT, "gone", "x.md"),
            "FileNotFoundError: [Errno 2] gone: 'x.md'",
        ),
    ],
)
def test_the_reason_of_a_failure_is_one_line(error: BaseException, reason: str) -> None:
    assert reason_of(error) == reason
    assert failure_of(error).reason == reason


NO_MEMORY = os.strerror(errno.ENOMEM)


@pytest.mark.parametrize(
    ("error", "is_memory"),
    [
        (MemoryError(), True),
        (OSError(errno.ENOMEM, NO_MEMORY), True),
        (ImportError("libx.so: failed to map segment from shared object"), True),
        (ImportError(f"libx.so: cannot map: {NO_MEMORY}"), True),
        (SystemError("error return without exception set"), True),
        (SystemError("bad argument to internal function"), False),
        (ImportError("No module named 'x'"), False),
        (OSError(errno.ENOSPC, "no space"), False),
        (ValueError(NO_MEMORY), False),
    ],
)
def test_want_of_memory_is_told_from_other_failures(error: Exception, is_memory: bool) -> None:
    assert is_want_of_memory(error) is is_memory
    assert failure_of(error).kind is (Kind.MEMORY if is_memory else Kind.RAISED)


@pytest.mark.parametrize(
    ("result", "again"),
    [
        (Failure(DIED, Kind.DIED), True),
        (Failure("MemoryError", Kind.MEMORY), True),
        (Failure("ValueError"), False),
        (Failure("BlockingIOError", Kind.NO_PROCESS), False),
        (None, False),
    ],
)
def test_only_what_is_not_the_tasks_own_fault_is_tried_again(result: object, again: bool) -> None:
    assert is_worth_another_try(result) is again


def test_a_job_is_found_by_its_name_where_it_is_called() -> None:
    job: JobName[str, str] = JobName("posixpath", "basename")
    assert job("a/b.md") == "b.md"
    assert pickle.loads(pickle.dumps(job)) == job
    with pytest.raises(ModuleNotFoundError):
        JobName("there_is_no_such_module", "x")(1)
    with pytest.raises(AttributeError):
        JobName("posixpath", "there_is_no_such_function")(1)


def test_whoever_names_a_job_need_not_import_its_module() -> None:
    program = (
        "import sys\nfrom lianzhan.runtime.job import JobName\n"
        "job = JobName('colorsys', 'rgb_to_hls')\nprint('colorsys' in sys.modules)\n"
    )
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "False\n"


def test_a_cluster_that_can_not_be_used_says_why_and_where() -> None:
    error = UnusableClusterError("folders", "tcp://10.0.0.1:1")
    assert (error.reason, error.detail) == ("folders", "tcp://10.0.0.1:1")
    assert UnusableClusterError("lost").detail == ""

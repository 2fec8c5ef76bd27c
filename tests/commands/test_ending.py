"""The command line where the system refuses it something: done, or one line and status 2."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, run, unmeasured
from conftest import NOW, ROOT, House
from memory import least_megabytes, limited, starved

from lianzhan.runtime.job import NoProcessError
from lianzhan.texts.errors import said_of

if TYPE_CHECKING:
    from collections.abc import Callable

posix = pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
MEMORY, FILES = "内存不足", "系统不让再打开文件"
PROCESSES, ROOM = "系统不让再启动进程", "写不下了"
TASKS = ("build", "check", "explain")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), MEMORY),
        (OSError(errno.ENOMEM, "x"), MEMORY),
        (ImportError("libx.so: failed to map segment from shared object"), MEMORY),
        (ImportError("libx.so: cannot open shared object file: Cannot allocate memory"), MEMORY),
        (RuntimeError("can't start new thread"), PROCESSES),
        (BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable"), PROCESSES),
        (NoProcessError("BlockingIOError: [Errno 11] …"), PROCESSES),
        (NoProcessError("OSError: [Errno 24] Too many open files"), FILES),
        (OSError(errno.EMFILE, "x"), FILES),
        (OSError(errno.ENFILE, "x"), FILES),
        (ImportError("libx.so: cannot open shared object file: Too many open files"), FILES),
        (OSError(errno.ENOSPC, "x"), f"{ROOM}：磁盘已满，或超出了文件大小的上限（[Errno 28] x）"),
        (OSError(errno.EFBIG, "x"), ROOM),
        (PermissionError(errno.EACCES, "x", "a\nb"), "环境有误：[Errno 13] x: 'a\\nb'"),
        (ValueError("a\x1b[31m\n\n b"), r"程序出错：ValueError: a\x1b[31m; b（"),
        (ValueError(), "程序出错：ValueError（"),
    ],
)
def test_what_is_wanting_is_said_in_one_line(error: Exception, said: str) -> None:
    assert said_of(error).startswith(said)
    assert "\n" not in said_of(error)


def run_task(
    house: House,
    task: str,
    prepare: Callable[[], None] | None = None,
    streams: str = "",
    **more: str,
) -> subprocess.CompletedProcess[str]:
    """Run a task; `streams` says in a shell's words where its streams lead."""
    article = house.content / "hunan/articles/news/one.md"
    options = {"build": f"--output {house.output} --jobs 2", "explain": str(article)}
    command = f"{' '.join(LIANZHAN)} {task} --content {house.content} --now {NOW:%Y-%m-%d}"
    shell = ["/bin/sh", "-c", f"exec {command} {options.get(task, '')} {streams}"]
    environment = unmeasured(PYTHONPATH=str(ROOT / "plugins"), **more)
    return run(shell, house.folder, environment, prepare)


@linux
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("more", [0, 4, 8, 16, 20, 30, 46, 380])
def test_with_little_memory_a_task_is_done_or_ends_with_2(
    house: House, task: str, more: int
) -> None:
    """With so many megabytes more than Python itself takes here; it never hangs, nor ends with 1.

    Python 3.11 itself may compute without end then, in one run of a hundred and at no fixed place;
    the system ends that (see `memory.starved`). Twice would be no chance.
    """
    megabytes = least_megabytes() + more
    done = run_task(house, task, starved(megabytes))
    if done.returncode == -signal.SIGKILL:
        done = run_task(house, task, starved(megabytes + 1))
    assert done.returncode in (0, 2), done.stderr
    assert "Traceback" not in done.stderr


@linux
@pytest.mark.parametrize("fewer", [2, 5])
def test_with_less_memory_than_python_takes_nothing_is_written(house: House, fewer: int) -> None:
    """Python then ends with the status it likes (decision 0020)."""
    done = run_task(house, "build", starved(least_megabytes() - fewer))
    assert done.returncode
    assert not house.output.exists()


@linux
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("files", [7, 9, 12, 16, 24, 64])
def test_with_few_files_a_task_is_done_or_ends_with_2(house: House, task: str, files: int) -> None:
    done = run_task(house, task, limited("NOFILE", files))
    assert done.returncode in (0, 2), done.stderr
    assert "Traceback" not in done.stderr
    if done.returncode and task != "build":
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith(FILES)


@posix
@pytest.mark.parametrize("task", TASKS)
def test_where_no_file_may_grow_a_task_is_done_or_says_so(house: House, task: str) -> None:
    done = run_task(house, task, limited("FSIZE", 0))
    assert done.returncode == (2 if task == "build" else 0), done.stderr
    assert "Traceback" not in done.stderr
    if done.returncode:  # one cause is one finding: what is wrong, and how to mend it
        fault, remedy = done.stderr.splitlines()
        assert "federation.toml:0: sites-failed: 4 个站点" in fault
        assert os.strerror(errno.EFBIG) in fault
        assert remedy.startswith("  help: ")


def without_processes() -> None:
    """Be someone who may start no process: root may start any number, and becomes another user."""
    limited("NPROC", 0)()
    if os.geteuid():
        return
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)


def nobody_may_run_python() -> bool:
    """Whether Python can be reached by others than root."""
    command = [sys.executable, "-c", "import lianzhan.texts.language"]
    try:
        done = subprocess.run(
            command,
            cwd="/",
            user=65534,
            group=65534,
            extra_groups=[],
            capture_output=True,
            check=False,
        )
    except PermissionError:
        return False
    return done.returncode == 0


@linux
@pytest.mark.parametrize("task", TASKS)
def test_where_no_process_may_be_started_one_line_says_so(house: House, task: str) -> None:
    house.output.mkdir()
    if not os.geteuid():
        if not nobody_may_run_python():
            pytest.skip("root may start any number, and others may not run this Python")
        for folder in (*house.folder.parents, house.folder):
            if folder.owner() == "root" and str(folder).startswith("/tmp/"):  # noqa: S108
                folder.chmod(0o755)
        os.chown(house.output, 65534, 65534)
    done = run_task(house, task, without_processes)
    assert done.returncode == 2
    assert done.stderr.startswith(PROCESSES)
    assert done.stderr.count("\n") == 1


@posix
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("streams", ["<&- >&- 2>&-", ">&-", "2>&-", "<&-"])
def test_closed_streams_are_no_fault_and_nothing_is_written_into_other_files(
    house: House, task: str, streams: str
) -> None:
    done = run_task(house, task, streams=streams)
    assert (done.returncode, done.stderr) == (0, "")


@linux
@pytest.mark.parametrize("task", TASKS)
def test_what_nobody_could_hear_is_not_done(house: House, task: str) -> None:
    done = run_task(house, task, None, "> /dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith(ROOM)
    assert done.stderr.count("\n") == 1
    assert run_task(house, task, None, "> /dev/full 2>&1").returncode == 2


@posix
@pytest.mark.parametrize("task", TASKS)
def test_a_folder_that_is_gone_is_no_fault_where_paths_are_whole(house: House, task: str) -> None:
    gone = house.folder / "gone"
    gone.mkdir()

    def leave() -> None:
        os.chdir(gone)
        gone.rmdir()

    done = run_task(house, task, leave)
    said = [line for line in done.stderr.splitlines() if not line.startswith("sh:")]
    assert (done.returncode, said) == (0, [])


@pytest.mark.parametrize("task", TASKS)
def test_an_old_locale_without_a_home_is_no_fault(house: House, task: str) -> None:
    done = run_task(
        house, task, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", HOME="/nowhere"
    )
    assert (done.returncode, done.stderr) == (0, "")

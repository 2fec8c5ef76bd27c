"""`python -m lianzhan`: which arguments Invoke gets, and what usage errors end with."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT
from invoke.collection import Collection
from invoke.tasks import task

from lianzhan.command_line import main, spread


@task(iterable=["path"], help={"path": "files"})
def check(_context: object, path: list[str], content: str = "", quiet: bool = False) -> None:
    """A task that takes files."""


@task
def build(_context: object, content: str = "") -> None:
    """A task that takes none."""


TASKS = Collection(check, build)


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ("", ""),
        ("--list", "--list"),
        ("check", "check"),
        ("check a.md", "check --path a.md"),
        ("check a.md b c.md", "check --path a.md --path b --path c.md"),
        ("check --content x a.md", "check --content x --path a.md"),
        ("check a.md --content x b.md", "check --path a.md --content x --path b.md"),
        ("check -c x a.md", "check -c x --path a.md"),
        ("check --content=x a.md", "check --content=x --path a.md"),
        ("check --quiet a.md", "check --quiet --path a.md"),
        ("check --path a.md b.md", "check --path a.md --path b.md"),
        ("check a.md --content", "check --path a.md --content"),
        ("build --content x y", "build --content x y"),
        ("nonsense a.md", "nonsense a.md"),
        ("check --help", "--help check"),
        ("build --content x -h", "--help build"),
    ],
)
def test_paths_may_follow_a_task_freely(given: str, passed_on: str) -> None:
    assert spread(["lianzhan", *given.split()], TASKS) == ["lianzhan", *passed_on.split()]


def test_a_path_may_hold_spaces(capsys: pytest.CaptureFixture[str]) -> None:
    assert spread(["lianzhan", "check", "a b.md"], TASKS)[-2:] == ["--path", "a b.md"]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--version"], 0, ""),
        (["--list"], 0, "explain"),
        (["import", "--help"], 0, "--column"),
        (["explain", "--help"], 0, "--now"),
        (["nonsense"], 2, "nonsense"),
        (["--nonsense"], 2, "nonsense"),
        (["build", "--nonsense"], 2, "nonsense"),
        (["build", "--jobs", "many"], 2, "many"),
        (["explain"], 2, "path"),
    ],
)
def test_the_tasks_of_the_project_are_there_and_usage_errors_end_with_2(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr(sys, "argv", ["lianzhan", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code or 0) == status
    shown = capsys.readouterr()
    assert said in (shown.err if status else shown.out)
    assert "Traceback" not in shown.err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_reader_that_has_heard_enough_is_no_fault() -> None:
    command = ["sh", "-c", f"{sys.executable} -m lianzhan --list | true"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""


PROGRAM = """
import os, runpy, sys

def leave(status):
    raise LookupError(status)

os._exit = leave
sys.argv = ["lianzhan", "--list"]
try:
    runpy.run_module("lianzhan", run_name="__main__")
except LookupError as end:
    assert end.args == (0,), end
    assert not {"asyncio", "yaml", "invoke.vendor.yaml"}.intersection(sys.modules)
    from importlib.metadata import version
    from unittest.mock import Mock
    assert version("invoke")[0].isdigit()
    assert Mock(return_value=1)() == 1
    from invoke.config import yaml
    assert yaml.safe_load("a: 1") == {"a": 1}
    print("all is there")
"""


def test_what_invoke_is_spared_is_there_for_everybody_else() -> None:
    done = run_python("-c", PROGRAM)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "all is there"), done.stderr


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_process_ends_with_all_said_and_all_handlers_called() -> None:
    program = (
        "import atexit, sys\n"
        "from lianzhan import command_line\n"
        "atexit.register(print, 'the last word')\n"
        "command_line.main = lambda: print('said')\n"
        "sys.stdout.write('begun, ')\n"
        "command_line.run_and_end()\n"
    )
    done = run_python("-c", program)
    assert (done.returncode, done.stdout, done.stderr) == (0, "begun, said\nthe last word\n", "")


@pytest.mark.parametrize(
    ("ends", "status", "said"),
    [
        ("sys.exit()", 0, ""),
        ("sys.exit(1)", 1, ""),
        ("sys.exit('为什么')", 1, "为什么\n"),
        (
            "1 / 0",
            2,
            "程序出错：ZeroDivisionError: division by zero（设环境变量 LIANZHAN_DEBUG=1 再运行一次，可看到详情）\n",
        ),
        ("raise MemoryError", 2, "内存不足：请关掉别的程序再试；build 可以加 --jobs 1\n"),
        ("raise KeyboardInterrupt", 130, "已中断\n"),
    ],
)
def test_the_process_ends_in_one_line_with_the_status_that_belongs_to_it(
    ends: str, status: int, said: str
) -> None:
    program = (
        "import sys\n"
        "from lianzhan import command_line\n"
        f"def main(): {ends}\n"
        "command_line.main = main\n"
        "command_line.run_and_end()\n"
    )
    done = run_python("-X", "utf8", "-c", program)
    assert (done.returncode, done.stderr) == (status, said)


@pytest.mark.parametrize(
    "where", ["Program.create_config", "Parser.parse_argv", "Executor.execute"]
)
def test_an_interruption_is_one_whatever_invoke_is_at(where: str) -> None:
    """Also while it parses: by itself it would end with 1 and say nothing."""
    name, method = where.split(".")
    program = (
        "import sys\n"
        f"from invoke.{'parser' if name == 'Parser' else name.lower()} import {name}\n"
        "def interrupt(*_arguments, **_named): raise KeyboardInterrupt\n"
        f"{name}.{method} = interrupt\n"
        "from lianzhan import command_line\n"
        "sys.argv = ['lianzhan', 'check']\n"
        "command_line.run_and_end()\n"
    )
    done = run_python("-X", "utf8", "-c", program)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "已中断\n")


def test_modules_stay_compiled_although_invoke_would_not_have_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "argv", ["lianzhan", "--list"])
    with pytest.raises(SystemExit):
        main()
    assert not sys.dont_write_bytecode

"""`python -m lianzhan`: what is run, what is said, and what the process ends with."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT
from invoke.collection import Collection
from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.command_line import command_of, main, run


@task(iterable=["path"], help={"path": "files"})
def check(_context: object, path: list[str], content: str = "", quiet: bool = False) -> None:
    """A task that takes files."""
    raise Exit(f"{path} {content} {quiet}", 3)


@task(name="import", positional=["folder"])
def import_(_context: object, folder: str, no_cache: bool = False, jobs: int = 4) -> None:
    """A task that takes one, under a name that Python keeps."""
    raise Exit(f"{folder} {no_cache} {jobs}", 3)


TASKS = Collection(check, import_)


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("check", "[]  False"),
        ("check a.md --content x b.md --quiet", "['a.md', 'b.md'] x True"),
        ("check -- --help", "['--help']  False"),
        ("check import", "['import']  False"),
        ("import x", "x False 4"),
        ("import x --no-cache -j 2", "x True 2"),
    ],
)
def test_a_task_is_called_with_the_values_that_its_words_mean(words: str, called: str) -> None:
    with pytest.raises(Exit) as end:
        run(words.split(), TASKS)
    assert (end.value.message, end.value.code) == (called, 3)


def test_a_tasks_parameters_are_its_options() -> None:
    command = command_of(TASKS["import"], "import")
    assert [option.form for option in command.options] == ["--folder DIR", "--no-cache", "--jobs N"]
    assert command.place == "folder"


@pytest.mark.parametrize(
    "words", ["check --help", "check -h", "--help check", "-h check", "help check", "check a.md -h"]
)
def test_help_of_a_task_may_be_asked_for_in_any_order(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(words.split(), TASKS)
    assert capsys.readouterr().out.startswith("用法：python3 tasks.py check [PATH …] [选项 …]\n")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ([], 0, "take-down"),
        (["--version"], 0, "Pelican 4."),
        (["-V"], 0, "lianzhan 0."),
        (["--help"], 0, "--version"),
        (["-l"], 0, "approve"),
        (["--list"], 0, "explain"),
        (["import", "--help"], 0, "--column"),
        (["explain", "--help"], 0, "--now"),
        (["nonsense"], 2, "nonsense"),
        (["--nonsense"], 2, "nonsense"),
        (["build", "--nonsense"], 2, "nonsense"),
        (["build", "--jobs", "many"], 2, "many"),
        (["build", "--jobs", "-1"], 2, "--jobs 的值 -1 不对：应为 0 到 4096 的整数"),
        (["build", "--jobs", "5000"], 2, "--jobs 的值 5000 不对"),
        (["build", "--wait", "-1"], 2, "--wait 的值 -1 不对"),
        (["build", "--executor", "dsk"], 2, "应为 local | dask"),
        (["build", "--report", "/no/where/x.json"], 2, "--report：没有文件夹 /no/where"),
        (["build", "--report", "/"], 2, "--report：/ 是文件夹"),
        (["build", "--settings", "pelicancnf.py"], 2, "最接近的是 pelicanconf.py"),
        (["build", "check"], 2, "build 用不上“check”"),
        (["serve", "--port", "99999"], 2, "--port 的值 99999 不对：应为 0 到 65535 的整数"),
        (["serve", "--port", "-1"], 2, "--port 的值 -1 不对"),
        (["import"], 2, "import 缺少 DIR"),
        (["import", "plugins"], 2, "缺少 --site，例如 --site changsha"),
        (["import", "plugins", "--site", "x"], 2, "缺少 --column，例如 --column news"),
        (["import", "plugin", "--site", "x", "--column", "y"], 2, "最接近的是 plugins"),
        (["approve"], 2, "缺少 --path，例如 content/…/稿件.md"),
        (["approve", "a.md"], 2, "缺少 --by，例如 --by 张甲"),
        (["approve", "a.md", "--by", "张甲"], 2, "缺少 --step，例如 --step first"),
        (["deploy", "--branch", ""], 2, "--branch 的值是空的"),
        (["bench", "--sites", "0"], 2, "--sites 的值 0 不对"),
        (["bench", "--sites", "-5"], 2, "--sites 的值 -5 不对"),
        (["bench", "--sites", "1"], 2, "--sites 的值 1 不对"),
        (["bench", "--runs", "0"], 2, "--runs 的值 0 不对"),
        (["bench", "--peer-runs", "-1"], 2, "--peer-runs 的值 -1 不对"),
        (["bench", "--articles", "0"], 2, "--articles 的值 0 不对"),
        (["bench", "--articles", "400"], 2, "137 个站点至少要 411 篇"),
        (["bench", "--rows", "cold,one-edti"], 2, "没有“one-edti”这一行；最接近的是 one-edit"),
        (["bench", "--json", "/no/where/x.json"], 2, "--json：没有文件夹"),
        (["fuzz", "--mutants", "0"], 2, "--mutants 的值 0 不对"),
        (["fuzz", "--per-build", "0"], 2, "--per-build 的值 0 不对"),
        (["fuzz", "--batch", "-2"], 2, "--batch 的值 -2 不对"),
        (["fuzz", "--mutants", "10", "--batch", "1"], 2, "一共 1 次生成，从 0 数到 0"),
        (["acceptance", "--kills", "0"], 2, "--kills 的值 0 不对"),
        (["acceptance", "--seed", "-1"], 2, "--seed 的值 -1 不对"),
        (["explain"], 2, "explain 缺少 PATH"),
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
    assert len(shown.err.splitlines()) == (1 if status else 0)


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


def test_a_task_loads_nothing_that_help_and_emergencies_alone_need() -> None:
    program = (
        "import sys\n"
        "import lianzhan.commands.command_line, lianzhan.commands.tasks.build\n"
        "wanted = ('usage', 'given_path', 'take_down', 'environment')\n"
        "print([m for m in wanted if f'lianzhan.commands.{m}' in sys.modules])\n"
    )
    done = run_python("-c", program)
    assert done.stdout == "[]\n", done.stderr


def test_the_process_ends_with_all_said_and_all_handlers_called() -> None:
    program = (
        "import atexit, sys\n"
        "from lianzhan.commands import command_line\n"
        "atexit.register(print, 'the last word')\n"
        "command_line.main = lambda: print('said')\n"
        "sys.stdout.write('begun, ')\n"
        "command_line.run_and_end([])\n"
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
        "from lianzhan.commands import command_line\n"
        f"def main(): {ends}\n"
        "command_line.main = main\n"
        "command_line.run_and_end([])\n"
    )
    done = run_python("-X", "utf8", "-c", program)
    assert (done.returncode, done.stderr) == (status, said)


@pytest.mark.parametrize("where", ["Config.__init__", "Executor.execute"])
def test_an_interruption_is_one_whatever_invoke_is_at(where: str) -> None:
    name, method = where.split(".")
    program = (
        "import sys\n"
        f"from invoke.{name.lower()} import {name}\n"
        "def interrupt(*_arguments, **_named): raise KeyboardInterrupt\n"
        f"{name}.{method} = interrupt\n"
        "from lianzhan.commands import command_line\n"
        "sys.argv = ['lianzhan', 'check']\n"
        "command_line.run_and_end([])\n"
    )
    done = run_python("-X", "utf8", "-c", program)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "已中断\n")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_with_every_byte_taken_the_last_words_have_a_reserve() -> None:
    """What fills memory to the last byte, and holds it, leaves no room to call a function."""
    program = (
        "import resource, sys\n"
        "from lianzhan.commands import command_line\n"
        "from lianzhan.commands.ending import RESERVE\n"
        "taken = []\n"
        "def main():\n"
        "    for size in (65536, 4096, 512, 64, 16):\n"
        "        try:\n"
        "            while True: taken.append(bytes(size))\n"
        "        except MemoryError:\n"
        "            pass\n"
        "    main()\n"
        "command_line.main = main\n"
        "reserve = [bytes(RESERVE)]\n"
        "here = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (here + 2**23,) * 2)\n"
        "command_line.run_and_end(reserve)\n"
    )
    done = run_python("-X", "utf8", "-c", program)
    assert (done.returncode, done.stderr[:4]) == (2, "内存不足")

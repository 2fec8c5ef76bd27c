"""`python -m lianzhan TASK …`: reads the command line, and has Invoke run the task.

Invoke's own reading of a command line stays outside: see docs/decisions/0027.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from invoke.collection import Collection
from invoke.config import Config
from invoke.exceptions import Exit, UnexpectedExit
from invoke.executor import Executor

from lianzhan.commands.arguments import Command, Option, UsageError, read, unknown_task
from lianzhan.commands.ending import NOTHING_DONE, end_of
from lianzhan.commands.task_table import all_tasks
from lianzhan.runtime.job import DEBUG
from lianzhan.runtime.shipped import CLONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from invoke.parser.argument import Argument
    from invoke.tasks import Task

_HELP = frozenset({"--help", "-h"})
_PLACEHOLDERS = {
    "content": "DIR", "output": "DIR", "folder": "DIR", "site": "SLUG", "column": "SLUG",
    "report": "FILE", "settings": "FILE", "json": "FILE", "key": "FILE", "path": "PATH",
    "now": "ISO", "on": "DAY", "wait": "SECONDS", "scheduler": "ADDRESS", "executor": "NAME",
    "by": "NAME", "person": "NAME", "since": "DAY", "step": "STEP", "branch": "NAME",
    "remote": "NAME", "rows": "NAMES", "schema": "DIR", "code": "CODES", "paths": "OLD NEW",
    "args": '"…"', "diff": "REVISION", "author": "NAME", "annotate": "HOST", "format": "HOST",
    "file": "FILE", "to": "DIR", "kinds": "NAMES", "modes": "NAMES", "campaign": "NAME",
    "until": "DAY", "picked_by": "SLUG",
}  # fmt: skip
"""What stands for the value of a parameter, as in README's table of tasks; "N" for numbers."""


def run(words: list[str], tasks: Mapping[str, Task[Any]]) -> None:
    """Do what the words of a command line say. Raises UsageError where they can't be understood."""
    first = words[0] if words else "--help"
    if first in _HELP or first == "help":
        _print_help(words[1:2], tasks)
    elif first in ("--list", "-l"):
        from lianzhan.commands.usage import task_list

        _print(task_list(tasks))
    elif first in ("--version", "-V"):
        from lianzhan.commands.usage import version

        _print(version(CLONE))
    elif first not in tasks:
        raise unknown_task(first, tasks)
    elif _HELP.intersection(_before_dashes(words)):
        _print_help([first], tasks)
    else:
        task = tasks[first]
        values = read(command_of(task, first), words[1:])
        Executor(Collection(task), Config()).execute((first, values))


def _before_dashes(words: list[str]) -> list[str]:
    return words[: words.index("--")] if "--" in words else words


def _print_help(of: list[str], tasks: Mapping[str, Task[Any]]) -> None:
    from lianzhan.commands.usage import overview, task_help

    if not of:
        _print(overview(tasks))
    elif of[0] in tasks:
        _print(task_help(command_of(tasks[of[0]], of[0])))
    else:
        raise unknown_task(of[0], tasks)


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def command_of(task: Task[Any], name: str) -> Command:
    """Return a task as the command line knows it: its parameters are its options."""
    limits = getattr(task.body, "limits", {})
    place = next(iter(task.positional), "")
    options = tuple(_option(argument, place, limits) for argument in task.get_arguments())
    return Command(name, options, place)


def _option(argument: Argument, place: str, limits: dict[str, Any]) -> Option:
    name = str(argument.name)
    short = next((n for n in argument.nicknames if n.isalpha() and f"-{n}" not in _HELP), "")
    return Option(
        name=name.replace("_", "-"),
        kind=argument.kind,
        placeholder="" if argument.kind is bool else _PLACEHOLDERS.get(name, "N"),
        short=short if len(short) == 1 and name != place else "",
        help=argument.help or "",
        default="" if argument.default is None else argument.default,
        limit=limits.get(name),
    )


def main() -> None:
    """Run the task that the command line names. Raises KeyboardInterrupt where that was meant."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Chinese ends no build
            stream.reconfigure(errors="backslashreplace")
    if os.environ.get(DEBUG):
        import logging

        logging.basicConfig()
        logging.getLogger("lianzhan").setLevel(logging.INFO)
    try:
        _end(*_outcome(sys.argv[1:], all_tasks()))
    except BrokenPipeError:  # `explain … | head` has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOTHING_DONE)


def _outcome(words: list[str], tasks: Mapping[str, Task[Any]]) -> tuple[int, str]:
    """Run a task; return its exit status, and what is to be said of it on standard error."""
    try:
        run(words, tasks)
        sys.stdout.flush()
    except UsageError as error:
        return NOTHING_DONE, str(error)
    except UnexpectedExit as error:  # of a program that a task runs, and that has said it
        return error.result.exited, ""
    except Exit as end:
        return end.code, end.message or ""
    return 0, ""


def _end(status: int, message: str) -> NoReturn:
    if message:
        sys.stderr.write(f"{message}\n")
    sys.exit(status)


def run_and_end(reserve: list[bytes]) -> NoReturn:
    """Run the tasks, and end the process without tidying its memory up.

    Python would free every object on its own: a tenth of the time of a small build. Whatever is
    raised is told in one line, for which the reserve is given back.
    """
    try:
        status = _status()
        atexit._run_exitfuncs()
        _flush()
    except BaseException as error:
        reserve.clear()
        status = end_of(error)
    os._exit(status)


def _status() -> int:
    """Run the tasks; return the exit status."""
    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    return 0


def _flush() -> None:
    """Have all that was said heard. Raises OSError where it can't be, as on a full disk."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()

"""`python -m lianzhan TASK …`: the tasks of tasks.py, with paths that may follow a task freely."""

from __future__ import annotations

import atexit
import contextlib
import importlib
import io
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from invoke.collection import Collection
from invoke.exceptions import Exit, ParseError
from invoke.program import Program

from lianzhan.ending import DEBUG, NOTHING_DONE, end_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invoke.tasks import Task


class Tasks(Program):
    """Invoke's program, whose usage errors end with the status that means "nothing was done"."""

    def parse_core(self, argv: list[str] | None) -> None:
        """Parse, or say in one line what can't be understood.

        Invoke has Python keep no compiled modules; most of ours are still to be imported.
        """
        keeps_none = sys.dont_write_bytecode
        try:
            super().parse_core(argv)
        except (ParseError, ValueError) as error:
            raise Exit(str(error), code=NOTHING_DONE) from None
        finally:
            sys.dont_write_bytecode = keeps_none

    def parse_tasks(self) -> None:
        """Parse, or say in one line what can't be understood."""
        try:
            super().parse_tasks()
        except (ParseError, ValueError) as error:
            raise Exit(str(error), code=NOTHING_DONE) from None


def spread(argv: list[str], collection: Collection) -> list[str]:
    """Return arguments in which each path that follows a task stands behind its option.

    `check a.md b.md` becomes `check --path a.md --path b.md`: Invoke knows no list of positionals.
    `import --help` becomes `--help import`: Invoke would take it for the folder.
    """
    if len(argv) < 2 or argv[1] not in collection.task_names:
        return argv
    if {"--help", "-h"}.intersection(argv[2:]):
        return [argv[0], "--help", argv[1]]
    task = collection[argv[1]]
    if "path" not in task.iterable:
        return argv
    return [*argv[:2], *_spread(argv[2:], task)]


def _spread(rest: list[str], task: Task[Any]) -> Iterator[str]:
    takes_value = {
        option
        for argument in task.get_arguments()
        if argument.kind is not bool
        for option in (
            f"--{name.replace('_', '-')}" if len(name) > 1 else f"-{name}"
            for name in argument.names
        )
    }
    words = iter(rest)
    for word in words:
        if word in takes_value:
            yield word
            yield from (value for value in [next(words, None)] if value is not None)
        elif word.startswith("-"):
            yield word
        else:
            yield from ("--path", word)


def main() -> None:
    """Run the tasks of the project's tasks.py. Raises KeyboardInterrupt where that was meant."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Chinese ends no build
            stream.reconfigure(errors="backslashreplace")
    if os.environ.get(DEBUG):
        import logging

        logging.basicConfig()
        logging.getLogger("lianzhan").setLevel(logging.INFO)
    collection = Collection.from_module(importlib.import_module("tasks"))
    argv = spread(["lianzhan", *sys.argv[1:]], collection)
    try:
        Tasks(namespace=collection, name="lianzhan", binary="python3 tasks.py").run(argv)
        sys.stdout.flush()
    except BrokenPipeError:  # `explain … | head` has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOTHING_DONE)
    except SystemExit as end:
        if isinstance(end.__context__, KeyboardInterrupt):  # Invoke would leave with 1, unsaid
            raise end.__context__ from None
        raise


def run_and_end() -> NoReturn:
    """Run the tasks, and end the process without tidying its memory up.

    Python would free every object on its own: a tenth of the time of a small build. Whatever is
    raised is told in one line.
    """
    try:
        status = _status()
        atexit._run_exitfuncs()
        _flush()
    except BaseException as error:
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

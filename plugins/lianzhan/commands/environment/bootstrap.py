"""Set-up for `python3 tasks.py`: a virtual environment of its own, then the task inside it.

The environment keeps the Python that it was made with: whoever calls may be another one. Uses the
standard library alone and the syntax of old Pythons, since its first duty is to say in one line
what is missing. An environment that is as it should be costs two small files to read.
"""

import os
import signal
import sys
from contextlib import suppress

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 4))
OLDEST = (3, 11)
FOR_DEVELOPERS = ("test", "lint", "messages", "bench", "fuzz", "photograph", "acceptance")
STAMP = "lianzhan-stamp"
"""The file in .venv that says what it was made from; it is written last."""
WITH_TOOLS = "# with tools"
_MISLEADING = ("PYTHONHOME", "__PYVENV_LAUNCHER__")
"""Variables that tell a Python where another one's library is."""


class MissingError(Exception):
    """Something the set-up needs is not there; the text says what and how to get it."""


def enter(arguments: "list[str]", root: str = ROOT) -> int:
    """Make the environment if need be, run the task in it, return its exit status.

    An emergency waits for no environment.
    """
    if arguments[:1] == ["take-down"] and sys.version_info >= OLDEST:
        from lianzhan.commands.take_down import main

        return main(arguments[1:], root)
    for name in _MISLEADING:
        os.environ.pop(name, None)
    try:
        complete_streams()
        _heed_signals()
        if sys.version_info < OLDEST and not is_ready(root, with_tools=False):
            return _run_task([_newer_python(root), os.path.join(root, "tasks.py"), *arguments])
        return _run_task([prepare(root, _wants_tools(arguments)), "-m", "lianzhan", *arguments])
    except MissingError as error:
        _complain(str(error))
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # no memory, no processes, no file handles, no room
        _complain("%s: %s" % (os.path.join(root, ".venv"), error or type(error).__name__))
    return 2


def _wants_tools(arguments: "list[str]") -> bool:
    asks = {"-h", "--help"}.intersection(arguments)
    return bool(arguments) and arguments[0] in FOR_DEVELOPERS and not asks


def _heed_signals() -> None:
    """Have whoever ends the set-up end pip with it: what it has begun is done again next time."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, lambda number, _frame: sys.exit(128 + number))


def _complain(text: str) -> None:
    with suppress(OSError, AttributeError):  # where nobody hears it, the status says enough
        sys.stderr.write("%s\n" % text)


def complete_streams() -> None:
    """Put something harmless where standard input, output or error is closed.

    The next file to be opened would come to stand there, and be written to by all who complain.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
        if getattr(sys, name) is None:
            mode = "w" if number else "r"
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def _run_task(command: "list[str]") -> int:
    if os.name != "nt":  # there, the caller would not wait for what replaces it
        # Until runtime.signals takes over: Python, as it starts, answers them with a traceback.
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
        os.execv(command[0], command)
    import subprocess

    return subprocess.call(command)


def _newer_python(root: str) -> str:
    """Return the environment's Python, which can look after it where the caller's is too old.

    Raises MissingError where there is none, or it is the caller.
    """
    python = python_in(root)
    folder = os.path.realpath(os.path.join(root, ".venv"))
    if os.access(python, os.X_OK) and os.path.realpath(sys.prefix) != folder:
        return python
    text = "联站需要 Python 3.11 或更新的版本；这里是 %d.%d"
    if os.environ.get("LANGUAGE", "")[:2] == "en":
        text = "Lianzhan needs Python >= 3.11; this is %d.%d."
    raise MissingError(text % sys.version_info[:2])


def prepare(root: str, with_tools: bool) -> str:
    """Return the environment's interpreter, made or brought up to date. Raises MissingError."""
    if not is_ready(root, with_tools):
        from lianzhan.commands.environment.set_up import set_up

        set_up(root, with_tools)
    return python_in(root)


def python_in(root: str) -> str:
    """Return the path of the environment's interpreter."""
    place, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(root, ".venv", place, name)


def is_ready(root: str, with_tools: bool) -> bool:
    """Whether the environment was completed from what there is now, and its Python is the same."""
    present, wanted = read(os.path.join(root, ".venv", STAMP)), made_from(root)
    return present == wanted + WITH_TOOLS or (present == wanted and not with_tools)


def made_from(root: str) -> str:
    """Return what an environment is made from: where it stands, its Python, the dependencies.

    Not from the Python that asks: cron's and the shell's would each undo what the other has done.
    """
    python = python_in(root)
    try:
        found = os.stat(python)
        about = "%s %d %d" % (os.path.realpath(python), found.st_size, found.st_mtime_ns)
    except OSError:
        about = ""
    return "\n".join((os.path.realpath(root), about, read(os.path.join(root, "pyproject.toml"))))


def read(path: str) -> str:
    """Return a text file's text; "" where it can't be read."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""

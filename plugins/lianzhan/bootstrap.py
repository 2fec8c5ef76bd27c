"""Set-up for `python3 tasks.py`: a virtual environment of its own, then the task inside it.

Uses the standard library alone and the syntax of old Pythons, since its first duty is to say in one
line what is missing.
"""

import os
import signal
import sys
from contextlib import suppress

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OLDEST = (3, 11)
FOR_DEVELOPERS = ("test", "lint", "messages", "bench", "fuzz", "acceptance")


class MissingError(Exception):
    """Something the set-up needs is not there; the text says what and how to get it."""


def enter(arguments: "list[str]", root: str = ROOT) -> int:
    """Make the environment if need be, run the task in it, return its exit status.

    An emergency waits for no environment.
    """
    if arguments[:1] == ["take-down"] and sys.version_info >= OLDEST:
        from lianzhan.emergency import main

        return main(arguments[1:], root)
    try:
        complete_streams()
        _heed_signals()
        python = prepare(root, bool(arguments) and arguments[0] in FOR_DEVELOPERS)
        return _run_task([python, "-m", "lianzhan", *arguments])
    except MissingError as error:
        _complain(str(error))
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # no memory, no processes, no file handles, no room
        _complain("Can't use .venv: %s %s" % (type(error).__name__, error))
    return 2


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
        # Until lianzhan.signals takes over: Python, as it starts, answers them with a traceback.
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
        os.execv(command[0], command)
    import subprocess

    return subprocess.call(command)


def prepare(root: str, with_tools: bool) -> str:
    """Return the environment's interpreter, made or brought up to date. Raises MissingError."""
    if sys.version_info < OLDEST:
        raise MissingError("Lianzhan needs Python >= 3.11; this is %d.%d." % sys.version_info[:2])
    folder = os.path.join(root, ".venv")
    place = "Scripts" if os.name == "nt" else "bin"
    name = "python.exe" if os.name == "nt" else "python"
    python = os.path.join(folder, place, name)
    stamp = os.path.join(folder, "lianzhan-stamp")
    wanted = _wanted(root)
    present = _read(stamp)
    if present == wanted + _WITH_TOOLS or (present == wanted and not with_tools):
        return python
    with_tools = with_tools or present.endswith(_WITH_TOOLS)
    sys.stderr.write("Setting up .venv ...\n")
    if not os.path.exists(python):
        _run([sys.executable, "-m", "venv", folder], _NO_VENV)
    extra = "[dev]" if with_tools else ""
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "-e", root + extra], _NO_PACKAGES)
    _compile(python, root)
    with open(stamp, "w", encoding="utf-8") as file:
        file.write(wanted + (_WITH_TOOLS if with_tools else ""))
    return python


_WITH_TOOLS = "# with tools"
_NO_VENV = "Python's venv module is missing or broken (Debian, Ubuntu: apt install python3-venv)."
_NO_PACKAGES = (
    "pip could not install the dependencies in pyproject.toml: check the network or index."
)


def _run(command: "list[str]", complaint: str) -> None:
    """Run a step of the set-up; its own output is shown only when it fails."""
    import subprocess  # an environment that is up to date needs none, and starts sooner

    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise MissingError(done.stdout.decode("utf-8", "replace") + complaint)


def _compile(python: str, root: str) -> None:
    """Compile our code as pip does with a package's; where that fails, it is only slower.

    Where PYTHONDONTWRITEBYTECODE is set, as in many images for CI, every process would do it anew.
    """
    import subprocess

    ours = [os.path.join(root, name) for name in ("plugins", "tasks.py")]
    subprocess.run([python, "-m", "compileall", "-q", *ours], stdout=subprocess.PIPE, check=False)


def _wanted(root: str) -> str:
    """What the environment was made from: the dependencies, this Python, and where it stands."""
    return "\n".join((root, sys.version, _read(os.path.join(root, "pyproject.toml"))))


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""

"""Makes `.venv`, keeps it fit for the task, and never takes away one that works.

Reached only where the stamp in it is not as it should be (see `bootstrap`). Needs the standard
library alone. What counts is that the environment's own Python works and holds what pyproject.toml
asks for; whatever Python calls, and whether anything can be installed now, does not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from lianzhan.commands.environment.bootstrap import (
    OLDEST,
    STAMP,
    WITH_TOOLS,
    MissingError,
    is_ready,
    made_from,
    python_in,
    read,
)
from lianzhan.commands.environment.satisfied import LACKING
from lianzhan.commands.environment.steps import check_writable, install, make
from lianzhan.output.lock import locked
from lianzhan.texts.language import in_user_language as _

_PATIENCE = 1800.0
"""Seconds to wait for another set-up: what pip downloads may take long on a slow line."""


def _say(text: str) -> None:
    with suppress(OSError, AttributeError):  # where nobody hears it, the task goes on
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


@dataclass(frozen=True)
class _Environment:
    """The environment of a project; `asks_tools`: a developer's task wants it."""

    root: Path
    asks_tools: bool

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def aside(self) -> Path:
        """Where one that was complete waits while another is made."""
        return self.root / ".venv.old"

    @property
    def python(self) -> str:
        return python_in(str(self.root))

    @property
    def stamp(self) -> Path:
        return self.folder / STAMP

    @property
    def former_stamp(self) -> Path:
        """The stamp of one that is being changed: whoever ends the change leaves no other."""
        return self.folder / f"{STAMP}.old"

    @property
    def last_stamp(self) -> str:
        """What a complete environment was made from, however its last change ended."""
        return read(str(self.stamp)) or read(str(self.former_stamp))

    @property
    def with_tools(self) -> bool:
        return self.asks_tools or self.last_stamp.endswith(WITH_TOOLS)

    def note(self) -> None:
        """Write what the environment was made from; who may not write looks again next time."""
        text = made_from(str(self.root)) + (WITH_TOOLS if self.with_tools else "")
        with suppress(OSError):
            self.stamp.write_text(text, "utf-8")
            self.former_stamp.unlink(missing_ok=True)
            shutil.rmtree(self.aside, ignore_errors=True)

    def lacking(self) -> list[str] | None:
        """Return what is missing there; None where its Python can't run the project."""
        script = Path(__file__).with_name("satisfied.py")
        extras = ["dev"] if self.with_tools else []
        command = [self.python, "-I", str(script), str(self.root), *extras]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError:
            return None
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        return lines if done.returncode in (0, LACKING) else None


def set_up(root: str, with_tools: bool) -> None:
    """Make an environment, or bring it up to date, unless another process is just doing so.

    Where that fails and a complete one stands there, it stays and is used, with one warning.
    Raises MissingError where there is none that the task could run in.
    """
    environment = _Environment(Path(root), with_tools)
    with ExitStack() as held:
        _hold(held, environment.root / "pyproject.toml")
        if not is_ready(root, with_tools):
            _prepare(environment)


def _hold(held: ExitStack, file: Path) -> None:
    """Be the only one that sets up, as long as the file is locked; it is there in any case."""
    if not file.is_file():
        raise MissingError(_("找不到 {file}：项目不完整").format(file=file))
    try:
        held.enter_context(locked(file, 0))
    except TimeoutError:
        _say(_("另一个进程正在准备 .venv，请稍候 ……"))
        try:
            held.enter_context(locked(file, _PATIENCE))
        except TimeoutError:
            raise MissingError(_("另一个进程一直在准备 .venv：请结束它再试")) from None
    except OSError:
        pass  # a file system that knows no locks


def _prepare(environment: _Environment) -> None:
    lacking = environment.lacking()
    if lacking == []:
        environment.note()
    elif lacking is not None and environment.stamp.exists():
        _bring_up_to_date(environment, lacking)
    else:
        _make_anew(environment)


def _bring_up_to_date(environment: _Environment, lacking: list[str]) -> None:
    """Install what is missing into a complete environment: pip takes nothing away until it has all.

    Who ends it half-way leaves no stamp, so that the next one makes it anew.
    """
    try:
        check_writable(environment.folder)
        _say(_("正在更新 .venv ……"))
        environment.stamp.replace(environment.former_stamp)
        try:
            install(environment.root, environment.with_tools, "--retries=1")
        except MissingError:
            environment.former_stamp.replace(environment.stamp)
            raise
    except MissingError as error:
        is_tool_missing = environment.asks_tools and not environment.last_stamp.endswith(WITH_TOOLS)
        if is_tool_missing:
            raise
        _go_on(environment, lacking, error)
    else:
        _finish(environment)


def _finish(environment: _Environment) -> None:
    """Note what was brought up to date; what pip takes for whole, and is not, is made anew."""
    if environment.lacking() == []:
        environment.note()
    else:
        _make_anew(environment)


def _go_on(environment: _Environment, lacking: list[str], error: MissingError) -> None:
    """Use an environment as it is, with our code from where we stand, and say so."""
    if "lianzhan" in lacking:
        paths = (str(environment.root / "plugins"), os.environ.get("PYTHONPATH", ""))
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    text = _("警告：.venv 与 pyproject.toml 不符，这次没能更新，照旧使用（{reason}）")
    _say(text.format(reason=error))


def _make_anew(environment: _Environment) -> None:
    """Make the environment; one that was complete comes back where that fails."""
    if sys.version_info < OLDEST:
        raise MissingError(_("联站需要 Python 3.11 或更新的版本"))
    if environment.folder.exists() and not environment.folder.is_dir():
        raise MissingError(_("{folder} 不是文件夹：请移走它").format(folder=environment.folder))
    _check_place(environment)
    _say(_("正在准备 .venv，只需一次 ……"))
    _put_aside(environment)
    try:
        make(environment.folder)
        install(environment.root, environment.with_tools)
    except MissingError as error:
        lacking = _brought_back(environment)
        if lacking is None:
            raise
        _go_on(environment, lacking, error)
    else:
        environment.note()


def _check_place(environment: _Environment) -> None:
    """Raise MissingError where no environment can be made, naming what stands there now."""
    if not environment.folder.exists():
        return check_writable(environment.root)
    try:
        return check_writable(environment.folder)
    except MissingError as error:
        text = _(".venv 不完整，或其中的 Python 在这里不能运行；{reason}")
        raise MissingError(text.format(reason=error)) from None


def _put_aside(environment: _Environment) -> None:
    """Take what stands there out of the way; what was never complete is not kept."""
    folder = environment.folder
    with suppress(OSError):  # a folder that can't be moved, as in a container, is emptied later
        if environment.last_stamp and not environment.aside.exists():
            folder.rename(environment.aside)
        elif folder.is_symlink():
            folder.unlink()


def _brought_back(environment: _Environment) -> list[str] | None:
    """Put what was there before back; return what it lacks, or None where it does not work."""
    if not environment.aside.exists():
        return None
    shutil.rmtree(environment.folder, ignore_errors=True)
    with suppress(OSError):
        environment.aside.rename(environment.folder)
        # Complete once, so that next time what is missing is installed into it, and not ready now.
        environment.stamp.write_text(f"# unfinished\n{environment.last_stamp}", "utf-8")
        environment.former_stamp.unlink(missing_ok=True)
    return environment.lacking()

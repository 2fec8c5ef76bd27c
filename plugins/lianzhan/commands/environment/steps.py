"""The steps that an environment is made in: what Python's venv and pip do, and what they say."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from lianzhan.commands.environment.bootstrap import MissingError, python_in
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from pathlib import Path


def check_writable(folder: Path) -> None:
    """Raise MissingError where nothing can be written into a folder."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        text = _("不能准备 .venv：{folder} 不能写入（{reason}），请检查它的所有者、权限和磁盘")
        raise MissingError(text.format(folder=folder, reason=error.strerror or error)) from None


def make(folder: Path) -> None:
    """Make an empty environment with the Python that called, or with the one behind it."""
    python = getattr(sys, "_base_executable", "") or sys.executable
    done = _run([python, "-m", "venv", "--clear", str(folder)])
    if done.returncode:
        said = _said(done)
        is_missing = "ensurepip is not" in said or "No module named" in said
        text = _("无法建立 .venv：{reason}")
        if is_missing:
            text = _("Python 缺少 venv 模块：Debian、Ubuntu 请先执行 apt install python3-venv")
        raise MissingError(text.format(reason=_last_line(said)))


def install(root: Path, with_tools: bool, *options: str) -> None:
    """Have pip install a project with all that it needs into its environment."""
    python, project = python_in(str(root)), f"{root}{'[dev]' if with_tools else ''}"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = _run([*pip, *options, "-e", project])
    if done.returncode:
        text = _("pip 没能装好 pyproject.toml 中的依赖，请检查网络：{reason}")
        raise MissingError(text.format(reason=_last_line(_said(done))))
    _compile(python, root)


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Run a step of the set-up; its own output is shown only when it fails."""
    pipe = subprocess.PIPE
    return subprocess.run(command, stdout=pipe, stderr=subprocess.STDOUT, check=False)


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stdout.decode("utf-8", "replace")


def _last_line(said: str) -> str:
    """Return what tells most of a failed step's words: the last error, else the last line.

    pip frames the words of its own helpers, and says in small letters only that one has failed.
    """
    lines = [line.strip(" \t│╰─>×") for line in said.splitlines()]
    errors = [line for line in lines if line.startswith("ERROR: ") or "Error: " in line]
    return printable((errors or [line for line in lines if line] or ["?"])[-1])


def _compile(python: str, root: Path) -> None:
    """Compile our code as pip does with a package's; where that fails, it is only slower.

    Where PYTHONDONTWRITEBYTECODE is set, as in many images for CI, every process would do it anew.
    """
    ours = [str(root / name) for name in ("plugins", "tasks.py")]
    _run([python, "-m", "compileall", "-q", *ours])

"""The steps of the set-up: what they run, and the one line that is said where they fail."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from lianzhan.commands.environment.bootstrap import MissingError
from lianzhan.commands.environment.steps import check_writable, install, make

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="scripts of POSIX")


def python_that(file: Path, says: str, status: int) -> Path:
    """A stand-in for Python that notes what it is asked, says something and ends."""
    file.parent.mkdir(parents=True, exist_ok=True)
    said = file.with_name("said.txt")
    said.write_text(says, "utf-8")
    asked = file.with_name("asked.txt")
    file.write_text(f'#!/bin/sh\necho "$*" >> {asked}\ncat {said}\nexit {status}\n', "utf-8")
    file.chmod(0o755)
    return asked


def test_a_folder_that_can_be_written_stays_as_it_is(tmp_path: Path) -> None:
    check_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(MissingError, match=r"^不能准备 \.venv：.*/gone 不能写入（No such file"):
        check_writable(tmp_path / "gone")


@pytest.mark.parametrize(
    ("says", "said"),
    [
        ("x\nError: ensurepip is not available\n", "Python 缺少 venv 模块"),
        ("/usr/bin/python3: No module named venv\n", "Python 缺少 venv 模块"),
        ("one\nError: disk full\nlast\n", "无法建立 .venv：Error: disk full"),
        ("", "无法建立 .venv：?"),
    ],
)
def test_an_environment_that_can_not_be_made_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, said: str
) -> None:
    asked = python_that(tmp_path / "python", says, 1)
    monkeypatch.setattr(sys, "_base_executable", str(tmp_path / "python"))
    with pytest.raises(MissingError) as error:
        make(tmp_path / ".venv")
    assert str(error.value).startswith(said)
    assert asked.read_text("utf-8") == f"-m venv --clear {tmp_path}/.venv\n"


@pytest.mark.parametrize(("with_tools", "extra"), [(False, ""), (True, "[dev]")])
def test_a_project_is_installed_and_then_compiled(
    tmp_path: Path, with_tools: bool, extra: str
) -> None:
    asked = python_that(tmp_path / ".venv/bin/python", "", 0)
    install(tmp_path, with_tools, "--retries=1")
    assert asked.read_text("utf-8").splitlines() == [
        f"-m pip install --quiet --disable-pip-version-check --retries=1 -e {tmp_path}{extra}",
        f"-m compileall -q {tmp_path}/plugins {tmp_path}/tasks.py",
    ]


def test_of_what_pip_said_the_last_error_is_told_without_its_frame(tmp_path: Path) -> None:
    says = "  │ ERROR: first\n  ╰─> ERROR: no route to \x1b[31mhost\nnote: see above\n"
    asked = python_that(tmp_path / ".venv/bin/python", says, 3)
    with pytest.raises(MissingError) as error:
        install(tmp_path, with_tools=False)
    assert str(error.value).endswith("请检查网络：ERROR: no route to \\x1b[31mhost")
    assert "compileall" not in asked.read_text("utf-8")

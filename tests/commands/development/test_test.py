"""`test` lints first, and hands its `--args` to pytest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commands.development.dry import commands_of
from lianzhan.commands.development.lint import lint
from lianzhan.commands.development.test import test as run_tests
from lianzhan.runtime.workers import usable_processors

if TYPE_CHECKING:
    import pytest


def test_the_linters_come_before_the_tests(capsys: pytest.CaptureFixture[str]) -> None:
    *linters, tests = commands_of(run_tests, capsys, args="tests/commands -k port")
    assert linters == commands_of(lint, capsys)
    assert f" -m pytest -n {usable_processors() + 1} --cov " in tests
    assert tests.endswith(" tests/commands -k port")

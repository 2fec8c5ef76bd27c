"""The task `test`: the linters, then all tests."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from invoke.tasks import task

from lianzhan.commands.development.lint import lint
from lianzhan.model.codes import N_
from lianzhan.runtime.shipped import CLONE
from lianzhan.runtime.workers import usable_processors

if TYPE_CHECKING:
    from invoke.context import Context


@task(help={"args": N_("交给 pytest 的参数")})
def test(context: Context, args: str = "") -> None:
    """Run all tests with branch coverage, after ruff, mypy and the import contracts."""
    lint(context)
    with context.cd(str(CLONE)):
        coverage = "--cov --cov-report=term-missing"
        context.run(f"{sys.executable} -m pytest -n {_processes()} {coverage} {args}")


def _processes() -> int:
    """Return one more than there are processors: tests often wait for processes of their own."""
    return usable_processors() + 1

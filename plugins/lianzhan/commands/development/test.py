"""The task `test`: the linters, then all tests."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from invoke.tasks import task

from lianzhan.commands.development.lint import lint
from lianzhan.model.codes import N_
from lianzhan.runtime.shipped import CLONE

if TYPE_CHECKING:
    from invoke.context import Context


@task(help={"args": N_("交给 pytest 的参数")})
def test(context: Context, args: str = "") -> None:
    """Run all tests with branch coverage, after ruff, mypy and the import contracts."""
    lint(context)
    with context.cd(str(CLONE)):
        context.run(f"{sys.executable} -m pytest -n auto --cov --cov-report=term-missing {args}")

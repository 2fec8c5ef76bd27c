"""The task `lint`: ruff, mypy and the import contracts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.tasks import task

from lianzhan.runtime.shipped import CLONE

if TYPE_CHECKING:
    from invoke.context import Context


@task
def lint(context: Context) -> None:
    """Run ruff, mypy and the import contracts."""
    contracts = Path(sys.executable).with_name("lint-imports")
    with context.cd(str(CLONE)):
        for command in ("ruff check .", "ruff format --check .", "mypy"):
            context.run(f"{sys.executable} -m {command}")
        context.run(str(contracts))

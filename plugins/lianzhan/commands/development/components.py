"""The task `components`: every component of the theme on pages to look at, in every scheme."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.tasks import task

from lianzhan.model.codes import N_
from lianzhan.runtime.shipped import CLONE

if TYPE_CHECKING:
    from invoke.context import Context


@task(help={"to": N_("放进哪个文件夹")})
def components(context: Context, to: str = ".cache/components") -> None:
    """Write pages that show each component with its examples, in every scheme and accent."""
    folder = Path(to).absolute()
    with context.cd(str(CLONE)):
        command = shlex.join([sys.executable, "-m", "showing", str(folder)])
        context.run(command, env={"PYTHONPATH": str(CLONE / "tests")})

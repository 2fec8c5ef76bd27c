"""The task `take-down` for Invoke; what it does stands in `commands/take_down.py`.

The command line does not come by here: in an emergency there may be no package to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.take_down_command import HELP, WAIT
from lianzhan.commands.task_options import within

if TYPE_CHECKING:
    from invoke.context import Context


@task(name="take-down", help=HELP)
@within(wait=WAIT)
def take_down(
    _context: Context, path: str, output: str = "", wait: int = 600, settings: str = ""
) -> None:
    """Take one page down from a live output now, without a build; needs no packages."""
    from lianzhan.commands.take_down import main

    options = [f"--output={output}"] if output else []
    options += [f"--settings={settings}"] if settings else []
    status = main([*options, f"--wait={wait}", "--", path])
    if status:
        raise Exit(code=status)

"""The command line in a process of its own, as tests and the fuzz run it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

LIANZHAN = (sys.executable, "-m", "lianzhan")
"""The command that tasks are given to, as `python3 tasks.py` starts it after its set-up."""


def unmeasured(**changes: str) -> dict[str, str]:
    """The environment without coverage, which would speak up on standard error; in Chinese."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    return {**plain, "LANGUAGE": "", **changes}


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    prepare: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder to its end, `unmeasured()` if no environment is given.

    `prepare` runs in the new process before the command does. What is no UTF-8 reads as U+FFFD.
    """
    return subprocess.run(
        command,
        cwd=folder,
        env=unmeasured() if environment is None else environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=PATIENCE,
        check=False,
        preexec_fn=prepare,
    )

"""The command line in a process of its own, as tests and the fuzz run it.

`run` runs any command in any folder; `run_task` and those after it run a task in a house's folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from unverified import without_warning
from waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from conftest import House

LIANZHAN = (sys.executable, "-m", "lianzhan")
"""The command that tasks are given to, as `python3 tasks.py` starts it after its set-up."""
MOMENT = "2026-11-01T00:00+00:00"
"""The moment that tasks are run for, that of all houses."""


def unmeasured(**changes: str) -> dict[str, str]:
    """The environment without coverage, which would speak up on standard error; in Chinese."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    return {**plain, "LANGUAGE": "", **changes}


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    prepare: Callable[[], None] | None = None,
    *,
    raw: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder to its end, `unmeasured()` if no environment is given.

    `prepare` runs in the new process before the command does. What is no UTF-8 reads as U+FFFD.
    What it says of texts without digests is left out, unless all is wanted `raw`.
    """
    done = subprocess.run(
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
    done.stderr = done.stderr if raw else without_warning(done.stderr)
    return done


def run_task(
    house: House, *arguments: str, program: Sequence[str] = LIANZHAN, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a task in the house's folder."""
    done = run([*program, *arguments], house.folder, unmeasured(**environment))
    assert "Traceback" not in done.stderr, done.stderr
    return done


def build(house: House, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    options = ["--content", "content", "--output", "output", "--jobs", "1"]
    if "--now" not in arguments:
        options += ["--now", MOMENT]
    return run_task(house, "build", *options, *arguments, **environment)


def check(house: House, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    options = ["--content", "content", "--now", MOMENT]
    return run_task(house, "check", *options, *arguments, **environment)


def explain(house: House, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_task(house, "explain", "--content", "content", "--now", MOMENT, *arguments)


def report(house: House) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((house.folder / "report.json").read_text("utf-8"))
    return document

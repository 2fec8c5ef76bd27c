"""The example, built for the proofs where no output is given."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[2]
MOMENT = "2026-11-01T00:00+00:00"
"""When pages are built for: that of the tests, so that what is to come stays to come."""


@contextmanager
def built(given: str) -> Iterator[Path]:
    """Give an output: the one that is given, or that of content/, built for as long as it is used.

    Raises CalledProcessError where content/ can't be built.
    """
    if given:
        yield Path(given)
        return
    with tempfile.TemporaryDirectory(prefix="lianzhan-pages-") as folder:
        options = ["--content", "content", "--output", folder, "--now", MOMENT, "--no-fsync"]
        subprocess.run(
            [sys.executable, "-m", "lianzhan", "build", *options], cwd=PROJECT, check=True
        )
        yield Path(folder)

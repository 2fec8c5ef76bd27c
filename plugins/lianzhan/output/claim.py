"""The output folder is ours, and one build's at a time.

A marker file shows that the folder was made by a build: a folder that holds anything else is never
touched, since what no site claims is deleted from it. A build holds a lock on the marker; the
system frees it whatever ends the build.
"""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKER = ".lianzhan"
STAGING = ".staging"
"""The folder that sites are staged in; and that of the marker. Both are no sites."""
_HOLDER = ".lianzhan-holder"


class ForeignFolderError(Exception):
    """The output folder holds something that no build has put there."""


class BusyFolderError(Exception):
    """Another build holds the output folder; the text says which."""


@contextmanager
def claim(output: Path, wait_seconds: float, sources: tuple[Path, ...] = ()) -> Iterator[None]:
    """Hold the output folder, made if missing. Raises ForeignFolderError, BusyFolderError.

    `wait_seconds` is how long to wait for another build that holds it. An output folder that holds
    one of the `sources`, or lies in the first of them, the content, is as foreign as any.
    """
    from filelock import FileLock, Timeout

    real = output.resolve()
    within = (source.resolve() for source in sources)
    if any(source.is_relative_to(real) for source in within) or any(
        real.is_relative_to(source.resolve()) for source in sources[:1]
    ):
        raise ForeignFolderError(str(output))
    output.mkdir(parents=True, exist_ok=True)
    if not (output / MARKER).exists() and any(output.iterdir()):
        raise ForeignFolderError(str(output))
    lock = FileLock(output / MARKER)
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise BusyFolderError(_holder(output)) from None
    try:
        (output / _HOLDER).write_text(f"{socket.gethostname()} · PID {os.getpid()}", "utf-8")
        yield
    finally:
        (output / _HOLDER).unlink(missing_ok=True)
        lock.release()


def is_held(output: Path) -> bool:
    """Whether a build is at work there, or was killed before it had cleared everything away."""
    return any((output / name).exists() for name in (STAGING, _HOLDER))


def _holder(output: Path) -> str:
    try:
        return (output / _HOLDER).read_text("utf-8")
    except OSError:
        return "?"

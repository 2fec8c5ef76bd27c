"""A lock on a file that the system frees whatever ends its holder. The standard library alone.

A take-down must work where the environment's packages are broken, so no package holds this lock.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.05
"""Seconds between two tries."""
_FAR = 1 << 30
"""The byte that Windows locks: far behind what the file holds, which others may read."""


@contextmanager
def locked(file: Path, wait_seconds: float) -> Iterator[None]:
    """Hold an exclusive lock on a file, made if missing. Raises TimeoutError, OSError.

    A file that may only be read is locked all the same where the system allows it.
    """
    descriptor = _opened(file)
    try:
        _acquire(descriptor, wait_seconds)
        try:
            yield
        finally:
            with suppress(OSError):
                _release(descriptor)
    finally:
        os.close(descriptor)


def _opened(file: Path) -> int:
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        return os.open(file, os.O_RDONLY)


def _acquire(descriptor: int, wait_seconds: float) -> None:
    ends = time.monotonic() + wait_seconds
    while not _try(descriptor):
        if time.monotonic() >= ends:
            raise TimeoutError
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

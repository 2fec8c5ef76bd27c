"""What a build has staged is on the disk before it takes a live file's place.

A rename can reach the disk before the bytes of the file that it names: after a power failure the
live site would be empty files. In: staged files and folders. Out: the number of system calls made.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EROFS})
"""What fsync(2) answers where there is nothing to be written, or no way to ask for it."""
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_OPENING = _READING if os.name != "nt" else os.O_RDWR
"""Windows flushes only what is open for writing."""
_TELLS_ERRORS = (5, 8)
"""The first Linux whose syncfs(2) reports what could not be written (its manual, VERSIONS)."""


def sync_trees(paths: Iterable[Path], *, is_wanted: bool = True) -> int:
    """Have files, and folders with all below them, on the disk; return how many calls it took.

    On Linux that is one for each file system, however many files there are. Elsewhere, and where
    that one call fails, it is one for each file and folder. Raises OSError for what the disk does
    not take. With `is_wanted` false, nothing is done.
    """
    return _sync(paths, _below) if is_wanted else 0


def sync_folders(folders: Iterable[Path], *, is_wanted: bool = True) -> int:
    """Have what was renamed into or out of these folders on the disk; return the calls it took.

    As `sync_trees`, but a folder stands for its own list of names alone.
    """
    return _sync(folders, lambda folder: iter((folder,))) if is_wanted else 0


def _sync(paths: Iterable[Path], parts: Callable[[Path], Iterator[Path]]) -> int:
    calls, whole = 0, _system_call()
    systems: dict[int, bool] = {}
    for path in paths:
        system = path.lstat().st_dev
        if system not in systems:
            systems[system] = whole is not None and _is_synced(path, whole)
            calls += whole is not None
        if not systems[system]:
            calls += sum(map(_sync_one, parts(path)))
    return calls


def _below(path: Path) -> Iterator[Path]:
    """Yield all regular files and folders of a tree, what a folder holds before the folder."""
    if path.is_symlink():
        return
    if path.is_dir():
        for entry in sorted(path.iterdir()):
            yield from _below(entry)
        yield path
    elif path.is_file():
        yield path


def _sync_one(path: Path) -> int:
    """Have one file's bytes, or one folder's names, on the disk; return the number of calls."""
    if os.name == "nt" and path.is_dir():
        return 0  # the system writes them itself, and opens no folder
    descriptor = os.open(path, _OPENING)
    try:
        _flush(descriptor)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        os.close(descriptor)
    return 1


def _flush(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync(2) there ends in the drive's own memory
    else:
        os.fsync(descriptor)


def _is_synced(path: Path, whole: Callable[[int], int]) -> bool:
    """Have the file system of a path written; False where that failed, for whatever file of it."""
    descriptor = os.open(path, _READING)
    try:
        return whole(descriptor) == 0
    finally:
        os.close(descriptor)


def _system_call() -> Callable[[int], int] | None:
    """Return syncfs(2), where the system has one that reports errors."""
    if sys.platform != "linux":
        return None
    numbers = re.match(r"(\d+)\.(\d+)", os.uname().release)
    if numbers is None or (int(numbers[1]), int(numbers[2])) < _TELLS_ERRORS:
        return None
    try:
        syncfs = ctypes.CDLL(None).syncfs
    except (OSError, AttributeError, TypeError):
        return None
    return lambda descriptor: int(syncfs(descriptor))

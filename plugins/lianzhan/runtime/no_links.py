"""Files below a folder, found and opened without following any link."""

from __future__ import annotations

import errno
import os
import stat
from io import FileIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from pathlib import Path

DIRECTLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Follow no link, and don't wait for somebody to write into a pipe. Windows has neither."""

_READING = os.O_RDONLY | DIRECTLY | getattr(os, "O_BINARY", 0)


def walk(
    folder: Path, on_error: Callable[[str, OSError], object], without: Container[str] = ()
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all below a folder that is no folder itself, by its path: files, links, pipes.

    `on_error` hears of each folder that can't be listed, by its path with a "/" at its end ("" for
    the first one), and may raise; what else there is, is yielded all the same. Folders whose paths
    are in `without` are not looked into.
    """
    waiting = [""]
    while waiting:
        above = waiting.pop()
        found: list[os.DirEntry[str]] = []
        try:
            with os.scandir(f"{folder}/{above}") as entries:
                found.extend(entries)
        except OSError as error:
            on_error(above, error)
        for entry in found:
            path = f"{above}{entry.name}"
            if not _is_folder(entry):
                yield path, entry
            elif path not in without:
                waiting.append(f"{path}/")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # few file systems don't say at once, and then it may be gone
        return False


def ignore(_path: str, _error: OSError) -> None:
    """Take a folder that can't be listed for an empty one."""


def refuse(_path: str, error: OSError) -> None:
    """Raise the error of a folder that can't be listed."""
    raise error


def refuse_unless_missing(path: str, error: OSError) -> None:
    """The same, but a folder that is not there holds nothing."""
    if path or not isinstance(error, FileNotFoundError):
        raise error


def is_folder(path: Path) -> bool:
    """Whether there is a folder that may be seen, or a link to one."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether there is a regular file that may be seen, or a link to one."""
    return stat.S_ISREG(_mode(path))


def is_link(path: Path) -> bool:
    """Whether a path that may be seen is a link."""
    try:
        return stat.S_ISLNK(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def open_directly(path: str, flags: int) -> int:
    """Open a file (an opener for `open`). A link raises OSError where the system can tell."""
    return os.open(path, flags | DIRECTLY)


def read_file(path: Path) -> bytes | None:
    """Return the bytes of a regular file; None for a folder, pipe or device.

    Raises OSError, also for a link.
    """
    if not hasattr(os, "O_NOFOLLOW") and is_link(path):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    descriptor = os.open(path, _READING)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with FileIO(descriptor, closefd=False) as file:
            return file.readall()
    finally:
        os.close(descriptor)

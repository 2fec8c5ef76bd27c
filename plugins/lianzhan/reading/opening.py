"""Files below content/ to bytes: each is opened once, inside content/, and judged by what was read.

Whoever edits while a build reads may exchange any file, link or folder between two calls. So the
place where all links lead (`looking`) is opened without following another one: at once, if the file
is then found to stand there, or else folder by folder. All that is known of a file comes from what
was opened.
"""

from __future__ import annotations

import errno
import os
import stat
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.reading.looking import Seen, look, row_of, system_error

if TYPE_CHECKING:
    from lianzhan.reading.looking import Row

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE = _READ | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
"""Without waiting for whoever may write into it, if it is a pipe."""
_FOLDER = _READ | getattr(os, "O_DIRECTORY", 0)
_BELOW = _FOLDER | getattr(os, "O_NOFOLLOW", 0)
_LINK = frozenset({errno.ELOOP, errno.ENOTDIR, errno.EMLINK})
"""What systems answer where a link should not be followed."""


class NoFileError(OSError):
    """What stands there is no regular file."""


class TooLargeError(OSError):
    """A file has more bytes than may be read; `size` is how many, as far as they were counted."""

    def __init__(self, size: int) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG))
        self.size = size


def read_file(file: Path | str, limit: int) -> bytes:
    """Read a file wherever it is. Raises OSError, as `read_seen` does."""
    opened = os.open(file, _FILE & ~getattr(os, "O_NOFOLLOW", 0))
    return _read_open(opened, "", "", (), limit)[0]


def read(content: Path, path: str, limit: int) -> tuple[bytes, Seen]:
    """Read the file that a path below content/ leads to. Raises OSError, as `read_seen` does.

    Nearly always no link is on the way, and nothing needs to be looked at before it is opened.
    """
    try:
        file = _open(content, path)
    except OSError as error:
        if error.errno not in _LINK:
            raise
        return read_seen(content, look(content, path), limit)
    return _read_open(file, path, path, (), limit)


def read_seen(content: Path, seen: Seen, limit: int) -> tuple[bytes, Seen]:
    """Read what stands now at the place that was seen; return it as it was when it was opened.

    Raises NoFileError, TooLargeError above `limit` bytes, or OSError. A link that has been put
    there since is not followed.
    """
    file = _open(content, seen.place)
    return _read_open(file, seen.path, seen.place, seen.rows[:-1], limit)


def _read_open(
    file: int, path: str, place: str, links: tuple[Row, ...], limit: int
) -> tuple[bytes, Seen]:
    """Read an open file to its end, and close it."""
    try:
        before = os.fstat(file)
        if not stat.S_ISREG(before.st_mode):
            raise NoFileError(errno.EINVAL, "not a regular file")
        if before.st_size > limit:
            raise TooLargeError(before.st_size)
        raw = os.read(file, before.st_size + 1)
        while raw and len(raw) <= limit and (more := os.read(file, before.st_size + 1)):
            raw += more
        row, after = row_of(before), row_of(os.fstat(file))
    finally:
        os.close(file)
    if len(raw) > limit:
        raise TooLargeError(len(raw))
    return raw, Seen(path, place, (*links, row), row != after)


def _open(content: Path, place: str) -> int:
    """Open a file without following a link below content/. Raises OSError.

    Nearly every file is opened at once and then found to stand where it should: a third of the
    time that it takes folder by folder.
    """
    if os.open not in os.supports_dir_fd:
        return _open_and_compare(content, place)
    wanted = f"{_real(content)}/{place}"
    try:
        file = os.open(wanted, _FILE)
    except OSError:
        return _open_by_folder(content, place)
    if _where(file) == wanted:
        return file
    os.close(file)
    return _open_by_folder(content, place)


def _open_by_folder(content: Path, place: str) -> int:
    folder = os.open(content, _FOLDER)
    *above, name = place.split("/")
    try:
        for part in above:
            below = os.open(part, _BELOW, dir_fd=folder)
            os.close(folder)
            folder = below
        return os.open(name, _FILE, dir_fd=folder)
    finally:
        os.close(folder)


@lru_cache(maxsize=8)
def _real(folder: Path) -> str:
    """Return a folder's path without links; if it leads elsewhere since, nothing stands there."""
    return os.path.realpath(folder)


def _where(file: int) -> str:
    """Return the path at which an open file stands, or "" where the system does not say."""
    try:
        return os.readlink(f"/proc/self/fd/{file}")
    except OSError:
        return ""


def _open_and_compare(content: Path, place: str) -> int:
    """The same on Windows: open, then see whether that is where it should be."""
    wanted = Path(os.path.realpath(content), *place.split("/"))
    file = os.open(wanted, _FILE)
    if Path(os.path.realpath(wanted)) == wanted:
        return file
    os.close(file)
    raise system_error(errno.ELOOP)

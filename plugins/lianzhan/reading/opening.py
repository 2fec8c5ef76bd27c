"""Files below content/ to bytes: each is opened once, inside content/, and judged by what was read.

Whoever edits while a build reads may exchange any file, link or folder between two calls. So links
are followed by hand, the place they lead to is opened folder by folder without following another
one, and all that is known of a file comes from what was opened.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.reading.scan import changed_lately

if TYPE_CHECKING:
    from collections.abc import Iterable

Signature = tuple[object, ...]
LEADS_OUT = "…/.."
Row = tuple[int, ...]
"""What the system says of a file or link: kind, number, size, times in nanoseconds."""
QUIET = 100_000_000
"""Nanoseconds for which files must have been left alone: ten ticks of the slowest clock.

So long a text and its picture may be apart while both are being exchanged.
"""
_MOST_LINKS = 40
"""Links on the way to one file: as many as Linux follows (path_resolution(7))."""
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE = _READ | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
"""Without waiting for whoever may write into it, if it is a pipe."""
_FOLDER = _READ | getattr(os, "O_DIRECTORY", 0)
_BELOW = _FOLDER | getattr(os, "O_NOFOLLOW", 0)


_LINK = frozenset({errno.ELOOP, errno.ENOTDIR, errno.EMLINK})
"""What systems answer where a link should not be followed."""


OF_SYSTEM = frozenset({errno.EAGAIN, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC})
"""What the system says when it has no more room of some kind: no fault of any file."""


class LeadsOutError(OSError):
    """A path leads out of content/."""


class NoFileError(OSError):
    """What stands there is no regular file."""


class TooLargeError(OSError):
    """A file has more bytes than may be read; `size` is how many, as far as they were counted."""

    def __init__(self, size: int) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG))
        self.size = size


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood at a path below content/ at one moment.

    `place` is where all links lead, below content/ and without links itself; `rows` are those of
    each link passed, in order, and of the file. It `is_torn` if it was changed while it was read.
    """

    path: str
    place: str
    rows: tuple[Row, ...]
    is_torn: bool = field(default=False, compare=False)

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file."""
        return stat.S_ISREG(self.rows[-1][0])

    @property
    def latest(self) -> int:
        """When the file, or a link to it, was last changed or renamed, in nanoseconds."""
        return max(moment for row in self.rows for moment in row[-2:])


Look = Seen | str


def look(content: Path, path: str) -> Seen:
    """Follow a path below content/ link by link. Raises OSError, also for a loop; LeadsOutError."""
    root = os.fspath(content)
    rows: list[Row] = []
    here: list[str] = []
    waiting = path.split("/")[::-1]
    info = os.lstat(root)
    while waiting:
        part = waiting.pop()
        if part in ("", "."):
            continue
        if part == "..":
            if not here:
                return _look_from_outside(content, path, Path("..", *waiting[::-1]), rows)
            here.pop()
            info = os.lstat("/".join((root, *here)))
            continue
        info = os.lstat("/".join((root, *here, part)))
        if not stat.S_ISLNK(info.st_mode):
            here.append(part)
            continue
        rows.append(_row(info))
        if len(rows) > _MOST_LINKS:
            raise _error(errno.ELOOP)
        target = content.joinpath(*here, part).readlink()
        if target.is_absolute():
            return _look_from_outside(content, path, target.joinpath(*waiting[::-1]), rows)
        waiting += target.as_posix().split("/")[::-1]
    return Seen(path, "/".join(here), (*rows, _row(info)))


def _look_from_outside(content: Path, path: str, target: Path, links: list[Row]) -> Seen:
    """Look at what a link means that leads out of content/, and perhaps back into it."""
    real, inside = os.path.realpath(content / target), os.path.realpath(content)
    if not real.startswith(inside + os.sep):
        raise LeadsOutError(errno.EXDEV, os.strerror(errno.EXDEV))
    info = os.lstat(real)
    if stat.S_ISLNK(info.st_mode):
        raise _error(errno.ELOOP)
    place = Path(real).relative_to(inside).as_posix()
    return Seen(path, place, (*links, _row(info)))


def _row(info: os.stat_result) -> Row:
    return info.st_mode, info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


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
        row, after = _row(before), _row(os.fstat(file))
    finally:
        os.close(file)
    if len(raw) > limit:
        raise TooLargeError(len(raw))
    return raw, Seen(path, place, (*links, row), row != after)


def _open(content: Path, place: str) -> int:
    """Open a file folder by folder, without following a link below content/. Raises OSError."""
    if os.open not in os.supports_dir_fd:
        return _open_and_compare(content, place)
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


def _open_and_compare(content: Path, place: str) -> int:
    """The same on Windows: open, then see whether that is where it should be."""
    wanted = Path(os.path.realpath(content), *place.split("/"))
    file = os.open(wanted, _FILE)
    if Path(os.path.realpath(wanted)) == wanted:
        return file
    os.close(file)
    raise _error(errno.ELOOP)


def is_quiet(seen: Iterable[Seen], since: int, until: int) -> bool:
    """Whether nothing was changed while it was opened, nor shortly before, and nothing is torn.

    All was opened between two moments (ns). A time to come says nothing: anybody may set one.
    """
    return not any(file.is_torn or since - QUIET < file.latest <= until for file in seen)


def is_unchanged(content: Path, seen: Iterable[Seen]) -> bool:
    """Whether all stands as it was seen, every link and file."""
    try:
        return all(look(content, file.path) == file for file in seen)
    except OSError:
        return False


def wait_until_quiet(seen: Iterable[Seen]) -> None:
    """Wait until files that were changed just now have been quiet for long enough."""
    left = max((file.latest for file in seen), default=0) + QUIET - time.time_ns()
    time.sleep(min(max(left, 0), QUIET) / 1_000_000_000)


def glance(content: Path, path: str) -> Look:
    """Look at a path; what can't be looked at has the reason, LEADS_OUT if it leads out.

    Raises OSError where the system has no more room of some kind.
    """
    try:
        return look(content, path)
    except LeadsOutError:
        return LEADS_OUT
    except OSError as error:
        if error.errno in OF_SYSTEM:
            raise
        return error.strerror or "?"
    except ValueError:  # a name that no file can have
        return "?"


def signature(found: Look, now: int) -> Signature:
    """Return a signature of what a path led to, as `scan` does for folders.

    What was changed shortly before `now` (ns), or since, has none that would match again.
    """
    if isinstance(found, str):
        return (found,)
    if any(changed_lately(modified, changed, now) for *_, modified, changed in found.rows):
        return (now,)
    return (found.place, *found.rows)

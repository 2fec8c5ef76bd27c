"""A path below content/ to what stands there: every link on the way is followed by hand.

Whoever edits while a build reads may exchange any file, link or folder between two calls: what was
seen is true of one moment, and says so much of it that a change shows.
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import field
from pathlib import Path

from lianzhan.model.frozen import dataclass
from lianzhan.model.names import composed

LEADS_OUT = "…/.."
"""What was seen of a path that leads out of content/."""
Row = tuple[int, ...]
"""What the system says of a file or link: kind, number, size, times in nanoseconds."""
_MOST_LINKS = 40
"""Links on the way to one file: as many as Linux follows (path_resolution(7))."""
OF_SYSTEM = frozenset({errno.EAGAIN, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC})
"""What the system says when it has no more room of some kind: no fault of any file."""


class LeadsOutError(OSError):
    """A path leads out of content/."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood at a path below content/ at one moment.

    `place` is where all links lead, below content/, without links itself and spelled as the file
    system has it; `rows` are those of each link passed, in order, and of the file. It `is_torn`
    if it was changed while it was read.
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
"""What was seen, or why nothing could be."""


def look(content: Path, path: str) -> Seen:
    """Follow a path below content/ link by link. Raises OSError, also for a loop; LeadsOutError.

    A name means the file of that name whichever way Unicode writes it: macOS takes é apart.
    """
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
        part, info = _named("/".join((root, *here)), part)
        if not stat.S_ISLNK(info.st_mode):
            here.append(part)
            continue
        rows.append(row_of(info))
        if len(rows) > _MOST_LINKS:
            raise system_error(errno.ELOOP)
        target = content.joinpath(*here, part).readlink()
        if target.is_absolute():
            return _look_from_outside(content, path, target.joinpath(*waiting[::-1]), rows)
        waiting += target.as_posix().split("/")[::-1]
    return Seen(path, "/".join(here), (*rows, row_of(info)))


def _named(folder: str, name: str) -> tuple[str, os.stat_result]:
    """Return a name as a folder has it, with what the system says of it. Raises OSError.

    The folder is listed only where it has no such name to the letter. Of two names that differ in
    their Unicode form alone, neither is meant by a third.
    """
    try:
        return name, os.lstat(f"{folder}/{name}")
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ENAMETOOLONG) or name.isascii():
            raise
        wanted = composed(name)
        with os.scandir(folder) as scan:
            same = [entry.name for entry in scan if composed(entry.name) == wanted]
        if len(same) != 1:
            raise
    return same[0], os.lstat(f"{folder}/{same[0]}")


def _look_from_outside(content: Path, path: str, target: Path, links: list[Row]) -> Seen:
    """Look at what a link means that leads out of content/, and perhaps back into it."""
    real, inside = os.path.realpath(content / target), os.path.realpath(content)
    if not real.startswith(inside + os.sep):
        raise LeadsOutError(errno.EXDEV, os.strerror(errno.EXDEV))
    info = os.lstat(real)
    if stat.S_ISLNK(info.st_mode):
        raise system_error(errno.ELOOP)
    place = Path(real).relative_to(inside).as_posix()
    return Seen(path, place, (*links, row_of(info)))


def row_of(info: os.stat_result) -> Row:
    """Return what the system says of a file or link, without the time when it was last read."""
    return info.st_mode, info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns


def system_error(number: int) -> OSError:
    """Return the error of a number, with the system's own words."""
    return OSError(number, os.strerror(number))


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

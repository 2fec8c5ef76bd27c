"""A staged folder takes the live one's place: whole or not at all, whatever interrupts it.

Linux and macOS exchange two folders in one step. Elsewhere the old folder steps aside first; a
build that finds one so put aside, and its place empty, puts it back (`recover`).
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.runtime.no_links import DIRECTLY, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2), RENAME_SWAP of renamex_np(2)
_ASIDE = "aside-"
_PORTION = 8


def put_in_place(staged: Path, live: Path, staging: Path) -> None:
    """Let a staged file or folder take the live one's place; an old folder stays in `staging`.

    Raises OSError: then the live one stands as it was.
    """
    if live.is_symlink():
        live.unlink()
    if live.is_dir() and staged.is_dir():
        if not _exchange(staged, live):
            aside = staging / f"{_ASIDE}{live.name}"
            live.rename(aside)
            try:
                staged.rename(live)
            except OSError:
                aside.rename(live)
                raise
        return
    live.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(live)


def replaced(staging: Path) -> list[list[Path]]:
    """Return the folders whose place has been taken, in portions to be deleted at a time."""
    folders = sorted(entry for entry in staging.iterdir() if entry.is_dir())
    return [folders[start : start + _PORTION] for start in range(0, len(folders), _PORTION)]


def new_staging(place: Path) -> Path:
    """Return a new empty folder in `place`, whatever could not be deleted there. Raises OSError."""
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    place.mkdir(exist_ok=True)
    for number in count():
        with suppress(FileExistsError):
            (place / str(number)).mkdir()
            return place / str(number)
    raise AssertionError("unreachable")


class Stays(NamedTuple):
    """A file that can't be deleted, and why."""

    file: Path
    reason: str


def recover(place: Path, output: Path) -> list[Stays]:
    """Put back what an interrupted swap had put aside, and delete all else that is staged.

    `place` holds the staging folders. Return the files that can't be deleted.
    """
    if place.is_symlink():
        return delete_all(place)
    for aside in sorted((*place.glob(f"{_ASIDE}*"), *place.glob(f"*/{_ASIDE}*"))):
        live = output / aside.name.removeprefix(_ASIDE)
        if not live.exists():
            with suppress(OSError):
                aside.rename(live)
    return delete_all(place)


def remove(path: Path, staging: Path | None) -> list[Stays]:
    """Take a live file or folder away at once, then delete it; return what can't be deleted.

    Where it can't be moved away, such as a mount point, or there is no staging folder, its files
    are deleted where they stand.
    """
    aside = path
    if staging is not None:
        with suppress(OSError):
            aside = path.rename(staging / f"removed-{path.name}")
    return delete_all(aside)


def delete_all(path: Path) -> list[Stays]:
    """Delete a file, link or folder as far as possible; return files and unlistable folders left.

    A file that a folder doesn't let go is emptied at least: then it shows nothing any more.
    """
    if not path.is_dir() or path.is_symlink():
        return [*_stays(path)]
    import shutil  # with all it knows of archives: a build without changes deletes nothing

    shutil.rmtree(path, ignore_errors=True)
    stay: list[Stays] = []

    def note(folder: str, error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            stay.append(Stays(path / folder, error.strerror or str(error)))

    for file, _ in walk(path, note):
        stay += _stays(path / file)
    return sorted(stay)


def delete_file(path: Path) -> None:
    """Delete a file or link; a file that its folder doesn't let go is emptied. Raises OSError.

    What a link leads to is never emptied.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise
        os.close(os.open(path, os.O_WRONLY | os.O_TRUNC | DIRECTLY))


def _stays(path: Path) -> Iterator[Stays]:
    """Delete or empty a file or link; yield it where neither can be done."""
    try:
        delete_file(path)
    except OSError as error:
        yield Stays(path, error.strerror or str(error))


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or file system can't."""
    call = _system_exchange()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0


def _system_exchange() -> Callable[[bytes, bytes], int] | None:
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            renamex = libc.renamex_np
            return lambda one, other: int(renamex(one, other, _EXCHANGE))
        renameat2 = libc.renameat2
    except (OSError, AttributeError, TypeError):
        return None
    return lambda one, other: int(renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _EXCHANGE))

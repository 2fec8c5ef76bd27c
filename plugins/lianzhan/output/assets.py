"""Pictures and theme files below an output that nobody uses any more are deleted."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lianzhan.model.attachments import FILES
from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class StillShown:
    """A file that could not be deleted, or freed of what is gone, and why."""

    file: str
    reason: str


@dataclass(frozen=True)
class Deleted:
    """How many files were deleted, and those that could not be."""

    count: int
    left: tuple[StillShown, ...]


def delete_assets(folder: Path, names: Iterable[str]) -> Deleted:
    """Delete files below the assets folder of an output or site, behind no link."""
    count, left = 0, []
    for name in sorted(names):
        try:
            _check_direct(folder, f"{ASSETS}/{name}")
            file = folder / ASSETS / name
            file.unlink()
            count += 1
            if name.startswith(f"{FILES}/"):
                with suppress(OSError):  # not empty, where the same bytes have two names
                    file.parent.rmdir()
        except FileNotFoundError:
            continue
        except OSError as error:
            left.append(StillShown(f"{ASSETS}/{name}", error.strerror or str(error)))
    return Deleted(count, tuple(left))


def _check_direct(folder: Path, file: str) -> None:
    """Raise OSError where a folder on the way to a file is a link."""
    for above in PurePosixPath(file).parents[:-1]:
        if stat.S_ISLNK((folder / above).lstat().st_mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))

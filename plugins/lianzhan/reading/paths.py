"""Paths below content/: how problems name them, and which links stay inside."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import TYPE_CHECKING

from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
"""Names that Windows keeps for devices: no file or folder can be called so."""
INDEX = ("index.md", "index.markdown")
"""The text of a bundle, whatever the case of its letters."""
_FORM = late(r"(?:/index)?\.(?:md|markdown)$", re.IGNORECASE)
"""How the file of an article may end: as a file of its own, or in a bundle."""


def identity(file: Path, content: Path) -> str:
    """Return a file's path below content/, printable also where its name is no UTF-8."""
    return printable(file.relative_to(content).as_posix())


def printable(name: str) -> str:
    """Return a file's name or path as text that can be written: what is no UTF-8 becomes "?"."""
    return name.encode("utf-8", "replace").decode()


def page_of(article: str) -> str:
    """Return what an article's path has in common as a file and as a bundle: they share a page."""
    return _FORM.sub("", article)


def is_below(path: str, folders: Collection[str]) -> bool:
    """Whether a path is one of these folders or stands below one; "." stands for all of them."""
    return any(path == f or path.startswith(f"{f}/") or f == "." for f in folders)


def mode(path: Path) -> int:
    """Return the kind and permissions of what a path leads to, 0 where nothing is there.

    Raises OSError where that can't be looked at: what can't be looked at is not missing.
    `Path.is_dir` and its like don't tell the two apart from Python 3.14 on.
    """
    return _mode(path.stat)


def _mode(look: Callable[[], os.stat_result]) -> int:
    try:
        return look().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as error:
        if error.errno == errno.ELOOP:
            return 0
        raise


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder. Raises OSError as `mode` does."""
    return stat.S_ISDIR(mode(path))


def is_open_folder(path: Path) -> bool:
    """Whether a path leads to a folder. Raises OSError also where its names alone can be read.

    To look at the folder's own "." takes the permission to enter it.
    """
    return stat.S_ISDIR(_mode(lambda: os.lstat(f"{path}/.")))


def is_file(path: Path) -> bool:
    """Whether a path leads to an ordinary file. Raises OSError as `mode` does."""
    return stat.S_ISREG(mode(path))


def stays_inside(link: Path, content: Path) -> bool:
    """Whether a path, all links followed, is there, inside content/, and no folder.

    The system has to agree: it follows no more than 40 links, where `resolve` knows no end.
    """
    try:
        real = link.resolve(strict=True)
        is_folder = stat.S_ISDIR(link.stat().st_mode)
    except (OSError, RuntimeError):
        return False
    return real.is_relative_to(content.resolve()) and not is_folder
